"""`copydesk measure` and `copydesk channels`: texts counted as their channels count them."""

from __future__ import annotations

import argparse

from desktop.checks.channels import CHANNELS
from desktop.checks.counters import measure
from desktop.cli.context import Context, read_text
from desktop.cli.table import table
from desktop.core.words import tr


def add_parsers(commands: argparse._SubParsersAction[argparse.ArgumentParser], common: argparse.ArgumentParser) -> None:
    """`measure --channel ID` and `channels`."""
    command = commands.add_parser("measure", parents=[common], help="count standard input as a channel counts it")
    command.add_argument("--channel", metavar="ID", required=True)
    command.set_defaults(run=run_measure)
    listing = commands.add_parser("channels", parents=[common], help="list the channels with their limits")
    listing.set_defaults(run=run_channels)


def run_measure(options: argparse.Namespace, context: Context) -> int:
    """Count standard input; one final line break is not counted."""
    text = read_text("-")
    text = text.removesuffix("\n").removesuffix("\r")
    counted = measure(options.channel, text)

    def words() -> str:
        line = f"{counted.count} / {counted.limit} {counted.unit}"
        if counted.parts:
            line += f", {counted.encoding}, " + tr("parts: {parts}", parts=counted.parts)
        return line if counted.fits else ": ".join((line, tr("too long")))

    context.answer(counted, words)
    return 0


def run_channels(_options: argparse.Namespace, context: Context) -> int:
    """Every channel with limit, unit, counter, status, source and date."""
    rows = [
        (each.id, str(each.limit), each.unit, each.counter, each.status, each.verified_on, each.source)
        for each in CHANNELS
    ]
    heads = ("id", "limit", "unit", "counter", "status", "verified_on", "source")
    document = {
        "channels": [
            dict(zip(heads, (row[0], each.limit, *row[2:]), strict=True))
            for row, each in zip(rows, CHANNELS, strict=True)
        ]
    }
    context.answer(document, lambda: table(heads, rows))
    return 0
