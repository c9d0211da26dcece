"""The models on this computer as the window shows them: which there are, which writes, and fetching others."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from desktop.core.errors import ErrorKind, Problem
from desktop.core.events import Progress
from desktop.core.settings import MODEL
from desktop.core.words import language_name, tr
from desktop.engine.messages import DeleteModel, Done, FetchModel, ListModels, ModelInfo, Models, WarmModel
from desktop.runtime.engine_client import EngineClient, EngineState, Job
from desktop.runtime.notices import Notices
from desktop.runtime.settings_service import SettingsService

_GRADES = ("none", "poor", "fair", "good")


class ModelsService(QObject):
    """Knows every model of the catalogue with its state; fetches one at a time."""

    changed = Signal()
    fetch_progress = Signal(object)  # Progress
    fetch_failed = Signal(object)  # Problem
    fetched = Signal(str)

    def __init__(
        self, engine: EngineClient, settings: SettingsService, notices: Notices, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._engine = engine
        self._settings = settings
        self._notices = notices
        self._models: tuple[ModelInfo, ...] = ()
        self._job: Job | None = None
        self._fetching = ""
        self._wanted = ""
        engine.state_changed.connect(self._on_engine)
        settings.changed.connect(self._on_setting)

    @property
    def models(self) -> tuple[ModelInfo, ...]:
        """Every model, the default one first; empty until the engine has answered."""
        return self._models

    @property
    def current(self) -> ModelInfo | None:
        """The model that writes; `None` until the engine has answered."""
        chosen = self._settings.get(MODEL)
        for model in self._models:
            if model.id == chosen or (chosen == "local" and model.default):
                return model
        return None

    @property
    def fetching(self) -> str:
        """The id of the model that is being fetched, else empty."""
        return self._fetching

    def refresh(self) -> None:
        """Ask the engine again."""
        self._engine.request(ListModels(), Models).finished.connect(self._on_models)

    def choose(self, model_id: str) -> None:
        """Write with this model from now on."""
        self._settings.set(MODEL, model_id)

    def fetch_when_missing(self, model_id: str) -> None:
        """Fetch a model as soon as the engine says that it is not here."""
        self._wanted = model_id

    def fetch(self, model_id: str) -> None:
        """Download and verify a model; goes on where an earlier try ended."""
        if self._job is not None:
            return
        self._fetching = model_id
        job = self._engine.request(FetchModel(model_id), Done)
        job.happened.connect(self._on_event)
        job.finished.connect(self._on_fetched)
        job.failed.connect(self._on_fetch_failed)
        self._job = job
        self.changed.emit()

    def stop_fetch(self) -> None:
        """Stop the download; what came stays for the next try."""
        if self._job is not None:
            self._job.cancel()

    def delete(self, model_id: str) -> None:
        """Delete the file of a model, and what there is of its download."""
        job = self._engine.request(DeleteModel(model_id), Done)
        job.finished.connect(lambda _done: self.refresh())
        job.failed.connect(lambda problem: self._notices.problem(problem, key="model"))

    def better_for(self, language: str) -> tuple[ModelInfo, ...]:
        """The models that write this language better than the one at hand, best first."""
        current = self.current
        floor = _GRADES.index(_grade(current, language)) if current is not None else 0
        better = [model for model in self._models if _GRADES.index(_grade(model, language)) > floor]
        return tuple(sorted(better, key=lambda model: (-_GRADES.index(_grade(model, language)), model.size)))

    def weak_note(self, language: str) -> str:
        """What to say before the model at hand writes this language; empty when it is good at it."""
        current = self.current
        if current is None or not language or _grade(current, language) in {"good", "fair"}:
            return ""
        return tr(
            "{model} is weak in {language}. Read every sentence, or use a model that writes it better.",
            model=current.title,
            language=language_name(language, within=True),
        )

    def warm(self) -> None:
        """Load the model that writes, so that its first word comes soon."""
        current = self.current
        if current is not None and current.state == "ready":
            self._engine.request(WarmModel(current.id), Done)

    def _on_engine(self, state: str) -> None:
        if state == EngineState.READY:
            self.refresh()

    def _on_setting(self, key: str) -> None:
        if key == MODEL.key:
            self.changed.emit()
            self.warm()

    def _on_models(self, answer: Models) -> None:
        first = not self._models
        self._models = answer.models
        self.changed.emit()
        wanted, self._wanted = self._wanted, ""
        for model in self._models:
            if wanted and (model.id == wanted or (wanted == "local" and model.default)) and model.state != "ready":
                self.fetch(model.id)
        if first:
            self.warm()

    def _on_event(self, event: object) -> None:
        if isinstance(event, Progress):
            self.fetch_progress.emit(event)

    def _on_fetched(self, _done: Done) -> None:
        model_id = self._end_fetch()
        self._notices.dismiss("model")
        self.fetched.emit(model_id)
        self.refresh()
        if self.current is not None and self.current.id == model_id:
            self._engine.request(WarmModel(model_id), Done)

    def _on_fetch_failed(self, problem: Problem) -> None:
        self._end_fetch()
        if problem.kind is not ErrorKind.CANCELLED:
            self._notices.problem(problem, key="model")
        self.fetch_failed.emit(problem)
        if problem.kind is not ErrorKind.BUG:
            self.refresh()

    def _end_fetch(self) -> str:
        model_id, self._fetching, self._job = self._fetching, "", None
        self.changed.emit()
        return model_id


def _grade(model: ModelInfo | None, language: str) -> str:
    """The grade as one of `_GRADES`; what nobody has graded counts as none."""
    grade = model.grades.get(language, "") if model is not None else ""
    return grade if grade in _GRADES else "none"
