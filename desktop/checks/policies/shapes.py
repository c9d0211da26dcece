"""What rules look for that is no word and no character: shouting, repetition, the ends of bullets."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator

import msgspec
import regex

from desktop.checks.policies.pack import Shape
from desktop.core.brief import LANGUAGES
from desktop.core.lexicon import function_words

_WORD = regex.compile(r"[\p{L}\p{N}]+(?:['’&+][\p{L}\p{N}]+)*")
_SHOUTED = regex.compile(r"(?<![\p{L}\p{N}./_@-])\p{Lu}{4,}(?![\p{L}\p{N}_@-]|\.\p{L})")
_MARK = regex.compile(r"(?<!\betc|\bco|\binc|\bltd|\d)[.;!,:]+\s*$", regex.IGNORECASE)
_LONG = 6
"""Letters of a word in capitals that is hardly an abbreviation."""
_MOST = 2
"""How often a word may stand in a title."""


class Remark(msgspec.Struct, frozen=True):
    """A place in a paragraph, with the words to put there."""

    start: int
    end: int
    fixes: tuple[str, ...] = ()


def find_shape(
    shape: Shape, text: str, language: str, allowed: frozenset[str], names: frozenset[str]
) -> Iterator[Remark]:
    """The places of a shape; `allowed` and `names` (in lower case) may be written as they are."""
    return _SHAPES[shape](text, language, allowed | names)


def _capitals(text: str, _language: str, known: frozenset[str]) -> Iterator[Remark]:
    """Words in capitals: long ones, and shorter ones that are not alone. One at the beginning is a brand, and right."""
    found = [each for each in _SHOUTED.finditer(text) if each[0].lower() not in known]
    if len(found) == 1 and not text[: found[0].start()].strip() and len(_WORD.findall(text)) > 1:
        return
    for each in found:
        if len(found) > 1 or len(each[0]) >= _LONG:
            yield Remark(each.start(), each.end(), (each[0].capitalize(),))


def _repeated_word(text: str, language: str, _known: frozenset[str]) -> Iterator[Remark]:
    ignored = (
        function_words(language) if language in LANGUAGES else frozenset[str]().union(*map(function_words, LANGUAGES))
    )
    counts: Counter[str] = Counter()
    for found in _WORD.finditer(text):
        word = found[0].casefold()
        if word in ignored or word.isdigit() or len(word) < 2:
            continue
        counts[word] += 1
        if counts[word] == _MOST + 1:
            yield Remark(found.start(), found.end())


def _final_mark(text: str, _language: str, _known: frozenset[str]) -> Iterator[Remark]:
    found = _MARK.search(text)
    # Of several sentences the last may end as they do.
    if found is not None and found.start() and regex.search(r"[.!?]\s+\p{Lu}", text[: found.start()]) is None:
        yield Remark(found.start(), found.end(), ("",))


def _lower_start(text: str, _language: str, _known: frozenset[str]) -> Iterator[Remark]:
    found = regex.match(r"\s*(\p{Ll})\p{Ll}+(?![\p{Lu}\p{N}])", text)
    if found is not None:
        yield Remark(found.start(1), found.end(1), (found[1].upper(),))


_SHAPES: dict[Shape, Callable[[str, str, frozenset[str]], Iterator[Remark]]] = {
    Shape.CAPITALS: _capitals,
    Shape.REPEATED_WORD: _repeated_word,
    Shape.FINAL_MARK: _final_mark,
    Shape.LOWER_START: _lower_start,
}
