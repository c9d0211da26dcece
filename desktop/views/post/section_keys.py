"""The keys of a row of the outline, by themselves, so that buttons, menus and the row itself have the same."""

from __future__ import annotations

from enum import StrEnum

from PySide6.QtCore import QKeyCombination, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence


class Verb(StrEnum):
    """What a key or a menu does with a row of the outline."""

    UP = "up"
    DOWN = "down"
    MERGE = "merge"
    DEEPER = "deeper"
    HIGHER = "higher"
    PIN = "pin"
    NOTES = "notes"
    REMOVE = "remove"
    WRITE = "write"
    NEXT = "next"
    PREVIOUS = "previous"
    ON = "on"  # to the next row, and from the last one to a new one


KEYS: dict[Verb, str] = {
    Verb.UP: "Alt+Up",
    Verb.DOWN: "Alt+Down",
    Verb.MERGE: "Alt+J",
    Verb.DEEPER: "Ctrl+]",
    Verb.HIGHER: "Ctrl+[",
    Verb.PIN: "Alt+P",
    Verb.NOTES: "Alt+N",
    Verb.REMOVE: "Ctrl+Shift+Backspace",
}
"""The keys of the verbs that have one of their own."""

_PLAIN = {
    Qt.Key.Key_Down: Verb.NEXT,
    Qt.Key.Key_Up: Verb.PREVIOUS,
    Qt.Key.Key_Return: Verb.ON,
    Qt.Key.Key_Enter: Verb.ON,
}
_BY_KEY = {QKeySequence(key).toString(): verb for verb, key in KEYS.items()}


def verb_of(event: QKeyEvent, *, empty: bool) -> Verb | None:
    """What a key does in a heading, which may be empty; `None` for a key of the text."""
    modifiers = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier  # macOS has the arrows on the keypad
    found = _BY_KEY.get(QKeySequence(QKeyCombination(modifiers, Qt.Key(event.key()))).toString())
    if found is not None:
        return found
    if modifiers:
        return None
    if empty and event.key() in {Qt.Key.Key_Delete, Qt.Key.Key_Backspace}:
        return Verb.REMOVE
    return _PLAIN.get(Qt.Key(event.key()))
