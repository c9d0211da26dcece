"""The copy as a product page: made of plain text pieces, so that nothing in it can load or run."""

from __future__ import annotations

from typing import cast

from PySide6.QtCore import QUrl
from PySide6.QtGui import QTextBlockFormat, QTextCharFormat, QTextCursor, QTextListFormat
from PySide6.QtWidgets import QFrame, QTextBrowser, QWidget

from desktop.core.copy import Copy
from desktop.core.words import tr
from desktop.views import theme
from desktop.views.tokens import LINE_HEIGHT_PERCENT, Space, Type, Weight

_TITLES = ("title", "shopify.title", "bol.title", "amazon.title", "merchant.title", "ebay.title", "etsy.title")
_TEXTS = ("description", "merchant.description", "bol.description")
_LONGEST = 20_000
"""Characters of a text that the preview shows; no shop shows more, and a pasted book must not freeze the window."""

_LISTS = ("bullets", "amazon.bullet", "merchant.highlight")


class ProductPage(QTextBrowser):
    """Title, description and bullet points as a shop shows them; links are text, pictures are not loaded."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setProperty("bare", "true")
        self.setOpenLinks(False)
        self.setOpenExternalLinks(False)
        self.setAccessibleName(tr("Product page"))
        self.document().setDocumentMargin(Space.NONE)
        self.document().setUndoRedoEnabled(False)
        self._copy = Copy()
        self._shown_with = ""

    def loadResource(self, _kind: int, _name: QUrl | str) -> object:
        """Nothing is ever loaded, from the disk or from the net."""
        return cast("object", None)

    def show_copy(self, copy: Copy) -> bool:
        """Show a copy; `False` when it has nothing for a product page."""
        if copy == self._copy and self._shown_with == theme.tokens().name:
            return not self.document().isEmpty()
        self._copy, self._shown_with = copy, theme.tokens().name
        self.clear()
        cursor = QTextCursor(self.document())
        cursor.beginEditBlock()
        self._add(cursor, _first(copy, _TITLES), heading=True)
        text = _first(copy, _TEXTS)
        for paragraph in text[:_LONGEST].split("\n"):
            self._add(cursor, paragraph)
        if len(text) > _LONGEST:
            self._add(cursor, "…")
        self._add_list(cursor, _first(copy, _LISTS)[:_LONGEST].split("\n"))
        cursor.endEditBlock()
        return not self.document().isEmpty()

    def _add(self, cursor: QTextCursor, text: str, *, heading: bool = False) -> None:
        if not text.strip():
            return
        block = QTextBlockFormat()
        percent = LINE_HEIGHT_PERCENT - (40 if heading else 20)
        block.setLineHeight(percent, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
        block.setBottomMargin(Space.S)
        self._open_block(cursor, block)
        cursor.insertText(text.strip(), _characters(heading=heading))

    def _add_list(self, cursor: QTextCursor, items: list[str]) -> None:
        made = None
        for item in items:
            if not item.strip():
                continue
            block = QTextBlockFormat()
            block.setBottomMargin(Space.XS)
            self._open_block(cursor, block)
            if made is None:
                style = QTextListFormat()
                style.setStyle(QTextListFormat.Style.ListDisc)
                made = cursor.createList(style)
            else:
                made.add(cursor.block())
            cursor.insertText(item.strip(), _characters())

    def _open_block(self, cursor: QTextCursor, block: QTextBlockFormat) -> None:
        if self.document().isEmpty():
            cursor.setBlockFormat(block)
        else:
            cursor.insertBlock(block)


def _characters(*, heading: bool = False) -> QTextCharFormat:
    made = QTextCharFormat()
    made.setFont(theme.font(Type.HEADING, Weight.STRONG) if heading else theme.font())
    made.setForeground(theme.colour("text_1" if heading else "text_2"))
    return made


def _first(copy: Copy, names: tuple[str, ...]) -> str:
    return next((copy.text(name) for name in names if copy.text(name).strip()), "")
