"""The words around a number, and how well they fit a number of the facts."""

from __future__ import annotations

import functools
import re

import msgspec

from desktop.checks.ledger.amounts.ages import speaks_of_age
from desktop.checks.ledger.amounts.amounts import Amount
from desktop.checks.ledger.amounts.nature import nature_of
from desktop.checks.ledger.stated import WORD, Stated, attributes_of, content_words, topics_in
from desktop.checks.words import plain_form, same_word
from desktop.core.lexicon import terms

_CLAUSE = re.compile(r"[,;.:!?()–—]\s|[,;:!?()]|\s[–—-]\s")
_JOINT = re.compile(r"\b(?:and|en|och|but|maar|men|or|of|eller|while|terwijl|medan|plus)\b", re.IGNORECASE)
_ALIKE = (
    frozenset({"weight", "content", "portion"}),
    frozenset({"content", "load"}),
    frozenset({"price", "old price", "new price", "discount"}),
    frozenset({"battery", "life", "range", "burning"}),
    frozenset({"duration", "battery", "life", "game time"}),
    frozenset({"diameter", "width"}),
    frozenset({"diameter", "thickness"}),
    frozenset({"thickness", "depth", "height"}),
    frozenset({"length", "cable", "blade", "height"}),
    frozenset({"life", "keeping", "hot", "cold"}),
    frozenset({"laptop", "screen", "diameter", "width", "length"}),
    frozenset({"age", "sizes"}),
    frozenset({"hot", "cold", "comfort"}),
    frozenset({"power", "charging"}),
    frozenset({"battery", "life", "game time", "coverage"}),
    frozenset({"storage", "content"}),
    frozenset({"coverage", "content", "range"}),
    frozenset({"noise", "power"}),
    frozenset({"energy", "consumption"}),
    frozenset({"power", "consumption"}),
    frozenset({"pot size", "diameter", "width", "height"}),
)
_YOURS = re.compile(r"\byours\b|\bvan (?:jou|u)\b|\b(?:den|det|de) (?:är )?(?:din|ditt|dina)\b", re.IGNORECASE)
"""What one pays for a thing to be one's own is its price: *for 12 euro it is yours*."""
_THOUSAND = 1000
_WAYS, _OF_A_WAY = frozenset({"km", "mi", "mil"}), frozenset({"length", "range"})
"""How long a way is and how far it goes are one: *the walk is 15 km long* of a distance."""
_SHORT = frozenset({"s", "min", "h"})
_LENGTHS = frozenset({"length"})
_MONEY = frozenset({"EUR", "SEK", "GBP", "USD", "DKK", "NOK"})
_AMOUNTS = frozenset({"mass", "volume", "share"})
_SOLID = frozenset({"mass", "share", "energy", ""})
_MEASURED_IN: dict[str, frozenset[str]] = {
    **dict.fromkeys(("weight", "load"), frozenset({"mass"})),
    **dict.fromkeys(("height", "length", "width", "depth", "diameter", "thickness", "cable", "range"), _LENGTHS),
    **dict.fromkeys(("screen", "seat", "blade", "water column", "laptop", "spacing", "pot size"), _LENGTHS),
    **dict.fromkeys(("warranty", "delivery", "drying", "burning", "life", "keeping"), frozenset({"time"})),
    **dict.fromkeys(("price", "old price", "new price", "shipping"), _MONEY),
    **dict.fromkeys(("protein", "sugar", "fat", "fibre", "salt", "caffeine", "cocoa", "vitamin"), _SOLID),
    "alcohol": _AMOUNTS,
    "cooking": frozenset({"time", "temperature"}),
    **dict.fromkeys(("setup", "game time", "heat-up", "recoating"), frozenset({"time"})),
    "germination": frozenset({"time"}),
    **dict.fromkeys(("duration", "validity", "maturation"), frozenset({"time"})),
    "equivalent": frozenset({"power"}),
    "noise": frozenset({"sound"}),
    "consumption": frozenset({"energy", "power", "volume"}),
    "coverage": frozenset({"area", "length", "time", "volume"}),
    "resolution": frozenset({"", "pixels", "resolution", "density"}),
    "refresh": frozenset({"frequency"}),
    "storage": frozenset({"data"}),
    "energy": frozenset({"energy"}),
    "ironing": frozenset({"temperature", ""}),
    **dict.fromkeys(("carbs", "fruit"), _SOLID),
    "density": frozenset({"grammage", "mass"}),
    "year": frozenset({""}),
    "content": frozenset({"mass", "volume", "count", ""}),
    "portion": frozenset({"mass", "volume", "count", ""}),
    "battery": frozenset({"time", "charge", "energy", "voltage", ""}),
    "charging": frozenset({"time", "power", "current"}),
    "returns": frozenset({"time"}) | _MONEY,
    "discount": frozenset({"share"}) | _MONEY,
    "age": frozenset({"time", ""}),
    "wash": frozenset({"temperature", "time", ""}),
    "oven": frozenset({"temperature", ""}),
    "comfort": frozenset({"temperature", ""}),
    "hot": frozenset({"temperature", "time"}),
    "cold": frozenset({"temperature", "time"}),
    "power": frozenset({"power"}),
    "speed": frozenset({"speed", "rotation", "frequency", ""}),
}
_WORKING_DAYS = re.compile(r"werkdag|working|business|vardag|arbetsdag|bankdag|workday", re.IGNORECASE)
_BURNT = re.compile(r"brand(?:uur|uren)|burning hours|brinntimm", re.IGNORECASE)
_TELLING = frozenset(
    {
        "power", "voltage", "current", "charge", "frequency", "sound", "light", "speed", "torque", "pressure",
        "data", "data rate", "colour temperature", "grammage", "rotation", "megapixels", "airflow", "flow",
        "frame rate", "luminance", "denier", "thread density", "density", "resolution", "activity", "hardness",
    }
)  # fmt: skip
_LESS_THAN_A_PHRASE = frozenset({"charging", "delivery"})
"""Attributes of single words that a phrase tells better: *22 hours on a charge*, *30 days to send it back*."""
_RIVALS = frozenset({"hot", "cold"})
"""Of two that a fact tells apart the one in the number's own part of the sentence: *cold all day or hot for 12 h*."""
_IN_FOOD = frozenset({"protein", "sugar", "fat", "fibre", "salt", "caffeine", "cocoa", "vitamin", "carbs"})
"""What food has is told beside its number, not anywhere in the sentence: *an 80 g bar with sea salt*."""
_TOLD_BESIDE = _IN_FOOD | {"duration"}
_YOUNG = frozenset({"age", "child"})
_LASTING = frozenset({"warranty", "delivery", "returns", "life", "keeping", "battery", "duration", "validity"})
SHARED_ATTRIBUTE, SHARED_WORD, OTHER_ATTRIBUTE = 4, 2, -4


class Near(msgspec.Struct, frozen=True):
    """What stands around a number: the attributes it is about, the things it may count, and the words (plain forms).

    `behind` are the words right behind it, lower case, up to the next clause or number.
    """

    attributes: frozenset[str]
    topics: frozenset[str]
    words: frozenset[str]
    behind: tuple[str, ...]


def near(sentence: str, amounts: tuple[Amount, ...], place: int, language: str) -> Near:
    """The surroundings of the amount at this place."""
    amount = amounts[place]
    begin = amounts[place - 1].number_end if place else 0
    end = amounts[place + 1].number_start if place + 1 < len(amounts) else len(sentence)
    after, before = sentence[amount.number_end : end], sentence[begin : amount.number_start]
    behind = _first_clause(after)
    ahead = _last_clause(before, joined=place > 0)
    dimension = amount.dimension
    attributes = _of_word(before, language, dimension)
    attributes = attributes or _attributes(content_words(" ".join(WORD.findall(behind)[:4])), language, dimension)
    if not attributes or dimension == "mass" or attributes <= _LESS_THAN_A_PHRASE:
        attributes = _by_nature(sentence, amount) or attributes
    if not attributes and len(rivals := _attributes(content_words(ahead)[-6:], language, dimension) & _RIVALS) > 1:
        attributes = _attributes(content_words(_last_clause(before, joined=True))[-6:], language, dimension) & rivals
    if not attributes:
        attributes = _attributes(content_words(ahead)[-6:], language, dimension)
    if not attributes:
        around = (*content_words(before)[-8:], *content_words(after)[:8])
        beside = _attributes((*content_words(before)[-2:], *content_words(after)[:2]), language, dimension)
        attributes = _attributes(around, language, dimension) - (_TOLD_BESIDE - beside)
    if not attributes and dimension in _MONEY and _YOURS.search(sentence) is not None:
        attributes = frozenset({"price"})
    attributes = _long_lived(amount) or _without_age(attributes, amount)
    if amount.unit is not None and amount.unit.unit in _WAYS and attributes & _OF_A_WAY:
        attributes |= _OF_A_WAY
    around = (*content_words(ahead)[-8:], *content_words(behind)[:6])
    if speaks_of_age(amount):
        of_children = attributes <= {"battery"} and bool(topics_in(content_words(ahead)[-3:], language) & _YOUNG)
        if 0.0 in amount.lows or not attributes & _LASTING or of_children:
            attributes = frozenset({"age"})
    return Near(
        attributes,
        topics_in(around, language),
        frozenset(map(plain_form, around)),
        tuple(word.lower() for word in WORD.findall(behind)),
    )


def _of_word(before: str, language: str, dimension: str) -> frozenset[str]:
    """What the word is that a length is told of: *a cable of 2.5 metres reaches the socket*."""
    told = _OF.search(before) if dimension in _LENGTHS else None
    return frozenset() if told is None else _attributes((told[1].lower(),), language, dimension)


_OF = re.compile(r"([^\W\d_]{3,})\s(?:of|van|på)\s(?:\w+\s)?$")


def _attributes(words: tuple[str, ...], language: str, dimension: str) -> frozenset[str]:
    """The attributes that these words name and that are measured so."""
    found = attributes_of(topics_in(words, language))
    return frozenset(each for each in found if dimension in _MEASURED_IN.get(each, (dimension,)))


def _without_age(attributes: frozenset[str], amount: Amount) -> frozenset[str]:
    """Nobody is some minutes old: *a child on the arm and three minutes to the train*."""
    short = amount.dimension == "time" and amount.unit is not None and amount.unit.unit in _SHORT
    return attributes - {"age"} if short else attributes


def _long_lived(amount: Amount) -> frozenset[str]:
    """Thousands of hours are how long a lamp or a motor lasts, whatever the words."""
    hours = amount.unit is not None and amount.unit.unit == "h" and amount.plain >= _THOUSAND
    return frozenset({"life"}) if hours else frozenset()


def _by_nature(sentence: str, amount: Amount) -> frozenset[str]:
    """What a number is about when no word says so: working days are a delivery."""
    written = sentence[amount.number_start : amount.number_end]
    if _WORKING_DAYS.search(written):
        return frozenset({"delivery"})
    if _BURNT.search(written):
        return frozenset({"burning"})
    return nature_of(sentence, amount)


def _first_clause(text: str) -> str:
    cut = _CLAUSE.search(text)
    text = text[: cut.start()] if cut else text
    joint = _JOINT.search(text)
    return text[: joint.start()] if joint else text


def _last_clause(text: str, *, joined: bool) -> str:
    """The text behind the last mark, and behind the last *and* when another number stands before it."""
    cuts = [match.end() for match in re.finditer(r"[,;.!?()–—]\s|[;!?()]", text)]
    text = text[cuts[-1] :] if cuts else text
    joints = [match.end() for match in _JOINT.finditer(text)] if joined else []
    return text[joints[-1] :] if joints else text


def fit(around: Near, stated: Stated, language: str) -> int:
    """How well a fact's number fits these surroundings: above zero it is about the same, below about something else."""
    own = attributes_of(stated.topics)
    shared = len(around.attributes & own)
    score = SHARED_ATTRIBUTE * shared
    named = attributes_of(stated.name_topics) or own
    named = frozenset(
        each for each in named if stated.amount.dimension in _MEASURED_IN.get(each, (stated.amount.dimension,))
    )
    hot_or_cold = _RIVALS & around.attributes, _RIVALS & named
    if all(map(len, hot_or_cold)) and not hot_or_cold[0] & hot_or_cold[1] and stated.amount.dimension == "time":
        return OTHER_ATTRIBUTE
    if not shared and around.attributes and named:
        other = 0 if stated.amount.dimension in _TELLING else OTHER_ATTRIBUTE
        score += 1 if _are_alike(around.attributes, named) else other
    return score + SHARED_WORD * min(2, shared_words(around.words, stated.words, language))


def is_of_the_other(around: Near, stated: Stated, other: Stated, language: str) -> bool:
    """Whether, of two facts whose names differ in a word, the words around a number name the other's: *front*."""
    if stated.fact.id == other.fact.id or stated.amount.dimension != other.amount.dimension:
        return False
    own, others = (frozenset(map(plain_form, content_words(each.fact.name))) for each in (stated, other))
    if not own & others or not others - own or not own - others or stated.derived or other.derived:
        return False
    named = shared_words(around.words, others - own, language), shared_words(around.words, own - others, language)
    return named[0] > 0 and not named[1]


def is_named_otherwise(around: Near, stated: Stated, other: Stated, language: str) -> bool:
    """Whether the word right beside a number names what the other fact measures: *40 cm tall* is no width."""
    if stated.amount.bound != other.amount.bound or stated.derived or other.derived or stated.amount.highs:
        return False
    own, named = attributes_of(stated.name_topics), attributes_of(other.name_topics)
    if stated.amount.dimension == "mass":
        return around.attributes == named == _WEIGHED and "load" in own
    if stated.amount.dimension != "length" or len(own | named) != _BOTH or not own | named <= _SIDES:
        return False
    return named == attributes_of(topics_in(around.behind[:1], language))


_WEIGHED, _SIDES, _BOTH = frozenset({"weight"}), frozenset({"width", "height", "depth", "length"}), 2


def _are_alike(ones: frozenset[str], others: frozenset[str]) -> bool:
    return any(ones & group and others & group for group in _ALIKE)


@functools.lru_cache(maxsize=16_384)
def shared_words(ones: frozenset[str], others: frozenset[str], language: str) -> int:
    """How many of the words are among the others, in any form, as part of a compound or in another language."""
    return sum(any(alike(one, other, language) for other in others) for one in ones)


@functools.lru_cache(maxsize=65_536)
def alike(one: str, other: str, language: str) -> bool:
    """Whether two plain forms name the same: one word, part of the other, or its translation."""
    if one == other:
        return True
    short, long = sorted((one, other), key=len)
    if len(short) >= 4 and (long.startswith(short) or (len(short) >= 5 and long.endswith(short))):
        return True
    if one[:3] == other[:3] and any(same_word(one, other, each) for each in {language, "en", "nl", "sv"}):
        return True
    return bool(_term_numbers(one) & _term_numbers(other))


@functools.lru_cache(maxsize=16_384)
def _term_numbers(word: str) -> frozenset[int]:
    found = _terms().get(word, frozenset())
    if not found:
        found = frozenset().union(
            *(_terms().get(word[: -len(end)], ()) for end in ("e", "s", "n", "t", "a", "en") if word.endswith(end))
        )
    return found


@functools.cache
def _terms() -> dict[str, frozenset[int]]:
    index: dict[str, set[int]] = {}
    for number, term in enumerate(terms()):
        for forms in term.values():
            for form in forms:
                if " " not in form:
                    index.setdefault(plain_form(form), set()).add(number)
    return {word: frozenset(numbers) for word, numbers in index.items()}
