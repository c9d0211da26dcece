"""Mails in from files and test mails out, through the real worker and a real server; the keyring lies in memory."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from email import message_from_bytes, policy
from email.headerregistry import Address
from pathlib import Path
from typing import TypeVar

import msgspec
import pytest

from desktop.core.brand import Brand
from desktop.core.brief import Brief, Kind
from desktop.core.calls import Purpose
from desktop.core.copy import Copy
from desktop.core.errors import CopydeskError, ErrorKind
from desktop.core.events import Called, Event, Progress
from desktop.core.mail import Block, BlockKind, Mail, Platform, Segment
from desktop.core.mail_server import MailServer
from desktop.core.profile import Profile
from desktop.engine.keys import Keys
from desktop.engine.keys_ring import Ring
from desktop.engine.mail_messages import AskMailPassword, ReadMail, SendTest, SetMailPassword
from desktop.engine.mail_post import MailPost
from desktop.engine.messages import METHODS
from desktop.engine.pipe import HANDLERS
from desktop.engine.redaction import Redactor
from tests.fakes.mail_server import PASSWORD, Certificate, Inbox, mail_server

pytestmark = pytest.mark.filterwarnings("ignore:Requiring AUTH while not requiring TLS")

R = TypeVar("R")
MAIL = Mail(
    sender="Sjöbod",
    from_address="hej@sjobod.example",
    platform=Platform.KLAVIYO,
    blocks=(
        Block("b1", BlockKind.HEADING),
        Block("b2", BlockKind.TEXT),
        Block("b3", BlockKind.BUTTON, href="https://sjobod.example/ylva"),
        Block("b4", BlockKind.FOOTER),
    ),
    segments=(Segment("s1", "Trogna", sample={"first_name": "Åsa"}),),
)
COPY = Copy(
    {
        "subject": "Ylva är här, {{ first_name|default:'du' }}",
        "preheader": "Först till kvarn",
        "b1": "Nu är Ylva här",
        "b2": "{{ first_name|default:'Hej' }}, en filt av **100 % ull**.",
        "b3": "Beställ Ylva",
        "b4.unsubscribe": "Avregistrera dig",
        "b4.address": "Sjöbod, Bryggvägen 4, 572 30 Oskarshamn",
    }
)
BRIEF = Brief(Kind.MAIL, language="sv", mail=MAIL)


class Vault:
    """A keyring in memory."""

    def __init__(self) -> None:
        self.items: dict[tuple[str, str], str] = {}

    def get_password(self, service: str, username: str) -> str | None:
        return self.items.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        self.items[service, username] = password

    def delete_password(self, service: str, username: str) -> None:
        self.items.pop((service, username), None)


@pytest.fixture
def vault() -> Vault:
    return Vault()


@pytest.fixture
def certificate(tmp_path: Path) -> Certificate:
    return Certificate(tmp_path)


Scene = Callable[[Callable[[MailPost], Awaitable[R]]], R]


@pytest.fixture
def post(profile: Profile, vault: Vault, certificate: Certificate) -> Callable[..., object]:
    """Runs a scene with a post that believes the test's certificate, and ends its worker."""

    def run(scene: Callable[[MailPost], Awaitable[R]]) -> R:
        async def whole() -> R:
            redactor = Redactor()
            keys = Keys(profile, redactor, open_ring=lambda: Ring(vault))
            made = MailPost(profile, redactor, trust=certificate.trust, keys=keys)
            try:
                return await scene(made)
            finally:
                for worker in made.workers:
                    await worker.close()

        return asyncio.run(whole())

    return run


def request(server: MailServer, mail: Mail = MAIL) -> SendTest:
    brief = msgspec.structs.replace(BRIEF, mail=mail)
    return SendTest(server, brief, COPY, Brand(name="Sjöbod"), "s1", {"first_name": "Åsa"})


def test_a_test_mail_arrives_filled_and_readable_and_is_told_as_a_call(
    post: Callable[..., object], certificate: Certificate
) -> None:
    inbox, events = Inbox(), list[Event]()

    async def scene(made: MailPost) -> None:
        await made.set_password(SetMailPassword(server, PASSWORD))
        sent = await made.send(request(server), events.append)
        assert sent.reply == "Taken as 4711"
        assert sent.size == len(inbox.received[0][2])

    with mail_server(certificate, inbox) as server:
        post(scene)
    ((sender, receivers, content),) = inbox.received
    assert (sender, receivers) == ("hej@sjobod.example", ["anna@example.com"])
    message = message_from_bytes(content, policy=policy.strict)
    assert message["subject"] == "Ylva är här, Åsa"
    assert message["from"].addresses == (Address("Sjöbod", "hej", "sjobod.example"),)
    assert message["to"].addresses[0].addr_spec == "anna@example.com"
    html, text = message.get_body(("html",)), message.get_body(("plain",))
    assert html is not None
    assert text is not None
    assert "Åsa, en filt av" in html.get_content()
    assert "Åsa, en filt av" in text.get_content()
    assert "{{" not in html.get_content()
    stages = [event.stage for event in events if isinstance(event, Progress)]
    assert stages == ["connect", "log_in", "send"]
    (call,) = [event.call for event in events if isinstance(event, Called)]
    assert (call.purpose, call.outcome, call.cost) == (Purpose.SEND, "ok", 0.0)
    assert call.host == f"127.0.0.1:{server.port}"
    assert call.content == ""


def test_a_mail_without_a_sender_is_from_the_writer(post: Callable[..., object], certificate: Certificate) -> None:
    inbox = Inbox()

    async def scene(made: MailPost) -> None:
        await made.send(request(server, msgspec.structs.replace(MAIL, from_address="")), lambda _event: None)

    with mail_server(certificate, inbox, login=False) as server:
        post(scene)
    assert inbox.received[0][0] == "anna@example.com"


def test_a_failure_is_told_as_a_call_too_and_its_words_hold_no_password(
    post: Callable[..., object], certificate: Certificate
) -> None:
    events: list[Event] = []

    async def scene(made: MailPost) -> None:
        await made.set_password(SetMailPassword(server, "not-the-password-99"))
        with pytest.raises(CopydeskError) as caught:
            await made.send(request(server), events.append)
        assert caught.value.problem.kind is ErrorKind.AUTH
        assert "not-the-password-99" not in repr(caught.value.problem)

    with mail_server(certificate, Inbox()) as server:
        post(scene)
    assert [event.call.outcome for event in events if isinstance(event, Called)] == ["auth"]


def test_without_a_password_nothing_is_asked_of_the_server(
    post: Callable[..., object], certificate: Certificate
) -> None:
    inbox, events = Inbox(), list[Event]()

    async def scene(made: MailPost) -> None:
        with pytest.raises(CopydeskError) as caught:
            await made.send(request(server), events.append)
        assert "There is no password for anna" in caught.value.problem.message

    with mail_server(certificate, inbox) as server:
        post(scene)
    assert inbox.greeted == []
    assert not [event for event in events if isinstance(event, Called)]


def test_with_the_lock_on_nothing_goes_to_another_computer(post: Callable[..., object]) -> None:
    async def scene(made: MailPost) -> None:
        made.local_only = True
        with pytest.raises(CopydeskError) as caught:
            await made.send(
                request(MailServer("smtp.example.com", 587, "", "starttls", "a@example.com")), lambda _event: None
            )
        assert "Nothing was sent to smtp.example.com" in caught.value.problem.message

    post(scene)


def test_a_password_is_for_its_own_server_and_user_only(post: Callable[..., object], vault: Vault) -> None:
    server = MailServer("smtp.example.com", 587, "anna@example.com", "starttls", "anna@example.com")

    async def scene(made: MailPost) -> None:
        assert not (await made.password_state(AskMailPassword(server))).kept
        assert (await made.set_password(SetMailPassword(server, PASSWORD))).kept
        assert (await made.password_state(AskMailPassword(server))).kept
        for other in ({"host": "smtp.evil.example"}, {"port": 465}, {"user": "eve"}):
            state = await made.password_state(AskMailPassword(msgspec.structs.replace(server, **other)))
            assert not state.kept, other
        assert not (await made.set_password(SetMailPassword(server, ""))).kept
        assert not (await made.password_state(AskMailPassword(server))).kept

    post(scene)
    assert not any(PASSWORD in value for value in vault.items.values())


def test_a_password_that_no_server_takes_is_refused_in_words_of_passwords(post: Callable[..., object]) -> None:
    async def scene(made: MailPost) -> None:
        with pytest.raises(CopydeskError) as caught:
            await made.set_password(SetMailPassword(MailServer("smtp.example.com", user="anna"), "smörgås\nbord"))
        assert "This password has signs" in caught.value.problem.message
        assert "smörgås" not in repr(caught.value.problem)

    post(scene)


def test_a_mail_is_read_by_the_worker_with_its_language(post: Callable[..., object], tmp_path: Path) -> None:
    path = tmp_path / "mail.html"
    path.write_text(
        "<html><head><title>Välkommen</title></head><body><h1>Välkommen till oss</h1>"
        "<p>Vi är glada att du är här och hoppas att du ska trivas med det som vi har gjort för dig.</p></body></html>",
        encoding="utf-8",
    )

    async def scene(made: MailPost) -> None:
        read = await made.read(ReadMail(str(path)))
        assert read.brief.kind is Kind.MAIL
        assert read.brief.language == "sv"
        assert read.copy.text("subject") == "Välkommen"
        assert read.brief.mail is not None
        assert [block.kind for block in read.brief.mail.blocks] == [BlockKind.HEADING, BlockKind.TEXT]

    post(scene)


def test_the_window_can_ask_for_all_of_it() -> None:
    for method in ("mail.read", "mail.send", "mail.password", "mail.password_state"):
        assert method in METHODS
        assert method in HANDLERS
