"""Received mails: looked at in a process that can be ended, and, where the writer asks, by a model too."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractAsyncContextManager
from pathlib import Path

import msgspec

from desktop.core.calls import Purpose
from desktop.core.errors import Bug, ErrorKind, UserError
from desktop.core.words import tr
from desktop.engine.jobs import Emit
from desktop.engine.mail_messages import Inspected, InspectMail, ViewMail
from desktop.engine.model_source import Asked, Job
from desktop.engine.worker_client import WorkerClient

INSPECT_S = 20.0
"""How long a mail may take, in seconds: a hostile one of 5 MB needs three."""

Ask = Callable[[str, Emit, Job], AbstractAsyncContextManager[Asked]]


class MailInspection:
    """The worker that looks at mails; `ask` is the way to a model, if there is one."""

    def __init__(self, ask: Ask | None) -> None:
        self._worker = WorkerClient("mail.inspect")
        self._ask = ask

    @property
    def workers(self) -> tuple[WorkerClient, ...]:
        """The worker, to be told the language and to be ended."""
        return (self._worker,)

    async def inspect(self, request: InspectMail) -> Inspected:
        """The signs of a mail and what they come to; `UserError` when it is no mail or takes too long."""
        hint = tr("Nothing of it was loaded. Copy its text and paste that.")
        return await self._worker.ask("mail.inspect", request, Inspected, limit_s=INSPECT_S, hint=hint)

    async def view(self, request: ViewMail, emit: Emit) -> Inspected:
        """The same inspection with what a model makes of the mail; the verdict stays what the rules say."""
        if self._ask is None:
            raise Bug(ErrorKind.BUG, "there is no way to a model here")
        job = Job(Purpose.INSPECT, request.max_cost)
        async with self._ask(request.model, emit, job) as asked:
            from desktop.agents.mail_viewing import view_of

            view = await view_of(request.inspection, asked.model)
            seen = msgspec.structs.replace(request.inspection, view=view, viewed_by=asked.route.id)
        return Inspected(seen)


def inspect_request(request: InspectMail) -> Inspected:
    """`mail.inspect`, in the worker: read a file or what was pasted, and look at it."""
    from desktop.checks.received.inspect import inspect_mail
    from desktop.formats.received.reading import read_pasted, read_received

    mail = read_received(_bytes_of(Path(request.path))) if request.path else read_pasted(request.text)
    return Inspected(inspect_mail(mail, request.own_domains))


def _bytes_of(path: Path) -> bytes:
    from desktop.formats.received.reading import LARGEST_MAIL

    try:
        with path.open("rb") as file:
            return file.read(LARGEST_MAIL + 1)
    except FileNotFoundError as error:
        raise UserError(ErrorKind.INPUT, tr("There is no file {file}.", file=path.name)) from error
    except OSError as error:
        reason = error.strerror or str(error)
        message = tr("{file} cannot be read: {reason}.", file=path.name, reason=reason)
        raise UserError(ErrorKind.INPUT, message) from error
