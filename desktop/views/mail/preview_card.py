"""Why the preview is simple, and how the faithful one comes."""

from __future__ import annotations

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QHBoxLayout, QWidget

from desktop.core.errors import Problem
from desktop.core.words import tr
from desktop.runtime.mail_pictures import INSTALL
from desktop.views.tokens import Size, Space
from desktop.views.widgets.button import Button, ButtonKind
from desktop.views.widgets.popover import Popover
from desktop.views.widgets.text import Label


class PreviewCard(Popover):
    """Says it in words; the command can be copied, and the browser shows the mail meanwhile. Deletes itself."""

    def __init__(self, window: QWidget, problem: Problem | None, *, installed: bool) -> None:
        headline = tr("This preview is simple")
        super().__init__(window, headline)
        lines = [tr("The window draws it itself: it loads nothing, and knows few of the styles that mails use.")]
        if not installed:
            lines.append(
                tr("The faithful preview is a part of its own, which takes 440 MB. Install it and start Copydesk anew:")
            )
        elif problem is not None:
            lines.append(f"{problem.message} {problem.hint}".strip())
        self.body.setContentsMargins(Space.L, Space.L, Space.L, Space.L)
        heading = Label(headline, "strong")
        heading.fit(Size.DIALOG)
        self.body.addWidget(heading)
        for line in lines:
            label = Label(line, "base", "text_2", wrap=True)
            label.fit(Size.DIALOG)
            self.body.addWidget(label)
        self.command = Label("" if installed else INSTALL, "strong", "text_1", selectable=True)
        self.command.setVisible(not installed)
        self.body.addWidget(self.command)
        self.copy = Button(tr("Copy the command"), icon="copy", small=True)
        self.copy.setVisible(not installed)
        self.copy.clicked.connect(self._on_copy)
        self.browser = Button(tr("Open in the browser"), ButtonKind.SECONDARY, icon="globe", small=True)
        self.browser.clicked.connect(self.close_card)
        row = QHBoxLayout()
        row.setSpacing(Space.S)
        row.addWidget(self.copy)
        row.addWidget(self.browser)
        row.addStretch()
        self.body.addLayout(row)
        self.closed.connect(self.deleteLater)

    def _on_copy(self) -> None:
        QGuiApplication.clipboard().setText(INSTALL)
        self.close_card()
