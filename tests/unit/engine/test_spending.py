"""What calls cost: every one is reported, unknown is never nothing, and a budget is never passed."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import aclosing
from typing import cast

import msgspec
import pytest

from desktop.agents.loop import run
from desktop.agents.recording import Recorder
from desktop.agents.task import WriteRequest
from desktop.core.brief import Brief, Fact
from desktop.core.calls import CallRecord, Purpose
from desktop.core.draft import Variant
from desktop.core.errors import EnvironmentProblem, ErrorKind, Remedy
from desktop.core.events import Called, Event
from desktop.core.prompt import Chunk, Ending, FinishReason, Message, Prompt, Role
from desktop.core.provider import Price
from desktop.core.usage import Usage
from desktop.engine.gateway_requests import longest_answer, request_of
from desktop.engine.jobs import Emit
from desktop.engine.messages import Write
from desktop.engine.route import Route
from desktop.engine.spending import Budget, SpendingModel, is_free, most_of
from desktop.engine.tokens import vocabulary_of
from desktop.engine.writing import requests_of, write_variants
from tests.fakes.model import FakeModel

PRICE = Price(2.0, 10.0, as_of="2026-10-01")
PAID = Route("shop/gpt-4o", "openai/gpt-4o", "https://models.example/v1", provider="shop", price=PRICE)
UNPRICED = msgspec.structs.replace(PAID, price=None)
HERE = Route("box/llama", "openai/llama", "http://127.0.0.1:11434/v1", provider="box", free=True)
INSIDE = Route("local/small", "openai/small", "http://127.0.0.1:9/v1", inside=True)
ASK = Prompt((Message(Role.SYSTEM, "Write well."), Message(Role.USER, "A mug of stoneware.")), 100)


class Counting(FakeModel):
    """A model whose provider says what was used."""

    def __init__(self, usage: Usage) -> None:
        super().__init__("shop/gpt-4o")
        self._usage = usage

    async def stream(self, prompt: Prompt) -> AsyncIterator[Chunk | Ending]:
        async for piece in super().stream(prompt):
            yield msgspec.structs.replace(piece, usage=self._usage) if isinstance(piece, Ending) else piece


def spending(
    model: FakeModel, route: Route = PAID, budget: Budget | None = None
) -> tuple[SpendingModel, list[CallRecord]]:
    calls: list[CallRecord] = []

    def take(event: Event) -> None:
        assert isinstance(event, Called)
        calls.append(event.call)

    return SpendingModel(model, route, take, Purpose.WRITE, budget), calls


async def listen(model: SpendingModel, most: int = 1000) -> list[Chunk | Ending]:
    """Hear an answer, at most so many pieces of it."""
    heard: list[Chunk | Ending] = []
    async with aclosing(model.stream(ASK)) as pieces:
        async for piece in pieces:
            heard.append(piece)
            if len(heard) == most:
                break
    return heard


@pytest.mark.parametrize(
    ("route", "said", "cost"),
    [
        (PAID, Usage(1000, 100), 0.003),
        (PAID, Usage(1000, 100, 0.0021), 0.0021),
        (PAID, Usage(1000, 0), 0.002),
        (UNPRICED, Usage(1000, 100), None),
        (UNPRICED, Usage(1000, 100, 0.5), 0.5),
        (HERE, Usage(1000, 100), 0.0),
        (INSIDE, Usage(1000, 100, 0.0), 0.0),
        (msgspec.structs.replace(HERE, passed_to="cloud.example"), Usage(1000, 100), None),
    ],
)
def test_the_cost_is_that_of_what_the_provider_counted(route: Route, said: Usage, cost: float | None) -> None:
    model, calls = spending(Counting(said).always("A mug. "), route)
    ending = asyncio.run(listen(model))[-1]
    assert isinstance(ending, Ending)
    assert ending.usage == Usage(said.prompt_tokens, said.completion_tokens, cost)
    (call,) = calls
    assert (call.prompt_tokens, call.completion_tokens, call.cost) == (said.prompt_tokens, said.completion_tokens, cost)
    assert (call.outcome, call.estimated, call.purpose, call.content) == ("ok", False, Purpose.WRITE, "")
    assert (call.provider, call.model) == (route.provider, route.id)


@pytest.mark.parametrize("said", [Usage(), Usage(0, 7), Usage(-3, 7), Usage(10**12, 7), Usage(5, -1)])
def test_what_the_provider_does_not_count_is_counted_here_and_says_so(said: Usage) -> None:
    model, calls = spending(Counting(said).always("A mug of stoneware. "))
    ending = asyncio.run(listen(model))[-1]
    assert isinstance(ending, Ending)
    words = vocabulary_of(PAID)
    asked, answered = words.of_messages(ASK.messages), words.of("A mug of stoneware. ")
    assert ending.usage == Usage(asked, answered, PRICE.of(asked, answered), estimated=True)
    assert calls[0].estimated


@pytest.mark.parametrize("kind", [ErrorKind.AUTH, ErrorKind.QUOTA, ErrorKind.NETWORK, ErrorKind.MODEL_MISSING])
@pytest.mark.parametrize("route", [PAID, UNPRICED, HERE])
def test_what_was_refused_costs_nothing(kind: ErrorKind, route: Route) -> None:
    model, calls = spending(FakeModel().enqueue([], error=EnvironmentProblem(kind, "No.")), route)
    with pytest.raises(EnvironmentProblem):
        asyncio.run(listen(model))
    assert [(call.cost, call.prompt_tokens, call.outcome) for call in calls] == [(0.0, 0, kind.value)]


@pytest.mark.parametrize(("route", "known"), [(PAID, True), (UNPRICED, False)])
@pytest.mark.parametrize("chunks", [[], ["A ", "mug "]])
def test_what_broke_on_the_way_is_estimated_or_unknown(route: Route, known: bool, chunks: list[str]) -> None:
    model, calls = spending(FakeModel().enqueue(chunks, error=EnvironmentProblem(ErrorKind.TIMEOUT, "Late.")), route)
    with pytest.raises(EnvironmentProblem):
        asyncio.run(listen(model))
    (call,) = calls
    assert (call.outcome, call.estimated, call.completion_tokens) == ("timeout", True, len(chunks))
    assert (call.cost is not None and call.cost > 0) if known else call.cost is None


def test_stop_is_reported_while_the_answer_hangs() -> None:
    async def stopped() -> list[CallRecord]:
        model, calls = spending(FakeModel().enqueue("A mug ", hang=True))
        task = asyncio.create_task(listen(model))
        await asyncio.sleep(0.05)
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task
        return calls

    (call,) = asyncio.run(stopped())
    assert (call.outcome, call.estimated, call.completion_tokens) == ("cancelled", True, 2)
    assert call.cost
    assert call.cost > 0


def test_an_answer_that_is_not_heard_to_its_end_is_reported_once() -> None:
    model, calls = spending(FakeModel().enqueue("A mug of stoneware "))
    asyncio.run(listen(model, most=2))
    assert [(call.outcome, call.estimated, call.completion_tokens) for call in calls] == [("ok", True, 2)]


@pytest.mark.parametrize(("reason", "outcome"), [(FinishReason.CUT_OFF, "cut_off"), (FinishReason.LENGTH, "ok")])
def test_how_it_ended_is_told(reason: FinishReason, outcome: str) -> None:
    model, calls = spending(FakeModel().enqueue("A mug ", ending=reason))
    asyncio.run(listen(model))
    assert calls[0].outcome == outcome


def test_the_text_that_was_sent_is_kept_only_when_it_is_wanted() -> None:
    calls: list[CallRecord] = []
    wrapped = SpendingModel(
        FakeModel().always("A mug "),
        PAID,
        lambda event: calls.append(cast("Called", event).call),
        Purpose.JUDGE,
        keep_content=True,
        replaced=lambda: 3,
    )
    asyncio.run(listen(wrapped))
    assert calls[0].content == "system: Write well.\n\nuser: A mug of stoneware."
    assert (calls[0].replaced, calls[0].purpose) == (3, Purpose.JUDGE)


def test_no_call_is_made_that_could_pass_the_budget() -> None:
    most = most_of(PAID, ASK)
    assert most is not None
    fake = Counting(Usage(10, 90)).always("A mug ")
    model, calls = spending(fake, budget=Budget(most + PRICE.of(10, 90)))

    async def thrice() -> None:
        await listen(model)
        await listen(model)
        with pytest.raises(EnvironmentProblem) as refused:
            await listen(model)
        problem = refused.value.problem
        assert (problem.kind, problem.remedy) == (ErrorKind.QUOTA, Remedy.OPEN_SETTINGS)
        assert "more than you allow" in problem.message

    asyncio.run(thrice())
    assert len(fake.prompts) == len(calls) == 2


def test_room_to_think_counts_as_part_of_what_a_call_may_cost() -> None:
    thinking = msgspec.structs.replace(PAID, model="openai/o3")
    asked = request_of(thinking, ASK)["max_tokens"]
    assert asked == longest_answer(thinking, ASK) > ASK.max_tokens
    most = most_of(thinking, ASK)
    assert most is not None
    assert most >= PRICE.of(0, longest_answer(thinking, ASK))
    fake = Counting(Usage(10, 90)).always("A mug ")
    model, calls = spending(fake, thinking, Budget(PRICE.of(1000, ASK.max_tokens)))
    with pytest.raises(EnvironmentProblem):
        asyncio.run(listen(model))
    assert (fake.prompts, calls) == ([], [])


@pytest.mark.parametrize("route", [UNPRICED, msgspec.structs.replace(PAID, price=Price(1, 1, "EUR"))])
def test_a_budget_refuses_what_has_no_price_in_dollars(route: Route) -> None:
    fake = FakeModel().always("A mug ")
    model, calls = spending(fake, route, Budget(100.0))
    with pytest.raises(EnvironmentProblem) as refused:
        asyncio.run(listen(model))
    assert "not known" in refused.value.problem.message
    assert (fake.prompts, calls) == ([], [])


@pytest.mark.parametrize("route", [HERE, INSIDE])
def test_what_is_free_needs_no_budget(route: Route) -> None:
    assert is_free(route)
    model, calls = spending(FakeModel().always("A mug "), route, Budget(0.0))
    asyncio.run(listen(model))
    assert [call.cost for call in calls] == [0.0]


def test_calls_at_once_wait_for_each_other_within_a_budget() -> None:
    """Four calls whose upper bounds are too much together, and whose real cost is not."""
    most = most_of(PAID, ASK)
    assert most is not None
    running = highest = 0

    class Watched(Counting):
        async def stream(self, prompt: Prompt) -> AsyncIterator[Chunk | Ending]:
            nonlocal running, highest
            running += 1
            highest = max(highest, running)
            async for piece in super().stream(prompt):
                yield piece
            running -= 1

    model, calls = spending(Watched(Usage(10, 1)).always("A mug "), budget=Budget(most * 1.5))

    async def at_once() -> None:
        await asyncio.gather(*(listen(model) for _ in range(4)))

    asyncio.run(at_once())
    assert (len(calls), highest) == (4, 1)
    assert sum(call.cost or 0 for call in calls) <= most * 1.5


def test_a_model_that_is_dearer_than_it_could_be_is_counted_so() -> None:
    """Its provider counts three times what the prompt can be: one such call is made, and the next is not."""
    most = most_of(PAID, ASK)
    assert most is not None
    dear = Usage(round(most * 3 / PRICE.prompt * 1_000_000), 0)
    model, calls = spending(Counting(dear).always("A mug "), budget=Budget(most * 5))

    async def twice() -> None:
        await listen(model)
        with pytest.raises(EnvironmentProblem):
            await listen(model)

    asyncio.run(twice())
    assert len(calls) == 1


def test_four_variants_stop_at_the_budget_and_keep_their_text() -> None:
    """The descriptions are written; for what is asked after them no money is left."""
    answers = "The Havn backpack weighs 980 g and holds 18 l. "
    brief = Brief(
        product="Havn backpack",
        language="en",
        channels=("shop.description", "seo.description"),
        facts=(Fact("f1", "Weight", "980", "g"), Fact("f2", "Volume", "18", "l")),
    )
    events: list[Event] = []

    async def write() -> tuple[Variant, ...]:
        budget = Budget(0.006)
        fake = Counting(Usage()).always(answers)

        async def one(request: WriteRequest, take: Emit, recorder: Recorder) -> Variant:
            return await run(request, SpendingModel(fake, PAID, take, Purpose.WRITE, budget), take, recorder)

        requests = requests_of(Write(brief, variants=4, max_repairs=0))
        found = await write_variants(requests, "shop/gpt-4o", one, events.append)
        assert budget.spent <= 0.006
        return found

    variants = asyncio.run(write())
    calls = [event.call for event in events if isinstance(event, Called)]
    assert len(variants) == 4
    assert sum(call.cost or 0 for call in calls) <= 0.006
    stopped = [variant for variant in variants if not variant.complete]
    assert stopped
    for variant in stopped:
        assert variant.error is not None
        assert variant.error.kind is ErrorKind.QUOTA
    assert any(not variant.copy.is_empty for variant in stopped)
    known = [variant.usage.cost for variant in variants if variant.usage.cost is not None]
    assert sum(known) == pytest.approx(sum(call.cost or 0 for call in calls))


def test_the_usage_of_a_variant_holds_its_stopped_calls_and_unknown_stays_unknown() -> None:
    async def write(route: Route) -> Variant:
        fake = Counting(Usage(100, 10)).enqueue("Havn backpack ").enqueue("It weighs 980 g ", hang=True)
        brief = Brief(product="Havn", language="en", channels=("shop.title", "shop.description"))

        async def one(request: WriteRequest, take: Emit, recorder: Recorder) -> Variant:
            return await run(request, SpendingModel(fake, route, take, Purpose.WRITE), take, recorder)

        requests = requests_of(Write(brief, max_repairs=0))
        task = asyncio.create_task(write_variants(requests, route.id, one, lambda _: None))
        await asyncio.sleep(1.0)
        task.cancel()
        return (await task)[0]

    paid = asyncio.run(write(PAID))
    assert paid.usage.cost
    assert paid.usage.cost > PRICE.of(100, 10)
    assert paid.usage.estimated
    assert asyncio.run(write(UNPRICED)).usage.cost is None
    assert asyncio.run(write(HERE)).usage.cost == 0.0
