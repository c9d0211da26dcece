"""Comparisons of variants, in the words of SQL."""

from __future__ import annotations

import sqlite3

import msgspec

from desktop.core.comparison import Comparison, ComparisonHeader, ComparisonId
from desktop.core.errors import EnvironmentProblem, ErrorKind, UserError
from desktop.core.ids import DraftId
from desktop.core.words import tr
from desktop.store.body import DamagedBody, pack, unpack
from desktop.store.drafts import count_change, now

_HEADER = "SELECT c.id, d.id, c.changed_at, c.columns FROM comparisons c JOIN drafts d ON d.number = c.draft"


class ComparisonTable:
    """Comparisons on the store's connection; what writes is called inside a transaction."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def save(self, number: int, comparison: Comparison) -> Comparison:
        """Keep a comparison of the draft with this number; returns it with its id and times.

        An id that is not known is kept under that id, as with drafts.
        """
        moment = now()
        kept = msgspec.structs.replace(comparison, made_at=comparison.made_at or moment, changed_at=moment)
        return self.put_back(number, kept)

    def put_back(self, number: int, comparison: Comparison) -> Comparison:
        """Enter a comparison as it is, times included; without an id it gets the next one."""
        cursor = self._connection.execute(
            "INSERT INTO comparisons (id, draft, made_at, changed_at, changed, columns) VALUES (?, ?, ?, ?, ?, ?)"
            " ON CONFLICT (id) DO UPDATE SET draft = excluded.draft, changed_at = excluded.changed_at,"
            " changed = excluded.changed, columns = excluded.columns RETURNING id",
            (
                comparison.id or None, number, comparison.made_at, comparison.changed_at,
                count_change(self._connection), len(comparison.columns),
            ),
        )  # fmt: skip
        kept = msgspec.structs.replace(comparison, id=ComparisonId(int(cursor.fetchone()[0])))
        self._connection.execute(
            "INSERT INTO comparison_bodies (comparison, body) VALUES (?, ?)"
            " ON CONFLICT (comparison) DO UPDATE SET body = excluded.body",
            (kept.id, pack(kept)),
        )
        return kept

    def get(self, comparison_id: ComparisonId) -> Comparison:
        """One comparison. Raises `UserError` when there is none, `EnvironmentProblem` when it cannot be read."""
        row = self._connection.execute(
            "SELECT d.id, c.made_at, c.changed_at, b.body FROM comparisons c JOIN drafts d ON d.number = c.draft"
            " LEFT JOIN comparison_bodies b ON b.comparison = c.id WHERE c.id = ?",
            (comparison_id,),
        ).fetchone()
        if row is None:
            raise UserError(ErrorKind.INPUT, tr("There is no comparison {id}.", id=comparison_id))
        draft, made_at, changed_at, data = row
        try:
            found = unpack(data or b"", Comparison)
        except DamagedBody as error:
            raise EnvironmentProblem(
                ErrorKind.STORAGE,
                tr("The comparison {id} is damaged and cannot be read.", id=comparison_id),
                tr("The texts of its finished columns are versions of the draft: they are in the history."),
                details=str(error),
            ) from error
        return msgspec.structs.replace(
            found, id=comparison_id, draft=DraftId(draft), made_at=made_at, changed_at=changed_at
        )

    def latest_of(self, draft_id: DraftId) -> ComparisonId | None:
        """The comparison of a draft that changed last; `None` when it has none."""
        row = self._connection.execute(
            "SELECT c.id FROM comparisons c JOIN drafts d ON d.number = c.draft WHERE d.id = ?"
            " ORDER BY c.changed DESC LIMIT 1",
            (draft_id,),
        ).fetchone()
        return None if row is None else ComparisonId(row[0])

    def headers(self, limit: int, draft_id: DraftId) -> list[ComparisonHeader]:
        """The comparisons that changed last, the newest first; without a draft those of all but the trash."""
        where, values = ("d.id = ?", (draft_id,)) if draft_id else ("d.trashed_at = ''", ())
        rows = self._connection.execute(
            f"{_HEADER} WHERE {where} ORDER BY c.changed DESC LIMIT ?",
            (*values, limit),
        ).fetchall()
        return [
            ComparisonHeader(ComparisonId(number), DraftId(draft), changed_at, columns)
            for number, draft, changed_at, columns in rows
        ]

    def delete(self, comparison_id: ComparisonId) -> None:
        """Forget a comparison; its versions stay. One that is not there is forgotten already."""
        self._connection.execute("DELETE FROM comparisons WHERE id = ?", (comparison_id,))
        count_change(self._connection)
