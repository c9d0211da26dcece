"""The terms that stand in a row, and what became of them in its target."""

from __future__ import annotations

from collections.abc import Sequence

from desktop.checks.bitext.meaning import _places as places_of
from desktop.checks.bitext.pair import Pair, Surroundings
from desktop.core.segment import Segment
from desktop.core.term import Term
from desktop.runtime.translating_values import TermHit, TermStanding


def hits_of(segment: Segment, source: str, target: str, terms: Sequence[Term]) -> tuple[TermHit, ...]:
    """The terms in a segment: those of the source in the order of its text, then those of the target in that of its."""
    pair = Pair(segment, source, target, Surroundings())
    said, theirs = segment.source.text.casefold(), list[TermHit]()
    ours: list[TermHit] = []
    for term in terms:
        if term.source[:3].casefold() not in said:
            continue
        places = list(places_of(pair.source, term.source, case=term.case))
        if not places:
            continue
        used = list(places_of(pair.target, term.target, case=term.case)) if term.target else []
        standing = TermStanding.OK if used or not term.target or segment.target.is_empty else TermStanding.MISSING
        ours += [TermHit(term, start, end, True, standing) for start, end in places]
        theirs += [TermHit(term, start, end, False, TermStanding.OK) for start, end in used]
        for word in term.forbidden:
            found = places_of(pair.target, word, case=term.case)
            theirs += [TermHit(term, start, end, False, TermStanding.FORBIDDEN) for start, end in found]
    return (*sorted(ours, key=_place), *sorted(theirs, key=_place))


def _place(hit: TermHit) -> tuple[int, int]:
    return hit.start, -hit.end
