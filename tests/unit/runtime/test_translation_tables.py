"""The first rows of tables, and the mapping that comes of a choice."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
import xlsxwriter

from desktop.core.errors import ErrorKind, Problem, UserError
from desktop.runtime.translation_tables import first_rows, first_rows_of, mapping_of, wants_columns


def test_rows_of_a_table_whatever_separates_and_encodes_it(tmp_path: Path) -> None:
    path = tmp_path / "a.tsv"
    path.write_text("nr\tEngels\n1\tOne\n", encoding="utf-8")
    assert first_rows(path).sheets[""] == (("nr", "Engels"), ("1", "One"))
    assert first_rows_of("nr;Källa\n1;Två\n".encode("cp1252"), "a.csv").sheets[""][1] == ("1", "Två")
    assert first_rows_of("a,b\nc,d\n".encode("utf-16"), "a.csv").sheets[""] == (("a", "b"), ("c", "d"))


def test_rows_of_each_sheet_of_a_spreadsheet() -> None:
    data = io.BytesIO()
    book = xlsxwriter.Workbook(data)
    book.add_worksheet("Notes").write_string(0, 0, "about")
    texts = book.add_worksheet("Texts")
    texts.write_string(0, 0, "Engels")
    texts.write_string(0, 1, "Nederlands")
    book.close()
    rows = first_rows_of(data.getvalue(), "a.xlsx")
    assert rows.sheets == {"Notes": (("about",),), "Texts": (("Engels", "Nederlands"),)}


def test_what_is_no_table_is_told() -> None:
    with pytest.raises(UserError, match="cannot be read"):
        first_rows_of(b"PK no spreadsheet", "a.xlsx")
    with pytest.raises(UserError, match="is empty"):
        first_rows_of(b"\n\n", "a.csv")


def test_a_mapping_counts_columns_from_one_and_leaves_out_what_there_is_not() -> None:
    assert mapping_of({"source": 1, "target": 2, "id": -1}, heads=False, sheet="Texts") == {
        "source": "2", "target": "3", "heads": "no", "sheet": "Texts",
    }  # fmt: skip


def test_only_the_refusal_of_headings_asks_for_columns() -> None:
    told = "a.csv: It cannot be told which columns hold source and target."
    assert wants_columns(Problem(ErrorKind.INPUT, told))
    assert not wants_columns(Problem(ErrorKind.INPUT, "The file is empty."))
