"""Slips of the hand: spaces too many, marks twice, two sorts of quotes."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator

from desktop.checks.check import Spot, Subject
from desktop.checks.remarks import Remark, by_paragraph
from desktop.checks.style.fields import styled_fields
from desktop.core.finding import Finding, Severity
from desktop.core.words import tr

_SLIP = re.compile(
    r"(?P<spaces>(?<=[^\s|>*•-])(?<!\d[.)]) {2,}(?=[^\s|]))"
    r"|(?P<before>(?<=[^\W_])[ \u00a0]+(?=[,;!?](?:\s|$)|\.(?:\s|$)|:\s))"
    r"|(?P<twice>,{2,}|;{2,}|(?<![:\d]):{2,}(?=\s|$)|\?{2,}(?!!)|(?<![./\w])\.\.(?![./\w])|(?<=\w)\.\.(?=\s|$)|,\.(?=\s|$))"
)
_CODE = re.compile(r"`|\t|^\s{4,}|^\s*\|")
_STRAIGHT = {"double": re.compile(r'(?<!\d)"'), "single": re.compile(r"(?<=[^\W\d_])'(?=[^\W\d_])")}
_MARKS = {"double": "“”„", "single": "’"}
_CURLY = {"double": re.compile("[“”„]"), "single": re.compile(r"(?<=[^\W\d_])’(?=[^\W\d_])")}


class Spacing:
    """Double spaces, spaces before a comma, marks that stand twice, straight quotes among curly ones."""

    id = "style.spacing"

    @property
    def name(self) -> str:
        """As `Check` says."""
        return tr("Spaces and marks")

    @property
    def description(self) -> str:
        """As `Check` says."""
        return tr("Finds double spaces, spaces before a mark, marks that stand twice and mixed quotes.")

    def find(self, subject: Subject) -> Iterator[Finding]:
        """As `Check` says."""
        for address, text in styled_fields(subject):
            for start, end, kind, fixes in by_paragraph(text, subject.language, _slips):
                spot = Spot(address, text, start, end)
                yield spot.finding(self.id, Severity.INFO, _message(kind), fixes=fixes)
            yield from self._mixed_quotes(address, text)

    def _mixed_quotes(self, address: str, text: str) -> Iterator[Finding]:
        if text.isascii():
            return
        for sort, straight in _STRAIGHT.items():
            if not any(mark in text for mark in _MARKS[sort]):
                continue
            found = straight.search(text) if _CURLY[sort].search(text) else None
            # A quote inside a tag or code is no quote.
            if found is not None and "<" not in text and "`" not in text:
                message = tr("Straight and curly quotes are mixed in this text.")
                fixes = ("’",) if sort == "single" else _curly(text, found.start())
                spot = Spot(address, text, found.start(), found.end())
                yield spot.finding(self.id, Severity.INFO, message, fixes=fixes)


def _curly(text: str, at: int) -> tuple[str, ...]:
    opens = at == 0 or text[at - 1].isspace() or text[at - 1] in "(["
    if opens and "„" in text:
        return ("„",)
    return ("“",) if opens and "“" in text else ("”",)


def _message(kind: str) -> str:
    match kind:
        case "spaces":
            return tr("There are two spaces here.")
        case "before":
            return tr("No space stands before this mark.")
        case _:
            return tr("This mark stands twice.")


@functools.lru_cache(maxsize=4096)
def _slips(line: str, _language: str) -> tuple[Remark, ...]:
    if _CODE.search(line):
        return ()
    return tuple(_slip(found) for found in _SLIP.finditer(line))


def _slip(found: re.Match[str]) -> Remark:
    match found.lastgroup:
        case "spaces":
            return Remark(found.start(), found.end(), "spaces", (" ",))
        case "before":
            return Remark(found.start(), found.end(), "before", ("",))
        case _:
            mark = found[0]
            fix = "." if mark == ",." else mark[0]
            return Remark(found.start(), found.end(), "twice", ("…", ".") if mark == ".." else (fix,))
