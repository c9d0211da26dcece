"""A comparison on a real history, with an engine that writes what a test says."""

from __future__ import annotations

from collections.abc import Callable
from typing import cast

from pytestqt.qtbot import QtBot

from desktop.core.brief import Brief, Fact
from desktop.core.comparison import Comparison, Grid
from desktop.core.copy import Copy
from desktop.core.draft import Variant, Version
from desktop.core.events import Delta, FieldDone, FieldStarted
from desktop.core.finding import CheckReport
from desktop.core.profile import Profile
from desktop.core.provenance import Source
from desktop.core.settings import Settings
from desktop.engine.messages import Check, Estimate, Estimated, Write, Written
from desktop.runtime.comparing import Comparing
from desktop.runtime.comparing_values import GridEstimate, Services
from desktop.runtime.drafts import Drafts, SaveKind
from desktop.runtime.engine_client import EngineClient
from desktop.runtime.models_service import ModelsService
from desktop.runtime.notices import Notice, Notices
from desktop.runtime.options import WorkspaceOptions
from desktop.runtime.permission import Asked, Permission
from desktop.runtime.providers_service import ProvidersService
from desktop.runtime.session import DraftSession, Place
from desktop.runtime.settings_service import SettingsService
from desktop.runtime.spending import Spending
from desktop.runtime.store_thread import StoreThread
from desktop.store.store import Store
from tests.fakes.engine import FakeEngine, FakeJob

HAVN = Brief(
    product="Havn",
    language="en",
    tone="plain",
    channels=("shop.title", "shop.description", "shop.bullets"),
    facts=(Fact("f1", "Weight", "980", "g"), Fact("f2", "Volume", "18", "l")),
)
GRID = Grid(models=("local",), tones=("plain", "warm"), each=1)


class Table:
    """All that a comparison needs, and its signals as lists."""

    def __init__(self, profile: Profile) -> None:
        self.profile = profile
        self.session = DraftSession()
        self.notices = Notices()
        self.posted: list[Notice] = []
        self.notices.posted.connect(self.posted.append)
        self.store = StoreThread(lambda: Store(profile))
        self.fake = FakeEngine()
        self.fake.answers[Estimate] = self.estimate
        self.fake.answers[Check] = self.check
        self.estimated = Estimated("the model on this computer", here=True, cost=0.0, seconds=10, together=4, calls=4)
        self.report = CheckReport()
        self.engine = cast("EngineClient", self.fake)
        self.settings = SettingsService(Settings(), lambda _values: None)
        self.drafts = Drafts(self.session, self.store, self.notices)
        self.models = ModelsService(self.engine, self.settings, self.notices)
        self.providers = ProvidersService(self.engine, self.settings, self.notices)
        self.spending = Spending(self.store, self.settings, self.engine, self.session, self.drafts, self.notices)
        self.permission = Permission(self.engine, self.spending, self.providers)
        self.asks: list[Asked] = []
        self.permission.asks.connect(self.asks.append)
        self.permission.agreed.connect(self.providers.change)
        self.options = WorkspaceOptions(self.settings, profile, self.session)
        self.services = Services(
            self.session, self.drafts, self.store, self.engine, self.settings, self.notices, self.options,
            self.models, self.providers, self.permission,
        )  # fmt: skip
        self.comparing = Comparing(self.services)
        self.streamed: list[tuple[str, str]] = []
        self.estimates: list[GridEstimate] = []
        self.taken: list[Source] = []
        self.comparing.streamed.connect(lambda key, field: self.streamed.append((key, field)))
        self.comparing.estimated.connect(self.estimates.append)
        self.comparing.taken.connect(self.taken.append)
        self.store.start(lambda _store: None, lambda _problem: None)

    def estimate(self, _request: Estimate) -> Estimated:
        return self.estimated

    def check(self, _request: Check) -> CheckReport:
        return self.report

    def close(self) -> None:
        self.store.close()
        self.fake.answers.clear()

    def brief(self, brief: Brief = HAVN) -> None:
        self.session.set_brief(brief, Place("brief"), "Brief")

    def write(self, grid: Grid = GRID) -> list[FakeJob]:
        """Write a grid; the jobs that it made."""
        before = len(self.writes())
        self.comparing.set_grid(grid)
        self.comparing.write()
        return self.writes()[before:]

    def writes(self) -> list[FakeJob]:
        return [job for job in self.fake.jobs if isinstance(job.params, Write)]

    @property
    def keys(self) -> list[str]:
        return [each.key for each in self.comparing.columns()]

    def kept(self) -> Comparison:
        """What the history has of the comparison on the screen."""
        number = self.comparing.comparison.id
        return self.store.call(lambda store: store.comparison(number))

    def versions(self) -> list[Version]:
        draft = self.session.draft.id
        return self.store.call(lambda store: [store.version(each.id) for each in store.versions(draft)])

    def until_kept(self, qtbot: QtBot) -> None:
        """Every text is a version, and the comparison is kept as it is on the screen."""
        qtbot.waitUntil(lambda: all(each.version for each in self.comparing.columns()), timeout=10_000)
        qtbot.waitUntil(lambda: self.comparing.comparison.id != 0, timeout=10_000)
        qtbot.waitUntil(lambda: self.kept().columns == self.comparing.comparison.columns, timeout=10_000)

    def written(self, qtbot: QtBot, *copies: Copy, brief: Brief = HAVN) -> list[str]:
        """Columns with these texts, written by the model inside, kept and checked."""
        self.brief(brief)
        jobs = self.write(Grid(models=("local",), each=len(copies)))
        for job, copy in zip(jobs, copies, strict=True):
            finish(job, copy)
        self.until_kept(qtbot)
        qtbot.waitUntil(lambda: all(each.report is not None for each in self.comparing.columns()), timeout=10_000)
        return self.keys[-len(copies) :]

    def saved(self, qtbot: QtBot) -> None:
        qtbot.waitUntil(lambda: self.drafts.save_state.kind is SaveKind.SAVED, timeout=10_000)


def stream(job: FakeJob, field: str, *texts: str) -> None:
    job.happened.emit(FieldStarted("", field))
    for text in texts:
        job.happened.emit(Delta("", field, text))


def variant_of(job: FakeJob, copy: Copy, **parts: object) -> Variant:
    request = job.params
    assert isinstance(request, Write)
    made = {"model": "local/small", "prompt": "product/3", "tone": request.brief.tone, **parts}
    return Variant(request.variant, copy=copy, **made)  # type: ignore[arg-type]


def finish(job: FakeJob, copy: Copy, **parts: object) -> Variant:
    """Stream a copy and end the job with it."""
    for name in copy.fields:
        stream(job, name, copy.text(name))
        job.happened.emit(FieldDone("", name))
    variant = variant_of(job, copy, **parts)
    job.finished.emit(Written("en", (variant,)))
    return variant


def answer_slowly(table: Table, kind: type) -> Callable[[], list[FakeJob]]:
    """Leave requests of this kind open; gives those that were made."""
    table.fake.answers.pop(kind, None)
    return lambda: [job for job in table.fake.jobs if isinstance(job.params, kind)]
