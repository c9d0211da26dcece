"""What a check says of a segment, as the checks, the engine and the grid all know it."""

from __future__ import annotations

from enum import StrEnum

import msgspec

from desktop.core.brief import Fact
from desktop.core.finding import Severity
from desktop.core.term import Term


class Side(StrEnum):
    """Which text of a pair a finding is about."""

    SOURCE = "source"
    TARGET = "target"


class SegmentFinding(msgspec.Struct, frozen=True):
    """What a check says of a segment; `start` and `end` are code points of that side's text with its tags as `{1}`."""

    segment: str
    check: str
    severity: Severity
    side: Side
    start: int
    end: int
    text: str
    message: str
    fixes: tuple[str, ...] = ()


class Surroundings(msgspec.Struct, frozen=True):
    """What is known besides a pair: terms, names that stay as they are, the facts of the source, the form of address.

    `register` is `formal` or `informal`; empty is what the file mostly uses. `known` holds translations of a memory,
    by their sources. `channel` is where the text is published, whose limit counts for each segment.
    """

    terms: tuple[Term, ...] = ()
    brands: tuple[str, ...] = ()
    facts: tuple[Fact, ...] = ()
    register: str = ""
    known: dict[str, str] = {}
    channel: str = ""
