"""The exact text that is sent, to be read: message by message, with what was replaced marked in it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QFont, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QSizePolicy, QTextEdit, QWidget

from desktop.core.prompt import Message, Role
from desktop.core.words import tr
from desktop.runtime.privacy import Replaced
from desktop.views import theme
from desktop.views.tokens import Size, Space, Type, Weight
from desktop.views.widgets.focus_ring import KeyFocus


class SentText(KeyFocus, QTextEdit):
    """A page that scrolls and can be copied from; nothing can be typed into it."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setReadOnly(True)
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.setTabChangesFocus(True)
        self.setProperty("well", True)
        self.setMinimumHeight(Size.PASTE_BOX)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.viewport().setAutoFillBackground(False)
        self.document().setDocumentMargin(Space.S)

    def sizeHint(self) -> QSize:
        return QSize(Size.PALETTE, Size.TIMELINE)

    def show_messages(self, messages: Sequence[Message], replaced: Sequence[Replaced]) -> None:
        """Show these messages in their order, each below a word that says what it is."""
        self.clear()
        cursor = self.textCursor()
        plain, head, mark = _formats()
        signs = [re.escape(each.placeholder) for each in replaced]
        marked = re.compile("|".join(signs)) if signs else None
        for number, message in enumerate(messages):
            if number:
                cursor.insertText("\n\n", plain)
            cursor.insertText(_role(message.role) + "\n", head)
            _insert(cursor, message.content, marked, plain, mark)
        self.moveCursor(QTextCursor.MoveOperation.Start)


def _insert(
    cursor: QTextCursor, text: str, marked: re.Pattern[str] | None, plain: QTextCharFormat, mark: QTextCharFormat
) -> None:
    at = 0
    for found in marked.finditer(text) if marked is not None else ():
        cursor.insertText(text[at : found.start()], plain)
        cursor.insertText(found.group(), mark)
        at = found.end()
    cursor.insertText(text[at:], plain)


def _formats() -> tuple[QTextCharFormat, QTextCharFormat, QTextCharFormat]:
    """Of the text, of what stands above each message, and of what was replaced."""
    plain, head, mark = QTextCharFormat(), QTextCharFormat(), QTextCharFormat()
    plain.setFont(theme.font(Type.BASE))
    plain.setForeground(theme.colour("text_1"))
    head.setFont(theme.font(Type.SMALL, Weight.STRONG))
    head.setForeground(theme.colour("text_2"))
    mark.setFont(theme.font(Type.BASE, Weight.STRONG))
    mark.setForeground(theme.colour("supported"))
    mark.setBackground(theme.colour("supported_soft"))
    mark.setFontWeight(QFont.Weight.DemiBold)
    return plain, head, mark


def _role(role: Role) -> str:
    match role:
        case Role.SYSTEM:
            return tr("Instructions")
        case Role.ASSISTANT:
            return tr("What an answer looks like")
        case _:
            return tr("Question")
