"""`copydesk keys` where there is no keyring: what it says, and with which exit status."""

from __future__ import annotations

import asyncio
import io
import json
import sys
from typing import Any

import pytest

from desktop.cli import main
from desktop.core.profile import Profile
from desktop.core.provider import Protocol
from desktop.engine.engine import Engine
from desktop.engine.provider_messages import AddProvider

KEY = "sk-unit-0123456789abcdef"

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="elsewhere there is always a keyring")


@pytest.fixture
def shop(profile: Profile, monkeypatch: pytest.MonkeyPatch) -> Profile:
    """A profile with two providers, in a session without a keyring."""
    monkeypatch.delenv("DBUS_SESSION_BUS_ADDRESS", raising=False)

    async def add() -> None:
        engine = Engine(profile)
        await engine.providers.add(AddProvider("openai", Protocol.OPENAI, preset="openai"))
        await engine.providers.add(AddProvider("here", Protocol.OPENAI, "http://127.0.0.1:9/v1"))
        await engine.close()

    asyncio.run(add())
    return profile


def keys(
    profile: Profile,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    *arguments: str,
    stdin: bytes = b"",
) -> tuple[int, Any]:
    """Exit status and the one JSON document."""
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin)))
    capsys.readouterr()
    status = main(["keys", *arguments, "--json", "--profile", str(profile.folder)])
    told = capsys.readouterr()
    assert KEY not in told.out + told.err
    assert told.out.count("\n") == 1
    return status, json.loads(told.out)


def test_a_provider_without_keys_says_whether_it_needs_one(
    shop: Profile, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    status, found = keys(shop, monkeypatch, capsys, "list")
    assert status == 0
    assert [(line["provider"], line["name"], line["place"]) for line in found["keys"]] == [
        ("openai", "", "none"),
        ("here", "", "not_needed"),
    ]
    assert found["keyring"] == ""


def test_a_key_that_would_be_gone_at_once_is_refused(
    shop: Profile, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    status, found = keys(shop, monkeypatch, capsys, "set", "openai", stdin=KEY.encode())
    assert (status, found["error"]["kind"]) == (3, "keyring")
    assert "D-Bus" in found["error"]["hint"]
    assert keys(shop, monkeypatch, capsys, "list")[1]["keys"][0]["name"] == ""
    assert KEY.encode() not in b"".join(path.read_bytes() for path in shop.folder.rglob("*") if path.is_file())


def test_deleting_where_nothing_can_be_is_done(
    shop: Profile, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert keys(shop, monkeypatch, capsys, "delete", "openai", "--name", "work") == (
        0,
        {"provider": "openai", "name": "work", "deleted": True},
    )


@pytest.mark.parametrize(
    ("arguments", "status", "kind"),
    [
        (("test", "openai"), 3, "auth"),
        (("test", "nobody"), 2, "input"),
        (("set", "openai", KEY), 2, "usage"),
        (("set", "openai", "--key", KEY), 2, "usage"),
        (("set", "openai", f"--key={KEY}"), 2, "usage"),
        (("test", "openai", KEY), 2, "usage"),
        (("set",), 2, "usage"),
    ],
)
def test_errors_are_kinds(
    shop: Profile,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    arguments: tuple[str, ...],
    status: int,
    kind: str,
) -> None:
    found = keys(shop, monkeypatch, capsys, *arguments)
    assert (found[0], found[1]["error"]["kind"]) == (status, kind)
