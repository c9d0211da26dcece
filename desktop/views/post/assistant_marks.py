"""Shows a proposal over the paragraph that it is for: gone words struck through, new ones underlined, ✓ and ✗ behind.

It lies over the editor's own lines and is no part of its document, so no word of a proposal can be saved, searched,
checked or undone. Font, width and height of a line are the editor's; what is old has the looks it has there.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QPointF, QRectF, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFontMetricsF,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QTextCharFormat,
    QTextLayout,
    QTextOption,
)
from PySide6.QtWidgets import QWidget

from desktop.core.words import tr
from desktop.runtime.assisting_values import Proposal
from desktop.views import theme
from desktop.views.announce import announce
from desktop.views.editor.changes import ADDED, GONE, paint_grounds, paint_strokes, paint_underlines
from desktop.views.editor.plain import units
from desktop.views.icons import paint_icon
from desktop.views.post.assistant_runs import BREAK, HOLDER, Run, RunKind
from desktop.views.tokens import Radius, Size, Space
from desktop.views.widgets.surface import rounded

Looks = Callable[[int, int], Sequence[tuple[int, int, QTextCharFormat]]]
"""From code point to code point of the editor's text: the looks there, each with start and length in UTF-16 units."""

_HALF = Size.BADGE + Space.HAIR
_STEPS = {Qt.Key.Key_Left: -1, Qt.Key.Key_Up: -1, Qt.Key.Key_Right: 1, Qt.Key.Key_Down: 1}


class ChangesView(QWidget):
    """One change is the current one and has a ring; arrow keys move it, Enter accepts, Delete rejects."""

    accept_asked = Signal(int)
    reject_asked = Signal(int)
    moved = Signal()  # another change is the current one

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._runs: list[tuple[int, int, Run]] = []
        self._open: tuple[int, ...] = ()
        self._proposal: Proposal | None = None
        self._current = -1
        self._layout = QTextLayout()
        self._left = 0.0
        self._height = 0.0
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setAccessibleName(tr("Proposed changes"))
        self.hide()

    @property
    def current(self) -> int:
        """The number of the current change, from 0; -1 when none is open."""
        return self._current

    def show_runs(self, runs: Sequence[Run], proposal: Proposal, looks: Looks) -> None:
        """Show these runs; the current change stays, or becomes the next one that is open."""
        text, at = "", 0
        self._runs = []
        for run in runs:
            end = at + units(run.text)
            self._runs.append((at, end, run))
            text += run.text.replace("\n", BREAK)
            at = end
        self._proposal, self._open = proposal, proposal.open
        before = self._current
        self._current = next((each for each in self._open if each >= before), self._open[0] if self._open else -1)
        self._layout = QTextLayout(text, self.font())
        self._layout.setCacheEnabled(True)
        option = QTextOption()
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self._layout.setTextOption(option)
        self._layout.setFormats(self._formats(looks))
        if self._current != before:
            self._tell()
        self.update()

    def lay_out(self, left: float, width: float, step: float) -> float:
        """Break the lines at this width, from `left` on, each `step` high or more; returns the height of all."""
        self._left = left
        layout = self._layout
        layout.beginLayout()
        top = 0.0
        line = layout.createLine()
        while line.isValid():
            line.setLineWidth(width)
            box = max(step, line.height())
            line.setPosition(QPointF(left, top + (box - line.height()) / 2))
            top += box
            line = layout.createLine()
        layout.endLayout()
        self._height = max(top, step)
        self.update()
        return self._height

    def forget(self) -> None:
        """Show nothing any more."""
        self._current, self._runs, self._open, self._proposal = -1, [], (), None
        self.hide()

    def step(self, by: int) -> None:
        """Make the next (1) or previous (-1) open change the current one; beyond the last comes the first."""
        if self._open:
            place = self._open.index(self._current) if self._current in self._open else 0
            self.choose(self._open[(place + by) % len(self._open)])

    def choose(self, number: int) -> None:
        """Make an open change the current one."""
        if number in self._open and number != self._current:
            self._current = number
            self.update()
            self._tell()
            self.moved.emit()

    def chip_rect(self, number: int) -> QRectF:
        """Where the chip of a change stands; its left half accepts, its right half rejects."""
        for start, end, run in self._runs:
            if run.kind is RunKind.CHIP and run.number == number:
                rects = self._rects(start, end)
                return self._chip(rects[0]) if rects else QRectF()
        return QRectF()

    # Qt's events

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, held = Qt.Key(event.key()), event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if held or self._current < 0:
            super().keyPressEvent(event)
        elif key in _STEPS:
            self.step(_STEPS[key])
        elif key in {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space}:
            self.accept_asked.emit(self._current)
        elif key in {Qt.Key.Key_Delete, Qt.Key.Key_Backspace}:
            self.reject_asked.emit(self._current)
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        number, half = self._at(event.position())
        self.setFocus(Qt.FocusReason.MouseFocusReason)
        if half < 0:
            self.accept_asked.emit(number)
        elif half > 0:
            self.reject_asked.emit(number)
        elif number >= 0:
            self.choose(number)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        _, half = self._at(event.position())
        self.setCursor(Qt.CursorShape.PointingHandCursor if half else Qt.CursorShape.ArrowCursor)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(self.rect(), theme.colour("surface_2"))
        for start, end, run in self._runs:
            if run.kind in {RunKind.GONE, RunKind.ADDED}:
                paint_grounds(painter, self._rects(start, end), GONE if run.kind is RunKind.GONE else ADDED)
        painter.setPen(theme.colour("text_1"))
        self._layout.draw(painter, QPointF(0, 0))
        for start, end, run in self._runs:
            self._paint_over(painter, run, self._rects(start, end) if run.kind is not RunKind.GAP else [])

    # Inside

    def _paint_over(self, painter: QPainter, run: Run, rects: list[QRectF]) -> None:
        match run.kind:
            case RunKind.GONE:
                paint_strokes(painter, rects, GONE)
            case RunKind.ADDED:
                paint_underlines(painter, rects, ADDED)
            case RunKind.TICK:
                paint_icon(painter, "check", rects[0], "supported")
            case RunKind.CHIP:
                self._paint_chip(painter, self._chip(rects[0]), current=run.number == self._current)
            case RunKind.SAME if run.kept:
                pen = QPen(theme.colour("warning"), Size.LINE)
                pen.setDashPattern([1.0, 1.0])
                painter.setPen(pen)
                for rect in rects:
                    painter.drawLine(rect.bottomLeft(), rect.bottomRight())

    def _paint_chip(self, painter: QPainter, area: QRectF, *, current: bool) -> None:
        half = Size.HAIR / 2
        if current:
            painter.setPen(QPen(theme.colour("accent"), Size.LINE))
            painter.setBrush(theme.colour("accent_soft"))
            ring = area.adjusted(-Size.HAIR, -Size.HAIR, Size.HAIR, Size.HAIR)
            painter.drawPath(rounded(ring, Radius.SMALL))
        painter.setPen(theme.colour("line_strong"))
        painter.setBrush(theme.colour("surface_3"))
        if not current:
            painter.drawPath(rounded(area.adjusted(half, half, -half, -half), Radius.SMALL - Size.HAIR))
        middle = area.center().x()
        painter.drawLine(QPointF(middle, area.top() + Space.XS), QPointF(middle, area.bottom() - Space.XS))
        side = float(Size.BADGE_ICON)
        for name, role, x in (("check", "supported", area.left()), ("close", "contradicted", middle)):
            box = QRectF(x + (area.width() / 2 - side) / 2, area.center().y() - side / 2, side, side)
            paint_icon(painter, name, box, role)

    @staticmethod
    def _chip(rect: QRectF) -> QRectF:
        height = float(Size.TOGGLE)
        return QRectF(rect.left() + Space.XXS, rect.center().y() - height / 2, 2.0 * _HALF, height)

    def _at(self, point: QPointF) -> tuple[int, int]:
        """The change at a point, and whether its ✓ (-1) or its ✗ (1) is there; -1 and 0 for none."""
        for number in self._open:
            chip = self.chip_rect(number)
            if chip.adjusted(-Space.XXS, -Space.XS, Space.XXS, Space.XS).contains(point):
                return number, -1 if point.x() < chip.center().x() else 1
        for start, end, run in self._runs:
            if run.number >= 0 and any(rect.contains(point) for rect in self._rects(start, end)):
                return run.number, 0
        return -1, 0

    def _rects(self, start: int, end: int) -> list[QRectF]:
        """The pieces of a run, one for each line that it stands on."""
        found: list[QRectF] = []
        layout = self._layout
        if not layout.lineCount():
            return found
        first = layout.lineForTextPosition(start)
        for index in range(first.lineNumber() if first.isValid() else 0, layout.lineCount()):
            line = layout.lineAt(index)
            if line.textStart() >= end:
                break
            begin, stop = max(start, line.textStart()), min(end, line.textStart() + line.textLength())
            if begin >= stop:
                continue
            left, right = float(line.cursorToX(begin)[0]), float(line.cursorToX(stop)[0])  # type: ignore[index]
            if right > left:
                found.append(QRectF(left, line.y(), right - left, line.height()))
        return found

    def _formats(self, looks: Looks) -> list[QTextLayout.FormatRange]:
        made: list[QTextLayout.FormatRange] = []
        for start, end, run in self._runs:
            if run.at >= 0:
                for begin, length, look in looks(run.at, run.at + len(run.text)):
                    made.append(_range(start + begin, length, look))
            if run.kind is RunKind.GONE:
                look = QTextCharFormat()
                look.setForeground(theme.colour(GONE))
                made.append(_range(start, end - start, look))
            elif run.kind in {RunKind.CHIP, RunKind.TICK}:
                width = 2 * _HALF + Space.XS if run.kind is RunKind.CHIP else Size.ICON_SMALL
                made.append(_range(start, 1, self._holder(width)))
        return made

    def _holder(self, width: float) -> QTextCharFormat:
        """Draw nothing, and take just so much room."""
        look = QTextCharFormat()
        look.setForeground(QColor(Qt.GlobalColor.transparent))
        look.setFontLetterSpacingType(self.font().SpacingType.AbsoluteSpacing)
        look.setFontLetterSpacing(width - QFontMetricsF(self.font()).horizontalAdvance(HOLDER))
        return look

    def _tell(self) -> None:
        """Say the current change to those who hear the window."""
        words = self.current_words()
        self.setAccessibleDescription(words)
        if words and self.isVisible():
            announce(self, words)

    def current_words(self) -> str:
        """The current change in words; empty when none is open."""
        if self._proposal is None or self._current < 0:
            return ""
        change = self._proposal.changes[self._current]
        number, of = self._current + 1, len(self._proposal.changes)
        old, new = change.old.strip(), change.new.strip()
        if not new:
            return tr("Change {number} of {of}: “{old}” goes.", number=number, of=of, old=old)
        if not old:
            return tr("Change {number} of {of}: “{new}” comes in.", number=number, of=of, new=new)
        return tr("Change {number} of {of}: “{old}” becomes “{new}”.", number=number, of=of, old=old, new=new)


def _range(start: int, length: int, look: QTextCharFormat) -> QTextLayout.FormatRange:
    made = QTextLayout.FormatRange()
    made.start, made.length, made.format = start, length, look
    return made
