"""The headings of a Markdown text, and the place of each section of an outline in it."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Mapping, Sequence
from functools import lru_cache
from itertools import pairwise

import msgspec

from desktop.core.post import INTRODUCTION, Section

_HEADING = re.compile(r"^(#{1,6})[ \t]+(.+?)[ \t]*#*[ \t]*$")
_FIRST = frozenset({"#", " ", "`", "~"})
_FENCE = re.compile(r"^ {0,3}(`{3,}|~{3,})")


class Heading(msgspec.Struct, frozen=True):
    """A heading in code points of its text: the line from `start` to `end`, then what it heads, up to `stop`.

    `stop` is where the next heading of any level begins.
    """

    level: int
    text: str
    start: int
    end: int
    stop: int


class SectionPlace(msgspec.Struct, frozen=True):
    """Where a section stands: its heading's line, and its text from `begin` to `stop` with the lines between."""

    id: str
    heading: str
    start: int
    begin: int
    stop: int


@lru_cache(maxsize=4)
def headings_of(text: str) -> tuple[Heading, ...]:
    """The headings (`# …`) of a Markdown text, those in code left out; those of the last texts are kept."""
    found: list[tuple[int, str, int, int]] = []
    fence = ""
    place = 0
    for line in text.split("\n"):
        if line[:1] not in _FIRST:  # most lines of a text are neither
            place += len(line) + 1
            continue
        marks = _FENCE.match(line)
        if fence:
            if marks and marks[1].startswith(fence) and not line.strip().strip(fence[0]):
                fence = ""
        elif marks:
            fence = marks[1]
        elif heading := _HEADING.match(line):
            found.append((len(heading[1]), heading[2].strip(), place, place + len(line)))
        place += len(line) + 1
    stops = [*(start for _, _, start, _ in found), len(text)][1:]
    return tuple(Heading(*each, stop) for each, stop in zip(found, stops, strict=True))


def places_of(text: str, outline: Sequence[Section]) -> dict[str, SectionPlace]:
    """The place of each section that the text has, by its id; the introduction stands before the first heading.

    Headings are matched by their words, in order; those between them by their turn, where there are as many, so that a
    heading that was reworded in the text keeps its section. A section that the text does not have is missing.
    """
    headings = headings_of(text)
    first = headings[0].start if headings else len(text)
    places = {INTRODUCTION: SectionPlace(INTRODUCTION, "", 0, 0, first)}
    for section, heading in _matched(outline, headings):
        begin = min(heading.end + 1, heading.stop)
        places[section.id] = SectionPlace(section.id, heading.text, heading.start, begin, heading.stop)
    return places


def ends_of(text: str, places: Mapping[str, SectionPlace]) -> dict[str, int]:
    """Where each section ends with the headings below it that are of no section: they go where it goes."""
    headings = headings_of(text)
    planned = {place.start: name for name, place in places.items() if name != INTRODUCTION}
    ends = {name: place.stop for name, place in places.items()}
    above, level = "", 0
    for heading in headings:
        if heading.start in planned:
            above, level = planned[heading.start], heading.level
        elif heading.level > level and above:
            ends[above] = heading.stop
        else:
            above = ""
    return ends


def with_section(text: str, outline: Sequence[Section], section_id: str, words: str) -> str:
    """The text with the words of one section put in place of those it had; one it did not have gets its heading.

    Everything else stays as it is, to the character. The new section comes behind the nearest one before it in the
    outline that the text has.
    """
    places = places_of(text, outline)
    body = words.strip("\n")
    found = places.get(section_id)
    if found is not None:
        head = text[: found.begin]
        if head and not head.endswith("\n"):
            head += "\n"
        gap = "\n" if section_id != INTRODUCTION and body else ""
        tail = text[found.stop :]
        return f"{head}{gap}{body}\n\n{tail}" if tail else f"{head}{gap}{body}\n"
    section = next((each for each in outline if each.id == section_id), None)
    if section is None:
        return text
    at, ends = places[INTRODUCTION].stop, ends_of(text, places)
    for each in outline:
        if each.id == section_id:
            break
        at = ends.get(each.id, at)
    before, after = text[:at].rstrip("\n"), text[at:].lstrip("\n")
    piece = f"{'#' * section.level} {section.heading}\n\n{body}".rstrip("\n")
    return "\n\n".join(part for part in (before, piece, after.rstrip("\n")) if part) + "\n"


def _matched(outline: Sequence[Section], headings: Sequence[Heading]) -> list[tuple[Section, Heading]]:
    """Sections with their headings: those of the same words, and between them those of the same number and level."""
    pairs: list[tuple[int, int]] = []
    found: dict[str, list[int]] = {}
    for at, each in enumerate(headings):
        found.setdefault(each.text.casefold(), []).append(at)
    for index, section in enumerate(outline):
        last = pairs[-1][1] if pairs else -1
        same = found.get(section.heading.strip().casefold(), [])
        if (turn := bisect_right(same, last)) < len(same):
            pairs.append((index, same[turn]))
    anchors = [(-1, -1), *pairs, (len(outline), len(headings))]
    for (section_from, heading_from), (section_to, heading_to) in pairwise(anchors):
        left = range(section_from + 1, section_to)
        levels = {outline[index].level for index in left}
        free = [at for at in range(heading_from + 1, heading_to) if headings[at].level in levels]
        if len(free) == len(left):
            pairs.extend(zip(left, free, strict=True))
    return [(outline[index], headings[at]) for index, at in sorted(pairs)]
