"""What a back-translation says otherwise than its source: words that are missing, added or changed.

Both texts are in one language, so their content words can be compared: their stems, with compounds written either way
and words that only moved taken for the same. Numbers are compared as amounts (`1,299.00` and `1299`, `2 kg` and
`2000 g`), negation by the words that deny. Another number or a negation that only one text has is a warning; other
words may be mere paraphrase, which words alone cannot tell, and are advice.
"""

from __future__ import annotations

import functools
import itertools
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from enum import StrEnum

import msgspec

from desktop.checks.bitext.amounts import amount_differences
from desktop.checks.bitext.data import translation_words
from desktop.checks.bitext.figures import amounts_of
from desktop.checks.bitext.meaning import denial
from desktop.checks.bitext.pair import Half
from desktop.checks.words import Word, same_word, split_words
from desktop.core.finding import Severity
from desktop.core.lexicon import function_words
from desktop.core.segment import TaggedText

_ALIKE = 80
_STEMMERS = {"en": "english", "nl": "dutch", "sv": "swedish", "de": "german", "da": "danish", "fr": "french"}

_GERMAN = (
    "bin bist ist sind war waren wird werden wurde wurden hat haben hatte kann können muss müssen soll sollen darf "
    "dürfen diese dieser dieses diesen dem des einer einem einen eines ihr ihre ihrer wir uns sich auch nur"
)
_SMALL = {"de": frozenset(_GERMAN.split())}
"""Function words that the lexicon does not have."""


class DifferenceKind(StrEnum):
    """Whether the back-translation lacks something, has more, or has something else in its place."""

    MISSING = "missing"
    ADDED = "added"
    CHANGED = "changed"


class Subject(StrEnum):
    """What a difference is about."""

    NUMBER = "number"
    NEGATION = "negation"
    WORDS = "words"


class MeaningDifference(msgspec.Struct, frozen=True):
    """A difference with its code points in the source and in the back-translation, empty where it has none there."""

    kind: DifferenceKind
    subject: Subject
    severity: Severity
    source_start: int
    source_end: int
    back_start: int
    back_end: int


def meaning_differences(source: TaggedText, back: TaggedText, language: str) -> tuple[MeaningDifference, ...]:
    """The differences of two texts of one language, in the order of the source."""
    ours, theirs = Half(source, language), Half(back, language)
    found = [*_numbers(ours, theirs), *_negation(ours, theirs)]
    taken_ours = [(each.source_start, each.source_end) for each in found]
    taken_theirs = [(each.back_start, each.back_end) for each in found]
    for each in _words(ours, theirs):
        clear = not _meets(each.source_start, each.source_end, taken_ours)
        if clear and not _meets(each.back_start, each.back_end, taken_theirs):
            found.append(each)
    return tuple(sorted(found, key=lambda each: (each.source_start, each.back_start)))


def _meets(start: int, end: int, taken: list[tuple[int, int]]) -> bool:
    return any(start < other_end and other_start < end for other_start, other_end in taken)


def _numbers(ours: Half, theirs: Half) -> Iterator[MeaningDifference]:
    """Amounts that only one text has; with one left on each side, that one changed."""
    missing, added = amount_differences(ours.prose, theirs.prose, ours.language)
    for number in range(max(len(missing), len(added))):
        here = missing[number] if number < len(missing) else None
        there = added[number] if number < len(added) else None
        yield _difference(Subject.NUMBER, Severity.WARNING, here, there)


def _negation(ours: Half, theirs: Half) -> Iterator[MeaningDifference]:
    here, there = denial(ours, theirs), denial(theirs, ours)
    if here is not None or there is not None:
        yield _difference(Subject.NEGATION, Severity.WARNING, here, there)


def _difference(
    subject: Subject, severity: Severity, here: tuple[int, int] | None, there: tuple[int, int] | None
) -> MeaningDifference:
    kind = DifferenceKind.ADDED if here is None else DifferenceKind.MISSING if there is None else DifferenceKind.CHANGED
    return MeaningDifference(kind, subject, severity, *(here or (0, 0)), *(there or (0, 0)))


def _words(ours: Half, theirs: Half) -> Iterator[MeaningDifference]:
    """Content words that only one text has, put together where they stand next to one another."""
    one, other = _content(ours), _content(theirs)
    lone_ones, lone_others = _alone(one, other, ours.language)
    stems = [[_stem(word.lower, ours.language) for word in words] for words in (one, other)]
    matcher = SequenceMatcher(None, stems[0], stems[1], autojunk=False)
    for tag, start, end, other_start, other_end in matcher.get_opcodes():
        if tag == "equal":
            continue
        here = _run(one, [place for place in range(start, end) if place in lone_ones])
        there = _run(other, [place for place in range(other_start, other_end) if place in lone_others])
        if here or there:
            yield _difference(Subject.WORDS, Severity.INFO, here, there)


def _run(words: Sequence[Word], places: Sequence[int]) -> tuple[int, int] | None:
    return (words[places[0]].start, words[places[-1]].end) if places else None


def _content(half: Half) -> list[Word]:
    """The words that carry meaning; amounts and negation are compared apart, words of one letter say little."""
    small, counted = function_words(half.language), amounts_of(half.prose, half.language)
    taken = [(each.start, each.end) for each in counted.amounts]
    taken += [(each.start, each.end) for each in (*counted.dates, *counted.times)]
    small |= translation_words().denials.get(half.language, frozenset()) | _SMALL.get(half.language, frozenset())
    return [
        word for word in split_words(half.prose)
        if len(word.lower) > 1 and word.lower not in small and not _meets(word.start, word.end, taken)
        and not (half.language == "en" and word.lower.endswith(("n't", "n’t")))
    ]  # fmt: skip


def _alone(one: Sequence[Word], other: Sequence[Word], language: str) -> tuple[set[int], set[int]]:
    """The places of words that have no counterpart, wherever in the other text it might stand."""
    left, free = set(range(len(one))), set(range(len(other)))
    for fits in (_equal, _alike):
        for place in sorted(left):
            counterpart = next(
                (each for each in sorted(free) if fits(one[place].lower, other[each].lower, language)), None
            )
            if counterpart is not None:
                left.discard(place)
                free.discard(counterpart)
    joined = _compounds([one[each].lower for each in sorted(left)], [word.lower for word in other])
    joined_others = _compounds([other[each].lower for each in sorted(free)], [word.lower for word in one])
    return (
        {place for place in left if one[place].lower not in joined},
        {place for place in free if other[place].lower not in joined_others},
    )


def _compounds(words: Sequence[str], others: Sequence[str]) -> set[str]:
    """Words that the other text writes as two, or of two as one: `water bottle` and `waterbottle`."""
    pairs = {first + second for first, second in itertools.pairwise(others)}
    every = set(others)
    found = {word for word in words if word in pairs}
    for first, second in itertools.pairwise(words):
        if first + second in every:
            found |= {first, second}
    return found


def _equal(one: str, other: str, language: str) -> bool:
    return one == other or _stem(one, language) == _stem(other, language) or same_word(one, other, language)


def _alike(one: str, other: str, language: str) -> bool:
    """Whether two words are written almost the same, as British and American, or a noun and its verb."""
    from rapidfuzz import fuzz

    del language
    return min(len(one), len(other)) >= 5 and one[:4] == other[:4] and fuzz.ratio(one, other) >= _ALIKE


@functools.lru_cache(maxsize=4096)
def _stem(word: str, language: str) -> str:
    name = _STEMMERS.get(language)
    if name is None:
        return word
    import Stemmer

    return str(Stemmer.Stemmer(name).stemWords([word.replace("’", "'").removesuffix("'s")])[0])
