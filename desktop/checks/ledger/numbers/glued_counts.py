"""Counts grown into a word that only facts explain: *femaxlig* for `5-axlig`, *driefasig* for `3-fase`."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator

from desktop.checks.ledger.assertion import Assertion
from desktop.checks.ledger.index import Ledger
from desktop.checks.ledger.verdicts import at
from desktop.checks.sieve import Sifted
from desktop.core.brief import Fact
from desktop.core.finding import Verdict
from desktop.core.lexicon import number_words, units

_SMALL = (
    "two", "three", "four", "five", "six", "seven", "eight", "twee", "drie", "vier", "vijf", "zes", "zeven", "acht",
    "två", "tre", "fyr", "fyra", "fem", "sex", "sju", "åtta",
)  # fmt: skip
_WORDS = "|".join(sorted(_SMALL, key=len, reverse=True))
_GLUED = Sifted(rf"(?<![\w-])(?:(?P<n>{_WORDS})-?|(?P<d>\d{{1,2}})-)(?P<rest>[^\W\d_]{{4,}})", re.IGNORECASE)
_IN_FACT = re.compile(
    rf"(?<![\w.,-])(?:(?P<n>{_WORDS})[- ]?|(?P<d>\d{{1,2}})[- ])(?P<rest>[^\W\d_]{{3,}})", re.IGNORECASE
)
_STEM = 3
_MOST_FACTS = 200


def glued_counts(sentence: str, ledger: Ledger) -> Iterator[Assertion]:
    """The counts that begin a compound of a sentence, where a fact counts what the compound goes on with."""
    for match in _GLUED.finditer(sentence):
        unit = units().get(match["rest"].lower())
        if unit is not None and unit.dimension == "time" and sentence[match.end() : match.end() + 1] != "-":
            continue
        stem = match["rest"][:_STEM].lower()
        known = [(fact, value) for fact in ledger.facts[:_MOST_FACTS] for value, own in _counted(fact) if own == stem]
        if len({value for _, value in known}) != 1:
            continue
        fact, value = known[0]
        verdict = Verdict.SUPPORTED if _value(match) == value else Verdict.CONTRADICTED
        if verdict == Verdict.SUPPORTED or match["rest"].lower() in _rests(fact):
            yield at(match.start(), match.end(), verdict, "count", fact)


def _value(match: re.Match[str]) -> float:
    if match["d"]:
        return float(match["d"])
    return 4.0 if match["n"].lower() == "fyr" else number_words().get(match["n"].lower(), 0.0)


@functools.lru_cache(maxsize=16_384)
def _counted(fact: Fact) -> tuple[tuple[float, str], ...]:
    """The numbers of a fact with the first letters of what they count."""
    return tuple((_value(match), match["rest"][:_STEM].lower()) for match in _IN_FACT.finditer(fact.text))


@functools.lru_cache(maxsize=16_384)
def _rests(fact: Fact) -> frozenset[str]:
    return frozenset(match["rest"].lower() for match in _IN_FACT.finditer(fact.text))
