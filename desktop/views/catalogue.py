"""The screens, in the order of the rail: what exists, and nothing else."""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum

import msgspec
from PySide6.QtWidgets import QWidget

from desktop.core.words import mark
from desktop.runtime.desk import Desk
from desktop.views.actions import Actions


class Shell(msgspec.Struct, frozen=True):
    """What a screen gets: the services, the actions, the way to another screen by its id, and to a page of settings.

    `show_settings` takes the English words of the page.
    """

    desk: Desk
    actions: Actions
    show: Callable[[str], None]
    show_settings: Callable[[str], None]


class Place(StrEnum):
    """Where on the rail a screen stands."""

    TOP = "top"
    BOTTOM = "bottom"


class ScreenEntry(msgspec.Struct, frozen=True):
    """A screen: its id, words (marked), icon, key, place, and how it is made when it is first shown."""

    id: str
    label: str
    icon: str
    keys: tuple[str, ...]
    place: Place
    factory: Callable[[Shell], QWidget]


def _product(shell: Shell) -> QWidget:
    from desktop.views.product.screen import ProductScreen

    return ProductScreen(shell.desk, shell.actions, show_settings=shell.show_settings)


def _history(shell: Shell) -> QWidget:
    from desktop.views.history.screen import HistoryScreen

    return HistoryScreen(shell)


def _settings(shell: Shell) -> QWidget:
    from desktop.views.settings.screen import SettingsScreen

    return SettingsScreen(shell)


SCREENS: tuple[ScreenEntry, ...] = (
    ScreenEntry("product", mark("Product"), "product", ("Ctrl+1",), Place.TOP, _product),
    ScreenEntry("history", mark("History"), "history", ("Ctrl+2",), Place.TOP, _history),
    ScreenEntry("settings", mark("Settings"), "settings", ("Ctrl+,", "Ctrl+3"), Place.BOTTOM, _settings),
)
"""Every screen of the window."""

if len({entry.id for entry in SCREENS}) != len(SCREENS):
    message = "two screens bear the same id"
    raise ValueError(message)
