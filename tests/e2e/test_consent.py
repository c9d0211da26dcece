"""The first text to another computer: shown in full, replaced, sent only when the writer says so, and logged."""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import msgspec
import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop.core.calls import CallRecord
from desktop.core.draft import Draft
from desktop.core.ids import DraftId
from desktop.core.profile import Profile
from desktop.core.provider import Protocol
from desktop.core.settings import COPY_LANGUAGE, INTERFACE_LANGUAGE, LOCAL_ONLY, MODEL, Settings
from desktop.runtime.desk import Desk
from desktop.runtime.provider_values import NewProvider
from desktop.runtime.settings_service import SettingsService
from desktop.runtime.store_thread import StoreThread
from desktop.store.store import Store
from desktop.views.leaving_card import LeavingCard
from desktop.views.main_window import MainWindow
from desktop.views.theme import apply_theme
from tests.fakes.desk import SAMPLE
from tests.faults.server import FaultServer

pytestmark = [pytest.mark.slow, pytest.mark.qt_log_ignore("This plugin does not support propagateSizeHints")]

_SLOW_MS = 30_000


def own_address() -> str:
    """An address of this computer that is not loopback; empty when it has none. Nothing is sent."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        try:
            probe.connect(("192.0.2.1", 9))
        except OSError:
            return ""
        found = str(probe.getsockname()[0])
    return "" if found.startswith(("127.", "0.")) else found


class Relay:
    """Passes on what comes to another address of this computer, as if the server were elsewhere."""

    def __init__(self, host: str, port: int) -> None:
        self._to = ("127.0.0.1", port)
        self._listener = socket.create_server((host, 0))
        self._threads: list[threading.Thread] = []
        self._ends: list[socket.socket] = []
        self.port = self._listener.getsockname()[1]
        self._start(self._accept)

    def close(self) -> None:
        """Listen no more, and end."""
        with suppress(OSError):
            self._listener.shutdown(socket.SHUT_RDWR)
        self._listener.close()
        for end in self._ends:
            with suppress(OSError):
                end.shutdown(socket.SHUT_RDWR)
        for thread in self._threads:
            thread.join(5)
        for end in self._ends:
            end.close()

    def _start(self, work: object, *arguments: object) -> None:
        thread = threading.Thread(target=work, args=arguments, daemon=True)  # type: ignore[arg-type]
        self._threads.append(thread)
        thread.start()

    def _accept(self) -> None:
        with suppress(OSError):
            while True:
                client, _ = self._listener.accept()
                server = socket.create_connection(self._to)
                self._ends += [client, server]
                self._start(self._pump, client, server)
                self._start(self._pump, server, client)

    @staticmethod
    def _pump(source: socket.socket, to: socket.socket) -> None:
        with suppress(OSError):
            while data := source.recv(65536):
                to.sendall(data)
        for each in (source, to):
            with suppress(OSError):
                each.shutdown(socket.SHUT_RDWR)


@pytest.fixture
def server() -> Iterator[FaultServer]:
    with FaultServer() as made:
        yield made


@pytest.fixture
def address(server: FaultServer) -> Iterator[str]:
    host = own_address()
    if not host:
        pytest.skip("this computer has no address but loopback")
    relay = Relay(host, server.port)
    yield server.base("none").replace(f"127.0.0.1:{server.port}", f"{host}:{relay.port}")
    relay.close()


@pytest.fixture
def window(qapp: QApplication, qtbot: QtBot, tmp_path: Path) -> Iterator[MainWindow]:
    apply_theme(qapp, "light", 15)
    profile = Profile(tmp_path, tmp_path / "models")
    settings = SettingsService(Settings({INTERFACE_LANGUAGE.key: "en", COPY_LANGUAGE.key: "en"}), lambda _kept: None)
    store = StoreThread(lambda: Store(profile))
    desk = Desk(profile, settings, store)
    made = MainWindow(desk)
    qtbot.addWidget(made)
    made.show()
    store.start(lambda _store: None, lambda problem: pytest.fail(problem.message))
    desk.engine.start()
    yield made
    desk.shut_down()


def add(window: MainWindow, qtbot: QtBot, address: str) -> None:
    """Add a provider there, and write with it the sample that a customer asked for."""
    desk = window.desk
    desk.providers.refresh()
    qtbot.waitUntil(lambda: desk.providers.loaded, timeout=_SLOW_MS)
    desk.providers.add(NewProvider("other", Protocol.OPENAI, address, "Elsewhere", "sk-test-0123456789abcdefghij"))
    qtbot.waitUntil(lambda: bool(desk.providers.providers), timeout=_SLOW_MS)
    desk.settings.set(MODEL, f"{desk.providers.providers[0].provider.name}/m")
    brief = msgspec.structs.replace(SAMPLE, notes="Asked by Mrs. Anna de Vries, anna@havn.nl")
    desk.session.open(Draft(DraftId(""), brief=brief))


def asked_by(window: MainWindow, qtbot: QtBot) -> LeavingCard:
    window.commands.write()
    qtbot.waitUntil(lambda: window.cards.leaving is not None, timeout=_SLOW_MS)
    card = window.cards.leaving
    assert card is not None
    return card


def questions(server: FaultServer) -> list[dict[str, object]]:
    """What was asked of the model; the list of models is no text."""
    return [seen.json for seen in server.seen if seen.body]


def test_the_first_text_goes_only_when_the_writer_says_so(
    window: MainWindow, qtbot: QtBot, server: FaultServer, address: str
) -> None:
    desk = window.desk
    add(window, qtbot, address)
    card = asked_by(window, qtbot)
    assert questions(server) == []
    assert "[NAME_1]" in card.text.toPlainText()
    assert "Anna" not in card.text.toPlainText()
    card.later.click()
    assert not desk.writer.busy
    assert questions(server) == []

    card = asked_by(window, qtbot)
    shown = card.text.toPlainText()
    with qtbot.waitSignal(desk.writer.finished, timeout=_SLOW_MS):
        card.send.click()
    first = questions(server)[0]
    messages = first["messages"]
    assert isinstance(messages, list)
    for message in messages:
        assert message["content"] in shown  # exactly this was shown
    assert "Anna" not in str(questions(server))
    qtbot.waitUntil(lambda: bool(desk.providers.providers[0].provider.consented_at), timeout=_SLOW_MS)
    calls: list[CallRecord] = []
    desk.spending.flush()
    desk.spending.calls(calls.extend)
    qtbot.waitUntil(lambda: len(calls) == len(questions(server)), timeout=_SLOW_MS)
    assert {call.host for call in calls} == {address.split("/")[2]}
    assert {call.replaced for call in calls} == {2}
    assert {call.content for call in calls} == {""}


def test_with_the_lock_on_nothing_goes_and_nothing_is_asked(
    window: MainWindow, qtbot: QtBot, server: FaultServer, address: str
) -> None:
    desk = window.desk
    add(window, qtbot, address)
    qtbot.waitUntil(lambda: desk.providers.standing(desk.providers.providers[0].provider.name) != "testing")
    before = len(server.seen)
    desk.settings.set(LOCAL_ONLY, True)
    assert window.bottom_bar.place.words == "Locked: nothing goes to Elsewhere"
    with qtbot.waitSignal(desk.writer.failed, timeout=_SLOW_MS):
        window.commands.write()
    assert window.cards.leaving is None
    assert len(server.seen) == before
