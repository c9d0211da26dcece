"""The words that say whether something comes along, and what stands near them."""

from __future__ import annotations

from desktop.checks.ledger.concept_forms import Token, phrase_set
from desktop.checks.ledger.concepts import stands_at

_REACH = 7
_FORWARD = frozenset(
    {"with", "met", "med", "without", "zonder", "utan", "includes", "including", "bevat", "innehåller"}
)

Places = list[tuple[int, int]]


def markers_in(tokens: tuple[Token, ...], language: str) -> tuple[Places, Places]:
    """Where it says that something is included, and where that it is not; each as first token and the one after."""
    absent = _places(tokens, language, "not_included")
    present = _places(tokens, language, "included")
    return [each for each in present if not any(start <= each[0] < end for start, end in absent)], absent


def is_near(tokens: tuple[Token, ...], first: int, last: int, places: Places) -> bool:
    """Whether one of the places lies within a few words of these tokens, with no other clause between.

    What `comes with` something is the product itself: such words say it only of what follows them.
    """
    for begin, end in places:
        if end > first and tokens[end - 1].lower in _FORWARD:
            continue
        low, high = (end, first) if end <= first else (last + 1, begin)
        if high - low <= _REACH and not any(token.text in ".;:!?–—" for token in tokens[low:high]):
            return True
    return False


def _places(tokens: tuple[Token, ...], language: str, name: str) -> Places:
    known = phrase_set(language, name)
    return [
        (place, place + taken)
        for place, token in enumerate(tokens)
        for words in known.get(token.lower, ())
        if (taken := stands_at(tokens, place, words))
    ]
