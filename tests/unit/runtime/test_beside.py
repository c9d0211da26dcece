"""Long work on a thread of its own: its end, good or bad, is told in the window's thread."""

from __future__ import annotations

import threading

from pytestqt.qtbot import QtBot

from desktop.core.errors import EnvironmentProblem, ErrorKind, Problem
from desktop.runtime.beside import Beside

WAIT_MS = 10_000


def test_the_end_is_told_in_the_thread_of_the_window(qtbot: QtBot) -> None:
    beside = Beside("work")
    seen: list[threading.Thread] = []
    told: list[threading.Thread] = []
    beside.run(lambda: seen.append(threading.current_thread()), lambda: told.append(threading.current_thread()), _fail)
    qtbot.waitUntil(lambda: bool(told), timeout=WAIT_MS)
    assert seen[0].name == "work"
    assert told == [threading.main_thread()]


def test_a_problem_and_a_mistake_of_ours_are_told_as_problems(qtbot: QtBot) -> None:
    beside = Beside("work")
    problems: list[Problem] = []

    def full() -> None:
        raise EnvironmentProblem(ErrorKind.DISK_FULL, "The disk is full.")

    def mistaken() -> None:
        raise KeyError("oops")

    beside.run(full, _never, problems.append)
    qtbot.waitUntil(lambda: len(problems) == 1, timeout=WAIT_MS)
    beside.run(mistaken, _never, problems.append)
    qtbot.waitUntil(lambda: len(problems) == 2, timeout=WAIT_MS)
    assert problems[0].message == "The disk is full."
    assert problems[1].kind is ErrorKind.BUG
    assert "oops" in problems[1].details


def test_waiting_ends_with_the_work_or_with_patience() -> None:
    beside = Beside("work")
    beside.wait(1)
    go = threading.Event()

    def waiting() -> None:
        go.wait(20)

    beside.run(waiting, lambda: None, _fail)
    beside.wait(0.05)
    assert not go.is_set()
    go.set()
    beside.wait(10)
    assert "work" not in [thread.name for thread in threading.enumerate()]


def _fail(problem: Problem) -> None:
    raise AssertionError(problem.message)


def _never() -> None:
    raise AssertionError
