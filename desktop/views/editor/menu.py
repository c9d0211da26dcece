"""The menu of an editor: undo as the session knows it, the clipboard, and the fixes of what was found there."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

from PySide6.QtCore import QObject, QPoint, Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu

from desktop.core.words import tr
from desktop.views.editor.field_editor import FieldEditor
from desktop.views.editor.marks import Mark

_Key = QKeySequence.StandardKey


class Undoes(Protocol):
    """What takes steps back: the session of a draft, or that of a translation."""

    @property
    def undo_label(self) -> str:
        """What `undo` would take back; empty when there is nothing."""

    @property
    def redo_label(self) -> str:
        """What `redo` would do again; empty when there is nothing."""

    def undo(self) -> None:
        """Take the last step back."""

    def redo(self) -> None:
        """Do it again."""


class EditorMenu(QObject):
    """Opens on a right click and on the menu key."""

    def __init__(self, session: Undoes, editor: FieldEditor) -> None:
        super().__init__(editor)
        self._session = session
        self._editor = editor
        editor.customContextMenuRequested.connect(self._open)

    def menu(self, mark: Mark | None = None) -> QMenu:
        """The menu as it is now; for a mark it begins with what was found there."""
        editor, session = self._editor, self._session
        menu = QMenu(editor)
        if mark is not None:
            self._add_fixes(menu, mark)
        chosen = editor.textCursor().hasSelection()
        free = not editor.isReadOnly()
        undo = tr("Undo: {what}", what=session.undo_label) if session.undo_label else tr("Undo")
        redo = tr("Redo: {what}", what=session.redo_label) if session.redo_label else tr("Redo")
        _add(menu, undo, _Key.Undo, session.undo, possible=bool(session.undo_label))
        _add(menu, redo, _Key.Redo, session.redo, possible=bool(session.redo_label))
        menu.addSeparator()
        _add(menu, tr("Cut"), _Key.Cut, editor.cut, possible=chosen and free)
        _add(menu, tr("Copy"), _Key.Copy, editor.copy, possible=chosen)
        _add(menu, tr("Paste"), _Key.Paste, editor.paste, possible=editor.canPaste())
        menu.addSeparator()
        full = editor.document().characterCount() > 1
        _add(menu, tr("Select all"), _Key.SelectAll, editor.selectAll, possible=full)
        if editor.actions():  # what else was attached to it
            menu.addSeparator()
            menu.addActions(editor.actions())
        return menu

    def _add_fixes(self, menu: QMenu, mark: Mark) -> None:
        what = menu.addAction(mark.finding.message)
        what.setEnabled(False)
        for fix in mark.finding.fixes:
            words = tr("Put “{words}” here", words=fix) if fix else tr("Take it out")
            menu.addAction(words).triggered.connect(lambda _checked=False, fix=fix: self._fix(mark, fix))
        menu.addSeparator()

    def _fix(self, mark: Mark, words: str) -> None:
        if mark.is_intact:
            editor = self._editor
            editor.type_over(editor.offset_of(mark.start), editor.offset_of(mark.end), words)

    def _open(self, where: QPoint) -> None:
        position = self._editor.cursorForPosition(where - self._editor.viewport().pos()).position()
        menu = self.menu(self._editor.marks.at(position))
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(self._editor.mapToGlobal(where))


def _add(menu: QMenu, words: str, key: _Key, work: Callable[[], None], *, possible: bool) -> QAction:
    action = menu.addAction(words)
    action.setShortcut(QKeySequence(key))
    action.setShortcutVisibleInContextMenu(True)
    action.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
    action.setEnabled(possible)
    action.triggered.connect(work)
    return action
