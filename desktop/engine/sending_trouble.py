"""What can go wrong with a mail server, as sentences that say what is safe and what helps."""

from __future__ import annotations

import re
import socket
import ssl
from typing import Any

from desktop.core.errors import CopydeskError, EnvironmentProblem, ErrorKind, Remedy, UserError
from desktop.core.mail_server import MailServer
from desktop.core.words import tr

_LONGEST_REPLY = 240
_CONTROLS = re.compile(r"[\x00-\x1f\x7f-\x9f\u200b-\u200f\u202a-\u202e\u2060-\u2069]+")
_HOST = re.compile(r"[A-Za-z0-9](?:[A-Za-z0-9.-]{0,251}[A-Za-z0-9])?|\[?[0-9A-Fa-f:.]{2,45}\]?")
_LATER = {421, 450, 451, 452, 454}
_TOO_LARGE = {552, 523}


def words_of(reply: bytes | str | Any) -> str:  # noqa: ANN401 - smtplib hands on whatever the server sent
    """What a server said, on one line and without what a window cannot show."""
    text = reply.decode("utf-8", "replace") if isinstance(reply, bytes) else str(reply)
    return " ".join(_CONTROLS.sub(" ", text).split())[:_LONGEST_REPLY]


def checked_host(server: MailServer) -> str:
    """The name of the server as it is looked up; raises `UserError` (usage) for what is no name of a server."""
    host = server.host.strip()
    try:
        plain = host if host.isascii() else host.encode("idna").decode("ascii")
    except UnicodeError:
        plain = ""
    if not _HOST.fullmatch(plain) or not 0 < server.port <= 65_535:
        raise UserError(
            ErrorKind.USAGE,
            tr("“{host}” at port {port} is no mail server.", host=host[:80], port=server.port),
            tr("A server is called something like smtp.example.com; its port is 587 or 465."),
            Remedy.OPEN_SETTINGS,
        )
    return plain.strip("[]")


def of_connection(server: MailServer, error: Exception) -> CopydeskError:
    """Why there is no connection; nothing was sent."""
    host, port, details = server.host, server.port, f"{type(error).__name__}: {error}"
    hint = tr("Nothing was sent. Look at server and port, and whether you are online.")
    if isinstance(error, ssl.SSLCertVerificationError):
        return EnvironmentProblem(
            ErrorKind.NETWORK,
            tr("The certificate of {host} is not trusted: {reason}.", host=host, reason=error.verify_message),
            tr("Nothing was sent. Look at the name of the server; somebody may be between you and it."),
            details=details,
        )
    if isinstance(error, ssl.SSLError):
        return EnvironmentProblem(
            ErrorKind.NETWORK,
            tr("{host} does not speak TLS at port {port}.", host=host, port=port),
            tr("Nothing was sent. TLS is usual at port 465, STARTTLS at port 587."),
            Remedy.OPEN_SETTINGS,
            details=details,
        )
    if isinstance(error, TimeoutError):
        return EnvironmentProblem(
            ErrorKind.TIMEOUT,
            tr("{host} did not answer at port {port}.", host=host, port=port),
            tr("Nothing was sent. Some networks let no mail out: try port 587 or 465, or another network."),
            Remedy.RETRY,
            details=details,
        )
    if isinstance(error, socket.gaierror | UnicodeError):
        message = tr("There is no server called {host}, or this computer is offline.", host=host)
    elif isinstance(error, ConnectionRefusedError):
        message = tr("{host} takes no connections at port {port}.", host=host, port=port)
    else:
        message = tr("The connection to {host} broke off.", host=host)
    return EnvironmentProblem(ErrorKind.NETWORK, message, hint, Remedy.RETRY, details=details)


def no_mail_server(server: MailServer, error: Exception) -> EnvironmentProblem:
    """Something closed the connection before it said what it is."""
    return EnvironmentProblem(
        ErrorKind.NETWORK,
        tr("What answers at {host}, port {port}, is no mail server, or wants another way to encrypt.",
           host=server.host, port=server.port),
        tr("Nothing was sent. TLS is usual at port 465, STARTTLS at port 587."),
        Remedy.OPEN_SETTINGS,
        details=f"{type(error).__name__}: {error}",
    )  # fmt: skip


def no_encryption(server: MailServer) -> EnvironmentProblem:
    """The server would take the mail, and the password, in the clear."""
    return EnvironmentProblem(
        ErrorKind.NETWORK,
        tr("{host} offers no encryption at port {port}.", host=server.host, port=server.port),
        tr("Nothing was sent, and no password. Try TLS at port 465, or ask who runs the server."),
        Remedy.OPEN_SETTINGS,
    )


def no_password(server: MailServer) -> UserError:
    """There is a user, and no password."""
    return UserError(
        ErrorKind.AUTH,
        tr("There is no password for {user} at {host}.", user=server.user, host=server.host),
        tr("Type it once; it is kept in the keyring."),
        Remedy.OPEN_SETTINGS,
    )


def refused_password(server: MailServer, error: Any) -> EnvironmentProblem:  # noqa: ANN401 - smtplib's, with any reply
    """User and password were refused."""
    return EnvironmentProblem(
        ErrorKind.AUTH,
        tr("{host} refused the user or the password.", host=server.host),
        tr("Nothing was sent. Gmail, Outlook, iCloud and Yahoo want a password for apps: you make it in your account."),
        Remedy.OPEN_SETTINGS,
        details=words_of(getattr(error, "smtp_error", error)),
    )


def no_way_to_log_in(server: MailServer, error: Exception) -> EnvironmentProblem:
    """The server knows no way to log in with a password."""
    return EnvironmentProblem(
        ErrorKind.AUTH,
        tr("{host} takes no password.", host=server.host),
        tr("Nothing was sent. Leave the user empty if the server wants none, or look for a password for apps."),
        Remedy.OPEN_SETTINGS,
        details=str(error),
    )


def refused_sender(server: MailServer, code: int, reply: bytes) -> EnvironmentProblem:
    """The server does not send mail for this sender; what is too large is refused here too."""
    if code in _LATER | _TOO_LARGE:
        return of_reply(server, code, reply)
    return EnvironmentProblem(
        ErrorKind.PROVIDER,
        tr("{host} does not send mail from this address: {reply}", host=server.host, reply=words_of(reply)),
        tr("Nothing was sent. Use the address that belongs to the user as the sender."),
        Remedy.OPEN_SETTINGS,
        details=str(code),
    )


def refused_receiver(server: MailServer, code: int, reply: bytes) -> EnvironmentProblem:
    """The server does not take mail for this address, now or ever."""
    if code in _LATER:
        return of_reply(server, code, reply)
    return EnvironmentProblem(
        ErrorKind.PROVIDER,
        tr(
            "{host} does not take mail for {address}: {reply}",
            host=server.host,
            address=server.to,
            reply=words_of(reply),
        ),
        tr("Nothing was sent. Look at the address."),
        Remedy.OPEN_SETTINGS,
        details=str(code),
    )


def of_reply(server: MailServer, code: int, reply: bytes | str) -> EnvironmentProblem:
    """What a server said instead of yes."""
    said = words_of(reply)
    if code in _LATER:
        return EnvironmentProblem(
            ErrorKind.PROVIDER,
            tr("{host} asks to try again later: {reply}", host=server.host, reply=said),
            tr("Nothing was sent. Many servers let a new sender wait for some minutes; then it goes."),
            Remedy.RETRY,
            retry_after=300.0,
            details=str(code),
        )
    if code in _TOO_LARGE:
        hint = tr("Nothing was sent. The mail is larger than the server takes: use smaller pictures.")
    else:
        hint = tr("Nothing was sent. What the server says is its own; who runs it can explain it.")
    return EnvironmentProblem(
        ErrorKind.PROVIDER,
        tr("{host} refused the mail: {reply}", host=server.host, reply=said),
        hint,
        details=str(code),
    )


def cut_off(server: MailServer, error: Exception, *, handed_over: bool, late: bool) -> EnvironmentProblem:
    """The connection ended in the middle of it, or nothing more came (`late`)."""
    hint = (
        tr("The server had the whole mail by then: look whether it has arrived before you send it again.")
        if handed_over
        else tr("Nothing was sent.")
    )
    return EnvironmentProblem(
        ErrorKind.TIMEOUT if late else ErrorKind.NETWORK,
        tr("{host} stopped answering.", host=server.host) if late
        else tr("The connection to {host} broke off.", host=server.host),
        hint,
        Remedy.RETRY,
        details=f"{type(error).__name__}: {error}",
    )  # fmt: skip
