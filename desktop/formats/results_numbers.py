"""Numbers as files of results write them: `1,234.50`, `1.234,50 kr`, `€ 12`, `3,4 %`."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable

import msgspec

_SYMBOLS = {"€": "EUR", "$": "USD", "us$": "USD", "£": "GBP", "kr": "kr", "kr.": "kr"}
_MONEY = r"us\$|[€$£]|kr\.?|[a-z]{3}"
_CELL = re.compile(
    rf"(?P<before>{_MONEY})?\s*(?P<number>-?[\d.,]+)\s*(?P<percent>%)?\s*(?P<after>{_MONEY})?", re.IGNORECASE
)
_BLANK = frozenset({"", "-", "--", "–", "—", "n/a", "na", "n.v.t.", "null", "none"})
_SPACES = re.compile(r"(?<=\d)[ \u00a0\u2009\u202f'’](?=\d{3}(?!\d))")
_GROUPED = {mark: re.compile(rf"-?\d{{1,3}}(?:{re.escape(mark)}\d{{3}})+") for mark in ".,"}
_OTHER = {".": ",", ",": "."}
_MANY_CELLS = 20_000


class Number(msgspec.Struct, frozen=True):
    """A number with what stands around it; `currency` is a code (`EUR`), `kr`, or empty."""

    value: float
    is_percent: bool = False
    currency: str = ""


def is_blank(cell: str) -> bool:
    """Whether a cell says that there is no figure."""
    return cell.strip().casefold() in _BLANK


@functools.lru_cache(maxsize=16_384)
def read_number(cell: str, decimal: str = "") -> Number | None:
    """The number in a cell, `None` when there is none; `decimal` is the decimal mark, empty when it is not known.

    Without a known mark, `1.234` and `1,234` are both taken for more than a thousand.
    """
    if cell.isdecimal() and cell.isascii():
        return Number(float(cell))
    found = _matched(cell)
    if found is None:
        return None
    value = _value(found["number"], decimal)
    if value is None:
        return None
    money = (found["before"] or found["after"] or "").casefold()
    return Number(value, bool(found["percent"]), _SYMBOLS.get(money, money.upper()))


def decimal_mark(cells: Iterable[str]) -> str:
    """The decimal mark that most cells with one use, empty when none shows it."""
    votes = {".": 0, ",": 0}
    for place, cell in enumerate(cells):
        if place >= _MANY_CELLS:
            break
        found = None if cell.isdecimal() else _matched(cell)
        if found is not None and (mark := _shown_by(found["number"])):
            votes[mark] += 1
    if votes["."] == votes[","]:
        return ""
    return max(votes, key=lambda mark: votes[mark])


def _matched(cell: str) -> re.Match[str] | None:
    text = _SPACES.sub("", cell.strip().replace("\u2212", "-"))
    return _CELL.fullmatch(text) if len(text) < 50 else None


def _shown_by(number: str) -> str:
    """The decimal mark that a number shows beyond doubt."""
    marks = [char for char in number if char in ".,"]
    if not marks:
        return ""
    last = marks[-1]
    if len(set(marks)) == 2:
        return last if marks.count(last) == 1 else ""
    if len(marks) > 1:
        return _OTHER[last] if _GROUPED[last].fullmatch(number) else ""
    whole, _, rest = number.partition(last)
    return last if len(rest) != 3 or whole.lstrip("-") in {"", "0"} or len(whole.lstrip("-")) > 3 else ""


def _value(number: str, decimal: str) -> float | None:
    for mark in (decimal,) if decimal else ("", ".", ","):
        whole, found, part = number.partition(mark) if mark else (number, "", "")
        groups = (_OTHER[mark],) if mark else (".", ",")
        bare = whole
        for group in groups:
            if _GROUPED[group].fullmatch(whole):
                bare = whole.replace(group, "")
        digits = bare.removeprefix("-")
        if digits.isdecimal() and digits.isascii() and (part.isdecimal() or not found):
            return float(f"{bare}.{part or 0}")
    return None
