"""Asks for another text for some words: permission first, one question at a time."""

from __future__ import annotations

import msgspec
from PySide6.QtCore import QObject, Signal

from desktop.core.copy import Copy
from desktop.core.draft import Variant
from desktop.core.errors import Cancelled, Problem
from desktop.core.events import Delta, FieldReplaced, FieldStarted, Progress, VariantDone, Waiting
from desktop.core.settings import MODEL
from desktop.core.wishes import SELECTION, Wish
from desktop.core.words import tr
from desktop.engine.messages import Write, Written
from desktop.runtime.comparing_values import Services
from desktop.runtime.engine_client import Job


class PassageAsking(QObject):
    """One question; `ended` comes once for each that was asked, unless it was abandoned."""

    grown = Signal(str)  # all that streamed in so far
    noted = Signal(str)  # a sentence on what is waited for; empty: nothing any more
    ended = Signal(object, object)  # Variant or None, Problem or None

    def __init__(self, services: Services, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._services = services
        self._asked: Write | None = None
        self._job: Job | None = None
        self._text = ""
        self._variant: Variant | None = None

    @property
    def busy(self) -> bool:
        """Whether an answer, or permission, is waited for."""
        return self._asked is not None

    def ask(self, text: str, wish: Wish) -> None:
        """Ask for these words by a wish, as soon as that is permitted."""
        self.abandon()
        self._text, self._variant = "", None
        services = self._services
        self._asked = request = Write(
            brief=services.session.draft.brief,
            model=services.settings.get(MODEL),
            fields=(SELECTION,),
            copy=Copy({SELECTION: text}),
            options=services.options.current,
            instruction=str(wish),
        )
        if services.permission is None:
            self._start(request, None)
        else:
            services.permission.settle(request, lambda most: self._permitted(request, most), self._refused)

    def stop(self) -> None:
        """End it; what came whole is kept. What was not settled yet is not sent."""
        if self._job is not None:
            self._job.cancel()
        elif self._asked is not None:
            self._drop_permission()
            self._end(None, Cancelled().problem)

    def abandon(self) -> None:
        """Nobody waits for the answer any more."""
        job, self._job = self._job, None
        if job is not None:
            job.happened.disconnect(self._on_event)
            job.finished.disconnect(self._on_finished)
            job.failed.disconnect(self._on_failed)
            job.cancel()
        self._drop_permission()
        self._asked = None

    def _drop_permission(self) -> None:
        permission = self._services.permission
        if permission is not None and self._asked is not None and permission.settles(self._asked):
            permission.drop()

    def _permitted(self, asked: Write, max_cost: float | None) -> None:
        if asked is self._asked:
            self._start(asked, max_cost)

    def _refused(self, problem: Problem) -> None:
        if self._asked is not None:
            self._end(None, problem)

    def _start(self, request: Write, max_cost: float | None) -> None:
        self._asked = request = msgspec.structs.replace(request, max_cost=max_cost)
        job = self._services.engine.request(request, Written)
        job.happened.connect(self._on_event)
        job.finished.connect(self._on_finished)
        job.failed.connect(self._on_failed)
        self._job = job

    def _on_event(self, event: object) -> None:
        match event:
            case FieldStarted():
                self._grow("")
            case Delta(text=text):
                self._grow(self._text + text)
            case FieldReplaced(text=text):
                self._grow(text)
            case VariantDone(variant=variant):
                self._variant = variant
            case Progress(message=message, done=done, total=total):
                self.noted.emit(_so_far(message, done, total))
            case Waiting(reason=reason, seconds=seconds):
                self.noted.emit(reason if seconds else "")

    def _grow(self, text: str) -> None:
        self._text = text
        self.grown.emit(text)

    def _on_finished(self, written: Written) -> None:
        variant = written.variants[0] if written.variants else self._variant
        self._end(variant, variant.error if variant is not None else None)

    def _on_failed(self, problem: Problem) -> None:
        self._end(self._variant, problem)

    def _end(self, variant: Variant | None, problem: Problem | None) -> None:
        self._job = self._asked = None
        self.ended.emit(variant, problem)


def _so_far(message: str, done: float, total: float) -> str:
    """What is done, and how much of it."""
    if total <= 1:
        return message
    return tr("{message}: {done} of {total}", message=message, done=int(done) + 1, total=int(total))
