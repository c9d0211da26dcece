"""What holds for every test: no network, no key, no stray log line, nothing left running."""

from __future__ import annotations

import gc
import itertools
import logging
import os
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from desktop.core.profile import Profile
from desktop.core.words import set_language

REPOSITORY = Path(__file__).resolve().parent.parent
SMALL_MODEL = "qwen2.5-coder-0.5b-instruct-q4_k_m.gguf"
LEFT_OVER_S = 5.0
"""How long threads and child processes may take to end after the last test."""

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
for _name in [name for name in os.environ if name.upper().endswith(("_API_KEY", "_API_BASE", "_BASE_URL"))]:
    del os.environ[_name]


class LogGuard(logging.Handler):
    """Collects what is logged at WARNING and above, and knows which of it the test asked for."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.records: list[logging.LogRecord] = []
        self.expected: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.records.append(record)

    def expect(self, part: str) -> None:
        """Ask for at least one record whose message contains `part`."""
        self.expected.append(part)

    def verdict(self) -> str:
        """What was logged unasked, or asked and not logged; empty when all is well."""
        messages = [f"{record.levelname} {record.name}: {record.getMessage()}" for record in self.records]
        unasked = [message for message in messages if not any(part in message for part in self.expected)]
        missing = [part for part in self.expected if not any(part in message for message in messages)]
        return "\n".join(
            [*(f"unexpected log: {text}" for text in unasked), *(f"not logged: {text}" for text in missing)]
        )


_COLLECT_EVERY = 50
_gone = itertools.count(1)


def pytest_collection_finish() -> None:
    """Keep Python's garbage collector to the thread of the tests, as the program keeps it to that of its window.

    By itself it runs in whichever thread allocates next, and there would free objects of Qt that only this thread may
    free, which ends the process. What thousands of tests consist of is left out: each pass would stop the clock.
    """
    gc.collect()
    gc.freeze()
    gc.disable()


@pytest.hookimpl(trylast=True)
def pytest_sessionfinish(session: pytest.Session) -> None:
    """Leave without taking down Python: when the order of that is chance, thousands of objects of Qt do not survive it.

    Every report is written by then. That the program itself ends well is tested with processes of its own.
    """

    def leave() -> None:
        session.config.get_terminal_writer().flush()
        os._exit(int(session.exitstatus))

    session.config.add_cleanup(leave)


@pytest.fixture(autouse=True)
def _collected_between_tests() -> Iterator[None]:
    yield
    if next(_gone) % _COLLECT_EVERY == 0:
        gc.collect()


@pytest.fixture(autouse=True)
def log_guard() -> Iterator[LogGuard]:
    """Fail the test on a log record at WARNING or above that it did not `expect`."""
    guard = LogGuard()
    logging.getLogger().addHandler(guard)
    yield guard
    logging.getLogger().removeHandler(guard)
    verdict = guard.verdict()
    if verdict:
        pytest.fail(verdict, pytrace=False)


@pytest.fixture(autouse=True)
def _english() -> Iterator[None]:
    yield
    set_language("en")


@pytest.fixture
def profile(tmp_path: Path) -> Profile:
    """An empty profile of this test's own; model files are shared through COPYDESK_MODELS."""
    folder = tmp_path / "profile"
    folder.mkdir()
    models = os.environ.get("COPYDESK_MODELS")
    return Profile(folder, Path(models).absolute() if models else folder / "models")


@pytest.fixture(scope="session")
def local_model_05b() -> Path:
    """The file of the small local model; skips where it is not."""
    folder = Path(os.environ.get("COPYDESK_MODELS") or REPOSITORY / ".cache" / "models")
    path = folder / SMALL_MODEL
    if not path.is_file():
        pytest.skip(f"{SMALL_MODEL} is not there: `python3 run.py test` fetches it, COPYDESK_MODELS names its folder")
    return path


def left_over() -> list[str]:
    """Threads other than the main one, and child processes (seen on Linux only) that have not ended.

    A process that has ended has no command line left, whether or not its status was fetched.
    """
    threads = [f"thread {thread.name}" for thread in threading.enumerate() if thread is not threading.main_thread()]
    if sys.platform != "linux":
        return threads
    children = [pid for path in Path("/proc/self/task").glob("*/children") for pid in path.read_text().split()]
    commands = {pid: _command(pid) for pid in children}
    running = {pid: command for pid, command in commands.items() if command and "resource_tracker" not in command}
    return threads + [f"process {pid} {command}" for pid, command in running.items()]


def _command(pid: str) -> str:
    try:
        return Path(f"/proc/{pid}/cmdline").read_bytes().replace(b"\0", b" ").decode(errors="replace")
    except (FileNotFoundError, ProcessLookupError):
        return ""


@pytest.fixture(scope="session", autouse=True)
def _nothing_runs_on() -> Iterator[None]:
    yield
    deadline = time.monotonic() + LEFT_OVER_S
    while left_over() and time.monotonic() < deadline:
        time.sleep(0.05)
    if rest := left_over():
        pytest.fail("still running after the last test: " + "; ".join(rest), pytrace=False)
