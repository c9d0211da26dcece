"""A test mail to the writer's own address: where it goes, through which server, and the password for it."""

from __future__ import annotations

from typing import Protocol

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop.core.errors import Problem
from desktop.core.mail_server import MailServer
from desktop.core.words import tr
from desktop.runtime.desk import Desk
from desktop.views.mail.switches import Switches
from desktop.views.tokens import Size, Space
from desktop.views.widgets.button import Button, ButtonKind
from desktop.views.widgets.fields import LineField
from desktop.views.widgets.key_edit import KeyEdit
from desktop.views.widgets.popover import Popover
from desktop.views.widgets.text import Label

TLS, STARTTLS = "tls", "starttls"
PORTS = {TLS: 465, STARTTLS: 587}
_LARGEST_PORT = 65_535


class Sent(Protocol):
    """What the server said to a mail that it took."""

    @property
    def reply(self) -> str:
        """Its own words."""


class PasswordEdit(KeyEdit):
    """Shows nothing of a password, however long it is, unless the eye is pressed in."""

    @property
    def seen(self) -> str:
        """What is painted: a dot for each character."""
        return self.text() if self.eye.isChecked() else "•" * len(self.text())


class SendCard(Popover):
    """Sends only when its button is pressed; says where the mail goes before, and what the server said after."""

    def __init__(self, window: QWidget, desk: Desk) -> None:
        headline = tr("Send a test to yourself")
        super().__init__(window, headline)
        self._mailing = desk.mailing
        server = self._mailing.server
        self.to = LineField(tr("To"))
        self.host = LineField(tr("Server"))
        self.port = LineField(tr("Port"))
        self.user = LineField(tr("User"))
        self.security = Switches(
            tr("How the connection is secured"), ((STARTTLS, tr("STARTTLS")), (TLS, tr("TLS"))), server.security
        )
        self.password = PasswordEdit(tr("Password"))
        self.kept = Label("", "small", "text_2", wrap=True)
        self.leaves = Label("", "small", "warning", wrap=True)
        self.outcome = Label("", "small", "text_2", wrap=True)
        self.go = Button(tr("Send"), ButtonKind.PRIMARY, icon="export")
        self.stop = Button(tr("Stop"), icon="stop")
        self.cancel = Button(tr("Close"), ButtonKind.QUIET)
        for field, text in (
            (self.to, server.to), (self.host, server.host), (self.port, str(server.port)), (self.user, server.user),
        ):  # fmt: skip
            field.set_text(text)
        self._lay_out(headline)
        self._connect()
        self._show_leaving()
        self._show_sending()
        self._mailing.password_kept(self._on_kept)

    def minimumSizeHint(self) -> QSize:
        return QSize(Size.DIALOG, super().minimumSizeHint().height())

    @property
    def server(self) -> MailServer:
        """What stands in the fields."""
        port = self.port.text.strip()
        return MailServer(
            self.host.text.strip(),
            int(port) if port.isascii() and port.isdigit() else 0,
            self.user.text.strip(),
            self.security.value,
            self.to.text.strip(),
        )

    def _lay_out(self, headline: str) -> None:
        body = self.body
        body.setContentsMargins(Space.L, Space.L, Space.L, Space.L)
        body.addWidget(Label(headline, "text_strong"))
        body.addWidget(self.to)
        row = QHBoxLayout()
        row.setSpacing(Space.S)
        row.addWidget(self.host, 3)
        row.addWidget(self.port, 1)
        secured = QVBoxLayout()
        secured.setSpacing(Space.XS)
        secured.addWidget(Label(tr("Secured by"), "small", "text_2"))
        secured.addWidget(self.security)
        row.addLayout(secured)
        body.addLayout(row)
        body.addWidget(self.user)
        secret = QVBoxLayout()
        secret.setSpacing(Space.XS)
        secret.addWidget(Label(tr("Password"), "small", "text_2"))
        secret.addWidget(self.password)
        secret.addWidget(self.kept)
        body.addLayout(secret)
        body.addWidget(self.leaves)
        body.addWidget(self.outcome)
        buttons = QHBoxLayout()
        buttons.setSpacing(Space.S)
        buttons.addStretch()
        for button in (self.cancel, self.stop, self.go):
            buttons.addWidget(button)
        body.addLayout(buttons)
        self.setFocusProxy(self.to.edit if not self.to.text else self.go)

    def _connect(self) -> None:
        for field in (self.to, self.host, self.port, self.user):
            field.text_edited.connect(self._show_leaving)
        self.security.chosen.connect(self._on_security)
        self.go.clicked.connect(self._on_go)
        self.stop.clicked.connect(self._mailing.stop_sending)
        self.cancel.clicked.connect(self.close_card)
        self._mailing.sending_changed.connect(self._show_sending)
        self._mailing.sent.connect(self._on_sent)
        self.closed.connect(self.deleteLater)

    def _on_security(self, security: str) -> None:
        """The port that goes with it, unless the writer named another."""
        if self.port.text.strip() in {str(port) for port in PORTS.values()} | {""}:
            self.port.set_text(str(PORTS[security]))
        self._show_leaving()

    def _show_leaving(self, _text: str = "") -> None:
        server = self.server
        good = bool(server.host and "@" in server.to and 0 < server.port <= _LARGEST_PORT)
        self.leaves.setText(
            tr("The mail goes to {address} through {server}, encrypted on its way. Nothing else is sent.",
               address=server.to, server=server.host) if good
            else tr("Name your own address and the server that you send mail through.")
        )  # fmt: skip
        self.leaves.set_tone("warning" if good else "text_2")
        self.go.setEnabled(good and not self._mailing.sending)

    def _show_sending(self) -> None:
        sending = self._mailing.sending
        self.stop.setVisible(sending)
        self.go.setVisible(not sending)
        if sending:
            self._say(tr("Sending…"), "text_2")
        self._show_leaving()

    def _on_kept(self, kept: bool) -> None:
        self.kept.setText(
            tr("A password for this server is kept; type here only to change it.") if kept
            else tr("It is kept in the keyring of this computer, and goes nowhere but to this server.")
        )  # fmt: skip
        self.refit()

    def _on_go(self) -> None:
        """Keep what was typed, then send; a password that cannot be kept ends it."""
        typed = self.password.text()
        self._mailing.set_server(self.server, typed or None, self._on_server)

    def _on_server(self, problem: Problem | None) -> None:
        if problem is not None:
            self._say(f"{problem.message} {problem.hint}".strip(), "contradicted")
            return
        self.password.forget()
        self._mailing.send_test()

    def _on_sent(self, outcome: Sent | Problem) -> None:
        if isinstance(outcome, Problem):
            self._say(f"{outcome.message} {outcome.hint}".strip(), "contradicted")
            return
        words = tr("Sent to {address}. The server said: {reply}", address=self.server.to, reply=outcome.reply)
        self._say(words, "supported")
        self._mailing.password_kept(self._on_kept)

    def _say(self, words: str, tone: str) -> None:
        self.outcome.setText(words)
        self.outcome.set_tone(tone)
        self.outcome.setAccessibleName(words)
        self.refit()
