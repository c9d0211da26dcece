"""Spreadsheets (XLSX) of translations: found columns, and cells changed where they stand in the sheet's XML.

A workbook holds more than its texts: styles, other sheets, pictures, formulas. So it is never written out anew: the
cells of targets and states are spliced into the XML of their sheet, and every other part goes into the new file as it
was. A cell that is changed holds its text itself; the list of texts that cells share stays as it is.
"""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from typing import NamedTuple
from xml.sax.saxutils import escape

from desktop.core.errors import ErrorKind, UserError
from desktop.core.segment import Change, Segment, TaggedText
from desktop.core.words import tr
from desktop.formats.bitext.bitext import Languages, UniqueIds, no_such, told_where
from desktop.formats.bitext.splices import Splice, attributes, spliced
from desktop.formats.bitext.table_columns import Columns, column_of, columns_of, letters_of, state_of
from desktop.formats.bitext.xml_scan import Document, Node

_MOST_BYTES = 200_000_000
_REFERENCE = re.compile(r"([A-Z]{1,3})(\d+)")
_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")
_NOT_IN_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_CELL, _MOST_COLUMNS = 32_767, 1000
_RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships id"


class _Row(NamedTuple):
    number: int
    node: Node
    cells: dict[int, Node]
    values: Mapping[int, str]


class XlsxTable:
    """An opened spreadsheet, seen as the first of its sheets that has columns for source and target."""

    format = "XLSX"

    def __init__(self, data: bytes, mapping: Mapping[str, str] | None = None) -> None:
        """`mapping` as in `columns_of`, with `sheet` for the name of a sheet. Raises `UserError` for what is none."""
        self._data = data
        self._parts = _unzipped(data)
        self._part, self._sheet, self._rows, self.columns = self._chosen(mapping or {})
        head = self._sheet.data[self._sheet.root.start : self._sheet.root.inner]
        self._prefix = head[1:].split(b"worksheet")[0].decode()
        self.languages = Languages(*self.columns.languages)
        self._places: dict[str, _Row] = {}
        self.segments = tuple(self._segments())

    def written(self, changes: Mapping[str, Change], target_language: str = "") -> bytes:
        """The bytes of the file with these changes; see `Bitext`."""
        del target_language
        no_such(changes, self._places)
        splices: list[Splice] = []
        for segment in self.segments:
            change = changes.get(segment.id)
            if change is None:
                continue
            values = {}
            if change.target != segment.target:
                values[self.columns.target] = change.target.text
            if self.columns.state >= 0 and change.state is not segment.state:
                values[self.columns.state] = str(change.state)
            try:
                splices += self._splices(self._places[segment.id], values)
            except UserError as error:
                raise told_where(segment, error) from error
        if not splices:
            return self._data
        return self._zipped(self._sheet.encode(spliced(self._sheet.data, splices)))

    def _chosen(self, mapping: Mapping[str, str]) -> tuple[str, Document, list[_Row], Columns]:
        """The sheet that is read: the one that is named, or the first whose columns can be told."""
        shared, refused = self._shared(), None
        sheets = _sheets(self._parts)
        wanted = mapping.get("sheet", "")
        if wanted and wanted not in [name for name, _ in sheets]:
            raise UserError(ErrorKind.INPUT, tr("There is no sheet “{name}”.", name=wanted))
        for name, part in sheets:
            if wanted and name != wanted:
                continue
            document = Document(_read(self._parts, part))
            rows = list(_rows(document.root, shared))
            try:
                return part, document, rows, columns_of(_heads(rows), mapping)
            except UserError as error:
                refused = refused or error
        if refused is not None:
            raise refused
        raise UserError(ErrorKind.INPUT, tr("The spreadsheet has no sheet with cells."))

    def _shared(self) -> list[str]:
        """The texts that cells share, by their numbers."""
        if "xl/sharedStrings.xml" not in self._parts.namelist():
            return []
        root = Document(_read(self._parts, "xl/sharedStrings.xml")).root
        return [_text(node) for node in root.elements if node.local == "si"]

    def _segments(self) -> Iterator[Segment]:
        ids, columns = UniqueIds(), self.columns
        for row in self._rows[1:] if columns.heads else self._rows:
            places = (columns.source, columns.target, columns.note, columns.id, columns.state)
            source, target, note, name, state = (row.values.get(place, "") for place in places)
            if not source:
                continue
            name = name or str(row.number)
            segment = Segment(
                ids.of(name), name, TaggedText(source), TaggedText(target), state_of(state, target), (),
                (note,) if note else (), line=row.number,
            )  # fmt: skip
            self._places[segment.id] = row
            yield segment

    def _splices(self, row: _Row, values: Mapping[int, str]) -> Iterator[Splice]:
        """Set cells of a row; one that is not there yet is put between its neighbours."""
        new: dict[int, bytes] = {}
        for column, value in sorted(values.items()):
            node = row.cells.get(column)
            if node is not None and node.first("f") is not None:
                raise UserError(ErrorKind.INPUT, tr("The cell holds a formula and is not written over."))
            style = node.attributes.get("s", "") if node is not None else ""
            written = _cell(f"{letters_of(column)}{row.number}", style, value, self._prefix)
            if node is not None:
                yield Splice(node.start, node.end, written)
                continue
            at = max((each.end for place, each in row.cells.items() if place < column), default=row.node.inner)
            new[at] = new.get(at, b"") + written
        for at, cells in new.items():
            yield Splice(at, at, cells)
        if new and "spans" in row.node.attributes:
            yield attributes(self._sheet.data, row.node, {"spans": ""})

    def _zipped(self, sheet: bytes) -> bytes:
        """The workbook with another sheet in the place of the one that was read."""
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w") as book:
            for part in self._parts.infolist():
                book.writestr(part, sheet if part.filename == self._part else self._parts.read(part))
        return out.getvalue()


def _unzipped(data: bytes) -> zipfile.ZipFile:
    try:
        book = zipfile.ZipFile(io.BytesIO(data))
    except (zipfile.BadZipFile, ValueError, RuntimeError) as error:
        raise UserError(ErrorKind.INPUT, tr("This is not a spreadsheet (XLSX).")) from error
    if sum(part.file_size for part in book.infolist()) > _MOST_BYTES:
        raise UserError(ErrorKind.INPUT, tr("The file is too large."), tr("At most 200 MB can be read."))
    if any(part.flag_bits & 1 for part in book.infolist()):
        raise UserError(ErrorKind.INPUT, tr("The spreadsheet is protected by a password."))
    return book


def _read(book: zipfile.ZipFile, part: str) -> bytes:
    try:
        return book.read(part)
    except (KeyError, zipfile.BadZipFile, RuntimeError, EOFError, OSError, ValueError, zlib.error) as error:
        raise UserError(ErrorKind.INPUT, tr("The spreadsheet is damaged: {part}.", part=part)) from error


def _sheets(book: zipfile.ZipFile) -> list[tuple[str, str]]:
    """The names of the sheets with the parts that hold them, in the order of the workbook."""
    relations = Document(_read(book, "xl/_rels/workbook.xml.rels")).root
    targets = {node.attributes.get("Id", ""): node.attributes.get("Target", "") for node in relations.elements}
    sheets = Document(_read(book, "xl/workbook.xml")).root.first("sheets")
    found = []
    for node in sheets.elements if sheets is not None else []:
        target = targets.get(node.attributes.get(_RELATION, ""), "")
        part = target.lstrip("/") if target.startswith("/") else f"xl/{target}"
        if target and "worksheets" in part:
            found.append((node.attributes.get("name", ""), part))
    return found


def _rows(root: Node, shared: list[str]) -> Iterator[_Row]:
    """The rows that have a text, with their cells by columns."""
    data = root.first("sheetData")
    for place, node in enumerate(data.elements if data is not None else [], 1):
        cells: dict[int, Node] = {}
        for cell in node.elements:
            found = _REFERENCE.fullmatch(cell.attributes.get("r", ""))
            cells[column_of(found[1]) if found is not None else max(cells, default=-1) + 1] = cell
        values = {column: value for column, cell in cells.items() if (value := _value(cell, shared))}
        if values:
            number = node.attributes.get("r", "")
            yield _Row(int(number) if number.isdecimal() else place, node, cells, values)


def _heads(rows: list[_Row]) -> list[str]:
    """The texts of the first row, by columns."""
    values = rows[0].values if rows else {}
    return [values.get(place, "") for place in range(min(max(values, default=-1) + 1, _MOST_COLUMNS))]


def _value(cell: Node, shared: list[str]) -> str:
    kind, value = cell.attributes.get("t", ""), cell.first("v")
    if kind == "inlineStr":
        inline = cell.first("is")
        return _text(inline) if inline is not None else ""
    text = value.text if value is not None else ""
    if kind == "s":
        return shared[int(text)] if text.strip().isdecimal() and int(text) < len(shared) else ""
    return _ESCAPED.sub(lambda found: chr(int(found[1], 16)), text)


def _text(node: Node) -> str:
    """The words of a text of a cell, of which every run is one part; how it is pronounced is left out."""
    runs = (each for each in node.walk() if each.local == "t" and (each.parent is None or each.parent.local != "rPh"))
    return _ESCAPED.sub(lambda found: chr(int(found[1], 16)), "".join(run.text for run in runs))


def _cell(reference: str, style: str, value: str, prefix: str) -> bytes:
    """A cell with its text in it; XML has no place for some characters, which spreadsheets write by their codes."""
    if len(value) > _CELL:
        raise UserError(ErrorKind.INPUT, tr("It is longer than a cell of a spreadsheet."))
    text = _ESCAPED.sub(lambda found: f"_x005F_x{found[1]}_", value)
    text = _NOT_IN_XML.sub(lambda found: f"_x{ord(found[0]):04X}_", escape(text)).replace("\r", "_x000D_")
    told = f' s="{style}"' if style else ""
    if not value:
        return f'<{prefix}c r="{reference}"{told}/>'.encode()
    inside = f'<{prefix}is><{prefix}t xml:space="preserve">{text}</{prefix}t></{prefix}is>'
    return f'<{prefix}c r="{reference}"{told} t="inlineStr">{inside}</{prefix}c>'.encode()
