"""The editor of a text of a mail: tags are chips, links are underlined, and no character of the text is changed."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QMimeData, QPointF, QRectF, Qt, QUrl
from PySide6.QtGui import QTextCursor
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from desktop.core.mail import Block, BlockKind, MailText, TextKind
from desktop.core.merge_tags import find_tags
from desktop.runtime.mailing_tags import tag_label
from desktop.views.mail.emphasis import EMPHASIS, STRONG, toggled
from desktop.views.mail.inline_runs import Run, RunKind, link_at, runs_of
from desktop.views.mail.link_words_card import as_link
from desktop.views.mail.looks import look_of
from desktop.views.mail.mail_editor import MailEditor
from tests.gui.editor_page import on_a_page, paste, press, put_caret

TAG = "{{ first_name|default:'Hej' }}"
PROSE = look_of(MailText("b2", "b2", "", TextKind.PROSE), Block("b2", BlockKind.TEXT))
LINE = look_of(MailText("b1", "b1", "", TextKind.LINE), Block("b1", BlockKind.HEADING))


@pytest.fixture
def editor(qtbot: QtBot) -> MailEditor:
    """An empty editor of a paragraph, on a page."""
    made = MailEditor(PROSE, find_tags, tag_label)
    on_a_page(made, qtbot)
    qtbot.waitExposed(made)
    return made


def runs(text: str, *, prose: bool = True) -> list[tuple[RunKind, str]]:
    """The runs of a text with the characters that each covers."""
    return [(run.kind, text[run.start : run.end]) for run in runs_of(text, find_tags, tag_label, prose=prose)]


def tag_run(editor: MailEditor) -> Run:
    """The one tag of the first block."""
    return next(run for run in editor.inline.runs(editor.document().firstBlock()) if run.kind is RunKind.TAG)


def chip(editor: MailEditor) -> QRectF:
    """Where the chip of the one tag stands."""
    run = tag_run(editor)
    left, right = QTextCursor(editor.document()), QTextCursor(editor.document())
    left.setPosition(run.start)
    right.setPosition(run.end)
    first, last = editor.cursorRect(left), editor.cursorRect(right)
    return QRectF(first.left(), first.top(), last.left() - first.left(), first.height())


# What is found in a text


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Plain words, 50 % off", []),
        (f"{TAG}, welcome", [(RunKind.TAG, TAG)]),
        ("*|FNAME|* is here", [(RunKind.TAG, "*|FNAME|*")]),
        (
            "Read [more](https://a.se/x) here",
            [(RunKind.OPENING, "["), (RunKind.LINKED, "more"), (RunKind.TARGET, "](https://a.se/x)")],
        ),
        (
            "[leave]({{ unsubscribe_url }})",
            [(RunKind.OPENING, "["), (RunKind.LINKED, "leave"), (RunKind.TARGET, "]({{ unsubscribe_url }})")],
        ),
        ("a **bold** word", [(RunKind.SIGN, "**"), (RunKind.STRONG, "bold"), (RunKind.SIGN, "**")]),
        ("an *inclined* word", [(RunKind.SIGN, "*"), (RunKind.EMPHASIS, "inclined"), (RunKind.SIGN, "*")]),
        ("snake_case_name and 2 * 3 * 4", []),
        ("![alt](picture:a.png)", []),
        ("een [link](https://nl.nl/a_(b)) é", [
            (RunKind.OPENING, "["), (RunKind.LINKED, "link"), (RunKind.TARGET, "](https://nl.nl/a_(b))"),
        ]),
    ],
)  # fmt: skip
def test_tags_links_and_emphasis_are_found(text: str, expected: list[tuple[RunKind, str]]) -> None:
    assert runs(text) == expected


def test_a_line_has_tags_and_nothing_else() -> None:
    assert runs(f"**{TAG}** [a](https://b.se)", prose=False) == [(RunKind.TAG, TAG)]


def test_places_are_counted_as_qt_counts() -> None:
    run = runs_of(f"🧶 {TAG}", find_tags, tag_label, prose=True)[0]
    assert (run.start, run.end) == (3, 3 + len(TAG))


def test_the_label_says_what_stands_there_otherwise() -> None:
    assert runs_of(TAG, find_tags, tag_label, prose=True)[0].words == "First name, otherwise “Hej”"


# How it is shown


def test_a_chip_is_as_wide_as_its_label_and_the_text_stays(editor: MailEditor, qtbot: QtBot) -> None:
    tag = "{{ first_name }}"
    editor.show_text(f"{tag}, hello")
    assert editor.text() == f"{tag}, hello"
    raw = editor.fontMetrics().horizontalAdvance(tag)
    label = editor.fontMetrics().horizontalAdvance("First name")
    width = chip(editor).width()
    assert abs(width - label) < 24
    assert abs(width - raw) > 8


def test_another_platform_changes_the_chip_without_an_edit(editor: MailEditor, qtbot: QtBot) -> None:
    editor.show_text(f"{TAG}, hello")
    before = chip(editor).width()
    edits: list[None] = []
    editor.edited.connect(lambda: edits.append(None))
    editor.show_text("{{ first_name }}, hello")
    assert chip(editor).width() < before
    assert edits == []


def test_the_words_of_a_link_are_where_they_would_be_without_it(editor: MailEditor) -> None:
    editor.show_text("Read more here")
    cursor = QTextCursor(editor.document())
    cursor.setPosition(len("Read more "))
    plain = editor.cursorRect(cursor).left()
    editor.show_text("Read [more](https://sjobod.se/ylva) here")
    cursor.setPosition(len("Read [more](https://sjobod.se/ylva) "))
    assert abs(editor.cursorRect(cursor).left() - plain) <= 2


def test_findings_keep_their_offsets_beside_a_chip(editor: MailEditor) -> None:
    editor.show_text(f"{TAG} wool")
    start = editor.position_of(editor.text().index("wool"))
    cursor = QTextCursor(editor.document())
    cursor.setPosition(start)
    assert editor.cursorRect(cursor).left() > chip(editor).right()


# The caret


def test_the_caret_steps_over_a_tag_as_over_one_letter(editor: MailEditor) -> None:
    editor.show_text(f"a{TAG}b")
    put_caret(editor, 1)
    QTest.keyClick(editor, Qt.Key.Key_Right)
    assert editor.textCursor().position() == 1 + len(TAG)
    QTest.keyClick(editor, Qt.Key.Key_Left)
    assert editor.textCursor().position() == 1


def test_choosing_over_a_tag_takes_all_of_it(editor: MailEditor) -> None:
    editor.show_text(f"a{TAG}b")
    put_caret(editor, 0)
    for _ in range(2):
        QTest.keyClick(editor, Qt.Key.Key_Right, Qt.KeyboardModifier.ShiftModifier)
    assert editor.textCursor().selectedText() == f"a{TAG}"


@pytest.mark.parametrize(("key", "place"), [(Qt.Key.Key_Backspace, 1 + len(TAG)), (Qt.Key.Key_Delete, 1)])
def test_a_tag_is_deleted_as_one_letter(editor: MailEditor, key: Qt.Key, place: int) -> None:
    editor.show_text(f"a{TAG}b")
    put_caret(editor, place)
    QTest.keyClick(editor, key)
    assert editor.text() == "ab"


def test_backspace_behind_a_link_takes_the_link_off_and_leaves_its_words(editor: MailEditor) -> None:
    text = "Read [more](https://a.se) here"
    editor.show_text(text)
    put_caret(editor, text.index(" here"))
    QTest.keyClick(editor, Qt.Key.Key_Backspace)
    assert editor.text() == "Read more here"


def test_typing_beside_a_tag_leaves_it_whole(editor: MailEditor) -> None:
    editor.show_text(TAG)
    put_caret(editor, len(TAG))
    press(editor, ", hi")
    put_caret(editor, 0)
    press(editor, "Oh ")
    assert editor.text() == f"Oh {TAG}, hi"


def test_a_click_on_a_chip_asks_for_its_card(editor: MailEditor, qtbot: QtBot) -> None:
    editor.show_text(f"Well, {TAG}, hello")
    point = chip(editor).center().toPoint()
    with qtbot.waitSignal(editor.tag_pressed) as pressed:
        QTest.mouseClick(editor.viewport(), Qt.MouseButton.LeftButton, pos=point)
    assert pressed.args == [6, 6 + len(TAG)]
    assert editor.inline.at_point(QPointF(point)) is not None


# What is pasted


def test_paste_keeps_plain_text_and_a_line_stays_a_line(editor: MailEditor, qtbot: QtBot) -> None:
    data = QMimeData()
    data.setHtml("<b>Bold</b><script>x</script>")
    data.setText("Bold")
    editor.insertFromMimeData(data)
    assert editor.text() == "Bold"
    heading = MailEditor(LINE, find_tags, tag_label)
    on_a_page(heading, qtbot)
    paste(heading, "two\nlines")
    assert heading.text() == "two lines"


def test_a_file_is_no_text(editor: MailEditor, qtbot: QtBot) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile("a.png")])
    data.setText("file:///a.png")
    assert not editor.canInsertFromMimeData(data)
    with qtbot.waitSignal(editor.picture_dropped):
        editor.insertFromMimeData(data)
    assert editor.text() == ""


# Links


def test_a_link_is_found_at_each_of_its_letters() -> None:
    text = "a [b](https://c.se) d"
    assert link_at(text, text.index("b")) == (2, 19, "b", "https://c.se")
    assert link_at(text, 0) is None


@pytest.mark.parametrize(
    ("words", "address", "expected"),
    [
        ("more", "https://a.se", "[more](https://a.se)"),
        ("more", "a.se/x y", "[more](https://a.se/x%20y)"),
        ("a [b]", "https://a.se/(x)", "[a (b)](https://a.se/%28x%29)"),
        ("leave", "{{ unsubscribe_url }}", "[leave]({{ unsubscribe_url }})"),
        ("post", "mailto:a@b.se", "[post](mailto:a@b.se)"),
    ],
)
def test_words_and_address_become_markdown(words: str, address: str, expected: str) -> None:
    assert as_link(words, address) == expected
    assert link_at(expected, 1) is not None


# Emphasis


@pytest.mark.parametrize(
    ("text", "chosen", "sign", "expected", "chosen_then"),
    [
        ("a word b", "word", STRONG, "a **word** b", "word"),
        ("a **word** b", "word", STRONG, "a word b", "word"),
        ("a **word** b", "**word**", STRONG, "a word b", "word"),
        ("a word b", " word ", EMPHASIS, "a *word* b", "word"),
        ("a *word* b", "word", EMPHASIS, "a word b", "word"),
        ("a **word** b", "word", EMPHASIS, "a ***word*** b", "word"),
        ("a ***word*** b", "word", EMPHASIS, "a **word** b", "word"),
        ("ö 🧶 é", "🧶", STRONG, "ö **🧶** é", "🧶"),
    ],
)
def test_signs_are_put_around_words_and_taken_away(
    text: str, chosen: str, sign: str, expected: str, chosen_then: str
) -> None:
    start = text.index(chosen)
    made = toggled(text, start, start + len(chosen), sign)
    written = text[: made.start] + made.text + text[made.end :]
    assert written == expected
    assert written[made.first : made.last] == chosen_then
