"""A comparison for others, and back: every kind of file, and a sheet that was filled in."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from desktop.core.comparison import ColumnKey, ComparisonId
from desktop.core.copy import Copy
from desktop.core.draft import Origin
from desktop.core.profile import Profile
from desktop.formats import comparison_sheet
from desktop.formats.comparison_sheet import SheetBack, SheetRow
from desktop.runtime.comparing_export import ENDINGS
from tests.unit.runtime.comparing_bench import Table

A = Copy({"title": "Havn, 980 g", "description": "It weighs 980 g.", "bullets": ("Light", "Strong")})
B = Copy({"title": "A light bag", "description": "Made to last."})
ADS = Copy({"google_ads.headline": ("Light bag", "Havn bag", "Bag of 980 g"), "google_ads.description": ("One", "Two")})


@pytest.fixture
def table(qtbot: QtBot, profile: Profile) -> Iterator[Table]:
    gc.collect()  # what earlier tests left must not be collected on the store's thread
    made = Table(profile)
    yield made
    made.close()


def until_said(qtbot: QtBot, table: Table, words: str) -> None:
    qtbot.waitUntil(lambda: any(words in notice.title for notice in table.posted), timeout=10_000)


@pytest.mark.parametrize("ending", [*ENDINGS, ".HTM"])
def test_it_leaves_as_every_kind_of_file(qtbot: QtBot, table: Table, tmp_path: Path, ending: str) -> None:
    first, _ = table.written(qtbot, A, B)
    table.comparing.show_only([first])
    path = tmp_path / f"comparison{ending}"
    table.comparing.export(path)
    until_said(qtbot, table, f"Exported to comparison{ending}.")
    content = path.read_bytes()
    starts = {".pdf": b"%PDF", ".xlsx": b"PK"}.get(ending)
    assert content.startswith(starts) if starts else b"Havn, 980 g" in content
    assert b"A light bag" not in content


def test_all_columns_leave_when_asked(qtbot: QtBot, table: Table, tmp_path: Path) -> None:
    first, _ = table.written(qtbot, A, B)
    table.comparing.show_only([first])
    path = tmp_path / "all.md"
    table.comparing.export(path, shown_only=False)
    until_said(qtbot, table, "Exported")
    assert "A light bag" in path.read_text(encoding="utf-8")


def test_another_ending_is_refused_in_a_sentence(qtbot: QtBot, table: Table, tmp_path: Path) -> None:
    table.written(qtbot, A)
    table.comparing.export(tmp_path / "comparison.exe")
    until_said(qtbot, table, "cannot be written as .exe")
    assert list(tmp_path.glob("*.exe")) == []


def test_advertisements_leave_with_what_was_left_out(qtbot: QtBot, table: Table, tmp_path: Path) -> None:
    table.written(qtbot, ADS)
    path = tmp_path / "ads.csv"
    table.comparing.export_ads(path, "google_ads")
    until_said(qtbot, table, "Exported to ads.csv.")
    assert "Bag of 980 g" in path.read_text(encoding="utf-8")


def sheet_of(
    qtbot: QtBot, table: Table, monkeypatch: pytest.MonkeyPatch, back: SheetBack, tmp_path: Path
) -> list[object]:
    """Read a sheet that says this; how sheets are written and read is tested with their format."""
    monkeypatch.setattr(comparison_sheet, "read_comparison_sheet", lambda _path: back)
    told: list[object] = []
    table.comparing.sheet_read.connect(told.append)
    table.comparing.read_sheet(tmp_path / "back.xlsx")
    qtbot.waitUntil(lambda: bool(told) or bool(table.posted), timeout=10_000)
    return told


def test_a_sheet_comes_back_with_choices_texts_and_comments(
    qtbot: QtBot, table: Table, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    first, second = (ColumnKey(key) for key in table.written(qtbot, A, B))
    back = SheetBack(
        table.comparing.comparison.id,
        (
            SheetRow("title", second, "Shorter, please", {second: "A very light bag"}),
            SheetRow("description", first),
            SheetRow("bullets", first, "", {first: "Light\nVery strong"}),
        ),
    )
    assert sheet_of(qtbot, table, monkeypatch, back, tmp_path) == [back]
    fields = table.session.draft.copy.fields
    assert fields == {
        "title": "A very light bag", "description": "It weighs 980 g.", "bullets": ("Light", "Very strong"),
    }  # fmt: skip
    assert [(source.field, source.model, source.column) for source in table.session.draft.sources][:2] == [
        ("title", "", "B"), ("description", "local/small", "A"),
    ]  # fmt: skip
    assert table.comparing.comments == {"title": "Shorter, please"}
    table.session.undo()
    assert table.session.draft.copy.is_empty
    table.until_kept(qtbot)
    qtbot.waitUntil(lambda: table.kept().comments == {"title": "Shorter, please"}, timeout=10_000)
    assert [each.origin for each in table.versions()].count(Origin.EDITED) == 2


def test_a_text_of_a_sheet_whose_column_is_gone_is_said_to_be_left(
    qtbot: QtBot, table: Table, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    first, second = (ColumnKey(key) for key in table.written(qtbot, A, B))
    table.comparing.remove(second)
    row = SheetRow("title", texts={first: "Taken over", second: "Left behind"})
    sheet_of(qtbot, table, monkeypatch, SheetBack(table.comparing.comparison.id, (row,)), tmp_path)
    until_said(qtbot, table, "Not all of the sheet was understood.")
    assert any("1 changed text was not taken over" in notice.text for notice in table.posted)
    assert table.comparing.text(first, "title") == "Taken over"


def test_a_real_sheet_goes_out_and_comes_back(qtbot: QtBot, table: Table, tmp_path: Path) -> None:
    table.written(qtbot, A, B)
    path = tmp_path / "sheet.xlsx"
    table.comparing.export(path)
    until_said(qtbot, table, "Exported")
    told: list[SheetBack] = []
    table.comparing.sheet_read.connect(told.append)
    table.comparing.read_sheet(path)
    qtbot.waitUntil(lambda: bool(told), timeout=10_000)
    assert [row.field for row in told[0].rows] == ["title", "description", "bullets"]
    assert table.session.draft.copy.is_empty  # nothing was chosen


def test_the_sheet_of_another_comparison_offers_to_open_that_one(
    qtbot: QtBot, table: Table, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (key,) = table.written(qtbot, A)
    before = table.comparing.comparison.id
    table.comparing.new()
    table.comparing.add_text("Other", B)
    table.until_kept(qtbot)
    back = SheetBack(ComparisonId(before), (SheetRow("title", ColumnKey(key)),))
    assert sheet_of(qtbot, table, monkeypatch, back, tmp_path) == []
    assert table.session.draft.copy.is_empty
    table.posted[-1].answers[0].action()
    qtbot.waitUntil(lambda: table.comparing.comparison.id == before, timeout=10_000)


def test_what_was_not_understood_is_said(
    qtbot: QtBot, table: Table, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    table.written(qtbot, A)
    back = SheetBack(table.comparing.comparison.id, (), ("Title: “Q” is none of the texts.",))
    sheet_of(qtbot, table, monkeypatch, back, tmp_path)
    assert "“Q” is none" in table.posted[-1].text
