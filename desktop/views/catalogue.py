"""The screens, in the order of the rail: what exists, and nothing else."""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum

import msgspec
from PySide6.QtWidgets import QWidget

from desktop.core.brief import Kind
from desktop.core.words import mark
from desktop.runtime.desk import Desk
from desktop.views.actions import Actions

DRAFT = "draft"
"""Asked for in the place of a screen, it is the one for what is on the desk."""


class Shell(msgspec.Struct, frozen=True):
    """What a screen gets: the services, the actions, the way to another screen by its id, and to a page of settings.

    `show(DRAFT)` shows the screen of what is on the desk;
    `show_settings` takes the English words of the page.
    """

    desk: Desk
    actions: Actions
    show: Callable[[str], None]
    show_settings: Callable[[str], None]


class Place(StrEnum):
    """Where on the rail a screen stands; behind another one it has no place of its own."""

    TOP = "top"
    BOTTOM = "bottom"
    BEHIND = "behind"


class ScreenEntry(msgspec.Struct, frozen=True):
    """A screen: its id, words (marked), icon, keys, place, and how it is made when it is first shown.

    `shows` is the kind of the drafts that are written on it; `behind` the screen whose place on the rail is lit for it.
    """

    id: str
    label: str
    icon: str
    keys: tuple[str, ...]
    place: Place
    factory: Callable[[Shell], QWidget]
    shows: Kind | None = None
    behind: str = ""


def _product(shell: Shell) -> QWidget:
    from desktop.views.product.screen import ProductScreen

    return ProductScreen(shell.desk, shell.actions, show_settings=shell.show_settings)


def _mail(shell: Shell) -> QWidget:
    from desktop.views.mail.screen import MailScreen

    return MailScreen(shell)


def _blog(shell: Shell) -> QWidget:
    from desktop.views.post.screen import PostScreen

    return PostScreen(shell)


def _calendar(shell: Shell) -> QWidget:
    from desktop.views.calendar.screen import CalendarScreen

    return CalendarScreen(shell)


def _reply(shell: Shell) -> QWidget:
    from desktop.views.reply.screen import ReplyScreen

    return ReplyScreen(shell)


def _inspect(shell: Shell) -> QWidget:
    from desktop.views.inspect.screen import InspectScreen

    return InspectScreen(shell)


def _translate(shell: Shell) -> QWidget:
    from desktop.views.translate.screen import TranslateScreen

    return TranslateScreen(shell)


def _compare(shell: Shell) -> QWidget:
    from desktop.views.compare.screen import CompareScreen

    return CompareScreen(shell)


def _history(shell: Shell) -> QWidget:
    from desktop.views.history.screen import HistoryScreen

    return HistoryScreen(shell)


def _settings(shell: Shell) -> QWidget:
    from desktop.views.settings.screen import SettingsScreen

    return SettingsScreen(shell)


SCREENS: tuple[ScreenEntry, ...] = (
    ScreenEntry("product", mark("Product"), "product", ("Ctrl+1",), Place.TOP, _product, Kind.PRODUCT),
    ScreenEntry("mail", mark("Mail"), "mail", ("Ctrl+2",), Place.TOP, _mail, Kind.MAIL),
    ScreenEntry(
        "reply", mark("Answer a customer"), "mail", ("Ctrl+Shift+Y",), Place.BEHIND, _reply, Kind.REPLY, "mail"
    ),
    ScreenEntry(
        "inspect",
        mark("Inspect a received mail"),
        "shield",
        ("Ctrl+Shift+I",),
        Place.BEHIND,
        _inspect,
        behind="mail",
    ),
    ScreenEntry("blog", mark("Blog"), "document", ("Ctrl+3",), Place.TOP, _blog, Kind.BLOG),
    ScreenEntry(
        "calendar",
        mark("Calendar of posts"),
        "calendar",
        ("Ctrl+Shift+G",),
        Place.BEHIND,
        _calendar,
        behind="blog",
    ),
    ScreenEntry("translate", mark("Translate"), "languages", ("Ctrl+4",), Place.TOP, _translate),
    ScreenEntry("compare", mark("Compare"), "columns", ("Ctrl+5",), Place.TOP, _compare),
    ScreenEntry("history", mark("History"), "history", ("Ctrl+6",), Place.TOP, _history),
    ScreenEntry("settings", mark("Settings"), "settings", ("Ctrl+,", "Ctrl+7"), Place.BOTTOM, _settings),
)
"""Every screen of the window."""

if len({entry.id for entry in SCREENS}) != len(SCREENS):
    message = "two screens bear the same id"
    raise ValueError(message)


def screen_of(kind: Kind) -> str:
    """The id of the screen on which drafts of a kind are written; that of products where a kind has none."""
    return next((entry.id for entry in SCREENS if entry.shows is kind), SCREENS[0].id)


def screens_behind(screen_id: str) -> tuple[ScreenEntry, ...]:
    """The screens that are reached from this one."""
    return tuple(entry for entry in SCREENS if entry.behind == screen_id)


def kind_of(screen_id: str) -> Kind | None:
    """The kind of the drafts that are written on a screen; `None` where none are."""
    return next((entry.shows for entry in SCREENS if entry.id == screen_id), None)


def place_of(screen_id: str) -> str:
    """The screen whose place on the rail is lit while this one is shown: mostly itself."""
    return next((entry.behind for entry in SCREENS if entry.id == screen_id), "") or screen_id
