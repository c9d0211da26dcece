"""One draft in several languages: its translations, how far they are, and which are behind their source."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec
from PySide6.QtCore import QObject, Signal

from desktop.core.draft import Draft
from desktop.core.translation import JobCard
from desktop.core.words import tr
from desktop.runtime.store_thread import StoreThread
from desktop.runtime.translating_drafts import read_text, text_of

if TYPE_CHECKING:
    from desktop.store.store import Store


class DraftTranslation(msgspec.Struct, frozen=True):
    """A draft's translation into one language: the job and its file, how far it is, and whether the source changed.

    `into` is the draft that has the translation; empty while it was not written into one.
    """

    job: int
    file: int
    target: str
    segments: int = 0
    confirmed: int = 0
    changed: bool = False
    into: str = ""
    changed_at: str = ""


class DraftTranslations(QObject):
    """Finds the translations of drafts; `found` tells them with the id of the draft."""

    found = Signal(str, object)  # DraftId, tuple[DraftTranslation, ...]
    failed = Signal(object)  # Problem

    def __init__(self, store: StoreThread, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._store = store

    def look(self, draft: Draft) -> None:
        """Find the translations of a draft, and whether its text changed since they were begun."""
        text = text_of(draft)

        def work(store: Store) -> tuple[DraftTranslation, ...]:
            return tuple(found for card in store.jobs() for found in _in_job(store, card, draft, text))

        self._store.submit(work, lambda found: self.found.emit(draft.id, found), self.failed.emit)


def draft_name(draft: Draft) -> str:
    """How a draft is called in lists."""
    return draft.title.strip() or tr("Without a name")


def _in_job(store: Store, card: JobCard, draft: Draft, text: bytes) -> list[DraftTranslation]:
    found = []
    for file in store.job(card.id).files:
        if not draft.id or file.draft != draft.id:
            continue
        kept = store.job_file_bytes(file.id)
        changed = kept != text and read_text(kept).copy != draft.copy
        counts = (card.segments, card.confirmed)
        found.append(DraftTranslation(card.id, file.id, card.target, *counts, changed, file.into, card.changed_at))
    return found
