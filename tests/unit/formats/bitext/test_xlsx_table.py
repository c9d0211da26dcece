"""Spreadsheets of translations: only the changed cells become others."""

from __future__ import annotations

import io
import zipfile
from typing import Any

import pytest

from desktop.core.errors import UserError
from desktop.core.segment import Change, SegmentState, TaggedText
from desktop.formats.bitext.opening import open_bitext


def workbook() -> bytes:
    import xlsxwriter

    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True})
    book.add_worksheet("Read me").write_string(0, 0, "Hello")
    sheet: Any = book.add_worksheet("Texts")
    bold = book.add_format({"bold": True})
    sheet.write_row(0, 0, ["Key", "English", "Nederlands", "Status", "Length"], bold)
    sheet.write_row(1, 0, ["a", "Tea & <milk>", "Thee"])
    sheet.write_formula(1, 4, "=LEN(B2)", None, 12)
    sheet.write_row(2, 0, ["b", " Wool\nblanket "])
    sheet.write_rich_string(3, 1, "Rich ", bold, "text", " here")
    sheet.write_string(3, 2, "Rijk", bold)
    sheet.write_number(4, 1, 12)
    sheet.write_formula(5, 2, "=B2", None, "x")
    sheet.write_string(5, 1, "Formula")
    book.close()
    return out.getvalue()


MAPPING = {"sheet": "Texts", "id": "Key", "source": "English", "target": "C", "state": "4"}


def change(text: str, state: SegmentState = SegmentState.TRANSLATED) -> Change:
    return Change(TaggedText(text), state)


def parts(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as book:
        return {name: book.read(name) for name in book.namelist()}


def test_cells_are_read_by_a_mapping() -> None:
    file = open_bitext(workbook(), "a.xlsx", mapping=MAPPING)
    assert [(each.id, each.source.text, each.target.text, each.line) for each in file.segments] == [
        ("a", "Tea & <milk>", "Thee", 2),
        ("b", " Wool\nblanket ", "", 3),
        ("4", "Rich text here", "Rijk", 4),
        ("5", "12", "", 5),
        ("6", "Formula", "x", 6),
    ]


def test_what_is_not_changed_goes_out_as_it_came_and_else_only_the_sheet_changes() -> None:
    data = workbook()
    file = open_bitext(data, "a.xlsx", mapping=MAPPING)
    assert file.written({}) == data
    changes = {"a": change("Thee & <melk>", SegmentState.REVIEWED), "b": change("  Deken\n\x07_x0041_ ")}
    out = file.written(changes)
    before, after = parts(data), parts(out)
    assert [name for name in before if before[name] != after[name]] == ["xl/worksheets/sheet2.xml"]
    again = open_bitext(out, "a.xlsx", mapping=MAPPING)
    assert [each.target.text for each in again.segments] == ["Thee & <melk>", "  Deken\n\x07_x0041_ ", "Rijk", "", "x"]
    assert [each.state for each in again.segments][:2] == [SegmentState.REVIEWED, SegmentState.TRANSLATED]
    assert "=LEN(B2)"[1:].encode() in after["xl/worksheets/sheet2.xml"]


def test_another_program_reads_the_changed_cells() -> None:
    from python_calamine import CalamineWorkbook

    file = open_bitext(workbook(), "a.xlsx", mapping=MAPPING)
    out = file.written({"a": change("Ny"), "b": change("Filt"), "5": change("tolv")})
    rows = CalamineWorkbook.from_filelike(io.BytesIO(out)).get_sheet_by_name("Texts").to_python()
    assert [row[2] for row in rows] == ["Nederlands", "Ny", "Filt", "Rijk", "tolv", "x"]
    assert rows[1][0] == "a"


def test_a_formula_is_not_written_over() -> None:
    file = open_bitext(workbook(), "a.xlsx", mapping=MAPPING)
    with pytest.raises(UserError, match="Segment 6: The cell holds a formula"):
        file.written({"6": change("y")})


def test_what_cannot_be_told_is_refused() -> None:
    with pytest.raises(UserError, match="which columns hold source and target"):
        open_bitext(workbook(), "a.xlsx")
    with pytest.raises(UserError, match="no sheet “Other”"):
        open_bitext(workbook(), "a.xlsx", mapping={**MAPPING, "sheet": "Other"})
    with pytest.raises(UserError, match="no column “Svenska”"):
        open_bitext(workbook(), "a.xlsx", mapping={**MAPPING, "target": "Svenska"})
    with pytest.raises(UserError, match="which column holds the target"):
        open_bitext(workbook(), "a.xlsx", mapping={"sheet": "Texts", "source": "English"})
    with pytest.raises(UserError, match="not a spreadsheet"):
        open_bitext(b"PK\x03\x04 no", "a.xlsx")
