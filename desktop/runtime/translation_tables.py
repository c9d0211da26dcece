"""The first rows of a table, to say which column holds what."""

from __future__ import annotations

import csv
import io
from itertools import islice
from pathlib import Path

import msgspec

from desktop.core.errors import ErrorKind, Problem, UserError
from desktop.core.words import tr
from desktop.runtime.translation_files import file_bytes

TABLE_ENDINGS = (".csv", ".tsv", ".xlsx")
WHAT = ("source", "target", "id", "note", "state")
"""What a column can hold, as the mapping of a file names it; the first two have to be there."""
_MOST = 200_000_000
_ROWS = 5
_CUT = 400_000
_SEPARATORS = ",;\t|"


class FirstRows(msgspec.Struct, frozen=True):
    """The first rows of each sheet by its name; a table without sheets has one without a name."""

    name: str
    sheets: dict[str, tuple[tuple[str, ...], ...]]


def first_rows(path: Path) -> FirstRows:
    """The first rows of a table. Raises `UserError` when it cannot be read."""
    return first_rows_of(file_bytes(path, _MOST), path.name)


def first_rows_of(data: bytes, name: str) -> FirstRows:
    """The first rows of the bytes of a table called `name`. Raises `UserError` when they cannot be read."""
    sheets = _of_spreadsheet(data, name) if name.lower().endswith(".xlsx") else {"": _of_text(data)}
    if not any(sheets.values()):
        raise UserError(ErrorKind.INPUT, tr("{file} is empty.", file=name))
    return FirstRows(name, sheets)


def wants_columns(problem: Problem) -> bool:
    """Whether a table was refused because its headings do not tell which column holds what."""
    return tr("It cannot be told which columns hold source and target.") in problem.message


def mapping_of(chosen: dict[str, int], *, heads: bool, sheet: str = "") -> dict[str, str]:
    """The mapping of a file from the places of its columns from 0; -1 means there is none."""
    mapping = {what: str(place + 1) for what, place in chosen.items() if place >= 0}
    mapping["heads"] = "yes" if heads else "no"
    if sheet:
        mapping["sheet"] = sheet
    return mapping


def _of_text(data: bytes) -> tuple[tuple[str, ...], ...]:
    encodings = ("utf-16",) if data[:2] in (b"\xff\xfe", b"\xfe\xff") else ("utf-8-sig", "cp1252")
    for encoding in encodings:
        try:
            text = data[:_CUT].decode(encoding, "strict" if len(data) <= _CUT else "ignore")
        except UnicodeDecodeError:
            continue
        first = text.partition("\n")[0]
        rows = csv.reader(io.StringIO(text), delimiter=max(_SEPARATORS, key=first.count))
        try:
            return tuple(tuple(row) for row in islice(rows, _ROWS) if any(row))
        except csv.Error as error:
            raise UserError(ErrorKind.INPUT, tr("The table cannot be read: {reason}.", reason=str(error))) from error
    raise UserError(
        ErrorKind.INPUT, tr("The file is in no encoding that is known."), tr("Save it as UTF-8 and try again.")
    )


def _of_spreadsheet(data: bytes, name: str) -> dict[str, tuple[tuple[str, ...], ...]]:
    from python_calamine import CalamineError, CalamineWorkbook

    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(data))
        return {
            sheet: tuple(
                tuple(str(cell) for cell in row) for row in islice(book.get_sheet_by_name(sheet).iter_rows(), _ROWS)
            )
            for sheet in book.sheet_names
        }
    except CalamineError as error:
        message = tr("{file} cannot be read: {reason}.", file=name, reason=str(error))
        raise UserError(ErrorKind.INPUT, message) from error
