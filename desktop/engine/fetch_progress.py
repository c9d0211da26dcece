"""How far a download is, how fast it goes, and where it comes from."""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Callable
from enum import StrEnum

import msgspec

from desktop.core.events import Progress

_EVERY_S = 0.1
_WINDOW_S = 5.0


class FetchStage(StrEnum):
    """What is being done for a model's file."""

    WAIT = "wait"
    FETCH = "fetch"
    VERIFY = "verify"
    ASIDE = "aside"


class FetchProgress(msgspec.Struct, frozen=True):
    """How far a model's file is: `done` and `total` in bytes (0 unknown), `message` a sentence, `source` a name."""

    stage: FetchStage
    message: str
    done: int = 0
    total: int = 0
    bytes_per_s: float = 0.0
    source: str = ""

    @property
    def event(self) -> Progress:
        """The same as an event of the engine."""
        return Progress(str(self.stage), self.message, self.done, self.total, "bytes")


OnFetchProgress = Callable[[FetchProgress], None]


class SourceFailed(Exception):
    """A source could not give the file; the text is a sentence for the writer."""


class Meter:
    """Turns byte counts into progress, at most ten times a second; within a stage it never runs backwards."""

    def __init__(self, on_progress: OnFetchProgress, clock: Callable[[], float] = time.monotonic) -> None:
        self._on_progress = on_progress
        self._clock = clock
        self._now = FetchProgress(FetchStage.WAIT, "")
        self._told = 0.0
        self._seen: deque[tuple[float, int]] = deque()

    def begin(self, stage: FetchStage, message: str, done: int = 0, total: int = 0, source: str = "") -> None:
        """A new stage; told at once."""
        self._now = FetchProgress(stage, message, done, total, 0.0, source)
        self._seen = deque([(self._clock(), done)])
        self._tell()

    def expect(self, total: int) -> None:
        """The size, as soon as it is known."""
        self._now = msgspec.structs.replace(self._now, total=total)

    def at(self, done: int) -> None:
        """So many bytes are there."""
        if done < self._now.done:
            return
        now = self._clock()
        self._now = msgspec.structs.replace(self._now, done=done, bytes_per_s=self._rate(now, done))
        if now - self._told >= _EVERY_S or done == self._now.total:
            self._tell()

    def back_to(self, done: int) -> None:
        """What was there is not usable: count from here."""
        self._now = msgspec.structs.replace(self._now, done=done, bytes_per_s=0.0)
        self._seen = deque([(self._clock(), done)])
        self._tell()

    def _rate(self, now: float, done: int) -> float:
        self._seen.append((now, done))
        while len(self._seen) > 2 and now - self._seen[1][0] >= _WINDOW_S:
            self._seen.popleft()
        since, before = self._seen[0]
        return (done - before) / (now - since) if now > since else 0.0

    def _tell(self) -> None:
        self._told = self._clock()
        self._on_progress(self._now)
