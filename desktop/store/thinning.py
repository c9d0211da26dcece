"""What leaves the history for good: drafts from the trash."""

from __future__ import annotations

from desktop.core.history import Shelf
from desktop.core.ids import DraftId
from desktop.store.narrowing import on_shelf
from desktop.store.tables import Tables


def forget_draft(tables: Tables, draft: DraftId) -> None:
    """Delete a draft with all its versions for good. Raises `UserError` when there is none."""
    number = tables.drafts.known(draft)
    tables.versions.forget_all_of(number)
    tables.drafts.forget(number)
    tables.calls.forget_draft(draft)
    tables.duels.forget_draft(draft)
    tables.outcomes.delete(draft, "")


def empty_trash(tables: Tables) -> None:
    """Delete everything that lies in the trash."""
    where = on_shelf(Shelf.TRASH)
    for (draft,) in tables.connection.execute(f"SELECT id FROM drafts WHERE {where}").fetchall():  # noqa: S608
        forget_draft(tables, draft)
