"""The second layer of the ledger: a model judges, when the writer asks, the sentences that the rules left open."""

from __future__ import annotations

import math

import msgspec
from PySide6.QtCore import QObject, Signal

from desktop.core.calls import Purpose
from desktop.core.errors import ErrorKind, Problem
from desktop.core.events import Progress, Waiting
from desktop.core.rulings import Judgement
from desktop.core.settings import JUDGE
from desktop.core.words import tr, trn
from desktop.engine.messages import Judge, Judged
from desktop.runtime.engine_client import EngineClient
from desktop.runtime.notices import Notices
from desktop.runtime.permission import Permission
from desktop.runtime.question import Question
from desktop.runtime.session import DraftSession, Place
from desktop.runtime.settings_service import SettingsService
from desktop.runtime.task_models import model_for
from desktop.runtime.writer import Writer

_KEY = "judge"


class Judging(QObject):
    """Asks about one draft at a time; what the model said becomes part of the draft's rulings, and can be undone."""

    changed = Signal()  # begun or ended
    progress = Signal(object)  # Progress

    def __init__(
        self,
        session: DraftSession,
        engine: EngineClient,
        settings: SettingsService,
        notices: Notices,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._session = session
        self._permission: Permission | None = None
        self._settings = settings
        self._notices = notices
        self._question = Question(engine, Judged, self)
        self._question.answered.connect(self._on_judged)
        self._question.failed.connect(self._on_failed)
        session.opened.connect(self._on_opened)

    def follow(self, writer: Writer) -> None:
        """Judge by itself after each writing, if the setting says so."""
        writer.finished.connect(self._on_written)

    def ask_first(self, permission: Permission) -> None:
        """Ask no model from now on before this has settled what the writer has to know or decide."""
        self._permission = permission

    @property
    def busy(self) -> bool:
        """Whether a model is judging."""
        return self._question.open

    def ask(self) -> None:
        """Have the model judge what is open; the answer changes the draft's rulings."""
        if self.busy or self._session.locked:
            return
        self._notices.dismiss(_KEY)
        draft = self._session.draft
        request = Judge(draft.copy, draft.brief, model_for(self._settings, Purpose.JUDGE))
        if self._permission is None:
            self._begin(request)
        else:
            self._permission.settle(request, lambda max_cost: self._permitted(request, max_cost), self._on_failed)

    def _permitted(self, asked: Judge, max_cost: float | None) -> None:
        """Ask what was settled; a text that has changed since is another one."""
        draft = self._session.draft
        if (draft.copy, draft.brief) == (asked.copy, asked.brief):
            self._begin(msgspec.structs.replace(asked, max_cost=max_cost))
        else:
            self.ask()

    def _begin(self, request: Judge) -> None:
        job = self._question.ask(request)
        job.happened.connect(self._on_event)
        self.changed.emit()

    def stop(self) -> None:
        """Ask no more."""
        self._question.stop()

    def _on_event(self, event: object) -> None:
        if isinstance(event, Progress):
            self.progress.emit(event)
        elif isinstance(event, Waiting) and event.seconds:
            again = tr("Trying again in {n} s", n=math.ceil(event.seconds))
            self.progress.emit(Progress("waiting", f"{event.reason} {again}"))

    def _on_judged(self, _asked: Judge, judged: Judged) -> None:
        self.changed.emit()
        if judged.note:
            self._notices.info(judged.note, key=_KEY)
        if judged.judgements:
            self._keep(judged.judgements)
            found = sum(bool(each.claims) for each in judged.judgements)
            said = trn("The model decided {n} sentence", "The model decided {n} sentences", found)
            silent = len(judged.judgements) - found
            rest = trn("and left {n} open.", "and left {n} open.", silent) if silent else ""
            self._notices.info(f"{said} {rest}".strip(), key=_KEY)

    def _keep(self, judgements: tuple[Judgement, ...]) -> None:
        """Add what was said, and forget what was said of sentences that are gone."""
        draft = self._session.draft
        new = {each.sentence for each in judgements}
        texts = [text for _, text in draft.copy.addressed()]
        kept = tuple(
            each
            for each in draft.brief.rulings.judgements
            if each.sentence not in new and any(each.sentence in text for text in texts)
        )
        rulings = msgspec.structs.replace(draft.brief.rulings, judgements=(*kept, *judgements))
        brief = msgspec.structs.replace(draft.brief, rulings=rulings)
        self._session.set_brief(brief, Place("judged"), tr("Judge the open sentences"))

    def _on_failed(self, problem: Problem) -> None:
        self.changed.emit()
        if problem.kind is not ErrorKind.CANCELLED:
            self._notices.problem(problem, key=_KEY)

    def _on_opened(self, _draft: object) -> None:
        """The answer about a draft that left the desk counts no more."""
        if self.busy:
            self._question.stop()
            self._question.drop()
            self.changed.emit()

    def _on_written(self, _variant: object) -> None:
        if self._settings.get(JUDGE):
            self.ask()
