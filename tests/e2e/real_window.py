"""The real window on a real display, driven by keys and mouse, and looked at through its own socket."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

import pytest

from desktop.core.copy import Copy
from desktop.core.draft import Draft
from desktop.core.errors import CopydeskError
from desktop.core.profile import Profile
from desktop.store.client import open_store

T = TypeVar("T")


class Desk:
    """One window of the program, driven by keys and mouse, and looked at through its own socket."""

    def __init__(self, profile: Profile) -> None:
        self.profile = profile
        self.started_at = time.monotonic()
        environment = {**os.environ, "QT_QPA_PLATFORM": "xcb", "COPYDESK_MODELS": str(profile.models)}
        self.process = subprocess.Popen(
            [sys.executable, "-m", "desktop", "--profile", str(profile.folder)],
            env=environment,
            cwd=Path(__file__).resolve().parents[2],
        )
        try:
            mine = ("search", "--onlyvisible", "--pid", str(self.process.pid))
            self.window = wait(lambda: xdotool(*mine).split(), 60)[-1]
        except BaseException:
            self.process.kill()
            self.process.wait()
            raise
        xdotool("windowfocus", "--sync", self.window)

    def keys(self, *keys: str) -> None:
        """Press keys one after another."""
        for key in keys:
            xdotool("key", "--clearmodifiers", key)

    def type(self, text: str) -> None:
        """Type as a person does."""
        xdotool("type", "--delay", "8", text)

    def click(self, x: int, y: int) -> None:
        """Click at a point of the window."""
        xdotool("mousemove", "--window", self.window, str(x), str(y), "click", "1")

    def draft(self) -> Draft | None:
        """The draft as the history has it, asked of the window itself."""
        try:
            store = open_store(self.profile, 5)
        except CopydeskError:
            return None
        try:
            return next(iter(store.latest_drafts(1)), None)
        finally:
            store.close()

    def copy(self) -> Copy:
        """The text of that draft."""
        draft = self.draft()
        return draft.copy if draft else Copy()

    def has(self, text: str) -> bool:
        """Whether a field of that draft holds this text."""
        return any(text in each for _, each in self.copy().addressed())

    def family(self) -> list[int]:
        """The window's process and all that it started."""
        found = [self.process.pid]
        for pid in found:
            for task in Path(f"/proc/{pid}/task").glob("*/children"):
                found += [int(child) for child in task.read_text().split()]
        return found

    def kill(self) -> None:
        """Kill the window and its engine at the same moment, as a crash of the computer would."""
        for pid in self.family()[:2]:
            os.kill(pid, signal.SIGKILL)
        self.process.wait()

    def end(self) -> None:
        """Leave nothing behind, however the test ended."""
        for pid in self.family():
            if lives(pid):
                os.kill(pid, signal.SIGKILL)
        self.process.wait()


def xdotool(*arguments: str) -> str:
    """What the program answers; empty when it has nothing."""
    program = shutil.which("xdotool") or "xdotool"
    return subprocess.run([program, *arguments], capture_output=True, text=True, check=False).stdout


def wait(look: Callable[[], T | None], seconds: float) -> T:
    """What `look` gives as soon as it gives something."""
    deadline = time.monotonic() + seconds
    while not (found := look()):
        if time.monotonic() > deadline:
            pytest.fail(f"nothing came within {seconds} s")
        time.sleep(0.1)
    return found


def gone(pids: list[int], seconds: float) -> float:
    """Seconds until none of the processes lives; fails when one does after `seconds`."""
    began = time.monotonic()
    wait(lambda: not [pid for pid in pids if lives(pid)], seconds)
    return time.monotonic() - began


def lives(pid: int) -> bool:
    """Whether a process is there and not only waited for."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except (FileNotFoundError, ProcessLookupError):
        return False
