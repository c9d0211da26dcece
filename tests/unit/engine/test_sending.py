"""Test mails against a real server on loopback: what arrives, and what the writer reads when it does not."""

from __future__ import annotations

import asyncio
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from email import message_from_bytes, policy
from pathlib import Path

import msgspec
import pytest

from desktop.core.errors import CopydeskError, ErrorKind, Problem
from desktop.core.mail_server import MailServer
from desktop.engine.redaction import Secret
from desktop.engine.sending import Letter, send_letter
from tests.fakes.mail_server import PASSWORD, Certificate, Inbox, mail_server

pytestmark = pytest.mark.filterwarnings("ignore:Requiring AUTH while not requiring TLS")

LETTER = Letter(
    "sjobod@example.com",
    "anna@example.com",
    "Subject: =?utf-8?q?Ylva_=C3=A4r_h=C3=A4r?=\r\n\r\n.\r\nEn rad.\r\n.. två\r\n".encode(),
)


@pytest.fixture
def certificate(tmp_path: Path) -> Certificate:
    return Certificate(tmp_path)


def send(
    server: MailServer, certificate: Certificate, password: str | None = PASSWORD, timeout_s: float = 5.0
) -> tuple[str, list[str]]:
    """Send the letter; the server's answer, and the steps that were told."""
    told: list[str] = []
    secret = Secret(password) if password is not None else None

    async def run() -> str:
        return await send_letter(
            LETTER, server, secret, lambda step, _sentence: told.append(step), trust=certificate.trust,
            timeout_s=timeout_s,
        )  # fmt: skip

    return asyncio.run(run()), told


def trouble(server: MailServer, certificate: Certificate, password: str | None = PASSWORD, **more: float) -> Problem:
    """What is said when it fails; the password is in none of it."""
    with pytest.raises(CopydeskError) as caught:
        send(server, certificate, password, **more)
    problem = caught.value.problem
    assert PASSWORD not in repr(problem)
    assert problem.message
    assert problem.hint
    return problem


@pytest.mark.parametrize("security", ["starttls", "tls"])
def test_a_mail_arrives_encrypted_as_it_was_made(certificate: Certificate, security: str) -> None:
    inbox = Inbox()
    with mail_server(certificate, inbox, security=security) as server:
        reply, told = send(server, certificate)
    assert reply == "Taken as 4711"
    assert told == ["connect", "log_in", "send"]
    ((sender, receivers, content),) = inbox.received
    assert (sender, receivers, content) == (LETTER.sender, [LETTER.to], LETTER.content)
    assert inbox.encrypted == [True]
    assert message_from_bytes(content, policy=policy.default)["subject"] == "Ylva är här"


def test_the_name_of_this_computer_is_not_told(certificate: Certificate) -> None:
    inbox = Inbox()
    with mail_server(certificate, inbox) as server:
        send(server, certificate)
    assert set(inbox.greeted) == {"[127.0.0.1]"}


def test_a_server_without_users_is_not_told_a_password(certificate: Certificate) -> None:
    inbox = Inbox()
    with mail_server(certificate, inbox, login=False) as server:
        _, told = send(server, certificate, None)
    assert told == ["connect", "send"]
    assert len(inbox.received) == 1


def test_a_server_that_cannot_encrypt_gets_nothing(certificate: Certificate) -> None:
    inbox = Inbox()
    with mail_server(certificate, inbox, security="none") as server:
        problem = trouble(server, certificate)
    assert problem.kind is ErrorKind.NETWORK
    assert "offers no encryption" in problem.message
    assert inbox.received == []


def test_a_certificate_that_nobody_trusts_ends_it(certificate: Certificate, tmp_path: Path) -> None:
    (tmp_path / "other").mkdir()
    other = Certificate(tmp_path / "other")
    for security in ("starttls", "tls"):
        inbox = Inbox()
        with mail_server(certificate, inbox, security=security) as server:
            problem = trouble(server, other)
        assert "is not trusted" in problem.message
        assert inbox.received == []


def test_a_certificate_for_another_name_ends_it(tmp_path: Path) -> None:
    certificate = Certificate(tmp_path, "smtp.example.com")
    with mail_server(certificate, Inbox(), security="tls") as server:
        problem = trouble(server, certificate)
    assert "is not trusted" in problem.message


def test_a_wrong_password_is_said_and_what_helps(certificate: Certificate) -> None:
    inbox = Inbox()
    with mail_server(certificate, inbox) as server:
        problem = trouble(server, certificate, "wrong")
    assert problem.kind is ErrorKind.AUTH
    assert "refused the user or the password" in problem.message
    assert "password for apps" in problem.hint
    assert inbox.received == []


@pytest.mark.parametrize(
    ("step", "answer", "kind", "words"),
    [
        (
            "RCPT",
            "451 4.7.1 Greylisted, come back later",
            ErrorKind.PROVIDER,
            "asks to try again later: 4.7.1 Greylisted",
        ),
        (
            "RCPT",
            "550 5.1.1 No such user",
            ErrorKind.PROVIDER,
            "does not take mail for anna@example.com: 5.1.1 No such",
        ),
        ("MAIL", "553 5.7.1 Not your address", ErrorKind.PROVIDER, "does not send mail from this address: 5.7.1"),
        ("MAIL", "452 4.3.1 Full", ErrorKind.PROVIDER, "asks to try again later"),
        ("DATA", "552 5.3.4 Message too big", ErrorKind.PROVIDER, "refused the mail: 5.3.4 Message too big"),
        ("DATA", "554 5.7.1 Looks like spam", ErrorKind.PROVIDER, "refused the mail: 5.7.1 Looks like spam"),
    ],
)
def test_what_the_server_says_is_said(
    certificate: Certificate, step: str, answer: str, kind: ErrorKind, words: str
) -> None:
    inbox = Inbox({step: answer})
    with mail_server(certificate, inbox) as server:
        problem = trouble(server, certificate)
    assert problem.kind is kind
    assert words in problem.message
    assert (problem.retry_after is not None) == ("later" in problem.message)


def test_a_mail_that_is_too_large_is_refused_before_it_is_sent(certificate: Certificate) -> None:
    inbox = Inbox()
    with mail_server(certificate, inbox, size=40) as server:
        problem = trouble(server, certificate)
    assert "smaller pictures" in problem.hint or "refused" in problem.message
    assert inbox.received == []


@pytest.mark.parametrize("step", ["MAIL", "RCPT"])
def test_a_connection_that_breaks_off_before_the_mail_says_that_nothing_was_sent(
    certificate: Certificate, step: str
) -> None:
    with mail_server(certificate, Inbox(cuts=step)) as server:
        problem = trouble(server, certificate)
    assert "broke off" in problem.message
    assert problem.hint == "Nothing was sent."


def test_a_connection_that_breaks_off_after_the_mail_says_that_it_may_have_arrived(certificate: Certificate) -> None:
    with mail_server(certificate, Inbox(cuts="DATA")) as server:
        problem = trouble(server, certificate)
    assert "look whether it has arrived" in problem.hint


def test_a_port_where_nobody_listens(certificate: Certificate) -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    problem = trouble(MailServer("127.0.0.1", port, "anna"), certificate)
    assert f"takes no connections at port {port}" in problem.message


def test_a_name_that_nobody_has(certificate: Certificate) -> None:
    problem = trouble(MailServer("smtp.no-such-server.invalid", 587, "anna"), certificate)
    assert "There is no server called smtp.no-such-server.invalid" in problem.message


@pytest.mark.parametrize("host", ["", "https://smtp.example.com", "a b", "smtp.example.com/x", "-x", "å" * 80])
def test_what_is_no_server_is_said_before_anything_is_asked(certificate: Certificate, host: str) -> None:
    problem = trouble(MailServer(host, 587, "anna"), certificate)
    assert problem.kind is ErrorKind.USAGE
    assert "is no mail server" in problem.message


@contextmanager
def talker(words: bytes, *, hang: bool = False) -> Iterator[int]:
    """Something that answers each connection with these bytes, and closes it or hangs; its port."""
    listener = socket.create_server(("127.0.0.1", 0))
    done = threading.Event()

    def serve() -> None:
        while not done.is_set():
            try:
                connection, _ = listener.accept()
            except OSError:
                return
            with connection:
                connection.sendall(words)
                if hang:
                    done.wait(10)

    thread = threading.Thread(target=serve)
    thread.start()
    try:
        yield listener.getsockname()[1]
    finally:
        done.set()
        listener.shutdown(socket.SHUT_RDWR)
        listener.close()
        thread.join()


def test_a_web_server_is_no_mail_server(certificate: Certificate) -> None:
    with talker(b"HTTP/1.1 400 Bad Request\r\n\r\n") as port:
        problem = trouble(MailServer("127.0.0.1", port, "anna"), certificate)
    assert problem.kind in {ErrorKind.NETWORK, ErrorKind.PROVIDER}


def test_tls_where_none_is_spoken(certificate: Certificate) -> None:
    with talker(b"220 mail.example.com ESMTP\r\n") as port:
        problem = trouble(MailServer("127.0.0.1", port, "anna", "tls"), certificate)
    assert "does not speak TLS" in problem.message


def test_a_server_that_says_nothing_is_not_waited_for(certificate: Certificate) -> None:
    with talker(b"", hang=True) as port:
        problem = trouble(MailServer("127.0.0.1", port, "anna"), certificate, timeout_s=0.3)
    assert problem.kind is ErrorKind.TIMEOUT
    assert "did not answer" in problem.message


def test_it_can_be_stopped_while_the_server_is_silent(certificate: Certificate) -> None:
    async def run(port: int) -> float:
        loop = asyncio.get_running_loop()
        server = MailServer("127.0.0.1", port, "anna")
        work = asyncio.create_task(
            send_letter(LETTER, server, Secret(PASSWORD), lambda *_: None, trust=certificate.trust, timeout_s=10.0)
        )
        await asyncio.sleep(0.2)
        begun = loop.time()
        work.cancel()
        with pytest.raises(asyncio.CancelledError):
            await work
        return loop.time() - begun

    with talker(b"220 mail.example.com ESMTP\r\n", hang=True) as port:
        assert asyncio.run(run(port)) < 1.5


def test_signs_that_a_window_cannot_show_are_taken_out_of_what_the_server_says(certificate: Certificate) -> None:
    inbox = Inbox({"RCPT": "550 No\u202euser\x07 " + "x" * 400})
    with mail_server(certificate, inbox) as server:
        problem = trouble(server, certificate)
    assert "\u202e" not in problem.message
    assert "\x07" not in problem.message
    assert len(problem.message) < 350


def test_the_letter_is_a_value() -> None:
    assert msgspec.structs.replace(LETTER, to="b@example.com").content == LETTER.content
