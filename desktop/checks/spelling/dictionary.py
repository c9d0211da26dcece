"""A Hunspell dictionary, what it knows, and which of its words lie one slip away from an unknown one."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator
from pathlib import Path

from desktop.core.lexicon import function_words

_LETTERS = {
    "en": "abcdefghijklmnopqrstuvwxyz",
    "nl": "abcdefghijklmnopqrstuvwxyzéëï",
    "sv": "abcdefghijklmnopqrstuvwxyzåäöé",
}
_ENDINGS = {
    "en": ("s", "es", "ed", "d", "ing", "ly", "er", "r"),
    "nl": ("e", "en", "n", "s", "t", "de", "te", "je", "jes", "tje"),
    "sv": ("a", "n", "t", "s", "e", "r", "d", "de", "en", "et", "na", "ar", "er", "or", "arna", "erna", "orna", "are"),
}
_DROPPED: dict[str, tuple[str, ...]] = {"en": ("e", "y"), "nl": (), "sv": ("a", "e", "en")}
_STEM = re.compile(r"^[^/\t\r\n]+", re.MULTILINE)
_ALIKE = frozenset("aeiouyåäöéëï")
_LEAST_KNOWN = 0.6
_LONG_WORD, _SHORTEST_PART, _MOST_JOINTS = 12, 4, 2
_SWAP, _LETTER, _VOWEL, _OTHER = 0, 1, 2, 3
"""How unlikely a slip is: two letters swapped, one too many or too few, a vowel for another, any other letter."""


class Dictionary:
    """One `.dic` file with its `.aff`; loading takes .2 to 1 s and 10 to 27 MB."""

    def __init__(self, path: Path) -> None:
        from hunspell import Hunspell

        self._path = path
        self._hunspell = Hunspell(path.stem, hunspell_data_dir=str(path.parent))

    def knows(self, word: str) -> bool:
        """Whether a word is spelled rightly as it stands, its case included."""
        try:
            return bool(self._hunspell.spell(word))
        except UnicodeEncodeError:  # letters that its encoding lacks
            return False

    def suggest(self, word: str) -> tuple[str, ...]:
        """Words that may be meant, the likeliest first; takes up to a second."""
        try:
            return tuple(self._hunspell.suggest(word))
        except UnicodeEncodeError:
            return ()

    @functools.cached_property
    def stems(self) -> frozenset[str]:
        """The words in the file without their endings."""
        return frozenset(_STEM.findall(self._path.read_text(encoding="utf-8", errors="replace").replace("ĳ", "ij")))


class Speller:
    """What the dictionaries of one language know together."""

    def __init__(self, language: str, dictionaries: tuple[Dictionary, ...]) -> None:
        self.language = language
        self._dictionaries = dictionaries
        self.knows = functools.lru_cache(maxsize=65_536)(self._knows)
        self.near = functools.lru_cache(maxsize=4096)(self._near)

    @property
    def is_sound(self) -> bool:
        """Whether it knows the small words of its language; a damaged dictionary knows none."""
        words = [word for word in function_words(self.language) if word.isalpha()]
        return sum(map(self.knows, words)) >= _LEAST_KNOWN * len(words)

    def suggest(self, word: str) -> tuple[str, ...]:
        """Words that may be meant, the likeliest first; takes up to a second for each dictionary."""
        each = [dictionary.suggest(word) for dictionary in self._dictionaries]
        near = [found for _, found in self.near(word)]
        rows = [suggestions[place : place + 1] for place in range(8) for suggestions in each]
        return tuple(dict.fromkeys([*near, *(found for row in rows for found in row)]))

    def _knows(self, word: str) -> bool:
        if self.language != "en" and len(word) >= _LONG_WORD and self._is_compound(word[:1].lower() + word[1:], 0):
            return True
        return any(dictionary.knows(word) for dictionary in self._dictionaries)

    def _is_compound(self, word: str, depth: int) -> bool:
        """Whether a long word is known ones in a row, with an `s` between or not.

        Hunspell takes up to 70 ms for one that it allows: all ways to part it, with all endings.
        """
        stems = self._stems
        for place in range(_SHORTEST_PART, len(word) - _SHORTEST_PART + 1):
            head, tail = word[:place], word[place:]
            if head in stems or (place > _SHORTEST_PART + 1 and head[-1] == "s" and head[:-1] in stems):
                if tail in stems or (len(tail) < _LONG_WORD and self.knows(tail)):
                    return True
                if depth < _MOST_JOINTS and self._is_compound(tail, depth + 1):
                    return True
        return False

    def _near(self, word: str) -> tuple[tuple[int, str], ...]:
        """The known words one slip away, with how unlikely the slip is, the likeliest first.

        Looked up among the stems first, which is a thousand times quicker than asking Hunspell for each of 600 words.
        """
        slips: dict[str, int] = {}
        for cost, candidate in _slips(word, _LETTERS[self.language]):
            slips.setdefault(candidate, cost)
        stems = self._stems
        return tuple(
            sorted(
                (cost + (candidate[0] != word[0]), candidate)
                for candidate, cost in slips.items()
                if len(candidate) >= 2
                and (candidate in stems or self._has_stem(candidate, stems))
                and self.knows(candidate)
            )
        )

    @functools.cached_property
    def _stems(self) -> frozenset[str]:
        return frozenset[str]().union(*(dictionary.stems for dictionary in self._dictionaries))

    def _has_stem(self, word: str, stems: frozenset[str]) -> bool:
        dropped, endings = _DROPPED[self.language], _ENDINGS[self.language]
        for ending in endings if word.endswith(endings) else ():
            if word.endswith(ending) and len(word) - len(ending) >= 2:
                stem = word[: -len(ending)]
                if stem in stems:
                    return True
                for letter in dropped:
                    if stem + letter in stems:
                        return True
        return False


def _slips(word: str, letters: str) -> Iterator[tuple[int, str]]:
    for place in range(len(word) - 1):
        one, other = word[place], word[place + 1]
        if one != other:
            yield _SWAP, f"{word[:place]}{other}{one}{word[place + 2 :]}"
    for place in range(len(word)):
        yield _LETTER, word[:place] + word[place + 1 :]
    for place in range(len(word) + 1):
        for letter in letters:
            yield _LETTER, word[:place] + letter + word[place:]
    for place, old in enumerate(word):
        for letter in letters:
            if letter != old:
                cost = _VOWEL if letter in _ALIKE and old in _ALIKE else _OTHER
                yield cost, word[:place] + letter + word[place + 1 :]


@functools.lru_cache(maxsize=16)
def load_speller(language: str, paths: tuple[Path, ...]) -> Speller | None:
    """The speller of these files, loaded once in a process; `None` when they cannot be used."""
    try:
        speller = Speller(language, tuple(map(Dictionary, paths)))
    except (ImportError, OSError, RuntimeError, ValueError):
        return None
    return speller if paths and speller.is_sound else None
