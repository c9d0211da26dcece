"""How an editor looks: the page that grows with its text, the marks in it, and the strips beside it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QRect, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent, QResizeEvent, QTextCursor, QTextOption, QWheelEvent
from PySide6.QtWidgets import QFrame, QPlainTextEdit, QSizePolicy, QWidget

from desktop.views import theme
from desktop.views.editor.margins import LeftMargin, RightMargin
from desktop.views.editor.marks import Mark, MarkLayer
from desktop.views.editor.spaced import SpacedLayout
from desktop.views.tokens import LINE_HEIGHT_PERCENT, Motion, Size, Space, Type, Weight

_HUGE_BLOCKS = 300
_HUGE_CHARACTERS = 30_000
_HUGE_LINES = 24
_HEADING_PERCENT = 133


class Page(QPlainTextEdit):
    """Plain text in the size and line height of the page, as high as its text; a huge text scrolls in itself.

    `counts` makes it a list: one item a line, a bullet before each, and behind each what `counts` says of it
    (what to show, and whether the item is too long).
    """

    least_lines = 1
    own_size = 0  # of type; 0 is the size that the writer chose
    _dressed = False

    grown = Signal()
    card_asked = Signal(object)  # Mark, by key
    mark_pressed = Signal(object)  # Mark, whose icon was clicked
    hovered = Signal(object)  # Mark or None

    def __init__(
        self,
        *,
        heading: bool = False,
        counts: Callable[[str], tuple[str, bool]] | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._heading = heading
        self._writing = False
        self.marks = MarkLayer(self)
        self._left = LeftMargin(self, self.marks, bullets=counts is not None)
        self._right = RightMargin(self, counts) if counts is not None else None
        self._spacing = SpacedLayout(self.document(), Type.TEXT)
        self._hover = QTimer(self, singleShot=True, interval=Motion.TOOLTIP // 2)
        self._hovered: Mark | None = None
        self._lay_out()
        self._hover.timeout.connect(self._on_hover)
        self.updateRequest.connect(self._update_margins)
        self._left.finding_clicked.connect(self.mark_pressed)

    def _lay_out(self) -> None:
        document = self.document()
        document.setUndoRedoEnabled(False)  # undo is the session's, across brief, facts and fields
        document.setDocumentMargin(Space.XXS)
        option = QTextOption()
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        document.setDefaultTextOption(option)
        document.setDocumentLayout(self._spacing)
        self.setProperty("bare", "true")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setTabChangesFocus(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.viewport().setMouseTracking(True)
        right = self._right.sizeHint().width() if self._right else 0
        self.setViewportMargins(self._left.sizeHint().width() - Space.XXS, 0, right, 0)
        self.set_text_size(self.own_size or theme.tokens().text_size)
        self._dressed = True

    @property
    def is_huge(self) -> bool:
        """Whether the text is so long that it scrolls in itself instead of growing."""
        document = self.document()
        return document.blockCount() > _HUGE_BLOCKS or document.characterCount() > _HUGE_CHARACTERS

    @property
    def writing(self) -> bool:
        """Whether a model writes here now."""
        return self._writing

    def set_text_size(self, size: int) -> None:
        """Show the text in this size, in pixels."""
        if self._heading:
            self.setFont(theme.font(size + Size.RING, Weight.STRONG))
            self._spacing.set_step((size + Size.RING) * _HEADING_PERCENT // 100)
        else:
            self.setFont(theme.font(size))
            self._spacing.set_step(size * LINE_HEIGHT_PERCENT // 100 + Space.XXS)
        self.fit()

    def mark_area(self, mark: Mark) -> QRectF:
        """Where the last line of a mark stands, in the editor's coordinates; empty when it is not on the screen."""
        rects = self.marks.rects(mark)
        return rects[-1].translated(self.viewport().pos()) if rects else QRectF()

    def choose_mark(self, mark: Mark | None) -> None:
        """Show which mark the open card speaks of."""
        self.marks.chosen = mark
        self.marks.invalidate()
        self.viewport().update()

    def mark_at_caret(self) -> Mark | None:
        """The mark over the caret, also one that is not shown."""
        return self.marks.at(self.textCursor().position(), quiet=True)

    def fit(self) -> None:
        """Take the height that the text needs; a huge text gets some lines and a scroll bar."""
        huge = self.is_huge
        policy = Qt.ScrollBarPolicy.ScrollBarAsNeeded if huge else Qt.ScrollBarPolicy.ScrollBarAlwaysOff
        if self.verticalScrollBarPolicy() != policy:
            self.setVerticalScrollBarPolicy(policy)
        height = round(_HUGE_LINES * self._spacing.step) if huge else self._needed()
        if height != self.height() or self.minimumHeight() != height:
            self.setFixedHeight(height)
            self.grown.emit()

    # Qt's events

    def sizeHint(self) -> QSize:
        return QSize(Size.TEXT_NARROW, self.height())

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        super().mouseMoveEvent(event)
        mark = None
        if not event.buttons() and self.marks.marks:
            mark = self.marks.at(self.cursorForPosition(event.position().toPoint()).position())
            if mark is not None and not any(rect.contains(event.position()) for rect in self.marks.rects(mark)):
                mark = None
        if mark is not self._hovered:
            self._hovered = mark
            self._hover.start()

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        if self._hovered is not None:
            self._hovered = None
            self._hover.start()

    def wheelEvent(self, event: QWheelEvent) -> None:
        if self.is_huge:
            super().wheelEvent(event)
        else:
            event.ignore()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        inside = self.viewport().geometry()
        self._left.setGeometry(0, 0, inside.left(), self.height())
        if self._right is not None:
            self._right.setGeometry(inside.right() + 1, 0, self._right.sizeHint().width(), self.height())
        self.marks.invalidate()
        self.fit()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.StyleChange and self._dressed:
            self.set_text_size(self.own_size or theme.tokens().text_size)  # a new style sheet forgets the font

    def paintEvent(self, event: QPaintEvent) -> None:
        marked = bool(self.marks)
        if marked:
            painter = QPainter(self.viewport())
            self.marks.paint_behind(painter, event.rect())
            painter.end()
        super().paintEvent(event)
        if marked or self._writing:
            painter = QPainter(self.viewport())
            self.marks.paint_front(painter, event.rect())
            if self._writing:
                self._paint_pen(painter)
            painter.end()

    # Inside

    def _needed(self) -> int:
        total = 0.0
        block = self.document().firstBlock()
        while block.isValid():
            total += self._spacing.blockBoundingRect(block).height()
            block = block.next()
        return round(max(total, self.least_lines * self._spacing.step)) + 2 * Space.XXS

    def _update_margins(self, area: QRect, _dy: int = 0) -> None:
        self.marks.invalidate()
        if self.marks or self._right is not None:
            self._left.update(0, area.top() - Size.ICON_SMALL, self._left.width(), area.height() + 2 * Size.ICON_SMALL)
        if self._right is not None:
            self._right.update()

    def _on_hover(self) -> None:
        self.hovered.emit(self._hovered)

    def _paint_pen(self, painter: QPainter) -> None:
        """The caret of the one who writes, at the end."""
        cursor = QTextCursor(self.document())
        cursor.movePosition(QTextCursor.MoveOperation.End)
        rect = self.cursorRect(cursor)
        painter.fillRect(rect.x(), rect.y(), Size.LINE, rect.height(), theme.colour("accent"))
