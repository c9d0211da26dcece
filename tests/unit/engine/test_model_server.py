"""The model server's process, with the real small model: it serves whoever has the key, and dies with its parent."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import textwrap
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx
import msgspec
import psutil
import pytest

from desktop.core.environment import child_environment
from desktop.engine.model_server import Answer, Failed, Options, Ready

pytest.importorskip("xllamacpp")

KEY = "key-of-this-test"
COMMAND = (sys.executable, "-m", "desktop.engine.model_server")
ANSWER: msgspec.json.Decoder[Ready | Failed] = msgspec.json.Decoder(Answer)
QUESTION = {"messages": [{"role": "user", "content": "Say hello."}], "max_tokens": 8, "temperature": 0}


@contextmanager
def _process(environment: dict[str, str] | None = None) -> Iterator[subprocess.Popen[bytes]]:
    with subprocess.Popen(
        COMMAND,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env=environment or child_environment(),
    ) as process:
        try:
            yield process
        finally:
            process.kill()


def _answer(process: subprocess.Popen[bytes], options: Options) -> Ready | Failed:
    assert process.stdin is not None
    assert process.stdout is not None
    process.stdin.write(msgspec.json.encode(options) + b"\n")
    process.stdin.flush()
    return ANSWER.decode(process.stdout.readline())


def _options(model: Path, **changes: int) -> Options:
    return msgspec.structs.replace(Options(str(model), "local/tiny", KEY, threads=2, context=1024), **changes)


@pytest.fixture(scope="module")
def server(local_model_05b: Path) -> Iterator[tuple[subprocess.Popen[bytes], str]]:
    """A running server with its address."""
    with _process() as process:
        ready = _answer(process, _options(local_model_05b))
        assert isinstance(ready, Ready)
        assert ready.pid == process.pid
        yield process, f"http://127.0.0.1:{ready.port}"


def _post(address: str, body: dict[str, object], headers: dict[str, str] | None = None) -> httpx.Response:
    headers = {"Authorization": f"Bearer {KEY}"} if headers is None else headers
    return httpx.post(f"{address}/v1/chat/completions", json=body, headers=headers, timeout=120)


@pytest.mark.model
def test_it_completes(server: tuple[subprocess.Popen[bytes], str]) -> None:
    answer = _post(server[1], QUESTION).json()
    assert "hello" in answer["choices"][0]["message"]["content"].lower()
    assert answer["model"] == "local/tiny"


@pytest.mark.model
def test_it_streams(server: tuple[subprocess.Popen[bytes], str]) -> None:
    lines = [line for line in _post(server[1], QUESTION | {"stream": True}).text.splitlines() if line]
    assert lines[-1] == "data: [DONE]"
    chunks = [json.loads(line.removeprefix("data: ")) for line in lines[:-1]]
    text = "".join(choice["delta"].get("content") or "" for chunk in chunks for choice in chunk["choices"])
    assert "hello" in text.lower()
    assert len(chunks) > 3


@pytest.mark.model
def test_a_correction_is_guessed_ahead_also_in_a_slot_that_was_used_before(
    server: tuple[subprocess.Popen[bytes], str],
) -> None:
    for text in (
        "The bag is made of waxed canvas and holds twenty litres. The buckle is made of brass and will not rust.",
        "This kettle boils a litre of water in three minutes. A window on the side shows how much water is left.",
    ):
        order = f"Repeat this text exactly and write nothing else.\n\n{text}"
        body = {"messages": [{"role": "user", "content": order}], "max_tokens": 40, "temperature": 0, "id_slot": 0}
        timings = _post(server[1], body).json()["timings"]
        assert timings["draft_n_accepted"] > timings["predicted_n"] / 3


@pytest.mark.model
@pytest.mark.parametrize("headers", [{}, {"Authorization": "Bearer wrong"}])
def test_who_has_not_the_key_gets_nothing(server: tuple[subprocess.Popen[bytes], str], headers: dict[str, str]) -> None:
    assert _post(server[1], QUESTION, headers).status_code == 401
    for path in ("/props", "/v1/models", "/metrics"):
        assert httpx.get(server[1] + path, headers=headers).status_code == 401


@pytest.mark.model
def test_no_page_of_the_web_may_read_it(server: tuple[subprocess.Popen[bytes], str]) -> None:
    asked = {"Origin": "http://evil.example", "Access-Control-Request-Method": "POST"}
    answer = httpx.options(f"{server[1]}/v1/chat/completions", headers=asked)
    assert answer.headers.get("access-control-allow-origin", "") == ""
    assert httpx.get(server[1]).status_code == 404


@pytest.mark.model
@pytest.mark.skipif(sys.platform != "linux", reason="the command line of a process is read from /proc")
def test_the_key_is_not_on_the_command_line(server: tuple[subprocess.Popen[bytes], str]) -> None:
    folder = Path(f"/proc/{server[0].pid}")
    assert KEY.encode() not in (folder / "cmdline").read_bytes() + (folder / "environ").read_bytes()


@pytest.mark.model
def test_it_ends_when_its_input_ends(local_model_05b: Path) -> None:
    with _process() as process:
        assert isinstance(_answer(process, _options(local_model_05b)), Ready)
        assert process.stdin is not None
        process.stdin.close()
        process.wait(3)
        assert process.returncode == 0


@pytest.mark.model
@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere it ends as soon as the model is loaded")
@pytest.mark.parametrize("loading", [True, False])
def test_it_is_gone_within_three_seconds_of_kill_9_of_its_parent(
    local_model_05b: Path, tmp_path: Path, *, loading: bool
) -> None:
    script = tmp_path / "parent.py"
    script.write_text(
        textwrap.dedent(
            f"""
            import subprocess, sys, time
            child = subprocess.Popen({COMMAND!r}, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
            child.stdin.write(sys.argv[1].encode() + b"\\n")
            child.stdin.flush()
            print(child.pid, flush=True)
            if not {loading}:
                print(child.stdout.readline(), flush=True)
            time.sleep(60)
            """
        )
    )
    options = msgspec.json.encode(_options(local_model_05b)).decode()
    with subprocess.Popen(
        [sys.executable, script, options], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env=child_environment()
    ) as parent:
        assert parent.stdout is not None
        child = psutil.Process(int(parent.stdout.readline()))
        if loading:
            deadline = time.monotonic() + 60
            while not any("xllamacpp" in mapped.path for mapped in child.memory_maps()):
                assert time.monotonic() < deadline
                time.sleep(0.01)
        else:
            parent.stdout.readline()
        parent.kill()
        killed = time.monotonic()
        psutil.wait_procs([child], timeout=10)
        assert time.monotonic() - killed < 3
        assert not child.is_running() or child.status() == psutil.STATUS_ZOMBIE


def test_without_a_line_it_ends() -> None:
    done = subprocess.run(COMMAND, input=b"", capture_output=True, check=False, env=child_environment(), timeout=60)
    assert (done.returncode, done.stdout) == (0, b"")


@pytest.mark.parametrize("content", [None, b"", b"not a model at all"])
def test_a_file_that_is_no_model_is_answered_with_a_reason(tmp_path: Path, content: bytes | None) -> None:
    model = tmp_path / "broken.gguf"
    if content is not None:
        model.write_bytes(content)
    with _process() as process:
        answer = _answer(process, _options(model))
        assert isinstance(answer, Failed)
        assert answer.reason == "model"
        assert process.wait(10) == 1


def test_a_library_that_cannot_be_loaded_is_answered_with_a_reason(tmp_path: Path) -> None:
    (tmp_path / "xllamacpp.py").write_text("raise ImportError('libgomp.so.1: cannot open shared object file')")
    environment = child_environment()
    environment["PYTHONPATH"] = os.pathsep.join((str(tmp_path), environment["PYTHONPATH"]))
    with _process(environment) as process:
        answer = _answer(process, _options(tmp_path / "any.gguf"))
        assert isinstance(answer, Failed)
        assert answer.reason == "library"
        assert "libgomp" in answer.details
        assert process.wait(10) == 1


@pytest.mark.model
@pytest.mark.slow
def test_it_gives_its_memory_back_when_idle_and_wakes_by_itself(local_model_05b: Path) -> None:
    with _process() as process:
        ready = _answer(process, _options(local_model_05b, idle_s=1))
        assert isinstance(ready, Ready)
        address = f"http://127.0.0.1:{ready.port}"
        _post(address, QUESTION)
        seen = psutil.Process(process.pid)
        loaded = seen.memory_info().rss
        deadline = time.monotonic() + 30
        while seen.memory_info().rss > loaded / 3:
            assert time.monotonic() < deadline
            time.sleep(0.1)
        assert "hello" in _post(address, QUESTION).json()["choices"][0]["message"]["content"].lower()
