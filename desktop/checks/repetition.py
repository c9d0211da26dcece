"""Text that says the same thing over and over: doubled words, loops, repeated sentences and bullets."""

from __future__ import annotations

import functools
import operator
import re
from collections.abc import Iterator

from rapidfuzz import fuzz

from desktop.checks.check import Spot, Subject
from desktop.checks.sentences import paragraphs_of
from desktop.checks.words import running_words, words_of
from desktop.core.copy import field_of
from desktop.core.finding import Finding, Severity
from desktop.core.words import tr

_SENTENCE = re.compile(r"[^.!?\n]+")
_RIGHTLY_DOUBLED = frozenset(
    {"that", "had", "her", "so", "very", "bye", "ha", "die", "dat", "zij", "haar", "je", "u", "heel", "was"}
    | {"som", "att", "den", "det", "för", "var", "av", "på", "mycket", "så", "hej", "no", "yes", "ho", "win", "yum"}
)
_SAME_AGAIN = re.compile(r"(.)(?=\1)", re.DOTALL)
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
        words = running_words(text)
        for found in _SAME_AGAIN.finditer(words.codes):
            place, lower = found.start(), words.lower
            if lower[place] != lower[place + 1] or lower[place] in _RIGHTLY_DOUBLED or not lower[place].isalpha():
                continue
            (start, before), (after, end) = words.span(place, place), words.span(place + 1, place + 1)
            gap = text[before:after]
            if gap.strip(" \t\u00a0\n") or gap.count("\n") > 1:
                continue
            # Names are written so: Bora Bora.
            if len(lower[place]) > 1 and text[start].isupper() and text[after].isupper():
                continue
            word = text[start:before]
            spot = Spot(address, text, start, end)
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
    words = running_words(text)
    low = words.codes.encode("utf-16-le")[::2]
    for length in range(2, min(_LONGEST_LOOP, len(low) // 2) + 1):
        least = length if length >= 3 else 2 * length
        apart = int.from_bytes(low[:-length], "little") ^ int.from_bytes(low[length:], "little")
        if apart.to_bytes(len(low) - length, "little").find(bytes(least)) < 0:
            continue
        lower = words.lower
        same = bytes(map(operator.eq, lower, lower[length:]))
        start = same.find(b"\x01" * least)
        while start >= 0:
            end = same.find(b"\x00", start)
            end = len(same) if end < 0 else end
            if len(set(lower[start : start + length])) > 1:
                yield words.span(start + length, end + length - 1)
            start = same.find(b"\x01" * least, end)


def _repeated_sentences(text: str) -> Iterator[tuple[int, int]]:
    seen: set[tuple[str, ...]] = set()
    for begin, end in paragraphs_of(text):
        for start, stop, sentence in _plain_sentences(text[begin:end]):
            if sentence in seen:
                yield begin + start, begin + stop
            seen.add(sentence)


@functools.lru_cache(maxsize=8192)
def _plain_sentences(line: str) -> tuple[tuple[int, int, tuple[str, ...]], ...]:
    """The sentences of a line of four words or more: where each stands, and its words in one case."""
    return tuple(
        (found.end() - len(found[0].lstrip()), found.end(), sentence)
        for found in _SENTENCE.finditer(line)
        if len(sentence := tuple(found[0].casefold().split())) >= 4
    )


def _repeated_runs(text: str) -> Iterator[tuple[int, int]]:
    """Runs of eight words or more that stood in the text before."""
    words = running_words(text)
    codes = words.codes
    runs = [codes[index : index + _RUN] for index in range(len(codes) - _RUN + 1)]
    if len(set(runs)) == len(runs):
        return
    lower = words.lower
    first: dict[str, int] = {}
    beyond = 0
    for index, run in enumerate(runs):
        if index < beyond:
            continue
        before = first.setdefault(run, index)
        if before + _RUN <= index and lower[before : before + _RUN] == lower[index : index + _RUN]:
            beyond = index + _length_of_run(lower, before, index)
            yield words.span(index, beyond - 1)


def _length_of_run(lower: list[str], before: int, index: int) -> int:
    length = _RUN
    while index + length < len(lower) and lower[before + length] == lower[index + length]:
        length += 1
    return length
