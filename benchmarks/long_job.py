"""A file of 20,000 segments in the real window: opened, checked from nothing, scrolled and edited."""

from __future__ import annotations

import os
import random
import subprocess
import sys
import tempfile
from pathlib import Path
from xml.sax.saxutils import escape

from benchmarks.figure import Figure, machine, percentile
from benchmarks.stalls import stalls
from benchmarks.translation_memory import real_pairs
from benchmarks.xserver import display

SEGMENTS = 20_000
_OPEN_S, _CHECKED_S, _FRAME_MS, _KEY_MS, _ONE_MS = 2.0, 20.0, 16.0, 16.0, 10.0
_PROBE = Path(__file__).parent / "probes" / "job_window.py"
_SEED = 3


def run() -> list[Figure]:
    """One opening, 300 turns of the wheel, 300 keys in 30 rows."""
    with display() as shown, tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "shop.xlf"
        file.write_text(_file(), encoding="utf-8")
        with stalls() as machine_stalls:
            ended = subprocess.run(
                [sys.executable, str(_PROBE), f"{folder}/profile", str(file)],
                env=shown | {"PYTHONPATH": str(_PROBE.parents[2])},
                capture_output=True, text=True, timeout=600, check=True,
            )  # fmt: skip
    found: dict[str, list[float]] = {}
    for line in ended.stdout.splitlines():
        name, value = line.split()
        found.setdefault(name, []).append(float(value))
    load = f", load {os.getloadavg()[0]:.1f}" if hasattr(os, "getloadavg") else ""
    note = f"{machine()}{load}; {SEGMENTS} segments, English to Dutch; {machine_stalls.note}"
    return [
        _figure("opened until the rows are painted", found["opened"], 1.0, "s", _OPEN_S, note),
        _figure("all checked from nothing, in the background", found["checked"], 1.0, "s", _CHECKED_S, note),
        _figure("turn of the wheel to paint (p99)", found["frame"], 0.99, "ms", _FRAME_MS, note),
        _figure("key press to glyph in a row (p99)", found["key"], 0.99, "ms", _KEY_MS, note),
        _figure("checks of one segment (p99)", found["one"], 0.99, "ms", _ONE_MS, note),
    ]


def _figure(name: str, values: list[float], share: float, unit: str, most: float, note: str) -> Figure:
    value = percentile(values, share)
    said = f"{note}; p50 {percentile(values, 0.5):.1f}, worst {max(values):.1f}" if len(values) > 1 else note
    return Figure(name, value, unit, f"≤ {most:g} {unit}", None, value <= most, said)


def _file() -> str:
    """An XLIFF file of real sentences and their translations, each numbered so that few are the same."""
    pairs = real_pairs()
    chance = random.Random(_SEED)  # noqa: S311 - a repeatable choice
    units = []
    for number in range(1, SEGMENTS + 1):
        source, target = chance.choice(pairs)
        said = f"<source>{escape(source)} ({number})</source><target>{escape(target)} ({number})</target>"
        units.append(f'<trans-unit id="{number}">{said}</trans-unit>')
    head = '<xliff version="1.2" xmlns="urn:oasis:names:tc:xliff:document:1.2"><file original="shop"'
    head += ' source-language="en" target-language="nl" datatype="plaintext"><body>'
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{head}{"".join(units)}</body></file></xliff>\n'
