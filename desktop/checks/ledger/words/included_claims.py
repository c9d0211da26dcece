"""What a sentence says comes with the product, or does not, and what the facts say of it."""

from __future__ import annotations

import itertools

import msgspec

from desktop.checks.ledger.answers import is_included
from desktop.checks.ledger.assertion import Assertion
from desktop.checks.ledger.concepts.concept_data import concepts
from desktop.checks.ledger.concepts.concept_facts import ConceptFacts
from desktop.checks.ledger.concepts.concept_forms import Token, tokens_of
from desktop.checks.ledger.concepts.concept_scope import is_no_claim
from desktop.checks.ledger.concepts.concepts import Mention, concepts_in
from desktop.checks.ledger.concepts.markers import Places, is_lacking, is_near, markers_in, span_with
from desktop.checks.ledger.words.sold_apart import is_wholly_apart, sold_apart
from desktop.core.finding import Verdict
from desktop.core.words import mark

_SAID = mark("The facts say “{fact}”.")
_SILENT = mark("No fact says this.")
_RID = frozenset({"never", "nooit", "aldrig", "slipp", "slipper", "slippa", "forget", "vergeet", "glöm"})
_ONE, _ADDED = frozenset({"een", "nog"}), frozenset({"erbij", "ernaast", "eromheen"})
_TO_DO = frozenset({"to", "om", "te", "att"})
_THEN = frozenset({"en", ",", "is", ":", "–"})
_NO_MORE = frozenset({("no", "more"), ("geen", "gedoe"), ("inga", "fler"), ("ingen", "mer"), ("inget", "mer")})


def included_claims(sentence: str, language: str, known: ConceptFacts) -> tuple[Assertion, ...]:
    """The claims that something is included or sold apart: `batteries included`, `lock köps separat`."""
    things = [each for each in concepts_in(sentence, language) if concepts()[each.concept].kind == "included"]
    if not things or sentence.rstrip().endswith("?"):
        return ()
    tokens = tokens_of(sentence)
    present, absent = markers_in(tokens, language)
    found: list[Assertion] = []
    for thing in things:
        denied = is_lacking(tokens, thing.first, thing.last, present, absent) or thing.negated
        if thing.negated and _is_no_more(tokens, thing):
            continue
        if not denied and not is_near(tokens, thing.first, thing.last, present):
            continue
        if _is_suggested(tokens, thing):
            continue
        claim = _claim(thing, known, denied=denied)
        if claim is not None and not _is_doubtful(sentence, thing, language, claim, known):
            found += _to_its_words(claim, thing, tokens, absent if denied else present)
    return tuple(found)


def _to_its_words(claim: Assertion, thing: Mention, tokens: tuple[Token, ...], said: Places) -> tuple[Assertion, ...]:
    """The claim, up to the words that say or deny it: `bulb is not included`, `Batterier medföljer`."""
    span = span_with(tokens, thing.first, thing.last, said)
    if span is None or claim.verdict is Verdict.UNSUPPORTED:
        return (claim,)
    first, end = span[0], tokens[span[1]].end
    if first == thing.first or claim.verdict is Verdict.CONTRADICTED:
        return (msgspec.structs.replace(claim, end=end),)
    return claim, msgspec.structs.replace(claim, start=tokens[first].start, end=end)


def _is_suggested(tokens: tuple[Token, ...], thing: Mention) -> bool:
    """Whether it is what one may add: `Een screenprotector erbij en je slaapt rustiger`."""
    if thing.first != 1 or tokens[0].lower not in _ONE or thing.last + 2 >= len(tokens):
        return False
    return tokens[thing.last + 1].lower in _ADDED and tokens[thing.last + 2].lower in _THEN


def _is_no_more(tokens: tuple[Token, ...], thing: Mention) -> bool:
    """Whether one is rid of it, which says nothing of the box: `no more tangled cables`, `nooit meer batterijen`."""
    before = tuple(token.lower for token in tokens[max(0, thing.first - 4) : thing.first])
    behind = tuple(token.lower for token in tokens[thing.last + 1 : thing.last + 3])
    if behind[:1] and behind[0] in _TO_DO and (behind[0] == "om" or len(behind) > 1):
        return True  # `No bulbs to replace`
    return any(word in _RID for word in before) or any(pair in _NO_MORE for pair in itertools.pairwise(before))


def _is_doubtful(sentence: str, thing: Mention, language: str, claim: Assertion, known: ConceptFacts) -> bool:
    """Whether it may be a word of another sort, or the very thing that a fact says comes along in words not known."""
    if claim.verdict is not Verdict.UNSUPPORTED:
        return False
    return known.has_unread_inclusion or is_no_claim(sentence, thing, language, known=False)


def _claim(thing: Mention, known: ConceptFacts, *, denied: bool) -> Assertion | None:
    there = tuple(dict.fromkeys(each.fact for each in known.supporting.get(thing.concept, ())))
    missing = tuple(dict.fromkeys(each.fact for each in known.denying.get(thing.concept, ())))
    apart = (
        *sold_apart(thing.concept, known.facts),
        *(fact.id for fact in known.facts if fact.id in there and is_wholly_apart(fact)),
    )
    if apart:
        missing = tuple(dict.fromkeys((*apart, *missing)))
        there = tuple(each for each in there if each not in apart and is_included(known.texts.get(each, "")))
    agreeing, opposing = (missing, there) if denied else (there, missing)
    if agreeing:
        return Assertion(thing.start, thing.end, Verdict.SUPPORTED, "included", agreeing, attribute="included")
    if opposing:
        values = (("fact", known.texts.get(opposing[0], "")),)
        return Assertion(
            thing.start, thing.end, Verdict.CONTRADICTED, "included", opposing, _SAID, values, attribute="included"
        )
    if denied:
        return None
    return Assertion(thing.start, thing.end, Verdict.UNSUPPORTED, "included", (), _SILENT, attribute="included")
