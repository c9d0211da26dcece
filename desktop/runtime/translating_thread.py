"""A thread beside that asks the memories: of questions of one sort only the newest is answered."""

from __future__ import annotations

import queue
import threading
from collections.abc import Callable
from typing import TYPE_CHECKING, TypeVar

import msgspec
from PySide6.QtCore import QObject, Qt, Signal

from desktop.core.errors import CopydeskError, Problem
from desktop.runtime.mistakes import guarded
from desktop.runtime.store_thread import StoreThread

if TYPE_CHECKING:
    from desktop.store.store import Store

T = TypeVar("T")


class _Question(msgspec.Struct, frozen=True, eq=False):
    sort: str
    number: int
    run: Callable[[Store], None]
    refuse: Callable[[Problem], None]


class LookUpThread(QObject):
    """Long look-ups keep neither the window nor the saving waiting; begun with the first question."""

    _done = Signal(object)  # Callable[[], None], to be called in the window's thread

    def __init__(self, store: StoreThread, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._store = store
        self._questions: queue.SimpleQueue[_Question | None] = queue.SimpleQueue()
        self._newest: dict[str, int] = {}
        self._thread: threading.Thread | None = None
        self._closed = False
        self._done.connect(self._deliver, Qt.ConnectionType.QueuedConnection)

    def ask(
        self, sort: str, work: Callable[[Store], T], then: Callable[[T], None], failed: Callable[[Problem], None]
    ) -> None:
        """Do `work` beside, then `then` or `failed` in the window's thread; neither once another of its sort came."""
        if self._closed:
            return
        number = self._newest[sort] = self._newest.get(sort, 0) + 1

        def refuse(problem: Problem) -> None:
            self._tell(sort, number, lambda: failed(problem))

        def run(store: Store) -> None:
            try:
                found = guarded(lambda: work(store))
            except CopydeskError as error:
                refuse(error.problem)
            else:
                self._tell(sort, number, lambda: then(found))

        self._questions.put(_Question(sort, number, run, refuse))
        if self._thread is None:
            self._thread = threading.Thread(target=self._answer, name="look-up", daemon=True)
            self._thread.start()

    def drop(self, sort: str) -> None:
        """Hear nothing more of what was asked of this sort."""
        self._newest[sort] = self._newest.get(sort, 0) + 1

    def is_newest(self, sort: str, number: int) -> bool:
        """Whether nothing of this sort was asked since; work that takes long looks at it now and then."""
        return self._newest.get(sort) == number and not self._closed

    def number(self, sort: str) -> int:
        """The number of the newest question of this sort."""
        return self._newest.get(sort, 0)

    def close(self, timeout_s: float = 3.0) -> None:
        """Answer nothing more, and end the thread."""
        self._closed = True
        self._questions.put(None)
        if self._thread is not None:
            self._thread.join(timeout_s)

    def _tell(self, sort: str, number: int, outcome: Callable[[], None]) -> None:
        if not self._closed:
            self._done.emit(lambda: outcome() if self.is_newest(sort, number) else None)

    def _answer(self) -> None:
        store: Store | None = None
        while (question := self._questions.get()) is not None:
            if self._closed or not self.is_newest(question.sort, question.number):
                continue
            if store is None:
                try:
                    store = self._store.call(lambda opened: opened)
                except CopydeskError as error:
                    question.refuse(error.problem)
                    continue
            question.run(store)

    @staticmethod
    def _deliver(outcome: Callable[[], None]) -> None:
        outcome()
