"""Marks that others gave: *4.8 stars*, *een 9,2*, *4,8 av 5 i betyg*, judged by a fact named for them."""

from __future__ import annotations

import functools
import math
import re
from collections.abc import Iterator

from desktop.checks.ledger.assertion import Assertion
from desktop.checks.ledger.index import Ledger
from desktop.checks.ledger.verdicts import at
from desktop.checks.sieve import Sifted
from desktop.core.brief import Fact
from desktop.core.finding import Verdict
from desktop.core.lexicon import units

_NAME = re.compile(
    r"\b(?:rating|ratings|rated|reviews?|score|stars?|grade|beoordeling\w*|waardering\w*|klantwaardering|cijfer"
    r"|sterren"
    r"|recensies?|betyg\w*|kundbetyg|omdöme\w*|recension\w*|stjärnor|bewertung\w*)\b",
    re.IGNORECASE,
)
_SCALE = r"(?:\s?/\s?(?:5|10)\b|\s(?:out of|van de|op de|van|op|uit|av|of)\s(?:5|10|five|ten|vijf|tien|fem|tio)\b)"
_STARS = r"(?:\s?(?:stars?|sterren|stjärnor|★))"
_SAID = Sifted(
    rf"(?<![\d.,])(?P<mark>\d{{1,2}}(?:[.,]\d)?)(?:{_SCALE}{_STARS}?|{_STARS}|[- ]star rating)"
    r"|\b(?:rated|scores?|average of|(?:geven|gaven|krijgt|kreeg|scoort|waarderen|beoordelen)(?: \w+){0,4}|gemiddeld"
    r"|gemiddelde van|(?:ger|gav|får|fick)(?: \w+){0,3}|betyget|snittbetyg(?:et)? på|betyg på|i snitt)"
    r"\s(?:met |an? |een |ett |op |at |som |är |på )?(?P<bare>\d{1,2}[.,]\d)(?![\d%]|\s?(?:/|out of|van de|op de"
    r"|op|uit|av|of|stars?|sterren|stjärnor|★)|\s?[^\W\d_]{1,3}\b|[.,]\d)",
    re.IGNORECASE,
)
_HINT = Sifted(r"\d\s?(?:/|★|[^\W\d_]|[.,]\d)")
_OF_FACT = re.compile(r"(?<![\d.,])(\d{1,2}(?:[.,]\d+)?)(?![\d.,]*\d)")
_OUT_OF = re.compile(_SCALE, re.IGNORECASE)
_WORD_BEHIND = re.compile(r"\s?([^\W\d_]+)")
_FIVE, _TEN = 5.0, 10.0


def score_claims(sentence: str, ledger: Ledger) -> Iterator[Assertion]:
    """The marks of a sentence where a fact gives one; else those that stand alone (*een 9,2*), which no fact has."""
    if _HINT.search(sentence) is None:
        return
    for match in _SAID.finditer(sentence):
        said = _value(match["mark"] or match["bare"])
        behind = _WORD_BEHIND.match(sentence, match.end())
        if said > _TEN or (behind is not None and not match["mark"] and behind[1].lower() in units()):
            continue
        start, end = match.span() if match["mark"] else match.span("bare")
        known = [(fact, own) for fact in ledger.facts[:500] if (own := _score_of(fact))]
        met = next((fact for fact, own in known if _same(said, own, match[0])), None)
        if met is not None:
            yield at(start, end, Verdict.SUPPORTED, "rating", met)
        elif known:
            yield at(start, end, Verdict.CONTRADICTED, "rating", known[0][0])
        elif match["bare"] and not _stands_in_a_fact(match["bare"], ledger):
            yield at(start, end, Verdict.UNSUPPORTED, "rating")


def _same(said: float, own: tuple[float, float], written: str) -> bool:
    """Whether both are one mark, on the same scale where both name theirs."""
    known, scale = own
    told = _OUT_OF.search(written)
    of = 0.0 if told is None else (_FIVE if re.search(r"5|f|v", told[0].split()[-1]) else _TEN)
    if of and scale and of != scale:
        return math.isclose(said / of, known / scale, rel_tol=0.001)
    return math.isclose(said, known, rel_tol=0.001)


def _stands_in_a_fact(written: str, ledger: Ledger) -> bool:
    plain = written.replace(",", ".")
    return any(plain in fact.text.replace(",", ".") for fact in ledger.facts[:500])


def _value(written: str) -> float:
    return float(written.replace(",", "."))


@functools.lru_cache(maxsize=16_384)
def _score_of(fact: Fact) -> tuple[float, float] | None:
    """The mark that a fact gives and its scale, 0 when it names none; None where it gives none."""
    said = _SAID.search(fact.text)
    named = _NAME.search(fact.name)
    found = _OF_FACT.search(fact.text) if named else None
    if said is not None and said["mark"]:
        value = _value(said["mark"])
    elif found is not None and _value(found[1]) <= _TEN and _value(found[1]) > 1:
        value = _value(found[1])
    else:
        return None
    scale = _OUT_OF.search(fact.text)
    return value, 0.0 if scale is None else (_TEN if re.search(r"10|ten|tien|tio", scale[0]) else _FIVE)
