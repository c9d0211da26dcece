"""Figures from outside: a file is chosen or dropped, its columns are told once, and rates stand with their ranges."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop.core.errors import ErrorKind, Problem
from desktop.core.outcomes import Metric, Outcome
from desktop.runtime.results import ResultRow, ResultsMapping
from desktop.views.duel.outcome_rows import rows_of
from desktop.views.duel.page import DuelPage
from desktop.views.duel.results_card import ResultsCard
from desktop.views.main_window import MainWindow
from desktop.views.widgets.confirm_card import ConfirmCard
from desktop.views.widgets.interval_chart import IntervalColumn
from desktop.views.widgets.text import Label
from tests.fakes.variants import VariantsDesk, four_columns
from tests.gui.variants_window import shown


@pytest.fixture
def desk(qtbot: QtBot, tmp_path: Path) -> VariantsDesk:
    made = VariantsDesk(tmp_path)
    made.columns.show(*four_columns())
    return made


@pytest.fixture
def page(desk: VariantsDesk) -> DuelPage:
    return DuelPage(desk.desk)


@pytest.fixture
def window(qtbot: QtBot, desk: VariantsDesk, page: DuelPage) -> MainWindow:
    made = shown(qtbot, desk, page)
    page.results_button.click()
    return made


@pytest.fixture
def card(window: MainWindow, page: DuelPage) -> ResultsCard:
    return page.results


def choose(card: ResultsCard, column: int) -> None:
    """Say which column holds how often it happened."""
    combo = card.mapping.happened.combo
    combo.setCurrentIndex(combo.findData(str(column)))
    combo.activated.emit(combo.currentIndex())


def drop(card: ResultsCard, path: Path) -> QDropEvent:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path))])
    nothing = Qt.KeyboardModifier.NoModifier
    event = QDropEvent(QPointF(50, 50), Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton, nothing)
    card.dropEvent(event)
    return event


def outcome(name: str, shown: int, happened: int, metric: Metric = Metric.OPENS) -> Outcome:
    return Outcome(name, metric, shown, happened, source="spring.csv")


def test_without_figures_the_page_says_what_file_it_wants(card: ResultsCard) -> None:
    assert card.nothing.isVisible()
    assert not card.table.isVisible()
    assert not card.forget.isVisible()


def test_the_columns_of_a_file_are_told_once(card: ResultsCard, desk: VariantsDesk) -> None:
    card.open_file(Path("spring.csv"))
    form = card.mapping
    assert form.file.text() == "spring.csv: 2 rows"
    assert (form.name.combo.currentText(), form.shown.combo.currentText()) == ("Version", "Sent")
    assert form.happened.combo.currentText() == "none"
    assert not form.use.isEnabled()
    assert form.hint.text() == "Say which columns hold the text, how many saw it, and how often it happened."
    choose(card, 2)
    assert form.use.isEnabled()
    form.use.click()
    assert desk.results.imported == [ResultsMapping(0, 1, 2, -1, Metric.OPENS)]
    assert not form.isVisible()


def test_the_first_rows_are_in_view_with_what_they_are_taken_for(card: ResultsCard) -> None:
    card.open_file(Path("spring.csv"))
    choose(card, 2)
    words = [label.text() for label in card.mapping.findChildren(Label) if label.text()]
    for expected in ("text", "saw it", "opens", "Revenue", "90.5", "702"):
        assert expected in words


def test_money_asks_for_its_currency(card: ResultsCard, desk: VariantsDesk) -> None:
    card.open_file(Path("spring.csv"))
    choose(card, 2)
    assert not card.mapping.currency.isVisible()
    amount = card.mapping.amount.combo
    amount.setCurrentIndex(amount.findData("3"))
    amount.activated.emit(amount.currentIndex())
    assert card.mapping.currency.isVisible()
    card.mapping.currency.set_text("eur")
    card.mapping.use.click()
    assert desk.results.imported[0].currency == "EUR"


def test_rates_stand_with_their_ranges_and_sentences(card: ResultsCard, desk: VariantsDesk) -> None:
    first, *_ = four_columns()
    desk.results.put(
        [
            ResultRow(outcome("A", 4000, 612), 0.153, 0.142, 0.164, first),
            ResultRow(outcome("Old one", 4000, 702), 0.1754, 0.164, 0.188),
            ResultRow(outcome("Nobody", 0, 0), None, None, None),
        ],
        "B ahead of A, 94 % sure; 400 more needed.", "No result for C.",
    )  # fmt: skip
    model = card.table.model()
    said = [[str(model.index(row, column).data()) for column in IntervalColumn] for row in range(3)]
    assert said == [
        ["A", "15.3%, 14.2 to 16.4%", "15.3%", "14.2 to 16.4%", "Column A", "612 of 4,000"],
        ["Old one", "17.5%, 16.4 to 18.8%", "17.5%", "16.4 to 18.8%", "No column of this name", "702 of 4,000"],
        ["Nobody", "Shown to nobody, so there is no rate", "–", "–", "No column of this name", "0 of 0"],
    ]
    assert [label.text() for label in card.sentences] == [
        "B ahead of A, 94 % sure; 400 more needed.", "No result for C.",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("high", "marks"),
    [
        (0.164, ("0%", "10%", "20%")),
        (0.9, ("0%", "50%", "100%")),
        (0.041, ("0%", "2.5%", "5%")),
        (0.004, ("0%", "0.25%", "0.5%")),
    ],
)
def test_the_scale_ends_at_a_round_figure(high: float, marks: tuple[str, ...]) -> None:
    _, scale = rows_of([ResultRow(outcome("A", 1000, 100), high / 2, high / 4, high)])
    assert tuple(words for _, words in scale.marks) == marks
    assert scale.most >= high


def test_several_metrics_are_told_apart() -> None:
    rows, _ = rows_of(
        [
            ResultRow(outcome("A", 1000, 100), 0.1, 0.08, 0.12),
            ResultRow(outcome("A", 1000, 10, Metric.CLICKS), 0.01, 0.005, 0.02),
        ]
    )
    assert [row.name for row in rows] == ["A · opens", "A · clicks"]


def test_figures_are_forgotten_after_a_question(card: ResultsCard, desk: VariantsDesk, window: MainWindow) -> None:
    desk.results.put([ResultRow(outcome("A", 1000, 100), 0.1, 0.08, 0.12)])
    card.forget.click()
    [question] = window.findChildren(ConfirmCard)
    assert desk.results.rows
    question.yes.click()
    assert desk.results.rows == ()
    assert card.nothing.isVisible()


def test_a_file_can_be_dropped_and_others_cannot(card: ResultsCard, desk: VariantsDesk, tmp_path: Path) -> None:
    drop(card, tmp_path / "picture.png")
    assert desk.results.read_paths == []
    event = drop(card, tmp_path / "spring.csv")
    assert event.isAccepted()
    assert desk.results.read_paths == [tmp_path / "spring.csv"]


def test_a_file_that_cannot_be_read_leaves_the_page_ready(
    card: ResultsCard, desk: VariantsDesk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(desk.results, "read", lambda _path, _then: None)
    card.open_file(Path("broken.csv"))
    assert card.drop.text() == "Reading broken.csv…"
    desk.notices.problem(Problem(ErrorKind.INPUT, "This file has no rows."))
    assert card.drop.text() == "or drop it here"
    assert not card.mapping.isVisible()


def test_esc_goes_back_to_the_start_of_the_duel(card: ResultsCard, page: DuelPage) -> None:
    assert page.title.text() == "Figures from outside"
    QTest.keyClick(QApplication.focusWidget() or page, Qt.Key.Key_Escape)
    assert page.title.text() == "Blind duel"
    assert page.start.isVisible()
