"""What was written since a post was opened: words added by hand, and the minutes in which that was done."""

from __future__ import annotations

import time
from collections.abc import Callable

from desktop.core.word_counts import reading_seconds

_PAUSE_S = 120.0


def reading_minutes(words: int, language: str = "en") -> int:
    """How many minutes reading takes in this language, at least one where there is anything."""
    return max(1, round(reading_seconds(words, language) / 60)) if words else 0


class WritingSession:
    """Words that were pasted or typed count, also as less when they are taken out; what a model writes does not.

    A pause of more than two minutes is no writing. `clock` gives seconds.
    """

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._seconds = 0.0
        self._last: float | None = None
        self._words = 0
        self._by_hand = False
        self.added = 0

    def begin(self, words: int) -> None:
        """Another text is on the desk."""
        self._seconds, self._last, self._words, self._by_hand, self.added = 0.0, None, words, False, 0

    def note_edit(self) -> None:
        """Something was written by hand."""
        now = self._clock()
        if self._last is not None and now - self._last <= _PAUSE_S:
            self._seconds += now - self._last
        self._last = now
        self._by_hand = True

    def note_words(self, words: int) -> None:
        """The text has this many words now."""
        if self._by_hand:
            self.added += words - self._words
        self._words = words
        self._by_hand = False

    @property
    def minutes(self) -> int:
        """Minutes of writing, begun ones counted."""
        return int(self._seconds // 60) + 1 if self._last is not None else 0
