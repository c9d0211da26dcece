"""Merge tags and placeholders: tags that are not closed or empty, and places that were to be filled in."""

from __future__ import annotations

import functools
import re
from bisect import bisect_right
from collections.abc import Iterator
from typing import NamedTuple

from desktop.checks.check import Spot, Subject
from desktop.checks.leftover_patterns import patterns_for
from desktop.checks.links import words_of_links
from desktop.checks.sentences import paragraphs_of
from desktop.core.brief import Kind
from desktop.core.finding import Finding, Severity
from desktop.core.words import tr

_TAG_MARKS = re.compile(r"\{\{|\}\}|\{%|%\}|\*\||\|\*|%%")
_WHOLE = re.compile(
    r"\{\{\{(?P<c>[^{}\n]*)\}\}\}|\{\{(?P<a>[^{}\n]*)\}\}|\{%-?(?P<b>[^{}%\n]*)-?%\}|\*\|(?P<d>[^|\n]*)\|\*|%%(?P<e>[^%\s]*)%%"
)
_LOOSE = re.compile(r"\{\{+|\}\}+|\{%|%\}|(?<!\w)\*\|(?=[A-Z_]{2})|(?<=[A-Z_]{2})\|\*(?!\w)")
_BLOCKS = {"if": "endif", "for": "endfor", "unless": "endunless", "case": "endcase"}
_BLOCK = re.compile(r"\{%-?\s*(\w+)")
_HTTP = re.compile(r"(?:https?://|www\.|@)([\w.-]+)", re.IGNORECASE)
_BLANKS = (
    r"\[(?P<name>[A-ZÅÄÖ][A-ZÅÄÖ _-]{2,39})\](?!\()"
    r"|(?<!\w)(?:X{3,}|xx+[-/.]xx+[-/.]xx+|00[-/.]00[-/.]0000)(?!\w)"
    r"|(?<!\w)(?:(?:€|£|\$) ?(?:XX+|xx+|00[.,]00)|(?:XX+|xx+) ?(?:€|kr|SEK|EUR|%))(?!\w)"
    r"|(?<![\w.])\?\?\?+(?!\w)"
    r"|(?<![\w_])_{3,}(?![\w_])|<<[^<>\n]{2,40}>>"
)


class _Found(NamedTuple):
    """A finding in code points of its paragraph."""

    start: int
    end: int
    kind: str


class MergeTags:
    """Merge tags that are not closed, empty, or out of step; in drafts of every kind."""

    id = "links.merge_tag"

    @property
    def name(self) -> str:
        """As `Check` says."""
        return tr("Merge tags")

    @property
    def description(self) -> str:
        """As `Check` says."""
        return tr("Finds merge tags that are empty, not closed, or opened without an end.")

    def find(self, subject: Subject) -> Iterator[Finding]:
        """As `Check` says."""
        for address, text in subject.written.addressed():
            if _TAG_MARKS.search(text) is None:
                continue
            for start, end in paragraphs_of(text):
                for each in _tags_in(text[start:end]):
                    spot = Spot(address, text, start + each.start, start + each.end)
                    yield spot.finding(self.id, Severity.ERROR, _say(each.kind))
            for each in _blocks_in(text):
                yield Spot(address, text, each.start, each.end).finding(self.id, Severity.ERROR, _say(each.kind))


class Placeholders:
    """Places that somebody meant to fill in; what a model leaves behind is `leftover.prompt`."""

    id = "links.placeholder"

    @property
    def name(self) -> str:
        """As `Check` says."""
        return tr("Placeholders")

    @property
    def description(self) -> str:
        """As `Check` says."""
        return tr("Finds what was to be filled in: [NAME], ____, 00-00-0000, an address of an example.")

    def find(self, subject: Subject) -> Iterator[Finding]:
        """As `Check` says."""
        for address, text in subject.written.addressed():
            found = [
                (start + each.start, start + each.end)
                for start, end in paragraphs_of(text)
                for each in _placeholders_in(text[start:end], subject.brief.kind)
            ]
            for start, end in found:
                marked = text[start:end]
                if any(marked in known for known in (subject.brief.product, *(f.text for f in subject.brief.facts))):
                    continue
                yield Spot(address, text, start, end).finding(self.id, Severity.ERROR, _say("placeholder"))


@functools.lru_cache(maxsize=4096)
def _tags_in(text: str) -> tuple[_Found, ...]:
    if _TAG_MARKS.search(text) is None:
        return ()
    found: list[_Found] = []
    whole: list[tuple[int, int]] = []
    for each in _WHOLE.finditer(text):
        whole.append(each.span())
        inside = next(value for value in each.groups() if value is not None)
        if not inside.strip(" -"):
            found.append(_Found(each.start(), each.end(), "empty"))
    starts = [start for start, _ in whole]  # in order: many tags must not cost the square of their number
    for loose in _LOOSE.finditer(text):
        before = bisect_right(starts, loose.start())
        if not before or whole[before - 1][1] <= loose.start():
            found.append(_Found(loose.start(), loose.end(), "open"))
    return tuple(sorted(found))


def _blocks_in(text: str) -> Iterator[_Found]:
    """`{% if %}` without its `{% endif %}`, and the other way round."""
    waiting: list[tuple[str, re.Match[str]]] = []
    ends = set(_BLOCKS.values())
    for each in _BLOCK.finditer(text):
        word = each[1]
        if word in _BLOCKS:
            waiting.append((_BLOCKS[word], each))
        elif word in ends:
            if waiting and waiting[-1][0] == word:
                waiting.pop()
            else:
                yield _Found(each.start(), each.end(), "block")
    for _, each in waiting:
        yield _Found(each.start(), each.end(), "block")


@functools.cache
def _untouched() -> re.Pattern[str]:
    """What nobody filled in, and notes to oneself: a note is in capitals, or has full stops between its letters."""
    notes = words_of_links().notes
    forms = (*(each.upper() for each in notes), *(each for each in notes if "." in each))
    return re.compile(rf"{_BLANKS}|\b(?:{'|'.join(map(re.escape, forms))})(?!\w)")


@functools.lru_cache(maxsize=8192)
def _placeholders_in(text: str, kind: Kind) -> tuple[_Found, ...]:
    lower = text.lower()
    words = words_of_links()
    found = [each.span() for each in _untouched().finditer(text)]
    for phrase in words.placeholders:
        place = lower.find(phrase)
        if place >= 0 and _stands_alone(text, place, place + len(phrase)):
            found.append((place, place + len(phrase)))
    found += [each.span(1) for each in _HTTP.finditer(lower) if each[1].rstrip(".-") in words.hosts]
    if not found:
        return ()
    # What the check for leftovers of a model says already is not said twice.
    said = [each.span() for pattern in patterns_for(text, kind) for each in pattern.find(text)]
    spans: list[tuple[int, int]] = []
    for start, end in sorted(found):
        if spans and start < spans[-1][1]:
            continue
        if not any(one < end and start < other for one, other in said):
            spans.append((start, end))
    return tuple(_Found(start, end, "placeholder") for start, end in spans)


def _stands_alone(text: str, start: int, end: int) -> bool:
    """Whether the phrase is a note: in brackets, in capitals or alone in its line; *link here* in prose is not."""
    marked = text[start:end]
    if text[:start][-1:].isalnum() or text[end:][:1].isalnum():
        return False
    before, after = text[:start].rstrip(), text[end:].lstrip()
    if marked.isupper() or marked.lower().startswith(("lorem", "dolor")):
        return True
    if not before and not after.strip(" .:!"):
        return True
    return before[-1:] in {"[", "<", "{", "("} and after[:1] in {"]", ">", "}", ")"}


def _say(kind: str) -> str:
    return {
        "empty": tr("This merge tag is empty."),
        "open": tr("A merge tag is not closed, or closed without having been opened."),
        "block": tr("This block of a template has no beginning or no end."),
        "placeholder": tr("This was to be filled in."),
    }[kind]
