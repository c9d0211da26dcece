"""Names with a number that facts give (*iPhone 15*, *HEPA 13*, *RAL 9010*) and codes to shop with (*SPRING20*)."""

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
from desktop.core.lexicon import units

_NUMBER = r"\d{1,4}(?:[.,]\d)?"
_NAMED = re.compile(
    rf"(?<![\w-])(?P<name>(?:[A-ZÅÄÖ][^\W\d_]{{1,14}}|[a-z][A-Z][^\W\d_]{{1,12}}))[ -]?"
    rf"(?P<number>{_NUMBER})(?P<more>(?:\s?(?:[-–—/,]|to|tot|till|t/m|and|or|en|of|och|eller)\s?{_NUMBER})*)"
    r"(?![\d]|[.,]\d|\s?(?:%|°|€|x\s?\d|×))"
)
_RANGE = re.compile(rf"({_NUMBER})\s?(?:[-–—]|to|tot|till|t/m)\s?({_NUMBER})")
_DIGITS = re.compile(_NUMBER)
_BEHIND = re.compile(r"[\s-]?([^\W\d_]+)")
_NO_NAMES = frozenset(
    {
        "max", "min", "ca", "circa", "up", "from", "only", "over", "under", "about", "approx", "size", "maat",
        "storlek", "set", "age", "pack", "the", "for", "in", "at", "just", "with", "and", "or", "van", "voor", "met",
        "tot", "per", "ruim", "bijna", "med", "och", "till", "upp", "cirka", "drygt", "på", "januari", "januar",
        "january", "february", "februari", "march", "maart", "mars", "april", "may", "mei", "maj", "june", "juni",
        "july", "juli", "august", "augustus", "augusti", "september", "october", "oktober", "november", "december",
        "jan", "feb", "mar", "apr", "jun", "jul", "aug", "sep", "sept", "oct", "okt", "nov", "dec", "eur", "sek",
        "gbp", "usd", "dkk", "nok", "kr", "no", "nr", "ø", "eu", "uk", "us", "fr", "en", "iso", "din", "ip",
        "ipx", "spf", "upf", "usb", "hdmi", "bluetooth", "wi", "wifi", "ddr", "uv", "gu", "top", "mat", "sizes",
        "maten", "bis", "ab", "von", "je", "weight", "height", "width",
    }
)  # fmt: skip
_SHOPPED = Sifted(
    r"\b(?:codes?|kod(?:en)?|(?:korting|actie|voordeel|rabatt|kampanj)s?kod(?:e|en)?|(?:kortings|actie|voordeel)code"
    r"|voucher|coupon|use|enter|gebruik|skriv|ange|använd)\b[\s:“”\"'‘’]{1,3}(?:the |de |met |in |code |koden |heter "
    r"|is |är )*[“”\"'‘’]?(?P<code>[A-ZÅÄÖ][A-ZÅÄÖ0-9]{3,14})\b"
)
_CODE_NAME = re.compile(r"\b\w*(?:code|kod|koden|voucher|coupon)\b", re.IGNORECASE)
_CODE = re.compile(r"(?<![\w-])(?=[A-ZÅÄÖ0-9]*[A-ZÅÄÖ]{3})[A-ZÅÄÖ][A-ZÅÄÖ0-9]{3,14}(?![\w-])")
_MOST_FACTS = 200


def designation_claims(sentence: str, ledger: Ledger) -> Iterator[Assertion]:
    """Names with another number than the facts give them, and codes that are not the facts'."""
    for match in _NAMED.finditer(sentence):
        name = match["name"].casefold()
        if name in _NO_NAMES or _has_unit(sentence, match.end()):
            continue
        known = [(fact, numbers) for fact in ledger.facts[:_MOST_FACTS] if (numbers := _numbered(fact).get(name))]
        said = set(_numbers(match["number"] + match["more"]))
        if not known:
            continue
        met = next((fact for fact, numbers in known if said <= numbers), None)
        if met is not None:
            yield at(match.start(), match.end(), Verdict.SUPPORTED, "name", met)
        elif not any(said & numbers for _, numbers in known):
            end = match.end("number") if match["more"] and len(said) > 1 else match.end()
            yield at(match.start(), end, Verdict.CONTRADICTED, "name", known[0][0])
    yield from _shopping_codes(sentence, ledger)


def _shopping_codes(sentence: str, ledger: Ledger) -> Iterator[Assertion]:
    for match in _SHOPPED.finditer(sentence):
        known = [(fact, own) for fact in ledger.facts[:_MOST_FACTS] if (own := _codes_of(fact))]
        met = next((fact for fact, own in known if match["code"] in own), None)
        if met is None and known:
            yield at(match.start("code"), match.end("code"), Verdict.CONTRADICTED, "name", known[0][0])


def _has_unit(text: str, end: int) -> bool:
    behind = _BEHIND.match(text, end)
    return behind is not None and behind[1].lower() in units()


def _numbers(written: str) -> Iterator[float]:
    """The numbers of a list, the whole ones between the ends of a range among them."""
    for low, high in _RANGE.findall(written):
        ends = _value(low), _value(high)
        if ends[0] < ends[1] <= ends[0] + 100 and ends[0].is_integer():
            yield from map(float, range(int(ends[0]), int(ends[1]) + 1))
    yield from map(_value, _DIGITS.findall(written))


def _value(written: str) -> float:
    return float(written.replace(",", "."))


@functools.lru_cache(maxsize=16_384)
def _numbered(fact: Fact) -> dict[str, frozenset[float]]:
    """The names of a fact with the numbers it gives each."""
    found: dict[str, set[float]] = {}
    for match in _NAMED.finditer(fact.text):
        if match["name"].casefold() not in _NO_NAMES and not _has_unit(fact.text, match.end()):
            found.setdefault(match["name"].casefold(), set()).update(_numbers(match["number"] + match["more"]))
    return {name: frozenset(numbers) for name, numbers in found.items()}


@functools.lru_cache(maxsize=16_384)
def _codes_of(fact: Fact) -> frozenset[str]:
    named = _CODE_NAME.search(fact.name) is not None or _CODE_NAME.search(fact.text) is not None
    return frozenset(_CODE.findall(fact.text)) if named else frozenset()
