"""Cuts an answer into lines as it comes, and holds the first of them back until it is known that they are lines."""

from __future__ import annotations

from typing import Protocol

from desktop.agents.cleaning import clean_list
from desktop.agents.refusing import refuses
from desktop.checks.language import other_language, tells_its_language

_ENOUGH_LINES = 3


class Take(Protocol):
    """Who gets the lines."""

    def __call__(self, text: str, *, foreign: bool) -> None:
        """One line; `foreign` says that the answer is in another language than was asked for."""


class LineReader:
    """Reads one answer: the preamble, the numbers and the remarks of models are no lines, and neither is a refusal.

    A line alone is too short to tell its language by: the lines are held until they tell it together.
    """

    def __init__(self, language: str, take: Take) -> None:
        self._language = language
        self._take = take
        self._came = ""
        self._lines: list[str] = []
        self._handed = 0
        self._whole = 0
        self.refused = False

    def feed(self, piece: str) -> None:
        """More of the answer."""
        self._came += piece
        end = self._came.rfind("\n")
        if end >= 0 and end > self._whole:
            self._whole = end
            self._read(self._came[:end])

    def close(self, *, whole: bool) -> None:
        """The answer has ended; only when it is `whole` does its last line count."""
        self._read(self._came if whole else self._came[: self._whole], last=True)

    def _read(self, text: str, *, last: bool = False) -> None:
        """The lines of all that came; those that were not handed on are, when it is known what they are."""
        if refuses(text):
            self.refused = True
            return
        self._lines = list(clean_list(text))
        together = "\n".join(self._lines)
        if not last and len(self._lines) < _ENOUGH_LINES and not tells_its_language(together):
            return
        foreign = other_language(together, self._language) is not None
        new, self._handed = self._lines[self._handed :], len(self._lines)
        for line in new:
            self._take(line, foreign=foreign)
