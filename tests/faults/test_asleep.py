"""The computer sleeps, or changes its network, while texts come: what had come is kept, and the rest is told."""

from __future__ import annotations

import os
import signal
import sys
import time
from pathlib import Path

import pytest

from desktop.engine.messages import Configure
from tests.clock import on_time
from tests.faults.engines import bench
from tests.faults.steps import TEXT

pytestmark = [
    pytest.mark.skipif(sys.platform != "linux", reason="a process is stopped and let go on as a computer sleeps"),
    pytest.mark.slow,
]

SETTINGS = Configure(first_token_timeout_s=20, idle_timeout_s=1)


@on_time
@pytest.mark.parametrize("fault", ["paced", "stall", "reset"])
def test_a_process_that_slept_keeps_what_had_come_and_says_what_is_missing(tmp_path: Path, fault: str) -> None:
    """It sleeps for longer than the deadline; meanwhile the answer goes on, stands still, or its connection dies."""
    with bench(tmp_path, settings=SETTINGS) as made:
        made.answers([made.write(name, "none") for name in made.servers])  # what is imported first takes seconds
        numbers = {made.write(name, fault): name for name in made.servers}
        heard: set[int] = set()
        while len(heard) < len(numbers):
            heard.add(made.engine.wait_for(_is_delta)[1]["params"]["id"])
        os.kill(made.engine.pid, signal.SIGSTOP)
        time.sleep(2)
        os.kill(made.engine.pid, signal.SIGCONT)
        began = time.monotonic()
        answers = made.answers(numbers)
        assert time.monotonic() - began < 3
        for number, name in numbers.items():
            (variant,) = answers[number]["result"]["variants"]
            text = variant["copy"]["fields"]["title"]
            if variant.get("complete", True):
                assert fault == "paced", name
                assert text.rstrip(".") == "".join(TEXT).rstrip("."), name
            else:
                assert "".join(TEXT).startswith(text), name
                assert text, name
                assert variant["error"]["remedy"] == "continue", name
                assert "kept" in variant["error"]["hint"], name
        for server in made.servers.values():
            assert len(server.seen) == 2


def _is_delta(line: dict[str, object]) -> bool:
    params = line.get("params")
    event = params.get("event") if isinstance(params, dict) else None
    return isinstance(event, dict) and event["type"] == "delta"
