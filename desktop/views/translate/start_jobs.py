"""The translation jobs as a painted list: name, languages, files, and how far each is."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QFontMetrics, QKeyEvent, QMouseEvent, QPainter
from PySide6.QtWidgets import QMenu, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from desktop.core.translation import JobCard
from desktop.core.words import tr, trn
from desktop.views import theme
from desktop.views.announce import spoken
from desktop.views.icons import paint_icon
from desktop.views.moments import clock_or_day
from desktop.views.tokens import Radius, Size, Space, Type, Weight
from desktop.views.translate.words import language_words
from desktop.views.widgets.row_list import RowList
from desktop.views.widgets.surface import paint_ground, rounded

Index = QModelIndex | QPersistentModelIndex
_HEIGHT = Size.COUNTER_BAR
_BAR = Size.RAIL + Space.XXL
_LINE = int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft)
_END = int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight)
_ENTER = {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space}


def languages_of(card: JobCard) -> str:
    """From which language into which: `English to Dutch`."""
    return tr("{source} to {target}", source=language_words(card.source), target=language_words(card.target))


def about(card: JobCard) -> str:
    """What stands below the name: languages, files, when it changed."""
    files = card.files[0] if len(card.files) == 1 else trn("{n} file", "{n} files", len(card.files))
    parts = (languages_of(card), files if files != card.name else "", clock_or_day(card.changed_at))
    return " · ".join(part for part in parts if part)


def progress_words(card: JobCard) -> str:
    """How far it is."""
    if not card.segments:
        return tr("Nothing to translate")
    if card.confirmed >= card.segments:
        return tr("Done")
    return tr("{done} of {all}", done=card.confirmed, all=card.segments)


class JobsModel(QAbstractListModel):
    """The jobs that are shown."""

    def __init__(self) -> None:
        super().__init__()
        self.cards: tuple[JobCard, ...] = ()

    def show(self, cards: Sequence[JobCard]) -> None:
        """Show these."""
        if tuple(cards) != self.cards:
            self.beginResetModel()
            self.cards = tuple(cards)
            self.endResetModel()

    def rowCount(self, _parent: Index | None = None) -> int:
        return len(self.cards)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        card = self.cards[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return card.name
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return spoken(card.name, about(card), progress_words(card))
        if role == Qt.ItemDataRole.ToolTipRole:
            return "\n".join(card.files) or None
        return card if role == Qt.ItemDataRole.UserRole else None


class JobsList(RowList):
    """`chosen` sends the job to open, `trashed` the one to put away (Delete, or its menu)."""

    chosen = Signal(object)  # JobCard
    trashed = Signal(object)  # JobCard
    ring_radius = Radius.LARGE

    def __init__(self, parent: QWidget | None = None) -> None:
        self.jobs = JobsModel()
        super().__init__(tr("Translation jobs"), self.jobs, _Rows(), parent)
        self.setUniformItemSizes(True)

    def show_jobs(self, cards: Sequence[JobCard]) -> None:
        """Show these, the one that changed last first; it is as high as they are."""
        current = self.currentIndex().row()
        self.jobs.show(cards)
        self.setFixedHeight(_HEIGHT * max(1, len(cards)))
        if cards:
            self.setCurrentIndex(self.jobs.index(max(0, min(current, len(cards) - 1))))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        index = self.indexAt(event.position().toPoint())
        if event.button() == Qt.MouseButton.LeftButton and index.isValid():
            self._choose(index)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        card = self.currentIndex().data(Qt.ItemDataRole.UserRole)
        if event.key() in _ENTER and isinstance(card, JobCard):
            self._choose(self.currentIndex())
        elif event.key() == Qt.Key.Key_Delete and isinstance(card, JobCard):
            self.trashed.emit(card)
        else:
            super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        by_mouse = event.reason() is QContextMenuEvent.Reason.Mouse
        index = self.indexAt(event.pos()) if by_mouse else self.currentIndex()
        card = index.data(Qt.ItemDataRole.UserRole)
        if not isinstance(card, JobCard):
            return
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addAction(tr("Open")).triggered.connect(lambda: self.chosen.emit(card))
        menu.addAction(tr("Put into the trash")).triggered.connect(lambda: self.trashed.emit(card))
        menu.popup(event.globalPos() if by_mouse else self.mapToGlobal(self.visualRect(index).center()))

    def _choose(self, index: QModelIndex) -> None:
        card = index.data(Qt.ItemDataRole.UserRole)
        if isinstance(card, JobCard):
            self.chosen.emit(card)


class _Rows(QStyledItemDelegate):
    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        return QSize(0, _HEIGHT)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        card = index.data(Qt.ItemDataRole.UserRole)
        if not isinstance(card, JobCard):
            return
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        area = QRect(option.rect)
        chosen = bool(option.state & QStyle.StateFlag.State_HasFocus)
        if chosen or option.state & QStyle.StateFlag.State_MouseOver:
            paint_ground(painter, QRectF(area), "accent_soft" if chosen else "surface_1", Radius.LARGE)
        area.adjust(Space.M, 0, -Space.M, 0)
        icon = QRect(area.left(), area.top(), Size.ICON, area.height())
        paint_icon(painter, "languages", icon, "text_2")
        area.setLeft(icon.right() + Space.M)
        end = QRect(area.right() - _BAR, area.top(), _BAR, area.height())
        _paint_progress(painter, end, card)
        area.setRight(end.left() - Space.L)
        upper = QRect(area.left(), area.top() + Space.S, area.width(), area.height() // 2 - Space.S)
        lower = QRect(area.left(), upper.bottom() + Space.XXS, area.width(), upper.height())
        _write(painter, upper, card.name, Type.BASE, Weight.STRONG, "text_1")
        _write(painter, lower, about(card), Type.SMALL, Weight.REGULAR, "text_2")
        painter.restore()


def _paint_progress(painter: QPainter, area: QRect, card: JobCard) -> None:
    done = bool(card.segments) and card.confirmed >= card.segments
    upper = QRect(area.left(), area.top() + Space.S, area.width(), area.height() // 2 - Space.S)
    painter.setFont(theme.font(Type.SMALL))
    painter.setPen(theme.colour("supported" if done else "text_2"))
    words = progress_words(card)
    painter.drawText(upper, _END, words)
    if done:
        width = painter.fontMetrics().horizontalAdvance(words)
        tick = QRect(upper.right() - width - Size.ICON_SMALL - Space.XS, upper.top(), Size.ICON_SMALL, upper.height())
        paint_icon(painter, "check", tick, "supported")
    bar = QRectF(area.left(), upper.bottom() + Space.S, area.width(), Size.BAR)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(theme.colour("line"))
    painter.drawPath(rounded(bar, Size.BAR / 2))
    if card.segments and card.confirmed:
        bar.setWidth(max(float(Size.BAR), bar.width() * min(1.0, card.confirmed / card.segments)))
        painter.setBrush(theme.colour("supported" if done else "accent"))
        painter.drawPath(rounded(bar, Size.BAR / 2))


def _write(painter: QPainter, area: QRect, words: str, size: Type, weight: Weight, role: str) -> None:
    font = theme.font(size, weight)
    painter.setFont(font)
    painter.setPen(theme.colour(role))
    painter.drawText(area, _LINE, QFontMetrics(font).elidedText(words, Qt.TextElideMode.ElideMiddle, area.width()))
