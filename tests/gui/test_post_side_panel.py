"""The left side of the Blog screen: steps and outline as they are shown, on a real post."""

from __future__ import annotations

import time

import msgspec
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from desktop.core.post import INTRODUCTION, Post, Section
from desktop.runtime.posting_values import SectionRow, Step
from desktop.views.post.plan_card import PlanCard
from desktop.views.post.section_rows import OutlineEntry, RowState, entry_of
from desktop.views.post.side_panel import PostSidePanel
from desktop.views.widgets.button import Button
from desktop.views.widgets.stops import stops_of
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
    many,
    names,
    panel_of,
    section_card,
    tea,
)


@pytest.fixture
def panel(qtbot: QtBot, desk: FakeDesk) -> PostSidePanel:
    """The panel with the half-written post."""
    return panel_of(qtbot, desk)


def test_the_steps_say_what_is_done_and_what_is_shown(qtbot: QtBot, panel: PostSidePanel, desk: FakeDesk) -> None:
    assert [each.done for each in panel.steps.states] == [True, True, True, False, False]
    sections = panel.steps.states[3]
    assert (sections.count, sections.of) == (4, 5)
    panel.show_step(Step.ANGLE)
    assert panel.steps.shown is Step.ANGLE
    model = panel.steps.model()
    said = [model.data(model.index(row, 0), Qt.ItemDataRole.AccessibleTextRole) for row in range(5)]
    assert said[1] == "Angle. done. shown now."
    assert said[3] == "Sections. not done. 4 of 5."
    desk.posting.change("Angle", "angle", angle="")
    qtbot.waitUntil(lambda: not panel.steps.states[1].done)


def test_a_click_chooses_a_step(qtbot: QtBot, panel: PostSidePanel) -> None:
    model = panel.steps.model()
    spot = panel.steps.visualRect(model.index(2, 0)).center()
    with qtbot.waitSignal(panel.step_chosen) as sent:
        QTest.mouseClick(panel.steps.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, spot)
    assert sent.args == [Step.OUTLINE]


def test_keys_choose_a_step(qtbot: QtBot, panel: PostSidePanel) -> None:
    panel.show_step(Step.ANGLE)
    panel.steps.setFocus()
    QTest.keyClick(panel.steps, Qt.Key.Key_Down)
    QTest.keyClick(panel.steps, Qt.Key.Key_Down)
    assert panel.steps.shown is Step.ANGLE
    with qtbot.waitSignal(panel.step_chosen) as sent:
        QTest.keyClick(panel.steps, Qt.Key.Key_Return)
    assert sent.args == [Step.SECTIONS]
    QTest.keyClick(panel.steps, Qt.Key.Key_Up)
    with qtbot.waitSignal(panel.step_chosen) as sent:
        QTest.keyClick(panel.steps, Qt.Key.Key_Space)
    assert sent.args == [Step.OUTLINE]


# Rows


@pytest.mark.parametrize(
    ("wanted", "written", "state", "share"),
    [
        (100, 0, RowState.EMPTY, 0.0),
        (100, 89, RowState.BEGUN, 0.89),
        (100, 90, RowState.DONE, 0.9),
        (100, 140, RowState.DONE, 1.0),
        (0, 0, RowState.EMPTY, 0.0),
        (0, 1, RowState.DONE, 1.0),
    ],
)
def test_a_section_is_done_at_nine_tenths_of_its_wish(wanted: int, written: int, state: RowState, share: float) -> None:
    row = SectionRow("s1", "Tea", 2, wanted, written, 0)
    assert entry_of(row, "").state is state
    assert entry_of(row, "").share == pytest.approx(share)
    assert entry_of(row, "s1").state is RowState.WRITING
    assert entry_of(msgspec.structs.replace(row, id=""), "").state is not RowState.WRITING


def test_the_outline_shows_what_is_planned_and_what_only_the_text_has(panel: PostSidePanel) -> None:
    assert names(panel) == ["Opening", "Stale tea", "A clear jar", "The right tin", "At home", "How long it keeps"]
    assert panel.outline.total.text() == "32 of 34 words"
    states = [each.state for each in panel.outline.entries]
    assert states == [RowState.DONE, RowState.DONE, RowState.DONE, RowState.BEGUN, RowState.DONE, RowState.EMPTY]
    assert panel.outline.entries[1].spoken == "Stale tea. done. 10 words of 10. pinned."
    assert panel.outline.entries[5].spoken == "How long it keeps. not written yet. 0 words of 6."


def test_without_wishes_the_goal_counts_and_without_a_goal_the_words(qtbot: QtBot, desk: FakeDesk) -> None:
    plain = tuple(msgspec.structs.replace(each, words=0) for each in OUTLINE)
    panel = panel_of(qtbot, desk, tea(post=msgspec.structs.replace(POST, outline=plain, goal=900)))
    assert panel.outline.total.text() == "32 of 900 words"
    counted(qtbot, panel, lambda: desk.posting.change("Goal", "goal", goal=0))
    assert panel.outline.total.text() == "32 words"


def test_the_row_of_the_caret_is_lit(panel: PostSidePanel) -> None:
    panel.show_current("s3")
    assert [each.name for each in panel.outline.entries if each.current] == ["At home"]
    panel.show_current(INTRODUCTION)
    assert [each.name for each in panel.outline.entries if each.current] == ["Opening"]
    panel.show_current("", BODY.index("### A clear"))
    assert [each.name for each in panel.outline.entries if each.current] == ["A clear jar"]
    panel.show_current("")
    assert not any(each.current for each in panel.outline.entries)


def test_what_is_being_written_has_a_pencil_and_a_growing_bar(
    qtbot: QtBot, panel: PostSidePanel, desk: FakeDesk
) -> None:
    desk.posting.writing.write_section("s4")
    desk.writer.stream("section.s4", "Two years")
    qtbot.waitUntil(lambda: panel.outline.entries[-1].row.written == 2)
    last = panel.outline.entries[-1]
    assert last.state is RowState.WRITING
    assert last.share == pytest.approx(1 / 3)
    assert not panel.outline.add.isEnabled()
    assert not panel.outline.list.free
    desk.writer.stream("section.s4", "Two years when it is sealed")
    desk.writer.finish()
    qtbot.waitUntil(lambda: panel.outline.entries[-1].state is RowState.DONE)
    qtbot.waitUntil(lambda: panel.steps.states[3].done)
    assert panel.outline.list.free


def test_an_empty_post_says_so_and_offers_a_section(qtbot: QtBot, desk: FakeDesk) -> None:
    panel = panel_of(qtbot, desk, tea("", Post()))
    assert panel.outline.hint.isVisible()
    assert not panel.outline.list.isVisible()
    QTest.mouseClick(panel.outline.add, Qt.MouseButton.LeftButton)
    card = section_card(panel)
    assert not card.keep.isEnabled()
    QTest.keyClicks(card.heading.edit, "Green  tea")
    QTest.keyClicks(card.words.edit, "120")
    counted(qtbot, panel, lambda: QTest.keyClick(card.words.edit, Qt.Key.Key_Return))
    assert desk.posting.post.outline == (Section("s1", "Green tea", words=120),)
    assert names(panel) == ["Opening", "Green tea"]
    assert not panel.outline.hint.isVisible()


def test_its_doings_have_words_keys_and_work(panel: PostSidePanel) -> None:
    doings = {words: (key, work) for words, key, work in panel.doings()}
    assert len({key for key, _ in doings.values()}) == len(doings) == 3
    doings["Go to the outline"][1]()
    assert panel.outline.list.hasFocus()
    doings["Add a section"][1]()
    QTest.keyClick(section_card(panel).heading.edit, Qt.Key.Key_Escape)
    assert panel.outline.list.hasFocus()
    doings["State, day and time of the post"][1]()
    assert card_in(panel, PlanCard).isVisible()


def test_ways_to_other_screens_stand_below(panel: PostSidePanel) -> None:
    way = Button("Somewhere else")
    panel.add_way(way)
    QTest.qWait(0)
    assert way.isVisible()
    assert way.mapTo(panel, QPoint(0, 0)).y() > panel.plan.mapTo(panel, QPoint(0, 0)).y()


def test_all_that_can_be_reached_has_a_name(panel: PostSidePanel) -> None:
    stops = stops_of(panel)
    assert [
        stop for stop in (panel.steps, panel.outline.list, panel.outline.add, panel.plan) if stop not in stops
    ] == []
    assert all(stop.accessibleName() for stop in stops)


def test_in_a_low_window_everything_can_be_reached(qtbot: QtBot, desk: FakeDesk) -> None:
    outline = tuple(Section(f"s{n}", f"Section {n}", words=10) for n in range(1, 31))
    panel = panel_of(qtbot, desk, tea("", msgspec.structs.replace(POST, outline=outline)), height=570)
    rows = panel.outline.list
    assert rows.verticalScrollBar().maximum() > 0
    bottom = panel.outline.add.mapTo(panel, panel.outline.add.rect().bottomLeft()).y()
    assert bottom < panel.plan.mapTo(panel, QPoint(0, 0)).y()
    panel.show_current("s30")
    assert rows.viewport().rect().contains(rows.spot_of(30).center())


def test_a_key_press_counts_nothing_and_many_count_once(qtbot: QtBot, desk: FakeDesk) -> None:
    panel = panel_of(qtbot, desk, many())
    assert len(panel.outline.entries) == 201
    counts: list[int] = []
    panel.outline.counted.connect(lambda: counts.append(1))
    text = body(desk)
    for number in range(10):
        desk.session.set_field("body", f"{'x' * number} {text}", "Text")
    assert not counts
    with qtbot.waitSignal(panel.outline.counted):
        pass
    QTest.qWait(200)
    assert len(counts) == 1


def test_what_is_not_seen_is_not_counted(qtbot: QtBot, panel: PostSidePanel, desk: FakeDesk) -> None:
    panel.hide()
    counts: list[int] = []
    panel.outline.counted.connect(lambda: counts.append(1))
    desk.session.set_field("body", "## New\n\nWords.", "Text")
    QTest.qWait(250)
    assert not counts
    panel.show()
    assert "New" in names(panel)


def test_two_hundred_rows_are_counted_and_painted_in_time(qtbot: QtBot, desk: FakeDesk) -> None:
    panel = panel_of(qtbot, desk, many())
    spent = []
    for number in range(5):
        desk.session.set_field("body", f"More {number}. " + body(desk), "Text")
        before = time.thread_time()
        panel.outline.refresh()
        panel.outline.list.viewport().repaint()
        spent.append(time.thread_time() - before)
    assert min(spent) < 0.05, spent


def test_a_change_elsewhere_does_not_count_the_outline(qtbot: QtBot, panel: PostSidePanel, desk: FakeDesk) -> None:
    counts: list[int] = []
    panel.outline.counted.connect(lambda: counts.append(1))
    desk.session.set_field("seo_title", "Tea", "Title")
    QTest.qWait(250)
    assert not counts


def test_rows_that_stay_are_only_painted_again(qtbot: QtBot, panel: PostSidePanel, desk: FakeDesk) -> None:
    model = panel.outline.list.model()
    hold(panel, "The right tin")
    resets: list[int] = []
    model.modelReset.connect(lambda: resets.append(1))
    counted(qtbot, panel, lambda: desk.session.set_field("body", body(desk).replace("A tin.", "A tin. Black."), "Text"))
    assert not resets
    assert panel.outline.entries[at(panel, "The right tin")].row.written == 3
    assert isinstance(panel.outline.entries[0], OutlineEntry)
    assert panel.outline.list.currentIndex().row() == at(panel, "The right tin")
