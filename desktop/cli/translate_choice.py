"""Which segments of a file a translation is about, what a memory has for them, and what of it needs no model."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence

import msgspec

from desktop.checks.bitext.catalogue import check_segments
from desktop.checks.bitext.scoring import segment_score
from desktop.core.errors import ErrorKind, UserError
from desktop.core.match_tokens import match_percent
from desktop.core.segment import Segment, SegmentState, TaggedText, tagged
from desktop.core.translation import MatchKind, MemoryMatch
from desktop.core.translation_finding import SegmentFinding, Surroundings
from desktop.core.words import tr

_LEAST_MATCH, _MOST_MATCHES = 60, 3
_WORSE = re.compile(r"worse-than\s+(\d+(?:\.\d+)?)")


class Wanted(msgspec.Struct, frozen=True):
    """What `--only` asks for: `empty`, `all`, or with `worse` those whose score is below it."""

    all: bool = False
    worse: float | None = None


def wanted_of(words: Sequence[str]) -> Wanted:
    """`--only empty|all|worse-than N`. Raises `UserError` (usage)."""
    text = " ".join(words).strip()
    if text in ("", "empty"):
        return Wanted()
    if text == "all":
        return Wanted(all=True)
    found = _WORSE.fullmatch(text)
    if found is None:
        raise UserError(ErrorKind.USAGE, tr("--only is empty, all, or worse-than and a score from 0 to 100."))
    return Wanted(worse=float(found[1]))


def chosen(
    segments: Sequence[Segment], wanted: Wanted, source: str, target: str, around: Surroundings
) -> tuple[Segment, ...]:
    """The segments that are to be translated; what is locked or has no source is none of them."""
    free = [each for each in segments if not each.locked and not each.source.is_empty]
    if wanted.all:
        return tuple(free)
    if wanted.worse is None:
        return tuple(each for each in free if each.target.is_empty)
    found: dict[str, list[SegmentFinding]] = {}
    for finding in check_segments(free, source, target, around):
        found.setdefault(finding.segment, []).append(finding)
    worse = []
    for each in free:
        score, _ = segment_score(found.get(each.id, []), 0, each.source.words, each.target.words)
        if each.target.is_empty or (score is not None and score < wanted.worse):
            worse.append(each)
    return tuple(worse)


Finder = Callable[[str, int, int], list[int]]


class FileMemory:
    """The units of a memory that came as a file."""

    def __init__(self, units: Sequence[Segment]) -> None:
        self._units = [each for each in units if not each.target.is_empty and not each.source.is_empty]
        self._by_source: dict[str, list[int]] = {}
        for place, each in enumerate(self._units):
            self._by_source.setdefault(each.source.text.strip(), []).append(place)

    def exact(self, segment: Segment, before: str, after: str) -> TaggedText | None:
        """The translation of the same source with the same tags; the one in the same surroundings before any other."""
        places = [
            place
            for place in self._by_source.get(segment.source.text.strip(), ())
            if sorted(self._units[place].source.numbers) == sorted(segment.source.numbers)
        ]
        if not places:
            return None
        best = max(places, key=lambda place: (self._around(place) == (before, after), place))
        target = self._units[best].target
        text = _with_blanks_of(segment.source.text, target.text)
        found = tagged(text, set(segment.source.numbers))
        return found if sorted(found.numbers) == sorted(segment.source.numbers) else None

    def matches(self, segments: Sequence[Segment]) -> dict[str, tuple[MemoryMatch, ...]]:
        """What is like the sources of segments, for examples."""
        from desktop.store.memory_index import MemoryIndex

        if not self._units or not segments:
            return {}
        index = MemoryIndex()
        index.add((place, each.source.text) for place, each in enumerate(self._units))
        return {each.id: found for each in segments if (found := tuple(self._like(index.find, each)))}

    def _like(self, find: Finder, segment: Segment) -> Iterator[MemoryMatch]:
        for place in find(segment.source.text, _LEAST_MATCH, _MOST_MATCHES):
            unit = self._units[place]
            percent = match_percent(segment.source.text, unit.source.text)
            if percent >= _LEAST_MATCH:
                yield MemoryMatch(percent, MatchKind.FUZZY, unit.source.text, unit.target.text, "")

    def _around(self, place: int) -> tuple[str, str]:
        return neighbours(self._units, place)

    @property
    def known(self) -> dict[str, str]:
        """The translations by their sources, without tags."""
        return {each.source.words.strip(): each.target.words.strip() for each in self._units}


def neighbours(segments: Sequence[Segment], place: int) -> tuple[str, str]:
    """The sources before and after a place."""
    before = segments[place - 1].source.text.strip() if place else ""
    after = segments[place + 1].source.text.strip() if place + 1 < len(segments) else ""
    return before, after


def by_memory(pending: Sequence[Segment], segments: Sequence[Segment], memory: FileMemory) -> dict[str, TaggedText]:
    """What the memory has word for word."""
    places: Mapping[str, int] = {each.id: place for place, each in enumerate(segments)}
    found = {each.id: memory.exact(each, *neighbours(segments, places[each.id])) for each in pending}
    return {name: target for name, target in found.items() if target is not None}


def state_of(*, draft: bool) -> SegmentState:
    """What a segment is after a machine translated it; with something left to look at, a draft."""
    return SegmentState.DRAFT if draft else SegmentState.TRANSLATED


def _with_blanks_of(source: str, target: str) -> str:
    """A translation with the blanks around it that the source has around it."""
    begins, ends = source[: len(source) - len(source.lstrip())], source[len(source.rstrip()) :]
    return f"{begins}{target.strip()}{ends}"
