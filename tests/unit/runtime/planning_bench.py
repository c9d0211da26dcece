"""Posts on a real history, with an engine that does what a test says."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import cast

import msgspec
from pytestqt.qtbot import QtBot

from desktop.core.brief import Brief, Fact, Kind
from desktop.core.copy import Copy
from desktop.core.draft import Draft, Variant
from desktop.core.events import Delta, FieldDone, FieldStarted
from desktop.core.ids import DraftId
from desktop.core.post import Post
from desktop.core.profile import Profile
from desktop.core.settings import Settings
from desktop.engine.messages import Write, Written
from desktop.runtime.comparing_values import Services
from desktop.runtime.drafts import Drafts, SaveKind
from desktop.runtime.engine_client import EngineClient
from desktop.runtime.models_service import ModelsService
from desktop.runtime.notices import Notice, Notices
from desktop.runtime.options import WorkspaceOptions
from desktop.runtime.posting import Posting
from desktop.runtime.providers_service import ProvidersService
from desktop.runtime.session import DraftSession
from desktop.runtime.settings_service import SettingsService
from desktop.runtime.store_thread import StoreThread
from desktop.runtime.writer import Writer
from desktop.store.store import Store
from tests.fakes.engine import FakeEngine

FACTS = (Fact("f1", "Keeps", "2 years"), Fact("f2", "Tin", "airtight", must_mention=True))


def post_draft(about: str, copy: Copy = Copy(), **attributes: object) -> Draft:  # noqa: B008 - a frozen value
    """A post that was never saved; `attributes` are those of `Post`."""
    post = msgspec.structs.replace(Post(), **attributes)
    return Draft(DraftId(""), Kind.BLOG, Brief(Kind.BLOG, about, language="en", facts=FACTS, post=post), copy)


class PlanningBench:
    """A desk of posts with its services, and what they said as lists."""

    def __init__(self, profile: Profile) -> None:
        self.session = DraftSession()
        self.notices = Notices()
        self.posted: list[Notice] = []
        self.notices.posted.connect(self.posted.append)
        self.store = StoreThread(lambda: Store(profile))
        self.fake = FakeEngine()
        self.fake.answers.clear()  # the end of each job is in the test's hands
        self.settings = SettingsService(Settings(), lambda _values: None)
        self.drafts = Drafts(self.session, self.store, self.notices)
        engine = cast("EngineClient", self.fake)
        options = WorkspaceOptions(self.settings, profile, self.session)
        self.writer = Writer(self.session, self.drafts, engine, self.settings, self.notices, options)
        services = Services(
            self.session, self.drafts, self.store, engine, self.settings, self.notices, options,
            ModelsService(engine, self.settings, self.notices),
            ProvidersService(engine, self.settings, self.notices),
        )  # fmt: skip
        self.posting = Posting(services, self.writer, profile)
        self.store.start(lambda _store: None, lambda _problem: None)

    def keep(self, draft: Draft) -> Draft:
        """Put a draft into the history."""
        return self.store.call(lambda store: store.save_draft(draft))

    def stored(self, draft_id: DraftId) -> Draft:
        """A draft as the history has it."""
        return self.store.call(lambda store: store.draft(draft_id))

    def look(self, qtbot: QtBot) -> None:
        """Look at the calendar until the posts are there."""
        with qtbot.waitSignal(self.posting.calendar.changed, timeout=10_000):
            self.posting.calendar.follow(True)

    def saved(self, qtbot: QtBot) -> Draft:
        """The draft on the desk once the history has it."""
        self.drafts.save_now()
        qtbot.waitUntil(lambda: self.drafts.save_state.kind is SaveKind.SAVED, timeout=10_000)
        return self.session.draft

    def write(self, fields: dict[str, str]) -> None:
        """Let the model that is asked write these fields."""
        self.writer.write(tuple(fields))
        job = next(job for job in reversed(self.fake.jobs) if type(job.params) is Write)
        for name, text in fields.items():
            job.happened.emit(FieldStarted("v", name))
            job.happened.emit(Delta("v", name, text))
            job.happened.emit(FieldDone("v", name))
        job.finished.emit(Written("en", (Variant("v", "local", "mail/1", Copy(dict(fields))),)))


@contextmanager
def planning(profile: Profile) -> Iterator[PlanningBench]:
    """A bench whose history is closed at the end."""
    made = PlanningBench(profile)
    try:
        yield made
    finally:
        made.store.close()
