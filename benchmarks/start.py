"""From the start of the process to a window that takes typing, beside novelWriter on the same machine.

A probe runs in the process of each and waits for the first paint of its main window. In ours it then types a letter and
notes when the letter stands there; novelWriter would need an open document for that, so its figure is the first paint,
which flatters it.
"""

from __future__ import annotations

import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from benchmarks.figure import Figure, machine
from benchmarks.peers import peer_python
from benchmarks.xserver import display

_RUNS = 5
_PROBES = Path(__file__).parent / "probes"


def run() -> list[Figure]:
    """Both programs in turn, after one run of each that does not count."""
    peer = peer_python("novelWriter==26.2.2")
    ours: list[float] = []
    theirs: list[float] = []
    with display() as environment, tempfile.TemporaryDirectory() as folder:
        for count in range(_RUNS + 1):
            mine = _seconds([sys.executable, str(_PROBES / "start_copydesk.py"), f"{folder}/profile"], environment)
            other = _seconds([str(peer), str(_PROBES / "start_novelwriter.py"), f"{folder}/peer"], environment)
            if count:
                ours.append(mine)
                theirs.append(other)
    mine, other = statistics.median(ours), statistics.median(theirs)
    note = f"{machine()}; median of {_RUNS}, least {min(ours):.3f} s"
    return [
        Figure("start to typing", mine, "s", "≤ 0.5 s", None, mine <= 0.5, note),
        Figure(
            "start to typing, over novelWriter's start",
            mine,
            "s",
            "≤ 1/4 of its",
            mine / other,
            mine / other <= 0.25,
            f"novelWriter {other:.3f} s; {note}",
        ),
    ]


def _seconds(command: list[str], environment: dict[str, str]) -> float:
    """Seconds from the start of the process to what its probe prints: the clock when the letter arrived."""
    Path(command[-1]).mkdir(parents=True, exist_ok=True)
    began = time.time()
    ended = subprocess.run(
        command,
        env=environment | {"PYTHONPATH": str(Path(__file__).parents[1])},
        capture_output=True,
        text=True,
        timeout=120,
        check=True,
    )
    return float(ended.stdout.split()[-1]) - began
