"""What one half of the ledger says of a span of a sentence; the halves are joined in `claims.py`."""

from __future__ import annotations

from collections.abc import Iterable

import msgspec

from desktop.core.finding import Verdict


class Assertion(msgspec.Struct, frozen=True):
    """A span of a sentence that asserts something checkable, in code points of the sentence.

    `reason` is a sentence marked by `mark()`, with `values` for its `{name}` parts: assertions are cached, and the
    writer may change the language of the interface in between. `attribute` says what it is about, empty when not
    known: of two assertions that overlap, a contradiction wins only about the same attribute.
    """

    start: int
    end: int
    verdict: Verdict
    kind: str
    facts: tuple[str, ...] = ()
    reason: str = ""
    values: tuple[tuple[str, str], ...] = ()
    fixes: tuple[str, ...] = ()
    attribute: str = ""


def cut_counts(claims: Iterable[Assertion]) -> list[Assertion]:
    """The claims, a true count cut to its number where no fact has of what the counted is made: *five wooden pawns*."""
    found = list(claims)
    strange = [each for each in found if each.verdict is Verdict.UNSUPPORTED and each.kind in _MADE_OF]
    if not strange:
        return found
    kept: list[Assertion] = []
    for each in found:
        inner = [one.start for one in strange if each.start < one.start and one.end < each.end]
        counts = inner and each.verdict is Verdict.SUPPORTED and each.kind == "count"
        kept.append(msgspec.structs.replace(each, end=min(inner) - 1) if counts else each)
    return kept


_MADE_OF = frozenset({"material", "colour"})


def apart(claims: Iterable[Assertion], found: list[Assertion]) -> list[Assertion]:
    """The claims that overlap none of those found, nor each other."""
    kept: list[Assertion] = []
    for each in claims:
        if not any(each.start < one.end and one.start < each.end for one in (*found, *kept)):
            kept.append(each)
    return kept
