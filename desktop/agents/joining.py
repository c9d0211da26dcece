"""Whether a model only joined given sentences: the one thing that a model weak in a language is trusted with."""

from __future__ import annotations

import re
from itertools import pairwise

_WORD = re.compile(r"\w+(?:[.,'’-]\w+)*")
_JOINTS = {"nl": frozenset({"en"}), "sv": frozenset({"och"})}
_LEAST_SHARE = 0.85
_MOST_MORE = 4


def only_joins(text: str, draft: str, language: str) -> bool:
    """Whether a text is the draft with some of its full stops turned into `and` or a comma.

    Every two words that follow each other must do so in the draft, unless one of them is that `and`; little may be left
    out, and the colons of labels stay. Anything looser lets through what weak models do wrong: articles (`het
    brandduur`), verbs (`heeft 40 x 25 cm`).
    """
    joints = _JOINTS.get(language, frozenset())
    told = [word.casefold() for word in _WORD.findall(draft)]
    words = [word.casefold() for word in _WORD.findall(text)]
    known = frozenset(told) | joints
    if not _LEAST_SHARE * len(told) <= len(words) <= len(told) + _MOST_MORE or not words:
        return False
    if text.count(":") != draft.count(":"):
        return False
    pairs = frozenset(pairwise(told)) | frozenset(pairwise(word for word in told if word not in joints))
    return all(word in known for word in words) and all(
        pair in pairs or not joints.isdisjoint(pair) for pair in pairwise(words)
    )
