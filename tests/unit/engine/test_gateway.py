from __future__ import annotations

import asyncio
import threading
from collections.abc import AsyncIterator
from types import SimpleNamespace

import msgspec
import pytest

from desktop.core.errors import EnvironmentProblem, ErrorKind
from desktop.core.prompt import Chunk, Ending, FinishReason, Message, Prompt, Role
from desktop.engine.gateway import Gateway
from desktop.engine.gateway_requests import request_of
from desktop.engine.redaction import Redactor, Secret
from desktop.engine.route import Route

ROUTE = Route("shop/m", "openai/m", "http://127.0.0.1:9/v1", Secret("sk-abcdefgh"), grades={"nl": "poor"}, small=True)
PROMPT = Prompt((Message(Role.USER, "A mug."),), 10)


def _piece(text: object = None, finish: object = None, usage: object = None, **delta: object) -> SimpleNamespace:
    choice = SimpleNamespace(delta=SimpleNamespace(content=text, **delta), finish_reason=finish)
    return SimpleNamespace(choices=[choice], usage=usage)


class _Stream:
    def __init__(self, pieces: tuple[object, ...]) -> None:
        self._pieces = pieces
        self.closed = 0

    async def __aiter__(self) -> AsyncIterator[object]:
        for piece in self._pieces:
            await asyncio.sleep(0)
            yield piece

    async def close(self) -> None:
        self.closed += 1


class _Library:
    """Stands for litellm where no network is wanted."""

    def __init__(self, *pieces: object) -> None:
        self.stream = _Stream(pieces)
        self.requests: list[dict[str, object]] = []

    async def acompletion(self, **request: object) -> SimpleNamespace:
        self.requests.append(request)
        return SimpleNamespace(completion_stream=self.stream)

    async def close_litellm_async_clients(self) -> None:
        """There are none."""


def _ask(library: _Library, route: Route = ROUTE) -> list[Chunk | Ending]:
    async def main() -> list[Chunk | Ending]:
        gateway = Gateway(Redactor(), load=lambda: library)
        try:
            return [piece async for piece in gateway.model(route).stream(PROMPT)]
        finally:
            await gateway.close()

    return asyncio.run(main())


def _ending(*pieces: object, route: Route = ROUTE) -> Ending:
    *_, ending = _ask(_Library(*pieces), route)
    assert isinstance(ending, Ending)
    return ending


def test_only_what_was_asked_for_is_named_in_a_request() -> None:
    assert request_of(ROUTE, PROMPT) == {
        "messages": [{"role": "user", "content": "A mug."}],
        "max_tokens": 10,
        "temperature": 0.7,
        "top_p": 0.9,
        "stream_options": {"include_usage": True},
    }


def test_address_and_key_are_always_named_and_nothing_is_retried() -> None:
    library = _Library(_piece("A", "stop"))
    _ask(library)
    (request,) = library.requests
    assert request["api_base"] == ROUTE.base_url
    assert request["api_key"] == "sk-abcdefgh"
    assert request["max_retries"] == 0
    assert request["num_retries"] == 0
    assert request["client"] is not None


@pytest.mark.parametrize(
    ("finish", "reason"),
    [
        ("stop", FinishReason.STOP),
        ("eos", FinishReason.STOP),
        ("length", FinishReason.LENGTH),
        ("MAX_TOKENS", FinishReason.LENGTH),
        ("content_filter", FinishReason.DECLINED),
        ("SAFETY", FinishReason.DECLINED),
        (None, FinishReason.CUT_OFF),
        ("", FinishReason.CUT_OFF),
        (5, FinishReason.CUT_OFF),
    ],
)
def test_why_an_answer_ended(finish: object, reason: FinishReason) -> None:
    assert _ending(_piece("A mug"), _piece(None, finish)).reason is reason


def test_a_refusal_is_a_refusal_though_it_stops_in_good_order() -> None:
    assert _ending(_piece(None, "stop", refusal="I cannot")).reason is FinishReason.DECLINED


def test_thinking_counts_as_an_answer_that_has_begun() -> None:
    ending = _ending(_piece(None, reasoning_content="Hm"), _piece("A mug", "stop"))
    assert ending.first_token_s is not None


def test_usage_comes_from_the_server_else_from_the_pieces() -> None:
    told = SimpleNamespace(prompt_tokens=5, completion_tokens=9)
    assert _ending(_piece("A"), _piece("B", "stop", told)).usage.completion_tokens == 9
    assert _ending(_piece("A"), _piece("B", "stop")).usage.completion_tokens == 2


def test_unknown_cost_is_unknown_and_the_model_inside_costs_nothing() -> None:
    assert _ending(_piece("A", "stop")).usage.cost is None
    inside = Route("local/m", "openai/m", ROUTE.base_url, inside=True)
    assert _ending(_piece("A", "stop"), route=inside).usage.cost == 0.0


def test_nothing_at_all_is_an_error_and_not_an_empty_text() -> None:
    with pytest.raises(EnvironmentProblem) as caught:
        _ask(_Library())
    assert caught.value.problem.kind is ErrorKind.PROVIDER


def test_halves_of_characters_are_joined_or_dropped() -> None:
    pieces = _ask(_Library(_piece("ok \ud83d"), _piece("\ude00"), _piece("\ud83d"), _piece("!", "stop")))
    text = "".join(piece.text for piece in pieces if isinstance(piece, Chunk))
    assert text == "ok 😀!"


def test_the_stream_is_closed_however_it_ends() -> None:
    library = _Library(_piece("A"), _piece("B", "stop"))
    _ask(library)
    assert library.stream.closed == 1
    broken = _Library(_piece("A", "error"))
    with pytest.raises(EnvironmentProblem):
        _ask(broken)
    assert broken.stream.closed == 1


def test_without_a_key_nothing_is_sent() -> None:
    library = _Library(_piece("A", "stop"))
    with pytest.raises(EnvironmentProblem) as caught:
        _ask(library, Route("shop/m", "openai/m", ROUTE.base_url, Secret("")))
    assert caught.value.problem.kind is ErrorKind.AUTH
    assert not library.requests


def test_a_schema_that_is_no_json_is_a_mistake_of_ours_and_not_the_servers() -> None:
    with pytest.raises(msgspec.DecodeError):
        request_of(ROUTE, Prompt(PROMPT.messages, 10, json_schema="{"))


def test_an_import_that_fails_does_not_stop_the_end() -> None:
    def load() -> _Library:
        raise ImportError("litellm")

    async def main() -> None:
        gateway = Gateway(Redactor(), load=load)
        with pytest.raises(ImportError):
            await gateway.library()
        await gateway.close()

    asyncio.run(main())


def test_a_model_says_who_it_is_and_how_well_it_writes() -> None:
    model = Gateway(Redactor()).model(ROUTE)
    assert (model.id, model.small, model.grade("nl"), model.grade("sv")) == ("shop/m", True, "poor", "")


def test_a_caller_that_leaves_does_not_stop_the_import() -> None:
    imported = threading.Event()
    loads: list[int] = []

    def load() -> _Library:
        loads.append(1)
        assert imported.wait(5)
        return _Library(_piece("A", "stop"))

    async def main() -> None:
        gateway = Gateway(Redactor(), load=load)
        leaving = asyncio.create_task(gateway.library())
        await asyncio.sleep(0.05)
        leaving.cancel()
        with pytest.raises(asyncio.CancelledError):
            await leaving
        ready = [gateway.is_ready]
        imported.set()
        await gateway.library()
        ready.append(gateway.is_ready)
        assert ready == [False, True]
        await gateway.close()

    asyncio.run(main())
    assert loads == [1]


def test_a_route_that_is_printed_shows_no_key() -> None:
    assert "abcdefgh" not in f"{ROUTE} {ROUTE!r}"


@pytest.mark.parametrize(
    ("base_url", "host"),
    [
        ("https://api.example.org/v1", "api.example.org"),
        ("http://127.0.0.1:11434/v1", "127.0.0.1:11434"),
        ("https://zoe:secret@example.org/v1", "example.org"),
    ],
)
def test_a_place_is_the_host_without_what_is_private(base_url: str, host: str) -> None:
    assert Route("a/b", "openai/b", base_url).place == host
