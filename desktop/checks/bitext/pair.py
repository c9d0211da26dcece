"""A source and its translation, as the checks look at them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cached_property

import msgspec

from desktop.checks.bitext.coded import Code, Mark, hidden_in, marks_in, placeholders_in
from desktop.checks.words import Word, words_of
from desktop.core.finding import Severity
from desktop.core.segment import Segment, TaggedText
from desktop.core.translation_finding import SegmentFinding, Side, Surroundings

__all__ = ["Code", "Half", "Pair", "SegmentFinding", "Side", "Spot", "Surroundings"]

_URL = re.compile(
    r"(?:https?://|www\.)[^\s<>\"“”»«]+[^\s<>\"“”»«.,;:!?)\]']|[\w.+-]+@[\w-]+(?:\.[\w-]+)+", re.IGNORECASE
)
_HIDDEN = "\ue000"
_HIDDEN_ONES = re.compile(f"{_HIDDEN}+")
_FIGURE = re.compile(r"[\d½¼¾⅓⅔]")


class Spot(msgspec.Struct, frozen=True):
    """What a check found in one pair: where, how grave, in which words."""

    check: str
    severity: Severity
    side: Side
    start: int
    end: int
    message: str
    fixes: tuple[str, ...] = ()


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
        if "@" not in self.text and "/" not in self.text and "www." not in self.text.lower():
            return ()
        return tuple(Code(found.start(), found.end(), found[0]) for found in _URL.finditer(self.text))

    @cached_property
    def placeholders(self) -> tuple[Code, ...]:
        """Placeholders and merge tags, none of which is an inline tag or in an address."""
        taken = [(chip.start, chip.end) for chip in self.tagged.chips]
        taken += [(code.start, code.end) for code in self.addresses if "%" not in code.text and "{" not in code.text]
        found = []
        for code in placeholders_in(self.text):
            if not any(start < code.end and code.start < end for start, end in taken):
                taken.append((code.start, code.end))
                found.append(code)
        return tuple(sorted(found, key=lambda code: code.start))

    @cached_property
    def marks(self) -> tuple[Mark, ...]:
        """Markup that stands in the text as it is."""
        return marks_in(self.text)

    @cached_property
    def prose(self) -> str:
        """The text with all that is code hidden behind signs of the same length."""
        text = self.text
        for start, end in self._codes():
            text = text[:start] + _HIDDEN * (end - start) + text[end:]
        return text

    @cached_property
    def words(self) -> tuple[Word, ...]:
        """The words of the prose."""
        return words_of(self.prose)

    @cached_property
    def vocabulary(self) -> frozenset[str]:
        """The different words of the prose in small letters."""
        return frozenset(word.lower for word in self.words)

    @cached_property
    def lower(self) -> str:
        """The prose in small letters."""
        return self.prose.lower()

    @cached_property
    def has_figures(self) -> bool:
        """Whether the prose has a figure or a fraction."""
        return bool(_FIGURE.search(self.prose))

    @cached_property
    def plain(self) -> str:
        """The text with all that is code taken out, for what needs no places."""
        return _HIDDEN_ONES.sub(" ", self.prose) if _HIDDEN in self.prose else self.prose

    def _codes(self) -> Iterator[tuple[int, int]]:
        for chip in self.tagged.chips:
            yield chip.start, chip.end
        for code in (*self.addresses, *self.placeholders):
            yield code.start, code.end
        for mark in self.marks:
            yield mark.start, mark.end
        yield from hidden_in(self.text)


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
