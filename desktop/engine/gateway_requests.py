"""What is asked of litellm for a prompt, per protocol: what a provider refuses is left out beforehand.

What it turns out to refuse is left out when it is asked once more.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

import msgspec

from desktop.core.prompt import Message, Prompt, Role
from desktop.core.provider import Protocol
from desktop.engine.route import Route

_LEFT_OUT: dict[Protocol, tuple[str, ...]] = {
    # Its models refuse two ways of sampling at once; a schema would come back as the call of a tool and not as text.
    Protocol.ANTHROPIC: ("top_p", "seed", "frequency_penalty", "response_format"),
    # litellm would send it under the name of another setting, in which less than 1 means to repeat more.
    Protocol.OLLAMA: ("frequency_penalty",),
    Protocol.MISTRAL: ("stream_options",),  # it answers 422 to what it does not know, and tells the usage unasked
}
_NAMES = {"response_format": "json_schema"}
_THINKERS = re.compile(
    r"(^|[/:-])(o[134]($|-)|gpt-5|gpt-oss|gemini-(2\.5|[3-9])|gemini-(flash|pro)-latest|qwen3|qwq|deepseek-(r|v4)"
    r"|magistral|grok-([4-9]|3-mini)|kimi-k|glm-[4-9]|minimax-m)|reason|think|[/:-]r1($|[-:])",
    re.IGNORECASE,
)
_ROOM_TO_THINK = 4096
"""Tokens that are added to the length of an answer where thinking counts as part of it."""

_REFUSES = re.compile(
    r"unsupported|not supported|(does|do) ?n[o']t support|not permitted|forbidden|unrecogni[sz]ed"
    r"|unknown (name|param|arg|field)|unexpected|cannot both|only the default|deprecated|not allowed"
    r"|not available|no longer",
    re.IGNORECASE,
)
_REFUSABLE: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("stream_options", ("stream_options",)),
    ("max_tokens", ("max_tokens",)),
    ("response_format", ("response_format", "json_schema", "response_schema", "response_json_schema", "output_format")),
    ("seed", ("seed", "random_seed")),
    ("frequency_penalty", ("frequency_penalty", "frequencyPenalty")),
    ("top_p", ("top_p", "topP")),
    ("temperature", ("temperature",)),
    ("stop", ("stop", "stop_sequences", "stopSequences")),
)
_LEAST_CONTEXT = 8192
_SHORTEST_TOKEN, _LONGEST_TOKEN = 3.0, 5.5
"""Characters: fewer to a token is rare in the languages of copy, and so is more."""


def request_of(route: Route, prompt: Prompt, without: frozenset[str] = frozenset()) -> dict[str, object]:
    """The part of a request that the prompt decides; what was not asked for is left out, as providers differ in it.

    `without` names settings that this model has refused before.
    """
    request: dict[str, object] = {
        "messages": [
            {"role": message.role.value, "content": message.content} for message in messages_of(route, prompt)
        ],
        "max_tokens": longest_answer(route, prompt),
        "temperature": prompt.temperature,
        "top_p": prompt.top_p,
        "stream_options": {"include_usage": True},
    }
    if prompt.stop:
        request["stop"] = list(prompt.stop)
    if prompt.seed is not None:
        request["seed"] = prompt.seed
    if prompt.frequency_penalty:
        request["frequency_penalty"] = prompt.frequency_penalty
    if prompt.json_schema:
        schema = {"name": "answer", "strict": True, "schema": msgspec.json.decode(prompt.json_schema)}
        request["response_format"] = {"type": "json_schema", "json_schema": schema}
    if route.protocol is Protocol.OLLAMA:
        request["num_ctx"] = context_to_ask(route, prompt)
    if "max_tokens" in without:
        request["max_completion_tokens"] = request["max_tokens"]
    for name in (*_LEFT_OUT.get(route.protocol, ()), *without):
        request.pop(name, None)
    body = _body(route, prompt, request)
    if body:
        request["extra_body"] = body
    return request


def messages_of(route: Route, prompt: Prompt) -> tuple[Message, ...]:
    """The messages as they are sent; where a model goes on with its own answer, it is not asked to in words."""
    if prompt.go_on and takes_prefix(route):
        *before, last = prompt.messages
        if last.role is Role.USER:
            return tuple(before)
    return prompt.messages


def takes_prefix(route: Route) -> bool:
    """Whether an answer can be begun for the model: it goes on with a last message that is its own."""
    return route.inside


def ignored_settings(route: Route) -> tuple[str, ...]:
    """The settings of a prompt that are not sent on this route, by their names: `seed`, `top_p`, `json_schema`, …"""
    return tuple(_NAMES.get(name, name) for name in _LEFT_OUT.get(route.protocol, ()) if name != "stream_options")


def refused_settings(said: str, request: Mapping[str, object]) -> frozenset[str]:
    """The settings of a request that the provider's answer says it does not take; those of one kind go together."""
    if not _REFUSES.search(said):
        return frozenset()
    for name, words in _REFUSABLE:
        if name in request and any(re.search(rf"(?<![\w-]){word}(?![\w-])", said) for word in words):
            return frozenset({"temperature", "top_p"}) if name == "temperature" else frozenset({name})
    return frozenset()


def thinks(route: Route) -> bool:
    """Whether the model thinks before it writes, as its provider or its name says."""
    return not route.inside and (route.thinks or _THINKERS.search(route.model) is not None)


def context_to_ask(route: Route, prompt: Prompt) -> int:
    """How many tokens Ollama is to make room for: question and answer, in powers of two.

    It loads a model anew for each other number, so small ones are all the same.
    """
    needed = _characters(prompt) / _SHORTEST_TOKEN + 32 * len(prompt.messages) + longest_answer(route, prompt)
    asked = _LEAST_CONTEXT
    while asked < needed:
        asked *= 2
    return min(asked, route.context) if route.context else asked


def is_unread(route: Route, prompt: Prompt, read: int | None) -> bool:
    """Whether so many tokens are far fewer than the prompt has, as where Ollama drops its beginning."""
    least = _characters(prompt) / _LONGEST_TOKEN
    return route.protocol is Protocol.OLLAMA and read is not None and 256 < read < 0.7 * least


def _characters(prompt: Prompt) -> int:
    return sum(len(message.content) for message in prompt.messages)


def longest_answer(route: Route, prompt: Prompt) -> int:
    """How many tokens an answer may have, with room to think where the model does, within what it can."""
    longest = prompt.max_tokens + (_ROOM_TO_THINK if thinks(route) else 0)
    return min(longest, route.longest_answer) if route.longest_answer else longest


def _body(route: Route, prompt: Prompt, request: dict[str, object]) -> dict[str, object]:
    """What litellm must not read; it takes Mistral's own name of the seed for an unknown setting."""
    body = {**route.body, **(route.correction_body if prompt.correction else {})}
    if route.protocol is Protocol.MISTRAL and "seed" in request:
        body["random_seed"] = request.pop("seed")
    return body
