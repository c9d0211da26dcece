"""A prompt that several answers share is read once, with the real small model; no fault of that costs an answer."""

from __future__ import annotations

import asyncio
from collections.abc import Coroutine
from pathlib import Path
from typing import TypeVar

import httpx
import pytest

from desktop.core.profile import Profile
from desktop.core.prompt import Message, Role
from desktop.engine.local import Endpoint, LocalServer
from desktop.engine.priming import ServerCalls
from desktop.engine.redaction import Secret

pytest.importorskip("xllamacpp")

SMALL = "local/qwen2.5-coder-0.5b"
RULES = "Keep sentences short, concrete and true to the facts: “ë” <b>bold</b>. " * 6
PROMPT = (Message(Role.SYSTEM, f"You write product copy. {RULES}"), Message(Role.USER, "Describe a canvas bag."))

T = TypeVar("T")


@pytest.fixture
def small(local_model_05b: Path, tmp_path: Path) -> Profile:
    return Profile(tmp_path / "profile", local_model_05b.parent)


def _with(server: LocalServer, work: Coroutine[object, object, T]) -> T:
    async def main() -> T:
        try:
            return await work
        finally:
            await server.stop()

    return asyncio.run(main())


async def _read_anew(client: httpx.AsyncClient, endpoint: Endpoint, seed: int) -> int:
    """How many tokens of the prompt the server had to read for an answer."""
    body = {
        "messages": [{"role": str(message.role), "content": message.content} for message in PROMPT],
        "max_tokens": 4,
        "seed": seed,
    }
    answer = await client.post(f"{endpoint.base_url}/chat/completions", json=body)
    return int(answer.json()["timings"]["prompt_n"])


@pytest.mark.model
def test_answers_that_begin_at_once_find_their_prompt_read(small: Profile) -> None:
    server = LocalServer(small)

    async def main() -> tuple[list[int], int]:
        endpoint = await server.endpoint(SMALL)
        assert await server.prime(endpoint, PROMPT, 4) == 4
        calls = ServerCalls(endpoint.base_url, endpoint.key, small.caches / "slots")
        async with calls.client(120) as client:
            primed = await asyncio.gather(*(_read_anew(client, endpoint, seed) for seed in range(4)))
        again = await server.prime(endpoint, PROMPT, 4)
        return primed, again

    assert _with(server, main()) == ([1, 1, 1, 1], 4)
    assert not (small.caches / "slots").exists()  # the writer's text does not stay there


@pytest.mark.model
def test_one_answer_needs_no_priming(small: Profile) -> None:
    server = LocalServer(small)

    async def main() -> int:
        return await server.prime(await server.endpoint(SMALL), PROMPT, 1)

    assert _with(server, main()) == 0


@pytest.mark.model
def test_a_slot_that_answers_is_left_alone(small: Profile) -> None:
    server = LocalServer(small)

    async def main() -> int:
        endpoint = await server.endpoint(SMALL)
        calls = ServerCalls(endpoint.base_url, endpoint.key, small.caches / "slots")
        story = {"messages": [{"role": "user", "content": "Tell a story."}], "max_tokens": 400, "stream": True}
        async with (
            calls.client(120) as client,
            client.stream("POST", f"{endpoint.base_url}/chat/completions", json=story) as answer,
        ):
            lines = answer.aiter_lines()
            await anext(lines)
            primed = await server.prime(endpoint, PROMPT, 4)
            assert await anext(lines) is not None
        return primed

    assert _with(server, main()) == 3


@pytest.mark.model
def test_a_folder_that_cannot_be_written_costs_nothing_but_time(small: Profile, tmp_path: Path) -> None:
    (tmp_path / "profile").write_text("a file where the profile should be")
    server = LocalServer(small)

    async def main() -> int:
        endpoint = await server.endpoint(SMALL)
        primed = await server.prime(endpoint, PROMPT, 4)
        calls = ServerCalls(endpoint.base_url, endpoint.key, tmp_path)
        async with calls.client(120) as client:
            assert await _read_anew(client, endpoint, 1) > 0
        return primed

    assert _with(server, main()) == 0


def test_a_server_that_is_gone_costs_nothing(tmp_path: Path) -> None:
    calls = ServerCalls("http://127.0.0.1:9/v1", Secret("key"), tmp_path)
    assert asyncio.run(calls.prime(PROMPT, 4, 1.0)) == 0
    assert not asyncio.run(calls.sleeps())
    asyncio.run(calls.wake(1.0))
