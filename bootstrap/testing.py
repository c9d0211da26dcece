"""`run.py test`: most tests offscreen, the real window on a screen of its own, the keyring in a session of its own."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple
from xml.etree import ElementTree as ET

from bootstrap import install, state, system
from bootstrap.state import ROOT
from bootstrap.verbs import program

SMALL_MODEL = "local/qwen2.5-coder-0.5b"
KEYRING_SESSION = ("dbus-run-session", "--", str(state.environment_python()), "-m", "bootstrap.keyring_session")

_MOST = "not window and not keyring"
WAITING = ("tests/e2e", "tests/faults", "tests/gui", "tests/unit/cli", "tests/unit/engine", "tests/unit/runtime")
"""Tests that wait for others or watch a clock; the rest only counts, and goes beside them at a lower priority."""

_WINDOW_TOOLS = frozenset({"Xvfb", "xauth", "xdotool", "import"})
_NOTHING_COLLECTED = 5  # exit status of pytest when no test was chosen
_INTERRUPTED = 2  # as above, after Ctrl+C
_TESTS_FAILED = 1  # as above


class Count(NamedTuple):
    """How tests ended."""

    passed: int = 0
    failed: int = 0
    skipped: int = 0

    def plus(self, other: Count) -> Count:
        """Both together."""
        return Count(self.passed + other.passed, self.failed + other.failed, self.skipped + other.skipped)


def test(arguments: list[str]) -> int:
    """Set up, run every test, and say in the last line how it ended; 0 when all that could run has passed.

    With `--all` it is a failure too when something could not run; the other arguments are pytest's.
    """
    started = time.monotonic()
    chosen = [argument for argument in arguments if argument != "--all"]
    install.ensure("dev")
    system.ensure_libraries()
    missing = set(system.ensure_tools())
    not_run: list[str] = []
    with tempfile.TemporaryDirectory(prefix="copydesk-tests-", ignore_cleanup_errors=True) as folder:
        stages = _Stages(Path(folder), chosen)
        if not stages.fetch_model():
            not_run.append(f"tests with a model: {SMALL_MODEL} could not be fetched")
        stages.run_most()
        if lacking := sorted(missing & _WINDOW_TOOLS):
            not_run.append(f"tests of the real window: {', '.join(lacking)} missing")
        elif sys.platform == "linux":
            with virtual_display() as display:
                stages.run("window", {"DISPLAY": display, "QT_QPA_PLATFORM": "xcb"})
        if lacking := sorted(missing - _WINDOW_TOOLS):
            not_run.append(f"tests of the keyring: {', '.join(lacking)} missing")
        elif sys.platform == "linux":
            stages.run("keyring", through=KEYRING_SESSION)
    return _conclude(stages, not_run, time.monotonic() - started, insist="--all" in arguments)


class _Stages:
    """Runs of pytest in an environment that knows nothing of the user's own settings; counts what happens."""

    def __init__(self, folder: Path, chosen: list[str]) -> None:
        self.total = Count()
        self.broken = False
        self._folder = folder
        self._chosen = chosen
        self._environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "LC_ALL": "C.UTF-8"}
        for name in ("DISPLAY", "WAYLAND_DISPLAY", "DBUS_SESSION_BUS_ADDRESS", "COPYDESK_PROFILE"):
            self._environment.pop(name, None)
        self._environment.setdefault("COPYDESK_MODELS", str(ROOT / ".cache" / "models"))
        for name in ("CONFIG_HOME", "DATA_HOME", "CACHE_HOME", "STATE_HOME", "RUNTIME_DIR"):
            place = folder / name.lower()
            place.mkdir(mode=0o700)
            self._environment[f"XDG_{name}"] = str(place)

    def fetch_model(self) -> bool:
        """Have the small model in the folder of models; quick when it is there."""
        command = program("--profile", str(self._folder / "profile"), "models", "pull", SMALL_MODEL)
        return subprocess.call(command, env=self._environment, stdin=subprocess.DEVNULL) == 0

    def run_most(self) -> None:
        """Run what needs neither screen nor keyring: what waits or watches a clock, and the rest beside it."""
        if self._chosen:
            self.run(_MOST)
            return
        report, output = self._folder / "rest.xml", self._folder / "rest.txt"
        with output.open("wb") as file:
            options = [f"--ignore={folder}" for folder in WAITING]
            command = self._command((str(state.environment_python()),), _MOST, report, options)
            rest = subprocess.Popen(
                command,
                cwd=ROOT,
                env=self._environment,
                stdin=subprocess.DEVNULL,
                stdout=file,
                stderr=subprocess.STDOUT,
            )
            if hasattr(os, "setpriority"):
                os.setpriority(os.PRIO_PROCESS, rest.pid, 5)
            try:
                self.run(_MOST, options=WAITING)
                status = rest.wait()
            finally:
                rest.kill()
                rest.wait()
        print(f"== tests: the rest of them\n{output.read_text(encoding='utf-8', errors='replace')}", flush=True)
        self._take(status, report)

    def run(
        self, marker: str, extra: dict[str, str] | None = None, through: tuple[str, ...] = (),
        options: Iterable[str] = (),
    ) -> None:  # fmt: skip
        """Run the tests that the marker expression chooses, through another program where one is given."""
        report = self._folder / "report.xml"
        report.unlink(missing_ok=True)
        print(f"== tests: {marker}", flush=True)
        command = self._command(through or (str(state.environment_python()),), marker, report, options)
        status = subprocess.call(
            command, cwd=ROOT, env={**self._environment, **(extra or {})}, stdin=subprocess.DEVNULL
        )
        self._take(status, report)

    def _command(self, python: tuple[str, ...], marker: str, report: Path, options: Iterable[str]) -> list[str]:
        figures = ["--durations=10", "--durations-min=5", f"--junitxml={report}"]
        return [*python, "-m", "pytest", "-m", marker, *figures, *options, *self._chosen]

    def _take(self, status: int, report: Path) -> None:
        """Count how a run of pytest ended."""
        if status == _INTERRUPTED:
            raise KeyboardInterrupt
        if report.exists():
            self.total = self.total.plus(count(report))
        if status not in {0, _TESTS_FAILED, _NOTHING_COLLECTED}:
            print(f"pytest itself ended with status {status} (below 0: by that signal).", flush=True)
        self.broken |= status not in {0, _NOTHING_COLLECTED}


def count(report: Path) -> Count:
    """The counts in a report of pytest in JUnit's form."""
    suites = list(ET.parse(report).getroot().iter("testsuite"))  # noqa: S314 - pytest wrote it just now

    def add(name: str) -> int:
        return sum(int(suite.get(name, "0")) for suite in suites)

    failed, skipped = add("failures") + add("errors"), add("skipped")
    return Count(add("tests") - failed - skipped, failed, skipped)


@contextmanager
def virtual_display() -> Iterator[str]:
    """A screen of 1280×800 that nobody else uses, as the value of DISPLAY; the server picks its own number."""
    reading, writing = os.pipe()
    options = ["-displayfd", str(writing), "-screen", "0", "1280x800x24", "-dpi", "96", "-nolisten", "tcp", "-noreset"]
    quiet = subprocess.DEVNULL
    server = subprocess.Popen(["Xvfb", *options], pass_fds=(writing,), stdin=quiet, stdout=quiet, stderr=quiet)  # noqa: S607 - where PATH says
    os.close(writing)
    try:
        with os.fdopen(reading) as numbers:
            number = numbers.readline().strip()
        if not number:
            raise state.SetupError("Xvfb did not start, so the tests of the real window cannot run.")
        yield f":{number}"
    finally:
        server.terminate()
        server.wait()


def _conclude(stages: _Stages, not_run: list[str], seconds: float, *, insist: bool) -> int:
    for reason in not_run:
        print(f"Not run: {reason}.")
    total = stages.total
    figures = f"{total.passed} passed, {total.failed} failed, {total.skipped} skipped"
    figures += f", in {int(seconds) // 60} min {int(seconds) % 60} s."
    good = not stages.broken and total.passed > 0
    if good and insist and not_run:
        print(f"Not everything could be tested: {figures}")
        return 1
    print(f"All tests passed: {figures}" if good else f"Tests failed: {figures}")
    return 0 if good else 1
