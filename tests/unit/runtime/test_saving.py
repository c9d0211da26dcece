"""How safe the text is: at most two seconds of typing at risk, and nothing said that is not so."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from PySide6.QtCore import QObject, QTimer
from pytestqt.qtbot import QtBot

from desktop.core.brief import Brief
from desktop.core.copy import Copy
from desktop.core.draft import Draft, Origin, Variant, Version
from desktop.core.errors import EnvironmentProblem, ErrorKind
from desktop.runtime.drafts import SaveKind, SaveState
from desktop.runtime.session import DraftSession, Place
from desktop.store.store import Store
from tests.unit.runtime.conftest import Bench

MOST_AT_RISK_S = 2.0


class Typist(QObject):
    """An editor in which somebody types without a pause, so that it never hands anything in by itself."""

    def __init__(self, session: DraftSession) -> None:
        super().__init__()
        self._session = session
        self._held = ""
        self._dirty = False
        self.typed_at: list[float] = []
        session.add_puller(self._hand_in)
        self._keys = QTimer(self, interval=25)
        self._keys.timeout.connect(self._press)
        self._keys.start()

    def stop(self) -> None:
        self._keys.stop()

    def _press(self) -> None:
        self._held += "x"
        self.typed_at.append(time.monotonic())
        if not self._dirty:
            self._dirty = True
            self._session.note_held_back()

    def _hand_in(self) -> None:
        if self._dirty:
            self._dirty = False
            self._session.set_field("body", self._held, "Typing")


@contextmanager
def full_disk(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[float]]:
    """Nothing can be saved; gives the times at which it was tried."""
    tries: list[float] = []

    def refuse(*_arguments: object) -> Draft:
        tries.append(time.monotonic())
        raise EnvironmentProblem(ErrorKind.DISK_FULL, "Not saved: the disk is full.")

    with monkeypatch.context() as full:
        full.setattr(Store, "save_draft", refuse)
        full.setattr(Store, "add_version", refuse)
        yield tries


def state(qtbot: QtBot, bench: Bench, kind: SaveKind) -> None:
    qtbot.waitUntil(lambda: bench.drafts.save_state.kind is kind, timeout=10_000)


def disk(bench: Bench) -> str:
    return bench.store.call(lambda store: store.latest_drafts())[0].copy.text("title")


@pytest.mark.parametrize("save_takes_s", [0.0, 0.6])
def test_at_most_two_seconds_are_at_risk_while_somebody_types_without_a_pause(
    qtbot: QtBot, bench: Bench, monkeypatch: pytest.MonkeyPatch, save_takes_s: float
) -> None:
    real = Store.save_draft
    saves: list[tuple[float, int]] = []

    def save(self: Store, draft: Draft) -> Draft:
        time.sleep(save_takes_s)
        kept = real(self, draft)
        saves.append((time.monotonic(), len(draft.copy.text("body"))))
        return kept

    monkeypatch.setattr(Store, "save_draft", save)
    typist = Typist(bench.session)
    qtbot.wait(4500)
    typist.stop()
    state(qtbot, bench, SaveKind.SAVED)
    assert len(typist.typed_at) > 60
    assert saves[-1][1] == len(typist.typed_at)
    waited = [
        next(at for at, length in saves if length >= number) - typed_at
        for number, typed_at in enumerate(typist.typed_at, 1)
    ]
    assert max(waited) < MOST_AT_RISK_S


def test_nothing_is_called_saved_while_an_editor_holds_text_back(qtbot: QtBot, bench: Bench) -> None:
    bench.session.set_field("title", "Havn", "Typing")
    state(qtbot, bench, SaveKind.SAVED)
    assert bench.drafts.all_safe
    bench.session.note_held_back()
    assert bench.drafts.save_state.kind is SaveKind.SAVING
    state(qtbot, bench, SaveKind.SAVED)  # it was taken out again: nothing has changed


def test_what_is_typed_during_a_save_is_not_called_saved(qtbot: QtBot, bench: Bench) -> None:
    said: list[tuple[SaveKind, str]] = []
    bench.session.set_field("title", "Havn", "Typing")
    bench.drafts.save_now()
    bench.session.set_field("title", "Havn 2", "Typing")
    bench.drafts.save_state_changed.connect(lambda now: said.append((now.kind, disk(bench))))
    state(qtbot, bench, SaveKind.SAVED)
    assert {text for kind, text in said if kind is SaveKind.SAVED} == {"Havn 2"}


def test_typing_on_a_full_disk_tries_again_and_not_ever_more_often(
    qtbot: QtBot, bench: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("desktop.runtime.saving._RETRY_MS", 300)
    with full_disk(monkeypatch) as tries:
        for number in range(6):
            bench.session.set_field("title", f"Havn {number}", "Typing")
            bench.drafts.save_now()
            qtbot.wait(50)
        before = len(tries)
        qtbot.wait(1500)
        assert 1 <= len(tries) - before <= 7
        assert bench.drafts.save_state.kind is SaveKind.FAILED
        assert not bench.drafts.all_safe
    state(qtbot, bench, SaveKind.SAVED)
    assert disk(bench) == "Havn 5"


def test_a_version_that_could_not_be_kept_is_kept_as_soon_as_it_can_be(
    qtbot: QtBot, bench: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    bench.session.set_field("title", "Havn", "Typing")
    state(qtbot, bench, SaveKind.SAVED)
    with full_disk(monkeypatch):
        bench.drafts.add_version(Origin.WRITTEN, "Approved", Variant("v1", "local", "product/1"))
        state(qtbot, bench, SaveKind.FAILED)
    bench.session.set_field("title", "Havn 2", "Typing")  # a newer text is never overwritten by an older one
    bench.drafts.save_now()
    state(qtbot, bench, SaveKind.SAVED)
    versions: list[Version] = bench.store.call(
        lambda store: [store.version(each.id) for each in store.versions(store.latest_drafts()[0].id)]
    )
    assert [(each.name, each.copy.text("title")) for each in versions] == [("Approved", "Havn 2")]
    assert versions[0].variant is not None
    assert disk(bench) == "Havn 2"


def test_a_text_that_left_the_desk_unsaved_is_saved_later(
    qtbot: QtBot, bench: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("desktop.runtime.saving._RETRY_MS", 200)
    with full_disk(monkeypatch):
        bench.session.set_field("title", "First", "Typing")
        bench.drafts.new(Brief(product="Second"))
        state(qtbot, bench, SaveKind.FAILED)
        qtbot.wait(400)
        assert not bench.drafts.all_safe
    state(qtbot, bench, SaveKind.SAVED)
    kept = bench.store.call(lambda store: store.latest_drafts())
    assert {each.title for each in kept} == {"First", "Second"}
    assert bench.drafts.all_safe


def test_what_is_typed_while_a_save_is_under_way_is_kept_when_another_draft_is_opened(
    qtbot: QtBot, bench: Bench
) -> None:
    bench.session.set_field("title", "First", "Typing")
    bench.drafts.save_now()
    bench.session.begin_writing("Write")  # so that leaving makes no version
    bench.session.write_field("title", "First, and more")
    bench.drafts.new()
    assert disk(bench) == "First, and more"


def test_only_what_is_to_be_saved_waits(qtbot: QtBot, bench: Bench) -> None:
    bench.session.set_field("title", "Havn", "Typing")
    state(qtbot, bench, SaveKind.SAVED)
    bench.drafts.on_waiting()  # a search, say
    state(qtbot, bench, SaveKind.SAVED)
    said: list[SaveState] = []
    bench.drafts.save_state_changed.connect(said.append)
    bench.session.set_field("title", "Havn 2", "Typing")
    bench.drafts.on_waiting()
    assert [now.kind for now in said] == [SaveKind.SAVING, SaveKind.WAITING]
    assert said[1].message == "Waiting to save: another program uses the history."
    state(qtbot, bench, SaveKind.SAVED)


def test_taking_the_text_back_to_what_is_saved_ends_the_failure(
    qtbot: QtBot, bench: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    bench.session.set_field("title", "Havn", "Typing")
    state(qtbot, bench, SaveKind.SAVED)
    with full_disk(monkeypatch):
        bench.session.set_copy(Copy({"title": "Other"}), Place("other"), "Other")
        state(qtbot, bench, SaveKind.FAILED)
        bench.session.undo()
        state(qtbot, bench, SaveKind.SAVED)
    assert disk(bench) == "Havn"


@pytest.mark.parametrize("named", [False, True])
def test_what_could_not_be_saved_is_not_written_over_what_was_restored(
    qtbot: QtBot, bench: Bench, monkeypatch: pytest.MonkeyPatch, named: bool
) -> None:
    monkeypatch.setattr("desktop.runtime.saving._RETRY_MS", 200)
    bench.session.set_field("title", "Havn", "Typing")
    state(qtbot, bench, SaveKind.SAVED)
    restored = bench.store.call(lambda store: store.latest_drafts())[0]
    with full_disk(monkeypatch):
        bench.session.set_field("title", "Unsaved", "Typing")
        if named:
            bench.drafts.name_version("Approved")
        state(qtbot, bench, SaveKind.FAILED)
        bench.drafts.take_over(restored)
    qtbot.wait(600)
    assert disk(bench) == "Havn"
    bench.session.undo()
    bench.drafts.save_now()
    qtbot.waitUntil(lambda: disk(bench) == "Unsaved", timeout=10_000)
