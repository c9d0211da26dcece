"""A text of 5,000 words checked from nothing, and again after each key press: all checks, packs and spelling.

The text is that of the ledger's labelled cases, one after another, so that it reads as shops write. Grammar is a
request of its own and not part of the figures. A worker loads its lexicons while it waits for the first text, as the
window's does after the first paint; what that takes is told beside the figure.
"""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

from benchmarks.figure import Figure, machine, percentile

_PROBE = Path(__file__).parent / "probes" / "check_text.py"
_AGAIN_MS = 50.0
_FIRST_S = 1.5


def run() -> list[Figure]:
    """Each language in a process of its own."""
    figures = []
    for language in ("en", "nl", "sv"):
        ended = subprocess.run(
            [sys.executable, str(_PROBE), language], capture_output=True, text=True, timeout=300, check=True
        )
        found = json.loads(ended.stdout)
        note = f"{machine()}; {found['words']} words, {found['facts']} facts, {found['findings']} findings"
        note = f"{note}; loading before: {found['loaded_s']:.1f} s"
        first, again = found["first_s"], percentile(found["again_ms"], 0.95)
        figures.append(
            Figure(
                f"check of 5,000 words, {language}, from nothing", first, "s", "≤ 1.5 s", None, first <= _FIRST_S, note
            )
        )
        note = f"{note}; median {percentile(found['again_ms'], 0.5):.1f} ms"
        figures.append(
            Figure(f"after a key press, {language}, p95", again, "ms", "≤ 50 ms", None, again <= _AGAIN_MS, note)
        )
    return figures
