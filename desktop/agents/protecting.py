"""Keeps what must not change when a text is rewritten: headings, links, images, code, tags, marks and numbers.

A model sees each address, piece of code, tag and mark as a short sign (`[[1]]`) and gives it back; numbers and headings
it sees as they are. Its answer counts only when all of them are there again, none of them changed, and none is new.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from enum import StrEnum

import msgspec

from desktop.agents.tags import Veiled
from desktop.checks.quantities import Quantity, quantities_of
from desktop.core.mail import Platform
from desktop.core.merge_tags import find_tags
from desktop.core.words import tr


class Sort(StrEnum):
    """What sort of thing is protected."""

    HEADING = "heading"
    LINK = "link"
    CODE = "code"
    TAG = "tag"
    MARK = "mark"
    NUMBER = "number"


_FENCE = r"^ {0,3}(?P<fence>`{3,}|~{3,})[^\n]*\n(?:.*?\n)?(?: {0,3}(?P=fence)[`~]*[ \t]*$|\Z)"
_SPANS = re.compile(
    rf"(?P<code>{_FENCE}|(?<!`)(?P<ticks>`+)(?!`)[^\n]{{1,400}}?(?<!`)(?P=ticks)(?!`))"
    # The address of a link or an image, with its title; the brackets around it stay, as models know them.
    r"|(?<=\]\()(?P<target>[^()\n]{1,500}(?:\([^()\n]{0,100}\)[^()\n]{0,200})?)(?=\))"
    r"|(?P<mark>\[\^[\w.-]{1,60}\](?!\()|\[q\d{1,3}(?:\.\d+)?(?:[ ,;]+q\d{1,3}(?:\.\d+)?)*\]"
    r"|\[{1,2}\s*\d{1,3}\s*\]{1,2}(?!\())"
    r"|(?P<html></?[A-Za-z][^<>\n]{0,300}>|<!--.{0,2000}?-->)"
    r"|(?P<url>https?://[^\s<>\"'\[\]]+[^\s<>\"'\[\].,;:!?*_)])"
    r"|(?P<address>[\w.+-]+@[\w-]+(?:\.[\w-]+)+)",
    re.MULTILINE | re.DOTALL,
)
_SORTS = {
    "code": Sort.CODE,
    "target": Sort.LINK,
    "mark": Sort.MARK,
    "html": Sort.TAG,
    "url": Sort.LINK,
    "address": Sort.LINK,
}
_SIGN = re.compile(r"\[\[\s*\d{1,3}\s*\]\]")
_ITEM = re.compile(r"^(\s*)\d{1,3}[.)](?=\s)", re.MULTILINE)
_HEADING = re.compile(r"^ {0,3}(#{1,6})[ \t]+(.*?)[ \t]*#*[ \t]*$", re.MULTILINE)
_MOST_NAMED = 4


class Piece(msgspec.Struct, frozen=True):
    """Something protected in a text, in code points."""

    start: int
    end: int
    sort: Sort


class Change(msgspec.Struct, frozen=True):
    """What a new text lost and what it has that is new, as it is written there."""

    lost: tuple[str, ...] = ()
    added: tuple[str, ...] = ()

    @property
    def is_none(self) -> bool:
        """Whether all is as it was."""
        return not self.lost and not self.added

    @property
    def message(self) -> str:
        """A sentence for the writer on why the new text is refused; empty when it is not."""
        if self.lost:
            return tr("The new text lost or changed {things}. The old one stays.", things=_named(self.lost))
        if self.added:
            return tr(
                "The new text has what the old one has not: {things}. The old one stays.", things=_named(self.added)
            )
        return ""


def pieces_of(text: str, platform: Platform | None = None) -> tuple[Piece, ...]:
    """The addresses, code, tags and marks of a text in its order, none within another."""
    found = [Piece(tag.start, tag.end, Sort.TAG) for tag in find_tags(text, platform)]
    found += [Piece(*each.span(name := _group(each)), _SORTS[name]) for each in _SPANS.finditer(text)]
    apart: list[Piece] = []
    for piece in sorted(found, key=lambda each: (each.start, -each.end)):
        if not apart or piece.start >= apart[-1].end:
            apart.append(piece)
    return tuple(apart)


def protect(text: str, platform: Platform | None = None) -> Veiled:
    """The text with a sign in the place of each thing that a model need not read."""
    parts: list[str] = []
    originals: list[str] = []
    at = 0
    for piece in pieces_of(text, platform):
        originals.append(text[piece.start : piece.end])
        parts += [text[at : piece.start], f"[[{len(originals)}]]"]
        at = piece.end
    return Veiled("".join((*parts, text[at:])), tuple(originals))


def change_of(
    before: str,
    after: str,
    *,
    may_lose: frozenset[Sort] = frozenset(),
    told: Iterable[str] = (),
    translated: bool = False,
    platform: Platform | None = None,
) -> Change:
    """What a rewriting does to what is protected; `told` are texts whose numbers may come in or be replaced.

    Headings are compared by their words, or by their levels where they are `translated`; numbers by their value, in
    any notation or in words, each of them once.
    """
    lost: list[str] = []
    added: list[str] = []
    old, new = _kept(before, platform, translated=translated), _kept(after, platform, translated=translated)
    for (sort, text), count in (old - new).items():
        if sort not in may_lose:
            lost += [text] * count
    added += [text for (_, text), count in (new - old).items() for _ in range(count)]
    numbers, others = _numbers(before, platform), _numbers(after, platform)
    known = [quantity for text in told for quantity in quantities_of(text)]
    if Sort.NUMBER not in may_lose:
        lost += [name for name, each in numbers if name and not _stands_in(each, [*map(_second, others), *known])]
    added += [name for name, each in others if name and not _stands_in(each, [*map(_second, numbers), *known])]
    return Change(tuple(dict.fromkeys(lost)), tuple(dict.fromkeys(added)))


def _group(found: re.Match[str]) -> str:
    return next(name for name in _SORTS if found[name] is not None)


def _kept(text: str, platform: Platform | None, *, translated: bool) -> Counter[tuple[Sort, str]]:
    pieces = pieces_of(text, platform)
    kept = Counter((piece.sort, text[piece.start : piece.end]) for piece in pieces)
    for found in _HEADING.finditer(_without(text, pieces)):
        kept[Sort.HEADING, found[1] if translated else f"{found[1]} {found[2].strip()}"] += 1
    return kept


def _numbers(text: str, platform: Platform | None) -> list[tuple[str, Quantity]]:
    """The quantities outside of what has a sign, those in digits with their words; numbers of lists are none."""
    plain = _ITEM.sub(r"\1", _without(text, pieces_of(text, platform)))
    found: list[tuple[str, Quantity]] = []
    for each in quantities_of(plain):
        words = plain[each.start : each.end].strip()
        found.append((words if any(char.isdigit() for char in words) else "", each))
    return found


def _without(text: str, pieces: tuple[Piece, ...]) -> str:
    for piece in reversed(pieces):
        text = f"{text[: piece.start]} {text[piece.end :]}"
    return _SIGN.sub(" ", text)


def _second(pair: tuple[str, Quantity]) -> Quantity:
    return pair[1]


def _stands_in(wanted: Quantity, others: list[Quantity]) -> bool:
    return any(wanted.equals(each) or (_one_has_none(wanted, each) and wanted.same_number(each)) for each in others)


def _one_has_none(one: Quantity, other: Quantity) -> bool:
    return (one.unit is None) != (other.unit is None)


def _named(things: tuple[str, ...]) -> str:
    shown = [thing if len(thing) <= 60 else f"{thing[:57]}…" for thing in (" ".join(each.split()) for each in things)]
    return ", ".join(shown[:_MOST_NAMED]) + (" …" if len(shown) > _MOST_NAMED else "")
