"""The page of the outline: rows typed, moved, joined, added, taken out, pasted and shared out; each can be undone."""

from __future__ import annotations

import msgspec
import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from desktop.core.ids import DraftId
from desktop.core.post import Post, Section
from desktop.core.post_lengths import intro_words
from desktop.runtime.posting_values import Step
from desktop.views.post.outline_page import OutlinePage
from desktop.views.post.section_line import SectionLine
from desktop.views.widgets.confirm_card import ConfirmCard
from desktop.views.widgets.stops import stops_of
from tests.fakes.desk import FakeDesk
from tests.gui.post_steps import OUTLINE, asked_steps, shown_page, tea
from tests.gui.product_screen import press

ALT, CONTROL = Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def page(qtbot: QtBot, desk: FakeDesk) -> OutlinePage:
    """The page of a post with four sections, two of them written."""
    return shown_page(OutlinePage, desk, qtbot)


@pytest.fixture
def bare(qtbot: QtBot, desk: FakeDesk) -> OutlinePage:
    """The page of a post with neither outline nor text."""
    return shown_page(OutlinePage, desk, qtbot, tea(Post(goal=600), body=""))


def headings(page: OutlinePage) -> list[str]:
    """The headings as they stand on the page, from the top."""
    QApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest.value)
    lines = sorted(page.list.lines, key=lambda line: line.y())
    assert lines == page.list.lines
    return [line.heading.text() for line in lines]


def outline(desk: FakeDesk) -> tuple[Section, ...]:
    return (desk.session.draft.brief.post or Post()).outline


def names(desk: FakeDesk) -> list[str]:
    return [each.heading for each in outline(desk)]


def body(desk: FakeDesk) -> str:
    return desk.session.draft.copy.text("body")


def line(page: OutlinePage, place: int) -> SectionLine:
    return page.list.lines[place]


def new(page: OutlinePage) -> SectionLine | None:
    """The row that is no section yet."""
    return page.list.new


# What is shown


def test_it_shows_the_sections_and_how_much_is_written(page: OutlinePage) -> None:
    assert headings(page) == [each.heading for each in OUTLINE]
    assert [each.words.text() for each in page.list.lines] == ["200", "200", "90", "60"]
    assert [each.pin.isChecked() for each in page.list.lines] == [False, True, False, False]
    assert line(page, 0).said.text() == "11 words written"
    assert line(page, 1).said.text() == "9 words written · Only tins that we sell"
    assert not line(page, 2).said.isVisible()
    assert page.total.text() == "4 sections · 612 of 780 words"
    assert "9 words written" in page.opening.text()


def test_another_draft_brings_its_own_outline(page: OutlinePage, desk: FakeDesk) -> None:
    line(page, 0).heading.setFocus()
    QTest.keyClicks(line(page, 0).heading, "!")
    other = tea(Post(outline=(Section("s1", "Only one"),)), body="")
    desk.session.open(msgspec.structs.replace(other, id=DraftId("p2")))
    assert headings(page) == ["Only one"]
    assert names(desk) == ["Only one"]


# Typing


def test_a_heading_is_renamed_in_plan_and_text(page: OutlinePage, desk: FakeDesk) -> None:
    heading = line(page, 0).heading
    heading.setFocus()
    heading.selectAll()
    QTest.keyClicks(heading, "Why tea goes stale ")
    assert names(desk)[0] == "Why tea goes stale "
    assert "## Why tea goes stale\n" in body(desk)
    assert heading.text() == "Why tea goes stale "
    desk.session.undo()
    assert names(desk)[0] == heading.text() == "What makes tea go stale"
    assert "## What makes tea go stale\n" in body(desk)
    desk.session.redo()
    assert heading.text().strip() == "Why tea goes stale"


def test_typing_is_handed_in_a_little_later(page: OutlinePage, desk: FakeDesk, qtbot: QtBot) -> None:
    words = line(page, 2).words
    words.setFocus()
    words.selectAll()
    QTest.keyClicks(words, "150")
    qtbot.waitUntil(lambda: desk.session.handed_in.brief.post is not None
                    and desk.session.handed_in.brief.post.outline[2].words == 150)  # fmt: skip
    assert page.total.text() == "4 sections · 672 of 780 words"
    press(words, Qt.Key.Key_Up)
    assert outline(desk)[2].words == 160
    desk.session.undo()
    assert words.text() == "90"


def test_an_emptied_heading_stays_empty_while_it_is_typed_anew(page: OutlinePage, desk: FakeDesk) -> None:
    heading = line(page, 0).heading
    heading.setFocus()
    heading.selectAll()
    press(heading, Qt.Key.Key_Delete)
    assert outline(desk)[0].heading == ""
    assert heading.text() == ""
    QTest.keyClicks(heading, "Staleness")
    assert names(desk)[0] == "Staleness"
    assert "## Staleness\n" in body(desk)


def test_notes_are_folded_away_until_they_are_asked_for(page: OutlinePage, desk: FakeDesk) -> None:
    press(line(page, 1).heading, Qt.Key.Key_N, ALT)
    notes = line(page, 1).notes
    assert notes is not None
    assert notes.editor.text() == "Only tins that we sell"
    assert line(page, 1).said.text() == "9 words written"
    notes.editor.selectAll()
    QTest.keyClicks(notes.editor, "Dark ones")
    assert outline(desk)[1].notes == "Dark ones"
    line(page, 1).open.click()
    assert line(page, 1).notes is None
    assert line(page, 1).said.text().endswith("Dark ones")
    desk.session.undo()
    assert line(page, 1).said.text().endswith("Only tins that we sell")


# Keys


def test_alt_and_arrows_move_a_section_with_its_words(page: OutlinePage, desk: FakeDesk) -> None:
    heading = line(page, 0).heading
    heading.setFocus()
    press(heading, Qt.Key.Key_Down, ALT)
    assert headings(page)[:2] == ["Choose the right tin", "What makes tea go stale"]
    assert body(desk).index("Choose the right tin") < body(desk).index("What makes tea go stale")
    assert heading.hasFocus()
    desk.session.undo()
    assert headings(page) == [each.heading for each in OUTLINE]
    press(heading, Qt.Key.Key_Up, ALT)
    assert headings(page) == [each.heading for each in OUTLINE], "the first one is first"


def test_arrows_and_enter_go_from_row_to_row(page: OutlinePage) -> None:
    line(page, 0).heading.setFocus()
    press(line(page, 0).heading, Qt.Key.Key_Down)
    assert line(page, 1).heading.hasFocus()
    press(line(page, 1).heading, Qt.Key.Key_Return)
    assert line(page, 2).heading.hasFocus()
    press(line(page, 2).heading, Qt.Key.Key_Up)
    assert line(page, 1).heading.hasFocus()


def test_enter_in_the_last_row_opens_a_new_one(page: OutlinePage, desk: FakeDesk) -> None:
    line(page, 3).heading.setFocus()
    press(line(page, 3).heading, Qt.Key.Key_Return)
    new = page.list.new
    assert new is not None
    assert new.heading.hasFocus()
    assert len(outline(desk)) == 4, "not before it has a heading"
    QTest.keyClicks(new.heading, "When to let it go")
    press(new.heading, Qt.Key.Key_Return)
    assert names(desk)[4:] == ["When to let it go"]
    assert page.list.new is not None
    QTest.keyClicks(page.list.new.heading, "More")
    desk.session.undo()
    assert names(desk)[4:] == ["When to let it go"]


def test_an_empty_new_row_goes_away(page: OutlinePage, desk: FakeDesk) -> None:
    page.add.click()
    row = new(page)
    assert row is not None
    press(row.heading, Qt.Key.Key_Backspace)
    assert new(page) is None
    assert line(page, 3).heading.hasFocus()
    page.add.click()
    line(page, 0).heading.setFocus()
    assert new(page) is None
    assert len(outline(desk)) == 4


def test_a_new_row_that_is_left_is_a_section(page: OutlinePage, desk: FakeDesk) -> None:
    page.add.click()
    assert page.list.new is not None
    QTest.keyClicks(page.list.new.heading, "Gifts")
    page.ask.button.setFocus()
    assert names(desk)[-1] == "Gifts"
    assert headings(page)[-1] == "Gifts"
    desk.session.undo()
    assert len(headings(page)) == 4


@pytest.mark.parametrize("key", [Qt.Key.Key_Delete, Qt.Key.Key_Backspace])
def test_delete_in_an_empty_heading_removes_the_section(page: OutlinePage, desk: FakeDesk, key: Qt.Key) -> None:
    heading = line(page, 2).heading
    heading.setFocus()
    heading.selectAll()
    press(heading, key)
    assert len(outline(desk)) == 4
    press(heading, key)
    assert names(desk) == ["What makes tea go stale", "Choose the right tin", "Closing"]
    assert line(page, 1).heading.hasFocus()


def test_a_section_that_goes_with_its_words_says_so(page: OutlinePage, desk: FakeDesk, qtbot: QtBot) -> None:
    with qtbot.waitSignal(desk.notices.posted) as posted:
        press(line(page, 0).heading, Qt.Key.Key_Backspace, CONTROL | Qt.KeyboardModifier.ShiftModifier)
    notice = posted.args[0]
    assert "What makes tea go stale" in notice.title
    assert "11 words" in notice.text
    assert "Air, light" not in body(desk)
    notice.answers[0].action()
    assert "Air, light" in body(desk)
    assert headings(page) == [each.heading for each in OUTLINE]


def test_a_section_is_joined_with_the_one_above(page: OutlinePage, desk: FakeDesk) -> None:
    press(line(page, 1).heading, Qt.Key.Key_J, ALT)
    assert headings(page) == ["What makes tea go stale", "Where to keep it at home", "Closing"]
    assert outline(desk)[0].words == 400
    assert "scent.\n\nOne that closes" in body(desk)
    assert line(page, 0).heading.hasFocus()
    desk.session.undo()
    assert headings(page) == [each.heading for each in OUTLINE]


def test_levels_and_pins_have_keys(page: OutlinePage, desk: FakeDesk) -> None:
    press(line(page, 0).heading, Qt.Key.Key_BracketRight, CONTROL)
    assert outline(desk)[0].level == 3
    assert line(page, 0).level.text() == "###"
    assert "### What makes" in body(desk)
    press(line(page, 0).heading, Qt.Key.Key_BracketLeft, CONTROL)
    press(line(page, 0).heading, Qt.Key.Key_BracketLeft, CONTROL)
    assert outline(desk)[0].level == 2, "the first level is the title's"
    press(line(page, 0).heading, Qt.Key.Key_P, ALT)
    assert outline(desk)[0].pinned
    assert line(page, 0).pin.isChecked()


def test_the_window_does_not_take_the_keys_of_a_row(page: OutlinePage, desk: FakeDesk) -> None:
    heading = line(page, 0).heading
    heading.setFocus()
    press(heading, Qt.Key.Key_Return, CONTROL)  # writes: the screen's
    assert heading.hasFocus()
    assert page.list.new is None


# Dragging


def drag(page: OutlinePage, place: int, to: QPoint, *, drop: bool = True) -> None:
    grip = line(page, place).grip
    middle = grip.rect().center()
    QTest.mousePress(grip, Qt.MouseButton.LeftButton, pos=middle)
    QTest.mouseMove(grip, middle + QPoint(0, 30))
    QTest.mouseMove(grip, grip.mapFromGlobal(page.list.mapToGlobal(to)))
    assert page.list.line.isVisible()
    if not drop:
        press(grip, Qt.Key.Key_Escape)
    QTest.mouseRelease(grip, Qt.MouseButton.LeftButton, pos=grip.mapFromGlobal(page.list.mapToGlobal(to)))
    assert not page.list.line.isVisible()


def test_a_row_is_dragged_elsewhere(page: OutlinePage, desk: FakeDesk) -> None:
    drag(page, 0, line(page, 2).geometry().bottomLeft())
    assert names(desk) == ["Choose the right tin", "Where to keep it at home", "What makes tea go stale", "Closing"]
    assert headings(page) == names(desk)
    desk.session.undo()
    assert headings(page) == [each.heading for each in OUTLINE]
    drag(page, 3, QPoint(0, 0))
    assert names(desk)[0] == "Closing"


def test_esc_lets_a_dragged_row_where_it_was(page: OutlinePage, desk: FakeDesk) -> None:
    drag(page, 0, line(page, 2).geometry().bottomLeft(), drop=False)
    assert headings(page) == [each.heading for each in OUTLINE]


# Lines on the clipboard


def test_a_list_that_is_pasted_becomes_sections(bare: OutlinePage, desk: FakeDesk) -> None:
    QGuiApplication.clipboard().setText("- What it is (100)\n- Care\n\n### In winter\n")
    bare.paste.click()
    assert [(each.heading, each.words, each.level) for each in outline(desk)] == [
        ("What it is", 100, 2), ("Care", 0, 2), ("In winter", 0, 3),
    ]  # fmt: skip
    assert headings(bare) == ["What it is", "Care", "In winter"]
    desk.session.undo()
    assert outline(desk) == ()
    assert bare.usual.isVisible()


def test_lines_pasted_into_a_heading_come_behind_it(page: OutlinePage, desk: FakeDesk) -> None:
    QGuiApplication.clipboard().setText("Gifts\nClosing\nStorage jars")
    line(page, 0).heading.setFocus()
    press(line(page, 0).heading, Qt.Key.Key_V, CONTROL)
    assert names(desk)[:4] == ["What makes tea go stale", "Gifts", "Storage jars", "Choose the right tin"]
    assert names(desk).count("Closing") == 1
    assert len({each.id for each in outline(desk)}) == 6


def test_one_line_is_pasted_as_text(page: OutlinePage, desk: FakeDesk) -> None:
    QGuiApplication.clipboard().setText(" and coffee")
    heading = line(page, 0).heading
    heading.setFocus()
    press(heading, Qt.Key.Key_End)
    press(heading, Qt.Key.Key_V, CONTROL)
    assert names(desk)[0] == "What makes tea go stale and coffee"


def test_the_outline_is_copied_as_lines(page: OutlinePage) -> None:
    QGuiApplication.clipboard().clear()
    line(page, 3).heading.setFocus()
    line(page, 3).heading.deselect()
    press(line(page, 3).heading, Qt.Key.Key_C, CONTROL)
    assert QGuiApplication.clipboard().text().splitlines() == [f"{each.heading} ({each.words})" for each in OUTLINE]


# The whole outline


def test_the_goal_is_shared_out_over_the_sections(page: OutlinePage, desk: FakeDesk) -> None:
    page.share.click()
    shared = outline(desk)
    assert sum(each.words for each in shared) + intro_words(desk.session.draft.brief) == 780
    assert shared[1].words == 200, "pinned"
    assert [int(each.words.text()) for each in page.list.lines] == [each.words for each in shared]
    assert not page.share.isEnabled()
    desk.session.undo()
    assert outline(desk) == OUTLINE
    assert page.share.isEnabled()


def test_without_an_outline_the_usual_parts_are_offered(bare: OutlinePage, desk: FakeDesk) -> None:
    offered = bare.usual.parts.text().splitlines()
    assert len(offered) > 2
    assert not bare.total.isVisible()
    assert not bare.write_next.isEnabled()
    bare.usual.button.click()
    assert headings(bare) == names(desk) == offered
    assert all(each.words for each in outline(desk))
    assert not bare.usual.isVisible()
    assert line(bare, 0).heading.hasFocus()
    desk.session.undo()
    assert outline(desk) == ()


def test_an_outline_is_asked_for_at_once_where_none_is_lost(bare: OutlinePage, desk: FakeDesk) -> None:
    bare.ask.button.click()
    assert desk.writer.fields == ("outline",)
    assert bare.skeleton.isVisible()
    assert not bare.usual.isVisible()
    assert not bare.add.isVisible()
    desk.writer.finish(Post(outline=OUTLINE))
    assert headings(bare) == [each.heading for each in OUTLINE]
    assert not bare.skeleton.isVisible()


def test_before_an_outline_is_replaced_it_asks(page: OutlinePage, desk: FakeDesk) -> None:
    page.ask.button.click()
    assert not desk.writer.busy
    card = page.window().findChild(ConfirmCard)
    assert card is not None
    card.no.click()
    QApplication.sendPostedEvents(None, 0)
    assert not desk.writer.busy
    page.ask.button.click()
    page.window().findChildren(ConfirmCard)[-1].yes.click()
    assert desk.writer.fields == ("outline",)
    assert not page.list.isEnabled(), "what is changed now would be replaced"
    text = body(desk)
    desk.writer.finish(Post(outline=(OUTLINE[1], Section("s9", "Something else"))))
    assert headings(page) == ["Choose the right tin", "Something else"]
    assert page.list.isEnabled()
    assert body(desk) == text


def test_headings_that_only_the_text_has_can_be_added(page: OutlinePage, desk: FakeDesk) -> None:
    desk.session.set_field("body", f"{body(desk)}\n### A heading of the text\n\nWords.\n", "Typing")
    press(line(page, 0).heading, Qt.Key.Key_P, ALT)
    assert page.unplanned.isVisible()
    assert [row.heading for row in page.unplanned.rows] == ["A heading of the text"]
    page.unplanned.buttons[0].click()
    assert "A heading of the text" in headings(page)
    assert not page.unplanned.isVisible()


# What comes next, and while a model writes


def test_it_writes_the_next_section_and_goes_to_the_text(page: OutlinePage, desk: FakeDesk) -> None:
    steps = asked_steps(page)
    assert page.write_next.text() == "Write the next section"
    page.write_next.click()
    assert desk.writer.fields == ("section.s3",)
    assert steps == [Step.SECTIONS]
    assert page.write_next.text() == "On to the text"
    assert not page.write_all.isEnabled()


def test_it_writes_everything_that_is_not_there(bare: OutlinePage, desk: FakeDesk) -> None:
    bare.usual.button.click()
    steps = asked_steps(bare)
    assert bare.write_next.text() == "Write the first section"
    bare.write_all.click()
    assert desk.writer.fields[0] == "section.s1"
    assert "title" in desk.writer.fields
    assert steps == [Step.SECTIONS]


def test_the_section_that_is_written_says_so_and_stays_where_it_is(
    page: OutlinePage, desk: FakeDesk, qtbot: QtBot
) -> None:
    desk.posting.writing.write_section("s3")
    desk.writer.stream("section.s3", "A closed cupboard")
    assert line(page, 2).said.text() == "Being written now"
    assert not line(page, 2).grip.isEnabled()
    press(line(page, 2).heading, Qt.Key.Key_Up, ALT)
    press(line(page, 2).heading, Qt.Key.Key_J, ALT)
    assert headings(page) == [each.heading for each in OUTLINE]
    assert not page.ask.button.isEnabled()
    press(line(page, 3).heading, Qt.Key.Key_End)
    QTest.keyClicks(line(page, 3).heading, "!")
    assert outline(desk)[3].heading == "Closing!", "the others can be changed"
    desk.writer.finish()
    qtbot.waitUntil(lambda: line(page, 2).said.text() == "3 words written")
    assert line(page, 2).grip.isEnabled()


def test_a_section_is_written_from_its_menu(page: OutlinePage, desk: FakeDesk) -> None:
    menu = line(page, 2).menu()
    action = next(each for each in menu.actions() if each.text() == "Write this section")
    action.trigger()
    assert desk.writer.fields == ("section.s3",)
    pinned = next(each for each in line(page, 1).menu().actions() if each.text() == "Write this section")
    assert not pinned.isEnabled()


def test_words_written_elsewhere_are_counted_when_the_page_is_shown(page: OutlinePage, desk: FakeDesk) -> None:
    page.hide()
    desk.session.set_field("body", body(desk).replace("One that closes well", "One"), "Typing")
    page.show()
    assert line(page, 1).said.text().startswith("6 words written")


def test_the_page_has_keys_of_its_own(bare: OutlinePage, desk: FakeDesk) -> None:
    bare.begin_with_usual()
    before = outline(desk)
    desk.posting.change("Goal", "goal", goal=900)
    press(line(bare, 0).heading, Qt.Key.Key_O, ALT | Qt.KeyboardModifier.ShiftModifier)
    assert sum(each.words for each in outline(desk)) > sum(each.words for each in before)
    desk.posting.set_outline(())
    bare.add.setFocus()
    press(bare.add, Qt.Key.Key_S, ALT | Qt.KeyboardModifier.ShiftModifier)
    assert desk.writer.fields == ("outline",)


def test_the_tab_key_goes_through_the_rows_as_they_stand(page: OutlinePage) -> None:
    press(line(page, 0).heading, Qt.Key.Key_Down, ALT)
    stops = [stop for stop in stops_of(page) if stop in page.list.stops()]
    assert stops == page.list.stops()
    page.share.setFocus()
    for each in page.list.lines:
        for stop in each.stops():
            page.focusNextChild()
            assert stop.hasFocus() or not stop.isEnabled()
    page.focusNextChild()
    assert page.add.hasFocus()


def test_every_control_has_a_name(page: OutlinePage) -> None:
    for kind in (QAbstractButton, QLineEdit):
        for control in page.findChildren(kind):
            if control.isVisible():
                assert control.accessibleName(), control
    assert len({each.heading.accessibleName() for each in page.list.lines}) == 4
