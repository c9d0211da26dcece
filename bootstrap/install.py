"""The environment in `.venv`, made and filled by uv where it is there, else by venv and pip.

Both read the machine's own configuration for where packages come from; nothing of that is said here. Every file is
checked against the hashes of the lock, and only wheels are taken, so that no build script runs.
"""

from __future__ import annotations

import importlib.util
import os
import shutil
import subprocess
import sys

from bootstrap import state, system
from bootstrap.state import ENVIRONMENT, ROOT, LockName, SetupError

PATH_FILE = "copydesk-checkout.pth"
"""Makes `python -m desktop` work from any folder; holds the path of the checkout and nothing else."""

_PIP_OPTIONS = (
    "--require-hashes",
    "--only-binary",
    ":all:",
    "--no-deps",
    "--disable-pip-version-check",
    "--no-compile",
)


def ensure(name: LockName) -> bool:
    """Make the environment hold what the lock asks for; true when there was something to do.

    Raises `SetupError` with a sentence when that cannot be done.
    """
    if state.satisfied(name):
        return False
    with state.only_one() as held:
        if state.satisfied(name):
            return False
        wanted = state.stamp_for(name)
        found = state.read_stamp()
        reusable = found is not None and found[:2] == wanted[:2] and state.environment_python().exists()
        state.remove_stamp()
        _Installer(name, held).fill(reusable=reusable)
        _write_path_file()
        state.write_stamp(wanted)
    return True


class _Installer:
    """Fills the environment from one lock; the programs it starts hold the lock of the set-up as long as they live."""

    def __init__(self, name: LockName, held: int) -> None:
        self._lock = state.lock_file(name)
        self._held = held

    def fill(self, *, reusable: bool) -> None:
        count = sum("==" in line for line in self._lock.read_text(encoding="utf-8").splitlines())
        uv = shutil.which("uv")
        if uv is not None:
            _say(f"Installing {count} packages into .venv with uv.")
            if self._with_uv(uv, reusable=reusable):
                self._unpack_qt_support()
                return
            _say("uv could not do it; trying with pip, which has a configuration of its own.")
            reusable = False
        if not reusable:
            self._make_environment()
        _say(f"Installing {count} packages into .venv with pip; the first time this takes some minutes.")
        python = str(state.environment_python())
        if not self._call([python, "-m", "pip", "install", *_PIP_OPTIONS, *_quiet(), "-r", str(self._lock)]):
            raise SetupError(
                "The packages could not be installed; the reason stands above.\n"
                "Check the network and the address of your package index (`pip config list`), then start again:\n"
                "what was downloaded is kept."
            )
        self._unpack_qt_support()

    def _unpack_qt_support(self) -> None:
        """Lay PySide's support modules out as files, where Python keeps them compiled.

        They come packed inside a library and would be unpacked and compiled anew at each start, which takes a tenth of
        a second. Where this fails, all works as before.
        """
        code = "import contextlib\nwith contextlib.suppress(ImportError, OSError): import PySide6.QtCore"
        self._call([str(state.environment_python()), "-c", code], SBK_EMBED="0")

    def _with_uv(self, uv: str, *, reusable: bool) -> bool:
        if not reusable:
            _clear()
            if not self._call([uv, "venv", "--quiet", "--python", _base_python(), str(ENVIRONMENT)]):
                return False
        options = ["--python", str(state.environment_python()), "--require-hashes", "--only-binary", ":all:", *_quiet()]
        return self._call([uv, "pip", "sync", *options, str(self._lock)])

    def _make_environment(self) -> None:
        _clear()
        _require_venv()
        _say(f"Making .venv with Python {sys.version_info.major}.{sys.version_info.minor}.")
        if not self._call([_base_python(), "-m", "venv", str(ENVIRONMENT)]):
            raise SetupError("The folder .venv could not be made; the reason stands above. Mend it, then start again.")

    def _call(self, command: list[str], **more: str) -> bool:
        outside = {"PYTHONHOME", "PYTHONPATH", "VIRTUAL_ENV"}
        environment = {name: value for name, value in os.environ.items() if name not in outside}
        environment.setdefault("UV_SYSTEM_CERTS", "1")  # what the system trusts, as behind a company's proxy
        held = () if sys.platform == "win32" else (self._held,)
        environment |= more
        return subprocess.call(command, env=environment, stdin=subprocess.DEVNULL, pass_fds=held) == 0


def _require_venv() -> None:
    """Python of Debian and Ubuntu comes without the part that makes environments."""
    if all(importlib.util.find_spec(name) for name in ("venv", "ensurepip")):
        return
    package = f"python{sys.version_info.major}.{sys.version_info.minor}-venv"
    if not system.install_packages([package], "Python on this machine cannot make environments yet"):
        raise SetupError(
            "This Python cannot make environments: its module venv or ensurepip is missing.\n"
            f"On Debian and Ubuntu: sudo apt-get install {package}\nThen start again. Installing uv helps as well."
        )


def _base_python() -> str:
    """The Python that runs now, or the one its environment was made from."""
    return getattr(sys, "_base_executable", None) or sys.executable


def _clear() -> None:
    if ENVIRONMENT.is_symlink():
        ENVIRONMENT.unlink()
    elif ENVIRONMENT.exists():
        try:
            shutil.rmtree(ENVIRONMENT)
        except OSError as error:
            message = f"The folder {ENVIRONMENT} cannot be replaced: {error.strerror}.\n"
            raise SetupError(message + "Close the programs that use it, then start again.") from error


def _write_path_file() -> None:
    if sys.platform == "win32":
        packages = ENVIRONMENT / "Lib" / "site-packages"
    else:
        packages = ENVIRONMENT / "lib" / f"python{sys.version_info.major}.{sys.version_info.minor}" / "site-packages"
    (packages / PATH_FILE).write_text(f"{ROOT}\n", encoding="utf-8")


def _quiet() -> list[str]:
    """Bars are for terminals; elsewhere both installers would fill a log with names."""
    return [] if sys.stderr.isatty() else ["--quiet"]


def _say(text: str) -> None:
    print(text, file=sys.stderr, flush=True)
