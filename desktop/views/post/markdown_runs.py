"""What in a line of Markdown is shown otherwise than plain text: headings, emphasis, links, code and the signs of all.

One line at a time, and all that a line must know of those before it is one whole number, so that a key press costs what
its line costs. Nothing of the text is changed. All places are UTF-16 units within the line, as Qt counts.
"""

from __future__ import annotations

import re
from enum import IntEnum
from typing import NamedTuple

from desktop.views.editor.plain import units

LONGEST = 4_000
"""Characters of a line from which nothing is looked for in it."""

_MOST_SIGNS = 300
_HEADING = re.compile(r"(#{1,6})[ \t]+(?=\S)")
_FENCE = re.compile(r" {0,3}(`{3,}|~{3,})")
_RULE = re.compile(r" {0,3}(?:(?:-[ \t]*){3,}|(?:\*[ \t]*){3,}|(?:_[ \t]*){3,})")
_MARKER = re.compile(r"(?:[ \t]*>[ \t]?)*[ \t]*(?:[-*+]|\d{1,9}[.)])[ \t]+(?:\[[ xX]\][ \t])?|(?:[ \t]*>[ \t]?)+")
_TABLE = re.compile(r"[ \t]*\|.*\|[ \t]*")
_CITATION = re.compile(r"\[\^?(?:q\d{1,3}(?:\.\d{1,4})?(?:[ ]?[,;][ ]?(?=\^?q))?\^?){1,9}(?<!\^)\](?![(:])")
_FOOTNOTE = re.compile(r"\[\^[^\[\]\s]{1,60}\]:?")
_MAY_HOLD = re.compile(r"[*_`~\[<|\\]|://")
_CODE = re.compile(r"(?<!`)(`{1,4})(?!`)(.+?)(?<!`)\1(?!`)")
_LINK = re.compile(r"(!?\[)([^\[\]\n]*)(\](?:\((?:[^()\s]|\([^()\s]*\))*(?:[ \t]+\"[^\"]*\")?\)|\[[^\[\]]*\]))")
_ADDRESS = re.compile(r"<?https?://[^\s<>]+>?")
_HTML = re.compile(r"<!--.*?-->|</?[A-Za-z][^<>]*>")
_STRONG = re.compile(r"(\*\*|__)(?=\S)(.+?)(?<=\S)\1")
_EMPHASIS = re.compile(r"(?<![\w*_\\])([*_])(?![\s*_])([^*_\n]+?)(?<![\s*_\\])\1(?![\w*_])")
_STRUCK = re.compile(r"(~~)(?=\S)(.+?)(?<=\S)\1")


class RunKind(IntEnum):
    """What is done with a run of a line."""

    HEADING = 1
    STRONG = 2
    EMPHASIS = 3
    STRUCK = 4
    CODE = 5
    LINKED = 6
    TARGET = 7
    """Where a link leads: there, but pale."""
    SIGN = 8
    """Hashes, stars, brackets and the like: there, but pale."""
    MARKER = 9
    """What makes an item of a list or a quotation."""
    TABLE = 10
    HTML = 11
    CITATION = 12
    """The mark of a source, `[^q1]`."""


class Run(NamedTuple):
    """A run of one line; `level` is that of a heading, `raw` the mark of a source as it is written."""

    start: int
    end: int
    kind: RunKind
    level: int = 0
    raw: str = ""


def fence_after(line: str, fence: int) -> int:
    """The fence that is open behind a line, when `fence` is open before it; 0 is none.

    A fence is twice the number of its signs, and one more for tildes.
    """
    if "```" not in line and "~~~" not in line:
        return fence
    found = _FENCE.match(line)
    if found is None:
        return fence
    marks = found[1]
    this = min(len(marks), 100) * 2 + (marks[0] == "~")
    if not fence:
        return 0 if marks[0] == "`" and "`" in line[found.end() :] else this
    closes = this % 2 == fence % 2 and this >= fence and not line[found.end() :].strip()
    return 0 if closes else fence


def heading_level(line: str, fence: int) -> int:
    """The level of a heading, 1 to 6; 0 for a line that is none."""
    if fence or not line.startswith("#"):
        return 0
    found = _HEADING.match(line)
    return len(found[1]) if found else 0


def runs_of(line: str, fence: int) -> tuple[Run, ...]:
    """The runs of a line; `fence` is what was open before it."""
    if not line or len(line) > LONGEST:
        return ()
    if fence or fence_after(line, 0):
        return (Run(0, units(line), RunKind.CODE),)
    found: list[Run] = []
    level = heading_level(line, 0)
    if level:
        found += [Run(0, len(line), RunKind.HEADING, level), Run(0, level, RunKind.SIGN)]
    elif _RULE.fullmatch(line):
        return (Run(0, len(line), RunKind.SIGN),)
    elif marker := _MARKER.match(line):
        found.append(Run(0, marker.end(), RunKind.MARKER))
    if _MAY_HOLD.search(line):
        found += _inline(line)
    if not line.isascii():
        found = [Run(units(line[: run.start]), units(line[: run.end]), *run[2:]) for run in found]
    return tuple(found)


Taken = list[tuple[int, int]]


def _inline(line: str) -> list[Run]:
    """The runs within a line, in code points; what one of them takes, those after it leave alone."""
    taken: Taken = []
    found = _codes(line, taken) if 0 < line.count("`") <= _MOST_SIGNS else []
    if 0 < line.count("[") <= _MOST_SIGNS:
        found += _citations(line, taken)
        found += _links(line, taken)
    if 0 < line.count("<") <= _MOST_SIGNS or "://" in line:
        found += _addresses(line, taken)
    if 0 < line.count("*") + line.count("_") + line.count("~") <= _MOST_SIGNS:
        found += _emphasised(line, taken)
    if "|" in line and _TABLE.fullmatch(line):
        found.append(Run(0, len(line), RunKind.TABLE))
        found += [Run(at, at + 1, RunKind.SIGN) for at, sign in enumerate(line) if sign == "|"]
    return found


def _is_free(start: int, end: int, taken: Taken) -> bool:
    return not any(first < end and start < last for first, last in taken)


def _codes(line: str, taken: Taken) -> list[Run]:
    spans = [match.span() for match in _CODE.finditer(line)]
    taken += spans
    return [Run(start, end, RunKind.CODE) for start, end in spans]


def _citations(line: str, taken: Taken) -> list[Run]:
    if "q" not in line:
        return []
    marks = [match for match in _CITATION.finditer(line) if _is_free(*match.span(), taken)]
    taken += [match.span() for match in marks]
    return [Run(*match.span(), RunKind.CITATION, 0, match[0]) for match in marks]


def _addresses(line: str, taken: Taken) -> list[Run]:
    found: list[Run] = []
    for pattern, kind in ((_ADDRESS, RunKind.TARGET), (_HTML, RunKind.HTML)):
        for match in pattern.finditer(line):
            if _is_free(*match.span(), taken):
                found.append(Run(match.start(), match.end(), kind))
                taken.append(match.span())
    return found


def _emphasised(line: str, taken: Taken) -> list[Run]:
    """Runs with their signs; they may lie in each other."""
    found: list[Run] = []
    for pattern, kind in ((_STRONG, RunKind.STRONG), (_EMPHASIS, RunKind.EMPHASIS), (_STRUCK, RunKind.STRUCK)):
        for match in pattern.finditer(line):
            start, end = match.span()
            width = len(match[1])
            if _is_free(start, start + width, taken) and _is_free(end - width, end, taken):
                found.append(Run(start, end, kind))
                found += [Run(start, start + width, RunKind.SIGN), Run(end - width, end, RunKind.SIGN)]
    return found


def _links(line: str, taken: Taken) -> list[Run]:
    """Links, pictures and notes; where they lead is taken from what may hold emphasis."""
    found: list[Run] = []
    for match in _LINK.finditer(line):
        start, end = match.span()
        if not _is_free(start, end, taken):
            continue
        found += [
            Run(start, match.end(1), RunKind.SIGN),
            Run(match.start(2), match.end(2), RunKind.LINKED),
            Run(match.start(3), end, RunKind.TARGET),
        ]
        taken += [match.span(1), match.span(3)]
    for match in _FOOTNOTE.finditer(line):
        if _is_free(*match.span(), taken):
            found.append(Run(match.start(), match.end(), RunKind.LINKED))
            taken.append(match.span())
    return found
