"""The worker's tasks that carry translations out and back: tables for people, exchange files, and what was changed."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

import msgspec

from desktop.core.errors import ErrorKind, UserError
from desktop.core.quality import PostEditing
from desktop.core.segment import Segment
from desktop.core.words import tr
from desktop.engine.translation_messages import (
    ExportedRow,
    ExportedTranslation,
    ExportTranslation,
    MeasurePostEditing,
    ReturnedRow,
    ReturnedTable,
    ReturnTable,
)
from desktop.formats.bilingual_table import TableRow, state_words, table_docx, table_html
from desktop.formats.bitext.bitext import Languages
from desktop.formats.export import write_bytes


class _Rows(NamedTuple):
    """Exported rows as the opened file that the writers of formats know."""

    format: str
    languages: Languages
    segments: tuple[Segment, ...]

    def written(self, _changes: object, _target_language: str = "") -> bytes:
        """There is no file behind it."""
        return b""


def export(request: ExportTranslation) -> ExportedTranslation:
    """`translation.export`. Raises `UserError` (unsupported) for a kind that nobody knows."""
    maker = _MAKERS.get(request.kind)
    if maker is None:
        raise UserError(ErrorKind.UNSUPPORTED, tr("A translation cannot be written as {kind}.", kind=request.kind))
    write_bytes(Path(request.path), maker(request))
    return ExportedTranslation(request.path)


def returned(request: ReturnTable) -> ReturnedTable:
    """`translation.returned`. Raises `UserError` (input) for a file without such a table."""
    from desktop.engine.translation_tasks import read_file
    from desktop.formats.bilingual_table_reading import read_returned

    path = Path(request.path)
    came = read_returned(read_file(path), path.name)
    rows = tuple(ReturnedRow(name, each.target, each.comment, each.source) for name, each in came.rows.items())
    return ReturnedTable(rows, came.notes)


def measure(request: MeasurePostEditing) -> PostEditing:
    """`translation.post_editing`."""
    from desktop.statistics.post_editing import Edited, post_editing

    return post_editing([Edited(each.file, each.model, each.machine, each.final) for each in request.rows])


def _table_rows(request: ExportTranslation) -> list[TableRow]:
    return [_table_row(each) for each in request.rows]


def _table_row(row: ExportedRow) -> TableRow:
    """A row with its comments, and what its author noted."""
    segment = row.segment
    said = "\n".join((*row.comments, *segment.notes))
    return TableRow(segment.id, segment.source.text, segment.target.text, state_words(segment.state), said, row.number)


def _bitext(request: ExportTranslation) -> _Rows:
    """The segments of all files; ids that two files share are told apart."""
    seen: dict[str, int] = {}
    segments = []
    for each in request.rows:
        count = seen[each.segment.id] = seen.get(each.segment.id, 0) + 1
        name = each.segment.id if count == 1 else f"{each.segment.id}~{count}"
        segments.append(msgspec.structs.replace(each.segment, id=name))
    return _Rows("", Languages(request.source, request.target), tuple(segments))


def _docx(request: ExportTranslation) -> bytes:
    return table_docx(_table_rows(request), (request.source, request.target), request.title)


def _html(request: ExportTranslation) -> bytes:
    return table_html(_table_rows(request), (request.source, request.target), request.title)


def _tmx(request: ExportTranslation) -> bytes:
    from desktop.formats.bitext.new_tmx import tmx_of_bitext

    return tmx_of_bitext(_bitext(request), request.source, request.target)


def _xliff(version: str) -> Callable[[ExportTranslation], bytes]:
    def written(request: ExportTranslation) -> bytes:
        from desktop.formats.bitext.new_xliff import xliff_of

        original = request.rows[0].file if request.rows else ""
        return xliff_of(_bitext(request), request.source, request.target, version, original)

    return written


def _csv(request: ExportTranslation) -> bytes:
    from desktop.formats.bitext.new_table import csv_of

    return csv_of(_bitext(request))


def _xlsx(request: ExportTranslation) -> bytes:
    from desktop.formats.bitext.new_table import xlsx_of

    return xlsx_of(_bitext(request))


_MAKERS: dict[str, Callable[[ExportTranslation], bytes]] = {
    "table_docx": _docx,
    "table_html": _html,
    "tmx": _tmx,
    "xliff": _xliff("2.1"),
    "xliff12": _xliff("1.2"),
    "csv": _csv,
    "xlsx": _xlsx,
}

EXPORT_TASKS: dict[str, tuple[type[msgspec.Struct], Callable[[Any], msgspec.Struct]]] = {
    "translation.export": (ExportTranslation, export),
    "translation.returned": (ReturnTable, returned),
    "translation.post_editing": (MeasurePostEditing, measure),
}
"""Each task with the type of its parameters."""
