"""A real mail server on this computer, with a certificate that only its own test believes."""

from __future__ import annotations

import asyncio
import datetime as dt
import ipaddress
import logging
import socket
import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword, Session
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec

from desktop.core.mail_server import MailServer

logging.getLogger("mail.log").setLevel(logging.CRITICAL)  # a client that hangs up is what some tests are about
USER, PASSWORD = "anna", "kanel-bulle 4711"


class Certificate:
    """A certificate for 127.0.0.1, signed by itself; `file` holds it with its key, `authority` without."""

    def __init__(self, folder: Path, name: str = "127.0.0.1") -> None:
        key = ec.generate_private_key(ec.SECP256R1())
        subject = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, name)])
        now = dt.datetime.now(dt.UTC)
        names: list[x509.GeneralName] = (
            [x509.IPAddress(ipaddress.ip_address(name))] if name[0].isdigit() else [x509.DNSName(name)]
        )
        made = (
            x509.CertificateBuilder()
            .subject_name(subject)
            .issuer_name(subject)
            .public_key(key.public_key())
            .serial_number(x509.random_serial_number())
            .not_valid_before(now - dt.timedelta(days=1))
            .not_valid_after(now + dt.timedelta(days=1))
            .add_extension(x509.SubjectAlternativeName(names), critical=False)
            .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
            .sign(key, hashes.SHA256())
        )
        pem = made.public_bytes(serialization.Encoding.PEM)
        private = key.private_bytes(
            serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
        )
        self.file, self.authority = folder / "server.pem", folder / "authority.pem"
        self.file.write_bytes(private + pem)
        self.authority.write_bytes(pem)

    def server(self) -> ssl.SSLContext:
        """What the server shows."""
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(self.file)
        return context

    def trust(self) -> ssl.SSLContext:
        """What believes this certificate, and no other."""
        return ssl.create_default_context(cafile=self.authority)


class Inbox:
    """Takes what comes, unless `says` has an answer for a step (`MAIL`, `RCPT`, `DATA`).

    `cuts` names the step at which it hangs up.
    """

    def __init__(self, says: dict[str, str] | None = None, cuts: str = "") -> None:
        self.says = says or {}
        self.cuts = cuts
        self.received: list[tuple[str, list[str], bytes]] = []
        self.greeted: list[str] = []
        self.encrypted: list[bool] = []

    async def handle_EHLO(
        self, server: SMTP, session: Session, _envelope: Envelope, hostname: str, responses: list[str]
    ) -> list[str]:
        session.host_name = hostname
        self.greeted.append(hostname)
        return responses

    async def handle_MAIL(
        self, server: SMTP, _session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        self._cut(server, "MAIL")
        if "MAIL" in self.says:
            return self.says["MAIL"]
        envelope.mail_from = address
        envelope.mail_options.extend(options)
        return "250 OK"

    async def handle_RCPT(
        self, server: SMTP, _session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        self._cut(server, "RCPT")
        if "RCPT" in self.says:
            return self.says["RCPT"]
        envelope.rcpt_tos.append(address)
        envelope.rcpt_options.extend(options)
        return "250 OK"

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:
        self._cut(server, "DATA")
        if "DATA" in self.says:
            return self.says["DATA"]
        content = envelope.original_content or b""
        self.received.append((envelope.mail_from or "", list(envelope.rcpt_tos), content))
        transport = server.transport
        self.encrypted.append(transport is not None and transport.get_extra_info("ssl_object") is not None)
        return "250 Taken as 4711"

    def _cut(self, server: SMTP, step: str) -> None:
        if self.cuts == step and isinstance(server.transport, asyncio.Transport):
            server.transport.abort()


def _allowed(_server: SMTP, _session: Session, _envelope: Envelope, mechanism: str, given: object) -> AuthResult:
    good = isinstance(given, LoginPassword) and (given.login, given.password) == (USER.encode(), PASSWORD.encode())
    return AuthResult(success=good, handled=False)


class _AtOnce(Controller):
    """Encrypts from the first byte."""


def _free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


@contextmanager
def mail_server(
    certificate: Certificate, inbox: Inbox, *, security: str = "starttls", login: bool = True, size: int = 33_554_432
) -> Iterator[MailServer]:
    """A server on loopback; `security` is `starttls`, `tls`, or `none` for one that cannot encrypt."""
    settings: dict[str, Any] = {"data_size_limit": size, "server_hostname": "test.invalid"}
    if login:
        settings |= {"authenticator": _allowed, "auth_required": True, "auth_require_tls": security == "starttls"}
    if security == "starttls":
        settings |= {"tls_context": certificate.server(), "require_starttls": True}
    controller = _AtOnce(
        inbox,
        hostname="127.0.0.1",
        port=_free_port(),
        ssl_context=certificate.server() if security == "tls" else None,
        **settings,
    )
    controller.start()
    try:
        yield MailServer(
            "127.0.0.1",
            controller.port,
            USER if login else "",
            "tls" if security == "tls" else "starttls",
            "anna@example.com",
        )
    finally:
        controller.stop()
