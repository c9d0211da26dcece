"""PySide6 6.12 takes a reference of `True` with each emission on Python 3.11, until the interpreter aborts."""

from __future__ import annotations

import sys

from PySide6.QtCore import QObject, Signal


class Sender(QObject):
    toggled = Signal(bool)
    done = Signal()


def test_emissions_leave_the_reference_count_of_true_alone() -> None:
    sender = Sender()
    seen: list[bool] = []
    sender.toggled.connect(seen.append)
    sender.done.connect(lambda: seen.append(True))
    before = sys.getrefcount(True)
    for _ in range(2000):
        sender.toggled.emit(True)
        sender.done.emit()
    assert len(seen) == 4000
    seen.clear()
    assert abs(sys.getrefcount(True) - before) < 50
