"""The second layer of the ledger: a model judges the sentences that the rules left open, one claim at a time.

It must quote the words of the sentence and those of the fact; what it quotes wrongly is not heard. What it calls wrong,
right or without support is asked once more the other way round, and counts only when both answers agree. In doubt
nothing is said: no claim rather than a wrong one.
"""

from __future__ import annotations

import asyncio
import re
from collections.abc import Awaitable, Callable, Sequence
from functools import lru_cache
from typing import TypeVar

import msgspec

from desktop.agents.answer import Answer, End
from desktop.agents.prompts import PromptFile, examples_of, sections_of
from desktop.checks.language import language_of_copy
from desktop.checks.ledger.claims import open_sentences
from desktop.checks.ledger.facts import ledger_digest
from desktop.core.brief import Brief, Fact, number_facts
from desktop.core.copy import Copy
from desktop.core.events import Event, Progress
from desktop.core.finding import Verdict
from desktop.core.prompt import LanguageModel, Message, Prompt, Role
from desktop.core.rulings import JudgedClaim, Judgement
from desktop.core.words import tr

T = TypeVar("T")

AT_ONCE = 4
"""How many sentences are asked about at the same time; the slots of the model server."""

_MOST_FACTS = 24
_STEM = 4
_WEAK = frozenset({"poor", "none"})
_WORD = re.compile(r"\w+(?:[.,]\d+)*")
_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
_SURE = frozenset({Verdict.SUPPORTED, Verdict.CONTRADICTED})


class Said(msgspec.Struct, frozen=True):
    """What the model answers about a sentence; `facts` are numbers of the facts it was shown, from 1."""

    quote: str
    facts: tuple[int, ...]
    evidence: str
    verdict: Verdict


class _Example(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    facts: tuple[str, ...]
    sentence: str
    answer: Said


class _Turned(msgspec.Struct, frozen=True):
    """The answer the other way round: whether both can be true, or the number of the fact that says it (0: none)."""

    both: str = ""
    fact: int = 0


Prime = Callable[[Prompt, int], Awaitable[bool]]
"""Has a server read a prompt once for so many answers that begin at once."""


async def judge(
    copy: Copy, brief: Brief, model: LanguageModel, emit: Callable[[Event], None], prime: Prime | None = None
) -> tuple[Judgement, ...]:
    """Judge every open sentence of a copy, four at a time; raises what the model raises, at the first such failure.

    A sentence of which the model says nothing that holds has a judgement without claims. Nothing is asked where
    `why_silent` gives a reason. The questions begin alike: `prime` lets that part be read once.
    """
    brief = msgspec.structs.replace(brief, facts=number_facts(brief.facts))
    language = language_of(copy, brief)
    if why_silent(model, language):
        return ()
    sentences = list(dict.fromkeys(text for _, _, text in open_sentences(copy, brief, language)))
    judging = Judging(brief.facts, language, model)
    done = 0

    async def one(sentence: str) -> Judgement:
        nonlocal done
        async with turn:
            found = await judging.judgement(sentence)
        done += 1
        emit(_progress(done, len(sentences)))
        return found

    turn = asyncio.Semaphore(AT_ONCE)
    if sentences:
        emit(_progress(0, len(sentences)))
    if prime is not None and len(sentences) > 1:
        await prime(judging.prompt(sentences[0]), min(AT_ONCE, len(sentences)))
    return await _together([asyncio.ensure_future(one(sentence)) for sentence in sentences])


def language_of(copy: Copy, brief: Brief) -> str:
    """The language in which a copy is judged: the brief's, else that of its text."""
    return brief.language or language_of_copy(copy)


def why_silent(model: LanguageModel, language: str) -> str:
    """A sentence for the writer when a model is not asked in a language; empty when it is."""
    if model.small and model.grade(language) in _WEAK:
        return tr("This model knows the language of the text too poorly to judge sentences, so it was not asked.")
    return ""


class Judging:
    """Judges sentences by one set of facts."""

    def __init__(self, facts: Sequence[Fact], language: str, model: LanguageModel) -> None:
        self._facts = tuple(fact for fact in facts if fact.approved and fact.text.strip())
        self._digest = ledger_digest(tuple(facts))
        self._model = model
        self._prompts = _prompts(language)
        self._opening = _opening(language)

    def prompt(self, sentence: str) -> Prompt:
        """The first question about a sentence; all that comes before the sentence is the same for each."""
        facts = _told(self._relevant(sentence))
        wish = self._prompts.render("ask", {"facts": facts, "sentence": sentence})
        return Prompt((*self._opening, Message(Role.USER, wish)), 200, temperature=0.0, json_schema=_SAID)

    async def judgement(self, sentence: str) -> Judgement:
        """What the model says of a sentence, as far as it holds."""
        facts = self._relevant(sentence)
        said = await self._ask(self.prompt(sentence), Said)
        claim = accepted(sentence, facts, said) if said is not None else None
        if claim is not None and claim.verdict is not Verdict.OPINION and not await self._agrees(claim, facts):
            claim = None
        return Judgement(sentence, self._digest, (claim,) if claim is not None else (), self._model.id)

    async def _agrees(self, claim: JudgedClaim, facts: Sequence[Fact]) -> bool:
        """Whether the model says the same when it is asked the other way round."""
        if claim.verdict in _SURE:
            against = [_line(fact) for fact in facts if fact.id in claim.facts]
            wish = self._prompts.render("both", {"facts": against, "quote": claim.text})
            turned = await self._ask(self._second(wish, _BOTH), _Turned)
            return turned is not None and turned.both == ("no" if claim.verdict is Verdict.CONTRADICTED else "yes")
        wish = self._prompts.render("says", {"facts": _told(facts), "quote": claim.text})
        turned = await self._ask(self._second(wish, _SAYS), _Turned)
        return turned is not None and turned.fact == 0

    def _second(self, wish: str, schema: str) -> Prompt:
        opening = Message(Role.SYSTEM, self._prompts.render("system.second", {}))
        return Prompt((opening, Message(Role.USER, wish)), 40, temperature=0.0, json_schema=schema)

    async def _ask(self, prompt: Prompt, kind: type[T]) -> T | None:
        """The answer, or nothing where it is none of this kind."""
        answer = Answer()
        await answer.listen(self._model, prompt, _ignore)
        if answer.end is not End.WHOLE:
            return None
        text = answer.text[answer.text.find("{") : answer.text.rfind("}") + 1]
        try:
            return msgspec.json.decode(text, type=kind)
        except msgspec.MsgspecError:
            return None

    def _relevant(self, sentence: str) -> tuple[Fact, ...]:
        """All facts, or of very many those that share most words with the sentence, in the order of the ledger."""
        if len(self._facts) <= _MOST_FACTS:
            return self._facts
        stems = _stems(sentence)
        ranked = sorted(range(len(self._facts)), key=lambda index: -len(stems & _stems(_line(self._facts[index]))))[
            :_MOST_FACTS
        ]
        return tuple(self._facts[index] for index in sorted(ranked))


def accepted(sentence: str, facts: Sequence[Fact], said: Said) -> JudgedClaim | None:
    """The claim, when its quotes are true: the words stand in the sentence, and the evidence in a fact that it names.

    A number that the claim has and its evidence has not, or evidence that only says the claim again, decides nothing.
    """
    quote = found_in(sentence, said.quote)
    if not quote:
        return None
    if said.verdict not in _SURE:
        return JudgedClaim(quote, said.verdict, (), tr("No fact says this.") if _doubts(said) else "")
    named = [facts[number - 1] for number in said.facts if 0 < number <= len(facts)]
    proof = [fact for fact in named if found_in(_line(fact), said.evidence)]
    if not proof:
        return None
    if said.verdict is Verdict.CONTRADICTED and found_in(said.evidence, quote):
        return None
    if said.verdict is Verdict.SUPPORTED and not set(_NUMBER.findall(quote)) <= set(_NUMBER.findall(_line(proof[0]))):
        return None
    told = tr("The facts say: {facts}", facts="; ".join(map(_line, proof)))
    return JudgedClaim(quote, said.verdict, tuple(fact.id for fact in proof), told)


def found_in(text: str, quote: str) -> str:
    """The words of a text that a quote repeats, as they stand there; case and white space may differ. Else nothing."""
    words = quote.strip().strip("\"“”'.… ").split()
    if not words:
        return ""
    match = re.search(r"(?<!\w)" + r"\s+".join(map(re.escape, words)) + r"(?!\w)", text, re.IGNORECASE)
    return match.group() if match is not None else ""


def _doubts(said: Said) -> bool:
    return said.verdict is Verdict.UNSUPPORTED


def _line(fact: Fact) -> str:
    text = f"{fact.name}: {fact.text}" if fact.name.strip() else fact.text
    return f"{text} ({fact.variant})" if fact.variant else text


def _told(facts: Sequence[Fact]) -> list[str]:
    return [_line(fact) for fact in facts]


def _stems(text: str) -> frozenset[str]:
    return frozenset(word[:_STEM] for word in _WORD.findall(text.casefold()) if len(word) > 2 or word.isdigit())


def _progress(done: int, total: int) -> Progress:
    message = tr("Judging sentences: {done} of {total}", done=done, total=total)
    return Progress("judge", message, done, total)


async def _together(tasks: list[asyncio.Future[Judgement]]) -> tuple[Judgement, ...]:
    """What all of them give; when one fails or we are cancelled, the others are stopped."""
    try:
        return tuple(await asyncio.gather(*tasks))
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)


def _ignore(text: str) -> None:
    """Half an answer is none."""
    del text


@lru_cache(maxsize=8)
def _prompts(language: str) -> PromptFile:
    return sections_of("judge", language)


@lru_cache(maxsize=8)
def _opening(language: str) -> tuple[Message, ...]:
    """The rules, and sentences with their verdicts."""
    file = _prompts(language)
    messages = [Message(Role.SYSTEM, file.render("system", {}))]
    for example in examples_of("judge", language, _Example):
        wish = file.render("ask", {"facts": example.facts, "sentence": example.sentence})
        messages.append(Message(Role.USER, wish))
        messages.append(Message(Role.ASSISTANT, msgspec.json.encode(example.answer).decode()))
    return tuple(messages)


def _schema(properties: dict[str, object]) -> str:
    schema = {
        "type": "object",
        "properties": properties,
        "required": list(properties),
        "additionalProperties": False,
    }
    return msgspec.json.encode(schema).decode()


_SAID = _schema(
    {
        "quote": {"type": "string"},
        "facts": {"type": "array", "items": {"type": "integer"}, "maxItems": 3},
        "evidence": {"type": "string"},
        "verdict": {"enum": [str(verdict) for verdict in Verdict]},
    }
)
_BOTH = _schema({"both": {"enum": ["yes", "no"]}})
_SAYS = _schema({"fact": {"type": "integer"}})
