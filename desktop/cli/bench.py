"""`copydesk bench`: the benchmarks of the source checkout, as a table."""

from __future__ import annotations

import argparse
import importlib
import importlib.util
from typing import Any

from desktop.cli.context import Context
from desktop.cli.table import table
from desktop.core.errors import ErrorKind, UserError
from desktop.core.words import tr


def add_parsers(commands: argparse._SubParsersAction[argparse.ArgumentParser], common: argparse.ArgumentParser) -> None:
    """`bench [NAME …]`."""
    command = commands.add_parser("bench", parents=[common], help="run the benchmarks and print each budget")
    command.add_argument("names", metavar="NAME", nargs="*")
    command.set_defaults(run=run)


def run(options: argparse.Namespace, context: Context) -> int:
    """Run the named benchmarks (none: all) and print figure, budget and ratio."""
    if importlib.util.find_spec("benchmarks") is None:
        raise UserError(
            ErrorKind.UNSUPPORTED,
            tr("The benchmarks are not part of the installed program."),
            tr("Run this in a checkout of the source: python -m desktop bench."),
        )
    catalogue = importlib.import_module("benchmarks.catalogue")
    known: dict[str, str] = catalogue.BENCHMARKS
    unknown = [name for name in options.names if name not in known]
    if unknown:
        raise UserError(
            ErrorKind.USAGE,
            tr("There is no benchmark {name}.", name=unknown[0]),
            tr("There are: {names}.", names=", ".join(known)),
        )
    figures: list[tuple[str, Any]] = []
    for name in options.names or known:
        context.say(tr("Measuring {name} …", name=name))
        figures += [(name, figure) for figure in importlib.import_module(known[name]).run()]
    heads = ("benchmark", "figure", "value", "budget", "ratio", "holds", "taken on")
    rows = [(name, *_cells(figure)) for name, figure in figures]
    document = {"figures": [{"benchmark": name, **figure._asdict()} for name, figure in figures]}
    context.answer(document, lambda: table(heads, rows))
    return 0


def _cells(figure: Any) -> tuple[str, ...]:  # noqa: ANN401 - the benchmarks are not part of the program
    ratio = "" if figure.ratio is None else f"{figure.ratio:.2f}"
    return (
        figure.name,
        f"{figure.value:.4g} {figure.unit}",
        figure.budget,
        ratio,
        "✓" if figure.holds else "✗",
        figure.taken_on,
    )
