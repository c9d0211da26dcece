"""Sentences and paragraphs of a text, as spans; what is read sentence by sentence need not be read again.

A line break always ends a sentence. Within a line, a full stop ends one unless what stands before it is an abbreviation
of the language, an initial or the number of a list, or what follows goes on in lower case. The rules are our own:
an engine of SRX rules takes a second to import and 35 ms for a paragraph of 70 words.
"""

from __future__ import annotations

import functools
import itertools
import re
from collections.abc import Iterator
from typing import NamedTuple

import msgspec
import regex

from desktop.core.lexicon import function_words
from desktop.core.resources import resource_text

_PARAGRAPH = re.compile(r"[^\n\u2029]+")
_CLOSERS = r"[\"'”’»)\]*_]*"
_NOTES = r"(?:\[\^?+q\d[^\[\]\n]{0,60}+\]|\[\^[\w.-]{1,60}+\])"
"""What is cited, and notes: `[^q1.2, q2]`, `[^1]`; they stand behind the sign that ends the sentence."""
_EMOJI = r"\p{Extended_Pictographic}\p{Emoji_Modifier}\u200d\ufe0f\U0001F1E6-\U0001F1FF"
_OPENERS = r"\"'“‘”’«»„(\[*_–—•·\-"
# Every repetition is of one class or possessive: no text can make these expressions slow.
_END = regex.compile(
    rf"(?<![.!?…‽])(?P<mark>[.!?…‽]++){_CLOSERS}+(?:{_NOTES}++{_CLOSERS}+)?+(?P<emoji>(?:\s*+[{_EMOJI}])*+)"
    rf"(?=\s[\s{_OPENERS}{_EMOJI}]*"
    r"(?P<next>[\p{Lu}\p{Lt}\p{N}€$£¥#@]\w*|\p{Ll}+\p{Lu}\w*|['’‘]\p{Ll}\b))"
)
_LEADING_EMOJI = regex.compile(rf"\s*+(?:[-*•]\s*+)?[{_EMOJI}]")
_BEFORE = re.compile(r"[^\s\"'“‘«„(\[/*_]+$")
_INITIALS = regex.compile(r"(?:\p{Lu}\p{Ll}?\.)*\p{Lu}$")
_MARKER = re.compile(r"[\s\-*•–#>]*(?:\d{1,3}|[A-Za-z])?$")


class Span(NamedTuple):
    """A part of a text in code points."""

    start: int
    end: int


class _Abbreviations(msgspec.Struct, frozen=True):
    """Abbreviations without their last full stop; the second group are words too when no number follows."""

    never: frozenset[str] = frozenset()
    before_number: frozenset[str] = frozenset()


@functools.lru_cache(maxsize=64)
def paragraphs_of(text: str) -> tuple[Span, ...]:
    """The lines of a text that hold anything, without their line breaks."""
    return tuple(Span(found.start(), found.end()) for found in _PARAGRAPH.finditer(text) if found[0].strip())


@functools.lru_cache(maxsize=64)
def sentences_of(text: str, language: str) -> tuple[Span, ...]:
    """The sentences of a text, without the white space around them; a line break always ends one.

    What marks a line as an item of a list, and emoji after the last sign, belong to their sentence.
    """
    return tuple(
        Span(start + begin, start + end)
        for start, stop in paragraphs_of(text)
        for begin, end in _sentences(text[start:stop], language)
    )


@functools.lru_cache(maxsize=8192)
def _sentences(paragraph: str, language: str) -> tuple[Span, ...]:
    borders = [0, *_borders(paragraph, language), len(paragraph)]
    spans: list[Span] = []
    for start, end in itertools.pairwise(borders):
        part = paragraph[start:end]
        if part.strip():
            spans.append(Span(start + len(part) - len(part.lstrip()), start + len(part.rstrip())))
    return tuple(spans)


def _borders(paragraph: str, language: str) -> Iterator[int]:
    emoji_leads = _LEADING_EMOJI.match(paragraph) is not None
    start = 0
    for found in _END.finditer(paragraph):
        if found["mark"] == "." and not _ends(paragraph, start, found.start(), found["next"], language):
            continue
        start = found.start("emoji") if emoji_leads else found.end()
        yield start


def _ends(paragraph: str, start: int, stop: int, following: str, language: str) -> bool:
    """Whether a full stop at `stop` ends the sentence begun at `start`, with `following` as the next word."""
    if _MARKER.fullmatch(paragraph, start, stop):
        return False
    # No abbreviation is longer; a long text without spaces must not be read again and again.
    before = _BEFORE.search(paragraph, max(start, stop - 20), stop)
    if before is None:
        return True
    if _INITIALS.fullmatch(before[0]):
        if "." in before[0]:
            return following.lower() in function_words(language)
        return _ends_on_initial(paragraph, start, before.start(), following, language)
    lists = _abbreviations().get(language) or _abbreviations()[""]
    word = before[0].lower()
    if word in lists.never:
        return False
    return not (word in lists.before_number and following[0].isdigit())


def _ends_on_initial(paragraph: str, start: int, stop: int, following: str, language: str) -> bool:
    """Whether `M.` ends a sentence: in *size M. It fits* it does, in *J. R. R. Tolkien* and *Anna M. Berg* not."""
    last = paragraph[max(start, stop - 40) : stop].split()
    if not last or _INITIALS.fullmatch(last[-1].rstrip(".")):
        return False
    return following.lower() in function_words(language) or not last[-1].strip("(“\"'")[:1].isupper()


@functools.cache
def _abbreviations() -> dict[str, _Abbreviations]:
    return msgspec.json.decode(resource_text("lexicons/abbreviations.json"), type=dict[str, _Abbreviations])
