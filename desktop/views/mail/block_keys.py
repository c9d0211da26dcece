"""The keys of the blocks of a mail, by themselves, so that buttons and actions show the same."""

from __future__ import annotations

ADD, DUPLICATE, DELETE = "Ctrl+Shift+B", "Ctrl+Shift+D", "Ctrl+Shift+Backspace"
UP, DOWN = "Alt+Up", "Alt+Down"
TAG, LINK = "Ctrl+Shift+T", "Ctrl+L"
NEXT, PREVIOUS = "Ctrl+Down", "Ctrl+Up"
