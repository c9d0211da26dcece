"""Keys as people read them: on buttons, in tooltips and in lists."""

from __future__ import annotations

import sys

from PySide6.QtGui import QAction, QKeySequence

SHOWN_KEY = "shown_key"
"""The property of an action whose key is taken by its screen, as it means another thing in the rest of the window."""

_SIGNS = {"Return": "↵", "Enter": "↵", "Backspace": "⌫", "Up": "↑", "Down": "↓", "Left": "←", "Right": "→"}


def key_words(sequence: QKeySequence | str) -> str:
    """A sequence as the platform writes it: `Ctrl+Shift+Z`; empty for none."""
    return QKeySequence(sequence).toString(QKeySequence.SequenceFormat.NativeText)


def key_sign(sequence: QKeySequence | str) -> str:
    """A sequence as it stands on a button: `Ctrl ↵`, `Esc`."""
    text = key_words(sequence)
    if sys.platform == "darwin":
        return text  # signs already, without plusses
    parts = text.replace("++", "+plus").split("+")
    return " ".join("+" if part == "plus" else _SIGNS.get(part, part) for part in parts if part)


def with_key(text: str, sequence: QKeySequence | str) -> str:
    """A tooltip: the words, and the key in brackets when there is one."""
    key = key_words(sequence)
    return f"{text} ({key})" if key else text


def key_of_action(action: QAction) -> QKeySequence:
    """The key of an action: its own, or the one that its screen takes for it."""
    return QKeySequence(str(action.property(SHOWN_KEY) or "")) if action.shortcut().isEmpty() else action.shortcut()


def action_tip(action: QAction) -> str:
    """The tooltip of a button that does what `action` does."""
    return with_key(action.iconText(), action.shortcut())
