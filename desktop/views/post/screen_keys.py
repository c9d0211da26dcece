"""What can be done on the Blog screen, with its keys; the palette and the list of keys show it too."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence

from desktop.core.words import tr
from desktop.runtime.posting_values import Step
from desktop.views.editor.keys import NEXT_KEY, PREVIOUS_KEY
from desktop.views.inspector.inspector import CHECKS, PREVIEW, VERSIONS
from desktop.views.post.importing import KEY as IMPORT_KEY
from desktop.views.post.inspector import SOURCES
from desktop.views.post.keys import FOCUS
from desktop.views.post.preview_tab import BESIDE_KEY

if TYPE_CHECKING:
    from desktop.views.post.screen import PostScreen

Doing = tuple[str, str, Callable[[], object]]


def bind_screen(screen: PostScreen) -> None:
    """Give the screen its actions; the key that dims what is not written takes the rest of the screen away too."""
    doings = (*_for_steps(screen), *screen.side.doings(), *_for_the_post(screen), *_for_the_inspector(screen))
    for words, key, work in doings:
        action = QAction(words, screen)
        action.setShortcut(QKeySequence(key))
        action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        action.triggered.connect(lambda _checked=False, work=work: work())
        screen.addAction(action)
    focus = screen.editor.doings[FOCUS]
    focus.triggered.disconnect()
    focus.triggered.connect(lambda _checked=False: screen.turn_calm())


def _for_steps(screen: PostScreen) -> tuple[Doing, ...]:
    show = screen.column.show_step
    return (
        (tr("Step: idea"), "Ctrl+Alt+1", lambda: show(Step.IDEA)),
        (tr("Step: angle"), "Ctrl+Alt+2", lambda: show(Step.ANGLE)),
        (tr("Step: outline"), "Ctrl+Alt+3", lambda: show(Step.OUTLINE)),
        (tr("Step: sections"), "Ctrl+Alt+4", lambda: show(Step.SECTIONS)),
        (tr("Step: title and search"), "Ctrl+Alt+5", lambda: show(Step.FINISH)),
    )


def _for_the_post(screen: PostScreen) -> tuple[Doing, ...]:
    writing, column = screen.column.header, screen.column
    return (
        (tr("Write everything that is missing"), "Ctrl+Alt+Return", writing.rest_asked.emit),
        (tr("Next finding"), NEXT_KEY, lambda: column.go_to_next_finding(1)),
        (tr("Previous finding"), PREVIOUS_KEY, lambda: column.go_to_next_finding(-1)),
        (tr("Show what was put right after writing"), "", screen.column.repairs.open_list),
        (tr("Open a post from a file"), IMPORT_KEY, screen.importing.choose_file),
        (tr("Paste a post"), "", screen.importing.paste),
        (tr("Make a mail, posts or product text of it"), "Ctrl+Shift+R", screen.repurpose),
    )


def _for_the_inspector(screen: PostScreen) -> tuple[Doing, ...]:
    show = screen.inspector.tabs.choose
    return (
        (tr("Show the checks"), "", lambda: show(CHECKS)),
        (tr("Show the sources"), "", lambda: show(SOURCES)),
        (tr("Show the preview"), "", lambda: show(PREVIEW)),
        (tr("Show the versions"), "", lambda: show(VERSIONS)),
        (tr("Preview beside the text"), BESIDE_KEY, screen.turn_beside),
    )
