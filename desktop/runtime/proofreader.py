"""Grammar, which takes longer than the other checks: read when the writer pauses, merged into what they say."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer

from desktop.core.copy import Copy
from desktop.core.settings import GRAMMAR, LANGUAGE_TOOL
from desktop.engine.messages import Proofread, Proofreading
from desktop.runtime.checker import Checker
from desktop.runtime.engine_client import EngineClient, EngineState
from desktop.runtime.notices import Notices
from desktop.runtime.options import WorkspaceOptions
from desktop.runtime.question import Question
from desktop.runtime.session import DraftSession
from desktop.runtime.settings_service import SettingsService

SOURCE = "grammar"
_PAUSE_MS = 1200
_NOTHING = Copy()


class Proofreader(QObject):
    """Has one text read at a time, at each pause; the text goes to a server only when the writer named one."""

    def __init__(
        self,
        session: DraftSession,
        engine: EngineClient,
        settings: SettingsService,
        options: WorkspaceOptions,
        notices: Notices,
        checker: Checker,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._session = session
        self._settings = settings
        self._options = options
        self._notices = notices
        self._checker = checker
        self._question = Question(engine, Proofreading, self)
        self._question.answered.connect(self._on_read)
        self._question.failed.connect(self._on_failed)
        self._said = ""
        self._pause = QTimer(self, singleShot=True, interval=_PAUSE_MS)
        self._pause.timeout.connect(self._ask)
        session.changed.connect(self._later)
        session.opened.connect(self._on_opened)
        session.locked_changed.connect(self._later)
        options.changed.connect(self._later)
        settings.changed.connect(self._on_setting)
        engine.state_changed.connect(self._on_engine)

    def _later(self, _change: object = None) -> None:
        self._pause.start()

    def _on_opened(self, _draft: object) -> None:
        self._question.settled = None
        self._later()

    def _on_setting(self, key: str) -> None:
        if key in {GRAMMAR.key, LANGUAGE_TOOL.key}:
            if not self._settings.get(GRAMMAR):
                self._checker.merge(SOURCE, _NOTHING, ())
            self._question.settled = None
            self._later()

    def _on_engine(self, state: str) -> None:
        self._question.drop()
        if state == EngineState.READY:
            self._later()

    def _ask(self) -> None:
        if not self._question.possible or self._session.locked or not self._settings.get(GRAMMAR):
            return
        draft, server = self._session.draft, self._settings.get(LANGUAGE_TOOL).strip()
        wanted = Proofread(draft.copy, draft.brief, self._options.current, server)
        if wanted != self._question.settled and not draft.copy.is_empty:
            self._question.ask(wanted)

    def _on_read(self, asked: Proofread, read: Proofreading) -> None:
        if asked is self._question.settled:
            self._checker.merge(SOURCE, asked.copy, read.findings)
        if read.note and read.note != self._said:
            self._notices.warn(read.note, key=SOURCE)
        self._said = read.note
        if asked is not self._question.settled or asked.copy != self._session.draft.copy:
            self._later()

    def _on_failed(self, _problem: object) -> None:
        """What cannot be read leaves the other checks as they are."""
