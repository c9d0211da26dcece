"""Merge tags out of the way of the checks that read words: each gives place to a stand-in of the same length."""

from __future__ import annotations

import functools
from collections.abc import Iterable
from typing import TypeVar

import msgspec

from desktop.core.copy import Copy
from desktop.core.finding import Claim, Finding
from desktop.core.merge_tags import MergeTag, find_tags

Said = TypeVar("Said", Finding, Claim)


def mask(copy: Copy) -> Copy:
    """The copy with its tags masked; the very same when it has none.

    A value becomes what is read as a name (`Qqqq`), a tag of a passage becomes space at the ends of a line and dots
    within it. Every place in the text stays where it was.
    """
    if not any(find_tags(text) for _, text in copy.addressed()):
        return copy
    return Copy(
        {
            name: mask_text(value) if isinstance(value, str) else tuple(map(mask_text, value))
            for name, value in copy.fields.items()
        }
    )


@functools.lru_cache(maxsize=256)
def mask_text(text: str) -> str:
    """One text, masked."""
    parts: list[str] = []
    at = 0
    for tag in find_tags(text):
        parts += [text[at : tag.start], _block(text, tag) if tag.block else _stand_in(tag.raw)]
        at = tag.end
    return "".join((*parts, text[at:]))


def unmask(said: Iterable[Said], masked: Copy, written: Copy) -> tuple[Said, ...]:
    """What was said of a masked copy, with the words as they are written."""
    if masked is written:
        return tuple(said)
    texts, stand_ins = dict(written.addressed()), _stand_ins(written)
    return tuple(_unmasked(each, texts.get(each.field), stand_ins.get(each.field, ())) for each in said)


def _unmasked(each: Said, text: str | None, stand_ins: tuple[tuple[str, str], ...]) -> Said:
    if text is None or not stand_ins:
        return each

    def back(words: str) -> str:
        for stand_in, raw in stand_ins:
            words = words.replace(stand_in, raw)
        return words

    fixes = tuple(map(back, each.fixes))
    if isinstance(each, Finding):
        return msgspec.structs.replace(
            each, text=text[each.start : each.end], message=back(each.message), advice=back(each.advice), fixes=fixes
        )
    return msgspec.structs.replace(each, text=text[each.start : each.end], reason=back(each.reason), fixes=fixes)


def _stand_ins(written: Copy) -> dict[str, tuple[tuple[str, str], ...]]:
    """By address the stand-ins with what they stand for, each once, the longest first."""
    found: dict[str, tuple[tuple[str, str], ...]] = {}
    for address, text in written.addressed():
        each: dict[str, str] = {}
        for tag in find_tags(text):
            if not tag.block:
                each.setdefault(_stand_in(tag.raw), tag.raw)
        found[address] = tuple(sorted(each.items(), key=lambda pair: -len(pair[0])))
    return found


def _stand_in(raw: str) -> str:
    return "Q" + "q" * (len(raw) - 1)


def _block(text: str, tag: MergeTag) -> str:
    begins = not text[text.rfind("\n", 0, tag.start) + 1 : tag.start].strip()
    stop = text.find("\n", tag.end)
    ends = not text[tag.end : stop if stop >= 0 else len(text)].strip()
    return (" " if begins or ends else "·") * len(tag.raw)
