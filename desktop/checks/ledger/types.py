"""What sort of fact a row is, as the ledger reads it."""

from __future__ import annotations

import functools
from enum import StrEnum

from desktop.checks.ledger.codes.codes import is_rating
from desktop.checks.ledger.codes.dates import is_date
from desktop.checks.ledger.concepts.concept_data import concepts
from desktop.checks.ledger.concepts.concepts import concepts_in
from desktop.checks.ledger.stated import Stated, stated_in
from desktop.core.brief import LANGUAGES, Fact


class FactType(StrEnum):
    """The sorts of facts."""

    QUANTITY = "quantity"
    MONEY = "money"
    PERCENTAGE = "percentage"
    DIMENSION = "dimension"
    RANGE = "range"
    COUNT = "count"
    DURATION = "duration"
    DATE = "date"
    MATERIAL_SHARES = "material_shares"
    COLOUR = "colour"
    PLACE = "place"
    CERTIFICATE = "certificate"
    RATING = "rating"
    NAME = "name"
    PROPERTY = "property"
    TEXT = "text"


_ANSWERS = frozenset(
    [
        "yes",
        "no",
        "ja",
        "nee",
        "nej",
        "true",
        "false",
        "y",
        "n",
        "✓",
        "✔",
        "✗",
        "✘",
        "x",
        "included",
        "inbegrepen",
        "ingår",
        "waar",
        "sant",
        "onwaar",
        "falskt",
    ]
)
_NAMES = frozenset(
    [
        "name",
        "product",
        "brand",
        "model",
        "title",
        "author",
        "maker",
        "designer",
        "manufacturer",
        "naam",
        "merk",
        "titel",
        "auteur",
        "maker",
        "ontwerper",
        "fabrikant",
        "namn",
        "märke",
        "modell",
        "titel",
        "författare",
        "tillverkare",
        "formgivare",
        "produkt",
        "artikel",
        "sku",
        "ean",
    ]
)
_MONEY = frozenset({"EUR", "SEK", "GBP", "USD", "DKK", "NOK"})
_BY_KIND = {
    "material": FactType.MATERIAL_SHARES, "colour": FactType.COLOUR, "origin": FactType.PLACE,
    "certificate": FactType.CERTIFICATE, "award": FactType.CERTIFICATE,
}  # fmt: skip
_LONGEST_VALUE = 80


@functools.lru_cache(maxsize=16_384)
def type_of(fact: Fact) -> FactType:
    """The sort of a fact, by its value first, then by its name; free text when it is none of the others."""
    value = fact.text.strip()
    if not value or value.casefold().rstrip(".!") in _ANSWERS:
        return FactType.PROPERTY if fact.name.strip() else FactType.TEXT
    if fact.name.strip().casefold() in _NAMES:
        return FactType.NAME
    if is_rating(fact):
        return FactType.RATING
    if is_date(value):
        return FactType.DATE
    kinds = _kinds(value)
    numbers = [each for each in stated_in(fact) if not each.derived]
    if numbers and not (FactType.CERTIFICATE in kinds and not numbers[0].amount.unit):
        return _type_of_number(numbers[0], kinds)
    if len(value) > _LONGEST_VALUE:
        return FactType.TEXT
    return kinds[0] if kinds else FactType.TEXT


def _type_of_number(stated: Stated, kinds: tuple[FactType, ...]) -> FactType:
    amount = stated.amount
    if amount.parts:
        return FactType.DIMENSION
    if amount.dimension == "share":
        return FactType.MATERIAL_SHARES if FactType.MATERIAL_SHARES in kinds else FactType.PERCENTAGE
    if amount.dimension in _MONEY:
        return FactType.MONEY
    if amount.highs:
        return FactType.RANGE
    if amount.dimension == "time":
        return FactType.DURATION
    return FactType.COUNT if amount.dimension in {"", "count"} else FactType.QUANTITY


@functools.lru_cache(maxsize=16_384)
def _kinds(value: str) -> tuple[FactType, ...]:
    found = (
        _BY_KIND[kind]
        for language in LANGUAGES
        for each in concepts_in(value, language)
        if (kind := concepts()[each.concept].kind) in _BY_KIND
    )
    return tuple(dict.fromkeys(found))
