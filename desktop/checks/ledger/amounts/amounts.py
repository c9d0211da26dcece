"""Amounts in a text: single numbers, ranges and sizes with their units, and how exactly they are meant."""

from __future__ import annotations

import functools
import math
import re

import msgspec

from desktop.checks.ledger.amounts.bounds import Bound, bound_at
from desktop.checks.ledger.amounts.decimal_marks import Marks, marks_of_text, settled
from desktop.checks.ledger.amounts.joined_amounts import joined
from desktop.checks.ledger.amounts.spoken_amounts import is_about, spoken_quantities
from desktop.checks.quantities import Quantity, quantities_of
from desktop.checks.sieve import Sifted
from desktop.core.lexicon import Unit, units

_RANGE = re.compile(
    r"\s*(?:[-–—]|(?:up )?to|tot(?: en met| aan)?|t/m|t\.e\.m\.|(?:upp )?till(?: och med)?|bis|until|through|and|en|och"
    r"|or|of|eller)"
    r"\s*(?:\+|plus\s)?",
    re.IGNORECASE,
)
_BETWEEN = re.compile(r"(?:between|tussen|mellan)\s*(?:de\s)?$", re.IGNORECASE)
_JOINED_ONLY_BETWEEN = re.compile(r"\s*(?:and|en|och|or|of|eller)\s*", re.IGNORECASE)
_TIMES = re.compile(
    r"\s*(?:\([A-Za-zØÖö]{1,2}\)\s*)?[x×X]\s*(?:[A-ZØ]{1,2}[:.]?\s)?|\s*(?:[x×X*]|by|bij|på|gånger|times|keer"
    r"|maal)\s*",
    re.IGNORECASE,
)
_TIMES_OF = re.compile(
    r"\s(?!(?:pages|sheets|leaves|pagina|bladzijden|vellen|bladen|sidor|ark|blad)\b)[^\W\d]+(?:['’]s)?\s(?:van|of|om|à|med|met|på)\s"
    r"|\sà\s|\s",
    re.IGNORECASE,
)
_LISTED_OF = re.compile(rf"{_TIMES_OF.pattern}|\s[^\W\d]+\s", re.IGNORECASE)
"""In a fact a noun is enough: `2 Akkus 2,0 Ah`."""
_LONE_UNIT = Sifted(
    r"\b(?:under|below|onder de|tegen de|boven de|over the|nästan|knappt|över|bijna een|almost a|a good|not quite a"
    r"|(?:nog|net) geen|een (?:goede|ruime|dikke|kleine|krappe|goed|ruim|klein)|(?:en |ett )?(?:knapp|dryg)[at]?"
    r"|goda)"
    r"\s(kilot|kilo|litern|liter|litre|metern|meter|metre|hour|uur|timme|timmen)\b",
    re.IGNORECASE,
)
_MINUS = re.compile(r"(?:(?<![\w\d])[-−–]|\bminus\s|\bmin\s)$", re.IGNORECASE)
_BELOW = re.compile(
    r"\s*(?:minusgrader|below (?:zero|freezing)|onder (?:nul|het vriespunt)|under (?:noll|fryspunkten)|minus|of frost"
    r"|vorst\b|kyla\b|köld\b|frost\b)",
    re.IGNORECASE,
)
_BIRTH = Sifted(
    r"\A(?:birth|newborns?|de geboorte|geboorte|födseln?|födelsen?|nyfödda?)\Z"
    r"|(?<=from )(?:birth|new-?borns?)\b(?!\s(?:of|weighing)\b)|newborn (?:age|stage)"
    r"|(?<=vanaf )(?:de |hun )?(?:geboorte|pasgeboren\w*|newborn)|(?<=van )(?:de )?geboorte"
    r"|(?<=de la )naissance|(?<=från )(?:födseln|födelsen|födsel|nyfödd|nyfödda|bb)\b",
    re.IGNORECASE,
)
_EACH_HAS = frozenset({"mass", "volume", "charge"})
_SOLD_SINGLY = frozenset({"mass", "volume", "power", "time", "charge", "pressure"})


_MOST_PIECES, _MOST_APART = 1000, 20
"""A range whose ends have units of their own is no wider than so many times: *10 ml to five litres* is a mixture."""


class Amount(msgspec.Struct, frozen=True):
    """A number, range or size in a text, in code points; `start` and `end` hold the words of its bound.

    `lows` are the readings of the number (of a range its lower end) in the base unit of the dimension, `highs` those of
    the upper end of a range; `parts` the sides of a size, each with its readings; `times`: there are so many of it
    (`6 x 330 g`). `first` and `last` are the quantities as written.
    """

    start: int
    end: int
    bound: Bound
    unit: Unit | None
    lows: tuple[float, ...]
    highs: tuple[float, ...] = ()
    parts: tuple[tuple[float, ...], ...] = ()
    times: float = 1.0
    first: Quantity | None = None
    last: Quantity | None = None

    @property
    def dimension(self) -> str:
        """The dimension of its unit, `count` for pieces, empty without unit."""
        return self.unit.dimension if self.unit else ""

    @property
    def number_start(self) -> int:
        """Where the number itself begins."""
        return self.first.start if self.first else self.start

    @property
    def number_end(self) -> int:
        """Where the number and its unit end."""
        return self.last.end if self.last else self.end

    @property
    def plain(self) -> float:
        """The likeliest number as written, whatever the unit."""
        return self.first.values[0] if self.first else self.lows[0]


@functools.lru_cache(maxsize=8192)
def amounts_of(text: str, language: str, marks: Marks | None = None) -> tuple[Amount, ...]:
    """The amounts of a text in its order; `language` empty: written in any of the three.

    `marks` say how its decimals are marked, where something else than its language does.
    """
    marks = marks_of_text(language) if marks is None else marks
    quantities = joined(text, _with_lone_units(text, settled(text, _with_spoken(text, language), marks)))
    if SIZE_BEFORE.search(text) is not None:
        quantities = tuple(_of_a_size(text, each) for each in quantities)
    found: list[Amount] = []
    place = 0
    while place < len(quantities):
        amount, taken = _amount_at(text, quantities, place, language)
        found.append(amount)
        place += taken
    return tuple(found)


SIZE_BEFORE = Sifted(r"(?<![-\w])(?:EU|UK|US|sizes?|maat|storlek|stl|strl?)\.?\s(?=\d)", re.IGNORECASE)
"""A number behind these is a size, whatever stands around it: *232 g in EU 38 and 268 g in EU 42*."""


def _of_a_size(text: str, quantity: Quantity) -> Quantity:
    """The quantity, without the unit that it only shares with the next where it is a size."""
    bare = quantity.unit is not None and text[quantity.start : quantity.end].isdigit()
    return msgspec.structs.replace(quantity, unit=None) if bare and _is_behind_size(text, quantity) else quantity


def _is_behind_size(text: str, quantity: Quantity) -> bool:
    return any(each.end() == quantity.start for each in SIZE_BEFORE.finditer(text))


def _with_spoken(text: str, language: str) -> tuple[Quantity, ...]:
    """The quantities of a text, those that a whole phrase makes in place of the numbers in it."""
    plain = quantities_of(text)
    spoken = [
        each for each in spoken_quantities(text, language) if not any(one.start < each.start < one.end for one in plain)
    ]
    if not spoken:
        return plain
    apart = (each for each in plain if not any(each.start < one.end and one.start < each.end for one in spoken))
    return tuple(sorted((*apart, *spoken), key=lambda each: each.start))


_ONE_TO = Sifted(
    r"(?<!drygt )(?<!knappt )(?<!ruim )(?<!over )(?<!under )(?<!about )(?<!ungefär )\b"
    r"(one|één|een|(?:en|ett)(?=\s(?:till|à)\s))\s(?:to|tot|till|à)\s",
    re.IGNORECASE,
)
"""One as the lower end of a range: *one to two weeks*."""


def _with_lone_units(text: str, quantities: tuple[Quantity, ...]) -> tuple[Quantity, ...]:
    """A unit that stands for one of it behind a bound (`under kilot`, `knappt litern`), and birth as the age of 0."""
    lone = [
        Quantity(match.start(1), match.end(1), (1.0,), units()[match[1].lower()])
        for match in _LONE_UNIT.finditer(text)
        if not any(each.start <= match.start(1) < each.end for each in quantities)
    ]
    starts = {each.start for each in quantities if each.unit is not None}
    lone += [Quantity(match.start(), match.end(1), (1.0,)) for match in _ONE_TO.finditer(text) if match.end() in starts]
    lone += [
        Quantity(match.start(), match.end(), (0.0,), units()["months"])
        for match in _BIRTH.finditer(text)
        if not any(each.start < match.end() and match.start() < each.end for each in quantities)
    ]
    lone += [
        Quantity(match.start(1), match.end(), (float(_nth(match[1])),), units()["years"])
        for match in _BIRTHDAY.finditer(text)
    ]
    if not lone:
        return quantities
    apart = (each for each in quantities if not any(each.start < one.end and one.start < each.end for one in lone))
    return tuple(sorted((*apart, *lone), key=lambda each: each.start))


_NTH = ("first eerste första ett", "second tweede andra två", "third derde tredje tre", "fourth vierde fjärde fyra",
    "fifth vijfde femte fem", "sixth zesde sjätte sex")  # fmt: skip
_BIRTHDAY = Sifted(
    r"\b(?:from|until|vanaf|tot|från|till)\s(?:the |their |his |her |de |hun |zijn |haar |den |sin )?"
    r"(first|second|third|fourth|fifth|sixth|eerste|tweede|derde|vierde|vijfde|zesde|första|andra|tredje|fjärde|femte"
    r"|sjätte|ett|två|tre|fyra|fem|sex)(?:\s(?:birthday|verjaardag|födelsedag\w*)|årsdag\w*)\b",
    re.IGNORECASE,
)


def _nth(word: str) -> int:
    return next(number for number, words in enumerate(_NTH, start=1) if word.lower() in words.split())


def _amount_at(text: str, quantities: tuple[Quantity, ...], place: int, language: str) -> tuple[Amount, int]:
    size = _length_of_row(text, quantities, place)
    if size > 1:
        row = quantities[place : place + size]
        if size == 2 and row[1].unit is not None and row[1].unit.dimension in _SOLD_SINGLY:
            return _amount(text, row[1:], language, times=row[0].values[0], first=row[0]), 2
        return _sized(row), size
    if place + 1 < len(quantities) and _is_so_many(text, quantities[place], quantities[place + 1], language):
        row = quantities[place : place + 2]
        return _amount(text, row[1:], language, times=row[0].values[0], first=row[0]), 2
    if place + 1 < len(quantities) and _is_range(text, quantities[place], quantities[place + 1]):
        return _range(text, quantities[place], quantities[place + 1]), 2
    return _amount(text, quantities[place : place + 1], language), 1


def _is_so_many(text: str, one: Quantity, other: Quantity, language: str) -> bool:
    """`6 potten à 330 g`, `twelve 330 ml cans`."""
    if one.unit is not None or other.unit is None or other.unit.dimension not in _EACH_HAS:
        return False
    if _is_behind_size(text, one):
        return False
    between = _TIMES_OF if language else _LISTED_OF
    return between.fullmatch(text, one.end, other.start) is not None and one.values[0] <= _MOST_PIECES


def _length_of_row(text: str, quantities: tuple[Quantity, ...], place: int) -> int:
    """How many numbers from here on are sides of one size."""
    length = 1
    while (
        place + length < len(quantities)
        and _TIMES.fullmatch(text, quantities[place + length - 1].end, quantities[place + length].start)
        and _of_one_kind(quantities[place + length - 1], quantities[place + length])
    ):
        length += 1
    return length


def _of_one_kind(one: Quantity, other: Quantity) -> bool:
    """Whether two numbers may be sides of one size: *70 cl på 43 procent* are none."""
    return one.unit is None or other.unit is None or one.unit.dimension == other.unit.dimension


def _is_range(text: str, one: Quantity, other: Quantity) -> bool:
    if not _RANGE.fullmatch(text, one.end, other.start):
        return False
    if one.unit is not None and other.unit is not None and one.unit.dimension != other.unit.dimension:
        return False
    if one.unit is not None and other.unit is None:
        return False
    if _JOINED_ONLY_BETWEEN.fullmatch(text, one.end, other.start):
        return _BETWEEN.search(text, 0, one.start) is not None
    own = msgspec.structs.replace(one, unit=other.unit) if one.unit is None else one
    low, high = _signed(text, own)[0], _signed(text, other)[-1]
    return low < high and not (one.unit is not other.unit and one.unit is not None and high > _MOST_APART * low > 0)


def _signed(text: str, quantity: Quantity) -> tuple[float, ...]:
    """The readings in the base unit, below zero where the text says so of a temperature."""
    values = quantity.values
    degrees = quantity.unit is not None and quantity.unit.dimension == "temperature"
    if degrees and (
        _MINUS.search(text, 0, quantity.start) or _BELOW.match(text, quantity.end) or _names_minus(text, quantity)
    ):
        values = tuple(-value for value in values)
    return values if quantity.unit is None else tuple(map(quantity.unit.in_base, values))


def _names_minus(text: str, quantity: Quantity) -> bool:
    written = text[quantity.start : quantity.end].lower()
    return any(word in written for word in ("minus", "below", "onder", "under"))


def _sized(row: tuple[Quantity, ...]) -> Amount:
    unit = next((each.unit for each in reversed(row) if each.unit is not None), None)
    parts = tuple(
        tuple(map(own.in_base, each.values)) if (own := each.unit or unit) is not None else each.values for each in row
    )
    return Amount(row[0].start, row[-1].end, Bound.EXACT, unit, parts[0], (), parts, 1.0, row[0], row[-1])


def _range(text: str, one: Quantity, other: Quantity) -> Amount:
    unit = other.unit or one.unit
    if one.unit is None and unit is not None:
        one = msgspec.structs.replace(one, unit=unit)
    lows, highs = _signed(text, one), _signed(text, other)
    return Amount(one.start, other.end, Bound.EXACT, unit, lows, highs, (), 1.0, one, other)


def _amount(
    text: str, row: tuple[Quantity, ...], language: str, *, times: float = 1.0, first: Quantity | None = None
) -> Amount:
    quantity = row[0]
    lead = first or quantity
    bound, start, end = bound_at(text, lead.start, quantity.end, language)
    if language == "sv" and bound == Bound.UNDER and _DURING.search(text, 0, lead.start):
        bound = Bound.EXACT if quantity.unit is not None and quantity.unit.dimension == "time" else bound
    if language == "nl" and bound == Bound.UNDER and _ANGLED.search(text, 0, lead.start):
        bound = Bound.EXACT
    if bound == Bound.EXACT and is_about(text, quantity):
        bound = Bound.ABOUT
    return Amount(start, end, bound, quantity.unit, _signed(text, quantity), (), (), times, lead, quantity)


_DURING = re.compile(r"(?<!på )(?<!inom )(?<!tar )(?<!i )\bunder\s(?:hela\s|de\s)?$", re.IGNORECASE)
"""In Swedish *under* is *during* where a verb of lasting goes before; *på under tio minuter* is less than ten."""


_ANGLED = re.compile(
    r"\b(?:geslepen|slijp\w*|schuin|hoek|kantel\w*|gekanteld|staat|helt|afgeschuind)\b[^.;]{0,24}\bonder\s$",
    re.IGNORECASE,
)
"""In Dutch something is ground or set *onder vijftien graden*, at that angle."""


def close(one: tuple[float, ...], other: tuple[float, ...], tolerance: float) -> bool:
    """Whether two numbers are the same in one of their readings, within a share of their size."""
    return any(math.isclose(a, b, rel_tol=max(tolerance, 1e-9), abs_tol=1e-9) for a in one for b in other)
