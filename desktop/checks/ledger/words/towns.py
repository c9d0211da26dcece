"""Towns, regions and nations of one country: what is made in Ghent is not made in Antwerp."""

from __future__ import annotations

import functools
from collections.abc import Iterable

import msgspec

from desktop.checks.ledger.concepts.concept_data import concepts, listed
from desktop.core.brief import LANGUAGES
from desktop.core.finding import Verdict
from desktop.core.resources import resource_text


class _Towns(msgspec.Struct, frozen=True):
    """Nations within a country, regions, towns that are regions too, the names of one place, or of one in another."""

    nations: str
    regions: str
    both: str
    same: tuple[str, ...]


@functools.lru_cache(maxsize=4096)
def verdict_of_place(named: str, texts: tuple[str, ...]) -> Verdict | None:
    """What facts that lead to the land of a place say of the place itself; None where nobody can tell.

    Another place of the same sort contradicts it. A town or a region is more than a land says; which town lies in
    which region is not known.
    """
    sorts = _places().get(named.casefold())
    if not sorts:
        return Verdict.SUPPORTED
    wanted = _same().get(named.casefold(), frozenset({named.casefold()}))
    said = {word for text in texts for word in _words(text)} & _places().keys()
    if said & wanted or any(named.casefold() in text.casefold() for text in texts):
        return Verdict.SUPPORTED
    if said and all(_places()[each] & sorts for each in said):
        return Verdict.CONTRADICTED
    if "nation" in sorts or any("nation" in _places()[each] for each in said):
        return Verdict.SUPPORTED
    return None if said else Verdict.UNSUPPORTED


def is_within_a_land(name: str) -> bool:
    """Whether a name is that of a town, a region or a nation within a land."""
    return name.casefold() in _places()


def is_town(name: str) -> bool:
    """Whether a name is that of a town that the lexicon has, not of a land or a region."""
    return "town" in _places().get(name.casefold(), ())


def _words(text: str) -> Iterable[str]:
    plain = text.casefold()
    for mark in "(),;/.":
        plain = plain.replace(mark, " ")
    return plain.split()


@functools.cache
def _lists() -> _Towns:
    return msgspec.json.decode(resource_text("lexicons/ledger/towns.json"), type=_Towns)


@functools.cache
def _places() -> dict[str, frozenset[str]]:
    """Every place within a country, in lower case, and its sorts: Groningen is a town and a region."""
    towns = (
        form.removeprefix("=")
        for concept in concepts().values()
        if concept.kind == "origin"
        for language in LANGUAGES
        for form in concept.forms(language)
        if form.startswith("=")
    )
    listed_ = (("region", listed(_lists().regions)), ("nation", listed(_lists().nations)))
    found: dict[str, frozenset[str]] = {each.casefold(): frozenset({sort}) for sort, of in listed_ for each in of}
    for town in towns:
        found.setdefault(town.casefold(), frozenset({"town"}))
    return found | {each.casefold(): frozenset({"town", "region"}) for each in listed(_lists().both)}


@functools.cache
def _same() -> dict[str, frozenset[str]]:
    found: dict[str, frozenset[str]] = {}
    for names in _lists().same:
        group = frozenset(each.casefold() for each in listed(names))
        for each in group:
            found[each] = found.get(each, frozenset()) | group
    return found
