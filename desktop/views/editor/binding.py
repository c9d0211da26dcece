"""Joins an editor and the session: hands typed text in late, and shows what others change, a frame at a time."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer

from desktop.core.copy import FieldValue
from desktop.core.draft import Draft
from desktop.core.words import tr
from desktop.runtime.session import DraftChange, DraftSession
from desktop.views.editor.field_editor import FieldEditor

_LATE_MS = 300
_FRAME_MS = 16


class FieldBinding(QObject):
    """One field of the copy in one editor; `close` it before the editor goes away."""

    def __init__(
        self, session: DraftSession, editor: FieldEditor, name: str, label: str, *, is_list: bool = False
    ) -> None:
        super().__init__(editor)
        self.name = name
        self._session = session
        self._editor = editor
        self._label = label
        self._is_list = is_list
        self._known: FieldValue = ""
        self._coming = ""
        self._dirty = False
        self._late = QTimer(self, singleShot=True, interval=_LATE_MS)
        self._frame = QTimer(self, singleShot=True, interval=_FRAME_MS)
        self._late.timeout.connect(self.hand_in)
        self._frame.timeout.connect(self._show_coming)
        editor.edited.connect(self._on_edited)
        editor.undo_asked.connect(session.undo)
        editor.redo_asked.connect(session.redo)
        session.add_puller(self.hand_in)
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
        if not self._dirty:
            return
        self._dirty = False
        self._known = self._value()
        self._session.set_field(self.name, self._known, tr("Typing in {field}", field=self._label))

    def _value(self) -> FieldValue:
        text = self._editor.text()
        return tuple(line for line in text.split("\n") if line.strip()) if self._is_list else text

    def _on_edited(self) -> None:
        self._dirty = True
        if not self._late.isActive():
            self._late.start()

    def _on_changed(self, change: DraftChange) -> None:
        value = change.draft.copy.fields.get(self.name, "")
        if value == self._known:
            return
        self._known = value
        self._dirty = False
        self._coming = change.draft.copy.text(self.name)
        if not change.place.startswith("write."):
            self._show_coming()
        elif not self._frame.isActive():
            self._frame.start()

    def _on_opened(self, draft: Draft) -> None:
        self._late.stop()
        self._dirty = False
        self._known = draft.copy.fields.get(self.name, "")
        self._coming = draft.copy.text(self.name)
        self._show_coming()

    def _show_coming(self) -> None:
        """Show the newest text; text that streams in comes here at most once a frame."""
        self._frame.stop()
        self._editor.show_text(self._coming)
