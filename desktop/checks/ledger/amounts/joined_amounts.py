"""Quantities of two units in one number: *3 min 30 s*, *6 ft 6*, *1 m 80*, *en meter och en halv*."""

from __future__ import annotations

import functools
import re

import msgspec

from desktop.checks.quantities import Quantity
from desktop.checks.sieve import Sifted
from desktop.core.lexicon import units

_SMALLER = {
    "h": ("min", 60),
    "min": ("s", 60),
    "ft": ("in", 12),
    "lb": ("oz", 16),
    "d": ("h", 24),
    "kg": ("hg", 10),
    "l": ("dl", 10),
    "y": ("mo", 12),
}
"""The unit that may follow one, and how many of it are one of the larger."""
_MONEY_IN_PIECES = re.compile(
    r"(?<![\w.,])(?P<n>\d{1,3})\s?(?:(?P<eur>(?:euro)?cents?)|(?P<gbp>pence|p(?=\s(?:each|an?|per|off|extra)\b))"
    r"|(?P<sek>öre))\b",
    re.IGNORECASE,
)
_NOTES = re.compile(
    r"\b(?:(?P<n>an?|one|two|three|four|five|een|één|twee|drie|vier|vijf|en|två|tre|fyra|fem)\s)?(?:(?P<gbp>tenner"
    r"|fiver)s?"
    r"|(?P<eur>tientje)s?|(?P<sek>(?:tvåhundra|femhundra|hundra|femti?o|tju(?:go)?|tusen)(?:lapp|ing)(?:ar|en)?))\b",
    re.IGNORECASE,
)
_PRICED = re.compile(
    r"\b(?:from|worth|waard|från|värd|värt|under|below|less than|more than|over|not even|just|only|costs?"
    r"|now|onder(?: de)?|minder dan|meer dan"
    r"|nog geen"
    r"|geen|maar|slechts|kost|nu|mindre än|mer än|inte ens|bara|endast|kostar|nu)\s(?:for |voor |för )?$",
    re.IGNORECASE,
)
"""Notes are a price only where the words before them say so: *less than a tenner*."""
_WORTH = {
    "ten": ("gbp", 10), "fiv": ("gbp", 5), "tie": ("eur", 10), "två": ("sek", 200), "femh": ("sek", 500),
    "hun": ("sek", 100), "fem": ("sek", 50), "tju": ("sek", 20), "tus": ("sek", 1000),
}  # fmt: skip
_FEW = {
    "two": 2, "twee": 2, "två": 2, "three": 3, "drie": 3, "tre": 3, "four": 4, "vier": 4, "fyra": 4, "five": 5,
    "vijf": 5, "fem": 5,
}  # fmt: skip
_AMPERES = re.compile(r"(?<![\w.,])(?P<n>\d{1,4}(?:[.,]\d{1,2})?)\s?A\b(?!\s?[\w+/-])")
_JOIN = re.compile(r"(?:,?\s(?:and\s|en\s|och\s)?)?")
_CLOSE = re.compile(r"\s?")
_AND_HALF = Sifted(r"[\s-](?:and[\s-]a[\s-]half|en[\s-]een[\s-]half|och[\s-]en[\s-]halv|och[\s-]ett[\s-]halvt)\b")
_LONE = re.compile(
    r"\b(?P<unit>met(?:re|er)|yard|mile|kilo|lit(?:re|er)|hour|year|foot|inch)-and-a-half\b"
    r"|\b(?P<nl>meter|kilo|liter|uur)-en-een-half\b",
    re.IGNORECASE,
)
_HALVES = re.compile(
    r"\b(?P<n>två|tre|fyra|fem|sex|sju|åtta|nio|tio|en|ett)och(?:en|ett)halv(?:t|a)?s?(?:ans?\b)?", re.IGNORECASE
)
_WHOLE = {
    "en": 1,
    "ett": 1,
    "två": 2,
    "tre": 3,
    "fyra": 4,
    "fem": 5,
    "sex": 6,
    "sju": 7,
    "åtta": 8,
    "nio": 9,
    "tio": 10,
}
_FEET_AND_INCHES = re.compile(r"(?<![\w.,])(?P<ft>\d{1,2})['’′]\s?(?P<in>\d{1,2})(?:[\"”″]|['’]{2})")
_GOES_ON = re.compile(r"\s?[x×]|\s(?!(?:tall|high|long|wide|deep|and|or|in|by|to)\b)[^\W\d]")
_HINT = Sifted(
    r"\d['’′]\s?\d|and-a-half|en-een-half|ochen|ochett|\d\s?(?:euroc|cent|pence|öre|p\b|A\b)|tenner|fiver|tientje|lapp|hundring",
    re.IGNORECASE,
)
_CENT, _LEAST_BEHIND_METRE, _INCHES = 100.0, 10, 12


def joined(text: str, quantities: tuple[Quantity, ...]) -> tuple[Quantity, ...]:
    """The quantities with those of two units made one, and those that stand in words grown together added."""
    if _HINT.search(text) is not None:
        apart = _grown(text)
        quantities = tuple(
            sorted(
                (*(each for each in quantities if not any(_meet(each, one) for one in apart)), *apart),
                key=lambda each: each.start,
            )
        )
    if len(quantities) < 1 or not any(each.unit is not None for each in quantities):
        return quantities
    found: list[Quantity] = []
    for each in quantities:
        whole = _with_half(text, each)
        one = _one(text, found[-1], whole) if found else None
        if one is not None:
            found[-1] = one
        else:
            found.append(whole)
    return tuple(found)


def _meet(one: Quantity, other: Quantity) -> bool:
    return one.start < other.end and other.start < one.end


def _with_half(text: str, quantity: Quantity) -> Quantity:
    """*One metre and a half*, *en meter och en halv*: the half of the unit that stands before it."""
    if quantity.unit is None or quantity.values[0] != int(quantity.values[0]):
        return quantity
    half = _AND_HALF.match(text, quantity.end)
    if half is None:
        return quantity
    return Quantity(quantity.start, half.end(), tuple(each + 0.5 for each in quantity.values), quantity.unit)


def _one(text: str, large: Quantity, small: Quantity) -> Quantity | None:
    """Both as one quantity of the larger unit, when the second goes on with the smaller one."""
    if large.unit is None or len(large.values) != 1 or len(small.values) != 1:
        return None
    if not (large.values[0] + small.values[0]).is_integer() or large.values[0] <= 0 or small.values[0] <= 0:
        return None
    if large.unit.unit == "m" and small.unit is None:
        return _metres(text, large, small)
    beside = _JOIN.fullmatch(text, large.end, small.start) is not None
    if large.unit.unit == "h" and small.unit is not None and small.unit.unit == "quarter" and beside:
        quarters = small.unit.in_base(small.values[0]) / large.unit.factor
        return msgspec.structs.replace(large, end=small.end, values=(large.values[0] + quarters,))
    below, most = _SMALLER.get(large.unit.unit, ("", 0))
    if not below or small.values[0] >= most:
        return None
    if small.unit is None and not _are_inches(text, large, small):
        return None
    if small.unit is not None and (small.unit.unit != below or not beside):
        return None
    value = large.values[0] + small.values[0] / most
    return Quantity(large.start, small.end, (value,), large.unit)


def _are_inches(text: str, large: Quantity, small: Quantity) -> bool:
    """Whether a bare number right behind the feet is one of inches: *6 ft 6*, *five foot eleven tall*."""
    if large.unit is None or large.unit.unit != "ft" or small.values[0] >= _INCHES:
        return False
    return _CLOSE.fullmatch(text, large.end, small.start) is not None and _GOES_ON.match(text, small.end) is None


def _metres(text: str, large: Quantity, small: Quantity) -> Quantity | None:
    """`1 m 80`, `1m80`: two digits behind the metres are centimetres."""
    digits = text[small.start : small.end]
    if _CLOSE.fullmatch(text, large.end, small.start) is None or len(digits) != 2 or not digits.isdigit():
        return None
    if small.values[0] < _LEAST_BEHIND_METRE or re.match(r"\s?[x×]|\s?[^\W\d]", text[small.end :]):
        return None
    return msgspec.structs.replace(large, end=small.end, values=(large.values[0] + small.values[0] / _CENT,))


@functools.lru_cache(maxsize=4096)
def _grown(text: str) -> tuple[Quantity, ...]:
    found: list[Quantity] = []
    for match in _LONE.finditer(text):
        unit = units().get((match["unit"] or match["nl"]).lower())
        if unit is not None:
            found.append(Quantity(match.start(), match.end(), (1.5,), unit))
    found += [
        Quantity(match.start(), match.end(), (_WHOLE[match["n"].lower()] + 0.5,)) for match in _HALVES.finditer(text)
    ]
    for match in _MONEY_IN_PIECES.finditer(text):
        currency = "eur" if match["eur"] else "gbp" if match["gbp"] else "sek"
        found.append(Quantity(match.start(), match.end(), (float(match["n"]) / _CENT,), units()[currency]))
    for match in _NOTES.finditer(text):
        if not _PRICED.search(text, 0, match.start()):
            continue
        written = (match["gbp"] or match["eur"] or match["sek"]).lower()
        currency, worth = _WORTH.get(written[:4]) or _WORTH[written[:3]]
        number = _FEW.get((match["n"] or "").lower(), 1)
        found.append(Quantity(match.start(), match.end(), (float(number * worth),), units()[currency]))
    for match in _FEET_AND_INCHES.finditer(text):
        feet = int(match["ft"]) + int(match["in"]) / _INCHES
        found.append(Quantity(match.start(), match.end(), (feet,), units()["ft"]))
    for match in _AMPERES.finditer(text):
        found.append(Quantity(match.start(), match.end(), (float(match["n"].replace(",", ".")),), units()["ampere"]))
    return tuple(found)
