"""Undo and redo over the rows of a job: what each step made of which rows."""

from __future__ import annotations

import time
from collections.abc import Callable

import msgspec

from desktop.core.translation import Reshaping, Row, RowKey

_MOST = 1000
_TYPING_S = 2.0
"""Letters that follow each other in one row within this time are one step."""


class RowStep(msgspec.Struct, frozen=True):
    """One step: rows before and after it, and how files were reshaped by it. `key` is the row to show with it.

    Steps of one `run` of a model that follow each other are one.
    """

    label: str
    key: RowKey
    before: dict[RowKey, Row]
    after: dict[RowKey, Row]
    shape_before: dict[int, tuple[Reshaping, ...]] = {}
    shape_after: dict[int, tuple[Reshaping, ...]] = {}
    typed: bool = False
    run: str = ""


class RowUndo:
    """The steps of one job, as long as it is open."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._undo: list[RowStep] = []
        self._redo: list[RowStep] = []
        self._last = 0.0

    @property
    def undo_label(self) -> str:
        """What would be undone; empty when there is nothing."""
        return self._undo[-1].label if self._undo else ""

    @property
    def redo_label(self) -> str:
        """What would be done again; empty when there is nothing."""
        return self._redo[-1].label if self._redo else ""

    def note(self, step: RowStep) -> None:
        """A step that was made just now; letters typed in one row go together."""
        now = self._clock()
        last = self._undo[-1] if self._undo else None
        if last is not None and last.typed and step.typed and last.key == step.key and now - self._last < _TYPING_S:
            self._undo[-1] = msgspec.structs.replace(last, after=step.after)
        elif last is not None and step.run and last.run == step.run:
            for key, row in step.before.items():
                last.before.setdefault(key, row)
            last.after.update(step.after)
        else:
            self._undo.append(step)
            del self._undo[:-_MOST]
        self._last = now
        self._redo.clear()

    def pause(self) -> None:
        """What is typed from now on is a step of its own."""
        self._last = 0.0

    def undo(self) -> RowStep | None:
        """The step to take back, which can be done again then."""
        return _moved(self._undo, self._redo)

    def redo(self) -> RowStep | None:
        """The step to do again."""
        return _moved(self._redo, self._undo)

    def forget(self) -> None:
        """Another job is open."""
        self._undo.clear()
        self._redo.clear()


def _moved(one: list[RowStep], other: list[RowStep]) -> RowStep | None:
    if not one:
        return None
    step = one.pop()
    other.append(step)
    return step
