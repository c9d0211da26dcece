"""A page of the finished file, drawn by the window itself: nothing is loaded, nothing runs, no link leaves."""

from __future__ import annotations

from typing import cast

from PySide6.QtCore import QEvent, QTimer, QUrl
from PySide6.QtGui import QTextCharFormat, QTextCursor, QTextDocument
from PySide6.QtWidgets import QFrame, QTextBrowser, QTextEdit, QWidget

from desktop.core.words import tr
from desktop.views import theme
from desktop.views.tokens import Space, Type

_NEEDLE = 60
_THIRD = 3


class LayoutView(QTextBrowser):
    """Shows sanitised HTML; `mark` lights some words of it and brings them into sight."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setProperty("bare", "true")
        self.setOpenLinks(False)
        self.setOpenExternalLinks(False)
        self.setUndoRedoEnabled(False)
        self.setAccessibleName(tr("The finished file"))
        self.document().setDocumentMargin(Space.NONE)
        self._html = ""
        self._words: tuple[str, int] = ("", 0)
        self._dress()

    @property
    def marked(self) -> str:
        """The words that are lit now."""
        found = [each.cursor.selectedText() for each in self.extraSelections()]
        return found[0] if found else ""

    def show_html(self, html: str) -> None:
        """Show a page; one that is shown already stays where it is."""
        if html == self._html:
            return
        self._html = html
        bar = self.verticalScrollBar()
        place = bar.value()
        self.setHtml(html)
        bar.setValue(place)
        self.mark(*self._words)

    def mark(self, words: str, before: int = 0) -> None:
        """Light these words; `before` is how often they stand there before, as other rows say the same."""
        self._words = (words, before)
        needle = " ".join(words.split())[:_NEEDLE].strip()
        cursor = self._find(needle, before) if needle else QTextCursor()
        if cursor.isNull():
            self.setExtraSelections([])
            return
        end = cursor.selectionStart() + len(words.encode("utf-16-le")) // 2
        whole = QTextCursor(cursor)
        whole.setPosition(cursor.selectionStart())
        last = self.document().findBlock(cursor.selectionStart())
        whole.setPosition(min(end, last.position() + last.length() - 1), QTextCursor.MoveMode.KeepAnchor)
        lit = QTextEdit.ExtraSelection()
        lit.cursor = whole
        look = QTextCharFormat()
        look.setBackground(theme.colour("accent_soft"))
        lit.format = look
        self.setExtraSelections([lit])
        area = self.cursorRect(whole)
        room = self.viewport().height()
        if area.top() < 0 or area.bottom() > room:
            bar = self.verticalScrollBar()
            bar.setValue(bar.value() + area.top() - room // _THIRD)

    def _find(self, needle: str, before: int) -> QTextCursor:
        found = QTextCursor()
        start = QTextCursor(self.document())
        for _ in range(before + 1):
            each = self.document().find(needle, start, QTextDocument.FindFlag.FindCaseSensitively)
            if each.isNull():
                break
            found = start = each
        return found

    def loadResource(self, _kind: int, _name: QUrl | str) -> object:
        """Nothing, whatever a page names."""
        return cast("object", None)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.PaletteChange:
            QTimer.singleShot(0, self, self._again)

    def _again(self) -> None:
        self._dress()
        html, self._html = self._html, ""
        self.show_html(html)

    def _dress(self) -> None:
        tokens = theme.tokens()
        self.document().setDefaultFont(theme.font(Type.BASE))
        self.document().setDefaultStyleSheet(
            f"body, p, li, td, th {{ color: {tokens.text_1}; }}\n"
            f"p {{ margin-top: 0; margin-bottom: {Space.S}px; }}\n"
            f"h1 {{ font-size: {Type.HEADING}px; }} h2 {{ font-size: {Type.TEXT}px; }}\n"
            f"h3, h4, h5, h6 {{ font-size: {Type.BASE}px; }}\n"
            f"a {{ color: {tokens.accent}; text-decoration: none; }}\n"
            f"span.open {{ color: {tokens.text_3}; }}\n"
            f"td, th {{ padding: {Space.XS}px; }}"
        )
