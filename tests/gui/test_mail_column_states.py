"""The middle column of a mail while a model writes, with what is found in it, as Markdown, by key and for everybody."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QHBoxLayout, QLineEdit, QMenu, QPlainTextEdit, QWidget
from pytestqt.qtbot import QtBot

from desktop.core.copy import Copy
from desktop.core.finding import CheckReport, Finding, Severity
from desktop.core.mail import BlockKind
from desktop.runtime.drafts import SaveKind
from desktop.views.mail.mail_column import MailColumn
from desktop.views.mail.markdown_editor import MarkdownEditor
from desktop.views.mail.wish_card import WishCard
from desktop.views.product.field_state import FieldState
from tests.fakes.desk import FakeDesk
from tests.gui.mail_column import COPY, action, order, shown_column, text
from tests.gui.product_screen import undo

OFFSCREEN_MENUS = pytest.mark.qt_log_ignore("This plugin does not support")
ALT = Qt.KeyboardModifier.AltModifier


@pytest.fixture
def column(qtbot: QtBot, desk: FakeDesk) -> MailColumn:
    """The column with a mail in it."""
    return shown_column(qtbot, desk)


def state_of(column: MailColumn, base: str) -> FieldState:
    """What a model does with a text now."""
    return text(column, base).state


def markdown_of(column: MailColumn) -> MarkdownEditor | None:
    """The editor of the body as one text, while it is there."""
    return column.markdown


# Writing


def test_a_text_that_is_written_says_so_and_streams_in(column: MailColumn, desk: FakeDesk, qtbot: QtBot) -> None:
    column.write()
    view = text(column, "b1")
    assert state_of(column, "b1") is FieldState.WAITING
    assert view.editor.isReadOnly()
    assert column.header.stop.isVisible()
    assert not column.header.write.isVisible()
    desk.writer.stream("b1", "Ny rubrik")
    qtbot.waitUntil(lambda: view.editor.text() == "Ny rubrik")
    assert view.status.isVisible()
    assert "2 words" in view.status.badge.text
    desk.writer.finish()
    assert state_of(column, "b1") is FieldState.IDLE
    assert not view.status.isVisible()
    assert column.header.write.isVisible()
    undo(view.editor)
    assert desk.session.draft.copy.text("b1") == COPY.text("b1")


def test_a_stopped_text_says_where(column: MailColumn, desk: FakeDesk, qtbot: QtBot) -> None:
    column.write()
    desk.writer.stream("b2", "Half a")
    qtbot.waitUntil(lambda: text(column, "b2").editor.text() == "Half a")
    column.header.stop.click()
    assert text(column, "b2").state is FieldState.STOPPED
    assert column.show_writing.outcome is not None


def test_the_toolbar_rewrites_the_text_of_the_segment(
    column: MailColumn, desk: FakeDesk, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[tuple[str, str]] = []
    monkeypatch.setattr(desk.mailing, "rewrite", lambda address, how: asked.append((address, how)))
    desk.mailing.show_segment("s2")
    column.blocks.select("b2", focus=True)
    toolbar = column.blocks.floating.toolbar
    toolbar.rewrite.click()
    toolbar.shorter.click()
    entries = {each.text(): each for each in toolbar.menu().actions()}
    entries["Longer"].trigger()
    entries["Simpler"].trigger()
    column.texts.ask_for_wish()
    card = column.texts.card
    assert isinstance(card, WishCard)
    QTest.keyClicks(card.field.edit, "warmer")
    QTest.keyClick(card.field.edit, Qt.Key.Key_Return)
    assert asked == [("b2@s2", how) for how in ("again", "shorter", "longer", "simpler", "warmer")]


# Findings


def finding(address: str, words: str, copy: Copy = COPY) -> Finding:
    """A remark on words of a text."""
    start = copy.text(address).index(words)
    return Finding("words.banned", Severity.WARNING, address, start, start + len(words), words, "Not this.")


def test_findings_are_marked_in_the_text_that_is_shown(column: MailColumn, desk: FakeDesk) -> None:
    everybody, own = finding("b2", "släpper"), finding("b2@s2", "handlat")
    desk.checker.say(CheckReport((everybody, own)))
    marks = text(column, "b2").editor.marks
    assert [mark.finding for mark in marks.marks] == [everybody]
    desk.mailing.show_segment("s2")
    assert [mark.finding for mark in marks.marks] == [own]


def test_a_finding_of_a_segment_is_gone_to_in_its_mail(column: MailColumn, desk: FakeDesk, qtbot: QtBot) -> None:
    own = finding("b2@s2", "handlat")
    desk.checker.say(CheckReport((own,)))
    with qtbot.waitSignal(column.finding_asked) as opened:
        assert column.go_to_finding(own)
    assert opened.args == [own]
    assert desk.mailing.segment == "s2"
    assert text(column, "b2").editor.hasFocus()
    assert column.cards.card is not None


# Markdown


def test_the_body_can_be_one_markdown_text(column: MailColumn, desk: FakeDesk, qtbot: QtBot) -> None:
    desk.mailing.set_markdown(True)
    markdown = markdown_of(column)
    assert markdown is not None
    editor = markdown.editor
    assert "# Nu är Ylva här" in editor.text()
    assert not column.blocks.list.isVisible()
    desk.mailing.set_campaign("autumn")  # so that typing is a step of its own
    editor.type_over(editor.text().index("Nu är"), editor.text().index("Nu är") + 2, "Äntligen")
    desk.session.pull()
    assert desk.session.draft.copy.text("b1") == "Äntligen är Ylva här"
    desk.session.undo()
    assert "# Nu är Ylva här" in editor.text()
    desk.mailing.set_markdown(False)
    assert markdown_of(column) is None
    assert column.blocks.list.isVisible()
    assert text(column, "b1").editor.text() == "Nu är Ylva här"


# States, names and focus


def test_a_profile_that_can_only_be_read_changes_nothing(column: MailColumn, desk: FakeDesk, qtbot: QtBot) -> None:
    desk.drafts.put_state(SaveKind.READ_ONLY)
    assert text(column, "b2").editor.isReadOnly()
    column.blocks.select("b2", focus=True)
    qtbot.wait(20)
    assert not column.blocks.floating.toolbar.isVisible()
    assert not column.blocks.add_end.isEnabled()


def test_every_control_has_a_name(column: MailColumn, qtbot: QtBot) -> None:
    for kind in (BlockKind.COLUMNS, BlockKind.SOCIAL, BlockKind.DIVIDER):
        column.verbs.add(kind, after="b2")
    for block in column.blocks.frames:
        column.blocks.select(block.block.id)
    qtbot.wait(20)
    stops = [*column.findChildren(QAbstractButton), *column.findChildren(QLineEdit)]
    named = [*stops, *column.findChildren(QPlainTextEdit)]
    unnamed = [each for each in named if not (each.accessibleName() or getattr(each, "text", str)())]
    assert [type(each).__name__ for each in unnamed] == []


def test_focus_goes_in_the_order_of_reading(column: MailColumn, qtbot: QtBot) -> None:
    column.blocks.select("b2", focus=True)
    qtbot.waitUntil(column.blocks.floating.toolbar.isVisible)
    stops = column.stops()
    editors = [text(column, base).editor for base in ("subject", "preheader", "b1", "b2", "b3.alt", "b4", "b5")]
    places = [stops.index(editor) for editor in editors]
    assert places == sorted(places)
    toolbar = column.blocks.floating.toolbar
    assert stops.index(editors[3]) < stops.index(toolbar.rewrite) < stops.index(editors[4])
    assert len(stops) == len(set(stops))


@pytest.mark.parametrize("chosen", ["b2", "b5"])
@pytest.mark.parametrize("width", [430, 592, 1200])
def test_nothing_is_cut_off(column: MailColumn, desk: FakeDesk, qtbot: QtBot, width: int, chosen: str) -> None:
    column.resize(width, 560)
    desk.mailing.show_segment("s2")
    column.blocks.select(chosen, focus=True)
    qtbot.wait(30)
    viewport = column.blocks.viewport()
    parts: list[QWidget] = [*column.blocks.frames, column.blocks.floating.toolbar.delete, column.blocks.floating.grip]
    for part in parts:
        left = part.mapTo(viewport, QPoint(0, 0)).x()
        assert left >= 0, part
        assert left + part.width() <= viewport.width(), part


@OFFSCREEN_MENUS
def test_menus_are_made_once_and_go_away(column: MailColumn, qtbot: QtBot) -> None:
    column.blocks.select("b2", focus=True)
    action(column, "Insert a merge tag").trigger()
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    menu.close()
    qtbot.waitUntil(lambda: not column.findChildren(QMenu))


# Keys


@pytest.mark.parametrize(
    ("words", "base"),
    [
        ("Add a block", "b2"),
        ("Next block", "b2"),
        ("Previous block", "b2"),
        ("Move the block up", "b2"),
        ("Move the block down", "b4"),
        ("Duplicate the block", "b2"),
        ("Delete the block", "b2"),
        ("Rewrite this text", "b1"),
        ("This text shorter", "b2"),
        ("Insert a merge tag", "subject"),
        ("Link", "b2"),
        ("Next finding", "b2"),
    ],
)
def test_each_key_works_while_typing(column: MailColumn, words: str, base: str) -> None:
    asked = action(column, words)
    heard: list[str] = []
    asked.triggered.disconnect()
    asked.triggered.connect(lambda: heard.append(words))
    editor = text(column, base).editor
    editor.setFocus()
    before = editor.text()
    QTest.keySequence(editor, asked.shortcut())
    assert heard == [words]
    assert editor.text() == before


def test_no_two_keys_are_the_same(column: MailColumn) -> None:
    keys = [each.shortcut().toString() for each in column.actions() if not each.shortcut().isEmpty()]
    assert len(keys) == len(set(keys))


def test_variants_are_counted_on_their_button(column: MailColumn, desk: FakeDesk) -> None:
    assert column.header.compare.accessibleName() == "Variants"
    column.header.show_variants(3)
    assert column.header.compare.accessibleName() == "3 variants"


def test_chosen_words_become_bold_by_key_and_plain_again(column: MailColumn, desk: FakeDesk) -> None:
    editor = text(column, "b2").editor
    editor.setFocus()
    start = COPY.text("b2").index("Ylva")
    cursor = editor.textCursor()
    cursor.setPosition(start)
    cursor.setPosition(start + 4, cursor.MoveMode.KeepAnchor)
    editor.setTextCursor(cursor)
    QTest.keySequence(editor, action(column, "Bold").shortcut())
    assert "**Ylva**," in desk.session.draft.copy.text("b2")
    assert editor.textCursor().selectedText() == "Ylva"
    QTest.keySequence(editor, action(column, "Bold").shortcut())
    assert desk.session.draft.copy.text("b2") == COPY.text("b2")


def test_the_keys_of_a_block_do_nothing_beside_the_column(column: MailColumn, qtbot: QtBot) -> None:
    """The list of facts beside the mail moves its rows by the same keys, also when the screen shows these actions."""
    beside = QWidget()
    qtbot.addWidget(beside)
    row = QHBoxLayout(beside)
    field = QLineEdit()
    for part in (field, column):
        row.addWidget(part)
    for each in column.actions():
        beside.addAction(each)
    beside.show()
    beside.activateWindow()
    qtbot.waitUntil(beside.isActiveWindow)
    column.blocks.select("b4")
    field.setFocus()
    QTest.keySequence(field, action(column, "Move the block up").shortcut())
    assert order(column) == ["b1", "b2", "b3", "b4", "b5", "b6"]
    text(column, "b4").editor.setFocus()
    QTest.keySequence(text(column, "b4").editor, action(column, "Move the block up").shortcut())
    qtbot.waitUntil(lambda: order(column) == ["b1", "b2", "b4", "b3", "b5", "b6"])
    column.setParent(None)  # it goes away by itself


def test_words_stay_in_place_when_their_block_is_chosen(column: MailColumn, qtbot: QtBot) -> None:
    column.resize(592, 420)
    bar = column.blocks.verticalScrollBar()
    column.blocks.select("b1", focus=True)
    qtbot.waitUntil(lambda: bar.maximum() > 200)
    bar.setValue(160)
    editor = text(column, "b4").editor
    before = editor.mapTo(column, QPoint(0, 0)).y()
    column.blocks.select("b4")
    qtbot.wait(30)
    assert abs(editor.mapTo(column, QPoint(0, 0)).y() - before) <= 1
