"""The files of the open job go out: as they are, as tables, memories and reports; and tables come back."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec
from PySide6.QtCore import Signal

from desktop.core.errors import ErrorKind, Problem
from desktop.core.moment import timestamp
from desktop.core.quality import PostEditing
from desktop.core.segment import TaggedText, tagged
from desktop.core.translation import Comment, JobFile, Origin, OriginKind, Row, RowKey, RowNote
from desktop.core.words import tr, trn
from desktop.engine.translation_messages import (
    ExportedRow,
    ExportedTranslation,
    ExportTranslation,
    MeasurePostEditing,
    PostEdited,
    ReturnedTable,
    ReturnTable,
    WriteBitext,
    WrittenBitext,
)
from desktop.runtime.beside import Beside
from desktop.runtime.translating_models import Models
from desktop.runtime.translating_runs import wire_id
from desktop.runtime.translating_values import CONFIRMED, Returned, Work, Working
from desktop.runtime.translating_words import typed_state

if TYPE_CHECKING:
    from desktop.store.store import Store

FILE = "file"
TABLES = frozenset({"table_docx", "table_html"})
REPORTS = frozenset({"report_html", "report_csv"})


class Files(Models):
    """Export and what comes back."""

    exported = Signal(str)  # the path that was written
    returned_read = Signal(object)  # Returned: what a table that came back would change

    def export(self, path: Path, kind: str = FILE, file: int = 0) -> None:
        """Write the open job to a file, whole or not at all; `exported` tells when it is there.

        `file` is the file itself with its changes (that of the job with this id; 0: the one of the current row); where
        nothing was changed it is byte for byte as it came in. Other kinds hold the rows of one file, or of all with 0:
        `table_docx` and `table_html` (bilingual tables for people without the program), `tmx`, `xliff`, `xliff12`,
        `csv`, `xlsx`; `report_html` and `report_csv` are the report of the quality of the whole job.
        """
        if self.nothing_open():
            return
        if kind == FILE:
            opened = self._chosen_file(file)
            if opened is not None:
                self._write(opened, path)
        elif kind in REPORTS:
            self._set_working(Work.WRITING, Working(Work.WRITING))
            self._measure(lambda measured: self._write_report(path, measured), self._on_not_exported)
        else:
            self._export_rows(path, kind, file)

    def export_all(self, folder: Path) -> None:
        """Write every file of the job into a folder, each under its own name; one that is taken gets a number."""
        if self.nothing_open():
            return
        files = [opened.file for opened in self._sheet.files.values() if not opened.file.draft]
        for file, name in zip(files, free_names(Path(file.name).name for file in files), strict=True):
            self._write(file, folder / name)

    def _write(self, file: JobFile, path: Path) -> None:
        job = self._job
        if job is None:
            return
        if file.draft:
            self.failed.emit(
                Problem(
                    ErrorKind.USAGE,
                    tr("{file} is a draft: it has no file of its own.", file=file.name),
                    tr("Write the translation into a draft, or export a table."),
                )
            )
            return
        changes = self._sheet.changes(file.id)
        self._set_working(Work.WRITING, Working(Work.WRITING))

        def send(data: bytes) -> None:
            request = WriteBitext(
                changes, data=data, name=file.name, source=job.source, target=job.target, mapping=file.mapping,
                target_language=job.target, path_out=str(path),
            )  # fmt: skip
            asked = self._services.engine.request(request, WrittenBitext)
            asked.finished.connect(lambda _written: self._on_exported(path))
            asked.failed.connect(self._on_not_exported)

        self._services.store.submit(lambda store: store.job_file_bytes(file.id), send, self._on_not_exported)

    def finished(self, file: int, then: Callable[[bytes], None], refused: Callable[[Problem], None]) -> None:
        """Hand the bytes of a file with its changes to `then`; nothing is written. Drafts have no file of their own."""
        job, opened = self._job, self._sheet.files.get(file)
        if job is None or opened is None or opened.file.draft:
            return
        changes, kept = self._sheet.changes(file), opened.file

        def send(data: bytes) -> None:
            request = WriteBitext(
                changes, data=data, name=kept.name, source=job.source, target=job.target, mapping=kept.mapping,
                target_language=job.target,
            )  # fmt: skip
            asked = self._services.engine.request(request, WrittenBitext)
            asked.finished.connect(lambda written: then(written.data))
            asked.failed.connect(refused)

        self._services.store.submit(lambda store: store.job_file_bytes(kept.id), send, refused)

    def _export_rows(self, path: Path, kind: str, file: int) -> None:
        job = self._job
        if job is None:
            return
        keys = self._sheet.of_file(file) if file else self._sheet.keys
        rows = tuple(self._exported_row(self._sheet.rows[key], kind) for key in keys)
        self._set_working(Work.WRITING, Working(Work.WRITING))
        request = ExportTranslation(rows, kind, str(path), job.source, job.target, job.name)
        asked = self._services.engine.request(request, ExportedTranslation)
        asked.finished.connect(lambda _written: self._on_exported(path))
        asked.failed.connect(self._on_not_exported)

    def _write_report(self, path: Path, measured: PostEditing) -> None:
        """The report of the quality, made and written on a thread beside."""
        job, rows = self._job, list(self._sheet.rows.values())
        beside = Beside("report", self)
        if job is None:
            return

        def work() -> None:
            from desktop.formats.export import write_bytes
            from desktop.runtime.translation_quality import report_bytes
            from desktop.statistics.mqm import quality_report

            day = datetime.now().astimezone().date().isoformat()
            report = quality_report(job, rows, day, post_editing=measured)
            write_bytes(path, report_bytes(report, path.suffix.lower()))

        beside.run(work, lambda: self._on_exported(path), self._on_not_exported)

    def _exported_row(self, row: Row, kind: str) -> ExportedRow:
        segment = row.segment
        if kind in TABLES:
            segment = msgspec.structs.replace(segment, id=wire_id(row.key))  # a table that comes back knows its rows
        note = row.note
        return ExportedRow(
            segment, row.number, self._sheet.findings(row.key), note.errors,
            tuple(each.text for each in note.comments), note.origin.by or note.origin.model, note.match,
            self._sheet.files[row.key.file].file.name,
        )  # fmt: skip

    def _on_exported(self, path: Path) -> None:
        self._set_working(Work.WRITING, None)
        self.said.emit(tr("Exported to {file}.", file=path.name))
        self.exported.emit(str(path))

    def _on_not_exported(self, problem: Problem) -> None:
        self._set_working(Work.WRITING, None)
        self._tell(problem)

    def _chosen_file(self, file: int) -> JobFile | None:
        wanted = file or (self._current.file if self._current is not None else 0)
        opened = self._sheet.files.get(wanted) or next(iter(self._sheet.files.values()), None)
        return opened.file if opened is not None else None

    # What comes back

    def bring_back(self, path: Path) -> None:
        """Read a bilingual table that came back; `returned_read` has what it would change, and changes nothing yet."""
        if self.nothing_open():
            return
        self._set_working(Work.OPENING, Working(Work.OPENING))
        asked = self._services.engine.request(ReturnTable(str(path)), ReturnedTable)
        asked.finished.connect(lambda table: self._on_returned(path, table))
        asked.failed.connect(self._on_not_returned)

    def apply_returned(self, plan: Returned, by: str = "") -> None:
        """Take the changes of a returned table, as one step, in the name of who made them (none: the file's name)."""
        reviewer = by.strip() or Path(plan.path).stem
        rows = []
        for key, text, said in plan.rows:
            row = self._sheet.rows.get(key)
            if row is not None and not row.segment.locked:
                rows.append(self._brought_back(row, text, said, reviewer))
        count = len(self.apply(tr("Bring back"), rows))
        self.said.emit(trn("{n} row changed.", "{n} rows changed.", count))

    def _on_returned(self, path: Path, table: ReturnedTable) -> None:
        from desktop.formats.bilingual_table_reading import Owners, new_comment, target_of

        self._set_working(Work.OPENING, None)
        for note in table.notes:
            self.said.emit(note)
        found: list[tuple[RowKey, str, str]] = []
        unknown = targets = comments = 0
        owners = Owners({wire_id(key): row.segment.source.text for key, row in self._sheet.rows.items()})
        for each in table.rows:
            key = key_of(owners.of(each.segment, each.source) or "")
            row = self._sheet.rows.get(key) if key is not None else None
            if row is None:
                unknown += 1
                continue
            target = target_of(each.target, row.segment).text
            other = target != row.segment.target.text
            said = new_comment(each.comment, [*(one.text for one in row.note.comments), *row.segment.notes])
            if (other or said) and not row.segment.locked:
                found.append((row.key, target, said))
                targets += other
                comments += bool(said)
        self.returned_read.emit(Returned(str(path), tuple(found), targets, comments, unknown))

    def _on_not_returned(self, problem: Problem) -> None:
        self._set_working(Work.OPENING, None)
        self._tell(problem)

    def _brought_back(self, row: Row, text: str, said: str, by: str) -> Row:
        target: TaggedText = tagged(text, {tag.number for tag in row.segment.tags})
        notes = (*row.note.comments, Comment(said, by, timestamp())) if said else row.note.comments
        if target == row.segment.target:
            return msgspec.structs.replace(row, note=self._noted(row, comments=notes))
        state = typed_state(row.segment.state, target)
        changed = self._with_target(row, target, state, Origin(OriginKind.TYPED, by=by), comments=notes)
        return msgspec.structs.replace(changed, note=msgspec.structs.replace(changed.note, by=by))

    # What was changed of what models gave

    def post_editing(self, then: Callable[[PostEditing], None]) -> None:
        """Measure how much was changed of what each model gave, in the rows that somebody vouches for."""
        self._measure(then, self._tell)

    def _measure(self, then: Callable[[PostEditing], None], failed: Callable[[Problem], None]) -> None:
        rows = tuple(
            PostEdited(
                self._sheet.files[row.key.file].file.name,
                row.note.machine_origin.model,
                _plain(row, row.note.machine),
                row.segment.target.words,
            )
            for row in self._sheet.rows.values()
            if row.note.machine and row.segment.state in CONFIRMED
        )
        asked = self._services.engine.request(MeasurePostEditing(rows), PostEditing)
        asked.finished.connect(then)
        asked.failed.connect(failed)

    def row_history(self, key: RowKey, then: Callable[[list[RowNote]], None]) -> None:
        """Hand the targets and states that a row had, the newest first, to `then`."""

        def work(store: Store) -> list[RowNote]:
            return store.row_history(key.file, key.segment)

        self._keeping.flush()
        self._services.store.submit(work, then, self._tell)


def key_of(wire: str) -> RowKey | None:
    """The row that a segment's name on the way stands for."""
    file, slash, segment = wire.partition("/")
    return RowKey(int(file), segment) if slash and file.isdigit() else None


def free_names(names: Iterable[str]) -> list[str]:
    """The names of files that come into one folder: of those that are alike the later ones get a number."""
    wanted, taken = list(names), set[str]()
    found = []
    for name in wanted:
        number, free = 1, name
        while free.casefold() in taken or (number > 1 and free in wanted):
            number += 1
            free = f"{Path(name).stem} ({number}){Path(name).suffix}"
        taken.add(free.casefold())
        found.append(free)
    return found


def _plain(row: Row, text: str) -> str:
    return tagged(text, {tag.number for tag in row.segment.tags}).words
