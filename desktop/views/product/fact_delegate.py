"""How a row of the fact table is painted, and edited in place."""

from __future__ import annotations

from PySide6.QtCore import QAbstractItemModel, QEvent, QModelIndex, QObject, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QAbstractItemDelegate,
    QLineEdit,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from desktop.core.brief import Fact
from desktop.core.words import tr
from desktop.runtime.fact_types import type_word
from desktop.views import theme
from desktop.views.icons import paint_icon
from desktop.views.product.facts_model import FACT_ROLE, NAME, STATUS, STATUS_ROLE, VALUE, VARIANT, FactStatus
from desktop.views.tokens import Size, Space, Type
from desktop.views.widgets.badge import Tone, badge_size, paint_badge

_Index = QModelIndex | QPersistentModelIndex
_ICONS: dict[FactStatus, tuple[str, str]] = {
    FactStatus.CARRIED: ("check", "supported"),
    FactStatus.FORGOTTEN: ("warning", "warning"),
    FactStatus.CONTRADICTED: ("contradicted", "contradicted"),
}
_WRAP = int(Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
_PAD = Space.XS + Space.XXS


class FactDelegate(QStyledItemDelegate):
    """The name quiet, the value plain, the badge of what must be mentioned, and an icon for what became of it."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.hovered_row = -1

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        fact = index.data(FACT_ROLE)
        if index.column() == STATUS or not isinstance(fact, Fact):
            return QSize(Size.CONTROL, Size.BUTTON)
        view = option.widget
        width = view.columnWidth(index.column()) if hasattr(view, "columnWidth") else option.rect.width()
        text = _text_area(QRect(0, 0, width, Size.BUTTON), index.column())
        height = _wrapped(str(index.data()), text).height()
        if index.column() == VALUE and fact.must_mention:
            height = max(height, _badge_area(fact.text, text).bottom() - text.top() - Space.XXS)
        return QSize(width, max(Size.BUTTON, height + 2 * _PAD))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        fact = index.data(FACT_ROLE)
        if not isinstance(fact, Fact):
            return
        from PySide6.QtWidgets import QStyle  # its enums cost a start 5 ms

        painter.save()
        status = FactStatus(index.data(STATUS_ROLE))  # Qt gives back a plain string
        area = option.rect
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        if status is FactStatus.CONTRADICTED:
            painter.fillRect(area, theme.colour("contradicted_soft"))
        elif chosen or index.row() == self.hovered_row:
            painter.fillRect(area, theme.colour("surface_2"))
        painter.fillRect(area.left(), area.bottom(), area.width(), Size.HAIR, theme.colour("line"))
        if index.column() == STATUS:
            self._paint_status(painter, area, status, hot=chosen or index.row() == self.hovered_row)
        else:
            self._paint_words(painter, area, index, fact, hot=chosen or index.row() == self.hovered_row)
        painter.restore()

    def createEditor(self, parent: QWidget, _option: QStyleOptionViewItem, index: _Index) -> QWidget:
        editor = QLineEdit(parent)
        editor.setProperty("field", True)
        names = {NAME: tr("Name of the fact"), VALUE: tr("Value of the fact"), VARIANT: tr("Variant of the fact")}
        editor.setAccessibleName(names[index.column()])
        editor.setPlaceholderText({NAME: tr("Name"), VALUE: tr("Value"), VARIANT: tr("Variant")}[index.column()])
        editor.setTextMargins(-Space.XS, 0, -Space.XS, 0)
        return editor

    def updateEditorGeometry(self, editor: QWidget, option: QStyleOptionViewItem, _index: _Index) -> None:
        editor.setGeometry(option.rect.adjusted(0, 0, 0, -Size.HAIR))

    def setEditorData(self, editor: QWidget, index: _Index) -> None:
        if isinstance(editor, QLineEdit) and not editor.isModified():
            editor.setText(str(index.data(Qt.ItemDataRole.EditRole)))

    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: _Index) -> None:
        if isinstance(editor, QLineEdit):
            model.setData(index, editor.text(), Qt.ItemDataRole.EditRole)

    def eventFilter(self, editor: QObject, event: QEvent) -> bool:
        """Enter moves on as Tab does; Ctrl+Enter is left to the window, which writes."""
        if event.type() is QEvent.Type.KeyPress and isinstance(event, QKeyEvent) and isinstance(editor, QWidget):
            enter = event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}
            if enter and event.modifiers() in {Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier}:
                self.commitData.emit(editor)
                self.closeEditor.emit(editor, QAbstractItemDelegate.EndEditHint.EditNextItem)
                return True
        return super().eventFilter(editor, event)

    def _paint_words(self, painter: QPainter, area: QRect, index: _Index, fact: Fact, *, hot: bool) -> None:
        placeholders = {NAME: tr("Name"), VALUE: tr("Value"), VARIANT: ""}
        words = str(index.data()) or placeholders[index.column()]
        quiet = not index.data() or not fact.approved
        text = _text_area(area, index.column())
        painter.setFont(theme.font())
        painter.setPen(theme.colour("text_3" if quiet else "text_1" if index.column() == VALUE else "text_2"))
        wrapped = _wrapped(words, text)
        painter.drawText(text.adjusted(0, 0, 0, wrapped.height()), _WRAP, words)
        if index.column() == VALUE and fact.must_mention:
            paint_badge(painter, _badge_area(fact.text, text), tr("must mention"), Tone.WARNING)
        elif index.column() == VALUE and hot:
            _paint_type(painter, text, words, "" if fact.approved else tr("not approved"), fact)

    @staticmethod
    def _paint_status(painter: QPainter, area: QRect, status: FactStatus, *, hot: bool) -> None:
        icon, role = _ICONS.get(status, ("", ""))
        if hot:
            icon, role = "more", "text_2"
        if icon:
            first = QRect(area.left(), area.top(), area.width(), Size.BUTTON)
            spot = QRect(0, 0, Size.ICON_SMALL, Size.ICON_SMALL)
            spot.moveCenter(first.center())
            paint_icon(painter, icon, spot, role)


def _paint_type(painter: QPainter, area: QRect, words: str, said: str, fact: Fact) -> None:
    """What sort of fact it is, behind the value of the row that is looked at, when there is room."""
    kind = said or type_word(fact)
    left = painter.fontMetrics().horizontalAdvance(words) + Space.S
    painter.setFont(theme.font(Type.SMALL))
    painter.setPen(theme.colour("text_3"))
    if kind and left + painter.fontMetrics().horizontalAdvance(kind) <= area.width():
        spot = QRect(area.left(), area.top(), area.width(), QFontMetrics(theme.font()).height())
        painter.drawText(spot, int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter), kind)


def _text_area(area: QRect, column: int) -> QRect:
    left = _PAD if column == NAME else 0
    top = (Size.BUTTON - QFontMetrics(theme.font()).height()) // 2
    return QRect(area.left() + left, area.top() + top, area.width() - left - Space.XS, area.height())


def _wrapped(words: str, area: QRect) -> QRect:
    room = QRect(area.left(), area.top(), area.width(), 10 * Size.HERO)
    return QFontMetrics(theme.font()).boundingRect(room, _WRAP, words)


def _badge_area(words: str, area: QRect) -> QRect:
    """Behind the last line of the value, or below it where there is no room."""
    metrics = QFontMetrics(theme.font(Type.BASE))
    size = badge_size(tr("must mention"))
    wrapped = _wrapped(words, area)
    single = wrapped.height() < 2 * metrics.height()
    right = metrics.horizontalAdvance(words) + Space.XS
    if single and right + size.width() <= area.width() + Space.XS:
        top = area.top() + (metrics.height() - size.height()) // 2
        return QRect(area.left() + right, top, size.width(), size.height())
    return QRect(area.left(), wrapped.bottom() + Space.XS, size.width(), size.height())
