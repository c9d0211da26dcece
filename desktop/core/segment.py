"""Segments: the pairs of sentences that a translator works on, with their tags and states."""

from __future__ import annotations

import re
from collections.abc import Collection
from enum import StrEnum

import msgspec

_NUMBER = re.compile("[1-9][0-9]{0,5}")
_BRACED = re.compile(r"\{([1-9][0-9]{0,5})\}")


class SegmentState(StrEnum):
    """How far a segment is."""

    UNTRANSLATED = "untranslated"
    DRAFT = "draft"
    TRANSLATED = "translated"
    REVIEWED = "reviewed"
    APPROVED = "approved"
    REJECTED = "rejected"


class TagKind(StrEnum):
    """What an inline tag does: it opens, closes or stands alone."""

    OPEN = "open"
    CLOSE = "close"
    ALONE = "alone"


class Tag(msgspec.Struct, frozen=True):
    """An inline tag of a segment: its number in the grid, its code as the file has it, and what it is called.

    `key` is what makes two tags the same one: those of a source and of its target have equal keys.
    """

    number: int
    kind: TagKind
    code: str
    key: str
    label: str = ""


class Chip(msgspec.Struct, frozen=True):
    """Where a tag stands in a text: `{number}` begins at `start`, a code point."""

    start: int
    number: int

    @property
    def text(self) -> str:
        """As it is shown: `{3}`."""
        return f"{{{self.number}}}"

    @property
    def end(self) -> int:
        """The code point after it."""
        return self.start + len(self.text)


class TaggedText(msgspec.Struct, frozen=True):
    """A text in which every inline tag stands as `{1}`, `{2}`; `chips` tell these from braces that somebody wrote."""

    text: str = ""
    chips: tuple[Chip, ...] = ()

    @property
    def words(self) -> str:
        """The text without its tags."""
        parts, place = [], 0
        for chip in self.chips:
            parts.append(self.text[place : chip.start])
            place = chip.end
        return "".join([*parts, self.text[place:]])

    @property
    def is_empty(self) -> bool:
        """Whether there is neither a letter nor a tag."""
        return not self.chips and not self.text.strip()

    @property
    def numbers(self) -> tuple[int, ...]:
        """The tags in their order."""
        return tuple(chip.number for chip in self.chips)


class Segment(msgspec.Struct, frozen=True):
    """A pair of texts; `id` is unique in its file and `unit` the unit's own id there, `line` where it begins, from 1.

    `tags` are those of source and target. `most` is the most characters the target may have; 0 means no limit.
    A locked segment is not for translation. `context` says what the text is, as its author noted it.
    """

    id: str
    unit: str
    source: TaggedText
    target: TaggedText = TaggedText()
    state: SegmentState = SegmentState.UNTRANSLATED
    tags: tuple[Tag, ...] = ()
    notes: tuple[str, ...] = ()
    context: str = ""
    locked: bool = False
    most: int = 0
    line: int = 0


class Change(msgspec.Struct, frozen=True):
    """What a segment's target and state become."""

    target: TaggedText
    state: SegmentState


def numbers_in(words: str) -> set[int]:
    """The numbers that stand in words in braces, as the placeholders of programs do."""
    return {int(each) for each in _BRACED.findall(words)} if "{" in words else set()


def free_number(number: int, taken: Collection[int]) -> int:
    """The first number from this one on that is not taken."""
    while number in taken:
        number += 1
    return number


def tagged(text: str, numbers: Collection[int]) -> TaggedText:
    """A typed text in which `{n}` is a tag where a tag of that number exists, and braces anywhere else."""
    chips, place = [], 0
    while (place := text.find("{", place)) >= 0:
        end = text.find("}", place)
        digits = text[place + 1 : end] if end > place else ""
        if _NUMBER.fullmatch(digits) and int(digits) in numbers:
            chips.append(Chip(place, int(digits)))
            place = end
        place += 1
    return TaggedText(text, tuple(chips))
