"""Dates and times of day, whatever the language writes them like."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator
from typing import NamedTuple

from desktop.checks.bitext.data import months

_ISO = re.compile(r"(?<![\d.,-])(\d{4})-(\d{1,2})-(\d{1,2})(?![\d-])")
_NUMERIC = re.compile(r"(?<![\d.,/-])(\d{1,2})([./-])(\d{1,2})\2(\d{4}|\d{2})(?![\d/-])(?!\.\d)")
_DAY_SLASH = re.compile(r"(?<![\d.,/-])(\d{1,2})/(\d{1,2})(?![\d/-])")
_MONTH_YEAR = re.compile(r"(?<![\d.,/-])(0?[1-9]|1[0-2])[./-](20\d\d)(?![\d/-])(?!\.\d)")
_WORDS = (
    r"(?<![\w.,])(?:(?P<day>\d{{1,2}})(?:st|nd|rd|th|:a|:e|\.|e)?\s(?:of\s)?(?P<month>{names})\b\.?"
    r"|(?P<month2>{names})\b\.?\s(?P<day2>\d{{1,2}})(?:st|nd|rd|th)?(?!\d))(?:,?\s(?P<year>\d{{4}})\b)?"
)
_CLOCK = re.compile(
    r"(?<![\d.,:])(?:(?:kl\.?|klockan|om|um|at|from|van|från|von|tot|till|to|until|bis|[–-])\s?)?"
    r"(?P<hour>[01]?\d|2[0-4])(?:(?P<mark>[:.h])(?P<minute>[0-5]\d))?\s?(?P<half>a\.?m\.?|p\.?m\.?|uur|Uhr|o[’']clock)?(?![\w:])",
    re.IGNORECASE,
)
_SAYS_TIME = re.compile(r"\b(?:kl\.?|klockan|om|um|at)\s?$", re.IGNORECASE)


class Moment(NamedTuple):
    """A date or a time with its place; `readings` are what it may mean: `03/04` is two days."""

    start: int
    end: int
    readings: frozenset[tuple[int, ...]]


def dates_of(text: str, language: str, *, slashed: bool = False) -> list[Moment]:
    """The dates of a text: (year or 0, month, day) in each order in which figures alone may be read.

    `12/2026` has the day 0; with `slashed` a bare `31/8` is a date, as it may be where the other text has one.
    """
    found = list(_spelled(text, language))
    found += [
        Moment(each.start(), each.end(), frozenset({(int(each[1]), int(each[2]), int(each[3]))}))
        for each in _ISO.finditer(text)
        if int(each[2]) <= 12
    ]
    for each in _NUMERIC.finditer(text):
        one, two, year = int(each[1]), int(each[3]), int(each[4])
        year += 2000 if year < 100 else 0
        orders = {(year, two, one)} if two <= 12 else set()
        if one <= 12 and each[2] == "/":
            orders.add((year, one, two))
        if orders and max(one, two) <= 31:
            found.append(Moment(each.start(), each.end(), frozenset(orders)))
    found += [
        Moment(each.start(), each.end(), frozenset({(int(each[2]), int(each[1]), 0)}))
        for each in _MONTH_YEAR.finditer(text)
    ]
    for each in _DAY_SLASH.finditer(text) if slashed else ():
        one, two = int(each[1]), int(each[2])
        orders = {(0, two, one)} if two <= 12 else set()
        orders |= {(0, one, two)} if language == "en" and one <= 12 else set()
        if orders and max(one, two) <= 31:
            found.append(Moment(each.start(), each.end(), frozenset(orders)))
    for each in _SHORT_DATE.finditer(text) if language == "de" else ():
        if 1 <= int(each[1]) <= 31 and 1 <= int(each[2]) <= 12:
            found.append(Moment(each.start(1), each.end(), frozenset({(0, int(each[2]), int(each[1]))})))
    return sorted(found)


def _spelled(text: str, language: str) -> Iterator[Moment]:
    names = months(language)
    for each in _pattern(language).finditer(text):
        month, day = names[(each["month"] or each["month2"]).lower()], int(each["day"] or each["day2"])
        if 1 <= day <= 31:
            yield Moment(each.start(), each.end(), frozenset({(int(each["year"] or 0), month, day)}))


@functools.cache
def _pattern(language: str) -> re.Pattern[str]:
    names = "|".join(sorted(map(re.escape, months(language)), key=len, reverse=True))
    return re.compile(_WORDS.format(names=names), re.IGNORECASE)


def times_of(text: str, *, dotted: bool = False) -> list[Moment]:
    """The times of day of a text as (hour, minute); `dotted` says that a bare `14.00` is one."""
    found = []
    for each in _CLOCK.finditer(text):
        half = (each["half"] or "").lower().replace(".", "")
        said = bool(half) or bool(re.match(r"kl|om\b|um\b|at\b", each[0], re.IGNORECASE))
        if not (each["minute"] and (each["mark"] != "." or said or dotted)) and not half:
            continue
        if half == "uur" and not each["minute"] and each.start() == each.start("hour"):
            continue  # `binnen 24 uur` is a duration
        hour = int(each["hour"])
        if half == "pm" and hour < 12:
            hour += 12
        elif half == "am" and hour == 12:
            hour = 0
        start = each.start("hour")
        readings = {(hour % 24, int(each["minute"] or 0))}
        found.append(Moment(start, each.end(), frozenset(readings)))
    return found


_DAYS = {
    "en": "monday tuesday wednesday thursday friday saturday sunday",
    "nl": "maandag dinsdag woensdag donderdag vrijdag zaterdag zondag",
    "sv": "måndag tisdag onsdag torsdag fredag lördag söndag",
    "de": "montag dienstag mittwoch donnerstag freitag samstag|sonnabend sonntag",
}
_HOURS = {
    "en": "one two three four five six seven eight nine ten eleven twelve",
    "nl": "één twee drie vier vijf zes zeven acht negen tien elf twaalf",
    "sv": "ett två tre fyra fem sex sju åtta nio tio elva tolv",
    "de": "eins zwei drei vier fünf sechs sieben acht neun zehn elf zwölf",
}
_TWELVE = re.compile(r"(?:\b(?:at|to|until|till|from|by|before|after)\s|[–-])(noon|midnight)\b", re.IGNORECASE)
_SHORT_DATE = re.compile(r"\b(?:am|vom|zum|bis|ab|den)\s(\d{1,2})\.(\d{1,2})\.(?!\d)", re.IGNORECASE)
_HALF = {"en": r"half past\s", "nl": r"half[\s-]?", "sv": r"halv\s", "de": r"halb\s"}


@functools.cache
def _day_pattern(language: str) -> re.Pattern[str]:
    names = "|".join(f"(?P<d{number}>{name})" for number, name in enumerate(_DAYS[language].split()))
    # `Sonntagsbrunch` and `woensdagmiddag` name a day too
    end = "s?" if language == "en" else r"[^\W\d_]*"
    return re.compile(rf"\b(?:{names}){end}\b", re.IGNORECASE)


def weekdays_of(text: str, language: str) -> list[tuple[int, int, int]]:
    """The days of the week that a text names: 0 for Monday, where it begins and where it ends."""
    if language not in _DAYS:
        return []
    lower = text.lower()
    if not any(part in lower for part in _DAY_PARTS[language]):
        return []
    found = _day_pattern(language).finditer(text)
    return [(int((each.lastgroup or "d0")[1:]), each.start(), each.end()) for each in found]


_DAY_PARTS = {"en": ("day",), "nl": ("dag",), "sv": ("dag",), "de": ("tag", "mittwoch", "sonnabend")}
_HALF_PARTS = {
    "en": ("half", "quarter", "noon", "midnight"), "nl": ("half", "kwart"), "sv": ("halv", "kvart"),
    "de": ("halb", "viertel"),
}  # fmt: skip
_QUARTER = {
    "en": r"quarter (?:(?P<past>past)|to)", "nl": r"kwart (?:(?P<past>over)|voor)", "sv": r"kvart (?:(?P<past>över)|i)",
    "de": r"viertel (?:(?P<past>nach)|vor)",
}  # fmt: skip


@functools.cache
def _half_pattern(language: str) -> re.Pattern[str]:
    return re.compile(rf"\b{_HALF[language]}({_HOURS[language].replace(' ', '|')})\b", re.IGNORECASE)


@functools.cache
def _quarter_pattern(language: str) -> re.Pattern[str]:
    names = _HOURS[language].replace(" ", "|")
    return re.compile(rf"\b{_QUARTER[language]}\s(?P<hour>{names})\b", re.IGNORECASE)


def half_hours_of(text: str, language: str) -> list[Moment]:
    """Times said by halves and quarters: `half past seven`, `halfacht`, `halv åtta`, `kwart over acht`."""
    if language not in _HALF:
        return []
    lower = text.lower()
    if not any(part in lower for part in _HALF_PARTS[language]):
        return []
    hours = _HOURS[language].split()
    found = []
    for each in _half_pattern(language).finditer(text):
        hour = (hours.index(each[1].lower()) + (1 if language == "en" else 0)) % 12
        found.append(Moment(each.start(), each.end(), frozenset({(hour, 30), (hour + 12, 30)})))
    for each in _quarter_pattern(language).finditer(text):
        hour = (hours.index(each["hour"].lower()) + 1 - (0 if each["past"] else 1)) % 12
        minute = 15 if each["past"] else 45
        found.append(Moment(each.start(), each.end(), frozenset({(hour, minute), (hour + 12, minute)})))
    if language == "en":
        found += [
            Moment(each.start(1), each.end(1), frozenset({(12 if each[1].lower() == "noon" else 0, 0)}))
            for each in _TWELVE.finditer(text)
        ]
    return found


def same(one: Moment, other: Moment) -> bool:
    """Whether two moments may be the same; a year that only one names does not tell them apart."""
    return any(
        left == right or (len(left) == 3 and left[1:] == right[1:] and 0 in (left[0], right[0]))
        for left in one.readings
        for right in other.readings
    )


_MONTH_ALONE = (
    r"(?<![\w.,-])(?P<name>{names})(?![\w-])(?:\.?,?\s(?:of\s|van\s)?(?:['’]\d\d|(?P<year>(?:19|20)\d\d))(?!\d))?"
)
_BEFORE_MONTH = re.compile(
    r"(?:\b(?:in|of|until|till|to|from|by|since|before|after|during|this|last|next|late|early|mid|and|or|every|each)|[–/-])[\s-]$",
    re.IGNORECASE,
)


def months_of(text: str, language: str) -> list[Moment]:
    """Months that stand without a day: `in June 2009`; the readings are (year or 0, month)."""
    found = []
    for each in _alone(language).finditer(text):
        name, ahead = each["name"], text[: each.start()].rstrip()
        if ahead[-1:].isdigit() or re.match(r"\.?\s?\d{1,2}(?!\d)", text[each.end("name") :]):
            continue  # with its day it is a date
        doubtful = name.lower() in ("may", "march", "mars", "mei", "maj", "mai", "augusti", "august")
        sure = each["year"] or _BEFORE_MONTH.search(text[: each.start()])
        if (language in ("en", "de") and not name[0].isupper()) or (doubtful and not sure):
            continue
        reading = (int(each["year"] or 0), months(language)[name.lower()])
        found.append(Moment(each.start(), each.end(), frozenset({reading})))
    return found


@functools.cache
def _alone(language: str) -> re.Pattern[str]:
    names = [name for name in months(language) if len(name) > 4 or name in _SHORT_MONTHS]
    return re.compile(_MONTH_ALONE.format(names="|".join(sorted(names, key=len, reverse=True))), re.IGNORECASE)


_SHORT_MONTHS = frozenset({"may", "mei", "maj", "mai", "june", "july", "juni", "juli", "mars", "märz"})
