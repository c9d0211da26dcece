"""Keeps merge tags whole when a text is rewritten, repaired or translated: what loses or breaks one is refused.

A model sees each tag as a short sign (`[[1]]`), which small models carry better than `{{ contact.FIRSTNAME | default :
"vän" }}`, and gives it back; the tag is put in its place again. The answer counts only when every tag stands in it as
often as before, with the same fallback, and every passage still begins and ends.
"""

from __future__ import annotations

import re
from collections import Counter

import msgspec

from desktop.core.mail import Platform
from desktop.core.merge_tags import find_tags, tag_multiset
from desktop.core.words import tr

_SIGN = re.compile(r"\[{1,2}\s*(\d{1,3})\s*\]{1,2}|⟦\s*(\d{1,3})\s*⟧")


class Veiled(msgspec.Struct, frozen=True):
    """A text in which each tag is a numbered sign, and the tags by their numbers from 1."""

    text: str
    tags: tuple[str, ...]


class TagChange(msgspec.Struct, frozen=True):
    """What a change does to the tags of a text: those that got lost and those that are new, as they are written."""

    lost: tuple[str, ...] = ()
    added: tuple[str, ...] = ()
    out_of_step: bool = False

    @property
    def is_none(self) -> bool:
        """Whether every tag is still there, and only once for each time it was."""
        return not self.lost and not self.added and not self.out_of_step

    @property
    def message(self) -> str:
        """A sentence for the writer on why the change is refused; empty when it is not."""
        if self.lost:
            return tr("The new text lost a merge tag: {tags}. The old one stays.", tags=", ".join(self.lost))
        if self.added:
            return tr("The new text has a merge tag too many: {tags}. The old one stays.", tags=", ".join(self.added))
        if self.out_of_step:
            return tr("The new text has the beginnings and ends of its merge tags in another order. The old one stays.")
        return ""


def tag_change(before: str, after: str, platform: Platform | None = None) -> TagChange:
    """What became of the tags of a text; spacing and quotes within them do not matter, their fallbacks do."""
    old, new = tag_multiset(before, platform), tag_multiset(after, platform)
    if old != new:
        return TagChange(_named(before, old - new, platform), _named(after, new - old, platform))
    steps = [[tag.field for tag in find_tags(text, platform) if tag.block] for text in (before, after)]
    return TagChange(out_of_step=steps[0] != steps[1])


def keeps_tags(before: str, after: str, platform: Platform | None = None) -> bool:
    """Whether a rewritten, repaired or translated text may take the place of the one before."""
    return tag_change(before, after, platform).is_none


def veil(text: str, platform: Platform | None = None) -> Veiled:
    """The text with a sign in the place of each tag; signs that stand in it already would be mistaken, so it stays."""
    tags = find_tags(text, platform)
    if not tags or _SIGN.search(text):
        return Veiled(text, ())
    parts: list[str] = []
    at = 0
    for number, tag in enumerate(tags, 1):
        parts += [text[at : tag.start], f"[[{number}]]"]
        at = tag.end
    return Veiled("".join((*parts, text[at:])), tuple(tag.raw for tag in tags))


def unveil(answer: str, veiled: Veiled) -> str:
    """An answer with the tags in the place of their signs; a number that no tag has stays, and so is noticed."""
    if not veiled.tags:
        return answer

    def tag(found: re.Match[str]) -> str:
        number = int(found[1] or found[2])
        return veiled.tags[number - 1] if 1 <= number <= len(veiled.tags) else found[0]

    return _SIGN.sub(tag, answer)


def with_tags(before: str, after: str, platform: Platform | None = None) -> str | None:
    """A text that may take the place of the one before: itself, or with lost tags of its ends put back; else `None`.

    A greeting whose tag got lost between a word and a comma cannot be put right by rule: it is refused.
    """
    if keeps_tags(before, after, platform):
        return after
    change = tag_change(before, after, platform)
    if change.added or change.out_of_step or len(change.lost) != 1:
        return None
    lost = change.lost[0]
    if before.startswith(lost):
        rest = before.removeprefix(lost)
        mended = lost + rest[: len(rest) - len(rest.lstrip(" ,\n"))] + after.lstrip()
    elif before.endswith(lost):
        rest = before.removesuffix(lost)
        mended = after.rstrip() + rest[len(rest.rstrip()) :] + lost
    else:
        return None
    return mended if keeps_tags(before, mended, platform) else None


def _named(text: str, wanted: Counter[tuple[str, str | None]], platform: Platform | None) -> tuple[str, ...]:
    left = Counter(wanted)
    named: list[str] = []
    for tag in find_tags(text, platform):
        if left[tag.field, tag.fallback] > 0:
            left[tag.field, tag.fallback] -= 1
            named.append(tag.raw)
    return tuple(named)
