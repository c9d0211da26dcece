"""A mail on a real history, with an engine that does what a test says."""

from __future__ import annotations

from collections.abc import Callable
from typing import cast

from pytestqt.qtbot import QtBot

from desktop.core.brief import Brief, Fact, Kind
from desktop.core.copy import Copy
from desktop.core.draft import Draft, Variant
from desktop.core.ids import DraftId
from desktop.core.mail import Block, BlockKind, Mail, MailType, Platform, Segment
from desktop.core.profile import Profile
from desktop.core.settings import Settings
from desktop.engine.messages import Write, Written
from desktop.runtime.comparing_values import Services
from desktop.runtime.drafts import Drafts, SaveKind
from desktop.runtime.engine_client import EngineClient
from desktop.runtime.lining import Lining
from desktop.runtime.mailing import Mailing
from desktop.runtime.models_service import ModelsService
from desktop.runtime.notices import Notice, Notices
from desktop.runtime.options import WorkspaceOptions
from desktop.runtime.providers_service import ProvidersService
from desktop.runtime.session import DraftSession
from desktop.runtime.settings_service import SettingsService
from desktop.runtime.store_thread import StoreThread
from desktop.runtime.writer import Writer
from desktop.store.store import Store
from tests.fakes.engine import FakeEngine, FakeJob

FACTS = (
    Fact("f1", "Materiaal", "100 % wol"),
    Fact("f2", "Maat", "130 × 180", "cm"),
    Fact("f3", "Prijs", "€ 119,00"),
)
YLVA = Brief(
    Kind.MAIL,
    "Ylva",
    language="nl",
    facts=FACTS,
    mail=Mail(
        MailType.LAUNCH,
        platform=Platform.KLAVIYO,
        blocks=(
            Block("b1", BlockKind.HEADING),
            Block("b2", BlockKind.TEXT),
            Block("b3", BlockKind.IMAGE),
            Block("b4", BlockKind.BUTTON, href="https://sjobod.example/{{ first_name }}"),
            Block("b5", BlockKind.TEXT, only=("s2",)),
            Block("b6", BlockKind.FOOTER),
        ),
        segments=(Segment("s1", "Nieuw"), Segment("s2", "Trouw", people=486)),
    ),
)
WORDS = Copy(
    {
        "subject": "Ylva is er",
        "preheader": "Geweven in Småland",
        "b1": "Nu is Ylva er",
        "b2": "{{ first_name|default:'Hoi' }}, dit is Ylva.",
        "b2@s2": "{{ first_name|default:'Hoi' }}, jij mag als eerste kijken.",
        "b4": "Bestel Ylva",
        "b5": "Alleen voor jou.",
    }
)


class MailBench:
    """A mail with its services, and what they said as lists."""

    def __init__(self, profile: Profile) -> None:
        self.profile = profile
        self.session = DraftSession()
        self.notices = Notices()
        self.posted: list[Notice] = []
        self.notices.posted.connect(self.posted.append)
        self.store = StoreThread(lambda: Store(profile))
        self.fake = FakeEngine()
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
        self.mailing = Mailing(services, self.writer, profile)
        self.lining = Lining(services)
        self.lining.tell_segment(lambda: self.mailing.segment)
        self.store.start(lambda _store: None, lambda _problem: None)

    def open(self, brief: Brief = YLVA, copy: Copy = WORDS) -> Mailing:
        """Put a mail on the desk that no history knows."""
        self.drafts.put_new(Draft(DraftId(""), brief.kind, brief, copy))
        return self.mailing

    def text(self, address: str) -> str:
        """What the draft has at an address."""
        return self.session.draft.copy.text(address)

    def undone(self, change: Callable[[], object]) -> None:
        """Change something, and see that one step of undo takes all of it back, and redo brings it again."""
        before = self.session.draft
        change()
        after = self.session.draft
        assert (after.brief, after.copy) != (before.brief, before.copy)
        self.session.undo()
        assert (self.session.draft.brief, self.session.draft.copy) == (before.brief, before.copy)
        self.session.redo()
        assert (self.session.draft.brief, self.session.draft.copy) == (after.brief, after.copy)

    def kept(self, qtbot: QtBot) -> Draft:
        """The draft once the history has it."""
        self.drafts.save_now()
        qtbot.waitUntil(lambda: self.drafts.save_state.kind is SaveKind.SAVED, timeout=10_000)
        return self.session.draft

    def asked(self, kind: type) -> FakeJob:
        """The newest job of a kind."""
        return next(job for job in reversed(self.fake.jobs) if type(job.params) is kind)

    def write(self, fields: dict[str, str]) -> None:
        """Let the model that was asked write these fields."""
        from desktop.core.events import Delta, FieldDone, FieldStarted

        job = self.asked(Write)
        for name, text in fields.items():
            job.happened.emit(FieldStarted("v", name))
            job.happened.emit(Delta("v", name, text))
            job.happened.emit(FieldDone("v", name))
        variant = Variant("v", "local", "mail/1", Copy(dict(fields)))
        job.finished.emit(Written("nl", (variant,)))
