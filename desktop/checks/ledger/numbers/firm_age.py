"""For how many years something has been made: *brewed for over 200 years*, judged by the year it was founded."""

from __future__ import annotations

import datetime as dt
import functools
import re

from desktop.checks.ledger.amounts.amounts import Amount
from desktop.checks.ledger.amounts.bounds import Bound
from desktop.checks.ledger.assertion import Assertion
from desktop.checks.ledger.index import Ledger
from desktop.checks.ledger.verdicts import at
from desktop.core.brief import Fact
from desktop.core.finding import Verdict
from desktop.core.lexicon import units

_FOUNDED = re.compile(
    r"\b(?:\w*(?:founded|established|since|started|opened)|opgericht|oprichting\w*|sinds|gestart|begonnen|grunda\w*"
    r"|grundande|sedan|startade|gegründet|gründung\w*|seit|bestaat sinds|\w+ sedan)\b",
    re.IGNORECASE,
)
_YEAR = re.compile(r"(?<!\d)(1[5-9]\d\d|20\d\d)(?!\d)")
_LONG_SINCE = re.compile(
    r"\b(?:for|al|sinds|reeds|i|sedan|over|in|med)\s(?:over |more than |well over |nearly |almost |about |around |ruim "
    r"|meer dan |bijna |zo['’]n |drygt |mer än |över |nästan |snart )?$",
    re.IGNORECASE,
)
_MADE = re.compile(
    r"\b(?:we(?:['’]ve)?|our|us|family|generations?|company|firm|brew\w*|workshop|atelier|mill|brand|onze?|wij"
    r"|familie\w*|generaties?|bedrijf|merk|brouw\w*|gebrouwen|werkplaats|vi|vår[at]?|famil\w*|generation\w*|företag\w*"
    r"|brygg\w*|verkstad\w*|märket)\b",
    re.IGNORECASE,
)
_OF_CRAFT = re.compile(
    r"[’']?\s(?:of |aan |av )?(?:[^\W\d_]+ )?(?:craft\w*|experience|know-how|history|heritage|tradition|expertise"
    r"|baking|brewing|weaving|vakwerk|vakmanschap|ervaring|ambacht|traditie|geschiedenis|hantverk\w*|erfarenhet|historia"
    r"|yrkeskunnande|yrkesskicklighet)\b",
    re.IGNORECASE,
)
_CRAFT_BEFORE = re.compile(
    r"\b(?:craft\w*|experience|history|tradition|vakmanschap|vakwerk|ervaring|ambacht|traditie|hantverk\w*|erfarenhet"
    r"|tradition)\s(?:for|of|van|i|sedan|på)\s(?:\w+\s)?$",
    re.IGNORECASE,
)
_YEARS_LEAST, _LOOSE = 8, 2
_ROUNDED = 0.16


def years_since(sentence: str, amount: Amount, ledger: Ledger) -> Assertion | None:
    """The years of a firm or a product; None where no fact tells since when."""
    if amount.unit is None or amount.unit.unit not in {"y", "century"} or amount.highs:
        return None
    years = amount.lows[0] / units()["years"].factor
    crafted = _OF_CRAFT.match(sentence, amount.number_end) or _CRAFT_BEFORE.search(sentence, 0, amount.start)
    since = _LONG_SINCE.search(sentence, 0, amount.start) or amount.start != amount.number_start
    if years < _YEARS_LEAST or not (crafted or (since and _MADE.search(sentence))):
        return None
    for fact in ledger.facts[:100]:
        if year := _founded(fact):
            age = dt.datetime.now(tz=dt.UTC).year - year
            verdict = Verdict.SUPPORTED if _holds(amount, years, age) else Verdict.CONTRADICTED
            return at(amount.start, amount.end, verdict, "duration", fact)
    return None


def _holds(amount: Amount, said: float, age: int) -> bool:
    if amount.bound in {Bound.OVER, Bound.AT_LEAST, Bound.JUST_OVER}:
        return said <= age + 1
    if amount.bound in {Bound.UNDER, Bound.JUST_UNDER}:
        return age <= said + 1
    return abs(said - age) <= max(_LOOSE, _ROUNDED * age)


@functools.lru_cache(maxsize=8192)
def _founded(fact: Fact) -> int:
    """The year since when, 0 where the fact does not tell one."""
    found = _YEAR.findall(fact.text) if _FOUNDED.search(f"{fact.name} {fact.text}") else []
    return int(found[0]) if len(found) == 1 else 0
