"""Asks the model about the sentences that the rules left open, and shows how far it is."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QWidget

from desktop.core.events import Progress
from desktop.core.finding import CheckReport
from desktop.core.words import tr, trn
from desktop.runtime.desk import Desk
from desktop.views.tokens import Space
from desktop.views.widgets.button import Button, ButtonKind
from desktop.views.widgets.text import ElidedLabel


class JudgeBar(QWidget):
    """A quiet button while there are open sentences; while the model judges, its progress and Stop."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._count = 0
        self.ask = Button("", ButtonKind.QUIET, icon="chip", small=True)
        self.ask.set_tip(
            tr("The model judges what the facts leave open, one sentence at a time; in doubt it says nothing")
        )
        self.stop = Button(tr("Stop"), icon="stop", small=True)
        self.words = ElidedLabel("", "small", "text_2")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(Space.S)
        row.addWidget(self.ask)
        row.addWidget(self.words, 1)
        row.addStretch(0)
        row.addWidget(self.stop)
        self.ask.clicked.connect(desk.judging.ask)
        self.stop.clicked.connect(desk.judging.stop)
        desk.judging.changed.connect(self._show)
        desk.judging.progress.connect(self._on_progress)
        self._show()

    def show_report(self, report: CheckReport) -> None:
        """Offer to ask about what is open."""
        self._count = report.open
        self._show()

    def _show(self) -> None:
        busy = self._desk.judging.busy
        self.ask.setText(trn("Ask about {n} open sentence", "Ask about {n} open sentences", self._count))
        if not busy or not self.words.text():
            self.words.setText(tr("The model reads…") if busy else "")
        self.ask.setVisible(not busy)
        self.words.setVisible(busy)
        self.stop.setVisible(busy)
        self.setVisible(busy or self._count > 0)

    def _on_progress(self, progress: Progress) -> None:
        self.words.setText(progress.message)
