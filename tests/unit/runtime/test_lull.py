"""Work that keys should not wait for: done at once, or behind the letter that is shown next."""

from __future__ import annotations

from functools import partial

import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot
from shiboken6 import delete

from desktop.runtime.lull import Lull


class Desk:
    """A lull on a clock that is set by hand, and what was done in it."""

    def __init__(self) -> None:
        self.now = 100.0
        self.done: list[str] = []
        self.lull = Lull(clock=lambda: self.now)
        self.first = partial(self.done.append, "first")
        self.second = partial(self.done.append, "second")


@pytest.fixture
def desk(qtbot: QtBot) -> Desk:
    assert qtbot is not None
    return Desk()


def test_it_is_done_at_once_while_nobody_types(desk: Desk) -> None:
    desk.lull.run(desk.first)
    assert desk.done == ["first"]
    desk.lull.note_key()
    desk.now += 0.3
    desk.lull.run(desk.second)
    assert desk.done == ["first", "second"]


def test_while_somebody_types_it_is_done_behind_the_next_letter_and_once(desk: Desk, qtbot: QtBot) -> None:
    desk.lull.note_key()
    for work in (desk.first, desk.second, desk.first):
        desk.lull.run(work)
    assert desk.done == []
    desk.lull.note_shown()
    assert desk.done == []  # the letter is on the screen when this turn is over
    qtbot.waitUntil(lambda: len(desk.done) > 1)
    assert desk.done == ["first", "second"]


def test_a_key_that_comes_first_is_shown_first(desk: Desk, qtbot: QtBot) -> None:
    desk.lull.note_key()
    desk.lull.run(desk.first)
    desk.lull.note_shown()
    desk.lull.note_key()
    qtbot.wait(30)
    assert desk.done == []
    desk.lull.note_shown()
    qtbot.waitUntil(lambda: desk.done == ["first"])


def test_long_work_leaves_the_rest_to_the_letter_after(desk: Desk, qtbot: QtBot) -> None:
    def long() -> None:
        desk.done.append("long")
        desk.now += 0.02

    desk.lull.note_key()
    desk.lull.run(long)
    desk.lull.run(desk.second)
    desk.lull.note_shown()
    qtbot.wait(30)
    assert desk.done == ["long"]
    desk.lull.note_key()
    desk.lull.note_shown()
    qtbot.waitUntil(lambda: desk.done == ["long", "second"])


def test_nothing_waits_for_ever_when_no_letter_is_shown(desk: Desk, qtbot: QtBot) -> None:
    desk.lull.note_key()
    desk.lull.run(desk.first)
    desk.lull.run(desk.second)
    qtbot.waitUntil(lambda: desk.done == ["first", "second"], timeout=2_000)


def test_the_work_of_an_object_that_is_gone_is_left(desk: Desk, qtbot: QtBot) -> None:
    class Owner(QObject):
        def work(self) -> None:
            desk.done.append("gone")

    owner = Owner()
    desk.lull.note_key()
    desk.lull.run(owner.work)
    desk.lull.run(desk.second)
    delete(owner)
    desk.lull.note_shown()
    qtbot.waitUntil(lambda: bool(desk.done))
    assert desk.done == ["second"]
