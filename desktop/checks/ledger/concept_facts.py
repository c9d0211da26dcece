"""What the facts of a ledger say in terms of concepts, whatever of the three languages they are written in."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable, Iterator

import msgspec

from desktop.checks.ledger.concept_data import above, concepts, context_words, implied, listed, ruled_out
from desktop.checks.ledger.concept_forms import parts_of_word, tokens_of
from desktop.checks.ledger.concepts import Mention, concepts_in, parts_near
from desktop.core.brief import LANGUAGES, Fact

_YES = frozenset({"yes", "ja", "true", "y", "✓", "✔", "waar", "sant", "included", "ingår", "inbegrepen", "inkluderat", "1"})
_NO = frozenset({"no", "nee", "nej", "nein", "false", "n", "✗", "✘", "-", "–", "—", "none", "geen", "ingen", "inget", "inga"})
_LEADING_NO = frozenset({"no", "nee", "nej", "nein", "none", "geen", "ingen", "inget", "inga", "ej", "inte", "not", "niet", "utan", "zonder", "without", "excl", "exkl"})
_ABSENT = re.compile(
    r"ingår (?:ej|inte)|(?:ej|inte) inkluder|medföljer (?:ej|inte)|följer (?:ej|inte)|säljs separat|köps separat|"
    r"not included|sold separately|not supplied|excluded|niet inbegrepen|niet meegeleverd|apart verkrijgbaar|"
    r"los verkrijgbaar|niet inclusief|apart te koop|nicht enthalten|separately",
    re.IGNORECASE,
)
_NUMBER = re.compile(r"\d+(?:[.,]\d+)?")
_IP = re.compile(r"\bIP\s?([0-6X])([0-9X])", re.IGNORECASE)
_DEPTH = re.compile(r"\b(\d+)\s?(?:ATM|bar)\b", re.IGNORECASE)
_COLUMN = re.compile(r"(?:hydrostatic|water ?column|waterkolom|vattenpelare|wassersäule)", re.IGNORECASE)
_SUN = re.compile(r"\b(?:UPF|UV|SPF|LSF)\s?(?:factor)?\s?\d", re.IGNORECASE)
_MATERIAL_NAME = "main"
_NAMES = frozenset({"product", "name", "model", "brand", "productnaam", "naam", "merk", "namn", "märke", "modell", "titel", "title"})


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
    """The statements of a ledger, indexed by what they support, rule out and deny."""

    def __init__(self, facts: tuple[Fact, ...]) -> None:
        """Read the facts."""
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
        self.part_facts = _part_facts(facts)

    def denials(self, concept: str) -> list[Statement]:
        """The statements by which it is not so: of itself or of what it is a kind of, or that rule either out."""
        return [
            each
            for one in sorted(above(concept))
            for each in (*self.denying.get(one, ()), *self.excluding.get(one, ()))
        ]


def _part_facts(facts: Iterable[Fact]) -> dict[str, list[str]]:
    """The ids of the facts that name a material of a part, by part."""
    found: dict[str, list[str]] = {}
    for fact in facts:
        for part in parts_of_name(fact.name):
            found.setdefault(part, []).append(fact.id)
    return found


@functools.lru_cache(maxsize=8)
def concept_facts_of(facts: tuple[Fact, ...]) -> ConceptFacts:
    """The statements of these facts."""
    return ConceptFacts(facts)


@functools.lru_cache(maxsize=16_384)
def parts_of_name(name: str) -> frozenset[str]:
    """The parts of a product that the name of a fact speaks of; `main` only where it names no other."""
    found: set[str] = set()
    for token in tokens_of(name):
        found |= parts_of_word(token.lower, "")
    return frozenset(found - {_MATERIAL_NAME}) or frozenset(found)


@functools.lru_cache(maxsize=16_384)
def _statements(fact: Fact) -> tuple[Statement, ...]:
    value = fact.text.strip()
    answer = _answer(value)
    in_name = _mentions(fact.name, names=True)
    in_value = _mentions(value, names=True) if answer is None or len(value) > 4 else ()
    parts = parts_of_name(fact.name)
    found = [
        Statement(each.concept, each.negated, fact.id, _parts_in_value(value, each, language) or parts)
        for each, language in in_value
    ]
    found += list(_rated(fact, value))
    said = {each.concept for each in found}
    contrary = {one for each in found if not each.negated for one in ruled_out(each.concept)}
    if answer is False:
        found = [each for each in found if each.negated or not _leads_with_no(value)]
    for each, _language in in_name:
        negated = each.negated == (answer is not False)
        if each.concept in said or (not negated and each.concept in contrary):
            continue
        if not negated and any(each.concept in above(one) for one in said) and _is_denied(found, each.concept):
            continue
        found.append(Statement(each.concept, negated, fact.id, parts, named=answer is None))
    return tuple(dict.fromkeys(found))


def _is_denied(found: list[Statement], concept: str) -> bool:
    return any(each.negated and each.concept in above(concept) for each in found)


def _mentions(text: str, *, names: bool) -> tuple[tuple[Mention, str], ...]:
    seen: dict[tuple[str, bool], tuple[Mention, str]] = {}
    for language in LANGUAGES:
        for each in concepts_in(text, language, names=names):
            key = (each.concept, each.negated)
            if (each.concept, not each.negated) in seen:
                continue
            if key not in seen or (each.parts and not seen[key][0].parts):
                seen[key] = (each, language)
    return tuple(seen.values())


def _parts_in_value(value: str, mention: Mention, language: str) -> frozenset[str]:
    return parts_near(tokens_of(value), mention, language) - {_MATERIAL_NAME}


def _answer(value: str) -> bool | None:
    """Whether a value says yes or no; None where it says something else."""
    plain = value.casefold().strip(" .!")
    if _ABSENT.search(plain):
        return False
    first = re.split(r"[\s,;:(]", plain, maxsplit=1)[0]
    if plain in _NO or first in _LEADING_NO:
        return False
    if plain in _YES or first in {"yes", "ja", "true", "included", "ingår", "inbegrepen"}:
        return True
    numbers = [float(each.replace(",", ".")) for each in _NUMBER.findall(plain)]
    if numbers and numbers[0] == 0 and not any(numbers[:1]) and plain[0].isdigit() and len(plain) < 12 and "-" not in plain and "+" not in plain:
        return False
    return None


def _leads_with_no(value: str) -> bool:
    """Whether a value is nothing but a denial: `no zip`, `ej vattentät`."""
    return len(value.split()) <= 2


def _rated(fact: Fact, value: str) -> Iterator[Statement]:
    """What ratings give: IP67 is dust- and waterproof, 10 ATM is waterproof, UPF 50+ protects against UV."""
    text = f"{fact.name} {value}"
    for found in _IP.finditer(text):
        solid, water = found[1], found[2]
        if water.isdigit() and int(water) >= 1:
            yield Statement("waterproof" if int(water) >= 7 else "water_resistant", False, fact.id)
        if solid.isdigit() and int(solid) >= 1:
            yield Statement("dustproof", int(solid) < 5, fact.id)
    for found in _DEPTH.finditer(text):
        if "water" in text.casefold() or "vatten" in text.casefold() or "ATM" in value:
            yield Statement("waterproof" if int(found[1]) >= 5 else "water_resistant", False, fact.id)
    if _COLUMN.search(text):
        yield Statement("waterproof", False, fact.id)
    if _SUN.search(text):
        yield Statement("uv_protection", False, fact.id)



