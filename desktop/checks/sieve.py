"""Patterns that are tried only on texts that have what they need: most texts have none of it.

What a text has is looked up word by word, once for all patterns, so that asking takes less than a microsecond where a
search takes fifty.
"""

from __future__ import annotations

import functools
import re
import sys
from collections.abc import Iterator

from desktop.checks.needs import DIGIT, LONGEST, Atom, Clause, needs_of

_WORD = re.compile(r"[^\W\d_]+")
_ODD = re.compile("[\u0130\u0131\u017f\u00b5\u03bc]")
"""Letters that `re` takes for others than their small ones; a text with one is never left out."""
_DIGITS = re.compile(r"\d+")
_KEY, _MOST_WORDS = 2, 50_000


class _Sieve:
    """What the patterns that were asked for need, and which of it a text has, as bits."""

    def __init__(self) -> None:
        self.size = 0
        self._bits: dict[Clause, int] = {}
        self._whole: dict[str, int] = {}
        self._marks: dict[str, int] = {}
        self._begins: dict[str, int] = {}
        self._ends: dict[str, int] = {}
        self._within: dict[str, list[tuple[str, int]]] = {}
        self._words: dict[str, int] = {}

    def enter(self, ways: tuple[tuple[Clause, ...], ...]) -> tuple[int, ...]:
        """The bits that a text must have, for each of the ways."""
        for clause in (clause for way in ways for clause in way):
            if clause not in self._bits:
                self._bits[clause] = 1 << len(self._bits)
                for atom in clause:
                    self._put(atom, self._bits[clause])
        # Whoever is reading a text just now goes on with the words of before, and keeps what it finds for itself.
        self._words = {}
        self.size = len(self._bits)
        return tuple(functools.reduce(int.__or__, (self._bits[clause] for clause in way)) for way in ways)

    def _put(self, atom: Atom, bit: int) -> None:
        text = atom.text
        if _WORD.match(text) is None:
            self._marks[text] = self._marks.get(text, 0) | bit
        elif atom.begins and atom.ends:
            self._whole[text] = self._whole.get(text, 0) | bit
        elif atom.begins:
            self._begins[text] = self._begins.get(text, 0) | bit
        elif atom.ends:
            self._ends[text] = self._ends.get(text, 0) | bit
        else:
            self._within.setdefault(text[:_KEY], []).append((text, bit))

    def bits_of(self, text: str) -> int:
        """What a text has; all, where it has letters that cannot be told from others."""
        if not text.isascii() and _ODD.search(text) is not None:
            return -1
        words, lower, found = self._words, text.lower(), 0
        for word in _WORD.findall(lower):
            bits = words.get(word)
            found |= self._of_word(word, words) if bits is None else bits
        digits = max(map(len, _DIGITS.findall(lower)), default=0)
        for mark, bit in self._marks.items():
            if len(mark) <= digits if mark[0] == DIGIT else mark in lower:
                found |= bit
        return found

    def _of_word(self, word: str, words: dict[str, int]) -> int:
        bits = self._whole.get(word, 0)
        for length in range(1, min(len(word), LONGEST) + 1):
            bits |= self._begins.get(word[:length], 0) | self._ends.get(word[-length:], 0)
        for place in range(len(word) - 1):
            for text, bit in self._within.get(word[place : place + _KEY], ()):
                if word.startswith(text, place):
                    bits |= bit
        if len(words) < _MOST_WORDS:
            words[word] = bits
        return bits


_SIEVE = _Sieve()


@functools.lru_cache(maxsize=4096)
def _bits(text: str, _size: int) -> int:
    """What a text has of what so many patterns need."""
    return _SIEVE.bits_of(text)


class Sifted:
    """A pattern of our own, as `re.compile` makes one, that is only tried where it can be found."""

    def __init__(self, pattern: str, flags: int = 0) -> None:
        """Make it; what it needs is read when it is first asked for."""
        self.pattern = pattern
        self._found = re.compile(pattern, flags)
        self._needs: tuple[int, ...] | None = None

    def may_be_in(self, text: str) -> bool:
        """Whether a text has what it needs."""
        needs = self._needs
        if needs is None:
            needs = self._needs = _SIEVE.enter(needs_of(self.pattern))
        bits = _bits(text, _SIEVE.size)
        for each in needs:
            if bits & each == each:
                return True
        return not needs

    def search(self, text: str, start: int = 0, end: int = sys.maxsize) -> re.Match[str] | None:
        """As that of `re`."""
        return self._found.search(text, start, end) if self.may_be_in(text) else None

    def match(self, text: str, start: int = 0, end: int = sys.maxsize) -> re.Match[str] | None:
        """As that of `re`."""
        return self._found.match(text, start, end) if self.may_be_in(text) else None

    def fullmatch(self, text: str, start: int = 0, end: int = sys.maxsize) -> re.Match[str] | None:
        """As that of `re`."""
        return self._found.fullmatch(text, start, end) if self.may_be_in(text) else None

    def finditer(self, text: str, start: int = 0, end: int = sys.maxsize) -> Iterator[re.Match[str]]:
        """As that of `re`."""
        return self._found.finditer(text, start, end) if self.may_be_in(text) else iter(())

    def sub(self, by: str, text: str) -> str:
        """As that of `re`."""
        return self._found.sub(by, text) if self.may_be_in(text) else text
