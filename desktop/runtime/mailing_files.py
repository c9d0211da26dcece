"""What comes in from files and goes out to files, the clipboard, the browser and the writer's own address."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import msgspec
from PySide6.QtCore import QMimeData, QObject, QUrl, Signal
from PySide6.QtGui import QDesktopServices, QGuiApplication

from desktop.core.brand import Brand
from desktop.core.draft import Draft, Origin
from desktop.core.errors import ErrorKind, Problem, Remedy
from desktop.core.ids import DraftId
from desktop.core.mail import RenderedMail
from desktop.core.mail_server import MailServer
from desktop.core.profile import Profile
from desktop.core.words import tr
from desktop.engine.mail_messages import (
    ExportMail,
    MailExported,
    MailRead,
    MailSent,
    ReadMail,
    SendTest,
)
from desktop.runtime.drafts import Drafts
from desktop.runtime.engine_client import EngineClient, Job
from desktop.runtime.mailing_desk import MailDesk
from desktop.runtime.mailing_rendering import Rendering, plain_request
from desktop.runtime.notices import Notices

_KEY = "mail_file"
MAIL_ENDINGS = frozenset({".eml", ".html", ".htm", ".mjml", ".txt", ".md"})
"""What a mail can be exported to."""

PICTURES = "pictures"
"""The folder of the profile in which the pictures of mails lie."""


class MailFiles(QObject):
    """Asks the engine for all of it; what fails is said by a notice and changes nothing."""

    sent = Signal(object)  # MailSent, or the Problem
    sending_changed = Signal()

    def __init__(
        self,
        desk: MailDesk,
        drafts: Drafts,
        engine: EngineClient,
        notices: Notices,
        profile: Profile,
        rendering: Rendering,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._desk = desk
        self._drafts = drafts
        self._engine = engine
        self._notices = notices
        self._folder = profile.folder
        self._rendering = rendering
        self._sending: Job | None = None

    @property
    def pictures(self) -> Path:
        """The folder of the pictures."""
        return self._folder / PICTURES

    @property
    def sending(self) -> bool:
        """Whether a test mail is on its way."""
        return self._sending is not None

    def read(self, path: Path | None, text: str = "") -> None:
        """Make a draft of a mail: of a file, or of pasted text; a brief's language and pictures come with it."""
        asked = ReadMail(str(path) if path is not None else "", text, str(self.pictures))
        job = self._engine.request(asked, MailRead)
        job.finished.connect(self._on_read)
        job.failed.connect(self._told)

    def export(self, path: Path, brand: Brand) -> None:
        """Write the mail of the segment that is shown, by the file's ending."""
        draft = self._desk.session.draft
        asked = ExportMail(draft.brief, draft.copy, str(path), brand, self._desk.segment, str(self.pictures))
        job = self._engine.request(asked, MailExported)
        job.finished.connect(lambda done: self._on_exported(path, done))
        job.failed.connect(self._told)

    def copy_html(self) -> None:
        """Put the HTML on the clipboard, with its merge tags, for the sender's editor."""
        self._render(plain=True, then=self._on_html)

    def copy_as(self, kind: str, markdown: Callable[[], str]) -> None:
        """Put the mail on the clipboard as `html`, as `text` as it is sent, or as `markdown`."""
        if kind == "html":
            self.copy_html()
        elif kind == "markdown":
            self._desk.session.pull()
            QGuiApplication.clipboard().setText(markdown())
        else:
            self._render(plain=True, then=lambda rendered: QGuiApplication.clipboard().setText(rendered.text))

    def open_in_browser(self) -> None:
        """Show the mail in the browser, as a page that loads and runs nothing."""
        self._render(plain=False, then=self._show)

    def send(self, server: MailServer, brand: Brand) -> None:
        """Send the mail of the segment that is shown to the writer's own address."""
        if self.sending:
            return
        if not (server.host and server.to):
            problem = Problem(
                ErrorKind.USAGE,
                tr("No mail server is named for test mails."),
                tr("Name it in the settings, on the page Brand."),
                Remedy.OPEN_SETTINGS,
            )
            self._end_sending(problem)
            return
        draft = self._desk.session.draft
        asked = SendTest(
            server, draft.brief, draft.copy, brand, self._desk.segment, dict(self._rendering.sample), str(self.pictures)
        )
        job = self._engine.request(asked, MailSent)
        job.finished.connect(self._end_sending)
        job.failed.connect(self._end_sending)
        self._sending = job
        self.sending_changed.emit()

    def stop_sending(self) -> None:
        """End the sending; what the server has taken by then is sent."""
        if self._sending is not None:
            self._sending.cancel()

    def _end_sending(self, outcome: MailSent | Problem) -> None:
        self._sending = None
        self.sending_changed.emit()
        self.sent.emit(outcome)
        if isinstance(outcome, Problem):
            if outcome.kind is not ErrorKind.CANCELLED:
                self._notices.problem(outcome, key="mail_sent")
        else:
            self._notices.info(tr("The test mail was sent."), outcome.reply, key="mail_sent")

    def _on_read(self, read: MailRead) -> None:
        self._drafts.leave()
        self._drafts.put_new(Draft(DraftId(""), read.brief.kind, read.brief, read.copy), Origin.IMPORTED)
        if read.notes:
            self._notices.info(tr("The mail was read."), "\n".join(read.notes), key=_KEY)

    def _on_exported(self, path: Path, done: MailExported) -> None:
        beside = len(done.files) - 1
        name = tr("{file} and {n} pictures beside it", file=path.name, n=beside) if beside > 0 else path.name
        self._notices.info(tr("Exported to {file}.", file=name), "\n".join(done.notes), key="export")

    def _render(self, *, plain: bool, then: Callable[[RenderedMail], None]) -> None:
        self._desk.session.pull()
        request = msgspec.structs.replace(self._rendering.request(), embed=not plain)
        if plain:
            request = plain_request(request)
        job = self._engine.request(request, RenderedMail)
        job.finished.connect(then)
        job.failed.connect(self._told)

    def _on_html(self, rendered: RenderedMail) -> None:
        data = QMimeData()
        data.setText(rendered.html)
        data.setHtml(rendered.html)
        QGuiApplication.clipboard().setMimeData(data)
        self._notices.info(tr("The HTML is on the clipboard."), "\n".join(rendered.notes), key="export")

    def _show(self, rendered: RenderedMail) -> None:
        from desktop.runtime.mailing_page import kept_page

        try:
            page = kept_page(rendered.html, self._folder)
        except OSError as error:
            self._told(
                Problem(
                    ErrorKind.STORAGE, tr("The page could not be kept: {reason}.", reason=error.strerror or str(error))
                )
            )
            return
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(page)))

    def _told(self, problem: Problem) -> None:
        self._notices.problem(problem, key=_KEY)
