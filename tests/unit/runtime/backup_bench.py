"""Backups on a bench with a real history, and what was told."""

from __future__ import annotations

from pytestqt.qtbot import QtBot

from desktop.core.brief import Brief
from desktop.core.ids import DraftId
from desktop.runtime.backing_up import BackingUp, Doing
from tests.unit.runtime.conftest import Bench

WAIT_MS = 20_000


class BackupBench:
    """The service, and the few things a test does with it again and again."""

    def __init__(self, bench: Bench, qtbot: QtBot) -> None:
        self.bench, self._qtbot = bench, qtbot
        self.backing_up = BackingUp(
            bench.session, bench.drafts, bench.settings, bench.store, bench.notices, bench.profile
        )
        self.done: list[Doing | None] = []
        self.backing_up.doing_changed.connect(lambda: self.done.append(self.backing_up.doing))

    def write(self, title: str, text: str = "") -> DraftId:
        """Write a draft on the desk, and wait until it is kept."""
        drafts, session = self.bench.drafts, self.bench.session
        drafts.new(Brief(product=title))
        session.set_field("title", text or title, "Typing")
        drafts.save_now()
        self._qtbot.waitUntil(lambda: bool(session.draft.id) and drafts.all_safe, timeout=WAIT_MS)
        return session.draft.id

    def type(self, text: str) -> None:
        self.bench.session.set_field("title", text, "Typing")
        self.bench.drafts.save_now()
        self._qtbot.waitUntil(lambda: self.bench.drafts.all_safe, timeout=WAIT_MS)

    @property
    def title(self) -> str:
        return self.bench.session.draft.copy.text("title")

    def backup(self) -> str:
        return self.bench.store.call(lambda store: store.backup_now()).name

    def idle(self) -> None:
        self._qtbot.waitUntil(lambda: self.backing_up.doing is None, timeout=WAIT_MS)

    def titles(self) -> list[str]:
        return [notice.title for notice in self.bench.posted]

    def kept(self, draft: DraftId) -> str:
        return self.bench.store.call(lambda store: store.draft(draft)).copy.text("title")
