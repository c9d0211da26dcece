"""Typing, writing, stopping, saving, undoing, crashing, reopening, restoring, deleting and searching in any order.

Everything is held against a plain model: a dictionary of texts, and lists of what can be undone.
"""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any, cast

import msgspec
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule, run_state_machine_as_test
from PySide6.QtWidgets import QApplication

from desktop.core.draft import Origin
from desktop.core.errors import CopydeskError, Problem
from desktop.core.ids import DraftId
from desktop.core.profile import Profile
from desktop.runtime.drafts import Drafts, SaveKind
from desktop.runtime.notices import Notices
from desktop.runtime.session import DraftSession
from desktop.runtime.store_thread import StoreThread
from desktop.store.store import Store
from desktop.store.values import Recovered, StoreEvent

WORDS = ("apple", "birch", "cedar", "dune")
places = st.integers(0, 50)
texts = st.lists(st.sampled_from(WORDS), min_size=1, max_size=3).map(" ".join)


class AtOnce:
    """A store's thread that does what it is asked on the thread that asks."""

    def __init__(self, store: Store) -> None:
        self.store = store
        self.problems: list[Problem] = []

    def submit(
        self, work: Callable[[Store], Any], then: Callable[[Any], None], failed: Callable[[Problem], None]
    ) -> None:
        try:
            result = work(self.store)
        except CopydeskError as error:
            self.problems.append(error.problem)
            failed(error.problem)
        else:
            then(result)


class Kept(msgspec.Struct):
    """What the history must have of a draft."""

    text: str
    versions: list[str] = []
    trashed: bool = False


class Desk(msgspec.Struct):
    """What must be on the desk."""

    text: str = ""
    id: DraftId = DraftId("")
    undo: list[str] = []
    redo: list[str] = []
    typed: bool = False


class HistoryMachine(RuleBasedStateMachine):
    """The real session, drafts and store beside the model."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = tempfile.TemporaryDirectory()
        self.profile = Profile(Path(self.folder.name) / "profile", Path(self.folder.name))
        self.now = 0.0
        self.events: list[StoreEvent] = []
        self.kept: dict[DraftId, Kept] = {}
        self.desk = Desk()
        self._open()

    def teardown(self) -> None:
        self.thread.store.close()
        self.folder.cleanup()

    def _open(self) -> None:
        """A window opens, and brings back what was on the desk of the last one."""
        store = Store(self.profile, self.events.append)
        self.thread = AtOnce(store)
        self.session = DraftSession(clock=lambda: self.now)
        notices = Notices()
        self.drafts = Drafts(self.session, cast("StoreThread", self.thread), notices)
        previous = store.begin_session()
        if previous.draft:
            self.drafts.put_on_desk(store.draft(previous.draft), recovered=previous.unclean)

    # The model

    def _change(self, text: str) -> None:
        if text != self.desk.text:
            self.desk.undo.append(self.desk.text)
            self.desk.redo.clear()
            self.desk.text, self.desk.typed = text, True

    def _keep(self) -> None:
        """What is on the desk is on the disk; an empty draft that was never kept is not."""
        if self.desk.id or self.desk.text:
            listed = self.thread.store.latest_drafts(100)
            self.desk.id = self.desk.id or next(draft.id for draft in listed if draft.id not in self.kept)
            self.kept.setdefault(self.desk.id, Kept("")).text = self.desk.text

    def _version(self) -> None:
        self.desk.typed = False
        if self.desk.id or self.desk.text:
            self._keep()
            self.kept[self.desk.id].versions.append(self.desk.text)

    def _leave(self) -> None:
        if self.desk.typed:
            self._version()
        self._keep()

    # What a writer does

    @rule(text=texts)
    def type(self, text: str) -> None:
        self.now += 60
        self.session.set_field("title", text, "Typing")
        self._change(text)

    @rule(text=texts, stopped=st.booleans())
    def write(self, text: str, stopped: bool) -> None:
        self.now += 60
        self.drafts.add_version(Origin.BEFORE_WRITE)
        self._version()
        self.session.begin_writing("Write")
        self.session.write_field("title", text.split(maxsplit=1)[0])
        self.session.undo()  # which waits while a model writes
        if not stopped:
            self.session.write_field("title", text)
        self.session.end_writing()
        self.desk.undo.append(self.desk.text)
        self.desk.redo.clear()
        self.desk.text = text.split(maxsplit=1)[0] if stopped else text
        self.drafts.add_version(Origin.INTERRUPTED if stopped else Origin.WRITTEN)
        self._version()

    @rule()
    def save(self) -> None:
        self.drafts.save_now()
        self._keep()

    @rule(name=st.sampled_from(["Approved", "Sent"]))
    def name(self, name: str) -> None:
        self.drafts.name_version(name)
        self._version()

    @rule()
    def undo(self) -> None:
        self.session.undo()
        if self.desk.undo:
            self.desk.redo.append(self.desk.text)
            self.desk.text, self.desk.typed = self.desk.undo.pop(), True

    @rule()
    def redo(self) -> None:
        self.session.redo()
        if self.desk.redo:
            self.desk.undo.append(self.desk.text)
            self.desk.text, self.desk.typed = self.desk.redo.pop(), True

    @rule()
    def crash(self) -> None:
        """The process is gone: what was not saved is lost, and the session has no end."""
        self.thread.store._file.close()  # noqa: SLF001 - as the system closes what a killed process had open
        self._open()
        before = self.desk
        self.desk = Desk(self.kept[before.id].text if before.id else "", before.id)
        steps = self.session.steps
        self.desk.undo = [step.before.copy.text("title") for step in steps.undo]
        self.desk.redo = [step.before.copy.text("title") for step in steps.redo]

    @rule()
    def quit_and_reopen(self) -> None:
        """Nothing is lost, not even a step of undo."""
        self.drafts.leave()
        self._leave()
        self.thread.store.close()
        self._open()
        self.desk.typed = False
        if not self.desk.id:
            self.desk = Desk()

    @rule()
    def new(self) -> None:
        self.drafts.new()
        self._leave()
        self.desk = Desk()

    @precondition(lambda self: any(not kept.trashed for kept in self.kept.values()))
    @rule(which=places)
    def open(self, which: int) -> None:
        known = [key for key, kept in self.kept.items() if not kept.trashed]
        wanted = known[which % len(known)]
        self.drafts.open(wanted)
        self._leave()
        text = self.kept[wanted].text
        self.desk = Desk(text, wanted)
        self.desk.undo = [step.before.copy.text("title") for step in self.session.steps.undo]
        self.desk.redo = [step.before.copy.text("title") for step in self.session.steps.redo]

    @precondition(lambda self: self.desk.id and self.kept[self.desk.id].versions)
    @rule(which=places)
    def restore(self, which: int) -> None:
        self.now += 60
        known = self.thread.store.versions(self.desk.id)
        version = self.thread.store.version(known[which % len(known)].id)
        self.drafts.restore(version)
        if self.desk.typed:
            self._version()
        self._change(version.copy.text("title"))
        self._version()

    @precondition(lambda self: self.desk.id)
    @rule()
    def delete(self) -> None:
        self.drafts.delete(self.desk.id)
        self.kept[self.desk.id].trashed = True
        self.desk = Desk()

    @precondition(lambda self: any(kept.trashed for kept in self.kept.values()))
    @rule()
    def take_out_of_the_trash(self) -> None:
        wanted = next(key for key, kept in self.kept.items() if kept.trashed)
        self.thread.store.restore_draft(wanted)
        self.kept[wanted].trashed = False

    @rule(word=st.sampled_from(WORDS), letters=st.integers(2, 5), ranked=st.booleans())
    def search(self, word: str, letters: int, ranked: bool) -> None:
        found = {hit.draft for hit in self.thread.store.search(word[:letters], ranked=ranked)}
        assert found == {
            key for key, kept in self.kept.items() if not kept.trashed and any(word in text for text in kept.versions)
        }

    # What is always so

    @invariant()
    def the_desk_is_as_the_writer_left_it(self) -> None:
        steps = self.session.steps
        assert steps.draft.copy.text("title") == self.desk.text
        assert [step.before.copy.text("title") for step in steps.undo] == self.desk.undo
        assert [step.before.copy.text("title") for step in steps.redo] == self.desk.redo

    @invariant()
    def what_was_kept_is_there(self) -> None:
        store = self.thread.store
        for draft_id, kept in self.kept.items():
            assert store.draft(draft_id).copy.text("title") == kept.text
            versions = {store.version(each.id).copy.text("title") for each in store.versions(draft_id)}
            assert versions >= set(kept.versions)
        listed = {draft.id for draft in store.latest_drafts(100)}
        assert listed == {draft_id for draft_id, kept in self.kept.items() if not kept.trashed}

    @invariant()
    def saved_is_said_only_of_what_is_on_the_disk(self) -> None:
        if self.drafts.save_state.kind is SaveKind.SAVED:
            assert self.kept[self.desk.id].text == self.desk.text
        assert self.thread.problems == []
        assert not any(isinstance(event, Recovered) for event in self.events)


def test_any_order_of_them(qapp: QApplication) -> None:
    run_state_machine_as_test(
        HistoryMachine,
        settings=settings(
            max_examples=25, stateful_step_count=20, deadline=None, suppress_health_check=list(HealthCheck)
        ),
    )
