"""Where something is done or is, told by a proper name that facts give as another: *a light roast in Ghent*.

Of names of towns and regions, which no lexicon has all of: by the capital, behind `in` or `from`, near a word of what
the fact is named for.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator

from desktop.checks.ledger.assertion import Assertion
from desktop.checks.ledger.concepts.concept_data import concepts
from desktop.checks.ledger.concepts.concepts import concepts_in
from desktop.checks.ledger.concepts.headings import is_heading
from desktop.checks.ledger.words.towns import is_town
from desktop.core.brief import LANGUAGES, Fact
from desktop.core.finding import Verdict
from desktop.core.words import mark

_SAID = mark("The facts say “{fact}”.")
_SILENT = mark("No fact says this.")
_PLACES = re.compile(
    r"location|place|venue|city|town|studio|workshop|locatie|plaats|stad|vestiging|adres|ort|plats|stad|ateljé|verkstad"
    r"|standort",
    re.IGNORECASE,
)
_DONE = re.compile(r"(?P<verb>[^\W\d_]{4,})\s(?:in|i|te)", re.IGNORECASE)
_ORIGIN = re.compile(r"origin|herkomst|ursprung|herkunft|region|regio|streek|area|made in", re.IGNORECASE)
_TOWN = r"(?:(?:the|de|het)\s)?(?P<town>[A-ZÅÄÖÉ][\w'’-]{2,}(?:\s[A-ZÅÄÖÉ][\w'’-]+)?)"
_IN = re.compile(rf"\b(?P<link>in|i|te)\s{_TOWN}")
_FROM = re.compile(rf"\b(?P<link>from|uit|från)\s{_TOWN}")
_MAKING = re.compile(
    r"\b(?:we|wij|vi|our|onze|vår|våra|vårt)\b[^.;:!?]{0,40}\b(?:mak\w+|build\w*|gör|bygger|bouwen|syr|naaien|sew\w*)\b"
    r"|\b(?:made|makes?|making|gemaakt|maken|maakt|tillverk\w+|gjord\w*|görs|gör)\b",
    re.IGNORECASE,
)
_MADE = re.compile(r"made|gemaakt|tillverka[dt]e?|hergestellt|produced|producerad|geproduceerd", re.IGNORECASE)
_NO_TOWNS = re.compile(
    r"(?:Jan|Feb|Mar|Apr|May|Mei|Maj|Jun|Jul|Aug|Sep|Oct|Okt|Nov|Dec|Mon|Tue|Wed|Thu|Fri|Sat|Sun|Christ|Easter|English"
    r"|Dutch|Swedish|French|German|Italian|Spanish|Danish|Norwegian|Engels|Neder|Zweeds|Frans|Duits|I\b)",
)
_STEM = 4


def place_claims(sentence: str, language: str, facts: tuple[Fact, ...]) -> Iterator[Assertion]:
    """What a sentence says of where the product is, or is made, in another place than the facts name."""
    told = _told(facts)
    if not told or sentence.rstrip().endswith("?"):
        return
    heading = is_heading(sentence)
    for pattern in (_IN, _FROM):
        for found in pattern.finditer(sentence):
            town = found["town"]
            if found.start() == 0 or _NO_TOWNS.match(town) or _is_in_facts(town, facts):
                continue
            fact = next((fact for fact, asked in told if asked(sentence, found, heading, language)), None)
            if fact is not None:
                yield _assertion(found, fact)


@functools.lru_cache(maxsize=8)
def _told(facts: tuple[Fact, ...]) -> tuple[tuple[Fact, _Asked], ...]:
    return tuple((fact, asked) for fact in facts if (asked := _asked(fact.name.strip(" :"), fact.text)) is not None)


class _Asked:
    """What a sentence must have so that a place in it is the one that a fact is named for."""

    def __init__(self, verb: str, *, is_place: bool, is_made: bool, is_origin: bool) -> None:
        self.verb, self.is_place, self.is_made, self.is_origin = verb, is_place, is_made, is_origin

    def __call__(self, sentence: str, found: re.Match[str], heading: bool, language: str) -> bool:  # noqa: FBT001
        if found["link"] in {"from", "uit", "från"}:
            return self.is_origin and heading and not _is_land(found["town"], language)
        if self.is_place and heading:
            return found.end() >= len(sentence.rstrip())
        if self.is_made:
            return not _is_land(found["town"], language) and _MAKING.search(sentence) is not None
        words = re.findall(r"[^\W\d_]{4,}", sentence.casefold())
        return bool(self.verb) and any(word.startswith((self.verb, f"ge{self.verb}")) for word in words)


@functools.lru_cache(maxsize=4096)
def _asked(name: str, value: str) -> _Asked | None:
    if not value[:1].isupper() or any(char.isdigit() for char in value) or len(value.split()) > _MOST_WORDS:
        return None
    done = _DONE.fullmatch(name)
    is_place, is_origin = _PLACES.fullmatch(name) is not None, _ORIGIN.fullmatch(name) is not None
    if done is None and not is_place and not is_origin:
        return None
    verb = done["verb"].casefold().removeprefix("ge") if done else ""
    made = done is not None and _MADE.fullmatch(done["verb"]) is not None
    return _Asked(verb[:_STEM], is_place=is_place, is_made=made or is_place, is_origin=is_origin or made)


_MOST_WORDS = 4


@functools.lru_cache(maxsize=4096)
def _is_land(town: str, language: str) -> bool:
    """Whether a lexicon knows it as a land, so that others judge it."""
    return not is_town(town) and any(concepts()[each.concept].kind == "origin" for each in concepts_in(town, language))


def _is_in_facts(town: str, facts: tuple[Fact, ...]) -> bool:
    stem = town.casefold()[: max(_STEM, len(town) - 2)]
    return any(stem in f"{fact.name} {fact.text}".casefold() for fact in facts)


@functools.lru_cache(maxsize=4096)
def _names_land(value: str) -> bool:
    return not any(is_town(word) for word in re.findall(r"[\w-]+", value)) and any(
        _is_land(value, language) for language in LANGUAGES
    )


def _assertion(found: re.Match[str], fact: Fact) -> Assertion:
    """Contradicted, unless a town may lie in the land that the fact names."""
    start, end = found.span("town")
    if _names_land(fact.text):
        return Assertion(start, end, Verdict.UNSUPPORTED, "origin", (), _SILENT, attribute="origin")
    values = (("fact", fact.text),)
    return Assertion(start, end, Verdict.CONTRADICTED, "origin", (fact.id,), _SAID, values, attribute="origin")
