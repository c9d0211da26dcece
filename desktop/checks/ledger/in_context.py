"""What words further off make of a mention: its part, its verb, and the way back that is free."""

from __future__ import annotations

import re

import msgspec

from desktop.checks.ledger.answers import is_absent
from desktop.checks.ledger.assertion import Assertion
from desktop.checks.ledger.concept_facts import ConceptFacts, Statement
from desktop.checks.ledger.concepts import Mention
from desktop.checks.words import plain_form, same_word
from desktop.core.finding import Verdict

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


def to_its_verb(sentence: str, claim: Assertion, known: ConceptFacts) -> Assertion:
    """The claim, up to `is included` where the fact denies just that: *An anti-slip underlay is included*."""
    if claim.verdict is not Verdict.CONTRADICTED or not is_absent(known.texts.get(claim.facts[0], "")):
        return claim
    verb = _COMES_ALONG.match(sentence, claim.end)
    return claim if verb is None else msgspec.structs.replace(claim, end=verb.end())


def of_subject(sentence: str, mention: Mention, language: str, known: ConceptFacts) -> tuple[Statement, ...]:
    """The materials of a fact named as what the sentence says is made of this: *The burrs are ceramic*."""
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
