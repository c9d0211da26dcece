"""Several variants of one brief, side by side: none of them lost, whatever happens to it or to the others."""

from __future__ import annotations

import asyncio
import logging
import random
import uuid
from collections.abc import Awaitable, Callable, Sequence

import msgspec

from desktop.agents.answer import added
from desktop.agents.recording import Recorder
from desktop.agents.task import WriteRequest
from desktop.checks.channels import CHANNELS
from desktop.core.calls import CallRecord
from desktop.core.copy import Copy, FieldValue
from desktop.core.draft import Variant
from desktop.core.errors import Cancelled, CopydeskError, Problem
from desktop.core.events import Called, Delta, Event, FieldReplaced, FieldStarted, VariantDone
from desktop.core.usage import Usage
from desktop.engine.jobs import Emit, bug
from desktop.engine.messages import Write

WriteOne = Callable[[WriteRequest, Emit, Recorder], Awaitable[Variant]]
"""Writes a variant, and records how; raises `CopydeskError` when it cannot."""

_STOP_S = 0.3
_SEEDS = 2**31 - 2**10
"""Seeds are below it, so that they stay what every provider takes (32 bits with a sign) when fields count on."""

_LISTS = frozenset(channel.field for channel in CHANNELS if channel.list)

_log = logging.getLogger(__name__)


def requests_of(write: Write) -> tuple[WriteRequest, ...]:
    """A request for each variant, under an id and with a seed of its own.

    The first has the id and the seed that were given; the seeds of the others follow from it.
    """
    seed = random.randrange(_SEEDS) if write.seed is None else write.seed  # noqa: S311 - no secret
    dice = random.Random(seed)  # noqa: S311 - as above
    count = max(1, write.variants)
    seeds = [seed, *(dice.randrange(_SEEDS) for _ in range(count - 1))]
    ids = [write.variant or _new_id(), *(_new_id() for _ in range(count - 1))]
    return tuple(
        WriteRequest(
            variant,
            write.brief,
            write.max_repairs,
            write.plain,
            write.fields,
            write.copy,
            seed=each,
            options=write.options,
            go_on=write.go_on,
            instruction=write.instruction,
            earlier=write.earlier,
        )
        for variant, each in zip(ids, seeds, strict=True)
    )


def _new_id() -> str:
    return uuid.uuid4().hex[:12]


async def write_variants(
    requests: Sequence[WriteRequest], model: str, write_one: WriteOne, emit: Emit
) -> tuple[Variant, ...]:
    """Write a variant for each request, all at once; one that failed or was stopped holds what it had, and its error.

    Cancelled, it returns what there is; `CancelledError` goes on only when no word came. When none could be begun, as
    of a brief that cannot be written for or a model that cannot be asked, the first of their errors is raised.
    """
    writings = [_Writing(request, model, emit) for request in requests]
    tasks = [asyncio.create_task(_write(writing, write_one)) for writing in writings]
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
    refused = [error for task in tasks if isinstance(error := task.exception(), CopydeskError)]
    if len(refused) == len(tasks) and not any(writing.has_begun for writing in writings):
        raise refused[0]
    return tuple(_variant_of(writing, task) for writing, task in zip(writings, tasks, strict=True))


async def _write(writing: _Writing, write_one: WriteOne) -> Variant:
    return await write_one(writing.request, writing.take, writing.recorder)


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

    def __init__(self, request: WriteRequest, model: str, emit: Emit) -> None:
        self.request = request
        self.recorder = Recorder(request)
        self._model = model
        self._emit = emit
        self._texts: dict[str, str] = {}
        self.made: Variant | None = None
        self._used: Usage | None = None

    @property
    def has_begun(self) -> bool:
        """Whether a word came, or a call was made."""
        return bool(self._texts) or self._used is not None or self.made is not None

    def take(self, event: Event) -> None:
        match event:
            case Called(call=call):
                self._count(call)
            case FieldStarted(field=field):
                self._texts[field] = ""
            case Delta(field=field, text=text):
                self._texts[field] = self._texts.get(field, "") + text
            case FieldReplaced(field=field, text=text):
                self._texts[field] = text
            case VariantDone(variant=variant):
                self.made = self._settled(variant, ended=True)
                event = VariantDone(self.made)
        self._emit(event)

    def unfinished(self, problem: Problem, *, ended: bool = False) -> Variant:
        if self.made is not None:
            return self.made
        variant = Variant(
            self.request.variant,
            self._model,
            "",
            Copy(self._fields()),
            complete=False,
            error=problem,
            tone=self.request.brief.tone,
            made=self.recorder.making,
        )
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
