"""How many processor cores a model may use, and whether it fits into memory."""

from __future__ import annotations

import math
import os
from pathlib import Path

import psutil

_CGROUP = Path("/sys/fs/cgroup")
_MB = 1_000_000


def worker_threads(folder: Path = _CGROUP) -> int:
    """How many threads a model should compute with: the physical cores that this process may use, at least 1.

    From four cores on one is left to the window. On fewer that would cost the model half its speed, and its threads
    yield to the window by themselves (see `model_server`). A container's share of the processor counts (`folder`).
    """
    cores = psutil.cpu_count(logical=False) or os.cpu_count() or 1
    if hasattr(os, "sched_getaffinity"):
        cores = min(cores, len(os.sched_getaffinity(0)))
    share = _quota(folder)
    if share is not None:
        cores = min(cores, max(1, math.floor(share)))
    return cores if cores < 4 else cores - 1


def free_memory_mb(folder: Path = _CGROUP) -> int:
    """How much memory a new process can have without pushing others out, in MB; a container's limit counts."""
    free = int(psutil.virtual_memory().available)
    limit, used = _number(folder / "memory.max"), _number(folder / "memory.current")
    if limit is not None and used is not None:
        free = min(free, max(0, limit - used + _reclaimable(folder)))
    return free // _MB


def _quota(folder: Path) -> float | None:
    """The cores that a container's limit amounts to; `None` without one."""
    try:
        quota, period = (folder / "cpu.max").read_text().split()
        return None if quota == "max" else int(quota) / int(period)
    except (OSError, ValueError):
        return None


def _reclaimable(folder: Path) -> int:
    """Bytes of cached files, which count as used and are given back when asked for."""
    try:
        lines = (line.split() for line in (folder / "memory.stat").read_text().splitlines())
        return sum(int(value) for name, value in lines if name in {"inactive_file", "active_file"})
    except (OSError, ValueError):
        return 0


def _number(file: Path) -> int | None:
    try:
        return int(file.read_text())
    except (OSError, ValueError):
        return None
