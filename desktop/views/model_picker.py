"""Choosing the model that writes: those inside, the favourites, and by search every model of every provider."""

from __future__ import annotations

import msgspec
from PySide6.QtCore import (
    QAbstractListModel,
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRect,
    QRectF,
    QSize,
    Qt,
)
from PySide6.QtGui import QKeyEvent, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from desktop.core.calls import Purpose
from desktop.core.money import Rate
from desktop.core.settings import LOCAL_ONLY
from desktop.core.words import tr, trn
from desktop.runtime.desk import Desk
from desktop.runtime.provider_values import ProviderInfo
from desktop.views import theme
from desktop.views.icons import paint_icon
from desktop.views.moments import size_words
from desktop.views.provider_words import price_words
from desktop.views.tokens import Size, Space, Type
from desktop.views.widgets.button import Button, ButtonKind
from desktop.views.widgets.fields import LineEdit
from desktop.views.widgets.popover import Popover
from desktop.views.widgets.row_list import RowList
from desktop.views.widgets.surface import paint_ground
from desktop.views.widgets.text import Label

Index = QModelIndex | QPersistentModelIndex

_TOP = 72
_ROWS = 8
_MIDDLE = int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft)
_END = int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight)


class Pick(msgspec.Struct, frozen=True):
    """A model that can be chosen; `why_not` says why it cannot be now. `first`: shown before anything is typed."""

    id: str
    title: str
    place: str
    icon: str
    search: str
    first: bool = False
    chosen: bool = False
    why_not: str = ""


class ModelPicker(Popover):
    """A field and a list; typing narrows the list, Enter has the chosen model write from now on."""

    def __init__(self, window: QWidget, desk: Desk) -> None:
        super().__init__(window, tr("Choose the model"))
        self._desk = desk
        self._picks: list[Pick] = []
        self.field = LineEdit(tr("Choose the model"), placeholder=tr("Which model is to write?"), icon_name="search")
        self._model = _Picks()
        self.list = RowList(tr("Models"), self._model, _Rows())
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setUniformItemSizes(True)
        self.list.setFixedSize(Size.PALETTE, _ROWS * Size.ROW)
        self.nothing = Label(tr("Nothing by that name"), "base", "text_2")
        self.nothing.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.hint = Label("", "small", "text_2", wrap=True)
        self.providers = Button(tr("Providers and keys"), ButtonKind.QUIET, icon="cloud", small=True)
        for part in (self.field, self.list, self.nothing, self.hint):
            self.body.addWidget(part)
        self.body.addWidget(self.providers, 0, Qt.AlignmentFlag.AlignLeft)
        self.body.setContentsMargins(Space.S, Space.S, Space.S, Space.S)
        self.setFocusProxy(self.field)
        self.field.textChanged.connect(self._narrow)
        self.field.installEventFilter(self)
        self.list.clicked.connect(self._choose)
        self.providers.clicked.connect(self._open_providers)
        desk.providers.changed.connect(self._refresh)
        desk.models.changed.connect(self._refresh)
        self._refresh()
        desk.providers.ensure()

    def open_on_top(self) -> None:
        """Show it where the palette of commands is shown."""
        self.open_in_middle(_TOP)

    @property
    def shown(self) -> list[Pick]:
        """What the list holds now."""
        return self._model.picks

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.field and event.type() is QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            steps = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_PageDown: 8, Qt.Key.Key_PageUp: -8}
            for key, rows in steps.items():
                if event.key() == key:
                    self._move(rows)
                    return True
            if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
                self._choose(self.list.currentIndex())
                return True
        return super().eventFilter(watched, event)

    def _refresh(self) -> None:
        self._picks = picks(self._desk)
        self._narrow(self.field.text())

    def _narrow(self, text: str) -> None:
        words = text.casefold().split()
        found = [pick for pick in self._picks if all(word in pick.search for word in words)] if words else [
            pick for pick in self._picks if pick.first
        ]  # fmt: skip
        before = self._pick(self.list.currentIndex())
        self._model.show(found)
        self.list.setVisible(bool(found))
        self.nothing.setVisible(not found)
        rest = len(self._picks) - len(found) if not words else 0
        self.hint.setText(
            trn("Type to search {n} more model.", "Type to search {n} more models.", rest) if rest else ""
        )
        self.hint.setVisible(bool(rest))
        wanted = before.id if before is not None else next((pick.id for pick in found if pick.chosen), "")
        row = next((row for row, pick in enumerate(found) if pick.id == wanted), 0)
        if found:
            self.list.setCurrentIndex(self._model.index(row))
        self.refit()

    def _move(self, rows: int) -> None:
        count = self._model.rowCount()
        if count:
            row = self.list.currentIndex().row() + rows
            row = row % count if abs(rows) == 1 else max(0, min(count - 1, row))
            self.list.setCurrentIndex(self._model.index(row))

    @staticmethod
    def _pick(index: QModelIndex) -> Pick | None:
        pick = index.data(Qt.ItemDataRole.UserRole) if index.isValid() else None
        return pick if isinstance(pick, Pick) else None

    def _choose(self, index: QModelIndex) -> None:
        pick = self._pick(index)
        if pick is not None and not pick.why_not:
            self.close_card()
            self._desk.providers.choose(pick.id)

    def _open_providers(self) -> None:
        self.close_card()
        self._desk.providers.key_asked.emit("")


def picks(desk: Desk) -> list[Pick]:
    """Every model that can be chosen: those inside first, then the favourites, then all others."""
    chosen = desk.providers.model_for(Purpose.WRITE)
    current = desk.models.current
    inside = tr("on this computer")
    found = []
    for model in desk.models.models:
        here = model.state == "ready"
        place = tr("{place}, free", place=inside) if here else tr("{size} to download", size=size_words(model.size))
        is_chosen = current is not None and current.id == model.id
        search = f"{model.title} {model.id} {inside}".casefold()
        found.append(Pick(model.id, model.title, place, "computer", search, first=True, chosen=is_chosen))
    others = [pick for info in desk.providers.providers for pick in _of_provider(desk, info, chosen)]
    return [*found, *sorted(others, key=lambda pick: not pick.first)]


def _of_provider(desk: Desk, info: ProviderInfo, chosen: str) -> list[Pick]:
    provider, service = info.provider, desk.providers
    title = service.title(provider.name)
    rate = Rate.of(desk.settings.settings)
    local_only = desk.settings.get(LOCAL_ONLY)
    free = tr("free")
    listed = {model.id: model for model in provider.models}
    found = []
    for own_id in dict.fromkeys((*provider.favourites, *listed)):
        model = listed.get(own_id)
        model_id = f"{provider.name}/{own_id}"
        favourite = own_id in provider.favourites
        price = provider.prices.get(own_id, model.price if model is not None else None)
        cost = price_words(price, rate, free=info.free and service.stays_here(model_id))
        words = (model.title if model is not None else "") or own_id
        found.append(
            Pick(
                model_id,
                words,
                f"{title}, {cost}" if cost == free else title,
                "star" if favourite else "computer" if service.stays_here(model_id) else "cloud",
                f"{words} {own_id} {title}".casefold(),
                first=favourite or model_id == chosen,
                chosen=model_id == chosen,
                why_not=""
                if not local_only or service.stays_here(model_id)
                else tr("only models on this computer may be used here"),
            )
        )
    return found


class _Picks(QAbstractListModel):
    def __init__(self) -> None:
        super().__init__()
        self.picks: list[Pick] = []

    def show(self, found: list[Pick]) -> None:
        self.beginResetModel()
        self.picks = found
        self.endResetModel()

    def rowCount(self, _parent: Index | None = None) -> int:
        return len(self.picks)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        pick = self.picks[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return pick.title
        if role == Qt.ItemDataRole.AccessibleTextRole:
            now = tr("writes now") if pick.chosen else ""
            return ", ".join(part for part in (pick.title, pick.place, now, pick.why_not) if part)
        return pick if role == Qt.ItemDataRole.UserRole else None


class _Rows(QStyledItemDelegate):
    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        return QSize(0, Size.ROW)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        pick = index.data(Qt.ItemDataRole.UserRole)
        if not isinstance(pick, Pick):
            return
        painter.save()
        area = QRect(option.rect)
        lit = bool(option.state & QStyle.StateFlag.State_Selected)
        if lit or option.state & QStyle.StateFlag.State_MouseOver:
            paint_ground(painter, QRectF(area), "accent_soft" if lit else "surface_1")
        area.adjust(Space.S, 0, -Space.M, 0)
        icon = QRect(area.left(), area.top(), Size.ICON_MEDIUM, area.height())
        paint_icon(painter, pick.icon, icon, "text_3" if pick.why_not else "accent" if lit else "text_2")
        area.setLeft(icon.right() + Space.S + Space.XXS)
        if pick.chosen:
            check = QRect(area.right() - Size.ICON_SMALL, area.top(), Size.ICON_SMALL, area.height())
            paint_icon(painter, "check", check, "accent")
            area.setRight(check.left() - Space.S)
        painter.setFont(theme.font(Type.SMALL))
        painter.setPen(theme.colour("text_3" if pick.why_not else "text_2"))
        metrics = painter.fontMetrics()
        tail = metrics.elidedText(pick.why_not or pick.place, Qt.TextElideMode.ElideRight, area.width() // 2)
        painter.drawText(area, _END, tail)
        area.setRight(area.right() - metrics.horizontalAdvance(tail) - Space.M)
        painter.setFont(theme.font())
        painter.setPen(theme.colour("text_3" if pick.why_not else "text_1"))
        words = painter.fontMetrics().elidedText(pick.title, Qt.TextElideMode.ElideMiddle, area.width())
        painter.drawText(area, _MIDDLE, words)
        painter.restore()
