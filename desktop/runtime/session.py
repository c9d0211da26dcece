"""The draft on the desk, and undo across everything that changes it.

Drafts are values, so a step of undo is the draft as it was; typing in one place joins into one step until the writer
pauses or has typed on for long.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from typing import NewType

import msgspec
from PySide6.QtCore import QObject, Signal

from desktop.core.brief import Brief
from desktop.core.copy import Copy, FieldValue
from desktop.core.draft import Draft
from desktop.core.ids import DraftId
from desktop.core.provenance import Source
from desktop.core.words import tr
from desktop.runtime.lull import Lull

Place = NewType("Place", str)
"""Where an edit happened: `copy.title`, `brief.audience`, `facts`, `write`; edits in one place join into one step."""

TAKE = Place("take")
"""Where what another wrote comes into brief and copy at once."""

_PAUSE_S = 1.2
_LONGEST_S = 8.0
_DEEPEST = 500


class Step(msgspec.Struct, frozen=True):
    """One step of undo: the draft before it, and what it was called."""

    before: Draft
    place: Place
    label: str


class Rewriting(msgspec.Struct, frozen=True):
    """A field of the copy that was put right after it had been written, and what that is called."""

    field: str
    before: FieldValue
    after: FieldValue
    label: str


class Steps(msgspec.Struct, frozen=True):
    """What can be undone and redone of a draft, the newest last; `draft` is as it was left."""

    draft: Draft
    undo: tuple[Step, ...] = ()
    redo: tuple[Step, ...] = ()


class DraftChange(msgspec.Struct, frozen=True):
    """What changed: the draft as it is, and the place that changed it; an empty place means "anything may have"."""

    draft: Draft
    place: Place


class DraftSession(QObject):
    """Holds one draft; every change goes through here and is announced by `changed`."""

    changed = Signal(object)  # DraftChange
    opened = Signal(object)  # Draft: another draft is on the desk now
    held_back = Signal()  # an editor has typed text that it hands in when it is asked
    taking = Signal()  # what another wrote is about to be taken into the draft
    taken = Signal()
    undo_changed = Signal()
    locked_changed = Signal(bool)

    def __init__(self, parent: QObject | None = None, clock: Callable[[], float] = time.monotonic) -> None:
        super().__init__(parent)
        self._clock = clock
        self._draft = Draft(DraftId(""))
        self._undo: list[Step] = []
        self._redo: list[Step] = []
        self._joined_at = 0.0
        self._began_at = 0.0
        self._locked = False
        self._pullers: list[Callable[[], None]] = []
        self.lull = Lull(self)
        """When work is done for which no key of the writer should wait."""

    @property
    def draft(self) -> Draft:
        """The draft as it is; editors that hold typed text back hand it in first."""
        self.pull()
        return self._draft

    @property
    def handed_in(self) -> Draft:
        """The draft without what an editor still holds back; for what is shown, so that looking changes nothing."""
        return self._draft

    @property
    def locked(self) -> bool:
        """Whether a model is writing, so that undo has to wait."""
        return self._locked

    def add_puller(self, puller: Callable[[], None]) -> None:
        """Register an editor that hands in typed text late; it is called before the draft is read, saved or undone."""
        self._pullers.append(puller)

    def remove_puller(self, puller: Callable[[], None]) -> None:
        """Forget an editor that is going away."""
        with suppress(ValueError):
            self._pullers.remove(puller)

    def note_held_back(self) -> None:
        """An editor holds typed text back from now on: what stands in the draft is not all that was written."""
        self.held_back.emit()

    def pull(self) -> None:
        """Ask every editor for what was typed and not yet handed in."""
        for puller in tuple(self._pullers):
            puller()

    @property
    def steps(self) -> Steps:
        """What can be undone of the draft on the desk, for when it comes back."""
        return Steps(self._draft, tuple(self._undo), tuple(self._redo))

    def open(self, draft: Draft, steps: Steps | None = None) -> None:
        """Put another draft on the desk; undo goes on where it was left, or begins anew when the text is another."""
        left = steps.draft if steps is not None else None
        same = left is not None and (left.brief, left.copy, left.sources) == (draft.brief, draft.copy, draft.sources)
        self._draft = draft
        self._undo = list(steps.undo) if steps is not None and same else []
        self._redo = list(steps.redo) if steps is not None and same else []
        self._joined_at = -_PAUSE_S
        self.opened.emit(draft)
        self.undo_changed.emit()

    def take_up(self, steps: Steps, *, going_on: bool = False) -> None:
        """Add what could be undone of this draft in an earlier session, beneath the steps that were made since.

        Steps of another text are left, unless it is one that is `going_on`: after a crash, the text may have gone on
        for some seconds after its steps were kept, and that is one step more.
        """
        opened = self._undo[0].before if self._undo else self._draft
        left = steps.draft
        same = (left.brief, left.copy, left.sources) == (opened.brief, opened.copy, opened.sources)
        if not same and not going_on:
            return
        since = () if same else (Step(left, Place(""), tr("Typing")),)
        if same and not self._undo and not self._redo:
            self._redo = list(steps.redo)
        self._undo = [*steps.undo, *since, *self._undo][-_DEEPEST:]
        self.undo_changed.emit()

    def saved_as(self, draft: Draft) -> None:
        """Take over the id and times that the store gave, without a step of undo."""
        if self._draft.id in ("", draft.id):
            self._draft = msgspec.structs.replace(
                self._draft, id=draft.id, created_at=draft.created_at, changed_at=draft.changed_at
            )

    def set_brief(self, brief: Brief, place: Place, label: str) -> None:
        """Change the brief or its facts."""
        self._change(msgspec.structs.replace(self._draft, brief=brief), place, label)

    def set_field(self, name: str, value: FieldValue, label: str) -> None:
        """Change one field of the copy."""
        if self._draft.copy.fields.get(name) != value:
            copy = self._draft.copy.with_field(name, value)
            self._change(msgspec.structs.replace(self._draft, copy=copy), Place(f"copy.{name}"), label)

    def set_copy(self, copy: Copy, place: Place, label: str) -> None:
        """Change all fields at once, as restoring does."""
        self._change(msgspec.structs.replace(self._draft, copy=copy), place, label)

    def take(self, copy: Copy, sources: tuple[Source, ...], place: Place, label: str) -> None:
        """Change the copy by what was taken from elsewhere, and remember where from: always a step of its own."""
        self.taking.emit()
        self._joined_at = -_PAUSE_S
        self._change(msgspec.structs.replace(self._draft, copy=copy, sources=sources), place, label)
        self._joined_at = -_PAUSE_S
        self.taken.emit()

    def note_sources(self, sources: tuple[Source, ...]) -> None:
        """Remember where texts that stand there came from, without a step: taking those texts back forgets it too."""
        self._draft = msgspec.structs.replace(self._draft, sources=sources)
        self.changed.emit(DraftChange(self._draft, Place("sources")))

    def replace(
        self, brief: Brief, copy: Copy, place: Place, label: str, sources: tuple[Source, ...] | None = None
    ) -> None:
        """Change brief and copy in one step, and with them where the texts came from, if that is given."""
        kept = self._draft.sources if sources is None else sources
        if place == TAKE:
            self.taking.emit()
        self._change(msgspec.structs.replace(self._draft, brief=brief, copy=copy, sources=kept), place, label)
        if place == TAKE:
            self.taken.emit()

    def begin_writing(self, label: str) -> None:
        """One step of undo for all that a model is going to write; undo is locked until `end_writing`."""
        self.pull()
        self._push(Place("write"), label)
        self._set_locked(locked=True)

    def write_field(self, name: str, value: FieldValue) -> None:
        """Text that streams in: announced, but part of the step that `begin_writing` opened."""
        self._draft = msgspec.structs.replace(self._draft, copy=self._draft.copy.with_field(name, value))
        self.changed.emit(DraftChange(self._draft, Place(f"write.{name}")))

    def drop_field(self, name: str) -> None:
        """Forget a field that streamed in, as if it had not; part of the step that `begin_writing` opened."""
        fields = {each: value for each, value in self._draft.copy.fields.items() if each != name}
        self._draft = msgspec.structs.replace(self._draft, copy=Copy(fields))
        self.changed.emit(DraftChange(self._draft, Place(f"write.{name}")))

    def end_writing(self, rewritings: Sequence[Rewriting] = ()) -> None:
        """The model has ended; typing begins a step of its own.

        Each of the `rewritings`, given in the order in which they were made, becomes a step that undoes it and nothing
        else; one whose field was changed by hand since has none.
        """
        self.pull()
        self._joined_at = 0.0
        before, steps = self._draft, []
        for each in reversed(rewritings):
            if before.copy.fields.get(each.field) == each.after:
                before = msgspec.structs.replace(before, copy=before.copy.with_field(each.field, each.before))
                steps.append(Step(before, Place("repair"), each.label))
        self._undo.extend(reversed(steps))
        del self._undo[:-_DEEPEST]
        self._set_locked(locked=False)

    @property
    def undo_label(self) -> str:
        """What undo would take back; empty when there is nothing."""
        return self._undo[-1].label if self._undo and not self._locked else ""

    @property
    def redo_label(self) -> str:
        """What redo would bring back; empty when there is nothing."""
        return self._redo[-1].label if self._redo and not self._locked else ""

    def undo(self) -> None:
        """Take the last step back."""
        self.pull()
        self._swap(self._undo, self._redo)

    def redo(self) -> None:
        """Bring the last step taken back again."""
        self.pull()
        self._swap(self._redo, self._undo)

    def _swap(self, source: list[Step], target: list[Step]) -> None:
        if self._locked or not source:
            return
        step = source.pop()
        target.append(Step(self._draft, step.place, step.label))
        before = step.before
        self._draft = msgspec.structs.replace(
            before, id=self._draft.id, created_at=self._draft.created_at, changed_at=self._draft.changed_at
        )
        self._joined_at = 0.0
        self.changed.emit(DraftChange(self._draft, Place("")))
        self.undo_changed.emit()

    def _change(self, draft: Draft, place: Place, label: str) -> None:
        if draft == self._draft:
            return
        self._push(place, label)
        self._draft = draft
        self.changed.emit(DraftChange(draft, place))

    def _push(self, place: Place, label: str) -> None:
        """Open a step of undo, or go on with the one that typing opened in the same place."""
        now = self._clock()
        joins = (
            bool(self._undo)
            and not self._redo
            and self._undo[-1].place == place
            and now - self._joined_at < _PAUSE_S
            and now - self._began_at < _LONGEST_S
        )
        self._joined_at = now
        if joins or self._locked:
            return
        self._began_at = now
        self._undo.append(Step(self._draft, place, label))
        del self._undo[:-_DEEPEST]
        self._redo.clear()
        self.undo_changed.emit()

    def _set_locked(self, *, locked: bool) -> None:
        self._locked = locked
        self.locked_changed.emit(locked)
        self.undo_changed.emit()
