"""The page of the idea: the brief of a post typed and undone, its type, its facts, and keyphrases from its sources."""

from __future__ import annotations

import msgspec
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QComboBox, QLineEdit, QPlainTextEdit, QSpinBox
from pytestqt.qtbot import QtBot

from desktop.checks.search.ideas import keyphrase_ideas
from desktop.core.brief import Brief
from desktop.core.ids import DraftId
from desktop.core.post import Post, PostType
from desktop.engine.post_messages import FindKeyphrases, Keyphrases
from desktop.runtime.drafts import SaveKind
from desktop.runtime.posting_values import Step
from desktop.views.post.idea_page import IdeaPage
from tests.fakes.desk import FakeDesk
from tests.gui.post_steps import EMPTY, asked_steps, shown_page, tea
from tests.gui.product_screen import press


@pytest.fixture
def page(qtbot: QtBot, desk: FakeDesk) -> IdeaPage:
    """The page with a post about tea, whose keyphrases are worked out at once."""
    desk.engine.answers[FindKeyphrases] = found_in
    return shown_page(IdeaPage, desk, qtbot)


def found_in(request: FindKeyphrases) -> Keyphrases:
    """What the engine's worker answers."""
    ideas = keyphrase_ideas(request.texts, request.facts, request.language, title=request.title, most=request.most)
    return Keyphrases(tuple(each.phrase for each in ideas))


def brief(desk: FakeDesk) -> Brief:
    return desk.session.draft.brief


def test_it_shows_what_the_brief_says(page: IdeaPage) -> None:
    assert page.product.text == "Storing loose-leaf tea"
    assert page.audience.text == "People who buy good tea now and then"
    assert page.tone.text == "Warm"
    assert page.language.value == "en"
    assert page.type.value == PostType.POST
    assert page.goal.spin.value() == 780
    assert page.keyphrase.text == "loose-leaf tea"
    assert page.facts.count.text == "3"


@pytest.mark.parametrize("name", ["product", "audience", "tone", "keyphrase"])
def test_a_line_is_one_step_of_undo(page: IdeaPage, desk: FakeDesk, name: str) -> None:
    field = getattr(page, name)
    before = getattr(brief(desk), name)
    field.edit.setFocus()
    field.edit.selectAll()
    QTest.keyClicks(field.edit, "Green tea")
    assert getattr(brief(desk), name) == "Green tea"
    desk.session.undo()
    assert getattr(brief(desk), name) == before
    assert field.text == before
    desk.session.redo()
    assert field.text == "Green tea"


def test_words_never_to_use_stand_between_commas(page: IdeaPage, desk: FakeDesk) -> None:
    page.banned.edit.setFocus()
    QTest.keyClicks(page.banned.edit, "simply, the best,")
    assert brief(desk).banned == ("simply", "the best")
    assert page.banned.text == "simply, the best,"
    desk.session.undo()
    assert page.banned.text == ""


def test_what_must_be_in_it_is_kept_in_the_notes(page: IdeaPage, desk: FakeDesk) -> None:
    QTest.keyClicks(page.notes.editor, "The kettle story")
    assert brief(desk).notes == "The kettle story"


def test_the_type_and_the_length_are_the_posts_own(page: IdeaPage, desk: FakeDesk) -> None:
    page.type.combo.setCurrentIndex(page.type.combo.findData(str(PostType.QUESTIONS)))
    page.type.combo.activated.emit(page.type.combo.currentIndex())
    assert desk.posting.post.type is PostType.QUESTIONS
    assert desk.posting.post.outline, "the outline stays"
    page.goal.spin.setFocus()
    press(page.goal.spin, Qt.Key.Key_Up)
    assert desk.posting.post.goal == 830
    desk.session.undo()
    desk.session.undo()
    assert (desk.posting.post.type, desk.posting.post.goal) == (PostType.POST, 780)
    assert (page.type.value, page.goal.spin.value()) == (PostType.POST, 780)


def test_without_a_goal_it_says_how_long_the_facts_allow(qtbot: QtBot, desk: FakeDesk) -> None:
    page = shown_page(IdeaPage, desk, qtbot, EMPTY)
    assert page.goal.spin.text() == "open"
    assert page.goal_said.text() == "about 150"


def test_keyphrases_from_the_sources_are_one_press_away(page: IdeaPage, desk: FakeDesk, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: len(page.chips.chips) > 1)
    words = [chip.text() for chip in page.chips.chips]
    assert "airtight tin" in words
    assert [chip.text() for chip in page.chips.chips if chip.isChecked()] == ["loose-leaf tea"]
    chip = page.chips.chips[words.index("airtight tin")]
    chip.click()
    assert brief(desk).keyphrase == page.keyphrase.text == "airtight tin"
    assert chip.isChecked()
    chip.click()
    assert brief(desk).keyphrase == ""
    desk.session.undo()
    desk.session.undo()
    assert brief(desk).keyphrase == "loose-leaf tea"


def test_arrow_keys_go_from_chip_to_chip(page: IdeaPage, desk: FakeDesk, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: len(page.chips.chips) > 1)
    first, second = page.chips.chips[:2]
    first.setFocus()
    press(first, Qt.Key.Key_Right)
    assert second.hasFocus()
    press(second, Qt.Key.Key_Return)
    assert brief(desk).keyphrase == second.text()


def test_the_keyphrases_follow_the_sources(page: IdeaPage, desk: FakeDesk, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: bool(page.chips.chips))
    post = msgspec.structs.replace(desk.posting.post, sources=())
    desk.session.open(msgspec.structs.replace(EMPTY, id=DraftId("p2"), brief=Brief(EMPTY.kind, post=post)))
    qtbot.waitUntil(lambda: not page.chips.chips)
    assert not page.chips.isVisible()


def test_supplier_text_on_the_clipboard_becomes_facts(page: IdeaPage, desk: FakeDesk) -> None:
    QGuiApplication.clipboard().setText("Tea tin\nVolume: 250 g")
    page.facts.paste.click()
    assert desk.pastes == ["Tea tin\nVolume: 250 g"]
    assert page.facts.count.text == "1"
    assert page.product.text == "Tea tin"


def test_a_fact_is_added_by_key(page: IdeaPage, desk: FakeDesk) -> None:
    press(page.product.edit, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier)
    assert page.facts.facts.rowCount() == 4


def test_it_goes_on_to_the_angle_and_asks_for_some(qtbot: QtBot, desk: FakeDesk) -> None:
    page = shown_page(IdeaPage, desk, qtbot, tea(Post()))
    steps = asked_steps(page)
    assert page.next.text() == "Find an angle"
    page.next.click()
    assert steps == [Step.ANGLE]
    assert desk.writer.fields == ("angles",)
    page.next.click()
    assert desk.writer.writes == 1, "it does not ask twice"


def test_a_post_with_an_angle_is_only_gone_on_with(page: IdeaPage, desk: FakeDesk) -> None:
    steps = asked_steps(page)
    assert page.next.text() == "On to the angle"
    page.next.click()
    assert steps == [Step.ANGLE]
    assert not desk.writer.busy


def test_with_nothing_to_write_from_it_stays(qtbot: QtBot, desk: FakeDesk) -> None:
    page = shown_page(IdeaPage, desk, qtbot, EMPTY)
    steps = asked_steps(page)
    page.facts.table.setFocus()
    page.next.click()
    assert steps == []
    assert page.product.edit.hasFocus()


def test_another_post_brings_its_own_idea(page: IdeaPage, desk: FakeDesk) -> None:
    desk.session.open(EMPTY)
    assert (page.product.text, page.audience.text, page.keyphrase.text) == ("", "", "")
    assert page.facts.count.text == "0"


def test_a_profile_that_can_only_be_read_changes_nothing(page: IdeaPage, desk: FakeDesk) -> None:
    desk.drafts.put_state(SaveKind.READ_ONLY)
    assert not page.product.isEnabled()
    assert not page.next.isEnabled()
    desk.drafts.put_state(SaveKind.SAVED)
    assert page.product.isEnabled()


def test_every_control_has_a_name(page: IdeaPage, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: bool(page.chips.chips))
    for kind in (QAbstractButton, QComboBox, QLineEdit, QPlainTextEdit, QSpinBox):
        for control in page.findChildren(kind):
            inside = isinstance(control.parent(), QLineEdit | QSpinBox)  # its holder is the control
            if control.isVisible() and not inside:
                assert control.accessibleName(), control
