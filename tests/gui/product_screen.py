"""Helpers of the tests of the product screen."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMenu, QWidget

from desktop.core.copy import Copy
from desktop.core.finding import Finding, Severity
from desktop.views.editor.field_editor import FieldEditor
from desktop.views.editor.finding_card import FindingCard
from desktop.views.product.field_view import FieldView
from desktop.views.product.screen import ProductScreen
from desktop.views.product.state_card import StateCard


def field(screen: ProductScreen, name: str) -> FieldView:
    """A field of the screen, which must be there."""
    view = screen.fields.view(name)
    assert isinstance(view, FieldView), name
    return view


def type_into(editor: FieldEditor, text: str) -> None:
    """Type at the end of a field."""
    cursor = editor.textCursor()
    cursor.movePosition(cursor.MoveOperation.End)
    editor.setTextCursor(cursor)
    for letter in text:
        if letter == "\n":
            press(editor, Qt.Key.Key_Return)
        else:
            QTest.keyClicks(editor, letter)


def press(widget: QWidget, key: Qt.Key, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    """Press one key."""
    QTest.keyClick(widget, key, modifiers)


def undo(widget: QWidget) -> None:
    """Ctrl+Z."""
    press(widget, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)


def redo(widget: QWidget) -> None:
    """Ctrl+Shift+Z."""
    press(widget, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier)


def found(copy: Copy, name: str, words: str, severity: Severity = Severity.ERROR, *fixes: str) -> Finding:
    """A finding at these words of a field."""
    start = copy.text(name).index(words)
    message = f"“{words}” will not do."
    return Finding("words.banned", severity, name, start, start + len(words), words, message, (), fixes)


def card_of(screen: ProductScreen) -> FindingCard | None:
    """The card of a finding that is open now."""
    return screen.cards.card


def weak_note_of(screen: ProductScreen) -> StateCard | None:
    """The card that warns of a weak model now."""
    return screen.show_writing.weak_note


def entries(menu: QMenu) -> list[QAction]:
    """The entries of all submenus."""
    submenus = [action.menu() for action in menu.actions()]
    return [entry for below in submenus if isinstance(below, QMenu) for entry in below.actions()]
