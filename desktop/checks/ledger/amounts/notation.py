"""Numbers of facts as the language of a text writes them: `0,98 kg`, `1.299 euro`, `5 års`."""

from __future__ import annotations

import re

from desktop.checks.ledger.amounts.amounts import Amount
from desktop.checks.ledger.stated import Stated
from desktop.core.lexicon import Unit, number_words

_NAMES: dict[str, dict[str, tuple[str, str]]] = {
    "en": {
        "y": ("year", "years"), "mo": ("month", "months"), "wk": ("week", "weeks"), "d": ("day", "days"),
        "h": ("hour", "hours"), "min": ("minute", "minutes"), "s": ("second", "seconds"), "in": ("inch", "inches"),
    },
    "nl": {
        "y": ("jaar", "jaar"), "mo": ("maand", "maanden"), "wk": ("week", "weken"), "d": ("dag", "dagen"),
        "h": ("uur", "uur"), "min": ("minuut", "minuten"), "s": ("seconde", "seconden"), "in": ("inch", "inch"),
    },
    "sv": {
        "y": ("år", "år"), "mo": ("månad", "månader"), "wk": ("vecka", "veckor"), "d": ("dag", "dagar"),
        "h": ("timme", "timmar"), "min": ("minut", "minuter"), "s": ("sekund", "sekunder"), "in": ("tum", "tum"),
    },
}  # fmt: skip
_BEHIND_DIGITS = re.compile(r"^[\d.,\s]+")
_MONEY = {"EUR": "€", "GBP": "£", "USD": "$", "SEK": "kr"}


def number_in(value: float, language: str) -> str:
    """A number with the marks of the language: `1.299,5` in Dutch, `1 299,5` (no-break) in Swedish."""
    text = f"{value:,.10f}".rstrip("0").rstrip(".") if value != int(value) else f"{int(value):,}"
    if abs(value) < 10_000 and language != "en":
        text = text.replace(",", "")
    if language == "en":
        return text
    thousands = "." if language == "nl" else "\u00a0"
    return text.replace(",", "\0").replace(".", ",").replace("\0", thousands)


def fixes_for(said: Amount, stated: Stated, text: str, language: str) -> tuple[str, ...]:
    """The words for exactly the span of `said` that say what the fact does; none where that is not plain to write."""
    fact = stated.amount
    if fact.first is None and not fact.unit:
        return (_counted(fact.lows[0], said, text, language),) if not said.unit else ()
    if fact.parts or said.parts or fact.first is None or fact.last is None:
        return _size_fix(said, stated, language)
    if bool(fact.highs) != bool(said.highs) and not fact.highs:
        return ()
    if said.unit is None or said.unit.dimension == "count":
        return (_counted(fact.plain, said, text, language),) if not fact.highs else ()
    low, high = fact.last.values[0], None
    if fact.highs:
        low, high = fact.first.values[0], fact.last.values[0]
    low = _signed(low, fact.lows)
    number = number_in(low, language) if high is None else f"{number_in(low, language)}–{number_in(high, language)}"
    return (_with_unit(number, high if high is not None else low, fact.unit, said, text, language),)


def _signed(value: float, lows: tuple[float, ...]) -> float:
    return -value if lows and lows[0] < 0 < value else value


def _counted(value: float, said: Amount, text: str, language: str) -> str:
    """A count in digits or words, as the text had it, with whatever stood behind it in the span."""
    written = text[said.start : said.end]
    if said.first is None:
        return number_in(value, language)
    number = text[said.first.start : said.first.end]
    if any(char.isdigit() for char in number):
        word = number_in(value, language)
    else:
        word = _word_for(value, language) or number_in(value, language)
        word = word.capitalize() if number[:1].isupper() else word
    if said.unit is not None:
        word += _BEHIND_DIGITS.sub("", number) if any(char.isdigit() for char in number) else ""
    return written.replace(number, word, 1)


def _word_for(value: float, language: str) -> str:
    own = _OWN_NUMBERS[language].split() if language in _OWN_NUMBERS else []
    return next((word for word in own if number_words().get(word) == value), "")


_OWN_NUMBERS = {
    "en": "one two three four five six seven eight nine ten eleven twelve",
    "nl": "één twee drie vier vijf zes zeven acht negen tien elf twaalf",
    "sv": "en två tre fyra fem sex sju åtta nio tio elva tolv",
}


def _with_unit(number: str, value: float, unit: Unit | None, said: Amount, text: str, language: str) -> str:
    if unit is None or said.first is None or said.last is None:
        return number
    written = text[said.last.start : said.last.end]
    sign = _MONEY.get(unit.unit)
    if sign is not None:
        return _money(number, value, unit.unit, sign, language)
    if said.unit is not None and said.unit.unit == unit.unit:
        tail = written.lstrip("0123456789.,'’½¼¾⅓⅔ \u00a0\u202f–-")
        if tail and tail != written and tail.lower() != written.lower():
            gap = written[: len(written) - len(tail)]
            space = gap[len(gap.rstrip(" \u00a0\u202f-")) :]
            return f"{number}{space}{tail}"
    names = _NAMES.get(language, {}).get(unit.unit)
    if names is not None:
        return f"{number} {names[0] if value == 1 else names[1]}"
    return f"{number}{'' if unit.unit in {'%', 'D'} and language != 'sv' else ' '}{unit.unit}"


def _money(number: str, value: float, currency: str, sign: str, language: str) -> str:
    if value != int(value):
        mark = "." if language == "en" else ","
        whole, _, cents = number.partition(mark)
        number = f"{whole}{mark}{cents:0<2}"
    if currency == "SEK" or language == "sv":
        return f"{number} {sign}"
    return f"{sign}{number}" if language == "en" else f"{sign} {number}"


def _size_fix(said: Amount, stated: Stated, language: str) -> tuple[str, ...]:
    fact = stated.amount
    if not (fact.parts and said.parts and len(fact.parts) == len(said.parts) and fact.unit is not None):
        return ()
    numbers = [number_in(round(part[0] / fact.unit.factor, 6), language) for part in fact.parts]
    return (f"{' x '.join(numbers)} {fact.unit.unit}",)
