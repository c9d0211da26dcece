"""What the facts say instead of a claim: the others of its exclusive group, and values that no lexicon knows."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable, Iterator, Sequence

from desktop.checks.ledger.answers import answer_of
from desktop.checks.ledger.concepts.concept_context import is_of_design
from desktop.checks.ledger.concepts.concept_data import Concept, above, concepts, listed
from desktop.checks.ledger.concepts.concept_facts import ConceptFacts, Statement, parts_of_name
from desktop.checks.ledger.concepts.concept_forms import tokens_of
from desktop.checks.ledger.concepts.concepts import Mention, concepts_in, parts_near
from desktop.checks.ledger.concepts.group_values import unread_of_group
from desktop.checks.ledger.words.steps import of_step
from desktop.checks.ledger.words.towns import is_within_a_land
from desktop.core.brief import LANGUAGES, Fact
from desktop.core.finding import Verdict

_OF_ORIGIN = frozenset({"origin", "ursprung", "ursprungsland", "herkomst", "herkunft", "country", "land", "region"})
_MADE_IN = (
    frozenset({"made", "produced", "woven", "knitted", "printed", "sewn"})
    | frozenset({"gemaakt", "geproduceerd", "gedrukt", "geweven", "gebreid", "hergestellt"})
    | frozenset({"tillverkad", "tillverkat", "tryckt", "stickad", "vävd"})
)
_SUBJECT_IS = re.compile(
    r"\b(?P<of>[^\W\d_]{3,})\s(?:is|are|zijn|är)\s(?:made of |made from |of |van |gemaakt van |av |tillverkade? av"
    r" |i )?$",
    re.IGNORECASE,
)
"""What is said to be of a material: *the comb is plastic*, *kammen är av plast*."""
_ONLY = re.compile(
    r"\b(?:only|just|merely|at most|slechts|alleen|enkel|hooguit|bara|enbart|endast|blott)\s(?:maar\s)?$", re.IGNORECASE
)
_IN = frozenset({"in", "i", "of"})
_MOST_WORDS, _LEAST_COMPOSED = 3, 2
_ORDER = {Verdict.SUPPORTED: 0, Verdict.CONTRADICTED: 1, Verdict.UNSUPPORTED: 2}
_Answer = tuple[Mention, tuple[Verdict, tuple[Statement, ...]]]


def by_span(mentions: Iterable[Mention]) -> Iterator[list[Mention]]:
    """The mentions that begin at the same place, together."""
    group: list[Mention] = []
    for each in mentions:
        if group and group[0].start != each.start:
            yield group
            group = []
        group.append(each)
    if group:
        yield group


def of_senses(answers: Sequence[_Answer]) -> _Answer:
    """The answer that counts where words have several senses: one that a fact bears out, else one that a fact denies.

    What a fact denies by its value in a group is not borne out by a broader word of the same fact: `Glass: clear` is
    glass, and yet no frosted glass.
    """
    best = min(answers, key=lambda answer: _ORDER[answer[1][0]])
    if best[1][0] is Verdict.SUPPORTED and not concepts()[best[0].concept].attr:
        facts = {each.fact for each in best[1][1]}
        for each in answers:
            if each[1][0] is Verdict.CONTRADICTED and concepts()[each[0].concept].values:
                return each if facts <= {statement.fact for statement in each[1][1]} else best
    return best


def rivals(
    sentence: str, mention: Mention, concept: Concept, language: str, known: ConceptFacts
) -> tuple[Statement, ...]:
    """The statements of the same exclusive group, or of one of a broader concept, that say something else."""
    group = "colour" if concept.kind == "colour" else "origin" if concept.kind == "origin" else concept.attr
    own = of_step(sentence, mention, known) if group == "origin" else ()
    if own:
        return tuple(each for each in own if not is_related(each.concept, mention.concept))
    if not group or (group == "origin" and is_of_design(sentence, mention, language)):
        return ()
    found = _rivals_in(group, sentence, mention, language, known)
    broader = {concepts()[each].attr for each in above(mention.concept) - {mention.concept}} - {"", group}
    wider = (_rivals_in(each, sentence, mention, language, known) for each in sorted(broader))
    return found or next(filter(None, wider), ()) or _unread(group, known)


def in_so_many_words(words: str, others: tuple[Statement, ...], known: ConceptFacts) -> tuple[Statement, ...]:
    """Those of the others whose own fact has the words of the claim: `Platforms: Windows, macOS` of *on Windows*."""
    every = _LONGER.findall(words.casefold())
    said = [word for word in every if word not in _SMALL]
    if not said or not _NOTS.isdisjoint(every):
        return ()
    plain = re.compile(r"(?<![\w-])" + r"\W+".join(map(re.escape, said)) + r"(?![\w-])")
    return tuple(
        each
        for each in others
        if (found := plain.search(text := known.texts.get(each.fact, "").casefold()))
        and not _NOTS & set(text[: found.start()].split()[-2:])
    )


_LONGER = re.compile(r"\b(?![ai]\b(?!-))[^\W_]+", re.IGNORECASE)
_SMALL = frozenset(
    {"on", "in", "for", "the", "and", "with", "op", "voor", "met", "van", "een", "en", "på", "för", "med"}
)
_NOTS = frozenset(
    {"not", "niet", "inte", "without", "zonder", "utan", "geen", "ingen", "inga", "except", "behalve", "utom"}
)


def _unread(group: str, known: ConceptFacts) -> tuple[Statement, ...]:
    """The facts of the group that give a name of which no lexicon knows: `Variety: Pacas` of a Geisha."""
    read = frozenset(each.fact for each in known.by_attribute.get(group, ()))
    return tuple(Statement("", negated=False, fact=each) for each in unread_of_group(group, known.facts, read))


def is_related(one: str, other: str) -> bool:
    """Whether one of two concepts is a kind of the other."""
    return one in above(other) or other in above(one)


def _rivals_in(
    group: str, sentence: str, mention: Mention, language: str, known: ConceptFacts
) -> tuple[Statement, ...]:
    of_parts = group in _OF_PARTS
    parts = parts_near(tokens_of(sentence), mention, language) - _WHOLE if of_parts else frozenset()
    return tuple(
        each
        for each in known.by_attribute.get(group, ())
        if not is_related(each.concept, mention.concept)
        and (not of_parts or not each.parts - _WHOLE or parts & each.parts or (group != "colour" and not parts))
        and (group != "closure" or "clasp" in each.parts)
        and not (group in _OF_PRICES and len(_PRICE.findall(known.texts.get(each.fact, ""))) > 1)
    )


_OF_PARTS, _WHOLE = frozenset({"colour", "surface"}), frozenset({"main", "coating"})
_OF_PRICES = frozenset({"tax in the price", "deduction from the price", "shipping in the price"})
_PRICE = re.compile(r"[€£$]\s?\d|\d\s?(?:kr\b|kronor|euro|eur\b|sek\b|gbp\b|usd\b|€|£|:-|,-)", re.IGNORECASE)
"""A fact with two prices says both: `£100 (£120 incl. VAT)`."""


def strange_values(sentence: str, mention: Mention, language: str, known: ConceptFacts) -> tuple[Statement, ...]:
    """The facts of the very attribute whose value no lexicon knows: `Stone: larimar`, `Origin: Northumberland`."""
    concept, of_noun = concepts()[mention.concept], frozenset[str]()
    if concept.kind == "origin":
        if not is_within_a_land(sentence[mention.start : mention.end]):
            return ()  # the land may well hold a place of which no lexicon knows
        named = tuple(fact for fact in known.facts if _is_of_origin(fact.name))
    elif concept.kind == "material":
        parts = parts_near(tokens_of(sentence), mention, language) or frozenset({concept.part or "main"})
        of_noun = known.named.facts_of(_noun_of(sentence, mention))
        named = tuple(
            fact
            for fact in known.facts
            if (parts_of_name(fact.name) <= parts and parts_of_name(fact.name)) or fact.id in of_noun
        )
    else:
        return ()
    read = {each.fact for each in known.by_attribute.get(concept.kind, ())}
    return tuple(
        Statement("", negated=False, fact=fact.id)
        for fact in named
        if fact.id not in read
        if fact.id in of_noun or _is_a_name(fact)
    )


def _noun_of(sentence: str, mention: Mention) -> str:
    """What is said to be of a material: the end of the compound, or the word behind."""
    subject = _SUBJECT_IS.search(sentence, 0, mention.start)
    if subject is not None:
        return subject["of"].lower()
    following = tokens_of(sentence)[mention.last + 1 : mention.last + 2]
    return mention.rest or (following[0].lower if following else "")


def _is_a_name(fact: Fact) -> bool:
    """Whether a value is a word or two of its own, with no answer and no number."""
    words = [token for token in tokens_of(_WHOLLY.sub("", fact.value)) if token.is_word]
    letters = all(not token.text[0].isdigit() for token in words)
    return 0 < len(words) <= _MOST_WORDS and letters and answer_of(fact.text) is None and not _is_read(fact.value)


_WHOLLY = re.compile(r"^\s*100\s?%\s")
"""Before a value that is all of one: `100% papierstro`."""


@functools.lru_cache(maxsize=4096)
def _is_read(value: str) -> bool:
    return any(concepts_in(value, language, names=True) for language in LANGUAGES)


@functools.lru_cache(maxsize=4096)
def _is_of_origin(name: str) -> bool:
    words = {token.lower for token in tokens_of(name)}
    return bool(words & _OF_ORIGIN) or bool(words & _MADE_IN and words & _IN)


def composed(concept: Concept, known: ConceptFacts) -> tuple[Statement, ...]:
    """The statements of one fact that together say it: `Hood: detachable` of a detachable hood."""
    parents = listed(concept.parents)
    if len(parents) < _LEAST_COMPOSED:
        return ()
    by_parent = [{each.fact: each for each in known.supporting.get(parent, ())} for parent in parents]
    return tuple(by_parent[0][fact] for fact in by_parent[0] if all(fact in other for other in by_parent[1:]))


def missing_alternative(concept: Concept, known: ConceptFacts) -> tuple[Statement, ...]:
    """The statements by which what this rules out is not so: no dishwasher, so by hand."""
    if concept.kind != "care":
        return ()
    return tuple(each for barred in listed(concept.bars) for each in known.denying.get(barred, ()))


def of_parts(known: ConceptFacts, parts: frozenset[str]) -> tuple[Statement, ...]:
    """The statements of what one of these parts is made of."""
    return tuple(each for each in known.by_attribute.get("material", ()) if each.parts & parts)


def is_no_more_than(sentence: str, mention: Mention, supporting: Sequence[Statement]) -> bool:
    """Whether a sentence says only the less of what facts say more of: *only splash-proof* of a waterproof watch."""
    if _ONLY.search(sentence, 0, mention.start) is None or any(each.concept == mention.concept for each in supporting):
        return False
    return all(any(concepts()[one].over == mention.concept for one in above(each.concept)) for each in supporting)
