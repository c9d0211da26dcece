"""A month to choose a day from, by click or by the arrow keys."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from PySide6.QtCore import QDate, QLocale, QPoint, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from desktop.core.words import tr
from desktop.views import theme
from desktop.views.announce import announce
from desktop.views.tokens import Radius, Size, Space, Type, Weight
from desktop.views.widgets.button import IconButton
from desktop.views.widgets.focus_ring import KeyFocus
from desktop.views.widgets.surface import rounded
from desktop.views.widgets.text import Label

_WEEK = 7
_WEEKS = 6
_MIDDLE = int(Qt.AlignmentFlag.AlignCenter)


class MonthPicker(QWidget):
    """`chosen` sends the day that was clicked, or on which Enter was pressed."""

    chosen = Signal(object)  # date

    def __init__(self, name: str, day: date | None = None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.days = MonthDays(name, day)
        self.title = Label("", "strong")
        self.before = IconButton("chevron-left", tr("The month before"), size=Size.CONTROL_SMALL)
        self.after = IconButton("chevron-right", tr("The month after"), size=Size.CONTROL_SMALL)
        head = QHBoxLayout()
        head.setContentsMargins(Space.XS, 0, 0, 0)
        head.setSpacing(Space.XS)
        head.addWidget(self.title, 1)
        head.addWidget(self.before)
        head.addWidget(self.after)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.XS)
        column.addLayout(head)
        column.addWidget(self.days)
        self.before.clicked.connect(lambda: self.days.turn(-1))
        self.after.clicked.connect(lambda: self.days.turn(1))
        self.days.chosen.connect(self.chosen)
        self.days.turned.connect(self._show_title)
        self._show_title()

    def show_day(self, day: date | None) -> None:
        """Show this day as the chosen one, in its month; sends nothing."""
        self.days.show_day(day)

    def _show_title(self) -> None:
        month = self.days.held
        words = QLocale().toString(QDate(month.year, month.month, 1), "MMMM yyyy")
        self.title.setText(words[:1].upper() + words[1:])


class MonthDays(KeyFocus, QWidget):
    """The days of the month of the held one, in weeks as this language begins them."""

    chosen = Signal(object)  # date
    turned = Signal()

    def __init__(self, name: str, day: date | None) -> None:
        super().__init__()
        self._name = name
        self._day = day
        self.held = day or datetime.now().astimezone().date()
        self._hot = QPoint(-1, -1)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._name_it()

    def show_day(self, day: date | None) -> None:
        """Show this day as the chosen one; sends nothing."""
        self._day = day
        self._hold(day or self.held, say=False)

    def turn(self, months: int) -> None:
        """Show another month."""
        moved = QDate(self.held.year, self.held.month, self.held.day).addMonths(months)
        self._hold(date(moved.year(), moved.month(), moved.day()))

    def area_of(self, day: date) -> QRect:
        """Where a day of the shown weeks stands."""
        place = (day - self._first()).days
        return self._cell(place % _WEEK, place // _WEEK + 1)

    def sizeHint(self) -> QSize:
        return QSize(_WEEK * Size.ROW, (_WEEKS + 1) * Size.CONTROL_SMALL)

    def minimumSizeHint(self) -> QSize:
        return QSize(_WEEK * Size.CONTROL_SMALL, self.sizeHint().height())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        steps = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1, Qt.Key.Key_Up: -_WEEK, Qt.Key.Key_Down: _WEEK}
        months = {Qt.Key.Key_PageUp: -1, Qt.Key.Key_PageDown: 1}
        if event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            super().keyPressEvent(event)
        elif step := next((step for each, step in steps.items() if each == key), 0):
            self._hold(self.held + timedelta(days=step))
        elif month := next((month for each, month in months.items() if each == key), 0):
            self.turn(month)
        elif key in {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space}:
            self._choose(self.held)
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        day = self._day_at(event.position().toPoint())
        if day is not None and event.button() == Qt.MouseButton.LeftButton:
            self._choose(day)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._hot = event.position().toPoint()
        self.update()

    def leaveEvent(self, _event: object) -> None:
        self._hot = QPoint(-1, -1)
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(theme.font(Type.SMALL))
        painter.setPen(theme.colour("text_3"))
        locale, first = QLocale(), self._first()
        for column in range(_WEEK):
            words = locale.dayName((first.isoweekday() - 1 + column) % _WEEK + 1, QLocale.FormatType.ShortFormat)
            painter.drawText(self._cell(column, 0), _MIDDLE, words.rstrip(".")[:3])
        today = datetime.now().astimezone().date()
        for place in range(_WEEK * _WEEKS):
            day = first + timedelta(days=place)
            self._paint_day(painter, self._cell(place % _WEEK, place // _WEEK + 1), day, today)

    def _paint_day(self, painter: QPainter, area: QRect, day: date, today: date) -> None:
        ground = QRectF(area).adjusted(Space.HAIR, Space.HAIR, -Space.HAIR, -Space.HAIR)
        chosen, own = day == self._day, day.month == self.held.month
        painter.setPen(Qt.PenStyle.NoPen)
        if chosen or area.contains(self._hot):
            painter.setBrush(theme.colour("accent" if chosen else "surface_0"))
            painter.drawPath(rounded(ground, Radius.SMALL))
        if day == self.held and self.hasFocus() and not chosen:
            painter.setPen(QPen(theme.colour("accent"), Size.HAIR))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawPath(rounded(ground, Radius.SMALL))
        painter.setFont(theme.font(Type.BASE, Weight.STRONG if chosen or day == today else Weight.REGULAR))
        painter.setPen(theme.colour("on_accent" if chosen else "text_1" if own else "text_3"))
        painter.drawText(area, _MIDDLE, str(day.day))

    def _first(self) -> date:
        """The day in the upper corner: the first of the week in which the month begins."""
        month = self.held.replace(day=1)
        begins = QLocale().firstDayOfWeek().value
        return month - timedelta(days=(month.isoweekday() - begins) % _WEEK)

    def _cell(self, column: int, row: int) -> QRect:
        width = self.width() // _WEEK
        left = (self.width() - width * _WEEK) // 2
        return QRect(left + column * width, row * Size.CONTROL_SMALL, width, Size.CONTROL_SMALL)

    def _day_at(self, point: QPoint) -> date | None:
        first = self._first()
        days = (first + timedelta(days=place) for place in range(_WEEK * _WEEKS))
        return next((day for day in days if self.area_of(day).contains(point)), None)

    def _hold(self, day: date, *, say: bool = True) -> None:
        self.held = day
        self._name_it()
        self.turned.emit()
        self.update()
        if say:
            announce(self, self._words(day))

    def _choose(self, day: date) -> None:
        self._day = day
        self._hold(day, say=False)
        self.chosen.emit(day)

    @staticmethod
    def _words(day: date) -> str:
        return QLocale().toString(QDate(day.year, day.month, day.day), QLocale.FormatType.LongFormat)

    def _name_it(self) -> None:
        self.setAccessibleName(tr("{what}: {day}", what=self._name, day=self._words(self.held)))
