"""Short lines as a table: a tick, the text to be edited in place, its count, and what is said of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import (
    QAbstractItemModel,
    QEvent,
    QModelIndex,
    QPoint,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QFontMetrics, QKeyEvent, QMouseEvent, QPainter, QResizeEvent
from PySide6.QtWidgets import (
    QHeaderView,
    QPlainTextEdit,
    QSizePolicy,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from desktop.core.lines import Line
from desktop.core.words import tr
from desktop.views import theme
from desktop.views.compare.grid_boxes import paint_check
from desktop.views.field_count import unit_of
from desktop.views.icons import paint_icon
from desktop.views.lines.lines_model import Index, LineColumn, LinesModel
from desktop.views.lines.words import Sign
from desktop.views.tokens import Radius, Size, Space, Type
from desktop.views.widgets.counter import Counter
from desktop.views.widgets.fields import LineEdit
from desktop.views.widgets.focus_ring import KeyFocus
from desktop.views.widgets.surface import paint_ground

_START = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
_LONG = 120
"""From this limit on a text is edited in several lines."""
_BEFORE = "before"
"""Under this name an editor holds the text that it began with."""
_KEYS = (Qt.Key.Key_Space, Qt.Key.Key_Delete, Qt.Key.Key_Backspace, Qt.Key.Key_Return, Qt.Key.Key_Enter)


class LinesTable(KeyFocus, QTableView):
    """Arrows move, Space ticks, Enter or F2 edits, Delete takes the line out, Alt+Enter says all about it."""

    ticked = Signal(int, bool)
    edited = Signal(int, str)
    removed = Signal(int)
    asked = Signal(int)

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = LinesModel()
        self._model.setParent(self)
        self.setAccessibleName(name)
        self.setModel(self._model)
        self.setItemDelegate(_Cells(self._model, self))
        header = _Header(self._model, self)
        self.setHorizontalHeader(header)
        header.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        header.setSectionResizeMode(LineColumn.TEXT, QHeaderView.ResizeMode.Stretch)
        self.verticalHeader().hide()
        self.setShowGrid(False)
        self.setMouseTracking(True)
        self.setFrameShape(QTableView.Shape.NoFrame)
        self.setSelectionBehavior(QTableView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QTableView.SelectionMode.SingleSelection)
        self.setTabKeyNavigation(False)
        self.setWordWrap(True)
        self.setEditTriggers(QTableView.EditTrigger.DoubleClicked | QTableView.EditTrigger.EditKeyPressed)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QTableView.ScrollMode.ScrollPerPixel)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.clicked.connect(self._on_clicked)
        self._model.written.connect(self.edited)
        for column, width in (
            (LineColumn.TICK, Size.CONTROL),
            (LineColumn.COUNT, Size.RAIL + Size.COUNTER_BAR + Space.L),
            (LineColumn.CLAIMS, Size.RAIL),
            (LineColumn.FINDINGS, Size.RAIL),
        ):
            self.setColumnWidth(column, width)

    @property
    def lines(self) -> tuple[Line, ...]:
        """What is shown."""
        return self._model.lines

    def show_lines(
        self,
        lines: Sequence[Line],
        chosen: frozenset[int],
        clashing: Mapping[int, Sequence[str]],
        unchecked: frozenset[int] = frozenset(),
    ) -> None:
        """Show these; `clashing` has sentences for lines that do not go with another, `unchecked` wait for checks."""
        changed = [line.text for line in lines] != [line.text for line in self.lines]
        self._model.show(tuple(lines), chosen, dict(clashing), unchecked)
        if lines and not self.currentIndex().isValid():
            self.setCurrentIndex(self._model.index(0, LineColumn.TEXT))
        self._count()
        if changed:
            self.resizeRowsToContents()

    @property
    def current(self) -> int:
        """The place of the line with the keyboard; -1 for none."""
        return self.currentIndex().row()

    def sign_area(self, row: int) -> QRect:
        """Where the icons of a line are, in the coordinates of the viewport."""
        return self.visualRect(self._model.index(row, LineColumn.CLAIMS))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        row, alt = self.current, event.modifiers() == Qt.KeyboardModifier.AltModifier
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if row < 0 or (event.modifiers() and not alt):
            super().keyPressEvent(event)
        elif enter and alt:
            self.asked.emit(row)
        elif enter:
            self.edit(self._model.index(row, LineColumn.TEXT))
        elif event.key() == Qt.Key.Key_Space:
            self.ticked.emit(row, row not in self._model.chosen)
        elif event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.removed.emit(row)
        else:
            super().keyPressEvent(event)

    def event(self, event: QEvent) -> bool:
        """Its keys are its own, whatever the screen does with them."""
        if event.type() is QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            own = event.key() in _KEYS and event.modifiers() in (
                Qt.KeyboardModifier.NoModifier,
                Qt.KeyboardModifier.AltModifier,
            )
            if own:
                event.accept()
                return True
        return super().event(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        super().mouseMoveEvent(event)
        index = self.indexAt(event.position().toPoint())
        presses = index.isValid() and index.column() != LineColumn.TEXT and index.column() != LineColumn.COUNT
        self.viewport().setCursor(Qt.CursorShape.PointingHandCursor if presses else Qt.CursorShape.ArrowCursor)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.resizeRowsToContents()

    def _on_clicked(self, index: QModelIndex) -> None:
        if index.column() == LineColumn.TICK:
            self.ticked.emit(index.row(), index.row() not in self._model.chosen)
        elif index.column() in (LineColumn.CLAIMS, LineColumn.FINDINGS):
            self.asked.emit(index.row())

    def _count(self) -> None:
        """A counter for each line, as above every field; those that are there are used again."""
        widest = Size.RAIL + Size.COUNTER_BAR
        for row, line in enumerate(self._model.lines):
            index = self._model.index(row, LineColumn.COUNT)
            widget = self.indexWidget(index)
            counter = widget if isinstance(widget, Counter) else Counter()
            counter.set_measure(line.measure.count, line.measure.limit, unit_of(line.measure.unit))
            widest = max(widest, counter.sizeHint().width())
            if counter is not widget:
                self.setIndexWidget(index, counter)
        if self.columnWidth(LineColumn.COUNT) != widest + Space.L:
            self.setColumnWidth(LineColumn.COUNT, widest + Space.L)


class _Header(QHeaderView):
    def __init__(self, lines: LinesModel, parent: QWidget) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._lines = lines
        self.setSectionsClickable(False)
        self.setMinimumSectionSize(0)
        self.viewport().setAutoFillBackground(False)

    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), Size.CONTROL_SMALL)

    def paintSection(self, painter: QPainter, rect: QRect, logical: int) -> None:
        if logical == LineColumn.TICK:
            return
        painter.save()
        painter.setFont(theme.font(Type.SMALL))
        painter.setPen(theme.colour("text_2"))
        words = str(self._lines.headerData(logical, Qt.Orientation.Horizontal))
        centred = logical in (LineColumn.CLAIMS, LineColumn.FINDINGS)
        side = Qt.AlignmentFlag.AlignHCenter if centred else Qt.AlignmentFlag.AlignLeft
        painter.drawText(rect, int(side | Qt.AlignmentFlag.AlignVCenter), words)
        painter.restore()


class _Cells(QStyledItemDelegate):
    def __init__(self, lines: LinesModel, parent: LinesTable) -> None:
        super().__init__(parent)
        self._lines = lines
        self._table = parent

    def sizeHint(self, _option: QStyleOptionViewItem, index: Index) -> QSize:
        if index.column() != LineColumn.TEXT:
            return QSize(Size.CONTROL, Size.ROW)
        width = self._table.columnWidth(LineColumn.TEXT) - Space.L
        metrics = QFontMetrics(theme.font(Type.TEXT))
        area = QRect(0, 0, max(width, Size.RAIL), 0)
        line = self._lines.lines[index.row()]
        height = metrics.boundingRect(area, int(Qt.TextFlag.TextWordWrap), line.text).height()
        return QSize(width, max(Size.ROW, height + _beside_height(line, area) + Space.M + Space.XS))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        area, row = QRect(option.rect), index.row()
        if option.state & QStyle.StateFlag.State_Selected and self._table.hasFocus():
            paint_ground(painter, QRectF(area), "accent_soft", 0)
        elif option.state & QStyle.StateFlag.State_MouseOver:
            paint_ground(painter, QRectF(area), "surface_1", 0)
        painter.fillRect(QRect(area.left(), area.bottom(), area.width(), Size.HAIR), theme.colour("line"))
        match LineColumn(index.column()):
            case LineColumn.TICK:
                box = QRect(QPoint(0, 0), QSize(Size.BADGE, Size.BADGE))
                box.moveCenter(area.center())
                paint_check(painter, box, ticked=row in self._lines.chosen)
            case LineColumn.TEXT:
                _paint_line(painter, area.adjusted(Space.XS, 0, -Space.M, 0), self._lines.lines[row])
            case LineColumn.CLAIMS:
                _paint_sign(painter, area, self._lines.signs(row)[0])
            case LineColumn.FINDINGS:
                _paint_sign(painter, area, self._lines.signs(row)[1])
            case LineColumn.COUNT:
                pass
        painter.restore()

    def createEditor(self, parent: QWidget, _option: QStyleOptionViewItem, index: Index) -> QWidget:
        name = tr("Line {n}", n=index.row() + 1)
        if self._lines.lines[index.row()].measure.limit < _LONG:
            return LineEdit(name, parent=parent)
        editor = QPlainTextEdit(parent)
        editor.setProperty("field", True)
        editor.setAccessibleName(name)
        editor.setTabChangesFocus(True)
        return editor

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        if editor.property(_BEFORE) is not None:
            return  # what is typed counts, also when the line is told of anew
        text = str(index.data(Qt.ItemDataRole.EditRole))
        editor.setProperty(_BEFORE, text)
        if isinstance(editor, QPlainTextEdit):
            editor.setPlainText(text)
        elif isinstance(editor, LineEdit):
            editor.setText(text)

    def setModelData(self, editor: QWidget, _model: QAbstractItemModel, index: Index) -> None:
        before = str(editor.property(_BEFORE))
        if isinstance(editor, QPlainTextEdit):
            self._lines.write(index.row(), before, editor.toPlainText())
        elif isinstance(editor, LineEdit):
            self._lines.write(index.row(), before, editor.text())

    def updateEditorGeometry(self, editor: QWidget, option: QStyleOptionViewItem, _index: Index) -> None:
        area = QRect(option.rect)
        if isinstance(editor, Counter):
            editor.setGeometry(area)
            return
        if isinstance(editor, QPlainTextEdit):
            area.setHeight(max(area.height() + Space.M, Size.PASTE_BOX))
        else:
            area = QRect(area.left(), area.center().y() - Size.CONTROL // 2, area.width(), Size.CONTROL)
        editor.setGeometry(area.adjusted(-Radius.SMALL, 0, -Space.M, 0))


def _paint_sign(painter: QPainter, area: QRect, sign: Sign) -> None:
    if sign.icon:
        icon = QRect(0, 0, Size.ICON_MEDIUM, Size.ICON_MEDIUM)
        icon.moveCenter(area.center())
        paint_icon(painter, sign.icon, icon, sign.role)
        return
    painter.setFont(theme.font(Type.SMALL))
    painter.setPen(theme.colour("text_3"))
    painter.drawText(area, int(Qt.AlignmentFlag.AlignCenter), "–")


def _paint_line(painter: QPainter, area: QRect, line: Line) -> None:
    """The line and, smaller below it, the preheader that completes it."""
    wrap = int(Qt.TextFlag.TextWordWrap)
    below = _beside_height(line, area)
    painter.setFont(theme.font(Type.TEXT))
    painter.setPen(theme.colour("text_1"))
    if not below:
        painter.drawText(area, int(_START) | wrap, line.text)
        return
    height = painter.fontMetrics().boundingRect(QRect(0, 0, area.width(), 0), wrap, line.text).height()
    top = area.top() + max(0, (area.height() - height - below) // 2)
    painter.drawText(QRect(area.left(), top, area.width(), height), wrap, line.text)
    painter.setFont(theme.font(Type.SMALL))
    painter.setPen(theme.colour("text_2"))
    painter.drawText(QRect(area.left(), top + height, area.width(), below), wrap, line.beside)


def _beside_height(line: Line, area: QRect) -> int:
    if not line.beside:
        return 0
    room = QRect(0, 0, area.width(), 0)
    return QFontMetrics(theme.font(Type.SMALL)).boundingRect(room, int(Qt.TextFlag.TextWordWrap), line.beside).height()
