"""The working copies of drafts, in the words of SQL."""

from __future__ import annotations

import random
import sqlite3
import time
from datetime import UTC, datetime, timedelta
from typing import Any

import msgspec

from desktop.core.brief import Brief, Kind
from desktop.core.copy import Copy
from desktop.core.draft import Draft
from desktop.core.errors import EnvironmentProblem, ErrorKind, UserError
from desktop.core.ids import DraftId
from desktop.core.provenance import Source
from desktop.core.words import tr

_DIGITS = "0123456789abcdefghjkmnpqrstvwxyz"  # Crockford's: nothing to mistake when it is typed over
_COLUMNS = "id, kind, brief, copy, created_at, changed_at, sources"


def now(ago: timedelta = timedelta()) -> str:
    """This moment, or one some time ago, as drafts and versions bear it: ISO 8601 in UTC, to the millisecond."""
    return (datetime.now(UTC) - ago).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def new_draft_id() -> DraftId:
    """A short id that sorts by its time: `d` (so that it is never taken for a version's number) and 11 digits."""
    moment = time.time_ns() // 1_000_000
    digits = [_DIGITS[moment >> shift & 31] for shift in range(40, -1, -5)]
    return DraftId("d" + "".join(digits) + "".join(random.choices(_DIGITS, k=2)))  # noqa: S311 - need not be secret


class DraftTable:
    """Drafts on the store's connection; what writes is called inside a transaction."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def save(self, draft: Draft) -> tuple[int, Draft]:
        """Keep the working copy; returns the draft's number in this file and the draft with its id and times.

        An id that is not known is kept under that id: a text is never refused.
        """
        moment = now()
        number = self.number(draft.id) if draft.id else None
        kept = msgspec.structs.replace(
            draft, id=draft.id or self._free_id(), created_at=draft.created_at or moment, changed_at=moment
        )
        values = (
            str(kept.kind), kept.brief.language, kept.title, msgspec.json.encode(kept.brief).decode(),
            msgspec.json.encode(kept.copy).decode(), msgspec.json.encode(kept.sources).decode(), kept.changed_at,
            count_change(self._connection),
        )  # fmt: skip
        if number is not None:
            self._connection.execute(
                "UPDATE drafts SET kind = ?, language = ?, title = ?, brief = ?, copy = ?, sources = ?, changed_at = ?,"
                " changed = ?, versioned = 0 WHERE number = ?",
                (*values, number),
            )
            return number, kept
        cursor = self._connection.execute(
            "INSERT INTO drafts (kind, language, title, brief, copy, sources, changed_at, changed, id, created_at)"
            " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (*values, kept.id, kept.created_at),
        )
        return int(cursor.lastrowid or 0), kept

    def put_back(self, draft: Draft, trashed_at: str = "") -> int:
        """Enter a draft as it is, times included: one that was read out of a damaged file. Returns its number."""
        number, kept = self.save(draft)
        self._connection.execute(
            "UPDATE drafts SET changed_at = ?, trashed_at = ? WHERE number = ?",
            (draft.changed_at or kept.changed_at, trashed_at, number),
        )
        return number

    def get(self, draft_id: DraftId) -> Draft:
        """One draft. Raises `UserError` when there is none, `EnvironmentProblem` when it cannot be read."""
        row = self._connection.execute(f"SELECT {_COLUMNS} FROM drafts WHERE id = ?", (draft_id,)).fetchone()  # noqa: S608
        if row is None:
            raise UserError(ErrorKind.INPUT, tr("There is no draft {id}.", id=draft_id))
        draft = draft_of(row)
        if draft is None:
            raise EnvironmentProblem(
                ErrorKind.STORAGE,
                tr("The draft {id} is damaged and cannot be read.", id=draft_id),
                tr("Its versions may be whole: open one of them in the history."),
            )
        return draft

    def latest(self, limit: int, kind: Kind | None = None, series: str = "") -> list[Draft]:
        """The drafts that changed last, the newest first, without those put away; of a kind, or of a series."""
        where, values = "trashed_at = '' AND archived_at = ''", []
        if kind is not None:
            where, values = f"{where} AND kind = ?", [str(kind)]
        if series:  # whatever else a brief holds, one of the series has its id in it
            where, values = f"{where} AND instr(brief, ?) > 0", [*values, msgspec.json.encode(series).decode()]
        rows = self._connection.execute(
            f"SELECT {_COLUMNS} FROM drafts WHERE {where} ORDER BY changed DESC LIMIT ?",  # noqa: S608
            (*values, limit),
        ).fetchall()
        found = [draft for row in rows if (draft := draft_of(row)) is not None]
        return [each for each in found if not series or _series_of(each) == series]

    def forget(self, number: int) -> None:
        """Delete a draft whose versions are deleted already."""
        self._connection.execute("DELETE FROM drafts WHERE number = ?", (number,))
        count_change(self._connection)

    def set_versioned(self, number: int) -> None:
        """The newest version of a draft is its working copy."""
        self._connection.execute("UPDATE drafts SET versioned = 1 WHERE number = ?", (number,))

    def unversioned(self, before: str, limit: int) -> list[tuple[int, Draft]]:
        """Drafts that have changed since their newest version, and not since the moment `before`."""
        rows = self._connection.execute(
            f"SELECT number, {_COLUMNS} FROM drafts WHERE versioned = 0 AND changed_at < ? ORDER BY changed LIMIT ?",  # noqa: S608
            (before, limit),
        ).fetchall()
        return [(number, draft) for number, *row in rows if (draft := draft_of(tuple(row))) is not None]

    def number(self, draft_id: DraftId) -> int | None:
        """The draft's number in this file."""
        row = self._connection.execute("SELECT number FROM drafts WHERE id = ?", (draft_id,)).fetchone()
        return None if row is None else int(row[0])

    def known(self, draft_id: DraftId) -> int:
        """The number of a draft that must be there. Raises `UserError` when it is not."""
        number = self.number(draft_id)
        if number is None:
            raise UserError(ErrorKind.INPUT, tr("There is no draft {id}.", id=draft_id))
        return number

    def set_trashed(self, draft_id: DraftId, *, trashed: bool) -> None:
        """Put a draft into the trash, or take it out. Raises `UserError` when there is no such draft."""
        cursor = self._connection.execute(
            "UPDATE drafts SET trashed_at = ?, changed = ? WHERE id = ?",
            (now() if trashed else "", count_change(self._connection), draft_id),
        )
        if cursor.rowcount == 0:
            raise UserError(ErrorKind.INPUT, tr("There is no draft {id}.", id=draft_id))

    def _free_id(self) -> DraftId:
        while self.number(found := new_draft_id()) is not None:
            pass
        return found


def draft_of(row: tuple[Any, ...]) -> Draft | None:
    """A draft from its row of `_COLUMNS`; `None` when the row is damaged."""
    draft_id, kind, brief, copy, created_at, changed_at, sources = row
    try:
        return Draft(
            DraftId(draft_id),
            Kind(kind),
            msgspec.json.decode(brief, type=Brief),
            msgspec.json.decode(copy, type=Copy),
            created_at,
            changed_at,
            _sources_of(sources),
        )
    except (ValueError, msgspec.MsgspecError):
        return None


def _series_of(draft: Draft) -> str:
    mail = draft.brief.mail
    return mail.series.id if mail is not None and mail.series is not None else ""


def _sources_of(data: str) -> tuple[Source, ...]:
    """Who wrote what; none when that is damaged, as the text itself is worth more."""
    try:
        return msgspec.json.decode(data, type=tuple[Source, ...])
    except (ValueError, msgspec.MsgspecError):
        return ()


def count_change(connection: sqlite3.Connection) -> int:
    """Count one change of the file; the count orders drafts and backups, because a clock may jump back."""
    connection.execute("UPDATE file_notes SET value = value + 1 WHERE name = 'changes'")
    return changes(connection)


def changes(connection: sqlite3.Connection) -> int:
    """How many changes this file has seen."""
    row = connection.execute("SELECT value FROM file_notes WHERE name = 'changes'").fetchone()
    return 0 if row is None else int(row[0])
