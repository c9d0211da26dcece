"""Look-ups on a thread beside: the newest of each sort is answered."""

from __future__ import annotations

import threading
from collections.abc import Iterator

import pytest
from pytestqt.qtbot import QtBot

from desktop.core.errors import ErrorKind, Problem, UserError
from desktop.core.profile import Profile
from desktop.runtime.store_thread import StoreThread
from desktop.runtime.translating_thread import LookUpThread
from desktop.store.store import Store


@pytest.fixture
def beside(qtbot: QtBot, profile: Profile) -> Iterator[LookUpThread]:
    store = StoreThread(lambda: Store(profile))
    store.start(lambda _store: None, lambda _problem: None)
    made = LookUpThread(store)
    yield made
    made.close()
    store.close()


def fail(problem: Problem) -> None:
    pytest.fail(problem.message)


def test_only_the_newest_of_a_sort_is_answered_and_not_on_the_windows_thread(
    qtbot: QtBot, beside: LookUpThread
) -> None:
    held = threading.Event()
    heard: list[str] = []
    threads: list[str] = []

    def slow(_store: Store) -> str:
        threads.append(threading.current_thread().name)
        held.wait(10)
        return "slow"

    beside.ask("row", slow, heard.append, fail)
    qtbot.waitUntil(lambda: bool(threads), timeout=10_000)
    beside.ask("row", lambda _store: "never begun", heard.append, fail)
    beside.ask("row", lambda _store: "newest", heard.append, fail)
    beside.ask("file", lambda _store: "other", heard.append, fail)
    held.set()
    qtbot.waitUntil(lambda: len(heard) == 2, timeout=10_000)
    assert heard == ["newest", "other"]
    assert threads == ["look-up"]


def test_what_was_dropped_is_not_heard_and_problems_are_told(qtbot: QtBot, beside: LookUpThread) -> None:
    heard: list[str] = []
    problems: list[Problem] = []

    def refuse(_store: Store) -> str:
        raise UserError(ErrorKind.INPUT, "No.")

    beside.ask("row", lambda _store: "dropped", heard.append, fail)
    beside.drop("row")
    beside.ask("file", refuse, heard.append, problems.append)
    qtbot.waitUntil(lambda: bool(problems), timeout=10_000)
    assert (heard, problems[0].message) == ([], "No.")


def test_nothing_is_asked_after_the_end(qtbot: QtBot, beside: LookUpThread) -> None:
    beside.close()
    heard: list[str] = []
    beside.ask("row", lambda _store: "late", heard.append, fail)
    qtbot.wait(50)
    assert heard == []
