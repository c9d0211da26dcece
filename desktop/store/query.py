"""What a writer types into the search field, as words that the index knows; no text is ever an error."""

from __future__ import annotations

import msgspec

from desktop.store.folding import fold, words_of

MOST_WORDS = 12
"""Words of a query that count; more narrow nothing down."""


class Term(msgspec.Struct, frozen=True):
    """One word of a query; `prefix` when words that begin with it count too."""

    word: str
    prefix: bool = False


def parse(text: str) -> tuple[Term, ...]:
    """The distinct words of a query: the last one, while it is being typed, and each before a `*` are beginnings."""
    terms: dict[str, Term] = {}
    pieces = text.replace("\0", " ").split()
    for number, piece in enumerate(pieces):
        words = list(words_of(piece))
        typing = number == len(pieces) - 1 and text[-1:] == piece[-1:]
        for place, word in enumerate(words):
            last = place == len(words) - 1
            prefix = last and (piece.endswith("*") or (typing and fold(piece).endswith(word)))
            if word not in terms or prefix:
                terms[word] = Term(word, prefix)
    return _without_started_letter(tuple(terms.values())[:MOST_WORDS])


def _without_started_letter(terms: tuple[Term, ...]) -> tuple[Term, ...]:
    """One letter says nothing of the word to come: beside other words it waits, alone it is itself."""
    if not terms or len(terms[-1].word) > 1 or not terms[-1].prefix:
        return terms
    return terms[:-1] or (Term(terms[-1].word),)
