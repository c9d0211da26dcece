"""What is done with mails in processes of their own, which end when a mail takes too long."""

from __future__ import annotations

from desktop.core.mail import RenderedMail
from desktop.engine.mail_messages import ExportMail, MailExported, RenderMail
from desktop.engine.worker_client import WorkerClient

RENDER_MAIL_S, EXPORT_MAIL_S = 8.0, 20.0


class MailWork:
    """The worker that renders mails and writes them to files: no check waits for it."""

    def __init__(self) -> None:
        self._renderer = WorkerClient("mail.render", "mail.export")

    @property
    def workers(self) -> tuple[WorkerClient, ...]:
        """The workers, to be told the language and to be ended."""
        return (self._renderer,)

    async def render(self, request: RenderMail) -> RenderedMail:
        """The mail as it will be sent; `UserError` when that takes more than eight seconds."""
        return await self._renderer.ask("mail.render", request, RenderedMail, limit_s=RENDER_MAIL_S)

    async def export(self, request: ExportMail) -> MailExported:
        """Write the mail to a file; raises what `export_mail` does, and `UserError` after twenty seconds."""
        return await self._renderer.ask("mail.export", request, MailExported, limit_s=EXPORT_MAIL_S)
