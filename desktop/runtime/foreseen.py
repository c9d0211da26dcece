"""What writing would cost now, found out quietly while the writer rests; only of models that cost something."""

from __future__ import annotations

import msgspec
from PySide6.QtCore import QObject, QTimer, Signal

from desktop.core.errors import Problem
from desktop.core.provider import INSIDE, split_model
from desktop.core.settings import LOCAL_ONLY, MASK_PRIVATE, MAX_REPAIRS, MODEL
from desktop.engine.messages import Estimate, Estimated
from desktop.runtime.engine_client import EngineClient, EngineState
from desktop.runtime.providers_service import ProvidersService
from desktop.runtime.question import Question
from desktop.runtime.session import DraftSession
from desktop.runtime.settings_service import SettingsService
from desktop.runtime.writer import Writer

_QUIET_MS = 1000
_COUNTS = frozenset({MODEL.key, LOCAL_ONLY.key, MASK_PRIVATE.key, MAX_REPAIRS.key})


class Foreseen(QObject):
    """Holds the estimate of the next writing; `None` while nobody knows it, or it costs nothing."""

    changed = Signal()

    def __init__(
        self,
        session: DraftSession,
        writer: Writer,
        engine: EngineClient,
        settings: SettingsService,
        providers: ProvidersService,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._session = session
        self._writer = writer
        self._engine = engine
        self._settings = settings
        self._providers = providers
        self._estimated: Estimated | None = None
        self._question = Question(engine, Estimated, self)
        self._question.answered.connect(self._on_answer)
        self._question.failed.connect(self._on_failed)
        self._rest = QTimer(self, singleShot=True, interval=_QUIET_MS)
        self._rest.timeout.connect(self._ask)
        session.changed.connect(self._later)
        session.opened.connect(self._anew)
        settings.changed.connect(self._on_setting)
        providers.changed.connect(self._anew)
        writer.finished.connect(self._later)

    @property
    def estimated(self) -> Estimated | None:
        """What the next writing would send and cost."""
        return self._estimated

    @property
    def costs(self) -> bool:
        """Whether the model that writes is one that may cost money."""
        model = self._settings.get(MODEL)
        name, _ = split_model(model)
        if name in {"", INSIDE}:
            return False
        info, here = self._providers.info(name), self._providers.stays_here(model)
        if self._settings.get(LOCAL_ONLY) and not here:
            return False  # nothing is sent there
        return info is not None and not (info.free and here)

    def _later(self, _value: object = None) -> None:
        if self.costs:
            self._rest.start()

    def _anew(self, _value: object = None) -> None:
        """What was known is of another draft or model."""
        if not self.costs:
            self._rest.stop()
            self._question.drop()
            self._put(None)
        else:
            self._rest.start()

    def _on_setting(self, key: str) -> None:
        if key in _COUNTS:
            self._put(None)
            self._anew()

    def _ask(self) -> None:
        if not self.costs or self._writer.busy or self._engine.state != EngineState.READY:
            return
        if self._session.handed_in.brief.is_empty:
            self._put(None)
            return
        if self._question.open:
            self._rest.start()
            return
        request = Estimate(self._writer.request())
        if self._question.settled != request:
            self._question.ask(request)

    def _on_answer(self, _asked: Estimate, estimated: Estimated) -> None:
        self._put(estimated if self.costs else None)

    def _on_failed(self, _problem: Problem) -> None:
        """It will be said when the writer writes; here nothing is known."""
        self._question.drop()
        self._put(None)

    def _put(self, estimated: Estimated | None) -> None:
        told = msgspec.structs.replace(estimated, leaves=()) if estimated is not None else None
        if told is None:
            self._question.settled = None
        if told != self._estimated:
            self._estimated = told
            self.changed.emit()
