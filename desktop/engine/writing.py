"""Several variants of one brief, side by side: none of them lost, whatever happens to it or to the others."""

from __future__ import annotations

import asyncio
import logging
import uuid
from collections.abc import Awaitable, Callable

import msgspec

from desktop.agents.answer import added
from desktop.checks.channels import CHANNELS
from desktop.core.calls import CallRecord
from desktop.core.copy import Copy, FieldValue
from desktop.core.draft import Usage, Variant
from desktop.core.errors import Cancelled, CopydeskError, Problem, UserError
from desktop.core.events import Called, Delta, Event, FieldReplaced, FieldStarted, VariantDone
from desktop.engine.jobs import Emit, bug

WriteOne = Callable[[str, Emit], Awaitable[Variant]]
"""Writes the variant with this id; raises `CopydeskError` when it cannot."""

_STOP_S = 0.3
_LISTS = frozenset(channel.field for channel in CHANNELS if channel.list)

_log = logging.getLogger(__name__)


async def write_variants(
    count: int, model: str, write_one: WriteOne, emit: Emit, *, one_first: bool
) -> tuple[Variant, ...]:
    """Write so many variants at once; each that failed or was stopped holds what it had, and its error.

    With `one_first` the others begin when the first has its first word, as a server may keep what they have in common.
    Cancelled, it returns what there is; `CancelledError` goes on only when no word came. A brief that no variant can
    be written for raises its `UserError`.
    """
    writings = [_Writing(model, emit) for _ in range(max(1, count))]
    tasks = [
        asyncio.create_task(_write(writing, write_one, writings[0] if one_first else None)) for writing in writings
    ]
    try:
        await asyncio.wait(tasks)
    except asyncio.CancelledError:
        for task in tasks:
            task.cancel()
        await asyncio.wait(tasks, timeout=_STOP_S)
        variants = tuple(_variant_of(writing, task) for writing, task in zip(writings, tasks, strict=True))
        if all(variant.copy.is_empty for variant in variants):
            raise
        current = asyncio.current_task()
        if current is not None:
            current.uncancel()
        return variants
    refused = [error for task in tasks if isinstance(error := task.exception(), UserError)]
    if len(refused) == len(tasks):
        raise refused[0]
    return tuple(_variant_of(writing, task) for writing, task in zip(writings, tasks, strict=True))


async def _write(writing: _Writing, write_one: WriteOne, leader: _Writing | None) -> Variant:
    if leader is not None and leader is not writing:
        await leader.begun.wait()
    try:
        return await write_one(writing.id, writing.take)
    finally:
        writing.begun.set()


def _variant_of(writing: _Writing, task: asyncio.Task[Variant]) -> Variant:
    """What came of a variant: what the agent made of it, else what streamed, with the reason why there is no more."""
    if not task.done() or task.cancelled():
        return writing.unfinished(Cancelled().problem)
    error = task.exception()
    if error is None:
        return writing.made or task.result()
    if isinstance(error, CopydeskError):
        return writing.unfinished(error.problem, ended=True)
    _log.error("A variant failed through a mistake of ours.", exc_info=error)
    return writing.unfinished(bug(error).problem)


class _Writing:
    """One variant under way: passes its events on, and keeps the text that they carry."""

    def __init__(self, model: str, emit: Emit) -> None:
        self.id = uuid.uuid4().hex[:12]
        self.begun = asyncio.Event()
        self._model = model
        self._emit = emit
        self._texts: dict[str, str] = {}
        self.made: Variant | None = None
        self._used: Usage | None = None

    def take(self, event: Event) -> None:
        match event:
            case Called(call=call):
                self._count(call)
            case FieldStarted(field=field):
                self._texts[field] = ""
            case Delta(field=field, text=text):
                self._texts[field] = self._texts.get(field, "") + text
                self.begun.set()
            case FieldReplaced(field=field, text=text):
                self._texts[field] = text
            case VariantDone(variant=variant):
                self.made = self._settled(variant, ended=True)
                event = VariantDone(self.made)
        self._emit(event)

    def unfinished(self, problem: Problem, *, ended: bool = False) -> Variant:
        if self.made is not None:
            return self.made
        variant = Variant(self.id, self._model, "", Copy(self._fields()), complete=False, error=problem)
        variant = self._settled(variant, ended=ended)
        self._emit(VariantDone(variant))
        return variant

    def _count(self, call: CallRecord) -> None:
        used = Usage(call.prompt_tokens, call.completion_tokens, call.cost, call.currency, call.estimated)
        self._used = used if self._used is None else added(self._used, used)

    def _settled(self, variant: Variant, *, ended: bool) -> Variant:
        """The variant with what its calls used; those that were stopped are counted here alone.

        Where all have `ended` and none was told of, none was made, and nothing was spent.
        """
        used = self._used
        if used is None and ended and variant.usage == Usage():
            used = Usage(cost=0.0)
        return variant if used is None else msgspec.structs.replace(variant, usage=used)

    def _fields(self) -> dict[str, FieldValue]:
        return {
            name: tuple(text.split("\n")) if name in _LISTS else text
            for name, text in self._texts.items()
            if text.strip()
        }
