"""How a provider stands, what it is called, and what becomes of an address as it was typed."""

from __future__ import annotations

import pytest

from desktop.core.errors import ErrorKind, Problem
from desktop.core.provider import KeyPlace, KeyState, Preset, Protocol, Provider
from desktop.engine.presets import load_presets
from desktop.engine.provider_messages import ProviderInfo
from desktop.runtime.provider_values import (
    NewProvider,
    Standing,
    Trial,
    filled,
    free_name,
    is_open_road,
    key_in_use,
    places_in,
    speaks_of,
    standing_of,
    whole_address,
)

LISTED = Provider("openai", Protocol.OPENAI, "https://api.openai.com/v1", "openai", listed_at="2026-11-21T13:32:00Z")
KEPT = KeyState("default", KeyPlace.KEYRING, "4f2a")
WELL = Trial("2026-11-21T13:32:00Z", 0.8, 3)


def failed(kind: ErrorKind) -> Trial:
    return Trial("2026-11-21T13:32:00Z", problem=Problem(kind, "No."))


@pytest.mark.parametrize(
    ("info", "trial", "wanted"),
    [
        (ProviderInfo(LISTED, (KEPT,)), None, Standing.CONNECTED),
        (ProviderInfo(Provider("x", Protocol.OPENAI, "http://localhost"), needs_key=False), None, Standing.UNTRIED),
        (ProviderInfo(LISTED), None, Standing.NO_KEY),
        (ProviderInfo(LISTED, (KeyState("default", KeyPlace.NONE),)), WELL, Standing.NO_KEY),
        (ProviderInfo(LISTED, (KeyState("default", KeyPlace.LOCKED),)), WELL, Standing.LOCKED),
        (ProviderInfo(LISTED, (KEPT,)), WELL, Standing.CONNECTED),
        (ProviderInfo(LISTED, (KEPT,)), failed(ErrorKind.AUTH), Standing.REFUSED),
        (ProviderInfo(LISTED, (KEPT,)), failed(ErrorKind.QUOTA), Standing.UNPAID),
        (ProviderInfo(LISTED, (KEPT,)), failed(ErrorKind.NETWORK), Standing.UNREACHED),
        (ProviderInfo(LISTED, (KEPT,)), failed(ErrorKind.TIMEOUT), Standing.UNREACHED),
        (ProviderInfo(LISTED, (KEPT,)), failed(ErrorKind.BUG), Standing.TROUBLED),
    ],
)
def test_how_a_provider_stands(info: ProviderInfo, trial: Trial | None, wanted: Standing) -> None:
    assert standing_of(info, trial, testing=False) is wanted
    assert standing_of(info, trial, testing=True) is Standing.TESTING


def test_the_key_in_use_is_the_one_that_is_named() -> None:
    shop = KeyState("shop", KeyPlace.KEYRING, "77aa")
    named = Provider("openai", Protocol.OPENAI, "https://api.openai.com/v1", keys=("default", "shop"), key="shop")
    assert key_in_use(ProviderInfo(named, (KEPT, shop))) == shop
    assert key_in_use(ProviderInfo(LISTED, (KEPT, shop))) == KEPT
    assert key_in_use(ProviderInfo(named, (KEPT,))) is None


@pytest.mark.parametrize(
    ("wanted", "taken", "name"),
    [
        ("openai", (), "openai"),
        ("openai", ("openai",), "openai-2"),
        ("openai", ("openai", "openai-2"), "openai-3"),
        ("My Server: 8000", (), "my-server-8000"),
        ("local", (), "provider"),
        ("…", (), "provider"),
        ("x" * 80, (), "x" * 32),
    ],
)
def test_a_free_name_is_made(wanted: str, taken: tuple[str, ...], name: str) -> None:
    assert free_name(wanted, taken) == name


def test_parts_of_an_address_are_filled_in() -> None:
    address = "https://{resource}.example.com/{region}/{resource}"
    assert places_in(address) == ("resource", "region")
    assert filled(address, {"resource": " havn ", "region": "eu"}) == "https://havn.example.com/eu/havn"
    assert filled(address, {"resource": "havn", "region": " "}) == ""
    assert filled("https://api.example.com", {}) == "https://api.example.com"


@pytest.mark.parametrize(
    ("typed", "whole"),
    [
        ("", ""),
        (" api.example.com/v1/ ", "https://api.example.com/v1"),
        ("localhost:8080", "http://localhost:8080"),
        ("127.0.0.1:8080/v1", "http://127.0.0.1:8080/v1"),
        ("http://192.168.1.2/v1", "http://192.168.1.2/v1"),
    ],
)
def test_an_address_as_it_was_typed_gets_its_scheme(typed: str, whole: str) -> None:
    assert whole_address(typed) == whole


def test_plain_http_to_another_computer_is_an_open_road() -> None:
    assert is_open_road("http://192.168.1.2/v1")
    assert is_open_road("HTTP://example.com")
    assert not is_open_road("http://localhost:8080")
    assert not is_open_road("https://example.com")


def test_a_new_provider_does_not_show_its_key() -> None:
    assert "sk-secret" not in repr(NewProvider("openai", Protocol.OPENAI, "https://x", "X", "sk-secret"))


def test_every_preset_speaks_of_its_own_address_and_of_no_other() -> None:
    for preset in load_presets():
        address = filled(preset.address, dict.fromkeys(places_in(preset.address), "eu-west-1"))
        if address:
            assert speaks_of(preset, Provider("x", preset.protocol, address)), preset.id
        assert not speaks_of(preset, Provider("x", preset.protocol, "https://mirror.example.com/v1"))
    other = Preset("x", "X", Protocol.OPENAI, "https://api.x.com")
    assert not speaks_of(other, Provider("x", Protocol.OPENAI, "https://api-x.com"))
