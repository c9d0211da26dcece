"""The menu bar of a Mac: the same actions under their groups, with the places that the system gives to some of them."""

from __future__ import annotations

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenuBar

from desktop.views.actions import Actions

_ROLES = {
    "screen.settings": QAction.MenuRole.PreferencesRole,
    "quit": QAction.MenuRole.QuitRole,
}


def menu_bar(actions: Actions) -> QMenuBar:
    """A menu bar without a window of its own, as macOS wants it; other systems have the palette and the rail."""
    bar = QMenuBar()
    menus = {}
    for action in actions:
        group = actions.group_of(action)
        if group not in menus:
            menus[group] = bar.addMenu(group)
        action.setMenuRole(_ROLES.get(action.objectName(), QAction.MenuRole.NoRole))
        menus[group].addAction(action)
    return bar
