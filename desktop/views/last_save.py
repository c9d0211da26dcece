"""The end of the window: it does not close over a text that is not kept without saying so."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication

from desktop.core.errors import Remedy
from desktop.core.words import tr
from desktop.runtime.desk import Desk
from desktop.runtime.drafts import SaveKind, SaveState
from desktop.runtime.notices import Answer

_KEY = "closing"
_UNSAFE = (SaveKind.FAILED, SaveKind.WAITING, SaveKind.READ_ONLY)


class LastSave(QObject):
    """Lets the window close when all is kept, a moment later when a save is under way, else when the writer says so."""

    def __init__(self, desk: Desk, close: Callable[[], object]) -> None:
        super().__init__(desk)
        self._desk = desk
        self._close = close
        self._asked = False
        self._anyway = False
        desk.drafts.save_state_changed.connect(self._on_state)
        desk.drafts.latest_changed.connect(lambda: self._on_state(desk.drafts.save_state))

    def may_close(self) -> bool:
        """Whether nothing would be lost; otherwise the text is saved, or what is in the way is said."""
        if self._anyway or self._desk.drafts.all_safe:
            return True
        self._asked = True
        self._desk.drafts.save_now()
        self._on_state(self._desk.drafts.save_state)
        return False

    def _on_state(self, state: SaveState) -> None:
        if not self._asked:
            return
        if self._desk.drafts.all_safe:
            self._asked = False
            self._desk.notices.dismiss(_KEY)
            self._close()
        elif state.kind in _UNSAFE:
            self._say(state)

    def _say(self, state: SaveState) -> None:
        self._asked = False
        elsewhere = self._desk.notices.offered(Remedy.SAVE_ELSEWHERE)
        self._desk.notices.warn(
            tr("The window stays open: your last changes are not saved."),
            state.message,
            *((elsewhere,) if elsewhere is not None else ()),
            Answer(tr("Close without saving"), self._close_anyway),
            key=_KEY,
        )

    def _close_anyway(self) -> None:
        self._anyway = True
        self._close()
        QApplication.quit()
