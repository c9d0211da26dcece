"""Dates: offers that are over, weekdays that are another day, days that no month has."""

from __future__ import annotations

import calendar
import datetime as dt
import functools
import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

import msgspec

from desktop.checks.check import Spot, Subject
from desktop.checks.sentences import paragraphs_of
from desktop.core.brief import LANGUAGES
from desktop.core.finding import Finding, Severity
from desktop.core.resources import resource_text
from desktop.core.words import tr

_CUE_GAP = r"[\s:]{1,3}(?:(?:on|the|den|de|op|and including|en met|och med)\s+)?"
_YEARS = range(1990, 2100)
_SENTENCE_START = re.compile(r"[.!?]\s+(?=[A-ZÅÄÖ0-9\"“])")


class _Calendar(msgspec.Struct, frozen=True):
    """What a language calls months and weekdays, what announces a last day, and what says that it is over."""

    months: tuple[tuple[str, ...], ...]
    weekdays: tuple[tuple[str, ...], ...]
    cues: tuple[str, ...]
    over: tuple[str, ...]


class _Date(NamedTuple):
    """A date as it is written; `orders` are its readings as year (0: none), month and day."""

    start: int
    end: int
    orders: tuple[tuple[int, int, int], ...]
    weekday: int | None
    weekday_span: tuple[int, int]
    is_last_day: bool


class _Found(NamedTuple):
    """A finding in code points of its paragraph."""

    start: int
    end: int
    kind: str
    severity: Severity
    right: str
    fixes: tuple[str, ...] = ()


class Dates:
    """Dates that have passed, do not exist, or fall on another weekday."""

    id = "dates.date"

    @property
    def name(self) -> str:
        """As `Check` says."""
        return tr("Dates")

    @property
    def description(self) -> str:
        """As `Check` says."""
        return tr("Finds offers whose last day has passed, weekdays that do not match, and days that no month has.")

    def find(self, subject: Subject) -> Iterator[Finding]:
        """As `Check` says."""
        if subject.language not in LANGUAGES:
            return
        today = _today(subject.options.today)
        for address, text in subject.copy.addressed():
            for start, end in paragraphs_of(text):
                for each in _in_paragraph(text[start:end], subject.language, today):
                    spot = Spot(address, text, start + each.start, start + each.end)
                    yield spot.finding(self.id, each.severity, _say(each), fixes=each.fixes)


def _today(chosen: str) -> dt.date:
    try:
        return dt.date.fromisoformat(chosen)
    except ValueError:
        return dt.datetime.now().astimezone().date()


@functools.lru_cache(maxsize=8192)
def _in_paragraph(text: str, language: str, today: dt.date) -> tuple[_Found, ...]:
    if not any(char.isdigit() for char in text):
        return ()
    return tuple(found for date in _dates_in(text, language) for found in _judge(text, date, language, today))


def _judge(text: str, date: _Date, language: str, today: dt.date) -> Iterator[_Found]:
    real = [order for order in date.orders if _exists(order)]
    if not real:
        if all(1 <= month <= 12 for _, month, _ in date.orders):
            days = max(calendar.monthrange(year or 2024, month)[1] for year, month, _ in date.orders)
            yield _Found(date.start, date.end, "impossible", Severity.ERROR, str(days))
        return
    if date.weekday is not None:
        yield from _judge_weekday(text, date, real, language, today)
    if (
        date.is_last_day
        and all(_nearest(order, today) < today for order in real)
        and not _is_history(text, date, language)
    ):
        yield _Found(date.start, date.end, "past", Severity.WARNING, _nearest(real[0], today).isoformat())


def _judge_weekday(
    text: str, date: _Date, real: list[tuple[int, int, int]], language: str, today: dt.date
) -> Iterator[_Found]:
    years = (today.year - 1, today.year, today.year + 1)
    days = [
        dt.date(each, month, day)
        for year, month, day in real
        for each in ((year,) if year else years)
        if _exists((each, month, day))
    ]
    if not days or any(day.weekday() == date.weekday for day in days):
        return
    start, end = date.weekday_span
    right = _calendar(language).weekdays[days[0].weekday()][0]
    written = text[start:end]
    fixes: tuple[str, ...] = ()
    if len(days) == 1 and written.lower() == _calendar(language).weekdays[date.weekday or 0][0]:
        fixes = (right.capitalize() if written[0].isupper() else right,)
    yield _Found(start, end, "weekday" if len(days) == 1 else "weekday_unsure", Severity.WARNING, right, fixes)


def _exists(order: tuple[int, int, int]) -> bool:
    year, month, day = order
    return 1 <= month <= 12 and 1 <= day <= calendar.monthrange(year or 2024, month)[1]


def _nearest(order: tuple[int, int, int], today: dt.date) -> dt.date:
    """The date; one without a year is the one nearest to today."""
    year, month, day = order
    if year:
        return dt.date(year, month, day)
    near = [dt.date(each, month, min(day, calendar.monthrange(each, month)[1])) for each in _around(today)]
    return min(near, key=lambda each: abs((each - today).days))


def _around(today: dt.date) -> tuple[int, int, int]:
    return today.year - 1, today.year, today.year + 1


def _is_history(text: str, date: _Date, language: str) -> bool:
    """Whether the sentence tells of what is over: *The sale ran until 3 March 2024.*"""
    starts = [found.end() for found in _SENTENCE_START.finditer(text, 0, date.start)]
    end = _SENTENCE_START.search(text, date.end)
    sentence = text[starts[-1] if starts else 0 : end.start() if end else len(text)]
    words = set(re.findall(r"\w+", sentence.lower()))
    return any(word in words for word in _calendar(language).over)


def _dates_in(text: str, language: str) -> Iterator[_Date]:
    for found in _pattern(language).finditer(text):
        orders = _orders(found, language)
        if not orders:
            continue
        word = found["weekday"]
        weekday = _number_of(_calendar(language).weekdays, word) if word else None
        start = next(found.start(name) for name in _FIRST if found[name])
        span = found.span("weekday")
        yield _Date(start, found.end("date"), orders, weekday, span, found["cue"] is not None)


_FIRST = ("iso", "day", "month_first", "one")


def _orders(found: re.Match[str], language: str) -> tuple[tuple[int, int, int], ...]:
    """The readings as year, month and day; none for what is no date."""
    months = _calendar(language).months
    if found["iso"]:
        year, month, day = map(int, found["iso"].split("-"))
        return ((year, month, day),)
    if found["day"]:
        return ((int(found["year"] or 0), _number_of(months, found["month"]) + 1, int(found["day"])),)
    if found["month_first"]:
        number = _number_of(months, found["month_first"]) + 1
        return ((int(found["year_last"] or 0), number, int(found["day_last"])),)
    one, other = int(found["one"]), int(found["other"])
    year = int(found["full_year"] or 0)
    if year < 100 and year:
        year += 2000
    # Without a year, a cue or a weekday it may be a fraction, a size or a score.
    if not year and (found["sep"] != "/" or not (found["cue"] or found["weekday"])):
        return ()
    if year and year not in _YEARS:
        return ()
    orders = ((year, other, one),) if language != "en" else ((year, other, one), (year, one, other))
    return tuple(dict.fromkeys(orders)) if max(one, other) <= 31 else ()


def _number_of(names: tuple[tuple[str, ...], ...], word: str) -> int:
    word = word.lower().rstrip(".")
    return next(place for place, group in enumerate(names) if word in group)


@functools.cache
def _pattern(language: str) -> re.Pattern[str]:
    known = _calendar(language)
    months = _any(name for group in known.months for name in group)
    weekdays = _any(name for group in known.weekdays for name in group if len(name) > 2)
    cues = _any(known.cues).replace(r"\ ", r"\s+")
    ordinal = {"en": "(?:st|nd|rd|th)?", "nl": "(?:e|ste|de)?", "sv": "(?::e|:a)?"}[language]
    of = r"(?:\s+of)?\s+" if language == "en" else r"\s+"
    # "May 5" and "may 5 people": only English puts the month first, and only with a capital.
    first = rf"|(?P<month_first>(?-i:(?=[A-Z])){months})\.?\s+(?P<day_last>[12]?\d|3[01]){ordinal}(?![\w.:]\d|\w)"
    if language == "en":
        first += r"(?:,?\s+(?P<year_last>20\d\d|19\d\d)\b)?"
    else:
        first = r"|(?!)(?P<month_first>x)(?P<day_last>x)(?P<year_last>x)"
    return re.compile(
        rf"(?:(?<!\w)(?P<cue>{cues}){_CUE_GAP})?"
        rf"(?:(?<!\w)(?P<weekday>{weekdays})\b\.?,?\s+(?:(?:the|den|de)\s+)?)?"
        rf"(?<![\w.,/:-])(?P<date>(?P<iso>(?:19|20)\d\d-\d\d-\d\d)(?![\d-])"
        rf"|(?P<day>[0-3]?\d){ordinal}{of}(?P<month>{months})\b(?:\.?,?\s+(?P<year>20\d\d|19\d\d)\b)?"
        rf"{first}"
        r"|(?P<one>[0-3]?\d)(?P<sep>[/.-])(?P<other>[0-3]?\d)(?:(?P=sep)(?P<full_year>(?:19|20)\d\d|\d\d))?(?![\w/%-]|[.,]\d))",
        re.IGNORECASE,
    )


def _any(names: Iterable[str]) -> str:
    listed = sorted(names, key=len, reverse=True)
    return f"(?:{'|'.join(map(re.escape, listed))})"


@functools.cache
def _calendar(language: str) -> _Calendar:
    return msgspec.json.decode(resource_text("lexicons/dates.json"), type=dict[str, _Calendar])[language]


def _say(found: _Found) -> str:
    if found.kind == "impossible":
        return tr("This day does not exist; the month has {days} days.", days=found.right)
    if found.kind == "weekday":
        return tr("That date is a {weekday}.", weekday=found.right)
    if found.kind == "weekday_unsure":
        return tr("That date falls on another weekday this year and the next.")
    return tr("This day has passed ({date}).", date=found.right)
