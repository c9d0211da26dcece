"""What is asked for a prompt on each kind of route, and what is left out of it."""

from __future__ import annotations

import msgspec
import pytest

from desktop.core.prompt import Message, Prompt, Role
from desktop.core.provider import Protocol
from desktop.engine.gateway_requests import (
    context_to_ask,
    ignored_settings,
    is_unread,
    longest_answer,
    messages_of,
    refused_settings,
    request_of,
    thinks,
)
from desktop.engine.route import Route, litellm_name, request_base

PROMPT = Prompt((Message(Role.USER, "A mug."),), 50, 0.3, 0.8, ("\n",), 7, 0.5, '{"type": "object"}')


def route(protocol: Protocol = Protocol.OPENAI, model: str = "m", **fields: object) -> Route:
    made = Route(f"shop/{model}", litellm_name(protocol, model), "https://api.example.org/v1", protocol=protocol)
    return msgspec.structs.replace(made, **fields)


@pytest.mark.parametrize(
    ("protocol", "left_out"),
    [
        (Protocol.OPENAI, set()),
        (Protocol.HUGGINGFACE, set()),
        (Protocol.MISTRAL, {"stream_options", "seed"}),
        (Protocol.ANTHROPIC, {"top_p", "seed", "frequency_penalty", "response_format"}),
        (Protocol.GEMINI, set()),
        (Protocol.OLLAMA, {"frequency_penalty"}),
    ],
)
def test_what_a_protocol_does_not_take_is_left_out(protocol: Protocol, left_out: set[str]) -> None:
    whole = set(request_of(route(), PROMPT))
    assert whole - set(request_of(route(protocol), PROMPT)) == left_out


def test_the_seed_has_its_own_name_at_mistral() -> None:
    assert request_of(route(Protocol.MISTRAL), PROMPT)["extra_body"] == {"random_seed": 7}


def test_what_is_ignored_is_named_as_in_a_prompt() -> None:
    assert ignored_settings(route()) == ()
    assert ignored_settings(route(Protocol.MISTRAL)) == ()
    assert ignored_settings(route(Protocol.ANTHROPIC)) == ("top_p", "seed", "frequency_penalty", "json_schema")


def test_what_was_refused_before_is_left_out() -> None:
    request = request_of(route(), PROMPT, frozenset({"temperature", "top_p", "max_tokens"}))
    assert not {"temperature", "top_p", "max_tokens"} & set(request)
    assert request["max_completion_tokens"] == 50


@pytest.mark.parametrize(
    ("said", "settings"),
    [
        ("Unsupported parameter: 'max_tokens' is not supported. Use 'max_completion_tokens' instead.", {"max_tokens"}),
        ("Unsupported value: 'temperature' does not support 0.3 with this model.", {"temperature", "top_p"}),
        ("`temperature` and `top_p` cannot both be specified for this model.", {"top_p"}),
        ('{"type":"extra_forbidden","loc":["body","seed"],"msg":"Extra inputs are not permitted"}', {"seed"}),
        ('Unknown name "responseSchema": Cannot find field. response_schema is not supported', {"response_format"}),
        ("Unrecognized request argument supplied: stream_options", {"stream_options"}),
        ("'stop_sequences' is not supported with this model", {"stop"}),
        ("This model does not support images", set()),
        ("top_p is not known.", set()),
        ("The model `seed-1` does not support this", set()),
        ("", set()),
    ],
)
def test_what_a_provider_refuses_is_read_from_what_it_says(said: str, settings: set[str]) -> None:
    assert refused_settings(said, request_of(route(), PROMPT)) == settings


def test_what_was_not_sent_was_not_refused() -> None:
    assert not refused_settings("seed is not supported", {"temperature": 1})


@pytest.mark.parametrize(
    ("model", "does"),
    [
        ("gpt-4o-mini", False),
        ("gpt-5-mini", True),
        ("o3-mini", True),
        ("openai/gpt-oss-20b", True),
        ("gemini-2.0-flash", False),
        ("gemini-2.5-flash", True),
        ("claude-sonnet-4-5", False),
        ("mistral-large-latest", False),
        ("magistral-medium-latest", True),
        ("deepseek-chat", False),
        ("deepseek-reasoner", True),
        ("deepseek-r1:8b", True),
        ("qwen3:4b", True),
        ("qwen2.5-coder:1.5b", False),
        ("llama3.1:8b", False),
        ("proto3-mini", False),
    ],
)
def test_models_that_think_are_known_by_name(model: str, does: bool) -> None:
    assert thinks(route(model=model)) is does


def test_a_model_that_thinks_has_room_for_it() -> None:
    assert longest_answer(route(), PROMPT) == 50
    assert longest_answer(route(thinks=True), PROMPT) == 50 + 4096
    assert longest_answer(route(thinks=True, longest_answer=1000), PROMPT) == 1000
    assert longest_answer(route(thinks=True, inside=True), PROMPT) == 50


def test_room_for_the_prompt_is_asked_of_ollama_in_few_sizes() -> None:
    long = Prompt((Message(Role.USER, "x" * 60_000),), 1000)
    assert context_to_ask(route(Protocol.OLLAMA), PROMPT) == 8192
    assert context_to_ask(route(Protocol.OLLAMA), long) == 32_768
    assert context_to_ask(route(Protocol.OLLAMA, context=4096), PROMPT) == 4096
    assert context_to_ask(route(Protocol.OLLAMA, context=131_072), long) == 32_768
    assert request_of(route(Protocol.OLLAMA), PROMPT)["num_ctx"] == 8192
    assert "num_ctx" not in request_of(route(), PROMPT)


@pytest.mark.parametrize(
    ("protocol", "read", "lost"),
    [
        (Protocol.OLLAMA, 2048, True),
        (Protocol.OLLAMA, 4000, False),
        (Protocol.OLLAMA, 12, False),
        (Protocol.OLLAMA, None, False),
        (Protocol.OPENAI, 2048, False),
    ],
)
def test_a_prompt_that_was_read_in_part_is_seen(protocol: Protocol, read: int | None, lost: bool) -> None:
    """18,000 characters are some 4,000 tokens; very few are what some versions say of a prompt they know already."""
    assert is_unread(route(protocol), Prompt((Message(Role.USER, "A mug for coffee. " * 1000),), 50), read) is lost


def test_words_that_ask_to_go_on_are_for_those_who_need_them() -> None:
    messages = (Message(Role.USER, "Write."), Message(Role.ASSISTANT, "A mug"), Message(Role.USER, "Go on."))
    prompt = Prompt(messages, 50, go_on=True)
    assert messages_of(route(), prompt) == messages
    assert messages_of(route(inside=True), prompt) == messages[:2]
    assert messages_of(route(inside=True), Prompt(messages, 50)) == messages


@pytest.mark.parametrize(
    ("protocol", "typed", "base"),
    [
        (Protocol.OPENAI, "https://api.openai.com/v1/", "https://api.openai.com/v1"),
        (Protocol.OPENAI, "http://localhost:1234/v1/chat/completions", "http://localhost:1234/v1"),
        (Protocol.MISTRAL, "https://api.mistral.ai/v1", "https://api.mistral.ai/v1"),
        (Protocol.ANTHROPIC, "https://api.anthropic.com", "https://api.anthropic.com"),
        (Protocol.ANTHROPIC, "https://api.anthropic.com/v1/", "https://api.anthropic.com"),
        (Protocol.ANTHROPIC, "https://proxy.example.org/anthropic/v1/messages", "https://proxy.example.org/anthropic"),
        (Protocol.GEMINI, "https://generativelanguage.googleapis.com", "https://generativelanguage.googleapis.com/v1beta"),
        (
            Protocol.GEMINI,
            "https://generativelanguage.googleapis.com/v1beta/openai/",
            "https://generativelanguage.googleapis.com/v1beta",
        ),
        (Protocol.GEMINI, "https://g.example.org/v1/models", "https://g.example.org/v1"),
        (Protocol.OLLAMA, "http://localhost:11434", "http://localhost:11434"),
        (Protocol.OLLAMA, "http://localhost:11434/v1/", "http://localhost:11434"),
        (Protocol.OLLAMA, "http://localhost:11434/api/chat", "http://localhost:11434"),
    ],
)  # fmt: skip
def test_each_usual_form_of_an_address_is_taken(protocol: Protocol, typed: str, base: str) -> None:
    assert request_base(protocol, typed) == base
    assert request_base(protocol, base) == base


@pytest.mark.parametrize(
    ("protocol", "name"),
    [
        (Protocol.OPENAI, "openai/x/m"),
        (Protocol.MISTRAL, "openai/x/m"),
        (Protocol.HUGGINGFACE, "openai/x/m"),
        (Protocol.ANTHROPIC, "anthropic/x/m"),
        (Protocol.GEMINI, "gemini/x/m"),
        (Protocol.OLLAMA, "ollama_chat/x/m"),
    ],
)
def test_a_model_is_asked_for_by_its_protocol(protocol: Protocol, name: str) -> None:
    assert litellm_name(protocol, "x/m") == name
