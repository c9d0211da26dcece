"""What can be done with the outline of a post: by key, by menu, by mouse and in a card."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt
from PySide6.QtGui import QContextMenuEvent, QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop.core.post import Section
from desktop.runtime.drafts import SaveKind
from desktop.views.post.section_card import SectionCard, read_length
from desktop.views.post.side_panel import PostSidePanel
from desktop.views.widgets.confirm_card import ConfirmCard
from tests.fakes.desk import FakeDesk
from tests.gui.post_side import (
    BODY,
    OUTLINE,
    POST,
    at,
    body,
    card_in,
    counted,
    hold,
    ids,
    names,
    panel_of,
    press,
    section_card,
)


@pytest.fixture
def panel(qtbot: QtBot, desk: FakeDesk) -> PostSidePanel:
    """The panel with the half-written post."""
    return panel_of(qtbot, desk)


def test_enter_and_a_click_go_to_a_section(qtbot: QtBot, panel: PostSidePanel) -> None:
    hold(panel, "At home")
    with qtbot.waitSignal(panel.section_chosen) as sent:
        press(panel, Qt.Key.Key_Return)
    assert sent.args == ["s3", BODY.index("## At home")]
    spot = panel.outline.list.spot_of(at(panel, "A clear jar")).center()
    with qtbot.waitSignal(panel.section_chosen) as sent:
        QTest.mouseClick(panel.outline.list.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, spot)
    assert sent.args == ["", BODY.index("### A clear")]
    hold(panel, "How long it keeps")
    with qtbot.waitSignal(panel.section_chosen) as sent:
        press(panel, Qt.Key.Key_Space)
    assert sent.args == ["s4", -1]


def test_a_row_that_was_counted_earlier_leads_to_where_the_section_is_now(
    qtbot: QtBot, panel: PostSidePanel, desk: FakeDesk
) -> None:
    hold(panel, "At home")
    desk.session.set_field("body", "More before. " + BODY, "Text")
    with qtbot.waitSignal(panel.section_chosen) as sent:
        press(panel, Qt.Key.Key_Return)
    assert sent.args == ["s3", BODY.index("## At home") + len("More before. ")]


def test_alt_and_arrows_move_a_section_with_its_words(qtbot: QtBot, panel: PostSidePanel, desk: FakeDesk) -> None:
    hold(panel, "At home")
    counted(qtbot, panel, lambda: press(panel, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier))
    assert ids(desk) == ["s1", "s3", "s2", "s4"]
    assert body(desk).index("## At home") < body(desk).index("## The right tin")
    assert panel.outline.entries[panel.outline.list.currentIndex().row()].name == "At home"
    counted(qtbot, panel, lambda: press(panel, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier))
    assert ids(desk) == ["s1", "s2", "s3", "s4"]
    assert body(desk) == BODY
    desk.session.undo()
    assert (ids(desk), desk.session.undo_label) == (["s1", "s2", "s3", "s4"], "")


def test_the_opening_stays_first(panel: PostSidePanel, desk: FakeDesk) -> None:
    hold(panel, "Opening")
    for key in (Qt.Key.Key_Down, Qt.Key.Key_Up):
        press(panel, key, Qt.KeyboardModifier.AltModifier)
    for key in (Qt.Key.Key_Delete, Qt.Key.Key_P, Qt.Key.Key_M, Qt.Key.Key_F2):
        press(panel, key)
    assert desk.posting.post == POST
    assert body(desk) == BODY


def test_the_last_one_stays_last(panel: PostSidePanel, desk: FakeDesk) -> None:
    hold(panel, "How long it keeps")
    press(panel, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    assert ids(desk) == ["s1", "s2", "s3", "s4"]
    assert not desk.session.undo_label


def test_a_section_without_words_goes_at_once(qtbot: QtBot, panel: PostSidePanel, desk: FakeDesk) -> None:
    hold(panel, "How long it keeps")
    counted(qtbot, panel, lambda: press(panel, Qt.Key.Key_Delete))
    assert ids(desk) == ["s1", "s2", "s3"]
    assert "How long it keeps" not in names(panel)


def test_a_section_with_words_is_asked_for_first(qtbot: QtBot, panel: PostSidePanel, desk: FakeDesk) -> None:
    hold(panel, "At home")
    press(panel, Qt.Key.Key_Delete)
    card = card_in(panel, ConfirmCard)
    assert isinstance(card, ConfirmCard)
    assert card.no.hasFocus()
    QTest.keyClick(card.no, Qt.Key.Key_Escape)
    assert "s3" in ids(desk)
    press(panel, Qt.Key.Key_Delete)
    again = card_in(panel, ConfirmCard)
    assert isinstance(again, ConfirmCard)
    counted(qtbot, panel, lambda: QTest.mouseClick(again.yes, Qt.MouseButton.LeftButton))
    assert ids(desk) == ["s1", "s2", "s4"]
    assert "cupboard" not in body(desk)


def test_a_heading_that_only_the_text_has_is_removed_too(qtbot: QtBot, panel: PostSidePanel, desk: FakeDesk) -> None:
    panel.outline.verbs.remove(at(panel, "A clear jar"))
    card = card_in(panel, ConfirmCard)
    assert isinstance(card, ConfirmCard)
    counted(qtbot, panel, card.yes.click)
    assert "A clear jar" not in body(desk)
    assert ids(desk) == ["s1", "s2", "s3", "s4"]


def test_p_pins_and_unpins(qtbot: QtBot, panel: PostSidePanel, desk: FakeDesk) -> None:
    hold(panel, "At home")
    counted(qtbot, panel, lambda: press(panel, Qt.Key.Key_P))
    assert desk.posting.post.outline[2].pinned
    assert panel.outline.entries[at(panel, "At home")].row.pinned
    counted(qtbot, panel, lambda: press(panel, Qt.Key.Key_P))
    assert not desk.posting.post.outline[2].pinned


def test_w_writes_and_the_writer_cannot_be_asked_twice(panel: PostSidePanel, desk: FakeDesk) -> None:
    hold(panel, "How long it keeps")
    press(panel, Qt.Key.Key_W)
    assert desk.writer.fields == ("section.s4",)
    press(panel, Qt.Key.Key_W)
    assert desk.writer.writes == 1
    desk.writer.finish()
    hold(panel, "Opening")
    press(panel, Qt.Key.Key_W)
    assert desk.writer.fields == ("section.intro",)


def test_what_is_pinned_is_not_written_again(qtbot: QtBot, panel: PostSidePanel, desk: FakeDesk) -> None:
    hold(panel, "Stale tea")
    with qtbot.waitSignal(desk.notices.posted):
        press(panel, Qt.Key.Key_W)
    assert not desk.writer.writes


def test_m_merges_with_the_one_above(qtbot: QtBot, panel: PostSidePanel, desk: FakeDesk) -> None:
    hold(panel, "At home")
    counted(qtbot, panel, lambda: press(panel, Qt.Key.Key_M))
    assert ids(desk) == ["s1", "s2", "s4"]
    assert "## At home" not in body(desk)
    assert "A tin.\n\nA closed cupboard" in body(desk)
    hold(panel, "Stale tea")
    press(panel, Qt.Key.Key_M)
    assert ids(desk) == ["s1", "s2", "s4"]


def test_merging_below_a_heading_of_the_text_alone_plans_it_first(
    qtbot: QtBot, panel: PostSidePanel, desk: FakeDesk
) -> None:
    hold(panel, "The right tin")
    counted(qtbot, panel, lambda: press(panel, Qt.Key.Key_M))
    assert [each.heading for each in desk.posting.post.outline] == [
        "Stale tea", "A clear jar", "At home", "How long it keeps",
    ]  # fmt: skip
    assert "### A clear jar\n\nLight comes in.\n\nA tin." in body(desk)


def test_f2_changes_a_section(qtbot: QtBot, panel: PostSidePanel, desk: FakeDesk) -> None:
    hold(panel, "At home")
    press(panel, Qt.Key.Key_F2)
    card = section_card(panel)
    assert card.heading.edit.hasFocus()
    assert (card.heading.text, card.words.text, card.level.value) == ("At home", "8", "2")
    card.heading.edit.selectAll()
    QTest.keyClicks(card.heading.edit, "In the kitchen")
    card.words.edit.selectAll()
    QTest.keyClicks(card.words.edit, "1 200")
    QTest.keyClicks(card.notes, "Away from the hob")
    card.rests_on.setFocus()
    QTest.keyClick(card.rests_on, Qt.Key.Key_Down)
    QTest.keyClick(card.rests_on, Qt.Key.Key_Space)
    spot = card.rests_on.visualRect(card.rests_on.model().index(2, 0)).center()
    QTest.mouseClick(card.rests_on.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, spot)
    counted(qtbot, panel, lambda: QTest.mouseClick(card.keep, Qt.MouseButton.LeftButton))
    assert desk.posting.post.outline[2] == Section(
        "s3", "In the kitchen", words=1200, notes="Away from the hob", facts=("f2",), sources=("q1",)
    )
    assert "## In the kitchen\n\nA closed cupboard" in body(desk)


def test_a_length_that_is_none_is_said_and_not_kept(qtbot: QtBot, panel: PostSidePanel, desk: FakeDesk) -> None:
    panel.outline.verbs.edit(at(panel, "At home"))
    card = section_card(panel)
    QTest.keyClicks(card.words.edit, "x")
    assert card.wrong.isVisible()
    assert not card.keep.isEnabled()
    QTest.keyClick(card.words.edit, Qt.Key.Key_Return)
    assert card.isVisible()
    QTest.keyClick(card.words.edit, Qt.Key.Key_Backspace)
    assert not card.wrong.isVisible()
    QTest.keyClick(card.words.edit, Qt.Key.Key_Escape)
    assert desk.posting.post.outline == OUTLINE


@pytest.mark.parametrize(
    ("text", "words"),
    [("", 0), (" 90 ", 90), ("1,200", 1200), ("1.200", 1200), ("1 200", 1200), ("-5", None), ("ten", None),
     ("20001", None), ("9" * 5000, None), ("٣", None)],
)  # fmt: skip
def test_lengths_are_read_as_people_type_them(text: str, words: int | None) -> None:
    assert read_length(text) == words


def test_changing_a_heading_of_the_text_alone_plans_it(qtbot: QtBot, panel: PostSidePanel, desk: FakeDesk) -> None:
    hold(panel, "A clear jar")
    press(panel, Qt.Key.Key_F2)
    card = section_card(panel)
    assert card.level.value == "3"
    QTest.keyClick(card.words.edit, Qt.Key.Key_Escape)
    assert ids(desk) == ["s1", "s2", "s3", "s4"]
    press(panel, Qt.Key.Key_F2)
    card = section_card(panel)
    QTest.keyClicks(card.words.edit, "30")
    counted(qtbot, panel, card.keep.click)
    assert desk.posting.post.outline[1] == Section("s5", "A clear jar", level=3, words=30)


def test_keys_that_mean_nothing_here_change_nothing(panel: PostSidePanel, desk: FakeDesk) -> None:
    hold(panel, "At home")
    for key in (Qt.Key.Key_A, Qt.Key.Key_H, Qt.Key.Key_7):
        press(panel, key)
    press(panel, Qt.Key.Key_M, Qt.KeyboardModifier.ControlModifier)
    assert desk.posting.post.outline == OUTLINE
    assert panel.outline.list.currentIndex().row() == at(panel, "At home")


def test_while_a_model_writes_nothing_is_changed(panel: PostSidePanel, desk: FakeDesk) -> None:
    desk.posting.writing.write_section("s4")
    hold(panel, "At home")
    for key in (Qt.Key.Key_Delete, Qt.Key.Key_P, Qt.Key.Key_M, Qt.Key.Key_F2):
        press(panel, key)
    press(panel, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    panel.open_plan()
    assert desk.posting.post.outline == OUTLINE
    assert not [each for each in panel.window().findChildren(SectionCard) if each.isVisible()]


def test_a_workspace_that_may_only_be_read_is_not_changed(panel: PostSidePanel, desk: FakeDesk) -> None:
    desk.drafts.put_state(SaveKind.READ_ONLY)
    hold(panel, "How long it keeps")
    press(panel, Qt.Key.Key_Delete)
    assert desk.posting.post.outline == OUTLINE
    assert not panel.outline.add.isEnabled()


# The menu


def entries(panel: PostSidePanel, name: str) -> dict[str, bool]:
    """What the menu of a row offers, and whether it is possible."""
    menu = panel.outline.verbs.menu(at(panel, name))
    return {action.text(): action.isEnabled() for action in menu.actions() if action.text()}


def test_the_menu_has_every_verb(panel: PostSidePanel) -> None:
    assert entries(panel, "At home") == {
        "Show": True, "Write again": True, "Shorter": True, "Longer": True, "Simpler": True, "Change…": True,
        "Pin": True, "Move up": True, "Move down": True, "Merge with the one above": True, "Remove": True,
    }  # fmt: skip
    empty = entries(panel, "How long it keeps")
    assert empty["Write this section"]
    assert not empty["Shorter"]
    pinned = entries(panel, "Stale tea")
    assert not pinned["Write again"]
    assert not pinned["Merge with the one above"]
    assert set(entries(panel, "Opening")) == {"Show", "Write again", "Shorter", "Longer", "Simpler"}


@pytest.mark.parametrize(("words", "how"), [("Shorter", "shorter"), ("Longer", "longer"), ("Simpler", "simpler")])
def test_the_menu_asks_for_other_words(panel: PostSidePanel, desk: FakeDesk, words: str, how: str) -> None:
    menu = panel.outline.verbs.menu(at(panel, "At home"))
    next(action for action in menu.actions() if action.text() == words).trigger()
    assert (desk.writer.fields, desk.writer.how) == (("section.s3",), how)


@pytest.mark.qt_log_ignore("This plugin does not support")
def test_the_menu_opens_on_a_right_click_and_on_its_key(qtbot: QtBot, panel: PostSidePanel) -> None:
    rows = panel.outline.list
    spot = rows.spot_of(at(panel, "At home")).center()
    for reason, row in ((QContextMenuEvent.Reason.Mouse, "At home"), (QContextMenuEvent.Reason.Keyboard, "Stale tea")):
        hold(panel, "Stale tea")
        with qtbot.waitSignal(rows.menu_asked) as sent:
            QApplication.sendEvent(rows.viewport(), QContextMenuEvent(reason, spot, rows.viewport().mapToGlobal(spot)))
        assert sent.args[0] == at(panel, row)
        popup = QApplication.activePopupWidget()
        assert popup is not None
        popup.close()


# Dragging


@pytest.mark.parametrize(
    ("name", "before", "order"),
    [
        ("At home", 1, ["s3", "s1", "s2", "s4"]),
        ("At home", 0, ["s3", "s1", "s2", "s4"]),
        ("Stale tea", 6, ["s2", "s3", "s4", "s1"]),
        ("Stale tea", 4, ["s2", "s1", "s3", "s4"]),
        ("The right tin", 3, ["s1", "s2", "s3", "s4"]),
        ("The right tin", 4, ["s1", "s2", "s3", "s4"]),
        ("Opening", 3, ["s1", "s2", "s3", "s4"]),
    ],
)
def test_a_section_that_is_dropped_stands_there_with_its_words(
    panel: PostSidePanel, desk: FakeDesk, name: str, before: int, order: list[str]
) -> None:
    panel.outline.verbs.drop(at(panel, name), before)
    assert ids(desk) == order
    kept = [each.heading for each in desk.posting.post.outline if each.id != "s4"]
    places = [body(desk).index(f"## {heading}") for heading in kept]
    assert places == sorted(places)


def test_what_is_dropped_on_the_list_lands_before_the_row_under_it(panel: PostSidePanel, desk: FakeDesk) -> None:
    rows = panel.outline.list
    row = at(panel, "At home")
    data = rows.model().mimeData([rows.model().index(row, 0)])
    assert isinstance(data, QMimeData)
    spot = rows.spot_of(1).topLeft() + QPoint(20, 4)
    event = QDropEvent(
        QPointF(spot), Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    )
    rows.dropEvent(event)
    assert ids(desk) == ["s3", "s1", "s2", "s4"]


def test_the_opening_cannot_be_dragged(panel: PostSidePanel) -> None:
    model = panel.outline.list.model()
    draggable = Qt.ItemFlag.ItemIsDragEnabled
    assert [bool(model.flags(model.index(row, 0)) & draggable) for row in (0, 1, 2)] == [False, True, True]
