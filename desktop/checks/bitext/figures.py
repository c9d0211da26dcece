"""What a text counts, as its language writes it: numbers with their units, money, dates and times."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator
from typing import NamedTuple

from desktop.checks.bitext.data import translation_words
from desktop.checks.bitext.moments import Moment, dates_of, half_hours_of, times_of
from desktop.checks.quantities import Quantity, quantities_of, readings
from desktop.checks.words import words_of

_HIDDEN = "\ue000"
_FIGURE = re.compile(r"\d")
_POINT = frozenset({"en", "ja", "zh", "ko", "th", "he"})
_COMMA = frozenset({"nl", "sv", "de", "fr", "es", "it", "pt", "da", "no", "nb", "fi", "pl"})
_CENTURY = re.compile(r"(?<!\d)(1?\d)00(?=-tal)")
_DECADE = re.compile(
    r"(?:(?<=\bthe )|(?<=[’'])|\b(?=\d{4}))(?P<en>(?:1[5-9]|20)?\d0)['’]?s\b|\bjaren\s['’‘]?(?P<nl>(?:1[5-9]|20)?\d0)\b"
    r"|\b(?P<sv>(?:1[5-9]|20)?[1-9]0|2000)-tal[a-zåäö]*|\b(?P<de>(?:1[5-9]|20)?\d0)er\b"
)
_ARTICLE = re.compile(r"\b(?:an?|one|een|en|ett|eine?|einen|einem)(?=\s(?:US|A|CA)?[€$£¥]\s?\d)", re.IGNORECASE)
_NUMBERED = re.compile(r"\b(?:No|Nr|nr|no|Art|art)\.(?=\d)")
_SHORT_MULTIPLE = re.compile(r"[ \u00a0]?(k|m|mn|bn)(?![\w²³])", re.IGNORECASE)
_TIMES = {"k": 1e3, "m": 1e6, "mn": 1e6, "bn": 1e9}
CURRENCIES = frozenset({"EUR", "SEK", "USD", "GBP", "DKK", "NOK", "CHF", "PLN", "JPY"})
"""The dimensions that are money."""
_PHONE = re.compile(
    r"(?<![\w.,/-])(?=(?:[\s()/–-]{0,2}\d){8,15}(?!\d)|\+)(?:\+\d{1,3}|0\d{1,4}|\(0\d{1,4}\))(?:\s?\(0\)\d{0,4})?(?:[\s/–-]{1,2}\d{2,}){1,6}(?!\d|[.,/]\d)"
)
_DATELIKE = re.compile(r"\d{1,2}([/-])\d{1,2}\1\d{2,4}")
_IDIOM = re.compile(r"\b(?:3rd[- ]part(?:y|ies)|[12]e (?:kerst|paas|pinkster)dag)\b", re.IGNORECASE)
_MILLIONS = re.compile(r"[ \u00a0-](?:(million|miljoen|miljon)|(billion|miljard|milliard))[a-z]*\b", re.IGNORECASE)
_FIGURES = re.compile(r"\d[\d.,'’ \u00a0\u202f]*\d|\d")
_ALWAYS = re.compile(r"\b24/7\b")
_GROWN = re.compile(
    r"([a-zäöüß]+?)(?:tägig|stündig|jährig|wöchig|monatig|minütig|teilig|stellig|stöckig|sitzig|sitzer|köpfig|türig|mal$)"
)


class Amount(NamedTuple):
    """A number of a text as its language reads it, with its unit's name and the amount in that unit's base."""

    start: int
    end: int
    value: float
    unit: str
    dimension: str
    base: float
    in_words: bool
    foreign: bool


class Amounts(NamedTuple):
    """All amounts, dates and times of a text, its shares in words, and what else may be read as a number in it."""

    amounts: tuple[Amount, ...]
    dates: tuple[Moment, ...]
    times: tuple[Moment, ...]
    shares: frozenset[float] = frozenset()
    also: frozenset[float] = frozenset()


_SHARES = (
    (r"driekwart|three[- ]quarters|tre fjärdedelar|drei ?viertel", (75.0,)),
    (r"two[- ]thirds|twee ?derde|två tredjedelar|zwei drittel", (66.0, 67.0)),
    (r"\bhalf\b|\bhalve\b|helft|hälft|\bhalv[at]?\b|\bhalbe?[nrsm]?\b", (50.0,)),
    (r"\b(?:one|a) third|\b(?:een|één) ?derde|en tredjedel|ein drittel", (33.0,)),
    (r"\bquarter\b|\bkwart\b|fjärdedel|\bviertel", (25.0,)),
    (r"\b(?:one|a) fifth|\b(?:een|één) ?vijfde|en femtedel|ein fünftel", (20.0,)),
    (r"\b(?:one|a) tenth|\b(?:een|één) ?tiende|en tiondel|ein zehntel", (10.0,)),
)
"""What a share is called, and what it is in a hundred."""


_SHARE_PARTS = (
    "hal",
    "häl",
    "hel",
    "kwart",
    "quarter",
    "viertel",
    "fjärdedel",
    "third",
    "derde",
    "tredje",
    "dritt",
    "fifth",
    "vijf",
    "fünft",
    "femte",
    "tenth",
    "tien",
    "tion",
    "zehnt",
)
_ANY_SHARE = re.compile("|".join(words for words, _ in _SHARES), re.IGNORECASE)


def _shares(prose: str) -> frozenset[float]:
    lower = prose.lower()
    if not any(part in lower for part in _SHARE_PARTS) or not _ANY_SHARE.search(prose):
        return frozenset()
    found: set[float] = set()
    for words, values in _SHARES:
        if re.search(words, prose, re.IGNORECASE):
            found.update(values)
    return frozenset(found)


@functools.lru_cache(maxsize=256)
def amounts_of(prose: str, language: str, *, clock: bool = False, slashed: bool = False) -> Amounts:
    """What a text (with its code hidden) counts; a date or a time is not a number besides.

    With `clock` a bare `14.00` is a time, as it may be where English writes `14:00`.
    """
    text = _masked(prose)
    figures = _FIGURE.search(text) is not None
    dates = dates_of(text, language, slashed=slashed) if figures else []
    rest = _without(_ALWAYS.sub(_hidden, text) if "24/7" in text else text, dates)
    rest = _PHONE.sub(_hidden, rest) if figures and ("+" in rest or "0" in rest) else rest
    times = times_of(rest, dotted=clock and language not in _POINT) if figures else []
    rest = _without(rest, times)
    halves = half_hours_of(rest, language)
    times, rest = [*times, *halves], _without(rest, halves)
    found = list(_decades(rest))
    for each in found:
        rest = rest[: each.start] + _HIDDEN * (each.end - each.start) + rest[each.end :]
    found += [_century(rest, _amount(rest, quantity, language)) for quantity in quantities_of(rest)]
    found += _more_words(rest, language, found)
    return Amounts(tuple(sorted(found)), tuple(dates), tuple(times), _shares(prose), _also(prose))


def _hidden(found: re.Match[str]) -> str:
    return _HIDDEN * len(found[0])


def phones_in(prose: str) -> list[tuple[int, int, str]]:
    """Telephone numbers with the digits that are the same at home and from abroad."""
    found = _PHONE.finditer(prose) if "0" in prose or "+" in prose else ()
    return [
        (each.start(), each.end(), re.sub(r"\D", "", each[0])[-6:])
        for each in found
        if not _DATELIKE.fullmatch(each[0])
    ]


def _masked(prose: str) -> str:
    """The text without what only looks like a number: the article of `a $20 voucher`, `3rd party`."""
    text = _IDIOM.sub(lambda found: _HIDDEN * len(found[0]), prose) if "3rd" in prose or "dag" in prose else prose
    if any(sign in text for sign in "€$£¥"):
        text = _ARTICLE.sub(lambda found: _HIDDEN * len(found[0]), text)
    return _NUMBERED.sub(lambda found: f"{found[0][:-1]} ", text) if "." in text else text


def _decades(text: str) -> Iterator[Amount]:
    """Decades, which are one number however they are written: `the 1980s`, `jaren 80`, `80-talet`, `die 80er`."""
    for each in _DECADE.finditer(text) if "0" in text else ():
        year = float(each["en"] or each["nl"] or each["sv"] or each["de"])
        value = year if year % 100 == 0 else year % 100
        yield Amount(each.start(), each.end(), value, "", "", value, False, False)


def _also(prose: str) -> frozenset[float]:
    """Other readings of centuries: `1800-talet` is the 19th one."""
    centuries = [float(each[1]) for each in _CENTURY.finditer(prose)] if "-tal" in prose else []
    return frozenset(value for century in centuries for value in (century + 1, century * 100))


def _century(text: str, amount: Amount) -> Amount:
    """`1800-talet` is the 19th century; what is written as money with an `m` is millions."""
    if _CENTURY.match(text, amount.start):
        return amount._replace(value=amount.value / 100 + 1, base=amount.value / 100 + 1, unit="", dimension="")
    return amount


def _without(text: str, moments: list[Moment]) -> str:
    for each in moments:
        text = text[: each.start] + _HIDDEN * (each.end - each.start) + text[each.end :]
    return text


def _amount(text: str, quantity: Quantity, language: str) -> Amount:
    written = text[quantity.start : quantity.end]
    figures = _FIGURES.search(written)
    value, foreign = quantity.values[0], False
    if (figures is not None and len(quantity.values) > 1) or (figures and re.search(r"[.,]", figures[0])):
        value, foreign = _read(figures[0], quantity.values, language)
        value *= _many(quantity, figures[0])
    unit, end = quantity.unit, quantity.end
    if unit is not None and unit.unit == "K":
        unit = None  # `10K` is a run or a wage more often than a temperature
    if figures is None and unit is None and (many := _MILLIONS.match(text, end)):
        value, end = value * (1e6 if many[1] else 1e9), many.end()
    if unit is None:
        return Amount(quantity.start, end, value, "", "", value, figures is None, foreign)
    short = _SHORT_MULTIPLE.match(text, end) if figures and unit.dimension in CURRENCIES else None
    if short is not None:
        value, end = value * _TIMES[short[1].lower()], short.end()
    return Amount(quantity.start, end, value, unit.unit, unit.dimension, unit.in_base(value), figures is None, foreign)


def _many(quantity: Quantity, figures: str) -> float:
    """What the reader of quantities multiplied the figures with: a million behind `2,5`."""
    plain = max(readings(figures.strip()), default=0.0)
    return next((many for many in (1e9, 1e6, 1e3, 1e2) if plain and quantity.values[-1] >= plain * many * 0.999), 1.0)


def _read(figures: str, values: tuple[float, ...], language: str) -> tuple[float, bool]:
    """The value of figures in a language's notation, and whether they are written in another one."""
    decimal = "." if language in _POINT else "," if language in _COMMA else ""
    if not decimal:
        return values[0], False
    group = "," if decimal == "." else "."
    head, _, tail = figures.strip().partition(decimal)
    if head.count(group) and not re.fullmatch(rf"\d{{1,3}}(?:{re.escape(group)}\d{{3}})+", head):
        return values[-1] if len(values) > 1 else values[0], True
    if decimal in tail or group in tail:
        return values[0], True
    bare = re.sub(r"[^\d]", "", head)
    value = float(f"{bare}.{tail}" if tail else bare)
    # `1.299` in English or `1,299` in Dutch is a number of three decimals, which hardly anybody writes
    return value, False


def _more_words(text: str, language: str, known: list[Amount]) -> Iterator[Amount]:
    """Number words that the reader of quantities does not know: German ones, `both`, `beide`, `dussin`."""
    listed = translation_words().numbers.get(language, {})
    taken = [(each.start, each.end) for each in known]
    for word in words_of(text):
        value = listed.get(word.lower)
        if value is None and language == "de" and (grown := _GROWN.match(word.lower)):
            value = listed.get(grown[1])
        if value is not None and not any(start <= word.start < end for start, end in taken):
            many = _MILLIONS.match(text, word.end)
            value *= (1e6 if many[1] else 1e9) if many else 1
            yield Amount(word.start, many.end() if many else word.end, value, "", "", value, True, False)
