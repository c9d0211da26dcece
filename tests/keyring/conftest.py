"""D-Bus sessions of a test's own, with a real gnome-keyring in the state that the test wants."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from desktop.core.profile import Profile
from desktop.engine.keys import Keys
from desktop.engine.keys_ring import Ring, system_ring
from desktop.engine.redaction import Redactor

TOOLS = ("dbus-daemon", "gnome-keyring-daemon")
KEY = "sk-canary-6b1f0a4c9d2e8f7a5b3c"
LIMIT_S = 10.0

_BUS = """<!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN"
 "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
<busconfig>
  <type>session</type>
  <listen>unix:dir={folder}</listen>
  <servicedir>{folder}/services</servicedir>
  <policy context="default"><allow send_destination="*"/><allow receive_sender="*"/><allow own="*"/></policy>
</busconfig>
"""
_PROMPTER = "org.gnome.keyring.SystemPrompter"


class DesktopSession:
    """A session bus on which nothing can be started but a stand-in for the program that asks for passwords."""

    def __init__(self, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        self.folder = folder
        self._monkeypatch = monkeypatch
        self._daemon: subprocess.Popen[bytes] | None = None
        (folder / "services").mkdir()
        self.answer_prompts_with("exit 1")
        (folder / "bus.conf").write_text(_BUS.format(folder=folder), encoding="utf-8")
        places = {
            "HOME": "home",
            **{f"XDG_{name}": name.lower() for name in ("RUNTIME_DIR", "DATA_HOME", "CONFIG_HOME")},
        }
        for name, place in places.items():
            (folder / place).mkdir(mode=0o700)
            monkeypatch.setenv(name, str(folder / place))
        for name in (
            "DISPLAY",
            "WAYLAND_DISPLAY",
            "XDG_CURRENT_DESKTOP",
            "PYTHON_KEYRING_BACKEND",
            "GNOME_KEYRING_CONTROL",
        ):
            monkeypatch.delenv(name, raising=False)
        command = [
            "dbus-daemon",
            f"--config-file={folder / 'bus.conf'}",
            "--nofork",
            "--nopidfile",
            "--print-address=1",
        ]
        self._bus = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
        assert self._bus.stdout is not None
        with self._bus.stdout as told:
            monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", told.readline().strip())

    @property
    def prompts(self) -> int:
        """How often the keyring wanted to put a question on the screen."""
        file = self.folder / "prompts"
        return len(file.read_text(encoding="ascii").splitlines()) if file.exists() else 0

    def answer_prompts_with(self, command: str) -> None:
        """What the stand-in does once it has noted its process id in the file of prompts."""
        script = self.folder / "prompter"
        script.write_text(f"#!/bin/sh\necho $$ >> {self.folder}/prompts\n{command}\n", encoding="utf-8")
        script.chmod(0o700)
        service = f"[D-BUS Service]\nName={_PROMPTER}\nExec={script}\n"
        (self.folder / "services" / f"{_PROMPTER}.service").write_text(service, encoding="utf-8")

    def dismiss_prompt(self) -> None:
        """End the stand-in that was started last, as if the writer had closed the question."""
        os.kill(int((self.folder / "prompts").read_text(encoding="ascii").split()[-1]), signal.SIGTERM)

    def start_keyring(self, *, unlocked: bool) -> None:
        """Start gnome-keyring on what earlier ones left; `unlocked` makes a collection where there is none."""
        self.stop_keyring()
        command = [
            "gnome-keyring-daemon",
            "--foreground",
            "--components=secrets",
            "--unlock" if unlocked else "--start",
        ]
        quiet = subprocess.DEVNULL
        self._daemon = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=quiet, stderr=quiet)
        assert self._daemon.stdin is not None
        with self._daemon.stdin as password:
            password.write(b"test" if unlocked else b"")
        self._wait_until(self._offered)

    def lock_keyring(self) -> None:
        """Make a collection, and lock it as a new session without a password would find it."""
        self.start_keyring(unlocked=True)
        self.start_keyring(unlocked=False)

    def pause_keyring(self) -> None:
        """Have the keyring answer nothing until it is resumed."""
        self._signal(signal.SIGSTOP)

    def resume_keyring(self) -> None:
        """Have it answer again, what it was asked meanwhile too."""
        self._signal(signal.SIGCONT)

    def stop_keyring(self) -> None:
        """End the keyring."""
        if self._daemon is None:
            return
        self._signal(signal.SIGCONT)
        self._daemon.terminate()
        self._daemon.wait(5)
        self._daemon = None
        self._wait_until(lambda: not self._offered())

    def close(self) -> None:
        """End everything."""
        self.stop_keyring()
        self._bus.terminate()
        self._bus.wait(5)

    def _signal(self, number: int) -> None:
        assert self._daemon is not None
        self._daemon.send_signal(number)

    @staticmethod
    def _offered() -> bool:
        from secretstorage import check_service_availability, dbus_init  # there is none but on Linux

        bus = dbus_init()
        try:
            return check_service_availability(bus)
        finally:
            bus.close()

    @staticmethod
    def _wait_until(holds: Callable[[], bool]) -> None:
        deadline = time.monotonic() + 10
        while not holds():
            assert time.monotonic() < deadline, "gnome-keyring did not do as it was told"
            time.sleep(0.02)


@pytest.fixture
def session(monkeypatch: pytest.MonkeyPatch) -> Iterator[DesktopSession]:
    """A session without a keyring; in a folder with a short name, for the sake of its sockets."""
    if lacking := [tool for tool in TOOLS if not shutil.which(tool)]:
        pytest.skip(f"{', '.join(lacking)} missing: `python3 run.py test` says how to install it")
    with tempfile.TemporaryDirectory(prefix="keyring-", ignore_cleanup_errors=True) as folder:
        made = DesktopSession(Path(folder), monkeypatch)
        yield made
        made.close()


KeysMaker = Callable[..., Keys]


@pytest.fixture
def make_keys(profile: Profile) -> KeysMaker:
    """Keys of the test's profile, each time as another process would have them."""

    def make(limit_s: float = LIMIT_S, of: Profile = profile, open_ring: Callable[[], Ring] = system_ring) -> Keys:
        return Keys(of, Redactor(), open_ring=open_ring, limit_s=limit_s)

    return make
