"""Translations that go out and come back: tables for people, exchange files, and what was changed of machine output."""

from __future__ import annotations

from pathlib import Path

import pytest

from desktop.core.errors import UserError
from desktop.core.segment import Segment, SegmentState, Tag, TaggedText, TagKind, tagged
from desktop.engine.translation_exporting import export, measure, returned
from desktop.engine.translation_messages import (
    ExportedRow,
    ExportTranslation,
    MeasurePostEditing,
    PostEdited,
    ReturnTable,
)
from desktop.formats.bitext.opening import open_bitext

TAG = Tag(1, TagKind.ALONE, '<x id="1"/>', "x1")
ROWS = (
    ExportedRow(
        Segment("1/a", "a", TaggedText("The mug."), TaggedText("De mok."), SegmentState.TRANSLATED, notes=("A cup.",)),
        1,
        comments=("Is it a cup?",),
        file="shop.xlf",
    ),
    ExportedRow(Segment("1/b", "b", tagged("See {1}.", {1}), tagged("Zie {1}.", {1}), tags=(TAG,)), 2, file="shop.xlf"),
    ExportedRow(Segment("1/b", "b", TaggedText("Another."), TaggedText("Een andere.")), 1, file="more.xlf"),
)


def exported(tmp_path: Path, kind: str, name: str) -> Path:
    path = tmp_path / name
    assert export(ExportTranslation(ROWS, kind, str(path), "en", "nl", "Shop")).path == str(path)
    return path


@pytest.mark.parametrize(("kind", "name"), [("table_docx", "a.docx"), ("table_html", "a.html")])
def test_a_table_that_goes_out_comes_back(tmp_path: Path, kind: str, name: str) -> None:
    rows = returned(ReturnTable(str(exported(tmp_path, kind, name)))).rows
    assert [(each.segment, each.target) for each in rows][:2] == [("1/a", "De mok."), ("1/b", "Zie {1}.")]
    assert "Is it a cup?" in rows[0].comment


@pytest.mark.parametrize(
    ("kind", "name"),
    [("tmx", "a.tmx"), ("xliff", "a.xlf"), ("xliff12", "b.xlf"), ("csv", "a.csv"), ("xlsx", "a.xlsx")],
)
def test_every_exchange_file_holds_all_rows(tmp_path: Path, kind: str, name: str) -> None:
    data = exported(tmp_path, kind, name).read_bytes()
    found = open_bitext(data, name, "en", "nl").segments
    assert [each.target.words.replace("{1}", "").strip() for each in found] == ["De mok.", "Zie .", "Een andere."]


def test_a_kind_that_nobody_knows_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UserError):
        exported(tmp_path, "papyrus", "a.txt")
    assert list(tmp_path.iterdir()) == []


def test_a_file_without_a_table_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.html"
    path.write_text("<p>No table.</p>", encoding="utf-8")
    with pytest.raises(UserError):
        returned(ReturnTable(str(path)))


def test_what_was_changed_is_measured_by_model() -> None:
    found = measure(
        MeasurePostEditing(
            (
                PostEdited("a.xlf", "local/small", "De mok is blauw.", "De mok is blauw."),
                PostEdited("a.xlf", "far/large", "Een beker is groen.", "De mok is blauw."),
            )
        )
    )
    by = {each.name: each for each in found.models}
    assert (by["local/small"].chrf, by["local/small"].ter) == (100.0, 0.0)
    assert by["far/large"].chrf < 60
    assert found.total is not None
    assert found.total.segments == 2
