"""In which of three languages a supplier writes: by small words, or by what the rows of a sheet are called."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable

import msgspec

from desktop.core.brief import LANGUAGES
from desktop.core.lexicon import function_words
from desktop.core.resources import resource_text

_WORD = re.compile(r"[^\W\d_]+")
_READ = 20_000
_FOREIGN = "other"


def guess_language(text: str) -> str:
    """One of the three languages by its small words, `""` in doubt."""
    words = [word.lower() for word in _WORD.findall(text[:_READ])]
    scores = {
        language: sum(
            1.0 if not any(word in function_words(other) for other in LANGUAGES if other != language) else 0.5
            for word in words
            if word in function_words(language)
        )
        for language in LANGUAGES
    }
    best, second = sorted(scores.values(), reverse=True)[:2]
    if best < 2 or best < 1.5 * second:
        return ""
    return max(scores, key=lambda language: scores[language])


def language_of_names(names: Iterable[str]) -> str:
    """One of the three languages by the names of attributes: `Gewicht`, `Inhoud`; `""` in doubt, as of German ones."""
    words = {word.lower() for name in names for word in _WORD.findall(name)}
    known = {language: len(words & _names()[language]) for language in (*LANGUAGES, _FOREIGN)}
    best, second = sorted(known.values(), reverse=True)[:2]
    found = max(known, key=lambda language: known[language])
    return found if best > second and found in LANGUAGES else ""


def is_attribute(name: str) -> bool:
    """Whether a heading is the name of an attribute in some language: `Weight`, `Gewicht`."""
    return any(name.strip().lower() in known for known in _names().values())


@functools.cache
def _names() -> dict[str, frozenset[str]]:
    topics = msgspec.json.decode(resource_text("lexicons/topics.json"), type=dict[str, dict[str, str | list[str]]])
    return {
        language: frozenset(
            word.strip("*").lower()
            for topic in topics.values()
            if topic.get("sort") == "attribute"
            for word in topic.get(language, ())
            if len(word) > 1
        )
        for language in (*LANGUAGES, _FOREIGN)
    }
