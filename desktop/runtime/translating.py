"""The session of an open translation job: what the screen of the translator builds on.

It is put together of layers, each a file of its own, from the state of the rows up: `translating_core` (rows, order,
undo), `translating_looking_up` (memories and terms), `translating_rows` (what is done to rows), `translating_jobs`
(jobs, files in, checks), `translating_models` (what models do), `translating_files` (what goes out and comes back) and,
here, drafts in several languages.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import msgspec
from PySide6.QtCore import Signal

from desktop.core.copy import Copy
from desktop.core.draft import Draft, Origin
from desktop.core.ids import DraftId
from desktop.core.segment import SegmentState
from desktop.core.translation import Job, JobFile, Row, RowKey, RowNote, TranslationBrief
from desktop.core.words import tr, trn
from desktop.engine.translation_messages import OpenedBitext
from desktop.runtime.session import Place
from desktop.runtime.translating_drafts import DraftText, text_of
from desktop.runtime.translating_files import Files
from desktop.runtime.translating_opening import Opened, begun, open_file
from desktop.runtime.translating_sheet import OpenFile

if TYPE_CHECKING:
    from desktop.store.store import Store


class Translating(Files):
    """Everything that the translator's screen does; see the layers below it."""

    written_into = Signal(int, str)  # the id of a file, and of the draft that has its translation now

    # One draft in several languages

    def open_draft(self, draft: Draft, target: str) -> None:
        """A new job of a draft and one language to translate it into, opened; its facts go along."""
        self.close_job()
        brief = draft.brief
        told = TranslationBrief(audience=brief.audience, tone=brief.tone, facts=brief.facts)
        name = tr("{draft} → {language}", draft=draft.title or tr("Draft"), language=target)
        wanted = Job(0, name, brief.language or "en", target, told)
        data = text_of(draft)

        def came(opened: OpenedBitext) -> None:
            def work(store: Store) -> Opened:
                job = begun(store, wanted)
                file = JobFile(0, draft.title or tr("Draft"), opened.format, draft=draft.id)
                kept = store.add_job_file(job.id, file, data)
                store.keep_rows(kept.id, [], len(opened.segments))
                return Opened(store.job(job.id), (open_file(kept, job, opened),))

            self._services.store.submit(work, self._show_job, self._tell)

        self._draft_files.segments(data, came, self._tell)

    def refresh_from_draft(self, file: int) -> None:
        """Take the text of a file's draft as it is now; where a source stays, its target does, others are marked."""
        opened = self._sheet.files.get(file)
        if opened is None or not opened.file.draft:
            return
        self._keeping.flush()
        draft_id = DraftId(opened.file.draft)
        on_desk = self._services.session.draft
        if on_desk.id == draft_id:
            self._refresh(opened, on_desk)
            return
        self._services.store.submit(
            lambda store: store.draft(draft_id), lambda draft: self._refresh(opened, draft), self._tell
        )

    def _refresh(self, opened: OpenFile, draft: Draft) -> None:
        data = text_of(draft)
        self._draft_files.segments(data, lambda found: self._on_refreshed(opened, data, found), self._tell)

    def _on_refreshed(self, opened: OpenFile, data: bytes, found: OpenedBitext) -> None:
        job, file = self._job, opened.file
        if job is None or file.id not in self._sheet.files:
            return
        rows = self._rows_of(file.id)
        notes = moved_notes(rows, found)
        values = msgspec.structs.replace(file, reshaped=())

        def work(store: Store) -> JobFile:
            kept = store.replace_job_file(file.id, data, values)
            store.keep_rows(file.id, notes, len(found.segments))
            return kept

        def then(kept: JobFile) -> None:
            if self._job is not None and file.id in self._sheet.files:
                self._sheet.open(open_file(kept, self._job, found), notes)
                self._after_refresh(file.id)

        self._services.store.submit(work, then, self._tell)

    def _after_refresh(self, file: int) -> None:
        self._scores.forget_all()
        self._undo.forget()
        if self._current not in self._sheet.rows:
            self._current = None
        self._show(self._filter, self._sort)
        changed = sum(row.changed_source for row in self._rows_of(file))
        if changed:
            self.said.emit(trn("{n} source has changed.", "{n} sources have changed.", changed))
        else:
            self.said.emit(tr("Every translation still belongs to its source."))
        self.progress_changed.emit()
        self.undo_changed.emit()
        self._checks.begin((file,))

    def write_into_draft(self, file: int) -> None:
        """Write the translation of a draft into one of its own, a new one the first time; what it said is a version."""
        opened = self._sheet.files.get(file)
        if opened is None or not opened.file.draft or self._job is None:
            return
        changes = self._sheet.changes(file)
        target = self._job.target
        kept = opened.file

        def written(text: DraftText, copy: Copy) -> None:
            brief = msgspec.structs.replace(text.brief, language=target)
            self._put_into(kept, Draft(DraftId(kept.into), text.kind, brief, copy))

        def read(data: bytes) -> None:
            self._draft_files.written(data, changes, written, self._tell)

        self._services.store.submit(lambda store: store.job_file_bytes(file), read, self._tell)

    def _put_into(self, file: JobFile, made: Draft) -> None:
        session, drafts = self._services.session, self._services.drafts
        if made.id and session.draft.id == made.id and not session.locked:
            session.replace(session.draft.brief, made.copy, Place("translation"), tr("Write the translation"), ())
            drafts.add_version(Origin.IMPORTED)
            self._on_written_into(file, made.id)
            return

        def work(store: Store) -> DraftId:
            if made.id:
                before = store.draft(made.id)
                store.add_version(before, Origin.TYPED)  # what it said before stays to be found
                changed = msgspec.structs.replace(before, copy=made.copy)
                return store.add_version(changed, Origin.IMPORTED).draft
            return store.add_version(made, Origin.IMPORTED).draft

        self._services.store.submit(work, lambda draft: self._on_written_into(file, draft), self._tell)

    def _on_written_into(self, file: JobFile, draft: DraftId) -> None:
        changed = msgspec.structs.replace(file, into=draft)
        opened = self._sheet.files.get(file.id)
        if opened is not None and opened.file.into != draft:
            changed = msgspec.structs.replace(opened.file, into=draft)
            self._sheet.files[file.id] = msgspec.structs.replace(opened, file=changed)
            self._services.store.submit(lambda store: store.change_job_file(changed), _nothing, self._tell)
        self._services.drafts.latest_changed.emit()
        self.said.emit(tr("The translation is in its draft."))
        self.written_into.emit(file.id, draft)


def moved_notes(rows: Sequence[Row], found: OpenedBitext) -> list[RowNote]:
    """The notes of rows for the segments of a text that changed since, by their sources and then by their places.

    A segment with a source that was there keeps what was done; one in the place of another keeps that one's target, to
    be looked at, with the source it was made for.
    """
    by_source: dict[str, list[Row]] = {}
    for row in rows:
        by_source.setdefault(row.segment.source.text, []).append(row)
    taken: set[RowKey] = set()
    notes: dict[str, RowNote] = {}
    for segment in found.segments:
        same = by_source.get(segment.source.text)
        if same:
            row = same.pop(0)
            taken.add(row.key)
            notes[segment.id] = msgspec.structs.replace(row.note, segment=segment.id)
    left = iter([row for row in rows if row.key not in taken])
    for segment in found.segments:
        if segment.id not in notes:
            before = next(left, None)
            notes[segment.id] = _to_look_at(segment.id, before) if before is not None else RowNote(segment.id)
    return list(notes.values())


def _to_look_at(segment: str, row: Row) -> RowNote:
    """What was done to a row whose source is another one now: nobody vouches for it any more."""
    if row.segment.target.is_empty:
        return RowNote(segment, source=row.segment.source.text, comments=row.note.comments)
    return msgspec.structs.replace(
        row.note,
        segment=segment,
        target=row.segment.target.text,
        state=SegmentState.DRAFT,
        source=row.note.source if row.changed_source else row.segment.source.text,
    )


def _nothing(_answer: object) -> None:
    """Nothing is left to be done."""
