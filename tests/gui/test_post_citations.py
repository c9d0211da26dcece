"""Marks of sources in the text of a post: shown as numbers, edited as what they are."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QTextBlock
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from desktop.checks.report import check_copy
from desktop.core.brief import Brief, Kind
from desktop.core.copy import Copy
from desktop.core.draft import Draft
from desktop.core.ids import DraftId
from desktop.core.post import Post, PostSource
from desktop.views import theme
from desktop.views.post.assistant_places import WordsPlace
from desktop.views.post.markdown_runs import RunKind, runs_of
from desktop.views.post.post_editor import PostEditor
from tests.fakes.desk import FakeDesk

SOURCES = (
    PostSource("q1", "One", text="Black tea keeps for 2 years."),
    PostSource("q2", "Two", text="Green tea fades within 12 months."),
)
BODY = (
    "Thé 😀: green tea fades within 12 months[^q2]. Black tea keeps for 2 years[q1, q2]. A tin holds 90 g. No [^q9]"
    " here.\n\n```\ncode [^q1]\n```\n\nLast words.\n"
)


@pytest.fixture
def editor(qtbot: QtBot, desk: FakeDesk) -> Iterator[PostEditor]:
    brief = Brief(Kind.BLOG, "Tea", language="en", post=Post(sources=SOURCES))
    desk.session.open(Draft(DraftId("d1"), Kind.BLOG, brief, Copy({"body": BODY})))
    made = PostEditor(desk.desk)
    qtbot.addWidget(made)
    made.resize(900, 600)
    made.show()
    qtbot.waitExposed(made)
    check(desk)
    yield made
    made.close_editor()


def check(desk: FakeDesk) -> None:
    draft = desk.session.draft
    desk.checker.say(check_copy(draft.copy, draft.brief, channels=()))


def block_of(editor: PostEditor, number: int = 0) -> QTextBlock:
    return editor.text.document().findBlockByNumber(number)


def hidden(editor: PostEditor, number: int = 0) -> list[str]:
    """What of a block is drawn without colour, as it is written."""
    block = block_of(editor, number)
    text = block.text().encode("utf-16-le")
    return [
        text[2 * each.start : 2 * (each.start + each.length)].decode("utf-16-le")
        for each in block.layout().formats()
        if each.format.foreground().color() == QColor(Qt.GlobalColor.transparent)
    ]


def test_marks_take_the_room_of_their_numbers(editor: PostEditor) -> None:
    assert hidden(editor) == ["[^q2]", "[q1, q2]"]
    layer = editor.text.layer
    assert [layer.number_of(run.raw) for run in layer.citations(block_of(editor))] == ["1", "2,1"]
    block = block_of(editor)
    start = block.text().encode("utf-16-le").index("[^q2]".encode("utf-16-le")) // 2
    line = block.layout().lineForTextPosition(start)
    width = line.cursorToX(start + 5)[0] - line.cursorToX(start)[0]  # type: ignore[index]
    assert 4 < width < 14
    assert editor.text.text() == BODY


def test_code_and_what_is_no_source_stay_as_they_are(editor: PostEditor) -> None:
    assert all(hidden(editor, number) == [] for number in range(1, 6))
    assert "[^q9]" not in hidden(editor)


def test_a_mark_is_seen_as_it_is_while_the_caret_is_in_it(editor: PostEditor, desk: FakeDesk) -> None:
    at = BODY.index("[^q2]")
    editor.text.choose(at + 2)
    assert hidden(editor) == ["[q1, q2]"]
    editor.text.setFocus()
    QTest.keyClick(editor.text, Qt.Key.Key_Left)
    assert hidden(editor) == ["[q1, q2]"]
    QTest.keyClick(editor.text, Qt.Key.Key_Left)
    assert hidden(editor) == ["[^q2]", "[q1, q2]"]
    editor.text.choose(BODY.index("Last"))
    assert hidden(editor) == ["[^q2]", "[q1, q2]"]
    assert desk.session.draft.copy.text("body") == BODY
    assert not desk.session.undo_label


def test_a_mark_is_edited_as_text(editor: PostEditor, desk: FakeDesk) -> None:
    editor.text.choose(BODY.index("[^q2]") + 3)
    editor.text.setFocus()
    QTest.keyClick(editor.text, Qt.Key.Key_Delete)
    QTest.keyClicks(editor.text, "1")
    changed = BODY.replace("[^q2]", "[^q1]", 1)
    assert editor.text.text() == changed
    editor.text.choose(0)
    assert hidden(editor) == ["[^q1]", "[q1, q2]"]
    assert desk.session.draft.copy.text("body") == changed
    check(desk)
    assert editor.text.layer.numbers == {"q1": 1, "q2": 2}


def test_a_sentence_without_a_source_has_a_sign_with_room_for_it(editor: PostEditor) -> None:
    place = editor.text.position_of(BODY.index("A tin holds 90 g.") + len("A tin holds 90 g."))
    wide = [each for each in block_of(editor).layout().formats() if each.start == place and each.length == 1]
    assert len(wide) == 1
    assert wide[0].format.fontLetterSpacing() > 8
    ground = theme.colour("warning_soft").name()
    image = editor.text.viewport().grab().toImage()
    ratio = image.devicePixelRatio()
    found = {image.pixelColor(x, y).name() for x in range(0, image.width(), 2) for y in range(0, int(120 * ratio), 2)}
    assert ground in found


def test_the_sign_goes_with_its_sentence_and_away_when_it_has_a_source(editor: PostEditor, desk: FakeDesk) -> None:
    editor.text.choose(0)
    editor.text.setFocus()
    QTest.keyClicks(editor.text, "So: ")
    gaps = editor.text.layer.gaps(block_of(editor))
    text = editor.text.text()
    assert gaps == [editor.text.position_of(text.index("90 g.") + 5)]
    desk.session.set_field("body", text.replace("90 g.", "90 g[^q1]."), "Cite")
    check(desk)
    assert editor.text.layer.gaps(block_of(editor)) == []


def test_a_sign_goes_with_the_words_that_are_taken_out(editor: PostEditor) -> None:
    text = editor.text
    at = BODY.index("90 g.") + len("90 g.")
    text.choose(at - len("90 g"))
    QTest.keyClicks(text, "1")  # the first change of a line that was dressed is told as one of the whole line
    text.choose(at - len("90 g"), at + 1)
    QTest.keyClick(text, Qt.Key.Key_Delete)
    assert text.layer.gaps(block_of(editor)) == []


def test_signs_far_from_what_is_seen_lay_out_no_line(editor: PostEditor) -> None:
    text = editor.text
    text.show_text("\n".join(["Words that fill a line of the page."] * 400))
    far = text.document().findBlockByNumber(350)
    assert far.layout().lineCount() == 0
    text.citations.show({}, [(0, 20), (far.position(), far.position() + 20)])
    assert text.layer.gaps(far) == [20]
    assert far.layout().lineCount() == 0
    text.choose(far.position())
    text.viewport().grab()
    assert far.layout().lineCount() > 0
    assert [each.start for each in far.layout().formats()] == [20]


def test_lines_of_a_long_text_are_dressed_when_they_come_into_sight(editor: PostEditor) -> None:
    text = editor.text
    text.show_text("\n".join(["# Words", "~~~", "some **code**", "~~~", "and **strong** ones"] * 100))
    first, far = (text.document().findBlockByNumber(number) for number in (4, 454))
    text.viewport().grab()
    assert [each.length for each in first.layout().formats()] != []
    assert far.layout().formats() == []
    text.choose(far.position())
    text.viewport().grab()
    assert [(each.start, each.length) for each in far.layout().formats()] == [
        (each.start, each.length) for each in first.layout().formats()
    ]
    unseen = text.document().findBlockByNumber(304)
    assert unseen.layout().formats() == []
    start = text.offset_of(unseen.position())
    found = WordsPlace(text).looks(start, start + len("and **strong** ones"))
    assert [(at, length) for at, length, _ in found] == [(each.start, each.length) for each in first.layout().formats()]
    code = far.previous().previous()
    assert [(each.start, each.length) for each in code.layout().formats()] == [(0, len("some **code**"))]


def test_without_a_post_nothing_is_shown(editor: PostEditor, desk: FakeDesk) -> None:
    desk.session.open(Draft(DraftId("d2"), Kind.BLOG, Brief(Kind.BLOG, language="en"), Copy({"body": BODY})))
    check(desk)
    assert hidden(editor) == []


@pytest.mark.parametrize(
    ("line", "marks"),
    [
        ("So[^q1].", ["[^q1]"]),
        ("So [q1] and [^q2.14, q3].", ["[q1]", "[^q2.14, q3]"]),
        ("[^q1][^q2]", ["[^q1]", "[^q2]"]),
        ("[^q1]: a note", []),
        ("[q1](https://a.example)", []),
        ("`[^q1]` [quick] [^quote]", []),
        ("é😀[^q1]", ["[^q1]"]),
    ],
)
def test_what_is_a_mark_of_a_source(line: str, marks: list[str]) -> None:
    found = [run for run in runs_of(line, 0) if run.kind is RunKind.CITATION]
    assert [run.raw for run in found] == marks
    units = line.encode("utf-16-le")
    assert [units[2 * run.start : 2 * run.end].decode("utf-16-le") for run in found] == marks
