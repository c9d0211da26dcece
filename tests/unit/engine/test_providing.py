"""Providers added, changed, tested and asked: with a file, servers on loopback, and keys in memory."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Coroutine, Iterator
from contextlib import asynccontextmanager
from typing import TypeVar

import msgspec
import pytest

from desktop.core.errors import CopydeskError, ErrorKind, Problem, Remedy, UserError
from desktop.core.profile import Profile
from desktop.core.provider import KeyPlace, KeyState, Price, Protocol, Provider, ProviderModel
from desktop.engine import provider_messages as ask
from desktop.engine.gateway_clients import Clients
from desktop.engine.providing import Providing
from desktop.engine.redaction import Redactor, Secret
from desktop.engine.route import KEYLESS
from tests.faults.server import CANARY
from tests.unit.engine.list_server import ListServer, Reply

T = TypeVar("T")
LIST = {"data": [{"id": "m", "context_length": 4096}, {"id": "n", "pricing": {"input": 1, "output": 2}}]}


class MemoryKeys:
    """Keys as `engine.keys.Keys` has them, without a keyring."""

    def __init__(self) -> None:
        self.held: dict[tuple[str, str], tuple[str, str]] = {}
        self.asked: list[str] = []
        self.locked = False

    def problem(self) -> str:
        return "It is locked." if self.locked else ""

    async def get(self, provider: Provider) -> Secret | None:
        self.asked.append(provider.name)
        self._expect_open()
        origin, key = self.held.get((provider.name, provider.key or "default"), ("", ""))
        return Secret(key) if key and origin == provider.origin else None

    async def set(self, provider: Provider, name: str, key: str) -> KeyState:
        self.held[provider.name, name] = (provider.origin, key)
        return KeyState(name, KeyPlace.SESSION)

    async def delete(self, provider: Provider, name: str) -> None:
        self._expect_open()
        self.held.pop((provider.name, name), None)

    async def states(self, provider: Provider) -> tuple[KeyState, ...]:
        self.asked.append(provider.name)
        return tuple(
            KeyState(name, KeyPlace.SESSION if (provider.name, name) in self.held else KeyPlace.NONE)
            for name in provider.keys
        )

    async def unlock(self) -> str:
        self.locked = False
        return ""

    def forget(self, provider: str) -> None:
        self.asked.append(f"anew {provider}")

    def _expect_open(self) -> None:
        if self.locked:
            raise CopydeskError.from_problem(Problem(ErrorKind.KEYRING, "It is locked.", remedy=Remedy.OPEN_KEYS))


@pytest.fixture
def keys() -> MemoryKeys:
    return MemoryKeys()


@pytest.fixture
def server() -> Iterator[ListServer]:
    with ListServer({"/v1/models": Reply(LIST)}) as running:
        yield running


@asynccontextmanager
async def _providing(profile: Profile, keys: MemoryKeys, redactor: Redactor | None = None) -> AsyncIterator[Providing]:
    clients = Clients()
    try:
        yield Providing(profile, keys, clients, redactor or Redactor())
    finally:
        await clients.close()


async def _problem(work: Coroutine[object, object, object]) -> Problem:
    with pytest.raises(CopydeskError) as caught:
        await work
    return caught.value.problem


def _add(name: str, server: ListServer) -> ask.AddProvider:
    return ask.AddProvider(name, Protocol.OPENAI, f"{server.address}/v1")


def test_added_listed_fetched_and_removed(profile: Profile, keys: MemoryKeys, server: ListServer) -> None:
    async def main() -> None:
        async with _providing(profile, keys) as providing:
            info = await providing.add(_add("shop", server))
            assert (info.free, info.needs_key, info.note) == (True, False, "")
            assert server.asked == [], "nothing is asked before it is asked for"
            fetched = await providing.fetch_models(ask.FetchModels("shop"))
            assert [model.id for model in fetched.provider.models] == ["m", "n"]
            assert fetched.provider.listed_at
            assert (await providing.list()).providers == (fetched,)
            await providing.remove(ask.RemoveProvider("shop"))
            assert (await providing.list()).providers == ()
            for gone in (
                providing.remove(ask.RemoveProvider("shop")),
                providing.fetch_models(ask.FetchModels("shop")),
                providing.change(ask.ChangeProvider(fetched.provider)),
            ):
                assert "no provider called shop" in (await _problem(gone)).message
        assert keys.asked == [], "no provider with a key, no keyring"

    asyncio.run(main())


def test_what_another_changed_meanwhile_stays(profile: Profile, keys: MemoryKeys, server: ListServer) -> None:
    async def main() -> None:
        async with _providing(profile, keys) as providing:
            known = (await providing.add(_add("shop", server))).provider
            theirs = msgspec.structs.replace(known, cap=5.0, favourites=("m",))
            await providing.change(ask.ChangeProvider(theirs, known))
            ours = msgspec.structs.replace(known, consented_at="2026-11-22", favourites=("n",))
            both = (await providing.change(ask.ChangeProvider(ours, known))).provider
            assert (both.cap, both.consented_at, both.favourites) == (5.0, "2026-11-22", ("n",))

    asyncio.run(main())


@pytest.mark.parametrize("name", ["", "local", "Shop", "a b", "a/b", "-a", "x" * 41, "ü"])
def test_a_name_that_is_none(profile: Profile, keys: MemoryKeys, name: str) -> None:
    async def main() -> None:
        async with _providing(profile, keys) as providing:
            problem = await _problem(providing.add(ask.AddProvider(name, Protocol.OPENAI)))
            assert problem.kind is ErrorKind.INPUT
            assert (await providing.list()).providers == ()

    asyncio.run(main())


def test_what_is_left_out_comes_from_the_preset(profile: Profile, keys: MemoryKeys) -> None:
    async def main() -> None:
        async with _providing(profile, keys) as providing:
            groq = (await providing.add(ask.AddProvider("groq", Protocol.OPENAI, preset="groq"))).provider
            assert (groq.address, groq.title, groq.preset) == ("https://api.groq.com/openai/v1", "Groq", "groq")
            typed = await providing.add(ask.AddProvider("claude", Protocol.ANTHROPIC, "api.anthropic.com/v1"))
            assert (typed.provider.preset, typed.needs_key, typed.free) == ("anthropic", True, False)
            usual = await providing.add(ask.AddProvider("o", Protocol.OLLAMA))
            assert (usual.provider.address, usual.free, usual.needs_key) == ("http://localhost:11434", True, False)
            other = await providing.add(ask.AddProvider("x", Protocol.OPENAI, "https://example.com/v1", "groq"))
            assert (other.provider.title, other.needs_key) == ("", False), "it is not Groq that answers there"
            plain = await providing.add(ask.AddProvider("lan", Protocol.OPENAI, "http://192.168.1.5:8000", "vllm"))
            assert (plain.free, "can be read by others" in plain.note) == (True, True)
            cloud = await providing.add(ask.AddProvider("gpu", Protocol.OPENAI, "https://gpu.example.com", "vllm"))
            assert cloud.free is False, "somebody charges for it"
            for taken in ("groq", "o"):
                assert "already" in (await _problem(providing.add(ask.AddProvider(taken, Protocol.OLLAMA)))).message
            missing = ask.AddProvider("az", Protocol.OPENAI, preset="azure")
            assert "{resource}" in (await _problem(providing.add(missing))).message

    asyncio.run(main())


def test_a_key_goes_to_its_own_address_only(profile: Profile, keys: MemoryKeys, server: ListServer) -> None:
    async def main() -> None:
        async with _providing(profile, keys) as providing:
            provider = (await providing.add(_add("shop", server))).provider
            for name in ("default", "team"):
                assert (await providing.set_key(ask.SetKey("shop", f"{CANARY}-{name}", name))).name == name
            (info,) = (await providing.list()).providers
            assert (info.provider.keys, info.provider.key) == (("default", "team"), "default")
            assert (await providing.route("shop/m")).key.reveal() == f"{CANARY}-default"
            wanted = msgspec.structs.replace(info.provider, key="team", favourites=("m", "m"), title=" My \n shop ")
            changed = (await providing.change(ask.ChangeProvider(wanted))).provider
            assert (changed.key, changed.favourites, changed.title) == ("team", ("m",), "My shop")
            await providing.fetch_models(ask.FetchModels("shop"))
            assert server.asked[-1].headers["authorization"] == f"Bearer {CANARY}-team"

            moved = msgspec.structs.replace(changed, address="https://example.com/v1", consented_at="2026-01-01")
            after = (await providing.change(ask.ChangeProvider(moved))).provider
            assert (after.keys, after.key, after.models, after.consented_at) == ((), "", (), "")
            assert keys.held == {}
            assert (await providing.route("shop/m")).key == KEYLESS
            assert provider.origin != after.origin

    asyncio.run(main())


def test_a_locked_keyring_changes_nothing(profile: Profile, keys: MemoryKeys, server: ListServer) -> None:
    async def main() -> None:
        async with _providing(profile, keys) as providing:
            await providing.add(_add("shop", server))
            await providing.set_key(ask.SetKey("shop", CANARY))
            (before,) = (await providing.list()).providers
            keys.locked = True
            moved = msgspec.structs.replace(before.provider, address="https://example.com/v1")
            for work in (
                providing.remove(ask.RemoveProvider("shop")),
                providing.change(ask.ChangeProvider(moved)),
                providing.delete_key(ask.DeleteKey("shop")),
                providing.route("shop/m"),
            ):
                assert (await _problem(work)).kind is ErrorKind.KEYRING
            assert (await providing.list()).keyring == "It is locked."
            assert (await providing.unlock()).providers == (before,)
            await providing.delete_key(ask.DeleteKey("shop"))
            assert (await providing.list()).providers[0].provider.keys == ()
            assert (await providing.route("shop/m")).key == KEYLESS, "one that needs none"

    asyncio.run(main())


def test_a_book_that_cannot_be_read_is_what_is_told(profile: Profile, keys: MemoryKeys) -> None:
    (profile.folder / "providers.json").write_text('{"version": 99, "providers": []}', encoding="utf-8")

    async def main() -> None:
        async with _providing(profile, keys) as providing:
            for work in (
                providing.route("shop/m"),
                providing.remove(ask.RemoveProvider("shop")),
                providing.fetch_models(ask.FetchModels("shop")),
                providing.set_key(ask.SetKey("shop", CANARY)),
            ):
                problem = await _problem(work)
                assert (problem.kind, "newer version" in problem.message) == (ErrorKind.STORAGE, True)
            tested = await providing.test(ask.TestProvider(name="shop"))
            assert tested.problem is not None
            assert tested.problem.kind is ErrorKind.STORAGE

    asyncio.run(main())


def test_no_key_is_left_behind_that_nobody_knows_of(profile: Profile, keys: MemoryKeys, server: ListServer) -> None:
    class Slow(MemoryKeys):
        async def set(self, provider: Provider, name: str, key: str) -> KeyState:
            kept = await super().set(provider, name, key)
            await other.remove(ask.RemoveProvider("shop"))
            return kept

    slow = Slow()
    clients = Clients()
    other = Providing(profile, keys, clients, Redactor())

    async def main() -> None:
        async with _providing(profile, slow) as providing:
            await providing.add(_add("shop", server))
            assert (await _problem(providing.set_key(ask.SetKey("shop", CANARY)))).kind is ErrorKind.INPUT
            assert slow.held == {}
            assert (await providing.list()).providers == ()

    asyncio.run(main())


def test_when_a_key_is_deleted_another_one_is_in_use(profile: Profile, keys: MemoryKeys, server: ListServer) -> None:
    async def main() -> None:
        async with _providing(profile, keys) as providing:
            await providing.add(_add("shop", server))
            for name in ("a", "b"):
                await providing.set_key(ask.SetKey("shop", CANARY, name))
            await providing.delete_key(ask.DeleteKey("shop", "a"))
            await providing.delete_key(ask.DeleteKey("shop", "never"))
            (info,) = (await providing.list()).providers
            assert (info.provider.keys, info.provider.key) == (("b",), "b")

    asyncio.run(main())


def test_testing_keeps_nothing(profile: Profile, keys: MemoryKeys, server: ListServer) -> None:
    redactor = Redactor()

    async def main() -> None:
        async with _providing(profile, keys, redactor) as providing:
            tested = await providing.test(ask.TestProvider(Protocol.OPENAI, server.address, f" {CANARY}\n"))
            assert tested.problem is None
            assert [model.id for model in tested.models] == ["m", "n"]
            assert tested.address == f"{server.address}/v1"
            assert 0 < tested.seconds < 5
            assert server.asked[-1].headers["authorization"] == f"Bearer {CANARY}"
            assert (keys.held, (await providing.list()).providers) == ({}, ())
            assert list(profile.folder.iterdir()) == [], "not even a file"
            assert CANARY not in redactor.clean(f"{CANARY} came back")

            server.answers["/v1/models"] = Reply({"error": {"message": f"bad key {CANARY}"}}, 401)
            refused = await providing.test(ask.TestProvider(Protocol.OPENAI, server.address, CANARY))
            assert refused.problem is not None
            assert refused.problem.remedy is Remedy.OPEN_KEYS
            assert CANARY not in repr(refused)
            for wrong in ("https://a:b@c", "nonsense here"):
                problem = (await providing.test(ask.TestProvider(Protocol.OPENAI, wrong))).problem
                assert problem is not None
                assert problem.kind is ErrorKind.INPUT
            broken = (await providing.test(ask.TestProvider(Protocol.OPENAI, server.address, "a\nb"))).problem
            assert broken is not None
            assert broken.kind is ErrorKind.INPUT

    asyncio.run(main())


def test_one_that_needs_a_key_is_not_asked_without(profile: Profile, keys: MemoryKeys) -> None:
    async def main() -> None:
        async with _providing(profile, keys) as providing:
            tested = await providing.test(ask.TestProvider(preset="groq"))
            assert tested.problem is not None
            assert "no key for Groq" in tested.problem.message
            await providing.add(ask.AddProvider("groq", Protocol.OPENAI, preset="groq"))
            problem = await _problem(providing.route("groq/llama"))
            assert (problem.kind, problem.remedy) == (ErrorKind.AUTH, Remedy.OPEN_KEYS)

    asyncio.run(main())


def test_one_that_is_there_is_tested_with_the_key_that_it_has(
    profile: Profile, keys: MemoryKeys, server: ListServer
) -> None:
    async def main() -> None:
        async with _providing(profile, keys) as providing:
            await providing.add(_add("shop", server))
            for name in ("a", "b"):
                await providing.set_key(ask.SetKey("shop", f"{CANARY}-{name}", name))
            assert (await providing.test(ask.TestProvider(name="shop", key_name="b"))).problem is None
            assert server.asked[-1].headers["authorization"] == f"Bearer {CANARY}-b"
            assert (await providing.test(ask.TestProvider(name="shop"))).problem is None
            assert server.asked[-1].headers["authorization"] == f"Bearer {CANARY}-a"
            unknown = await providing.test(ask.TestProvider(name="nobody"))
            assert unknown.problem is not None
            assert unknown.problem.kind is ErrorKind.INPUT

    asyncio.run(main())


def test_routes_know_what_the_list_the_table_and_the_writer_know(
    profile: Profile, keys: MemoryKeys, server: ListServer
) -> None:
    async def main() -> None:
        async with _providing(profile, keys) as providing:
            await providing.add(_add("shop", server))
            await providing.fetch_models(ask.FetchModels("shop"))
            route = await providing.route("shop/m")
            assert (route.id, route.model, route.base_url) == ("shop/m", "openai/m", f"{server.address}/v1")
            assert (route.context, route.free, route.here, route.inside) == (4096, True, True, False)
            assert (route.provider, route.place) == ("shop", server.address.removeprefix("http://"))
            assert (await providing.route("shop/not/on:the-list")).model == "openai/not/on:the-list"
            small = {model: (await providing.route(f"shop/{model}")).small for model in _SIZES}
            assert small == _SIZES

            (info,) = (await providing.list()).providers
            own = msgspec.structs.replace(info.provider, prices={"m": Price(9, 9)}, cap=5.0)
            await providing.change(ask.ChangeProvider(own))
            priced = await providing.route("shop/m")
            assert (priced.price, priced.free) == (Price(9, 9), False), "the writer's own price wins"
            for wrong in (msgspec.structs.replace(own, prices={"m": Price(-1, 1)}),
                          msgspec.structs.replace(own, cap=float("inf"))):  # fmt: skip
                assert (await _problem(providing.change(ask.ChangeProvider(wrong)))).kind is ErrorKind.INPUT

            await providing.add(ask.AddProvider("openai", Protocol.OPENAI))
            await providing.set_key(ask.SetKey("openai", CANARY))
            table = await providing.route("openai/gpt-4o-mini")
            assert table.price is not None
            assert (table.price.prompt, table.price.completion) == (0.15, 0.6)
            assert (table.context, table.place, table.here) == (128_000, "OpenAI", False)
            assert (await providing.route("openai/gpt-nobody")).price is None

    asyncio.run(main())


_SIZES = {"qwen2.5:0.5b": True, "llama3.2:3b-q4": True, "gemma-3-4b-it": True, "phi-3.8b": True, "llama-8b": False,
          "qwen:14b": False, "mixtral-8x7b": False, "gpt-oss-20b": False, "m": False}  # fmt: skip


@pytest.mark.parametrize("protocol", list(Protocol))
def test_each_protocol_is_named_as_litellm_names_it(profile: Profile, keys: MemoryKeys, protocol: Protocol) -> None:
    names = {Protocol.ANTHROPIC: "anthropic/m", Protocol.GEMINI: "gemini/m", Protocol.OLLAMA: "ollama_chat/m"}

    async def main() -> None:
        async with _providing(profile, keys) as providing:
            await providing.add(ask.AddProvider("p", protocol, "http://127.0.0.1:9"))
            route = await providing.route("p/m")
            assert (route.model, route.protocol) == (names.get(protocol, "openai/m"), protocol)
            assert route.key == KEYLESS

    asyncio.run(main())


def test_a_model_in_a_cloud_behind_a_local_server_is_not_here(
    profile: Profile, keys: MemoryKeys, server: ListServer
) -> None:
    server.answers = {"/api/tags": Reply({"models": [{"name": "hidden", "remote_host": "https://gpu.example.com"}]})}

    async def main() -> None:
        async with _providing(profile, keys) as providing:
            await providing.add(ask.AddProvider("o", Protocol.OLLAMA, server.address))
            await providing.fetch_models(ask.FetchModels("o"))
            for model, host in (
                ("hidden", "gpu.example.com"),
                ("big:cloud", "ollama.com"),
                ("b:70b-cloud", "ollama.com"),
            ):
                route = await providing.route(f"o/{model}")
                assert (route.here, route.free, route.passed_to) == (False, False, host)
                assert host in route.place
            assert (await providing.route("o/cloudy")).here is True

    asyncio.run(main())


def test_a_program_of_the_writers_own_is_known_at_any_port(
    profile: Profile, keys: MemoryKeys, server: ListServer
) -> None:
    server.answers["/props"] = Reply({"default_generation_settings": {"n_ctx": 2048}})

    async def main() -> None:
        async with _providing(profile, keys) as providing:
            await providing.add(ask.AddProvider("mine", Protocol.OPENAI, server.address, "llamacpp"))
            await providing.fetch_models(ask.FetchModels("mine"))
            assert (await providing.route("mine/m")).context == 2048

    asyncio.run(main())


@pytest.mark.parametrize("model", ["shop", "shop/", "nobody/m", "/m", "", "local2/x"])
def test_a_model_that_is_not_there_is_told_with_what_is(
    profile: Profile, keys: MemoryKeys, server: ListServer, model: str
) -> None:
    async def main() -> None:
        async with _providing(profile, keys) as providing:
            nothing = await _problem(providing.route(model))
            assert (nothing.kind, nothing.remedy) == (ErrorKind.UNSUPPORTED, Remedy.USE_LOCAL_MODEL)
            await providing.add(_add("shop", server))
            with pytest.raises(UserError) as caught:
                await providing.route(model)
            hint = caught.value.problem.hint
            assert ("shop/MODEL" if model.startswith("shop") else "shop") in hint
            assert caught.value.problem.remedy is Remedy.CHOOSE_MODEL

    asyncio.run(main())


def test_the_window_cannot_write_over_what_only_the_engine_knows(
    profile: Profile, keys: MemoryKeys, server: ListServer
) -> None:
    async def main() -> None:
        async with _providing(profile, keys) as providing:
            stale = (await providing.add(_add("shop", server))).provider
            await providing.set_key(ask.SetKey("shop", CANARY))
            fetched = (await providing.fetch_models(ask.FetchModels("shop"))).provider
            forged = msgspec.structs.replace(stale, models=(ProviderModel("x"),), keys=("other",), key="other", cap=3)
            after = (await providing.change(ask.ChangeProvider(forged))).provider
            assert after == msgspec.structs.replace(fetched, cap=3)

    asyncio.run(main())
