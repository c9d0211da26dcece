"""A card that shows an address in full before the browser opens it; nothing is opened by itself."""

from __future__ import annotations

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QHBoxLayout, QWidget

from desktop.core.words import tr
from desktop.views.tokens import Size, Space
from desktop.views.widgets.button import Button, ButtonKind
from desktop.views.widgets.popover import Popover
from desktop.views.widgets.text import Label

_SCHEMES = frozenset({"http", "https"})


class LinkCard(Popover):
    """Says where a link leads and asks; only web addresses are opened. Deletes itself."""

    def __init__(self, window: QWidget, reason: str, address: str) -> None:
        super().__init__(window, reason)
        self.address = address
        self.open = Button(tr("Open in the browser"), ButtonKind.PRIMARY, icon="globe", small=True)
        self.cancel = Button(tr("Cancel"), small=True)
        self.open.setEnabled(QUrl(address).scheme() in _SCHEMES)
        self.open.clicked.connect(self._on_open)
        self.cancel.clicked.connect(self.close_card)
        for words, kind, tone in ((reason, "strong", "text_1"), (address, "base", "text_2")):
            label = Label(words, kind, tone, wrap=True, selectable=tone == "text_2")
            label.fit(Size.DIALOG)
            self.body.addWidget(label)
        row = QHBoxLayout()
        row.setSpacing(Space.XS + Space.XXS)
        row.addWidget(self.cancel)
        row.addWidget(self.open)
        row.addStretch()
        self.body.addLayout(row)
        self.setFocusProxy(self.cancel)
        self.closed.connect(self.deleteLater)

    def _on_open(self) -> None:
        self.close_card()
        QDesktopServices.openUrl(QUrl(self.address))
