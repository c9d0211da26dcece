"""Addresses as people type them."""

from __future__ import annotations

import pytest

from desktop.core.errors import UserError
from desktop.core.provider import Protocol
from desktop.engine.addresses import clean_address, warning_of

OPENAI, ANTHROPIC, GEMINI, OLLAMA = Protocol.OPENAI, Protocol.ANTHROPIC, Protocol.GEMINI, Protocol.OLLAMA


@pytest.mark.parametrize(
    ("typed", "protocol", "kept"),
    [
        (" localhost:1234 ", OPENAI, "http://localhost:1234/v1"),
        ("http://localhost:1234/", OPENAI, "http://localhost:1234/v1"),
        ("http://localhost:1234/v1/models", OPENAI, "http://localhost:1234/v1"),
        ("api.x.ai/v1/chat/completions", OPENAI, "https://api.x.ai/v1"),
        ("192.168.1.5:8000", OPENAI, "https://192.168.1.5:8000/v1"),
        ("[::1]:8080", OPENAI, "http://[::1]:8080/v1"),
        ("HTTPS://API.Example.com//V2//", OPENAI, "https://api.example.com/V2"),
        ("https://shop.openai.azure.com/openai/v1", OPENAI, "https://shop.openai.azure.com/openai/v1"),
        ("https://api.anthropic.com/v1/messages", ANTHROPIC, "https://api.anthropic.com"),
        ("https://gateway.example.com/anthropic/v1", ANTHROPIC, "https://gateway.example.com/anthropic"),
        ("generativelanguage.googleapis.com", GEMINI, "https://generativelanguage.googleapis.com/v1beta"),
        ("https://example.com/v1beta/models", GEMINI, "https://example.com/v1beta"),
        ("localhost:11434/api/tags", OLLAMA, "http://localhost:11434"),
        ("http://localhost:11434/v1", OLLAMA, "http://localhost:11434"),
    ],
)
def test_an_address_is_kept_up_to_where_its_protocol_begins(typed: str, protocol: Protocol, kept: str) -> None:
    assert clean_address(typed, protocol) == kept
    assert clean_address(kept, protocol) == kept, "what is kept stays"


@pytest.mark.parametrize(
    "typed",
    ["", "a b", "ftp://example.com", "file:///etc/passwd", "http://", "http://x:99999", "http://x:0", "http://[::1",
     "javascript:alert(1)", "https://x\n.com", "https://" + "a" * 1001],
)  # fmt: skip
def test_what_is_no_address_is_refused(typed: str) -> None:
    with pytest.raises(UserError, match="no address"):
        clean_address(typed, OPENAI)


@pytest.mark.parametrize(
    ("typed", "part"),
    [
        ("https://me:hunter2@example.com/v1", "password"),
        ("https://me@example.com/v1", "password"),
        ("https://example.com/v1?key=hunter2", "after a ?"),
        ("https://example.com/v1#hunter2", "after a ?"),
        ("https://{resource}.openai.azure.com/openai/v1", "{resource}"),
        ("https://me:hunter2@{region}.example.com", "{region}"),
        ("ftp://me:hunter2@example.com", "no address"),
    ],
)
def test_no_secret_may_stand_in_an_address_and_none_is_repeated(typed: str, part: str) -> None:
    with pytest.raises(UserError) as caught:
        clean_address(typed, OPENAI)
    problem = caught.value.problem
    assert part in problem.message
    assert "hunter2" not in f"{problem.message} {problem.hint} {problem.details}"


@pytest.mark.parametrize(
    ("address", "warns"),
    [
        ("http://192.168.1.5:8000/v1", True),
        ("http://example.com/v1", True),
        ("http://127.0.0.1.example.com/v1", True),
        ("https://example.com/v1", False),
        ("http://localhost:1234/v1", False),
        ("http://127.0.0.1:1234/v1", False),
        ("http://[::1]:1234/v1", False),
    ],
)
def test_plain_http_to_another_machine_is_told(address: str, warns: bool) -> None:
    assert bool(warning_of(address)) is warns
