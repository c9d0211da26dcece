"""Quantities in running text: numbers in three notations, number words, and the units that belong to them.

`1.299,00`, `1,299.00`, `1 299:-`, `€ 12,50`, `0,5 l`, `achttien liter`, `vijfjarige`, `30 x 20 x 10 cm`, `2–3 years`.
Where a notation leaves two readings (`1.299` is 1299 or 1.299), a quantity has both.
"""

from __future__ import annotations

import functools
import math
import re

import msgspec

from desktop.checks.sieve import Sifted
from desktop.checks.words import Word, words_of
from desktop.core.lexicon import Unit, cased_units, number_words, units

_SPACES = " \u00a0\u202f\u2009"
_NUMBER = re.compile(
    rf"(?:(?<![\w.,])|(?<=\d[x×X]))(?:(?P<currency>€|£|¥|\$|EUR|SEK|GBP|USD|DKK|NOK|CHF|PLN|kr)[{_SPACES}]?)?"
    rf"(?P<number>\d{{1,3}}(?:[{_SPACES}'’]\d{{3}})+(?!\d)(?:[.,]\d+|:\d\d(?![\d:]))?"
    rf"|\d{{3,4}}:\d\d(?![\d:])|\d\d?:\d\d(?=[{_SPACES}]?(?:kr|kronor|SEK)\b)|\d+(?:[.,]\d+)*)"
    r"(?P<fraction>\s?[½¼¾⅓⅔]|[ ]1/[234](?!\d)|/\d+(?!\d))?(?P<dash>,-|:-|,–|\.-)?"
    r"|(?<!\w)(?P<vulgar>[½¼¾⅓⅔])"
)
_FRACTIONS = {"½": 0.5, "¼": 0.25, "¾": 0.75, "⅓": 1 / 3, "⅔": 2 / 3, "1/2": 0.5, "1/3": 1 / 3, "1/4": 0.25}
_CURRENCIES = {"€": "eur", "£": "gbp", "¥": "jpy", "$": "usd", "kr": "sek"}
_UNIT = re.compile(r"I\.[EU]\.|[^\W\d_]+(?:[/'’][^\W\d_]+|[²³]|[23](?!\d))*'?|%|°\s?[CFcf]\b|°|[℃℉€£¥$]|[″”\"′º]|:-")
_MORE_UNIT = re.compile(r"[ \u00a0]?[^\W\d_/]+[²³.]?")
_GAP = re.compile(rf"[{_SPACES}]?[-‑]?")
_LINK = re.compile(
    r"\s\+\s|\s*(?:\([A-Za-zØÖö]{1,2}\)\s*)?[x×]\s*(?:[A-ZØ]{1,2}[:.]?\s)?"
    r"|[-‑]\s(?:och|en|and|or|of|eller)\s"
    r"|\s*(?:[-–—x×*/]|to|tot|till|och|en|and|or|of|eller|by|bij|på|tot en met|till och med|t/m|bis|through"
    r"|resp\.?)\s*",
    re.IGNORECASE,
)
_MANY = re.compile(
    r"[ \u00a0]?(millions?|miljoen|miljoner|miljon|mln|mn|Mio|Millionen|billions?|bn|miljarder|miljard|Milliarden?|Mrd"
    r"|mdr|thousand|duizend|tusen|tausend|hundred|honderd|hundra|hundert)\b\.?(?=[ \u00a0]|\W|$)"
    r"|[ \u00a0]?(mn?|md)(?=(?:kr|sek|eur|usd)\b)|(?<=[€£$]\d)(m)\b|(?<=[€£$]\d\d)(m)\b"
    r"|(?<=[€£$]\d\d\d)(m)\b|(?<=[€£$]\d[.,]\d)(m)\b|(?<=[€£$]\d\d[.,]\d)(m)\b",
    re.IGNORECASE,
)
"""A single letter counts only where it cannot be metres: *10 Mkr*, *€2m*."""
_SIZED = Sifted(
    rf"(?<!\w)((?:EU|sizes?|maat|maten|storlek(?:en|arna)?|stl|strl?)\.?\s\d{{2,3}})[{_SPACES}](?=\d{{3}}(?!\d))",
    re.IGNORECASE,
)
"""A size, and behind it another number that does not go on with it: *i storlek 104 640 gram*."""
_MULTIPLES = {
    **dict.fromkeys(("million", "millions", "miljoen", "miljoner", "miljon", "mln", "mn", "m"), 1e6),
    **dict.fromkeys(("mio", "millionen"), 1e6),
    **dict.fromkeys(("billion", "billions", "bn", "miljard", "miljarder", "milliarde", "milliarden"), 1e9),
    **dict.fromkeys(("mrd", "mdr", "md"), 1e9),
    **dict.fromkeys(("thousand", "duizend", "tusen", "tausend"), 1e3),
    **dict.fromkeys(("hundred", "honderd", "hundra", "hundert"), 1e2),
}
_AND_A_HALF = re.compile(r" and a half\b", re.IGNORECASE)
_LONGEST_PHRASE = 5
_PRIMES = {'"', "”", "″", "′"}


class Quantity(msgspec.Struct, frozen=True):
    """A number in a text, with the unit that belongs to it if any; `values` holds each reading of the notation."""

    start: int
    end: int
    values: tuple[float, ...]
    unit: Unit | None = None

    def equals(self, other: Quantity) -> bool:
        """Whether both name the same amount in comparable units; between units within a hundredth (15 inch: 38 cm)."""
        if self.unit is None or other.unit is None:
            return self.unit is other.unit and self.same_number(other)
        if self.unit.dimension != other.unit.dimension:
            return False
        tolerance = 1e-9 if self.unit.unit == other.unit.unit else 0.01
        return self._near(self.base_values, other.base_values, tolerance)

    def same_number(self, other: Quantity) -> bool:
        """Whether both have the same number, whatever the unit."""
        return self._near(self.values, other.values, 1e-9)

    @property
    def base_values(self) -> tuple[float, ...]:
        """Each reading in the base unit of its dimension."""
        return self.values if self.unit is None else tuple(map(self.unit.in_base, self.values))

    @staticmethod
    def _near(ones: tuple[float, ...], others: tuple[float, ...], tolerance: float) -> bool:
        return any(math.isclose(one, two, rel_tol=tolerance) for one in ones for two in others)


@functools.lru_cache(maxsize=64)
def quantities_of(text: str) -> tuple[Quantity, ...]:
    """The quantities of a text in its order; a unit after a range or a row of sizes counts for each of them."""
    found = sorted([*_in_digits(text), *_in_words(text)], key=lambda quantity: quantity.start)
    apart: list[Quantity] = []
    for each in found:
        if not apart or each.start >= apart[-1].end:
            apart.append(each)
    return tuple(_share_units(text, apart))


def readings(number: str) -> tuple[float, ...]:
    """The values that a number as written may have, the likeliest first: `1.299` is 1299 or 1.299."""
    number = re.sub(rf"[{_SPACES}'’]", "", number).replace(":", ",")
    marks = [char for char in number if char in ".,"]
    if not marks:
        return (float(number),)
    head, _, tail = number.replace(",", ".").rpartition(".")
    whole = float(number.replace(",", "").replace(".", ""))
    decimal = float(f"{head.replace('.', '')}.{tail}")
    if len(marks) > 1:
        return (whole,) if marks[0] == marks[-1] else (decimal,)
    if len(tail) == 3 and 0 < len(head) <= 3 and not head.startswith("0"):
        return (whole, decimal)
    return (decimal,)


def _in_digits(text: str) -> list[Quantity]:
    found: list[Quantity] = []
    text = _SIZED.sub("\\1\t", text)
    for match in _NUMBER.finditer(text):
        values = _values(match)
        end = match.end()
        unit = None
        if many := _MANY.match(text, end):
            values = tuple(value * _MULTIPLES[many[many.lastindex or 0].lower()] for value in values[-1:])
            end = many.end()
        if match["currency"]:
            unit = units().get(_CURRENCIES.get(match["currency"], match["currency"].lower()))
        if match["dash"] == ":-":
            unit = units()["sek"]
        if unit is None:
            unit, end = _unit_at(text, end)
        if unit is None and ":" in (match["number"] or ""):
            unit = units()["sek"]  # `249:50`
        found.append(Quantity(match.start(), end, values, unit))
    return found


def _values(match: re.Match[str]) -> tuple[float, ...]:
    if match["vulgar"]:
        return (_FRACTIONS[match["vulgar"]],)
    values = readings(match["number"])
    fraction = (match["fraction"] or "").strip()
    if fraction in _FRACTIONS:
        return tuple(value + _FRACTIONS[fraction] for value in values)
    if fraction and float(fraction[1:]):
        return tuple(value / float(fraction[1:]) for value in values)
    return values


def _unit_at(text: str, position: int) -> tuple[Unit | None, int]:
    """The unit that begins here, after at most one space and one hyphen, with its end; the longest spelling wins."""
    gap = _GAP.match(text, position)
    start = gap.end() if gap else position
    first = _UNIT.match(text, start)
    if first is None or (first[0] in _PRIMES and start != position):
        return None, position
    ends = [first.end()]
    while len(ends) < 3 and (following := _MORE_UNIT.match(text, ends[-1])):
        ends.append(following.end())
    for end in reversed(ends):
        for spelling in (text[start:end], text[start:end].rstrip(".")):
            unit = _spelled(spelling)
            if unit is not None:
                return unit, start + len(spelling)
    return _unit_of_compound(first[0], start) or _unit_of_rate(first[0], start) or (None, position)


def _unit_of_rate(word: str, start: int) -> tuple[Unit, int] | None:
    """The unit that is counted for each of something: the kilos of `1,3 kg/par`, the millimetres of `0.3 mm/m`."""
    head, stroke, _ = word.partition("/")
    unit = _spelled(head) if stroke else None
    return None if unit is None else (unit, start + len(head))


_COMPOUNDED = re.compile(
    r"(?:års|åriga?|månaders|veckors|dagars|timmars|minuters|graders|liters|kilos|meters|tums|grams|watts|volts|volt"
    r"|jaars|jarige|maands|weekse|daagse|uurs|graads|liter|gram|jaar|inch|watt)(?=[^\W\d_]{3})",
    re.IGNORECASE,
)
_CONTAINERS = re.compile(
    r"(halv|halve)?(kilo|liter)s?(?:påse[nr]?|säck(?:en)?|flaska[n]?|burk(?:en)?|förpackning(?:en)?|pack|pak|fles|zak|blik|bus"
    r"|pot|verpakking|bottle|bag|tub)"
)


def _unit_of_compound(word: str, start: int) -> tuple[Unit, int] | None:
    """The unit with which a longer word begins: `60-graderstvätt`, `2-jaarsgarantie`."""
    match = _COMPOUNDED.match(word)
    unit = units().get(match[0].lower()) if match else None
    return None if match is None or unit is None else (unit, start + match.end())


def _spelled(spelling: str) -> Unit | None:
    spelling = spelling.replace("\u00a0", " ").strip()
    if spelling in cased_units():
        return units()[spelling]
    lower = spelling.lower()
    return None if lower in cased_units() and spelling != "L" else units().get(lower)


def _in_words(text: str) -> list[Quantity]:
    """Number words that carry a unit (`twee jaar`, `five-year`, `femårig`), or that stand alone from two upwards."""
    words = words_of(text)
    beginnings = _first_words()
    found: list[Quantity] = []
    beyond = 0
    for index, word in enumerate(words):
        if index < beyond:
            continue
        if word.lower in beginnings:
            length, quantity = _number_phrase(text, words, index)
            beyond = index + length
        elif (glued := _glued(word.lower)) is not None:
            quantity = Quantity(word.start, word.start + glued[2], (glued[0],), glued[1])
        else:
            continue
        if quantity is not None:
            found.append(quantity)
    return found


def _number_phrase(text: str, words: tuple[Word, ...], index: int) -> tuple[int, Quantity | None]:
    """How many words the longest number phrase here takes, and the quantity it is."""
    known = number_words()
    start = words[index].start
    for length in range(min(_LONGEST_PHRASE, len(words) - index), 0, -1):
        end = words[index + length - 1].end
        value = known.get(re.sub(r"[\s-]+", " ", text[start:end].lower()))
        if value is not None:
            behind = end
            unit, end = _unit_at(text, end)
            if value == 1 and end < len(text) and text[end].isalpha():
                unit, end = None, behind
            if value == 1 and unit is not None and (half := _AND_A_HALF.match(text, end)):
                value, end = 1.5, half.end()
            return length, Quantity(start, end, (value,), unit) if unit is not None or value > 1 else None
    return 1, None


@functools.cache
def _first_words() -> frozenset[str]:
    return frozenset(phrase.split()[0] for phrase in number_words())


@functools.lru_cache(maxsize=16_384)
def _glued(word: str) -> tuple[float, Unit, int] | None:
    """A number word grown together with its unit, and how many letters they take: `vijfjarige`, `femårsgaranti`."""
    if container := _CONTAINERS.fullmatch(word):
        return (0.5 if container[1] else 1.0), units()[container[2]], len(word)
    for length in range(3, len(word) - 2):
        if word[:length] not in number_words() or word in _NO_NUMBERS:
            continue
        unit = units().get(word[length:])
        if unit is not None:
            return number_words()[word[:length]], unit, len(word)
        if compound := _unit_of_compound(word[length:], length):
            return number_words()[word[:length]], *compound
    return None


_NO_NUMBERS = frozenset({"eenden", "eendje", "eendjes", "enden", "entimme"})
"""Words that begin as a number does and end as a unit: *eenden* are ducks."""


def _links(text: str, found: list[Quantity], index: int) -> bool:
    """Whether a link stands behind this number, or a comma of a list: `1, 4 of 8 uur`, `1, 4, 8 uur`."""
    one, following = found[index], found[index + 1]
    if _LINK.fullmatch(text, one.end, following.start):
        return True
    if text[one.end : following.start] != ", ":
        return False
    beside = index > 0 and text[found[index - 1].end : one.start] == ", "
    return following.unit is None or beside


def _share_units(text: str, found: list[Quantity]) -> list[Quantity]:
    """Give a number without unit that of the next one when only a link stands between: `2–3 years`, `30 x 20 cm`."""
    shared = list(found)
    for index in range(len(shared) - 2, -1, -1):
        one, following = shared[index], shared[index + 1]
        if one.unit is None and following.unit is not None and _links(text, found, index):
            shared[index] = msgspec.structs.replace(one, unit=following.unit)
    return shared
