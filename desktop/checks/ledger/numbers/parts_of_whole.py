"""Shares said as parts (*a fifth off*, *een kwart eiwit*, *hälften*) and doses of one (*en kapsel om dagen*)."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator

from desktop.checks.ledger.assertion import Assertion
from desktop.checks.ledger.index import Ledger
from desktop.checks.ledger.numbers.derived import half_price
from desktop.checks.ledger.numbers.halves import half_claims
from desktop.checks.ledger.numbers.supply import dose_of
from desktop.checks.ledger.stated import Stated, content_words
from desktop.checks.ledger.verdicts import at
from desktop.checks.sieve import Sifted
from desktop.checks.words import plain_form
from desktop.core.brief import Fact
from desktop.core.finding import Verdict
from desktop.core.lexicon import number_words

_SHARES: dict[str, float] = {
    "a tenth": 10, "een tiende": 10, "en tiondel": 10, "a fifth": 20, "een vijfde": 20, "en femtedel": 20,
    "a quarter": 25, "een kwart": 25, "en fjärdedel": 25, "a third": 33.3, "een derde": 33.3, "en tredjedel": 33.3,
    "half of": 50, "half the price": 50, "half price": 50, "de helft": 50, "halve prijs": 50, "hälften": 50,
    "halva priset": 50, "de helft van de prijs": 50, "half of the price": 50, "hälften av priset": 50,
    "en fjärdedels": 25, "en tredjedels": 33.3, "en femtedels": 20,
    "viervijfde": 80, "tweederde": 66.7, "driekwart": 75,
}  # fmt: skip
_TOPS = {
    2: ("two", "twee", "två"), 3: ("three", "drie", "tre"), 4: ("four", "vier", "fyra"), 5: ("five", "vijf", "fem"),
    6: ("six", "zes", "sex"), 7: ("seven", "zeven", "sju"), 8: ("eight", "acht", "åtta"), 9: ("nine", "negen", "nio"),
}  # fmt: skip
_LOWER = {
    3: ("thirds", "derde", "tredjedelar"), 4: ("quarters", "kwart", "fjärdedelar"),
    5: ("fifths", "vijfde", "femtedelar"),
    6: ("sixths", "zesde", "sjättedelar"), 8: ("eighths", "achtste", "åttondelar"),
    10: ("tenths", "tiende", "tiondelar"),
}  # fmt: skip
_SHARES |= {
    f"{top} {low}": 100 * above / below
    for above, tops in _TOPS.items()
    for below, lows in _LOWER.items()
    if above < below
    for top, low in zip(tops, lows, strict=True)
}
_PART = Sifted(
    rf"\b(?:{'|'.join(sorted(_SHARES, key=len, reverse=True))})\b(?!\s(?:of an hour|litre|liter|uur|i timmen|kilo"
    rf"|century|eeuw))",
    re.IGNORECASE,
)
_OFF = re.compile(r"\b(?:off|save|discount|korting|bespaar\w*|rabatt|spara\w*)\b", re.IGNORECASE)
_ONE_A_DAY = Sifted(
    r"\b(?:an?|one|een|één|eén|en|ett)\s(?:capsule|tablet|softgel|gummy|scoop|drop|pill|schepje|druppel|pil|kapsel"
    r"|tablett|droppe|mjukkapsel"
    r"|skopa|portion|portie|serving)\w*\s(?:a|per|om|each|i)\s?(?:day|dag|dagen)\b",
    re.IGNORECASE,
)
_HALF_PRICE = re.compile(r"pri", re.IGNORECASE)
_TOLERANCE = 0.03


_IS = re.compile(
    r"(?:\s(?:of )?(?:it|them|(?:the|this) \w+|daarvan|ervan|van (?:de |het )?\w+|av (?:den|det|dem|\w+)))?"
    r"\s(?:is|are|was|comes|bestaat|komt|består|är|kommer)\b",
    re.IGNORECASE,
)
_A_DAY = Sifted(
    r"\b(?P<n>\d|one|two|three|four|five|six|één|een|twee|drie|vier|vijf|zes|en|ett|två|tre|fyra|fem|sex)\s(?:a|per"
    r"|om|each)\s(?:day|dag"
    r"|dagen)\b",
    re.IGNORECASE,
)
_TAKING = re.compile(r"\b(?:take|takes|need|neem|neemt|slik|slikt|gebruik|ta|tar|behöver|svälj)\b", re.IGNORECASE)
_LOOSE = re.compile(
    r"\b(?:than|over|under|least|about|nearly|almost|dan|ruim|bijna|minstens|ongeveer|än|minst|nästan|drygt|knappt)\s$",
    re.IGNORECASE,
)
_STANDS_BEFORE = re.compile(r"(?=\s[^\W\d_]{3,}\b)")
"""What a part is of stands right behind it: *till tre fjärdedelar lin*."""
_REACH, _WORDS, _SHORT = 60, 3, 2


def _share_of_it(sentence: str, start: int, end: int, shares: tuple[Stated, ...]) -> Fact | None:
    """The fact that gives another share of what part of it is said to be: *half of it is recycled*."""
    verb = _IS.match(sentence, end) or _STANDS_BEFORE.match(sentence, end)
    if verb is None or _LOOSE.search(sentence, 0, start):
        return None
    most = _WORDS if verb[0] else 1
    said = [plain_form(word) for word in content_words(sentence[verb.end() : verb.end() + _REACH])[:most]]
    for each in shares:
        own = [plain_form(word) for word in each.noun or content_words(each.fact.name)]
        if any(one == word or (len(word) > _SHORT and one.endswith(word)) for word in said for one in own):
            return each.fact
    return None


def _doses_without_noun(sentence: str, ledger: Ledger) -> Iterator[Assertion]:
    """*Je neemt er één per dag*, where a fact tells how many are taken in a day."""
    for match in _A_DAY.finditer(sentence):
        dose, fact = next(((dose, fact) for fact in ledger.facts[:200] if (dose := dose_of(fact))), (0.0, None))
        if fact is not None and _TAKING.search(sentence, max(0, match.start() - _REACH), match.start()):
            said = float(match["n"]) if match["n"].isdigit() else number_words().get(match["n"].lower(), 1.0)
            verdict = Verdict.SUPPORTED if said == dose else Verdict.CONTRADICTED
            yield at(match.start(), match.end(), verdict, "count", fact)


def part_claims(sentence: str, ledger: Ledger) -> Iterator[Assertion]:
    """Parts that a percentage of the facts gives, or of a discount that it denies; doses of one a day."""
    halves = tuple(half_claims(sentence, ledger)) if ledger.by_dimension.get("share") else ()
    yield from halves
    for match in _PART.finditer(sentence):
        if any(each.start < match.end() and match.start() < each.end for each in halves):
            continue
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
        elif rival := _share_of_it(sentence, match.start(), match.end(), shares):
            yield at(match.start(), match.end(), Verdict.CONTRADICTED, "percentage", rival)
    yield from _doses_without_noun(sentence, ledger)
    for match in _ONE_A_DAY.finditer(sentence):
        doses = [(dose, fact) for fact in ledger.facts[:200] if (dose := dose_of(fact))]
        if doses:
            dose, fact = doses[0]
            yield at(
                match.start(), match.end(), Verdict.SUPPORTED if dose == 1 else Verdict.CONTRADICTED, "count", fact
            )
