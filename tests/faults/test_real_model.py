"""The real small model as a provider: behind OpenAI's protocol with a key, and behind Ollama's.

Written, stopped, gone on with, and four variants at once, by the engine and by the command line.
"""

from __future__ import annotations

import json
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import msgspec
import pytest

from desktop.core.brief import Brief
from desktop.core.copy import Copy
from desktop.core.environment import child_environment
from desktop.core.provider import Protocol
from desktop.engine.messages import Configure, Write
from desktop.engine.model_server import Answer, Options, Ready
from desktop.engine.provider_messages import AddProvider, SetKey
from tests.clock import on_time
from tests.faults.engines import NO_KEYRING
from tests.faults.relay import OllamaRelay
from tests.unit.engine.engine_process import EngineProcess

pytest.importorskip("xllamacpp")
pytestmark = [
    pytest.mark.model,
    pytest.mark.skipif(sys.platform != "linux", reason="keys are kept out of this computer's keyring as on Linux"),
]

KEY = "sk-of-this-test-4711"
NOTES = "A mug of stoneware, 0.3 litres, keeps coffee hot for an hour. Made in Delft. Fit for the dishwasher."
BRIEF = Brief(product="Mug Delft", notes=NOTES, channels=("shop.title",), language="en")
LONG = msgspec.structs.replace(BRIEF, channels=("shop.description",))
NAMES = ("near", "ollama")


@contextmanager
def _served(model: Path, key: str) -> Iterator[str]:
    """Our own server of the model, as somebody might run it by hand; its address."""
    with subprocess.Popen(
        (sys.executable, "-m", "desktop.engine.model_server"),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env=child_environment(),
    ) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        options = Options(str(model), "tiny", key, threads=2, context=8192)
        process.stdin.write(msgspec.json.encode(options) + b"\n")
        process.stdin.flush()
        ready: Ready = msgspec.json.decode(process.stdout.readline(), type=Answer)
        assert isinstance(ready, Ready)
        try:
            yield f"http://127.0.0.1:{ready.port}"
        finally:
            process.kill()


@pytest.fixture(scope="module")
def engine(local_model_05b: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[EngineProcess]:
    """An engine with both providers, `near` and `ollama`."""
    profile = tmp_path_factory.mktemp("profile")
    with (
        _served(local_model_05b, KEY) as address,
        OllamaRelay(address, KEY) as relay,
        EngineProcess(profile, [], environment=NO_KEYRING) as running,
    ):
        running.answer(running.ask(Configure()))
        running.answer(running.ask(AddProvider("near", Protocol.OPENAI, address)))
        running.answer(running.ask(SetKey("near", KEY)))
        running.answer(running.ask(AddProvider("ollama", Protocol.OLLAMA, relay.address)))
        yield running
        assert relay.asked, "nothing went through Ollama's protocol"
        assert all(options["num_ctx"] == 8192 for options in relay.asked)


def _variants(engine: EngineProcess, request: Write) -> list[dict[str, Any]]:
    answer = engine.answer(engine.ask(request))
    assert answer.get("error") is None, answer
    variants = answer["result"]["variants"]
    assert isinstance(variants, list)
    return variants


def _did_not_fail(variant: dict[str, Any]) -> bool:
    """The small model may talk until its length limit, which is told; everything else would be a failure."""
    error = variant.get("error")
    return error is None or "length limit" in error["message"]


@pytest.mark.parametrize("name", NAMES)
def test_it_writes(engine: EngineProcess, name: str) -> None:
    (variant,) = _variants(engine, Write(BRIEF, f"{name}/tiny", plain=True))
    assert _did_not_fail(variant), variant
    assert variant["copy"]["fields"]["title"].strip()
    assert variant["usage"]["completion_tokens"] > 0
    assert not variant["usage"].get("estimated", False)


@on_time
@pytest.mark.slow
@pytest.mark.parametrize("name", NAMES)
def test_it_is_stopped_and_gone_on_with(engine: EngineProcess, name: str) -> None:
    number = engine.ask(Write(LONG, f"{name}/tiny", plain=True))
    for _ in range(6):
        engine.word(number)
    stopped = time.monotonic()
    engine.notify("cancel", {"id": number})
    (variant,) = engine.answer(number)["result"]["variants"]
    assert time.monotonic() - stopped < 0.5
    assert not variant["complete"]
    assert variant["error"]["kind"] == "cancelled"
    (field, text), *_ = variant["copy"]["fields"].items()
    begun = text if isinstance(text, str) else "\n".join(text)
    assert begun.strip()
    (more,) = _variants(engine, Write(LONG, f"{name}/tiny", fields=(field,), copy=Copy({field: begun}), go_on=True))
    whole = more["copy"]["fields"][field]
    kept = begun.rsplit(maxsplit=1)[0] if len(begun.split()) > 1 else begun
    assert whole.startswith(kept)
    assert len(whole) > len(begun) or not more.get("complete", True)


@pytest.mark.slow
@pytest.mark.parametrize("name", NAMES)
def test_four_variants_at_once(engine: EngineProcess, name: str) -> None:
    variants = _variants(engine, Write(BRIEF, f"{name}/tiny", variants=4, plain=True))
    assert len({variant["id"] for variant in variants}) == 4
    for variant in variants:
        assert variant["copy"]["fields"]["title"].strip()


def _command(profile: Path, *arguments: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-m", "desktop", *arguments, "--profile", str(profile)],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env={**child_environment(), **NO_KEYRING},
    )


def _document(profile: Path, *arguments: str) -> tuple[int, Any]:
    """The exit status and the document of a command."""
    with _command(profile, *arguments, "--json") as process:
        said, told = process.communicate(timeout=120)
    assert said, told
    return process.returncode, json.loads(said)


@pytest.mark.slow
@pytest.mark.parametrize("name", NAMES)
def test_by_the_command_line(local_model_05b: Path, tmp_path: Path, name: str) -> None:
    with _served(local_model_05b, "none") as served, OllamaRelay(served, "none") as relay:
        brief, long = tmp_path / "brief.json", tmp_path / "long.json"
        brief.write_bytes(msgspec.json.encode(BRIEF))
        long.write_bytes(msgspec.json.encode(LONG))
        protocol, address = {"near": ("openai", f"{served}/v1"), "ollama": ("ollama", relay.address)}[name]
        profile = tmp_path / "profile"
        status, _ = _document(profile, "providers", "add", name, "--protocol", protocol, "--address", address)
        assert status == 0
        write = ("write", "product", "--model", f"{name}/tiny", "--plain", "--brief")
        status, document = _document(profile, *write, str(brief), "--variants", "4")
        assert status == 0 or all(map(_did_not_fail, document["variants"])), document
        assert len(document["variants"]) == 4
        assert all(variant["fields"]["title"].strip() for variant in document["variants"]), document
        if name == "ollama":
            _stop_by_interrupt(profile, (*write, str(long)), relay)


def _stop_by_interrupt(profile: Path, arguments: tuple[str, ...], relay: OllamaRelay) -> None:
    """Ctrl+C while text comes, as the relay sees it: what came is printed, and the status says that it was stopped."""
    before, limit = relay.pieces, time.monotonic() + 60
    with _command(profile, *arguments, "--json") as process:
        while relay.pieces < before + 8:
            assert time.monotonic() < limit
            time.sleep(0.02)
        time.sleep(0.3)
        process.send_signal(signal.SIGINT)
        stopped = time.monotonic()
        said, told = process.communicate(timeout=30)
        assert process.returncode == 130, told
        assert time.monotonic() - stopped < 3
    (variant,) = json.loads(said)["variants"]
    assert not variant["complete"]
    assert any(variant["fields"].values())
