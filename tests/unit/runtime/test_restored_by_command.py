"""A command restores while a window is open: the window shows what it restored."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from pytestqt.qtbot import QtBot

from desktop.core.brief import Brief
from desktop.core.profile import Profile
from desktop.core.settings import Settings
from desktop.runtime.desk import Desk
from desktop.runtime.keeper import Keeper
from desktop.runtime.settings_service import SettingsService
from desktop.runtime.store_thread import StoreThread
from desktop.store.client import open_store

WAIT_MS = 20_000


class Window:
    """A desk with its keeper, as a window has them."""

    def __init__(self, profile: Profile, qtbot: QtBot) -> None:
        self._qtbot = qtbot
        self.profile = profile
        self.keeper = Keeper(profile)
        self.desk = Desk(
            profile, SettingsService(Settings(), lambda _values: None), StoreThread(self.keeper.open_store)
        )
        self.keeper.start(self.desk, lambda: None)
        self.desk.store.call(lambda _store: None)  # its socket is open by then
        qtbot.wait(50)

    def write(self, title: str) -> None:
        """Write a title on the desk, and wait until it is kept."""
        if not self.desk.session.draft.id:
            self.desk.drafts.new(Brief(product="Havn"))
        self.desk.session.set_field("title", title, "Typing")
        self.desk.drafts.save_now()
        self._qtbot.waitUntil(lambda: self.desk.drafts.all_safe, timeout=WAIT_MS)

    @property
    def title(self) -> str:
        return self.desk.session.draft.copy.text("title")


@pytest.fixture
def window(profile: Profile, qtbot: QtBot) -> Iterator[Window]:
    made = Window(profile, qtbot)
    yield made
    made.keeper.close()
    made.desk.shut_down()


@pytest.mark.parametrize("one", [False, True])
def test_what_a_command_restores_comes_to_the_desk(window: Window, qtbot: QtBot, one: bool) -> None:
    window.write("As it was")
    command = open_store(window.profile, 10)
    try:
        name = command.backup_now().name
        window.write("As it became")
        if one:
            command.restore_draft_from(name, window.desk.session.draft.id)
        else:
            command.restore_backup(name)
    finally:
        command.close()
    qtbot.waitUntil(lambda: window.title == "As it was", timeout=WAIT_MS)
    window.desk.session.undo()
    assert window.title == "As it became"
