"""The concepts of `resources/lexicons/ledger/`: what they are called in three languages, and what follows from them."""

from __future__ import annotations

import functools
from collections.abc import Iterator, Mapping

import msgspec

from desktop.core.resources import resource_text

_FILES = (
    "materials",
    "colours",
    "marks",
    "care",
    "service",
    "virtues",
    "properties",
    "ingredients",
    "places",
    "objects",
    "features",
    "kinds",
    "contrasts",
    "contrasts_food",
    "contrasts_service",
    "contrasts_wear",
    "contrasts_outdoor",
    "contrasts_sport",
    "contrasts_home",
    "contrasts_tech",
    "contrasts_image",
    "contrasts_play",
    "contrasts_books",
    "contrasts_art",
    "contrasts_music",
)


class Concept(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A concept as its file has it; every list is written with commas.

    Forms: `word` is inflected, `=word` is not; `?word` counts only where a fact has a value of its group, so a word
    that has other senses may be said of it (`glued`); `~adjective noun` is also `noun is adjective`; `word-` begins a
    compound, `-word` ends one, `word+` begins one with a noun of `heads`; a capital is asked of the text too. `not_…`
    are forms that deny it (`unscented`), `name` forms that mean it only in the name of a fact (`dishwasher`). `is`: its
    parents. `gives`: what follows from it (`!x`: that x is not so). `bars`: what cannot be true with it. `over`: the
    weaker claim that a fact may make instead. `attr`: its group, of which only one is true; `values`: what it is
    called under the name of a fact of its group, which `groups.json` has (`light` under `roast`). `part`: the
    part of a product it is said of. `quiet`: never unsupported. `hidden`: not claimed by its bare name. `strict`:
    often an object or a figure, so wants signs of a claim. `substance`: also the start of `-free`. `de`: forms of
    German suppliers, of `german.json`, for facts only.
    """

    en: str = ""
    nl: str = ""
    sv: str = ""
    de: str = ""
    not_en: str = msgspec.field(default="", name="not en")
    not_nl: str = msgspec.field(default="", name="not nl")
    not_sv: str = msgspec.field(default="", name="not sv")
    name: str = ""
    not_name: str = msgspec.field(default="", name="not name")
    kind: str = ""
    parents: str = msgspec.field(default="", name="is")
    gives: str = ""
    bars: str = ""
    over: str = ""
    attr: str = ""
    values: str = ""
    part: str = ""
    colour: str = ""
    quiet: bool = False
    hidden: bool = False
    strict: bool = False
    substance: bool = False
    feature: bool = False
    world: bool = False
    loose: bool = False

    def forms(self, language: str, *, denied: bool = False) -> tuple[str, ...]:
        """Its forms in a language, or those that deny it."""
        return listed(self.text_of(language, denied=denied))

    def is_named(self, language: str) -> bool:
        """Whether it is one of a group that are called by proper names, as hops and grapes are."""
        return bool(self.attr) and self.text_of(language).lstrip("=~? ")[:1].isupper()

    def text_of(self, of: str, *, denied: bool = False) -> str:
        """What its file has for a language, or for `name`."""
        return str(getattr(self, f"not_{of}" if denied else of, ""))


class _Part(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    en: str = ""
    nl: str = ""
    sv: str = ""
    other: str = ""


class _Collection(msgspec.Struct, frozen=True):
    kind: str
    concepts: dict[str, Concept]


def listed(words: str) -> tuple[str, ...]:
    """The parts between commas."""
    return tuple(part for word in words.split(",") if (part := word.strip()))


@functools.cache
def concepts() -> Mapping[str, Concept]:
    """Every concept by its id, with its kind filled in."""
    german = msgspec.json.decode(resource_text("lexicons/ledger/german.json"), type=dict[str, str])
    every: dict[str, Concept] = {}
    for name in _FILES:
        collection = msgspec.json.decode(resource_text(f"lexicons/ledger/{name}.json"), type=_Collection)
        for key, concept in collection.concepts.items():
            kind = concept.kind or collection.kind
            every[key] = msgspec.structs.replace(concept, kind=kind, de=german.get(key, concept.de))
    return every


@functools.cache
def parts() -> Mapping[str, _Part]:
    """The parts of products by their id; `main` is the product as a whole."""
    return msgspec.json.decode(resource_text("lexicons/ledger/parts.json"), type=dict[str, _Part])


WOOD = "wood"


@functools.cache
def context_words(language: str, name: str) -> tuple[str, ...]:
    """A list of `contexts.json`."""
    every = msgspec.json.decode(resource_text("lexicons/ledger/contexts.json"), type=dict[str, dict[str, str]])
    return listed(every.get(language, {}).get(name, ""))


def group_of(concept: str) -> str:
    """The exclusive group of a concept; the colours, which have no other, are one, and so are the woods."""
    known = concepts()[concept]
    of_kind = "colour" if known.kind == "colour" else WOOD if WOOD in above(concept) else ""
    return known.attr or of_kind


@functools.cache
def above(concept: str) -> frozenset[str]:
    """The concept and all that it is a kind of: merino, wool, animal fibre, …"""
    found = {concept}
    for parent in listed(concepts()[concept].parents):
        found |= above(parent)
    return frozenset(found)


@functools.cache
def implied(concept: str) -> frozenset[str]:
    """All that is true when the concept is: what it is a kind of, and what that gives."""
    found: set[str] = set()
    waiting = [concept]
    while waiting:
        each = waiting.pop()
        if each in found:
            continue
        found.add(each)
        waiting += listed(concepts()[each].parents)
        waiting += [given for given in listed(concepts()[each].gives) if not given.startswith("!")]
    return frozenset(found)


@functools.cache
def ruled_out(concept: str) -> frozenset[str]:
    """What cannot be true when the concept is, by its own account or the other's."""
    found: set[str] = set()
    for each in implied(concept):
        found.update(given[1:] for given in listed(concepts()[each].gives) if given.startswith("!"))
        found.update(listed(concepts()[each].bars))
        found |= _barring().get(each, frozenset())
    return frozenset(found)


@functools.cache
def _barring() -> Mapping[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for key, concept in concepts().items():
        for barred in listed(concept.bars):
            found.setdefault(barred, set()).add(key)
        for given in listed(concept.gives):
            if given.startswith("!"):
                found.setdefault(given[1:], set()).add(key)
    return {key: frozenset(each) for key, each in found.items()}


def inflected(word: str, language: str) -> Iterator[str]:
    """The word and its usual endings; a form too many does no harm."""
    yield word
    if language == "en":
        if len(word) > 3 and not word.endswith("s"):
            yield word + "s"
    elif language == "de" and len(word) > 4:
        yield from (word + ending for ending in ("e", "en", "er", "es", "em", "n", "s"))
    elif language == "nl" and len(word) > 2:
        yield from _dutch(word)
    elif language == "sv" and len(word) > 3:
        yield from _swedish(word)


def _dutch(word: str) -> Iterator[str]:
    yield from (word + "e", word + "s", word + "en")
    last = word[-1]
    if len(word) > 3 and last not in "aeiou":
        if word[-2] == word[-3] and word[-2] in "aeou":
            voiced = {"s": "z", "f": "v"}.get(last, last)
            yield word[:-2] + voiced + "e"
            yield word[:-2] + last + "e"
            yield word[:-2] + last + "en"
        elif word[-2] in "aeiou" and word[-3] not in "aeiou":
            yield word + last + "e"
            yield word + last + "en"
    if last == "e":
        yield word[:-1]


def _swedish(word: str) -> Iterator[str]:
    if word.endswith(("ad", "nd", "dd")):
        yield from (word[:-1] + "t", word + "e", word + "es", word + "a")
    elif word.endswith("en"):
        yield from (word[:-1] + "t", word[:-2] + "na", word + "a")
    elif word.endswith(("a", "e")):
        yield from (word + "n", word + "s", word[:-1] + "or", word[:-1] + "orna", word + "ns", word + "t", word + "nde")
    elif word.endswith("d"):
        yield from (word[:-1] + "t", word + "a", word + "en", word + "et", word + "s")
    else:
        yield from (word + "t", word + "a", word + "et", word + "en", word + "s", word + "ets", word + "ens")
        yield from (word + "er", word + "ar", word + "erna", word + "arna")
        if word.endswith(("ar", "er", "or")):
            yield from (word + "na", word + "n")
        if word.endswith(("el", "er")):  # `kapsel`: `kapslar`, `filter`: `filtren`
            short = word[:-2] + word[-1]
            yield from (word + "n", short + "ar", short + "arna", short + "et", short + "en", short + "a")
        if word[-1] in "iåäöuy":
            yield word + "tt"
        if word.endswith("m"):
            yield from (word + "met", word + "men", word + "mar", word + "marna")
