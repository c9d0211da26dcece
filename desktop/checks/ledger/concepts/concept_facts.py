"""What the facts of a ledger say in terms of concepts, whatever of the three languages they are written in."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable, Iterator

import msgspec

from desktop.checks.ledger.answers import FREE, HEAD, NONE, answer_of, is_absent, is_included
from desktop.checks.ledger.concepts.concept_data import above, concepts, implied, ruled_out
from desktop.checks.ledger.concepts.concept_forms import parts_of_word, tokens_of
from desktop.checks.ledger.concepts.concepts import Mention, concepts_in, parts_near
from desktop.checks.ledger.concepts.fact_readings import (
    further_readings,
    gratis,
    is_compared,
    is_none_of,
    only_names,
    rated,
)
from desktop.checks.ledger.concepts.further_facts import FurtherFacts
from desktop.checks.ledger.concepts.group_values import group_values, is_of_group
from desktop.checks.ledger.words.able_claims import AbleFacts
from desktop.checks.ledger.words.affixed_claims import AffixedFacts
from desktop.checks.ledger.words.barred import BarredFacts, barred_in, without_barred
from desktop.checks.ledger.words.echoes import EchoedFacts
from desktop.checks.ledger.words.enumerated import ListingFacts, listing_facts
from desktop.checks.ledger.words.lacking import GivenFacts
from desktop.checks.ledger.words.named_values import NamedFacts
from desktop.checks.ledger.words.scale_claims import ScaledFacts
from desktop.checks.ledger.words.scopes import ScopeFacts, scope_facts
from desktop.checks.ledger.words.spoken_claims import SpokenFacts
from desktop.checks.ledger.words.strange_things import AddedFacts
from desktop.checks.ledger.words.yes_no_claims import AnsweredFacts
from desktop.core.brief import LANGUAGES, Fact

_SOLID = re.compile(r"\b(?:solid|massie[fv]|massiv|vollholz)", re.IGNORECASE)
VENEER = re.compile(
    r"veneer|fine+r|faner|fanér|furnier|laminat|chipboard|spaanplaat|spånskiva|foil|folie", re.IGNORECASE
)
"""Wood that is only the face of a board."""
_MATERIAL_NAME = "main"
_FREE_FROM = re.compile(
    r"(?:is )?(?:free (?:from|of)|does not contain|contains no|not contained|without|made without|no added|vrij van|"
    r"bevat geen|bevat niet|zonder|geen toegevoegde?|fri(?:tt|a)? från|innehåller (?:inte|ej|inga|ingen|inget)|utan|"
    r"frei von|ohne|enthält kein(?:e|en)?)\s*:?",
    re.IGNORECASE,
)
_LETTERS = re.compile(r"[^\W_]+")
_NAMING = re.compile(r"[^\W\d_]{2,}|\b[2-6]G\b")
_COLOUR_NAME = re.compile(r"(?:colou?rs?|kleur(?:en)?|färg(?:er)?|farben?)", re.IGNORECASE)
_FIGURE = re.compile(r"[^\W\d_]{0,7}\.?\s?\d")
_STEM, _SHORTEST_WORD = 7, 3
_READ_WHOLE = 200
_MOST_NAMES = 40
_NAMES = frozenset(
    {"product", "name", "model", "brand", "productnaam", "naam", "merk", "namn", "märke", "modell", "titel", "title"}
)


class Statement(msgspec.Struct, frozen=True):
    """A fact that says of a concept that it is so, or is not; `parts` are those of the product it speaks of.

    `named`: only the name of the fact has it, the value says something more.
    """

    concept: str
    negated: bool
    fact: str
    parts: frozenset[str] = frozenset()
    named: bool = False


class ConceptFacts:
    """The statements of a ledger, indexed by what they support, rule out and deny.

    In a ledger of thousands the first facts and the product's names are read; `about` adds what a sentence asks for.
    """

    def __init__(self, facts: tuple[Fact, ...], further: tuple[Fact, ...] = ()) -> None:
        """Read the facts, and keep the further ones."""
        self.facts = facts
        self._further = FurtherFacts(further)
        self.statements = tuple(each for fact in facts for each in _statements(fact))
        self.texts = {fact.id: fact.text for fact in facts}
        self.names = tuple(fact.value.strip() for fact in facts if fact.name.casefold().strip() in _NAMES)
        self.supporting: dict[str, list[Statement]] = {}
        self.denying: dict[str, list[Statement]] = {}
        self.excluding: dict[str, list[Statement]] = {}
        self.by_attribute: dict[str, list[Statement]] = {}
        for each in self.statements:
            if each.negated:
                self.denying.setdefault(each.concept, []).append(each)
                continue
            for concept in implied(each.concept):
                self.supporting.setdefault(concept, []).append(each)
            for concept in ruled_out(each.concept):
                self.excluding.setdefault(concept, []).append(each)
            concept_ = concepts()[each.concept]
            for attribute in {concept_.attr, concept_.kind}:
                if attribute:
                    self.by_attribute.setdefault(attribute, []).append(each)
        self.plain_texts = tuple(
            (fact.id, f"{fact.name} {fact.text}".casefold())
            for fact in without_barred(facts)
            if answer_of(fact.text) is not False
        )

    def about(self, sentence: str, language: str) -> ConceptFacts:
        """These facts with the further ones that may decide about a sentence."""
        found = self._further.about(sentence, language)
        return ConceptFacts((*self.facts, *found)) if found else self

    def is_figure(self, statement: Statement) -> bool:
        """Whether a fact only gives a figure with it on or by it: `Runtime: 35 h with ANC`."""
        return _FIGURE.match(self.texts.get(statement.fact, "")) is not None

    @functools.cached_property
    def _every_word(self) -> str:
        return "\n".join(text for _, text in self.plain_texts)

    @functools.cached_property
    def spoken(self) -> SpokenFacts:
        """The values as pieces of words."""
        return SpokenFacts(without_barred(self.facts))

    @functools.cached_property
    def echoed(self) -> EchoedFacts:
        """The words of short values as they sound."""
        return EchoedFacts(without_barred(self.facts))

    @functools.cached_property
    def affixed(self) -> AffixedFacts:
        """What facts that answer yes or no say with a prefix or a suffix."""
        return AffixedFacts(self.facts)

    @functools.cached_property
    def listing(self) -> ListingFacts:
        """The facts that list things."""
        return listing_facts(without_barred(self.facts))

    @functools.cached_property
    def barred(self) -> BarredFacts:
        """What the product is not for."""
        return BarredFacts(self.facts)

    @functools.cached_property
    def named(self) -> NamedFacts:
        """The facts that give a value of the noun that they are named for."""
        return NamedFacts(without_barred(self.facts))

    @functools.cached_property
    def scopes(self) -> ScopeFacts:
        """The facts that say how far something goes."""
        return scope_facts(self.facts)

    @functools.cached_property
    def able(self) -> AbleFacts:
        """What can be done with the product."""
        return AbleFacts(self.facts)

    @functools.cached_property
    def added(self) -> AddedFacts:
        """What tells whether a thing is any of the facts."""
        return AddedFacts(self.facts)

    @functools.cached_property
    def has_scent(self) -> bool:
        """Whether a fact is named for what the product smells or tastes of."""
        return any(parts_of_name(fact.name) & {"scent", "flavour", "ingredient"} for fact in self.facts)

    @functools.cached_property
    def given(self) -> GivenFacts:
        """The facts that give a value of what their name says."""
        return GivenFacts(self.facts)

    @functools.cached_property
    def strange_colours(self) -> tuple[Statement, ...]:
        """The facts that give a colour of which no lexicon knows the name: `Färg: hallon`."""
        known = {each.fact for each in self.by_attribute.get("colour", ())}
        return tuple(
            Statement("", negated=False, fact=fact.id)
            for fact in self.facts
            if _COLOUR_NAME.fullmatch(fact.name.strip()) and fact.id not in known and fact.text[:1].isalpha()
            if answer_of(fact.text) is None
        )

    @functools.cached_property
    def scaled(self) -> ScaledFacts:
        """The facts that give a step of a scale."""
        return ScaledFacts(self.facts)

    @functools.cached_property
    def absent_parts(self) -> dict[str, list[Statement]]:
        """The facts that say that there is no such part, by part: `Filling: none`."""
        found: dict[str, list[Statement]] = {}
        for fact in self.facts:
            if fact.text.strip() and fact.text.split()[0].casefold().strip(",.;") in NONE:
                for part in parts_of_name(fact.name) - {_MATERIAL_NAME}:
                    found.setdefault(part, []).append(Statement("", negated=True, fact=fact.id))
        return found

    @functools.cached_property
    def has_unread_inclusion(self) -> bool:
        """Whether a fact says that something comes along of which no lexicon has the name: `Fäste: ingår`."""
        read = {each.fact for each in self.statements if concepts()[each.concept].kind in {"included", "feature"}}
        return any(is_included(fact.text) and fact.id not in read for fact in self.facts)

    @functools.cached_property
    def answered(self) -> AnsweredFacts:
        """The facts that answer yes or no."""
        return AnsweredFacts(self.facts)

    def with_words(self, words: str) -> tuple[Statement, ...]:
        """The facts, not those that say no, that have every longer word of a claim or begin a word as it does."""
        stems = [word[:_STEM] for word in _LETTERS.findall(words.casefold()) if len(word) >= _SHORTEST_WORD]
        if not stems or not all(stem in self._every_word for stem in stems):
            return ()
        return tuple(
            Statement("", negated=False, fact=fact)
            for fact, text in self.plain_texts
            if all(stem in text for stem in stems)
        )

    def denials(self, concept: str) -> list[Statement]:
        """The statements by which it is not so: of itself or of what it is a kind of, or that rule either out."""
        return [
            each
            for one in sorted(above(concept))
            for each in (*self.denying.get(one, ()), *self.excluding.get(one, ()))
        ]


@functools.lru_cache(maxsize=8)
def concept_facts_of(facts: tuple[Fact, ...]) -> ConceptFacts:
    """The statements of these facts."""
    names = tuple(fact for fact in facts[_READ_WHOLE:] if fact.name.casefold().strip() in _NAMES)[:_MOST_NAMES]
    return ConceptFacts((*facts[:_READ_WHOLE], *names), facts[_READ_WHOLE:])


@functools.lru_cache(maxsize=16_384)
def parts_of_name(name: str) -> frozenset[str]:
    """The parts of a product that the name of a fact speaks of; `main` only where it names no other."""
    found: set[str] = set()
    for token in tokens_of(name):
        found |= parts_of_word(token.lower, "")
    return frozenset(found - {_MATERIAL_NAME}) or frozenset(found)


_WOODS = re.compile(
    r"(?:(?<=^)|(?<=, )|(?<=massiv )|(?<=solid )|(?<=\w\soch\s))(bok|al|lönn|ask|asp|alm|lind|gran)(?=$|,"
    r"|\s\(|\soch\s)",
    re.IGNORECASE,
)
"""Swedish woods by their bare names, which in a sentence are also books, ashes and others: only items of a value."""


@functools.lru_cache(maxsize=16_384)
def _statements(fact: Fact) -> tuple[Statement, ...]:
    value = fact.text.strip()
    answer = answer_of(value)
    in_name = tuple(each for each in _mentions(fact.name, names=True) if not only_names(each[0], value, answer))
    if answer is False and value.casefold() in FREE:
        answer = not in_name or any(_is_substance(each.concept) for each, _ in in_name)
        answer = not answer
    in_value = (
        _mentions(_WOODS.sub(r"\1trä", HEAD.sub("", value)), names=True) if answer is None or len(value) > 4 else ()
    )
    if answer is False and any(_is_all_of(value, each) for each, _ in in_value):
        answer = None
    if answer is None:
        in_value = (*in_value, *_together(fact.name, value))
    in_value = tuple(each for each in in_value if not each[0].given or is_of_group(each[0].concept, fact.name))
    parts = parts_of_name(fact.name)
    found = [
        Statement(each.concept, each.negated, fact.id, _parts_in_value(value, each, language) or parts)
        for each, language in in_value
    ]
    if _FREE_FROM.fullmatch(fact.name.strip()) and answer is None:
        found = [msgspec.structs.replace(each, negated=True) if _is_substance(each.concept) else each for each in found]
    if barred := barred_in(fact.name, value):
        ruled = [(value.find(each), value.find(each) + len(each)) for each in barred]
        read = _mentions(value, names=True)
        denied = {each.concept for each, _ in read if any(low <= each.start < high for low, high in ruled)}
        found = [msgspec.structs.replace(each, negated=True) if each.concept in denied else each for each in found]
    found += [Statement(each, no, fact.id) for each, no in rated(f"{fact.name} {value}")]
    found += [Statement(each, False, fact.id) for each in further_readings(fact.name, value)]
    found += [Statement(each.concept, False, fact.id) for each in _colours_of_variant(fact.variant)]
    found += [Statement(each, False, fact.id) for each in gratis({each.concept for each, _ in in_name}, value)]
    found += [*_solid(fact, found)]
    said = {each.concept for each in found}
    contrary = {one for each in found if not each.negated for one in ruled_out(each.concept)}
    if answer is False:
        found = [each for each in found if each.negated or not _leads_with_no(value)]
    found = _with_values(fact, value, found)
    if is_absent(value):  # Battery: 1 × AA, not included
        named = {each.concept for each, _ in in_name}
        found = [msgspec.structs.replace(each, negated=True) if each.concept in named else each for each in found]
    for each, _language in in_name:
        negated = each.negated == (answer is not False)
        if each.concept in said or (not negated and each.concept in contrary):
            continue
        if not negated and any(each.concept in above(one) for one in said) and _is_denied(found, each.concept):
            continue
        found.append(Statement(each.concept, negated, fact.id, parts, named=answer is None))
    return tuple(dict.fromkeys(found))


def _with_values(fact: Fact, value: str, found: list[Statement]) -> list[Statement]:
    """The statements with those by the name of the fact, without what these rule out: `Noise cancelling: passive`."""
    given = tuple(group_values(fact.name, value))
    ruled = {one for each in given for one in ruled_out(each)}
    kept = [each for each in found if each.negated or each.concept not in ruled]
    return kept + [Statement(each, False, fact.id, parts_of_name(fact.name)) for each in given]


def _colours_of_variant(variant: str) -> Iterator[Mention]:
    """The colours that a variant is called by: a fact of the brown one says that there is a brown one."""
    for each, _language in _mentions(variant, names=False) if variant else ():
        if concepts()[each.concept].kind == "colour" and not each.negated:
            yield each


def _is_all_of(value: str, mention: Mention) -> bool:
    """Whether a quality is the whole value, though it begins with a no: `Montering: utan verktyg`."""
    return not mention.negated and mention.start == 0 and mention.end >= len(value.rstrip(" ."))


def _solid(fact: Fact, found: list[Statement]) -> Iterator[Statement]:
    """Solid oak is solid wood, unless it is a veneer."""
    if _SOLID.search(fact.text) and not VENEER.search(fact.text):
        for each in found:
            if not each.negated and "wood" in above(each.concept):
                yield Statement("solid_wood", False, fact.id, each.parts)


def _is_substance(concept: str) -> bool:
    return concepts()[concept].substance or concepts()[concept].kind == "material"


def _together(name: str, value: str) -> tuple[tuple[Mention, str], ...]:
    """What name and value say in one breath: `Waist: high`, `Movement: automatic, made in Japan`."""
    first = re.split(r"[,;(]", value, maxsplit=1)[0].strip()
    words = first.split()
    led = f". {words[0]} {name}" if len(words) > 1 and "-" not in words[0] else ""  # `massief sparren`
    said = f"{first} {name} {first}{led}" if 0 < len(words) <= 3 else ""
    return tuple(
        each
        for each in _mentions(said, names=False)
        if each[0].end <= len(first) or not only_names(each[0], value, None)
    )


def _is_denied(found: list[Statement], concept: str) -> bool:
    return any(each.negated and each.concept in above(concept) for each in found)


def _mentions(text: str, *, names: bool) -> tuple[tuple[Mention, str], ...]:
    """What a text mentions in any language; where one of them sees a denial, it is one."""
    if not _NAMING.search(text):
        return ()
    seen: dict[tuple[str, int], tuple[Mention, str]] = {}
    for language in (*LANGUAGES, "de"):
        for found in concepts_in(text, language, names=names):
            if is_compared(text, found.start):
                continue
            none = not found.negated and is_none_of(text, (found.start, found.end), concepts()[found.concept].kind)
            each = msgspec.structs.replace(found, negated=True) if none else found
            key = (each.concept, each.start)
            if key not in seen or (each.negated and not seen[key][0].negated):
                seen[key] = (each, language)
    return tuple(each for each in seen.values() if not _is_outdone(each[0], seen.values()))


def _is_outdone(mention: Mention, others: Iterable[tuple[Mention, str]]) -> bool:
    """Whether another language reads the words better: a longer form around it, or a denial of the same."""
    return any(
        (
            each.start <= mention.start
            and mention.end <= each.end
            and (each.end - each.start > mention.end - mention.start)
        )
        or (each.concept == mention.concept and each.negated and not mention.negated and each.start < mention.end)
        for each, _ in others
    )


def _parts_in_value(value: str, mention: Mention, language: str) -> frozenset[str]:
    parts = parts_near(tokens_of(value), mention, language) - {_MATERIAL_NAME}
    return parts - {"glass"} if mention.rest and "glass" in above(mention.concept) else parts


def _leads_with_no(value: str) -> bool:
    """Whether a value is nothing but a denial, `no zip`, `ej vattentät`, and names nothing else: `no, dotted`."""
    return len(value.split()) <= 2 and HEAD.match(value) is None
