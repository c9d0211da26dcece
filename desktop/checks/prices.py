"""Prices: now more than before, a discount that does not add up, one price in two spellings, decimals of elsewhere."""

from __future__ import annotations

import functools
import math
import re
from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple

import msgspec

from desktop.checks.check import Spot, Subject
from desktop.checks.quantities import readings
from desktop.checks.sentences import paragraphs_of
from desktop.core.brief import LANGUAGES
from desktop.core.finding import Finding, Severity
from desktop.core.resources import resource_text
from desktop.core.words import tr

_SPACE = " \u00a0\u202f\u2009"
_NUMBER = rf"\d{{1,3}}(?:[{_SPACE}.,']\d{{3}})+(?!\d)(?:[.,]\d{{2}}(?!\d))?|\d+(?:[.,]\d{{1,2}}(?!\d))?"
_PRICE = re.compile(
    rf"(?<![\w.,])(?:(?P<before>€|£|\$|EUR|SEK|GBP|USD)[{_SPACE}]?(?P<one>{_NUMBER})(?P<dash>[.,][-–—])?"
    rf"|(?P<other>{_NUMBER})(?:(?P<kronor>[{_SPACE}]?:-)|[{_SPACE}]?(?P<after>€|£|kr\b|kronor\b|euros?\b|EUR\b|SEK\b|GBP\b|USD\b|pounds?\b|dollars?\b)))",
    re.IGNORECASE,
)
_SIGNS = ("€", "£", "$", ":-", "kr", "eur", "sek", "gbp", "usd", "pound", "dollar")
_SIGN = re.compile(
    r"[€£$]|:-|\d[\s\u00a0\u202f]?(?:kr|eur|sek|gbp|usd|pound|dollar)|(?:eur|sek|gbp|usd)[\s\u00a0]?\d", re.IGNORECASE
)
_CURRENCIES = {
    **dict.fromkeys(("€", "eur", "euro", "euros"), "€"),
    **dict.fromkeys(("£", "gbp", "pound", "pounds"), "£"),
    **dict.fromkeys(("$", "usd", "dollar", "dollars"), "$"),
    **dict.fromkeys(("kr", "kr.", "sek", "kronor", ":-"), "kr"),
}
_CENTS = re.compile(r"[.,](\d{2})$")
_PERCENT = r"(?P<p>\d{1,2}(?:[.,]\d)?)[ \u00a0]?(?:%|percent|procent)"
_MARK = {"en": ".", "nl": ",", "sv": ","}
_CLOSE = 40
"""Characters between two prices of different currencies of which one explains the other."""


class Price(NamedTuple):
    """A price in a text, in code points; `number` as it is written, `style` how its currency is."""

    start: int
    end: int
    value: float
    currency: str
    number: str
    number_start: int
    style: str


class _Found(NamedTuple):
    """A finding in code points of its paragraph."""

    start: int
    end: int
    kind: str
    severity: Severity
    said: str = ""
    fixes: tuple[str, ...] = ()


class _Phrases(msgspec.Struct, frozen=True):
    """Patterns with `{1}` for the old price, `{2}` for the new one, `{p}` for a percentage and `{a}` for an amount."""

    was_now: tuple[str, ...]
    now_was: tuple[str, ...]
    percent: tuple[str, ...]
    amount: tuple[str, ...]
    up_to: str


class Prices:
    """Prices that contradict themselves, or are not written as one writes them in this language."""

    id = "prices.price"

    @property
    def name(self) -> str:
        """As `Check` says."""
        return tr("Prices")

    @property
    def description(self) -> str:
        """As `Check` says."""
        return tr(
            "Finds discounts that do not add up, one price in two spellings, mixed currencies and foreign decimals."
        )

    def find(self, subject: Subject) -> Iterator[Finding]:
        """As `Check` says."""
        if subject.language not in LANGUAGES:
            return
        found: list[tuple[Spot, Price]] = []
        for address, text in subject.copy.addressed():
            lower = text.lower()
            if not any(sign in lower for sign in _SIGNS):
                continue
            for start, end in paragraphs_of(text):
                part = text[start:end]
                found += [(Spot(address, text, start + each.start, start + each.end), each) for each in prices_of(part)]
                for each in _in_paragraph(part, subject.language):
                    spot = Spot(address, text, start + each.start, start + each.end)
                    yield spot.finding(self.id, each.severity, _say(each), fixes=each.fixes)
        yield from self._mixed_spellings(found)
        yield from self._mixed_currencies(found)

    def _mixed_spellings(self, found: list[tuple[Spot, Price]]) -> Iterator[Finding]:
        """The same price again, written otherwise than the first time."""
        first: dict[tuple[float, str], tuple[Spot, Price]] = {}
        for spot, price in found:
            earlier, model = first.setdefault((price.value, price.currency), (spot, price))
            if _spelling(model) != _spelling(price):
                right = earlier.text[earlier.start : earlier.end]
                message = tr("Elsewhere this price is written {price}.", price=right)
                yield spot.finding(self.id, Severity.INFO, message, fixes=(right,))

    def _mixed_currencies(self, found: list[tuple[Spot, Price]]) -> Iterator[Finding]:
        """The first price in another currency than most; not where it stands beside the price that it explains."""
        often = Counter(price.currency for _, price in found)
        if len(often) < 2:
            return
        usual = often.most_common(1)[0][0]
        if often[usual] == min(often.values()):
            usual = found[0][1].currency
        for place, (spot, price) in enumerate(found):
            if price.currency == usual:
                continue
            explains = any(
                other.field == spot.field
                and each.currency != price.currency
                and min(abs(other.start - spot.end), abs(spot.start - other.end)) <= _CLOSE
                for other, each in found[max(0, place - _CLOSE) : place + _CLOSE]
            )
            if not explains:
                message = tr("The other prices here are in {currency}.", currency=usual)
                yield spot.finding(self.id, Severity.INFO, message)
                return


@functools.lru_cache(maxsize=4096)
def prices_of(text: str) -> tuple[Price, ...]:
    """The prices of a text: a number with its currency."""
    if _SIGN.search(text) is None:
        return ()
    return tuple(_price(found) for found in _PRICE.finditer(text))


def _price(found: re.Match[str]) -> Price:
    number = found["one"] or found["other"]
    sign = found["before"] or found["after"] or found["kronor"].strip()
    currency = _CURRENCIES[sign.lower()]
    value = readings(number)[0]
    style = f"{'before' if found['before'] else 'after'} {sign.lower().rstrip('.')}"
    start = found.start("one" if found["one"] else "other")
    return Price(found.start(), found.end(), value, currency, number, start, style)


def _spelling(price: Price) -> tuple[str, bool]:
    """How a price is written, as far as it matters: with which sign, and with decimals or without."""
    return price.style, _CENTS.search(price.number) is not None


@functools.lru_cache(maxsize=4096)
def _in_paragraph(text: str, language: str) -> tuple[_Found, ...]:
    prices = prices_of(text)
    return (*_foreign_decimals(prices, language), *_sums(text, prices, language))


def _foreign_decimals(prices: tuple[Price, ...], language: str) -> Iterator[_Found]:
    mark = _MARK[language]
    foreign = "," if mark == "." else "."
    for price in prices:
        cents = _CENTS.search(price.number)
        if cents is None or cents[0][0] != foreign:
            continue
        whole = price.number[: cents.start()].replace(mark, "\0").replace(foreign, mark).replace("\0", foreign)
        fix = f"{whole}{mark}{cents[1]}"
        yield _Found(price.number_start, price.number_start + len(price.number), "decimals", Severity.INFO, fix, (fix,))


def _sums(text: str, prices: tuple[Price, ...], language: str) -> Iterator[_Found]:
    """What is wrong between an old price, a new one, and the discount named in the same paragraph."""
    if len(prices) < 2:
        return
    spans = {(each.start, each.end): each for each in prices}
    pairs: list[tuple[Price, Price]] = []
    for pattern in _old_and_new(language):
        for found in pattern.finditer(text):
            old, new = spans.get(found.span("old")), spans.get(found.span("new"))
            if old is not None and new is not None and old.currency == new.currency:
                pairs.append((old, new))
    pairs = list(dict.fromkeys(pairs))
    for old, new in pairs:
        if new.value >= old.value:
            yield _Found(new.start, new.end, "dearer", Severity.WARNING)
    if len(pairs) == 1 and pairs[0][0].value > pairs[0][1].value:
        yield from _discounts(text, spans, pairs[0], language)


def _discounts(
    text: str, spans: dict[tuple[int, int], Price], pair: tuple[Price, Price], language: str
) -> Iterator[_Found]:
    old, new = pair
    less = old.value - new.value
    share = 100 * less / old.value
    percents, amounts = _discount_patterns(language)
    for found in (each for pattern in percents for each in pattern.finditer(text)):
        if not found["upto"] and abs(float(found["p"].replace(",", ".")) - share) > 1.0:
            right = str(round(share))
            yield _Found(found.start("p"), found.end("p"), "percent", Severity.WARNING, right, (right,))
    for found in (each for pattern in amounts for each in pattern.finditer(text)):
        amount = spans.get(found.span("a"))
        if amount is None or found["upto"] or amount.currency != old.currency:
            continue
        if not math.isclose(amount.value, less, abs_tol=max(0.05, 0.01 * less)):
            yield _Found(amount.start, amount.end, "amount", Severity.WARNING, f"{less:g}")


_BEFORE = r"(?:€|£|\$|EUR|SEK|GBP|USD)[ \u00a0\u202f]?"
_AFTER = r"[ \u00a0\u202f]?(?::-|€|£|kr\b|kronor\b|euros?\b|EUR\b|SEK\b|GBP\b|USD\b|pounds?\b|dollars?\b)"
_DIGITS = r"\d(?:[\d.,' \u00a0\u202f]{0,14}\d)?"
_ANY_PRICE = f"(?:{_BEFORE}{_DIGITS}|{_DIGITS}{_AFTER})"


@functools.cache
def _old_and_new(language: str) -> tuple[re.Pattern[str], ...]:
    phrases = _phrases(language)
    return tuple(
        re.compile(
            r"(?<!\w)" + each.replace("{1}", f"(?P<old>{_ANY_PRICE})").replace("{2}", f"(?P<new>{_ANY_PRICE})"),
            re.IGNORECASE,
        )
        for each in (*phrases.was_now, *phrases.now_was)
    )


@functools.cache
def _discount_patterns(language: str) -> tuple[tuple[re.Pattern[str], ...], tuple[re.Pattern[str], ...]]:
    phrases = _phrases(language)
    up_to = rf"(?P<upto>(?<!\w)(?:{phrases.up_to})\s+)?"

    def made(patterns: tuple[str, ...], sign: str, thing: str) -> tuple[re.Pattern[str], ...]:
        return tuple(re.compile(r"(?<![\w.,])" + each.replace(sign, up_to + thing), re.IGNORECASE) for each in patterns)

    return made(phrases.percent, "{p}", _PERCENT), made(phrases.amount, "{a}", f"(?P<a>{_ANY_PRICE})")


@functools.cache
def _phrases(language: str) -> _Phrases:
    return msgspec.json.decode(resource_text("lexicons/prices.json"), type=dict[str, _Phrases])[language]


def _say(found: _Found) -> str:
    if found.kind == "dearer":
        return tr("The new price is not lower than the old one.")
    if found.kind == "percent":
        return tr("From the old price to the new one is {percent} %.", percent=found.said)
    if found.kind == "amount":
        return tr("From the old price to the new one is {amount}.", amount=found.said)
    return tr("In this language one writes {number}.", number=found.said)
