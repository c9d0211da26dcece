"""The engine as a process: its messages, what it makes of bad ones, Stop, and how it ends."""

from __future__ import annotations

import itertools
import json
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from desktop.core.brief import Brief, Fact
from desktop.core.copy import Copy
from desktop.core.environment import child_environment
from desktop.engine.messages import METHODS, Check, Configure, FetchModel, ListModels, Write
from desktop.engine.pipe import HANDLERS
from desktop.engine.post_messages import Render
from desktop.engine.redaction import Secret
from desktop.engine.route import Route
from tests.clock import on_time
from tests.faults.server import CANARY, FaultServer
from tests.unit.engine.engine_process import EngineProcess, children_of, gone, is_delta

BRIEF = Brief(
    product="Stoneware mug", channels=("shop.title",), facts=(Fact("", "Volume", "300", "ml"),), language="en"
)


@pytest.fixture(scope="module")
def server() -> Iterator[FaultServer]:
    with FaultServer() as running:
        yield running


def _routes(server: FaultServer, *faults: str) -> list[Route]:
    return [Route(f"shop/{fault}", "openai/m", server.base(fault), Secret(CANARY)) for fault in faults]


@pytest.fixture(scope="module")
def engine(tmp_path_factory: pytest.TempPathFactory, server: FaultServer) -> Iterator[EngineProcess]:
    """One engine for the tests that leave it as it was."""
    profile = tmp_path_factory.mktemp("profile")
    routes = _routes(server, "none", "slow", "stall", "401", "hang", "reset")
    with EngineProcess(profile, routes) as running:
        running.answer(running.ask(Configure()))
        yield running


def _write(fault: str, variants: int = 1) -> Write:
    return Write(BRIEF, f"shop/{fault}", variants=variants, plain=True)


def test_every_method_of_the_contract_is_answered() -> None:
    assert HANDLERS.keys() == METHODS.keys()


def test_configure_says_who_answers(engine: EngineProcess) -> None:
    result = engine.answer(engine.ask(Configure("nl", 60, 30, 5)))["result"]
    assert result["pid"] == engine.pid
    assert result["version"]
    engine.answer(engine.ask(Configure()))


def test_write_streams_and_ends_with_every_variant(engine: EngineProcess) -> None:
    number = engine.ask(_write("none", variants=2))
    answer = engine.answer(number)
    variants = answer["result"]["variants"]
    assert answer["result"]["language"] == "en"
    assert len({variant["id"] for variant in variants}) == 2
    for variant in variants:
        assert "mug" in variant["copy"]["fields"]["title"]
        assert variant.get("complete", True)
        assert variant["usage"]["completion_tokens"] == 4
        assert variant["usage"]["cost"] is None
    assert any(is_delta(line, number) for _, line in engine.lines)


@pytest.mark.parametrize(
    ("line", "code", "about"),
    [
        (b'{"jsonrpc": "2.0", "id": 900, "method": "nope", "params": {}}', -32601, "nope"),
        (b'{"jsonrpc": "2.0", "id": 900, "method": "write", "params": {"brief": 5}}', -32602, "brief"),
        (b'{"jsonrpc": "2.0", "id": 900, "method": "write"}', -32602, "brief"),
        (b'{"jsonrpc": "2.0", "id": 900, "method": "render", "params": {"markdown": "\\ud800"}}', -32700, "truncated"),
        (b'{"jsonrpc": "2.0", "id": 900, "method": 5}', -32700, "method"),
    ],
)
def test_a_request_that_is_not_understood_is_an_error(
    engine: EngineProcess, line: bytes, code: int, about: str
) -> None:
    engine.write(line)
    error = engine.answer(900)["error"]
    assert error["code"] == code
    assert about in error["message"]
    assert error["data"]["kind"] == "usage"
    assert error["data"]["hint"]


@pytest.mark.parametrize("line", [b"garbage", b"[1, 2]", b"5", b'{"id": ', b"\xff\xfe", b'"x"'])
def test_what_is_no_message_is_an_error_without_a_number(engine: EngineProcess, line: bytes) -> None:
    engine.write(line)
    _, answer = engine.wait_for(lambda found: "error" in found)
    assert answer.get("id") is None
    assert answer["error"]["code"] == -32700


def test_unknown_fields_notifications_and_empty_lines_are_ignored(engine: EngineProcess) -> None:
    engine.write(b"")
    engine.notify("nope")
    engine.notify("cancel", {"id": 12345})
    engine.notify("cancel", {"id": "x"})
    engine.write(b'{"id": 901, "method": "models.list", "params": {"later": true}, "later": 1}')
    assert engine.answer(901)["result"]["models"]


def test_a_number_in_use_is_refused(engine: EngineProcess) -> None:
    number = engine.ask(_write("slow"))
    engine.word(number)
    engine.write(json.dumps({"id": number, "method": "models.list"}).encode())
    assert engine.answer(number)["error"]["code"] == -32600
    engine.notify("cancel", {"id": number})
    assert "result" in engine.answer(number)


def test_a_model_that_does_not_exist_is_a_sentence(engine: EngineProcess) -> None:
    error = engine.answer(engine.ask(Write(BRIEF, "nobody/nothing")))["error"]
    assert error["data"]["kind"] == "unsupported"
    assert "nobody/nothing" in error["message"]
    error = engine.answer(engine.ask(FetchModel("local/nothing")))["error"]
    assert error["data"]["kind"] == "input"


def test_the_models_of_the_catalogue_are_listed_the_default_one_first(engine: EngineProcess) -> None:
    models = engine.answer(engine.ask(ListModels()))["result"]["models"]
    assert [model["default"] for model in models] == [True] + [False] * (len(models) - 1)
    assert all(model["state"] in {"missing", "partial", "damaged", "ready"} for model in models)


def test_a_variant_that_fails_has_its_error_and_its_words(engine: EngineProcess) -> None:
    (variant,) = engine.answer(engine.ask(_write("reset")))["result"]["variants"]
    assert variant["complete"] is False
    assert variant["error"]["kind"] == "network"
    assert "A mug that keeps" in variant["copy"]["fields"]["title"]


def test_a_refused_key_is_told(engine: EngineProcess) -> None:
    (variant,) = engine.answer(engine.ask(_write("401")))["result"]["variants"]
    assert variant["error"]["kind"] == "auth"
    assert variant["error"]["remedy"] == "open_keys"


def test_the_first_word_leaves_at_once_and_the_rest_is_joined(engine: EngineProcess, server: FaultServer) -> None:
    number = engine.ask(_write("slow"))
    times = [engine.word(number)[0] for _ in range(20)]
    engine.notify("cancel", {"id": number})
    engine.answer(number)
    gaps = sorted(after - before for before, after in itertools.pairwise(times[1:]))
    assert gaps[len(gaps) // 2] > 0.02, "pieces that come every 20 ms leave joined"


@on_time
def test_stop_keeps_the_words_and_closes_the_connection(engine: EngineProcess, server: FaultServer) -> None:
    before = len(server.seen)
    number = engine.ask(_write("slow"))
    for _ in range(3):
        engine.word(number)
    stopped = time.monotonic()
    engine.notify("cancel", {"id": number})
    when, answer = engine.wait_for(lambda line: line.get("id") == number)
    assert when - stopped < 0.5
    (variant,) = answer["result"]["variants"]
    assert variant["complete"] is False
    assert variant["error"]["kind"] == "cancelled"
    assert variant["copy"]["fields"]["title"].startswith("A mug")
    seen = server.seen[before]
    assert seen.left.wait(0.5)
    assert seen.left_at is not None
    assert seen.left_at - stopped < 0.5


@on_time
def test_stop_before_the_first_word_is_cancelled(engine: EngineProcess, server: FaultServer) -> None:
    before = len(server.seen)
    number = engine.ask(_write("hang"))
    while len(server.seen) == before:
        time.sleep(0.01)
    stopped = time.monotonic()
    engine.notify("cancel", {"id": number})
    when, answer = engine.wait_for(lambda line: line.get("id") == number)
    assert when - stopped < 0.5
    assert answer["error"]["data"]["kind"] == "cancelled"
    assert server.seen[before].left.wait(0.5)


def test_checks_and_pages_are_made_while_a_model_writes(engine: EngineProcess) -> None:
    writing = engine.ask(_write("slow"))
    engine.word(writing)
    report = engine.answer(engine.ask(Check(Copy({"title": "x" * 100}), BRIEF)))["result"]
    assert any(finding["severity"] == "error" for finding in report["findings"])
    assert "<strong>yes</strong>" in engine.answer(engine.ask(Render("**yes**")))["result"]["html"]
    engine.notify("cancel", {"id": writing})
    engine.answer(writing)


def test_ten_megabytes_in_one_line_pass(engine: EngineProcess) -> None:
    answer = engine.answer(engine.ask(Write(BRIEF, "nobody/nothing", copy=Copy({"body": "x" * 10_000_000}))))
    assert answer["error"]["data"]["kind"] == "unsupported"


def test_the_end_of_input_ends_it_at_once(tmp_path: Path) -> None:
    with EngineProcess(tmp_path) as engine:
        engine.answer(engine.ask(Configure()))
        engine.close_input()
        assert engine.wait(3) == 0


def test_shutdown_ends_it(tmp_path: Path) -> None:
    with EngineProcess(tmp_path) as engine:
        engine.notify("shutdown")
        assert engine.wait(10) == 0


@on_time
@pytest.mark.skipif(sys.platform != "linux", reason="reads /proc")
@pytest.mark.parametrize("hard", [False, True])
def test_all_it_started_is_gone_with_it(tmp_path: Path, server: FaultServer, hard: bool) -> None:
    """Quit, or killed, in the middle of a stream, with its workers running."""
    before = len(server.seen)
    with EngineProcess(tmp_path, _routes(server, "slow")) as engine:
        writing = engine.ask(_write("slow"))
        engine.answer(engine.ask(Render("**yes**")))
        engine.word(writing)
        children = children_of(engine.pid)
        assert children
        ended = time.monotonic()
        if hard:
            engine.kill()
        else:
            engine.close_input()
        assert gone([engine.pid, *children], 3 - (time.monotonic() - ended))
        assert server.seen[before].left.wait(0.5)


def test_what_prints_does_not_end_up_among_the_answers() -> None:
    code = (
        "import os, sys; from desktop.engine.__main__ import take_pipes; source, target = take_pipes();"
        "print('from a library'); os.system('echo from a child'); os.write(target, os.read(source, 9) + b'!')"
    )
    ran = subprocess.run(
        [sys.executable, "-c", code], input=b"a request", capture_output=True, env=child_environment(), check=True
    )
    assert ran.stdout == b"a request!"
    assert b"from a library" in ran.stderr
    assert b"from a child" in ran.stderr
