"""Multiples that a product is said to make of something: *halves your emissions*, *charges a phone three times*."""

from __future__ import annotations

import re
from collections.abc import Iterator

from desktop.checks.ledger.assertion import Assertion
from desktop.checks.ledger.index import Ledger
from desktop.checks.ledger.verdicts import at
from desktop.checks.sieve import Sifted
from desktop.core.brief import Fact
from desktop.core.finding import Verdict

_WHAT = r"(?:the |your |its |de |het |je |uw |jouw |din |ditt |dina |)(?:\w+[ -]){{0,2}}?{noun}"
_NOUNS = (
    r"(?:\w*(?:emissions?|footprint|consumption|bills?|costs?|time|volume|waste|usage|power|speed|noise|weight"
    r"|life(?:span)?"
    r"|range|yield|risk|output|capacity|performance|uitstoot|voetafdruk|verbruik|rekening|kosten|tijd|afval|snelheid"
    r"|geluid|gewicht|levensduur|bereik|opbrengst|risico|capaciteit|prestaties|stroomverbruik|utsläpp(?:en|et)?"
    r"|avtryck(?:et)?|förbrukning(?:en)?|räkning(?:en)?|kostnad(?:en|erna)?|tid(?:en)?|volym(?:en)?|avfall(?:et)?"
    r"|hastighet(?:en)?|ljud(?:et)?|vikt(?:en)?|livslängd(?:en)?|räckvidd(?:en)?|risk(?:en)?|kapacitet(?:en)?))\b"
)
_SUPPLIES = r"\w*(?:water|vatten|vattnet|energy|electricity|energie|stroom|energin?|elen)\b"
_NOUNS_OR_SUPPLIES = rf"(?:{_NOUNS}|{_SUPPLIES})"
_MADE = re.compile(
    rf"\b(?:halves|doubles|triples|quadruples|cuts in half|halveert|verdubbelt|verdrievoudigt|halverar|fördubblar"
    rf"|tredubblar)\s(?!as\b|als\b|som\b){_WHAT.format(noun=_NOUNS)}",
    re.IGNORECASE,
)
_HINT = Sifted(r"\b(?:hal[fv]|hälften|helft|doubles|verdubbel|fördubbl|tripl|tredubbl|verdrie|quadru)", re.IGNORECASE)
_SAVED = re.compile(
    rf"\b(?:(?:saves?|cuts?|uses?) half (?:of )?|(?:bespaart|scheelt|halveert) de helft van "
    rf"|(?:sparar|minskar) hälften av ){_WHAT.format(noun=_NOUNS_OR_SUPPLIES)}",
    re.IGNORECASE,
)
_CHARGE = Sifted(r"charg|laad|lade|ladd|fyller", re.IGNORECASE)
_SAID_SO = re.compile(
    r"\b(?:50\s?%|half|halv|hälften|helft|2\s?x|twice|double|dubbel|twee keer|100\s?%)", re.IGNORECASE
)
_NUMBER = (
    r"(?:\d{1,3}(?:[.,]\d)?|(?:one|two|three|four|five|six) (?:and a half)?|(?:twee|drie|vier|vijf|zes)(?:ënhalve"
    r"| en een halve)?"
    r"|anderhalve|två|tre|fyra|fem|sex|(?:en|två|tre|fyra) och en halv)"
)
_CHARGED = Sifted(
    rf"\b(?:charges?|recharges?|laadt?|oplaadt?|laddar|fyller)\s(?:\w+[ -]?){{1,4}}?\s?(?P<n>{_NUMBER}\s?(?:times"
    rf"|keer|maal"
    r"|gånger|gång|x))\b",
    re.IGNORECASE,
)


_EDITION = Sifted(
    r"\b(?:(?:numbered |limited )?edition of|(?:genummerde )?oplage van|upplaga (?:på|om))\s"
    r"(?P<n>\d[\d.,\u00a0 ]*\d|\d+)\b",
    re.IGNORECASE,
)
_TIME = r"(?:\d{1,3}|[^\W\d_]{2,9})\s(?:minutes?|minuten|minuters?|hours?|uur|uren|timmars?|h|min)\b"
_QUICKLY = re.compile(
    rf"\b{_TIME}\s(?:of |on the )?(?:charging|charge|charger|laden|opladen|laadtijd|laddning|laddningstid)\s"
    rf"(?:gives?|is good for|buys?|gets you|means|for|geeft|levert|goed voor|is goed voor|voor|ger|räcker till|ger dig"
    rf"|för)\s(?:you\s|je\s|up to\s|tot\s|upp till\s)*{_TIME}",
    re.IGNORECASE,
)


def multiple_claims(sentence: str, ledger: Ledger) -> Iterator[Assertion]:
    """What is halved or doubled, and how often a thing is charged, where no fact says anything of it."""
    if _HINT.search(sentence) is not None:
        for match in (*_MADE.finditer(sentence), *_SAVED.finditer(sentence)):
            if not any(_SAID_SO.search(fact.text) for fact in ledger.facts[:200]):
                yield at(match.start(), match.end(), Verdict.UNSUPPORTED, "property")
    for match in _EDITION.finditer(sentence):
        if not any(match["n"] in fact.text for fact in ledger.facts[:200]):
            yield at(match.start(), match.end(), Verdict.UNSUPPORTED, "count")
    if _CHARGE.search(sentence) is None:
        return
    for match in _QUICKLY.finditer(sentence):
        if not any(_tells_quick_charge(fact) for fact in ledger.facts[:200]):
            yield at(match.start(), match.end(), Verdict.UNSUPPORTED, "duration")
    for match in _CHARGED.finditer(sentence):
        if not any(_tells_charges(fact) for fact in ledger.facts[:200]):
            yield at(match.start("n"), match.end("n"), Verdict.UNSUPPORTED, "count")


def _tells_quick_charge(fact: Fact) -> bool:
    """Whether a fact says how long one charges, or for what: `10 min = 5 h`, `Charging time: 2 h`."""
    return _CHARGE.search(f"{fact.name} {fact.text}") is not None and any(char.isdigit() for char in fact.text)


def _tells_charges(fact: Fact) -> bool:
    return "charg" in f"{fact.name} {fact.text}".lower() and _TIMES.search(fact.text) is not None


_TIMES = re.compile(r"\b(?:times|keer|maal|gånger|x|charges|ladingen|laddningar)\b|\d\s?[x×]", re.IGNORECASE)
