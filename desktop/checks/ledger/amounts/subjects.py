"""What a sentence says a size of, where its subject is a part: *the seat is 90 cm high* is no height of the chair."""

from __future__ import annotations

import re

from desktop.checks.ledger.amounts.amounts import Amount
from desktop.checks.ledger.amounts.near import alike
from desktop.checks.ledger.amounts.topics import topics_of
from desktop.checks.ledger.stated import Stated, attributes_of, content_words
from desktop.checks.words import plain_form

_SUBJECT = re.compile(
    r"(?:^|[.;:,!?]\s|\b(?:and|but|en|maar|och|men)\s)\W*(?:the|its|de|het|den|det)?\s?([^\W\d_]{3,})\s"
    r"(?:is|are|measures?|stands?|zijn|meet|meten|är|mäter)\s(?:\w+\s){0,2}$",
    re.IGNORECASE,
)
_OF_IT_ALL = frozenset({"length", "height", "width", "depth", "diameter", "weight"})
_SPOKEN_OF_TIME = frozenset({"duration"})
"""*Längd* is how long a thing is, and how long a film."""


def is_of_subject(sentence: str, amount: Amount, stated: Stated, other: Stated, language: str) -> bool:
    """Whether the subject of a measure is the part that the other fact is named for, and this fact names no part."""
    if amount.dimension != "length" or stated.derived or other.derived or stated.fact.id == other.fact.id:
        return False
    subject = _SUBJECT.search(sentence, 0, amount.start)
    if subject is None or not stated.name_topics - _SPOKEN_OF_TIME <= _OF_IT_ALL:
        return False
    word = subject[1].lower()
    if _names(stated, word, language) or not _names(other, word, language):
        return False
    sides = attributes_of(other.name_topics) & _OF_IT_ALL
    return not sides or bool(sides & stated.name_topics)


def _names(stated: Stated, word: str, language: str) -> bool:
    """Whether a fact is named for this part, by its word or by what the word is about."""
    if topics_of(word, language) & (stated.name_topics - _OF_IT_ALL):
        return True
    stem = word[:-2] if language == "sv" and word.endswith(("et", "en")) and len(word) >= _LONG else word
    names = content_words(stated.fact.name)
    return any(alike(plain_form(word), plain_form(each), language) or each.startswith(stem) for each in names)


_LONG = 6
