"""A line under the head while something runs: what, how far it is, and Stop."""

from __future__ import annotations

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from desktop.core.words import tr
from desktop.runtime.translating_values import Work, Working
from desktop.views.tokens import Size, Space
from desktop.views.widgets.button import Button, ButtonKind
from desktop.views.widgets.progress import ProgressStrip
from desktop.views.widgets.text import ElidedLabel

_AFTER_MS = 400
"""What is done sooner is not shown."""


QUIET = frozenset({Work.CHECKING, Work.MATCHING})
"""What goes on by itself after each change: the bottom bar says it, and nothing moves for it."""


class WorkingStrip(QWidget):
    """Shown some moments after something began, gone when it is done."""

    stop_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._working: Working | None = None
        self.words = ElidedLabel("", "small", "text_2")
        self.bar = ProgressStrip(tr("Progress"))
        self.bar.setFixedWidth(2 * Size.COUNTER_BAR)
        self.stop = Button(tr("Stop"), ButtonKind.QUIET, icon="stop", key="Esc", small=True)
        row = QHBoxLayout(self)
        row.setContentsMargins(Space.L + Space.XS, 0, Space.L + Space.XS, 0)
        row.setSpacing(Space.M)
        row.addWidget(self.bar)
        row.addWidget(self.words, 1)
        row.addWidget(self.stop)
        self.setFixedHeight(Size.CONTROL_SMALL)
        self._soon = QTimer(self, singleShot=True, interval=_AFTER_MS)
        self._soon.timeout.connect(self._appear)
        self.stop.clicked.connect(self.stop_asked)
        self.hide()

    def show_working(self, working: Working | None) -> None:
        """Say what runs now."""
        self._working = working if working is not None and working.kind not in QUIET else None
        if self._working is None or working is None:
            self._soon.stop()
            self.hide()
            return
        self.words.setText(working_words(working))
        self.bar.set_progress(working.done, working.of)
        self.stop.setVisible(working.stoppable)
        if self.isHidden() and not self._soon.isActive():
            self._soon.start()

    def _appear(self) -> None:
        if self._working is not None:
            self.show()


def working_words(working: Working) -> str:
    """What runs and how far it is."""
    n, of = working.done, working.of
    model = working.model.rpartition("/")[2]
    if not of:
        return _WHAT[working.kind]()
    match working.kind:
        case Work.TRANSLATING if model:
            return tr("{model} translates: {n} of {all}", model=model, n=n, all=of)
        case Work.TRANSLATING:
            return tr("Translating: {n} of {all}", n=n, all=of)
        case _:
            return tr("{what} {n} of {all}", what=_WHAT[working.kind](), n=n, all=of)


_WHAT = {
    Work.OPENING: lambda: tr("Opening the file…"),
    Work.CHECKING: lambda: tr("Checking…"),
    Work.MATCHING: lambda: tr("Looking into the memories…"),
    Work.TRANSLATING: lambda: tr("Translating…"),
    Work.ESTIMATING: lambda: tr("Estimating how good the rows are…"),
    Work.BACK_TRANSLATING: lambda: tr("Translating back…"),
    Work.WRITING: lambda: tr("Writing the file…"),
}
