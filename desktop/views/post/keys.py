"""The keys of the editor of a post, by themselves, so that buttons, actions and tests have the same."""

from __future__ import annotations

BOLD, ITALIC, STRUCK, CODE, LINK = "Ctrl+B", "Ctrl+I", "Ctrl+Shift+X", "Ctrl+'", "Ctrl+L"
HEADINGS = ("Alt+0", "Alt+1", "Alt+2", "Alt+3", "Alt+4", "Alt+5", "Alt+6")
"""To plain text, and to a heading of each level."""

FIND, REPLACE, NEXT, PREVIOUS = "Ctrl+F", "Ctrl+H", "F3", "Shift+F3"
FOLD, FOLD_ALL, UNFOLD_ALL = "Alt+Z", "Alt+Shift+Z", "Alt+Shift+X"
SECTION_UP, SECTION_DOWN = "Alt+Up", "Alt+Down"
FOCUS, TYPEWRITER = "F9", "Shift+F9"
OUTLINE = "Ctrl+Shift+J"
