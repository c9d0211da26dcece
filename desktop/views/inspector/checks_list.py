"""The findings as a list: what matters first, the rest folded by kind."""

from __future__ import annotations

import msgspec
from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QFontMetrics, QKeyEvent, QMouseEvent, QPainter, QResizeEvent
from PySide6.QtWidgets import QFrame, QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from desktop.core.brief import Fact
from desktop.core.finding import CheckReport, Finding, Severity
from desktop.core.words import tr, trn
from desktop.views import theme
from desktop.views.editor.marks import ICONS, RANK
from desktop.views.icons import paint_icon
from desktop.views.inspector.finding_words import headline_of, title_of
from desktop.views.tokens import Radius, Size, Space, Type, Weight
from desktop.views.widgets.focus_ring import KeyFocus
from desktop.views.widgets.surface import rounded

_Index = QModelIndex | QPersistentModelIndex
_ROW_ROLE = Qt.ItemDataRole.UserRole
_SHOWN = 6
_UNFOLDED = 100
_LEFT = Space.M + Size.ICON_SMALL + Space.M
_WRAP = int(Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)


class Row(msgspec.Struct, frozen=True):
    """One line of the list: a finding, a fact that is missing (its id), or a kind of which there are several."""

    icon: str
    role: str
    title: str
    words: str
    finding: Finding | None = None
    fact: str = ""
    kind: str = ""


def rows_of(report: CheckReport, facts: tuple[Fact, ...], opened: frozenset[str], *, written: bool) -> list[Row]:
    """The lines for a report: errors and warnings one by one as long as they are few, the rest folded by kind."""
    findings = sorted(report.findings, key=lambda finding: RANK[finding.severity])
    weighty = [finding for finding in findings if finding.severity is not Severity.INFO]
    singles = weighty[:_SHOWN]
    rows = [_finding_row(finding) for finding in singles]
    rest = findings[len(singles) :] if len(weighty) > _SHOWN else findings[len(weighty) :]
    told = {fact for finding in report.findings for fact in finding.evidence}
    names = {fact.id: fact for fact in facts}
    missing = [fact_id for fact_id in report.forgotten if fact_id not in told and fact_id in names]
    rows.extend(_fact_row(names[fact_id]) for fact_id in missing)
    rows.extend(_folded(rest, opened))
    if not rows and written:
        rows.append(Row("check", "supported", tr("Nothing to change"), tr("No check found anything in this text.")))
    return rows


def _folded(findings: list[Finding], opened: frozenset[str]) -> list[Row]:
    kinds: dict[tuple[Severity, str], list[Finding]] = {}
    for finding in findings:
        kinds.setdefault((finding.severity, finding.check), []).append(finding)
    rows: list[Row] = []
    for (severity, check), same in kinds.items():
        if len(same) == 1:
            rows.append(_finding_row(same[0]))
            continue
        icon, role = ICONS[severity]
        words = trn("{n} place", "{n} places", len(same))
        kind = f"{severity}:{check}"
        rows.append(Row(icon, role, headline_of(same[0]), words, kind=kind))
        if kind in opened:
            rows.extend(_finding_row(found) for found in same[:_UNFOLDED])
    return rows


def _finding_row(finding: Finding) -> Row:
    icon, role = ICONS[finding.severity]
    return Row(icon, role, title_of(finding), finding.message, finding)


def _fact_row(fact: Fact) -> Row:
    name = fact.name or fact.text
    return Row(
        "warning", "warning", tr("{fact} is not mentioned", fact=name), tr("Marked as must mention"), fact=fact.id
    )


class ChecksModel(QAbstractListModel):
    """The rows of the list."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.rows: list[Row] = []

    def show(self, rows: list[Row]) -> None:
        """Show these rows."""
        if rows != self.rows:
            self.beginResetModel()
            self.rows = rows
            self.endResetModel()

    def rowCount(self, _parent: _Index | None = None) -> int:
        return len(self.rows)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        row = self.rows[index.row()]
        if role == _ROW_ROLE:
            return row
        if role == Qt.ItemDataRole.DisplayRole:
            return row.title
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{row.title}. {row.words}"
        return None


class ChecksList(KeyFocus, QListView):
    """A click or Enter goes to the words; a folded kind opens."""

    chosen = Signal(object)  # Row
    ring_radius = Radius.LARGE

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = ChecksModel(self)
        self.setModel(self._model)
        self.setItemDelegate(_Rows(self))
        self.setAccessibleName(tr("Findings"))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setMouseTracking(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setResizeMode(QListView.ResizeMode.Adjust)

    @property
    def rows(self) -> tuple[Row, ...]:
        """What is shown."""
        return tuple(self._model.rows)

    def show_rows(self, rows: list[Row]) -> None:
        """Show these rows; the chosen one stays chosen when it is still there."""
        current = self.currentIndex().data(_ROW_ROLE)
        self._model.show(rows)
        if current in rows:
            self.setCurrentIndex(self._model.index(rows.index(current)))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        index = self.indexAt(event.position().toPoint())
        if event.button() == Qt.MouseButton.LeftButton and index.isValid():
            self._choose(index)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        plain = event.modifiers() in {Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier}
        keys = {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space}
        if event.key() in keys and plain and self.currentIndex().isValid():
            self._choose(self.currentIndex())
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.scheduleDelayedItemsLayout()

    def _choose(self, index: QModelIndex) -> None:
        row = index.data(_ROW_ROLE)
        if isinstance(row, Row):
            self.chosen.emit(row)


class _Rows(QStyledItemDelegate):
    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        row = index.data(_ROW_ROLE)
        if not isinstance(row, Row):
            return QSize(0, Size.ROW)
        view = option.widget
        width = view.viewport().width() if isinstance(view, QListView) else option.rect.width()
        title, words = _areas(row, QRect(0, 0, width, 0))
        return QSize(0, words.bottom() + 1 + 2 * (Space.M - Space.XXS) - title.top() + Space.XXS)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        row = index.data(_ROW_ROLE)
        if not isinstance(row, Row):
            return
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        hot = bool(option.state & QStyle.StateFlag.State_MouseOver)
        area = QRect(option.rect)
        if chosen or hot:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.colour("surface_2"))
            painter.drawPath(rounded(QRectF(area).adjusted(0, 0, 0, -Space.XXS), Radius.SMALL))
        title, words = _areas(row, area)
        icon = QRect(area.left() + Space.M, title.top(), Size.ICON_SMALL, QFontMetrics(theme.font()).height())
        folded = bool(row.kind)
        paint_icon(painter, row.icon, icon, row.role)
        painter.setFont(theme.font(Type.BASE, Weight.STRONG))
        painter.setPen(theme.colour("text_1"))
        painter.drawText(title, _WRAP, row.title)
        painter.setFont(theme.font())
        painter.setPen(theme.colour("text_2"))
        painter.drawText(words, _WRAP, row.words)
        if folded:
            chevron = QRect(area.right() - Size.ICON_SMALL - Space.S, title.top(), Size.ICON_SMALL, icon.height())
            paint_icon(painter, "chevron-down", chevron, "text_3")
        painter.restore()


def _areas(row: Row, area: QRect) -> tuple[QRect, QRect]:
    """Where title and words of a row stand, both as high as they need."""
    room = QRect(area.left() + _LEFT, area.top() + Space.M - Space.XXS, area.width() - _LEFT - Space.M, 10_000)
    title = QFontMetrics(theme.font(Type.BASE, Weight.STRONG)).boundingRect(room, _WRAP, row.title)
    below = QRect(room.left(), title.bottom() + 1 + Space.XS - Space.HAIR, room.width(), room.height())
    words = QFontMetrics(theme.font()).boundingRect(below, _WRAP, row.words)
    title.setWidth(room.width())
    words.setWidth(room.width())
    return title, words
