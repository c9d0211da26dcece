from __future__ import annotations

import asyncio

import msgspec
import pytest

from desktop.agents.answer import Answer
from desktop.agents.recording import Recorder
from desktop.agents.task import WriteRequest
from desktop.core.brief import Brief
from desktop.core.copy import Copy
from desktop.core.draft import Variant
from desktop.core.errors import EnvironmentProblem, ErrorKind, UserError
from desktop.core.events import Delta, Event, FieldReplaced, FieldStarted, VariantDone
from desktop.core.prompt import Message, Prompt, Role
from desktop.engine.jobs import Emit
from desktop.engine.messages import Write
from desktop.engine.writing import WriteOne, requests_of, write_variants
from tests.conftest import LogGuard

MUG = Write(Brief(product="Mug", tone="warm"), "shop/m", fields=("title",))


def _run(count: int, write_one: WriteOne) -> tuple[tuple[Variant, ...], list[Event]]:
    events: list[Event] = []
    requests = requests_of(msgspec.structs.replace(MUG, variants=count))
    return asyncio.run(write_variants(requests, "shop/m", write_one, events.append)), events


async def _title(request: WriteRequest, emit: Emit, recorder: Recorder) -> Variant:
    emit(FieldStarted(request.variant, "title"))
    await asyncio.sleep(0)
    emit(Delta(request.variant, "title", "A mug"))
    made = Variant(request.variant, "shop/m", "product/1", Copy({"title": "A mug"}))
    emit(VariantDone(made))
    return made


def test_the_first_has_the_id_and_the_seed_that_were_given() -> None:
    given = Write(Brief(), variant="abc", seed=7, variants=3)
    first, *others = requests_of(given)
    assert (first.variant, first.seed) == ("abc", 7)
    assert len({each.variant for each in (first, *others)}) == 3
    assert len({each.seed for each in (first, *others)}) == 3
    assert [each.seed for each in requests_of(given)] == [7, *(each.seed for each in others)], "they follow from it"


def test_a_seed_that_was_not_given_is_drawn() -> None:
    seeds = {requests_of(Write(Brief()))[0].seed for _ in range(8)}
    assert len(seeds) == 8
    assert all(seed is not None and 0 <= seed < 2**31 for seed in seeds)


def test_every_variant_has_an_id_of_its_own() -> None:
    variants, events = _run(4, _title)
    assert len({variant.id for variant in variants}) == 4
    assert sum(isinstance(event, VariantDone) for event in events) == 4


def test_one_that_fails_keeps_its_words_and_leaves_the_others_alone() -> None:
    order: list[str] = []

    async def write_one(request: WriteRequest, emit: Emit, recorder: Recorder) -> Variant:
        order.append(request.variant)
        if len(order) == 2:
            emit(FieldStarted(request.variant, "bullets"))
            emit(Delta(request.variant, "bullets", "Warm\nBl"))
            raise EnvironmentProblem(ErrorKind.NETWORK, "The connection was lost.")
        return await _title(request, emit, recorder)

    variants, events = _run(3, write_one)
    good = [variant for variant in variants if variant.complete]
    (bad,) = (variant for variant in variants if not variant.complete)
    assert len(good) == 2
    assert bad.copy == Copy({"bullets": ("Warm", "Bl")})
    assert bad.error is not None
    assert bad.error.kind is ErrorKind.NETWORK
    assert VariantDone(bad) in events


def test_a_mistake_of_ours_in_one_does_not_lose_the_others(log_guard: LogGuard) -> None:
    log_guard.expect("mistake of ours")
    calls = 0

    async def write_one(request: WriteRequest, emit: Emit, recorder: Recorder) -> Variant:
        nonlocal calls
        calls += 1
        if calls == 1:
            raise ZeroDivisionError
        return await _title(request, emit, recorder)

    variants, _ = _run(2, write_one)
    assert [variant.complete for variant in variants] == [False, True]
    assert variants[0].error is not None
    assert variants[0].error.kind is ErrorKind.BUG


def test_a_brief_that_cannot_be_written_for_is_refused() -> None:
    async def write_one(request: WriteRequest, emit: Emit, recorder: Recorder) -> Variant:
        raise UserError(ErrorKind.USAGE, "There is no channel “x”.")

    with pytest.raises(UserError, match="no channel"):
        _run(2, write_one)


def test_when_the_model_cannot_be_asked_at_all_that_is_the_answer() -> None:
    async def write_one(request: WriteRequest, emit: Emit, recorder: Recorder) -> Variant:
        raise EnvironmentProblem(ErrorKind.MODEL_MISSING, "It is not on this computer.")

    with pytest.raises(EnvironmentProblem, match="not on this computer"):
        _run(3, write_one)


async def _stopped(write_one: WriteOne, events: list[Event]) -> tuple[Variant, ...]:
    requests = requests_of(msgspec.structs.replace(MUG, variants=2))
    task = asyncio.create_task(write_variants(requests, "shop/m", write_one, events.append))
    await asyncio.sleep(0.05)
    task.cancel()
    return await task


def test_stopped_it_returns_what_there_is() -> None:
    async def write_one(request: WriteRequest, emit: Emit, recorder: Recorder) -> Variant:
        emit(FieldStarted(request.variant, "title"))
        emit(Delta(request.variant, "title", "A mu"))
        emit(FieldReplaced(request.variant, "title", "A mug"))
        answer = Answer()
        answer.came = "A mug o"
        recorder.asks("title", Prompt((Message(Role.USER, "Write."),), 20, seed=request.seed), answer)
        await asyncio.sleep(100)
        raise AssertionError

    events: list[Event] = []
    variants = asyncio.run(_stopped(write_one, events))
    assert [variant.copy.text("title") for variant in variants] == ["A mug", "A mug"]
    assert all(variant.error is not None and variant.error.kind is ErrorKind.CANCELLED for variant in variants)
    assert not any(variant.complete for variant in variants)
    assert sum(isinstance(event, VariantDone) for event in events) == 2
    for variant in variants:
        assert variant.tone == "warm"
        assert variant.made is not None
        assert variant.made.fields == ("title",)
        (exchange,) = variant.made.exchanges
        assert (exchange.field, exchange.answer, exchange.seed) == ("title", "A mug o", variant.made.seed)


def test_stopped_it_prefers_what_the_agent_made_of_it() -> None:
    async def write_one(request: WriteRequest, emit: Emit, recorder: Recorder) -> Variant:
        emit(Delta(request.variant, "title", "Title: A mu"))
        try:
            await asyncio.sleep(100)
        except asyncio.CancelledError:
            made = Variant(request.variant, "shop/m", "product/1", Copy({"title": "A mu"}), complete=False)
            emit(VariantDone(made))
            raise
        raise AssertionError

    variants = asyncio.run(_stopped(write_one, []))
    assert [variant.copy.text("title") for variant in variants] == ["A mu", "A mu"]


def test_stopped_before_the_first_word_it_is_cancelled() -> None:
    async def write_one(request: WriteRequest, emit: Emit, recorder: Recorder) -> Variant:
        await asyncio.sleep(100)
        raise AssertionError

    with pytest.raises(asyncio.CancelledError):
        asyncio.run(_stopped(write_one, []))
