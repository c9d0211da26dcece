"""The wheel holds all that the program needs, and runs from any folder."""

from __future__ import annotations

import json
import shutil
import site
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from tests.architecture.tree import ROOT, tracked_files

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel as `run.py package` builds it."""
    folder = tmp_path_factory.mktemp("dist")
    command = [sys.executable, "-m", "hatchling", "build", "--target", "wheel", "--directory", str(folder)]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    return next(folder.glob("copydesk-*.whl"))


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of programs of an environment that has the wheel, and the libraries of this one."""
    folder = tmp_path_factory.mktemp("installed")
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", str(folder)], check=True)
    programs = folder / ("Scripts" if sys.platform == "win32" else "bin")
    python = programs / ("python.exe" if sys.platform == "win32" else "python")
    ask = [str(python), "-c", "import sysconfig; print(sysconfig.get_path('purelib'))"]
    packages = Path(subprocess.run(ask, check=True, capture_output=True, text=True).stdout.strip())
    (packages / "libraries.pth").write_text("\n".join(site.getsitepackages()) + "\n", encoding="utf-8")
    pip = [sys.executable, "-m", "pip", "--python", str(python), "install", "--quiet", "--no-deps", "--no-index"]
    subprocess.run([*pip, str(wheel)], check=True)
    return programs


def test_the_wheel_holds_the_package_and_the_resources_and_nothing_else(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        held = {name for name in archive.namelist() if ".dist-info/" not in name and ".data/" not in name}
    package = {path.as_posix() for path in tracked_files() if path.parts[0] == "desktop"}
    resources = {f"desktop/{path.as_posix()}" for path in tracked_files() if path.parts[0] == "resources"}
    assert held == package | resources


def test_the_menu_of_the_system_gets_an_entry_with_an_icon(installed: Path) -> None:
    share = installed.parent / "share"
    entry = (share / "applications" / "copydesk.desktop").read_text(encoding="utf-8")
    icon = next(line.partition("=")[2] for line in entry.splitlines() if line.startswith("Icon="))
    program = next(line.partition("=")[2] for line in entry.splitlines() if line.startswith("Exec="))
    assert (share / "icons" / "hicolor" / "scalable" / "apps" / f"{icon}.svg").is_file()
    assert shutil.which(program, path=str(installed))
    assert (share / "metainfo" / "copydesk.metainfo.xml").is_file()


def test_the_licence_travels(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        licence = next(name for name in archive.namelist() if name.endswith("/licenses/LICENSE"))
        assert b"GNU GENERAL PUBLIC LICENSE" in archive.read(licence)[:200]


def test_it_runs_from_any_folder(installed: Path, tmp_path: Path) -> None:
    (tmp_path / "desktop").mkdir()  # a folder of the user's that bears the name of ours
    told = _run(installed / "copydesk", "--version", folder=tmp_path)
    assert told.startswith("copydesk ")
    channels = json.loads(_run(installed / "copydesk", "--profile", "here", "channels", "--json", folder=tmp_path))
    assert "shop.title" in json.dumps(channels)
    where = "from desktop.core.resources import resource_folder; print(resource_folder('channels.json').resolve())"
    found = Path(_run(installed / "python", "-c", where, folder=tmp_path).strip())
    assert found.is_relative_to(installed.parent.resolve())


def _run(program: Path, *arguments: str, folder: Path) -> str:
    command = [str(program), *arguments]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout
