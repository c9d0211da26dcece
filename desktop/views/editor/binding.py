"""Joins an editor and the session: hands typed text in late, and shows what others change, a frame at a time."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, QTimer

from desktop.core.draft import Draft
from desktop.core.words import tr
from desktop.runtime.session import DraftChange, DraftSession
from desktop.views.editor.field_editor import FieldEditor
from desktop.views.editor.menu import EditorMenu

_LATE_MS = 300
_FRAME_MS = 16


class TextBinding(QObject):
    """One text of the draft in one editor; `read` finds it in a draft, `write` gives the session another.

    `close` it before the editor goes away.
    """

    def __init__(
        self, session: DraftSession, editor: FieldEditor, read: Callable[[Draft], str], write: Callable[[str], None]
    ) -> None:
        super().__init__(editor)
        self._session = session
        self._editor = editor
        self._read = read
        self._write = write
        self._known = ""
        self._dirty = False
        self._late = QTimer(self, singleShot=True, interval=_LATE_MS)
        self._frame = QTimer(self, singleShot=True, interval=_FRAME_MS)
        self._late.timeout.connect(self._hand_in_soon)
        self._frame.timeout.connect(self._show)
        editor.edited.connect(self._on_edited)
        editor.key_came.connect(session.lull.note_key)
        editor.key_shown.connect(session.lull.note_shown)
        editor.undo_asked.connect(session.undo)
        editor.redo_asked.connect(session.redo)
        EditorMenu(session, editor)
        session.add_puller(self.hand_in)
        self.destroyed.connect(partial(session.remove_puller, self.hand_in))
        session.changed.connect(self._on_changed)
        session.opened.connect(self._on_opened)
        self._on_opened(session.draft)

    def close(self) -> None:
        """Hand in what was typed and let the session go."""
        self.hand_in()
        self._frame.stop()
        self._session.remove_puller(self.hand_in)
        self._session.changed.disconnect(self._on_changed)
        self._session.opened.disconnect(self._on_opened)

    def hand_in(self) -> None:
        """Give the session what was typed since the last time."""
        self._late.stop()
        if self._dirty:
            self._dirty = False
            self._known = self.normal(self._editor.text())
            self._write(self._known)

    def _hand_in_soon(self) -> None:
        self._session.lull.run(self.hand_in)

    def flush(self) -> None:
        """Show now what has streamed in, before the writer may type on."""
        if self._frame.isActive():
            self._show()

    def normal(self, text: str) -> str:
        """The text as the draft will hold it."""
        return text

    def _on_edited(self) -> None:
        if not self._dirty:
            self._dirty = True
            self._session.note_held_back()
        if not self._late.isActive():
            self._late.start()

    def _on_changed(self, change: DraftChange) -> None:
        text = self._read(change.draft)
        if text == self._known:
            return
        self._known = text
        self._dirty = False
        if not change.place.startswith("write."):
            self._show()
        elif not self._frame.isActive():
            self._frame.start()

    def _on_opened(self, draft: Draft) -> None:
        self._late.stop()
        self._dirty = False
        self._known = self._read(draft)
        self._show()

    def _show(self) -> None:
        """Show the newest text; text that streams in comes here at most once a frame."""
        self._frame.stop()
        self._editor.show_text(self._known)


class FieldBinding(TextBinding):
    """One field of the copy in one editor; a list field has one item a line, and empty lines are none."""

    def __init__(
        self, session: DraftSession, editor: FieldEditor, name: str, label: str, *, is_list: bool = False
    ) -> None:
        self._name = name
        self._label = label
        self._is_list = is_list
        super().__init__(session, editor, self._read_field, self._write_field)

    def normal(self, text: str) -> str:
        """The text as the draft will hold it: a list without its empty lines."""
        return "\n".join(line for line in text.split("\n") if line.strip()) if self._is_list else text

    def _read_field(self, draft: Draft) -> str:
        return draft.copy.text(self._name)

    def _write_field(self, text: str) -> None:
        value = tuple(text.split("\n") if text else ()) if self._is_list else text
        self._session.set_field(self._name, value, tr("Typing in {field}", field=self._label))
