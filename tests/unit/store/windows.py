"""A window as commands meet it, for the tests of the store and of the command line."""

from __future__ import annotations

import queue
import threading
from collections.abc import Callable

from desktop.core.profile import Profile
from desktop.store.lock import ProfileLock
from desktop.store.server import StoreServer
from desktop.store.store import Store
from desktop.store.wire import Reply, Request, answer


class Window:
    """What a window does: holds the lock, and answers requests on the one thread of its store."""

    def __init__(self, profile: Profile) -> None:
        self.lock = ProfileLock(profile)
        assert self.lock.acquire()
        self.shown: list[tuple[str, ...]] = []
        self._work: queue.Queue[Callable[[Store], None] | None] = queue.Queue()
        self._thread = threading.Thread(target=self._run, args=(profile,))
        self._thread.start()
        self.server = StoreServer(profile, self._answer, self.shown.append)

    def close(self) -> None:
        self.server.close()
        self._work.put(None)
        self._thread.join()
        self.lock.release()

    def _answer(self, request: Request) -> Reply:
        ready: queue.Queue[Reply] = queue.Queue()
        self._work.put(lambda store: ready.put(answer(store, request)))
        return ready.get()

    def _run(self, profile: Profile) -> None:
        store = Store(profile)
        while (work := self._work.get()) is not None:
            work(store)
        store.close()
