"""HTML as it is written, in tokens that know where they stand: tags, comments and words.

A page is taken as a browser takes it, so that nothing of it is an error; every pattern runs once over the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from enum import IntEnum
from html import unescape
from typing import NamedTuple

_VALUE = r"""(?:"[^"]*+"|'[^']*+'|(?!["'])[^\s>]++)"""
_NAME_AND_VALUE = rf"[^\s/>][^\s/>=]*+(?:\s*+=\s*+{_VALUE}?+)?+"
_TAG = re.compile(rf"<(/?)([A-Za-z][^\s/>]*+)((?:[\s/]++|{_NAME_AND_VALUE})*+)>")
_ATTRIBUTE = re.compile(rf"([^\s/>][^\s/>=]*+)(?:\s*+=\s*+({_VALUE})?+)?+")
_SAID = re.compile(r"""<meta[^>]{0,200}charset\s*=\s*["']?\s*([\w.:-]{1,40})""", re.IGNORECASE)
_DECLARED = re.compile(r"""<\?xml[^>]{0,100}encoding\s*=\s*["']([\w.:-]{1,40})""", re.IGNORECASE)
_SPANS = (("<!--", "-->"), ("<![CDATA[", "]]>"), ("<%", "%>"), ("<?", "?>"))
_HEAD = 4096

RAW = frozenset({"script", "style", "iframe", "noembed", "noframes", "xmp", "plaintext"})
"""Elements in which nothing is a tag and no words are for readers."""

_WORDS_ONLY = frozenset({"title", "textarea"})
VOID = frozenset(
    {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr"}
)
"""Elements that have no end."""


class Kind(IntEnum):
    """What a token is."""

    WORDS = 0
    OPEN = 1
    CLOSE = 2
    REMARK = 3


class Token(NamedTuple):
    """A token from `start` to `end`; `name` is that of a tag in small letters, `closed` tells `<br/>` from `<br>`."""

    kind: Kind
    start: int
    end: int
    name: str = ""
    closed: bool = False


class Attribute(NamedTuple):
    """An attribute: its name in small letters and where its value stands; `quote` is empty when it has none."""

    name: str
    start: int
    end: int
    quote: str


def tokens_of(text: str, start: int = 0, end: int | None = None) -> Iterator[Token]:
    """The tokens of a page, or of a part of it; what is cut off at its end is none."""
    place, end = start, len(text) if end is None else end
    missing: set[str] = set()
    while place < end:
        sign = text.find("<", place, end)
        while sign >= 0 and not _begins(text, sign):
            sign = text.find("<", sign + 1, end)
        stop = sign if sign >= 0 else end
        if stop > place:
            yield Token(Kind.WORDS, place, stop)
        if sign < 0:
            return
        token = _token(text, sign, end, missing)
        if token is None:
            return
        yield token
        place = token.end
        if token.kind is Kind.OPEN and token.name in RAW | _WORDS_ONLY:
            found = re.compile(rf"</{re.escape(token.name)}(?=[\s/>])", re.IGNORECASE).search(text, place, end)
            if found is None:
                return
            if token.name in _WORDS_ONLY and found.start() > place:
                yield Token(Kind.WORDS, place, found.start())
            place = found.start()


def attributes_of(text: str, token: Token) -> Iterator[Attribute]:
    """The attributes of a tag that opens."""
    place, end = token.start + 1 + len(token.name), token.end - 1
    while True:
        while place < end and (text[place] == "/" or text[place].isspace()):
            place += 1
        found = _ATTRIBUTE.match(text, place, end) if place < end else None
        if found is None:
            return
        place = found.end()
        value = found[2] or ""
        quote = value[0] if value[:1] in ('"', "'") else ""
        start, stop = found.span(2) if value else (found.end(), found.end())
        yield Attribute(found[1].lower(), start + len(quote), stop - len(quote), quote)


def values_of(text: str, token: Token) -> dict[str, str]:
    """The attributes of a tag by their names, decoded; the first one counts of those with one name."""
    found: dict[str, str] = {}
    for each in attributes_of(text, token):
        found.setdefault(each.name, unescape(text[each.start : each.end]))
    return found


def said_encodings(data: bytes) -> list[str]:
    """The encodings that a page names."""
    head = data[:_HEAD].decode("latin-1")
    return [found[1] for found in (_DECLARED.search(head), _SAID.search(head)) if found is not None]


def _begins(text: str, place: int) -> bool:
    """Whether `<` begins anything here."""
    after = text[place + 1 : place + 2]
    return (after.isascii() and after.isalpha()) or after in ("!", "?", "/", "%")


def _token(text: str, place: int, end: int, missing: set[str]) -> Token | None:
    """What begins at `place`; `missing` are the ends that do not come any more, so that nobody looks for them again."""
    found = _TAG.match(text, place, end)
    if found is not None:
        kind = Kind.CLOSE if found[1] else Kind.OPEN
        return Token(kind, place, found.end(), found[2].lower(), found[3].endswith("/"))
    after = text[place + 1 : place + 3]
    if after[:1].isalpha() or (after[:1] == "/" and after[1:].isascii() and after[1:].isalpha()):
        return None
    opening, closing = next((each for each in _SPANS if text.startswith(each[0], place)), ("", ">"))
    if closing not in missing:
        stop = text.find(closing, place + len(opening), end)
        if stop >= 0:
            return Token(Kind.REMARK, place, stop + len(closing), opening)
        missing.add(closing)
    if opening == "<!--":
        return None  # what follows is a remark up to the end, as browsers have it
    stop = text.find(">", place, end) if ">" not in missing else -1
    return Token(Kind.REMARK, place, stop + 1, opening) if stop >= 0 else None
