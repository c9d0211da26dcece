from __future__ import annotations

import asyncio

import pytest

from desktop.core.copy import Copy
from desktop.core.draft import Variant
from desktop.core.errors import EnvironmentProblem, ErrorKind, UserError
from desktop.core.events import Delta, Event, FieldReplaced, FieldStarted, VariantDone
from desktop.engine.jobs import Emit
from desktop.engine.writing import write_variants
from tests.conftest import LogGuard


def _run(count: int, write_one: object, *, one_first: bool = False) -> tuple[tuple[Variant, ...], list[Event]]:
    events: list[Event] = []
    return asyncio.run(write_variants(count, "shop/m", write_one, events.append, one_first=one_first)), events  # type: ignore[arg-type]


async def _title(variant: str, emit: Emit) -> Variant:
    emit(FieldStarted(variant, "title"))
    await asyncio.sleep(0)
    emit(Delta(variant, "title", "A mug"))
    made = Variant(variant, "shop/m", "product/1", Copy({"title": "A mug"}))
    emit(VariantDone(made))
    return made


def test_every_variant_has_an_id_of_its_own() -> None:
    variants, events = _run(4, _title)
    assert len({variant.id for variant in variants}) == 4
    assert sum(isinstance(event, VariantDone) for event in events) == 4


def test_one_that_fails_keeps_its_words_and_leaves_the_others_alone() -> None:
    order: list[str] = []

    async def write_one(variant: str, emit: Emit) -> Variant:
        order.append(variant)
        if len(order) == 2:
            emit(FieldStarted(variant, "bullets"))
            emit(Delta(variant, "bullets", "Warm\nBl"))
            raise EnvironmentProblem(ErrorKind.NETWORK, "The connection was lost.")
        return await _title(variant, emit)

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

    async def write_one(variant: str, emit: Emit) -> Variant:
        nonlocal calls
        calls += 1
        if calls == 1:
            raise ZeroDivisionError
        return await _title(variant, emit)

    variants, _ = _run(2, write_one)
    assert [variant.complete for variant in variants] == [False, True]
    assert variants[0].error is not None
    assert variants[0].error.kind is ErrorKind.BUG


def test_with_one_first_the_others_wait_for_its_first_word() -> None:
    began: list[str] = []
    word = asyncio.Event()

    async def write_one(variant: str, emit: Emit) -> Variant:
        began.append(variant)
        if len(began) == 1:
            await asyncio.sleep(0.05)
            assert len(began) == 1
            emit(Delta(variant, "title", "A"))
            await word.wait()
        elif len(began) == 3:
            word.set()
        return await _title(variant, emit)

    variants, _ = _run(3, write_one, one_first=True)
    assert len(variants) == 3


def test_with_one_first_the_others_go_on_when_it_fails() -> None:
    calls = 0

    async def write_one(variant: str, emit: Emit) -> Variant:
        nonlocal calls
        calls += 1
        if calls == 1:
            raise EnvironmentProblem(ErrorKind.TIMEOUT, "No answer.")
        return await _title(variant, emit)

    variants, _ = _run(2, write_one, one_first=True)
    assert [variant.complete for variant in variants] == [False, True]


def test_a_brief_that_cannot_be_written_for_is_refused() -> None:
    async def write_one(variant: str, emit: Emit) -> Variant:
        raise UserError(ErrorKind.USAGE, "There is no channel “x”.")

    with pytest.raises(UserError, match="no channel"):
        _run(2, write_one)


async def _stopped(write_one: object, events: list[Event]) -> tuple[Variant, ...]:
    task = asyncio.create_task(write_variants(2, "shop/m", write_one, events.append, one_first=False))  # type: ignore[arg-type]
    await asyncio.sleep(0.05)
    task.cancel()
    return await task


def test_stopped_it_returns_what_there_is() -> None:
    async def write_one(variant: str, emit: Emit) -> Variant:
        emit(FieldStarted(variant, "title"))
        emit(Delta(variant, "title", "A mu"))
        emit(FieldReplaced(variant, "title", "A mug"))
        await asyncio.sleep(100)
        raise AssertionError

    events: list[Event] = []
    variants = asyncio.run(_stopped(write_one, events))
    assert [variant.copy.text("title") for variant in variants] == ["A mug", "A mug"]
    assert all(variant.error is not None and variant.error.kind is ErrorKind.CANCELLED for variant in variants)
    assert not any(variant.complete for variant in variants)
    assert sum(isinstance(event, VariantDone) for event in events) == 2


def test_stopped_it_prefers_what_the_agent_made_of_it() -> None:
    async def write_one(variant: str, emit: Emit) -> Variant:
        emit(Delta(variant, "title", "Title: A mu"))
        try:
            await asyncio.sleep(100)
        except asyncio.CancelledError:
            emit(VariantDone(Variant(variant, "shop/m", "product/1", Copy({"title": "A mu"}), complete=False)))
            raise
        raise AssertionError

    variants = asyncio.run(_stopped(write_one, []))
    assert [variant.copy.text("title") for variant in variants] == ["A mu", "A mu"]


def test_stopped_before_the_first_word_it_is_cancelled() -> None:
    async def write_one(variant: str, emit: Emit) -> Variant:
        await asyncio.sleep(100)
        raise AssertionError

    with pytest.raises(asyncio.CancelledError):
        asyncio.run(_stopped(write_one, []))
