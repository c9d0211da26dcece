"""`copydesk models`: which models there are, and fetching those for this computer."""

from __future__ import annotations

import argparse
import asyncio
import sys
import time

import msgspec

from desktop.cli.context import Context
from desktop.cli.engine_session import engine_session, interrupted_by
from desktop.cli.table import table
from desktop.core.errors import Cancelled
from desktop.core.events import Event, Progress
from desktop.core.words import tr
from desktop.engine.messages import FetchModel, Models

_MB = 1_000_000


def add_parsers(commands: argparse._SubParsersAction[argparse.ArgumentParser], common: argparse.ArgumentParser) -> None:
    """`models list` and `models pull ID`."""
    command = commands.add_parser("models", parents=[common], help="list and fetch models")
    verbs = command.add_subparsers(dest="verb", metavar="VERB", required=True)
    verbs.add_parser("list", parents=[common], help="every model with its state").set_defaults(run=run_list)
    pull = verbs.add_parser("pull", parents=[common], help="download and verify a model")
    pull.add_argument("id", metavar="ID", help="local is the default one")
    pull.set_defaults(run=run_pull)


def run_list(_options: argparse.Namespace, context: Context) -> int:
    """Every model of the catalogue."""
    models = asyncio.run(_list(context))
    rows = [
        (
            each.id,
            each.state,
            f"{each.size // _MB} MB",
            " ".join(f"{language}:{grade}" for language, grade in each.grades.items()),
            each.licence,
            each.title,
        )
        for each in models.models
    ]
    heads = ("id", "state", "size", "languages", "licence", "title")
    context.answer(msgspec.to_builtins(models), lambda: table(heads, rows))
    return 0


async def _list(context: Context) -> Models:
    async with engine_session(context) as engine:
        return await engine.models_list()


def run_pull(options: argparse.Namespace, context: Context) -> int:
    """Fetch a model; a stopped download goes on where it ended."""
    asyncio.run(_pull(options.id, context))
    context.answer({"id": options.id, "state": "ready"}, lambda: tr("{model} is ready.", model=options.id))
    return 0


async def _pull(model_id: str, context: Context) -> None:
    last = 0.0

    def show(event: Event) -> None:
        nonlocal last
        now = time.monotonic()
        if not isinstance(event, Progress) or now - last < (0.2 if sys.stderr.isatty() else 5.0):
            return
        last = now
        line = event.message
        if event.total:
            line = f"{line} {event.done / event.total:4.0%} ({event.done / _MB:,.0f} / {event.total / _MB:,.0f} MB)"
        sys.stderr.write(f"\r{line}\x1b[K" if sys.stderr.isatty() else f"{line}\n")
        sys.stderr.flush()

    async with engine_session(context) as engine:
        task = asyncio.ensure_future(engine.models_fetch(FetchModel(model_id), show))
        with interrupted_by(task):
            try:
                await task
            except asyncio.CancelledError:
                raise Cancelled from None
            finally:
                if sys.stderr.isatty() and last:
                    sys.stderr.write("\n")
