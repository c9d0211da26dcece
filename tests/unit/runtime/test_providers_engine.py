"""Providers through the real engine, against a real server on this computer."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from pytestqt.qtbot import QtBot

from desktop.core.profile import Profile
from desktop.core.provider import KeyPlace, Protocol
from desktop.core.settings import Settings
from desktop.engine.messages import Configure
from desktop.runtime.engine_client import EngineClient
from desktop.runtime.notices import Notices
from desktop.runtime.provider_values import NewProvider, Standing
from desktop.runtime.providers_service import ProvidersService
from desktop.runtime.settings_service import SettingsService

GOOD = "sk-canary-good-0123456789abcdef77aa"
BAD = "sk-canary-bad-0123456789abcdef0000"
PATIENCE_MS = 30_000


class Handler(BaseHTTPRequestHandler):
    """Lists two models for the right key."""

    def do_GET(self) -> None:
        right = self.headers.get("Authorization") == f"Bearer {GOOD}"
        models = {"object": "list", "data": [{"id": "m-1", "object": "model"}, {"id": "m-2", "object": "model"}]}
        wrong = {"error": {"message": f"Incorrect API key provided: {BAD}", "code": "invalid_api_key"}}
        body = json.dumps(models if right else wrong).encode()
        self.send_response(200 if right else 401)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_parts: object) -> None:
        """Say nothing."""


@pytest.fixture
def address() -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}/v1"
    server.shutdown()
    server.server_close()
    thread.join()


@pytest.fixture
def service(qtbot: QtBot, profile: Profile) -> Iterator[ProvidersService]:
    engine = EngineClient(profile.folder, Configure())
    settings = SettingsService(Settings(), lambda _values: None)
    made = ProvidersService(engine, settings, Notices())
    engine.start()
    with qtbot.waitSignal(made.changed, timeout=PATIENCE_MS):
        made.refresh()
    yield made
    engine.close()


def test_a_provider_is_tested_added_refused_and_removed(
    qtbot: QtBot, service: ProvidersService, address: str, profile: Profile
) -> None:
    with qtbot.waitSignal(service.tried, timeout=PATIENCE_MS) as tried:
        service.try_new(NewProvider("other", Protocol.OPENAI, address, "Mine", BAD))
    assert tried.args is not None
    assert tried.args[0].problem is not None
    assert BAD not in str(tried.args[0])
    with qtbot.waitSignal(service.added, timeout=PATIENCE_MS):
        service.add(NewProvider("other", Protocol.OPENAI, address, "Mine", GOOD))
    qtbot.waitUntil(lambda: service.standing("mine") is Standing.CONNECTED, timeout=PATIENCE_MS)
    info = service.info("mine")
    assert info is not None
    assert [model.id for model in info.provider.models] == ["m-1", "m-2"]
    assert info.keys[0].ending == "77aa"
    assert info.keys[0].place in {KeyPlace.KEYRING, KeyPlace.SESSION}
    service.set_key("mine", BAD)
    qtbot.waitUntil(lambda: service.standing("mine") is Standing.REFUSED, timeout=PATIENCE_MS)
    service.remove("mine")
    qtbot.waitUntil(lambda: service.info("mine") is None, timeout=PATIENCE_MS)
    written = b"".join(file.read_bytes() for file in profile.folder.rglob("*") if file.is_file())
    assert GOOD.encode() not in written
    assert BAD.encode() not in written
