"""Towns, regions and nations of one country: what is made in Ghent is not made in Antwerp."""

from __future__ import annotations

import functools
from collections.abc import Iterable

import msgspec

from desktop.checks.ledger.concepts.concept_data import concepts, listed
from desktop.core.brief import LANGUAGES
from desktop.core.resources import resource_text


class _Towns(msgspec.Struct, frozen=True):
    """Nations within a country, regions, and the names of one place, or of one within another."""

    nations: str
    regions: str
    same: tuple[str, ...]


@functools.lru_cache(maxsize=4096)
def is_another_town(named: str, texts: tuple[str, ...]) -> bool:
    """Whether facts name places of the same sort as this one, none of which is it or may hold it."""
    sort = _places().get(named.casefold())
    if sort is None:
        return False
    wanted = _same().get(named.casefold(), frozenset({named.casefold()}))
    said = {word for text in texts for word in _words(text)} & _places().keys()
    return bool(said) and not said & wanted and all(_places()[each] == sort for each in said)


def is_town(name: str) -> bool:
    """Whether a name is that of a town that the lexicon has, not of a land or a region."""
    return _places().get(name.casefold()) == "town"


def _words(text: str) -> Iterable[str]:
    plain = text.casefold()
    for mark in "(),;/.":
        plain = plain.replace(mark, " ")
    return plain.split()


@functools.cache
def _lists() -> _Towns:
    return msgspec.json.decode(resource_text("lexicons/ledger/towns.json"), type=_Towns)


@functools.cache
def _places() -> dict[str, str]:
    """Every place within a country, in lower case, and its sort."""
    found = {
        form.removeprefix("=").casefold(): "town"
        for concept in concepts().values()
        if concept.kind == "origin"
        for language in LANGUAGES
        for form in concept.forms(language)
        if form.startswith("=")
    }
    found |= dict.fromkeys((each.casefold() for each in listed(_lists().regions)), "region")
    return found | dict.fromkeys((each.casefold() for each in listed(_lists().nations)), "nation")


@functools.cache
def _same() -> dict[str, frozenset[str]]:
    found: dict[str, frozenset[str]] = {}
    for names in _lists().same:
        group = frozenset(each.casefold() for each in listed(names))
        for each in group:
            found[each] = found.get(each, frozenset()) | group
    return found
