"""Which tags of a text belong together: what a writer of a new file needs to know of them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from desktop.core.segment import Segment, Tag, TaggedText, TagKind


class Pairs(NamedTuple):
    """The tags of a text that open and close one thing, by their numbers; `nested` tells that they hold one another."""

    closes: Mapping[int, int]
    opens: Mapping[int, int]
    nested: bool


def tags_of(segment: Segment) -> dict[int, Tag]:
    """The tags of a segment by their numbers."""
    return {tag.number: tag for tag in segment.tags}


def pieces(text: TaggedText, tags: Mapping[int, Tag]) -> Iterator[str | Tag]:
    """Words and tags in turn; a chip whose tag is not known is words."""
    place = 0
    for chip in text.chips:
        if chip.number in tags:
            yield text.text[place : chip.start]
            yield tags[chip.number]
            place = chip.end
    yield text.text[place:]


def pairs_of(text: TaggedText, tags: Mapping[int, Tag]) -> Pairs:
    """The pairs of a text: each end closes the last start of its key that is still open."""
    waiting: list[Tag] = []
    closes: dict[int, int] = {}
    nested = True
    for number in text.numbers:
        tag = tags.get(number)
        if tag is None or tag.kind is TagKind.ALONE:
            continue
        if tag.kind is TagKind.OPEN:
            waiting.append(tag)
            continue
        fits = next((place for place in range(len(waiting) - 1, -1, -1) if waiting[place].key == tag.key), -1)
        nested = nested and fits == len(waiting) - 1 >= 0
        if fits >= 0:
            closes[waiting.pop(fits).number] = tag.number
    return Pairs(closes, {end: start for start, end in closes.items()}, nested and not waiting)


def by_unit(segments: Sequence[Segment]) -> Iterator[list[Segment]]:
    """Segments that follow one another in one unit, and are alike in being locked, together."""
    row: list[Segment] = []
    for segment in segments:
        if row and (segment.unit, segment.locked) != (row[0].unit, row[0].locked):
            yield row
            row = []
        row.append(segment)
    if row:
        yield row
