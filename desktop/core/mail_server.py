"""The server that test mails are sent through."""

from __future__ import annotations

import msgspec


class MailServer(msgspec.Struct, frozen=True, omit_defaults=True):
    """An SMTP server, to which a test mail goes over TLS only; the password lies in the keyring, never here.

    `security` is `tls` (from the first byte) or `starttls`; `to` is the writer's own address.
    """

    host: str = ""
    port: int = 587
    user: str = ""
    security: str = "starttls"
    to: str = ""
