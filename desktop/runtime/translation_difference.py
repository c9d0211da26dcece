"""In which words a remembered source differs from the one at hand."""

from __future__ import annotations

import re
from difflib import SequenceMatcher
from enum import StrEnum

import msgspec

_TAG = re.compile(r"\{[1-9]\d{0,3}\}")
_WORD = re.compile(r"\S*\w\S*")
_TOKEN = re.compile(r"(?:[€$£¥]?\w+(?:[.,:'’\-/]\w+)*[%€°]?|\S)\s*|\s+")
"""A word with the currency and the figures that belong to it, or a sign; the space behind it goes along."""
_MOST_PAIRS = 250_000


class Part(StrEnum):
    """What became of a run of words: it stayed, it is gone, or it is new."""

    SAME = "same"
    GONE = "gone"
    NEW = "new"


class WordRun(msgspec.Struct, frozen=True):
    """A run of words of one kind."""

    text: str
    part: Part = Part.SAME


def without_tags(text: str) -> str:
    """A text of a memory without its tags, as it is read."""
    return _TAG.sub("", text)


def differing(old: str, new: str) -> tuple[WordRun, ...]:
    """Both texts in one: the words that only `old` has are gone, those that only `new` has are new."""
    before, after = _TOKEN.findall(old), _TOKEN.findall(new)
    if len(before) * len(after) > _MOST_PAIRS:
        return (WordRun(old, Part.GONE), WordRun(new, Part.NEW)) if old != new else (WordRun(new),)
    match = SequenceMatcher(None, [each.strip() for each in before], [each.strip() for each in after], autojunk=False)
    runs: list[WordRun] = []
    for tag, first, last, begin, end in match.get_opcodes():
        if tag == "equal":
            runs.append(WordRun("".join(after[begin:end])))
            continue
        if first < last:
            runs.append(WordRun("".join(before[first:last]), Part.GONE))
        if begin < end:
            runs.append(WordRun("".join(after[begin:end]), Part.NEW))
    return tuple(runs)


def words_differing(runs: tuple[WordRun, ...]) -> int:
    """How many words differ: a word in the place of another counts once."""
    total = gone = new = 0
    for run in runs:
        count = len(_WORD.findall(run.text))
        if run.part is Part.SAME and count:
            total += max(gone, new)
            gone = new = 0
        elif run.part is Part.GONE:
            gone += count
        elif run.part is Part.NEW:
            new += count
    return total + max(gone, new)
