"""Work of the window's thread, kept out of the way of the keys.

A key may come at any moment, but hardly ever within 40 ms of the one before. What is begun as soon as a letter is on
the screen is over before the next key; what is begun whenever its timer ends lets that key wait.
"""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer
from shiboken6 import isValid

_TYPING_S = 0.25
_GAP_S = 0.004
"""How long after a letter the last piece may begin; each takes as long as it takes."""
_LONGEST_MS = 250


class Lull(QObject):
    """Runs work at once; while somebody types, behind the next letter that is shown, a piece or two at a time.

    Nothing waits longer than 250 ms for that, and for what stands before it; the work of an object that is deleted
    meanwhile is left. `clock` gives seconds.
    """

    def __init__(self, parent: QObject | None = None, clock: Callable[[], float] = time.monotonic) -> None:
        super().__init__(parent)
        self._clock = clock
        self._works: deque[Callable[[], None]] = deque()
        self._key_at = float("-inf")
        self._unseen = False  # whether the letter of a key is not on the screen yet
        self._until = 0.0
        self._behind = QTimer(self, singleShot=True, interval=0)
        self._behind.timeout.connect(self._go_on)
        self._latest = QTimer(self, singleShot=True, interval=_LONGEST_MS)
        self._latest.timeout.connect(self._on_latest)

    @property
    def typing(self) -> bool:
        """Whether a key was pressed a moment ago, so that another one may follow."""
        return self._clock() - self._key_at < _TYPING_S

    def note_key(self) -> None:
        """A key was pressed in a text."""
        self._key_at = self._clock()
        self._unseen = True

    def note_shown(self) -> None:
        """The text was painted: what was typed is on the screen as soon as this turn of the event loop is over."""
        self._unseen = False
        if self._works and not self._behind.isActive():
            self._until = self._clock() + _GAP_S
            self._behind.start()

    def run(self, work: Callable[[], None]) -> None:
        """Do this now, or behind the next letter. What waits already is not done twice."""
        if not self._works and not self.typing:
            work()
        elif work not in self._works:
            self._works.append(work)
            if not self._latest.isActive():
                self._latest.start()

    def _go_on(self) -> None:
        if self._unseen:
            return  # another key came: its letter first
        self._do_one()
        if self._works and (self._clock() < self._until or not self.typing):
            self._behind.start()

    def _on_latest(self) -> None:
        """Nobody types any more, or no letter was shown."""
        self._unseen = False
        self._until = self._clock()
        self._behind.start()

    def _do_one(self) -> None:
        if not self._works:
            return
        work = self._works.popleft()
        self._latest.start() if self._works else self._latest.stop()
        owner = getattr(work, "__self__", None)
        if not isinstance(owner, QObject) or isValid(owner):
            work()
