"""The mail on the desk as it will be sent, made in the engine after the writer pauses."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

import msgspec
from PySide6.QtCore import QObject, QTimer, Signal

from desktop.core.brand import Brand
from desktop.core.errors import Problem
from desktop.core.mail import RenderedMail
from desktop.engine.mail_messages import RenderMail
from desktop.runtime.engine_client import EngineClient
from desktop.runtime.mailing_desk import MailDesk
from desktop.runtime.question import Question

_PAUSE_MS = 400

SAMPLES: dict[str, dict[str, str]] = {
    "en": {"first_name": "Anna", "last_name": "Miller", "email": "anna@example.com", "city": "Bristol"},
    "nl": {"first_name": "Anna", "last_name": "de Vries", "email": "anna@example.com", "city": "Utrecht"},
    "sv": {"first_name": "Anna", "last_name": "Lindqvist", "email": "anna@example.com", "city": "Kalmar"},
}
"""Whom a mail is shown as sent to when a segment has no sample of its own, by the language of the mail."""


class Rendering(QObject):
    """Asks for the mail once `follow` was called, and again when anything about it has changed."""

    rendered = Signal(object)  # RenderedMail
    failed = Signal(object)  # Problem

    def __init__(
        self,
        desk: MailDesk,
        engine: EngineClient,
        brand: Callable[[], Brand],
        pictures: Path,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._desk = desk
        self._brand = brand
        self._pictures = pictures
        self._following = False
        self._dark, self._images, self._embed = False, True, True
        self._last: RenderedMail | None = None
        self._question = Question(engine, RenderedMail, self)
        self._question.answered.connect(self._on_answer)
        self._question.failed.connect(self._on_failed)
        self._pause = QTimer(self, singleShot=True, interval=_PAUSE_MS)
        self._pause.timeout.connect(self._ask)
        desk.session.changed.connect(self.later)
        desk.session.opened.connect(self._anew)
        desk.segment_changed.connect(self.soon)

    @property
    def last(self) -> RenderedMail | None:
        """What was rendered last of the mail on the desk; `None` while there is nothing."""
        return self._last

    @property
    def sample(self) -> Mapping[str, str]:
        """Whom the mail is shown as sent to: the sample of the segment, or somebody of the mail's language."""
        mail = self._desk.mail
        segment = mail.segment(self._desk.segment)
        usual = SAMPLES.get(self._desk.session.handed_in.brief.language, SAMPLES["en"])
        return {**usual, **segment.sample} if segment is not None else usual

    def follow(self, *, on: bool) -> None:
        """Whether to render from now on when something has changed; off while nobody looks."""
        self._following = on
        if on:
            self.soon()
        else:
            self._pause.stop()

    def refresh(self, *, dark: bool, images: bool, embed: bool) -> None:
        """Render now, and from now on, in this way."""
        self._dark, self._images, self._embed = dark, images, embed
        self.follow(on=True)

    def later(self, _change: object = None) -> None:
        """Render after a pause; each change begins the pause anew."""
        if self._following and self._desk.is_mail:
            self._pause.start(_PAUSE_MS)

    def soon(self, _value: object = None) -> None:
        """Render in this turn of the window's loop."""
        if self._following and self._desk.is_mail:
            self._pause.start(0)

    def request(self) -> RenderMail:
        """What would be asked for the segment that is shown now."""
        draft = self._desk.session.handed_in
        return RenderMail(
            draft.brief, draft.copy, self._brand(), self._desk.segment, dict(self.sample), str(self._pictures),
            self._embed, self._images, self._dark,
        )  # fmt: skip

    def _anew(self, _draft: object) -> None:
        """What was made is of another mail."""
        self._question.drop()
        self._last = None
        self.soon()

    def _ask(self) -> None:
        if not self._desk.is_mail:
            return
        request = self.request()
        if self._question.open:
            if self._question.settled != request:
                self._question.stop()
                self._question.drop()
            else:
                return
        elif self._question.settled == request and self._last is not None:
            self.rendered.emit(self._last)
            return
        self._question.ask(request)

    def _on_answer(self, asked: RenderMail, rendered: RenderedMail) -> None:
        self._last = rendered
        self.rendered.emit(rendered)
        if asked != self.request():
            self.later()

    def _on_failed(self, problem: Problem) -> None:
        self._question.drop()
        self.failed.emit(problem)


def plain_request(request: RenderMail) -> RenderMail:
    """The same mail with its merge tags, pictures and light colours, as the sender gets it."""
    return msgspec.structs.replace(request, sample=None, images=True, dark=False)
