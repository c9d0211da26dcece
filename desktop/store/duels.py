"""The choices that were made in duels, in the words of SQL."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from typing import Any

from desktop.core.duels import Contender, Duel, Winner
from desktop.core.ids import DraftId, VersionId
from desktop.store.drafts import count_change

COLUMNS = (
    "id, at, round, task, language, left_model, left_prompt, left_tone, right_model, right_prompt, right_tone, winner,"
    " left_version, right_version, draft"
)


class DuelTable:
    """Duels on the store's connection; what writes is called inside a transaction."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def add(self, duels: Iterable[Duel]) -> None:
        """Keep duels, each under the next number or the one it bears; one whose number is there is there already."""
        self._connection.executemany(
            f"INSERT OR IGNORE INTO duels ({COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",  # noqa: S608
            [
                (
                    each.id or None, each.at, each.round, each.task, each.language,
                    each.left.model, each.left.prompt, each.left.tone,
                    each.right.model, each.right.prompt, each.right.tone,
                    each.winner.value, each.left_version, each.right_version, each.draft,
                )
                for each in duels
            ],
        )  # fmt: skip
        count_change(self._connection)

    def all(self, task: str, language: str) -> list[Duel]:
        """The duels of a task and a language, the oldest first; an empty one stands for all of them."""
        asked = [(column, value) for column, value in (("task", task), ("language", language)) if value]
        where = " AND ".join(f"{column} = ?" for column, _ in asked) or "1"
        rows = self._connection.execute(
            f"SELECT {COLUMNS} FROM duels WHERE {where} ORDER BY id",  # noqa: S608 - our own words
            [value for _, value in asked],
        ).fetchall()
        return [duel for row in rows if (duel := duel_of(row)) is not None]

    def delete_round(self, name: str) -> None:
        """Take back the choices of a round."""
        self._connection.execute("DELETE FROM duels WHERE round = ?", (name,))
        count_change(self._connection)

    def forget_draft(self, draft: DraftId) -> None:
        """Forget which texts of a draft that is forgotten were shown; the choices still count."""
        self._connection.execute(
            "UPDATE duels SET left_version = 0, right_version = 0, draft = '' WHERE draft = ?", (draft,)
        )


def duel_of(row: tuple[Any, ...]) -> Duel | None:
    """A duel from its row of `COLUMNS`; `None` when the row is damaged."""
    number, at, name, task, language, *sides, winner, left, right, draft = row
    try:
        return Duel(
            at, name, task, language, Contender(*sides[:3]), Contender(*sides[3:]), Winner(winner),
            VersionId(left), VersionId(right), DraftId(draft), number,
        )  # fmt: skip
    except ValueError:
        return None
