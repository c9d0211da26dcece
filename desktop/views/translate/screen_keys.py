"""The actions of the Translate screen, with their keys; the palette and the list of keys show them all.

Some keys mean another thing in the rest of the window: Ctrl+Enter, Ctrl+1 to Ctrl+9, undo and Ctrl+S. An action cannot
have these twice, so the screen takes the keys themselves while a job is open, and the actions only show them.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence

from desktop.core.segment import SegmentState
from desktop.core.words import tr
from desktop.views.translate import keys
from desktop.views.translate.filter_bar import TABS
from desktop.views.translate.finding_block import KEEP_KEY
from desktop.views.widgets.keys import SHOWN_KEY

if TYPE_CHECKING:
    from desktop.views.translate.screen import TranslateScreen

Doing = tuple[str, str, str, Callable[[], object]]
"""Words, key, icon, and what is done."""


def bind_keys(screen: TranslateScreen) -> dict[str, QAction]:
    """Give the screen its actions; returns those whose keys it has to take itself, by these."""
    verbs = (*_for_rows(screen), *_for_models(screen), *_for_views(screen), *_for_the_job(screen))
    for words, key, icon, work in verbs:
        _add(screen, words, icon, work).setShortcuts([QKeySequence(each) for each in key.split("|") if each])
    taken = {}
    for words, key, icon, work in _taken(screen):
        action = _add(screen, words, icon, work)
        action.setProperty(SHOWN_KEY, key)
        taken[key] = action
    return taken


def _add(screen: TranslateScreen, words: str, icon: str, work: Callable[[], object]) -> QAction:
    action = QAction(words, screen)
    action.setProperty("icon_name", icon)
    action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
    action.triggered.connect(lambda _checked=False: work())
    screen.addAction(action)
    return action


def _taken(screen: TranslateScreen) -> tuple[Doing, ...]:
    verbs = screen.verbs
    matches = tuple(
        (tr("Insert match {n}", n=n), keys.MATCH.format(n=n), "history", lambda n=n: verbs.insert_match(n))
        for n in range(1, keys.MOST + 1)
    )
    return (
        (tr("Confirm, next"), keys.CONFIRM, "check", verbs.confirm),
        *matches,
        (tr("Undo in the translation"), "Ctrl+Z", "undo", verbs.undo),
        (tr("Redo in the translation"), "Ctrl+Shift+Z", "redo", verbs.redo),
        (tr("Keep what was translated"), "Ctrl+S", "disk", verbs.save),
    )


def _for_rows(screen: TranslateScreen) -> tuple[Doing, ...]:
    verbs = screen.verbs
    fixes = tuple(
        (tr("Apply fix {n}", n=n), keys.FIX.format(n=n), "check", lambda n=n: verbs.fix(n))
        for n in range(1, keys.MOST + 1)
    )
    return (
        (tr("Next open segment"), keys.NEXT_OPEN, "arrow-down", verbs.next_open),
        (tr("Next row"), keys.NEXT_ROW, "arrow-down", lambda: verbs.step(1)),
        (tr("Previous row"), keys.PREVIOUS_ROW, "arrow-up", lambda: verbs.step(-1)),
        (tr("Next finding"), keys.NEXT_FINDING, "chevron-down", verbs.next_finding),
        (tr("Previous finding"), keys.PREVIOUS_FINDING, "chevron-up", lambda: verbs.next_finding(-1)),
        *fixes,
        (tr("Keep as it is"), KEEP_KEY, "check", verbs.keep),
        (tr("Copy the source"), f"{keys.COPY_SOURCE}|{keys.COPY_SOURCE_TOO}", "copy", verbs.copy_source),
        (tr("Empty the translation"), keys.CLEAR, "close", verbs.clear),
        (tr("Insert the next tag"), keys.NEXT_TAG, "tag", verbs.insert_tag),
        (tr("Insert the next number"), keys.NEXT_NUMBER, "equals", verbs.insert_number),
        (tr("Insert the next term"), keys.NEXT_TERM, "bookmark", verbs.next_term),
        (tr("Add a term from the two selections"), keys.ADD_TERM, "plus", screen.add_term),
        (tr("Look up the selection in the memories"), keys.CONCORDANCE, "search", screen.look_up),
        (tr("Split at the caret in the source"), keys.SPLIT, "split", verbs.split),
        (tr("Join with the next row"), keys.JOIN, "link", verbs.join),
        (tr("Comment on this row"), keys.COMMENT, "pin", verbs.comment),
        (tr("From the target to the source, and back"), keys.SIDES, "columns", verbs.change_side),
        (tr("Reject"), keys.REJECT, "close", lambda: verbs.set_state(SegmentState.REJECTED)),
        (tr("Mark as draft"), "", "pencil", lambda: verbs.set_state(SegmentState.DRAFT)),
        (tr("Mark as translated"), "", "languages", lambda: verbs.set_state(SegmentState.TRANSLATED)),
        (tr("Mark as reviewed"), "", "check", lambda: verbs.set_state(SegmentState.REVIEWED)),
        (tr("Approve"), "", "shield-check", lambda: verbs.set_state(SegmentState.APPROVED)),
    )


def _for_models(screen: TranslateScreen) -> tuple[Doing, ...]:
    verbs = screen.verbs
    return (
        (tr("Translate this row"), keys.TRANSLATE, "languages", verbs.translate),
        (tr("Translate this row with an instruction"), keys.INSTRUCT, "assistant", verbs.instruct),
        (tr("Translate empty"), keys.TRANSLATE_EMPTY, "languages", verbs.translate_empty),
        (tr("Translate again what is likely to be bad"), "", "retry", verbs.translate_worst),
        (tr("Take the other translation"), keys.OTHER, "columns", verbs.accept_other),
    )


def _for_views(screen: TranslateScreen) -> tuple[Doing, ...]:
    verbs, page = screen.verbs, screen.work
    tabs = tuple(
        (tr("Show: {what}", what=tr(words)), keys.SHOW.format(n=n), "eye", lambda n=n: verbs.show(n))
        for n, (_show, words) in enumerate(TABS, 1)
    )
    return (
        *tabs,
        (tr("More filters"), keys.FILTERS, "more", page.filters.open_more),
        (tr("Show every row"), keys.CLEAR_FILTERS, "close", page.clear_filters),
        (tr("Change the order of the rows"), keys.SORT, "chevron-down", verbs.next_sort),
        (tr("Sort again"), "", "retry", verbs.sort_again),
        (tr("Find in the segments"), keys.FIND, "search", verbs.find),
        (tr("Find and replace in the segments"), keys.REPLACE, "search", lambda: verbs.find(replacing=True)),
        (tr("Next hit"), keys.FIND_NEXT, "chevron-down", lambda: verbs.find_step(1)),
        (tr("Previous hit"), keys.FIND_PREVIOUS, "chevron-up", lambda: verbs.find_step(-1)),
    )


def _for_the_job(screen: TranslateScreen) -> tuple[Doing, ...]:
    return (
        (tr("Job and files"), keys.JOB_MENU, "folder", screen.work.head.ask_for_job),
        (tr("Add files to this job"), "", "plus", screen.add_files),
        (tr("Close this job"), keys.CLOSE, "close", screen.close_job),
    )
