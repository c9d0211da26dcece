"""Money as it is shown: in dollars, as all prices are, or in a currency at a rate that the writer typed."""

from __future__ import annotations

import math

import msgspec

from desktop.core.settings import CURRENCY, RATE, RATE_ON, Settings
from desktop.core.words import interface_language, tr

US = "USD"
"""The currency of all prices."""

_SIGNS = {"USD": "US$", "EUR": "€", "GBP": "£", "SEK": "kr", "NOK": "NOK", "DKK": "DKK"}
_AFTER = frozenset({"SEK", "NOK", "DKK"})
_SMALLEST = 0.0001
_SMALL = 0.1
_LARGE = 1000
_NO_BREAK = "\u00a0"
_TYPED = 40


class Rate(msgspec.Struct, frozen=True):
    """How many of a currency one US dollar is, as the writer typed it on a day (ISO 8601)."""

    currency: str = US
    per_dollar: float = 1.0
    on: str = ""

    @classmethod
    def of(cls, settings: Settings) -> Rate:
        """The rate in force; dollars as long as none that can be read was typed."""
        currency = settings.get(CURRENCY).strip().upper()
        rate = read_amount(settings.get(RATE))
        if currency == US or not (len(currency) == 3 and currency.isalpha()) or not rate:
            return cls()
        return cls(currency, rate, settings.get(RATE_ON))

    def show(self, dollars: float | None, language: str = "") -> str:
        """An amount in US dollars as it is shown in this currency; `None` is unknown."""
        return money(None if dollars is None else dollars * self.per_dollar, self.currency, language)


def money(amount: float | None, currency: str = US, language: str = "") -> str:
    """An amount with its currency: `US$ 0.0012`, `€ 0,12`, `1,20 kr`; `None` is unknown, never nothing.

    Two decimals from a tenth on, none from a thousand on; below it two figures that say something, with four decimals
    at most, and what is less than that says so. `language` is that of the interface where it is empty.
    """
    if amount is None or not math.isfinite(amount):
        return tr("unknown")
    language = language or interface_language()
    size = abs(amount)
    if 0 < size < _SMALLEST:
        return f"<{_NO_BREAK}{_placed(_number(_SMALLEST, 4, language), currency, language)}"
    number = _number(size, _decimals(size), language)
    return ("−" if amount < 0 else "") + _placed(number, currency, language)


def read_amount(text: str) -> float | None:
    """A positive amount as people type it, `0.92` or `0,92`; `None` when it is none."""
    plain = text.strip().replace(_NO_BREAK, "").replace(" ", "").replace(",", ".")
    try:
        amount = float(plain) if len(plain) <= _TYPED else math.nan
    except ValueError:
        return None
    return amount if math.isfinite(amount) and amount > 0 else None


def _decimals(size: float) -> int:
    if size >= _LARGE:
        return 0
    told = float(f"{size:.2g}")
    if told == 0 or told >= _SMALL:
        return 2
    return min(4, 1 - math.floor(math.log10(told)))


def _number(size: float, decimals: int, language: str) -> str:
    text = f"{size:,.{decimals}f}"
    if language == "nl":
        return text.translate(str.maketrans(",.", ".,"))
    if language == "sv":
        return text.translate(str.maketrans(",.", f"{_NO_BREAK},"))
    return text


def _placed(number: str, currency: str, language: str) -> str:
    sign = _SIGNS.get(currency, currency)
    return f"{number}{_NO_BREAK}{sign}" if currency in _AFTER or language == "sv" else f"{sign}{_NO_BREAK}{number}"
