"""From key press to glyph in a text of 50,000 words, with live counters and checks: in paragraphs, and in one line."""

from __future__ import annotations

import subprocess
import sys
import tempfile
from pathlib import Path

from benchmarks.figure import Figure, machine, percentile
from benchmarks.stalls import stalls
from benchmarks.xserver import display

_PROBE = Path(__file__).parent / "probes" / "typing_copydesk.py"
_BUDGET_MS = 16.0
_SHAPES = {"paragraphs": "in paragraphs", "line": "in one line"}


def run() -> list[Figure]:
    """900 keys for each shape of the text, at its beginning, middle and end."""
    figures = []
    with display() as environment, tempfile.TemporaryDirectory() as folder:
        for shape, words in _SHAPES.items():
            with stalls() as machine_stalls:
                ended = subprocess.run(
                    [sys.executable, str(_PROBE), f"{folder}/{shape}", shape],
                    env=environment | {"PYTHONPATH": str(Path(__file__).parents[1])},
                    capture_output=True,
                    text=True,
                    timeout=300,
                    check=True,
                )
            latencies = [float(line) for line in ended.stdout.split()]
            slowest = percentile(latencies, 0.99)
            note = f"{machine()}; p50 {percentile(latencies, 0.5):.1f} ms, worst {max(latencies):.1f} ms; "
            note += machine_stalls.note
            name = f"key press to glyph, 50,000 words {words} (p99)"
            figures.append(Figure(name, slowest, "ms", f"≤ {_BUDGET_MS:.0f} ms", None, slowest <= _BUDGET_MS, note))
    return figures
