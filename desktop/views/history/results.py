"""The list of what was found: title, language, kind, time, and two lines with the matched words marked."""

from __future__ import annotations

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPoint,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QContextMenuEvent, QKeyEvent, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from desktop.core.draft import Draft, SearchHit
from desktop.core.ids import VersionId
from desktop.core.words import tr
from desktop.views import theme
from desktop.views.history.marked_lines import line_pitch, paint_marked, split_marks
from desktop.views.history.names import kind_icon, kind_name
from desktop.views.icons import paint_icon
from desktop.views.moments import clock_or_day, day
from desktop.views.tokens import Size, Space, Type, Weight
from desktop.views.widgets.badge import Tone, badge_size, paint_badge
from desktop.views.widgets.row_list import RowList
from desktop.views.widgets.surface import paint_ground, rounded

Index = QModelIndex | QPersistentModelIndex

_SNIPPET_LINES = 2
_SNIPPET_CHARACTERS = 400
_LEFT = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
_RIGHT = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight


def hit_of(draft: Draft) -> SearchHit:
    """A draft in a list before anything is searched for: its newest text, with nothing marked."""
    words = " ".join(text for name, text in draft.copy.addressed() if name != "title" and text.strip())
    facts = ", ".join(f"{fact.name}: {fact.text}" for fact in draft.brief.facts if fact.value)
    snippet = " ".join((words or draft.brief.notes or facts)[:_SNIPPET_CHARACTERS].split())
    return SearchHit(draft.id, VersionId(0), draft.kind, draft.brief.language, draft.title, snippet, draft.changed_at)


class Hits(QAbstractListModel):
    """The hits of one search."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._hits: tuple[SearchHit, ...] = ()

    @property
    def hits(self) -> tuple[SearchHit, ...]:
        """All of them, in their order."""
        return self._hits

    def show(self, hits: tuple[SearchHit, ...]) -> None:
        """Show others."""
        self.beginResetModel()
        self._hits = hits
        self.endResetModel()

    def rowCount(self, _parent: Index | None = None) -> int:
        return len(self._hits)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        hit = self._hits[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return hit.title or tr("Without a name")
        if role == Qt.ItemDataRole.AccessibleTextRole:
            words = split_marks(hit.snippet)[0]
            return ", ".join(part for part in (hit.title, kind_name(hit.kind), day(hit.saved_at), words) if part)
        return hit if role == Qt.ItemDataRole.UserRole else None


class ResultList(RowList):
    """The hits as a list; `chosen` sends the one the selection moved to, `opened` the one that Enter was pressed on."""

    chosen = Signal(object)  # SearchHit
    opened = Signal(object)  # SearchHit
    left_up = Signal()
    ended = Signal()  # the end of the list has come into view
    menu_asked = Signal(QPoint)  # where on the screen

    def __init__(self, parent: QWidget | None = None) -> None:
        self.hits = Hits()
        super().__init__(tr("What was found"), self.hits, _HitRows(), parent)
        self.setUniformItemSizes(True)
        self.selectionModel().currentChanged.connect(self._on_current)
        self.doubleClicked.connect(self._on_opened)
        self.verticalScrollBar().valueChanged.connect(self._on_scrolled)

    def show_hits(self, hits: tuple[SearchHit, ...], *, again: bool = False) -> None:
        """Show these; the chosen one stays chosen while it is among them, else the first is.

        `again` says that the search is the same: where the chosen one is gone, the next one is chosen.
        """
        before, place, scrolled = self.current, self.currentIndex().row(), self.verticalScrollBar().value()
        self.hits.show(hits)
        other = min(max(place, 0), len(hits) - 1) if again else 0
        row = next((row for row, hit in enumerate(hits) if before is not None and hit.draft == before.draft), other)
        if hits:
            self.setCurrentIndex(self.hits.index(row))
        if again:
            self.verticalScrollBar().setValue(scrolled)

    @property
    def current(self) -> SearchHit | None:
        """The chosen hit."""
        hit = self.currentIndex().data(Qt.ItemDataRole.UserRole)
        return hit if isinstance(hit, SearchHit) else None

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        by_key = event.reason() is QContextMenuEvent.Reason.Keyboard
        index = self.currentIndex() if by_key else self.indexAt(event.pos())
        if index.isValid():
            self.setCurrentIndex(index)
            where = self.visualRect(index).center() if by_key else event.pos()
            self.menu_asked.emit(self.viewport().mapToGlobal(where))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self._on_opened(self.currentIndex())
        elif event.key() == Qt.Key.Key_Up and self.currentIndex().row() <= 0:
            self.left_up.emit()
        else:
            super().keyPressEvent(event)

    def _on_current(self, current: QModelIndex, _before: QModelIndex) -> None:
        hit = current.data(Qt.ItemDataRole.UserRole)
        if isinstance(hit, SearchHit):
            self.chosen.emit(hit)

    def _on_scrolled(self, value: int) -> None:
        if value and value == self.verticalScrollBar().maximum():
            self.ended.emit()

    def _on_opened(self, index: QModelIndex) -> None:
        hit = index.data(Qt.ItemDataRole.UserRole)
        if isinstance(hit, SearchHit):
            self.opened.emit(hit)


class _HitRows(QStyledItemDelegate):
    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        return QSize(0, round(2 * Space.M + Size.BADGE + _SNIPPET_LINES * line_pitch()))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        hit = index.data(Qt.ItemDataRole.UserRole)
        if not isinstance(hit, SearchHit):
            return
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        area = QRect(option.rect)
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        self._paint_ground(painter, area, chosen=chosen, hot=bool(option.state & QStyle.StateFlag.State_MouseOver))
        inner = area.adjusted(Space.S + Space.XXS, Space.M - Space.XXS, -Space.M, -Space.S)
        icon = QRect(inner.left(), inner.top() + Size.HAIR, Size.ICON_MEDIUM, Size.ICON_MEDIUM)
        paint_icon(painter, kind_icon(hit.kind), icon, "accent" if chosen else "text_2")
        inner.setLeft(icon.right() + Space.M)
        self._paint_title(painter, QRect(inner.left(), inner.top(), inner.width(), Size.BADGE), hit)
        below = QRectF(inner.adjusted(0, Size.BADGE + Space.XXS, 0, 0))
        paint_marked(painter, below, hit.snippet, _SNIPPET_LINES)
        painter.restore()

    @staticmethod
    def _paint_ground(painter: QPainter, area: QRect, *, chosen: bool, hot: bool) -> None:
        if not chosen and not hot:
            return
        paint_ground(painter, QRectF(area), "surface_2" if chosen else "surface_0")
        if chosen:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.colour("accent"))
            bar = QRectF(area.left(), area.top() + Space.M, Size.RING, area.height() - 2 * Space.M)
            painter.drawPath(rounded(bar, Size.RING / 2))

    @staticmethod
    def _paint_title(painter: QPainter, line: QRect, hit: SearchHit) -> None:
        painter.setFont(theme.font(Type.SMALL))
        painter.setPen(theme.colour("text_2"))
        time = clock_or_day(hit.saved_at)
        painter.drawText(line, int(_RIGHT), time)
        line.setRight(line.right() - painter.fontMetrics().horizontalAdvance(time) - Space.M)
        kind = kind_name(hit.kind) if line.width() > Size.SIDE_LIST else ""  # the icon says it too
        kind_width = painter.fontMetrics().horizontalAdvance(kind)
        badge = badge_size(hit.language) if hit.language else QSize(0, Size.BADGE)
        tail = kind_width + badge.width() + 2 * Space.S
        painter.setFont(theme.font(Type.BASE, Weight.STRONG))
        painter.setPen(theme.colour("text_1"))
        title = hit.title or tr("Without a name")
        words = painter.fontMetrics().elidedText(title, Qt.TextElideMode.ElideRight, max(0, line.width() - tail))
        painter.drawText(line, int(_LEFT), words)
        line.setLeft(line.left() + painter.fontMetrics().horizontalAdvance(words) + Space.S)
        if hit.language:
            paint_badge(painter, QRect(line.topLeft(), badge), hit.language, Tone.NEUTRAL)
            line.setLeft(line.left() + badge.width() + Space.XS + Space.XXS)
        painter.setFont(theme.font(Type.SMALL))
        painter.setPen(theme.colour("text_2"))
        painter.drawText(line, int(_LEFT), kind)
