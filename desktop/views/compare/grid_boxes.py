"""The boxes of the grid: a row for each model, a column for each tone and instruction, a tick for what is written."""

from __future__ import annotations

import msgspec
from PySide6.QtCore import (
    QAbstractTableModel,
    QEvent,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter
from PySide6.QtWidgets import (
    QHeaderView,
    QSizePolicy,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from desktop.core.comparison import Choice, Grid
from desktop.core.words import tr
from desktop.runtime.desk import Desk
from desktop.views import theme
from desktop.views.compare.grid_words import box_words, instruction_words, model_title, tone_words
from desktop.views.icons import paint_icon
from desktop.views.tokens import Radius, Size, Space, Type, Weight
from desktop.views.where import place_of
from desktop.views.widgets.focus_ring import KeyFocus
from desktop.views.widgets.surface import paint_ground, rounded

Index = QModelIndex | QPersistentModelIndex

_START = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
_CENTRE = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignHCenter
_TICKS = (Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter)
_REMOVES = (Qt.Key.Key_Delete, Qt.Key.Key_Backspace)
_MOST_ROWS = 6
_MODEL_WIDTH = Size.SIDE_LIST
_BOX_WIDTH = Size.RAIL + Space.XL


class GridBoxes(KeyFocus, QTableView):
    """The table; the first column names the models, the last one takes them out.

    Arrows move, Space ticks a box or takes the model out, Delete takes the model of the row out.
    """

    toggled = Signal(object)  # Choice
    removed = Signal(str)  # a model's id

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = _Boxes(desk)
        self._model.setParent(self)
        self.setAccessibleName(tr("What is written"))
        self.setModel(self._model)
        self._header = _Header(self._model, self)
        self.setHorizontalHeader(self._header)
        self.setItemDelegate(_Cells(self._model, self))
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(Size.BUTTON_TALL)
        self.setShowGrid(False)
        self.setCornerWidget(QWidget())  # the style's own is painted in another colour
        self.setMouseTracking(True)
        self.setFrameShape(QTableView.Shape.NoFrame)
        self.setSelectionMode(QTableView.SelectionMode.NoSelection)
        self.setTabKeyNavigation(False)
        self.setVerticalScrollMode(QTableView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QTableView.ScrollMode.ScrollPerPixel)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.clicked.connect(self._press)

    @property
    def grid(self) -> Grid:
        """What is shown."""
        return self._model.grid

    def show_grid(self, grid: Grid, tone: str) -> None:
        """Show this grid of a brief with this tone; the place of the keyboard is kept."""
        current = self.currentIndex()
        row, column = current.row(), current.column()
        self._model.show(grid, tone)
        for section in range(self._model.columnCount()):
            self.setColumnWidth(section, self._width(section))
        if self._model.rowCount():
            row = max(0, min(row, self._model.rowCount() - 1))
            column = max(1, min(column, self._model.columnCount() - 2))
            self.setCurrentIndex(self._model.index(row, column))
        self.updateGeometries()
        self.updateGeometry()

    def choice_at(self, row: int, column: int) -> Choice | None:
        """The box at a place of the table; none for the names and the last column."""
        return self._model.choice(row, column)

    def sizeHint(self) -> QSize:
        rows = max(1, min(_MOST_ROWS, self._model.rowCount()))
        bar = Size.SCROLL_BAR if sum(map(self._width, range(self._model.columnCount()))) > self.maximumWidth() else 0
        return QSize(Size.PALETTE, self._header.sizeHint().height() + rows * Size.BUTTON_TALL + bar)

    def minimumSizeHint(self) -> QSize:
        return QSize(Size.SIDE_LIST, self._header.sizeHint().height() + Size.BUTTON_TALL)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in _TICKS:
            self._press(self.currentIndex())
        elif event.key() in _REMOVES and self.currentIndex().isValid():
            self.removed.emit(self.grid.models[self.currentIndex().row()])
        else:
            super().keyPressEvent(event)

    def event(self, event: QEvent) -> bool:
        override = event.type() is QEvent.Type.ShortcutOverride
        if override and isinstance(event, QKeyEvent) and event.key() in (*_TICKS, *_REMOVES):
            event.setAccepted(event.modifiers() == Qt.KeyboardModifier.NoModifier)
            return event.isAccepted()
        return super().event(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        super().mouseMoveEvent(event)
        index = self.indexAt(event.position().toPoint())
        presses = index.isValid() and index.column() > 0
        self.viewport().setCursor(Qt.CursorShape.PointingHandCursor if presses else Qt.CursorShape.ArrowCursor)

    def _press(self, index: QModelIndex) -> None:
        if not index.isValid():
            return
        choice = self._model.choice(index.row(), index.column())
        if choice is not None:
            self.toggled.emit(choice)
        elif index.column() == self._model.columnCount() - 1:
            self.removed.emit(self.grid.models[index.row()])

    def _width(self, section: int) -> int:
        if section == 0:
            return _MODEL_WIDTH
        return Size.CONTROL if section == self._model.columnCount() - 1 else _BOX_WIDTH


class _Column(msgspec.Struct, frozen=True):
    tone: str
    instruction: str


class _Boxes(QAbstractTableModel):
    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self.grid = Grid()
        self.tone = ""
        self.columns: tuple[_Column, ...] = ()

    def show(self, grid: Grid, tone: str) -> None:
        self.beginResetModel()
        self.grid, self.tone = grid, tone
        self.columns = tuple(_Column(tone, each) for tone in grid.tones for each in grid.instructions)
        self.endResetModel()

    def choice(self, row: int, column: int) -> Choice | None:
        if not 0 < column <= len(self.columns):
            return None
        found = self.columns[column - 1]
        return Choice(self.grid.models[row], found.tone, found.instruction)

    def place(self, row: int) -> tuple[str, bool]:
        """Where the model of a row works, and whether that is here."""
        model = self.grid.models[row]
        if self._desk.providers.stays_here(model):
            return tr("stays on this computer"), True
        return tr("goes to {provider}", provider=place_of(self._desk, model)), False

    def title(self, row: int) -> str:
        return model_title(self._desk, self.grid.models[row])

    def rowCount(self, _parent: Index | None = None) -> int:
        return len(self.grid.models)

    def columnCount(self, _parent: Index | None = None) -> int:
        return len(self.columns) + 2

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        choice = self.choice(index.row(), index.column())
        if role == Qt.ItemDataRole.CheckStateRole and choice is not None:
            chosen = choice not in self.grid.left_out
            return Qt.CheckState.Checked if chosen else Qt.CheckState.Unchecked
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole):
            return self._words(index.row(), index.column(), choice)
        return None

    def _words(self, row: int, column: int, choice: Choice | None) -> str:
        if choice is not None:
            box = box_words(self._desk, choice, self.tone)
            if choice in self.grid.left_out:
                return tr("{box}: not written", box=box)
            return tr("{box}: written", box=box)
        if column == 0:
            return ", ".join((self.title(row), self.place(row)[0]))
        return tr("Take {model} out", model=self.title(row))

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        shown = (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole)
        if role not in shown or orientation is not Qt.Orientation.Horizontal:
            return None
        if section == 0:
            return tr("Model")
        if section > len(self.columns):
            return ""
        return "\n".join(part for part in self.heading(section) if part)

    def heading(self, section: int) -> tuple[str, str]:
        """The two lines above a column of boxes; what all columns share is not said."""
        column = self.columns[section - 1]
        several = len(self.grid.instructions) > 1
        tone = column.tone or self.tone or tone_words("", "")
        return tone, instruction_words(column.instruction) if several else ""


class _Header(QHeaderView):
    def __init__(self, boxes: _Boxes, parent: QWidget) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._boxes = boxes
        self.setSectionsClickable(False)
        self.setMinimumSectionSize(0)
        self.viewport().setAutoFillBackground(False)

    def sizeHint(self) -> QSize:
        lines = 2 if len(self._boxes.grid.instructions) > 1 else 1
        return QSize(super().sizeHint().width(), lines * (Type.SMALL + Space.XS) + Space.S)

    def paintSection(self, painter: QPainter, rect: QRect, logical: int) -> None:
        if not 0 < logical <= len(self._boxes.columns):
            return
        painter.save()
        painter.setFont(theme.font(Type.SMALL))
        lines = [line for line in self._boxes.heading(logical) if line]
        height = Type.SMALL + Space.XS
        top = rect.bottom() - Space.XS - height * len(lines)
        for number, line in enumerate(lines):
            painter.setPen(theme.colour("text_3" if number else "text_2"))
            words = painter.fontMetrics().elidedText(line, Qt.TextElideMode.ElideRight, rect.width() - Space.S)
            painter.drawText(QRect(rect.left(), top + number * height, rect.width(), height), int(_CENTRE), words)
        painter.restore()


class _Cells(QStyledItemDelegate):
    def __init__(self, boxes: _Boxes, parent: GridBoxes) -> None:
        super().__init__(parent)
        self._boxes = boxes
        self._table = parent

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        area = QRect(option.rect)
        hot = bool(option.state & QStyle.StateFlag.State_MouseOver)
        current = self._table.hasFocus() and self._table.currentIndex() == index
        choice = self._boxes.choice(index.row(), index.column())
        if choice is not None:
            box = QRect(QPoint(0, 0), QSize(Size.BADGE, Size.BADGE))
            box.moveCenter(area.center())
            if current:
                reach = Space.S
                paint_ground(painter, QRectF(box.adjusted(-reach, -reach, reach, reach)), "selection")
            paint_check(painter, box, ticked=choice not in self._boxes.grid.left_out, hot=hot)
        elif index.column() == 0:
            self._paint_model(painter, area, index.row(), current=current)
        else:
            if hot or current:
                paint_ground(
                    painter, QRectF(area.adjusted(0, Space.S, 0, -Space.S)), "selection" if current else "surface_0"
                )
            paint_icon(
                painter, "close", area.adjusted(Space.S, 0, -Space.S, 0), "text_2" if hot or current else "text_3"
            )
        painter.restore()

    def _paint_model(self, painter: QPainter, area: QRect, row: int, *, current: bool) -> None:
        if current:
            paint_ground(painter, QRectF(area.adjusted(0, Space.XXS, -Space.S, -Space.XXS)), "selection")
        words, here = self._boxes.place(row)
        role = "supported" if here else "text_2"
        area = area.adjusted(Space.XS, Space.XS, -Space.M, -Space.XS)
        top, bottom = QRect(area), QRect(area)
        top.setBottom(area.center().y())
        bottom.setTop(area.center().y())
        painter.setFont(theme.font(Type.BASE, Weight.STRONG))
        painter.setPen(theme.colour("text_1"))
        title = painter.fontMetrics().elidedText(self._boxes.title(row), Qt.TextElideMode.ElideRight, top.width())
        painter.drawText(top, int(_START), title)
        icon = QRect(bottom.left(), bottom.top(), Size.ICON_SMALL, bottom.height())
        paint_icon(painter, "lock" if here else "cloud", icon, role)
        bottom.setLeft(icon.right() + Space.XS)
        painter.setFont(theme.font(Type.SMALL))
        painter.setPen(theme.colour(role))
        painter.drawText(
            bottom, int(_START), painter.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, bottom.width())
        )


def paint_check(painter: QPainter, box: QRect, *, ticked: bool, hot: bool = False) -> None:
    """Paint a box with or without its tick; the sign says it, not the colour alone."""
    half = Size.HAIR / 2
    if ticked:
        painter.setPen(theme.colour("accent"))
        painter.setBrush(theme.colour("accent"))
    else:
        painter.setPen(theme.colour("accent" if hot else "text_3"))
        painter.setBrush(theme.colour("surface_2"))
    painter.drawPath(rounded(QRectF(box).adjusted(half, half, -half, -half), Radius.SMALL / 2))
    if ticked:
        inset = Space.XXS
        paint_icon(painter, "check", box.adjusted(inset, inset, -inset, -inset), "on_accent")
