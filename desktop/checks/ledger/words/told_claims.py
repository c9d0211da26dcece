"""What a sentence tells of a product: how and by whom it was made, what it comes in, who uses it, what it survives.

Of an open class, so read by shape: a way of making, a container, a name in a role, a verb with what it withstands.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator

import msgspec

from desktop.checks.ledger.assertion import Assertion
from desktop.checks.ledger.concepts.concept_data import above, concepts, context_words, listed
from desktop.checks.ledger.concepts.concept_facts import ConceptFacts
from desktop.checks.ledger.concepts.concept_forms import tokens_of
from desktop.checks.ledger.concepts.concepts import concepts_in
from desktop.checks.ledger.words.promises import FOR_NOTHING, by_price
from desktop.checks.policies.beginnings import LONGEST, beginnings_of
from desktop.checks.sieve import Sifted
from desktop.core.finding import Verdict
from desktop.core.resources import resource_text
from desktop.core.words import mark

_SILENT = mark("No fact says this.")
_SAID = mark("The facts say “{fact}”.")
_STEM, _SHORTEST, _NUMBERED = 5, 4, 3
_WHO = r"[A-ZÅÄÖÉ][\w'’.-]+(?:\s(?:(?:de|van|der|von|den|af)\s){0,2}[A-ZÅÄÖÉ][\w'’-]+)+"
_DENIED = re.compile(
    r"\b(?:not|no|never|n['’]t|niet|geen|nooit|inte|ej|aldrig|ingen|inget|than|dan|än|instead of|unlike|zonder|utan"
    r"|without)\s+(?:\w+\s+){0,2}$",
    re.IGNORECASE,
)
_ASIDE = re.compile(
    r"\b(?:you|je|jij|u|du|your|jouw|uw|din|ditt|dina|who|whoever|wie|den som|if|als|om|unless|most|many|other"
    r"|andere|andra|de flesta|veel)\s+(?:\w+\s+){0,2}$",
    re.IGNORECASE,
)
"""Before a verb: someone or something else than the product does it, or only perhaps."""
_MEASURED = re.compile(
    r"\s(?:of|from|up to|down to|van|vanaf|tot|från|på|upp till|ner till|om)\s(?:\d|minus|one|two|three|four|five|ten"
    r"|een|twee|drie|vier|vijf|tien|en |ett |två|tre|fyra|fem|tio)",
    re.IGNORECASE,
)
"""After what is withstood: how much of it, which the numbers answer for."""
_PACKAGING = re.compile(r"packag|packed|verpak|förpack|emball|geleverd in|levereras i|box\b|presented", re.IGNORECASE)
_CONTAINERS = tuple(
    re.compile(each)
    for each in (
        r"box|card|doos|\bdös|ask\b|låda|kartong|karton|schachtel|etui|case|crate|krat|kist|carton|kasse|fodral|koffer",
        r"bag|pouch|sack|zak\b|zakje|buidel|påse|beutel|tas\b|tasje|sachet|väska|sleeve|hoes|etui",
        r"\btin\b|\bcan\b|blik|burk|dose|plåt|\bjar\b|\bpot\b|potje|glas|tiegel",
        r"tube|koker|\brör|hylsa|tub\b",
        r"envelop|kuvert|paper|papier|papper|wrap|omslag|verpakking|förpackning|packaging|verpackung|packag|carton",
    )
)


class _Told(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A pattern of claims: in the group `it` or `it2`; concepts that decide, or words of facts, or those of `of`."""

    it: str
    kind: str = "property"
    concepts: str = msgspec.field(default="", name="is")
    facts: str = ""
    of: bool = False
    names: str = ""


class _Language(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The patterns of a language; `hint` is what a sentence must have for a look."""

    hint: str
    made: str
    told: tuple[_Told, ...]
    terms: tuple[_Told, ...]
    roles: tuple[_Told, ...]
    verbs: str
    hazards: dict[str, str]
    never: tuple[_Told, ...]


class _Patterns(msgspec.Struct, frozen=True):
    hint: Sifted
    terms: dict[str, list[tuple[_Told, re.Pattern[str], re.Pattern[str] | None]]]
    told: tuple[tuple[_Told, Sifted, re.Pattern[str] | None], ...]
    roles: tuple[tuple[re.Pattern[str], Sifted], ...]
    verbs: Sifted
    hazards: tuple[tuple[str, re.Pattern[str]], ...]


def told_claims(sentence: str, language: str, known: ConceptFacts) -> Iterator[Assertion]:
    """The claims of what a sentence tells; supported where a fact has the words or what follows from them."""
    if sentence.rstrip().endswith("?") or _is_ordered(sentence, language):
        return
    patterns = _patterns(language)
    yield from _in_terms(sentence, language, patterns, known)
    if not patterns.hint.search(sentence):
        return
    for told, pattern, facts in patterns.told:
        for found in pattern.finditer(sentence):
            group = "it" if found["it"] is not None else "it2"
            if not _DENIED.search(sentence[: found.start(group)]):
                yield _answered(found, group, told, facts, language, known)
    for names, pattern in patterns.roles:
        for found in pattern.finditer(sentence):
            yield _played(found, names, known)
    yield from _survived(sentence, patterns, known)


def _in_terms(sentence: str, language: str, patterns: _Patterns, known: ConceptFacts) -> Iterator[Assertion]:
    """The claims in set terms: each is tried only where a word begins as it does."""
    tokens = tokens_of(sentence)
    for place, token in enumerate(tokens):
        word = token.lower[:LONGEST]
        text = sentence if place else token.text[0].lower().join((sentence[: token.start], sentence[token.start + 1 :]))
        for length in range(len(word), 0, -1):
            for told, pattern, facts in patterns.terms.get(word[:length], ()):
                found = pattern.match(text, token.start) or pattern.match(sentence, token.start)
                if found is not None and not _DENIED.search(sentence[: token.start]):
                    yield _answered(found, "it", told, facts, language, known)


def _is_ordered(sentence: str, language: str) -> bool:
    """Whether the sentence tells the reader what to do: `Keep in the box, …`."""
    first = re.match(r"\W*(?!Set (?:up )?(?:by|in|with)\b)(\w+)", sentence)
    return first is not None and first[1].casefold() in context_words(language, "doing")


def _answered(
    found: re.Match[str], group: str, told: _Told, facts: re.Pattern[str] | None, language: str, known: ConceptFacts
) -> Assertion:
    groups = found.groupdict()
    if groups.get("pack"):
        return _packed(found, known)
    supporting, denying = _of_concepts(told.concepts, known)
    if told.kind == "delivery" and facts is not None and FOR_NOTHING.search(found[group]):
        priced = by_price(*found.span(group), facts, known)
        if priced is not None:
            return priced
    if not supporting and facts is not None:
        supporting = tuple(fact for fact, text in known.plain_texts if facts.search(text))
    if not supporting and told.of:
        words = (groups.get("of") or groups.get("of2") or found[group]).casefold()
        supporting = _facts_with(words, known)
        if told.kind == "included":
            supporting = supporting or _of_things(words, language, known)
    start, end = found.span(group)
    return _assertion(start, end, told.kind, supporting, denying, known)


def _of_things(words: str, language: str, known: ConceptFacts) -> tuple[str, ...]:
    """The facts that name the same thing: by a concept, the end of a compound, or another word for a container."""
    meant = {one for each in concepts_in(words, language) for one in above(each.concept)}
    there = [each.fact for concept in sorted(meant) for each in known.supporting.get(concept, ())]
    alike = [each for each in _CONTAINERS if each.search(words)]
    last = words.rsplit(maxsplit=1)[-1]
    for fact, text in known.plain_texts:
        ends = any(len(word) >= _SHORTEST and last.endswith(word) for word in re.findall(r"\w+", text))
        if ends or any(each.search(text) for each in alike):
            there.append(fact)
    return tuple(there)


def _packed(found: re.Match[str], known: ConceptFacts) -> Assertion:
    """What it comes in: a fact names the same, or a fact of its packaging names something else."""
    alike = [each for each in _CONTAINERS if each.search(found["pack"].casefold())]
    there = tuple(fact for fact, text in known.plain_texts if any(each.search(text) for each in alike))
    other = tuple(fact.id for fact in known.facts if _PACKAGING.search(fact.name))
    return _assertion(*found.span("it"), "included", there, other, known)


def _played(found: re.Match[str], names: re.Pattern[str], known: ConceptFacts) -> Assertion:
    """A name in a role: a fact of the role has it, or has another."""
    groups = found.groupdict()
    who = groups.get("who") or groups.get("who2") or ""
    last = who.casefold().split()[-1]
    named = (fact for fact, text in known.plain_texts if last in text)
    there = tuple(fact for fact in named if not _is_namesake(who.casefold(), last, known.texts[fact].casefold()))
    other = tuple(fact.id for fact in known.facts if names.search(fact.name.casefold()))
    return _assertion(*found.span(), "property", there, other, known)


def _is_namesake(who: str, last: str, value: str) -> bool:
    """Whether a value names another of the same surname: `Els Maas` where the text has `Eva Maas`."""
    first = who.split(maxsplit=1)[0]
    if first == last or first in value or f"{first[0]}." in value:
        return False
    return re.search(rf"[^\W\d_]{{2,}}\s(?:(?:de|van|der|den|von|af)\s)*{re.escape(last)}", value) is not None


def _survived(sentence: str, patterns: _Patterns, known: ConceptFacts) -> Iterator[Assertion]:
    for found in patterns.verbs.finditer(sentence):
        before = sentence[: found.start()]
        if _DENIED.search(before) or _ASIDE.search(before) or _MEASURED.match(sentence, found.end()):
            continue
        word = found["of"].casefold()
        decisive = next((key for key, pattern in patterns.hazards if pattern.fullmatch(word)), "")
        supporting, denying = _of_concepts(decisive if concepts().keys() >= {*listed(decisive)} else "", known)
        supporting = supporting or _facts_with(word, known)
        yield _assertion(*found.span(), "property", supporting, denying, known)


def _of_concepts(names: str, known: ConceptFacts) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The facts by which one of these concepts is so, and those by which one is not."""
    wanted = listed(names)
    there = tuple(each.fact for name in wanted for each in known.supporting.get(name, ()))
    missing = tuple(each.fact for name in wanted for each in known.denials(name))
    return there, missing


def _facts_with(words: str, known: ConceptFacts) -> tuple[str, ...]:
    stems = [word[:_STEM] for word in re.findall(r"\w+", words) if len(word) >= _SHORTEST or word.isdigit()]
    numbers = [word for word in re.findall(r"\d+", words) if len(word) >= _NUMBERED]
    if numbers:  # a standard is its number: EN 1888 is not EN 71
        return tuple(fact for fact, text in known.plain_texts if all(each in text for each in numbers))
    wanted = stems[-1] if stems else words
    return tuple(fact for fact, text in known.plain_texts if wanted in text)


def _assertion(
    start: int, end: int, kind: str, supporting: tuple[str, ...], denying: tuple[str, ...], known: ConceptFacts
) -> Assertion:
    if supporting:
        return Assertion(start, end, Verdict.SUPPORTED, kind, tuple(dict.fromkeys(supporting)), attribute=kind)
    if denying:
        values = (("fact", known.texts.get(denying[0], "")),)
        return Assertion(start, end, Verdict.CONTRADICTED, kind, denying[:1], _SAID, values, attribute=kind)
    return Assertion(start, end, Verdict.UNSUPPORTED, kind, (), _SILENT, attribute=kind)


@functools.cache
def _patterns(language: str) -> _Patterns:
    every = msgspec.json.decode(resource_text("lexicons/ledger/told.json"), type=dict[str, _Language])
    found = every[language]

    def filled(pattern: str, flags: int = 0) -> Sifted:
        return Sifted(pattern.replace("{MADE}", f"(?i:{found.made})").replace("{WHO}", _WHO), flags)

    terms: dict[str, list[tuple[_Told, re.Pattern[str], re.Pattern[str] | None]]] = {}
    for each in found.terms:
        pattern = re.compile(rf"(?P<it>{each.it})(?!\w)")
        for beginning in beginnings_of(each.it.replace("(?P<of>", "(?:")):
            terms.setdefault(beginning, []).append((each, pattern, re.compile(each.facts) if each.facts else None))
    hazards = "|".join(found.hazards.values())
    return _Patterns(
        Sifted(found.hint, re.IGNORECASE),
        terms,
        (
            *((each, filled(each.it), re.compile(each.facts) if each.facts else None) for each in found.told),
            *((each, filled(each.it, re.IGNORECASE), None) for each in found.never),
        ),
        tuple((re.compile(each.names), filled(each.it)) for each in found.roles),
        Sifted(found.verbs.replace("{HAZ}", f"(?:{hazards})") + r"\b(?!-\w)"),
        tuple((key, re.compile(each)) for key, each in found.hazards.items()),
    )
