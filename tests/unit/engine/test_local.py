"""The model on this computer: started when wanted, back after a crash, and a sentence for whatever is in the way."""

from __future__ import annotations

import asyncio
import shutil
import sys
import time
from collections.abc import Coroutine
from pathlib import Path
from typing import TypeVar

import httpx
import msgspec
import psutil
import pytest

from desktop.core.errors import CopydeskError, EnvironmentProblem, ErrorKind, Problem, Remedy, UserError
from desktop.core.events import Progress
from desktop.core.profile import Profile
from desktop.engine import local as local_module
from desktop.engine.catalogue import Catalogue, load_catalogue
from desktop.engine.local import Endpoint, LocalServer
from desktop.engine.model_files import stamp
from tests.clock import on_time
from tests.conftest import LogGuard

pytest.importorskip("xllamacpp")

SMALL = "local/qwen2.5-coder-0.5b"
TWIN = "local/twin"
HELLO = {"messages": [{"role": "user", "content": "Say hello."}], "max_tokens": 8, "temperature": 0}
STORY = {"messages": [{"role": "user", "content": "Tell a long story."}], "max_tokens": 400, "stream": True}

T = TypeVar("T")


@pytest.fixture
def small(local_model_05b: Path, tmp_path: Path) -> Profile:
    """A profile of its own that sees the shared models."""
    return Profile(tmp_path / "profile", local_model_05b.parent)


def _with(server: LocalServer, work: Coroutine[object, object, T]) -> T:
    """Run the work, and stop the server whatever comes."""

    async def main() -> T:
        try:
            return await work
        finally:
            await server.stop()

    return asyncio.run(main())


def _client(endpoint: Endpoint) -> httpx.AsyncClient:
    return httpx.AsyncClient(
        base_url=endpoint.base_url,
        headers={"Authorization": f"Bearer {endpoint.key.reveal()}"},
        timeout=120,
        limits=httpx.Limits(max_keepalive_connections=0),
    )


async def _say(endpoint: Endpoint) -> str:
    async with _client(endpoint) as client:
        answer = (await client.post("/chat/completions", json=HELLO)).json()
        return str(answer["choices"][0]["message"]["content"])


async def _kill_in_mid_answer(endpoint: Endpoint) -> None:
    async with _client(endpoint) as client, client.stream("POST", "/chat/completions", json=STORY) as answer:
        async for _ in answer.aiter_lines():
            psutil.Process(endpoint.pid).kill()


def _problem(server: LocalServer, model_id: str = SMALL) -> Problem:
    with pytest.raises(CopydeskError) as caught:
        _with(server, server.endpoint(model_id))
    return caught.value.problem


def _catalogue(size: int, sha256: str = "0" * 64) -> Catalogue:
    """A catalogue with one model, whose file is `tiny.gguf`."""
    catalogue = load_catalogue()
    model = msgspec.structs.replace(catalogue.model("local"), file="tiny.gguf", size=size, sha256=sha256, sources=())
    return Catalogue(catalogue.hub, model.id, (model,))


@pytest.mark.model
def test_it_starts_answers_and_stops(small: Profile) -> None:
    server = LocalServer(small)
    seen: list[Progress] = []

    async def main() -> None:
        assert server.loaded == ""
        endpoint = await server.endpoint(SMALL, seen.append)
        assert server.loaded == SMALL
        assert "hello" in (await _say(endpoint)).lower()
        again = await server.endpoint(SMALL)
        assert again == endpoint
        await server.stop()
        assert server.loaded == ""
        assert not psutil.pid_exists(endpoint.pid)

    _with(server, main())
    assert seen[-1] == Progress("load", "Loading Qwen2.5 Coder 0.5B…")


@pytest.mark.model
def test_a_model_whose_file_is_to_go_lets_go_of_it_but_not_while_it_writes(small: Profile) -> None:
    server = LocalServer(small)

    async def main() -> None:
        await server.release(SMALL)
        async with server.use(SMALL) as endpoint:
            with pytest.raises(CopydeskError, match="is writing just now"):
                await server.release(SMALL)
            await server.release("local")  # another one
            assert server.loaded == SMALL
        await server.release(SMALL)
        assert server.loaded == ""
        assert not psutil.pid_exists(endpoint.pid)

    _with(server, main())


@pytest.mark.model
def test_the_gateway_gets_what_it_needs(small: Profile) -> None:
    server = LocalServer(small)
    route = _with(server, server.endpoint(SMALL)).route
    assert (route.id, route.model, route.inside, route.small) == (SMALL, f"openai/{SMALL}", True, True)
    assert route.grades["en"] == "fair"
    assert route.base_url.startswith("http://127.0.0.1:")


@pytest.mark.model
def test_a_crash_is_explained_and_the_next_call_starts_it_again(small: Profile) -> None:
    server = LocalServer(small)

    async def main() -> None:
        endpoint = await server.endpoint(SMALL)
        assert await server.explain(endpoint) is None
        with pytest.raises(httpx.TransportError):
            await _kill_in_mid_answer(endpoint)
        problem = await server.explain(endpoint)
        assert isinstance(problem, EnvironmentProblem)
        assert problem.problem.kind is ErrorKind.PROVIDER
        assert problem.problem.message == "The model on this computer stopped; your text is safe."
        assert problem.problem.remedy is Remedy.RETRY
        again = await server.endpoint(SMALL)
        assert again.pid != endpoint.pid
        assert "hello" in (await _say(again)).lower()
        replaced = await server.explain(endpoint)
        assert replaced is not None
        assert "was unloaded" in replaced.problem.message

    _with(server, main())


@pytest.mark.model
def test_a_client_that_leaves_ends_its_answer(small: Profile) -> None:
    server = LocalServer(small)

    async def main() -> None:
        endpoint = await server.endpoint(SMALL)
        for _ in range(4):  # as many as there are slots: an answer that went on would keep its slot
            async with _client(endpoint) as client, client.stream("POST", "/chat/completions", json=STORY) as answer:
                async for _ in answer.aiter_lines():
                    break
        processor = psutil.Process(endpoint.pid).cpu_times
        await asyncio.sleep(1.0)
        before = sum(processor()[:2])
        await asyncio.sleep(1.0)
        assert sum(processor()[:2]) - before < 0.3

    _with(server, main())


@on_time
@pytest.mark.model
def test_loading_goes_on_when_the_caller_stops_waiting(small: Profile) -> None:
    server = LocalServer(small)

    async def main() -> None:
        first = asyncio.create_task(server.endpoint(SMALL))
        await asyncio.sleep(0.05)
        started = time.monotonic()
        first.cancel()
        with pytest.raises(asyncio.CancelledError):
            await first
        assert time.monotonic() - started < 0.5
        seen: list[Progress] = []
        endpoints = await asyncio.gather(*(server.endpoint(SMALL, seen.append) for _ in range(3)))
        assert len({endpoint.pid for endpoint in endpoints}) == 1

    _with(server, main())


@on_time
@pytest.mark.model
def test_it_is_stopped_while_it_loads(small: Profile) -> None:
    server = LocalServer(small)

    async def main() -> None:
        task = asyncio.create_task(server.endpoint(SMALL))
        await asyncio.sleep(0.5)
        started = time.monotonic()
        await server.stop()
        assert time.monotonic() - started < 1
        with pytest.raises(EnvironmentProblem, match="was unloaded"):
            await task
        assert server.loaded == ""

    _with(server, main())


def _with_a_twin(small: Profile, tmp_path: Path) -> LocalServer:
    """A server that knows the model under two names, as two models."""
    catalogue = load_catalogue()
    model = catalogue.model(SMALL)
    twin = msgspec.structs.replace(model, id=TWIN, file="twin.gguf")
    folder = tmp_path / "models"
    folder.mkdir()
    for file in (model.file, twin.file):
        (folder / file).symlink_to(small.models / model.file)
        stamp(folder / file, model.sha256)
    return LocalServer(Profile(tmp_path, folder), Catalogue(catalogue.hub, model.id, (model, twin)))


async def _used(server: LocalServer, model_id: str) -> str:
    """Use a model for a moment, and say which one was there at the end of it."""
    async with server.use(model_id) as endpoint:
        await asyncio.sleep(0.3)
        assert psutil.pid_exists(endpoint.pid)
        return server.loaded


@pytest.mark.model
def test_what_the_server_kept_of_prompts_is_gone_with_it(small: Profile) -> None:
    server = LocalServer(small)

    async def main() -> None:
        await server.endpoint(SMALL)
        kept = small.caches / "slots" / "one.kept"
        kept.write_bytes(b"what was read of a prompt")
        await server.stop()
        assert not kept.exists()

    _with(server, main())


@pytest.mark.model
def test_two_models_that_are_wanted_at_once_are_loaded_one_after_the_other(small: Profile, tmp_path: Path) -> None:
    server = _with_a_twin(small, tmp_path)

    async def main() -> None:
        asked = [TWIN, SMALL, TWIN]
        tasks = []
        for model in asked:
            tasks.append(asyncio.create_task(_used(server, model)))
            await asyncio.sleep(0.1)  # each comes while the one before is still being loaded
        assert await asyncio.gather(*tasks) == asked

    _with(server, main())


@pytest.mark.model
def test_loading_ahead_makes_room_for_who_asks_and_never_takes_its_place(small: Profile, tmp_path: Path) -> None:
    server = _with_a_twin(small, tmp_path)

    async def main() -> None:
        ahead = asyncio.create_task(server.warm(TWIN))
        await asyncio.sleep(0.1)
        writing = [asyncio.create_task(_used(server, SMALL)) for _ in range(2)]
        await asyncio.sleep(0.1)
        await server.warm(TWIN)
        with pytest.raises(UserError, match="writing just now"):
            await server.release(SMALL)  # it is loaded for somebody
        assert await asyncio.gather(*writing) == [SMALL, SMALL]
        await ahead
        assert server.loaded == SMALL
        await server.warm(TWIN)
        assert server.loaded == TWIN

    _with(server, main())


@pytest.mark.model
def test_another_model_waits_for_the_answer_in_progress(small: Profile, tmp_path: Path) -> None:
    server = _with_a_twin(small, tmp_path)

    async def main() -> None:
        async with server.use(SMALL) as endpoint:
            other = asyncio.create_task(server.endpoint("local/twin"))
            await asyncio.sleep(0.2)
            assert "hello" in (await _say(endpoint)).lower()
            assert not other.done()
        assert "hello" in (await _say(await other)).lower()
        assert server.loaded == "local/twin"
        assert not psutil.pid_exists(endpoint.pid)

    _with(server, main())


@pytest.mark.model
@pytest.mark.slow
def test_it_sleeps_when_idle_and_says_that_it_wakes(small: Profile) -> None:
    server = LocalServer(small, idle_s=1)
    seen: list[Progress] = []

    async def main() -> None:
        endpoint = await server.endpoint(SMALL)
        process = psutil.Process(endpoint.pid)
        loaded = process.memory_info().rss
        async with asyncio.timeout(60):
            while process.memory_info().rss > loaded / 3:  # noqa: ASYNC110 - the process tells nobody
                await asyncio.sleep(0.1)
        assert await server.endpoint(SMALL, seen.append) == endpoint
        assert process.memory_info().rss > loaded / 3

    _with(server, main())
    assert [progress.stage for progress in seen] == ["load"]


@pytest.mark.model
def test_the_loop_is_free_while_a_model_loads(small: Profile) -> None:
    server = LocalServer(small)

    async def main() -> int:
        ticks = 0
        task = asyncio.create_task(server.endpoint(SMALL))
        while not task.done():
            await asyncio.sleep(0.01)
            ticks += 1
        await task
        return ticks

    assert _with(server, main()) > 20


def test_an_unknown_model_is_said(tmp_path: Path) -> None:
    assert _problem(LocalServer(Profile(tmp_path, tmp_path)), "local/none").kind is ErrorKind.INPUT


@pytest.mark.parametrize("ending", ["", ".part"])
def test_a_missing_file_offers_to_fetch_it(tmp_path: Path, ending: str) -> None:
    if ending:
        (tmp_path / f"tiny.gguf{ending}").write_bytes(b"half of it")
    problem = _problem(LocalServer(Profile(tmp_path, tmp_path), _catalogue(1_100_000_000)), "local")
    assert (problem.kind, problem.remedy) == (ErrorKind.MODEL_MISSING, Remedy.FETCH_MODEL)
    assert problem.message == "Qwen2.5 Coder 1.5B is not on this computer yet."
    assert "1.1 GB" in problem.hint


@pytest.mark.parametrize("size", [10, 11])
def test_a_damaged_file_is_not_used(tmp_path: Path, size: int) -> None:
    (tmp_path / "tiny.gguf").write_bytes(b"0123456789")
    problem = _problem(LocalServer(Profile(tmp_path, tmp_path), _catalogue(size)), "local")
    assert (problem.kind, problem.remedy) == (ErrorKind.MODEL_MISSING, Remedy.FETCH_MODEL)
    assert "damaged" in problem.message


@pytest.mark.model
def test_a_file_cut_short_is_not_used(small: Profile, tmp_path: Path) -> None:
    name = load_catalogue().model(SMALL).file
    with (small.models / name).open("rb") as whole, (tmp_path / name).open("wb") as cut:
        shutil.copyfileobj(whole, cut, 1_000_000)
        cut.truncate(1_000_000)
    assert "damaged" in _problem(LocalServer(Profile(tmp_path, tmp_path))).message


def test_too_little_memory_is_said_with_numbers(tmp_path: Path) -> None:
    content = b"a model"
    (tmp_path / "tiny.gguf").write_bytes(content)
    stamp(tmp_path / "tiny.gguf", "0" * 64)
    server = LocalServer(Profile(tmp_path, tmp_path), _catalogue(len(content)), free_memory=lambda: 700)
    problem = _problem(server, "local")
    assert (problem.kind, problem.remedy) == (ErrorKind.PROVIDER, Remedy.RETRY)
    assert problem.message == "Qwen2.5 Coder 1.5B needs 2.5 GB of memory, and 700 MB is free."


def test_a_file_that_no_server_can_load_is_said(tmp_path: Path, log_guard: LogGuard) -> None:
    content = b"a model"
    (tmp_path / "tiny.gguf").write_bytes(content)
    stamp(tmp_path / "tiny.gguf", "0" * 64)
    profile = Profile(tmp_path / "profile", tmp_path)
    log_guard.expect("did not start")
    problem = _problem(LocalServer(profile, _catalogue(len(content))), "local")
    assert problem.kind is ErrorKind.PROVIDER
    assert problem.message == "Qwen2.5 Coder 1.5B could not be loaded."
    assert "tiny.gguf" in (profile.logs / "model-server.log").read_text()


def test_without_the_library_it_is_said_how_to_get_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(local_module, "find_spec", lambda _name: None)
    server = LocalServer(Profile(tmp_path, tmp_path))
    with pytest.raises(UserError) as caught:
        _with(server, server.endpoint())
    assert caught.value.problem.kind is ErrorKind.UNSUPPORTED
    assert "copydesk[local]" in caught.value.problem.hint


def test_a_mac_with_an_intel_processor_is_told_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(local_module, "find_spec", lambda _name: None)
    monkeypatch.setattr(sys, "platform", "darwin")
    monkeypatch.setattr("platform.machine", lambda: "x86_64")
    server = LocalServer(Profile(tmp_path, tmp_path))
    with pytest.raises(UserError) as caught:
        asyncio.run(server.endpoint())
    assert "Intel" in caught.value.problem.message


def test_a_failed_start_is_tried_again_by_the_next_call(tmp_path: Path) -> None:
    content = b"a model"
    server = LocalServer(Profile(tmp_path, tmp_path), _catalogue(len(content)), free_memory=lambda: 700)

    async def main() -> None:
        with pytest.raises(EnvironmentProblem, match="not on this computer"):
            await server.endpoint("local")
        (tmp_path / "tiny.gguf").write_bytes(content)
        stamp(tmp_path / "tiny.gguf", "0" * 64)
        with pytest.raises(EnvironmentProblem, match="of memory"):
            await server.endpoint("local")

    _with(server, main())
