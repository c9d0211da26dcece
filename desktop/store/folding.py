"""How words are made alike, so that a search finds what a writer means.

Case, width and ligatures do not count, nor do invisible joiners. An accent does not count either: `cafe` finds `café`
and `café` finds `cafe`. But å, ä, ö, ø and æ are letters of their own in Swedish: who types `får` does not mean `far`.
Who types them without dots and rings finds both, because not every keyboard has them.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import cache

WORD = re.compile(r"[^\W_]+")
LONGEST_WORD = 64
"""Characters of a word that count; what is longer is no word that anybody types."""

_INVISIBLE = "\u00ad\u200b\u200c\u200d\u2060\ufeff"
_LETTERS_OF_THEIR_OWN = "åäöøæ"
_PLAIN = str.maketrans({"å": "a", "ä": "a", "ö": "o", "ø": "o", "æ": "ae"})
_ACCENTED_BLOCKS = (range(0xC0, 0x250), range(0x1E00, 0x1F00))
_MAY_BE_ACCENTED = re.compile(f"[^\x00-\x7f{_LETTERS_OF_THEIR_OWN}]")
_MARKS = range(0x300, 0x370)
_PIECE = 32_768  # characters folded at once: a few milliseconds, so that no other thread waits for long


def fold(text: str) -> str:
    """The text with case, accents and invisible characters taken away; å ä ö ø æ stay."""
    if text.isascii():
        return text.lower()
    return _MAY_BE_ACCENTED.sub(_bare, unicodedata.normalize("NFKC", text).casefold())


def plain(word: str) -> str:
    """A folded word without å ä ö ø æ as well."""
    return word if word.isascii() else word.translate(_PLAIN)


def words_of(text: str) -> Iterator[str]:
    """The folded words of a text in their order, each as long as counts."""
    for piece in _pieces(text):
        for word in WORD.findall(fold(piece)):
            yield word if len(word) <= LONGEST_WORD else word[:LONGEST_WORD]


def _pieces(text: str) -> Iterator[str]:
    """The text in pieces that break between words."""
    start = 0
    while len(text) - start > _PIECE:
        found = _SPACE.search(text, start + _PIECE, start + 2 * _PIECE)
        end = found.start() if found else start + _PIECE
        yield text[start:end]
        start = end
    yield text[start:]


_SPACE = re.compile(r"\s")


def _bare(found: re.Match[str]) -> str:
    """One letter without its accent; few letters of a text have one, so each is looked up by itself."""
    return _accents().get(found[0], found[0])


@cache
def _accents() -> dict[str, str]:
    """The table that takes accents away: `é` → `e`, but `å` stays; loose marks and invisible characters go."""
    table = dict.fromkeys([*_INVISIBLE, *map(chr, _MARKS)], "")
    for letter in (chr(number) for block in _ACCENTED_BLOCKS for number in block):
        base = unicodedata.normalize("NFD", letter)[0]
        if base != letter and letter not in _LETTERS_OF_THEIR_OWN:
            table[letter] = base
    return table
