"""Which other forms of a word a search has found, so that nobody wonders why a text is there."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from desktop.core.draft import SearchHit
from desktop.core.words import tr
from desktop.views.history.marked_lines import split_marks

_LEAST_ALIKE = 3


def forms_words(query: str, hits: Sequence[SearchHit]) -> str:
    """The word of the query with the most other forms among what is shown, with two of them; empty for none."""
    terms = [term.strip("*\"'.,;:()") for term in query.casefold().split()]
    marked = list(dict.fromkeys(_marked(hits)))
    others = {term: [word for word in marked if word not in terms and _alike(term, word)] for term in terms if term}
    term = max(others, key=lambda each: len(others[each]), default="")
    found = others.get(term, [])
    if not found:
        return ""
    if len(found) == 1:
        return tr("{word} also finds {other}", word=term, other=found[0])
    return tr("{word} also finds {one} and {other}", word=term, one=found[0], other=found[1])


def _marked(hits: Iterable[SearchHit]) -> Iterable[str]:
    for hit in hits:
        words, spans = split_marks(hit.snippet)
        for start, stop in spans:
            yield words[start:stop].casefold()


def _alike(term: str, word: str) -> bool:
    """Whether a found word is a longer one, or another form, of a word of the query."""
    if word.startswith(term):
        return True
    common = next((at for at, (one, other) in enumerate(zip(term, word, strict=False)) if one != other), len(word))
    return common >= max(_LEAST_ALIKE, len(term) - _LEAST_ALIKE)
