"""Python's garbage collector, kept to the thread of the window.

By itself it runs in whichever thread allocates next. In the store's thread it would free objects of Qt that only the
window's thread may free, which ends the program.
"""

from __future__ import annotations

import gc

from PySide6.QtCore import QObject, QTimer

from desktop.runtime.lull import Lull

_EVERY_MS = 1000


class Collector(QObject):
    """Collects when the counters say so, as Python does, but by a timer of the thread that made it, between keys."""

    def __init__(self, parent: QObject | None = None, lull: Lull | None = None) -> None:
        super().__init__(parent)
        gc.disable()
        self._timer = QTimer(self, interval=_EVERY_MS)
        self._timer.timeout.connect(self.collect if lull is None else lambda: lull.run(self.collect))
        self._timer.start()

    def collect(self) -> None:
        """Collect the oldest generation whose counter has passed its threshold."""
        for generation in (2, 1, 0):
            if gc.get_count()[generation] > gc.get_threshold()[generation] > 0:
                gc.collect(generation)
                return

    def stop(self) -> None:
        """Leave it to Python again."""
        self._timer.stop()
        gc.enable()
