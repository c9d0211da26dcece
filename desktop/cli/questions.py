"""The customer's mail that `copydesk write reply` answers, from a file."""

from __future__ import annotations

from pathlib import Path

from desktop.cli.context import read_text
from desktop.core.errors import ErrorKind, UserError
from desktop.core.words import tr
from desktop.formats.received.reading import read_received

_MAIL = ".eml"


def read_question(path: Path) -> str:
    """What a customer wrote: an `.eml` with its subject first, or a text as it is; nothing in it is loaded."""
    if path.suffix.lower() != _MAIL:
        return read_text(str(path))
    try:
        data = path.read_bytes()
    except OSError as error:
        reason = error.strerror or str(error)
        raise UserError(ErrorKind.INPUT, tr("{file} cannot be read: {reason}.", file=path, reason=reason)) from error
    mail = read_received(data)
    subject = f"Subject: {mail.subject}" if mail.subject else ""
    signed = mail.sender.name if mail.sender.name not in mail.text else ""
    return "\n\n".join(part for part in (subject, mail.text.strip(), signed) if part)
