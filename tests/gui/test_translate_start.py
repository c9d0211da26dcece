"""The page before a job: files and drafts to begin with, languages where they are not told, and the jobs."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMainWindow
from pytestqt.qtbot import QtBot

from desktop.core.brief import Brief
from desktop.core.copy import Copy
from desktop.core.draft import Draft
from desktop.core.ids import DraftId
from desktop.core.profile import Profile
from desktop.core.translation import JobCard
from desktop.runtime.notices import Notice
from desktop.views.translate.job_columns import ColumnsCard
from desktop.views.translate.start_drafts import draft_entries, show_drafts
from desktop.views.translate.start_jobs import about, progress_words
from desktop.views.translate.start_languages import LanguagesCard
from desktop.views.translate.start_page import StartPage
from desktop.views.widgets.search_popover import SearchPopover
from tests.unit.runtime.translating_bench import PATIENCE_MS, Bench, xliff

CARD = JobCard(1, "Spring", "en", "nl", ("spring.xlf",), 4, 1, "2025-11-20T10:00:00+00:00")


class Kit:
    """The page in a window."""

    def __init__(self, qtbot: QtBot, desk: Bench) -> None:
        self.desk, self.qtbot = desk, qtbot
        self.window = QMainWindow()
        qtbot.addWidget(self.window)
        self.notices: list[Notice] = []
        desk.notices.posted.connect(self.notices.append)
        self.page = StartPage(desk.translating)
        self.window.setCentralWidget(self.page)
        self.window.resize(1000, 700)
        self.window.show()
        qtbot.waitExposed(self.window)

    def until(self, what: Callable[[], object]) -> None:
        self.qtbot.waitUntil(lambda: bool(what()), timeout=PATIENCE_MS)

    def card(self) -> LanguagesCard:
        self.until(lambda: self.window.findChildren(LanguagesCard))
        return self.window.findChildren(LanguagesCard)[-1]

    def opened(self) -> None:
        self.until(lambda: self.desk.translating.job is not None)


@pytest.fixture
def desk(qtbot: QtBot, profile: Profile) -> Iterator[Bench]:
    made = Bench(profile)
    yield made
    made.close()


@pytest.fixture
def kit(qtbot: QtBot, desk: Bench) -> Kit:
    return Kit(qtbot, desk)


def test_without_jobs_there_is_one_sentence_one_button_and_an_example(kit: Kit) -> None:
    assert kit.page.empty.isVisible()
    kit.page.first_example.click()
    kit.opened()
    job = kit.desk.translating.job
    assert job is not None
    assert (job.source, job.target) == ("en", "nl")
    assert len(kit.desk.translating.rows) > 8
    assert kit.desk.problems == []


def test_jobs_are_listed_with_their_progress_opened_put_away_and_brought_back(kit: Kit, tmp_path: Path) -> None:
    kit.desk.open(kit.qtbot, tmp_path, ("One", "Een"), ("Two", ""))
    session = kit.desk.translating
    session.confirm(session.order[0])
    session.close_job()
    kit.until(lambda: kit.page.jobs.jobs.cards and kit.page.jobs.jobs.cards[0].confirmed == 1)
    (card,) = kit.page.jobs.jobs.cards
    assert progress_words(card) == "1 of 2"
    assert about(card).startswith("English to Dutch · ")
    QTest.keyClick(kit.page.jobs, Qt.Key.Key_Delete)
    kit.until(kit.page.empty.isVisible)
    (notice,) = kit.notices
    notice.answers[0].action()
    kit.until(lambda: kit.page.jobs.jobs.cards)
    QTest.keyClick(kit.page.jobs, Qt.Key.Key_Return)
    kit.opened()


def test_a_dropped_file_that_tells_its_languages_is_opened_at_once(kit: Kit, tmp_path: Path) -> None:
    path = tmp_path / "shop.xlf"
    path.write_text(xliff(("One", "")), encoding="utf-8")
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)), QUrl.fromLocalFile(str(tmp_path / "picture.png"))])
    event = QDropEvent(
        QPointF(5, 5), Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    )
    kit.page.dropEvent(event)
    kit.opened()
    assert event.isAccepted()
    assert kit.window.findChildren(LanguagesCard) == []


def test_languages_are_asked_when_the_file_does_not_tell_them(kit: Kit, tmp_path: Path) -> None:
    path = tmp_path / "shop.csv"
    path.write_text("id,source,target\na,One,\n", encoding="utf-8")
    kit.page.open_files([path])
    card = kit.card()
    card.source.set_value("en")
    card.target.set_value("sv")
    card.go.click()
    kit.opened()
    job = kit.desk.translating.job
    assert job is not None
    assert (job.source, job.target) == ("en", "sv")
    assert all(kit.page.asks_about(problem) for problem in kit.desk.problems)


def test_columns_are_asked_once_when_the_headings_do_not_tell(kit: Kit, tmp_path: Path) -> None:
    path = tmp_path / "shop.csv"
    path.write_text("nr,Engels,Nederlands\n1,One bag,\n2,Two bags,Twee tassen\n", encoding="utf-8")
    kit.page.open_files([path], "en", "nl")
    kit.until(lambda: kit.window.findChildren(ColumnsCard))
    card = kit.window.findChildren(ColumnsCard)[-1]
    assert [card.source.combo.itemText(place) for place in range(3)] == ["A: nr", "B: Engels", "C: Nederlands"]
    card.source.set_value("1")
    card.target.set_value("1")
    card.target.chosen.emit("1")
    assert not card.go.isEnabled()
    card.target.set_value("2")
    card.target.chosen.emit("2")
    card.id.set_value("0")
    assert card.mapping == {"source": "2", "target": "3", "id": "1", "heads": "yes"}
    card.go.click()
    kit.opened()
    job = kit.desk.translating.job
    assert job is not None
    assert job.files[0].mapping == {"source": "2", "target": "3", "id": "1", "heads": "yes"}
    assert [row.segment.source.text for row in kit.desk.translating.rows.values()] == ["One bag", "Two bags"]


def test_a_document_is_asked_for_its_languages_before_it_is_read(kit: Kit, tmp_path: Path) -> None:
    kit.page.open_files([tmp_path / "page.md"])
    card = kit.card()
    card.source.combo.setCurrentIndex(card.target.combo.currentIndex())
    card.source.combo.activated.emit(card.source.combo.currentIndex())
    assert not card.go.isEnabled()
    card.close_card()
    assert kit.desk.problems == []


def test_only_drafts_with_words_are_offered(kit: Kit) -> None:
    full = Draft(DraftId("a"), brief=Brief(product="Bag", language="en"), copy=Copy({"title": "A bag"}))
    empty = Draft(DraftId("b"), brief=Brief(product="Box", language="en"))
    assert [entry.value for entry in draft_entries([full, empty])] == [full]
    show_drafts(kit.window, kit.desk.translating, [empty])
    assert kit.window.findChildren(SearchPopover) == []
    assert "no draft" in kit.notices[0].title


def test_progress_in_words() -> None:
    assert progress_words(CARD) == "1 of 4"
    assert progress_words(JobCard(1, "x", "en", "nl")) == "Nothing to translate"
    assert progress_words(JobCard(1, "x", "en", "nl", (), 2, 2)) == "Done"
