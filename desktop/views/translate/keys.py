"""The keys of the Translate screen, as other tools for translators have them."""

from __future__ import annotations

from desktop.views.editor.keys import NEXT_KEY, PREVIOUS_KEY

CONFIRM = "Ctrl+Return"
MATCH = "Ctrl+{n}"
FIX = "Alt+{n}"
MOST = 9
NEXT_OPEN = "Ctrl+Down"
NEXT_ROW, PREVIOUS_ROW = "Alt+Down", "Alt+Up"
NEXT_FINDING, PREVIOUS_FINDING = NEXT_KEY, PREVIOUS_KEY
COPY_SOURCE = "Ctrl+Shift+S"
COPY_SOURCE_TOO = "Ctrl+Ins"
CLEAR = "Ctrl+Shift+Backspace"
NEXT_TERM = "Ctrl+T"
ADD_TERM = "Ctrl+Shift+T"
NEXT_TAG = "Ctrl+Space"
NEXT_NUMBER = "Ctrl+Shift+Space"
FIND, FIND_NEXT, FIND_PREVIOUS, REPLACE = "Ctrl+F", "F3", "Shift+F3", "Ctrl+H"
SPLIT, JOIN = "Ctrl+Alt+S", "Ctrl+Alt+J"
COMMENT = "Ctrl+M"
TRANSLATE, INSTRUCT = "F9", "Shift+F9"
TRANSLATE_EMPTY = "Ctrl+F9"
CONCORDANCE = "Ctrl+L"
SORT = "Ctrl+J"
FILTERS = "Alt+F"
CLEAR_FILTERS = "Alt+Shift+F"
JOB_MENU = "Alt+J"
SIDES = "F6"
SHOW = "Ctrl+Alt+{n}"
REJECT = "Ctrl+Shift+U"
CLOSE = "Ctrl+W"
OTHER = "Ctrl+Shift+J"
MARK_ERROR = "Ctrl+Shift+E"
