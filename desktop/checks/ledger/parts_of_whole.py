"""Shares said as parts (*a fifth off*, *een kwart eiwit*, *hälften*) and doses of one (*en kapsel om dagen*)."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator

from desktop.checks.ledger.assertion import Assertion
from desktop.checks.ledger.derived import half_price
from desktop.checks.ledger.index import Ledger
from desktop.checks.ledger.supply import dose_of
from desktop.checks.ledger.verdicts import at
from desktop.core.finding import Verdict

_SHARES = {
    "a tenth": 10, "een tiende": 10, "en tiondel": 10, "a fifth": 20, "een vijfde": 20, "en femtedel": 20,
    "a quarter": 25, "een kwart": 25, "en fjärdedel": 25, "a third": 33.3, "een derde": 33.3, "en tredjedel": 33.3,
    "half of": 50, "half the price": 50, "half price": 50, "de helft": 50, "halve prijs": 50, "hälften": 50,
    "halva priset": 50, "two thirds": 66.7, "twee derde": 66.7, "två tredjedelar": 66.7, "three quarters": 75,
    "driekwart": 75, "tre fjärdedelar": 75, "four fifths": 80, "vier vijfde": 80, "fyra femtedelar": 80,
}  # fmt: skip
_PART = re.compile(
    rf"\b(?:{'|'.join(sorted(_SHARES, key=len, reverse=True))})\b(?!\s(?:of an hour|litre|liter|uur|i timmen|kilo"
    rf"|century|eeuw))",
    re.IGNORECASE,
)
_OFF = re.compile(r"\b(?:off|save|discount|korting|bespaar\w*|rabatt|spara\w*)\b", re.IGNORECASE)
_ONE_A_DAY = re.compile(
    r"\b(?:an?|one|een|één|eén|en|ett)\s(?:capsule|tablet|softgel|gummy|scoop|drop|pill|schepje|druppel|pil|kapsel"
    r"|tablett|droppe|mjukkapsel"
    r"|skopa|portion|portie|serving)\w*\s(?:a|per|om|each|i)\s?(?:day|dag|dagen)\b",
    re.IGNORECASE,
)
_HALF_PRICE = re.compile(r"pri", re.IGNORECASE)
_TOLERANCE = 0.03


def part_claims(sentence: str, ledger: Ledger) -> Iterator[Assertion]:
    """Parts that a percentage of the facts gives, or of a discount that it denies; doses of one a day."""
    for match in _PART.finditer(sentence):
        value = _SHARES[match[0].lower()]
        shares = ledger.by_dimension.get("share", ())[:100]
        met = next(
            (each for each in shares if any(math.isclose(value, low, rel_tol=_TOLERANCE) for low in each.amount.lows)),
            None,
        )
        if met is None and _HALF_PRICE.search(match[0]):
            verdict, facts = half_price(ledger)
            yield at(match.start(), match.end(), verdict, "money", *facts)
        elif met is not None:
            yield at(match.start(), match.end(), Verdict.SUPPORTED, "percentage", met.fact)
        elif len(shares) == 1 and _OFF.search(sentence):
            yield at(match.start(), match.end(), Verdict.CONTRADICTED, "percentage", shares[0].fact)
    for match in _ONE_A_DAY.finditer(sentence):
        doses = [(dose, fact) for fact in ledger.facts[:200] if (dose := dose_of(fact))]
        if doses:
            dose, fact = doses[0]
            yield at(
                match.start(), match.end(), Verdict.SUPPORTED if dose == 1 else Verdict.CONTRADICTED, "count", fact
            )
