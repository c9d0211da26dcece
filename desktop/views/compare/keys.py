"""What can be done on the Compare screen, with its keys; the palette and the list of keys show it too."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence

from desktop.core.words import tr
from desktop.views.compare.draft_strip import KEY as DRAFT_KEY
from desktop.views.compare.feed import Looking

if TYPE_CHECKING:
    from desktop.views.compare.screen import CompareScreen


def bind_keys(screen: CompareScreen) -> list[QAction]:
    """Give the screen its actions.

    Keys without Ctrl or Alt are heard by the columns themselves, as letters belong to whoever has the caret.
    """
    made: list[QAction] = []
    navigator, verbs, marks = screen.navigator, screen.verbs, screen.bar.marks
    by_columns = Qt.ShortcutContext.WidgetShortcut
    everywhere = Qt.ShortcutContext.WidgetWithChildrenShortcut
    for words, key, context, work in (
        (tr("Go to the first column"), "", everywhere, screen.go_to_first),
        (tr("Take the sentence into the draft"), "Return", by_columns, navigator.take_sentence),
        (tr("Take the field into the draft"), "Shift+Return", by_columns, navigator.take_field),
        (tr("Take the whole column into the draft"), "Ctrl+Shift+Return", everywhere, verbs.take_column),
        (tr("Edit the text in its column"), "F2", by_columns, verbs.edit),
        (tr("Show what was found in the sentence"), "Alt+Return", by_columns, screen.open_card),
        (tr("Open or close your draft"), DRAFT_KEY, everywhere, screen.draft.switch),
        (tr("Choose models and tones"), "Ctrl+G", everywhere, screen.open_grid),
        (tr("Compare the others with this column"), "Alt+B", everywhere, verbs.make_base),
        (tr("Hold this column, or let it go"), "Alt+P", everywhere, verbs.pin),
        (tr("More for this column"), "Alt+M", everywhere, verbs.open_menu),
        (tr("Why it reads so"), "Alt+W", everywhere, verbs.why),
        (tr("Write this column anew"), "Alt+R", everywhere, verbs.redo),
        (tr("Take this column away"), "Alt+Del", everywhere, verbs.remove),
        (tr("Put the column further left"), "Alt+Shift+Left", everywhere, lambda: verbs.move(-1)),
        (tr("Put the column further right"), "Alt+Shift+Right", everywhere, lambda: verbs.move(1)),
        (tr("Make the column wider"), "Alt++", everywhere, lambda: verbs.widen(1)),
        (tr("Make the column narrower"), "Alt+-", everywhere, lambda: verbs.widen(-1)),
        (tr("Mark the differences"), "", everywhere, lambda: marks.choose(Looking.DIFFERENCES)),
        (tr("Show the clean text"), "", everywhere, lambda: marks.choose(Looking.CLEAN)),
        (tr("Mark what all share"), "", everywhere, lambda: marks.choose(Looking.SHARED)),
        (tr("Change between field by field and whole"), "Alt+V", everywhere, screen.switch_whole),
        (tr("Let each column scroll alone, or together"), "Alt+L", everywhere, screen.switch_step),
        (tr("Choose between two at a time"), "Alt+U", everywhere, screen.show_duel),
        (tr("Write many short lines"), "Alt+I", everywhere, screen.show_lines),
        (tr("Add a column from the history"), "Ctrl+Shift+A", everywhere, lambda: verbs.add("history")),
    ):
        action = QAction(words, screen)
        action.setShortcut(QKeySequence(key))
        action.setShortcutContext(context)
        action.triggered.connect(lambda _checked=False, work=work: work())
        screen.addAction(action)
        made.append(action)
    return made
