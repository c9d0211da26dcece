"""The workers of translations: a whole file streams, one segment does not wait for it, and large files come quickly."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Awaitable, Callable
from typing import TypeVar

import msgspec
import pytest

from desktop.core.events import Event, SegmentsChecked
from desktop.core.segment import Segment, TaggedText
from desktop.engine.jobs import Emit
from desktop.engine.translation_messages import (
    TRANSLATION_METHODS,
    CheckBitext,
    OpenBitext,
    OpenedBitext,
    SegmentFindings,
    WriteBitext,
)
from desktop.engine.translation_tasks import open_file
from desktop.engine.translation_work import TranslationWork
from tests.clock import on_time

T = TypeVar("T")
PO = b'msgid ""\nmsgstr "Language: nl\\n"\n\nmsgid "Add to cart"\nmsgstr ""\n'
FILE = tuple(
    Segment(f"s{each}", "", TaggedText(f"The mug number {each} holds 350 ml."), TaggedText(f"Mok {each} bevat 350 ml."))
    for each in range(250)
)


def run(what: Callable[[TranslationWork], Awaitable[T]]) -> T:
    async def whole() -> T:
        work = TranslationWork()
        try:
            return await what(work)
        finally:
            for each in work.workers:
                await each.close()

    return asyncio.run(whole())


def nothing(_event: Event) -> None:
    """Where events go that a test does not look at."""


def test_a_file_goes_through_the_worker_and_back() -> None:
    async def both(work: TranslationWork) -> None:
        opened = await work.open(OpenBitext(data=PO, name="shop.po"))
        passed = await work.passed_on(OpenBitext(data=PO, name="shop.po"))
        assert msgspec.json.decode(msgspec.json.encode(passed), type=OpenedBitext) == opened
        assert (await work.write(WriteBitext({}, data=PO, name="shop.po"))).data == PO

    run(both)


def test_a_whole_file_streams_its_findings_in_order() -> None:
    events: list[Event] = []

    async def check(work: TranslationWork) -> SegmentFindings:
        return await work.check(CheckBitext(FILE, "en", "nl", whole=True), events.append)

    run(check)
    parts = [each for each in events if isinstance(each, SegmentsChecked)]
    assert [each.done for each in parts] == [100, 200, 250]
    assert [name for part in parts for name in part.segments] == [each.id for each in FILE]


def test_a_large_file_is_checked_by_several_and_each_segment_once() -> None:
    events: list[Event] = []
    file = tuple(msgspec.structs.replace(each, id=f"{n}{each.id}") for n in range(4) for each in FILE)

    async def check(work: TranslationWork) -> SegmentFindings:
        return await work.check(CheckBitext(file, "en", "nl", whole=True), events.append)

    run(check)
    parts = [each for each in events if isinstance(each, SegmentsChecked)]
    assert [each.done for each in parts] == list(range(100, 1001, 100))
    assert sorted(name for part in parts for name in part.segments) == sorted(each.id for each in file)


def test_what_is_said_over_the_file_can_be_asked_for_alone() -> None:
    twice = (
        Segment("a", "", TaggedText("Add this to the cart"), TaggedText("Doe dit in de mand")),
        Segment("b", "", TaggedText("Add this to the cart"), TaggedText("Leg dit in de winkelwagen")),
    )

    async def check(work: TranslationWork) -> SegmentFindings:
        def none(_event: Event) -> None:
            raise AssertionError("a segment was checked by itself")

        return await work.check(CheckBitext(twice, "en", "nl", whole=True, each=False), none)

    assert [each.check for each in run(check).findings] == ["consistency"]


@on_time
def test_one_segment_does_not_wait_for_a_whole_file() -> None:
    async def check(work: TranslationWork) -> float:
        await work.check(CheckBitext(FILE[:1], "en", "nl"), nothing)
        begun = asyncio.Event()
        emit: Emit = lambda _event: begun.set()  # noqa: E731 - a type that mypy must see
        whole = asyncio.create_task(work.check(CheckBitext(FILE * 8, "en", "nl", whole=True), emit))
        await begun.wait()
        began = time.monotonic()
        await work.check(CheckBitext(FILE[:1], "en", "nl"), nothing)
        took = time.monotonic() - began
        assert not whole.done()
        whole.cancel()
        with pytest.raises(asyncio.CancelledError):
            await whole
        return took

    assert run(check) < 0.5


def test_20000_segments_open_within_two_seconds() -> None:
    units = "".join(
        f'<trans-unit id="{each}"><source>The mug number {each} holds 350 ml.</source></trans-unit>'
        for each in range(20_000)
    )
    head = '<xliff version="1.2" xmlns="urn:oasis:names:tc:xliff:document:1.2"><file source-language="en" datatype="x">'
    data = f"{head}<body>{units}</body></file></xliff>".encode()
    began = time.process_time()
    sent = msgspec.json.encode(open_file(OpenBitext(data=data, name="big.xlf")))
    assert len(msgspec.json.decode(sent, type=OpenedBitext).segments) == 20_000
    assert time.process_time() - began < 2.0


def test_the_methods_have_types_of_their_own() -> None:
    params = [types[0] for types in TRANSLATION_METHODS.values()]
    assert len(set(params)) == len(params)
