"""Writes columns: each is one request, so that each can be stopped, written anew and kept alone."""

from __future__ import annotations

import math
from collections import deque
from collections.abc import Iterable, Sequence
from functools import partial

import msgspec
from PySide6.QtCore import QObject, QTimer, Signal

from desktop.core.comparison import ColumnKey, ColumnState
from desktop.core.draft import Origin, Variant
from desktop.core.errors import Cancelled, ErrorKind, Problem, Remedy
from desktop.core.events import Delta, FieldDone, FieldReplaced, FieldStarted, Progress, VariantDone, Waiting
from desktop.core.finding import CheckReport
from desktop.core.words import tr
from desktop.engine.messages import Write, Written
from desktop.runtime.columns import Held
from desktop.runtime.comparing_board import Board, with_state
from desktop.runtime.comparing_values import Services
from desktop.runtime.engine_client import Job

_ASKED_AGAIN = 1


class Run(msgspec.Struct, eq=False):
    """One column on its way: what is asked for it, and what came of it by now."""

    key: ColumnKey
    request: Write
    job: Job | None = None
    variant: Variant | None = None


class _Group(msgspec.Struct, eq=False):
    """The runs of one model, for which one permission is asked; `request` is what is settled just now."""

    runs: list[Run]
    request: Write | None = None
    dropped: int = 0


class VariantWriter(QObject):
    """Asks the permission of each model once, then the engine for each column."""

    ended = Signal(str)  # a column's key: its text is final
    busy_changed = Signal(bool)

    def __init__(self, board: Board, services: Services, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._board = board
        self._services = services
        self._runs: dict[str, Run] = {}
        self._groups: deque[_Group] = deque()
        self._settling: _Group | None = None
        self._was_busy = False
        if services.permission is not None:
            services.permission.changed.connect(self._on_permission)

    @property
    def writing(self) -> tuple[ColumnKey, ...]:
        """The columns that are written, or wait for it."""
        return tuple(run.key for run in self._runs.values())

    def write(self, asked: Sequence[tuple[ColumnKey, Write]]) -> None:
        """Write these columns; those of one model are settled together."""
        by_model: dict[str, list[Run]] = {}
        for key, request in asked:
            run = Run(key, request)
            self._runs[key] = run
            by_model.setdefault(request.model, []).append(run)
            self._put(run, ColumnState.WAITING)
        self._groups.extend(_Group(runs) for runs in by_model.values())
        self._tell_busy()
        self._settle_next()

    def stop(self, keys: Iterable[str]) -> None:
        """End these columns; the words that came are kept. What was not sent yet is not sent."""
        for key in tuple(keys):
            run = self._runs.get(key)
            if run is None:
                continue
            if run.job is not None:
                run.job.cancel()
            else:
                self._end(run, None, Cancelled().problem)
        group = self._settling
        if group is not None and not self._open(group):
            self._settling = None
            self._drop(group)
            self._settle_next()

    def abandon(self, problem: Problem) -> None:
        """The comparison leaves the screen: what came is all that comes."""
        group, self._settling = self._settling, None
        self._groups.clear()
        self._drop(group)
        for run in tuple(self._runs.values()):
            if run.job is not None:
                run.job.cancel()
            self._end(run, run.variant, problem, ColumnState.STOPPED)

    # Permission

    def _open(self, group: _Group) -> list[Run]:
        """Those of a group that are still wanted."""
        return [run for run in group.runs if self._runs.get(run.key) is run]

    def _drop(self, group: _Group | None) -> None:
        """Nobody waits for this permission any more."""
        permission = self._services.permission
        request = group.request if group is not None else None
        if permission is not None and request is not None and permission.settles(request):
            permission.drop()

    def _settle_next(self) -> None:
        while self._settling is None and self._groups:
            group = self._groups.popleft()
            if self._open(group):
                self._settle(group)

    def _settle(self, group: _Group) -> None:
        """Settle what all variants of a model may cost together."""
        runs = self._open(group)
        permission = self._services.permission
        if permission is None:
            self._start(group, None)
            return
        request = msgspec.structs.replace(
            runs[0].request, variants=len(runs), variant="", seed=None, group="", company=1
        )
        group.request = request
        self._settling = group
        permission.settle(request, partial(self._on_permitted, group), partial(self._on_refused, group))

    def _on_permitted(self, group: _Group, max_cost: float | None) -> None:
        if self._settling is group:
            self._settling = None
            self._start(group, max_cost)
            self._settle_next()

    def _on_refused(self, group: _Group, problem: Problem) -> None:
        """Nothing was sent for these; the others go on."""
        if self._settling is group:
            self._settling = None
            for run in self._open(group):
                self._end(run, None, problem)
            self._settle_next()

    def _on_permission(self) -> None:
        """Permission settles one thing at a time: another may have taken the place of ours."""
        if self._settling is not None:
            QTimer.singleShot(0, self, self._look_again)

    def _look_again(self) -> None:
        group, permission = self._settling, self._services.permission
        if group is None or permission is None or group.request is None or permission.settles(group.request):
            return
        if permission.busy:
            return  # it says so when that is settled
        group.dropped += 1
        if group.dropped <= _ASKED_AGAIN:
            self._settle(group)
        else:
            self._on_refused(group, Cancelled().problem)

    # Writing

    def _start(self, group: _Group, max_cost: float | None) -> None:
        runs = self._open(group)
        for run in runs:
            run.request = msgspec.structs.replace(run.request, max_cost=max_cost, company=len(runs))
            job = self._services.engine.request(run.request, Written)
            run.job = job
            job.happened.connect(partial(self._on_event, run))
            job.finished.connect(partial(self._on_finished, run))
            job.failed.connect(partial(self._on_failed, run))

    def _on_event(self, run: Run, event: object) -> None:
        held = self._board.held(run.key)
        if self._runs.get(run.key) is not run or held is None:
            return
        match event:
            case Delta(field=field, text=text):
                held.add(field, text)
                self._board.grown(run.key, field)
            case FieldStarted(field=field):
                held.begin(field)
                self._put(run, ColumnState.WRITING)
                self._board.grown(run.key, field)
            case FieldReplaced(field=field, text=text):
                held.replace(field, text)
                self._board.grown(run.key, field)
            case FieldDone():
                self._board.grown(run.key, event.field)
            case VariantDone(variant=variant):
                run.variant = variant
            case Progress(message=message):
                self._say(run, message)
            case Waiting():
                self._say(run, _waiting(event))

    def _on_finished(self, run: Run, written: Written) -> None:
        variant = written.variants[0] if written.variants else run.variant
        self._end(run, variant, variant.error if variant is not None else None)

    def _on_failed(self, run: Run, problem: Problem) -> None:
        self._end(run, run.variant, problem)

    def _end(
        self, run: Run, variant: Variant | None, problem: Problem | None, state: ColumnState | None = None
    ) -> None:
        if self._runs.get(run.key) is not run:
            return
        del self._runs[run.key]
        held, column = self._board.held(run.key), self._board.column(run.key)
        if held is not None and column is not None:
            came = bool(held.growing) or (variant is not None and not variant.copy.is_empty)
            if came:
                _take(held, run.request, variant, [spec.name for spec in self._board.fields])
            held.note, held.growing, held.loaded = "", {}, True
            ended, error = (state, problem) if state is not None else _state(variant, problem)
            self._board.set_column(with_state(column, ended, error=error))
        self._tell_busy()
        self.ended.emit(run.key)

    def _put(self, run: Run, state: ColumnState) -> None:
        column, held = self._board.column(run.key), self._board.held(run.key)
        if column is not None and held is not None and (column.state is not state or held.note or column.error):
            held.note = ""
            self._board.set_column(with_state(column, state, error=None))

    def _say(self, run: Run, note: str) -> None:
        """Say what is waited for; a column whose words come needs no note, unless it waits in between."""
        held = self._board.held(run.key)
        if held is not None and held.note != note:
            held.note = note
            self._board.tell_column(run.key)

    def _tell_busy(self) -> None:
        busy = bool(self._runs)
        if busy != self._was_busy:
            self._was_busy = busy
            self.busy_changed.emit(busy)


def _take(held: Held, request: Write, variant: Variant | None, order: list[str]) -> None:
    """The text that came is the column's, with what the checks said of it when it was written."""
    held.end(variant, order)
    if variant is None:  # the engine ended before it could say what it was at
        variant = Variant(request.variant, request.model, "", held.copy, complete=False, tone=request.brief.tone)
    held.brief, held.variant = request.brief, variant
    held.origin, held.edited, held.foreign, held.unkept = Origin.VARIANT, False, False, True
    held.sources = ()
    held.forget_checks()
    if variant.complete and variant.copy == held.copy:
        held.report = CheckReport(variant.findings, variant.claims, variant.forgotten)


def interrupted() -> Problem:
    """What a column says that was being written when the program died."""
    return Problem(
        ErrorKind.PROVIDER,
        tr("Copydesk ended while this was being written."),
        tr("The words that came are here. Press Retry to write it anew."),
        Remedy.RETRY,
    )


def left_alone() -> Problem:
    """What a column says that was being written when its draft was closed."""
    return Problem(
        ErrorKind.PROVIDER,
        tr("This was being written when its draft was closed."),
        tr("The words that came are here. Press Retry to write it anew."),
        Remedy.RETRY,
    )


def _state(variant: Variant | None, problem: Problem | None) -> tuple[ColumnState, Problem | None]:
    """How a column ended."""
    if problem is not None:
        if problem.kind is ErrorKind.CANCELLED:
            return ColumnState.STOPPED, None
        return ColumnState.FAILED, problem
    if variant is None or not variant.complete:
        missing = Problem(
            ErrorKind.PROVIDER,
            tr("The model did not write all fields."),
            tr("The words that came are here. Press Retry to write it anew."),
            Remedy.RETRY,
        )
        return ColumnState.FAILED, missing
    return ColumnState.DONE, None


def _waiting(event: Waiting) -> str:
    if not event.seconds:
        return ""
    again = tr("Trying again in {n} s", n=math.ceil(event.seconds))
    return f"{event.reason} {again}"
