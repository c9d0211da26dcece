"""An open translation job on a real history, with the real engine or one that says what a test says."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import cast

from pytestqt.qtbot import QtBot

from desktop.core.errors import Problem
from desktop.core.profile import Profile
from desktop.core.settings import Settings
from desktop.core.translation import Row, RowKey
from desktop.engine.messages import Configure
from desktop.engine.translation_messages import CheckBitext, OpenBitext, OpenedBitext, SegmentFindings
from desktop.formats.bitext.opening import open_bitext
from desktop.runtime.comparing_values import Services
from desktop.runtime.drafts import Drafts
from desktop.runtime.engine_client import EngineClient
from desktop.runtime.models_service import ModelsService
from desktop.runtime.notices import Notice, Notices
from desktop.runtime.options import WorkspaceOptions
from desktop.runtime.permission import Permission
from desktop.runtime.providers_service import ProvidersService
from desktop.runtime.session import DraftSession
from desktop.runtime.settings_service import SettingsService
from desktop.runtime.spending import Spending
from desktop.runtime.store_thread import StoreThread
from desktop.runtime.translating import Translating
from desktop.store.store import Store
from tests.fakes.engine import FakeEngine

PATIENCE_MS = 20_000

XLIFF = """<?xml version="1.0" encoding="UTF-8"?>
<xliff xmlns="urn:oasis:names:tc:xliff:document:1.2" version="1.2">
 <file original="shop" source-language="en" target-language="nl" datatype="plaintext"><body>
{units}
 </body></file>
</xliff>
"""


def xliff(*pairs: tuple[str, str]) -> str:
    """An XLIFF file of these sources and targets; an empty target is none."""
    units = []
    for number, (source, target) in enumerate(pairs, 1):
        said = f"<target>{target}</target>" if target else ""
        units.append(f'  <trans-unit id="{number}"><source>{source}</source>{said}</trans-unit>')
    return XLIFF.format(units="\n".join(units))


class Bench:
    """A session with what it said."""

    def __init__(self, profile: Profile, *, real: bool = False, settings: SettingsService | None = None) -> None:
        self.profile = profile
        self.session = DraftSession()
        self.notices = Notices()
        self.posted: list[Notice] = []
        self.notices.posted.connect(self.posted.append)
        self.store = StoreThread(lambda: Store(profile))
        self.fake = FakeEngine()
        self.fake.answers[OpenBitext] = self.opened
        self.fake.answers[CheckBitext] = lambda _request: SegmentFindings(())
        self.real = EngineClient(profile.folder, Configure()) if real else None
        self.engine = self.real or cast("EngineClient", self.fake)
        self.settings = settings or SettingsService(Settings(), lambda _values: None)
        self.drafts = Drafts(self.session, self.store, self.notices)
        self.models = ModelsService(self.engine, self.settings, self.notices)
        self.providers = ProvidersService(self.engine, self.settings, self.notices)
        self.spending = Spending(self.store, self.settings, self.engine, self.session, self.drafts, self.notices)
        self.permission = Permission(self.engine, self.spending, self.providers)
        self.options = WorkspaceOptions(self.settings, profile, self.session)
        self.services = Services(
            self.session, self.drafts, self.store, self.engine, self.settings, self.notices, self.options,
            self.models, self.providers, self.permission,
        )  # fmt: skip
        self.translating = Translating(self.services, profile)
        self.problems: list[Problem] = []
        self.said: list[str] = []
        self.translating.failed.connect(self.problems.append)
        self.translating.said.connect(self.said.append)
        self.store.start(lambda _store: None, self.problems.append)

    @staticmethod
    def opened(request: OpenBitext) -> OpenedBitext:
        """What the worker would answer."""
        data = request.data or Path(request.path).read_bytes()
        found = open_bitext(data, request.name or request.path, request.source, request.target, request.mapping)
        return OpenedBitext(found.format, found.languages, found.segments)

    def close(self) -> None:
        """End what was started."""
        self.translating.shut_down()
        if self.real is not None:
            self.real.close()
        self.store.close(30.0)

    # Doing

    def open(self, qtbot: QtBot, folder: Path, *pairs: tuple[str, str], name: str = "shop.xlf") -> list[RowKey]:
        """A job of one file with these pairs, opened; the keys of its rows."""
        path = folder / name
        path.write_text(xliff(*pairs), encoding="utf-8")
        return self.open_paths(qtbot, [path])

    def open_paths(self, qtbot: QtBot, paths: Sequence[Path], source: str = "", target: str = "") -> list[RowKey]:
        with qtbot.waitSignal(self.translating.job_opened, timeout=PATIENCE_MS):
            self.translating.open_files(paths, source, target)
        return list(self.translating.order)

    def row(self, key: RowKey) -> Row:
        return self.translating.rows[key]

    def target(self, key: RowKey) -> str:
        return self.row(key).segment.target.text

    def targets(self) -> list[str]:
        return [self.target(key) for key in self.translating.order]

    def until_kept(self, qtbot: QtBot) -> None:
        qtbot.waitUntil(lambda: self.translating.all_kept, timeout=PATIENCE_MS)
