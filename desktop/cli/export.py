"""`copydesk export`: a draft as a file."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from desktop.cli.context import Context
from desktop.core.draft import DraftId
from desktop.core.errors import ErrorKind, UserError
from desktop.core.words import tr
from desktop.formats.export import export_draft, render_draft


def add_parsers(commands: argparse._SubParsersAction[argparse.ArgumentParser], common: argparse.ArgumentParser) -> None:
    """`export DRAFT -o FILE`."""
    command = commands.add_parser("export", parents=[common], help="write a draft to a file, by the file's ending")
    command.add_argument("draft", metavar="DRAFT")
    command.add_argument(
        "-o", "--output", metavar="FILE", required=True, help="ends in .md, .html or .json; - prints JSON"
    )
    command.set_defaults(run=run)


def run(options: argparse.Namespace, context: Context) -> int:
    """Write the file whole or not at all."""
    with context.store() as store:
        draft = store.draft(DraftId(options.draft))
    if options.output == "-":
        if context.as_json:
            raise UserError(
                ErrorKind.USAGE, tr("Standard output cannot take the draft and the answer of --json at once.")
            )
        sys.stdout.write(render_draft(draft, ".json"))
        return 0
    path = Path(options.output)
    export_draft(draft, path)
    context.answer({"draft": draft.id, "output": str(path)}, lambda: tr("Exported to {file}.", file=path))
    return 0
