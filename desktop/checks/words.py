"""Words of a text, and whether two of them are one word in two forms.

Inflection is compared, not stemmed: `snowballstemmer` takes 0.6 s to import, makes `polye` of Dutch *polyester* and
does not join *goedkoop* and *goedkope*; dictionaries of forms (`simplemma`) weigh 19 MB.
"""

from __future__ import annotations

import bisect
import functools
import re
import unicodedata
from collections.abc import Iterator

import msgspec

_WORD = re.compile(r"\w+(?:['’](?=\w)\w+)*")
_PART = re.compile(r"[^.!?]*(?:[.!?]+(?:\s+|$)|[.!?]+|$)")
_LONG_LINE = 600
_DOUBLED = re.compile(r"([^\W\d_])\1+")
_KEPT_MARKS = str.maketrans({"å": "\ue000", "ä": "\ue001", "ö": "\ue002"})
_RESTORED_MARKS = str.maketrans({"\ue000": "å", "\ue001": "ä", "\ue002": "ö"})

_SWEDISH_ENDINGS = (
    *("", "a", "e", "n", "t", "s", "d", "de", "en", "et", "na", "ar", "er", "or", "an", "re"),
    *("arna", "erna", "orna", "ens", "ets", "ans", "ars", "ers", "as", "es"),
)
_PAIRS: dict[str, frozenset[tuple[str, str]]] = {
    "en": frozenset(
        [("", ending) for ending in ("s", "es", "ed", "d", "ing", "'s", "’s", "'", "ly", "aly")]
        + [("e", "ing"), ("y", "ies"), ("y", "ied"), ("ed", "ing"), ("s", "ed"), ("s", "ing"), ("es", "ing")]
    ),
    "nl": frozenset(
        [("", ending) for ending in ("e", "en", "s", "n", "je", "jes", "tje", "tjes", "'s", "’s", "t")]
        + [("e", "en"), ("e", "s"), ("s", "zen"), ("s", "ze"), ("f", "ven"), ("f", "ve"), ("d", "den")]
    ),
    "sv": frozenset((one, other) for one in _SWEDISH_ENDINGS for other in _SWEDISH_ENDINGS),
}
_SHORTEST_STEM = {"en": 3, "nl": 3, "sv": 4}


class Word(msgspec.Struct, frozen=True):
    """A word in a text: its span in code points, its lower-case letters, and those normalised for comparison."""

    start: int
    end: int
    lower: str
    plain: str


@functools.lru_cache(maxsize=64)
def words_of(text: str) -> tuple[Word, ...]:
    """The words and numbers of a text; a hyphen divides, an apostrophe within does not."""
    return tuple(
        Word(start + word.start, start + word.end, word.lower, word.plain)
        for start, line in _lines(text)
        for word in _words_of_line(line)
    )


class RunningWords:
    """The words of a text in lower case, as one row; where one of them stands is looked up when it is asked.

    `codes` has one character for each word, the same for the same word and nearly always another for another: what may
    be repeated is found among them in a tenth of the time.
    """

    def __init__(self, text: str) -> None:
        """Join the words of the lines, which are known already after a key press."""
        self._begins: list[int] = []
        self._lines: list[tuple[int, str]] = []
        codes: list[str] = []
        length = 0
        for start, line in _lines(text):
            self._begins.append(length)
            self._lines.append((start, line))
            codes.append(_codes_of_line(line))
            length += len(codes[-1])
        self.codes = "".join(codes)

    @functools.cached_property
    def lower(self) -> list[str]:
        """The words."""
        return [word.lower for _, line in self._lines for word in _words_of_line(line)]

    def span(self, first: int, last: int) -> tuple[int, int]:
        """From where the first of these words begins to where the last one ends, in code points of the text."""
        start, word = self._word(first)
        end, other = self._word(last)
        return start + word.start, end + other.end

    def _word(self, place: int) -> tuple[int, Word]:
        at = bisect.bisect_right(self._begins, place) - 1
        start, line = self._lines[at]
        return start, _words_of_line(line)[place - self._begins[at]]


@functools.lru_cache(maxsize=64)
def running_words(text: str) -> RunningWords:
    """The words of a text as one row."""
    return RunningWords(text)


@functools.lru_cache(maxsize=4096)
def _codes_of_line(line: str) -> str:
    return "".join(chr(0x100 + hash(word.lower) % 0xD000) for word in _words_of_line(line))


def _lines(text: str) -> Iterator[tuple[int, str]]:
    """The lines of a text with their ends, long ones by sentence; after a key press all but one are known already."""
    start = 0
    for line in text.splitlines(keepends=True):
        if len(line) <= _LONG_LINE:
            yield start, line
        else:
            for found in _PART.finditer(line):
                yield start + found.start(), found[0]
        start += len(line)


@functools.lru_cache(maxsize=4096)
def _words_of_line(line: str) -> tuple[Word, ...]:
    return tuple(split_words(line))


def split_words(text: str) -> Iterator[Word]:
    """As `words_of`, for texts that are asked once: a sentence, a phrase."""
    for found in _WORD.finditer(text):
        lower = found[0].casefold()
        yield Word(found.start(), found.end(), lower, plain_form(lower))


@functools.lru_cache(maxsize=16_384)
def plain_form(word: str) -> str:
    """Lower case without accents (but å, ä and ö are letters) and without doubled letters: *leer*, *leren*: `ler`."""
    word = word.casefold()
    if not word.isascii():
        marked = unicodedata.normalize("NFC", word).translate(_KEPT_MARKS)
        parts = unicodedata.normalize("NFKD", marked)
        word = "".join(char for char in parts if not unicodedata.combining(char)).translate(_RESTORED_MARKS)
    return _DOUBLED.sub(r"\1", word)


@functools.lru_cache(maxsize=16_384)
def same_word(one: str, other: str, language: str) -> bool:
    """Whether two plain forms are one word in two forms of a language; without a language, only if they are equal."""
    if one == other:
        return True
    pairs = _PAIRS.get(language)
    if pairs is None or one[:3] != other[:3]:
        return False
    shared = _shared_length(one, other)
    longest = max(len(one), len(other))
    for length in range(shared, max(_SHORTEST_STEM[language], -(-longest // 2)) - 1, -1):
        rest = (one[length:], other[length:])
        if rest in pairs or rest[::-1] in pairs:
            return True
    return False


class Vocabulary(msgspec.Struct, frozen=True):
    """The different words of a text: where each stands among its words, and by their first three letters."""

    places: dict[str, tuple[int, ...]]
    by_start: dict[str, tuple[str, ...]]
    listing: str

    def forms_of(self, word: str, language: str, *, compounds: bool = False) -> frozenset[str]:
        """The words that are this plain word in some form; in Dutch and Swedish also compounds that begin or end so."""
        near = self.by_start.get(word[:3], ())
        found = {each for each in near if same_word(each, word, language)}
        if compounds and language in {"nl", "sv"} and len(word) >= 5 and word in self.listing:
            found.update(each for each in near if each.startswith(word) and len(each) >= len(word) + 3)
            found.update(self._ending_in(word))
        return frozenset(found)

    def _ending_in(self, word: str) -> Iterator[str]:
        position = self.listing.find(word + "\n")
        while position >= 0:
            start = self.listing.rfind("\n", 0, position) + 1
            if position - start >= 3:
                yield self.listing[start : position + len(word)]
            position = self.listing.find(word + "\n", position + 1)


@functools.lru_cache(maxsize=4096)
def _vocabulary_of_line(line: str) -> Vocabulary:
    places: dict[str, list[int]] = {}
    for index, word in enumerate(_words_of_line(line)):
        places.setdefault(word.plain, []).append(index)
    by_start: dict[str, list[str]] = {}
    for each in places:
        by_start.setdefault(each[:3], []).append(each)
    return Vocabulary(
        {word: tuple(indexes) for word, indexes in places.items()},
        {start: tuple(each) for start, each in by_start.items()},
        "\n" + "\n".join(places) + "\n",
    )


def find_phrase(text: str, phrase: tuple[str, ...], language: str, *, compounds: bool = False) -> Iterator[int]:
    """Where a phrase of plain words begins among the words of a text, in any inflection; it stands in one line."""
    before = 0
    for _, line in _lines(text):
        for place in _phrase_in_line(line, phrase, language, compounds):
            yield before + place
        before += len(_words_of_line(line))


@functools.lru_cache(maxsize=32_768)
def _phrase_in_line(line: str, phrase: tuple[str, ...], language: str, compounds: bool) -> tuple[int, ...]:  # noqa: FBT001
    vocabulary, words = _vocabulary_of_line(line), _words_of_line(line)
    starts = sorted(
        place
        for form in vocabulary.forms_of(phrase[0], language, compounds=compounds and len(phrase) == 1)
        for place in vocabulary.places[form]
    )
    return tuple(
        start
        for start in starts
        if start + len(phrase) <= len(words)
        and all(same_word(words[start + step].plain, each, language) for step, each in enumerate(phrase) if step)
    )


def has_word(text: str, word: str, language: str) -> bool:
    """Whether a text has this plain word in some form, in Dutch and Swedish also within a compound."""
    return any(_phrase_in_line(line, (word,), language, True) for _, line in _lines(text))


def _shared_length(one: str, other: str) -> int:
    length = 0
    for left, right in zip(one, other, strict=False):
        if left != right:
            break
        length += 1
    return length
