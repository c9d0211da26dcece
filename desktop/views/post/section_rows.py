"""The rows of a post's outline: how far each section is, with its words beside those that are wanted."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum

import msgspec
from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from desktop.core.post import INTRODUCTION
from desktop.core.words import tr, trn
from desktop.runtime.posting_values import SectionRow
from desktop.views import theme
from desktop.views.announce import spoken
from desktop.views.icons import paint_icon
from desktop.views.post.words import section_name
from desktop.views.tokens import Size, Space, Type, Weight
from desktop.views.widgets.movable_rows import Index, MovableModel
from desktop.views.widgets.surface import paint_ground, rounded

ROW_ROLE = Qt.ItemDataRole.UserRole
ROW_HEIGHT = Size.RAIL_ITEM + Size.HAIR
_FORMAT = "application/x-copydesk-planned-section"
_ENOUGH = 0.9
_MOST_LEVELS = 3
_MIDDLE = int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft)
_END = int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight)


class RowState(StrEnum):
    """How far a section is."""

    EMPTY = "empty"
    BEGUN = "begun"
    WRITING = "writing"
    DONE = "done"


class OutlineEntry(msgspec.Struct, frozen=True):
    """A row with how far it is; the caret is in the `current` one."""

    row: SectionRow
    state: RowState
    current: bool = False

    @property
    def name(self) -> str:
        """Its heading, or what the text before the first one is called."""
        return section_name(self.row.id, self.row.heading)

    @property
    def share(self) -> float:
        """How much of the length that is wanted is there, from 0 to 1; all of it when there is no wish."""
        if not self.row.words:
            return 1.0 if self.row.written else 0.0
        return min(1.0, self.row.written / self.row.words)

    @property
    def spoken(self) -> str:
        """What a screen reader says of it."""
        row = self.row
        words = trn("{n} word", "{n} words", row.written)
        if row.words:
            words = tr("{words} of {wanted}", words=words, wanted=row.words)
        said = {
            RowState.EMPTY: tr("not written yet"),
            RowState.BEGUN: tr("begun"),
            RowState.WRITING: tr("being written"),
            RowState.DONE: tr("done"),
        }
        return spoken(
            self.name,
            said[self.state],
            words,
            tr("pinned") if row.pinned else "",
            tr("The caret is here.") if self.current else "",
        )


def entry_of(row: SectionRow, writing: str) -> OutlineEntry:
    """A row with its state; `writing` is the id of the section that is being written (empty: none)."""
    if row.id and row.id == writing:
        return OutlineEntry(row, RowState.WRITING)
    if not row.written:
        return OutlineEntry(row, RowState.EMPTY)
    return OutlineEntry(row, RowState.DONE if row.written >= _ENOUGH * row.words else RowState.BEGUN)


class OutlineModel(MovableModel):
    """The rows, replaced as a whole; where the same sections stand in the same order, they are only painted again."""

    def __init__(self) -> None:
        super().__init__(_FORMAT)
        self.entries: tuple[OutlineEntry, ...] = ()

    def show_entries(self, entries: Sequence[OutlineEntry]) -> None:
        """Show these."""
        fresh, old = tuple(entries), self.entries
        if fresh == old:
            return
        if [_key(each) for each in fresh] == [_key(each) for each in old]:
            self.entries = fresh
            changed = [at for at, (one, other) in enumerate(zip(fresh, old, strict=True)) if one != other]
            self.dataChanged.emit(self.index(changed[0]), self.index(changed[-1]))
            return
        self.beginResetModel()
        self.entries = fresh
        self.endResetModel()

    def may_move(self, row: int) -> bool:
        """Whether the section in this row can stand elsewhere: the introduction cannot."""
        return 0 <= row < len(self.entries) and self.entries[row].row.id != INTRODUCTION

    def rowCount(self, _parent: Index | None = None) -> int:
        return len(self.entries)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        entry = self.entries[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return entry.name
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return entry.spoken
        if role == Qt.ItemDataRole.ToolTipRole:
            return entry.name
        return entry if role == ROW_ROLE else None


def _key(entry: OutlineEntry) -> tuple[str, str]:
    return entry.row.id, "" if entry.row.id else entry.row.heading


class OutlineLines(QStyledItemDelegate):
    """Paints a row: its sign and heading, and below them a bar beside its words."""

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        return QSize(0, ROW_HEIGHT)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        entry = index.data(ROW_ROLE)
        if not isinstance(entry, OutlineEntry):
            return
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        area = QRect(option.rect)
        keyed = option.state & QStyle.StateFlag.State_HasFocus and option.state & QStyle.StateFlag.State_Selected
        hot = keyed or option.state & QStyle.StateFlag.State_MouseOver
        if entry.current or hot:
            half = Size.HAIR
            paint_ground(
                painter, QRectF(area).adjusted(0, half, 0, -half), "surface_2" if entry.current else "surface_0"
            )
        area.adjust(Space.S + Space.XXS, Space.XS, -Space.S, 0)
        top = QRect(area.left(), area.top(), area.width(), Size.BOTTOM_BUTTON)
        _paint_state(painter, QRect(top.left(), top.top(), Size.ICON_SMALL, top.height()), entry.state)
        deep = Space.S * max(0, min(entry.row.level - 2, _MOST_LEVELS))
        inset = Size.ICON_SMALL + Space.M + Space.XXS + deep
        top.setLeft(top.left() + inset)
        _paint_heading(painter, top, entry)
        below = QRect(area.left() + inset, top.bottom() + 1, area.width() - inset, Size.BOTTOM_BUTTON)
        _paint_length(painter, below, entry)
        painter.restore()


def _paint_state(painter: QPainter, area: QRect, state: RowState) -> None:
    if state is RowState.DONE:
        paint_icon(painter, "check", area, "supported")
    elif state is RowState.WRITING:
        paint_icon(painter, "pencil", area, "accent")


def _paint_heading(painter: QPainter, area: QRect, entry: OutlineEntry) -> None:
    if entry.row.pinned:
        pin = QRect(area.right() - Size.ICON_SMALL + 1, area.top(), Size.ICON_SMALL, area.height())
        paint_icon(painter, "pin", pin, "text_2")
        area.setRight(pin.left() - Space.XS)
    strong = Weight.STRONG if entry.current else Weight.REGULAR
    painter.setFont(theme.font(Type.BASE, strong))
    painter.setPen(theme.colour("text_2" if entry.state is RowState.EMPTY and not entry.current else "text_1"))
    words = painter.fontMetrics().elidedText(entry.name, Qt.TextElideMode.ElideRight, area.width())
    painter.drawText(area, _MIDDLE, words)


def _paint_length(painter: QPainter, area: QRect, entry: OutlineEntry) -> None:
    row = entry.row
    font = theme.font(Type.SMALL)
    painter.setFont(font)
    painter.setPen(theme.colour("text_2"))
    painter.drawText(area, _END, f"{row.written}/{row.words}" if row.words else str(row.written))
    counts = QFontMetrics(font).horizontalAdvance("0000/0000")
    bar = QRectF(area.left(), 0, max(Size.COUNTER_BAR, area.width() - counts - Space.S), Size.BAR)
    bar.moveTop(area.center().y() - Size.BAR + Size.HAIR)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(theme.colour("line"))
    painter.drawPath(rounded(bar, Size.BAR / 2))
    if entry.share > 0:
        painter.setBrush(theme.colour("supported" if entry.state is RowState.DONE else "accent"))
        filled = QRectF(bar)
        filled.setWidth(max(float(Size.BAR), bar.width() * entry.share))
        painter.drawPath(rounded(filled, Size.BAR / 2))
