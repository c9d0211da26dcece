"""The providers that can be chosen from a list."""

from __future__ import annotations

import re

import pytest

from desktop.core.errors import UserError
from desktop.core.provider import Protocol, Provider, is_loopback
from desktop.engine.addresses import clean_address
from desktop.engine.presets import OTHER, genuine, load_presets, preset_at, preset_of

EXPECTED = {
    "openai", "anthropic", "gemini", "mistral", "huggingface", "openrouter", "groq", "deepseek", "xai", "azure",
    "bedrock", "ollama", "lmstudio", "llamacpp", "vllm", OTHER,
}  # fmt: skip


def _filled(address: str) -> str:
    return address.replace("{resource}", "my-shop").replace("{region}", "eu-central-1")


def test_all_that_were_promised_are_there_and_can_be_added_as_they_are() -> None:
    assert {preset.id for preset in load_presets()} == EXPECTED
    for preset in load_presets():
        if preset.id != OTHER:
            address = _filled(preset.address)
            assert clean_address(address, preset.protocol) == address
            assert preset_at(address) == preset


def test_those_elsewhere_use_https_and_want_a_key_from_their_own_page() -> None:
    for preset in load_presets():
        if preset.address and not is_loopback(preset.address):
            assert preset.address.startswith("https://")
            assert preset.needs_key
            assert preset.key_page.startswith("https://")
            assert not preset.free
        else:
            assert not preset.needs_key


def test_what_a_provider_says_of_itself_has_its_month_and_its_page() -> None:
    for preset in load_presets():
        said = [text for text in (preset.region, preset.retention, preset.training) if text]
        assert bool(said) == bool(preset.read_on) == bool(preset.read_at)
        assert all(text.endswith(".") for text in said)
        if preset.read_on:
            assert re.fullmatch(r"20\d\d-\d\d(-\d\d)?", preset.read_on)


@pytest.mark.parametrize(
    "address",
    [
        "https://api.openai.com.example.org/v1",
        "https://example.org/api.openai.com/v1",
        "http://api.openai.com/v1",
        "https://api.openai.com:8443/v1",
        "https://evil/x.openai.azure.com",
        "https://a.b.openai.azure.com/openai/v1",
        "http://192.168.1.4:11434",
    ],
)
def test_an_address_that_only_looks_like_a_providers_is_none(address: str) -> None:
    assert preset_at(address) is None
    assert genuine(Provider("x", Protocol.OPENAI, address, preset="openai")) is None


def test_an_unknown_preset_is_told_with_those_there_are() -> None:
    with pytest.raises(UserError) as caught:
        preset_of("nobody")
    assert "groq" in caught.value.problem.hint
