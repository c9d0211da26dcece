"""How easily a text is read: figures from its sentences, words and syllables.

Flesch for English (206.835 - 1.015 words a sentence - 84.6 syllables a word), Douma's for Dutch (206.84 - 0.93 words a
sentence - 77 syllables a word), Björnsson's LIX for every language (words a sentence + share of words of more than six
letters in per cent).
"""

from __future__ import annotations

import functools
from collections.abc import Iterable

import msgspec

from desktop.checks.prose import prose_sentences, words_in
from desktop.checks.sentences import paragraphs_of
from desktop.checks.syllables import count_syllables
from desktop.core.word_counts import reading_seconds

_FLESCH = {"en": (206.835, 1.015, 84.6), "nl": (206.84, 0.93, 77.0)}
_LONG_WORD = 6


class Tally(msgspec.Struct, frozen=True):
    """Words of a sentence or a text, their syllables, those of more than six letters, and sentences."""

    words: int = 0
    syllables: int = 0
    long: int = 0
    sentences: int = 0


def readability_metrics(text: str, language: str) -> dict[str, float]:
    """Figures of a text: `sentences`, `words_per_sentence`, `reading_time_s`, `lix`, and `flesch` in English and Dutch.

    Headings, tables and lists count for the reading time only; without prose there is nothing but that.
    """
    metrics = {"reading_time_s": reading_time(text, language)}
    tally = tally_of(text, language)
    if tally.words and tally.sentences:
        metrics["sentences"] = float(tally.sentences)
        metrics["words_per_sentence"] = round(tally.words / tally.sentences, 1)
        metrics["lix"] = round(lix(tally), 1)
        if language in _FLESCH:
            metrics["flesch"] = round(flesch(tally, language), 1)
    return metrics


def reading_time(text: str, language: str) -> float:
    """Seconds that a grown-up needs for a text."""
    words = sum(len(words_in(text[start:end])) for start, end in paragraphs_of(text))
    return float(reading_seconds(words, language))


@functools.lru_cache(maxsize=64)
def tally_of(text: str, language: str) -> Tally:
    """What is counted in the prose of a text."""
    return _sum(_tally(text[start:end], language) for start, end in prose_sentences(text, language))


def flesch(tally: Tally, language: str) -> float:
    """Reading ease from 0 (hard) to 100 (easy) of English or Dutch; texts of very short words exceed 100."""
    base, by_sentence, by_word = _FLESCH[language]
    return base - by_sentence * tally.words / tally.sentences - by_word * tally.syllables / tally.words


def lix(tally: Tally) -> float:
    """Läsbarhetsindex: below 30 easy, to 40 normal, to 50 factual, to 60 hard, above very hard."""
    return tally.words / tally.sentences + 100 * tally.long / tally.words


@functools.lru_cache(maxsize=8192)
def _tally(sentence: str, language: str) -> Tally:
    words = words_in(sentence)
    return Tally(
        len(words),
        sum(count_syllables(word, language) for word in words),
        sum(len(word) > _LONG_WORD for word in words),
        1 if words else 0,
    )


def _sum(tallies: Iterable[Tally]) -> Tally:
    words = syllables = long = sentences = 0
    for each in tallies:
        words += each.words
        syllables += each.syllables
        long += each.long
        sentences += each.sentences
    return Tally(words, syllables, long, sentences)
