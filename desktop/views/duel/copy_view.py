"""A whole text to be read, field by field as a reader meets it; long ones scroll."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QTextBlockFormat, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QSizePolicy, QTextEdit, QWidget

from desktop.core.copy import Copy
from desktop.runtime.fields import FieldSpec
from desktop.views import theme
from desktop.views.tokens import LINE_HEIGHT_PERCENT, Size, Space, Type, Weight

_HEADLINE, _TEXT = "headline", "text"


class CopyView(QTextEdit):
    """Shows a copy; the first headline and the first text need no label, every other field bears its own."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._copy = Copy()
        self._fields: tuple[FieldSpec, ...] = ()
        self._painted_with = ""
        self.setReadOnly(True)
        self.setProperty("bare", True)
        self.setAccessibleName(name)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # the keys of the page choose; it scrolls both texts
        self.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.document().setDocumentMargin(Space.NONE)
        self.document().setUndoRedoEnabled(False)

    def show_copy(self, copy: Copy, fields: Sequence[FieldSpec]) -> None:
        """Show this copy with its fields in this order; fields without a text are left out."""
        self._copy, self._fields = copy, tuple(fields)
        self._painted_with = theme.tokens().name
        self.clear()
        cursor = QTextCursor(self.document())
        bare = {_HEADLINE, _TEXT}
        first = True
        for field in _ordered(copy, self._fields):
            if field.kind in bare:
                bare.discard(field.kind)
            else:
                _add(cursor, field.label, _label_format(), _block(above=Space.NONE if first else Space.L), first=first)
                first = False
            self._add_field(cursor, field, first=first)
            first = False
        self.moveCursor(QTextCursor.MoveOperation.Start)

    def height_at(self, width: int) -> int:
        """How high the whole text is in this width, also while a scroll bar takes some of it."""
        twin = self.document().clone()
        twin.setTextWidth(width - Size.SCROLL_BAR)
        height = twin.size().height()
        twin.deleteLater()
        return round(height) + Space.XXS

    def minimumSizeHint(self) -> QSize:
        return QSize(Size.RAIL, Size.RAIL)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if self._fields and self._painted_with != theme.tokens().name:
            self.show_copy(self._copy, self._fields)

    def _add_field(self, cursor: QTextCursor, field: FieldSpec, *, first: bool) -> None:
        headline = field.kind == _HEADLINE
        font = theme.font(Type.HEADING, Weight.STRONG) if headline else theme.font(theme.tokens().text_size)
        characters = _format(font, "text_1")
        lines = [line for line in self._copy.text(field.name).split("\n") if line.strip()]
        for number, line in enumerate(lines):
            above = Space.NONE if first or not number else Space.XS if field.is_list else Space.M
            if not number and not first:
                above = Space.S
            block = _spaced(font, above)
            words = f"•  {line}" if field.is_list else line
            _add(cursor, words, characters, block, first=first and not number)


def _ordered(copy: Copy, fields: tuple[FieldSpec, ...]) -> list[FieldSpec]:
    """The fields that hold a text: in the order of the brief, then those that it does not name."""
    known = [field for field in fields if copy.text(field.name).strip()]
    names = {field.name for field in known}
    others = [
        FieldSpec(name, name, "", "", 0, "", not isinstance(value, str), "other")
        for name, value in copy.fields.items()
        if name not in names and copy.text(name).strip()
    ]
    return [*known, *others]


def _add(cursor: QTextCursor, words: str, characters: QTextCharFormat, block: QTextBlockFormat, *, first: bool) -> None:
    if first:
        cursor.setBlockFormat(block)
        cursor.setCharFormat(characters)
    else:
        cursor.insertBlock(block, characters)
    cursor.insertText(words, characters)


def _block(*, above: int) -> QTextBlockFormat:
    block = QTextBlockFormat()
    block.setTopMargin(above)
    return block


def _spaced(font: QFont, above: int) -> QTextBlockFormat:
    """Lines at the distance of running text, whatever the font's own height is."""
    block = _block(above=above)
    percent = font.pixelSize() * LINE_HEIGHT_PERCENT / QFontMetricsF(font).height()
    block.setLineHeight(percent, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
    return block


def _label_format() -> QTextCharFormat:
    return _format(theme.font(Type.SMALL, Weight.STRONG), "text_2")


def _format(font: QFont, role: str) -> QTextCharFormat:
    characters = QTextCharFormat()
    characters.setFont(font)
    characters.setForeground(theme.colour(role))
    return characters
