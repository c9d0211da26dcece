"""The card of a draft in its languages."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import msgspec
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMainWindow
from pytestqt.qtbot import QtBot

from desktop.core.brief import Brief
from desktop.core.copy import Copy
from desktop.core.draft import Draft
from desktop.core.ids import DraftId
from desktop.core.profile import Profile
from desktop.runtime.notices import Notice
from desktop.views.translate.languages_card import DraftLanguagesCard, open_languages
from desktop.views.translate.start_languages import LanguagesCard
from tests.unit.runtime.translating_bench import PATIENCE_MS, Bench

DRAFT = Draft(
    DraftId("d1"), brief=Brief(product="Bag", language="en"), copy=Copy({"title": "A bag", "description": "Blue."})
)
CHANGED = msgspec.structs.replace(DRAFT, copy=Copy({"title": "A bag", "description": "Green."}))


@pytest.fixture
def desk(qtbot: QtBot, profile: Profile) -> Iterator[Bench]:
    made = Bench(profile)
    yield made
    made.close()


class Kit:
    """The card in a window."""

    def __init__(self, qtbot: QtBot, desk: Bench) -> None:
        self.desk, self.qtbot = desk, qtbot
        self.window = QMainWindow()
        qtbot.addWidget(self.window)
        self.window.resize(1200, 760)
        self.window.show()
        qtbot.waitExposed(self.window)
        self.shown: list[bool] = []

    def open(self, draft: Draft) -> DraftLanguagesCard:
        card = open_languages(self.window, self.desk.translating, draft, lambda: self.shown.append(True))
        assert card is not None
        return card

    def until(self, what: Callable[[], object]) -> None:
        self.qtbot.waitUntil(lambda: bool(what()), timeout=PATIENCE_MS)

    def translate(self) -> None:
        session = self.desk.translating
        with self.qtbot.waitSignal(session.job_opened, timeout=PATIENCE_MS):
            session.open_draft(DRAFT, "nl")
        for key, words in zip(list(session.order), ("Een tas", "Blauw."), strict=True):
            session.edit(key, words)
        self.desk.until_kept(self.qtbot)


@pytest.fixture
def kit(qtbot: QtBot, desk: Bench) -> Kit:
    return Kit(qtbot, desk)


def test_a_draft_without_translations_offers_to_begin_one(kit: Kit, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kit.desk.translating, "translate", lambda: None)
    card = kit.open(DRAFT)
    kit.until(card.empty.isVisible)
    card.add_first.click()
    asked = kit.window.findChildren(LanguagesCard)[-1]
    asked.target.set_value("sv")
    asked.go.click()
    kit.until(lambda: kit.desk.translating.job is not None)
    assert kit.shown == [True]
    assert kit.desk.translating.job is not None
    assert kit.desk.translating.job.target == "sv"


def test_what_changed_is_marked_and_brought_up_to_date(kit: Kit, monkeypatch: pytest.MonkeyPatch) -> None:
    kit.translate()
    asked: list[object] = []
    monkeypatch.setattr(kit.desk.translating, "translate", asked.append)
    kit.desk.session.open(CHANGED)
    card = kit.open(CHANGED)
    kit.until(lambda: card.heads)
    (head,) = card.heads
    assert head.name.text() == "Dutch"
    assert head.state.text() == "1 source changed"
    model = card.view.languages
    assert [model.data(model.index(row, 0)) for row in range(2)] == ["A bag", "Green."]
    assert model.data(model.index(1, 1)) == "Blauw."
    assert model.data(model.index(1, 1), Qt.ItemDataRole.ToolTipRole) == "The source changed since"
    head.update_it.click()
    kit.until(lambda: asked)
    assert len(asked[0]) == 1  # type: ignore[arg-type]  # a list of keys
    assert kit.shown == [True]


def test_one_that_is_up_to_date_says_so_and_is_opened(kit: Kit) -> None:
    kit.translate()
    kit.desk.translating.close_job()
    card = kit.open(DRAFT)
    kit.until(lambda: card.heads)
    (head,) = card.heads
    assert head.state.text() == "2 to look over"
    assert not head.update_it.isVisibleTo(head)
    head.open.click()
    kit.until(lambda: kit.desk.translating.job is not None)


def test_a_draft_without_words_says_so(kit: Kit) -> None:
    said: list[Notice] = []
    kit.desk.notices.posted.connect(said.append)
    empty = Draft(DraftId("d2"), brief=Brief(product="Box"))
    assert open_languages(kit.window, kit.desk.translating, empty, lambda: None) is None
    assert "nothing to translate" in said[0].title
