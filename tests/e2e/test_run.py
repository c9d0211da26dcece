"""`run.py` on a copy of its own, with a tiny package in place of the locked ones, and no network.

The real venv and pip where the installer is the point; else, as they take seconds, a small one under the name uv.
"""

from __future__ import annotations

import ast
import base64
import hashlib
import json
import os
import random
import shutil
import signal
import subprocess
import sys
import time
import zipfile
from pathlib import Path
from typing import NamedTuple

import pytest

ROOT = Path(__file__).resolve().parent.parent.parent
PROGRAM = """
import json, os, pathlib, sys
import tinypart
line = json.dumps([tinypart.VERSION, sys.argv[1:]])
with pathlib.Path(os.environ["CALLS"]).open("a") as calls:
    print(line, file=calls)
"""

SMALL_UV = """#!{python}
import pathlib, re, subprocess, sys, time, zipfile
if sys.argv[1] == "venv":
    time.sleep(0.2)
    subprocess.run([{python!r}, "-m", "venv", "--without-pip", sys.argv[-1]], check=True)
else:
    version = re.search("==([0-9.]+)", pathlib.Path(sys.argv[-1]).read_text())[1]
    python = pathlib.Path(sys.argv[sys.argv.index("--python") + 1])
    packages = next((python.parent.parent / "lib").glob("python*")) / "site-packages"
    with zipfile.ZipFile(pathlib.Path({wheels!r}) / f"tinypart-{{version}}-py3-none-any.whl") as wheel:
        for name in wheel.namelist():
            time.sleep(0.1)
            wheel.extract(name, packages)
"""


class Checkout(NamedTuple):
    """A copy of `run.py` and what it starts, beside a folder of wheels that stands for the package index."""

    folder: Path
    wheels: Path
    calls: Path
    path: str = ""

    def environment(self, **extra: str) -> dict[str, str]:
        inherited = {name: os.environ[name] for name in ("SYSTEMROOT", "TEMP") if name in os.environ}
        index = {"PIP_NO_INDEX": "1", "PIP_FIND_LINKS": str(self.wheels), "PIP_CONFIG_FILE": os.devnull}
        home = {"HOME": str(self.folder.parent), "USERPROFILE": str(self.folder.parent)}
        return {"PATH": self.path, "CALLS": str(self.calls), **inherited, **index, **home, **extra}

    def start(self, *arguments: str, **extra: str) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, str(self.folder / "run.py"), *arguments]
        environment = self.environment(**extra)
        return subprocess.run(
            command, env=environment, cwd=self.folder.parent, capture_output=True, text=True, check=False
        )

    def offer(self, version: str) -> None:
        """Put that version of the package into the index and the lock."""
        digest = _make_wheel(self.wheels, version)
        for name in ("run", "dev", "preview"):
            lock = self.folder / "requirements" / f"{name}.txt"
            lock.write_text(f"tinypart=={version} \\\n    --hash=sha256:{digest}\n", encoding="utf-8")

    def called(self) -> list[object]:
        """What the program was started with, each time: the version of its package and its arguments."""
        lines = self.calls.read_text(encoding="utf-8").splitlines() if self.calls.exists() else []
        return [json.loads(line) for line in lines]

    @property
    def python(self) -> Path:
        return self.folder / ".venv" / ("Scripts/python.exe" if sys.platform == "win32" else "bin/python")

    @property
    def stamp(self) -> Path:
        return self.folder / ".venv" / "copydesk-setup.json"


def _make_wheel(folder: Path, version: str) -> str:
    files = {
        "tinypart.py": f"VERSION = {version!r}\n",
        f"tinypart-{version}.dist-info/METADATA": f"Metadata-Version: 2.1\nName: tinypart\nVersion: {version}\n",
        f"tinypart-{version}.dist-info/WHEEL": "Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n",
    }
    record = f"tinypart-{version}.dist-info/RECORD"
    lines = [f"{name},sha256={_record_digest(text)},{len(text)}" for name, text in files.items()]
    path = folder / f"tinypart-{version}-py3-none-any.whl"
    with zipfile.ZipFile(path, "w") as wheel:
        for name, text in {**files, record: "\n".join([*lines, f"{record},,"])}.items():
            wheel.writestr(name, text)
    return hashlib.sha256(path.read_bytes()).hexdigest()


def _record_digest(text: str) -> str:
    return base64.urlsafe_b64encode(hashlib.sha256(text.encode()).digest()).rstrip(b"=").decode()


@pytest.fixture
def with_pip(tmp_path: Path) -> Checkout:
    """Where nothing but pip installs."""
    copy = Checkout(tmp_path / "desk", tmp_path / "wheels", tmp_path / "calls")
    for folder in (copy.folder / "requirements", copy.folder / "desktop", copy.wheels):
        folder.mkdir(parents=True)
    shutil.copy(ROOT / "run.py", copy.folder)
    shutil.copytree(ROOT / "bootstrap", copy.folder / "bootstrap")
    (copy.folder / "desktop" / "__main__.py").write_text(PROGRAM, encoding="utf-8")
    copy.offer("1.0")
    return copy


@pytest.fixture
def checkout(with_pip: Checkout, tmp_path: Path) -> Checkout:
    """Where a small and slow uv installs; pip on Windows, which starts no scripts by their first line."""
    if sys.platform == "win32":
        return with_pip
    uv = tmp_path / "bin" / "uv"
    uv.parent.mkdir()
    uv.write_text(SMALL_UV.format(python=sys.executable, wheels=str(with_pip.wheels)), encoding="utf-8")
    uv.chmod(0o755)
    return with_pip._replace(path=str(uv.parent))


def test_a_python_that_is_too_old_is_told_so() -> None:
    pretend = "import runpy, sys; sys.version_info = (3, 9); runpy.run_path('run.py', run_name='__main__')"
    done = subprocess.run([sys.executable, "-c", pretend], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert "needs Python 3.11 or newer; this is Python 3.9" in done.stderr


def test_a_python_that_is_too_old_can_read_the_file() -> None:
    tree = ast.parse((ROOT / "run.py").read_text(encoding="ascii"), feature_version=(3, 4))
    assert isinstance(tree.body[2], ast.If)


def test_the_first_start_installs_and_the_second_does_not(with_pip: Checkout) -> None:
    first = with_pip.start("doctor", "--json")
    assert first.returncode == 0, first.stderr
    assert "with pip" in first.stderr
    second = with_pip.start("doctor", "--json")
    assert (second.returncode, second.stderr) == (0, "")
    assert with_pip.called() == [["1.0", ["doctor", "--json"]]] * 2


@pytest.mark.skipif(sys.platform == "win32", reason="there is always a display on Windows")
def test_without_a_display_the_sample_is_written_in_the_terminal(checkout: Checkout) -> None:
    done = checkout.start("--profile", "here")
    assert done.returncode == 0, done.stderr
    brief = str(checkout.folder / "resources" / "sample" / "brief.json")
    writing = ["--profile", "here", "write", "product", "--brief", brief, "--model", "local"]
    assert checkout.called() == [["1.0", ["--profile", "here", "models", "pull", "local"]], ["1.0", writing]]


@pytest.mark.skipif(sys.platform != "linux", reason="the libraries of Qt are looked for on Linux")
def test_with_a_display_the_window_opens_at_once_and_fetches_the_model_itself(checkout: Checkout) -> None:
    done = checkout.start(DISPLAY=":77")
    assert done.returncode == 0, done.stderr
    assert checkout.called() == [["1.0", ["--fetch-model"]]]


def test_the_preview_is_installed_when_asked_for_and_stays(checkout: Checkout) -> None:
    assert checkout.start("doctor").returncode == 0
    assert "is installed. Start" in checkout.start("preview").stdout
    assert "already" in checkout.start("preview").stdout
    checkout.offer("2.0.1")
    assert checkout.start("doctor").returncode == 0
    assert set(json.loads(checkout.stamp.read_text(encoding="utf-8"))["locks"]) == {"run", "preview"}


def test_a_changed_lock_is_installed(checkout: Checkout) -> None:
    assert checkout.start("doctor").returncode == 0
    checkout.offer("2.0.1")  # another length: what is compiled is told apart by second and size
    assert checkout.start("doctor").returncode == 0
    assert checkout.called() == [["1.0", ["doctor"]], ["2.0.1", ["doctor"]]]


@pytest.mark.parametrize("damage", ["stamp", "python", "other python", "moved"])
def test_an_environment_that_does_not_fit_is_made_anew(checkout: Checkout, damage: str) -> None:
    assert checkout.start("doctor").returncode == 0
    (checkout.folder / ".venv" / "of-old").touch()
    if damage == "stamp":
        checkout.stamp.write_text('{"checkout": ', encoding="utf-8")
    elif damage == "python":
        checkout.python.unlink()
    elif damage == "other python":
        held = json.loads(checkout.stamp.read_text(encoding="utf-8"))
        checkout.stamp.write_text(json.dumps({**held, "python": "cpython-38"}), encoding="utf-8")
    else:
        moved = checkout.folder.with_name("moved desk")
        checkout.folder.rename(moved)
        checkout = checkout._replace(folder=moved)
    again = checkout.start("doctor")
    assert again.returncode == 0, again.stderr
    assert not (checkout.folder / ".venv" / "of-old").exists()
    assert checkout.called() == [["1.0", ["doctor"]]] * 2


def test_a_package_that_is_not_the_locked_one_is_refused(with_pip: Checkout) -> None:
    lock = with_pip.folder / "requirements" / "run.txt"
    lock.write_text(lock.read_text(encoding="utf-8").replace("sha256:", "sha256:00")[:-3] + "\n", encoding="utf-8")
    done = with_pip.start("doctor")
    assert done.returncode == 1
    assert "could not be installed" in done.stderr
    assert "Traceback" not in done.stderr
    assert not with_pip.stamp.exists()
    assert with_pip.called() == []


def test_where_uv_fails_pip_installs(checkout: Checkout) -> None:
    if sys.platform == "win32":
        pytest.skip("no uv is used here")
    (Path(checkout.path) / "uv").write_text("#!/bin/sh\nexit 2\n", encoding="utf-8")
    done = checkout.start("doctor")
    assert done.returncode == 0, done.stderr
    assert "trying with pip" in done.stderr
    assert checkout.called() == [["1.0", ["doctor"]]]


@pytest.mark.slow
@pytest.mark.skipif(sys.platform == "win32", reason="killed with POSIX signals")
@pytest.mark.parametrize(("installer", "times"), [("pip", 2), ("uv", 14)])
def test_a_set_up_killed_at_any_point_is_finished_by_the_next_start(
    checkout: Checkout, installer: str, times: int
) -> None:
    if installer == "pip":
        checkout = checkout._replace(path="")
    started = time.monotonic()
    assert checkout.start("doctor").returncode == 0
    whole = time.monotonic() - started
    moments = random.Random(2)  # noqa: S311 - the same moments each time
    for attempt in range(times):
        shutil.rmtree(checkout.folder / ".venv", ignore_errors=True)
        _kill_after(checkout, moments.uniform(0, whole * 1.1), signal.SIGKILL if attempt % 2 else signal.SIGINT)
        if checkout.stamp.exists():
            subprocess.run([checkout.python, "-c", "import tinypart"], check=True)
        done = checkout.start("doctor")
        assert done.returncode == 0, done.stderr
        assert checkout.called()[-1] == ["1.0", ["doctor"]]


def _kill_after(checkout: Checkout, seconds: float, how: signal.Signals) -> None:
    """SIGINT goes to the whole group, as Ctrl+C does; SIGKILL to `run.py` alone, so that its installer outlives it."""
    command = [sys.executable, str(checkout.folder / "run.py"), "doctor"]
    quiet = subprocess.DEVNULL
    process = subprocess.Popen(command, env=checkout.environment(), stdout=quiet, stderr=quiet, start_new_session=True)
    time.sleep(seconds)
    if process.poll() is None:
        (os.killpg if how is signal.SIGINT else os.kill)(process.pid, how)
    process.wait()


def test_the_second_start_adds_less_than_a_third_of_a_second(checkout: Checkout) -> None:
    assert checkout.start("doctor").returncode == 0

    def seconds(command: list[str]) -> float:
        started = time.perf_counter()
        subprocess.run(command, env=checkout.environment(), check=True, stdin=subprocess.DEVNULL)
        return time.perf_counter() - started

    # in turns, and the quickest of each: what a busy computer takes comes on top of either and says nothing of `run.py`
    through, direct = [], []
    for _ in range(9):
        through.append(seconds([sys.executable, str(checkout.folder / "run.py"), "doctor"]))
        direct.append(seconds([str(checkout.python), "-P", "-m", "desktop", "doctor"]))
    assert min(through) - min(direct) < 0.3
