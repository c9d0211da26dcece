"""The second layer of the ledger: a model judges, when the writer asks, the sentences that the rules left open."""

from __future__ import annotations

import msgspec
from PySide6.QtCore import QObject, Signal

from desktop.core.errors import ErrorKind, Problem
from desktop.core.events import Progress
from desktop.core.rulings import Judgement
from desktop.core.settings import JUDGE, MODEL
from desktop.core.words import tr, trn
from desktop.engine.messages import Judge, Judged
from desktop.runtime.checker import Checker
from desktop.runtime.engine_client import EngineClient, Job
from desktop.runtime.notices import Notices
from desktop.runtime.session import DraftSession, Place
from desktop.runtime.settings_service import SettingsService
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
        checker: Checker,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._session = session
        self._engine = engine
        self._settings = settings
        self._notices = notices
        self._checker = checker
        self._job: Job | None = None
        session.opened.connect(self._on_opened)

    def follow(self, writer: Writer) -> None:
        """Judge by itself after each writing, if the setting says so."""
        writer.finished.connect(self._on_written)

    @property
    def busy(self) -> bool:
        """Whether a model is judging."""
        return self._job is not None

    def ask(self) -> None:
        """Have the model judge what is open; the answer changes the draft's rulings."""
        if self.busy or self._session.locked:
            return
        draft = self._session.draft
        self._notices.dismiss(_KEY)
        job = self._engine.request(Judge(draft.copy, draft.brief, self._settings.get(MODEL)), Judged)
        job.happened.connect(self._on_event)
        job.finished.connect(lambda judged: self._on_judged(job, judged))
        job.failed.connect(lambda problem: self._on_failed(job, problem))
        self._job = job
        self.changed.emit()

    def stop(self) -> None:
        """Ask no more."""
        if self._job is not None:
            self._job.cancel()

    def _on_event(self, event: object) -> None:
        if isinstance(event, Progress):
            self.progress.emit(event)

    def _on_judged(self, job: Job, judged: Judged) -> None:
        if not self._ended(job):
            return
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

    def _on_failed(self, job: Job, problem: Problem) -> None:
        if self._ended(job) and problem.kind is not ErrorKind.CANCELLED:
            self._notices.problem(problem, key=_KEY)

    def _ended(self, job: Job) -> bool:
        """Whether this was the job under way; the answer about a draft that left the desk counts no more."""
        if job is not self._job:
            return False
        self._job = None
        self.changed.emit()
        return True

    def _on_opened(self, _draft: object) -> None:
        job, self._job = self._job, None
        if job is not None:
            job.cancel()
            self.changed.emit()

    def _on_written(self, _variant: object) -> None:
        if self._settings.get(JUDGE):
            self.ask()
