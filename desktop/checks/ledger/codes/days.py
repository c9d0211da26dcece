"""Days of the week on which a shop delivers or is open, judged by the facts that name days."""

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

_DAYS = (
    ("monday", "mondays", "maandag", "maandags", "måndag", "måndagar", "montag", "mon", "mån", "ma"),
    ("tuesday", "tuesdays", "dinsdag", "dinsdags", "tisdag", "tisdagar", "dienstag", "tue", "tis", "di"),
    ("wednesday", "wednesdays", "woensdag", "woensdags", "onsdag", "onsdagar", "mittwoch", "wed", "ons", "wo"),
    ("thursday", "thursdays", "donderdag", "donderdags", "torsdag", "torsdagar", "donnerstag", "thu", "tors", "do"),
    ("friday", "fridays", "vrijdag", "vrijdags", "fredag", "fredagar", "freitag", "fri", "fre", "vr"),
    ("saturday", "saturdays", "zaterdag", "zaterdags", "lördag", "lördagar", "samstag", "sat", "lör", "za"),
    ("sunday", "sundays", "zondag", "zondags", "söndag", "söndagar", "sonntag", "sun", "sön", "zo"),
)
_SHORT = 3
_NUMBER_OF = {name: number for number, names in enumerate(_DAYS) for name in names}
_LONG = "|".join(sorted((name for name in _NUMBER_OF if len(name) > _SHORT and name != "tors"), key=len, reverse=True))
_EVERY = "|".join(sorted(_NUMBER_OF, key=len, reverse=True))
_TO = r"\s?(?:[-–—]|to|through|until|t/m|tot(?: en met)?|till(?: och med)?|bis)\s?"
_SPECIAL = {
    "seven days a week": range(7), "7 days a week": range(7), "every day": range(7), "zeven dagen per week": range(7),
    "7 dagen per week": range(7), "elke dag": range(7), "sju dagar i veckan": range(7), "alla dagar": range(7),
    "varje dag": range(7), "weekends": range(5, 7), "at the weekend": range(5, 7), "in het weekend": range(5, 7),
    "på helgen": range(5, 7), "helger": range(5, 7), "weekdays": range(5), "werkdagen": range(5), "vardagar": range(5),
}  # fmt: skip
_SAID = Sifted(
    rf"\b(?P<one>{_LONG})(?:{_TO}(?P<other>{_LONG}))?\b|\b(?P<special>{'|'.join(_SPECIAL)})\b", re.IGNORECASE
)
_OF_FACT = re.compile(
    rf"\b(?P<one>{_EVERY})\.?(?:{_TO}(?P<other>{_EVERY}))?\b|\b(?P<special>{'|'.join(_SPECIAL)})\b", re.IGNORECASE
)
_SORTS = (
    re.compile(
        r"\b(?:deliver|ship|dispatch|order|bezorg|lever|verzend|verstuur|bestel|leverans|skick"
        r"|beställ)",
        re.IGNORECASE,
    ),
    re.compile(
        r"\b(?:open|closed|gesloten|dicht\b|stängt|pick|collect|call us|phone|customer service|klantenservice"
        r"|kundtjänst"
        r"|kundservice|helpdesk|support\b|reach us|visit|showroom|shop\b|store\b|geopend|afhal|bel\b|bereik"
        r"|winkel"
        r"|öppe|öppn|hämta|ring\b|butik)",
        re.IGNORECASE,
    ),
    re.compile(
        r"\b(?:sale\b|offer\b|discount|campaign|ends\b|actie|aanbieding|korting|loopt|geldig|valid|rea\b|rean\b"
        r"|kampanj"
        r"|erbjud|rabatt|gäller|slutar)",
        re.IGNORECASE,
    ),
)
"""Words of delivery, of opening, and of an offer's end."""
_DELIVERY, _OFFER = 0, 2
_ON = re.compile(r"\b(?:on|op|på|also|ook|även|from|van|från|every|elke|varje|until|till|tot)\s$", re.IGNORECASE)
_UNTIL = re.compile(
    rf"\b(?:until|till|through|t/m|tot en met|tot|t\.?o\.?m\.?|till och med)\s(?:{_LONG})\b", re.IGNORECASE
)
_IN_HOUSE = re.compile(
    r"\s(?:al\s|redan\s)?(?:in huis|thuis|bezorgd|geleverd|hemma hos|levererad|delivered|with you)\b", re.IGNORECASE
)


def day_claims(sentence: str, ledger: Ledger) -> Iterator[Assertion]:
    """The days of a sentence that speaks of delivery or opening; days of anything else are no claims."""
    if _SAID.search(sentence) is None:
        return
    about = _sorts_of(sentence) or (frozenset({_OFFER}) if _UNTIL.search(sentence) else frozenset())
    known = [
        (fact, own)
        for fact in ledger.facts[:500]
        if (own := _days_of(fact)) and _sorts_of(f"{fact.name} {fact.text}") & (about or {_DELIVERY})
    ]
    for match in _SAID.finditer(sentence):
        if not about and (match["special"] or not _IN_HOUSE.match(sentence, match.end())):
            continue
        said = _days(match)
        if _CLOSED.search(sentence, max(0, match.start() - _NEAR), match.end() + _NEAR):
            said = frozenset(range(7)) - said
            known = [(fact, own) for fact, own in known if len(own) > 1]
            met = next((fact for fact, own in known if own <= said), None)
        else:
            met = next((fact for fact, own in known if said <= own), None)
        if met is not None:
            yield at(match.start(), match.end(), Verdict.SUPPORTED, "date", met)
        elif known:
            yield at(match.start(), match.end(), Verdict.CONTRADICTED, "date", known[0][0])
        elif match["one"] and about != {_OFFER} and _is_promised(sentence, match):
            yield at(match.start(), match.end(), Verdict.UNSUPPORTED, "date")


_CLOSED = re.compile(r"\b(?:closed|not open|gesloten|dicht|niet open|stängt|stängda|inte öppet)\b", re.IGNORECASE)
_NEAR = 24


def _is_promised(sentence: str, match: re.Match[str]) -> bool:
    return _ON.search(sentence, 0, match.start()) is not None or _IN_HOUSE.match(sentence, match.end()) is not None


@functools.lru_cache(maxsize=16_384)
def _sorts_of(text: str) -> frozenset[int]:
    return frozenset(number for number, words in enumerate(_SORTS) if words.search(text))


def _days(match: re.Match[str]) -> frozenset[int]:
    if match["special"]:
        return frozenset(_SPECIAL[match["special"].lower()])
    one = _NUMBER_OF[match["one"].lower()]
    if not match["other"]:
        return frozenset({one})
    other = _NUMBER_OF[match["other"].lower()]
    return frozenset(range(one, other + 1)) if one <= other else frozenset({*range(one, 7), *range(other + 1)})


@functools.lru_cache(maxsize=16_384)
def _days_of(fact: Fact) -> frozenset[int]:
    """The days that a fact about delivery or opening names; of short forms only where several stand together."""
    if not _sorts_of(f"{fact.name} {fact.text}"):
        return frozenset()
    found = list(_OF_FACT.finditer(fact.text))
    long = [each for each in found if each["special"] or len(each["one"]) > _SHORT or each["other"]]
    return frozenset().union(*(_days(each) for each in (long or ())))
