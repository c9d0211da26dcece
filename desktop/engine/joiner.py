"""Small pieces of text joined on their way out, so that the window is not called for each of them."""

from __future__ import annotations

import asyncio
from collections.abc import Callable

from desktop.core.events import Delta, Event

JOIN_S = 0.03


class EventJoiner:
    """Passes events on in order; the first piece of text leaves at once, those within 30 ms of it leave together."""

    def __init__(self, send: Callable[[Event], None]) -> None:
        self._send = send
        self._loop = asyncio.get_running_loop()
        self._pending: dict[tuple[str, str], list[str]] = {}
        self._timer: asyncio.TimerHandle | None = None

    def __call__(self, event: Event) -> None:
        """Pass an event on, now or within 30 ms."""
        if not isinstance(event, Delta):
            self.flush()
            self._send(event)
        elif self._timer is None:
            self._send(event)
            self._wait()
        else:
            self._pending.setdefault((event.variant, event.field), []).append(event.text)

    def flush(self) -> None:
        """Pass on what is held back."""
        pending, self._pending = self._pending, {}
        for (variant, field), texts in pending.items():
            self._send(Delta(variant, field, "".join(texts)))

    def close(self) -> None:
        """Pass on what is held back, and stop."""
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None
        self.flush()

    def _wait(self) -> None:
        self._timer = self._loop.call_later(JOIN_S, self._due)

    def _due(self) -> None:
        self._timer = None
        if self._pending:
            self.flush()
            self._wait()
