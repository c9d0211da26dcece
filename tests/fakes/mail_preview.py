"""What the preview of a mail asks of the desk, answered from memory."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import msgspec
from PySide6.QtCore import QObject, Signal

from desktop.core.brand import Brand
from desktop.core.errors import Problem
from desktop.core.mail import Mail, MailSize, RenderedMail
from desktop.core.mail_server import MailServer
from desktop.engine.mail_messages import MailSent

PIXEL = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
YLVA = RenderedMail(
    "Ylva är här, vävd i Småland av 100 % svensk ull",
    "Först till kvarn: de 50 första som beställer får fri frakt. Pris 1 249 kr.",
    "<mjml></mjml>",
    "<html lang='sv'><head><title>x</title></head><body><div style='display:none'>Först till kvarn</div>"
    "<h1>Nu är Ylva här</h1><p>Anna, du har handlat hos oss förut, så du får veta det först.</p>"
    f"<img src='data:image/png;base64,{PIXEL}' alt='Filten Ylva' width='40' height='40'>"
    "<p><a href='https://sjobod.example/ylva'>Beställ Ylva</a></p></body></html>",
    "Nu är Ylva här\n\nAnna, du har handlat hos oss förut, så du får veta det först.\n",
    MailSize(30_000, 38_900, 41_000),
)


class FakeMailing(QObject):
    """Renders what a test put into `mail_to_render`, at once."""

    changed = Signal()
    segment_changed = Signal(str)
    rendered = Signal(object)
    render_failed = Signal(object)
    sent = Signal(object)
    sending_changed = Signal()
    brand_changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.mail = Mail(sender="Sjöbod")
        self.is_mail = True
        self.brand = Brand(name="Sjöbod")
        self.sample: Mapping[str, str] = {"first_name": "Anna", "last_name": "Lindqvist"}
        self.mail_to_render: RenderedMail | Problem = YLVA
        self.last: RenderedMail | None = None
        self.asked: list[tuple[bool, bool, bool]] = []
        self.following = False
        self.opened = 0
        self.server = MailServer("smtp.example.com", 587, "anna", "starttls", "anna@example.com")
        self.passwords: list[str | None] = []
        self.keyring_problem: Problem | None = None
        self.kept = False
        self.sending = False
        self.tests_sent = 0
        self.stopped = 0

    def refresh(self, *, dark: bool = False, images: bool = True, embed: bool = True) -> None:
        self.following = True
        self.asked.append((dark, images, embed))
        self.render()

    def render(self) -> None:
        """Send what is to be rendered, as after each change."""
        if isinstance(self.mail_to_render, Problem):
            self.render_failed.emit(self.mail_to_render)
        else:
            self.last = self.mail_to_render
            self.rendered.emit(self.last)

    def follow(self, on: bool) -> None:
        self.following = on

    def open_in_browser(self) -> None:
        self.opened += 1

    def set_server(
        self, server: MailServer, password: str | None, then: Callable[[Problem | None], None] | None = None
    ) -> None:
        self.server = msgspec.structs.replace(server)
        self.passwords.append(password)
        if password and self.keyring_problem is None:
            self.kept = True
        if then is not None:
            then(self.keyring_problem if password is not None else None)

    def password_kept(self, then: Callable[[bool], None]) -> None:
        then(self.kept)

    def send_test(self) -> None:
        self.tests_sent += 1
        self.sending = True
        self.sending_changed.emit()

    def stop_sending(self) -> None:
        self.stopped += 1

    def end(self, outcome: MailSent | Problem) -> None:
        """Let the sending end."""
        self.sending = False
        self.sending_changed.emit()
        self.sent.emit(outcome)
