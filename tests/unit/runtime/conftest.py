"""A desk with a real history and an engine that does what a test says."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec
import pytest
from PySide6.QtCore import QObject, Signal
from pytestqt.qtbot import QtBot

from desktop.core.errors import Problem
from desktop.core.profile import Profile
from desktop.core.settings import Settings
from desktop.runtime.drafts import Drafts
from desktop.runtime.engine_client import EngineState
from desktop.runtime.notices import Notice, Notices
from desktop.runtime.repairs import Repairs
from desktop.runtime.session import DraftSession
from desktop.runtime.settings_service import SettingsService
from desktop.runtime.store_thread import StoreThread
from desktop.runtime.writer import Writer
from desktop.store.store import Store


class FakeJob(QObject):
    """A job whose end is in the test's hands."""

    happened = Signal(object)
    finished = Signal(object)
    failed = Signal(object)

    def __init__(self, params: msgspec.Struct, parent: QObject) -> None:
        super().__init__(parent)
        self.params = params
        self.cancelled = False

    def cancel(self) -> None:
        self.cancelled = True


class FakeEngine(QObject):
    """Notes what is asked of it."""

    state_changed = Signal(str)
    requested = Signal(object)
    called = Signal(int, object)

    def __init__(self) -> None:
        super().__init__()
        self.state = EngineState.READY
        self.jobs: list[FakeJob] = []

    def request(self, params: msgspec.Struct, _result: type) -> FakeJob:
        job = FakeJob(params, self)
        self.jobs.append(job)
        return job


class Bench:
    """Session, drafts and writer on one history."""

    def __init__(self, profile: Profile) -> None:
        self.profile = profile
        self.session = DraftSession()
        self.notices = Notices()
        self.posted: list[Notice] = []
        self.notices.posted.connect(self.posted.append)
        self.store = StoreThread(lambda: Store(profile))
        self.engine = FakeEngine()
        self.settings = SettingsService(Settings(), lambda _values: None)
        self.drafts = Drafts(self.session, self.store, self.notices)
        self.repairs = Repairs(self.session)
        self.writer = Writer(
            self.session, self.drafts, self.engine, self.settings, self.notices, repairs=self.repairs  # type: ignore[arg-type]
        )  # fmt: skip
        self.problems: list[Problem] = []
        self.store.start(lambda _store: None, self.problems.append)


@pytest.fixture
def bench(qtbot: QtBot, profile: Profile) -> Iterator[Bench]:
    made = Bench(profile)
    yield made
    made.store.close()
