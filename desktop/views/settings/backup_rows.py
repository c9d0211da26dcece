"""The backups as a painted list, the newest first: when, how large, and where else a copy lies."""

from __future__ import annotations

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from desktop.core.words import tr
from desktop.runtime.backing_up import BackupInfo
from desktop.views import theme
from desktop.views.icons import paint_icon
from desktop.views.moments import clock, day, size_words
from desktop.views.tokens import Size, Space, Type, Weight
from desktop.views.widgets.row_list import RowList
from desktop.views.widgets.surface import paint_ground

Index = QModelIndex | QPersistentModelIndex

_MIDDLE = Qt.AlignmentFlag.AlignVCenter
_MOST_SHOWN = 7
"""Rows that are seen at once; the others are scrolled to."""


class BackupLines(QAbstractListModel):
    """The backups, and which of them were opened and read again by hand, with what came of it."""

    def __init__(self) -> None:
        super().__init__()
        self.backups: tuple[BackupInfo, ...] = ()
        self.looked_at: dict[str, bool] = {}

    def show_backups(self, backups: tuple[BackupInfo, ...]) -> None:
        """Show these."""
        self.beginResetModel()
        self.backups = backups
        self.endResetModel()

    def say_checked(self, name: str, whole: bool) -> None:
        """Show what became of a check."""
        self.looked_at[name] = whole
        row = next((row for row, info in enumerate(self.backups) if info.name == name), None)
        if row is not None:
            self.dataChanged.emit(self.index(row), self.index(row))

    def rowCount(self, _parent: Index | None = None) -> int:
        return len(self.backups)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        info = self.backups[index.row()]
        if role == Qt.ItemDataRole.UserRole:
            return info
        if role == Qt.ItemDataRole.DisplayRole:
            return when(info)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return ", ".join((when(info), size_words(info.size), self.state_words(info)))
        return None

    def state_words(self, info: BackupInfo) -> str:
        """What is known of a backup: each was checked when it was made."""
        match self.looked_at.get(info.name):
            case None:
                return tr("checked")
            case True:
                return tr("checked just now")
            case _:
                return tr("damaged")


class BackupList(RowList):
    """The list itself; `chosen` sends the backup that the selection moved to, or `None`."""

    chosen = Signal(object)  # BackupInfo | None

    def __init__(self, parent: QWidget | None = None) -> None:
        self.lines = BackupLines()
        super().__init__(tr("Backups"), self.lines, _Rows(), parent)
        self.setUniformItemSizes(True)
        self.selectionModel().currentChanged.connect(self._on_current)

    @property
    def current(self) -> BackupInfo | None:
        """The chosen backup."""
        info = self.currentIndex().data(Qt.ItemDataRole.UserRole)
        return info if isinstance(info, BackupInfo) else None

    def show_backups(self, backups: tuple[BackupInfo, ...]) -> None:
        """Show these; the chosen one stays chosen while it is there, else the newest is."""
        before = self.current
        self.lines.show_backups(backups)
        self.setFixedHeight(Size.ROW * max(1, min(len(backups), _MOST_SHOWN)))
        names = [info.name for info in backups]
        row = names.index(before.name) if before is not None and before.name in names else 0
        if backups:
            self.setCurrentIndex(self.lines.index(row))
        else:
            self.chosen.emit(None)

    def _on_current(self, _current: QModelIndex, _before: QModelIndex) -> None:
        self.chosen.emit(self.current)


def when(info: BackupInfo) -> str:
    """When a backup was made: `Today 14:15`."""
    return tr("{day} {time}", day=day(info.made_at), time=clock(info.made_at))


class _Rows(QStyledItemDelegate):
    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        return QSize(0, Size.ROW)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        info, lines = index.data(Qt.ItemDataRole.UserRole), index.model()
        if not isinstance(info, BackupInfo) or not isinstance(lines, BackupLines):
            return
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        area = QRect(option.rect)
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        if chosen or option.state & QStyle.StateFlag.State_MouseOver:
            paint_ground(painter, QRectF(area), "accent_soft" if chosen else "surface_1")
        area.adjust(Space.S + Space.XXS, 0, -Space.M, 0)
        damaged = lines.looked_at.get(info.name) is False
        icon = QRect(area.left(), area.top(), Size.ICON_SMALL, area.height())
        paint_icon(painter, "warning" if damaged else "check", icon, "contradicted" if damaged else "supported")
        area.setLeft(icon.right() + Space.S + Space.XXS)
        painter.setFont(theme.font(Type.BASE, Weight.STRONG))
        painter.setPen(theme.colour("text_1"))
        painter.drawText(area, int(_MIDDLE | Qt.AlignmentFlag.AlignLeft), when(info))
        area.setLeft(area.left() + painter.fontMetrics().horizontalAdvance(when(info)) + Space.L)
        words = " · ".join((size_words(info.size), lines.state_words(info)))
        painter.setFont(theme.font(Type.SMALL))
        painter.setPen(theme.colour("contradicted" if damaged else "text_2"))
        shown = painter.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, area.width())
        painter.drawText(area, int(_MIDDLE | Qt.AlignmentFlag.AlignRight), shown)
        painter.restore()
