"""What the other sections of a post said, by rule: first sentences, the facts they used, the phrases they wore out."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence

import msgspec
import regex

from desktop.checks.mentions import mentions
from desktop.checks.sentences import sentences_of
from desktop.core.brief import Brief
from desktop.core.lexicon import function_words
from desktop.core.post_words import told_facts

_LONGEST_LINE = 24
_PHRASE = 4
_OPENING = 3
_MOST_PHRASES = 6
_LEAST_TIMES = 2
_WORD = regex.compile(r"[\p{L}\p{M}]+(?:[’'\-][\p{L}\p{M}]+)*|\p{N}+(?:[.,]\p{N}+)*")
_MARK = re.compile(r"\[\^q\d+\]")


class Said(msgspec.Struct, frozen=True):
    """What was said so far: a line for each section, ids of the facts that were used, and phrases not to repeat."""

    lines: tuple[str, ...] = ()
    facts: tuple[str, ...] = ()
    phrases: tuple[str, ...] = ()


def said_in(texts: Mapping[str, str], brief: Brief) -> Said:
    """What these sections said, by their headings (empty: the introduction), in the order of the post."""
    lines = tuple(
        f"{heading}: {told}" if heading else told
        for heading, text in texts.items()
        if (told := _first_sentence(text, brief.language))
    )
    whole = "\n".join(texts.values())
    used = tuple(fact.id for fact in told_facts(brief) if mentions(whole, fact, brief.language))
    return Said(lines, used, phrases_of(tuple(texts.values()), brief.language))


def phrases_of(texts: Sequence[str], language: str) -> tuple[str, ...]:
    """The phrases that texts used more than once, the most worn first: how sentences begin, and runs of four words."""
    small = function_words(language)
    openings: Counter[str] = Counter()
    runs: Counter[str] = Counter()
    for text in texts:
        for span in sentences_of(text, language):
            words = _WORD.findall(text[span.start : span.end])
            if len(words) > _OPENING:
                openings[" ".join(words[:_OPENING])] += 1
            for at in range(len(words) - _PHRASE + 1):
                run = words[at : at + _PHRASE]
                if sum(1 for word in run if word.casefold() not in small) > 1:
                    runs[" ".join(run).casefold()] += 1
    worn = [phrase for phrase, times in (*openings.most_common(), *runs.most_common()) if times >= _LEAST_TIMES]
    kept: list[str] = []
    for phrase in worn:
        if not any(phrase.casefold() in other.casefold() or other.casefold() in phrase.casefold() for other in kept):
            kept.append(phrase)
    return tuple(kept[:_MOST_PHRASES])


def _first_sentence(text: str, language: str) -> str:
    plain = _MARK.sub("", text)
    span = next(iter(sentences_of(plain, language)), None)
    if span is None:
        return ""
    words = plain[span.start : span.end].split()
    return " ".join(words[:_LONGEST_LINE]) + (" …" if len(words) > _LONGEST_LINE else "")
