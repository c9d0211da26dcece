"""`copydesk lines`: many short variants of one text: headlines, subject lines, posts, each within its limit."""

from __future__ import annotations

import argparse
import asyncio
import functools
import sys

import msgspec

from desktop.checks.clashes import clashes
from desktop.cli.context import Context
from desktop.cli.engine_session import engine_session, interrupted_by
from desktop.cli.input_files import add_text_options, load_brief
from desktop.cli.spending import Calls, left_to_spend
from desktop.core.brief import Brief, Kind
from desktop.core.errors import EXIT_STATUS, Cancelled, CopydeskError, ErrorKind, UserError
from desktop.core.events import Event, LineWritten
from desktop.core.lines import Line
from desktop.core.money import read_amount
from desktop.core.settings import MODEL
from desktop.core.words import tr
from desktop.engine.messages import WriteLines, WrittenLines

_ADS = ("google_ads.headline", "google_ads.description")


def add_parsers(commands: argparse._SubParsersAction[argparse.ArgumentParser], common: argparse.ArgumentParser) -> None:
    """`lines --brief FILE --channel ID [--channel ID]`."""
    command = commands.add_parser("lines", parents=[common], help="write many short variants of one text")
    command.add_argument("--brief", metavar="FILE", required=True, help="the brief as JSON; - is standard input")
    command.add_argument("--count", metavar="N", type=int, default=20, help="how many for each channel")
    command.add_argument("--model", metavar="ID", default="", help="the model that writes them")
    command.add_argument("--max-cost", metavar="X", help="what all calls may cost together, in US dollars")
    add_text_options(command)
    command.set_defaults(run=run)


def run(options: argparse.Namespace, context: Context) -> int:
    """Write the lines for each channel; an advertisement's headlines and descriptions are checked beside each other."""
    brief = load_brief(options.brief, options, Kind.PRODUCT)
    channels = tuple(options.channel)
    if not channels:
        raise UserError(ErrorKind.USAGE, tr("Name a channel, such as --channel google_ads.headline."))
    if brief.is_empty:
        raise UserError(
            ErrorKind.INPUT,
            tr("The brief is empty: there is nothing to write from."),
            tr("Name a product, or add facts or notes."),
        )
    model = options.model or context.settings.get(MODEL)
    request = WriteLines(
        brief, "", options.count, model, max_cost=_most(options.max_cost, left_to_spend(context, model))
    )
    calls = Calls()
    try:
        made = asyncio.run(_write(request, channels, context, calls))
    finally:
        calls.keep(context)
    document = {
        "language": next((each.language for each in made.values()), brief.language),
        "channels": {name: _document(each) for name, each in made.items()},
        "clashes": _clashes(made, brief),
    }
    context.answer(document, lambda: "\n\n".join(_text(name, each) for name, each in made.items()))
    errors = [each.error for each in made.values() if each.error is not None]
    return max((EXIT_STATUS[error.kind] for error in errors), default=0)


def _most(text: str | None, left: float | None) -> float | None:
    """What may be spent: the option, or the writer's own limit where that is less."""
    asked = None if text is None else read_amount(text)
    if text is not None and asked is None:
        raise UserError(ErrorKind.USAGE, tr("--max-cost is an amount in US dollars, such as 0.05."))
    return min((each for each in (asked, left) if each is not None), default=None)


async def _write(
    request: WriteLines, channels: tuple[str, ...], context: Context, calls: Calls
) -> dict[str, WrittenLines]:
    """The lines of one channel after another, for what may be spent on all of them; Ctrl+C leaves what there is."""
    made: dict[str, WrittenLines] = {}
    async with engine_session(context) as engine:
        for channel in channels:
            left = None if request.max_cost is None else max(0.0, request.max_cost - calls.spent)
            asked = msgspec.structs.replace(request, channel=channel, max_cost=left)
            hear = calls.hearing(functools.partial(_show, context=context))
            task = asyncio.ensure_future(engine.lines(asked, hear))
            with interrupted_by(task) as interruption:
                made[channel] = await _lines(task, request.brief.language, alone=not made)
            if interruption.happened:
                break
    return made


async def _lines(task: asyncio.Future[WrittenLines], language: str, *, alone: bool) -> WrittenLines:
    """What was written; why nothing was stands beside the channels before it, and is raised where there is none."""
    try:
        return await task
    except asyncio.CancelledError:
        if alone:
            raise
        return WrittenLines(language, (), error=Cancelled().problem)
    except CopydeskError as error:
        if alone:
            raise
        return WrittenLines(language, (), error=error.problem)


def _show(event: Event, context: Context) -> None:
    """Each line on standard error as it comes, when a person is looking."""
    if isinstance(event, LineWritten) and not context.as_json and sys.stderr.isatty():
        context.say(event.line.text)


def _clashes(made: dict[str, WrittenLines], brief: Brief) -> list[dict[str, object]]:
    if not all(name in made for name in _ADS):
        return []
    headlines, descriptions = ([line.text for line in made[name].lines] for name in _ADS)
    found = clashes(headlines, descriptions, made[_ADS[0]].language, product=brief.product)
    return [
        {"headline": headlines[each.first], "description": descriptions[each.second], "message": each.message}
        for each in found
    ]


def _document(made: WrittenLines) -> dict[str, object]:
    found: dict[str, object] = {
        "lines": [_line(line) for line in made.lines],
        "dropped": made.dropped,
        "note": made.note,
        "usage": {
            name: value
            for name, value in msgspec.to_builtins(made.usage).items()
            if name != "estimated" or made.usage.estimated
        },
        "timing": msgspec.to_builtins(made.timing),
    }
    if made.error is not None:
        found["error"] = {"kind": made.error.kind.value, "message": made.error.message, "hint": made.error.hint}
    return found


def _line(line: Line) -> dict[str, object]:
    return {
        "text": line.text,
        "model": line.model,
        "count": line.measure.count,
        "limit": line.measure.limit,
        "unit": line.measure.unit,
        "fits": line.measure.fits,
        **({"beside": line.beside} if line.beside else {}),
        "findings": msgspec.to_builtins(line.findings),
        "claims": msgspec.to_builtins(line.claims),
    }


def _text(channel: str, made: WrittenLines) -> str:
    lines = [f"── {channel}"]
    lines += [f"{line.measure.count:>4}/{line.measure.limit}  {line.text}" for line in made.lines]
    if made.note:
        lines.append(made.note)
    if made.error is not None:
        lines.append(f"✗ {made.error.message} {made.error.hint}".rstrip())
    return "\n".join(lines)
