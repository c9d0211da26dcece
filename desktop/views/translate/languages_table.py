"""A draft's texts in several languages beside each other, with a mark at each that is behind its source."""

from __future__ import annotations

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt, QTimer
from PySide6.QtGui import QFontMetrics, QPainter, QResizeEvent
from PySide6.QtWidgets import (
    QHeaderView,
    QSizePolicy,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from desktop.core.words import tr
from desktop.runtime.translation_languages import LanguageCell, LanguagesTable, Standing
from desktop.views import theme
from desktop.views.announce import spoken
from desktop.views.icons import paint_icon
from desktop.views.tokens import Size, Space, Type
from desktop.views.translate.words import language_words
from desktop.views.widgets.focus_ring import KeyFocus
from desktop.views.widgets.surface import paint_ground

Index = QModelIndex | QPersistentModelIndex
_WRAP = int(Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
_TALL = 10_000
MARKS: dict[Standing, tuple[str, str]] = {
    Standing.CONFIRMED: ("check", "supported"),
    Standing.OPEN: ("pencil", "text_3"),
    Standing.CHANGED: ("warning", "warning"),
    Standing.MISSING: ("minus", "text_3"),
}
"""The icon of each standing and its colour."""


def standing_words(standing: Standing) -> str:
    """What a standing is called."""
    match standing:
        case Standing.CONFIRMED:
            return tr("Confirmed")
        case Standing.OPEN:
            return tr("Not confirmed yet")
        case Standing.CHANGED:
            return tr("The source changed since")
        case Standing.MISSING:
            return tr("Not translated yet")


class LanguagesModel(QAbstractTableModel):
    """The source first, then a column for each language."""

    def __init__(self) -> None:
        super().__init__()
        self.table: LanguagesTable | None = None

    def show(self, table: LanguagesTable | None) -> None:
        """Show this."""
        self.beginResetModel()
        self.table = table
        self.endResetModel()

    def rowCount(self, _parent: Index | None = None) -> int:
        return len(self.table.sources) if self.table is not None else 0

    def columnCount(self, _parent: Index | None = None) -> int:
        return 1 + len(self.table.columns) if self.table is not None else 0

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if self.table is None:
            return None
        if not index.column():
            words = self.table.sources[index.row()]
            return words if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole) else None
        cell = self.table.columns[index.column() - 1].cells[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return cell.text
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return spoken(cell.text, standing_words(cell.standing))
        if role == Qt.ItemDataRole.ToolTipRole:
            return standing_words(cell.standing)
        return cell if role == Qt.ItemDataRole.UserRole else None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        shown = role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole)
        if self.table is None or not shown or orientation is not Qt.Orientation.Horizontal:
            return None
        column = self.table.columns[section - 1] if section else None
        language = column.translation.target if column is not None else self.table.draft.brief.language or "en"
        return language_words(language)


class LanguagesView(KeyFocus, QTableView):
    """The table; its columns share the room."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.languages = LanguagesModel()
        self.languages.setParent(self)
        self.setAccessibleName(tr("The draft in its languages"))
        self.setModel(self.languages)
        self.setItemDelegate(_Cells(self))
        self.setFrameShape(QTableView.Shape.NoFrame)
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setMouseTracking(True)
        self.setSelectionBehavior(QTableView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QTableView.SelectionMode.SingleSelection)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QTableView.ScrollMode.ScrollPerPixel)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.verticalHeader().hide()
        self.horizontalHeader().hide()
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        self._soon = QTimer(self, singleShot=True, interval=0)
        self._soon.timeout.connect(self.resizeRowsToContents)

    def show_table(self, table: LanguagesTable) -> None:
        """Show this."""
        self.languages.show(table)
        self._soon.start()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._soon.start()


class _Cells(QStyledItemDelegate):
    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        view = option.widget
        width = view.columnWidth(index.column()) if isinstance(view, QTableView) else option.rect.width()
        area = _words_area(QRect(0, 0, width, _TALL), index)
        metrics = QFontMetrics(theme.font(Type.BASE))
        height = metrics.boundingRect(area, _WRAP, str(index.data() or "")).height()
        return QSize(width, max(Size.ROW, height + 2 * Space.S))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        painter.save()
        area = QRect(option.rect)
        cell = index.data(Qt.ItemDataRole.UserRole)
        changed = isinstance(cell, LanguageCell) and cell.standing is Standing.CHANGED
        if option.state & QStyle.StateFlag.State_Selected:
            paint_ground(painter, QRectF(area), "accent_soft", 0)
        elif changed:
            paint_ground(painter, QRectF(area).adjusted(0, 0, -Space.XS, -Size.HAIR), "warning_soft")
        if isinstance(cell, LanguageCell):
            name, role = MARKS[cell.standing]
            icon = QRect(area.left() + Space.S, area.top() + Space.S + Size.HAIR, Size.ICON_SMALL, Size.ICON_SMALL)
            paint_icon(painter, name, icon, role)
        painter.setFont(theme.font(Type.BASE))
        missing = isinstance(cell, LanguageCell) and cell.standing is Standing.MISSING
        painter.setPen(theme.colour("text_3" if missing else "text_1" if index.column() else "text_2"))
        words = tr("Not translated yet") if missing else str(index.data() or "")
        painter.drawText(_words_area(area, index), _WRAP, words)
        painter.fillRect(area.left(), area.bottom(), area.width(), Size.HAIR, theme.colour("line"))
        painter.restore()


def _words_area(area: QRect, index: Index) -> QRect:
    left = Space.S + (Size.ICON_SMALL + Space.S if index.column() else 0)
    return area.adjusted(left, Space.S, -Space.M, -Space.XS)
