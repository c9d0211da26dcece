"""Times of day that a text tells to the minute, beside the place if it names one: *från Göteborg klockan 08.25*."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator

from desktop.checks.ledger.assertion import Assertion
from desktop.checks.ledger.verdicts import at
from desktop.checks.sieve import Sifted
from desktop.core.brief import Fact
from desktop.core.finding import Verdict

_CLOCK = r"(?P<hour>[01]?\d|2[0-4])[:.](?P<minute>[0-5]\d)(?![\d:]|[.,]\d)"
_HALF = r"(?P<half>\s?[ap]\.?m\b\.?)?"
_NO_TIME = r"(?!\s?(?:%|°|€|£|\$|kr\b|euro|kg|g\b|km|cm|mm|m\b|l\b|ml|kilo|met|lit|inch|dollar|pound|mil))"
_SAID = Sifted(
    rf"(?:\b(?:kl\.?|klockan|at|om|from|vanaf|från|by|until|till|tot|around|rond|runt)\s|(?=\d{{1,2}}[:.]\d\d\s?uur\b))"
    rf"(?P<time>{_CLOCK}{_HALF}){_NO_TIME}",
    re.IGNORECASE,
)
_STATED = re.compile(
    rf"(?:\b(?:kl\.?|klockan|at|om)\s(?={_CLOCK.replace('hour', 'a').replace('minute', 'b')})|(?=\d{{1,2}}:\d\d)"
    rf"|(?=\d{{1,2}}\.\d\d\s?(?:uur|[ap]\.?m)\b))(?<![\d.:,]){_CLOCK}{_HALF}",
    re.IGNORECASE,
)
_PLACE = re.compile(r"[A-ZÅÄÖÉ][^\W\d_]{3,}")
_DAY, _HOUR, _NOON = 1440, 60, 720
_Times = tuple[tuple[Fact, frozenset[str], frozenset[int]], ...]


def departure_claims(sentence: str, timed: tuple[Fact, ...]) -> Iterator[Assertion]:
    """The times of a sentence that facts give, for the place beside them where both name one.

    A time of another place than those of the facts, or of none and not among theirs, may be anybody's.
    """
    found = list(_SAID.finditer(sentence)) if timed else []
    if not found:
        return
    stated = _stated(timed)
    edges = [0, *(match.end() for match in found), len(sentence)]
    for place, match in enumerate(found):
        ahead, behind = (
            sentence[edges[place] : match.start()],
            sentence[match.end() : _next_start(found, place, sentence)],
        )
        named = _places(ahead) or _places(behind)
        of_place = [each for each in stated if each[1] & named]
        met = next((fact for fact, _, minutes in of_place or stated if minutes & _minutes(match)), None)
        if met is not None:
            yield at(match.start("time"), match.end("time"), Verdict.SUPPORTED, "date", met)
        elif len(of_place) == 1:
            yield at(match.start("time"), match.end("time"), Verdict.CONTRADICTED, "date", of_place[0][0])


def _next_start(found: list[re.Match[str]], place: int, sentence: str) -> int:
    return found[place + 1].start() if place + 1 < len(found) else len(sentence)


def _places(text: str) -> frozenset[str]:
    """The words with a capital, without the genitive of a name."""
    return frozenset(each.rstrip("s") for each in _PLACE.findall(text))


def _minutes(match: re.Match[str]) -> frozenset[int]:
    """The minutes of the day that a time may be: one before noon without a nought may be one after it."""
    hour, half = int(match["hour"]), (match["half"] or "").strip().lower()[:1]
    told = hour * _HOUR + int(match["minute"])
    if half:
        return frozenset({told % _NOON + (_NOON if half == "p" else 0)})
    if told >= _NOON or match["hour"].startswith("0"):
        return frozenset({told % _DAY})
    return frozenset({told, told + _NOON})


@functools.lru_cache(maxsize=64)
def _stated(facts: tuple[Fact, ...]) -> _Times:
    """The times of the facts, each with the places that stand beside it, or those of its name where it is the only."""
    found: list[tuple[Fact, frozenset[str], frozenset[int]]] = []
    for fact in facts:
        matches = list(_STATED.finditer(fact.text))
        edges = [0, *(match.end() for match in matches)]
        for place, match in enumerate(matches):
            ahead = _places(fact.text[edges[place] : match.start()])
            places = ahead or _places(fact.text[match.end() : _next_start(matches, place, fact.text)])
            named = _places(fact.name) if len(matches) == 1 else frozenset()
            found.append((fact, places | named, _minutes(match)))
    return tuple(found)
