"""What goes out of a job, and tables that come back."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from desktop.core.errors import ErrorKind, UserError
from desktop.core.profile import Profile
from desktop.core.quality import PostEditing
from desktop.core.segment import SegmentState
from desktop.core.translation import Dimension, ErrorSeverity, OriginKind, RowNote, TranslationError
from desktop.engine.translation_messages import (
    ExportedTranslation,
    ExportTranslation,
    MeasurePostEditing,
    ReturnedRow,
    ReturnedTable,
    ReturnTable,
    WriteBitext,
    WrittenBitext,
)
from desktop.formats.bitext.opening import open_bitext
from desktop.runtime.translating_files import free_names, key_of
from desktop.runtime.translating_values import Returned
from tests.unit.runtime.translating_bench import PATIENCE_MS, Bench, xliff

PAIRS = (("One", "Een"), ("Two", ""), ("Three", "Drie"))


def write(request: WriteBitext) -> WrittenBitext:
    """What the worker does."""
    data = open_bitext(request.data, request.name).written(request.changes, request.target_language)
    Path(request.path_out).write_bytes(data)
    return WrittenBitext(path=request.path_out)


@pytest.fixture
def desk(qtbot: QtBot, profile: Profile, tmp_path: Path) -> Iterator[Bench]:
    made = Bench(profile)
    made.fake.answers[WriteBitext] = write
    made.fake.answers[ExportTranslation] = lambda request: ExportedTranslation(request.path)
    made.open(qtbot, tmp_path, *PAIRS)
    yield made
    made.close()


def test_every_file_goes_out_under_its_own_name(qtbot: QtBot, desk: Bench, tmp_path: Path) -> None:
    session = desk.translating
    more = tmp_path / "more.xlf"
    more.write_text(xliff(("Four", "")), encoding="utf-8")
    with qtbot.waitSignal(session.order_changed, timeout=PATIENCE_MS):
        session.add_files([more])
    session.edit(session.order[3], "Vier")
    out = tmp_path / "out"
    out.mkdir()
    written: list[str] = []
    session.exported.connect(written.append)
    session.export_all(out)
    qtbot.waitUntil(lambda: len(written) == 2, timeout=PATIENCE_MS)
    assert (out / "shop.xlf").read_bytes() == (tmp_path / "shop.xlf").read_bytes()
    assert "<target" in (out / "more.xlf").read_text(encoding="utf-8")
    assert desk.said[-1] == "Exported to more.xlf."


def test_a_table_goes_out_with_all_that_is_known_of_its_rows(qtbot: QtBot, desk: Bench, tmp_path: Path) -> None:
    session = desk.translating
    session.edit(session.order[1], "Twee")
    session.comment(session.order[1], "Sure?")
    with qtbot.waitSignal(session.exported, timeout=PATIENCE_MS):
        session.export(tmp_path / "table.html", "table_html")
    (asked,) = desk.fake.of(ExportTranslation)
    row = asked.rows[1]
    assert (asked.kind, asked.source, asked.target, asked.title) == ("table_html", "en", "nl", "shop")
    assert (row.segment.id, row.segment.target.text, row.comments, row.by) == (
        f"{session.order[1].file}/2", "Twee", ("Sure?",), session.person,
    )  # fmt: skip
    with qtbot.waitSignal(session.exported, timeout=PATIENCE_MS):
        session.export(tmp_path / "shop.tmx", "tmx")
    assert desk.fake.of(ExportTranslation)[1].rows[1].segment.id == "2"


@pytest.mark.parametrize(("name", "kind"), [("report.html", "report_html"), ("report.csv", "report_csv")])
def test_the_report_of_the_quality_is_a_page_or_a_table(
    qtbot: QtBot, desk: Bench, tmp_path: Path, name: str, kind: str
) -> None:
    session = desk.translating
    desk.fake.answers[MeasurePostEditing] = lambda _request: PostEditing()
    session.mark_error(session.order[0], TranslationError(Dimension.ACCURACY, ErrorSeverity.MAJOR, note="Too few."))
    with qtbot.waitSignal(session.exported, timeout=PATIENCE_MS):
        session.export(tmp_path / name, kind)
    assert "Too few." in (tmp_path / name).read_text(encoding="utf-8-sig")
    qtbot.waitUntil(lambda: session.working is None, timeout=PATIENCE_MS)


def test_what_could_not_be_written_is_told(qtbot: QtBot, desk: Bench, tmp_path: Path) -> None:
    def refuse(_request: WriteBitext) -> WrittenBitext:
        raise UserError(ErrorKind.INPUT, "The tag {1} is missing.")

    desk.fake.answers[WriteBitext] = refuse
    with qtbot.waitSignal(desk.translating.failed, timeout=PATIENCE_MS):
        desk.translating.export(tmp_path / "out.xlf")
    assert desk.problems[0].message == "The tag {1} is missing."
    qtbot.waitUntil(lambda: desk.translating.working is None, timeout=PATIENCE_MS)


def test_a_table_that_came_back_shows_what_it_would_change_and_is_taken_in_one_step(
    qtbot: QtBot, desk: Bench, tmp_path: Path
) -> None:
    session = desk.translating
    keys = session.order
    file = keys[0].file
    rows = (
        ReturnedRow(f"{file}/1", "Een"),
        ReturnedRow(f"{file}/2", "Twee", "Two of what?"),
        ReturnedRow(f"{file}/3", "Drie", "Good."),
        ReturnedRow("elsewhere", "x"),
        ReturnedRow(f"{file}/9", "x"),
    )
    desk.fake.answers[ReturnTable] = lambda _request: ReturnedTable(rows)
    plans: list[Returned] = []
    session.returned_read.connect(plans.append)
    session.bring_back(tmp_path / "Anna.docx")
    qtbot.waitUntil(lambda: bool(plans), timeout=PATIENCE_MS)
    (plan,) = plans
    assert (plan.targets, plan.comments, plan.unknown, len(plan.rows)) == (1, 2, 2, 2)
    assert desk.targets() == ["Een", "", "Drie"]
    session.apply_returned(plan, "Anna")
    note = desk.row(keys[1]).note
    assert (desk.targets(), note.origin.kind, note.origin.by) == (["Een", "Twee", "Drie"], OriginKind.TYPED, "Anna")
    assert [(each.text, each.by) for each in note.comments] == [("Two of what?", "Anna")]
    assert desk.row(keys[1]).segment.state is SegmentState.DRAFT
    assert desk.said[-1] == "2 rows changed."
    session.undo()
    assert desk.targets() == ["Een", "", "Drie"]
    session.redo()
    plans.clear()
    session.bring_back(tmp_path / "Anna.docx")
    qtbot.waitUntil(lambda: bool(plans), timeout=PATIENCE_MS)
    assert plans[0].rows == ()  # it says nothing new


def test_what_people_changed_of_what_models_gave_is_measured(qtbot: QtBot, desk: Bench) -> None:
    session = desk.translating
    heard: list[PostEditing] = []
    desk.fake.answers[MeasurePostEditing] = lambda _request: PostEditing()
    session.post_editing(heard.append)
    qtbot.waitUntil(lambda: bool(heard), timeout=PATIENCE_MS)
    assert desk.fake.of(MeasurePostEditing)[0].rows == ()


def test_the_history_of_a_row_has_every_target(qtbot: QtBot, desk: Bench) -> None:
    session = desk.translating
    session.edit(session.order[1], "Twee")
    session.confirm(session.order[1])
    heard: list[list[RowNote]] = []
    session.row_history(session.order[1], heard.append)
    qtbot.waitUntil(lambda: bool(heard), timeout=PATIENCE_MS)
    assert heard[0][0].target == "Twee"


def test_names_on_the_way_are_read_again() -> None:
    assert key_of("3/a/b") == (3, "a/b")
    assert key_of("a") is None
    assert key_of("x/1") is None


def test_rows_of_a_table_are_known_by_their_sources_where_texts_have_other_ids_since(
    qtbot: QtBot, desk: Bench, tmp_path: Path
) -> None:
    session = desk.translating
    file = session.order[0].file
    rows = (
        ReturnedRow(f"{file}/1", "Drie!", source="Three"),
        ReturnedRow(f"{file}/2", "Twee", source="Two, corrected"),
        ReturnedRow("99/1", "Eén", source="One"),
        ReturnedRow("99/2", "Vier", source="Four"),
    )
    desk.fake.answers[ReturnTable] = lambda _request: ReturnedTable(rows)
    plans: list[Returned] = []
    session.returned_read.connect(plans.append)
    session.bring_back(tmp_path / "Anna.docx")
    qtbot.waitUntil(lambda: bool(plans), timeout=PATIENCE_MS)
    assert [(key.segment, text) for key, text, _ in plans[0].rows] == [("3", "Drie!"), ("2", "Twee"), ("1", "Eén")]
    assert plans[0].unknown == 1


def test_files_of_one_name_do_not_take_each_others_place(qtbot: QtBot, desk: Bench, tmp_path: Path) -> None:
    session = desk.translating
    more = tmp_path / "more" / "shop.xlf"
    more.parent.mkdir()
    more.write_text(xliff(("Four", "Vier")), encoding="utf-8")
    with qtbot.waitSignal(session.order_changed, timeout=PATIENCE_MS):
        session.add_files([more])
    out = tmp_path / "out"
    out.mkdir()
    written: list[str] = []
    session.exported.connect(written.append)
    session.export_all(out)
    qtbot.waitUntil(lambda: len(written) == 2, timeout=PATIENCE_MS)
    assert (out / "shop (2).xlf").read_bytes() == more.read_bytes()
    assert (out / "shop.xlf").read_bytes() == (tmp_path / "shop.xlf").read_bytes()
    assert free_names(["a.po", "A.po", "a (2).po", "b"]) == ["a.po", "A (2).po", "a (2) (2).po", "b"]
