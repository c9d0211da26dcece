"""Words that the writer never wants to see."""

from __future__ import annotations

import itertools
from collections.abc import Iterator

from desktop.checks.check import Spot, Subject
from desktop.checks.words import find_phrase, running_words, split_words
from desktop.core.finding import Finding, Severity
from desktop.core.words import tr


class BannedWords:
    """Words and phrases of the brief's list, also inflected; what has no letters (an emoji, a sign) as it stands."""

    id = "words.banned"

    @property
    def name(self) -> str:
        """As `Check` says."""
        return tr("Words never to use")

    @property
    def description(self) -> str:
        """As `Check` says."""
        return tr("Finds words and phrases that are on the list of words never to use.")

    def find(self, subject: Subject) -> Iterator[Finding]:
        """As `Check` says."""
        for address, text in subject.copy.addressed():
            found = sorted(
                (start, end, banned)
                for banned in dict.fromkeys(subject.brief.banned)
                for start, end in find_banned(text, banned.strip(), subject.language)
            )
            for start, end, banned in found:
                message = tr("“{word}” is on the list of words never to use.", word=banned)
                yield Spot(address, text, start, end).finding(self.id, Severity.ERROR, message)


def find_banned(text: str, banned: str, language: str) -> Iterator[tuple[int, int]]:
    """The spans of a word or phrase in a text, whatever its case and inflection."""
    phrase = tuple(word.plain for word in split_words(banned))
    if not phrase:
        start = text.find(banned) if banned else -1
        while start >= 0:
            yield start, start + len(banned)
            start = text.find(banned, start + len(banned))
        return
    words = running_words(text)
    for place in find_phrase(text, phrase, language):
        run = [words.span(each, each) for each in range(place, place + len(phrase))]
        if _is_run(text, run):
            yield run[0][0], run[-1][1]


def _is_run(text: str, spans: list[tuple[int, int]]) -> bool:
    """Whether only spaces and hyphens stand between words, so that they are one phrase."""
    gaps = (text[left[1] : right[0]] for left, right in itertools.pairwise(spans))
    return all(not gap.strip(" -‑\u00a0\n\t'’") for gap in gaps)
