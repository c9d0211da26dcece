"""The files of the project, as the architecture tests look at them."""

from __future__ import annotations

import ast
import subprocess
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent


@cache
def tracked_files() -> tuple[Path, ...]:
    """The files that are or would be committed, relative to the root; every file where there is no git."""
    command = ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    if done.returncode != 0:
        found = (path.relative_to(ROOT) for path in ROOT.rglob("*") if path.is_file())
        return tuple(path for path in found if not any(part.startswith(".") for part in path.parts))
    return tuple(Path(name) for name in done.stdout.split("\0") if name and (ROOT / name).is_file())


def python_files(*tops: str) -> list[Path]:
    """The Python files under these folders, relative to the root."""
    return [path for path in tracked_files() if path.suffix == ".py" and path.parts[0] in tops]


@cache
def tree_of(path: Path) -> ast.Module:
    """A file's syntax tree."""
    return ast.parse((ROOT / path).read_text(encoding="utf-8"), str(path))


def imports_of(path: Path) -> set[str]:
    """The top-level packages that a file imports, anywhere in it."""
    names: set[str] = set()
    for node in ast.walk(tree_of(path)):
        if isinstance(node, ast.Import):
            names.update(alias.name.partition(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            names.add(node.module.partition(".")[0])
    return names
