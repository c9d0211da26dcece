"""`copydesk backup`: copies of the whole history, and what comes back out of them."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from pathlib import Path

import msgspec

from desktop.cli.context import Context
from desktop.cli.table import table
from desktop.core.errors import EXIT_STATUS, ErrorKind, UserError
from desktop.core.ids import DraftId
from desktop.core.restoring import Content, Difference, DraftPlan, PlannedDraft, RestorePlan
from desktop.core.settings import BACKUP_FOLDER
from desktop.core.words import decimal, tr, trn
from desktop.store.protocol import StoreLike
from desktop.store.values import BackupInfo


def add_parsers(commands: argparse._SubParsersAction[argparse.ArgumentParser], common: argparse.ArgumentParser) -> None:
    """`backup create|list|verify|restore`."""
    command = commands.add_parser("backup", parents=[common], help="copies of the whole history")
    verbs = command.add_subparsers(dest="verb", metavar="VERB", required=True)
    verbs.add_parser("create", parents=[common], help="make a backup now, and check it").set_defaults(run=run_create)
    verbs.add_parser("list", parents=[common], help="the backups, newest first").set_defaults(run=run_list)
    verify = verbs.add_parser("verify", parents=[common], help="read all of some backups, or of every one")
    verify.add_argument("names", metavar="NAME", nargs="*", help="as `backup list` says, or a file")
    verify.set_defaults(run=run_verify)
    restore = verbs.add_parser(
        "restore", parents=[common], help="put a backup back; what there is now becomes a backup first"
    )
    restore.add_argument("name", metavar="NAME", help="as `backup list` says, or a file")
    restore.add_argument("--draft", metavar="ID", default="", help="only this draft; today's text stays as a version")
    restore.add_argument("--plan", action="store_true", help="only say what would change")
    restore.set_defaults(run=run_restore)


def run_create(_options: argparse.Namespace, context: Context) -> int:
    """Make one now, in the second folder too where one is chosen."""
    with context.store() as store:
        store.set_backup_folder(context.settings.get(BACKUP_FOLDER))
        info = store.backup_now()
    document = {"backup": msgspec.to_builtins(info)}
    context.answer(document, lambda: tr("{name} is made and checked.", name=info.name))
    return 0


def run_list(_options: argparse.Namespace, context: Context) -> int:
    """The backups there are."""
    with context.store() as store:
        found = store.backups()
    rows = [(each.name, each.made_at, _size(each)) for each in found]
    document = {"backups": msgspec.to_builtins(found)}
    heads = ("backup", "made_at", "size")
    context.answer(document, lambda: table(heads, rows) if rows else tr("There is no backup."))
    return 0


def run_verify(options: argparse.Namespace, context: Context) -> int:
    """Read all of them; the status tells when one is damaged."""
    with context.store() as store:
        names = [_named(each) for each in options.names] or [each.name for each in store.backups()]
        whole = {name: store.verify_backup(name) for name in names}
    document = {"backups": [{"name": name, "whole": good} for name, good in whole.items()]}

    def text() -> str:
        lines = [
            tr("{name} is whole.", name=name) if good else tr("{name} is damaged.", name=name)
            for name, good in whole.items()
        ]
        return "\n".join(lines) or tr("There is no backup.")

    context.answer(document, text)
    return 0 if all(whole.values()) else EXIT_STATUS[ErrorKind.STORAGE]


def run_restore(options: argparse.Namespace, context: Context) -> int:
    """Say what changes, then, unless only that was asked for, do it."""
    name = _named(options.name)
    with context.store() as store:
        if options.draft:
            return _restore_draft(store, name, DraftId(options.draft), options, context)
        plan = store.backup_plan(name)
        if not options.plan:
            store.restore_backup(name)
        kept = next((each.name for each in store.backups()), "")
    document = {"plan": msgspec.to_builtins(plan), "restored": not options.plan}
    if options.plan:
        context.answer(document, lambda: "\n".join(_plan_lines(plan)))
        return 0
    document["kept_as"] = kept
    done = tr("Restored. What there was until now is {name}.", name=kept)
    context.answer(document, lambda: "\n".join((*_plan_lines(plan), done)))
    return 0


def _restore_draft(store: StoreLike, name: str, draft: DraftId, options: argparse.Namespace, context: Context) -> int:
    plan = store.backup_draft_plan(name, draft)
    if not options.plan:
        store.restore_draft_from(name, draft)
    document = {"plan": {**msgspec.to_builtins(plan), "text_differs": plan.text_differs}, "restored": not options.plan}
    lines = [*_draft_lines(plan)] + ([] if options.plan else [tr("Restored.")])
    context.answer(document, lambda: "\n".join(lines))
    return 0


def _named(text: str) -> str:
    """A backup's name, or the whole path of a file that was named from here."""
    path = Path(text)
    if path.name == text and not path.is_file():
        return text
    if not path.is_file():
        raise UserError(ErrorKind.INPUT, tr("There is no file {file}.", file=text))
    return str(path.absolute())


def _size(info: BackupInfo) -> str:
    return tr("{size} MB", size=decimal(info.size / 1e6))


def _plan_lines(plan: RestorePlan) -> Iterator[str]:
    """What comes, goes and changes, a line each, and what stays as a number."""
    if plan.is_empty:
        yield tr("Nothing would change: all of the backup is here.")
        return
    for mark, drafts in (("+", plan.coming), ("-", plan.going), ("~", plan.changing)):
        for each in drafts:
            yield " ".join((mark, each.draft, each.title, _times(each)))
    yield trn("{n} draft stays as it is.", "{n} drafts stay as they are.", plan.unchanged)
    yield trn("{n} version comes back.", "{n} versions come back.", plan.versions_coming)
    yield trn("{n} version goes.", "{n} versions go.", plan.versions_going)
    for other in plan.others:
        yield _other(other)


def _times(draft: PlannedDraft) -> str:
    if draft.here_at and draft.there_at:
        return f"({draft.here_at} → {draft.there_at})"
    return f"({draft.here_at or draft.there_at})"


def _other(other: Difference) -> str:
    names = {
        Content.TAGS: tr("Tags"), Content.TEMPLATES: tr("Templates"), Content.SEARCHES: tr("Saved searches"),
        Content.COMPARISONS: tr("Comparisons"), Content.LINES: tr("Short lines"), Content.DUELS: tr("Choices in duels"),
        Content.OUTCOMES: tr("Results"), Content.CALLS: tr("Calls to models"),
        Content.JOBS: tr("Translation jobs"), Content.UNITS: tr("Units of translation memories"),
        Content.TERMS: tr("Terms"),
    }  # fmt: skip
    return tr("{what}: {coming} come, {going} go.", what=names[other.content], coming=other.coming, going=other.going)


def _draft_lines(plan: DraftPlan) -> Iterator[str]:
    if plan.here is None:
        yield tr("“{title}” comes back with its versions.", title=plan.there.title)
    elif plan.text_differs:
        yield tr(
            "“{title}” gets its text of {time}; the one of today stays as a version.", title=plan.there.title,
            time=plan.there.changed_at,
        )  # fmt: skip
    else:
        yield tr("The text of “{title}” is the same today.", title=plan.there.title)
    if plan.trashed:
        yield tr("It comes out of the trash.")
    yield trn("{n} version comes back.", "{n} versions come back.", plan.versions_coming)
