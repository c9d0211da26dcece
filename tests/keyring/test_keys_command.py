"""`copydesk keys` as a program of its own, on a real gnome-keyring and a real server."""

from __future__ import annotations

import asyncio
import json
import os
import pty
import subprocess
import sys
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

from desktop.core.profile import Profile
from desktop.core.provider import Protocol
from desktop.engine.engine import Engine
from desktop.engine.provider_messages import AddProvider
from tests.keyring.conftest import KEY, DesktopSession

pytestmark = pytest.mark.keyring

ROOT = Path(__file__).resolve().parents[2]


class _Models(BaseHTTPRequestHandler):
    """A list of models for who has the key."""

    def do_GET(self) -> None:
        good = self.headers["Authorization"] == f"Bearer {KEY}"
        shown = {"data": [{"id": "one"}, {"id": "two"}]} if good else {"error": {"message": "Incorrect API key"}}
        body = json.dumps(shown).encode()
        self.send_response(200 if good else 401)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *arguments: object) -> None:
        """Say nothing."""


@pytest.fixture
def address() -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Models)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
    thread.start()
    yield f"http://127.0.0.1:{server.server_address[1]}/v1"
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture
def shop(profile: Profile, address: str) -> Profile:
    """A profile with a provider called `shop`."""

    async def add() -> None:
        engine = Engine(profile)
        await engine.providers.add(AddProvider("shop", Protocol.OPENAI, address))
        await engine.close()

    asyncio.run(add())
    return profile


def command(profile: Profile, *arguments: str) -> list[str]:
    return [sys.executable, "-m", "desktop", *arguments, "--profile", str(profile.folder)]


def keys(profile: Profile, *arguments: str, stdin: str = "") -> tuple[int, Any, str]:
    """Exit status, the one JSON document, standard error."""
    done = subprocess.run(
        command(profile, "keys", *arguments, "--json"),
        cwd=ROOT,
        input=stdin,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert KEY not in done.stdout + done.stderr
    assert done.stdout.count("\n") == 1, done.stderr
    return done.returncode, json.loads(done.stdout), done.stderr


def test_a_key_is_set_listed_tested_and_deleted(session: DesktopSession, shop: Profile) -> None:
    session.start_keyring(unlocked=True)
    status, found, _ = keys(shop, "set", "shop", stdin=f"{KEY}\n")
    assert (status, found) == (0, {"provider": "shop", "name": "default", "place": "keyring", "ending": KEY[-4:]})
    assert keys(shop, "set", "shop", "--name", "wrong", stdin="sk-wrong-0123456789abcdef")[0] == 0
    _, found, _ = keys(shop, "list")
    assert [(line["name"], line["place"], line["in_use"]) for line in found["keys"]] == [
        ("default", "keyring", True),
        ("wrong", "keyring", False),
    ]
    status, found, _ = keys(shop, "test", "shop")
    assert (status, found["models"]) == (0, 2)
    status, found, _ = keys(shop, "test", "shop", "--name", "wrong")
    assert (status, found["error"]["kind"]) == (3, "auth")
    for _ in range(2):
        assert keys(shop, "delete", "shop", "--name", "wrong")[:2] == (
            0,
            {"provider": "shop", "name": "wrong", "deleted": True},
        )
    assert keys(shop, "delete", "shop")[0] == 0
    _, found, _ = keys(shop, "list")
    assert found["keys"] == [
        {"provider": "shop", "name": "", "place": "not_needed", "ending": "", "in_use": False, "note": ""}
    ]
    assert session.prompts == 0


@pytest.mark.parametrize(("stdin", "part"), [("", "empty"), ("two\nlines", "U+000A"), ("sk-…wxyz", "U+2026")])
def test_what_cannot_be_a_key_is_refused(session: DesktopSession, shop: Profile, stdin: str, part: str) -> None:
    session.start_keyring(unlocked=True)
    status, found, _ = keys(shop, "set", "shop", stdin=stdin)
    assert (status, found["error"]["kind"]) == (2, "input")
    assert part in found["error"]["message"]


def test_a_provider_that_is_not_there_is_named_before_a_key_is_asked_for(
    session: DesktopSession, shop: Profile
) -> None:
    for verb in ("set", "test", "delete"):
        status, found, _ = keys(shop, verb, "shoop")
        assert (status, found["error"]["kind"]) == (2, "input")
        assert "shoop" in found["error"]["message"]
    assert session.prompts == 0


def test_without_a_keyring_a_key_is_not_kept_and_the_command_says_so(session: DesktopSession, shop: Profile) -> None:
    status, found, _ = keys(shop, "set", "shop", stdin=KEY)
    assert (status, found["error"]["kind"]) == (3, "keyring")
    assert "not kept" in found["error"]["message"]
    assert "org.freedesktop.secrets" in found["error"]["hint"]
    session.lock_keyring()
    status, found, _ = keys(shop, "set", "shop", stdin=KEY)
    assert (status, found["error"]["kind"]) == (3, "keyring")
    assert "locked" in found["error"]["hint"]
    assert session.prompts == 1
    _, found, _ = keys(shop, "list")
    assert [line["name"] for line in found["keys"]] == [""]


def test_a_key_that_is_locked_away_is_listed_as_that(session: DesktopSession, shop: Profile) -> None:
    session.start_keyring(unlocked=True)
    assert keys(shop, "set", "shop", stdin=KEY)[0] == 0
    session.start_keyring(unlocked=False)
    status, found, _ = keys(shop, "list")
    assert (status, found["keys"][0]["place"], session.prompts) == (0, "locked", 0)
    assert found["keyring"].startswith("The keyring is locked.")
    status, found, _ = keys(shop, "test", "shop")
    assert (status, found["error"]["kind"]) == (3, "keyring")


def test_a_key_is_typed_at_a_prompt_that_does_not_show_it(session: DesktopSession, shop: Profile) -> None:
    session.start_keyring(unlocked=True)
    ours, theirs = pty.openpty()
    program = subprocess.Popen(
        command(shop, "keys", "set", "shop"),
        cwd=ROOT,
        stdin=theirs,
        stdout=theirs,
        stderr=theirs,
        start_new_session=True,
    )
    os.close(theirs)
    shown = b""
    while b"not shown" not in shown:
        shown += os.read(ours, 1024)
    os.write(ours, f"{KEY}\n".encode())
    assert program.wait(60) == 0
    while True:
        try:
            shown += os.read(ours, 1024)
        except OSError:  # the other end is closed
            break
    os.close(ours)
    assert b"is kept in the keyring" in shown
    assert KEY.encode() not in shown
    assert keys(shop, "list")[1]["keys"][0]["ending"] == KEY[-4:]


def test_doctor_says_how_the_keyring_is(session: DesktopSession, profile: Profile) -> None:
    def line() -> tuple[bool, str]:
        done = subprocess.run(
            command(profile, "doctor", "--json"), cwd=ROOT, capture_output=True, text=True, timeout=120, check=True
        )
        found = [each for each in json.loads(done.stdout)["checks"] if each["what"] == "keyring"][-1]
        return found["works"], found["value"]

    works, value = line()
    assert not works
    assert "org.freedesktop.secrets" in value
    session.start_keyring(unlocked=True)
    assert line() == (True, "the system’s keyring is open")
    assert session.prompts == 0
