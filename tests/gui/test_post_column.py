"""The middle of the Blog screen: what is written is shown where it stands, and what is found there too."""

from __future__ import annotations

from collections.abc import Iterator
from typing import cast

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop.core.brief import Brief, Fact, Kind
from desktop.core.copy import Copy
from desktop.core.draft import Draft
from desktop.core.finding import CheckReport, Finding, Severity
from desktop.core.ids import DraftId
from desktop.core.post import Post, PostState, Section
from desktop.runtime.desk import Desk
from desktop.runtime.drafts import SaveKind
from desktop.runtime.posting_values import Step
from desktop.views.post.post_column import PostColumn
from tests.fakes.desk import FakeDesk

OUTLINE = (
    Section("s1", "What makes tea go stale", words=40, pinned=True),
    Section("s2", "Where to keep it"),
    Section("s3", "How long it keeps"),
)
FACTS = (Fact("f1", "Keeps", "2 years"),)
BODY = "Tea loses its scent.\n\n## What makes tea go stale\n\nAir and light.\n\n## Where to keep it\n\nIn the dark.\n"


@pytest.fixture
def desk() -> FakeDesk:
    desk = FakeDesk()
    post = Post(angle="One shelf", outline=OUTLINE, state=PostState.READY)
    copy = Copy({"title": "How to store tea", "body": BODY})
    draft = Draft(
        DraftId("d1"), Kind.BLOG, Brief(Kind.BLOG, "Loose-leaf tea", language="en", facts=FACTS, post=post), copy
    )
    desk.session.open(draft)
    return desk


@pytest.fixture
def column(desk: FakeDesk, qtbot: QtBot) -> Iterator[PostColumn]:
    made = PostColumn(cast("Desk", desk))
    qtbot.addWidget(made)
    made.resize(700, 700)
    with qtbot.waitExposed(made):
        made.show()
    yield made
    made.fields.body.close_field()


def text_of(column: PostColumn) -> str:
    return column.fields.body.editor.text()


def test_title_and_text_are_those_of_the_draft(column: PostColumn, desk: FakeDesk, qtbot: QtBot) -> None:
    assert column.fields.title.editor.text() == "How to store tea"
    assert text_of(column) == BODY
    assert column.header.chip.text == "Ready"
    assert column.header.title.text() == "Loose-leaf tea"
    column.fields.title.editor.setFocus()
    QTest.keyClicks(column.fields.title.editor, " now")
    assert desk.session.draft.copy.text("title") == "How to store tea now"


def test_the_title_stands_over_the_words(column: PostColumn, qtbot: QtBot) -> None:
    def left_of(editor_name: str) -> int:
        view = column.fields.title if editor_name == "title" else column.fields.body
        editor = view.editor
        inset = round(editor.document().documentMargin())
        return editor.viewport().mapTo(column, editor.viewport().rect().topLeft()).x() + inset

    for width in (600, 1100):
        column.resize(width, 700)
        qtbot.wait(60)
        assert left_of("title") == left_of("body")


def test_write_next_writes_the_first_section_that_is_not_there(
    column: PostColumn, desk: FakeDesk, qtbot: QtBot
) -> None:
    assert "How long it keeps" in column.header.write.toolTip()
    QTest.mouseClick(column.header.write, Qt.MouseButton.LeftButton)
    assert desk.writer.fields == ("section.s3",)
    assert column.header.stop.isVisible()
    desk.writer.stream("section.s3", "Two years in a tin.")
    qtbot.waitUntil(lambda: "Two years in a tin." in text_of(column))
    assert column.fields.body.editor.writing
    assert column.fields.body.editor.isReadOnly()
    desk.writer.finish()
    assert not column.fields.body.editor.isReadOnly()
    assert text_of(column) == f"{BODY}\n## How long it keeps\n\nTwo years in a tin.\n"
    assert column.header.write.isVisible()


def test_a_stopped_section_says_how_much_came_and_goes_on(column: PostColumn, desk: FakeDesk, qtbot: QtBot) -> None:
    column.write_next()
    desk.writer.stream("section.s3", "Two years in")
    QTest.mouseClick(column.header.stop, Qt.MouseButton.LeftButton)
    outcome = column.show_writing.outcome
    assert outcome is not None
    assert "3 words" in outcome.headline.text()
    outcome.buttons[0].click()
    assert desk.writer.went_on
    assert desk.writer.fields == ("section.s3",)


def test_a_finding_in_the_text_is_marked_and_reached(column: PostColumn, desk: FakeDesk, qtbot: QtBot) -> None:
    start = BODY.index("In the dark")
    finding = Finding("style.test", Severity.WARNING, "body", start, start + 11, "In the dark", "Says little.")
    desk.checker.say(CheckReport((finding,)))
    assert column.go_to_finding(finding)
    qtbot.waitUntil(lambda: column.cards.card is not None)
    assert column.fields.body.post.text.caret == start
    column.cards.close()


def test_writing_shows_the_text_and_without_a_subject_the_idea_is_asked_for(column: PostColumn, desk: FakeDesk) -> None:
    shown: list[Step] = []
    column.step_shown.connect(shown.append)
    desk.posting.writing.write_section("s2")
    assert shown == [Step.SECTIONS]
    desk.writer.finish()
    desk.session.open(Draft(DraftId("d2"), Kind.BLOG, Brief(Kind.BLOG, post=Post())))
    column.write_next()
    assert not desk.writer.busy
    assert shown[-1] is Step.IDEA


@pytest.mark.parametrize("step", [Step.IDEA, Step.ANGLE, Step.OUTLINE])
def test_the_keys_of_a_page_that_goes_are_those_of_the_text(
    column: PostColumn, desk: FakeDesk, qtbot: QtBot, step: Step
) -> None:
    column.show_step(step)
    page = column.pages[step]
    qtbot.waitUntil(lambda: page.isAncestorOf(QApplication.focusWidget() or column))
    desk.posting.writing.write_rest()
    assert column.step is Step.SECTIONS
    assert column.fields.body.editor.hasFocus()


def test_what_may_only_be_read_cannot_be_typed_in(column: PostColumn, desk: FakeDesk) -> None:
    desk.drafts.put_state(SaveKind.READ_ONLY)
    assert column.fields.body.editor.isReadOnly()
    assert column.fields.title.editor.isReadOnly()
    assert column.header.chip.text == "Read only"
