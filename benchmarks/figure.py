"""One measured figure, with the budget it is held against."""

from __future__ import annotations

import math
import os
import platform
from collections.abc import Sequence
from typing import NamedTuple


class Figure(NamedTuple):
    """What a benchmark found: `value` in `unit`, the `budget` as people read it, and whether the budget holds.

    `ratio` is the figure over that of the peer named in `budget`, where there is one; `taken_on` is the machine and
    whatever else the reader must know to take the figure again.
    """

    name: str
    value: float
    unit: str
    budget: str
    ratio: float | None
    holds: bool
    taken_on: str


def percentile(values: Sequence[float], share: float) -> float:
    """The smallest of `values` that at least `share` (0–1) of them do not exceed (nearest rank); needs one value."""
    ordered = sorted(values)
    return ordered[max(0, math.ceil(share * len(ordered)) - 1)]


def machine() -> str:
    """The machine in a few words: `Linux x86_64, 2 cores, Python 3.11.2`."""
    return f"{platform.system()} {platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}"
