"""A model's judgements for one command."""

from __future__ import annotations

import asyncio
import sys
from collections.abc import Coroutine
from typing import TypeVar

import msgspec

from desktop.cli.context import Context
from desktop.cli.engine_session import engine_session, interrupted_by
from desktop.cli.spending import Calls, left_to_spend
from desktop.core.brief import Brief
from desktop.core.copy import Copy
from desktop.core.events import Event, Progress
from desktop.engine.messages import ExtractedFacts, ExtractFacts, Judge, Judged

T = TypeVar("T")


def judge(copy: Copy, brief: Brief, model: str, context: Context) -> Brief:
    """The brief with what a model says of the open sentences of a copy, for `check_copy`.

    Says so when the model was not asked. Raises `CopydeskError` when it cannot be, and `KeyboardInterrupt` on Ctrl+C.
    """
    judged = asyncio.run(_judged(Judge(copy, brief, model, left_to_spend(context, model)), context))
    if judged.note:
        context.say(judged.note)
    judgements = (*brief.rulings.judgements, *judged.judgements)
    return msgspec.structs.replace(brief, rulings=msgspec.structs.replace(brief.rulings, judgements=judgements))


def extract_facts(text: str, model: str, context: Context) -> ExtractedFacts:
    """The facts that a model reads in a text; raises as `judge` does."""
    return asyncio.run(_extracted(ExtractFacts(text, model, left_to_spend(context, model)), context))


async def _judged(request: Judge, context: Context) -> Judged:
    calls = Calls()
    try:
        async with engine_session(context) as engine:
            return await _unless_stopped(engine.judge(request, calls.hearing(lambda event: _show(event, context))))
    finally:
        calls.keep(context)


async def _extracted(request: ExtractFacts, context: Context) -> ExtractedFacts:
    calls = Calls()
    try:
        async with engine_session(context) as engine:
            shown = calls.hearing(lambda event: _show(event, context))
            return await _unless_stopped(engine.extract_facts(request, shown))
    finally:
        calls.keep(context)


async def _unless_stopped(work: Coroutine[None, None, T]) -> T:
    task = asyncio.ensure_future(work)
    with interrupted_by(task):
        try:
            return await task
        except asyncio.CancelledError:
            raise KeyboardInterrupt from None


def _show(event: Event, context: Context) -> None:
    if isinstance(event, Progress) and not context.as_json and sys.stderr.isatty():
        context.say(event.message)
