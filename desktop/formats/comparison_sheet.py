"""A comparison as a spreadsheet for somebody who decides: a row a field, a column a text, and one for the choice.

What comes back is read by the ids in a hidden sheet, so that rows and columns may have been moved, and the file been
saved by another program.
"""

from __future__ import annotations

import io
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from desktop.core.comparison import ColumnKey, ComparisonId
from desktop.core.comparison_page import ComparisonPage
from desktop.core.errors import ErrorKind, UserError
from desktop.core.words import tr

if TYPE_CHECKING:
    from xlsxwriter import Workbook
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

_HIDDEN = "copydesk"
_CELL = 32_767
_CUT = 200
_MOST_BYTES = 50_000_000
_NARROW, _WIDE, _COMMENT = 18, 44, 36


class SheetRow(msgspec.Struct, frozen=True, omit_defaults=True):
    """What was decided for a field: the key of the chosen text (empty: none), and the comment.

    `texts` are the texts that were changed in the sheet, by column.
    """

    field: str
    choice: ColumnKey = ColumnKey("")
    comment: str = ""
    texts: dict[ColumnKey, str] = {}


class SheetBack(msgspec.Struct, frozen=True, omit_defaults=True):
    """A sheet that came back: of which comparison it is, what was decided, and sentences on what was not understood."""

    comparison: ComparisonId
    rows: tuple[SheetRow, ...]
    problems: tuple[str, ...] = ()


class _Key(msgspec.Struct, frozen=True):
    """What the hidden sheet holds, as JSON in its first cells: where what stands."""

    comparison: int
    letters: dict[str, str]
    """Key of the column by its letter."""
    fields: dict[str, str]
    """Name of the field by its label."""
    texts: dict[str, dict[str, str]]
    """The texts as they were written, by field and key; those that were cut are left out."""


def comparison_sheet(page: ComparisonPage) -> bytes:
    """The spreadsheet (XLSX). No text in it is taken for a formula, whatever it begins with."""
    import xlsxwriter

    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    book.set_properties({"title": page.title})
    sheet = book.add_worksheet(tr("Comparison")[:31])
    kept = _fill(sheet, book, page)
    figures = book.add_worksheet(tr("Figures")[:31])
    _fill_figures(figures, book, page)
    hidden = book.add_worksheet(_HIDDEN)
    hidden.very_hidden()
    letters = {column.letter: str(column.key) for column in page.columns}
    key = _Key(page.comparison, letters, {label: name for name, label in page.names}, kept)
    text = msgspec.json.encode(key).decode()
    for row, start in enumerate(range(0, len(text), _CELL - 1)):
        hidden.write_string(row, 0, f"'{text[start : start + _CELL - 1]}")
    book.close()
    return out.getvalue()


def _fill(sheet: Worksheet, book: Workbook, page: ComparisonPage) -> dict[str, dict[str, str]]:
    """Write the sheet that is read; returns the texts that stand there whole."""
    head = book.add_format({"bold": True, "bottom": 1, "text_wrap": True, "valign": "top"})
    body = book.add_format({"text_wrap": True, "valign": "top"})
    asked = book.add_format({"text_wrap": True, "valign": "top", "bg_color": "#F8EDD2", "border": 1})
    count = len(page.columns)
    sheet.set_column(0, 0, _NARROW)
    sheet.set_column(1, max(1, count), _WIDE)
    sheet.set_column(count + 1, count + 1, _NARROW)
    sheet.set_column(count + 2, count + 2, _COMMENT)
    sheet.freeze_panes(1, 1)
    heads = [
        tr("Field"),
        *(f"{column.letter} · {column.label}" for column in page.columns),
        tr("Choice"),
        tr("Comment"),
    ]
    for place, words in enumerate(heads):
        sheet.write_string(0, place, words[:_CELL], head)
    kept: dict[str, dict[str, str]] = {}
    for row, (name, label) in enumerate(page.names, 1):
        sheet.write_string(row, 0, label, head)
        for place, column in enumerate(page.columns, 1):
            field = column.field(name)
            text = field.text if field is not None else ""
            if len(text) > _CELL:
                text = " ".join((text[: _CELL - _CUT], "…", tr("(cut here: the cell takes no more)")))
            elif field is not None:
                kept.setdefault(name, {})[str(column.key)] = text
            sheet.write_string(row, place, text, body)
        _ask(sheet, row, count, [column.letter for column in page.columns], asked)
    return kept


def _ask(sheet: Worksheet, row: int, count: int, letters: list[str], asked: Format) -> None:
    """The cells to be filled in: a letter out of a list, and a comment."""
    sheet.write_blank(row, count + 1, None, asked)
    sheet.write_blank(row, count + 2, None, asked)
    if len(",".join(letters)) <= 255:  # more than a list of choices may hold
        sheet.data_validation(
            row, count + 1, row, count + 1, {"validate": "list", "source": letters, "error_type": "warning"}
        )


def _fill_figures(sheet: Worksheet, book: Workbook, page: ComparisonPage) -> None:
    bold = book.add_format({"bold": True})
    sheet.set_column(0, 0, _NARROW)
    sheet.set_column(1, max(1, len(page.columns)), _NARROW)
    for place, column in enumerate(page.columns, 1):
        sheet.write_string(0, place, f"{column.letter} · {column.label}"[:_CELL], bold)
        for row, (label, value) in enumerate(column.figures, 1):
            sheet.write_string(row, 0, label, bold)
            sheet.write_string(row, place, value)


def read_comparison_sheet(path: Path) -> SheetBack:
    """What was decided in a sheet that `comparison_sheet` made. Raises `UserError` when it is another file."""
    from python_calamine import CalamineError, CalamineWorkbook

    try:
        if path.stat().st_size > _MOST_BYTES or not zipfile.is_zipfile(path):
            raise _not_ours(path)
        book = CalamineWorkbook.from_path(str(path))
        if _HIDDEN not in book.sheet_names or not book.sheet_names:
            raise _not_ours(path)
        cells = [str(row[0]) for row in book.get_sheet_by_name(_HIDDEN).to_python() if row]
        rows = book.get_sheet_by_name(book.sheet_names[0]).to_python(skip_empty_area=False)
    except (CalamineError, OSError) as error:
        raise _not_ours(path, str(error)) from error
    try:
        key = msgspec.json.decode("".join(cell.removeprefix("'") for cell in cells), type=_Key)
    except msgspec.DecodeError as error:
        raise _not_ours(path, str(error)) from error
    return _read(key, [[str(cell) for cell in row] for row in rows])


def _read(key: _Key, rows: list[list[str]]) -> SheetBack:
    heads = rows[0] if rows else []
    places = {letter: place for place, head in enumerate(heads) if (letter := head.partition(" ")[0]) in key.letters}
    choice, comment = _place_of(heads, tr("Choice"), -2), _place_of(heads, tr("Comment"), -1)
    found: list[SheetRow] = []
    problems: list[str] = []
    for row in rows[1:]:
        name = key.fields.get(row[0].strip()) if row else None
        if name is None:
            continue
        told = row[choice].strip() if choice < len(row) else ""
        letter = told.rstrip(".").upper()
        if told and letter not in key.letters:
            problems.append(tr("{field}: “{choice}” is none of the texts.", field=row[0].strip(), choice=told[:80]))
        changed = {
            ColumnKey(key.letters[letter]): row[place]
            for letter, place in places.items()
            if place < len(row) and _is_changed(key.texts.get(name, {}).get(key.letters[letter]), row[place])
        }
        said = row[comment].strip() if comment < len(row) else ""
        found.append(SheetRow(name, ColumnKey(key.letters.get(letter, "")), said, changed))
    return SheetBack(ComparisonId(key.comparison), tuple(found), tuple(problems))


def _is_changed(before: str | None, now: str) -> bool:
    """Whether somebody wrote another text into the cell; how lines end is the program's matter that saved it."""
    return before is not None and before.replace("\r\n", "\n").strip() != now.replace("\r\n", "\n").strip()


def _place_of(heads: list[str], words: str, otherwise: int) -> int:
    """The column with these words, in whatever language the sheet was made; else the one counted from the end."""
    return heads.index(words) if words in heads else max(0, len(heads) + otherwise)


def _not_ours(path: Path, details: str = "") -> UserError:
    return UserError(
        ErrorKind.INPUT,
        tr("{file} is no sheet that was made from a comparison here.", file=path.name),
        tr("Export the comparison as a sheet, fill in choice and comment, and save it as XLSX."),
        details=details,
    )
