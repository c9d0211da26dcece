"""The patterns of `leftover.prompt`, put together from the phrases in `resources/lexicons/leftovers.json`."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator

import msgspec

from desktop.core.brief import Kind
from desktop.core.resources import resource_text


class Pattern(msgspec.Struct, frozen=True):
    """A leftover: what kind it is, how it looks, and in which kinds of draft it is one.

    Where none of `needs` stands in a text (in lower case), it need not be looked for.
    """

    kind: str
    pattern: re.Pattern[str]
    kinds: frozenset[Kind] = frozenset(Kind)
    at_start: bool = False
    needs: tuple[str, ...] = ()

    def find(self, text: str) -> Iterator[re.Match[str]]:
        """Where it stands in a text."""
        if self.at_start:
            found = self.pattern.match(text)
            if found is not None:
                yield found
        else:
            yield from self.pattern.finditer(text)


_PHRASES: dict[str, tuple[str, ...]] = msgspec.json.decode(
    resource_text("lexicons/leftovers.json"), type=dict[str, tuple[str, ...]]
)
_NOT_MAIL = frozenset({Kind.PRODUCT, Kind.BLOG, Kind.TRANSLATION})
_NO_MERGE_TAGS = frozenset({Kind.PRODUCT, Kind.BLOG})


def _any(*names: str) -> str:
    """One of the phrases of these lists, the longest first."""
    phrases = sorted({phrase for name in names for phrase in _PHRASES[name]}, key=len, reverse=True)
    return f"(?:{'|'.join(map(re.escape, phrases))})"


def _pattern(text: str) -> re.Pattern[str]:
    return re.compile(text, re.IGNORECASE | re.MULTILINE)


_THING = rf"(?:\w+[ -]){{0,5}}?{_any('things')}\b"
_REST_OF_SENTENCE = r"[^.!?\n]*[.!?]?"
_REST_OF_LINE = r"[^\n]*"


def _starts(kind: str, text: str) -> Pattern:
    return Pattern(kind, _pattern(text), at_start=True)


PATTERNS: tuple[Pattern, ...] = (
    _starts("chat", rf"\W*{_any('openings')}(?: thing)?(?:!|[,.:]?\s+{_any('here')}\b){_REST_OF_LINE}"),
    _starts("chat", rf"\W*{_any('presents')} {_THING}(?:[^\n.]*:|[^\n.]{{0,60}}$)"),
    _starts("chat", rf"\W*{_any('corrections')}\b{_REST_OF_LINE}"),
    Pattern("chat", _pattern(rf"\b{_any('self')}\b{_REST_OF_SENTENCE}"), needs=_PHRASES["self"]),
    Pattern(
        "chat",
        _pattern(rf"\b{_any('refusals', 'closings')}\b{_REST_OF_SENTENCE}"),
        _NOT_MAIL,
        needs=(*_PHRASES["refusals"], *_PHRASES["closings"]),
    ),
    Pattern(
        "chat",
        _pattern(rf"^[ \t#*_>(]{{0,3}}{_any('notes')}\W{{0,2}}:\s*(?:[^\n ]+ ){{0,12}}?{_THING}{_REST_OF_LINE}"),
        needs=_PHRASES["notes"],
    ),
    _starts("label", rf"[\s#*_\"“]*{_any('labels')}\s*\d*[*_]*\s*(?:\([^)\n]*\)\s*)?:[*_]*\s*"),
    Pattern("label", _pattern(rf"^[ \t#*_]*{_any('meta_labels')}[*_]*\s*:[*_]*"), needs=_PHRASES["meta_labels"]),
    Pattern(
        "label",
        _pattern(rf"^[ \t#*_-]*{_any('instruction_labels')}[*_]*\s*:[*_]*{_REST_OF_LINE}"),
        needs=tuple(f"{label}{mark}" for label in _PHRASES["instruction_labels"] for mark in (":", "*", "_", " :")),
    ),
    Pattern(
        "label",
        _pattern(rf"(?:^[ \t#*_-]*|(?<=[.!?] ))\b{_any('prompt_labels')}[*_]*\s*:[*_]*{_REST_OF_SENTENCE}"),
        needs=tuple(f"{label}:" for label in _PHRASES["prompt_labels"]),
    ),
    _starts("label", rf"\W*{_any('choices')}\s*(?:\d|[A-C]\b)\W*:"),
    Pattern(
        "count",
        _pattern(rf"[(\[]\s*(?:\w+\s){{0,3}}?\d+(?:\s*[/–-]\s*\d+)?\s*{_any('counted')}\b[^)\]\n]*[)\]]"),
        needs=("(", "["),
    ),
    Pattern("count", _pattern(rf"^[ \t#*_>(]*{_any('counted')}(?: count)?\s*:\s*\d+\W*$"), needs=(":",)),
    Pattern("count", _pattern(rf"\s[-–—]\s*\d+\s*{_any('counted')}\W*\Z"), needs=("-", "–", "—")),
    Pattern(
        "instruction",
        _pattern(rf"\b{_any('commands')} (?:\w+ ){{0,4}}{_any('command_things')}\b{_REST_OF_SENTENCE}"),
        frozenset({Kind.PRODUCT}),
        needs=_PHRASES["commands"],
    ),
    Pattern(
        "instruction",
        _pattern(rf"(?:(?<=[.!?] )|^)[^.!?\n]*\b{_any('tone_names')}\b{_REST_OF_SENTENCE}"),
        frozenset({Kind.PRODUCT}),
        needs=_PHRASES["tone_names"],
    ),
    Pattern("marks", _pattern(r"<\|[^|\n]*\|>|\[/?INST\]|</?s>|</?think>|```\w*"), needs=("<", "[", "```")),
    Pattern(
        "marks",
        _pattern(rf"^#{{1,4}}\s*(?:response|instruction|output|input|answer)\b:?|^{_any('roles')}\s*:"),
        needs=("#", *(f"{role}{mark}" for role in _PHRASES["roles"] for mark in (":", " :"))),
    ),
    Pattern("marks", re.compile(r"\A\s*[\[{]\s*[\"{]|\"\s*[}\]]\s*,?\s*\Z|\\n|\"\s*:\s*\""), needs=('"', "\\n")),
    Pattern("placeholder", _pattern(rf"\b{_any('unwritten')}\b|\bX{{4,}}\b"), needs=(*_PHRASES["unwritten"], "x" * 4)),
    Pattern(
        "placeholder",
        re.compile(r"\[(?!\s*[xX ]?\s*\])[^\W\d_][^\]\n\[]{1,50}\](?!\(|\[[^\]\n]|:\s*(?:https?:|[/<]))"),
        needs=("[",),
    ),
    Pattern("placeholder", re.compile(r"(?<!\{)\{[^\W\d_][\w .-]{1,40}\}(?!\})"), _NO_MERGE_TAGS, needs=("{",)),
    Pattern("placeholder", re.compile(r"\{\{\s*[\w .-]{1,40}\s*\}\}|%[A-Z_]{3,}%"), _NO_MERGE_TAGS, needs=("{{", "%")),
    Pattern("placeholder", re.compile(r"<[^\W\d_]+(?:[ _][^\W\d_=]+)+>"), _NO_MERGE_TAGS, needs=("<",)),
    Pattern("placeholder", _pattern(rf"<{_any('blanks')}>"), needs=("<",)),
)
"""Every leftover that can be told by its looks."""


def patterns_for(text: str, kind: Kind) -> Iterator[Pattern]:
    """The patterns that may stand in a text of a draft of this kind."""
    possible = frozenset().union(*map(_possible_in, text.split("\n")))
    for place, each in enumerate(PATTERNS):
        if kind in each.kinds and (not each.needs or place in possible):
            yield each


@functools.lru_cache(maxsize=4096)
def _possible_in(line: str) -> frozenset[int]:
    lower = line.lower()
    return frozenset(
        place for place, each in enumerate(PATTERNS) if each.needs and any(need in lower for need in each.needs)
    )
