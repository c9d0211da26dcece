"""Every text of a copy counted as the channels of its brief count it."""

from __future__ import annotations

from collections.abc import Iterable

from desktop.checks.channels import channel
from desktop.checks.counters import measure_on
from desktop.checks.limits import texts_on
from desktop.core.copy import Copy
from desktop.core.finding import Measure


def measured(copy: Copy, channels: Iterable[str]) -> dict[str, Measure]:
    """The measure of each text by its address; where several channels publish it, the one with the least room left."""
    found: dict[str, Measure] = {}
    for each in map(channel, channels):
        for address, text in texts_on(each, copy):
            measure = measure_on(each, text)
            there = found.get(address)
            if there is None or _used(measure) > _used(there):
                found[address] = measure
    return found


def _used(measure: Measure) -> float:
    return measure.count / measure.limit
