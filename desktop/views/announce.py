"""Speaks to those who hear the window instead of seeing it."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget


def announce(widget: QWidget, words: str) -> None:
    """Have a screen reader say these words, as news of `widget`."""
    from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent  # its enums cost a start 2 ms

    QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(widget, words))


def spoken(*parts: str) -> str:
    """Several remarks said one after another, each once and as a sentence."""
    return " ".join(part if part[-1] in ".!?…" else f"{part}." for part in dict.fromkeys(parts) if part)
