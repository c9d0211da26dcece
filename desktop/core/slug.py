"""Names in addresses, made of words: the last part of a page's address, the id of a heading."""

from __future__ import annotations

import re
import unicodedata

from desktop.core.lexicon import function_words

LONGEST = 75
"""Characters; the result of a search shows no more of an address."""

_WORDS = 6
_FORM = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_BETWEEN_WORDS = re.compile(r"[^a-z0-9]+")
_BETWEEN_NAMES = re.compile(r"[^\w]+|_+")
_APOSTROPHES = re.compile("['’ʼ]")
_LONGEST_NAME = 80
_DROPPED = re.compile(r"(?<=\w)['’ʼ](?=\w)")
# What NFKD does not take apart.
_LETTERS = str.maketrans(
    {"ß": "ss", "æ": "ae", "Æ": "AE", "ø": "o", "Ø": "O", "œ": "oe", "Œ": "OE", "ð": "d", "Ð": "D", "þ": "th"}
    | {"Þ": "Th", "ł": "l", "Ł": "L", "đ": "d", "Đ": "D", "ı": "i", "&": " ", "@": " "}
)


def slug_of(title: str, language: str = "", *, longest: int = LONGEST) -> str:
    """The slug of a title: `Så väljer du en ryggsäck` → `valjer-ryggsack`; empty when no letter or digit is in it.

    Letters lose their marks (å, ä → a; ö → o; é, ë → e). Of a title of more than six words, small words of its language
    are left out; what is too long ends after a whole word.
    """
    words = _ascii_words(title)
    if len(words) > _WORDS:
        small = {_ascii(word) for word in function_words(language)}
        words = [word for word in words if word not in small] or words
    slug = ""
    for word in words:
        longer = f"{slug}-{word}" if slug else word[:longest]
        if len(longer) > longest:
            break
        slug = longer
    return slug


def name_of(words: str) -> str:
    """The words in small letters without marks, joined by hyphens; unlike in a slug, letters of other scripts stay.

    At most eighty characters, ended with a whole word where that can be; empty when no letter or digit is in it.
    """
    plain = unicodedata.normalize("NFC", _ascii(_APOSTROPHES.sub("", words.casefold())))
    name = _BETWEEN_NAMES.sub("-", plain).strip("-")
    if len(name) <= _LONGEST_NAME:
        return name
    return name[: _LONGEST_NAME + 1].rpartition("-")[0] or name[:_LONGEST_NAME]


def is_slug(text: str) -> bool:
    """Whether a text is small letters and digits of ASCII with single hyphens between them."""
    return _FORM.fullmatch(text) is not None


def slug_words(slug: str) -> str:
    """The words of a slug with spaces between them, the folders before it left out."""
    return " ".join(_ascii_words(slug.strip("/").rpartition("/")[2]))


def ascii_form(text: str) -> str:
    """A text in the letters that a slug has, with its spaces."""
    return " ".join(_ascii_words(text))


def _ascii_words(text: str) -> list[str]:
    return [word for word in _BETWEEN_WORDS.split(_ascii(_DROPPED.sub("", text))) if word]


def _ascii(text: str) -> str:
    parts = unicodedata.normalize("NFKD", text.translate(_LETTERS))
    return "".join(char for char in parts if not unicodedata.combining(char)).lower()
