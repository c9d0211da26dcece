"""The writer's own figures of what became of variants, in the words of SQL."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from typing import Any

from desktop.core.errors import ErrorKind, UserError
from desktop.core.ids import DraftId, VersionId
from desktop.core.outcomes import Metric, Outcome
from desktop.core.words import tr
from desktop.store.drafts import count_change

COLUMNS = "id, name, metric, shown, happened, amount, currency, version, draft, source, at"
_LARGEST = 2**63 - 1  # SQLite's


class OutcomeTable:
    """Outcomes on the store's connection; what writes is called inside a transaction."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def add(self, outcomes: Sequence[Outcome]) -> None:
        """Keep outcomes, each under the next number or the one it bears; one whose number is there is there already.

        Raises `UserError` for a count that no file can hold.
        """
        for each in outcomes:
            if max(abs(each.shown), abs(each.happened)) > _LARGEST:
                raise UserError(ErrorKind.INPUT, tr("A figure of {name} is too large to be true.", name=each.name))
        self._connection.executemany(
            f"INSERT OR IGNORE INTO outcomes ({COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",  # noqa: S608
            [
                (
                    each.id or None, each.name, each.metric.value, each.shown, each.happened, each.amount,
                    each.currency, each.version, each.draft, each.source, each.at,
                )
                for each in outcomes
            ],
        )  # fmt: skip
        count_change(self._connection)

    def all(self, draft: DraftId) -> list[Outcome]:
        """The outcomes of a draft, or of all without one, in the order in which they were read."""
        where, values = ("draft = ?", (draft,)) if draft else ("1", ())
        rows = self._connection.execute(
            f"SELECT {COLUMNS} FROM outcomes WHERE {where} ORDER BY id",  # noqa: S608 - our own words
            values,
        ).fetchall()
        return [outcome for row in rows if (outcome := outcome_of(row)) is not None]

    def delete(self, draft: DraftId, source: str) -> None:
        """Forget the figures of a draft, of one file where it is named."""
        where, values = ("draft = ? AND source = ?", (draft, source)) if source else ("draft = ?", (draft,))
        self._connection.execute(f"DELETE FROM outcomes WHERE {where}", values)  # noqa: S608 - our own words
        count_change(self._connection)


def outcome_of(row: tuple[Any, ...]) -> Outcome | None:
    """An outcome from its row of `COLUMNS`; `None` when the row is damaged."""
    number, name, metric, shown, happened, amount, currency, version, draft, source, at = row
    try:
        return Outcome(
            name, Metric(metric), shown, happened, amount, currency, VersionId(version), DraftId(draft), source, at,
            number,
        )  # fmt: skip
    except ValueError:
        return None
