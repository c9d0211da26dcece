"""The middle of the screen while there is nothing to write from."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.core.words import tr
from desktop.runtime.desk import Desk
from desktop.views.actions import key_of
from desktop.views.widgets.button import Button, ButtonKind
from desktop.views.widgets.empty import EmptyState
from desktop.views.widgets.keys import with_key


class EmptyPage(QWidget):
    """One sentence, one button, one example."""

    pasted = Signal(str)

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.paste = Button(tr("Paste supplier text"), ButtonKind.PRIMARY, icon="clipboard")
        self.paste.set_tip(tr("Reads what is on the clipboard into brief and facts"))
        self.paste.clicked.connect(self._paste)
        self.sample = Button(tr("Open the sample"), ButtonKind.QUIET)
        self.sample.set_tip(with_key(tr("A backpack with eight facts, ready to be written"), key_of("sample")))
        self.sample.clicked.connect(desk.open_sample)
        column = QVBoxLayout(self)
        column.addWidget(
            EmptyState(
                "product",
                tr("A new product text"),
                tr("Paste what you know about the product, or fill in the brief. Then press Write."),
                self.paste,
                self.sample,
            )
        )

    def _paste(self) -> None:
        self.pasted.emit(QGuiApplication.clipboard().text())
