"""Tables of translations as CSV or TSV: found columns, and cells changed where they stand."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from desktop.core.errors import ErrorKind, UserError
from desktop.core.segment import Change, Segment, TaggedText
from desktop.core.words import tr
from desktop.formats.bitext.bitext import Languages, UniqueIds, no_such
from desktop.formats.bitext.splices import Splice, spliced
from desktop.formats.bitext.table_columns import columns_of, state_of
from desktop.formats.bitext.xml_scan import refuse
from desktop.formats.spreadsheet import harmless

_SEPARATORS = (",", ";", "\t", "|")


class _Cell(NamedTuple):
    start: int
    end: int
    value: str


class Table:
    """An opened table. A target's cell is changed where it stands; a row that is too short grows to its end."""

    format = "CSV"

    def __init__(self, data: bytes, mapping: Mapping[str, str] | None = None) -> None:
        """`mapping` as in `columns_of`. Raises `UserError` when it cannot be told which columns hold the texts."""
        self._bom = b"\xef\xbb\xbf" if data.startswith(b"\xef\xbb\xbf") else b""
        try:
            self._text = data[len(self._bom) :].decode()
            self._encoding = "utf-8"
        except UnicodeDecodeError:
            self._bom = b""
            self._text, self._encoding = _other(data)
        first = self._text.partition("\n")[0]
        self._separator = max(_SEPARATORS, key=first.count)
        self._rows = [row for row in _rows(self._text, self._separator) if any(cell.value for cell in row)]
        if not self._rows:
            raise UserError(ErrorKind.INPUT, tr("The file is empty."))
        self.columns = columns_of([cell.value for cell in self._rows[0]], mapping)
        self.languages = Languages(*self.columns.languages)
        self._places: dict[str, list[_Cell]] = {}
        self.segments = tuple(self._segments())

    def written(self, changes: Mapping[str, Change], target_language: str = "") -> bytes:
        """The bytes of the file with these changes; see `Bitext`."""
        del target_language
        no_such(changes, self._places)
        splices = []
        for segment in self.segments:
            change = changes.get(segment.id)
            if change is None:
                continue
            values = {}
            if change.target != segment.target:
                values[self.columns.target] = change.target.text
            if self.columns.state >= 0 and change.state is not segment.state:
                values[self.columns.state] = str(change.state)
            splices += self._splices(self._places[segment.id], values)
        if not splices:
            return self._bom + self._text.encode(self._encoding)
        data = self._text.encode("utf-32-le")
        wide = [Splice(4 * each.start, 4 * each.end, each.new.decode().encode("utf-32-le")) for each in splices]
        return self._bom + self._encoded(spliced(data, wide).decode("utf-32-le"))

    def _encoded(self, text: str) -> bytes:
        try:
            return text.encode(self._encoding)
        except UnicodeEncodeError as error:
            letter = text[error.start : error.start + 1]
            reason = tr("The file is in {encoding}, which has no “{letter}”.", encoding=self._encoding, letter=letter)
            raise UserError(ErrorKind.INPUT, reason, tr("Save it in UTF-8 first.")) from error

    def _splices(self, row: list[_Cell], values: dict[int, str]) -> list[Splice]:
        """Set cells of a row by their columns; what it has too few of is added at its end."""
        written = {column: self._quoted(value).encode() for column, value in values.items()}
        found = [
            Splice(row[column].start, row[column].end, new) for column, new in written.items() if column < len(row)
        ]
        last = max((column for column in written if column >= len(row)), default=-1)
        if last >= 0:
            cells = [written.get(column, b"") for column in range(len(row), last + 1)]
            end = row[-1].end
            found.append(Splice(end, end, b"".join(self._separator.encode() + cell for cell in cells)))
        return found

    def _quoted(self, value: str) -> str:
        if any(letter in value for letter in (self._separator, '"', "\n", "\r")) or value != value.strip():
            return '"' + value.replace('"', '""') + '"'
        return value

    def _segments(self) -> Iterator[Segment]:
        ids, columns = UniqueIds(), self.columns
        line, place = 1, 0
        for number, row in enumerate(self._rows[1:] if columns.heads else self._rows, 1):

            def cell(column: int, row: list[_Cell] = row) -> str:
                return _plain(row[column].value) if 0 <= column < len(row) else ""

            line, place = line + self._text.count("\n", place, row[0].start), row[0].start
            if not cell(columns.source):
                continue
            target = cell(columns.target)
            name = cell(columns.id) or str(number)
            note = cell(columns.note)
            segment = Segment(
                ids.of(name), name, TaggedText(cell(columns.source)), TaggedText(target),
                state_of(cell(columns.state), target), (), (note,) if note else (),
                line=line,
            )  # fmt: skip
            self._places[segment.id] = row
            yield segment


def _plain(text: str) -> str:
    """A cell without the apostrophe that keeps it from running as a formula."""
    return text[1:] if text[:1] == "'" and harmless(text[1:]) == text else text


def _other(data: bytes) -> tuple[str, str]:
    """Text that is not UTF-8: UTF-16 by its mark, else Western European as Excel writes it."""
    encoding = "utf-16" if data[:2] in (b"\xff\xfe", b"\xfe\xff") else "cp1252"
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as error:
        raise UserError(
            ErrorKind.INPUT, tr("The file is in no encoding that is known."), tr("Save it as UTF-8 and try again.")
        ) from error
    if text.encode(encoding) != data:
        raise UserError(
            ErrorKind.INPUT, tr("The file is in no encoding that is known."), tr("Save it as UTF-8 and try again.")
        )
    return text, encoding


def _rows(text: str, separator: str) -> Iterator[list[_Cell]]:
    """The cells of each row with their places. Raises `UserError` for a quotation that never ends."""
    mark = re.escape(separator)
    cell = re.compile(rf'[ ]*"((?:[^"]|"")*)"[ ]*(?={mark}|\r|\n|\Z)|([^{mark}\r\n]*)')
    row: list[_Cell] = []
    place = 0
    while place <= len(text):
        found = cell.match(text, place)
        if found is None:
            break
        quoted = found[1] is not None
        if not quoted and found[0].lstrip().startswith('"') and found[0].count('"') % 2:
            line = text.count("\n", 0, place) + 1
            refuse(line, tr("a quotation mark is missing."))
        row.append(_Cell(found.start(), found.end(), found[1].replace('""', '"') if quoted else found[2]))
        place = found.end()
        if text[place : place + 1] == separator:
            place += 1
            continue
        yield row
        row = []
        place += 2 if text.startswith("\r\n", place) else 1
