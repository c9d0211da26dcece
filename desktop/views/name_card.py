"""A small card that asks for a name."""

from __future__ import annotations

from PySide6.QtCore import QSize, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from desktop.core.words import tr
from desktop.views.tokens import Size, Space
from desktop.views.widgets.button import Button, ButtonKind
from desktop.views.widgets.fields import LineField
from desktop.views.widgets.popover import Popover
from desktop.views.widgets.text import Label


class NameCard(Popover):
    """Asks for a name; `named` is sent with it, and only when there is one. Deletes itself."""

    named = Signal(str)

    def __init__(
        self, window: QWidget, headline: str, label: str, button: str, help_text: str = "", *, name: str = ""
    ) -> None:
        super().__init__(window, headline)
        self.field = LineField(label)
        self.field.set_text(name)
        self.field.setMinimumWidth(Size.DIALOG - Space.XXL)
        self.field.edit.returnPressed.connect(self._keep)
        self.field.text_edited.connect(self._on_edited)
        self.keep = Button(button, ButtonKind.PRIMARY)
        self.keep.setEnabled(bool(name.strip()))
        self.keep.clicked.connect(self._keep)
        cancel = Button(tr("Cancel"), ButtonKind.QUIET)
        cancel.clicked.connect(self.close_card)
        self.body.setContentsMargins(Space.L, Space.L, Space.L, Space.L)
        self.body.addWidget(Label(headline, "text_strong"))
        self.body.addWidget(self.field)
        if help_text:
            self.body.addWidget(Label(help_text, "small", "text_2", wrap=True))
        row = QHBoxLayout()
        row.setSpacing(Space.S)
        row.addStretch()
        row.addWidget(cancel)
        row.addWidget(self.keep)
        self.body.addLayout(row)
        self.setFocusProxy(self.field.edit)
        self.closed.connect(self.deleteLater)

    def minimumSizeHint(self) -> QSize:
        return QSize(Size.DIALOG, super().minimumSizeHint().height())

    def _on_edited(self, text: str) -> None:
        self.keep.setEnabled(bool(text.strip()))

    def _keep(self) -> None:
        name = self.field.text.strip()
        if name:
            self.close_card()
            self.named.emit(name)
