"""The calls that were made to models, in the words of SQL."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from typing import Any

from desktop.core.calls import CallRecord, DaySpent, Purpose, Spent
from desktop.core.ids import DraftId
from desktop.core.money import US
from desktop.store.drafts import count_change

COLUMNS = (
    "id, at, provider, model, host, purpose, prompt_tokens, completion_tokens, cost, currency, outcome, replaced,"
    " draft, content, estimated"
)
_SUMS = (
    "count(*), total(CASE WHEN currency = ? THEN cost END), total(cost IS NULL OR (currency <> ? AND cost > 0)),"
    " total(estimated AND cost > 0)"
)


class CallTable:
    """Calls on the store's connection; what writes is called inside a transaction."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def add(self, records: Iterable[CallRecord]) -> None:
        """Keep calls, each under the next number or the one it bears; one whose number is there is there already."""
        self._connection.executemany(
            f"INSERT OR IGNORE INTO calls ({COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",  # noqa: S608
            [
                (
                    each.id or None, each.at, each.provider, each.model, each.host, each.purpose.value,
                    each.prompt_tokens, each.completion_tokens, each.cost, each.currency, each.outcome, each.replaced,
                    each.draft, each.content, each.estimated,
                )
                for each in records
            ],
        )  # fmt: skip
        count_change(self._connection)

    def since(self, moment: str, limit: int, offset: int) -> list[CallRecord]:
        """The calls since a moment, the newest first."""
        rows = self._connection.execute(
            f"SELECT {COLUMNS} FROM calls WHERE at >= ? ORDER BY at DESC, id DESC LIMIT ? OFFSET ?",  # noqa: S608
            (moment, limit, offset),
        ).fetchall()
        return [call for row in rows if (call := call_of(row)) is not None]

    def spent(self, moment: str, draft: DraftId) -> list[Spent]:
        """What the calls since a moment cost, of one draft where one is named, by provider, the dearest first."""
        where, values = ("draft = ? AND at >= ?", (draft, moment)) if draft else ("at >= ?", (moment,))
        rows = self._connection.execute(
            f"SELECT provider, {_SUMS} FROM calls WHERE {where} GROUP BY provider ORDER BY 3 DESC, 2 DESC, 1",  # noqa: S608
            (US, US, *values),
        ).fetchall()
        return [Spent(name, calls, cost, int(unknown), int(about)) for name, calls, cost, unknown, about in rows]

    def by_day(self, moment: str) -> list[DaySpent]:
        """What the calls since a moment cost on each day, as days are where this computer is, the newest first."""
        rows = self._connection.execute(
            f"SELECT date(at, 'localtime') AS day, {_SUMS} FROM calls WHERE at >= ? GROUP BY day ORDER BY day DESC",  # noqa: S608
            (US, US, moment),
        ).fetchall()
        return [DaySpent(day or "", calls, cost, int(unknown), int(about)) for day, calls, cost, unknown, about in rows]

    def clear(self, before: str) -> None:
        """Forget the calls before a moment, and of all others the text and the draft."""
        self._connection.execute("DELETE FROM calls WHERE at < ?", (before,))
        self._connection.execute("UPDATE calls SET content = '', draft = '' WHERE content <> '' OR draft <> ''")

    def forget_draft(self, draft: DraftId) -> None:
        """Forget what belonged to a draft that is forgotten; what it cost stays."""
        self._connection.execute("UPDATE calls SET content = '', draft = '' WHERE draft = ?", (draft,))


def call_of(row: tuple[Any, ...]) -> CallRecord | None:
    """A call from its row of `COLUMNS`; `None` when the row is damaged."""
    number, at, provider, model, host, purpose, asked, answered, cost, currency, outcome, replaced, draft, *rest = row
    try:
        return CallRecord(
            at, provider, model, host, Purpose(purpose), asked, answered, cost, currency, outcome, replaced,
            DraftId(draft), rest[0], number, bool(rest[1]),
        )  # fmt: skip
    except ValueError:
        return None
