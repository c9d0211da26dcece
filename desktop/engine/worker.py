"""The process for work that may take too long: `python -m desktop.engine.worker TASK …`.

Reads requests, one JSON object a line, does them one after another, and answers each with one line. Its parent kills it
when a request takes too long; it ends by itself when its parent is gone.
"""

from __future__ import annotations

import ctypes
import faulthandler
import os
import queue
import signal
import sys
import threading
from pathlib import Path

import msgspec

from desktop.core.errors import CopydeskError, Problem
from desktop.core.words import set_language
from desktop.engine.worker_tasks import TASKS, Task

_GRACE_S = 1.0
_POLITE = 5
"""How much this work gives way to the window, whose letters must not wait for it."""


class WorkRequest(msgspec.Struct, frozen=True):
    """One piece of work; `limit_s` is how long it may take, `language` that of its messages."""

    id: int
    task: str
    params: msgspec.Raw
    limit_s: float
    language: str = "en"


class WorkAnswer(msgspec.Struct, frozen=True, omit_defaults=True):
    """What came of it; the answer with id 0 says that the process is ready."""

    id: int
    result: msgspec.Raw = msgspec.Raw(b"")
    error: Problem | None = None


def main(names: list[str]) -> None:
    """Serve the tasks of these names until standard input ends."""
    answers = os.dup(sys.stdout.fileno())
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())  # whatever prints must not end up among the answers
    _die_with_parent()
    _give_way()
    tasks = {name: TASKS[name]() for name in names}
    requests: queue.SimpleQueue[bytes] = queue.SimpleQueue()
    threading.Thread(target=_read, args=(requests,), daemon=True).start()
    _send(answers, WorkAnswer(0))
    with Path(os.devnull).open("w", encoding="utf-8") as nowhere:
        while True:
            request = msgspec.json.decode(requests.get(), type=WorkRequest)
            # Ends this process from a thread without Python's lock, should the parent be gone while a regular
            # expression holds that lock for minutes.
            faulthandler.dump_traceback_later(request.limit_s + _GRACE_S, exit=True, file=nowhere)
            answer = _do(tasks[request.task], request)
            faulthandler.cancel_dump_traceback_later()
            _send(answers, answer)


def _do(task: Task, request: WorkRequest) -> WorkAnswer:
    set_language(request.language)
    try:
        result = task.work(msgspec.json.decode(request.params, type=task.params))
    except CopydeskError as error:
        return WorkAnswer(request.id, error=error.problem)
    return WorkAnswer(request.id, msgspec.Raw(msgspec.json.encode(result)))


def _send(descriptor: int, answer: WorkAnswer) -> None:
    left = memoryview(msgspec.json.encode(answer) + b"\n")
    while left:
        left = left[os.write(descriptor, left) :]


def _read(requests: queue.SimpleQueue[bytes]) -> None:
    with os.fdopen(os.dup(sys.stdin.fileno()), "rb") as source:
        for line in source:
            requests.put(line)
    os._exit(0)


def _give_way() -> None:
    if hasattr(os, "nice"):
        os.nice(_POLITE)


def _die_with_parent() -> None:
    """Linux can end a process with its parent, however busy it is; elsewhere the end of standard input does."""
    if sys.platform == "linux":
        set_parent_death_signal = 1
        ctypes.CDLL(None).prctl(set_parent_death_signal, signal.SIGKILL)


if __name__ == "__main__":
    main(sys.argv[1:])
