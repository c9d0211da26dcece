"""Nothing around the program leads a key or a text astray: no environment, no `.env`, no network at the import."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from desktop.core.brief import Brief
from desktop.core.environment import child_environment
from desktop.engine.gateway_litellm import close_environment, shut_doors
from desktop.engine.messages import Configure, Write
from desktop.engine.redaction import Secret
from desktop.engine.route import Route
from tests.faults.server import CANARY, FAULTS, FaultServer
from tests.unit.engine.engine_process import EngineProcess

OTHER_KEY = "sk-other-0f9e8d7c6b5a4321"


def _hostile(address: str) -> dict[str, str]:
    """What a shell or a `.env` may hold, each of which litellm or the OpenAI client would obey."""
    return {
        "OPENAI_API_KEY": OTHER_KEY,
        "OPENAI_ADMIN_KEY": OTHER_KEY,
        "OPENAI_API_BASE": address,
        "OPENAI_BASE_URL": address,
        "OPENAI_ORG_ID": "org-other",
        "OPENAI_PROJECT_ID": "project-other",
        "OPENAI_CUSTOM_HEADERS": f"X-Other: {OTHER_KEY}",
        "ANTHROPIC_API_KEY": OTHER_KEY,
        "HF_TOKEN": OTHER_KEY,
        "SSL_VERIFY": "False",
        "HTTP_PROXY": address,
        "HTTPS_PROXY": address,
        "ALL_PROXY": address,
        "LITELLM_LOG": "DEBUG",
    }


@pytest.fixture
def bait() -> Iterator[FaultServer]:
    """Where everything hostile points to; it must hear nothing."""
    with FaultServer() as running:
        yield running
        assert running.bytes_in == 0, "something was led astray"


def _env_file(folder: Path, hostile: dict[str, str]) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    (folder / ".env").write_text("".join(f"{name}={value}\n" for name, value in hostile.items()), encoding="utf-8")


def test_a_hostile_environment_and_env_file_change_nothing(
    tmp_path: Path, server: FaultServer, bait: FaultServer
) -> None:
    hostile = _hostile(bait.base("none"))
    _env_file(tmp_path / "documents", hostile)
    profile = tmp_path / "documents" / "profile"
    _env_file(profile, hostile)
    route = Route("shop/none", "openai/m", server.base("none"), Secret(CANARY))
    keyless = Route("shop/keyless", "openai/m", server.base("none"))
    with EngineProcess(profile, [route, keyless], environment=hostile, folder=tmp_path / "documents") as engine:
        engine.answer(engine.ask(Configure()))
        for model in ("shop/none", "shop/keyless"):
            request = Write(Brief(product="Mug", channels=("shop.title",), language="en"), model, plain=True)
            assert engine.answer(engine.ask(request))["result"]["variants"][0].get("complete", True)
    first, second = server.seen
    assert first.headers["authorization"] == f"Bearer {CANARY}"
    assert second.headers["authorization"] == "Bearer none"
    for seen in server.seen:
        sent = json.dumps(seen.headers) + seen.body.decode()
        for part in (OTHER_KEY, "org-other", "project-other"):
            assert part not in sent


_WATCHED = """
import json, os, sys

events = []

def watch(name, arguments):
    if name in ("socket.getaddrinfo", "socket.connect", "socket.gethostbyname") or name == "open":
        events.append((name, str(arguments[-1] if name == "socket.connect" else arguments[0])))

sys.addaudithook(watch)
sys.frozen = %s
from desktop.engine.gateway_litellm import load_litellm

litellm = load_litellm()
network = [event for event in events if event[0] != "open"]
env_files = [event for event in events if event[0] == "open" and event[1].endswith(".env")]
print(json.dumps({"network": network, "env": env_files, "base": os.environ.get("OPENAI_API_BASE"),
    "callbacks": [*litellm.callbacks, *litellm.success_callback, *litellm.failure_callback],
    "quiet": litellm.suppress_debug_info, "telemetry": litellm.telemetry}))
"""


@pytest.mark.parametrize("frozen", [False, True])
def test_the_import_asks_no_network_and_reads_no_env_file(tmp_path: Path, bait: FaultServer, frozen: bool) -> None:
    """A frozen program looks for `.env` from the current folder upwards, where documents of others lie."""
    hostile = _hostile(bait.base("none"))
    _env_file(tmp_path, hostile)
    ran = subprocess.run(
        [sys.executable, "-c", _WATCHED % frozen],
        cwd=tmp_path,
        env={**child_environment(), **hostile},
        capture_output=True,
        check=True,
    )
    found = json.loads(ran.stdout)
    assert found == {
        "network": [],
        "env": [],
        "base": None,
        "callbacks": [],
        "quiet": True,
        "telemetry": False,
    }


def test_doors_are_shut_and_the_rest_of_an_environment_stays() -> None:
    harmless = {"HOME": "/home/zoe", "PATH": "/bin", "LANG": "nl_NL.UTF-8", "COPYDESK_MODELS": "/m"}
    environment = {**harmless, **_hostile("http://example.org"), "MISTRAL_API_BASE": "x", "aws_access_key_id": "x"}
    shut_doors(environment)
    kept = {name for name in environment if not name.startswith(("LITELLM_", "HF_HUB_"))}
    assert kept == {
        *harmless,
        "HTTP_PROXY",
        "HTTPS_PROXY",
        "ALL_PROXY",
        "PYTHON_DOTENV_DISABLED",
        "REPEATED_STREAMING_CHUNK_LIMIT",
    }
    assert environment["LITELLM_MODE"] == "PRODUCTION"
    assert environment["LITELLM_LOCAL_MODEL_COST_MAP"] == "True"


def test_a_process_of_our_own_keeps_only_what_is_allowed() -> None:
    environment = {"HOME": "/home/zoe", "EDITOR": "vi", **_hostile("http://example.org")}
    close_environment(environment)
    assert set(environment) == {"HOME"}


def test_a_key_sent_through_every_fault_is_found_nowhere(tmp_path: Path, server: FaultServer) -> None:
    faults = [name for name in FAULTS if name not in {"hang", "hang-after-headers", "stall", "slow", "redirect"}]
    profile = tmp_path / "profile"
    profile.mkdir()
    routes = [Route(f"shop/{name}", "openai/m", server.base(name), Secret(CANARY)) for name in faults]
    with EngineProcess(profile, routes) as engine:
        engine.answer(engine.ask(Configure()))
        (profile / "routes.json").unlink()
        brief = Brief(product="Mug", channels=("shop.title",), language="en")
        waiting = {engine.ask(Write(brief, f"shop/{name}", plain=True)) for name in faults}
        while waiting:
            waiting.remove(engine.wait_for(lambda line: line.get("id") in waiting)[1]["id"])
        said = json.dumps([line for _, line in engine.lines])
        environment = Path(f"/proc/{engine.pid}/environ")
        if environment.exists():
            assert CANARY.encode() not in environment.read_bytes()
    assert any(CANARY in seen.headers["authorization"] for seen in server.seen)
    assert "[key]" in said, "the faults that repeat the key were not among them"
    assert CANARY not in said
    files = [path for path in tmp_path.rglob("*") if path.is_file()]
    assert any(path.name == "engine.log" for path in files)
    for path in files:
        assert CANARY.encode() not in path.read_bytes(), path.name
