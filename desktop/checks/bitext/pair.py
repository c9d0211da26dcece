"""A source and its translation, as the checks look at them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cached_property

import msgspec

from desktop.core.finding import Severity
from desktop.core.segment import Segment, TaggedText
from desktop.core.translation_finding import SegmentFinding, Side, Surroundings

__all__ = ["Code", "Half", "Pair", "SegmentFinding", "Side", "Spot", "Surroundings"]

_URL = re.compile(
    r"(?:https?://|www\.)[^\s<>\"“”»«]+[^\s<>\"“”»«.,;:!?)\]']|[\w.+-]+@[\w-]+(?:\.[\w-]+)+", re.IGNORECASE
)
_CODE = re.compile(
    r"\{\{.*?\}\}|\{%.*?%\}|\*\|[A-Z0-9_:]+\|\*|%%[\w ]+%%|\$\{\w+\}|%\(\w+\)[sdifgex]|%\d+\$[sdif@]"
    r"|%[sdifgxu@](?![A-Za-z])|\{[A-Za-z_][\w.]*\}|\{\d+\}|\{\}|:[a-z]+_[a-z_]+\b|&[a-z]+;|&#x?[0-9a-fA-F]+;|%[\w]+%"
    r"|__\w+__|\[\[\w+\]\]|@\w+@|#\{\w+\}"
)
_HIDDEN = "\ue000"


class Spot(msgspec.Struct, frozen=True):
    """What a check found in one pair: where, how grave, in which words."""

    check: str
    severity: Severity
    side: Side
    start: int
    end: int
    message: str
    fixes: tuple[str, ...] = ()


class Code(msgspec.Struct, frozen=True):
    """Something in a text that is no language: a placeholder, an address, a tag."""

    start: int
    end: int
    text: str


class Half:
    """One text of a pair, with what is code in it found once."""

    def __init__(self, tagged: TaggedText, language: str) -> None:
        self.tagged = tagged
        self.text = tagged.text
        self.language = language.lower().replace("_", "-").partition("-")[0]
        self.region = language

    @cached_property
    def addresses(self) -> tuple[Code, ...]:
        """Web and mail addresses."""
        return tuple(Code(found.start(), found.end(), found[0]) for found in _URL.finditer(self.text))

    @cached_property
    def placeholders(self) -> tuple[Code, ...]:
        """Placeholders and merge tags, none of which is an inline tag or in an address."""
        taken = [(chip.start, chip.end) for chip in self.tagged.chips]
        taken += [(code.start, code.end) for code in self.addresses]
        return tuple(
            Code(found.start(), found.end(), found[0])
            for found in _CODE.finditer(self.text)
            if not any(start < found.end() and found.start() < end for start, end in taken)
        )

    @cached_property
    def prose(self) -> str:
        """The text with all that is code hidden behind signs of the same length."""
        text = self.text
        for start, end in self._codes():
            text = text[:start] + _HIDDEN * (end - start) + text[end:]
        return text

    @cached_property
    def plain(self) -> str:
        """The text with all that is code taken out, for what needs no places."""
        return re.sub(f"{_HIDDEN}+", " ", self.prose)

    def _codes(self) -> Iterator[tuple[int, int]]:
        for chip in self.tagged.chips:
            yield chip.start, chip.end
        for code in (*self.addresses, *self.placeholders):
            yield code.start, code.end


class Pair:
    """A segment with its two texts."""

    def __init__(self, segment: Segment, source: str, target: str, around: Surroundings) -> None:
        self.segment = segment
        self.source = Half(segment.source, source)
        self.target = Half(segment.target, target)
        self.around = around

    def on_target(self, check: str, severity: Severity, start: int, end: int, message: str, *fixes: str) -> Spot:
        """A finding in the target."""
        return Spot(check, severity, Side.TARGET, start, end, message, fixes)

    def on_source(self, check: str, severity: Severity, start: int, end: int, message: str) -> Spot:
        """A finding about words of the source."""
        return Spot(check, severity, Side.SOURCE, start, end, message)
