"""The fact table by keyboard alone."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit

from desktop.core.brief import Fact
from desktop.core.copy import Copy
from desktop.core.draft import Draft
from desktop.core.finding import CheckReport, Claim, Finding, Severity, Verdict
from desktop.core.ids import DraftId
from desktop.views.main_window import MainWindow
from desktop.views.product.fact_table import FactTable
from desktop.views.product.facts_model import NAME, STATUS, VALUE, FactsModel, FactStatus
from desktop.views.product.screen import ProductScreen
from tests.fakes.desk import SAMPLE, FakeDesk, sample_draft
from tests.gui.product_screen import press


@pytest.fixture
def table(window: MainWindow, desk: FakeDesk) -> FactTable:
    desk.session.open(sample_draft())
    page = window.page
    assert isinstance(page, ProductScreen)
    page.brief.table.setFocus()
    return page.brief.table


@pytest.fixture
def facts(table: FactTable) -> FactsModel:
    model = table.model()
    assert isinstance(model, FactsModel)
    return model


def editor_of(table: FactTable) -> QLineEdit:
    editors = [child for child in table.viewport().findChildren(QLineEdit) if child.isVisible()]
    assert len(editors) == 1
    return editors[0]


def choose(table: FactTable, row: int, column: int = NAME) -> None:
    table.setCurrentIndex(table.model().index(row, column))


def rows(desk: FakeDesk) -> list[tuple[str, str]]:
    return [(fact.name, fact.text) for fact in desk.session.draft.brief.facts]


def test_a_new_fact_is_typed_with_enter_alone(table: FactTable, desk: FakeDesk) -> None:
    press(table, Qt.Key.Key_Insert)
    QTest.keyClicks(editor_of(table), "Colour")
    press(editor_of(table), Qt.Key.Key_Return)
    QTest.keyClicks(editor_of(table), "blue")
    press(editor_of(table), Qt.Key.Key_Return)
    QTest.keyClicks(editor_of(table), "Zip")
    press(editor_of(table), Qt.Key.Key_Tab)
    QTest.keyClicks(editor_of(table), "metal")
    press(editor_of(table), Qt.Key.Key_Return)
    press(editor_of(table), Qt.Key.Key_Escape)
    assert rows(desk)[8:] == [("Colour", "blue"), ("Zip", "metal")]
    ids = [fact.id for fact in desk.session.draft.brief.facts]
    assert len(set(ids)) == 10
    assert all(ids)
    assert table.model().rowCount() == 10


def test_an_empty_new_row_goes_away(table: FactTable, desk: FakeDesk) -> None:
    table.add()
    assert table.model().rowCount() == 9
    press(editor_of(table), Qt.Key.Key_Escape)
    assert table.model().rowCount() == 8
    assert rows(desk) == [(fact.name, fact.text) for fact in SAMPLE.facts]


def test_a_value_is_changed_in_place(table: FactTable, desk: FakeDesk) -> None:
    choose(table, 0, VALUE)
    press(table, Qt.Key.Key_Return)
    editor = editor_of(table)
    assert editor.text() == "980 g"
    editor.selectAll()
    QTest.keyClicks(editor, "1 kg")
    press(editor, Qt.Key.Key_Return)
    assert rows(desk)[0] == ("Weight", "1 kg")
    desk.session.undo()
    assert rows(desk)[0] == ("Weight", "980 g")
    assert desk.session.draft.brief.facts[0].unit == "g"


def test_typing_on_a_row_begins_to_edit_it(table: FactTable, desk: FakeDesk) -> None:
    choose(table, 1, VALUE)
    press(table, Qt.Key.Key_2)
    QTest.keyClicks(editor_of(table), "0 l")
    press(editor_of(table), Qt.Key.Key_Tab)
    assert rows(desk)[1] == ("Volume", "20 l")
    press(editor_of(table), Qt.Key.Key_Escape)


def test_enter_without_a_change_changes_nothing(table: FactTable, desk: FakeDesk) -> None:
    before = desk.session.draft
    choose(table, 0)
    press(table, Qt.Key.Key_Return)
    press(editor_of(table), Qt.Key.Key_Return)
    press(editor_of(table), Qt.Key.Key_Escape)
    assert desk.session.draft == before
    assert desk.session.undo_label == ""


def test_facts_are_deleted_and_come_back(table: FactTable, desk: FakeDesk) -> None:
    choose(table, 2)
    press(table, Qt.Key.Key_Delete)
    assert len(rows(desk)) == 7
    assert table.currentIndex().row() == 2
    desk.session.undo()
    assert len(rows(desk)) == 8


def test_facts_are_moved(table: FactTable, desk: FakeDesk) -> None:
    choose(table, 0)
    press(table, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    press(table, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    assert [name for name, _ in rows(desk)][:3] == ["Volume", "Laptop", "Weight"]
    assert table.currentIndex().row() == 2
    for _ in range(5):
        press(table, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    assert rows(desk)[0][0] == "Weight"


def test_must_mention_is_toggled(table: FactTable, desk: FakeDesk) -> None:
    choose(table, 0)
    press(table, Qt.Key.Key_M, Qt.KeyboardModifier.ControlModifier)
    assert desk.session.draft.brief.facts[0].must_mention
    table.row_menu().actions()[0].trigger()
    assert not desk.session.draft.brief.facts[0].must_mention


def test_the_menu_says_the_keys(table: FactTable) -> None:
    choose(table, 0)
    menu = table.row_menu()
    assert [action.shortcut().toString() for action in menu.actions() if not action.isSeparator()] == [
        "Ctrl+M", "Ctrl+U", "F2", "", "Alt+Up", "Alt+Down", "Del",
    ]  # fmt: skip


def test_a_pasted_table_adds_its_rows(table: FactTable, desk: FakeDesk) -> None:
    QGuiApplication.clipboard().setText("Colour\tblue\n\nZip\tmetal\tYKK\n")
    press(table, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert rows(desk)[8:] == [("Colour", "blue"), ("Zip", "metal YKK")]
    desk.session.undo()
    assert len(rows(desk)) == 8


def test_pasted_text_that_is_no_table_goes_the_way_of_supplier_text(table: FactTable, desk: FakeDesk) -> None:
    QGuiApplication.clipboard().setText("Mug\nColour: blue")
    press(table, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert desk.pastes == ["Mug\nColour: blue"]


def test_rows_are_copied_as_a_table(table: FactTable) -> None:
    table.selectRow(0)
    press(table, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert QGuiApplication.clipboard().text() == "Weight\t980 g"


def test_tab_leaves_the_table(table: FactTable, window: MainWindow) -> None:
    choose(table, 0)
    assert table.hasFocus()
    press(table, Qt.Key.Key_Tab)
    reached = QApplication.focusWidget()
    assert reached is not None
    assert reached is not table
    assert not table.isAncestorOf(reached)


def test_the_table_is_as_high_as_its_rows(table: FactTable, desk: FakeDesk) -> None:
    before = table.height()
    desk.session.open(Draft(DraftId("x"), brief=SAMPLE.__class__(facts=SAMPLE.facts[:2])))
    assert table.height() < before / 2
    desk.session.open(Draft(DraftId("y")))
    assert table.height() == 0


def test_status_follows_the_checks(facts: FactsModel, desk: FakeDesk) -> None:
    text = "f"
    desk.checker.say(
        CheckReport(
            (Finding("facts", Severity.ERROR, "title", 0, 1, text, "No.", ("f5",)),),
            (Claim("title", 0, 1, text, Verdict.SUPPORTED, ("f1",)),),
            ("f7",),
        )
    )
    assert [facts.status(row) for row in range(8)] == [
        FactStatus.CARRIED, FactStatus.NONE, FactStatus.NONE, FactStatus.NONE, FactStatus.CONTRADICTED,
        FactStatus.NONE, FactStatus.FORGOTTEN, FactStatus.NONE,
    ]  # fmt: skip
    words = facts.index(6, STATUS).data(Qt.ItemDataRole.AccessibleTextRole)
    assert words == "Not in the text yet"


def test_facts_without_an_id_are_followed_too(desk: FakeDesk, table: FactTable, facts: FactsModel) -> None:
    brief = SAMPLE.__class__(product="Mug", facts=(Fact(name="Colour", value="blue", must_mention=True),))
    desk.session.open(Draft(DraftId("z"), brief=brief, copy=Copy({"title": "A mug"})))
    desk.checker.say(CheckReport((), (), ("f1",)))
    assert facts.status(0) is FactStatus.FORGOTTEN


def test_a_screen_reader_hears_that_a_fact_must_be_mentioned(facts: FactsModel) -> None:
    heard = facts.index(6, VALUE).data(Qt.ItemDataRole.AccessibleTextRole)
    # The type of a fact comes a moment later.
    assert heard in {"Portugal, must be mentioned", "Portugal, place, must be mentioned"}
