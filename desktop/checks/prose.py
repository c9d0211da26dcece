"""The prose of a text: its lines that are read as sentences, without headings, tables and lists."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator
from enum import StrEnum

import msgspec

from desktop.checks.check import Subject
from desktop.checks.sentences import Span, paragraphs_of, sentences_of
from desktop.core.word_counts import WORD, as_read

_HEADING = re.compile(r"\s*(#{1,6})\s")
_ITEM = re.compile(r"\s*(?:[-*•–+✓✔✅]|\d+[.)])\s")
_TABLE = re.compile(r"\s*\|.*\|\s*$|\s*:?-{3,}")


class Sort(StrEnum):
    """What a line of a text is."""

    HEADING = "heading"
    ITEM = "item"
    TABLE = "table"
    PROSE = "prose"


class Line(msgspec.Struct, frozen=True):
    """A line of a text; `level` is that of a heading, 0 for others."""

    start: int
    end: int
    sort: Sort
    level: int = 0


@functools.lru_cache(maxsize=64)
def lines_of(text: str) -> tuple[Line, ...]:
    """The lines of a text that hold anything, with what they are."""
    return tuple(Line(start, end, *_sort_of(text[start:end])) for start, end in paragraphs_of(text))


@functools.lru_cache(maxsize=64)
def prose_sentences(text: str, language: str) -> tuple[Span, ...]:
    """The sentences of a text that are read as such: no headings, tables or items of a list."""
    prose = [(line.start, line.end) for line in lines_of(text) if line.sort is Sort.PROSE]
    chosen: list[Span] = []
    at = 0
    for span in sentences_of(text, language):
        while at < len(prose) and prose[at][1] < span.end:
            at += 1
        if at < len(prose) and prose[at][0] <= span.start:
            chosen.append(span)
    return tuple(chosen)


@functools.lru_cache(maxsize=8192)
def words_in(part: str) -> tuple[str, ...]:
    """The words and numbers of a sentence or line in lower case; addresses of links and marks of notes are none."""
    return tuple(found[0].lower() for found in WORD.finditer(as_read(part)))


def prose_fields(subject: Subject) -> Iterator[tuple[str, str]]:
    """The texts of a copy that are read as prose, with their addresses."""
    for address, text in subject.copy.addressed():
        if subject.is_prose(address):
            yield address, text


@functools.lru_cache(maxsize=64)
def count_words(text: str) -> int:
    """How many words a text has."""
    return sum(len(words_in(text[start:end])) for start, end in paragraphs_of(text))


@functools.lru_cache(maxsize=4096)
def _sort_of(line: str) -> tuple[Sort, int]:
    heading = _HEADING.match(line)
    if heading:
        return Sort.HEADING, len(heading[1])
    if _TABLE.match(line):
        return Sort.TABLE, 0
    return (Sort.ITEM if _ITEM.match(line) else Sort.PROSE), 0
