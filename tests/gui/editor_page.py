"""Helpers of the tests of the editor: one on a page, typed and pasted into."""

from __future__ import annotations

from PySide6.QtCore import QMimeData, Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QScrollArea, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from desktop.views.editor.field_editor import FieldEditor


def on_a_page(editor: FieldEditor, qtbot: QtBot) -> FieldEditor:
    """The editor on a page that scrolls, shown."""
    page = QScrollArea()
    page.setWidgetResizable(True)
    qtbot.addWidget(page)
    editor.page = page  # type: ignore[attr-defined]  # lives as long as the editor
    inside = QWidget()
    QVBoxLayout(inside).addWidget(editor)
    page.setWidget(inside)
    page.resize(560, 700)
    page.show()
    return editor


def press(editor: FieldEditor, text: str) -> None:
    """Type where the caret is."""
    for letter in text:
        if letter == "\n":
            QTest.keyClick(editor, Qt.Key.Key_Return)
        else:
            QTest.keyClicks(editor, letter)


def put_caret(editor: FieldEditor, position: int, anchor: int | None = None) -> None:
    """Put the caret there, with what is between it and `anchor` chosen."""
    cursor = editor.textCursor()
    cursor.setPosition(position if anchor is None else anchor)
    cursor.setPosition(position, QTextCursor.MoveMode.KeepAnchor)
    editor.setTextCursor(cursor)


def paste(editor: FieldEditor, text: str) -> None:
    """Paste where the caret is."""
    data = QMimeData()
    data.setText(text)
    editor.insertFromMimeData(data)


def wait_filled(editor: FieldEditor, qtbot: QtBot) -> None:
    """Wait until all of a long text is in the editor."""
    qtbot.waitUntil(lambda: not editor.isReadOnly(), timeout=60_000)
