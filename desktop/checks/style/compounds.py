"""Compounds that are written as two words: *keuken tafel*, *kaffe kopp*.

Only pairs of our own list are found: nouns of trade whose compound is established and which seldom stand next to
each other by chance; a second part may be inflected.
"""

from __future__ import annotations

import functools
import itertools
import re
from collections.abc import Iterator, Mapping

import msgspec

from desktop.checks.check import Spot, Subject
from desktop.checks.remarks import Remark, by_sentence
from desktop.checks.style.fields import styled_fields
from desktop.core.finding import Finding, Severity
from desktop.core.resources import resource_text
from desktop.core.words import tr

_LANGUAGES = frozenset({"nl", "sv"})
_WORD = re.compile(r"[^\W\d_]+")
_DUTCH_ENDINGS = ("", "s", "en", "n", "je", "jes", "tje", "tjes", "pje", "etje", "’s", "'s")
_SWEDISH_ENDINGS = (
    *("", "s", "n", "en", "et", "t", "ar", "er", "or", "r", "na", "an", "arna", "erna", "orna", "ens", "ets", "ns"),
    *("ts", "arnas", "ornas"),
)
_SHUT = re.compile(r"[aeiou]([bdfgklmnprst])$")
_LONG = re.compile(r"(aa|ee|oo|uu)([bdfgklmnprst])$")


class SplitCompounds:
    """Two words that are one in Dutch and Swedish."""

    id = "style.compounds"

    @property
    def name(self) -> str:
        """As `Check` says."""
        return tr("Words written apart")

    @property
    def description(self) -> str:
        """As `Check` says."""
        return tr("Finds Dutch and Swedish compounds that are written as two words.")

    def find(self, subject: Subject) -> Iterator[Finding]:
        """As `Check` says."""
        if subject.language not in _LANGUAGES:
            return
        for address, text in styled_fields(subject):
            for start, end, _, fixes in by_sentence(text, subject.language, _split):
                message = tr("This is one word: “{word}”.", word=fixes[0])
                yield Spot(address, text, start, end).finding(self.id, Severity.WARNING, message, fixes=fixes)


@functools.lru_cache(maxsize=8192)
def _split(sentence: str, language: str) -> tuple[Remark, ...]:
    listed = _compounds(language)
    remarks: list[Remark] = []
    for one, other in itertools.pairwise(_WORD.finditer(sentence)):
        seconds = listed.get(one[0].lower())
        if seconds is None or other[0].lower() not in seconds or sentence[one.end() : other.start()] != " ":
            continue
        # Two names, or a title in which every word is written large, are joined all the same.
        joined = one[0] + other[0].lower()
        if not sentence[max(0, one.start() - 1) : one.start()].endswith("-"):
            remarks.append(Remark(one.start(), other.end(), "", (joined,)))
    return tuple(remarks)


@functools.cache
def _compounds(language: str) -> Mapping[str, frozenset[str]]:
    """For each first part the forms of the second parts that belong to it."""
    listed = msgspec.json.decode(resource_text("lexicons/compounds.json"), type=dict[str, dict[str, tuple[str, ...]]])
    forms = _dutch_forms if language == "nl" else _swedish_forms
    return {
        first: frozenset(form for second in seconds for form in forms(second))
        for first, seconds in listed[language].items()
    }


def _dutch_forms(word: str) -> Iterator[str]:
    """A noun with the endings it may have; that some of these are no words does no harm."""
    for ending in _DUTCH_ENDINGS:
        yield word + ending
    if _LONG.search(word):
        short = _LONG.sub(lambda found: found[1][0] + found[2], word)
        yield short + "en"
        yield short[:-1] + {"f": "v", "s": "z"}.get(short[-1], short[-1]) + "en"
    elif _SHUT.search(word):
        yield word + word[-1] + "en"
    yield word[:-1] + {"f": "v", "s": "z"}.get(word[-1], word[-1]) + "en"


def _swedish_forms(word: str) -> Iterator[str]:
    for ending in _SWEDISH_ENDINGS:
        yield word + ending
    if word.endswith("a"):
        for ending in ("or", "orna", "ors", "ornas"):
            yield word[:-1] + ending
    if word.endswith(("el", "er", "en")):
        for ending in ("ar", "arna", "n", "na"):
            yield word[:-2] + word[-1] + ending
    if word.endswith("e"):
        yield word[:-1] + "ar"
        yield word[:-1] + "arna"
