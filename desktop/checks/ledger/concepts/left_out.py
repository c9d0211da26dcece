"""Things that a sentence says were left out, in two parts around them: `left the perfume out`, `lieten we weg`."""

from __future__ import annotations

import itertools

from desktop.checks.ledger.concepts.concept_forms import Token

_LEFT = frozenset({"left", "leave", "leaves", "leaving", "liet", "lieten", "laat", "laten", "lämnar", "lämnade"}) | (
    frozenset({"lämnat", "skipped", "skips", "skippade"})
)
_OUT = frozenset({"out", "weg", "achterwege", "utanför", "borta", "uteslutit", "weggelaten", "uteslutet", "uteslutna"})
_ALONE = frozenset({"skipped", "skips", "skippade"})
_PASSED = frozenset({"weggelaten", "uteslutit", "uteslutet", "uteslutna"})
_REACH = 4
_DONE_WITHOUT = frozenset(
    {
        ("låtit", "bli"), ("hoppat", "över"), ("valt", "bort"), ("lämnat", "bort"), ("tagit", "bort"), ("slopat", ""),
        ("left", "out"), ("done", "without"), ("kept", "out"), ("done", "away"),
        ("achterwege", "gelaten"), ("weg", "gelaten"), ("bewust", "niet"), ("geschrapt", ""), ("overgeslagen", ""),
    }
)  # fmt: skip


def is_left_out(tokens: tuple[Token, ...], place: int) -> bool:
    """Whether the words around this token say that it is not in it."""
    ahead = _until_mark([token.lower for token in reversed(tokens[max(0, place - _REACH) : place])])
    behind = _until_mark([token.lower for token in tokens[place + 1 : place + 1 + _REACH]])
    if not _PASSED.isdisjoint(behind) or not _ALONE.isdisjoint(ahead):
        return True
    for word, after in itertools.pairwise([*behind, ""]):
        if (word, after) in _DONE_WITHOUT or (word, "") in _DONE_WITHOUT:
            return True
    first = next((word for word in ahead if word in _LEFT), "")
    if first and not _OUT.isdisjoint(behind):
        return True
    return any(word in _LEFT for word in behind[:2]) and not _OUT.isdisjoint(behind)


def _until_mark(words: list[str]) -> list[str]:
    end = next((count for count, word in enumerate(words) if word in ".,;:!?()"), len(words))
    return words[:end]
