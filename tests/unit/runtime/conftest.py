"""A desk with a real history and an engine that does what a test says."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from pytestqt.qtbot import QtBot

from desktop.core.errors import Problem
from desktop.core.profile import Profile
from desktop.core.settings import Settings
from desktop.runtime.drafts import Drafts
from desktop.runtime.notices import Notice, Notices
from desktop.runtime.repairs import Repairs
from desktop.runtime.session import DraftSession
from desktop.runtime.settings_service import SettingsService
from desktop.runtime.store_thread import StoreThread
from desktop.runtime.writer import Writer
from desktop.store.store import Store
from tests.fakes.engine import FakeEngine
from tests.unit.runtime.mail_bench import MailBench


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
        self.engine.answers.clear()  # the end of each job is in the test's hands
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


@pytest.fixture
def mails(qtbot: QtBot, profile: Profile) -> Iterator[MailBench]:
    made = MailBench(profile)
    yield made
    made.store.close()
