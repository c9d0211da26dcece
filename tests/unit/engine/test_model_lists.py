"""Lists of models as each protocol gives them, from real servers on loopback; what goes wrong says so."""

from __future__ import annotations

import asyncio
import gzip
import json
import socket
import time
from collections.abc import Iterator

import pytest

from desktop.core.errors import CopydeskError, ErrorKind, Problem, Remedy
from desktop.core.provider import Price, Protocol, ProviderModel
from desktop.engine.gateway_clients import Clients
from desktop.engine.model_entries import rows
from desktop.engine.model_lists import MOST_BYTES, ModelLists
from desktop.engine.redaction import Redactor, Secret
from desktop.engine.route import KEYLESS, Route
from tests.clock import on_time
from tests.faults.server import CANARY
from tests.unit.engine.list_server import Answer, Asked, ListServer, Reply

KEY = Secret(CANARY)


def fetch(
    address: str, protocol: Protocol = Protocol.OPENAI, *, key: Secret = KEYLESS, preset: str = ""
) -> tuple[ProviderModel, ...]:
    """The list at an address."""

    async def main() -> tuple[ProviderModel, ...]:
        clients = Clients()
        try:
            return await ModelLists(clients, Redactor()).fetch(
                Route("shop/", "", address, key, protocol=protocol), preset
            )
        finally:
            await clients.close()

    return asyncio.run(main())


def refused(address: str, protocol: Protocol = Protocol.OPENAI, *, key: Secret = KEY, preset: str = "") -> Problem:
    """Why there is no list at an address."""
    with pytest.raises(CopydeskError) as caught:
        fetch(address, protocol, key=key, preset=preset)
    problem = caught.value.problem
    assert CANARY not in repr(problem)
    assert caught.value.__cause__ is None, "the chain holds headers"
    return problem


@pytest.fixture
def server() -> Iterator[ListServer]:
    with ListServer({}) as running:
        yield running


def test_openais_list_with_the_key_in_its_header(server: ListServer) -> None:
    server.answers["/v1/models"] = Reply(
        {"object": "list", "data": [{"id": "gpt-9", "object": "model", "owned_by": "openai"}, {"id": "gpt-8"}]}
    )
    assert fetch(f"{server.address}/v1", key=KEY) == (ProviderModel("gpt-9"), ProviderModel("gpt-8"))
    (asked,) = server.asked
    assert asked.headers["authorization"] == f"Bearer {CANARY}"
    assert not [name for name in asked.headers if name.startswith("x-stainless")]


def test_without_a_key_none_is_sent(server: ListServer) -> None:
    server.answers["/v1/models"] = Reply({"data": []})
    assert fetch(f"{server.address}/v1") == ()
    assert "authorization" not in server.asked[0].headers


def test_anthropics_list_has_pages(server: ListServer) -> None:
    def page(asked: Asked) -> Reply:
        if "after_id=claude-2" in asked.path:
            return Reply({"data": [{"id": "claude-3", "display_name": "Claude 3"}], "has_more": False})
        first = [{"id": "claude-1", "display_name": "Claude 1", "max_input_tokens": 200_000, "max_tokens": 64_000}]
        return Reply({"data": [*first, {"id": "claude-2"}], "has_more": True, "last_id": "claude-2"})

    server.answers["/v1/models"] = page
    assert fetch(server.address, Protocol.ANTHROPIC, key=KEY) == (
        ProviderModel("claude-1", "Claude 1", 200_000, 64_000),
        ProviderModel("claude-2"),
        ProviderModel("claude-3", "Claude 3"),
    )
    assert [asked.headers["x-api-key"] for asked in server.asked] == [CANARY] * 2
    assert all(asked.headers["anthropic-version"] for asked in server.asked)
    assert all("authorization" not in asked.headers for asked in server.asked)


def test_googles_list_has_pages_and_its_key_is_never_in_the_address(server: ListServer) -> None:
    def page(asked: Asked) -> Reply:
        if "pageToken=next%2Fone" in asked.path:
            return Reply({"models": [{"name": "models/gemini-2", "supportedGenerationMethods": ["generateContent"]}]})
        first = {
            "name": "models/gemini-1", "displayName": "Gemini 1", "inputTokenLimit": 1_000_000,
            "outputTokenLimit": 8192, "supportedGenerationMethods": ["generateContent"], "thinking": True,
        }  # fmt: skip
        embeds = {"name": "models/embed", "supportedGenerationMethods": ["embedContent"]}
        return Reply({"models": [first, embeds], "nextPageToken": "next/one"})

    server.answers["/v1beta/models"] = page
    assert fetch(f"{server.address}/v1beta", Protocol.GEMINI, key=KEY) == (
        ProviderModel("gemini-1", "Gemini 1", 1_000_000, 8192, abilities=("thinking",)),
        ProviderModel("gemini-2"),
    )
    assert all(asked.headers["x-goog-api-key"] == CANARY for asked in server.asked)
    assert all(CANARY not in asked.path for asked in server.asked)


def test_pages_that_never_end_are_ended(server: ListServer) -> None:
    server.answers["/v1beta/models"] = lambda asked: Reply({"models": [], "nextPageToken": str(len(asked.path))})
    server.answers["/v1/models"] = Reply({"data": [], "has_more": True, "last_id": "same"})
    fetch(f"{server.address}/v1beta", Protocol.GEMINI)
    fetch(server.address, Protocol.ANTHROPIC)
    assert len(server.asked) <= 22


def _show(asked: Asked) -> Reply:
    name = json.loads(asked.body)["model"]
    if name == "nomic-embed":
        return Reply({"capabilities": ["embedding"], "model_info": {}})
    if name == "broken:1b":
        return Reply({"error": "no such model"}, 404)
    info = {"general.architecture": "llama", "llama.context_length": 131_072}
    return Reply({"capabilities": ["completion", "vision", "tools"], "model_info": info})


def test_ollamas_list_with_the_context_of_each_and_where_its_cloud_is(server: ListServer) -> None:
    details = {"parameter_size": "3.2B", "quantization_level": "Q4_K_M"}
    cloud = {"name": "big:cloud", "model": "big:cloud", "remote_model": "big", "remote_host": "https://ollama.com:443"}
    server.answers |= {
        "/api/tags": Reply(
            {"models": [{"name": "llama3:3b", "model": "llama3:3b", "details": details}, {"name": "nomic-embed"},
                        {"name": "broken:1b"}, cloud]}
        ),
        "/api/show": _show,
    }  # fmt: skip
    able = ("schema", "tools", "vision")
    assert fetch(server.address, Protocol.OLLAMA) == (
        ProviderModel("llama3:3b", "llama3:3b (3.2B Q4_K_M)", 131_072, abilities=able),
        ProviderModel("broken:1b"),
        ProviderModel("big:cloud", "", 131_072, abilities=able, passed_to="ollama.com"),
    )


def test_mistrals_list_leaves_out_what_does_not_chat(server: ListServer) -> None:
    chats = {"completion_chat": True, "function_calling": True, "vision": True}
    server.answers["/v1/models"] = Reply(
        {"data": [
            {"id": "mistral-large", "name": "mistral-large-2", "max_context_length": 131_072, "capabilities": chats},
            {"id": "mistral-embed", "capabilities": {"completion_chat": False}},
            {"id": "mistral-large"},
        ]}
    )  # fmt: skip
    found = ProviderModel("mistral-large", "mistral-large-2", 131_072, abilities=("vision", "tools"))
    assert fetch(f"{server.address}/v1", Protocol.MISTRAL, key=KEY) == (found,)


def test_openrouters_list_has_prices_and_its_key_is_checked(server: ListServer) -> None:
    entry = {
        "id": "maker/m", "name": "Maker: M", "context_length": 32_000,
        "pricing": {"prompt": "0.0000025", "completion": "0.00001"},
        "top_provider": {"max_completion_tokens": 4096},
        "architecture": {"input_modalities": ["text", "image"], "output_modalities": ["text"]},
        "supported_parameters": ["tools", "structured_outputs", "reasoning"],
    }  # fmt: skip
    auto = {"id": "auto", "pricing": {"prompt": "-1", "completion": "-1"}}
    free = {"id": "maker/m:free", "pricing": {"prompt": "0", "completion": "0"}}
    draws = {"id": "draws", "architecture": {"output_modalities": ["image"]}}
    per_million = {"id": "odd", "pricing": {"prompt": "2.5", "completion": "10"}}
    server.answers |= {
        "/api/v1/models": Reply({"data": [entry, auto, free, draws, per_million]}),
        "/api/v1/key": Reply({"data": {"label": "mine"}}),
    }
    found = {model.id: model for model in fetch(f"{server.address}/api/v1", key=KEY, preset="openrouter")}
    assert found.keys() == {"maker/m", "auto", "maker/m:free", "odd"}
    model = found["maker/m"]
    assert (model.title, model.context, model.longest_answer) == ("Maker: M", 32_000, 4096)
    assert model.abilities == ("schema", "vision", "thinking", "tools")
    assert model.price is not None
    assert (model.price.prompt, model.price.completion) == (2.5, 10.0)
    assert model.price.as_of.startswith("20")
    assert found["auto"].price is None
    assert found["odd"].price is None, "no model costs millions for a million tokens"
    assert found["maker/m:free"].price == Price(0, 0, as_of=model.price.as_of)

    server.answers["/api/v1/key"] = Reply({"error": {"message": "No auth credentials", "code": 401}}, 401)
    assert refused(f"{server.address}/api/v1", preset="openrouter").remedy is Remedy.OPEN_KEYS


def test_hugging_faces_list_has_every_runner_with_its_own_price(server: ListServer) -> None:
    def runner(name: str, prompt: float, context: int, *, schema: bool = True) -> dict[str, object]:
        return {
            "provider": name, "status": "live", "context_length": context, "supports_tools": True,
            "pricing": {"input": prompt, "output": 2}, "supports_structured_output": schema,
        }  # fmt: skip

    gone = {"provider": "gone", "status": "error"}
    server.answers |= {
        "/v1/models": Reply(
            {"data": [
                {"id": "maker/m", "providers": [runner("a", 1, 8000), runner("b", 2, 4000, schema=False), gone]},
                {"id": "maker/one", "providers": [runner("a", 1, 8000)]},
                {"id": "maker/none", "providers": [gone]},
            ]}
        ),
        "/v1/chat/completions": Reply({"error": "messages is missing"}, 422),
    }  # fmt: skip
    found = {model.id: model for model in fetch(f"{server.address}/v1", key=KEY, preset="huggingface")}
    assert list(found) == ["maker/m", "maker/m:a", "maker/m:b", "maker/one", "maker/one:a"]
    assert (found["maker/m"].price, found["maker/m"].context) == (None, 4000), "whoever runs it"
    assert found["maker/m"].abilities == ("tools",)
    assert found["maker/m:a"].abilities == ("schema", "tools")
    assert found["maker/one"].price == found["maker/one:a"].price
    checked = server.asked[-1]
    assert (checked.method, checked.path, checked.body) == ("POST", "/v1/chat/completions", b"{}")
    server.answers["/v1/chat/completions"] = Reply({"error": "Invalid username or password"}, 401)
    assert refused(f"{server.address}/v1", preset="huggingface").kind is ErrorKind.AUTH


def test_servers_here_say_more_beside_their_protocol(server: ListServer) -> None:
    server.answers["/v1/models"] = Reply({"data": [{"id": "a"}, {"id": "b"}, {"id": "embeds"}]})
    server.answers["/api/v0/models"] = Reply(
        {"data": [{"id": "a", "type": "vlm", "loaded_context_length": 4096, "max_context_length": 32_768},
                  {"id": "b", "type": "llm", "max_context_length": 32_768}, {"id": "embeds", "type": "embeddings"}]}
    )  # fmt: skip
    assert fetch(f"{server.address}/v1", preset="lmstudio") == (
        ProviderModel("a", context=4096, abilities=("vision",)),
        ProviderModel("b"),  # how much it will be loaded with is not known
    )
    server.answers["/props"] = Reply({"default_generation_settings": {"n_ctx": 2048}})
    found = fetch(f"{server.address}/v1", preset="llamacpp")
    assert {model.context for model in found} == {2048}
    del server.answers["/props"], server.answers["/api/v0/models"]
    for preset in ("llamacpp", "lmstudio"):
        assert len(fetch(f"{server.address}/v1", preset=preset)) == 3, "an old server knows no such path"


REFUSALS: list[tuple[Answer, ErrorKind, Remedy]] = [
    (Reply({"error": {"message": f"Incorrect API key: {CANARY}"}}, 401), ErrorKind.AUTH, Remedy.OPEN_KEYS),
    (Reply({"error": {"message": "no"}}, 403), ErrorKind.AUTH, Remedy.OPEN_KEYS),
    (Reply({"error": "Payment required"}, 402), ErrorKind.QUOTA, Remedy.ADD_CREDIT),
    (Reply(b"Not found", 404), ErrorKind.MODEL_MISSING, Remedy.OPEN_SETTINGS),
    (Reply({"error": "slow down"}, 429, (("Retry-After", "7"),)), ErrorKind.QUOTA, Remedy.RETRY),
    (Reply(b"oops", 500), ErrorKind.PROVIDER, Remedy.RETRY),
    (Reply(b"<!doctype html><p>Log in", 200, (("Content-Type", "text/html"),)), ErrorKind.PROVIDER, Remedy.RETRY),
    (Reply(b"<html>Log in", 200), ErrorKind.PROVIDER, Remedy.RETRY),
    (Reply(b'{"data": ['), ErrorKind.PROVIDER, Remedy.RETRY),
    (Reply(b"\xff\xfe"), ErrorKind.PROVIDER, Remedy.RETRY),
    (Reply({"hello": "world"}), ErrorKind.PROVIDER, Remedy.RETRY),
    (Reply(b"[" + b"0," * (MOST_BYTES // 2) + b"0]"), ErrorKind.PROVIDER, Remedy.RETRY),
    (Reply(gzip.compress(b" " * (MOST_BYTES + 1)), 200, (("Content-Encoding", "gzip"),)), ErrorKind.PROVIDER,
     Remedy.RETRY),
]  # fmt: skip


@pytest.mark.parametrize(("answer", "kind", "remedy"), REFUSALS, ids=range(len(REFUSALS)))
def test_what_goes_wrong_is_said_with_the_button_that_helps(
    server: ListServer, answer: Answer, kind: ErrorKind, remedy: Remedy
) -> None:
    server.answers["/v1/models"] = answer
    problem = refused(f"{server.address}/v1")
    assert (problem.kind, problem.remedy) == (kind, remedy)
    assert problem.message.endswith(".")
    assert len(server.asked) == 1, "a list is not asked for twice"


def test_a_bad_key_at_google_comes_as_400(server: ListServer) -> None:
    body = {"error": {"code": 400, "message": "API key not valid.", "details": [{"reason": "API_KEY_INVALID"}]}}
    server.answers["/v1beta/models"] = Reply(body, 400)
    assert refused(f"{server.address}/v1beta", Protocol.GEMINI).remedy is Remedy.OPEN_KEYS


def test_a_server_that_wants_a_key_says_there_is_none(server: ListServer) -> None:
    server.answers["/v1/models"] = Reply({"error": "who are you"}, 401)
    problem = refused(f"{server.address}/v1", key=KEYLESS)
    assert "no key" in problem.message
    assert problem.remedy is Remedy.OPEN_KEYS


def test_a_redirect_is_refused_and_the_other_server_hears_nothing(server: ListServer) -> None:
    with ListServer({"/v1/models": Reply({"data": [{"id": "stolen"}]})}) as other:
        server.answers["/v1/models"] = Reply(b"", 307, (("Location", f"{other.address}/v1/models"),))
        problem = refused(f"{server.address}/v1")
        assert "another address" in problem.message
        assert other.asked == []


def test_nobody_there(server: ListServer) -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    problem = refused(f"http://127.0.0.1:{port}/v1", preset="lmstudio")
    assert problem.kind is ErrorKind.NETWORK
    assert "Nothing answers" in problem.message


def test_a_certificate_that_nobody_trusts_gets_no_key(server: ListServer) -> None:
    problem = refused(server.address.replace("http://", "https://") + "/v1")
    assert problem.kind is ErrorKind.NETWORK
    assert server.asked == []


@on_time
def test_a_server_that_says_nothing_is_not_waited_for() -> None:
    async def main() -> None:
        clients = Clients()
        with socket.create_server(("127.0.0.1", 0)) as silent:
            route = Route("x/", "", f"http://127.0.0.1:{silent.getsockname()[1]}/v1")
            began = time.monotonic()
            with pytest.raises(CopydeskError) as caught:
                await ModelLists(clients, Redactor()).look(route, 0.3)
            assert time.monotonic() - began < 1
        assert caught.value.problem.kind is ErrorKind.TIMEOUT
        await clients.close()

    asyncio.run(main())


def test_entries_that_cannot_be_are_left_out(server: ListServer) -> None:
    odd = [5, None, {"id": 7}, {"id": ""}, {"id": "x" * 301}, {"id": "a\nb"}, {"id": "rtl\u202e"}, {"no": "id"}]
    wild = {"id": "ok", "name": ["x"], "context_length": "many", "pricing": {"prompt": "nan", "completion": []},
            "capabilities": 5, "architecture": [], "supported_parameters": {"a": 1}, "providers": None,
            "max_completion_tokens": -5, "top_provider": "x"}  # fmt: skip
    server.answers["/v1/models"] = Reply({"data": [*odd, wild]})
    assert fetch(f"{server.address}/v1") == (ProviderModel("ok"),)
    server.answers["/v1/models"] = Reply([{"id": "bare"}])
    assert fetch(f"{server.address}/v1") == (ProviderModel("bare"),), "a list without a frame"
    assert rows("text") == []
    wild_show = Reply({"capabilities": {}, "model_info": [], "remote_host": 5})
    server.answers |= {"/api/tags": Reply({"models": [{"name": "m", "details": 5}]}), "/api/show": wild_show}
    assert fetch(server.address, Protocol.OLLAMA) == (ProviderModel("m", abilities=("schema",)),)
