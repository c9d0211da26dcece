"""Lists of phrases, written as people write them, looked for all at once.

In a phrase, `*` at the end of a word stands for any ending, a space for any white space, `'` for either apostrophe.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Generic, TypeVar

from desktop.checks.sieve import Sifted

Value = TypeVar("Value")


class Phrases(Generic[Value]):
    """Phrases with what each stands for, whatever their case; the longest one wins where several begin."""

    def __init__(self, phrases: Iterable[tuple[str, Value]]) -> None:
        listed = sorted(phrases, key=lambda each: -len(each[0]))
        self._values = tuple(value for _, value in listed)
        # Most places are left after one look at the first two letters.
        starts = "|".join(sorted({re.escape(phrase[:2].lower()) for phrase, _ in listed}))
        patterns = "|".join(f"({_pattern(phrase)})" for phrase, _ in listed)
        self._found = Sifted(rf"(?<![\w-])(?={starts})(?:{patterns})(?!\w)", re.IGNORECASE)

    def find(self, text: str) -> Iterator[tuple[int, int, Value]]:
        """Where phrases begin and end in a text, and what they stand for."""
        for found in self._found.finditer(text):
            yield found.start(), found.end(), self._values[(found.lastindex or 1) - 1]


def _pattern(phrase: str) -> str:
    escaped = re.escape(phrase).replace(r"\*", r"\w*").replace("'", "['’]")
    return escaped.replace(r"\ ", r"\s+")
