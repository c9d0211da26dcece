"""The engine's side of many short variants: nothing that came is lost when the model fails or the writer stops it."""

from __future__ import annotations

import asyncio
import time

from desktop.agents.lines import Lines, LineWriter
from desktop.core.errors import Cancelled, EnvironmentProblem
from desktop.core.prompt import LanguageModel
from desktop.core.usage import Timing
from desktop.engine.jobs import Emit
from desktop.engine.messages import WriteLines, WrittenLines


async def write_lines(request: WriteLines, model: LanguageModel, emit: Emit) -> WrittenLines:
    """Write the lines of a request; cancelled or failed after the first, what there is comes with the reason.

    Raises `CopydeskError` for a request that cannot be met, and whatever ends it before the first line.
    """
    began = time.monotonic()
    writer = LineWriter(
        request.brief,
        request.channel,
        model,
        emit,
        count=request.count,
        standing=request.standing,
        options=request.options,
    )
    try:
        made = await writer.write()
    except asyncio.CancelledError:
        made = writer.made(error=Cancelled().problem)
        if not made.lines:
            raise
        current = asyncio.current_task()
        if current is not None:
            current.uncancel()
    except EnvironmentProblem as error:
        made = writer.made(error=error.problem)
        if not made.lines:
            raise
    return _answer(writer, made, time.monotonic() - began)


def _answer(writer: LineWriter, made: Lines, total_s: float) -> WrittenLines:
    timing = Timing(made.first_token_s, total_s)
    return WrittenLines(writer.brief.language, made.lines, made.dropped, made.usage, timing, made.note, made.error)
