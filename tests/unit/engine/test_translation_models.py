"""Translating through the engine: what came is the answer, whatever ended it, and the calls are counted."""

from __future__ import annotations

import asyncio
import time
from pathlib import Path

import msgspec
import pytest

from desktop.core.calls import Purpose
from desktop.core.errors import Cancelled, EnvironmentProblem, ErrorKind, UserError
from desktop.core.events import Called, Event, SegmentTranslated
from desktop.core.profile import Profile
from desktop.core.segment import Segment, TaggedText
from desktop.engine.route import Route
from desktop.engine.translation_messages import BackTranslate, Translate
from desktop.engine.translation_models import task_of, translated, turned_round
from tests.clock import on_time
from tests.fakes.model import FakeModel
from tests.faults.server import FaultServer
from tests.unit.engine.running import nothing, running_engine

ROUTE = Route("far/large", "openai/large", "http://127.0.0.1:9/v1")
PAIR = (
    Segment("a", "a", TaggedText("The mug is blue."), TaggedText("De mok is blauw.")),
    Segment("b", "b", TaggedText("The mug is red."), TaggedText("De mok is rood.")),
)
ASKED = Translate(PAIR, "en", "nl", model="far/large")


def small() -> FakeModel:
    return FakeModel("far/large", small=True)


def test_every_segment_is_done_or_failed_with_the_reason() -> None:
    dead = EnvironmentProblem(ErrorKind.NETWORK, "The line is dead.")
    model = small().enqueue("De mok is blauw.").enqueue("", error=dead)
    task = task_of(ASKED, Route("far/large", "x", "", inside=False, small=True))
    made = asyncio.run(translated(msgspec.structs.replace(task, at_once=1), model, nothing))
    assert made.done == ("a",)
    assert [(each.segment, each.reason) for each in made.failed] == [("b", "The line is dead.")]
    assert made.error == dead.problem


def test_one_that_fails_before_the_first_segment_is_an_error() -> None:
    dead = EnvironmentProblem(ErrorKind.NETWORK, "The line is dead.")
    with pytest.raises(EnvironmentProblem):
        asyncio.run(translated(task_of(ASKED, ROUTE), FakeModel(small=False).enqueue("", error=dead), nothing))


@on_time
@pytest.mark.parametrize(("first", "left"), [("De mok is blauw.", 1), ("", 0)])
def test_stop_leaves_what_came_within_half_a_second(first: str, left: int) -> None:
    model = small()
    if first:
        model.enqueue(first)
    model.enqueue("De", hang=True)
    model.enqueue("De", hang=True)

    async def stopped() -> None:
        task = msgspec.structs.replace(task_of(ASKED, ROUTE), at_once=1)
        work = asyncio.create_task(translated(task, model, nothing))
        while len(model.prompts) < left + 1:  # noqa: ASYNC110 - the model tells nobody
            await asyncio.sleep(0.01)
        began = time.monotonic()
        work.cancel()
        if left:
            made = await work
            assert made.error == Cancelled().problem
            assert (len(made.done), len(made.failed)) == (1, 1)
        else:
            with pytest.raises(asyncio.CancelledError):
                await work
        assert time.monotonic() - began < 0.5

    asyncio.run(stopped())


def test_locked_segments_are_left_alone() -> None:
    locked = msgspec.structs.replace(PAIR[0], locked=True)
    assert [each.id for each in task_of(Translate((locked, PAIR[1]), "en", "nl"), ROUTE).segments] == ["b"]


def test_back_translation_sees_the_targets_only() -> None:
    turned = turned_round((*PAIR, Segment("c", "c", TaggedText("Nothing yet."))))
    assert [each.source.text for each in turned] == ["De mok is blauw.", "De mok is rood."]
    assert all(each.target.is_empty for each in turned)


def test_a_real_call_is_counted_as_translating(tmp_path: Path) -> None:
    events: list[Event] = []

    async def run() -> None:
        with FaultServer() as server:
            route = Route("shop/m", "openai/m", server.base("none"), small=True)
            async with running_engine(Profile.at(tmp_path), route) as engine:
                request = Translate(PAIR[:1], "en", "nl", model="shop/m", max_repairs=0)
                made = await engine.translating.translate(request, events.append)
                assert made.done == ("a",)
                assert made.drafts == 1  # that server answers in English

    asyncio.run(run())
    assert [each.call.purpose for each in events if isinstance(each, Called)] == [Purpose.TRANSLATE]
    assert [each.model for each in events if isinstance(each, SegmentTranslated)] == ["shop/m"]


def test_a_model_that_nobody_knows_is_refused(tmp_path: Path) -> None:
    async def run() -> None:
        async with running_engine(Profile.at(tmp_path)) as engine:
            await engine.translating.back(BackTranslate(PAIR, "en", "nl", "nobody/none"), nothing)

    with pytest.raises(UserError):
        asyncio.run(run())
