"""The log of calls as a painted list: thousands of them cost no more than the dozen that is seen."""

from __future__ import annotations

from PySide6.QtCore import QAbstractListModel, QLocale, QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from desktop.core.calls import CallRecord, Purpose
from desktop.core.errors import ErrorKind
from desktop.core.money import US, Rate, money
from desktop.core.prompt import FinishReason
from desktop.core.provider import INSIDE
from desktop.core.words import tr, trn
from desktop.views import theme
from desktop.views.icons import paint_icon
from desktop.views.moments import moment
from desktop.views.tokens import Size, Space, Type, Weight
from desktop.views.widgets.row_list import RowList
from desktop.views.widgets.surface import paint_ground

Index = QModelIndex | QPersistentModelIndex

_WORDS_PER_TOKEN = 0.75
_PAD = Space.S
_OK = "ok"


class CallLines(QAbstractListModel):
    """The calls that are shown, the newest first."""

    def __init__(self) -> None:
        super().__init__()
        self.calls: list[CallRecord] = []
        self.shown: list[CallRecord] = []
        self.rate = Rate()
        self._words: list[str] = []

    def show_calls(self, calls: list[CallRecord], rate: Rate) -> None:
        """Show these, narrowed by what is searched for."""
        self.calls, self.rate = calls, rate
        self._narrow()

    def search(self, text: str) -> None:
        """Show those that hold every word of `text`."""
        self._words = text.casefold().split()
        self._narrow()

    def _narrow(self) -> None:
        self.beginResetModel()
        self.shown = [each for each in self.calls if self._holds(each)]
        self.endResetModel()

    def _holds(self, call: CallRecord) -> bool:
        if not self._words:
            return True
        where = f"{call.host} {call.provider} {call.model} {what_for(call)} {how_it_ended(call)} {call.outcome}"
        return all(word in where.casefold() for word in self._words)

    def rowCount(self, _parent: Index | None = None) -> int:
        return len(self.shown)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        call = self.shown[index.row()]
        if role == Qt.ItemDataRole.UserRole:
            return call
        if role == Qt.ItemDataRole.DisplayRole:
            return f"{moment(call.at)} {place_of(call)}"
        if role in {Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole}:
            return "\n".join((f"{moment(call.at)}, {place_of(call)}, {call.model}", facts_of(call, self.rate)))
        return None


class CallList(RowList):
    """The list itself."""

    def __init__(self, parent: QWidget | None = None) -> None:
        self.lines = CallLines()
        super().__init__(tr("Log of calls"), self.lines, _Rows(), parent)
        self.setUniformItemSizes(True)


def place_of(call: CallRecord) -> str:
    """Where a call went."""
    return tr("this computer") if call.provider == INSIDE else call.host


def what_for(call: CallRecord) -> str:
    """What a call was made for, in words."""
    return {
        Purpose.WRITE: tr("writing"),
        Purpose.JUDGE: tr("judging"),
        Purpose.EXTRACT: tr("reading facts"),
        Purpose.LINES: tr("variants"),
        Purpose.TEST: tr("a test"),
        Purpose.SEND: tr("a test mail"),
        Purpose.INSPECT: tr("a received mail"),
        Purpose.FETCH: tr("a page as a source"),
        Purpose.TRANSLATE: tr("translating"),
    }[call.purpose]


def how_it_ended(call: CallRecord) -> str:
    """What became of a call, in words."""
    known = {
        _OK: tr("answered"),
        ErrorKind.CANCELLED.value: tr("stopped"),
        ErrorKind.AUTH.value: tr("key refused"),
        ErrorKind.QUOTA.value: tr("too many requests, or no credit"),
        ErrorKind.NETWORK.value: tr("connection lost"),
        ErrorKind.TIMEOUT.value: tr("no answer in time"),
        ErrorKind.MODEL_MISSING.value: tr("model not there"),
        FinishReason.CUT_OFF.value: tr("broken off"),
        FinishReason.DECLINED.value: tr("declined"),
    }
    return known.get(call.outcome, tr("failed"))


def cost_of_call(call: CallRecord, rate: Rate) -> str:
    """What a call cost; about, where it was counted here."""
    if call.cost is None:
        return tr("cost unknown")
    if not call.cost:
        return tr("free")
    amount = rate.show(call.cost) if call.currency == US else money(call.cost, call.currency)
    return tr("about {cost}", cost=amount) if call.estimated else amount


def facts_of(call: CallRecord, rate: Rate) -> str:
    """The second line of a row."""
    sent, written = (_words(tokens) for tokens in (call.prompt_tokens, call.completion_tokens))
    parts = [what_for(call), tr("{sent} words sent, {written} written", sent=sent, written=written)]
    parts.append(cost_of_call(call, rate))
    if call.replaced:
        parts.append(trn("{n} detail replaced", "{n} details replaced", call.replaced))
    return " · ".join(parts)


def _words(tokens: int) -> str:
    return QLocale().toString(round(tokens * _WORDS_PER_TOKEN))


class _Rows(QStyledItemDelegate):
    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        return QSize(Size.SIDE_LIST, 2 * Size.ICON + 2 * Space.XS + Space.XXS)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        call, lines = index.data(Qt.ItemDataRole.UserRole), index.model()
        if not isinstance(call, CallRecord) or not isinstance(lines, CallLines):
            return
        painter.save()
        state: QStyle.StateFlag = option.state
        area: QRect = option.rect
        if state & (QStyle.StateFlag.State_Selected | QStyle.StateFlag.State_MouseOver):
            chosen = bool(state & QStyle.StateFlag.State_Selected)
            paint_ground(painter, QRectF(area), "accent_soft" if chosen else "surface_1")
        area = area.adjusted(_PAD, Space.XS, -_PAD, -Space.XS)
        upper = QRect(area.left(), area.top(), area.width(), area.height() // 2)
        lower = upper.translated(0, upper.height())
        left = upper.left() + Size.ICON_SMALL + Space.S
        self._paint_upper(painter, call, upper, left)
        _write(painter, lower.adjusted(left - upper.left(), 0, 0, 0), facts_of(call, lines.rate), Type.SMALL, "text_2")
        painter.restore()

    @staticmethod
    def _paint_upper(painter: QPainter, call: CallRecord, upper: QRect, left: int) -> None:
        inside, went_well = call.provider == INSIDE, call.outcome in {_OK, ErrorKind.CANCELLED.value}
        icon = QRect(upper.left(), upper.top(), Size.ICON_SMALL, upper.height())
        paint_icon(painter, "lock" if inside else "cloud", icon, "supported" if inside else "warning")
        at, ended = moment(call.at), how_it_ended(call)
        small = QFontMetrics(theme.font(Type.SMALL))
        right = small.horizontalAdvance(at)
        middle = small.horizontalAdvance(ended) + Space.L
        _write(painter, upper, at, Type.SMALL, "text_3", end=True)
        state = QRect(upper.right() - right - middle, upper.top(), middle - Space.L // 2, upper.height())
        _write(painter, state, ended, Type.SMALL, "text_2" if went_well else "contradicted", end=True)
        room = QRect(left, upper.top(), state.left() - left - Space.S, upper.height())
        _write(painter, room, f"{place_of(call)}  {call.model}", Type.BASE, "text_1", strong=True)


def _write(
    painter: QPainter, area: QRect, words: str, size: Type, role: str, *, strong: bool = False, end: bool = False
) -> None:
    painter.setFont(theme.font(size, Weight.STRONG if strong else Weight.REGULAR))
    painter.setPen(theme.colour(role))
    side = Qt.AlignmentFlag.AlignRight if end else Qt.AlignmentFlag.AlignLeft
    shown = painter.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, area.width())
    painter.drawText(area, int(Qt.AlignmentFlag.AlignVCenter | side), shown)
