"""Short variants that belong to a draft, in the words of SQL."""

from __future__ import annotations

import sqlite3

import msgspec

from desktop.core.ids import DraftId
from desktop.core.lines import LineList
from desktop.store.body import DamagedBody, pack, unpack
from desktop.store.drafts import count_change


class LineTable:
    """Lists of lines on the store's connection; what writes is called inside a transaction."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def save(self, number: int, lines: LineList) -> None:
        """Keep the lines of the draft with this number for a channel, in place of what was there."""
        self._connection.execute(
            "INSERT INTO line_lists (draft, channel, changed, body) VALUES (?, ?, ?, ?)"
            " ON CONFLICT (draft, channel) DO UPDATE SET changed = excluded.changed, body = excluded.body",
            (number, lines.channel, count_change(self._connection), pack(lines)),
        )

    def changed(self, number: int, channel: str) -> int:
        """When a list changed, in the store's count; -1 when there is none."""
        row = self._connection.execute(
            "SELECT changed FROM line_lists WHERE draft = ? AND channel = ?", (number, channel)
        ).fetchone()
        return -1 if row is None else int(row[0])

    def all(self, draft_id: DraftId) -> list[LineList]:
        """The lists of a draft, the one that changed last first; one that is damaged is left out."""
        rows = self._connection.execute(
            "SELECT l.channel, l.body FROM line_lists l JOIN drafts d ON d.number = l.draft WHERE d.id = ?"
            " ORDER BY l.changed DESC",
            (draft_id,),
        ).fetchall()
        return [found for channel, body in rows if (found := lines_of(channel, body)) is not None]


def lines_of(channel: str, body: bytes) -> LineList | None:
    """A list from its row; `None` when the row is damaged."""
    try:
        return msgspec.structs.replace(unpack(body, LineList), channel=channel)
    except DamagedBody:
        return None
