"""The editor of a post: what keys, clipboard, outline and counts do to the text, and that each is one step of undo."""

from __future__ import annotations

from pathlib import Path

import msgspec
import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QThreadPool, QUrl
from PySide6.QtGui import QDropEvent, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QHBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from desktop.core.finding import Finding, Severity
from desktop.core.ids import DraftId
from desktop.views.post import keys
from desktop.views.post.count_strip import CountStrip
from desktop.views.post.markdown_layer import level_of
from desktop.views.post.post_editor import PostEditor
from desktop.views.post.writing_session import WritingSession, reading_minutes
from desktop.views.theme import apply_theme
from tests.fakes.desk import FakeDesk
from tests.gui.editor_page import press
from tests.gui.post_page import TEXT, body, open_text, post_editor, rich

Ctrl, Alt = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier
Shift = Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def editor(desk: FakeDesk, qtbot: QtBot) -> PostEditor:
    """A post of five sections."""
    return post_editor(desk, qtbot)


def visible_lines(editor: PostEditor) -> list[str]:
    """The lines that are not folded away."""
    block = editor.text.document().firstBlock()
    found = []
    while block.isValid():
        if block.isVisible():
            found.append(block.text())
        block = block.next()
    return found


def choose(editor: PostEditor, words: str) -> None:
    """Choose the first such words."""
    at = editor.text.text().index(words)
    editor.text.choose(at, at + len(words))


# The looks


def looks(editor: PostEditor, words: str) -> list[tuple[str, bool, bool]]:
    """What is dressed in the first line with these words: the characters, whether they are strong, inclined."""
    block = editor.text.document().find(words).block()
    raw = block.text().encode("utf-16-le")
    return [
        (
            raw[2 * each.start : 2 * (each.start + each.length)].decode("utf-16-le"),
            each.format.fontWeight() > 500,
            each.format.fontItalic(),
        )
        for each in block.layout().formats()
    ]


def test_markdown_is_shown_as_what_it_means_and_not_one_character_is_changed(editor: PostEditor) -> None:
    assert editor.text.text() == TEXT
    assert ("**full of scent**", True, False) in looks(editor, "full of")
    assert ("## Stale tea", True, False) in looks(editor, "Stale")


def test_looks_follow_what_is_typed(editor: PostEditor) -> None:
    editor.text.choose(TEXT.index("closed"))
    press(editor.text, "*very* ")
    assert ("*very*", False, True) in looks(editor, "cupboard")
    editor.text.choose(0)
    QTest.keyClick(editor.text, Qt.Key.Key_Delete)
    QTest.keyClick(editor.text, Qt.Key.Key_Delete)
    assert looks(editor, "Storing") == []


def test_a_fence_makes_code_of_all_below_until_it_is_closed(editor: PostEditor) -> None:
    editor.text.choose(TEXT.index("## Stale"))
    press(editor.text, "```\n")
    tin = editor.text.document().find("The tin").block()
    assert level_of(tin) == 0
    press(editor.text, "```\n")
    assert level_of(editor.text.document().find("The tin").block()) == 2
    assert ("## The tin", True, False) in looks(editor, "The tin")


def test_taking_a_fence_out_makes_headings_again(desk: FakeDesk, qtbot: QtBot) -> None:
    editor = post_editor(desk, qtbot, "words\n```\nx\n# A\n\n# B\n")
    last = editor.text.document().find("# B").block()
    assert level_of(last) == 0
    editor.text.choose(len("words"), len("words\n```"))
    QTest.keyClick(editor.text, Qt.Key.Key_Delete)
    assert level_of(last) == 1
    assert ("# B", True, False) in looks(editor, "# B")
    desk.session.undo()
    assert level_of(last) == 0


@pytest.mark.parametrize("text", ["", "a", "a\n", "a\nb", "a\n\nb"])
def test_a_picture_stands_in_a_paragraph_of_its_own(desk: FakeDesk, qtbot: QtBot, text: str) -> None:
    editor = post_editor(desk, qtbot, text, add_picture=lambda _picture: "p.png")
    editor.text.choose(0)
    editor.insert_picture(Path("p.png"))
    lead, _, rest = body(desk).partition("![p](picture:p.png)")
    assert lead in {"", "a\n\n"}
    assert rest in {"\n", "\n\nb"}
    editor.close_editor()


def test_looks_and_folds_are_no_edit_and_marks_stay(editor: PostEditor, qapp: QApplication) -> None:
    at = TEXT.index("dry")
    finding = Finding("facts.unsupported", Severity.WARNING, "body", at, at + 3, "dry", "No fact says so.")
    editor.text.show_findings([(at, at + 3, finding)])
    edits: list[None] = []
    editor.text.edited.connect(lambda: edits.append(None))
    apply_theme(qapp, "dark", 17)
    editor.text.fold_all(folded=True)
    editor.text.set_focus_mode(True)
    editor.text.fold_all(folded=False)
    QApplication.processEvents()
    assert edits == []
    assert [mark.finding for mark in editor.text.marks.marks] == [finding]
    assert editor.text.text() == TEXT


# Keys


def test_enter_goes_on_with_a_list_and_ends_it(editor: PostEditor, desk: FakeDesk) -> None:
    editor.text.choose(len(TEXT))
    press(editor.text, "- one\ntwo\n\nafter")
    assert body(desk).endswith("- one\n- two\nafter")


def test_tab_in_a_table_lines_it_up_and_elsewhere_leaves_the_editor(editor: PostEditor, desk: FakeDesk) -> None:
    editor.text.choose(TEXT.index("Tea |"))
    QTest.keyClick(editor.text, Qt.Key.Key_Tab)
    assert "| Tea   | Months |\n| ----- | -----: |\n| Green |     12 |" in body(desk)
    first, last = editor.text.chosen
    assert editor.text.text()[first:last] == "Months"
    editor.text.choose(0)
    QTest.keyClick(editor.text, Qt.Key.Key_Tab)
    assert not editor.text.hasFocus()


@pytest.mark.parametrize(
    ("key", "held", "expected"),
    [
        (Qt.Key.Key_B, Ctrl, "A **closed** cupboard"),
        (Qt.Key.Key_I, Ctrl, "A *closed* cupboard"),
        (Qt.Key.Key_X, Ctrl | Shift, "A ~~closed~~ cupboard"),
        (Qt.Key.Key_3, Alt, "### A closed cupboard"),
    ],
)
def test_keys_put_signs_and_take_them_away(
    editor: PostEditor, desk: FakeDesk, key: Qt.Key, held: Qt.KeyboardModifier, expected: str
) -> None:
    choose(editor, "closed")
    QTest.keyClick(editor.text, key, held)
    assert expected in body(desk)
    QTest.keyClick(editor.text, key, held)
    assert body(desk) == TEXT


def test_every_action_has_a_key_of_its_own(editor: PostEditor) -> None:
    shortcuts = [action.shortcut().toString() for action in editor.actions() if not action.shortcut().isEmpty()]
    assert len(shortcuts) == len(set(shortcuts)) > 20
    assert editor.doings[keys.FIND].text() == "Find"


def test_the_card_gives_words_a_link(editor: PostEditor, desk: FakeDesk) -> None:
    QApplication.clipboard().clear()
    choose(editor, "cupboard")
    QTest.keyClick(editor.text, Qt.Key.Key_L, Ctrl)
    card = editor.verbs.card
    assert card is not None
    assert card.words.text == "cupboard"
    card.address.edit.setFocus()
    QTest.keyClicks(card.address.edit, "https://skåp.se")
    QTest.keyClick(card.address.edit, Qt.Key.Key_Return)
    assert "A closed [cupboard](https://skåp.se)." in body(desk)


# Folding


def test_folding_hides_what_a_heading_heads_and_changes_nothing(editor: PostEditor, desk: FakeDesk) -> None:
    editor.text.choose(TEXT.index("Smör"))
    QTest.keyClick(editor.text, Qt.Key.Key_Z, Alt)
    assert "Smör, hö och 🫖 här." not in visible_lines(editor)
    assert editor.text.text()[: editor.text.caret].endswith("### Deeper")
    assert "## The tin" in visible_lines(editor)
    editor.text.choose(TEXT.index("Stale"))
    QTest.keyClick(editor.text, Qt.Key.Key_Z, Alt)
    assert "### Deeper" not in visible_lines(editor)
    assert body(desk) == TEXT
    QTest.keyClick(editor.text, Qt.Key.Key_Z, Alt)
    assert "### Deeper" in visible_lines(editor)
    assert "Smör, hö och 🫖 här." not in visible_lines(editor)


def test_the_caret_is_never_hidden(editor: PostEditor) -> None:
    QTest.keyClick(editor.text, Qt.Key.Key_Z, Alt | Shift)
    assert visible_lines(editor)[:4] == ["# Storing tea", "", "Good tea is dry, light and **full of scent**.", ""]
    assert "### Deeper" not in visible_lines(editor)
    editor.text.choose(TEXT.index("Smör"))
    assert "Smör, hö och 🫖 här." in visible_lines(editor)
    assert "| Green | 12 |" not in visible_lines(editor)


def test_enter_behind_a_folded_heading_opens_it(editor: PostEditor) -> None:
    editor.text.choose(TEXT.index("The tin"))
    editor.text.toggle_fold()
    editor.text.choose(TEXT.index("The tin") + len("The tin"))
    press(editor.text, "\nNew")
    assert {"New", "| Green | 12 |"} <= set(visible_lines(editor))


def test_a_heading_that_is_none_any_more_lets_its_text_go(editor: PostEditor) -> None:
    editor.text.choose(TEXT.index("The tin"))
    editor.text.toggle_fold()
    editor.text.choose(TEXT.index("## The tin"))
    for _ in range(3):
        QTest.keyClick(editor.text, Qt.Key.Key_Delete)
    assert "| Green | 12 |" in visible_lines(editor)


def test_the_words_behind_a_folded_heading_are_those_that_are_in_it(editor: PostEditor, desk: FakeDesk) -> None:
    heading = editor.text.document().find("The tin").block()
    editor.text.toggle_fold(heading)
    assert editor.text.folded_words(heading) == 4
    editor.find_bar.open(replacing=True)
    editor.find_bar.words.setText("Green")
    editor.find_bar.replacement.setText("Very green")
    editor.find_bar.replace_every()
    assert not editor.text.document().find("Very green").block().isVisible()
    assert editor.text.folded_words(heading) == 5
    desk.session.undo()
    assert editor.text.folded_words(heading) == 4


# The outline


def outline_words(editor: PostEditor) -> list[tuple[str, int]]:
    return [(row.text, row.words) for row in editor.outline.structure.rows]


def test_the_outline_has_headings_with_their_words(editor: PostEditor, qtbot: QtBot) -> None:
    assert outline_words(editor) == [
        ("Storing tea", 33), ("Stale tea", 11), ("Deeper", 4), ("The tin", 4), ("At home", 3),
    ]  # fmt: skip
    editor.text.choose(len(TEXT) - 1)
    press(editor.text, " Dark and dry")
    qtbot.waitUntil(lambda: outline_words(editor)[-1] == ("At home", 6))
    assert editor.outline.currentIndex().row() == 4


def test_a_click_and_a_key_go_to_a_heading(editor: PostEditor) -> None:
    area = editor.outline.visualRect(editor.outline.model().index(3, 0))
    QTest.mouseClick(editor.outline.viewport(), Qt.MouseButton.LeftButton, pos=area.center())
    assert editor.text.text()[: editor.text.caret].endswith("## The tin")
    assert editor.text.hasFocus()
    editor.focus_outline()
    QTest.keyClick(editor.outline, Qt.Key.Key_Up)
    QTest.keyClick(editor.outline, Qt.Key.Key_Return)
    assert editor.text.text()[: editor.text.caret].endswith("### Deeper")


def drop(editor: PostEditor, which: int, point: QPoint) -> None:
    data = editor.outline.model().mimeData([editor.outline.model().index(which, 0)])
    event = QDropEvent(
        QPointF(point), Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    )
    editor.outline.dropEvent(event)


def test_a_section_that_is_dragged_moves_with_its_text_as_one_step(editor: PostEditor, desk: FakeDesk) -> None:
    editor.text.choose(TEXT.index("Smör"))
    below = editor.outline.visualRect(editor.outline.model().index(3, 0)).bottomLeft() + QPoint(5, -2)
    drop(editor, 1, below)
    headings = [row.text for row in editor.outline.structure.rows]
    assert headings == ["Storing tea", "The tin", "Stale tea", "Deeper", "At home"]
    assert body(desk) == editor.text.text()
    assert editor.text.text()[editor.text.caret :].startswith("Smör")
    assert desk.session.undo_label == "Move “Stale tea”"
    desk.session.undo()
    assert editor.text.text() == TEXT
    assert desk.session.undo_label == ""


def test_keys_move_a_section_past_its_neighbour(editor: PostEditor, desk: FakeDesk) -> None:
    editor.text.choose(TEXT.index("Green"))
    QTest.keyClick(editor.text, Qt.Key.Key_Down, Alt)
    QTest.keyClick(editor.text, Qt.Key.Key_Down, Alt)
    editor.refresh()
    assert [row.text for row in editor.structure.rows][-1] == "The tin"
    assert editor.text.text()[editor.text.caret :].startswith("Green")
    QTest.keyClick(editor.text, Qt.Key.Key_Up, Alt)
    QTest.keyClick(editor.text, Qt.Key.Key_Up, Alt)
    assert [row.text for row in editor.structure.rows][1] == "The tin"
    for _ in range(3):
        desk.session.undo()
    assert editor.text.text() == TEXT


def test_nothing_moves_while_a_model_writes(editor: PostEditor, desk: FakeDesk) -> None:
    desk.session.begin_writing("Writing")
    editor.move_section(1, 4)
    assert editor.text.text() == TEXT
    desk.session.end_writing()


# The clipboard


def test_what_was_copied_from_word_becomes_markdown(editor: PostEditor, desk: FakeDesk) -> None:
    editor.text.choose(len(TEXT))
    html = '<h2>Té</h2><p>En <b>mörk</b> <a href="https://te.se">burk</a></p><ul><li>ett</li></ul>'
    editor.text.insertFromMimeData(rich(html))
    assert body(desk) == TEXT + "## Té\n\nEn **mörk** [burk](https://te.se)\n\n- ett"


def test_a_long_paste_is_read_aside_and_lands_where_it_was_asked_for(
    editor: PostEditor, desk: FakeDesk, qtbot: QtBot
) -> None:
    editor.text.choose(0)
    editor.text.insertFromMimeData(rich("".join(f"<p>Paragraph {number}</p>" for number in range(900))))
    assert editor.text.isReadOnly()
    qtbot.waitUntil(lambda: not editor.text.isReadOnly(), timeout=30_000)
    assert body(desk).startswith("Paragraph 0\n\nParagraph 1\n\n")
    assert body(desk).endswith(f"Paragraph 899{TEXT}")


def test_a_long_paste_does_not_land_in_another_post(editor: PostEditor, desk: FakeDesk) -> None:
    editor.text.choose(0)
    editor.text.insertFromMimeData(rich("".join(f"<p>Paragraph {number}</p>" for number in range(900))))
    desk.session.open(msgspec.structs.replace(desk.session.draft, id=DraftId("another")))
    assert not editor.text.isReadOnly()
    assert QThreadPool.globalInstance().waitForDone(30_000)
    QApplication.processEvents()
    assert body(desk) == TEXT
    assert editor.text.text() == TEXT


def test_a_link_over_a_word_leaves_the_space_behind_it(editor: PostEditor, desk: FakeDesk) -> None:
    editor.text.show_text("Buy tea here.")
    editor.text.choose(4, 8)
    data = QMimeData()
    data.setText("https://sjobod.se")
    editor.text.insertFromMimeData(data)
    assert body(desk) == "Buy [tea](https://sjobod.se) here."


def test_an_empty_clipboard_takes_no_words_away(editor: PostEditor, desk: FakeDesk) -> None:
    editor.text.selectAll()
    for data in (QMimeData(), rich("<p></p>", "")):
        editor.text.insertFromMimeData(data)
    editor.text.paste_plain("")
    assert body(desk) == TEXT


def test_coloured_code_is_pasted_as_it_is(editor: PostEditor, desk: FakeDesk) -> None:
    editor.text.choose(0)
    editor.text.insertFromMimeData(rich("<div><span style='color:red'>a</span>*b</div>", "a*b\n"))
    assert body(desk) == "a*b\n" + TEXT


def test_an_address_over_chosen_words_makes_a_link(editor: PostEditor, desk: FakeDesk) -> None:
    choose(editor, "cupboard")
    editor.text.insertFromMimeData(rich('<a href="https://x.se">x</a>', "https://sjobod.se/skåp"))
    assert "A closed [cupboard](https://sjobod.se/skåp)." in body(desk)
    editor.text.choose(0)
    data = QMimeData()
    data.setText("https://sjobod.se")
    editor.text.insertFromMimeData(data)
    assert body(desk).startswith("https://sjobod.se# Storing")


def test_a_picture_that_is_dropped_is_taken_in(desk: FakeDesk, qtbot: QtBot, tmp_path: Path) -> None:
    taken: list[Path | QImage] = []

    def take(picture: Path | QImage) -> str:
        taken.append(picture)
        return "" if len(taken) > 1 else "blue-tin.png"

    editor = post_editor(desk, qtbot, add_picture=take)
    data = QMimeData()
    path = tmp_path / "blue_tin.png"
    data.setUrls([QUrl.fromLocalFile(str(path))])
    assert editor.text.canInsertFromMimeData(data)
    editor.text.choose(TEXT.index("dry"))
    editor.text.insertFromMimeData(data)
    assert taken == [path]
    assert "**full of scent**.\n\n![blue tin](picture:blue-tin.png)\n\n## Stale" in body(desk)
    before = body(desk)
    editor.text.insertFromMimeData(data)
    assert body(desk) == before


# Counting


def test_words_reading_time_and_goal_are_shown(desk: FakeDesk, qtbot: QtBot) -> None:
    editor = post_editor(desk, qtbot, "# Te\n\n" + "ord " * 474, goal=950)
    assert editor.counts.words.text() == "475 of 950 words"
    assert editor.counts.bar.value() == 500
    assert editor.counts.reading.text() == "2 min read"
    assert editor.counts.session.text() == ""
    card = editor.counts.open_goal()
    card.number.spin.setValue(0)
    post = desk.session.draft.brief.post
    assert post is not None
    assert post.goal == 0
    assert editor.counts.words.text() == "475 words"
    desk.session.undo()
    assert editor.counts.words.text() == "475 of 950 words"


def test_the_session_counts_what_is_written_by_hand(editor: PostEditor, desk: FakeDesk, qtbot: QtBot) -> None:
    editor.text.choose(len(TEXT))
    press(editor.text, "three more words")
    editor.refresh()
    assert editor.counts.session.text() == "This session: +3 words in 1 min"
    draft = desk.session.draft
    desk.session.begin_writing("Writing")
    desk.session.write_field("body", draft.copy.text("body") + " and what a model says")
    desk.session.end_writing()
    qtbot.waitUntil(lambda: editor.text.text().endswith("says"))
    editor.refresh()
    assert editor.counts.session.text() == "This session: +3 words in 1 min"
    open_text(desk, "another")
    assert editor.counts.session.text() == ""
    assert editor.counts.words.text() == "1 word"


def test_a_pause_is_no_writing() -> None:
    now = [0.0]
    writing = WritingSession(lambda: now[0])
    writing.begin(10)
    for at in (0.0, 50.0, 110.0, 900.0, 930.0):
        now[0] = at
        writing.note_edit()
    writing.note_words(4)
    assert (writing.minutes, writing.added) == (3, -6)
    assert [reading_minutes(words) for words in (0, 1, 238, 900)] == [0, 1, 1, 4]
    assert [reading_minutes(10_000, language) for language in ("en", "nl", "sv", "de")] == [42, 43, 46, 43]


# Ways of writing


@pytest.mark.parametrize("height", range(300, 330, 5))
def test_the_last_line_is_seen_whole_while_it_is_typed(desk: FakeDesk, qtbot: QtBot, height: int) -> None:
    editor = post_editor(desk, qtbot, "\n\n".join(f"Paragraph {number} is of some words. " * 9 for number in range(60)))
    editor.text.setFixedHeight(height)
    editor.text.choose(len(editor.text.text()))
    press(editor.text, " And so it ends, pgqy.")
    QApplication.processEvents()
    assert editor.text.cursorRect().bottom() < editor.text.viewport().height()


def test_typewriter_keeps_the_line_in_the_middle(desk: FakeDesk, qtbot: QtBot) -> None:
    editor = post_editor(desk, qtbot, "\n\n".join(f"Paragraph {number}." for number in range(200)))
    QTest.keyClick(editor.text, Qt.Key.Key_F9, Shift)
    editor.text.choose(editor.text.text().index("Paragraph 100."))
    middle = editor.text.viewport().height() / 2
    for _ in range(5):
        QTest.keyClick(editor.text, Qt.Key.Key_Down)
        assert abs(editor.text.cursorRect().center().y() - middle) < 30
    press(editor.text, "\n\n\n")
    assert abs(editor.text.cursorRect().center().y() - middle) < 30


def test_focus_pales_all_but_the_paragraph_of_the_caret(editor: PostEditor) -> None:
    editor.text.choose(TEXT.index("dry"))

    def darkest(words: str) -> int:
        area = editor.text.cursorRect(editor.text.document().find(words))
        image = editor.text.viewport().grab().toImage().copy(area.adjusted(-40, 0, 0, 0))
        return min(image.pixelColor(x, y).lightness() for x in range(image.width()) for y in range(image.height()))

    before = darkest("closed cupboard")
    QTest.keyClick(editor.text, Qt.Key.Key_F9)
    assert darkest("closed cupboard") > before + 60
    assert darkest("is dry") <= before + 20
    QTest.keyClick(editor.text, Qt.Key.Key_F9)
    assert darkest("closed cupboard") == before


def test_closing_hands_in_what_was_typed(editor: PostEditor, desk: FakeDesk) -> None:
    editor.text.choose(0)
    press(editor.text, "x")
    editor.close_editor()
    assert desk.session.handed_in.copy.text("body") == "x" + TEXT
    open_text(desk, "another")
    assert editor.text.text() == "x" + TEXT


def test_where_there_is_little_room_the_counts_do_not_widen_the_text(qtbot: QtBot) -> None:
    page, strip = QWidget(), CountStrip()
    QHBoxLayout(page).addWidget(strip)
    qtbot.addWidget(page)
    page.show()
    session = WritingSession()
    session.begin(50_000)
    session.note_edit()
    session.note_words(50_006)
    strip.show_counts(50_006, 60_000, session)
    shown: list[tuple[bool, bool, bool]] = []
    for width in (800, 360, 200):
        page.resize(width, 60)
        QApplication.processEvents()
        assert page.width() == width
        shown.append((strip.reading.isVisible(), strip.session.isVisible(), strip.bar.isVisible()))
        assert all(part.geometry().right() <= width for part in (strip.words, strip.reading) if part.isVisible())
        assert strip.session.isVisible() or strip.session.text() in strip.words.toolTip()
    assert shown == [(True, True, True), (True, False, False), (False, False, False)]
