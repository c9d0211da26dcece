"""The terms that stand in a row, and what became of them in its target."""

from __future__ import annotations

from desktop.checks.bitext.term_hits import term_marks
from desktop.core.segment import Segment
from desktop.core.term import Term
from desktop.core.translation_finding import Side
from desktop.runtime.translating_values import TermHit, TermStanding


def hits_of(segment: Segment, source: str, target: str, terms: tuple[Term, ...]) -> tuple[TermHit, ...]:
    """The terms in a segment: those of the source in the order of its text, then those of the target in that of its.

    Nobody misses a term where nothing is translated yet.
    """
    empty = segment.target.is_empty
    marks = term_marks(segment.source.text, segment.target.text, (source, target), terms)
    hits = [
        TermHit(
            mark.term,
            mark.start,
            mark.end,
            mark.side is Side.SOURCE,
            TermStanding.OK if empty else TermStanding(mark.state.value),
        )
        for mark in marks
    ]
    return tuple(sorted(hits, key=lambda hit: (not hit.in_source, hit.start, -hit.end)))
