"""Ages: a bare number is one of years where the fact's name or the words around it speak of age."""

from __future__ import annotations

import re

import msgspec

from desktop.checks.ledger.amounts.amounts import Amount
from desktop.checks.ledger.amounts.bounds import Bound
from desktop.core.lexicon import units

_NAME = re.compile(
    r"\b(?:ages?|aged|age group|recommended age|suitable from|leeftijd\w*|ålder\w*|åldrar|rek\.? ålder"
    r"|altersempfehlung|alter|ab alter"
    r"|\w*(?:leeftijd|ålder))\b",
    re.IGNORECASE,
)
_SPOKEN_BEFORE = re.compile(
    r"\b(?:ages?|aged|kids|children|child|readers|riders|cyclists|boys|girls|toddlers|lezers|läsare|players|puzzlers|everyone|anyone|kinderen|kind|jongens|meisjes|fietsers|spelers|leeftijd"
    r"|iedereen|barn|barnen|pojkar|flickor|cyklister"
    r"|spelare|åldern|åldrarna|alla|suitable|recommended|geschikt|aanbevolen|passar|rekommenderas"
    r"|lämplig)\b[^.;:!?\d]{0,28}$"
    r"|^(?:from|vanaf|från) $",
    re.IGNORECASE,
)
_SPOKEN_AFTER = re.compile(
    r"\s?(?:\+(?!\s?\d)|-?plus(?:sers?)?\b|and (?:up|over|older|above)\b"
    r"|en (?:ouder|op)\b|of ouder\b|och (?:uppåt|äldre)\b"
    r"|eller äldre\b|upwards\b)"
    r"|\s?(?:and up|\+)? ?(?:for|can|mag|kan|speelt|får)\b",
    re.IGNORECASE,
)
_COUNTS = re.compile(
    r"[ -](?!(?:plus\w*|and|or|to|up|years?|for|can|en|of|tot|mag|kan|speelt|och|eller|till|får|upwards|uppåt|is"
    r"|are)\b)[^\W\d_]"
)
_TURNED = re.compile(r"\b(?:som (?:har )?fyllt|who (?:has|have) turned|die al) $", re.IGNORECASE)
_OLDEST, _OLDEST_NAMED = 99, 21


def is_age(name: str) -> bool:
    """Whether a fact of this name tells an age."""
    return _NAME.search(name) is not None


def aged(amount: Amount, name: str) -> Amount:
    """A number without unit of a fact that tells an age, in years: `8+`, `3-6`."""
    if amount.unit is not None or amount.parts or amount.first is None or not is_age(name):
        return amount
    return in_years(amount)


def in_years(amount: Amount) -> Amount:
    """The amount with years for its unit; unchanged above the ages of people."""
    year = units()["years"]
    if amount.plain > _OLDEST or amount.unit is not None:
        return amount
    return msgspec.structs.replace(
        amount, unit=year, lows=tuple(map(year.in_base, amount.lows)), highs=tuple(map(year.in_base, amount.highs))
    )


def spoken_age(sentence: str, amount: Amount) -> Amount:
    """A bare number of a text in years where the words around it speak of an age and say from when or until when."""
    if amount.unit is not None or amount.parts or amount.first is None:
        return amount
    if _TURNED.search(sentence, 0, amount.number_start) and amount.plain <= _OLDEST_NAMED:
        return msgspec.structs.replace(in_years(amount), bound=Bound.FROM)
    ahead = _SPOKEN_BEFORE.search(sentence[: amount.start]) or _SPOKEN_BEFORE.search(sentence[: amount.number_start])
    behind = _SPOKEN_AFTER.match(sentence, amount.number_end)
    if amount.plain > _OLDEST_NAMED or _COUNTS.match(sentence, amount.number_end):
        return amount
    bounded = amount.bound in {Bound.FROM, Bound.AT_LEAST, Bound.UP_TO} or bool(amount.highs)
    if (ahead and (bounded or behind)) or (behind and amount.bound == Bound.AT_LEAST):
        return in_years(amount)
    return amount


def speaks_of_age(amount: Amount) -> bool:
    """Whether an amount is told as ages are: from or until some years or months, of children, or birth."""
    if amount.unit is None or amount.dimension != "time" or amount.unit.unit not in {"y", "mo", "wk"}:
        return False
    spoken = amount.unit.unit == "y" and amount.last is not None and amount.last.unit is None
    return spoken or amount.bound in {Bound.FROM, Bound.AT_LEAST} or (0.0 in amount.lows)
