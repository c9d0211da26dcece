"""What a translator is asked for, and what became of a segment."""

from __future__ import annotations

import msgspec

from desktop.core.segment import Segment, TaggedText
from desktop.core.term import Term
from desktop.core.translation import MemoryMatch, TranslationBrief
from desktop.core.translation_finding import SegmentFinding, Surroundings


class TranslationTask(msgspec.Struct, frozen=True):
    """Segments to translate with all that is known beside them; the fields are those of `Translate` on the pipe.

    `around` are segments of the file in its order; `at_once` is how many questions a model takes at the same time. With
    `back` the targets were given as sources, and mistakes are not put right.
    """

    segments: tuple[Segment, ...]
    source: str
    target: str
    around: tuple[Segment, ...] = ()
    brief: TranslationBrief = TranslationBrief()
    terms: tuple[Term, ...] = ()
    matches: dict[str, tuple[MemoryMatch, ...]] = {}
    instruction: str = ""
    max_repairs: int = 2
    at_once: int = 1
    back: bool = False

    @property
    def surroundings(self) -> Surroundings:
        """What the checks are told."""
        brief = self.brief
        return Surroundings(self.terms, brief.brands, brief.facts, brief.register, channel=brief.channel)


class Attempt(msgspec.Struct, frozen=True):
    """A translation that came: what the checks say of it, what it did to the signs, how bad it is (0: faultless)."""

    target: TaggedText
    findings: tuple[SegmentFinding, ...] = ()
    reasons: tuple[str, ...] = ()
    badness: float = 0.0
    placed: bool = False
    answer: str = ""
