"""A draft with everything that belongs to it, as it is read out of one history to be put into another."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from typing import Any

import msgspec

from desktop.core.brief import Kind
from desktop.core.comparison import Comparison, ComparisonId
from desktop.core.draft import Draft, Origin, Version
from desktop.core.errors import ErrorKind, UserError
from desktop.core.ids import DraftId, VersionId
from desktop.core.lines import LineList
from desktop.core.words import tr
from desktop.store.body import Body, DamagedBody, unpack
from desktop.store.drafts import draft_of
from desktop.store.line_lists import lines_of

Ask = Callable[..., list[tuple[Any, ...]]]
"""Asks a history in the words of SQL: the statement, then its values; gives the rows."""

VersionKey = tuple[str, str, bytes]
"""What a version is known by in every history: origin, moment, and the digest of brief and copy."""

_DRAFT = (
    "SELECT id, kind, brief, copy, created_at, changed_at, sources, number, folder, archived_at, trashed_at,"
    " branched_from, versioned FROM drafts WHERE id = ?"
)
_VERSION = (
    "SELECT v.id, v.origin, v.saved_at, v.name, v.title, v.kind, v.pinned, v.findings, b.body FROM versions v"
    " LEFT JOIN bodies b ON b.version = v.id WHERE v.id = ?"
)


class KeptVersion(msgspec.Struct, frozen=True, omit_defaults=True):
    """A version with what lists and thinning know of it."""

    version: Version
    title: str = ""
    kind: Kind = Kind.PRODUCT
    pinned: bool = False
    findings: int = -1


class KeptDraft(msgspec.Struct, frozen=True, omit_defaults=True):
    """A draft with where it lies and what was made for it; its versions are read one by one.

    `versioned` says that its newest version is its text.
    """

    draft: Draft
    folder: str = ""
    tags: tuple[str, ...] = ()
    archived_at: str = ""
    trashed_at: str = ""
    branched_from: VersionId = VersionId(0)
    versioned: bool = False
    lines: tuple[LineList, ...] = ()
    comparisons: tuple[Comparison, ...] = ()


def asking(connection: sqlite3.Connection) -> Ask:
    """Ask our own history; what SQLite says is raised."""
    return lambda statement, *values: connection.execute(statement, values).fetchall()


def asking_backup(connection: sqlite3.Connection, name: str) -> Ask:
    """Ask a backup: what SQLite says of it is never taken for damage of our own history. Raises `UserError`."""

    def ask(statement: str, *values: object) -> list[tuple[Any, ...]]:
        try:
            return connection.execute(statement, values).fetchall()
        except sqlite3.Error as error:
            raise UserError(ErrorKind.INPUT, tr("The backup {name} is damaged.", name=name)) from error

    return ask


def draft_ids(ask: Ask) -> list[DraftId]:
    """All drafts, the one first that changed longest ago."""
    return [DraftId(row[0]) for row in ask("SELECT id FROM drafts ORDER BY changed, number")]


def read_draft(ask: Ask, draft_id: DraftId) -> KeptDraft | None:
    """A draft with what belongs to it but its versions; `None` when it is not there or cannot be read."""
    rows = ask(_DRAFT, draft_id)
    draft = draft_of(rows[0][:7]) if rows else None
    if draft is None:
        return None
    number, folder, archived_at, trashed_at, branched_from, versioned = rows[0][7:]
    tags = tuple(row[0] for row in ask("SELECT tag FROM draft_tags WHERE draft = ? ORDER BY tag", number))
    return KeptDraft(
        draft, folder, tags, archived_at, trashed_at, VersionId(branched_from), bool(versioned), _lines(ask, number),
        _comparisons(ask, number, draft.id),
    )  # fmt: skip


def version_keys(ask: Ask, draft_id: DraftId) -> dict[VersionId, VersionKey]:
    """The versions of a draft and what they are known by, the oldest first."""
    rows = ask(
        "SELECT id, origin, saved_at, digest FROM versions WHERE draft ="
        " (SELECT number FROM drafts WHERE id = ?) ORDER BY id",
        draft_id,
    )
    return {VersionId(number): (origin, saved_at, bytes(mark)) for number, origin, saved_at, mark in rows}


def read_version(ask: Ask, version_id: VersionId, draft_id: DraftId) -> KeptVersion | None:
    """One version; `None` when it cannot be read."""
    rows = ask(_VERSION, version_id)
    if not rows:
        return None
    number, origin, saved_at, name, title, kind, pinned, findings, data = rows[0]
    try:
        body = unpack(data or b"", Body)
        version = Version(
            VersionId(number), draft_id, Origin(origin), saved_at, body.brief, body.copy, name, body.variant,
            body.sources,
        )  # fmt: skip
        return KeptVersion(version, title, Kind(kind), bool(pinned), findings)
    except (DamagedBody, ValueError, TypeError):
        return None


def _lines(ask: Ask, number: int) -> tuple[LineList, ...]:
    rows = ask("SELECT channel, body FROM line_lists WHERE draft = ? ORDER BY changed", number)
    return tuple(found for channel, body in rows if (found := lines_of(channel, body)) is not None)


def _comparisons(ask: Ask, number: int, draft_id: DraftId) -> tuple[Comparison, ...]:
    rows = ask(
        "SELECT c.id, c.made_at, c.changed_at, b.body FROM comparisons c"
        " JOIN comparison_bodies b ON b.comparison = c.id WHERE c.draft = ? ORDER BY c.changed",
        number,
    )
    found = []
    for comparison, made_at, changed_at, data in rows:
        try:
            kept = unpack(data, Comparison)
        except (DamagedBody, TypeError):
            continue
        found.append(
            msgspec.structs.replace(
                kept, id=ComparisonId(comparison), draft=draft_id, made_at=made_at, changed_at=changed_at
            )
        )
    return tuple(found)
