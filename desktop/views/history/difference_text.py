"""Two versions in one text: what is new stands underlined on green, what is gone struck through on red.

Lines and strokes say it as well as colours do. The grounds are painted behind the text, with round corners.
"""

from __future__ import annotations

from collections.abc import Iterator

import msgspec
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import (
    QFont,
    QFontMetricsF,
    QPainter,
    QPaintEvent,
    QPen,
    QTextBlock,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
)
from PySide6.QtWidgets import QTextEdit, QWidget

from desktop.core.words import tr
from desktop.runtime.history import FieldDifference
from desktop.views import theme
from desktop.views.editor.changes import ADDED, GONE, ground_of, paint_grounds, paint_underlines
from desktop.views.tokens import LINE_HEIGHT_PERCENT, Size, Space, Type, Weight
from desktop.views.widgets.surface import rounded

_HEADLINE = "title"
_ADD, _DELETE = "add", "delete"


class Change(msgspec.Struct, frozen=True):
    """A changed run of the shown text, from position to position as Qt counts; `added` or else taken away."""

    start: int
    end: int
    added: bool


class DifferenceText(QTextEdit):
    """A read-only text of fields with their changes; one change is the current one and has a frame."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._changes: list[Change] = []
        self._fields: tuple[FieldDifference, ...] = ()
        self._plain = False
        self._current = -1
        self.setReadOnly(True)
        self.setProperty("bare", True)
        self.setAccessibleName(tr("Differences of the two versions"))
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.document().setDocumentMargin(Space.NONE)
        self.document().setUndoRedoEnabled(False)

    @property
    def changes(self) -> tuple[Change, ...]:
        """Every change, in the order of the text."""
        return tuple(self._changes)

    @property
    def current(self) -> int:
        """The number of the change with the frame, from 0; -1 when there is none."""
        return self._current

    def show_fields(self, fields: tuple[FieldDifference, ...], *, plain: bool = False) -> None:
        """Show these fields; with `plain` there is nothing to compare with, and all of them are shown as they are."""
        self._fields, self._plain = fields, plain
        self._changes = []
        self.clear()
        cursor = QTextCursor(self.document())
        first = True
        for field in fields:
            if field.same and not plain:
                continue
            self._add_label(cursor, field.label, first=first)
            self._add_pieces(cursor, field, headline=field.field == _HEADLINE)
            first = False
        self._current = 0 if self._changes else -1
        self.moveCursor(QTextCursor.MoveOperation.Start)
        self.viewport().update()

    def go_to(self, number: int) -> None:
        """Put the frame around a change and bring it into view; beyond the last comes the first."""
        if not self._changes:
            return
        self._current = number % len(self._changes)
        cursor = self.textCursor()
        cursor.setPosition(self._changes[self._current].start)
        self.setTextCursor(cursor)
        self.ensureCursorVisible()
        self.viewport().update()

    def changeEvent(self, event: object) -> None:
        super().changeEvent(event)  # type: ignore[arg-type]  # the stub wants the event's exact class
        if self._fields and self._painted_with != theme.tokens().name:
            current = self._current
            self.show_fields(self._fields, plain=self._plain)
            self._current = current

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        shift = QPointF(-self.horizontalScrollBar().value(), -self.verticalScrollBar().value())
        shown = QRectF(event.rect()).adjusted(0, -Space.XL, 0, Space.XL)
        for number, change in enumerate(self._changes):
            rects = [rect.translated(shift) for rect in self._rects(change)]
            if any(rect.intersects(shown) for rect in rects):
                _paint_change(painter, rects, change, current=number == self._current)
        painter.end()
        super().paintEvent(event)

    def _add_label(self, cursor: QTextCursor, words: str, *, first: bool) -> None:
        block = QTextBlockFormat()
        block.setTopMargin(Space.NONE if first else Space.L)
        block.setBottomMargin(Space.XS)
        characters = QTextCharFormat()
        characters.setFont(theme.font(Type.SMALL))
        characters.setForeground(theme.colour("text_2"))
        if first:
            cursor.setBlockFormat(block)
            cursor.setCharFormat(characters)
        else:
            cursor.insertBlock(block, characters)
        cursor.insertText(words, characters)
        self._painted_with = theme.tokens().name

    def _add_pieces(self, cursor: QTextCursor, field: FieldDifference, *, headline: bool) -> None:
        font = theme.font(Type.HEADING, Weight.STRONG) if headline else theme.font(theme.tokens().text_size)
        plain = _format(font, "text_1")
        cursor.insertBlock(_spaced(font), plain)
        begin = cursor.position()
        gone = ""
        for piece in field.pieces:
            characters = plain
            if piece.op == _ADD:
                characters = _format(font, "text_1")
            elif piece.op == _DELETE:
                characters = _format(font, "text_2")
                characters.setFontStrikeOut(True)
            if piece.op == _ADD and gone and not (piece.text[:1].isspace() or gone[-1:].isspace()):
                cursor.insertText(" ", plain)  # or the old and the new word read as one
            gone = piece.text if piece.op == _DELETE else ""
            start = cursor.position()
            cursor.insertText(piece.text, characters)
            if piece.op != "same":
                self._changes.append(Change(start, cursor.position(), added=piece.op == _ADD))
        self._close_gaps(begin)

    def _close_gaps(self, begin: int) -> None:
        """An empty line between paragraphs is a distance here, not a line."""
        gap = QTextBlockFormat()
        gap.setLineHeight(Space.S, QTextBlockFormat.LineHeightTypes.FixedHeight.value)
        block = self.document().findBlock(begin)
        while block.isValid():
            if not block.text():
                QTextCursor(block).setBlockFormat(gap)
            block = block.next()

    def _rects(self, change: Change) -> list[QRectF]:
        """Where a change stands; a space of it that is left at the end of a line is not shown there."""
        pieces: list[tuple[QRectF, bool]] = []
        block = self.document().findBlock(change.start)
        while block.isValid() and block.position() < change.end:
            pieces += _in_block(block, self, change)
            block = block.next()
        written = [rect for rect, blank in pieces if not blank]
        return written or [rect for rect, _ in pieces]

    _painted_with = ""


def _spaced(font: QFont) -> QTextBlockFormat:
    """Lines at the distance of running text, whatever the font's own height is."""
    block = QTextBlockFormat()
    percent = font.pixelSize() * LINE_HEIGHT_PERCENT / QFontMetricsF(font).height()
    block.setLineHeight(percent, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
    return block


def _format(font: QFont, role: str) -> QTextCharFormat:
    characters = QTextCharFormat()
    characters.setFont(font)
    characters.setForeground(theme.colour(role))
    return characters


def _in_block(block: QTextBlock, text: QTextEdit, change: Change) -> Iterator[tuple[QRectF, bool]]:
    """The pieces of a change, one for each line, and whether there are only spaces in it."""
    letters = block.text().encode("utf-16-le")
    place = text.document().documentLayout().blockBoundingRect(block)
    layout = block.layout()
    for index in range(layout.lineCount()):
        line = layout.lineAt(index)
        first = max(change.start - block.position(), line.textStart())
        last = min(change.end - block.position(), line.textStart() + line.textLength())
        if first < last:
            left, right = _x(line.cursorToX(first)), _x(line.cursorToX(last))
            natural = line.ascent() + line.descent()
            area = QRectF(place.left() + left, place.top() + line.y(), right - left, min(natural, line.height()))
            yield area, not letters[2 * first : 2 * last].decode("utf-16-le", "replace").strip()


def _paint_change(painter: QPainter, rects: list[QRectF], change: Change, *, current: bool) -> None:
    role = ADDED if change.added else GONE
    paint_grounds(painter, rects, role)
    if change.added:
        paint_underlines(painter, rects, role)
    if current:
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(theme.colour("accent"), Size.HAIR + Size.HAIR / 2))
        for ground in map(ground_of, rects):
            painter.drawPath(rounded(ground.adjusted(-Size.HAIR, -Size.HAIR, Size.HAIR, Size.HAIR), Size.BAR))


def _x(place: object) -> float:
    """The coordinate that `cursorToX` gives; its binding gives a pair."""
    return float(place[0]) if isinstance(place, tuple) else float(str(place))
