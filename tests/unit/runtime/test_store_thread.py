"""The store's thread lives on whatever a piece of work does, and tells each outcome to who asked for it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from pytestqt.qtbot import QtBot

from desktop.core.errors import Bug, EnvironmentProblem, ErrorKind, Problem
from desktop.core.profile import Profile
from desktop.runtime.store_thread import StoreThread
from desktop.store.store import Store
from tests.unit.store.samples import draft


@pytest.fixture
def thread(qtbot: QtBot, profile: Profile) -> Iterator[StoreThread]:
    made = StoreThread(lambda: Store(profile))
    yield made
    made.close()


def mistake(_store: Store) -> None:
    raise ZeroDivisionError


def refused(problem: Problem) -> None:
    raise AssertionError(problem)


def test_a_mistake_in_one_piece_of_work_is_told_and_the_next_one_is_done(thread: StoreThread, qtbot: QtBot) -> None:
    thread.start(lambda _store: None, refused)
    problems: list[Problem] = []
    saved: list[object] = []
    thread.submit(mistake, saved.append, problems.append)
    thread.submit(lambda store: store.save_draft(draft("kept")), saved.append, refused)
    qtbot.waitUntil(lambda: bool(saved), timeout=10_000)
    assert [problem.kind for problem in problems] == [ErrorKind.BUG]
    assert "ZeroDivisionError" in problems[0].details
    assert problems[0].message == "Copydesk made a mistake of its own."


def test_a_mistake_is_raised_to_who_waits_for_it(thread: StoreThread) -> None:
    thread.start(lambda _store: None, refused)
    with pytest.raises(Bug, match="mistake of its own"):
        thread.call(mistake)
    assert thread.call(lambda store: store.latest_drafts()) == []


def test_a_mistake_right_after_opening_ends_nothing(thread: StoreThread, qtbot: QtBot) -> None:
    mistakes: list[Problem] = []
    thread.mistaken.connect(mistakes.append)

    def opened(_store: Store) -> None:
        raise EnvironmentProblem(ErrorKind.STORAGE, "The draft d1 is damaged and cannot be read.")

    thread.start(opened, refused)
    assert thread.call(lambda store: store.latest_drafts()) == []
    qtbot.waitUntil(lambda: bool(mistakes), timeout=10_000)
    assert mistakes[0].message == "The draft d1 is damaged and cannot be read."


def test_a_mistake_while_opening_refuses_all_that_waits(qtbot: QtBot) -> None:
    def open_store() -> Store:
        raise ValueError("none of the errors that are known")

    thread = StoreThread(open_store)
    problems: list[Problem] = []
    thread.submit(lambda store: store.latest_drafts(), lambda _: None, problems.append)
    thread.start(lambda _store: None, problems.append)
    qtbot.waitUntil(lambda: len(problems) == 2, timeout=10_000)
    thread.close()
    assert {problem.kind for problem in problems} == {ErrorKind.BUG}
