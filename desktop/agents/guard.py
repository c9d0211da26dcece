"""Notices when an answer has begun to go round in circles, and where its good part ends."""

from __future__ import annotations

import re

_SENTENCE = re.compile(r"(?:[^.!?\n]|[.!?](?!\s|$))+(?:[.!?](?=\s|$)|\n|$)")
_WORD = re.compile(r"\w+(?:[.,'’-]\w+)*")
_SIGNS = 40
_SENTENCE_WORDS = 4
_LONGEST_PERIOD = 12
_TIMES = 4


def good_part(text: str) -> int | None:
    """Where the text begins to repeat itself (an offset), or `None` as long as it does not.

    A sentence or line of at least four words that came before, or a run of 1–12 words four times in a row (three times
    from four words up), or one sign over and over.
    """
    tail = text[-_SIGNS:]
    if len(tail) == _SIGNS and len(set(tail)) == 1:
        return len(text.rstrip(tail[0]))
    seen: set[tuple[str, ...]] = set()
    for match in _SENTENCE.finditer(text):
        words = tuple(word.casefold() for word in _WORD.findall(match.group()))
        if len(words) < _SENTENCE_WORDS:
            continue
        if words in seen and match.group().endswith((".", "!", "?", "\n")):
            return match.start()
        seen.add(words)
    return _run(text)


def _run(text: str) -> int | None:
    found = list(_WORD.finditer(text))
    words = [match.group().casefold() for match in found]
    for period in range(1, min(_LONGEST_PERIOD, len(words) // 3) + 1):
        times = 3 if period >= _SENTENCE_WORDS else _TIMES
        length = period * times
        if len(words) < length:
            continue
        tail = words[-length:]
        if all(tail[index] == tail[index % period] for index in range(length)):
            return found[len(words) - length + period - 1].end()
    return None
