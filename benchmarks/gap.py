"""The longest gaps of the window's event loop while the engine starts and six variants stream into six columns."""

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
_COLUMNS = 6


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
        f"{found['columns']} columns of {_WORDS_PER_SECOND} words a second, {found['words']} words arrived; "
        f"{beside.note}"
    )
    if not found["words"] or found["columns"] < _COLUMNS:
        raise RuntimeError("The columns did not fill, so that nothing was measured.")
    value = found["p999_ms"]
    worked = found["worked_p999_ms"]
    own = f"{machine()}; longest {found['worked_longest_ms']:.0f} ms; what others took of the processor is not in it"
    return [
        Figure("event-loop gap, p99.9", value, "ms", "≤ 16 ms", None, value <= _BUDGET_MS, note),
        Figure("event-loop turn, own processor time, p99.9", worked, "ms", "≤ 16 ms", None, worked <= _BUDGET_MS, own),
    ]
