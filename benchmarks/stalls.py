"""How long the machine itself stood still meanwhile: a bare process that only sleeps a millisecond at a time.

On a shared host the processor is taken away for moments that no program can do anything about. A latency is worth as
much as the quiet in which it was taken, so it is printed beside this one.
"""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager

from benchmarks.figure import percentile

_SLEEPER = """
import sys, threading, time
ended = threading.Event()
threading.Thread(target=lambda: (sys.stdin.read(), ended.set()), daemon=True).start()
late = []
while not ended.is_set():
    began = time.perf_counter()
    time.sleep(0.001)
    late.append((time.perf_counter() - began - 0.001) * 1000)
print(" ".join(f"{each:.2f}" for each in late))
"""


class Stalls:
    """What the bare process found, in ms; filled when the context ends."""

    def __init__(self) -> None:
        self._late: list[float] = []

    def fill(self, late: list[float]) -> None:
        """Take over what was measured."""
        self._late = late

    @property
    def note(self) -> str:
        """The waits of the bare process in words."""
        if not self._late:
            return "nothing known of the machine's own stalls"
        slow = percentile(self._late, 0.999)
        return f"a bare process beside it woke {slow:.1f} ms late at p99.9, {max(self._late):.0f} ms at most"


@contextmanager
def stalls() -> Iterator[Stalls]:
    """Watch the machine while something else is measured."""
    found = Stalls()
    with subprocess.Popen(
        [sys.executable, "-c", _SLEEPER], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as process:
        try:
            yield found
        finally:
            output, _ = process.communicate("")
            found.fill([float(each) for each in output.split()])
