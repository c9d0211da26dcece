"""All that one `write` asks for, at once: through the turns of the engine, with one Stop, and nothing of it lost."""

from __future__ import annotations

import asyncio
import functools
import math
import sys
import uuid
from collections.abc import Callable, Sequence
from contextlib import suppress
from typing import NamedTuple

import msgspec

from desktop.cli.context import Context
from desktop.cli.engine_session import engine_session, interrupted_by
from desktop.cli.spending import Calls
from desktop.core.brief import Brief
from desktop.core.draft import Draft, Origin, Variant
from desktop.core.errors import CopydeskError, EnvironmentProblem, Problem
from desktop.core.events import Event, FieldDone, FieldStarted, Progress, VariantDone, Waiting
from desktop.core.ids import DraftId
from desktop.core.usage import Usage
from desktop.core.words import tr
from desktop.engine.engine import Engine
from desktop.engine.messages import Write
from desktop.store.protocol import StoreLike


class WrittenVariant(NamedTuple):
    """A variant with the brief that it was written from, and the language that was used (empty: none was written)."""

    variant: Variant
    brief: Brief
    language: str


async def write_together(
    requests: Sequence[Write], context: Context, calls: Calls
) -> tuple[tuple[WrittenVariant, ...], bool]:
    """Write all requests at once; the second value says whether Ctrl+C ended them, and then what exists is returned.

    A model that cannot be asked leaves a variant with its error. Raises that error when nothing else was asked for, and
    `UserError` for a model that nobody knows before anything is written.
    """
    many = len(requests) > 1 or requests[0].variants > 1
    shown = functools.partial(_show, context=context, many=many)
    async with engine_session(context) as engine:
        for model in dict.fromkeys(request.model for request in requests):
            with suppress(EnvironmentProblem):  # told when it is asked
                await engine.models.way(model)
        writings = [_Writing(engine, request, calls, shown) for request in requests]
        together = asyncio.ensure_future(_all(writings, alone=len(requests) == 1))
        with interrupted_by(together) as interruption:
            written = await together
    return written, interruption.happened


async def _all(writings: list[_Writing], *, alone: bool) -> tuple[WrittenVariant, ...]:
    """Everything that was written, in the order in which it was asked for; cancelled, it returns what there is."""
    tasks = [asyncio.ensure_future(each.write(alone=alone)) for each in writings]
    try:
        await asyncio.wait(tasks)
    except asyncio.CancelledError:
        for task in tasks:
            task.cancel()
        await asyncio.wait(tasks)
    return tuple(each for task in tasks for each in task.result())


class _Writing:
    """One request while it is written."""

    def __init__(self, engine: Engine, request: Write, calls: Calls, shown: Callable[[Event], None]) -> None:
        self._engine = engine
        self._request = request
        self._hear = calls.hearing(self._note)
        self._shown = shown
        self._done: dict[str, Variant] = {}

    async def write(self, *, alone: bool) -> tuple[WrittenVariant, ...]:
        """Its variants, also when it is stopped or cannot be asked; `alone` raises why it cannot."""
        request, language = self._request, ""
        try:
            written = await self._engine.write(request, self._hear)
            variants, language = written.variants, written.language
        except asyncio.CancelledError:
            variants = tuple(self._done.values())
        except CopydeskError as error:
            if alone:
                raise
            variants = (_not_written(request, error.problem),)
        return tuple(WrittenVariant(variant, request.brief, language) for variant in variants)

    def _note(self, event: Event) -> None:
        if isinstance(event, VariantDone):
            self._done[event.variant.id] = event.variant
        self._shown(event)


def keep(context: Context, brief: Brief, language: str, written: Sequence[WrittenVariant], calls: Calls) -> Draft:
    """Save the draft with its best variant as its text, and each other one as a version beside it."""
    draft = Draft(DraftId(""), brief.kind, msgspec.structs.replace(brief, language=language))
    ranked = sorted(written, key=lambda each: (each.variant.complete, -len(each.variant.findings)))
    with context.store() as store:
        draft = _keep_ranked(store, draft, ranked) if ranked else store.save_draft(draft)
        calls.keep_in(store, draft.id)
    return draft


def _keep_ranked(store: StoreLike, draft: Draft, ranked: Sequence[WrittenVariant]) -> Draft:
    *others, best = ranked
    language = draft.brief.language
    draft = store.save_draft(
        msgspec.structs.replace(
            draft, brief=msgspec.structs.replace(best.brief, language=language), copy=best.variant.copy
        )
    )
    for each in others:
        brief = msgspec.structs.replace(each.brief, language=language)
        store.add_variant(draft.id, brief, each.variant.copy, Origin.VARIANT, "", each.variant)
    store.add_version(draft, Origin.WRITTEN if best.variant.complete else Origin.INTERRUPTED, "", best.variant)
    return draft


def _not_written(request: Write, problem: Problem) -> Variant:
    return Variant(
        uuid.uuid4().hex[:12],
        request.model,
        "",
        usage=Usage(cost=0.0),
        complete=False,
        error=problem,
        tone=request.brief.tone,
    )


def _show(event: Event, context: Context, *, many: bool) -> None:
    """Progress on standard error, when a person is looking; of many at once only what has come of each."""
    if context.as_json or not sys.stderr.isatty():
        return
    match event:
        case Progress(stage="queue" | "repair") if many:
            pass
        case Progress(message=message):
            context.say(message)
        case Waiting(reason=reason, seconds=seconds) if seconds:
            context.say(" ".join((reason, tr("Trying again in {n} s", n=math.ceil(seconds)))))
        case VariantDone(variant=variant) if many:
            sign = "✓" if variant.complete else "✗"
            context.say(" ".join(part for part in (sign, variant.model, variant.tone) if part))
        case FieldStarted(field=field) if not many:
            sys.stderr.write(f"{field} … ")
        case FieldDone() if not many:
            sys.stderr.write("✓\n")
    sys.stderr.flush()
