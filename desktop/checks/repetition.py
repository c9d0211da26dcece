"""Text that says the same thing over and over: doubled words, loops, repeated sentences and bullets."""

from __future__ import annotations

import itertools
import operator
import re
from collections import Counter
from collections.abc import Iterator

from rapidfuzz import fuzz

from desktop.checks.check import Spot, Subject
from desktop.checks.words import Word, words_of
from desktop.core.copy import field_of
from desktop.core.finding import Finding, Severity
from desktop.core.words import tr

_SENTENCE = re.compile(r"[^.!?\n]+")
_RIGHTLY_DOUBLED = frozenset(
    {"that", "had", "her", "so", "very", "bye", "ha", "die", "dat", "zij", "haar", "je", "u", "heel", "was"}
    | {"som", "att", "den", "det", "för", "var", "av", "på", "mycket", "så", "hej", "no", "yes", "ho", "win", "yum"}
)
_LONGEST_LOOP = 12
_RUN = 8
"""So many words the same in two places are no coincidence."""


class Repetition:
    """Doubled words, phrases that loop, sentences that come twice, bullets that say the same."""

    id = "style.repetition"

    @property
    def name(self) -> str:
        """As `Check` says."""
        return tr("Repetition")

    @property
    def description(self) -> str:
        """As `Check` says."""
        return tr("Finds doubled words, looping phrases, and sentences or bullets that come twice.")

    def find(self, subject: Subject) -> Iterator[Finding]:
        """As `Check` says."""
        for address, text in subject.copy.addressed():
            yield from self._doubled_words(address, text)
            yield from self._repeats(address, text)
        yield from self._alike_items(subject)

    def _doubled_words(self, address: str, text: str) -> Iterator[Finding]:
        words = words_of(text)
        for one, other in itertools.pairwise(words):
            if one.lower != other.lower or not one.lower.isalpha() or text[one.end : other.start].strip(" \t\u00a0\n"):
                continue
            # Names are written so: Bora Bora.
            if one.lower in _RIGHTLY_DOUBLED or (
                len(one.lower) > 1 and text[one.start].isupper() and text[other.start].isupper()
            ):
                continue
            word = text[one.start : one.end]
            spot = Spot(address, text, one.start, other.end)
            message = tr("“{word}” stands here twice.", word=word)
            yield spot.finding(self.id, Severity.WARNING, message, fixes=(word,))

    def _repeats(self, address: str, text: str) -> Iterator[Finding]:
        spans = sorted({*_loops(text), *_repeated_sentences(text), *_repeated_runs(text)})
        position = -1
        for start, end in spans:
            if start < position:
                continue
            position = end
            message = tr("This repeats what was said before.")
            yield Spot(address, text, start, end).finding(self.id, Severity.WARNING, message)

    def _alike_items(self, subject: Subject) -> Iterator[Finding]:
        earlier: list[tuple[str, str]] = []
        for address, text in subject.copy.addressed():
            if field_of(address) == address:
                continue
            plain = " ".join(word.lower for word in words_of(text))
            alike = any(name == field_of(address) and _are_alike(plain, other) for name, other in earlier)
            if plain and alike:
                message = tr("Another item of this list says the same.")
                yield Spot.whole(address, text).finding(self.id, Severity.WARNING, message)
            earlier.append((field_of(address), plain))


def _are_alike(one: str, other: str) -> bool:
    if one == other:
        return True
    digits = re.sub(r"\D+", " ", one), re.sub(r"\D+", " ", other)
    return digits[0] == digits[1] and len(one) >= 25 and fuzz.ratio(one, other) >= 95


def _loops(text: str) -> Iterator[tuple[int, int]]:
    """Phrases of three words or more that follow themselves, and of two that do so twice."""
    words = words_of(text)
    lower = [word.lower for word in words]
    for length in range(2, _LONGEST_LOOP + 1):
        same = bytes(map(operator.eq, lower, lower[length:]))
        least = length if length >= 3 else 2 * length
        start = same.find(b"\x01" * least)
        while start >= 0:
            end = same.find(b"\x00", start)
            end = len(same) if end < 0 else end
            if len(set(lower[start : start + length])) > 1:
                yield words[start + length].start, words[end + length - 1].end
            start = same.find(b"\x01" * least, end)


def _repeated_sentences(text: str) -> Iterator[tuple[int, int]]:
    seen: set[tuple[str, ...]] = set()
    for found in _SENTENCE.finditer(text):
        sentence = tuple(found[0].casefold().split())
        if len(sentence) >= 4 and sentence in seen:
            start = found.start() + len(found[0]) - len(found[0].lstrip())
            yield start, found.end()
        seen.add(sentence)


def _repeated_runs(text: str) -> Iterator[tuple[int, int]]:
    """Runs of eight words or more that stood in the text before."""
    words = words_of(text)
    lower = [word.lower for word in words]
    threes = list(zip(lower, lower[1:], lower[2:], strict=False))
    # A run that comes twice is made of threes that come twice; few texts have any.
    twice = {three for three, count in Counter(threes).items() if count > 1}
    candidates = [index for index, three in enumerate(threes[: max(0, len(lower) - _RUN + 1)]) if three in twice]
    first: dict[tuple[str, ...], int] = {}
    beyond = 0
    for index in candidates:
        if index < beyond:
            continue
        before = first.setdefault(tuple(lower[index : index + _RUN]), index)
        if before + _RUN <= index:
            beyond = index + _length_of_run(words, before, index)
            yield words[index].start, words[beyond - 1].end


def _length_of_run(words: tuple[Word, ...], before: int, index: int) -> int:
    length = _RUN
    while index + length < len(words) and words[before + length].lower == words[index + length].lower:
        length += 1
    return length
