"""Whether a line of a small model reads as one about this product: such models fill up with words of nobody's.

`Rainwater repels your backpack` is fluent, short, and contradicts no fact, so that no check speaks against it.
"""

from __future__ import annotations

from collections.abc import Iterable

import regex

from desktop.agents.line_asking import shown_lines, shown_products
from desktop.agents.sentences import description_by_rule
from desktop.checks.line_sorts import Sort
from desktop.core.brief import Brief
from desktop.core.lexicon import function_words, number_words, units

_WORD = regex.compile(r"[\p{L}\p{M}]+(?:[’'\-][\p{L}\p{M}]+)*|\p{N}+(?:[.,]\p{N}+)*")
_STEM = 4
_STRANGERS = {Sort.POST: 0.25, Sort.SENTENCE: 0.25, Sort.PREHEADER: 0.25}
_STRANGERS_ELSEWHERE = 0.34
_ASKED_AFTERWARDS = regex.compile(
    r"[:,]\s*(?:what|where|why|when|who|how|wat|waar|waarom|wanneer|wie|hoe|vad|var|varför|när|vem|hur)\b[^?]*\?\s*$",
    regex.IGNORECASE,
)


class Sense:
    """What lines about one product may say."""

    def __init__(self, brief: Brief, sort: Sort) -> None:
        language = brief.language
        told = [brief.product, brief.notes, brief.keyphrase, brief.audience, brief.instructions]
        told += [f"{fact.name} {fact.value} {fact.unit}" for fact in brief.facts]
        self._share = _STRANGERS.get(sort, _STRANGERS_ELSEWHERE)
        self._small = function_words(language)
        self._known = frozenset(self._content(f"{' '.join(told)} {description_by_rule(brief)}"))
        self._borrowed = frozenset(self._content(shown_products(language))) - self._known
        self._frames = frozenset(self._content(shown_lines(language, sort))) - self._borrowed
        name = frozenset(self._content(brief.product))
        self._name = name if self._known - name else frozenset[str]()  # where nothing else is known, it may stand alone
        self._stems = frozenset(word[:_STEM] for word in self._known if len(word) > _STEM)

    def reads(self, line: str) -> bool:
        """Whether it says more than the name, mostly in words of the product, and nothing of the example."""
        words = list(self._content(line))
        if not words or _ASKED_AFTERWARDS.search(line):
            return False
        told = [word for word in words if self._is_known(word)]
        if all(word in self._name for word in told) or any(word in self._borrowed for word in words):
            return False
        strange = sum(word not in told and word not in self._frames for word in words)
        return strange <= self._share * len(words)

    def _is_known(self, word: str) -> bool:
        if word in self._known or word[:1].isdigit() or word in number_words() or word in units():
            return True
        return len(word) > _STEM and word[:_STEM] in self._stems

    def _content(self, text: str) -> Iterable[str]:
        return (word for found in _WORD.findall(text) if (word := found.casefold()) not in self._small)
