"""What each sentence of a reply rests on: a fact, a passage, the customer's own words, courtesy, or nothing."""

from __future__ import annotations

import msgspec

from desktop.checks.ledger.claims import claims_of
from desktop.checks.questions import (
    asked_in,
    asks,
    best_known,
    customer_in,
    is_closing,
    is_courtesy,
    known_to,
    language_of_question,
    leaves_open,
    quoted_in,
    relation,
)
from desktop.checks.sentences import sentences_of
from desktop.core.brief import Brief, knowing, number_facts
from desktop.core.copy import Copy
from desktop.core.finding import Claim, Verdict
from desktop.core.reply import Asked, Basis, Rest, Resting

_REPLY = "body"
_SPEAKS_OF = 2.0
_MOST_IDS = 3
_DECIDED = (Verdict.UNSUPPORTED, Verdict.CONTRADICTED)


def resting(copy: Copy, brief: Brief) -> Resting:
    """What the reply in `body` rests on, and which of the customer's questions it answers."""
    brief = msgspec.structs.replace(brief, facts=number_facts(brief.facts))
    told = language_of_question(brief.question)
    language = brief.language or told
    text = copy.text(_REPLY)
    bases = bases_of(text, brief, language)
    asked = tuple(
        msgspec.structs.replace(each, answered=_is_answered(each, text, bases, language))
        for each in asked_in(brief, told or language)
    )
    return Resting(bases, asked, customer_in(brief.question, told or language), told)


def bases_of(text: str, brief: Brief, language: str) -> tuple[Basis, ...]:
    """The sentences of a reply in their order, each with what it rests on; `brief` has numbered facts."""
    ground = _Ground(brief, language)
    claims = claims_of(Copy({_REPLY: text}), knowing(brief), language)
    bases: list[Basis] = []
    signed = False
    for start, end in sentences_of(text, language):
        sentence = text[start:end]
        here = [each for each in claims if start <= each.start < end]
        signed = signed or is_closing(sentence, language)
        rest, ids, quote = (Rest.COURTESY, (), "") if signed else ground.under(sentence, here)
        bases.append(Basis(_REPLY, start, end, rest, ids, quote))
    return tuple(bases)


class _Ground:
    """What a reply may rest on."""

    def __init__(self, brief: Brief, language: str) -> None:
        self._brief = brief
        self._language = language
        self._known = known_to(brief, language)
        self._texts = {each.id: each.text for each in reversed(self._known)}
        self._passages = {each.id for each in brief.passages}

    def under(self, sentence: str, claims: list[Claim]) -> tuple[Rest, tuple[str, ...], str]:
        """What one sentence rests on, the ids of that, and its words."""
        if quoted_in(sentence, self._brief.question):
            return Rest.QUESTION, (), ""
        if any(claim.verdict in _DECIDED for claim in claims):
            return Rest.NOTHING, (), ""
        if leaves_open(sentence, self._language) or sentence.lstrip().startswith("["):
            return Rest.OPEN, (), ""
        best = best_known(sentence, self._known, self._language)
        supporting = (each for claim in claims if claim.verdict is Verdict.SUPPORTED for each in claim.facts)
        named = (each for each in supporting if each in self._texts and self._is_near(sentence, each))
        ids = tuple(dict.fromkeys((*named, *(each.id for each in best))))[:_MOST_IDS]
        if ids:
            quote = next((each.text for each in best if each.id == ids[0]), self._texts[ids[0]])
            return Rest.PASSAGE if ids[0] in self._passages else Rest.FACT, ids, quote
        if is_courtesy(sentence, self._language) or asks(sentence, self._language):
            return Rest.COURTESY, (), ""
        if not claims and relation(sentence, self._brief.question, self._language) >= _SPEAKS_OF:
            return Rest.QUESTION, (), ""
        return Rest.NOTHING, (), ""

    def _is_near(self, sentence: str, known: str) -> bool:
        """A passage must speak of the matter itself: a word that only fits a claim of the ledger is not enough."""
        texts = (each.text for each in self._known if each.id == known)
        return known not in self._passages or any(relation(sentence, each, self._language) >= 1 for each in texts)


def _is_answered(asked: Asked, text: str, bases: tuple[Basis, ...], language: str) -> bool:
    """Whether a sentence of the reply rests on what is known about a question, or is true and speaks of it."""
    true = [basis for basis in bases if basis.rest in (Rest.FACT, Rest.PASSAGE)]
    if asked.ids:
        return any(set(basis.ids) & set(asked.ids) for basis in true)
    return any(relation(asked.text, text[basis.start : basis.end], language) >= _SPEAKS_OF for basis in true)
