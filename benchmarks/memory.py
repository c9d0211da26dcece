"""The memory of the window's process: empty, and with a text of 50,000 words."""

from __future__ import annotations

import subprocess
import sys
import tempfile
from pathlib import Path

from benchmarks.figure import Figure, machine
from benchmarks.xserver import display

_PROBE = Path(__file__).parent / "probes" / "memory_copydesk.py"
_BUDGETS = {0: 120.0, 50_000: 200.0}


def run() -> list[Figure]:
    """Resident memory, less the pages that other programs share, in MB, once the window stands and is idle."""
    figures = []
    with display() as environment, tempfile.TemporaryDirectory() as folder:
        for words, budget in _BUDGETS.items():
            ended = subprocess.run(
                [sys.executable, str(_PROBE), f"{folder}/{words}", str(words)],
                env=environment | {"PYTHONPATH": str(Path(__file__).parents[1])},
                capture_output=True,
                text=True,
                timeout=120,
                check=True,
            )
            resident, own = (float(part) for part in ended.stdout.split())
            name = f"window memory with {words:,} words" if words else "window memory, empty"
            note = f"{machine()}; {own:.0f} MB of it its own, the rest shared libraries"
            figures.append(Figure(name, resident, "MB", f"≤ {budget:.0f} MB", None, resident <= budget, note))
    return figures
