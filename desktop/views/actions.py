"""Every action of the window by name, with its keys: menus, tooltips, the palette and the help are made from it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

import msgspec
from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QWidget

from desktop.core.words import mark, tr
from desktop.views.icons import icon

Key = str | QKeySequence.StandardKey


class ActionSpec(msgspec.Struct, frozen=True):
    """An action: its id, words, group and icon, and its keys, the first of which is the one that is shown."""

    id: str
    label: str
    group: str
    icon: str
    keys: tuple[Key, ...]


_TEXT = mark("Text")
_DRAFTS = mark("Drafts")
GO = mark("Go to")
_PROGRAM = mark("Program")

CATALOGUE: tuple[ActionSpec, ...] = (
    ActionSpec("write", mark("Write"), _TEXT, "pencil", ("Ctrl+Return", "Ctrl+Enter")),
    ActionSpec("stop", mark("Stop writing"), _TEXT, "stop", ("Esc",)),
    ActionSpec("compare", mark("Compare variants"), _TEXT, "columns", ("Ctrl+Shift+V",)),
    ActionSpec("languages", mark("This draft in several languages"), _TEXT, "languages", ("Ctrl+Alt+G",)),
    ActionSpec("model", mark("Choose the model"), _TEXT, "chip", ("Ctrl+Shift+K",)),
    ActionSpec("leaving", mark("What leaves this computer"), _TEXT, "cloud", ("Ctrl+Shift+W",)),
    ActionSpec("undo", mark("Undo"), _TEXT, "undo", (QKeySequence.StandardKey.Undo,)),
    ActionSpec("redo", mark("Redo"), _TEXT, "redo", ("Ctrl+Shift+Z", "Ctrl+Y")),
    ActionSpec("copy_text", mark("Copy as text"), _TEXT, "copy", ("Ctrl+Shift+C",)),
    ActionSpec("copy_html", mark("Copy as HTML"), _TEXT, "copy", ("Ctrl+Shift+H",)),
    ActionSpec("copy_markdown", mark("Copy as Markdown"), _TEXT, "copy", ("Ctrl+Shift+M",)),
    ActionSpec("new", mark("New product text"), _DRAFTS, "plus", (QKeySequence.StandardKey.New,)),
    ActionSpec("new_mail", mark("New mail"), _DRAFTS, "mail", ("Ctrl+Shift+N",)),
    ActionSpec("new_post", mark("New blog post"), _DRAFTS, "document", ("Ctrl+Alt+N",)),
    ActionSpec("open", mark("Open one of the latest drafts"), _DRAFTS, "folder", (QKeySequence.StandardKey.Open,)),
    ActionSpec("name_version", mark("Keep this version under a name"), _DRAFTS, "star", ("Ctrl+S",)),
    ActionSpec("backup", mark("Make a backup now"), _DRAFTS, "disk", ("Ctrl+Alt+B",)),
    ActionSpec("export", mark("Export to a file"), _DRAFTS, "export", ("Ctrl+E",)),
    ActionSpec("sample", mark("Open the sample workspace"), _DRAFTS, "product", ("Ctrl+Shift+O",)),
    ActionSpec("search", mark("Search the history"), GO, "search", ("Ctrl+Shift+F",)),
    ActionSpec("palette", mark("Find a command or a draft"), GO, "command", ("Ctrl+K", "Ctrl+Shift+P")),
    ActionSpec("theme", mark("Change between light and dark"), _PROGRAM, "appearance", ("Ctrl+Shift+L",)),
    ActionSpec("help", mark("Keys and help"), _PROGRAM, "keyboard", ("F1",)),
    ActionSpec("full_screen", mark("Full screen"), _PROGRAM, "computer", ("F11",)),
    ActionSpec("quit", mark("Quit"), _PROGRAM, "close", ("Ctrl+Q",)),
)
"""The actions that every screen shares; screens get one each on top, and add their own to themselves."""

_SPECS = {spec.id: spec for spec in CATALOGUE}
if len(_SPECS) != len(CATALOGUE):
    message = "two actions bear the same id"
    raise ValueError(message)


def sequences(keys: tuple[Key, ...]) -> list[QKeySequence]:
    """The keys as Qt wants them."""
    return [QKeySequence(key) for key in keys]


def key_of(action_id: str) -> QKeySequence:
    """The key that a button for this action shows."""
    return QKeySequence(_SPECS[action_id].keys[0])


class Actions(QObject):
    """The actions of one window, made from specs and from what each does."""

    def __init__(self, window: QWidget, handlers: Mapping[str, Callable[[], None]]) -> None:
        super().__init__(window)
        self._window = window
        self._made: dict[str, QAction] = {}
        self._groups: dict[QAction, str] = {}
        for spec in CATALOGUE:
            self.add(spec, handlers[spec.id])

    def add(self, spec: ActionSpec, handler: Callable[[], None]) -> QAction:
        """Make one action and bind its keys in the whole window."""
        action = QAction(icon(spec.icon), tr(spec.label), self)
        action.setObjectName(spec.id)
        action.setProperty("icon_name", spec.icon)
        action.setShortcuts(sequences(spec.keys))
        action.setShortcutContext(Qt.ShortcutContext.WindowShortcut)
        action.triggered.connect(lambda _checked=False: handler())
        self._window.addAction(action)
        self._made[spec.id] = action
        self._groups[action] = spec.group
        return action

    def __getitem__(self, action_id: str) -> QAction:
        return self._made[action_id]

    def __iter__(self) -> Iterator[QAction]:
        return iter(self._made.values())

    def group_of(self, action: QAction) -> str:
        """The words of the group an action belongs to; a screen's own say so."""
        return tr(self._groups[action]) if action in self._groups else tr("On this screen")

    def clear(self) -> None:
        """Take everything away, before the window is built anew in another language."""
        for action in self._made.values():
            self._window.removeAction(action)
            action.deleteLater()
        self._made.clear()
        self._groups.clear()
