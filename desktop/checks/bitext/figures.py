"""What a text counts, as its language writes it: numbers with their units, money, dates and times."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator
from typing import NamedTuple

from desktop.checks.bitext.data import translation_words
from desktop.checks.bitext.moments import Moment, dates_of, half_hours_of, times_of
from desktop.checks.quantities import Quantity, quantities_of
from desktop.checks.words import split_words

_HIDDEN = "\ue000"
_POINT = frozenset({"en", "ja", "zh", "ko", "th", "he"})
_COMMA = frozenset({"nl", "sv", "de", "fr", "es", "it", "pt", "da", "no", "nb", "fi", "pl"})
_CENTURY = re.compile(r"(?<!\d)(\d{1,2})00(?=-tal)")
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
    """All amounts, dates and times of a text, and codes with figures in them."""

    amounts: tuple[Amount, ...]
    dates: tuple[Moment, ...]
    times: tuple[Moment, ...]
    shares: frozenset[float] = frozenset()


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


_ANY_SHARE = re.compile("|".join(words for words, _ in _SHARES), re.IGNORECASE)


def _shares(prose: str) -> frozenset[float]:
    if not _ANY_SHARE.search(prose):
        return frozenset()
    found: set[float] = set()
    for words, values in _SHARES:
        if re.search(words, prose, re.IGNORECASE):
            found.update(values)
    return frozenset(found)


@functools.lru_cache(maxsize=256)
def amounts_of(prose: str, language: str, *, clock: bool = False) -> Amounts:
    """What a text (with its code hidden) counts; a date or a time is not a number besides.

    With `clock` a bare `14.00` is a time, as it may be where English writes `14:00`.
    """
    dates = dates_of(prose, language)
    rest = _without(_ALWAYS.sub(lambda found: _HIDDEN * len(found[0]), prose), dates)
    times = times_of(rest, dotted=clock and language not in _POINT)
    rest = _without(rest, times)
    halves = half_hours_of(rest, language)
    times, rest = [*times, *halves], _without(rest, halves)
    found = [_century(rest, _amount(rest, quantity, language)) for quantity in quantities_of(rest)]
    found += _more_words(rest, language, found)
    return Amounts(tuple(sorted(found)), tuple(dates), tuple(times), _shares(prose))


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
    unit = quantity.unit
    if unit is None:
        return Amount(quantity.start, quantity.end, value, "", "", value, figures is None, foreign)
    return Amount(
        quantity.start, quantity.end, value, unit.unit, unit.dimension, unit.in_base(value), figures is None, foreign
    )


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
    for word in split_words(text):
        value = listed.get(word.lower)
        if value is None and language == "de" and (grown := _GROWN.match(word.lower)):
            value = listed.get(grown[1])
        if value is not None and not any(start <= word.start < end for start, end in taken):
            yield Amount(word.start, word.end, value, "", "", value, True, False)
