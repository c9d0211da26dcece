"""What can be undone of each draft when it is opened again: bytes whose meaning is the window's own matter."""

from __future__ import annotations

from desktop.core.ids import DraftId
from desktop.store.part import StorePart
from desktop.store.tables import Tables


class UndoKeeping(StorePart):
    """The part of the store that keeps steps of undo. They are no text: a backup is not made for them."""

    def keep_undo(self, draft: DraftId, body: bytes) -> None:
        """Keep this in place of what was kept of a draft; nothing happens when there is no such draft."""

        def keep(tables: Tables) -> None:
            tables.connection.execute(
                "REPLACE INTO undo_steps (draft, body) SELECT number, ? FROM drafts WHERE id = ?", (body, draft)
            )

        self._file.write(keep)

    def undo(self, draft: DraftId) -> bytes:
        """What was kept of a draft; empty when there is nothing."""

        def read(tables: Tables) -> bytes:
            row = tables.connection.execute(
                "SELECT u.body FROM undo_steps u JOIN drafts d ON d.number = u.draft WHERE d.id = ?", (draft,)
            ).fetchone()
            return b"" if row is None else bytes(row[0])

        return self._file.read(read)
