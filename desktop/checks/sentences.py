"""Sentences and paragraphs of a text, as spans; what is read sentence by sentence need not be read again."""

from __future__ import annotations

import functools
import itertools
import re
from typing import NamedTuple

_PARAGRAPH = re.compile(r"[^\n\u2029]+")
_END = re.compile(r"[.!?…]+[\"'”’»)\]]*(?=\s+[\"'“‘«(\[]*[A-ZÅÄÖÉÈ0-9])")


class Span(NamedTuple):
    """A part of a text in code points."""

    start: int
    end: int


def paragraphs_of(text: str) -> tuple[Span, ...]:
    """The lines of a text that hold anything, without their line breaks."""
    return tuple(Span(found.start(), found.end()) for found in _PARAGRAPH.finditer(text) if found[0].strip())


def sentences_of(text: str, language: str) -> tuple[Span, ...]:
    """The sentences of a text, without the white space around them; a line break always ends one."""
    return tuple(
        Span(start + begin, start + end)
        for start, stop in paragraphs_of(text)
        for begin, end in _sentences(text[start:stop], language)
    )


@functools.lru_cache(maxsize=4096)
def _sentences(paragraph: str, _language: str) -> tuple[Span, ...]:
    borders = [0, *(found.end() for found in _END.finditer(paragraph)), len(paragraph)]
    spans: list[Span] = []
    for start, end in itertools.pairwise(borders):
        part = paragraph[start:end]
        if part.strip():
            spans.append(Span(start + len(part) - len(part.lstrip()), start + len(part.rstrip())))
    return tuple(spans)
