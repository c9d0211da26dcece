"""Where a keyphrase stands in a text, in any of its forms."""

from __future__ import annotations

import functools
import re

from desktop.checks.banned import find_banned
from desktop.checks.check import Subject
from desktop.checks.prose import Sort, lines_of
from desktop.checks.sentences import Span, sentences_of
from desktop.checks.words import same_word, split_words
from desktop.core.brief import Kind
from desktop.core.lexicon import function_words

SEARCHED = frozenset({Kind.PRODUCT, Kind.BLOG})
"""Kinds of draft that a search engine reads."""

_BETWEEN = re.compile(r"[;\n]|,\s")
"""What divides phrases; the comma in `0,5 l` does not."""
_SHORT_ENDINGS = frozenset({"a", "t", "e", "are", "ast", "aste"})


def keyphrase_of(subject: Subject) -> str:
    """The keyphrase of a draft that is searched, else empty; of several, the first."""
    return next(iter(_phrases_of(subject)), "")


def related_of(subject: Subject) -> tuple[str, ...]:
    """The phrases behind the keyphrase: `light backpack; laptop bag, bag for work` has two."""
    return _phrases_of(subject)[1:]


def _phrases_of(subject: Subject) -> tuple[str, ...]:
    if subject.brief.kind not in SEARCHED:
        return ()
    parts = (part.strip() for part in _BETWEEN.split(subject.brief.keyphrase))
    return tuple(dict.fromkeys(part for part in parts if part))


def main_field(subject: Subject) -> tuple[str, str]:
    """The text that a page is about, with its address; both empty when there is none."""
    for address in ("body", "description"):
        text = subject.copy.text(address)
        if text.strip():
            return address, text
    return "", ""


def title_field(subject: Subject) -> tuple[str, str]:
    """The title that a search engine shows, with its address; both empty when there is none."""
    for address in ("seo_title", "title"):
        text = subject.copy.text(address)
        if text.strip():
            return address, text
    return "", ""


def first_paragraph(text: str) -> Span | None:
    """The first line of prose of a text."""
    return next((Span(line.start, line.end) for line in lines_of(text) if line.sort is Sort.PROSE), None)


@functools.lru_cache(maxsize=512)
def content_words(phrase: str, language: str) -> tuple[str, ...]:
    """The plain forms of the words of a phrase that carry meaning; all of them when none does."""
    words = tuple(split_words(phrase))
    meant = tuple(word.plain for word in words if word.lower not in function_words(language))
    return meant or tuple(word.plain for word in words)


@functools.lru_cache(maxsize=8192)
def holds(part: str, phrase: str, language: str) -> bool:
    """Whether a sentence, title or line holds all words of a phrase, in any order and form, also within compounds."""
    words = [word.plain for word in split_words(part)]
    return all(any(_is_form(word, each, language) for word in words) for each in content_words(phrase, language))


@functools.lru_cache(maxsize=8192)
def count_in(part: str, phrase: str, language: str) -> int:
    """How often a sentence holds a phrase: as it stands, or once when its words stand apart."""
    return max(1, len(list(find_banned(part, phrase, language)))) if holds(part, phrase, language) else 0


def count(text: str, phrase: str, language: str) -> int:
    """How often a text holds a phrase."""
    return sum(count_in(text[start:end], phrase, language) for start, end in sentences_of(text, language))


def place_of(text: str, phrase: str, language: str) -> Span | None:
    """Where a phrase stands first in a short text, as a whole."""
    return next((Span(start, end) for start, end in find_banned(text, phrase, language)), None)


def _is_form(word: str, wanted: str, language: str) -> bool:
    if same_word(word, wanted, language):
        return True
    if language == "sv" and min(len(word), len(wanted)) >= 3:
        # Short adjectives, of which `same_word` is shy: lätt, lätta; blå, blått.
        shorter, longer = sorted((word, wanted), key=len)
        if longer.startswith(shorter) and longer[len(shorter) :] in _SHORT_ENDINGS:
            return True
    # A compound is about what it ends in, and often about what it begins with: laptoprugzak, ryggsäcksrem.
    return language in {"nl", "sv"} and len(wanted) >= 5 and (word.endswith(wanted) or word.startswith(wanted))
