"""What the fields show while a model writes, and what stands in the text after it ended badly or early."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable

from PySide6.QtCore import QObject, Signal

from desktop.core.draft import Draft, Variant
from desktop.core.errors import Problem
from desktop.core.events import Waiting
from desktop.core.words import tr, trn
from desktop.runtime.desk import Desk
from desktop.views.announce import spoken
from desktop.views.product.field_state import FieldState
from desktop.views.product.fields_column import FieldsColumn
from desktop.views.product.outcome import problem_card, stopped_card, was_stopped, weak_card
from desktop.views.product.state_card import StateCard


class WritingShow(QObject):
    """Follows the writer: waiting, writing, done, stopped for each field, and one card for the outcome."""

    busy_changed = Signal(bool)
    announced = Signal(str)  # for a screen reader

    def __init__(self, desk: Desk, fields: FieldsColumn, open_settings: Callable[[str], None]) -> None:
        super().__init__(fields)
        self._desk = desk
        self._fields = fields
        self._open_settings = open_settings
        self._asked: tuple[str, ...] = ()
        self._begun: list[str] = []
        self._done: set[str] = set()
        self._waited = 0
        self._running = False
        self._last: Callable[[], None] = self.write
        self._outcome: StateCard | None = None
        self._weak: StateCard | None = None
        self._weak_seen: set[str] = set()
        writer = desk.writer
        writer.started.connect(self._on_started)
        writer.field_started.connect(self._on_field_started)
        writer.field_done.connect(self._on_field_done)
        writer.finished.connect(self._on_finished)
        writer.failed.connect(self._on_failed)
        writer.waiting.connect(self._on_waiting)
        desk.session.opened.connect(self._on_opened)
        desk.models.changed.connect(self.show_weak_note)

    @property
    def outcome(self) -> StateCard | None:
        """The card for what happened last."""
        return self._outcome

    @property
    def weak_note(self) -> StateCard | None:
        """The card that warns of a weak model."""
        return self._weak

    def write(self, fields: tuple[str, ...] = ()) -> None:
        """Write these fields, or all; what was said of the last writing stays until this one begins."""
        self._last = lambda: self.write(fields)
        self._desk.writer.write(fields)

    def show_weak_note(self) -> None:
        """Say before writing that the model at hand is weak in the language of the brief."""
        draft = self._desk.session.draft
        language = draft.brief.language
        card = None
        before_writing = draft.copy.is_empty and not draft.brief.is_empty and not self._desk.writer.busy
        if before_writing and language not in self._weak_seen:
            card = weak_card(self._desk, language, self._leave_weak, self._open_settings)
        if self._weak is not None and card is not None and _says_the_same(self._weak, card):
            card.deleteLater()
            return
        self._put_weak(card)

    # The writer

    def _on_started(self, fields: tuple[str, ...]) -> None:
        self._leave()
        self._put_weak(None)
        self._asked, self._begun, self._done, self._waited = tuple(fields), [], set(), 0
        self._running = True
        self._fields.begin_following()
        for view in self._fields.views:
            view.set_state(FieldState.WAITING if view.spec.name in self._asked else FieldState.IDLE)
        self.busy_changed.emit(True)
        self.announced.emit(tr("Writing"))

    def _on_field_started(self, name: str) -> None:
        if name not in self._begun:
            self._begun.append(name)
        view = self._fields.view(name)
        if view is not None:
            view.set_state(FieldState.WRITING)
            self._fields.follow_field(view)

    def _on_field_done(self, name: str) -> None:
        self._done.add(name)
        view = self._fields.view(name)
        if view is not None:
            view.set_state(FieldState.DONE)

    def _on_waiting(self, waiting: Waiting) -> None:
        """Said once for each time that it waits; the seconds are to be seen."""
        if waiting.seconds and waiting.attempt != self._waited:
            self._waited = waiting.attempt
            self.announced.emit(spoken(waiting.reason, tr("Trying again in {n} s", n=math.ceil(waiting.seconds))))

    def _on_finished(self, variant: Variant) -> None:
        stopped = was_stopped(variant.error)
        self._end(stopped=not variant.complete)
        if variant.complete:
            words = self._words(self._asked)
            self.announced.emit(trn("Written: {n} word.", "Written: {n} words.", words))
        elif variant.error is None or stopped:
            self._show_stopped(by_writer=stopped)

    def _on_failed(self, problem: Problem) -> None:
        begun = self._running
        self._end(stopped=True)
        if was_stopped(problem):
            self._show_stopped(by_writer=True)
        elif self._fields.isVisible():
            self._desk.notices.dismiss("write")  # it is said here, where the eyes are
            at = self._begun[-1] if self._begun else ""
            retry = self._write_rest if begun else self._last
            self._put(problem_card(problem, retry, self._go_on, self._leave, self._desk, self._open_settings), at)

    def _end(self, *, stopped: bool) -> None:
        """Nothing is being written any more; fields that were begun and not finished say so."""
        self._running = False
        unfinished = (
            [name for name in self._begun if name not in self._done and self._words((name,))] if stopped else []
        )
        for view in self._fields.views:
            view.set_state(FieldState.STOPPED if view.spec.name in unfinished else FieldState.IDLE)
        self.busy_changed.emit(False)

    def _show_stopped(self, *, by_writer: bool) -> None:
        words = self._words(self._begun)
        if words:
            inside = self._begun[-1] not in self._done
            card = stopped_card(words, by_writer=by_writer, rest=self._go_on, leave=self._leave, in_a_field=inside)
            self._put(card, self._begun[-1])
            self.announced.emit(card.headline.text())

    def _put(self, card: StateCard, field: str) -> None:
        _remove(self._outcome)
        self._outcome = card
        self._fields.put_card(card, field)

    def _words(self, fields: Iterable[str]) -> int:
        copy = self._desk.session.draft.copy
        return sum(len(copy.text(name).split()) for name in fields)

    def _go_on(self) -> None:
        self._last = self._go_on
        self._desk.writer.go_on()

    def _write_rest(self) -> None:
        rest = tuple(name for name in self._asked if name not in self._done)
        self.write(rest if len(rest) < len(self._asked) else self._asked)

    # The cards

    def _on_opened(self, _draft: Draft) -> None:
        self._leave()
        self._begun, self._done = [], set()
        self._end(stopped=False)
        self.show_weak_note()

    def _leave(self) -> None:
        card, self._outcome = self._outcome, None
        _remove(card)
        for view in self._fields.views:
            if view.state is FieldState.STOPPED:
                view.set_state(FieldState.IDLE)

    def _leave_weak(self) -> None:
        self._weak_seen.add(self._desk.session.draft.brief.language)
        self._put_weak(None)

    def _put_weak(self, card: StateCard | None) -> None:
        self._fields.clear_above()
        self._weak = card
        if card is not None:
            self._fields.put_above(card)


def _remove(card: StateCard | None) -> None:
    if card is not None:
        card.hide()
        card.deleteLater()


def _says_the_same(one: StateCard, other: StateCard) -> bool:
    return one.sentence.text() == other.sentence.text() and [button.text() for button in one.buttons] == [
        button.text() for button in other.buttons
    ]
