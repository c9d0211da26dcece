"""Whom the translation speaks to, and how: je or u, du or ni, du or Sie."""

from __future__ import annotations

import functools
from collections.abc import Iterable, Iterator

from desktop.checks.bitext.data import translation_words
from desktop.checks.bitext.pair import Half, Pair, Spot
from desktop.core.finding import Severity
from desktop.core.words import tr

FORMAL, INFORMAL = "formal", "informal"
_LEAST = 2
"""So many segments more must speak one way before the other way is a slip."""


@functools.cache
def _words_of(language: str) -> frozenset[str]:
    known = translation_words()
    every = known.formal.get(language, frozenset()) | known.informal.get(language, frozenset())
    return frozenset(word.lower() for word in every)


def spoken(half: Half) -> dict[str, tuple[int, int]]:
    """How a text addresses its reader, with the first place of each way."""
    known = translation_words()
    formal, informal = known.formal.get(half.language, frozenset()), known.informal.get(half.language, frozenset())
    found: dict[str, tuple[int, int]] = {}
    if half.vocabulary.isdisjoint(_words_of(half.language)):
        return found
    for number, word in enumerate(half.words):
        written = half.text[word.start : word.end]
        if half.text[word.start - 1 : word.start] == "(" or half.text[word.end : word.end + 1] == ".":
            continue  # `produkt(er)`, `U.S.`
        if half.language == "de":
            # at the beginning of a sentence `Sie` is also "she" and "they"
            begins = number == 0 or half.text[: word.start].rstrip()[-1:] in ".!?:"
            if written in formal and not (begins and written in ("Sie", "Ihr", "Ihre")):
                found.setdefault(FORMAL, (word.start, word.end))
        elif word.lower in formal and not (word.lower in ("er", "era") and half.language == "nl"):
            found.setdefault(FORMAL, (word.start, word.end))
        if word.lower in informal:
            found.setdefault(INFORMAL, (word.start, word.end))
    return found


def mostly(pairs: Iterable[Pair]) -> str:
    """How the translations of a file mostly address the reader; empty when none way is clearly ahead."""
    counts = {FORMAL: 0, INFORMAL: 0}
    for pair in pairs:
        ways = spoken(pair.target)
        if len(ways) == 1:
            counts[next(iter(ways))] += 1
    ahead = max(counts, key=lambda way: counts[way])
    other = FORMAL if ahead == INFORMAL else INFORMAL
    return ahead if counts[ahead] >= counts[other] + _LEAST and counts[ahead] >= 4 * counts[other] else ""


def register(pair: Pair) -> Iterator[Spot]:
    """Both ways in one text, or the way that the rest of the file does not use."""
    ways = spoken(pair.target)
    wanted = pair.around.register
    slip = ways.get(FORMAL if wanted == INFORMAL else INFORMAL) if wanted else None
    if slip is None and len(ways) == 2:
        slip = max(ways.values())
    if slip is None:
        return
    word = pair.target.text[slip[0] : slip[1]]
    message = tr("“{word}” is another form of address than the rest uses.", word=word)
    yield pair.on_target("register", Severity.WARNING, *slip, message)
