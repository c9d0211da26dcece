"""What is done with translations in processes of their own: files are opened and written, and segments are checked."""

from __future__ import annotations

import asyncio
import uuid

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
CHECK_S, PART_S = 10.0, 60.0
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
        self._whole = WorkerClient("translation.check_begin", "translation.check_part")
        self._turn = asyncio.Lock()

    @property
    def workers(self) -> tuple[WorkerClient, ...]:
        """The workers, to be told the language and to be ended."""
        return (self._files, self._exporter, self._checker, self._whole)

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
            ticket = uuid.uuid4().hex
            begun = TranslationChecks(ticket, request)
            found = await self._whole.ask("translation.check_begin", begun, SegmentFindings, limit_s=PART_S)
            if request.each:
                await self._check_each(ticket, request.segments, emit)
            over = await self._part(ChecksPart(ticket, over=True))
            return SegmentFindings(over.findings, found.register)

    async def _check_each(self, ticket: str, segments: tuple[Segment, ...], emit: Emit) -> None:
        for start in range(0, len(segments), _PART):
            some = segments[start : start + _PART]
            found = await self._part(ChecksPart(ticket, start, start + len(some)))
            done = start + len(some)
            emit(SegmentsChecked(tuple(each.id for each in some), found.findings, done, len(segments)))

    async def _part(self, part: ChecksPart) -> SegmentFindings:
        return await self._whole.ask("translation.check_part", part, SegmentFindings, limit_s=PART_S)


def _hint() -> str:
    return tr("The file is as it was. Split it into parts.")
