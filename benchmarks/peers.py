"""Programs of others to compare with, each in an environment of its own, outside the project's."""

from __future__ import annotations

import hashlib
import subprocess
import sys
import venv
from pathlib import Path

import platformdirs


def peer_python(requirement: str) -> Path:
    """The interpreter of an environment with this one package, made on first use and kept in the user's cache."""
    name = hashlib.sha256(f"{requirement} {sys.version}".encode()).hexdigest()[:12]
    folder = Path(platformdirs.user_cache_dir("copydesk-benchmarks", appauthor=False)) / name
    python = folder / ("Scripts/python.exe" if sys.platform == "win32" else "bin/python")
    stamp = folder / "complete"
    if not stamp.exists():
        venv.create(folder, with_pip=True, clear=True)
        subprocess.run([str(python), "-m", "pip", "install", "--quiet", requirement], check=True)
        stamp.write_text(requirement, encoding="utf-8")
    return python
