"""One draft beside its translations: every text of it in each language, and where the source changed since."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum
from typing import TYPE_CHECKING

import msgspec
from PySide6.QtCore import QObject, Signal

from desktop.core.draft import Draft
from desktop.core.ids import DraftId
from desktop.core.translation import Row, RowKey, RowNote
from desktop.engine.translation_messages import OpenedBitext
from desktop.runtime.translating import Translating, moved_notes
from desktop.runtime.translating_drafts import DraftFiles, text_of
from desktop.runtime.translating_sheet import row_of
from desktop.runtime.translating_values import CONFIRMED
from desktop.runtime.translation_drafts import DraftTranslation, DraftTranslations

if TYPE_CHECKING:
    from desktop.store.store import Store


class Standing(StrEnum):
    """How a text of a translation stands to its source."""

    CONFIRMED = "confirmed"
    OPEN = "open"
    CHANGED = "changed"
    MISSING = "missing"


class LanguageCell(msgspec.Struct, frozen=True):
    """A text in one language; a changed one is that of the source as it was."""

    text: str
    standing: Standing


class LanguageColumn(msgspec.Struct, frozen=True):
    """A translation with all its texts, in the order of the source."""

    translation: DraftTranslation
    cells: tuple[LanguageCell, ...]

    def count(self, *standings: Standing) -> int:
        """How many texts stand so."""
        return sum(cell.standing in standings for cell in self.cells)


class LanguagesTable(msgspec.Struct, frozen=True):
    """A draft's texts as they are now, and its translations."""

    draft: Draft
    sources: tuple[str, ...] = ()
    columns: tuple[LanguageColumn, ...] = ()


class DraftLanguages(QObject):
    """Reads the translations of one draft, and brings one of them up to date. What is read is told by `came`."""

    came = Signal(object)  # LanguagesTable
    failed = Signal(object)  # Problem

    def __init__(self, translating: Translating, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._translating = translating
        self._store = translating.services.store
        self._files = DraftFiles(self)
        self._translations = DraftTranslations(self._store, self)
        self._translations.found.connect(self._on_found)
        self._translations.failed.connect(self.failed)
        self._draft: Draft | None = None
        self._source: OpenedBitext | None = None

    # Reading

    def look(self, draft: Draft) -> None:
        """Read the texts of a draft and of each of its translations; `came` follows."""
        self._draft = draft

        def read(found: OpenedBitext) -> None:
            if self._draft is draft:
                self._source = found
                self._translations.look(draft)

        self._files.segments(text_of(draft), read, self.failed.emit)

    def _on_found(self, draft: DraftId, translations: tuple[DraftTranslation, ...]) -> None:
        if self._draft is not None and self._draft.id == draft:
            self._next(list(translations), [])

    def _next(self, left: list[DraftTranslation], done: list[LanguageColumn]) -> None:
        draft, source = self._draft, self._source
        if draft is None or source is None:
            return
        if not left:
            sources = tuple(each.source.words for each in source.segments)
            self.came.emit(LanguagesTable(draft, sources, tuple(done)))
            return
        translation = left[0]

        def work(store: Store) -> tuple[bytes, list[RowNote]]:
            return store.job_file_bytes(translation.file), store.row_notes(translation.file)

        def read(found: tuple[bytes, list[RowNote]]) -> None:
            data, notes = found

            def opened(then: OpenedBitext) -> None:
                cells = cells_of(translation.file, then, notes, source)
                self._next(left[1:], [*done, LanguageColumn(translation, cells)])

            self._files.segments(data, opened, self.failed.emit)

        self._store.submit(work, read, self.failed.emit)

    # Bringing up to date

    def update(self, translation: DraftTranslation) -> None:
        """Open a translation, take in the source as it is now, and have a model translate only what changed."""
        session = self._translating
        if session.job is not None and session.job.id == translation.job:
            self._refresh(translation)
            return

        def opened() -> None:
            session.job_opened.disconnect(opened)
            if session.job is not None and session.job.id == translation.job:
                self._refresh(translation)

        session.job_opened.connect(opened)
        session.open_job(translation.job)

    def _refresh(self, translation: DraftTranslation) -> None:
        session = self._translating
        wanted = [each.source.text for each in self._source.segments] if self._source is not None else []

        def refreshed() -> None:
            """The rows are there anew when their sources are those of the draft; before, something else was sorted."""
            rows = [row for row in session.rows.values() if row.key.file == translation.file]
            if [row.segment.source.text for row in rows] == wanted:
                stop()
                keys = to_translate(rows, translation.file)
                if keys:
                    session.translate(keys)

        def stop() -> None:
            session.order_changed.disconnect(refreshed)
            session.job_closed.disconnect(stop)

        session.order_changed.connect(refreshed)
        session.job_closed.connect(stop)
        session.refresh_from_draft(translation.file)

    def add(self, draft: Draft, target: str) -> None:
        """A translation into another language, opened and given to a model."""
        session = self._translating

        def opened() -> None:
            """Another job may have been opened meanwhile: nobody asked for a translation of that."""
            session.job_opened.disconnect(opened)
            job = session.job
            if job is not None and job.target == target and any(each.draft == draft.id for each in job.files):
                session.translate()

        session.job_opened.connect(opened)
        session.open_draft(draft, target)


def to_translate(rows: Sequence[Row], file: int) -> list[RowKey]:
    """The rows of a file whose source changed since, or that have no translation."""
    return [
        row.key
        for row in rows
        if row.key.file == file and not row.segment.locked and (row.changed_source or row.segment.target.is_empty)
    ]


def cells_of(file: int, then: OpenedBitext, notes: Sequence[RowNote], now: OpenedBitext) -> tuple[LanguageCell, ...]:
    """The texts of a translation for the segments of the source as it is now, made of those as it was then."""
    known = {note.segment: note for note in notes}
    rows = [row_of(RowKey(file, each.id), n, each, known.get(each.id)) for n, each in enumerate(then.segments, 1)]
    moved = {note.segment: note for note in moved_notes(rows, now)}
    found = [row_of(RowKey(file, each.id), n, each, moved.get(each.id)) for n, each in enumerate(now.segments, 1)]
    return tuple(map(_cell, found))


def _cell(row: Row) -> LanguageCell:
    segment = row.segment
    if segment.target.is_empty:
        return LanguageCell("", Standing.MISSING)
    if row.changed_source:
        return LanguageCell(segment.target.words, Standing.CHANGED)
    standing = Standing.CONFIRMED if segment.state in CONFIRMED else Standing.OPEN
    return LanguageCell(segment.target.words, standing)
