"""What the product, or a part of it, is made of: what a sentence says against what the facts say."""

from __future__ import annotations

from desktop.checks.ledger.concepts.concept_data import above, concepts
from desktop.checks.ledger.concepts.concept_facts import ConceptFacts, Statement
from desktop.checks.ledger.concepts.concept_forms import tokens_of
from desktop.checks.ledger.concepts.concepts import Mention, parts_near
from desktop.checks.ledger.concepts.in_context import of_subject
from desktop.checks.ledger.words.kinship import may_be_woven
from desktop.checks.ledger.words.made_of import is_clad_in, is_made, is_said_of_subject, of_named_part, weaker
from desktop.checks.ledger.words.rivals import is_related, of_parts, rivals
from desktop.core.finding import Verdict

_MAIN = frozenset({"main"})
_WHOLE = frozenset({"main", "frame", "body", "top", "legs", "drawer", "seat", "jug", "poles", "ribs", "upper"})
_BOXES = frozenset({"case_object", "packaging"})
_WEAVES, _SMALL, _PRECIOUS = frozenset({"weave"}), frozenset({"button"}), frozenset({"gold", "silver", "platinum"})

Answer = tuple[Verdict, tuple[Statement, ...]]
"""A verdict with the statements that decide it."""


def material_answer(sentence: str, mention: Mention, language: str, known: ConceptFacts) -> Answer | None:
    """A claim about what the product, or a part of it, is made of."""
    concept = concepts()[mention.concept]
    parts = parts_near(tokens_of(sentence), mention, language)
    supporting = known.supporting.get(mention.concept, [])
    if concept.part and (not parts or any(concept.part in each.parts for each in supporting)):
        parts = frozenset({concept.part})
    if supporting:
        part = of_named_part(sentence, mention, language, known)
        if part and not any(each in supporting for each in part):
            return Verdict.CONTRADICTED, part
        return _made_so(sentence, mention, parts, supporting, known)
    denials = tuple(known.denials(mention.concept))
    if denials:
        return Verdict.CONTRADICTED, denials
    if concept.hidden:
        return None
    missing = tuple(each for part in sorted(parts) for each in known.absent_parts.get(part, ()))
    missing = missing or (rivals(sentence, mention, concept, language, known) if concept.attr else ())
    if missing:
        return Verdict.CONTRADICTED, missing
    return _made_otherwise(sentence, mention, parts, language, known)


def _made_so(
    sentence: str, mention: Mention, parts: frozenset[str], supporting: list[Statement], known: ConceptFacts
) -> Answer:
    """A claim of a material that facts name: of the same part, or of another."""
    less = weaker(sentence, mention, supporting, known)
    if less:
        return Verdict.CONTRADICTED, less
    others = of_parts(known, parts - {"main"})
    fitting = [each for each in supporting if not each.parts or not parts or each.parts & parts or "main" in each.parts]
    if not parts and all(each.parts - {"main"} for each in supporting) and is_made(sentence, mention):
        others, fitting = of_parts(known, _MAIN), []
    if others and parts <= _BOXES and not any(each.parts & parts for each in fitting):
        fitting = []  # a fact of the very box knows better
    if fitting or not others:
        return Verdict.SUPPORTED, tuple(fitting or supporting)
    return Verdict.CONTRADICTED, others


def _made_otherwise(
    sentence: str, mention: Mention, parts: frozenset[str], language: str, known: ConceptFacts
) -> Answer | None:
    """A claim of a material that no fact names: what the facts name instead, for the same part or the whole."""
    concept = concepts()[mention.concept]
    others = of_named_part(sentence, mention, language, known) or of_parts(known, parts - {"main"})
    others = others or of_subject(sentence, mention, language, known, parts)
    whole = parts & _WHOLE or (parts == {concept.part} and concept.part not in _SMALL)
    if not parts or whole or (parts <= _BOXES and is_said_of_subject(sentence, mention)):
        others = others or of_parts(known, _MAIN) or of_parts(known, _WHOLE)
    if above(mention.concept) & _PRECIOUS:
        metals = (each for each in known.by_attribute.get("material", ()) if not each.parts - _MAIN)
        others = others or tuple(each for each in metals if "metal" in above(each.concept) - {each.concept})
    if mention.concept == "solid_wood" and any("wood" in above(each.concept) for each in others):
        return None  # a wood of its own name is not said to be a veneer
    closed = tuple(each for each in others if not _is_open(each.concept, mention.concept))
    woven = above(mention.concept) & _WEAVES and any("textile" in above(each.concept) for each in others)
    if closed and not (woven and len(closed) < len(others)):
        return Verdict.CONTRADICTED, closed
    return None if woven or (concept.quiet and not is_clad_in(sentence, mention.start)) else (Verdict.UNSUPPORTED, ())


def _is_open(stated: str, claimed: str) -> bool:
    """Whether both may be true: one is a kind of the other, or one is how the other is woven."""
    if is_related(stated, claimed):
        return True
    return bool((above(stated) & _WEAVES) ^ (above(claimed) & _WEAVES)) and may_be_woven(stated, claimed)
