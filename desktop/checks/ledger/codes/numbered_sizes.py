"""Sizes told by numbers: *sizes 36 to 47*, *maat 98 t/m 152*, *EU 37–47*, *storlek 40*."""

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

_TO = r"\s?(?:[-–—]|to|through|up to|t/m|tot(?: en met)?|till(?: och med)?)\s?"
_NUMBER = r"\d{1,3}(?:[.,]5|½)?"
_SAID = Sifted(
    rf"\b(?:(?:shoe |clothing |bra )?sizes?|(?:schoen|kleding)?(?:maat|maten)|(?:sko)?(?:storlek|storlekar"
    rf"|storlekarna|strl?\.?)|EU|UK|US)"
    rf"(?:\s(?:from|van|vanaf|från|EU|UK|US|between|tussen|run|runs|range|ranging|go|goes|available|in|are|is|lopen"
    rf"|loopt|gaan|gaat|zijn|verkrijgbaar|beschikbaar|går|löper|finns|är|sträcker sig"
    rf"|mellan))*\s(?P<low>{_NUMBER})(?:{_TO}(?P<high>{_NUMBER})|(?!{_TO}\d))(?![\d.,]*\d|\s?(?:x\b|×|cm|mm|m\b|inch|ml|l\b|%))",
    re.IGNORECASE,
)
_NAME = re.compile(r"\b(?:\w*(?:sizes?|maat|maten|storlek\w*|størrelser?)|EU|größen?|strl)\b", re.IGNORECASE)
_OF_CHILDREN = re.compile(r"\s*(?P<low>\d{2,3})(?:\s?cm)?(?:\s?[-–—/,]\s?\d{2,3}(?:\s?cm)?)+\s*", re.IGNORECASE)
"""Sizes that are told by the height of a child: `80–128 cm`."""
_PAIR = re.compile(rf"(?P<low>{_NUMBER}){_TO}(?P<high>{_NUMBER})")
_ONE = re.compile(_NUMBER)
_SYSTEM = re.compile(r"\b(EU|UK|US)\b")
_MEASURED = re.compile(r"\d\s?(?:cm|mm|m|inch|ml|l|g|kg|x|×)\b|[x×]", re.IGNORECASE)


_BARE = Sifted(
    rf"(?:^|(?<=[\s(]))(?:from |van |vanaf |från |in |i |between |tussen |mellan )"
    rf"(?P<low>{_NUMBER})(?:{_TO}|\s(?:and|en|och)\s)(?P<high>{_NUMBER})(?=\s*[.,;:!?)]|\s(?:for|voor|för|and|en|och"
    rf"|with|met|med)\s|$)",
    re.IGNORECASE,
)
"""A range without a unit, which is one of sizes where it lies about those of the facts."""
_BESIDE = 1.4
_SHORTEST_CHILD, _TALLEST_CHILD = 44, 188


def size_claims(sentence: str, ledger: Ledger) -> Iterator[Assertion]:
    """The numbered sizes of a sentence; silent when no fact has sizes told by numbers."""
    named = list(_SAID.finditer(sentence))
    for match in (*named, *(each for each in _BARE.finditer(sentence) if _lies_by(each, ledger) and not named)):
        start, end = match.start("low"), match.end()
        low = _value(match["low"])
        high = _value(match["high"]) if match["high"] else low
        system = _SYSTEM.search(match[0])
        for fact in ledger.facts[:500]:
            own = _sizes_of(fact)
            if not own or not _same_system(system[1] if system else "", fact):
                continue
            yield from _listed(sentence, match, own, fact)
            if (low, high) in _pairs_of(fact):
                yield at(start, end, Verdict.SUPPORTED, "size", fact)
                break
            listed = len(own) > 2 or not _PAIR.search(fact.value)
            holds = own[0] <= low and high <= own[-1] and (not listed or (low in own and high in own))
            if match["high"] and not listed and low < high:
                holds = holds and (low == own[0]) == (high == own[-1])
            verdict = Verdict.SUPPORTED if holds else Verdict.CONTRADICTED
            yield at(start, end, verdict, "size", fact)
            break


def _listed(sentence: str, match: re.Match[str], own: tuple[float, ...], fact: Fact) -> Iterator[Assertion]:
    """The further sizes of a list that begins with one: *sizes 36, 38, 40 or 44*."""
    place = match.end()
    while match["high"] is None and (item := _ITEM.match(sentence, place)) is not None:
        size = _value(item["size"])
        holds = own[0] <= size <= own[-1] and (size in own or _PAIR.search(fact.value) is not None)
        yield at(item.start("size"), item.end(), Verdict.SUPPORTED if holds else Verdict.CONTRADICTED, "size", fact)
        place = item.end()


_ITEM = re.compile(
    rf"(?:,\s|,?\s(?:and|or|en|of|och|eller|&)\s)(?P<size>{_NUMBER})(?=[.,;:!?)]|$|\s(?:and|or|en|of|och|eller|&)\s)"
)


@functools.lru_cache(maxsize=16_384)
def _pairs_of(fact: Fact) -> frozenset[tuple[float, float]]:
    """The double sizes that a fact lists: `36-38, 39-41`."""
    return frozenset((_value(each["low"]), _value(each["high"])) for each in _PAIR.finditer(fact.text))


def _lies_by(match: re.Match[str], ledger: Ledger) -> bool:
    """Whether the ends of a range are near those of the sizes of a fact."""
    low, high = _value(match["low"]), _value(match["high"])
    return low < high and any(
        len(own) > 1
        and all(1 / _BESIDE <= said / (known or 1) <= _BESIDE for said, known in ((low, own[0]), (high, own[-1])))
        for fact in ledger.facts[:500]
        if (own := _sizes_of(fact))
    )


def fraction_claims(sentence: str, ledger: Ledger) -> Iterator[Assertion]:
    """Sizes told as parts of the whole one, as instruments have them: *3/4 guitar*, *4/4*, *half-size*."""
    for match in _FRACTION.finditer(sentence):
        known = [(fact, own) for fact in ledger.facts[:500] if (own := _fraction_of(fact))]
        if known:
            met = next((fact for fact, own in known if own == _whole(match[0])), None)
            verdict = Verdict.CONTRADICTED if met is None else Verdict.SUPPORTED
            yield at(match.start(), match.end(), verdict, "size", met or known[0][0])


_FRACTION = Sifted(
    r"(?<![\d/])[1-7]/(?:2|4|8|16|32)(?![\d/]|\s?(?:inch|in\b|\"|″|tum|liter|litre|l\b|dl\b|sleeve|mouw|ärm))"
    r"|\b(?:full|half|three[- ]quarter|quarter)[- ]size(?:d)?\b|\b(?:driekwart|trekvarts?|hel|halv"
    r"|kwart)(?=-?(?:gitarr|gitaar"
    r"|fiol|viool|cello|storlek|formaat|maat))",
    re.IGNORECASE,
)
_WHOLES = {
    "ful": "4/4",
    "hel": "4/4",
    "thr": "3/4",
    "dri": "3/4",
    "tre": "3/4",
    "hal": "1/2",
    "qua": "1/4",
    "kwa": "1/4",
}


def _whole(written: str) -> str:
    return written if written[0].isdigit() else _WHOLES[written[:3].lower()]


@functools.lru_cache(maxsize=16_384)
def _fraction_of(fact: Fact) -> str:
    """The part of the whole size that a fact named for a size gives."""
    if not (_NAME.search(fact.name) or _FORMAT.search(fact.name)):
        return ""
    found = _FRACTION.match(fact.text.strip())
    return _whole(found[0]) if found else ""


_FORMAT = re.compile(r"form[aá]t|scale|mensur|size", re.IGNORECASE)


def _same_system(system: str, fact: Fact) -> bool:
    own = _SYSTEM.search(fact.text) or _SYSTEM.search(fact.name)
    return not system or own is None or own[1] == system


def _value(written: str) -> float:
    return float(written.replace("½", ".5").replace(",", "."))


@functools.lru_cache(maxsize=16_384)
def _sizes_of(fact: Fact) -> tuple[float, ...]:
    """The sizes that a fact names in numbers, in order: the ends of a range, or each of a list."""
    text = fact.text
    if not (_NAME.search(fact.name) or _SYSTEM.match(text)):
        return ()
    if _MEASURED.search(text):
        child = _OF_CHILDREN.fullmatch(text)
        if child is None or not _SHORTEST_CHILD <= float(child["low"]) <= _TALLEST_CHILD:
            return ()
        text = re.sub(r"\s?cm", "", text, flags=re.IGNORECASE)
    if pairs := list(_PAIR.finditer(text)):
        return (_value(pairs[0]["low"]), _value(pairs[-1]["high"]))
    return tuple(sorted(_value(each) for each in _ONE.findall(text)))
