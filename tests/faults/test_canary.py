"""A key and a brief sent through every fault, in surroundings that mean ill: found nowhere but at the provider."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from desktop.core.brief import Brief
from desktop.core.copy import Copy
from desktop.engine.messages import Check, Configure
from tests.faults.engines import Bench, bench
from tests.faults.matrix import CASES, ROUTES
from tests.faults.runs import SECRET_TEXT
from tests.faults.server import FaultServer
from tests.faults.steps import CANARY
from tests.unit.engine.engine_process import children_of

pytestmark = [
    pytest.mark.skipif(sys.platform != "linux", reason="what a process shows of itself is read from /proc"),
    pytest.mark.slow,
]

OTHER_KEY = "sk-other-0f9e8d7c6b5a4321"
SETTINGS = Configure(first_token_timeout_s=4, idle_timeout_s=2)
_ADDRESSES = ("OPENAI_BASE_URL", "OPENAI_API_BASE", "ANTHROPIC_API_BASE", "ANTHROPIC_BASE_URL", "GEMINI_API_BASE",
              "MISTRAL_API_BASE", "OLLAMA_API_BASE", "OLLAMA_HOST", "HF_ENDPOINT", "HF_API_BASE",
              "HUGGINGFACE_API_BASE", "LITELLM_PROXY_API_BASE", "HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY",
              "http_proxy", "https_proxy", "all_proxy")  # fmt: skip
_KEYS = ("OPENAI_API_KEY", "ANTHROPIC_API_KEY", "GEMINI_API_KEY", "GOOGLE_API_KEY", "MISTRAL_API_KEY", "HF_TOKEN",
         "HUGGINGFACE_API_KEY", "OLLAMA_API_KEY")  # fmt: skip


def _hostile(address: str) -> dict[str, str]:
    """What a shell or a `.env` may hold, each of which litellm, a provider's client or httpx would obey."""
    return {
        **dict.fromkeys(_ADDRESSES, address),
        **dict.fromkeys(_KEYS, OTHER_KEY),
        "NO_PROXY": "",
        "SSL_VERIFY": "False",
        "SSL_CERT_FILE": "/nonexistent/authorities.pem",
        "LITELLM_LOG": "DEBUG",
        "OPENAI_LOG": "debug",
        "ANTHROPIC_LOG": "debug",
        "HTTPX_LOG_LEVEL": "debug",
    }


@pytest.fixture(scope="module")
def through(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Bench, Path]]:
    """The key and the brief sent through every fault over every route; the engine and a worker run on."""
    folder = tmp_path_factory.mktemp("canary")
    with FaultServer() as bait:
        hostile = _hostile(bait.base("none").removesuffix("/v1"))
        env = "".join(f"{name}={value}\n" for name, value in hostile.items())
        (folder / ".env").write_text(env, encoding="utf-8")
        with bench(folder, settings=SETTINGS, environment=hostile, bait=bait) as made:
            faults = [case.fault for case in CASES if case.fault not in {"echo", "unread"}] + ["422-echo"]
            without = {(case.fault, route) for case in CASES for route in case.without}
            wanted = [(route, fault) for route in ROUTES for fault in faults if (fault, route) not in without]
            made.answers([made.write(route.value, fault, f"For {SECRET_TEXT}.") for route, fault in wanted])
            asked = {(name, seen.fault) for name, server in made.servers.items() for seen in server.seen}
            assert asked == {(route.value, fault) for route, fault in wanted}
            checked = Check(Copy({"body": "A mug."}), Brief(product="Mug", channels=("shop.title",), language="en"))
            made.engine.answer(made.engine.ask(checked))
            yield made, folder


def test_the_key_and_the_brief_were_sent(through: tuple[Bench, Path]) -> None:
    for name, server in through[0].servers.items():
        for seen in server.seen:
            sent = json.dumps(seen.headers) + seen.path
            assert CANARY in sent, name
            assert SECRET_TEXT in seen.body.decode(), name
            assert OTHER_KEY not in sent + seen.body.decode(), name


def test_the_key_is_in_no_message(through: tuple[Bench, Path]) -> None:
    said = json.dumps([line for _, line in through[0].engine.lines], ensure_ascii=False)
    assert "[key]" in said, "the faults that repeat the key were not among them"
    assert CANARY not in said


def test_neither_is_in_a_file(through: tuple[Bench, Path]) -> None:
    files = [path for path in through[1].rglob("*") if path.is_file()]
    names = {path.name for path in files}
    assert {"engine.log", "providers.json", "stderr.txt"} <= names
    for path in files:
        data = path.read_bytes()
        assert CANARY.encode() not in data, path.name
        assert SECRET_TEXT.encode() not in data, path.name


def test_neither_is_in_what_a_process_shows_of_itself(through: tuple[Bench, Path]) -> None:
    engine = through[0].engine.pid
    processes = [engine, *children_of(engine)]
    assert len(processes) > 1, "no worker was started"
    for pid in processes:
        for part in ("environ", "cmdline"):
            data = Path(f"/proc/{pid}/{part}").read_bytes()
            for hidden in (CANARY, SECRET_TEXT):
                assert hidden.encode() not in data, part
            if pid != engine:
                assert OTHER_KEY.encode() not in data, f"a child got a key of the shell: {part}"


def test_nothing_was_led_astray(through: tuple[Bench, Path]) -> None:
    assert through[0].bait.bytes_in == 0


def test_no_sentence_is_empty_and_no_fault_is_a_mistake_of_ours(through: tuple[Bench, Path]) -> None:
    ended = [line["result"] for _, line in through[0].engine.lines if (line.get("result") or {}).get("variants")]
    assert len(ended) > 200
    for result in ended:
        (variant,) = result["variants"]
        if not variant.get("complete", True):
            assert variant["error"]["message"]
            assert variant["error"]["kind"] != "bug", variant["error"]
