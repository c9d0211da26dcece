"""The second layer: what a model says of open sentences, and what is not heard of it."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator

import msgspec
import pytest

from desktop.agents.judge import AT_ONCE, Judging, Said, accepted, found_in, judge, why_silent
from desktop.checks.ledger.facts import ledger_digest
from desktop.checks.report import check_copy
from desktop.core.brief import Brief, Fact
from desktop.core.copy import Copy
from desktop.core.errors import EnvironmentProblem, ErrorKind
from desktop.core.events import Event, Progress
from desktop.core.finding import Verdict
from desktop.core.prompt import Chunk, Ending, Prompt
from desktop.core.rulings import Rulings
from tests.fakes.model import FakeModel

CLOSURE = Fact("closure", "Closure", "two magnets hold the flap")
CARE = Fact("care", "Cleaning", "wipe down, keep away from heaters")
FACTS = (CLOSURE, CARE)
SENTENCE = "Its flap snaps shut without a buckle to fumble with."
QUOTE = "flap snaps shut"


def said(verdict: str, quote: str = QUOTE, facts: tuple[int, ...] = (), evidence: str = "") -> str:
    return msgspec.json.encode(Said(quote, facts, evidence, Verdict(verdict))).decode()


def judged(model: FakeModel, sentence: str = SENTENCE) -> tuple[Verdict, ...]:
    found = asyncio.run(Judging(FACTS, "en", model).judgement(sentence))
    assert (found.sentence, found.ledger, found.model) == (sentence, ledger_digest(FACTS), "fake/model")
    return tuple(claim.verdict for claim in found.claims)


def test_a_supported_sentence_keeps_its_words_and_its_fact() -> None:
    first = said("supported", facts=(1,), evidence="two magnets hold the flap")
    model = FakeModel().enqueue(first, '{"both": "yes"}')
    found = asyncio.run(Judging(FACTS, "en", model).judgement(SENTENCE))
    (claim,) = found.claims
    assert (claim.text, claim.verdict, claim.facts) == (QUOTE, Verdict.SUPPORTED, ("closure",))
    assert "two magnets" in claim.reason
    assert model.left == 0


def test_a_contradiction_counts_when_both_cannot_be_true() -> None:
    first = said("contradicted", facts=(1,), evidence="two magnets")
    assert judged(FakeModel().enqueue(first, '{"both": "no", "fact": 0}')) == (Verdict.CONTRADICTED,)
    assert judged(FakeModel().enqueue(first, '{"both": "yes"}')) == ()


def test_support_counts_when_both_can_be_true() -> None:
    first = said("supported", facts=(1,), evidence="two magnets")
    assert judged(FakeModel().enqueue(first, '{"both": "yes"}')) == (Verdict.SUPPORTED,)
    assert judged(FakeModel().enqueue(first, '{"both": "no"}')) == ()


def test_no_support_counts_when_no_fact_says_it_the_other_way_round() -> None:
    first = said("unsupported")
    assert judged(FakeModel().enqueue(first, '{"fact": 0}')) == (Verdict.UNSUPPORTED,)
    assert judged(FakeModel().enqueue(first, '{"fact": 1}')) == ()


def test_the_second_question_has_the_fact_and_the_quote() -> None:
    model = FakeModel().enqueue(said("contradicted", facts=(2,), evidence="keep away from heaters"), '{"both": "no"}')
    judged(model)
    asked = model.prompts[1].messages[-1].content
    assert "keep away from heaters" in asked
    assert QUOTE in asked
    assert "two magnets" not in asked


@pytest.mark.parametrize(
    "answer",
    [
        said("supported", quote="words that it does not have", facts=(1,), evidence="two magnets"),
        said("supported", facts=(2,), evidence="two magnets"),
        said("supported", facts=(), evidence="two magnets"),
        said("supported", facts=(9,), evidence="two magnets"),
        said("contradicted", facts=(1,), evidence="three magnets"),
        said("contradicted", facts=(1,), evidence=""),
        said("opinion", quote=""),
        '{"quote": "flap"',
        "I cannot say.",
    ],
)
def test_what_is_quoted_wrongly_is_not_heard_and_not_asked_again(answer: str) -> None:
    model = FakeModel().enqueue(answer)
    assert judged(model) == ()
    assert len(model.prompts) == 1


def test_a_number_that_the_evidence_has_not_is_not_supported() -> None:
    facts = (Fact("f1", "Pockets", "2 inside"),)
    wrong = Said("3 pockets inside", (1,), "inside", Verdict.SUPPORTED)
    assert accepted("It has 3 pockets inside.", facts, wrong) is None
    right = Said("2 pockets inside", (1,), "2 inside", Verdict.SUPPORTED)
    assert accepted("It has 2 pockets inside.", facts, right) is not None


@pytest.mark.parametrize(
    ("text", "quote", "found"),
    [
        ("Its flap  snaps\nshut.", "flap snaps shut", "flap  snaps\nshut"),
        ("Its Flap snaps.", '"flap snaps."', "Flap snaps"),
        ("Overflap", "flap", ""),
        ("Een tas", "", ""),
    ],
)
def test_a_quote_is_found_as_it_stands(text: str, quote: str, found: str) -> None:
    assert found_in(text, quote) == found


def test_a_model_too_poor_in_a_language_is_not_asked() -> None:
    model = FakeModel(grades={"en": "good", "nl": "poor", "sv": "none"})
    copy = Copy({"description": "De flap klikt dicht zonder dat je een gesp nodig hebt."})
    for language in ("nl", "sv"):
        assert why_silent(model, language)
        assert asyncio.run(judge(copy, Brief(language=language, facts=FACTS), model, _ignore)) == ()
    assert model.prompts == []
    assert why_silent(model, "en") == ""
    assert why_silent(FakeModel(small=False, grades={"nl": "poor"}), "nl") == ""


def test_of_many_facts_those_are_shown_that_share_words() -> None:
    many = tuple(Fact(f"f{n}", "Something", f"else entirely {n}") for n in range(500))
    prompt = Judging((*many, CLOSURE), "en", FakeModel()).prompt(SENTENCE)
    asked = prompt.messages[-1].content
    assert "two magnets hold the flap" in asked
    assert asked.count("\n") < 40
    assert Judging(FACTS, "en", FakeModel()).prompt("One.").messages[:-1] == prompt.messages[:-1]


@pytest.mark.parametrize("language", ["en", "nl", "sv"])
def test_the_examples_of_each_language_hold_by_the_rule_themselves(language: str) -> None:
    messages = Judging(FACTS, language, FakeModel()).prompt(SENTENCE).messages
    answers = [message.content for message in messages if message.role == "assistant"]
    wishes = [message.content for message in messages[1:-1] if message.role == "user"]
    verdicts = set()
    for wish, answer in zip(wishes, answers, strict=True):
        said = msgspec.json.decode(answer, type=Said)
        told = [line.partition(". ")[2] for line in wish.split("\n") if line[:1].isdigit()]
        facts = [Fact(str(number), value=text) for number, text in enumerate(told, 1)]
        assert accepted(wish.split(": ")[-1], facts, said) is not None
        verdicts.add(said.verdict)
    assert verdicts == set(Verdict)


COPY = Copy({"description": f"{SENTENCE} Rain runs off the waxed shoulder straps all day."})


def test_every_open_sentence_is_judged_once_and_the_report_has_the_claims() -> None:
    brief = Brief(language="en", facts=FACTS)
    events: list[Event] = []
    model = _Answering({SENTENCE: said("supported", facts=(1,), evidence="two magnets hold the flap")})
    judgements = asyncio.run(judge(COPY, brief, model, events.append))
    assert SENTENCE in {each.sentence for each in judgements}
    report = check_copy(COPY, msgspec.structs.replace(brief, rulings=Rulings(judgements=judgements)), channels=())
    assert [(each.text, each.verdict) for each in report.claims if each.judged] == [(QUOTE, Verdict.SUPPORTED)]
    done = [event.done for event in events if isinstance(event, Progress)]
    assert done == sorted(done)
    assert done[-1] == len(judgements)
    again = msgspec.structs.replace(brief, rulings=Rulings(judgements=judgements))
    asked = len(model.asked)
    assert asyncio.run(judge(COPY, again, model, events.append)) == ()
    assert len(model.asked) == asked


def test_what_the_questions_have_in_common_is_read_once() -> None:
    primed: list[tuple[Prompt, int]] = []

    async def prime(prompt: Prompt, answers: int) -> bool:
        primed.append((prompt, answers))
        return True

    model = _Answering({})
    copy = Copy({"body": f"{SENTENCE} The flap of it stays where it is when you run."})
    judgements = asyncio.run(judge(copy, Brief(language="en", facts=FACTS), model, _ignore, prime))
    ((prompt, answers),) = primed
    assert answers == len(judgements) == 2
    assert prompt == model.prompts[0]


def test_a_judgement_expires_with_its_sentence_and_with_its_facts() -> None:
    brief = Brief(language="en", facts=FACTS)
    model = _Answering({SENTENCE: said("supported", facts=(1,), evidence="two magnets hold the flap")})
    judgements = asyncio.run(judge(COPY, brief, model, _ignore))
    ruled = msgspec.structs.replace(brief, rulings=Rulings(judgements=judgements))
    other = Copy({"description": COPY.text("description").replace("snaps", "clicks")})
    assert not any(each.judged for each in check_copy(other, ruled, channels=()).claims)
    less = msgspec.structs.replace(ruled, facts=(CLOSURE,))
    assert not any(each.judged for each in check_copy(COPY, less, channels=()).claims)


def test_cancelled_it_stops_at_once_and_asks_no_more() -> None:
    words = ("red", "old", "odd", "big", "new")
    text = " ".join(f"The {word} flap snaps shut over whatever lies below it." for word in words)
    model = _Answering({}, hang=True)

    async def main() -> None:
        task = asyncio.ensure_future(judge(Copy({"body": text}), Brief(language="en", facts=FACTS), model, _ignore))
        await model.busy.wait()
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task
        await asyncio.sleep(0)

    asyncio.run(asyncio.wait_for(main(), 5))
    assert len(model.asked) == AT_ONCE
    assert model.closed == AT_ONCE


def test_a_failure_of_the_model_is_raised() -> None:
    model = FakeModel()
    for _ in range(4):
        model.enqueue("{", error=EnvironmentProblem(ErrorKind.NETWORK, "The connection broke."))
    with pytest.raises(EnvironmentProblem):
        asyncio.run(judge(COPY, Brief(language="en", facts=FACTS), model, _ignore))


class _Answering(FakeModel):
    """Answers by the sentence that it is asked about; `hang` never does."""

    def __init__(self, answers: dict[str, str], *, hang: bool = False) -> None:
        super().__init__()
        self._answers = answers
        self._hang = hang
        self.asked: list[str] = []
        self.closed = 0
        self.busy = asyncio.Event()

    async def stream(self, prompt: Prompt) -> AsyncIterator[Chunk | Ending]:
        wish = prompt.messages[-1].content
        self.asked.append(wish)
        if len(self.asked) == AT_ONCE:
            self.busy.set()
        try:
            if self._hang:
                await asyncio.Event().wait()
            answer = next((answer for sentence, answer in self._answers.items() if sentence in wish), "{}")
            answer = '{"both": "yes"}' if QUOTE in wish and SENTENCE not in wish else answer
            self.enqueue(answer)
            async for part in super().stream(prompt):
                yield part
        finally:
            self.closed += 1


def _ignore(event: Event) -> None:
    del event
