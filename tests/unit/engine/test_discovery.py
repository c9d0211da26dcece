"""Model servers of this computer are found where they answer, quickly, and only there."""

from __future__ import annotations

import asyncio
import socket
import time

import msgspec

from desktop.core.provider import Preset, Protocol, Provider, ProviderModel
from desktop.engine.discovery import discover
from desktop.engine.gateway_clients import Clients
from desktop.engine.model_lists import ModelLists
from desktop.engine.presets import OTHER, preset_of
from desktop.engine.provider_messages import FoundServer
from desktop.engine.redaction import Redactor
from tests.clock import on_time
from tests.unit.engine.list_server import ListServer, Reply


def _at(preset: str, address: str) -> Preset:
    return msgspec.structs.replace(preset_of(preset), address=address)


def _find(*presets: Preset, providers: tuple[Provider, ...] = ()) -> tuple[FoundServer, ...]:
    async def main() -> tuple[FoundServer, ...]:
        clients = Clients()
        try:
            return await discover(ModelLists(clients, Redactor()), providers, presets)
        finally:
            await clients.close()

    return asyncio.run(main())


def _free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


def test_those_that_answer_are_found_with_their_models() -> None:
    tags, listed = {"models": [{"name": "llama3:1b"}]}, {"data": [{"id": "qwen", "owned_by": "llamacpp"}]}
    with (
        ListServer({"/api/tags": Reply(tags)}) as ollama,
        ListServer({"/v1/models": Reply(listed)}) as llama,
        ListServer({"/v1/models": Reply({"error": "key"}, 401)}) as locked,
    ):
        mine = Provider("mine", Protocol.OLLAMA, ollama.address.replace("127.0.0.1", "localhost"))
        found = _find(
            _at("ollama", ollama.address),
            _at("lmstudio", f"{locked.address}/v1"),
            _at("llamacpp", f"{llama.address}/v1"),
            _at("vllm", f"http://127.0.0.1:{_free_port()}/v1"),
            providers=(mine,),
        )
        assert found == (
            FoundServer("ollama", "Ollama", ollama.address, (ProviderModel("llama3:1b"),), "mine"),
            FoundServer("lmstudio", "LM Studio", f"{locked.address}/v1", ()),
            FoundServer("llamacpp", "llama.cpp", f"{llama.address}/v1", (ProviderModel("qwen"),)),
        )
        assert ollama.paths == ["/api/tags"], "one request, and no more"
        assert llama.paths == ["/v1/models"]


def test_another_program_at_the_port_is_not_called_what_it_is_not() -> None:
    with (
        ListServer({"/v1/models": Reply({"data": [{"id": "m", "owned_by": "localai"}]})}) as other,
        ListServer({"/v1/models": Reply({"status": "a web shop"})}) as shop,
        ListServer({"/v1/models": Reply(b"<html>", 200, (("Content-Type", "text/html"),))}) as page,
    ):
        (found,) = _find(
            _at("llamacpp", f"{other.address}/v1"),
            _at("vllm", f"{shop.address}/v1"),
            _at("lmstudio", f"{page.address}/v1"),
        )
        assert (found.preset, found.address) == (OTHER, f"{other.address}/v1")


@on_time
def test_nobody_is_waited_for_longer_than_half_a_second() -> None:
    with socket.create_server(("127.0.0.1", 0)) as silent:
        port = silent.getsockname()[1]
        began = time.monotonic()
        assert _find(*(_at(name, f"http://127.0.0.1:{port}") for name in ("ollama", "lmstudio", "llamacpp"))) == ()
        assert time.monotonic() - began < 1.5


def test_only_this_computer_is_asked() -> None:
    with ListServer({"/v1/models": Reply({"data": []})}) as elsewhere:
        assert _find(_at("groq", f"{elsewhere.address}/v1")) == ()
        assert elsewhere.asked == []
