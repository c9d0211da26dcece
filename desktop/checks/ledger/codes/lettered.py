"""Codes of a letter and a figure that a fact gives as its value: `B1`, `D3`, `C-s1,d0`, `R10`, `S1P`.

The same letters and figures bear it out wherever they stand; others of the same shape are wrong only where the sentence
speaks of what the fact is named for, or of a class.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator

from desktop.checks.ledger.assertion import Assertion
from desktop.checks.ledger.index import Ledger
from desktop.checks.ledger.stated import content_words
from desktop.checks.ledger.verdicts import at
from desktop.checks.sieve import Sifted
from desktop.checks.words import plain_form
from desktop.core.brief import Fact
from desktop.core.finding import Verdict

_CODE = Sifted(
    r"(?<![\w.,/-])(?:[A-Z]{1,3}-?\d{1,2}[A-Z]?|[A-F](?:fl|ca)?-s\d(?:,\s?[da]\d)*)(?![\w/]|-\w|[.,]\d|\s?(?:mm|cm|m|°)\b)"
)
_CLASS = re.compile(
    r"\b(?:class|grade|rated|rating|level|category|klasse|graad|niveau|klass|klassa[dt]|nivå|kategori|categorie"
    r"|[^\W\d_]{3,}(?:klasse|klass))\s(?:is\s|är\s|of\s|van\s|av\s)?$",
    re.IGNORECASE,
)
_FITTING = re.compile(
    r"\b(?:for|fits?|voor|past op|op|för|till|passar|like|zoals|som|unlike|than|dan|än)\s$", re.IGNORECASE
)
_MOST_WORDS, _MOST_FACTS, _STEM = 4, 200, 5


def lettered_claims(sentence: str, ledger: Ledger, taken: frozenset[tuple[int, int]]) -> Iterator[Assertion]:
    """The codes of a sentence that a fact gives, or gives otherwise; those `taken` are read as others."""
    for found in _CODE.finditer(sentence):
        if any(start < found.end() and found.start() < end for start, end in taken):
            continue
        code = _plain(found[0])
        rivals = [(fact, own) for fact in ledger.facts[:_MOST_FACTS] if (own := _codes_of(fact))]
        same = next((fact for fact, own in rivals if code in own), None)
        if same is not None:
            yield at(found.start(), found.end(), Verdict.SUPPORTED, "rating", same)
            continue
        other = [fact for fact, own in rivals if any(_shape(each) == _shape(code) for each in own)]
        if len(other) != 1 or _FITTING.search(sentence, 0, found.start()):
            continue
        if _CLASS.search(sentence, 0, found.start()) or _is_named(other[0], sentence):
            yield at(found.start(), found.end(), Verdict.CONTRADICTED, "rating", other[0])


def _plain(code: str) -> str:
    return re.sub(r"\s", "", code)


def _shape(code: str) -> str:
    """What is alike in codes of one sort: all but the figures, and but the letter before a smoke class."""
    return re.sub(r"\d+", "9", re.sub(r"^[A-F](?=(?:fl|ca)?-s)", "A", code))


@functools.lru_cache(maxsize=16_384)
def _codes_of(fact: Fact) -> frozenset[str]:
    """The codes of a short value."""
    value = fact.text.strip()
    if len(value.split()) > _MOST_WORDS:
        return frozenset()
    return frozenset(_plain(each[0]) for each in _CODE.finditer(value))


def _is_named(fact: Fact, sentence: str) -> bool:
    """Whether the sentence has a longer word of the name."""
    names = {plain_form(each)[:_STEM] for each in content_words(fact.name)}
    said = {plain_form(each)[:_STEM] for each in content_words(sentence)}
    return any(len(each) >= _STEM - 1 for each in names & said)
