"""A worker whose tasks misbehave as asked."""

from __future__ import annotations

import os
import re
import sys
import time
from collections.abc import Callable

from desktop.core.errors import ErrorKind, UserError
from desktop.engine import worker, worker_tasks
from desktop.engine.messages import ReadPaste
from desktop.engine.post_messages import Rendered
from desktop.engine.worker_tasks import Task


def _sleep(request: ReadPaste) -> Rendered:
    time.sleep(float(request.text))
    return Rendered("slept")


def _echo(request: ReadPaste) -> Rendered:
    print("something that prints")
    return Rendered(request.text)


def _refuse(request: ReadPaste) -> Rendered:
    raise UserError(ErrorKind.INPUT, "no", request.text)


def _crash(_request: ReadPaste) -> Rendered:
    os._exit(3)


def _lock(request: ReadPaste) -> Rendered:
    """Hold Python's lock inside a regular expression that never ends."""
    re.match(r"(a+)+$", "a" * 40 + request.text)
    return Rendered("")


_TASKS: dict[str, Callable[[ReadPaste], Rendered]] = {
    "sleep": _sleep,
    "echo": _echo,
    "refuse": _refuse,
    "crash": _crash,
    "lock": _lock,
}

if __name__ == "__main__":
    for name, work in _TASKS.items():
        worker_tasks.TASKS[name] = lambda work=work: Task(ReadPaste, work)  # type: ignore[misc]
    worker.main(sys.argv[1:])
