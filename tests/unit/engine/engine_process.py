"""The engine as the window starts it: a process, spoken to line by line."""

from __future__ import annotations

import json
import queue
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from types import TracebackType
from typing import Any, Self

import msgspec

from desktop.core.environment import child_environment
from desktop.engine.frames import Request
from desktop.engine.messages import METHODS
from desktop.engine.route import Route

_NAMES = {params: name for name, (params, _) in METHODS.items()}
_PATIENCE_S = 240.0
"""A real model on two cores that are busy with other things takes its time."""

Line = dict[str, Any]


class EngineProcess:
    """Starts the engine; what it says is kept in `lines`, each with the time at which it came."""

    def __init__(
        self,
        profile: Path,
        routes: Sequence[Route] = (),
        *,
        environment: Mapping[str, str] | None = None,
        folder: Path | None = None,
    ) -> None:
        file = profile / "routes.json"
        told = [
            {"id": route.id, "model": route.model, "base_url": route.base_url, "key": route.key.reveal(), "small": True}
            for route in routes
        ]
        file.write_text(json.dumps(told), encoding="utf-8")
        self.errors = profile / "stderr.txt"
        with self.errors.open("wb") as errors:
            self._process = subprocess.Popen(
                [sys.executable, "-m", "desktop.engine", "--profile", str(profile), "--routes", str(file)],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=errors,
                cwd=folder,
                env={**child_environment(), **(environment or {})},
            )
        self.lines: list[tuple[float, Line]] = []
        self._queue: queue.SimpleQueue[tuple[float, Line] | None] = queue.SimpleQueue()
        self._thread = threading.Thread(target=self._read)
        self._thread.start()
        self._number = 0

    @property
    def pid(self) -> int:
        """The process id."""
        return self._process.pid

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close_input()
        try:
            self._process.wait(5)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
        self._thread.join()
        assert self._process.stdout is not None
        self._process.stdout.close()

    def ask(self, params: msgspec.Struct) -> int:
        """Send a request; returns its number."""
        self._number += 1
        raw = msgspec.Raw(msgspec.json.encode(params))
        self.write(msgspec.json.encode(Request(_NAMES[type(params)], raw, self._number)))
        return self._number

    def write(self, line: bytes) -> None:
        """Send a line as it is."""
        assert self._process.stdin is not None
        self._process.stdin.write(line + b"\n")
        self._process.stdin.flush()

    def notify(self, method: str, params: object = None) -> None:
        """Send a notification."""
        self.write(json.dumps({"jsonrpc": "2.0", "method": method, "params": params or {}}).encode())

    def wait_for(self, wanted: Callable[[Line], bool]) -> tuple[float, Line]:
        """The next line of this kind, with the time at which it came."""
        deadline = time.monotonic() + _PATIENCE_S
        while True:
            found = self._queue.get(timeout=max(0.01, deadline - time.monotonic()))
            assert found is not None, f"the engine ended: {self.errors.read_text(errors='replace')}"
            self.lines.append(found)
            if wanted(found[1]):
                return found

    def answer(self, number: int) -> Line:
        """The answer to a request."""
        return self.wait_for(lambda line: line.get("id") == number)[1]

    def word(self, number: int) -> tuple[float, Line]:
        """The next piece of text of a request."""
        return self.wait_for(lambda line: is_delta(line, number))

    def close_input(self) -> None:
        """Close our end, as a window does that goes away."""
        assert self._process.stdin is not None
        self._process.stdin.close()

    def kill(self) -> None:
        """End it the hard way."""
        self._process.kill()

    def wait(self, seconds: float) -> int:
        """Its exit status."""
        return self._process.wait(seconds)

    def _read(self) -> None:
        assert self._process.stdout is not None
        for line in self._process.stdout:
            self._queue.put((time.monotonic(), json.loads(line)))
        self._queue.put(None)


def is_delta(line: Line, number: int) -> bool:
    """Whether a line brings text of this request."""
    params = line.get("params") or {}
    return params.get("id") == number and params["event"]["type"] == "delta"


def children_of(pid: int) -> list[int]:
    """The process's children, on Linux."""
    tasks = Path(f"/proc/{pid}/task").glob("*/children")
    return [int(child) for task in tasks for child in task.read_text(encoding="ascii").split()]


def is_running(pid: int) -> bool:
    """Whether there is such a process, and it has not ended, on Linux."""
    try:
        state = Path(f"/proc/{pid}/stat").read_text(encoding="ascii", errors="replace").rpartition(")")[2].split()[0]
    except OSError:
        return False
    return state != "Z"


def gone(pids: Sequence[int], seconds: float) -> bool:
    """Whether all of them have ended within so many seconds."""
    deadline = time.monotonic() + seconds
    while any(is_running(pid) for pid in pids):
        if time.monotonic() > deadline:
            return False
        time.sleep(0.02)
    return True
