"""A command restores while a window is open: the window shows what it restored."""

from __future__ import annotations

import argparse
from collections.abc import Iterator

import pytest
from pytestqt.qtbot import QtBot

from desktop.cli.context import Context
from desktop.cli.history import run_restore
from desktop.core.brief import Brief, Kind
from desktop.core.draft import Origin
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


def test_an_older_version_that_a_command_restores_comes_to_the_desk(window: Window, qtbot: QtBot) -> None:
    """Or the bar would say "saved" of a text that is not the one on the disk."""
    window.write("As it was")
    id = window.desk.session.draft.id
    window.desk.drafts.add_version(Origin.NAMED, "first")
    window.write("As it became")
    oldest = window.desk.store.call(lambda store: store.versions(id)[-1].id)
    context = Context(window.profile, Settings(), as_json=False)
    assert run_restore(argparse.Namespace(id=str(oldest)), context) == 0
    qtbot.waitUntil(lambda: window.title == "As it was", timeout=WAIT_MS)
    assert window.desk.store.call(lambda store: store.draft(id).copy.text("title")) == "As it was"
    window.desk.session.undo()
    assert window.title == "As it became"
    window.desk.drafts.save_now()
    qtbot.waitUntil(lambda: window.desk.drafts.all_safe, timeout=WAIT_MS)


def test_a_draft_that_a_command_changed_comes_back_to_the_desk_as_it_is_now(window: Window, qtbot: QtBot) -> None:
    window.write("As it was")
    id, kind = window.desk.session.draft.id, window.desk.session.draft.kind
    window.desk.drafts.add_version(Origin.NAMED, "first")
    window.write("As it became")
    oldest = window.desk.store.call(lambda store: store.versions(id)[-1].id)
    window.desk.drafts.new(Brief(Kind.MAIL))
    context = Context(window.profile, Settings(), as_json=False)
    assert run_restore(argparse.Namespace(id=str(oldest)), context) == 0
    qtbot.wait(200)
    assert window.desk.drafts.show_kind(kind)
    qtbot.waitUntil(lambda: window.title == "As it was", timeout=WAIT_MS)
