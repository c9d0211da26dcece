"""Dates and years: `30 juni 2025`, `31.03.2025`, *since 1987*, *in februari 2025*."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator

import msgspec

from desktop.checks.ledger.assertion import Assertion
from desktop.checks.ledger.index import Ledger
from desktop.checks.ledger.verdicts import at
from desktop.checks.sieve import Sifted
from desktop.core.brief import Fact
from desktop.core.finding import Verdict

_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "january januari jan", "february februari feb", "march maart mars mar mrt", "april apr", "may mei maj",
            "june juni jun", "july juli jul", "august augustus augusti aug", "september sep sept",
            "october oktober oct okt", "november nov", "december dec",
        ),
        start=1,
    )
    for name in names.split()
}  # fmt: skip
_NAME = "|".join(sorted(_MONTHS, key=len, reverse=True))
_YEAR = r"(?:1[5-9]\d\d|20\d\d)"
_DATE = Sifted(
    rf"\b(?P<day>\d{{1,2}})(?:st|nd|rd|th|e|:e)?\s(?:of\s)?(?P<month>{_NAME})\b(?:\.?,?\s(?P<year>{_YEAR}))?"
    rf"|\b(?P<month2>{_NAME})\s(?P<day2>\d{{1,2}})(?:st|nd|rd|th)?\b(?:,?\s(?P<year2>{_YEAR}))?(?!\d)"
    rf"|\b(?P<month3>{_NAME})\s(?P<year3>{_YEAR})\b"
    rf"|\b(?P<year4>{_YEAR})-(?P<month4>\d\d)-(?P<day4>\d\d)\b"
    rf"|\b(?P<day5>\d{{1,2}})[./-](?P<month5>\d{{1,2}})[./-](?P<year5>{_YEAR})\b"
    rf"|(?<![\w.,€£$-])(?P<year6>{_YEAR})(?![\d]|['’]?s\b|-?tal|[.,]\d|\s?(?:x\b|×|%|°|€|kr\b|mm|cm|m\b|ml|g\b|gram|kg|w\b"
    rf"|watt|mah|k\b|kelvin|lm|lumen|euro|:-|stuk|pieces|sidor|pages|delar))",
    re.IGNORECASE,
)
_SINCE = re.compile(
    r"\b(?:(?:since|sinds|sedan|established|est\.?|anno|vintage|årgång|oogst|harvest|skörd)\s(?:\w+\s)?"
    r"|(?:launched|designed|founded|introduced|born|built|made|published|bottled|opgericht|ontworpen|gelanceerd"
    r"|gemaakt"
    r"|gebouwd|uitgebracht|lanserad\w*|grunda\w*|tillverkad\w*|kom ut|ut|utkom|gavs ut|verscheen|verschenen|came out"
    r"|appeared|released|started|begonnen|startade|formgiven|född\w*|byggd\w*|utgiven)\s(?:(?:in|i|år)\s)?)$",
    re.IGNORECASE,
)


_AWARD = re.compile(
    r"\b(?:winner|won|award\w*|gold(?:en)? medal|medal|prize|voted|(?:\w+ )of the year|best \w+"
    r"|winnaar|won|bekroond|(?:gouden|zilveren|bronzen) medaille|medaille|prijs|award\w*|verkozen|beste \w+"
    r"|\w+ van het jaar"
    r"|vinnare|vann|utsed\w+|prisad\w*|belön\w+|guldmedalj|medalj|årets \w+|bästa \w+|pris)\b",
    re.IGNORECASE,
)


_MONTH_END = re.compile(
    rf"\b(?:(?:the )?end of|close of|all of|throughout|eind|einde(?: van)?|heel|slutet av|hela)"
    rf"\s(?P<a>{_NAME})\b|\b(?P<b>{_NAME})\s(?:ut|uit)\b",
    re.IGNORECASE,
)
_OFFERED = re.compile(
    r"\b(?:valid|offer\w*|until|code|campaign|discount|sale|use [A-Z0-9]{4,}|gäller|t\.?o\.?m|erbjud\w*"
    r"|rabatt\w*|kampanj\w*|geldig|actie\w*|korting\w*|code|aanbieding\w*|deal)\b",
    re.IGNORECASE,
)
_DATED = re.compile(
    r"\b(?:valid|offers?|until|till|code|sale|ends?|deliver\w*|ship\w*|orders?|ordered|available|launch\w*"
    r"|releas\w*|publish\w*"
    r"|from|best before|tested|since|on sale|geldig|actie\w*|tot|t/m|bestel\w*|bezorg\w*|lever\w*|verkrijgbaar|vanaf"
    r"|lanceer\w*|verschijn\w*|verscheen|houdbaar|getest|sinds|gäller|erbjud\w*|t\.?o\.?m|till och med|senast"
    r"|beställ\w*|skickas"
    r"|finns från|från och med|lansera\w*|släpp\w*|ges ut|gavs ut|bäst före|testad\w*|sedan|premiär)\b",
    re.IGNORECASE,
)
_SEASON = re.compile(
    rf"\b(?:spring|summer|autumn|fall|winter|early|late|voorjaar|lente|zomer|herfst|najaar|begin|eind|våren"
    rf"|sommaren|hösten"
    rf"|vintern|början av|slutet av)\s(?:of\s|van\s|av\s)?(?P<year>{_YEAR})\b",
    re.IGNORECASE,
)
_PUBLISHED = re.compile(
    r"\b(?:publish\w*|released?|launch\w*|came out|appeared|introduced|verscheen|verschenen|uitgebracht"
    r"|uitgegeven|gelanceerd|gavs ut|utgiven|kom ut|utkom|lansera\w*|släpptes)\b",
    re.IGNORECASE,
)


_OF_A_DAY = re.compile(
    r"valid|period|offer|campaign|promo|sale|until|from|deliver|start|end|geldig|periode|actie|tot\b|t/m|vanaf|van\b"
    r"|gäller|kampanj|period|t\.?o\.?m|till|från|erbjud|publi|release|launch|verschen|utgiv|utgåv|datum|date\b"
    r"|best before"
    r"|houdbaar|bäst före|gültig|aktion|bis\b|ab\b",
    re.IGNORECASE,
)
_IN_FIGURES = re.compile(
    rf"(?<![\d.,/-])(?:(?P<month>0?[1-9]|1[0-2])[-/.](?P<year>{_YEAR})|(?P<year2>{_YEAR})[-/](?P<month2>0[1-9]|1[0-2])"
    r"|(?P<day>0?[1-9]|[12]\d|3[01])[-/.](?P<month3>0?[1-9]|1[0-2])\.?)(?![\d%]|[-/.,]\d)",
    re.IGNORECASE,
)
"""A day and a month, or a month and a year, as facts that name a time write them: `t/m 31-03`, `05-2024`."""


class _Date(msgspec.Struct, frozen=True):
    start: int
    end: int
    year: int
    month: int
    day: int

    def agrees(self, other: _Date) -> bool:
        """Whether both can be the same day; what one does not say does not matter."""
        pairs = ((self.year, other.year), (self.month, other.month), (self.day, other.day))
        return all(not one or not two or one == two for one, two in pairs) and any(one and two for one, two in pairs)


def date_claims(sentence: str, _language: str, ledger: Ledger) -> Iterator[Assertion]:
    """The dates and years of a sentence; a bare number that could be a year is one only where words say so."""
    if _any_date(ledger):
        yield from _spoken_dates(sentence, ledger)
    for said in _dates(sentence):
        year_only = not said.month
        own = [(fact, each) for fact in ledger.facts[:2000] for each in _dates_of(fact)]
        met = next((fact for fact, each in own if said.agrees(each)), None)
        if met is not None:
            yield at(said.start, said.end, Verdict.SUPPORTED, "date", met)
        elif year_only and (award := _award_before(sentence, said.start)) is not None:
            yield at(award, said.end, Verdict.UNSUPPORTED, "award")
        elif own and not year_only:
            yield at(said.start, said.end, Verdict.CONTRADICTED, "date", _nearest(said, own))
        elif year_only and (rival := _rival_year(sentence, said, ledger)) is not None:
            yield at(said.start, said.end, Verdict.CONTRADICTED, "date", rival)
        elif (not year_only and _DATED.search(sentence)) or _SINCE.search(sentence, 0, said.start):
            yield at(said.start, said.end, Verdict.UNSUPPORTED, "date")


@functools.lru_cache(maxsize=8)
def _any_date(ledger: Ledger) -> bool:
    return any(_dates_of(fact) for fact in ledger.facts[:500])


def _spoken_dates(sentence: str, ledger: Ledger) -> Iterator[Assertion]:
    """The end of a month that an offer runs to, and the season of a year in which something came out."""
    for match in _MONTH_END.finditer(sentence):
        said = _Date(match.start(), match.end(), 0, _MONTHS[(match["a"] or match["b"]).lower()], 0)
        own = [
            (fact, each)
            for fact in ledger.facts[:500]
            if _OFFERED.search(f"{fact.name} {fact.text}")
            for each in _dates_of(fact)
            if each.month
        ]
        if own and _OFFERED.search(sentence):
            yield _compared(said, own)
    for match in _SEASON.finditer(sentence):
        said = _Date(match.start(), match.end(), int(match["year"]), 0, 0)
        own = [(f, each) for f in ledger.facts[:500] if _YEARLY.search(f.name) for each in _dates(f.text) if each.year]
        if own and _PUBLISHED.search(sentence):
            yield _compared(said, own)


def _compared(said: _Date, own: list[tuple[Fact, _Date]]) -> Assertion:
    met = next((fact for fact, each in own if said.agrees(each)), None)
    verdict = Verdict.CONTRADICTED if met is None else Verdict.SUPPORTED
    return at(said.start, said.end, verdict, "date", met or _nearest(said, own))


def _rival_year(sentence: str, said: _Date, ledger: Ledger) -> Fact | None:
    """The fact whose year this one stands for: the only one that its name tells to be of a year, or one spoken of."""
    rivals = [
        (fact, each)
        for fact in ledger.facts[:500]
        if _YEARLY.search(fact.name)
        for each in _dates(fact.text)
        if not each.month
    ]
    spoken = _SINCE.search(sentence, 0, said.start) is not None
    near_by = [fact for fact, each in rivals if spoken or abs(each.year - said.year) <= _YEARS_APART]
    return near_by[0] if len({fact.id for fact in near_by}) == 1 or (near_by and spoken) else None


_YEARS_APART = 15
_YEARLY = re.compile(
    r"vintage|year|edition|founded|establish|since|released?|publish|built|launch|harvest|model|oogst|jaar|editie"
    r"|opgericht|oprichting"
    r"|sinds|uitgave|verschen|verschijn|årgång|år\b|grund|utgiv|utgåva|utgiven|skörd|sedan|lanser|modell|jahrgang"
    r"|baujahr"
    r"|gegründet|start",
    re.IGNORECASE,
)


def _award_before(sentence: str, end: int) -> int | None:
    """Where the words of an award begin that this year belongs to."""
    clause = max(sentence.rfind(mark, 0, end) for mark in ".;:!?")
    found = _AWARD.search(sentence, clause + 1, end)
    return None if found is None else found.start()


def _nearest(said: _Date, own: list[tuple[Fact, _Date]]) -> Fact:
    return min(own, key=lambda pair: abs((pair[1].month or said.month) - said.month))[0]


@functools.lru_cache(maxsize=16_384)
def _dates(text: str) -> tuple[_Date, ...]:
    if not any(char.isdigit() for char in text):
        return ()
    return tuple(
        _Date(match.start(), match.end(), _part(match, "year"), _part(match, "month"), _part(match, "day"))
        for match in _DATE.finditer(text)
    )


@functools.lru_cache(maxsize=16_384)
def _dates_of(fact: Fact) -> tuple[_Date, ...]:
    """The dates of a fact, in figures too where its name or value speaks of a day."""
    text = f"{fact.name}: {fact.text}"
    found = _dates(text)
    if not any(char.isdigit() for char in text) or _OF_A_DAY.search(text) is None:
        return found
    figures = tuple(
        _Date(match.start(), match.end(), _part(match, "year"), _part(match, "month"), _part(match, "day"))
        for match in _IN_FIGURES.finditer(text)
    )
    plain = (each for each in found if not any(one.start <= each.start < one.end for one in figures))
    return (*figures, *plain) if figures else found


def _part(match: re.Match[str], name: str) -> int:
    for suffix in ("", "2", "3", "4", "5", "6"):
        value = match.groupdict().get(name + suffix)
        if value:
            return int(value) if value.isdigit() else _MONTHS[value.lower()]
    return 0


def is_date(text: str) -> bool:
    """Whether a text is a date and little else."""
    found = _dates(text)
    return bool(found) and sum(each.end - each.start for each in found) * 2 >= len(text.strip())


def names_a_day(text: str) -> bool:
    """Whether a text has a day or a month of the calendar: its numbers then count nothing."""
    return any(each.month for each in _dates(text))
