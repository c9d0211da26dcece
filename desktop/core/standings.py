"""How contenders stand after many duels, as values; `desktop.statistics` finds them."""

from __future__ import annotations

from enum import StrEnum

import msgspec

from desktop.core.duels import Contender

LEAST = 20
"""Comparisons below which nothing is said of a contender."""

POOLED = ("prompt", "tone", "language", "fields", "task")
"""What may be pooled, in this order: versions of prompts, tones, languages, the fields of a task, and all tasks."""


class Record(StrEnum):
    """What the interval says: wins more than half, may be even with the others, wins less, or cannot be said yet."""

    MORE = "more"
    EVEN = "even"
    LESS = "less"
    TOO_FEW = "too_few"


class Rated(msgspec.Struct, frozen=True):
    """A contender with its duels against others, in `rounds` different rounds.

    `share` is the share of duels that it is expected to win against an average other contender of its group, a tie
    counting half, with its 95 % interval; all three are `None` while there are too few comparisons. Contenders of
    different groups never met, not even through others: they cannot be compared. Group 0 has most comparisons.
    """

    contender: Contender
    wins: int
    losses: int
    ties: int
    comparisons: int
    share: float | None
    low: float | None
    high: float | None
    verdict: Record
    group: int = 0
    rounds: int = 0


class Standings(msgspec.Struct, frozen=True):
    """How contenders stand at a task in a language.

    `duels` were counted and `left_out` were not: those with a text that no model wrote, and those between two texts of
    the same contender. `pooled` names what was taken together, of `POOLED`; it is empty when nothing was, and also when
    even all of it would not have been enough.
    """

    rows: tuple[Rated, ...]
    duels: int
    task: str
    language: str
    pooled: tuple[str, ...] = ()
    left_out: int = 0

    @property
    def is_enough(self) -> bool:
        """Whether anything can be said of anybody."""
        return any(row.verdict is not Record.TOO_FEW for row in self.rows)

    @property
    def groups(self) -> int:
        """How many groups there are that never met each other."""
        return len({row.group for row in self.rows})
