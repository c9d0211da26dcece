"""What would come of a restore, as a painted list: a text on each line, and what becomes of it."""

from __future__ import annotations

import msgspec
from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from desktop.core.restoring import PlannedDraft, RestorePlan
from desktop.core.words import tr, trn
from desktop.views import theme
from desktop.views.icons import paint_icon
from desktop.views.tokens import Size, Space, Type
from desktop.views.widgets.row_list import RowList
from desktop.views.widgets.surface import paint_ground

Index = QModelIndex | QPersistentModelIndex

_MOST_SHOWN = 7
_MIDDLE = Qt.AlignmentFlag.AlignVCenter


class PlanLine(msgspec.Struct, frozen=True):
    """One text: its title, what becomes of it, and the icon and colour that say the same."""

    title: str
    fate: str
    icon: str
    role: str


def plan_lines(plan: RestorePlan) -> tuple[PlanLine, ...]:
    """Every text that would not stay as it is: what goes first, as that is what one wants to know."""
    return (
        *(_line(each, tr("goes"), "minus", "contradicted") for each in plan.going),
        *(_line(each, _change_words(each), "restore", "warning") for each in plan.changing),
        *(_line(each, tr("comes back"), "plus", "supported") for each in plan.coming),
    )


def _line(planned: PlannedDraft, fate: str, icon: str, role: str) -> PlanLine:
    return PlanLine(planned.title or tr("Without a name"), fate, icon, role)


def _change_words(planned: PlannedDraft) -> str:
    if planned.text_differs:
        return tr("gets its text of then")
    if planned.versions_going:
        return trn("loses {n} version", "loses {n} versions", planned.versions_going)
    if planned.versions_coming:
        return trn("gets {n} version", "gets {n} versions", planned.versions_coming)
    return tr("lies elsewhere, or has other tags")


class PlanList(RowList):
    """The list; nothing in it can be chosen, only read and scrolled."""

    def __init__(self, lines: tuple[PlanLine, ...], parent: QWidget | None = None) -> None:
        super().__init__(tr("What changes"), _Lines(lines), _Rows(), parent)
        self.setUniformItemSizes(True)
        self.setSelectionMode(RowList.SelectionMode.NoSelection)
        self.setFixedSize(Size.PALETTE, Size.ROW * min(len(lines), _MOST_SHOWN))


class _Lines(QAbstractListModel):
    def __init__(self, lines: tuple[PlanLine, ...]) -> None:
        super().__init__()
        self._lines = lines

    def rowCount(self, _parent: Index | None = None) -> int:
        return len(self._lines)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        line = self._lines[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return line.title
        if role in {Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole}:
            return f"{line.title}, {line.fate}"
        return line if role == Qt.ItemDataRole.UserRole else None


class _Rows(QStyledItemDelegate):
    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        return QSize(0, Size.ROW)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        line = index.data(Qt.ItemDataRole.UserRole)
        if not isinstance(line, PlanLine):
            return
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        area = QRect(option.rect)
        if option.state & (QStyle.StateFlag.State_MouseOver | QStyle.StateFlag.State_HasFocus):
            paint_ground(painter, QRectF(area), "surface_1")
        area.adjust(Space.S, 0, -Space.M, 0)
        icon = QRect(area.left(), area.top(), Size.ICON_SMALL, area.height())
        paint_icon(painter, line.icon, icon, line.role)
        area.setLeft(icon.right() + Space.S + Space.XXS)
        painter.setFont(theme.font(Type.SMALL))
        painter.setPen(theme.colour("text_2"))
        painter.drawText(area, int(_MIDDLE | Qt.AlignmentFlag.AlignRight), line.fate)
        area.setRight(area.right() - painter.fontMetrics().horizontalAdvance(line.fate) - Space.M)
        painter.setFont(theme.font())
        painter.setPen(theme.colour("text_1"))
        title = painter.fontMetrics().elidedText(line.title, Qt.TextElideMode.ElideRight, area.width())
        painter.drawText(area, int(_MIDDLE | Qt.AlignmentFlag.AlignLeft), title)
        painter.restore()
