"""The longest gaps of the window's event loop while the engine starts and six variants stream into six editors."""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from pathlib import Path

from benchmarks.figure import Figure, machine
from benchmarks.loopback import loopback
from benchmarks.stalls import stalls
from benchmarks.xserver import display

_PROBES = Path(__file__).parent / "probes"
_WORDS_PER_SECOND = 40
_BUDGET_MS = 16.0


def run() -> list[Figure]:
    """One run of the real window in a process of its own; the gaps are those between two turns of its event loop."""
    with display() as environment, loopback() as server, tempfile.TemporaryDirectory() as folder, stalls() as beside:
        ended = subprocess.run(
            [sys.executable, str(_PROBES / "gap_copydesk.py"), folder, server.base_url(_WORDS_PER_SECOND)],
            env=environment | {"PYTHONPATH": str(Path(__file__).parents[1])},
            capture_output=True,
            text=True,
            timeout=300,
            check=True,
        )
    found = json.loads(ended.stdout.splitlines()[-1])
    note = (
        f"{machine()}; {found['turns']} turns over {found['seconds']:.0f} s, longest {found['longest_ms']:.0f} ms, "
        f"six streams of {_WORDS_PER_SECOND} words a second, {found['words']} words arrived; {beside.note}"
    )
    if not found["words"]:
        raise RuntimeError("No word arrived, so that nothing was measured.")
    value = found["p999_ms"]
    return [Figure("event-loop gap, p99.9", value, "ms", "≤ 16 ms", None, value <= _BUDGET_MS, note)]
