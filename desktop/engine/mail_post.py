"""Mails in from files, and test mails out: what the engine does for both."""

from __future__ import annotations

import asyncio
import hashlib
import ssl
from collections.abc import Callable
from typing import TYPE_CHECKING

import msgspec

from desktop.core.calls import CallRecord, Purpose
from desktop.core.errors import CopydeskError, ErrorKind, Remedy, UserError
from desktop.core.events import Called, Progress
from desktop.core.mail_server import MailServer
from desktop.core.moment import timestamp
from desktop.core.profile import Profile
from desktop.core.provider import KeyPlace, Protocol, Provider, is_loopback
from desktop.core.words import tr
from desktop.engine.jobs import Emit
from desktop.engine.mail_messages import (
    AskMailPassword,
    ComposedMail,
    MailPasswordState,
    MailRead,
    MailSent,
    ReadMail,
    SendTest,
    SetMailPassword,
)
from desktop.engine.masking import kept_here
from desktop.engine.redaction import Redactor
from desktop.engine.worker_client import WorkerClient

if TYPE_CHECKING:
    from desktop.engine.keys import Keys

READ_MAIL_S, COMPOSE_S = 20.0, 20.0
"""How long the worker may take, in seconds."""

_NAME = "@mail"
"""Under what the keyring files the passwords of mail servers; no provider can be called so."""
_NO_USER = "password"
_LONGEST_NAME = 60


class MailPost:
    """Reads mails, keeps the passwords of mail servers, and sends test mails; a password is for one server only.

    With `local_only`, nothing goes to another computer. `trust` says which certificates are believed.
    """

    def __init__(
        self,
        profile: Profile,
        redactor: Redactor,
        *,
        trust: Callable[[], ssl.SSLContext] | None = None,
        keys: Keys | None = None,
    ) -> None:
        self.local_only = False
        self._profile = profile
        self._redactor = redactor
        self._trust = trust
        self._reader = WorkerClient("mail.read", "mail.compose")
        self._own_keys = keys

    @property
    def workers(self) -> tuple[WorkerClient, ...]:
        """The workers, to be told the language and to be ended."""
        return (self._reader,)

    async def read(self, request: ReadMail) -> MailRead:
        """A mail as blocks; `UserError` for what cannot be read, or takes longer than twenty seconds."""
        hint = tr("Nothing was changed. It may be made to be hard to read; open it in your mail program instead.")
        return await self._reader.ask("mail.read", request, MailRead, limit_s=READ_MAIL_S, hint=hint)

    async def set_password(self, request: SetMailPassword) -> MailPasswordState:
        """Keep a password, or delete it when it is empty; raises what the keyring does."""
        server = _provider(request.server)
        if not request.password.strip():
            await self._keys.delete(server, _key_name(request.server))
            return MailPasswordState(kept=False)
        try:
            state = await self._keys.set(server, _key_name(request.server), request.password)
        except CopydeskError as error:
            raise _of_password(error) from None  # its chain may hold the password
        return MailPasswordState(kept=state.place in {KeyPlace.KEYRING, KeyPlace.SESSION}, note=state.note)

    async def password_state(self, request: AskMailPassword) -> MailPasswordState:
        """Whether a password is kept for a server; a keyring that is locked has it for all we know."""
        state = await self._keys.state(_provider(request.server), _key_name(request.server))
        kept = state.place in {KeyPlace.KEYRING, KeyPlace.SESSION, KeyPlace.LOCKED}
        return MailPasswordState(kept=kept, note=state.note if kept else "")

    async def send(self, request: SendTest, emit: Emit) -> MailSent:
        """Send a mail to the writer's own address; each attempt to reach the server is told as a call.

        Raises `UserError` for addresses that are none and a missing password, `EnvironmentProblem` when the server
        cannot be reached, is not trusted, or refuses it.
        """
        from desktop.engine import sending, sending_trouble

        server = request.server
        host = sending_trouble.checked_host(server)
        if self.local_only and not is_loopback(f"smtp://{host}"):
            raise kept_here(server.host)
        composed = await self._reader.ask("mail.compose", request, ComposedMail, limit_s=COMPOSE_S)
        password = await self._keys.get(_keyed(server)) if server.user else None
        if server.user and password is None:
            raise sending_trouble.no_password(server)
        letter = sending.Letter(composed.sender, composed.to, composed.content)
        record = CallRecord(timestamp(), _NAME, "", f"{host}:{server.port}", Purpose.SEND, cost=0.0)
        try:
            reply = await sending.send_letter(
                letter,
                server,
                password,
                lambda step, sentence: emit(Progress(step, sentence)),
                trust=self._trust or sending.system_trust,
            )
        except asyncio.CancelledError:
            _tell(emit, record, ErrorKind.CANCELLED.value)
            raise
        except CopydeskError as error:
            _tell(emit, record, error.problem.kind.value)
            raise
        _tell(emit, record, "ok")
        return MailSent(self._redactor.clean(reply), len(letter.content))

    @property
    def _keys(self) -> Keys:
        """The keyring comes in when it is first needed."""
        if self._own_keys is None:
            from desktop.engine.keys import Keys

            self._own_keys = Keys(self._profile, self._redactor)
        return self._own_keys


def _tell(emit: Emit, record: CallRecord, outcome: str) -> None:
    emit(Called(msgspec.structs.replace(record, outcome=outcome)))


def _provider(server: MailServer) -> Provider:
    """The server as the keys know owners: a password is bound to host and port, and sent nowhere else."""
    host = f"[{server.host}]" if ":" in server.host else server.host
    return Provider(_NAME, Protocol.OPENAI, f"smtp://{host.strip()}:{server.port}")


def _keyed(server: MailServer) -> Provider:
    name = _key_name(server)
    return msgspec.structs.replace(_provider(server), keys=(name,), key=name)


def _key_name(server: MailServer) -> str:
    """A password for each user; long names of users are filed under their beginning and what tells them apart."""
    user = f"{server.user.strip() or _NO_USER}@{server.host.strip()}:{server.port}"
    if len(user) <= _LONGEST_NAME and user.isprintable():
        return user
    return f"{hashlib.blake2b(user.encode(), digest_size=20).hexdigest()}"


def _of_password(error: CopydeskError) -> CopydeskError:
    """The keys speak of keys; here it is a password."""
    if error.problem.kind is not ErrorKind.INPUT:
        return error
    return UserError(
        ErrorKind.INPUT,
        tr("This password has signs that mail servers do not take: only letters from a to z, figures and punctuation."),
        tr("Nothing was kept. Your provider may give you a password for apps, which has none of them."),
        Remedy.OPEN_SETTINGS,
    )
