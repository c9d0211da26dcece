"""The whole way of a call, from a real server through the real engine into the history, also when the window closes."""

from __future__ import annotations

import gc

from pytestqt.qtbot import QtBot

from desktop.core.brief import Brief
from desktop.core.calls import Purpose
from desktop.core.profile import Profile
from desktop.core.provider import Price, Protocol, Provider
from desktop.core.settings import CAP_DAY, MODEL, Settings
from desktop.engine.provider_book import ProviderBook
from desktop.runtime.desk import Desk
from desktop.runtime.permission import Asked
from desktop.runtime.session import Place
from desktop.runtime.settings_service import SettingsService
from desktop.runtime.store_thread import StoreThread
from desktop.store.client import open_store
from desktop.store.store import Store
from tests.faults.server import FaultServer


def test_a_call_that_closing_the_window_stops_is_kept_with_its_draft(qtbot: QtBot, profile: Profile) -> None:
    gc.collect()
    asked: list[Asked] = []
    with FaultServer() as server:
        provider = Provider("shop", Protocol.OPENAI, server.base("slow"), prices={"m": Price(100.0, 100.0)})
        ProviderBook(profile).change(lambda _none: (provider,))
        settings = SettingsService(Settings({MODEL.key: "shop/m", CAP_DAY.key: 5}), lambda _values: None)
        desk = Desk(profile, settings, StoreThread(lambda: Store(profile)))
        desk.permission.asks.connect(asked.append)
        desk.store.start(lambda _store: None, lambda problem: None)
        desk.engine.start()
        brief = Brief(product="Havn", language="en", channels=("shop.description",))
        desk.session.set_brief(brief, Place("brief"), "Brief")
        try:
            desk.writer.write()
            qtbot.waitUntil(lambda: bool(desk.session.draft.copy.text("description")), timeout=60_000)
        finally:
            desk.shut_down()
            qtbot.wait(50)  # what the store has told is heard while there is somebody to hear it
    assert asked == []  # what stays on this computer needs no consent, and it is cheap
    store = open_store(profile)
    (call,) = store.calls()
    store.close()
    assert (call.purpose, call.outcome, call.estimated) == (Purpose.WRITE, "cancelled", True)
    assert call.cost
    assert 0 < call.cost < 5
    assert call.draft == desk.session.draft.id != ""
