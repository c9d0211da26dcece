"""Where facts and sources speak of a sentence, also where too little is said to bear it."""

from __future__ import annotations

import math
from collections import Counter

from rapidfuzz import fuzz

from desktop.checks.alike import forms, said_by
from desktop.checks.citing import source_of
from desktop.core.brief import Brief, knowing
from desktop.core.post import SourceMatch

_LEAST = 0.12
_WORDS, _LETTERS = 0.8, 0.2
_CLOSE = 3
"""Of the pieces that share words, how many times as many as are wanted are compared letter by letter."""


def matches_of(sentence: str, brief: Brief, language: str, most: int = 5) -> tuple[SourceMatch, ...]:
    """The facts and pieces of sources that share most with a sentence, the best first; rare words count more.

    `score` is 0 to 1: the share of the sentence's words that are found there, weighed by how rare they are, and a
    little of how alike the letters are. What is below 0.12 is left out.
    """
    own = {fact.id for fact in brief.facts}
    known = [(fact.id, f"{fact.name}: {fact.text}" if fact.name else fact.text) for fact in knowing(brief).facts]
    stems = [_stems(text, language) for _, text in known]
    counts = Counter(stem for each in stems for stem in each)
    wanted = [forms(word, language) for word in said_by(sentence, language)]
    weights = [
        math.log(1 + len(known) / (1 + min((counts[stem] for stem in word if counts[stem]), default=0)))
        for word in wanted
    ]
    total = sum(weights) or 1.0
    shared = [
        (sum(weight for word, weight in zip(wanted, weights, strict=True) if not word.isdisjoint(each)) / total, place)
        for place, each in enumerate(stems)
    ]
    best = sorted((each for each in shared if each[0] > 0), key=lambda each: (-each[0], each[1]))[: most * _CLOSE]
    found: list[SourceMatch] = []
    for share, place in best:
        name, text = known[place]
        letters = fuzz.token_set_ratio(sentence.casefold(), text.casefold()) / 100
        score = _WORDS * share + _LETTERS * letters
        if score >= _LEAST:
            found.append(SourceMatch("" if name in own else source_of(name), name, text, round(score, 3)))
    return tuple(sorted(found, key=lambda each: -each.score)[:most])


def _stems(text: str, language: str) -> frozenset[str]:
    return frozenset(stem for word in said_by(text, language) for stem in forms(word, language))
