"""The arrows between rooms, as ARCHITECTURE.md draws them and pyproject.toml states them."""

from __future__ import annotations

import subprocess
import sys
import tomllib

import pytest

from tests.architecture.tree import ROOT, imports_of, python_files

HEAVY = {
    "PySide6",
    "aiohttp",
    "asyncio",
    "boto3",
    "httpx",
    "keyring",
    "litellm",
    "numpy",
    "openai",
    "sqlite3",
    "xllamacpp",
}


def test_every_contract_is_kept() -> None:
    command = [
        sys.executable,
        "-c",
        "import sys; from importlinter.cli import lint_imports; sys.exit(lint_imports(no_cache=True))",
    ]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


def test_every_room_has_a_contract() -> None:
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    sources = {
        source for contract in settings["tool"]["importlinter"]["contracts"] for source in contract["source_modules"]
    }
    rooms = {f"desktop.{path.parent.name}" for path in (ROOT / "desktop").glob("*/__init__.py")}
    assert rooms <= sources


def test_set_up_needs_the_standard_library_only() -> None:
    imported = {name for path in python_files("bootstrap", "run.py") for name in imports_of(path)}
    assert imported - set(sys.stdlib_module_names) == {"bootstrap"}


@pytest.mark.parametrize(
    ("library", "owners"),
    [
        ("litellm", ("desktop/engine/gateway",)),
        ("keyring", ("desktop/engine/keys",)),
        ("xllamacpp", ("desktop/engine/",)),
        ("sqlite3", ("desktop/store/",)),
        ("sqlite_utils", ("desktop/store/",)),
        ("PySide6", ("desktop/runtime/", "desktop/views/", "desktop/preview/", "desktop/app.py")),
    ],
)
def test_a_library_is_imported_by_its_owner_only(library: str, owners: tuple[str, ...]) -> None:
    strangers = [
        str(path)
        for path in python_files("desktop")
        if library in imports_of(path) and not path.as_posix().startswith(owners)
    ]
    assert strangers == []


@pytest.mark.parametrize(
    ("module", "forbidden"),
    [
        ("desktop.__main__", HEAVY),
        ("desktop.cli", HEAVY - {"asyncio", "httpx", "sqlite3"}),
        ("desktop.engine.messages", HEAVY),
        ("desktop.app", HEAVY - {"PySide6", "sqlite3"}),
    ],
)
def test_what_must_start_fast_imports_nothing_heavy(module: str, forbidden: set[str]) -> None:
    code = f"import sys, {module}; print(*sorted({{name.partition('.')[0] for name in sys.modules}}))"
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert forbidden & set(done.stdout.split()) == set()
