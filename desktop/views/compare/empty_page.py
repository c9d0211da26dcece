"""The Compare screen before there is anything to compare: one sentence, one button, one example."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QStackedWidget, QWidget

from desktop.core.comparison import Grid
from desktop.core.words import tr
from desktop.runtime.desk import Desk
from desktop.views.actions import key_of
from desktop.views.catalogue import DRAFT
from desktop.views.widgets.button import Button, ButtonKind
from desktop.views.widgets.empty import EmptyState
from desktop.views.widgets.keys import with_key


class EmptyPage(QStackedWidget):
    """Nothing compared yet, or nothing to write from."""

    def __init__(
        self, desk: Desk, open_grid: Callable[[], None], show: Callable[[str], None], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._desk = desk
        self.choose = Button(tr("Choose models and tones"), ButtonKind.PRIMARY, icon="columns", key="Ctrl+G")
        self.choose.clicked.connect(open_grid)
        self.example = Button(tr("Example: plain beside warm"), ButtonKind.QUIET)
        self.example.set_tip(tr("One model, two tones; press Write when you like it"))
        self.example.clicked.connect(self._take_example)
        self.go = Button(tr("Go to the brief"), ButtonKind.PRIMARY, icon="pencil")
        self.go.clicked.connect(lambda: show(DRAFT))
        self.sample = Button(tr("Open the sample"), ButtonKind.QUIET)
        self.sample.set_tip(with_key(tr("A backpack with eight facts, ready to be written"), key_of("sample")))
        self.sample.clicked.connect(desk.open_sample)
        self.nothing_compared = EmptyState(
            "columns",
            tr("Several versions side by side"),
            tr("Have models write this text in different tones, see what differs, and take the best sentences."),
            self.choose,
            self.example,
        )
        self.nothing_to_write = EmptyState(
            "product",
            tr("Nothing to write from yet"),
            tr("Fill in the brief or paste what you know about the product. Then models can write beside each other."),
            self.go,
            self.sample,
        )
        self.addWidget(self.nothing_compared)
        self.addWidget(self.nothing_to_write)

    def show_state(self) -> None:
        """Show what is missing."""
        blank = self._desk.session.handed_in.brief.is_empty
        self.setCurrentWidget(self.nothing_to_write if blank else self.nothing_compared)
        ready = self._desk.comparing.grid.total > 0  # then the button to be pressed is the one that writes
        self.choose.set_kind(ButtonKind.SECONDARY if ready else ButtonKind.PRIMARY)

    def _take_example(self) -> None:
        comparing = self._desk.comparing
        models = comparing.grid.models[:1] or ("local",)
        comparing.set_grid(Grid(models=models, tones=(tr("Plain"), tr("Warm"))))
        self.choose.click()
