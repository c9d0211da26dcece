"""What of a version goes into the search index.

One row per version holds each distinct word once, because the index is asked which versions hold a word, not where. A
word that weighs more, because it is in the title or comes back often in a short text, is entered once more for every
step of weight that it reaches, marked with a character that no word contains. A ranked search reads the heaviest
entries first and never has to weigh all matches one by one. The stem of a word is entered under a mark of its own, and
so are kind, language and model of the version, so that a search that is narrowed to them reads no more than it must.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache

import msgspec

from desktop.core.brief import Brief
from desktop.core.copy import Copy
from desktop.core.draft import Draft
from desktop.core.history import Filters
from desktop.core.ids import DraftId
from desktop.store.folding import plain, words_of
from desktop.store.stems import stems

FORM = 2
"""The number of this way of indexing: raise it with any change here or in `folding`, and the index is made again."""

STEPS = ("\ue001", "\ue002", "\ue003")
"""The marks of weight, the lightest first: private characters, which `folding.WORD` never yields."""

STEM = "\ue004"
"""The mark of a stem, by which other forms of a word are found."""

_KIND, _LANGUAGE, _MODEL = "\ue005", "\ue006", "\ue007"

GAINS = (0.37, 0.32, 0.21)
"""What each step adds to a word's worth of 1: the curve of BM25 (k1 = 1.2) at 1, 2, 4 and 8 occurrences."""

_THRESHOLDS = (1.5, 3.0, 6.0)
_IN_TITLE = 3  # a word in the title counts as that many in the text
_USUAL_LENGTH = 150  # words; BM25 lets a word weigh less in a longer text (b = 0.75)


class Entry(msgspec.Struct, frozen=True):
    """The row of a version: its distinct words, and the same with their weights as the index wants them."""

    words: tuple[str, ...]
    row: str


def entry_of(brief: Brief, copy: Copy, labels: Sequence[str] = ()) -> Entry:
    """Index the title, every field of the copy, the words of the brief with its facts, and labels as they are."""
    counts: Counter[str] = Counter()
    for text in _texts(brief, copy):
        counts.update(words_of(text))
    length = counts.total()
    known = stems(counts, brief.language)
    for word in set(words_of(Draft(DraftId(""), brief.kind, brief, copy).title)):
        counts[word] += _IN_TITLE
    for word in [word for word in counts if not word.isascii()]:
        if (bare := plain(word)) != word:
            counts[bare] += counts[word]
    scale = 0.25 + 0.75 * length / _USUAL_LENGTH
    row = list(counts)
    for step, threshold in zip(STEPS, _THRESHOLDS, strict=True):
        least = threshold * scale
        row += [word + step for word, count in counts.items() if count >= least]
    row += sorted({form + STEM for _, stem in known for form in (stem, plain(stem))})
    row += labels
    return Entry(tuple(counts), " ".join(row))


def labels(kind: str, language: str, model: str) -> list[str]:
    """What a version is, as words of the index; empty values are left out."""
    return [_label(mark, value) for mark, value in ((_KIND, kind), (_LANGUAGE, language), (_MODEL, model)) if value]


def labels_asked(filters: Filters) -> Iterator[list[str]]:
    """For each field that a search is narrowed by, the words of which one must be there."""
    asked = ((_KIND, filters.kinds), (_LANGUAGE, filters.languages), (_MODEL, filters.models))
    return ([_label(mark, str(value)) for value in values] for mark, values in asked if values)


@lru_cache(maxsize=500)
def _label(mark: str, value: str) -> str:
    """A value as one word: names of models have characters that part words."""
    return mark + hashlib.blake2b(value.encode(), digest_size=4).hexdigest()


def _texts(brief: Brief, copy: Copy) -> Iterable[str]:
    yield from (text for _, text in copy.addressed())
    yield from (brief.product, brief.audience, brief.tone, brief.keyphrase, brief.notes, brief.instructions)
    for fact in brief.facts:
        yield from (fact.name, fact.value, fact.unit, fact.source)
