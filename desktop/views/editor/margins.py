"""The strips left and right of the text: icons of findings and bullets, and the count of each line of a list."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from desktop.views import theme
from desktop.views.editor.gutter import GUTTER
from desktop.views.editor.marks import ICONS, Mark, MarkLayer, Visible
from desktop.views.icons import paint_icon
from desktop.views.tokens import Size, Space, Type

BULLET = Space.L
"""Left of the items of a list, besides the gutter."""

COUNT = Space.XXL * 2
"""Right of the items of a list, for the count of each."""


class LeftMargin(QWidget):
    """Icons beside the lines on which something was found, and the bullets of a list."""

    finding_clicked = Signal(object)  # Mark

    def __init__(self, editor: QPlainTextEdit, marks: MarkLayer, *, bullets: bool) -> None:
        super().__init__(editor)
        self._editor = editor
        self._marks = marks
        self._bullets = bullets
        self.setMouseTracking(True)

    def sizeHint(self) -> QSize:
        return QSize(GUTTER + (BULLET if self._bullets else 0), 0)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        if self._bullets:
            self._paint_bullets(painter)
        for area, mark in self._marks.icons(Space.NONE, event.rect()):
            name, role = ICONS[mark.finding.severity]
            paint_icon(painter, name, area, role)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        mark = self._at(event.position())
        if mark is not None:
            self.finding_clicked.emit(mark)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        over = self._at(event.position()) is not None
        self.setCursor(Qt.CursorShape.PointingHandCursor if over else Qt.CursorShape.ArrowCursor)

    def _at(self, point: QPointF) -> Mark | None:
        for area, mark in self._marks.icons(Space.NONE):
            if area.adjusted(-Space.XS, -Space.XS, Space.XS, Space.XS).contains(point):
                return mark
        return None

    def _paint_bullets(self, painter: QPainter) -> None:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.colour("text_3"))
        for block, geometry in Visible(self._editor).blocks:
            line = block.layout().lineAt(0)
            if line.isValid() and (block.length() > 1 or block.blockNumber() == 0):
                middle = geometry.top() + line.y() + line.height() / 2
                dot = Size.DOT - Size.HAIR
                painter.drawEllipse(QPointF(GUTTER + dot / 2, middle), dot / 2, dot / 2)


class RightMargin(QWidget):
    """The count of each item of a list; `counts` gives for a text what to show and whether it is too much."""

    def __init__(self, editor: QPlainTextEdit, counts: Callable[[str], tuple[str, bool]]) -> None:
        super().__init__(editor)
        self._editor = editor
        self._counts = counts

    def sizeHint(self) -> QSize:
        return QSize(COUNT, 0)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setFont(theme.font(Type.SMALL))
        for block, geometry in Visible(self._editor).blocks:
            line = block.layout().lineAt(0)
            text = block.text()
            if not line.isValid() or not text.strip():
                continue
            words, too_much = self._counts(text)
            painter.setPen(theme.colour("contradicted" if too_much else "text_3"))
            area = QRectF(0, geometry.top() + line.y(), self.width(), line.height())
            painter.drawText(area, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, words)
