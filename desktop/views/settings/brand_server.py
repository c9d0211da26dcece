"""The server of test mails on the Brand page; its password goes into the keyring, and is never shown again."""

from __future__ import annotations

import msgspec
from PySide6.QtCore import QObject
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop.core.errors import Problem
from desktop.core.mail_server import MailServer
from desktop.core.words import tr
from desktop.runtime.brand_values import is_mail_address
from desktop.runtime.mailing_brand import BrandService
from desktop.views.mail.send_card import PORTS, STARTTLS, TLS, PasswordEdit
from desktop.views.settings.brand_rows import CONTROL_WIDTH, Row, TextRow
from desktop.views.tokens import Space
from desktop.views.widgets.button import Button, ButtonKind
from desktop.views.widgets.choice import SegmentedChoice
from desktop.views.widgets.fields import NumberField

_LARGEST_PORT = 65_535


class ServerRows(QObject):
    """Rows for the server, and one for its password, which says whether one is kept."""

    def __init__(self, brands: BrandService, parent: QObject) -> None:
        super().__init__(parent)
        self._brands = brands
        self._asked_of = MailServer()
        self.to = TextRow(
            tr("Your own address"), tr("Test mails go to it and nowhere else."), placeholder="you@shop.example",
            read=lambda text: text if is_mail_address(text) else "", wrong=tr("This is no mail address."),
        )  # fmt: skip
        self.host = TextRow(tr("Mail server"), tr("As your provider names it."), placeholder="smtp.shop.example")
        self.security = SegmentedChoice(tr("Encryption"), [(STARTTLS, "STARTTLS"), (TLS, "TLS")])
        self.port = NumberField(tr("Port"), 1, _LARGEST_PORT)
        self.user = TextRow(tr("User name"), placeholder="you@shop.example")
        self.password = PasswordEdit(tr("Password"))
        self.keep = Button(tr("Keep"), ButtonKind.PRIMARY, icon="key", small=True)
        self.forget = Button(tr("Forget"), icon="trash", small=True)
        self.secret = self._secret()
        encryption = Row(tr("Encryption"), tr("A mail is sent encrypted or not at all."), self.security)
        port = Row(tr("Port"), "", self.port)
        self.rows: tuple[QWidget, ...] = (self.to, self.host, encryption, port, self.user, self.secret)
        self.to.changed.connect(lambda text: self._change(to=text))
        self.host.changed.connect(lambda text: self._change(host=text))
        self.user.changed.connect(lambda text: self._change(user=text))
        self.port.changed.connect(lambda port: self._change(port=port))
        self.security.chosen.connect(self._on_security)
        self.password.textChanged.connect(self._show_buttons)
        self.password.returnPressed.connect(self._keep)
        self.keep.clicked.connect(self._keep)
        self.forget.clicked.connect(self._forget)
        brands.changed.connect(self._show)
        self._kept = False
        self._show()

    def _secret(self) -> Row:
        holder = QWidget()
        holder.setFixedWidth(CONTROL_WIDTH)
        lines = QVBoxLayout(holder)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(Space.S)
        lines.addWidget(self.password)
        buttons = QHBoxLayout()
        buttons.setSpacing(Space.S)
        buttons.addStretch()
        buttons.addWidget(self.forget)
        buttons.addWidget(self.keep)
        lines.addLayout(buttons)
        about = tr("It is kept in the keyring of this computer, not in a file, and sent to this server only.")
        return Row(tr("Password"), about, holder)

    def _show(self) -> None:
        server = self._brands.server
        self.to.show_text(server.to)
        self.host.show_text(server.host)
        self.user.show_text(server.user)
        self.port.set_value(server.port)
        self.security.set_value(server.security)
        if (server.host, server.user) != (self._asked_of.host, self._asked_of.user):
            self._asked_of = server
            self._brands.password_kept(self._show_kept)
        self._show_buttons()

    def _show_kept(self, kept: bool) -> None:
        self._kept = kept
        self.password.setPlaceholderText(tr("One is kept") if kept else tr("None is kept"))
        self._show_buttons()

    def _show_buttons(self, _text: str = "") -> None:
        self.keep.setEnabled(bool(self.password.text()) and bool(self._brands.server.host))
        self.forget.setVisible(self._kept)

    def _change(self, **values: object) -> None:
        self._brands.set_server(msgspec.structs.replace(self._brands.server, **values), None)

    def _on_security(self, security: str) -> None:
        """The port that goes with it, unless the writer named another."""
        known = self._brands.server.port in PORTS.values()
        self._change(security=security, **({"port": PORTS[security]} if known else {}))

    def _keep(self) -> None:
        password = self.password.text()
        if password and self._brands.server.host:
            self._brands.set_server(self._brands.server, password, self._on_kept)

    def _forget(self) -> None:
        self._brands.set_server(self._brands.server, "", self._on_kept)

    def _on_kept(self, problem: Problem | None) -> None:
        if problem is not None:
            self.secret.refuse(" ".join(part for part in (problem.message, problem.hint) if part))
            return
        self.secret.refuse("")
        self.password.forget()
        self._brands.password_kept(self._show_kept)
