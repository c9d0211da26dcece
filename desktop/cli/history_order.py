"""`copydesk history tag|folder|archive|pin|name|branch|…`: the order among drafts, and what a list is narrowed to."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from datetime import datetime, timedelta

import msgspec

from desktop.cli.context import Context
from desktop.core.brief import LANGUAGES, Kind
from desktop.core.errors import ErrorKind, UserError
from desktop.core.history import DraftCard, Filters, Shelf
from desktop.core.ids import DraftId, VersionId
from desktop.core.limits import start_of_day
from desktop.core.words import tr
from desktop.store.protocol import StoreLike


def add_filters(parser: argparse.ArgumentParser) -> None:
    """The options by which a list or a search is narrowed; one that may be given twice is one of them or the other."""
    parser.add_argument("--kind", action="append", default=[], choices=[kind.value for kind in Kind])
    parser.add_argument("--language", action="append", default=[], choices=LANGUAGES)
    parser.add_argument("--model", action="append", default=[], metavar="NAME/MODEL")
    parser.add_argument("--tag", action="append", default=[], help="given twice: with both tags")
    parser.add_argument("--folder", help="with the folders in it; '' for drafts in none")
    parser.add_argument("--since", metavar="DATE", default="", help="from this day on, as 2026-11-01")
    parser.add_argument("--until", metavar="DATE", default="", help="up to this day, which is included")
    parser.add_argument("--named", action="store_true", help="drafts with a named or pinned version")
    parser.add_argument("--findings", choices=("none", "some"), default="", help="without or with errors or warnings")
    shelf = parser.add_mutually_exclusive_group()
    shelf.add_argument("--archive", action="store_true", help="what is in the archive")
    shelf.add_argument("--trash", action="store_true", help="what is in the trash")


def filters_of(options: argparse.Namespace) -> Filters:
    """What was asked for. Raises `UserError` for a day that is none."""
    shelf = Shelf.ARCHIVE if options.archive else Shelf.TRASH if options.trash else Shelf.WORK
    kinds = tuple(Kind(kind) for kind in options.kind)
    return Filters(
        kinds, tuple(options.language), tuple(options.model), tuple(options.tag), options.folder,
        start_of(options.since), end_of(options.until), shelf, options.named, options.findings,
    )  # fmt: skip


def start_of(day: str) -> str:
    """The beginning of a day as records bear it; empty for no day."""
    return start_of_day(_day(day)) if day else ""


def end_of(day: str) -> str:
    """The last moment of a day; empty for no day."""
    if not day:
        return ""
    next_day = datetime.fromisoformat(start_of_day(_day(day) + timedelta(days=1)))
    return (next_day - timedelta(milliseconds=1)).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def add_verbs(verbs: argparse._SubParsersAction[argparse.ArgumentParser], common: argparse.ArgumentParser) -> None:
    """What changes the order."""

    def add(name: str, help_text: str, run: Callable[[argparse.Namespace, Context], int]) -> argparse.ArgumentParser:
        verb = verbs.add_parser(name, parents=[common], help=help_text)
        verb.set_defaults(run=run)
        verb.add_argument("id", metavar="ID")
        return verb

    add("tag", "give a draft these tags and no others", run_tag).add_argument("tags", metavar="TAG", nargs="*")
    folder = add("folder", "put a draft into a folder, or into none", run_folder)
    folder.add_argument("folder", metavar="FOLDER", nargs="?", default="")
    add("archive", "put a draft into the archive", run_archive)
    add("unarchive", "take a draft out of the archive", run_unarchive)
    add("delete", "put a draft into the trash, where it stays for 30 days", run_delete)
    add("restore-draft", "take a draft out of the trash", run_restore_draft)
    add("pin", "keep a version for ever", run_pin)
    add("unpin", "keep a version no longer than others", run_unpin)
    name = add("name", "give a version a name, or take it away", run_name)
    name.add_argument("name", metavar="NAME", nargs="?", default="")
    add("branch", "begin a new draft with the text of a version", run_branch)


def run_tag(options: argparse.Namespace, context: Context) -> int:
    """The tags of a draft, in place of those it has."""
    return _change_draft(options, context, lambda store, draft: store.set_tags(draft, tuple(options.tags)))


def run_folder(options: argparse.Namespace, context: Context) -> int:
    """The folder of a draft."""
    return _change_draft(options, context, lambda store, draft: store.set_folder(draft, options.folder))


def run_archive(options: argparse.Namespace, context: Context) -> int:
    """Put a draft away."""
    return _change_draft(options, context, lambda store, draft: store.archive_draft(draft))


def run_unarchive(options: argparse.Namespace, context: Context) -> int:
    """Put a draft back on the desk."""
    return _change_draft(options, context, lambda store, draft: store.unarchive_draft(draft))


def run_delete(options: argparse.Namespace, context: Context) -> int:
    """Put a draft into the trash."""
    return _change_draft(options, context, lambda store, draft: store.delete_draft(draft))


def run_restore_draft(options: argparse.Namespace, context: Context) -> int:
    """Take a draft out of the trash."""
    return _change_draft(options, context, lambda store, draft: store.restore_draft(draft))


def run_pin(options: argparse.Namespace, context: Context) -> int:
    """Keep a version for ever."""
    return _change_version(options, context, lambda store, version: store.pin_version(version, pinned=True))


def run_unpin(options: argparse.Namespace, context: Context) -> int:
    """Let a version be thinned out as others are."""
    return _change_version(options, context, lambda store, version: store.pin_version(version, pinned=False))


def run_name(options: argparse.Namespace, context: Context) -> int:
    """Name a version."""
    return _change_version(options, context, lambda store, version: store.name_version(version, options.name))


def run_branch(options: argparse.Namespace, context: Context) -> int:
    """A new draft that begins as a version."""
    with context.store() as store:
        card = store.card(store.branch(version_id(options.id)).id)
    return _answer(card, context)


def version_id(text: str) -> VersionId:
    """A version's number. Raises `UserError` when it is none."""
    if not text.isdecimal():
        raise UserError(ErrorKind.INPUT, tr("{id} is not a version.", id=text), tr("`history show DRAFT` lists them."))
    return VersionId(int(text))


def _change_draft(options: argparse.Namespace, context: Context, change: Callable[[StoreLike, DraftId], object]) -> int:
    with context.store() as store:
        change(store, DraftId(options.id))
        card = store.card(DraftId(options.id))
    return _answer(card, context)


def _change_version(
    options: argparse.Namespace, context: Context, change: Callable[[StoreLike, VersionId], object]
) -> int:
    with context.store() as store:
        version = version_id(options.id)
        change(store, version)
        card = store.card(store.version(version).draft)
    return _answer(card, context)


def _answer(card: DraftCard, context: Context) -> int:
    context.answer(msgspec.to_builtins(card), lambda: _card_text(card))
    return 0


def _card_text(card: DraftCard) -> str:
    where = tr("in the trash") if card.trashed_at else tr("in the archive") if card.archived_at else ""
    parts = (card.draft, card.title, card.folder, " ".join(f"#{tag}" for tag in card.tags), where)
    return " · ".join(part for part in parts if part)


def _day(text: str) -> datetime:
    try:
        return datetime.fromisoformat(text)
    except ValueError as error:
        raise UserError(
            ErrorKind.USAGE, tr("{text} is not a day.", text=text), tr("Write it as 2026-11-01.")
        ) from error
