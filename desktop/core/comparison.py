"""Variants side by side: the grid that they are asked by, the columns that they stand in, and what is said of each."""

from __future__ import annotations

from collections.abc import Iterator
from enum import StrEnum
from itertools import product
from typing import NewType

import msgspec

from desktop.core.brief import Brief
from desktop.core.copy import Copy
from desktop.core.draft import Variant
from desktop.core.errors import Problem
from desktop.core.finding import CheckReport, Measure, Severity, Verdict
from desktop.core.ids import DraftId, VersionId

ComparisonId = NewType("ComparisonId", int)
ColumnKey = NewType("ColumnKey", str)

MOST_SHOWN = 8
"""How many columns are shown beside each other at most; a comparison may hold many more."""


class Choice(msgspec.Struct, frozen=True, omit_defaults=True):
    """One box of the grid: with what a variant is written; an empty tone or instruction is the brief's own."""

    model: str
    tone: str = ""
    instruction: str = ""


class Grid(msgspec.Struct, frozen=True, omit_defaults=True):
    """Models × tones × instructions, `each` variants of every box but those `left_out`."""

    models: tuple[str, ...] = ()
    tones: tuple[str, ...] = ("",)
    instructions: tuple[str, ...] = ("",)
    each: int = 1
    left_out: tuple[Choice, ...] = ()

    @property
    def boxes(self) -> tuple[Choice, ...]:
        """Every box, model by model."""
        return tuple(Choice(*parts) for parts in product(self.models, self.tones, self.instructions))

    @property
    def chosen(self) -> tuple[Choice, ...]:
        """The boxes that are written."""
        return tuple(box for box in self.boxes if box not in self.left_out)

    @property
    def total(self) -> int:
        """How many variants that makes."""
        return len(self.chosen) * max(1, self.each)


class ColumnState(StrEnum):
    """How a column stands; a stopped or failed one keeps the words that came."""

    WAITING = "waiting"
    WRITING = "writing"
    DONE = "done"
    STOPPED = "stopped"
    FAILED = "failed"


class Column(msgspec.Struct, frozen=True, omit_defaults=True):
    """A text in a comparison.

    `choice` is there when it is written here; else the text is a version of the history, or came from elsewhere under
    `title`. `version` is where its text is kept, 0 while it is under way: then `copy` holds what came by now.
    `number` counts the variants of one box from 1.
    """

    key: ColumnKey
    choice: Choice | None = None
    number: int = 1
    version: VersionId = VersionId(0)
    copy: Copy = Copy()
    state: ColumnState = ColumnState.DONE
    error: Problem | None = None
    pinned: bool = False
    title: str = ""


class Comparison(msgspec.Struct, frozen=True, omit_defaults=True):
    """A comparison for a draft, as it is kept; 0 as its id means "not kept yet".

    `columns` are all of them in their order; `shown` the keys of those side by side; `base` is the one that the others
    are compared with, empty for none. `widths` are the columns' shares of the room, by key. `comments` are what others
    said of fields, by name of the field, as a sheet brought them back.
    """

    id: ComparisonId = ComparisonId(0)
    draft: DraftId = DraftId("")
    made_at: str = ""
    changed_at: str = ""
    grid: Grid = Grid()
    columns: tuple[Column, ...] = ()
    shown: tuple[ColumnKey, ...] = ()
    base: ColumnKey = ColumnKey("")
    widths: dict[str, int] = {}
    comments: dict[str, str] = {}

    def column(self, key: str) -> Column | None:
        """The column with this key."""
        return next((each for each in self.columns if each.key == key), None)


class ComparisonHeader(msgspec.Struct, frozen=True):
    """A comparison in a list: of which draft, when, how many columns."""

    id: ComparisonId
    draft: DraftId
    changed_at: str
    columns: int


class Ease(msgspec.Struct, frozen=True):
    """How easily a text reads: a value of a scale (`flesch`: more is easier; `lix`: less), and what that is called."""

    value: float
    scale: str
    words: str


class Compared(msgspec.Struct, frozen=True, omit_defaults=True):
    """A column with all that can be said of it, for screens and exports.

    `letter` is its short name (A, B, …), `label` its model and tone or its title in words; `report` is missing until it
    is checked; `measures` are by address of the text (`title`, `bullets[0]`).
    """

    key: ColumnKey
    letter: str
    label: str
    copy: Copy
    brief: Brief = Brief()
    choice: Choice | None = None
    version: VersionId = VersionId(0)
    variant: Variant | None = None
    report: CheckReport | None = None
    measures: dict[str, Measure] = {}
    state: ColumnState = ColumnState.DONE
    error: Problem | None = None
    pinned: bool = False

    @property
    def words(self) -> int:
        """How long it is."""
        return self.copy.words

    def claims(self, verdict: Verdict) -> int:
        """How many of its claims have this verdict."""
        return sum(claim.verdict is verdict for claim in self.report.claims) if self.report is not None else 0

    def findings(self, severity: Severity) -> int:
        """How many of its findings are this severe."""
        return sum(each.severity is severity for each in self.report.findings) if self.report is not None else 0

    @property
    def why_not(self) -> tuple[str, ...]:
        """Ids of what keeps it out of a duel: `unfinished`, `unchecked`, `error`, `contradicted`, `unsupported`."""
        if self.state is not ColumnState.DONE or self.copy.is_empty:
            return ("unfinished",)
        if self.report is None:
            return ("unchecked",)
        return tuple(self._faults(self.report))

    def _faults(self, report: CheckReport) -> Iterator[str]:
        own = [each for each in report.findings if not each.check.startswith("claims.")]
        if any(each.severity is Severity.ERROR for each in own):
            yield "error"
        for verdict in (Verdict.CONTRADICTED, Verdict.UNSUPPORTED):
            if self.claims(verdict):
                yield verdict.value


def letter_of(place: int) -> str:
    """The short name of the column at a place: A … Z, then AA, AB, …"""
    name = ""
    place += 1
    while place:
        place, rest = divmod(place - 1, 26)
        name = chr(ord("A") + rest) + name
    return name
