"""The steps to a post, joined by a line: which are done, which one is shown, and the way to each."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QPersistentModelIndex,
    QPointF,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QKeyEvent, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from desktop.core.words import tr
from desktop.runtime.posting_values import Step, StepState
from desktop.views import theme
from desktop.views.announce import spoken
from desktop.views.icons import paint_icon
from desktop.views.post.words import step_name
from desktop.views.tokens import Size, Space, Type, Weight
from desktop.views.widgets.row_list import RowList
from desktop.views.widgets.surface import paint_ground

_Index = QModelIndex | QPersistentModelIndex
_STATE, _SHOWN = Qt.ItemDataRole.UserRole, Qt.ItemDataRole.UserRole + 1
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space)
_MIDDLE = int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft)
_END = int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight)


class StepsList(RowList):
    """A click or Enter shows a step; Up and Down go from one to the other."""

    step_chosen = Signal(object)  # Step

    def __init__(self, parent: QWidget | None = None) -> None:
        self._steps = _Steps()
        super().__init__(tr("Steps"), self._steps, _Lines(), parent)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFixedHeight(len(Step) * Size.CONTROL)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.clicked.connect(lambda index: self.step_chosen.emit(list(Step)[index.row()]))
        self.show_step(Step.IDEA)

    @property
    def shown(self) -> Step:
        """The step whose page is shown."""
        return self._steps.shown

    @property
    def states(self) -> tuple[StepState, ...]:
        """How far each step is."""
        return self._steps.states

    def show_states(self, states: Sequence[StepState]) -> None:
        """Say how far each step is."""
        self._steps.show(tuple(states), self._steps.shown)

    def show_step(self, step: Step) -> None:
        """Light the step whose page is shown, whether it is done or not."""
        self._steps.show(self._steps.states, step)
        self.setCurrentIndex(self._steps.index(list(Step).index(step)))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        row = self.currentIndex().row()
        if row >= 0 and event.key() in _ENTER and not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            self.step_chosen.emit(list(Step)[row])
        elif event.key() in _ENTER:
            event.ignore()
        else:
            super().keyPressEvent(event)


class _Steps(QAbstractListModel):
    def __init__(self) -> None:
        super().__init__()
        self.states: tuple[StepState, ...] = tuple(StepState(step, done=False) for step in Step)
        self.shown = Step.IDEA

    def show(self, states: tuple[StepState, ...], shown: Step) -> None:
        if (states, shown) != (self.states, self.shown):
            self.states, self.shown = states, shown
            self.dataChanged.emit(self.index(0), self.index(len(states) - 1))

    def rowCount(self, _parent: _Index | None = None) -> int:
        return len(self.states)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        state = self.states[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return step_name(state.step)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            here = tr("shown now") if state.step is self.shown else ""
            return spoken(step_name(state.step), tr("done") if state.done else tr("not done"), _count(state), here)
        if role == _STATE:
            return state
        return state.step is self.shown if role == _SHOWN else None


def _count(state: StepState) -> str:
    return tr("{n} of {total}", n=state.count, total=state.of) if state.of else ""


class _Lines(QStyledItemDelegate):
    def sizeHint(self, _option: QStyleOptionViewItem, _index: _Index) -> QSize:
        return QSize(0, Size.CONTROL)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        state = index.data(_STATE)
        if not isinstance(state, StepState):
            return
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        area = QRect(option.rect)
        keyed = option.state & QStyle.StateFlag.State_HasFocus and option.state & QStyle.StateFlag.State_Selected
        if keyed or option.state & QStyle.StateFlag.State_MouseOver:
            paint_ground(painter, QRectF(area), "surface_0")
        shown = bool(index.data(_SHOWN))
        sign = QRectF(area.left() + Space.S, 0, Size.ICON, Size.ICON)
        sign.moveCenter(QPointF(sign.center().x(), QRectF(area).center().y()))
        _paint_thread(painter, QRectF(area), sign, first=index.row() == 0, last=index.row() == len(Step) - 1)
        _paint_sign(painter, sign, done=state.done, shown=shown)
        words = area.adjusted(int(sign.right()) - area.left() + Space.S + Space.XXS, 0, -Space.S, 0)
        count = _count(state)
        painter.setFont(theme.font(Type.SMALL))
        painter.setPen(theme.colour("text_2"))
        painter.drawText(words, _END, count)
        if count:
            words.setRight(words.right() - painter.fontMetrics().horizontalAdvance(count) - Space.S)
        painter.setFont(theme.font(Type.BASE, Weight.STRONG if shown else Weight.REGULAR))
        painter.setPen(theme.colour("text_1" if shown else "text_2"))
        name = painter.fontMetrics().elidedText(step_name(state.step), Qt.TextElideMode.ElideRight, words.width())
        painter.drawText(words, _MIDDLE, name)
        painter.restore()


def _paint_thread(painter: QPainter, area: QRectF, sign: QRectF, *, first: bool, last: bool) -> None:
    """The line from the step before and to the next one."""
    painter.setPen(QPen(theme.colour("line_strong"), Size.HAIR))
    x = round(sign.center().x()) + Size.HAIR / 2
    gap = Space.XXS
    if not first:
        painter.drawLine(QPointF(x, area.top()), QPointF(x, sign.top() - gap))
    if not last:
        painter.drawLine(QPointF(x, sign.bottom() + gap), QPointF(x, area.bottom()))


def _paint_sign(painter: QPainter, area: QRectF, *, done: bool, shown: bool) -> None:
    """A green tick for what is done, a ring for what is not; what is shown has the accent's, with a dot or a tick."""
    inner = QRectF(0, 0, Size.BADGE_ICON, Size.BADGE_ICON)
    inner.moveCenter(area.center())
    if shown:
        half = Size.LINE / 2
        painter.setPen(QPen(theme.colour("accent"), Size.LINE))
        painter.setBrush(theme.colour("surface_2"))
        painter.drawEllipse(area.adjusted(half, half, -half, -half))
        if done:
            paint_icon(painter, "check", inner, "accent")
            return
        dot = QRectF(0, 0, Space.S, Space.S)
        dot.moveCenter(area.center())
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.colour("accent"))
        painter.drawEllipse(dot)
    elif done:
        contrast = theme.tokens().high_contrast
        painter.setPen(QPen(theme.colour("supported"), Size.HAIR) if contrast else Qt.PenStyle.NoPen)
        painter.setBrush(theme.colour("supported_soft"))
        painter.drawEllipse(area)
        paint_icon(painter, "check", inner, "supported")
    else:
        half = Size.HAIR / 2
        painter.setPen(QPen(theme.colour("line_strong"), Size.HAIR))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawEllipse(area.adjusted(half, half, -half, -half))
