"""What the mark before three digits says: `1,140 g` is over a kilo in English and over a gram in Dutch.

A text writes as its language does. A sheet writes as its other numbers show, else as the language of its names; where
neither tells, a number keeps both readings.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import NamedTuple

import msgspec

from desktop.checks.ledger.amounts.topics import topics_of
from desktop.checks.quantities import Quantity
from desktop.core.brief import LANGUAGES, Fact
from desktop.core.lexicon import Unit

_OPEN = re.compile(r"(?<![\d.,])[1-9]\d{0,2}(?P<mark>[.,])\d{3}(?![.,]?\d)")
_MEASURED = r"(?!\s?GHz)\s?(?:[^\W\d_]{1,3}\b|litre|liter|met|kilo|gram|inch|euro|kron|centi|milli|%|°|€|\")"
_OF_COMMA = re.compile(
    rf"(?<![\d.,])(?:\d+,(?:\d{{1,2}}|\d{{4,}})(?![\d.,]){_MEASURED}|0,\d+|\d{{1,3}}(?:\.\d{{3}})+,\d)"
    r"|€\s?\d+,\d\d\b|\d\.\d{3}\.\d{3}"
)
_OF_POINT = re.compile(
    rf"(?<![\d.,])(?:\d+\.(?:\d{{1,2}}|\d{{4,}})(?![\d.,]){_MEASURED}|0\.\d+|\d{{1,3}}(?:,\d{{3}})+\.\d)"
    r"|[€£$]\s?\d+\.\d\d\b|\d,\d{3},\d{3}"
)
_WORD = re.compile(r"[^\W\d_]{2,}")
_READ = 500
_MONEY = frozenset({"EUR", "SEK", "GBP", "USD", "DKK", "NOK", "CHF", "PLN", "JPY"})
_IN_THOUSANDTHS = frozenset(
    {"kg", "t", "lb", "oz", "l", "gal", "m³", "m", "km", "mi", "in", "kW", "MW", "kWh", "GHz", "ct", "TB"}
)
"""Units of which three decimals are nothing strange: `1.140 kg`."""


class Marks(NamedTuple):
    """The mark before decimals (empty: it may be either), and whether other numbers of the same sheet show it."""

    decimal: str = ""
    shown: bool = False


UNKNOWN = Marks()


def marks_of_text(language: str) -> Marks:
    """How a language writes; without one it may be either."""
    return Marks("." if language == "en" else ",") if language in LANGUAGES else UNKNOWN


def marks_of_sheet(facts: Iterable[Fact]) -> Marks:
    """How the values of a sheet are written, as far as its numbers and the language of its names tell."""
    read = [fact for fact, _ in zip(facts, range(_READ), strict=False)]
    texts = [fact.text for fact in read]
    if not any(_OPEN.search(text) for text in texts):
        return UNKNOWN
    commas = sum(_OF_COMMA.search(text) is not None for text in texts)
    points = sum(_OF_POINT.search(text) is not None for text in texts)
    usual = marks_of_text(_language_of(read)).decimal
    if usual == "," and commas >= points:
        return Marks(usual, commas > 0 and not points)
    if usual == "." and not commas:
        return Marks(usual, points > 0)
    return Marks(",", True) if commas and not points else UNKNOWN


def marks_of_words(sentence: str, language: str, sheet: Marks, facts: Iterable[Fact]) -> Marks:
    """How a sentence is written: as its language is, unless it has a number just as the sheet has it."""
    usual = marks_of_text(language)
    numbers = [found[0] for found in _OPEN.finditer(sentence)]
    if not numbers or sheet.decimal == usual.decimal:
        return usual
    if usual.decimal == "." and sheet == Marks(",", True):
        return UNKNOWN
    copied = any(number in fact.text for fact, _ in zip(facts, range(_READ), strict=False) for number in numbers)
    return UNKNOWN if copied else usual


def settled(text: str, quantities: tuple[Quantity, ...], marks: Marks) -> tuple[Quantity, ...]:
    """The quantities, each with the readings that are left when one knows how decimals are marked."""
    if all(len(each.values) == 1 for each in quantities):
        return quantities
    return tuple(_settled(text, each, marks) if len(each.values) > 1 else each for each in quantities)


def _settled(text: str, quantity: Quantity, marks: Marks) -> Quantity:
    found = _OPEN.search(text, quantity.start, quantity.end)
    if found is None:
        return quantity
    whole, decimal = quantity.values[:1], quantity.values[1:]
    values = {True: whole, False: decimal, None: quantity.values}[_is_whole(found["mark"], quantity.unit, marks)]
    return msgspec.structs.replace(quantity, values=values)


def _is_whole(mark: str, unit: Unit | None, marks: Marks) -> bool | None:
    """Whether the mark only groups thousands; `None` where both may be meant."""
    name = "" if unit is None else unit.unit
    if name in _MONEY or (unit is not None and unit.dimension == "count"):
        return True
    if not marks.decimal:
        return None
    fine = name in _IN_THOUSANDTHS
    if mark == marks.decimal:
        told = marks.shown or fine if mark == "," else marks.shown and fine  # English sheets have `1.700 m` too
        return False if told else None
    return True if marks.shown or mark == "," or not (fine or not name) else None


def _language_of(facts: Iterable[Fact]) -> str:
    """The language of the names of a sheet, empty in doubt."""
    words = {word.lower() for fact in facts for word in _WORD.findall(f"{fact.name} {fact.unit}")}
    known = {language: sum(bool(topics_of(word, language)) for word in words) for language in LANGUAGES}
    best = max(known, key=lambda language: known[language])
    return best if all(known[best] > number for language, number in known.items() if language != best) else ""
