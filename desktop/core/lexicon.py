"""The small lexicons of `resources/lexicons/`: units, number words, terms in three languages, function words."""

from __future__ import annotations

import functools
from collections.abc import Mapping
from types import MappingProxyType

import msgspec

from desktop.core.resources import resource_text


class Unit(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A unit with its spellings; `cased` are spelled in this case only.

    An amount times `factor` plus `offset` is the amount in the base unit of its dimension. `pint` is the name by which
    the library knows the unit (empty: it does not): factors are its own, as a test keeps them.
    """

    unit: str
    dimension: str
    factor: float
    words: tuple[str, ...]
    cased: tuple[str, ...] = ()
    offset: float = 0.0
    pint: str = ""

    def in_base(self, value: float) -> float:
        """An amount in this unit as one in the base unit of its dimension."""
        return value * self.factor + self.offset


@functools.cache
def units() -> Mapping[str, Unit]:
    """Each spelling with its unit: lower case, or as it stands for those whose case matters (`g`, but not `5G`)."""
    listed = msgspec.json.decode(resource_text("lexicons/units.json"), type=list[Unit])
    by_spelling = {word: unit for unit in listed for word in (*unit.words, *unit.cased)}
    return MappingProxyType(by_spelling)


@functools.cache
def cased_units() -> frozenset[str]:
    """The spellings whose case matters."""
    listed = msgspec.json.decode(resource_text("lexicons/units.json"), type=list[Unit])
    return frozenset(word for unit in listed for word in unit.cased)


@functools.cache
def number_words() -> Mapping[str, float]:
    """The value of each number word of the three languages: `vijfentwintig` is 25."""
    return MappingProxyType(msgspec.json.decode(resource_text("lexicons/numbers.json"), type=dict[str, float]))


@functools.cache
def function_words(language: str) -> frozenset[str]:
    """Articles, prepositions, pronouns and the like; empty for a language that is not first-class."""
    return _words_by_language("function_words").get(language, frozenset())


@functools.cache
def sentence_ends(language: str) -> frozenset[str]:
    """The function words on which a sentence may end: *the bag you carry it in*, *zet hem op*."""
    return _words_by_language("sentence_ends").get(language, frozenset())


@functools.cache
def _words_by_language(name: str) -> dict[str, frozenset[str]]:
    return msgspec.json.decode(resource_text(f"lexicons/{name}.json"), type=dict[str, frozenset[str]])


@functools.cache
def terms() -> tuple[Mapping[str, tuple[str, ...]], ...]:
    """Terms of trade, each as its forms by language: materials, colours, properties, origins."""
    listed = msgspec.json.decode(resource_text("lexicons/terms.json"), type=dict[str, dict[str, tuple[str, ...]]])
    return tuple(listed.values())
