"""The tab of sources: what is covered, what is not, what can be added, and the cards."""

from __future__ import annotations

from pathlib import Path

import msgspec
import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QAccessible, QDropEvent, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton, QVBoxLayout
from pytestqt.qtbot import QtBot

from desktop.checks.report import check_copy
from desktop.core.brief import Brief, Fact, Kind, Passage
from desktop.core.copy import Copy
from desktop.core.draft import Draft
from desktop.core.ids import DraftId
from desktop.core.post import Post, PostSource, SourceKind, SourceMatch
from desktop.core.settings import KNOWLEDGE
from desktop.engine.source_messages import MatchSources, ReadSource, SourceMatches, SourceRead
from desktop.formats.source_text import PAGE
from desktop.runtime.assisting_values import Phase
from desktop.runtime.posting_account import Statement
from desktop.views.post.source_cards import FoundCard, PageCard, SourceCard, TextCard
from desktop.views.post.source_rows import MoreRow
from desktop.views.post.sources_tab import SourcesTab
from desktop.views.widgets.popover import Popover
from desktop.views.widgets.surface import Surface
from tests.fakes.desk import FakeDesk

PDF = PostSource(
    "q1", "Storing tea.pdf", SourceKind.PDF, "Storing tea.pdf",
    f"Intro 😀.\n\n{PAGE}A closed cupboard stays between 15 and 20 °C.", "Nilgiri Growers",
)  # fmt: skip
NOTE = PostSource(
    "q2", "<b>Counter</b>", SourceKind.TEXT, text="".join(f"Tin {n} holds {n}0 g.\n\n" for n in range(1, 8))
)
BODY = (
    "## At home\n\nA closed cupboard stays between 15 and 20 °C[^q1]. Next to coffee, tea takes on the smell within"
    " 2 days.\n\n## Tins\n\n" + " ".join(f"Tin {n} holds {n}0 g[^q2]." for n in range(1, 8)) + "\n"
)


@pytest.fixture
def host(qtbot: QtBot) -> Surface:
    made = Surface(1)
    qtbot.addWidget(made)
    return made


@pytest.fixture
def tab(host: Surface, desk: FakeDesk) -> SourcesTab:
    return shown(host, desk, PDF, NOTE)


def shown(host: Surface, desk: FakeDesk, *sources: PostSource, body: str = BODY) -> SourcesTab:
    brief = Brief(Kind.BLOG, "Tea", language="en", facts=(Fact("f1", "Weight", "70 g"),), post=Post(sources=sources))
    desk.session.open(Draft(DraftId("d1"), Kind.BLOG, brief, Copy({"body": body})))
    made = SourcesTab(desk.desk)
    QVBoxLayout(host).addWidget(made)
    host.resize(900, 900)
    host.show()
    made.set_shown(True)
    check(made, desk)
    return made


def check(tab: SourcesTab, desk: FakeDesk) -> None:
    draft = desk.session.draft
    tab.show_report(check_copy(draft.copy, draft.brief, channels=()), draft)


def card_of(tab: SourcesTab, kind: type[Popover]) -> Popover:
    found = [each for each in tab.window().findChildren(kind) if each.isVisible()]
    assert len(found) == 1
    return found[0]


def test_it_counts_what_has_a_source_and_names_what_has_none(tab: SourcesTab) -> None:
    assert tab.coverage.words == "8 of 9 statements cite a source"
    (card,) = tab.bare
    assert card.section.text() == "At home"
    assert card.quote.text() == "“Next to coffee, tea takes on the smell within 2 days.”"
    assert [head.text() for head in tab.heads] == ["Facts of this draft", "Storing tea.pdf", "<b>Counter</b>"]
    assert "page 2" in tab.statements[0].accessibleName() or "fact" in tab.statements[0].accessibleName()
    names = " ".join(head.accessibleName() for head in tab.heads)
    assert "Source 1" in names
    assert "Nilgiri Growers, 2 pages" in names
    assert "7 sentences" in names


def test_a_press_goes_to_the_sentence(tab: SourcesTab, qtbot: QtBot, desk: FakeDesk) -> None:
    with qtbot.waitSignal(tab.span_asked) as asked:
        QTest.mouseClick(tab.bare[0], Qt.MouseButton.LeftButton, pos=QPoint(40, 10))
    statement = asked.args[0]
    assert isinstance(statement, Statement)
    assert desk.session.draft.copy.text("body")[statement.start : statement.end].startswith("Next to coffee")
    with qtbot.waitSignal(tab.span_asked):
        QTest.keyClick(tab.bare[0], Qt.Key.Key_Return)
    row = next(each for each in tab.statements if "page 2" in each.accessibleName())
    with qtbot.waitSignal(tab.span_asked) as asked:
        row.click()
    assert asked.args[0].words.startswith("A closed cupboard")


def test_the_rest_of_the_sentences_comes_when_asked_for(tab: SourcesTab) -> None:
    before = len(tab.statements)
    more = [each for each in tab.findChildren(MoreRow) if not each.isHidden()]
    assert [each.text() for each in more] == ["4 more"]
    more[0].click()
    assert len(tab.statements) == before + 4


def test_a_source_shows_what_it_says_with_the_cited_piece_lit(tab: SourcesTab, desk: FakeDesk) -> None:
    tab.heads[1].click()
    card = card_of(tab, SourceCard)
    assert isinstance(card, SourceCard)
    assert card.lit == ("A closed cupboard stays between 15 and 20 °C.",)
    assert card.text.isReadOnly()
    card.name.edit.setText("The growers’ paper")
    card.name.edit.editingFinished.emit()
    assert desk.posting.sources.sources[0].title == "The growers’ paper"
    card.remove.click()
    assert [each.id for each in desk.posting.sources.sources] == ["q2"]
    assert "[^q1]" not in desk.session.draft.copy.text("body")


def test_the_facts_are_read_in_the_same_way(host: Surface, desk: FakeDesk) -> None:
    tab = shown(host, desk, body="The tin weighs 70 g.")
    assert [(head.text(), head.source.total) for head in tab.heads] == [("Facts of this draft", 1)]
    tab.heads[0].click()
    card = card_of(tab, SourceCard)
    assert isinstance(card, SourceCard)
    assert card.lit == ("1. Weight: 70 g",)
    assert card.name.isHidden()
    assert card.remove.isHidden()
    QTest.keyClick(tab.heads[0], Qt.Key.Key_Delete)
    assert len(tab.heads) == 1


def test_delete_takes_the_source_away_and_undo_brings_it_back(tab: SourcesTab, desk: FakeDesk) -> None:
    QTest.keyClick(tab.heads[1], Qt.Key.Key_Delete)
    assert [each.id for each in desk.posting.sources.sources] == ["q2"]
    assert [head.text() for head in tab.heads] == ["Facts of this draft", "<b>Counter</b>"]
    desk.session.undo()
    assert len(tab.heads) == 3


def test_a_source_is_found_and_cited(tab: SourcesTab, desk: FakeDesk, qtbot: QtBot) -> None:
    match = SourceMatch("q2", "q2.1", "Tin 1 holds 10 g.", 0.6)
    desk.engine.answers[MatchSources] = lambda _request: SourceMatches((match,))
    with qtbot.waitSignal(desk.posting.sources.found):
        tab.bare[0].find_source.click()
    card = card_of(tab, FoundCard)
    assert isinstance(card, FoundCard)
    assert [button.text() for button in card.buttons] == ["Cite it"]
    card.buttons[0].click()
    assert "within 2 days[^q2]." in desk.session.draft.copy.text("body")
    check(tab, desk)
    assert tab.bare == []
    assert tab.coverage.words == "9 of 9 statements cite a source"


def test_where_nothing_speaks_of_it_a_source_can_be_added(tab: SourcesTab, desk: FakeDesk, qtbot: QtBot) -> None:
    desk.engine.answers[MatchSources] = lambda _request: SourceMatches(())
    with qtbot.waitSignal(desk.posting.sources.found):
        tab.bare[0].find_source.click()
    card = card_of(tab, FoundCard)
    assert isinstance(card, FoundCard)
    assert [button.text() for button in card.buttons] == ["Add a source"]


def test_softer_is_proposed_in_the_text(tab: SourcesTab, desk: FakeDesk, qtbot: QtBot) -> None:
    with qtbot.waitSignal(tab.span_asked):
        tab.bare[0].softer.click()
    assert desk.posting.assistant.state.phase is Phase.ASKING
    assert desk.posting.assistant.words.startswith("Next to coffee")


def test_the_switches_are_those_of_the_post(tab: SourcesTab, desk: FakeDesk) -> None:
    assert (tab.only.switch.isChecked(), tab.listed.switch.isChecked()) == (True, False)
    tab.only.switch.click()
    QTest.mouseClick(tab.listed, Qt.MouseButton.LeftButton, pos=QPoint(5, 5))
    assert (desk.posting.post.outside, desk.posting.post.references) == (True, True)
    desk.session.undo()
    desk.session.undo()
    assert (tab.only.switch.isChecked(), tab.listed.switch.isChecked()) == (True, False)


def test_files_texts_and_pages_are_dropped_or_pasted(tab: SourcesTab, desk: FakeDesk, tmp_path: Path) -> None:
    desk.engine.answers[ReadSource] = lambda request: SourceRead((PostSource("", request.path or "t", text="W."),))
    files = QMimeData()
    files.setUrls([QUrl.fromLocalFile(str(tmp_path / "tea.pdf"))])
    drop = QDropEvent(
        QPointF(5, 5), Qt.DropAction.CopyAction, files, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    )
    tab.dropEvent(drop)
    QApplication.processEvents()
    html = QMimeData()
    html.setHtml("<p>Tea</p>")
    html.setText("Tea")
    assert tab.take(html)
    QApplication.processEvents()
    QGuiApplication.clipboard().setText("Tea keeps.")
    tab.setFocus()
    QTest.keyClick(tab, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    asked = desk.engine.of(ReadSource)
    assert [bool(each.path) for each in asked] == [True, False, False]
    assert asked[0].path.endswith("tea.pdf")
    assert "<p>Tea</p>" in asked[1].html
    assert asked[2].text == "Tea keeps."
    assert not tab.take(QMimeData())


def test_an_address_is_asked_about_before_anything_is_sent(tab: SourcesTab, desk: FakeDesk) -> None:
    data = QMimeData()
    data.setText("https://tea.example/storage")
    assert tab.take(data)
    assert desk.engine.of(ReadSource) == []
    card = card_of(tab, PageCard)
    assert isinstance(card, PageCard)
    assert card.address.text == "https://tea.example/storage"
    assert "Only its address is sent" in card.note.text()
    card.read.click()
    assert [each.address for each in desk.engine.of(ReadSource)] == ["https://tea.example/storage"]
    assert not tab.stop.isHidden()
    assert "tea.example" in tab.doing.text()
    tab.stop.click()
    assert desk.engine.jobs[-1].cancelled


def test_a_text_is_pasted_under_a_name(tab: SourcesTab, desk: FakeDesk) -> None:
    card = tab.ask_for_text()
    assert isinstance(card, TextCard)
    assert not card.add.isEnabled()
    card.text.setPlainText("Tea keeps.")
    card.name.edit.setText("Supplier")
    card.add.click()
    assert [(each.text, each.title) for each in desk.engine.of(ReadSource)] == [("Tea keeps.", "Supplier")]


def test_knowledge_is_offered_when_there_is_some(tab: SourcesTab, desk: FakeDesk) -> None:
    def offered() -> bool:
        return next(
            each for each in tab.add_menu().actions() if each.text() == "Knowledge of the workspace"
        ).isEnabled()

    assert not offered()
    desk.settings.set(KNOWLEDGE, msgspec.json.encode((Passage("p1", "Parcels take 2 days."),)).decode())
    assert offered()


def test_without_sources_it_says_what_to_do(host: Surface, desk: FakeDesk) -> None:
    tab = shown(host, desk, body="")
    assert tab.nothing.isVisible()
    assert tab.coverage.isHidden()
    assert tab.add.isVisible()


def test_nothing_is_changed_while_a_model_writes(tab: SourcesTab, desk: FakeDesk) -> None:
    desk.session.begin_writing("Write")
    assert not tab.add.isEnabled()
    assert not tab.bare[0].softer.isEnabled()
    desk.session.end_writing()
    assert tab.add.isEnabled()


def test_every_control_has_a_name(tab: SourcesTab) -> None:
    for button in tab.findChildren(QPushButton):
        if not button.isHidden():
            face = QAccessible.queryAccessibleInterface(button)
            assert face.text(QAccessible.Text.Name).strip()


def test_it_is_not_worked_out_while_it_is_not_seen(tab: SourcesTab, desk: FakeDesk) -> None:
    tab.set_shown(False)
    desk.posting.sources.remove("q1")
    assert len(tab.heads) == 3
    tab.set_shown(True)
    assert len(tab.heads) == 2
