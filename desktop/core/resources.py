"""Where the files of `resources/` are: inside the installed package, or beside it in a checkout."""

from __future__ import annotations

from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent.parent


def resource_folder(name: str) -> Path:
    """The folder `resources/<name>`."""
    installed = _PACKAGE / "resources"
    return (installed if installed.is_dir() else _PACKAGE.parent / "resources") / name


def resource_text(name: str) -> str:
    """The text of the file `resources/<name>`."""
    return resource_folder(name).read_text(encoding="utf-8")
