"""How like two sources are, as OmegaT counts it: a percentage of the pieces that need not change.

OmegaT shows three figures: by stems of words, by words as they are, and the adjusted one, by all pieces: words,
numbers, signs, tags and the spaces between them, in their order and with their capitals. The adjusted one is ours, for
it alone sees that a number or a tag differs; its match statistics are by it too. As in OmegaT, only sources of whose
words at least 30 % are alike count as alike at all: spaces make up half of any two sentences.
"""

from __future__ import annotations

import re
import unicodedata

LEAST_WORDS = 0.3
"""The part of the words that must be alike; OmegaT's own least."""

MOST_TOKENS = 2_000
"""Pieces of a source that are compared; a longer one is compared by its beginning."""

_TAG = r"\{[1-9]\d*\}"
_SIGN = r"[\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]"  # each a piece of its own: no spaces part their words
_TOKEN = re.compile(rf"{_TAG}|{_SIGN}|\d+(?:[.,:]\d+)*(?:\w+)?|[^\W\d]\w*(?:['’.:·](?=[^\W\d])\w+)*|\s+|.", re.DOTALL)
_NUMBER = re.compile(rf"({_TAG})|\d+(?:[.,:\u00a0\u202f]\d+)*")
_WORD = re.compile(r"[^\W\d]")


def tokens_of(source: str) -> list[str]:
    """The pieces of a source: words, numbers, tags, signs, and what is between them; joined they are the source."""
    return _TOKEN.findall(source)


def is_word(token: str) -> bool:
    """Whether a piece is a word, not a number, a sign, a space or a tag."""
    return _WORD.match(token) is not None


def plain_source(source: str) -> str:
    """A source as it is looked up: composed characters, one space for any number of them."""
    return " ".join(unicodedata.normalize("NFC", source).split())


def shape_of(source: str) -> str:
    """A source in which every number is `#`, so that two that differ in nothing else are equal; empty without any."""
    found = False

    def blank(number: re.Match[str]) -> str:
        nonlocal found
        if number[1]:
            return number[1]
        found = True
        return "#"

    shape = _NUMBER.sub(blank, plain_source(source))
    return shape if found else ""


def match_percent(source: str, other: str) -> int:
    """How many of 100 pieces of two sources need not change; 100 only for two that are the same but for spaces."""
    one, two = plain_source(source), plain_source(other)
    if one == two:
        return 100
    from rapidfuzz.distance import Levenshtein

    left, right = tokens_of(one)[:MOST_TOKENS], tokens_of(two)[:MOST_TOKENS]
    longer = max(len(left), len(right))
    return min(99, 100 * (longer - Levenshtein.distance(left, right)) // longer)
