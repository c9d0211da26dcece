"""Sentences that begin alike, one after the other."""

from __future__ import annotations

import functools
from collections.abc import Iterator

from desktop.checks.check import Spot, Subject
from desktop.checks.prose import prose_sentences, words_in
from desktop.checks.style.fields import styled_fields
from desktop.core.finding import Finding, Severity
from desktop.core.words import tr

_RUN = 3
_DETERMINERS: dict[str, frozenset[str]] = {
    "en": frozenset({"the", "a", "an", "this", "that", "these", "those", "one", "two", "three", "our", "your"}),
    "nl": frozenset({"de", "het", "een", "deze", "dit", "die", "dat", "één", "twee", "drie", "onze", "ons"}),
    "sv": frozenset({"den", "det", "de", "en", "ett", "denna", "detta", "dessa", "två", "tre", "vår", "våra", "vårt"}),
}
"""Words after which the next one makes the beginning: *the bag*, *the strap* are two."""


class Beginnings:
    """Three sentences or more in a row that begin with the same word."""

    id = "style.beginnings"

    @property
    def name(self) -> str:
        """As `Check` says."""
        return tr("Sentences that begin alike")

    @property
    def description(self) -> str:
        """As `Check` says."""
        return tr("Finds three or more sentences in a row that begin with the same word.")

    def find(self, subject: Subject) -> Iterator[Finding]:
        """As `Check` says."""
        if subject.language not in _DETERMINERS:
            return
        for address, text in styled_fields(subject):
            for start, end, count, word in _runs(text, subject.language):
                message = tr("{count} sentences in a row begin with “{word}”.", count=count, word=word)
                yield Spot(address, text, start, end).finding(self.id, Severity.INFO, message)


def _runs(text: str, language: str) -> Iterator[tuple[int, int, int, str]]:
    """The beginning of the third sentence of each run: its place, how many there are, and the word."""
    run: list[tuple[int, int]] = []
    last = ""
    for start, end in (*prose_sentences(text, language), (len(text), len(text))):
        first, length = _beginning(text[start:end], language)
        if run and first == last and first:
            run.append((start, start + length))
            continue
        if len(run) >= _RUN:
            begin, stop = run[_RUN - 1]
            yield begin, stop, len(run), text[begin:stop]
        run, last = [(start, start + length)], first


@functools.lru_cache(maxsize=8192)
def _beginning(sentence: str, language: str) -> tuple[str, int]:
    """The first word of a sentence, or the first two after an article, and where they end; nothing of a single word."""
    words = words_in(sentence)
    if len(words) < 2:
        return "", 0
    taken = words[:2] if words[0] in _DETERMINERS[language] else words[:1]
    at = 0
    for word in taken:
        at = sentence.lower().find(word, at) + len(word)
    return " ".join(taken), at
