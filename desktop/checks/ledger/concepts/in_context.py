"""What words further off make of a mention: its part, its verb, and the way back that is free."""

from __future__ import annotations

import itertools
import re

import msgspec

from desktop.checks.ledger.answers import is_absent
from desktop.checks.ledger.assertion import Assertion
from desktop.checks.ledger.concepts.concept_data import WOOD, above
from desktop.checks.ledger.concepts.concept_facts import ConceptFacts, Statement
from desktop.checks.ledger.concepts.concepts import Mention
from desktop.checks.ledger.concepts.group_values import groups_of
from desktop.checks.ledger.words.named_values import are_opposite
from desktop.checks.words import plain_form, same_word
from desktop.core.finding import Verdict
from desktop.core.words import mark

_FOR_NOTHING = frozenset({"no_extra_cost"})
_SENT_BACK = re.compile(
    r"\b(?:send|return|bring|exchange|stuurt?|sturen|brengt?|ruilt?|skickar?|lämnar?|byter?)\b[^.;:!?]{0,40}"
    r"\b(?:back|returned|terug|retour|om|tillbaka|i retur)\b|\b(?:returner?a?r?|retourneer\w*|return (?:it|them))\b",
    re.IGNORECASE,
)
"""What costs nothing is then the way back: *stuur je hem kosteloos terug*."""
_COMES_ALONG = re.compile(
    r"(?:\s[^\W\d_]+){1,3}\s(?:included|inbegrepen|meegeleverd|bijgeleverd|medföljer|ingår|comes? with it"
    r"|in the box)\b",
    re.IGNORECASE,
)
_SUBJECT_IS = re.compile(
    r"\b(?P<of>[^\W\d_]{3,})\s(?:is|are|zijn|är)\s(?:made of |made from |of |van |gemaakt van |av "
    r"|tillverkade? av |i )?$",
    re.IGNORECASE,
)
_LETTERS = re.compile(r"[^\W\d_]{3,}")


def as_returned(sentence: str, mention: Mention) -> Mention:
    """What costs nothing as free returns, where the sentence sends something back."""
    if mention.concept in _FOR_NOTHING and _SENT_BACK.search(sentence):
        return msgspec.structs.replace(mention, concept="free_returns")
    return mention


def as_told(sentence: str, claim: Assertion, known: ConceptFacts) -> Assertion:
    """The claim as the words around it have it: of the other half of a pair, up to its verb."""
    return _to_its_verb(sentence, _of_other_half(sentence, claim, known), known)


def _of_other_half(sentence: str, claim: Assertion, known: ConceptFacts) -> Assertion:
    """What a fact has only of the other of two: a `buitenfilter` where it is a `binnenfilter`, an external filter."""
    if claim.verdict is not Verdict.SUPPORTED or claim.kind in {"colour", "origin"}:
        return claim
    start, texts = claim.start, [(fact, known.texts.get(fact, "").casefold()) for fact in claim.facts]
    before = _LAST_WORD.search(sentence, 0, start)
    said = sentence[start : claim.end].casefold()
    if any(said in text and (before is None or before[1].casefold() in text) for _, text in texts):
        return claim
    word = said.split()[-1]
    for fact, text in texts:
        for other in _LETTERS.finditer(text):
            ahead = _LAST_WORD.search(text, 0, other.start())
            if before and ahead and other[0] == word and are_opposite(before[1].casefold(), ahead[1]):
                return _other_half(claim, before.start(), fact, known)
            if _is_of_other_half(word, other[0]):
                return _other_half(claim, start, fact, known)
    return claim


def _other_half(claim: Assertion, start: int, fact: str, known: ConceptFacts) -> Assertion:
    values = (("fact", known.texts.get(fact, "")),)
    return msgspec.structs.replace(
        claim, start=start, verdict=Verdict.CONTRADICTED, facts=(fact,), reason=_SAID, values=values
    )


def _is_of_other_half(one: str, other: str) -> bool:
    """Whether two compounds end alike and begin with opposites: `ytterfilter`, `innerfilter`."""
    pairs = zip(reversed(one), reversed(other), strict=False)
    alike = sum(1 for _ in itertools.takewhile(lambda pair: pair[0] == pair[1], pairs))
    return any(
        are_opposite(plain_form(one[: len(one) - end]), plain_form(other[: len(other) - end]))
        for end in range(max(_ALIKE, alike - 2), alike + 1)
    )


_LAST_WORD = re.compile(r"([^\W\d_]{3,})[\s-]$")
_ALIKE = 4
_SAID = mark("The facts say “{fact}”.")


def _to_its_verb(sentence: str, claim: Assertion, known: ConceptFacts) -> Assertion:
    """The claim, up to `is included` where the fact denies just that: *An anti-slip underlay is included*."""
    if claim.verdict is not Verdict.CONTRADICTED or not is_absent(known.texts.get(claim.facts[0], "")):
        return claim
    verb = _COMES_ALONG.match(sentence, claim.end)
    return claim if verb is None else msgspec.structs.replace(claim, end=verb.end())


def of_subject(
    sentence: str, mention: Mention, language: str, known: ConceptFacts, parts: frozenset[str]
) -> tuple[Statement, ...]:
    """The materials of a fact named as what the sentence says is made of this: *The burrs are ceramic*.

    A fact of the wood tells that of each part that no fact is about.
    """
    if parts:
        of_wood = {each.id for each in known.facts if WOOD in above(mention.concept) and WOOD in groups_of(each.name)}
        every = (each for each in known.by_attribute.get("material", ()) if each.fact in of_wood)
        return tuple(each for each in every if WOOD in above(each.concept))
    subject = _SUBJECT_IS.search(sentence, 0, mention.start)
    if subject is None:
        return ()
    word = plain_form(subject["of"].casefold())
    named = {
        fact.id
        for fact in known.facts
        if any(_is_form(word, plain_form(one.casefold()), language) for one in _LETTERS.findall(fact.name)[-2:])
    }
    return tuple(each for each in known.by_attribute.get("material", ()) if each.fact in named)


def _is_form(word: str, name: str, language: str) -> bool:
    """Whether a subject is the name of a fact, short ones with an ending too: *Kammen* of `Kam`."""
    return same_word(word, name, language) or (
        len(name) <= _SHORT and word.startswith(name) and len(word) <= len(name) + 2
    )


_SHORT = 3
