"""What a sentence claims in words (materials, colours, marks, care, …), and what the facts say of it."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable

from desktop.checks.ledger.assertion import Assertion, apart
from desktop.checks.ledger.concepts.concept_context import is_aside, is_scented_with, is_taken_for_granted
from desktop.checks.ledger.concepts.concept_data import Concept, concepts
from desktop.checks.ledger.concepts.concept_facts import ConceptFacts, Statement, concept_facts_of
from desktop.checks.ledger.concepts.concept_forms import tokens_of
from desktop.checks.ledger.concepts.concept_scope import is_no_claim
from desktop.checks.ledger.concepts.concepts import Mention, concepts_in, parts_near
from desktop.checks.ledger.concepts.fact_readings import seems
from desktop.checks.ledger.concepts.goods import is_of_other_goods, name_spans
from desktop.checks.ledger.concepts.headings import is_headed, names_its_noun
from desktop.checks.ledger.concepts.in_context import as_returned, as_told
from desktop.checks.ledger.facts import Ledger
from desktop.checks.ledger.words.able_claims import able_claims, is_needless
from desktop.checks.ledger.words.acronyms import acronym_claims
from desktop.checks.ledger.words.added_things import added_claims
from desktop.checks.ledger.words.affixed_claims import affixed_claims
from desktop.checks.ledger.words.award_claims import award_claims
from desktop.checks.ledger.words.barred import barred_claims
from desktop.checks.ledger.words.certified import certified_claims
from desktop.checks.ledger.words.echoes import echoed_claims
from desktop.checks.ledger.words.effect_claims import effect_claims
from desktop.checks.ledger.words.enumerated import listed_claims
from desktop.checks.ledger.words.feature_claims import is_claimed_feature
from desktop.checks.ledger.words.freed_claims import freed_claims
from desktop.checks.ledger.words.included_claims import included_claims
from desktop.checks.ledger.words.kinship import is_free_of, is_kin_to_facts, is_out_of_group
from desktop.checks.ledger.words.lacking import lacking_claims
from desktop.checks.ledger.words.made_of import (
    is_of_known,
    is_of_named_part,
    is_of_titled,
)
from desktop.checks.ledger.words.materials import Answer, material_answer
from desktop.checks.ledger.words.named_values import named_claims
from desktop.checks.ledger.words.open_claims import open_claims
from desktop.checks.ledger.words.passing import is_withheld, without_passing
from desktop.checks.ledger.words.persons import person_claims
from desktop.checks.ledger.words.placed import placed_claims
from desktop.checks.ledger.words.promises import promise_claims
from desktop.checks.ledger.words.rivals import (
    by_span,
    composed,
    in_so_many_words,
    is_no_more_than,
    missing_alternative,
    of_parts,
    of_senses,
    rivals,
    strange_values,
)
from desktop.checks.ledger.words.scale_claims import scale_claims
from desktop.checks.ledger.words.scopes import scope_claims
from desktop.checks.ledger.words.spoken_claims import spoken_claims
from desktop.checks.ledger.words.steps import placed
from desktop.checks.ledger.words.suited import suited_claims
from desktop.checks.ledger.words.told_claims import told_claims
from desktop.checks.ledger.words.tongues import tongue_claims
from desktop.checks.ledger.words.where_done import place_claims
from desktop.checks.ledger.words.yes_no_claims import answered_claims
from desktop.core.brief import LANGUAGES, Fact
from desktop.core.finding import Verdict
from desktop.core.words import mark

_SAID = mark("The facts say “{fact}”.")
_SILENT = mark("No fact says this.")
_TOPMOST = 6
_SWITCHED = re.compile(r"\b(?:off|uit|av|aus|uitgeschakeld|avstängd)(?=\s*(?:[),;]|$))", re.IGNORECASE)
"""In a fact that gives a figure with something on, and one with it off."""
_FREED = ("free", "vrij", "vrije", "fri", "fritt", "fria")
_SEEMING = frozenset({"look", "looks", "effect", "motief", "print", "achtig", "liknande", "imitation", "mönster"})


def concept_claims(
    sentence: str, language: str, ledger: Ledger, context: str = "", titles: tuple[str, ...] = ()
) -> tuple[Assertion, ...]:
    """The claims in words of a sentence.

    `context` is what the brief says of the product, whose name claims nothing; `titles` are the goods that the titles
    of the copy name: what is said of other goods is not said of the product.
    """
    return _claims(sentence, language, _facts_of_ledger(ledger), context.partition("\n")[0], titles)


def concept_claims_of(
    sentence: str, facts: tuple[Fact, ...], language: str, product: str = ""
) -> tuple[Assertion, ...]:
    """As `concept_claims`, by facts."""
    return _claims(sentence, language, concept_facts_of(facts), product, ())


@functools.lru_cache(maxsize=8)
def _facts_of_ledger(ledger: Ledger) -> ConceptFacts:
    return concept_facts_of(ledger.facts)


@functools.lru_cache(maxsize=8192)
def _claims(
    sentence: str, language: str, known: ConceptFacts, product: str, titles: tuple[str, ...]
) -> tuple[Assertion, ...]:
    """The claims in words of a sentence, without overlaps, in the order of the text."""
    if language not in LANGUAGES:
        return ()
    known = known.about(sentence, language)
    names = name_spans(sentence, known.names, product)
    found = list(included_claims(sentence, language, known))
    found += (*tongue_claims(sentence, known.facts), *award_claims(sentence, language, known))
    told = (*barred_claims(sentence, language, known.barred), *scope_claims(sentence, known.scopes))
    found += apart((*told, *placed_claims(sentence, language, known.facts)), found)
    found += (*effect_claims(sentence, language, known), *certified_claims(sentence, language, known))
    found += scale_claims(sentence, language, known.scaled)
    answered = (
        *answered_claims(sentence, language, known.answered),
        *able_claims(sentence, language, known.able),
        *affixed_claims(sentence, language, known.affixed),
    )
    silenced: set[tuple[int, int]] = set()
    for group in by_span(each for each in concepts_in(sentence, language) if not is_out_of_group(each, known)):
        all_answers = ((each, _answer(sentence, each, language, known, titles)) for each in group)
        answers = [(each, answer) for each, answer in all_answers if answer is not None]
        if not answers:
            silenced.add((group[0].start, group[0].end))
            continue
        mention, (verdict, statements) = of_senses(answers)
        found = _without_award(found, mention) if verdict is Verdict.SUPPORTED else found
        if any(_meets(group[0], one) for one in found):
            continue
        in_name = any(s <= mention.start and mention.end <= e for s, e in names)
        if verdict is not Verdict.SUPPORTED and (in_name or is_of_other_goods(sentence, mention, language, titles)):
            continue
        if verdict is Verdict.UNSUPPORTED and _is_said_already(mention, found):
            continue
        found.append(as_told(sentence, _assertion(mention, verdict, statements, known), known))
    found = _with_answers(found, answered)
    strange = known.added.language not in {"", language} and known.has_unread_inclusion
    for each in _further(sentence, language, known, titles):
        named = each.verdict is not Verdict.SUPPORTED and any(s <= each.start and each.end <= e for s, e in names)
        named = named or is_withheld(each, silenced=(each.start, each.end) in silenced, strange=strange)
        met = [one for one in found if each.start < one.end and one.start < each.end]
        sure = each.verdict is Verdict.CONTRADICTED and all(one.verdict is Verdict.UNSUPPORTED for one in met)
        if not named and (sure or not met):
            found = [one for one in found if one not in met] + [each]
    return tuple(sorted(without_passing(sentence, found, language, titles), key=lambda each: each.start))


def _with_answers(found: list[Assertion], answered: Iterable[Assertion]) -> list[Assertion]:
    """What was found with what facts answer, which outdoes what nothing supports."""
    for each in answered:
        overlapping = [one for one in found if each.start < one.end and one.start < each.end]
        sure = each.kind == "included" and each.verdict is Verdict.CONTRADICTED
        if all(one.verdict is Verdict.UNSUPPORTED or (sure and one.kind != "included") for one in overlapping):
            found = [one for one in found if one not in overlapping] + [each]
    return found


def _further(sentence: str, language: str, known: ConceptFacts, titles: tuple[str, ...]) -> tuple[Assertion, ...]:
    """What the other rooms say, each where those before it said nothing."""
    return (
        *person_claims(sentence, known.facts),
        *place_claims(sentence, language, known.facts),
        *lacking_claims(sentence, language, known.given),
        *promise_claims(sentence, language, known),
        *named_claims(sentence, language, known.named, titles),
        *told_claims(sentence, language, known),
        *open_claims(sentence, language, known),
        *suited_claims(sentence, language, known),
        *acronym_claims(sentence, language, known),
        *freed_claims(sentence, language, known.facts),
        *spoken_claims(sentence, language, known.spoken),
        *echoed_claims(sentence, language, known.echoed),
        *listed_claims(sentence, language, known.listing, known.supporting),
        *added_claims(sentence, language, known, titles),
    )


def _is_said_already(mention: Mention, found: list[Assertion]) -> bool:
    """Whether the award that no fact knows is one that the sentence has been called to account for."""
    kind = concepts()[mention.concept].kind
    return kind == "award" and any(one.kind == kind and one.verdict is Verdict.UNSUPPORTED for one in found)


def _assertion(mention: Mention, verdict: Verdict, statements: tuple[Statement, ...], known: ConceptFacts) -> Assertion:
    facts = tuple(dict.fromkeys(each.fact for each in statements))[:_TOPMOST]
    kind = concepts()[mention.concept].kind
    if verdict is Verdict.SUPPORTED:
        return Assertion(mention.start, mention.end, verdict, kind, facts, attribute=kind)
    if verdict is Verdict.CONTRADICTED and facts:
        values = (("fact", known.texts.get(facts[0], "")),)
        return Assertion(mention.start, mention.end, verdict, kind, facts, _SAID, values, attribute=kind)
    return Assertion(mention.start, mention.end, verdict, kind, (), _SILENT, attribute=kind)


def _answer(
    sentence: str, mention: Mention, language: str, known: ConceptFacts, titles: tuple[str, ...] = ()
) -> Answer | None:
    """The verdict on a mention with the statements that decide it; None where it claims nothing."""
    mention = as_returned(sentence, mention)
    concept = concepts()[mention.concept]
    if concept.kind == "included" or mention.rest in _SEEMING:
        return None
    if concept.kind == "material" and seems(sentence, mention.start, mention.end):
        return None
    if concept.kind == "feature" and _is_silent(sentence, mention, language, known):
        return None
    if mention.perhaps:
        answer = _either_way(sentence, mention, language, known)
    elif mention.negated:
        answer = _denied(sentence, mention, language, known)
    elif concept.kind == "material":
        answer = material_answer(sentence, mention, language, known)
    else:
        answer = _asserted(sentence, mention, language, known)
    if answer is None or answer[0] is Verdict.SUPPORTED:
        return answer
    headed = answer[0] is Verdict.CONTRADICTED and (
        is_headed(sentence, mention, language, scented=known.has_scent)
        or names_its_noun(sentence, mention, {each.fact for each in answer[1]}, known.facts)
    )
    if not headed and _is_not_said(sentence, mention, language, answer, known, titles):
        return None
    unsupported = answer[0] is Verdict.UNSUPPORTED
    of_known = unsupported and concept.kind == "property" and is_of_known(sentence, mention.start, known)
    if of_known or (unsupported and is_taken_for_granted(sentence, mention, language)):
        return None
    if unsupported and (is_free_of if mention.negated else is_kin_to_facts)(mention.concept, known):
        return None
    named = unsupported or (concept.kind == "ingredient" and not mention.negated)
    said = _by_words(sentence[mention.start : mention.end], known) if named else None
    strange = strange_values(sentence, mention, language, known) if unsupported and not mention.negated else ()
    return said or ((Verdict.CONTRADICTED, strange) if strange else answer)


def _without_award(found: list[Assertion], mention: Mention) -> list[Assertion]:
    """What was found without an award that no fact has: its words are a property that a fact does have."""
    return [one for one in found if one.kind != "award" or one.facts or not _meets(mention, one)]


def _meets(mention: Mention, one: Assertion) -> bool:
    return mention.start < one.end and one.start < mention.end


def _is_not_said(
    sentence: str, mention: Mention, language: str, answer: Answer, known: ConceptFacts, titles: tuple[str, ...]
) -> bool:
    """Whether the words are said of something else, or not at all."""
    of_part = answer[0] is Verdict.CONTRADICTED and is_of_named_part(sentence, mention, language, answer[1], known)
    of_part = of_part or (answer[0] is Verdict.CONTRADICTED and is_of_titled(sentence, mention, language, titles))
    if not of_part and is_aside(sentence, mention, language):
        return True
    return is_no_claim(sentence, mention, language, known=answer[0] is Verdict.CONTRADICTED)


def _is_silent(sentence: str, mention: Mention, language: str, known: ConceptFacts) -> bool:
    """Whether a feature that no fact speaks of is not claimed either."""
    if mention.negated or mention.concept in known.supporting or known.denials(mention.concept):
        return False
    return not is_claimed_feature(sentence, mention, language, known)


def _by_words(words: str, known: ConceptFacts) -> Answer | None:
    """What the facts say in the very words of a claim, where no concept of theirs answers it."""
    found = known.with_words(words)
    return (Verdict.SUPPORTED, found) if found else None


def _denied(sentence: str, mention: Mention, language: str, known: ConceptFacts) -> Answer | None:
    """A claim that something is not so."""
    concept = concepts()[mention.concept]
    denials = known.denials(mention.concept)
    if denials:
        return Verdict.SUPPORTED, tuple(denials)
    against = [
        each
        for each in known.supporting.get(mention.concept, ())
        if each.concept == mention.concept or not concept.hidden
    ]
    if against:
        if concept.kind == "property" and is_needless(sentence, mention.start):
            return None
        switched = any(_SWITCHED.search(known.texts.get(each.fact, "")) for each in against)
        return Verdict.SUPPORTED if switched else Verdict.CONTRADICTED, tuple(against)
    if concept.kind == "material":
        others = of_parts(known, parts_near(tokens_of(sentence), mention, language))
        if others:
            return Verdict.SUPPORTED, others
    freed = sentence[mention.start : mention.end].lower().endswith(_FREED)
    if freed or (concept.substance and mention.concept != "plastic_content"):
        return Verdict.UNSUPPORTED, ()
    return None


def _either_way(sentence: str, mention: Mention, language: str, known: ConceptFacts) -> Answer | None:
    """A claim that may be denied or not, `not waterproof and windproof`: only what is wrong both ways is."""
    denied = _denied(sentence, mention, language, known)
    if denied is not None and denied[0] is Verdict.SUPPORTED:
        return denied
    told = _asserted(sentence, mention, language, known)
    whole = " " in sentence[mention.start : mention.end] or denied is not None
    return told if told is not None and (told[0] is Verdict.SUPPORTED or whole) else None


def _asserted(sentence: str, mention: Mention, language: str, known: ConceptFacts) -> Answer | None:
    """A claim that something is so, other than of what the product is made."""
    concept = concepts()[mention.concept]
    supporting = known.supporting.get(mention.concept, [])
    if concept.over:
        supporting = [each for each in supporting if each.concept != concept.over]
    denials = known.denials(mention.concept)
    if supporting and denials and all(each.named or known.is_figure(each) for each in supporting):
        return Verdict.CONTRADICTED, tuple(denials)
    if supporting:
        return _borne_out(sentence, mention, language, supporting, known)
    if denials:
        return Verdict.CONTRADICTED, tuple(denials)
    if concept.hidden:
        return None
    against = _against(sentence, mention, language, known)
    if against:
        said = in_so_many_words(sentence[mention.start : mention.end], against, known) if concept.attr else ()
        return (Verdict.SUPPORTED, said) if said else (Verdict.CONTRADICTED, against)
    unless = missing_alternative(concept, known) or composed(concept, known)
    if unless:
        return Verdict.SUPPORTED, unless
    if concept.quiet or (_is_left_alone(concept) and not _is_promised_scent(sentence, mention, concept, known)):
        return None
    return Verdict.UNSUPPORTED, ()


def _borne_out(
    sentence: str, mention: Mention, language: str, supporting: list[Statement], known: ConceptFacts
) -> Answer | None:
    """What facts say too, unless the sentence says less than they do, or has it in another place."""
    if is_no_more_than(sentence, mention, supporting):
        return Verdict.CONTRADICTED, tuple(supporting)
    of_place = concepts()[mention.concept].kind == "origin"
    place = placed(sentence, mention, language, supporting, known) if of_place else Verdict.SUPPORTED
    return None if place is None else (place or Verdict.SUPPORTED, tuple(supporting))


def _is_promised_scent(sentence: str, mention: Mention, concept: Concept, known: ConceptFacts) -> bool:
    """Whether it is what the product is scented or flavoured with, of which no fact says anything."""
    return concept.attr == "taste" and not known.has_scent and is_scented_with(sentence, mention.start)


def _is_left_alone(concept: Concept) -> bool:
    """Whether silence of the facts says nothing: things of the world, and ingredients of a kind that facts sum up."""
    return (concept.world and concept.kind != "feature") or (concept.kind == "ingredient" and bool(concept.attr))


def _against(sentence: str, mention: Mention, language: str, known: ConceptFacts) -> tuple[Statement, ...]:
    """The statements that claim less, or something else of the same exclusive group."""
    concept = concepts()[mention.concept]
    weaker = known.supporting.get(concept.over, ()) if concept.over else ()
    unscented = known.denying.get("perfume", ()) if concept.attr == "taste" else ()
    strange = known.strange_colours if concept.kind == "colour" and "colour" not in known.by_attribute else ()
    return tuple(weaker) or rivals(sentence, mention, concept, language, known) or tuple(unscented) or strange
