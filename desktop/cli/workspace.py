"""`copydesk workspace`: everything as one file, for another computer, for people, for later."""

from __future__ import annotations

import argparse
from pathlib import Path

import msgspec

from desktop.cli.context import Context
from desktop.core.restoring import ImportReport
from desktop.core.words import tr, trn
from desktop.store.settings_file import save_settings
from desktop.store.store import Store


def add_parsers(commands: argparse._SubParsersAction[argparse.ArgumentParser], common: argparse.ArgumentParser) -> None:
    """`workspace export|import FILE`."""
    command = commands.add_parser("workspace", parents=[common], help="everything as one file")
    verbs = command.add_subparsers(dest="verb", metavar="VERB", required=True)
    export = verbs.add_parser("export", parents=[common], help="write everything to a ZIP of JSON and Markdown")
    export.add_argument("file", metavar="FILE")
    export.set_defaults(run=run_export)
    bring_in = verbs.add_parser("import", parents=[common], help="take such a file in; nothing here is overwritten")
    bring_in.add_argument("file", metavar="FILE")
    bring_in.set_defaults(run=run_import)


def run_export(options: argparse.Namespace, context: Context) -> int:
    """Write the file whole or not at all."""
    path = Path(options.file).absolute()
    with context.store() as store:
        store.export_workspace(str(path))
    size = path.stat().st_size
    context.answer({"output": str(path), "size": size}, lambda: tr("Exported to {file}.", file=path))
    return 0


def run_import(options: argparse.Namespace, context: Context) -> int:
    """Take the file in; its settings too where they are not chosen here and no window has them open."""
    with context.store() as store:
        report = store.import_workspace(str(Path(options.file).absolute()))
        taken = bool(report.settings) and isinstance(store, Store)
        if taken:
            save_settings(context.profile.settings, {**context.settings.values, **report.settings})
    document = {**msgspec.to_builtins(report), "settings_taken": taken}
    context.answer(document, lambda: _text(report, taken=taken))
    return 0


def _text(report: ImportReport, *, taken: bool) -> str:
    lines = [
        trn("{n} draft is new.", "{n} drafts are new.", len(report.added)),
        trn(
            "{n} draft differs: theirs is a version of it now.", "{n} drafts differ: theirs are versions of them now.",
            len(report.changed),
        ),
        trn("{n} draft was here as it is.", "{n} drafts were here as they are.", report.skipped),
        trn("{n} version came.", "{n} versions came.", report.versions),
        trn("{n} picture came.", "{n} pictures came.", report.pictures),
    ]  # fmt: skip
    if report.settings:
        names = ", ".join(sorted(report.settings))
        lines.append(
            tr("Settings taken: {names}.", names=names)
            if taken
            else tr("Settings were left alone, as a window is open: {names}.", names=names)
        )
    return "\n".join(lines)
