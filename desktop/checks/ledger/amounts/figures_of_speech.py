"""Amounts that are a manner of speaking: *a day*, *en timme*, *it does not move an inch*."""

from __future__ import annotations

import re

from desktop.checks.ledger.amounts.amounts import Amount
from desktop.checks.ledger.amounts.bounds import Bound
from desktop.checks.sieve import Sifted
from desktop.core.lexicon import units

_DEFINITE = frozenset({"quarter", "half year", "decade"})
_IN = re.compile(r"\b(?:in|within|for|binnen|inom|på|under|om|after|na|efter|gedurende)\s$", re.IGNORECASE)
_OF = re.compile(r"\s(?:of|aan|av)\s")
_WITH_FULL = 3
_FULL_OF = frozenset({"d", "m", "km", "mi", "l", "kg", "s", "min"})
_WHOLE = frozenset({"full", "whole", "long", "good", "hele", "volle", "lange", "hel", "hela", "lång"})
_ARTICLES = frozenset({"a", "an", "een", "en", "ett", "one", "één"})


_NOT_AN_INCH = Sifted(
    r"\b(?:not|n['’]t|never|niet|geen|nooit|inte|aldrig)\b(?:\s\w+){0,3}\s(?:an?|een|en)\s(?:inch|millimetre|centimetre|foot"
    r"|centimeter|millimeter|tum)$",
    re.IGNORECASE,
)


def is_not_moved(sentence: str, amount: Amount) -> bool:
    """Whether it is the least that something does not do: *need not move an inch*."""
    return _NOT_AN_INCH.search(sentence, 0, amount.number_end) is not None


_ALREADY = re.compile(
    r"\b(?:already|just|only|al|reeds|redan) (?:after|within|in|na|binnen|efter|inom)\s$", re.IGNORECASE
)


_CAN = re.compile(
    r",?\s(?:[^\W\d_]+\s){0,2}?(?:can|kan|kun|kunt|is|are|är|blir|ready|klaar|klart?|droog|dry|torr|mag|får)\b",
    re.IGNORECASE,
)


def is_soon(sentence: str, amount: Amount) -> bool:
    """Whether it is how soon something can be done, which is told in earnest: *redan efter en timme*."""
    if amount.dimension != "time" or _ALREADY.search(sentence, 0, amount.number_start) is None:
        return False
    return _CAN.match(sentence, amount.number_end) is not None


_TIME_FOR = re.compile(
    r"\s(?:(?:de tijd|tijd|time)(?! (?:voor|for) (?:je|u|your)(?:zelf|self))|på (?:dig|er|sig)"
    r"|to (?!spare\b|go\b|the\b|my\b|your\b|our\b|home\b)[^\W\d_]+)\b",
    re.IGNORECASE,
)
_HAVING = re.compile(
    r"\b(?:(?:you|it|they)(?: will|['’]ll)? (?:have|get|give)s?(?: you)?|gives? you|leaves? you"
    r"|(?:u|je|jij) (?:hebt|heeft|heb|krijgt)|(?:heb|krijg) je|(?:hebt|heeft|krijgt) u|geeft (?:je|u)|houdt (?:je|u)"
    r"|(?:du|ni|man) (?:har|får)|(?:har|får) (?:du|ni|man)|ger dig)\s(?:\w+\s){0,2}?$",
    re.IGNORECASE,
)


_A_WINK = frozenset({"s", "min"})


def is_time_for(sentence: str, amount: Amount) -> bool:
    """Whether it is how much time one has for something, told in earnest: *u hebt een kwartier de tijd*."""
    if amount.dimension != "time" or _TIME_FOR.match(sentence, amount.number_end) is None:
        return False
    wink = amount.unit is not None and amount.unit.unit in _A_WINK and amount.plain == 1
    if wink and not sentence[amount.number_start].isdigit():
        return False
    return _HAVING.search(sentence, 0, amount.start) is not None


def is_figure_of_speech(sentence: str, amount: Amount) -> bool:
    """Whether one of something is not counted: *a day*, *een meter*, *need not move an inch*."""
    if is_not_moved(sentence, amount):
        return True
    if (
        is_time_for(sentence, amount)
        or is_soon(sentence, amount)
        or (amount.unit is not None and amount.unit.unit == "half hour")
    ):
        return False
    if amount.unit is not None and amount.unit.unit in _DEFINITE and _IN.search(sentence, 0, amount.number_start):
        return False
    words = re.split(r"[\s-]+", sentence[amount.number_start : amount.number_end].lower())
    if words[0] in units() and (amount.dimension == "time" or _OF.match(sentence, amount.number_end)):
        return True
    if words[0] in _ARTICLES and amount.plain != 1 and amount.dimension != "time":
        return False
    if words[0] in _ARTICLES and len(words) > _WITH_FULL:
        return words[1] in _WHOLE
    if words[0] in _ARTICLES and len(words) == _WITH_FULL:
        return amount.unit is not None and amount.unit.unit in _FULL_OF
    return words[0] in _ARTICLES and len(words) == 2 and amount.bound == Bound.EXACT
