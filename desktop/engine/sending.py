"""One mail to one server by SMTP: encrypted or not at all, and every way in which that fails as a sentence.

smtplib blocks, so it runs in a thread; when the writer stops it, its connection is shut under it.
"""

from __future__ import annotations

import asyncio
import smtplib
import socket
import ssl
import threading
from collections.abc import Callable
from contextlib import suppress

import certifi
import msgspec

from desktop.core.errors import Cancelled, CopydeskError, EnvironmentProblem
from desktop.core.mail_server import MailServer
from desktop.core.words import tr
from desktop.engine import sending_trouble as trouble
from desktop.engine.redaction import Secret

TIMEOUT_S = 20.0
"""How long the server may take for each step."""

OUR_NAME = "[127.0.0.1]"
"""What we call ourselves: smtplib would send the name of this computer."""

_END_S = 0.3
_STEP_CONNECT, _STEP_LOG_IN, _STEP_SEND = "connect", "log_in", "send"


class Letter(msgspec.Struct, frozen=True):
    """A message as bytes, and from whom to whom the server is to take it."""

    sender: str
    to: str
    content: bytes


def system_trust() -> ssl.SSLContext:
    """The authorities that this system trusts, and those of certifi where a system has none to offer."""
    context = ssl.create_default_context()
    context.load_verify_locations(certifi.where())
    return context


async def send_letter(
    letter: Letter,
    server: MailServer,
    password: Secret | None,
    say: Callable[[str, str], None],
    *,
    trust: Callable[[], ssl.SSLContext] = system_trust,
    timeout_s: float = TIMEOUT_S,
) -> str:
    """Send a letter; the answer is what the server said to it. `say` hears of each step, and its sentence.

    Raises `EnvironmentProblem` (network, timeout, auth, provider), and `CancelledError` when it is stopped: nothing is
    sent then, unless the server had the whole of it already.
    """
    loop = asyncio.get_running_loop()
    delivery = _Delivery(letter, server, password, lambda *step: loop.call_soon_threadsafe(say, *step), timeout_s)
    work = asyncio.ensure_future(asyncio.to_thread(delivery.run, trust))
    try:
        return await asyncio.shield(work)
    except asyncio.CancelledError:
        delivery.stop()
        with suppress(CopydeskError, TimeoutError):  # what is said of a connection shut under it is no news
            async with asyncio.timeout(_END_S):
                await asyncio.shield(work)
        work.add_done_callback(lambda done: done.cancelled() or done.exception())
        raise


class _Delivery:
    """One delivery, in a thread of its own."""

    def __init__(
        self,
        letter: Letter,
        server: MailServer,
        password: Secret | None,
        say: Callable[[str, str], object],
        timeout_s: float,
    ) -> None:
        self._letter = letter
        self._server = server
        self._password = password
        self._say = say
        self._timeout_s = timeout_s
        self._stopped = threading.Event()
        self._smtp: smtplib.SMTP | None = None
        self._handed_over = False

    def stop(self) -> None:
        """Shut the connection, whatever it is doing."""
        self._stopped.set()
        smtp = self._smtp
        connection = smtp.sock if smtp is not None else None
        if isinstance(connection, socket.socket):
            with suppress(OSError):
                connection.shutdown(socket.SHUT_RDWR)

    def run(self, trust: Callable[[], ssl.SSLContext]) -> str:
        """Connect, encrypt, log in and hand over."""
        server = self._server
        try:
            smtp = self._smtp = self._connected(trust())
        except smtplib.SMTPServerDisconnected as error:
            if isinstance(error.__context__, OSError):  # smtplib says no more than that it was closed
                raise trouble.of_connection(server, error.__context__) from error
            raise trouble.no_mail_server(server, error) from error
        except smtplib.SMTPResponseException as error:
            raise trouble.of_reply(server, error.smtp_code, error.smtp_error) from error
        except (OSError, UnicodeError, ValueError) as error:
            raise trouble.of_connection(server, error) from error
        try:
            return self._handed(smtp)
        except smtplib.SMTPAuthenticationError as error:
            raise trouble.refused_password(server, error) from error
        except smtplib.SMTPResponseException as error:
            raise trouble.of_reply(server, error.smtp_code, error.smtp_error) from error
        except smtplib.SMTPNotSupportedError as error:
            raise trouble.no_way_to_log_in(server, error) from error
        except (smtplib.SMTPException, OSError, UnicodeError) as error:
            late = isinstance(error, TimeoutError) or isinstance(error.__context__, TimeoutError)
            raise trouble.cut_off(server, error, handed_over=self._handed_over, late=late) from error
        finally:
            with suppress(OSError, smtplib.SMTPException):
                smtp.close()

    def _connected(self, context: ssl.SSLContext) -> smtplib.SMTP:
        """An encrypted connection; a server that cannot encrypt gets nothing."""
        server = self._server
        host, port = trouble.checked_host(server), server.port
        self._tell(_STEP_CONNECT, tr("Connecting to {server}…", server=server.host))
        if server.security == "tls":
            smtp: smtplib.SMTP = smtplib.SMTP_SSL(host, port, OUR_NAME, timeout=self._timeout_s, context=context)
        else:
            smtp = smtplib.SMTP(host, port, OUR_NAME, timeout=self._timeout_s)
        self._smtp = smtp
        if server.security != "tls":
            try:
                smtp.ehlo_or_helo_if_needed()
                if not smtp.has_extn("starttls"):
                    raise trouble.no_encryption(server)
                code, reply = smtp.starttls(context=context)
                if code != 220:
                    raise trouble.of_reply(server, code, reply)
            except BaseException:
                smtp.close()
                raise
        return smtp

    def _handed(self, smtp: smtplib.SMTP) -> str:
        server, letter = self._server, self._letter
        smtp.ehlo_or_helo_if_needed()
        if self._password is not None:
            self._tell(_STEP_LOG_IN, tr("Logging in as {user}…", user=server.user))
            smtp.login(server.user, self._password.reveal())
        self._tell(_STEP_SEND, tr("Sending to {address}…", address=letter.to))
        options = [f"size={len(letter.content)}"] if smtp.has_extn("size") else []
        self._expect(smtp.mail(letter.sender, options), trouble.refused_sender)
        self._expect(smtp.rcpt(letter.to), trouble.refused_receiver)
        code, reply = smtp.docmd("DATA")
        if code != 354:
            raise trouble.of_reply(server, code, reply)
        if self._stopped.is_set():
            raise Cancelled
        smtp.send(_as_data(letter.content))
        self._handed_over = True
        answer = smtp.getreply()
        if answer[0] != 250:
            raise trouble.of_reply(server, *answer)
        with suppress(OSError, smtplib.SMTPException):
            smtp.quit()
        return trouble.words_of(answer[1])

    def _expect(
        self, answer: tuple[int, bytes], otherwise: Callable[[MailServer, int, bytes], EnvironmentProblem]
    ) -> None:
        code, reply = answer
        if code not in {250, 251}:
            raise otherwise(self._server, code, reply)

    def _tell(self, step: str, sentence: str) -> None:
        if self._stopped.is_set():
            raise Cancelled
        self._say(step, sentence)


def _as_data(content: bytes) -> bytes:
    """The message as it goes over the line: lines as SMTP ends them, and no line of it that is a dot alone."""
    lines = smtplib.quotedata(content.decode("latin-1")).encode("latin-1")
    return lines + (b"" if lines.endswith(b"\r\n") else b"\r\n") + b".\r\n"
