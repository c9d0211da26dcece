"""Whether a model only joined given sentences: the one thing that a model weak in a language is trusted with."""

from __future__ import annotations

import re
from itertools import pairwise

_WORD = re.compile(r"\w+(?:[.,'’-]\w+)*")
_GLUE = {
    "nl": frozenset({"en", "met", "is", "heeft", "van", "in", "voor"}),
    "sv": frozenset({"och", "med", "är", "har", "av", "i", "för"}),
}
_ARTICLES = frozenset({"de", "het", "een", "den", "det", "en", "ett"})
_LEAST_SHARE = 0.75


def only_joins(text: str, draft: str, language: str) -> bool:
    """Whether a text has no word that the draft has not, but for `and`, `with` and the like, and leaves little out.

    An article must stand before the same word as in the draft, or be there with it no more: that is where a weak model
    goes wrong (`het brandduur`).
    """
    told = [word.casefold() for word in _WORD.findall(draft)]
    words = [word.casefold() for word in _WORD.findall(text)]
    known = frozenset(told) | _GLUE.get(language, frozenset())
    if not words or any(word not in known for word in words) or len(words) < _LEAST_SHARE * len(told):
        return False
    if len(words) > len(told) + 4:
        return False
    pairs = frozenset(pairwise(told))
    articles = _ARTICLES - _GLUE.get(language, frozenset())
    return all(pair in pairs for pair in pairwise(words) if pair[0] in articles)
