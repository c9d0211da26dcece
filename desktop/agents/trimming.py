"""Ends a text that was stopped in the middle at its last whole sentence or item."""

from __future__ import annotations

import re

_SENTENCE_END = re.compile(r"[.!?…][\"”’)]?(?=\s|$)")
_ABBREVIATION = re.compile(
    r"(?:\b(?:ca|incl|excl|bijv|bv|o\.a|t\.ex|bl\.a|approx|max|min|nr|no|e\.g|i\.e|resp|inkl)|(?:^|\n)\d{1,2})\.$",
    re.IGNORECASE,
)


def to_whole_sentence(text: str) -> str:
    """The text up to its last whole sentence; the text itself when it holds none."""
    ends = [match.end() for match in _SENTENCE_END.finditer(text) if not _ABBREVIATION.search(text[: match.end()])]
    return text[: ends[-1]].rstrip() if ends else text.rstrip()


def to_whole_items(text: str) -> str:
    """A list without its last line, which may be cut; the text itself when it has one line only."""
    head, separator, _ = text.rstrip().rpartition("\n")
    return head if separator and head.strip() else text.rstrip()


def sentences_of(text: str) -> list[tuple[int, int]]:
    """Start and end of each sentence; white space between sentences belongs to the one before it."""
    spans: list[tuple[int, int]] = []
    start = 0
    for match in re.finditer(r"[.!?…][\"”’)]?(?:\s+|$)|\n+", text):
        if match.group().strip() and _ABBREVIATION.search(text[start : match.end()].rstrip()):
            continue
        spans.append((start, match.end()))
        start = match.end()
    if start < len(text):
        spans.append((start, len(text)))
    return spans


def without_sentence(text: str, start: int, end: int) -> str | None:
    """The text without the sentences that overlap a span; `None` when fewer than two sentences would stay."""
    spans = sentences_of(text)
    kept = [text[first:last] for first, last in spans if last <= start or first >= end]
    if len(kept) < 2 or len(kept) == len(spans):
        return None
    return "".join(kept).strip()
