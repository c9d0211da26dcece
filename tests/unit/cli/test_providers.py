"""`copydesk providers` and `copydesk models`: one document each, the promised exit status, nothing asked unasked."""

from __future__ import annotations

import io
import json
import sys
from collections.abc import Iterator
from typing import Any

import pytest

from desktop.cli import main
from desktop.core.profile import Profile
from tests.faults.server import TEXT, FaultServer
from tests.unit.engine.list_server import ListServer, Reply

LIST = {"data": [{"id": "m", "max_model_len": 4096}, {"id": "maker/n", "pricing": {"input": 1.5, "output": 6}}]}


class Program:
    """The command line on a profile of its own."""

    def __init__(self, profile: Profile, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
        self._profile = profile
        self._capsys = capsys
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO()))

    def run(self, *arguments: str) -> tuple[int, str, str]:
        """Exit status, standard output, standard error."""
        self._capsys.readouterr()
        status = main([*arguments, "--profile", str(self._profile.folder)])
        captured = self._capsys.readouterr()
        return status, captured.out, captured.err

    def json(self, *arguments: str) -> tuple[int, Any]:
        """Exit status and the one document."""
        status, out, _ = self.run(*arguments, "--json")
        assert out.count("\n") == 1
        return status, json.loads(out)


@pytest.fixture
def program(profile: Profile, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Program:
    return Program(profile, capsys, monkeypatch)


@pytest.fixture
def server() -> Iterator[ListServer]:
    with ListServer({"/v1/models": Reply(LIST)}) as running:
        yield running


def test_added_listed_and_removed(program: Program, server: ListServer) -> None:
    status, added = program.json("providers", "add", "shop", "--protocol", "openai", "--address", server.address)
    assert (status, added["name"], added["address"]) == (0, "shop", f"{server.address}/v1")
    assert (added["needs_key"], added["free"], added["here"]) == (False, True, True)
    assert program.run("providers", "add", "groq", "--protocol", "groq")[0] == 0
    assert program.run("providers", "add", "mistral")[0] == 0, "the name of a preset says enough"
    status, listed = program.json("providers", "list")
    assert [(each["name"], each["needs_key"]) for each in listed["providers"]] == [
        ("shop", False),
        ("groq", True),
        ("mistral", True),
    ]
    assert {preset["id"] for preset in listed["presets"]} >= {"openai", "bedrock", "ollama"}
    assert server.asked == [], "nothing is asked before it is asked for"
    assert program.json("providers", "remove", "groq") == (0, {"name": "groq", "removed": True})
    status, again = program.json("providers", "remove", "groq")
    assert (status, again["error"]["kind"]) == (2, "input")
    text = program.run("providers", "list")[1]
    assert "shop" in text
    assert "groq" not in text


@pytest.mark.parametrize(
    "arguments",
    [
        ("Shop", "--protocol", "openai"),
        ("local", "--protocol", "openai"),
        ("shop", "--protocol", "nonsense"),
        ("shop", "--protocol", "openai", "--address", "https://a:b@example.com"),
        ("shop", "--protocol", "azure"),
        ("nobody-knows",),
        ("shop", "--preset", "nobody"),
    ],
)
def test_what_cannot_be_added(program: Program, arguments: tuple[str, ...]) -> None:
    status, answer = program.json("providers", "add", *arguments)
    assert status == 2
    assert answer["error"]["kind"] in {"input", "usage"}
    assert program.json("providers", "list")[1]["providers"] == []


def test_plain_http_to_another_machine_is_told(program: Program) -> None:
    status, out, err = program.run("providers", "add", "lan", "--protocol", "openai", "--address", "http://10.0.0.7")
    assert status == 0
    assert "lan is added" in out
    assert "can be read by others" in err


def test_models_of_providers_stand_beside_those_inside(program: Program, server: ListServer) -> None:
    program.run("providers", "add", "shop", "--protocol", "openai", "--address", server.address)
    program.run("providers", "add", "groq", "--protocol", "groq")
    status, out, err = program.run("models", "list", "--json")
    models = {model["id"]: model for model in json.loads(out)["models"]}
    assert status == 0
    assert "groq: There is no key" in err
    assert models["local/qwen2.5-coder-1.5b"]["default"] is True
    assert models["shop/m"]["context"] == 4096
    assert models["shop/m"]["price"] is None, "unknown, not nothing"
    assert models["shop/maker/n"]["price"]["completion"] == 6
    assert len(server.asked) == 1
    program.run("models", "list")
    assert len(server.asked) == 1, "a list that is known is not fetched again unasked"
    status, answer = program.json("models", "list", "shop")
    assert [model["id"] for model in answer["models"]] == ["shop/m", "shop/maker/n"]
    assert len(server.asked) == 2
    status, answer = program.json("models", "list", "groq")
    assert (status, answer["error"]["kind"]) == (3, "auth")


def test_a_model_is_tested_with_its_time_and_cost(program: Program) -> None:
    with FaultServer() as server:
        program.run("providers", "add", "shop", "--protocol", "openai", "--address", server.base("none"))
        program.run("providers", "add", "bad", "--protocol", "openai", "--address", server.base("401"))
        status, tested = program.json("models", "test", "shop/m")
        assert (status, tested["answered"], tested["text"]) == (0, True, "".join(TEXT))
        assert tested["usage"]["cost"] == 0.0
        assert tested["timing"]["total_s"] > 0
        assert "shop/m answered in 0" in program.run("models", "test", "shop/m")[1]
        status, refused = program.json("models", "test", "bad/m")
        assert (status, refused["error"]["kind"]) == (3, "auth")
        status, unknown = program.json("models", "test", "nobody/m")
        assert (status, unknown["error"]["kind"]) == (2, "unsupported")


def test_write_with_a_providers_model(program: Program, profile: Profile) -> None:
    brief = profile.folder / "brief.json"
    brief.write_text('{"kind": "product", "product": "Mug", "language": "en", "channels": ["shop.title"]}')
    with FaultServer() as server:
        program.run("providers", "add", "shop", "--protocol", "openai", "--address", server.base("none"))
        status, written = program.json("write", "product", "--brief", str(brief), "--model", "shop/m", "--plain")
    assert status == 0
    (variant,) = written["variants"]
    assert variant["model"] == "shop/m"
    assert variant["fields"]["title"] == "".join(TEXT)


def test_the_lock_holds_for_the_command_line(program: Program, profile: Profile) -> None:
    profile.settings.write_text('{"local_only": true, "known_words": "not a list"}')
    with FaultServer() as server:
        program.run("providers", "add", "shop", "--protocol", "openai", "--address", server.base("none"))
        status, answer = program.json("models", "test", "shop/m:cloud")
        assert status == 3
        assert "only models on this computer" in answer["error"]["message"]
        assert server.bytes_in == 0
        assert program.json("models", "test", "shop/m")[0] == 0


def test_discover_answers_with_what_runs_here(program: Program) -> None:
    status, found = program.json("models", "discover")
    assert status == 0
    assert isinstance(found["servers"], list)


def test_delete_of_what_is_not_there_is_done(
    program: Program, profile: Profile, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COPYDESK_MODELS", str(profile.folder / "models"))
    assert program.json("models", "delete", "local/qwen3-4b") == (0, {"id": "local/qwen3-4b", "state": "missing"})
    assert program.json("models", "delete", "local/nobody")[0] == 2
