"""The text of one field in one column: what differs is marked in it, a sentence is chosen, it is edited in place."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from PySide6.QtCore import QMimeData, QPoint, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QDrag, QKeyEvent, QKeySequence, QMouseEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QApplication, QWidget

from desktop.core.finding import Claim, Finding
from desktop.views import theme
from desktop.views.compare.piece import DraggedPiece, mime_of
from desktop.views.compare.shown_text import GONE as GONE_KINDS
from desktop.views.compare.shown_text import ChangeKind, ShownText, plain
from desktop.views.editor.changes import ADDED, GONE, paint_grounds, paint_strokes, paint_underlines
from desktop.views.editor.field_editor import FieldEditor
from desktop.views.editor.gutter import GUTTER
from desktop.views.editor.margins import BULLET
from desktop.views.editor.marks import Look, Visible
from desktop.views.item_places import Span
from desktop.views.tokens import LINE_HEIGHT_PERCENT, Size, Space, Weight
from desktop.views.widgets.surface import rounded

_ROLES = {
    ChangeKind.ADDED: ADDED,
    ChangeKind.LEFT_OUT: GONE,
    ChangeKind.MOVED_HERE: "information",
    ChangeKind.MOVED_AWAY: "information",
    ChangeKind.SHARED: "accent",
}
_FADED = 96
"""How much of the ground lies over words that are gone, of 255."""
_LOOKS_WITH_LINE = frozenset({Look.WRONG, Look.DOUBT, Look.WAVE})


class _Seen(NamedTuple):
    """A change that is on the screen."""

    kind: ChangeKind
    start: int
    end: int
    rects: list[QRectF]


class VariantPage(FieldEditor):
    """Shows a `ShownText` and reads it back without the words of the base; offsets are those of the own text.

    Keys that it does not need itself go to its parent, so that arrows move from sentence to sentence.
    """

    pressed = Signal(int)  # at this code point
    left = Signal()  # Esc while it is edited

    def __init__(
        self, key: str, field: str, *, heading: bool = False, is_list: bool = False, parent: QWidget | None = None
    ) -> None:
        self._key = key
        self._field = field
        self._is_heading = heading
        self._is_list = is_list
        self._shown = plain("")
        self._runs: list[tuple[int, int]] = []
        self._lined: list[tuple[int, int]] = []
        self._sight: list[_Seen] | None = None
        self._sentence: tuple[int, int] | None = None
        self._editing = False
        self._held: QPoint | None = None
        super().__init__(counts=_no_count if is_list else None, parent=parent)
        if self._right is not None:
            self._right.deleteLater()
            self._right = None
        self.setViewportMargins(BULLET if is_list else 0, 0, 0, 0)
        self.setAcceptDrops(False)
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.set_locked(True)
        self.undo_asked.connect(self.undo)
        self.redo_asked.connect(self.redo)

    # What is shown

    @property
    def shown(self) -> ShownText:
        """The text with its marks."""
        return self._shown

    @property
    def editing(self) -> bool:
        """Whether it is edited now."""
        return self._editing

    def show_shown(self, shown: ShownText) -> None:
        """Show this text, unless it is being edited."""
        if self._editing or shown == self._shown:
            return
        self._shown = shown
        self.show_text(shown.text)
        self._runs = self._positions.spans([(each.start, each.end) for each in shown.changes])
        self._sight = None
        self.marks.invalidate()
        self.viewport().update()

    def show_marks(self, spans: list[Span], claims: Mapping[Finding, Claim]) -> None:
        """Mark what was found, from code point to code point of the own text."""
        if self._editing:
            spans = []
        if not spans and not self.marks:
            return
        self.show_findings([(*self._shown.span(start, end), finding) for start, end, finding in spans], claims)
        marks = self.marks.marks
        self._lined = [(mark.start, mark.end) for mark in marks if mark.look in _LOOKS_WITH_LINE]

    def set_sentence(self, span: tuple[int, int] | None) -> None:
        """Show softly which sentence is chosen."""
        if span != self._sentence:
            self._sentence = span
            self.viewport().update()

    def sentence_area(self) -> QRectF:
        """Where the last line of the chosen sentence stands, in the page's coordinates; empty when it is not seen."""
        rects = self._sentence_rects()
        return rects[-1].translated(self.viewport().pos()) if rects else QRectF()

    def sentence_bounds(self) -> QRectF:
        """All lines of the chosen sentence together, in the page's coordinates."""
        bounds = QRectF()
        for rect in self._sentence_rects():
            bounds = bounds.united(rect.translated(self.viewport().pos()))
        return bounds

    def set_text_size(self, size: int) -> None:
        """Show the text in this size, in pixels; a heading stands out by its weight, as columns are narrow."""
        self.setFont(theme.font(size, Weight.STRONG if self._is_heading else Weight.REGULAR))
        self._spacing.set_step(size * LINE_HEIGHT_PERCENT // 100)
        self._sight = None
        self.fit()

    # Editing in place

    def begin_edit(self) -> None:
        """Let the writer type here, in the text without marks."""
        self._sentence = None
        self.show_findings([])
        self.show_shown(plain(self._shown.own))
        self._editing = True
        self.set_locked(False)
        self.document().setUndoRedoEnabled(True)
        self.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def end_edit(self) -> None:
        """Show it to be read again."""
        if self._editing:
            self.document().setUndoRedoEnabled(False)
            self.set_locked(True)
            self._editing = False
            self._shown = plain(self.text())
            self._runs = []
            self._sight = None

    # The keys, the mouse and the clipboard

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self._editing and event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        elif self._editing or event.matches(QKeySequence.StandardKey.Copy):
            super().keyPressEvent(event)
        elif event.key() == Qt.Key.Key_Escape and self.marks.chosen is not None:
            self.card_left.emit()
        else:
            event.ignore()

    def _takes(self, event: QKeyEvent) -> bool:
        """Esc leaves the edited text before it stops anything; undo is that of the text while it is edited."""
        if not self._editing:
            return event.key() == Qt.Key.Key_Escape and self.marks.chosen is not None
        return event.key() == Qt.Key.Key_Escape or super()._takes(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._held = None
        if event.button() is Qt.MouseButton.LeftButton and not self._editing:
            here = event.position()
            if any(rect.contains(here) for rect in self._sentence_rects()) and not self.textCursor().hasSelection():
                self._held = here.toPoint()
                return
        super().mousePressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._held is None:
            super().mouseMoveEvent(event)
        elif (event.position().toPoint() - self._held).manhattanLength() >= QApplication.startDragDistance():
            self._held = None
            self._drag_sentence()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        held, self._held = self._held, None
        if held is None:
            super().mouseReleaseEvent(event)
        if event.button() is Qt.MouseButton.LeftButton and not self.textCursor().hasSelection() and not self._editing:
            position = self.cursorForPosition(event.position().toPoint()).position()
            self.pressed.emit(self._shown.offset(self.offset_of(position)))

    def createMimeDataFromSelection(self) -> QMimeData:
        cursor = self.textCursor()
        start, end = (self.offset_of(at) for at in (cursor.selectionStart(), cursor.selectionEnd()))
        if self._editing:
            data = QMimeData()
            data.setText(self.text()[start:end])
            return data
        piece = DraggedPiece(self._key, self._field, self._shown.offset(start), self._shown.offset(end))
        return mime_of(piece, self._shown.own[piece.start : piece.end])

    @property
    def selected(self) -> tuple[int, int] | None:
        """What is selected of the own text; `None` when nothing is."""
        cursor = self.textCursor()
        if not cursor.hasSelection() or self._editing:
            return None
        start, end = (self.offset_of(at) for at in (cursor.selectionStart(), cursor.selectionEnd()))
        return self._shown.offset(start), self._shown.offset(end)

    def _drag_sentence(self) -> None:
        if self._sentence is None:
            return
        start, end = self._sentence
        drag = QDrag(self)
        drag.setMimeData(mime_of(DraggedPiece(self._key, self._field, start, end), self._shown.own[start:end]))
        drag.exec(Qt.DropAction.CopyAction)

    # Painting

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        super().scrollContentsBy(dx, dy)
        self._sight = None

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._sight = None
        if self._is_list:  # the bullets stand where the text begins, as there is no gutter here
            self._left.setGeometry(-GUTTER, 0, GUTTER + BULLET, self.height())

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._sight is None:
            self._sight = list(self._in_sight(Visible(self))) if self._runs else []
        sight = self._sight
        if sight or self._sentence:
            painter = QPainter(self.viewport())
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            self._paint_sentence(painter)
            for seen in sight:
                paint_grounds(painter, seen.rects, _ROLES[seen.kind])
            painter.end()
        super().paintEvent(event)
        if sight:
            painter = QPainter(self.viewport())
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            for seen in sight:
                self._paint_lines(painter, seen)
            painter.end()

    def _paint_sentence(self, painter: QPainter) -> None:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.colour("selection"))
        for rect in self._sentence_rects():
            painter.drawPath(rounded(rect.adjusted(-Space.XXS, -Space.XXS, Space.XXS, Space.XXS), Size.RING))

    def _paint_lines(self, painter: QPainter, seen: _Seen) -> None:
        """Strokes through what is gone, lines under what is new, but where a claim has its own line."""
        role = _ROLES[seen.kind]
        if seen.kind in GONE_KINDS:
            veil = QColor(theme.colour(f"{role}_soft"))
            veil.setAlpha(_FADED)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(veil)
            for rect in seen.rects:
                painter.drawRect(rect)
            paint_strokes(painter, seen.rects, role)
        elif seen.kind is not ChangeKind.SHARED:
            rects = seen.rects
            if any(first < seen.end and last > seen.start for first, last in self._lined):
                visible = Visible(self)
                parts = _without(seen.start, seen.end, self._lined)
                rects = [rect for part in parts for rect in visible.rects(*part)]
            paint_underlines(painter, rects, role, dashed=seen.kind is ChangeKind.MOVED_HERE)

    def _in_sight(self, visible: Visible) -> Iterator[_Seen]:
        """The changes that are on the screen, each with its pieces; found once for each state of text and place."""
        first = bisect_left(self._runs, (visible.start, 0)) - 1
        for index in range(max(0, first), len(self._runs)):
            start, end = self._runs[index]
            if start > visible.end:
                return
            if visible.holds(start, end):
                yield _Seen(self._shown.changes[index].kind, start, end, visible.rects(start, end))

    def _sentence_rects(self) -> list[QRectF]:
        if self._sentence is None:
            return []
        ((start, end),) = self._positions.spans([self._shown.span(*self._sentence)])
        return Visible(self).rects(start, end)


def _no_count(_text: str) -> tuple[str, bool]:
    return "", False


def _without(start: int, end: int, holes: list[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """The parts of a run that no hole covers; the holes are in order."""
    for first, last in holes:
        if last <= start or first >= end:
            continue
        if first > start:
            yield start, first
        start = max(start, last)
    if start < end:
        yield start, end
