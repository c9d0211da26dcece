"""The words of a text that a dictionary can be asked about: no addresses, tags, code, names of files or numbers."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from typing import NamedTuple

# Every repetition is of one class from where it begins, or bounded: no text can make this expression slow.
_TOKEN = re.compile(
    r"(?:https?://|www\.)[^\s<>\"]+"
    r"|(?<![\w.+%-])[\w.+%-]+@[\w-]+(?:\.[\w-]+)+"
    r"|(?<![\w-])(?:[\w-]{1,80}\.){1,9}(?:com|nl|se|eu|org|net|io|shop|be|uk|de|co|store|dev|app|html?|pdf|jpe?g|png|csv|docx?|xlsx?)\b(?:/[^\s)]*)?"
    r"|\{\{.{0,200}?\}\}|\{%.{0,200}?%\}|\{[^{}\n]*\}|\*\|.{0,200}?\|\*|%%[^%\s]+%%|%\w+%|\$\{?\w+\}?"
    r"|\]\([^)\s]{0,2000}\)|<[^<>\n]*>|\[[^\]\n]{0,300}\](?!\()|`[^`\n]*`|&#?\w+;|[@#]\w[\w.-]*"
    r"|(?P<word>\w[\w\u0300-\u036f\u00ad\u200b]*(?:['’\-\u2010\u2011:](?=\w)[\w\u0300-\u036f\u00ad\u200b]+)*)"
)
_INVISIBLE = str.maketrans({"\u00ad": "", "\u200b": "", "’": "'", "\u2010": "-", "\u2011": "-"})
_OPENERS = frozenset(["", *":.!?\"“”„«»'‘([–—-•*#>|…\n"])


class Token(NamedTuple):
    """A word with its place; `word` as dictionaries write it, `leads` when a capital may be due to its place."""

    start: int
    end: int
    word: str
    leads: bool


def tokens_of(sentence: str) -> Iterator[Token]:
    """The words worth asking about; not `iPhone`, `GPS` or `3D`."""
    for found in _TOKEN.finditer(sentence):
        written = found["word"]
        if written is None or len(written) < 2 or _is_special(written):
            continue
        before = _last_before(sentence, found.start())
        word = unicodedata.normalize("NFC", written.translate(_INVISIBLE))
        yield Token(found.start(), found.end(), word, before in _OPENERS)


def _last_before(sentence: str, place: int) -> str:
    """The last character before a place that is no white space; empty when there is none."""
    while place and sentence[place - 1].isspace():
        place -= 1
    return sentence[place - 1 : place]


def _is_special(word: str) -> bool:
    """Whether it holds digits or capitals other than its first letter, or letters of no Latin script."""
    if word.isalpha() and word.isascii():
        return not (word.islower() or word.istitle())
    if any(char.isdigit() or char == "_" for char in word):
        return True
    letters = [char for char in word if char.isalpha()]
    if any(ord(char) > 0x24F and not 0x1E00 <= ord(char) <= 0x1EFF for char in letters):
        return True
    return any(char.isupper() for char in letters[1:])
