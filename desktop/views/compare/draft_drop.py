"""A field of the draft as a place to drop what was taken from a column, with a caret that shows where it lands."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, Qt, Signal
from PySide6.QtGui import QDragMoveEvent, QDropEvent, QPainter, QPaintEvent, QTextCursor
from PySide6.QtWidgets import QWidget

from desktop.views import theme
from desktop.views.compare.piece import DraggedPiece, piece_of
from desktop.views.editor.field_editor import FieldEditor
from desktop.views.tokens import Size

Landing = Callable[[DraggedPiece, str, int], int]
"""Where a piece would stand in a field if it were dropped at a code point."""


class DropPlace(QObject):
    """Takes pieces of columns for one editor; everything else is dropped as ever."""

    dropped = Signal(object, str, int)  # DraggedPiece, the field, the code point

    def __init__(self, editor: FieldEditor, field: str, landing: Landing) -> None:
        super().__init__(editor)
        self._editor = editor
        self._field = field
        self._landing = landing
        self.caret = _Caret(editor.viewport())
        editor.viewport().installEventFilter(self)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.DragLeave:
            self.caret.hide()
        if not isinstance(event, QDropEvent):
            return False
        piece = piece_of(event.mimeData())
        if piece is None or self._editor.isReadOnly():
            return False
        at = self._at(piece, event.position().toPoint())
        event.setDropAction(Qt.DropAction.CopyAction)
        event.accept()
        if isinstance(event, QDragMoveEvent):
            self._show(at)
        else:
            self.caret.hide()
            self.dropped.emit(piece, self._field, at)
        return True

    def _at(self, piece: DraggedPiece, point: QPoint) -> int:
        position = self._editor.cursorForPosition(point).position()
        return self._landing(piece, self._field, self._editor.offset_of(position))

    def _show(self, at: int) -> None:
        cursor = QTextCursor(self._editor.document())
        cursor.setPosition(self._editor.position_of(at))
        spot = self._editor.cursorRect(cursor)
        self.caret.setGeometry(QRect(spot.x() - Size.HAIR, spot.y(), Size.RING, spot.height()))
        self.caret.show()
        self.caret.raise_()


class _Caret(QWidget):
    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.hide()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.colour("accent"))
        painter.drawRect(self.rect())
