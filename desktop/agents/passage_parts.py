"""A long text in parts: those that a model rewrites, and those between them that stay to the character."""

from __future__ import annotations

import re

import msgspec

_FENCE = re.compile(r" {0,3}(`{3,}|~{3,})")
_HEADING = re.compile(r" {0,3}#{1,6}[ \t]|#{1,6}$")
_TABLE = re.compile(r"\s*\|")
_FIXED = re.compile(
    r" {0,3}(?:\[[^\[\]\n]+\]:\s|!\[[^\[\]\n]*\]\([^()\n]*\)[ \t]*$"
    r"|<[!/a-zA-Z][^\n]*>[ \t]*$|([-*_])(?:[ \t]*\1){2,}[ \t]*$|=+[ \t]*$)"
)
_FRONT_MATTER = re.compile(r"\A(---|\+\+\+)[ \t]*\n.*?\n\1[ \t]*(?:\n|\Z)", re.DOTALL)
_LETTER = re.compile(r"[^\W\d_]")


class Part(msgspec.Struct, frozen=True):
    """A part of a text; `sent` says that a model rewrites it."""

    text: str
    sent: bool


def parts_of(text: str, most_words: int, *, headings: bool = False) -> tuple[Part, ...]:
    """The parts of a Markdown text, which joined are the text; those that are sent have `most_words` or one paragraph.

    Front matter, code, lines of their own for images, HTML and addresses, and white space around a part always stay;
    headings and tables stay unless `headings` says that they are rewritten too.
    """
    parts: list[Part] = []
    front = _FRONT_MATTER.match(text)
    at = front.end() if front else 0
    if front:
        parts.append(Part(front[0], sent=False))
    for run, fixed in _runs(text[at:], headings=headings):
        if fixed:
            parts.append(Part(run, sent=False))
        else:
            parts += _chunks(run, most_words)
    return tuple(_merged(parts))


def _runs(text: str, *, headings: bool) -> list[tuple[str, bool]]:
    """Lines that stay and lines that may change, by turns."""
    runs: list[tuple[str, bool]] = []
    fence = ""
    for line in text.splitlines(keepends=True):
        marks = _FENCE.match(line)
        fixed = bool(fence) or marks is not None
        if fence:
            if marks and marks[1].startswith(fence) and not line.strip().strip(fence[0]):
                fence = ""
        elif marks:
            fence = marks[1]
        elif _FIXED.match(line) or (not headings and (_HEADING.match(line) or _TABLE.match(line))):
            fixed = True
        if runs and runs[-1][1] == fixed:
            runs[-1] = (runs[-1][0] + line, fixed)
        else:
            runs.append((line, fixed))
    return runs


def _chunks(run: str, most_words: int) -> list[Part]:
    """A run of paragraphs in pieces, with the white space around each as parts that stay."""
    chunks: list[str] = []
    for paragraph in re.split(r"(?<=\n)(?=[ \t]*\n)", run):
        joined = f"{chunks[-1]}{paragraph}" if chunks else paragraph
        if chunks and (not paragraph.strip() or len(joined.split()) <= most_words):
            chunks[-1] = joined
        else:
            chunks.append(paragraph)
    parts: list[Part] = []
    for chunk in chunks:
        body = chunk.strip()
        if not _LETTER.search(body):
            parts.append(Part(chunk, sent=False))
            continue
        start = chunk.index(body)
        parts += [
            Part(chunk[:start], sent=False),
            Part(body, sent=True),
            Part(chunk[start + len(body) :], sent=False),
        ]
    return parts


def _merged(parts: list[Part]) -> list[Part]:
    merged: list[Part] = []
    for part in parts:
        if not part.text:
            continue
        if merged and not merged[-1].sent and not part.sent:
            merged[-1] = Part(merged[-1].text + part.text, sent=False)
        else:
            merged.append(part)
    return merged
