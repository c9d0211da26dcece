"""What a command asks of a model besides writing: to judge open sentences, to read facts."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from typing import TypeVar

import msgspec

from desktop.cli.context import Context
from desktop.cli.engine_session import engine_session, interrupted_by
from desktop.core.brief import Brief, Fact, number_facts
from desktop.core.copy import Copy
from desktop.core.errors import Cancelled
from desktop.core.events import Event, Progress
from desktop.engine.engine import Engine
from desktop.engine.messages import ExtractFacts, Judge

T = TypeVar("T")


def judged(copy: Copy, brief: Brief, model: str, context: Context) -> Brief:
    """The brief with the judgements of a model on the sentences that the rules leave open.

    Raises `CopydeskError` when the model cannot be asked, `Cancelled` on Ctrl+C.
    """
    brief = msgspec.structs.replace(brief, facts=number_facts(brief.facts))
    answer = _asked(
        lambda engine: engine.judge(Judge(copy, brief, model), lambda event: _show(event, context)), context
    )
    if answer.note:
        context.say(answer.note)
    rulings = msgspec.structs.replace(brief.rulings, judgements=answer.judgements)
    return msgspec.structs.replace(brief, rulings=rulings)


def extracted(text: str, model: str, context: Context) -> tuple[Fact, ...]:
    """The facts that a model reads in a text; raises as `judged` does."""
    request = ExtractFacts(text, model)
    return _asked(lambda engine: engine.extract_facts(request, lambda event: _show(event, context)), context).facts


def _asked(ask: Callable[[Engine], Awaitable[T]], context: Context) -> T:
    async def run() -> T:
        async with engine_session(context) as engine:
            task = asyncio.ensure_future(ask(engine))
            with interrupted_by(task):
                try:
                    return await task
                except asyncio.CancelledError:
                    raise Cancelled from None

    return asyncio.run(run())


def _show(event: Event, context: Context) -> None:
    if isinstance(event, Progress) and not context.as_json:
        context.say(event.message)
