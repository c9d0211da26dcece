"""What is done with translations in processes of their own: files are opened and written, and segments are checked."""

from __future__ import annotations

import asyncio
import os
import uuid
from collections.abc import Sequence

import msgspec

from desktop.core.events import SegmentsChecked
from desktop.core.quality import PostEditing
from desktop.core.segment import Segment
from desktop.core.words import tr
from desktop.engine.jobs import Emit
from desktop.engine.translation_messages import (
    CheckBitext,
    ChecksPart,
    ExportedTranslation,
    ExportTranslation,
    MeasurePostEditing,
    OpenBitext,
    OpenedBitext,
    ReturnedTable,
    ReturnTable,
    SegmentFindings,
    TranslationChecks,
    WriteBitext,
    WrittenBitext,
)
from desktop.engine.worker_client import WorkerClient

FILE_S = 60.0
"""Seconds that a file may take; 20,000 segments take less than one."""
CHECK_S, PART_S = 30.0, 60.0
_AT_ONCE, _MANY = 2, 400
"""Workers that check a whole file, of more than so many segments."""
_PART = 100
"""Segments of a whole file that are checked in one go: some tenth of a second, after which the window hears of them."""


class OpenedAsIs(msgspec.Struct, frozen=True):
    """`OpenedBitext` on its way through: the segments are passed on as they came from the worker."""

    format: str
    languages: tuple[str, str]
    segments: msgspec.Raw


class TranslationWork:
    """The workers: a file that is checked as a whole keeps neither one segment nor another file waiting."""

    def __init__(self) -> None:
        self._files = WorkerClient("translation.open", "translation.write")
        self._exporter = WorkerClient("translation.export", "translation.returned", "translation.post_editing")
        self._checker = WorkerClient("translation.check")
        count = min(_AT_ONCE, os.cpu_count() or 1)
        self._whole = tuple(WorkerClient("translation.check_begin", "translation.check_part") for _ in range(count))
        self._turn = asyncio.Lock()

    @property
    def workers(self) -> tuple[WorkerClient, ...]:
        """The workers, to be told the language and to be ended."""
        return (self._files, self._exporter, self._checker, *self._whole)

    async def open(self, request: OpenBitext) -> OpenedBitext:
        """The segments of a file; raises what `open_bitext` does, and `UserError` after `FILE_S` seconds."""
        return await self._files.ask("translation.open", request, OpenedBitext, limit_s=FILE_S, hint=_hint())

    async def passed_on(self, request: OpenBitext) -> OpenedAsIs:
        """The same for the pipe, which needs no values: 20,000 segments are not read and written once more."""
        return await self._files.ask("translation.open", request, OpenedAsIs, limit_s=FILE_S, hint=_hint())

    async def write(self, request: WriteBitext) -> WrittenBitext:
        """The file with its changes; raises what `Bitext.written` does, and `UserError` after `FILE_S` seconds."""
        return await self._files.ask("translation.write", request, WrittenBitext, limit_s=FILE_S, hint=_hint())

    async def export(self, request: ExportTranslation) -> ExportedTranslation:
        """Write rows as another file; raises what its writer does, and `UserError` after `FILE_S` seconds."""
        return await self._exporter.ask(
            "translation.export", request, ExportedTranslation, limit_s=FILE_S, hint=_hint()
        )

    async def returned(self, request: ReturnTable) -> ReturnedTable:
        """Read a bilingual table that came back; `UserError` for a file without one, or after `FILE_S` seconds."""
        return await self._exporter.ask("translation.returned", request, ReturnedTable, limit_s=FILE_S, hint=_hint())

    async def post_editing(self, request: MeasurePostEditing) -> PostEditing:
        """How much of what models gave was changed; `UserError` after `FILE_S` seconds."""
        return await self._exporter.ask("translation.post_editing", request, PostEditing, limit_s=FILE_S)

    async def check(self, request: CheckBitext, emit: Emit) -> SegmentFindings:
        """What the checks say; of a whole file it streams, and what is said over the file comes last."""
        if not request.whole:
            return await self._checker.ask("translation.check", request, SegmentFindings, limit_s=CHECK_S)
        async with self._turn:
            workers = self._whole if request.each and len(request.segments) > _MANY else self._whole[:1]
            begun = TranslationChecks(uuid.uuid4().hex, request)
            found, *_ = await asyncio.gather(*(_begun(each, begun) for each in workers))
            if request.each:
                await _check_each(workers, begun.ticket, request.segments, emit)
            over = await _part(workers[0], ChecksPart(begun.ticket, over=True))
            return SegmentFindings(over.findings, found.register)


async def _begun(worker: WorkerClient, begun: TranslationChecks) -> SegmentFindings:
    return await worker.ask("translation.check_begin", begun, SegmentFindings, limit_s=PART_S)


async def _part(worker: WorkerClient, part: ChecksPart) -> SegmentFindings:
    return await worker.ask("translation.check_part", part, SegmentFindings, limit_s=PART_S)


async def _check_each(workers: Sequence[WorkerClient], ticket: str, segments: tuple[Segment, ...], emit: Emit) -> None:
    """Have the segments checked in parts, by all workers at once; each takes the next part that is left."""
    starts = iter(range(0, len(segments), _PART))
    done = 0

    async def work(worker: WorkerClient) -> None:
        nonlocal done
        for start in starts:
            some = segments[start : start + _PART]
            found = await _part(worker, ChecksPart(ticket, start, start + len(some)))
            done += len(some)
            emit(SegmentsChecked(tuple(each.id for each in some), found.findings, done, len(segments)))

    tasks = [asyncio.create_task(work(each)) for each in workers]
    try:
        await asyncio.gather(*tasks)
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.wait(tasks)


def _hint() -> str:
    return tr("The file is as it was. Split it into parts.")
