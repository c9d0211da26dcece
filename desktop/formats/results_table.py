"""Results of variants as a table: what a mail or ad program exports, with commas or semicolons, in three languages."""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import msgspec

from desktop.core.errors import ErrorKind, UserError
from desktop.core.words import tr
from desktop.formats.results_mapping import Mapping, guess_mapping, known_headers
from desktop.formats.results_numbers import decimal_mark, is_blank, read_number

BIGGEST = 20_000_000
"""Bytes."""
_LONGEST_LINE = 200_000
_WIDEST = 300
_DELIMITERS = ",;\t|"
_SAMPLE = 65_536
_PREAMBLE = 15
"""Rows among which the names of the columns are looked for: reports begin with their name and dates."""
_NOT_TEXT = {b"PK\x03\x04": "xlsx", b"\xd0\xcf\x11\xe0": "xls", b"%PDF": "pdf"}


class ResultsTable(msgspec.Struct, frozen=True):
    """A file of results as it was read: cells as text, each row at least as wide as the headers.

    `numbers` are the rows' numbers as a spreadsheet shows them, `guessed` is what the columns seem to hold, `decimal`
    the decimal mark that the file uses (`.` or `,`, empty when nothing shows it), `name` the file's name.
    """

    name: str
    headers: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    numbers: tuple[int, ...]
    guessed: Mapping
    decimal: str = ""


def read_results(path: Path) -> ResultsTable:
    """The table of a file of at most 20 MB; raises `UserError` (input) when it is none, with what to do."""
    text = _text(path)
    lines = _checked(text, path.name)
    delimiter, skip = _delimiter(lines)
    try:
        source = io.StringIO(text, newline="")
        rows = [tuple(map(str.strip, row)) for row in csv.reader(source, delimiter=delimiter, strict=True)]
    except csv.Error as error:
        raise _no_table(path.name, tr("a quotation mark in it is not closed, or a cell is too long")) from error
    return _table(path.name, rows, skip, "," if delimiter == ";" else "")


def _text(path: Path) -> str:
    """The text of the file: UTF-16 and UTF-8 with their marks, UTF-8, or else Windows-1252."""
    try:
        size = path.stat().st_size
        if size > BIGGEST:
            raise UserError(
                ErrorKind.INPUT,
                tr("{file} is too large: {size} MB.", file=path.name, size=round(size / 1e6)),
                tr("Leave out columns and rows that are not needed; {most} MB can be read.", most=BIGGEST // 1_000_000),
            )
        data = path.read_bytes()
    except FileNotFoundError as error:
        raise UserError(ErrorKind.INPUT, tr("There is no file {file}.", file=path.name)) from error
    except OSError as error:
        reason = error.strerror or str(error)
        raise UserError(
            ErrorKind.INPUT, tr("{file} cannot be read: {reason}.", file=path.name, reason=reason)
        ) from error
    if data[:4] in _NOT_TEXT:
        raise _no_table(path.name, tr("it is a workbook or a document"))
    try:
        return _decoded(data)
    except UnicodeDecodeError as error:
        raise _no_table(path.name, tr("its characters cannot be read")) from error


def _decoded(data: bytes) -> str:
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1252")


def _checked(text: str, name: str) -> list[str]:
    """The first lines of a text that may be a table."""
    if not text.strip():
        raise UserError(ErrorKind.INPUT, tr("{file} is empty.", file=name), tr("Export the results again."))
    if "\0" in text:
        raise _no_table(name, tr("there is something other than text in it"))
    if len(max(io.StringIO(text), key=len)) > _LONGEST_LINE:
        raise _no_table(name, tr("one of its lines is too long"))
    return text[:_SAMPLE].splitlines()[:200]


def _delimiter(lines: list[str]) -> tuple[str, int]:
    """The delimiter by which most lines have the same number of cells, two at least; and lines that only name it."""
    first = lines[0].strip().casefold()
    if first.startswith("sep=") and len(first) == 5 and first[-1] in _DELIMITERS:
        return first[-1], 1

    def consistent(delimiter: str) -> tuple[int, int]:
        try:
            widths = Counter(len(row) for row in csv.reader(lines, delimiter=delimiter) if len(row) > 1)
        except csv.Error:
            return (0, 0)
        width, times = max(widths.items(), key=lambda item: (item[1], item[0]), default=(0, 0))
        return (times, width)

    return max(_DELIMITERS, key=consistent), 0


def _table(name: str, rows: list[tuple[str, ...]], skip: int, usual: str) -> ResultsTable:
    head = _head(rows, skip)
    if head is None:
        raise _no_table(name, tr("no row with the names of the columns was found"))
    headers = rows[head]
    if len(headers) > _WIDEST:
        raise _no_table(name, tr("it has too many columns"))
    kept = [(place, row) for place, row in enumerate(rows[head + 1 :], head + 2) if any(row)]
    if not kept:
        raise _no_table(name, tr("there is nothing under the names of the columns"))
    body = tuple(_padded(row, len(headers)) for _, row in kept)
    decimal = decimal_mark(cell for row in body for cell in row) or usual
    return ResultsTable(name, headers, body, tuple(place for place, _ in kept), guess_mapping(headers), decimal)


def _head(rows: Sequence[tuple[str, ...]], skip: int) -> int | None:
    """Where the names of the columns stand: the row with most names that are known, or else the first one of words."""
    early = range(skip, min(skip + _PREAMBLE, len(rows)))
    known = {place: known_headers(rows[place]) for place in early if len(rows[place]) <= _WIDEST}
    best = max(known, key=lambda place: known[place], default=None)
    if best is not None and known[best] >= 2:
        return best
    return next((place for place in early if _is_worded(rows[place])), None)


def _is_worded(row: tuple[str, ...]) -> bool:
    cells = [cell for cell in row if cell]
    return len(cells) >= 2 and not any(read_number(cell) is not None or is_blank(cell) for cell in cells)


def _padded(row: tuple[str, ...], width: int) -> tuple[str, ...]:
    """The row as wide as the headers; what stands beyond them stays when it is anything."""
    if len(row) > width and not any(row[width:]):
        return row[:width]
    return row + ("",) * (width - len(row))


def _no_table(name: str, reason: str) -> UserError:
    return UserError(
        ErrorKind.INPUT,
        tr("{file} cannot be read as a table: {reason}.", file=name, reason=reason),
        tr("Export the results as CSV, with the names of the columns in the first row."),
    )
