"""Which fields are written: a menu of the channels, grouped by place, that stays open while one chooses."""

from __future__ import annotations

from collections.abc import Sequence
from typing import cast

from PySide6.QtCore import QObject, QPoint, Qt, Signal
from PySide6.QtGui import QAction, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QMenu, QWidget

from desktop.core.words import tr, trn
from desktop.runtime.fields import ChannelChoice
from desktop.views.widgets.fields import ComboBox, Labelled


class ChannelsMenu(QObject):
    """Keeps the choice; `changed` sends the chosen ids in the order of the list."""

    changed = Signal(tuple)

    def __init__(self, choices: Sequence[ChannelChoice], parent: QObject) -> None:
        super().__init__(parent)
        self._choices = tuple(choices)
        self._chosen: tuple[str, ...] = ()
        self._groups: dict[str, QMenu] = {}

    @property
    def chosen(self) -> tuple[str, ...]:
        """The ids of the chosen channels."""
        return self._chosen

    def set_chosen(self, ids: Sequence[str]) -> None:
        """Take over a choice; sends nothing."""
        self._chosen = tuple(ids)

    def summary(self) -> str:
        """The chosen places in a few words: `Shop, Search engine`, or how many fields."""
        groups = dict.fromkeys(choice.group for choice in self._choices if choice.id in self._chosen)
        words = ", ".join(groups)
        return words if len(groups) <= 2 else trn("{n} field", "{n} fields", len(self._chosen))

    def menu(self, parent: QWidget) -> QMenu:
        """The menu as it is now; one submenu for each place."""
        menu = _StayingMenu(parent)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        groups: dict[str, QMenu] = {}
        for choice in self._choices:
            if choice.group not in groups:
                groups[choice.group] = _StayingMenu(menu)
                menu.addMenu(groups[choice.group])
            action = groups[choice.group].addAction(tr("{field}, up to {limit} {unit}", field=choice.label,
                                                       limit=choice.limit, unit=choice.unit))  # fmt: skip
            action.setCheckable(True)
            action.setChecked(choice.id in self._chosen)
            action.setData(choice.id)
            action.toggled.connect(self._on_toggled)
        self._show_counts(groups)
        self._groups = groups
        return menu

    def _on_toggled(self, checked: bool) -> None:
        action = self.sender()
        if not isinstance(action, QAction):
            return
        wanted = {*self._chosen, action.data()} if checked else set(self._chosen) - {action.data()}
        self._chosen = tuple(choice.id for choice in self._choices if choice.id in wanted)
        self._show_counts(self._groups)
        self.changed.emit(self._chosen)

    def _show_counts(self, groups: dict[str, QMenu]) -> None:
        for group, menu in groups.items():
            count = sum(action.isChecked() for action in menu.actions())
            menu.setTitle(tr("{place} ({count})", place=group, count=count) if count else group)


class _StayingMenu(QMenu):
    """A menu in which a check mark can be set without closing it."""

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        action = cast("QAction | None", self.actionAt(event.position().toPoint()))
        if action is not None and action.isCheckable():
            action.trigger()
        else:
            super().mouseReleaseEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        action = cast("QAction | None", self.activeAction())
        toggles = event.key() in {Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter}
        if toggles and action is not None and action.isCheckable():
            action.trigger()
        else:
            super().keyPressEvent(event)


class ChannelsField(Labelled):
    """A labelled box that says which channels are chosen and opens their menu."""

    def __init__(self, menu: ChannelsMenu, parent: QWidget | None = None) -> None:
        self.box = _Box(menu)
        super().__init__(tr("Channels"), self.box, parent=parent)


class _Box(ComboBox):
    def __init__(self, menu: ChannelsMenu) -> None:
        super().__init__(tr("Channels"))
        self._menu = menu
        self.setToolTip(tr("Where the text will be published, and so which fields are written"))

    def show_summary(self) -> None:
        """Say what is chosen."""
        self.clear()
        self.addItem(self._menu.summary())
        self.setAccessibleDescription(self._menu.summary())

    def showPopup(self) -> None:
        self._menu.menu(self).popup(self.mapToGlobal(QPoint(0, self.height())))
