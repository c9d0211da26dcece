"""Where two texts differ, and where spans of the old one stand in the new one."""

from __future__ import annotations

from typing import NamedTuple, TypeVar

import msgspec

from desktop.core.copy import Copy
from desktop.core.finding import Claim, Finding, Verdict
from desktop.core.reply import Basis

S = TypeVar("S", Finding, Claim)


class Splice(NamedTuple):
    """What makes one text from another: code points `start` to `end` of the old one become `text`."""

    start: int
    end: int
    text: str


def splice(old: str, new: str) -> Splice:
    """The smallest replacement in one place that makes `new` of `old`."""
    start = _common(old, new, min(len(old), len(new)))
    rest = min(len(old), len(new)) - start
    tail = _common_tail(old, new, rest)
    return Splice(start, len(old) - tail, new[start : len(new) - tail])


def moved(spans: tuple[S, ...], before: Copy, after: Copy) -> tuple[S, ...]:
    """The spans of one copy where they stand in a later one; those whose words were changed are left out.

    A span of a whole field stays that of the whole field, one without words (a remark on a field) stays as it is.
    """
    if before is after or before == after:
        return spans
    places = _Places(before, after)
    return tuple(shifted for span in spans if (shifted := places.of(span)) is not None)


def moved_bases(bases: tuple[Basis, ...], before: Copy, after: Copy) -> tuple[Basis, ...]:
    """As `moved`, of what sentences rest on."""
    if before is after or before == after:
        return bases
    places = _Places(before, after)
    found: list[Basis] = []
    for each in bases:
        span = places.of(Claim(each.field, each.start, each.end, "", Verdict.OPINION))
        if span is not None:
            found.append(msgspec.structs.replace(each, field=span.field, start=span.start, end=span.end))
    return tuple(found)


class _Place(NamedTuple):
    """Where a text went: its address now, what it was and is, and what was replaced in it."""

    address: str
    old: str
    new: str
    change: Splice


class _Places:
    """The places of all texts of a copy in a later one; `None` for a text that is gone."""

    def __init__(self, before: Copy, after: Copy) -> None:
        self._old = dict(before.addressed())
        self._new = dict(after.addressed())
        self._lists = {name: value for name, value in before.fields.items() if not isinstance(value, str)}
        self._after = after
        self._known: dict[str, _Place | None] = {}

    def of(self, span: S) -> S | None:
        """The span where it stands now."""
        if span.field not in self._old:
            return span
        if span.field not in self._known:
            self._known[span.field] = self._find(span.field)
        place = self._known[span.field]
        return None if place is None else _shifted(span, place)

    def _find(self, address: str) -> _Place | None:
        old = self._old[address]
        name = address.partition("[")[0]
        items = self._lists.get(name)
        now = self._after.fields.get(name, "")
        if items is not None and not isinstance(now, str) and len(items) != len(now):
            if old not in now:
                return None
            address = f"{name}[{now.index(old)}]"
        new = self._new.get(address)
        return None if new is None else _Place(address, old, new, splice(old, new))


def _shifted(span: S, place: _Place) -> S | None:
    change = place.change
    if place.old == place.new:
        return span if span.field == place.address else msgspec.structs.replace(span, field=place.address)
    if span.start == 0 and span.end >= len(place.old):
        return msgspec.structs.replace(span, field=place.address, end=len(place.new), text=place.new)
    if span.end <= change.start and (span.end < change.start or not _goes_on(place, span.end)):
        return span if span.field == place.address else msgspec.structs.replace(span, field=place.address)
    if span.start < change.end:
        return None
    by = len(change.text) - (change.end - change.start)
    return msgspec.structs.replace(span, field=place.address, start=span.start + by, end=span.end + by)


def _goes_on(place: _Place, end: int) -> bool:
    """Whether the change behind a span made its last word another one."""
    return place.new[end : end + 1].isalnum() and place.new[end - 1 : end].isalnum()


def _common(old: str, new: str, limit: int) -> int:
    """The length of the common beginning; by halves, so that the comparing is done by the interpreter."""
    low, high = 0, limit
    while low < high:
        middle = (low + high + 1) // 2
        if old[low:middle] == new[low:middle]:
            low = middle
        else:
            high = middle - 1
    return low


def _common_tail(old: str, new: str, limit: int) -> int:
    low, high = 0, limit
    while low < high:
        middle = (low + high + 1) // 2
        if old[len(old) - middle : len(old) - low] == new[len(new) - middle : len(new) - low]:
            low = middle
        else:
            high = middle - 1
    return low
