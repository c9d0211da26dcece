"""Texts with inline elements: from the tree of a file to a `TaggedText`, and back into bytes."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from xml.sax.saxutils import escape

from desktop.core.errors import ErrorKind, UserError
from desktop.core.segment import Chip, Tag, TaggedText, TagKind, free_number, numbers_in
from desktop.core.words import tr
from desktop.formats.bitext.xml_scan import Node

_NOT_IN_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_IDS = ("id", "startRef", "mid", "rid", "i", "x")
Piece = str | tuple[TagKind, str, str, str]
"""Words, or a tag: its kind, key, label and code."""


class Tags:
    """The tags of one segment, numbered in the order of the source; those that only the target has follow."""

    def __init__(self) -> None:
        self.all: list[Tag] = []
        self._used: set[int] = set()
        self._words: set[int] = set()
        self._next = 1

    def begin(self, words: Iterable[str] = ()) -> None:
        """Another text of the same segment comes: each tag may stand in it once more.

        A number that stands in its words in braces, as a placeholder, is given to no tag: it would be taken for one.
        """
        self._used = set()
        for each in words:
            self._words |= numbers_in(each)

    def number(self, kind: TagKind, key: str, label: str, code: str) -> int:
        """The number of this tag; one that was there already keeps its number."""
        for tag in self.all:
            if tag.key == key and tag.kind is kind and tag.number not in self._used:
                self._used.add(tag.number)
                return tag.number
        number = self._next = free_number(self._next, self._words)
        self._next += 1
        self.all.append(Tag(number, kind, code, key, label))
        self._used.add(number)
        return number


def tagged_of(pieces: Iterable[Piece], tags: Tags) -> TaggedText:
    """A text of pieces; its tags get their numbers from `tags`."""
    pieces = list(pieces)
    tags.begin(piece for piece in pieces if isinstance(piece, str))
    parts: list[str] = []
    chips, place = [], 0
    for piece in pieces:
        if isinstance(piece, str):
            parts.append(piece)
        else:
            kind, key, label, code = piece
            chip = Chip(place, tags.number(kind, key, label, code))
            chips.append(chip)
            parts.append(chip.text)
        place += len(parts[-1])
    return TaggedText("".join(parts), tuple(chips))


def pieces_of(node: Node, data: bytes, holds_text: Callable[[Node], bool]) -> Iterable[Piece]:
    """The pieces of what is in a node; an element that holds no text of the segment is one tag with all in it."""
    for child in node.children:
        if isinstance(child, str):
            yield child
            continue
        own = next((child.attributes[name] for name in _IDS if name in child.attributes), "")
        key = f"{child.local}:{own}"
        if not holds_text(child) or child.inner == child.end:
            yield TagKind.ALONE, key, _label(child), data[child.start : child.end].decode()
        else:
            yield TagKind.OPEN, key, _label(child), data[child.start : child.inner].decode()
            yield from pieces_of(child, data, holds_text)
            yield TagKind.CLOSE, key, _label(child), data[child.close : child.end].decode()


def as_xml(text: TaggedText, tags: Iterable[Tag]) -> bytes:
    """What a text is in the file. Raises `UserError` when its tags do not fit together or a letter is not allowed."""
    codes = {tag.number: tag for tag in tags}
    parts, place, opened = [], 0, list[str]()
    for chip in text.chips:
        tag = codes.get(chip.number)
        if tag is None:
            raise UserError(ErrorKind.INPUT, tr("There is no tag {tag}.", tag=chip.text))
        if tag.kind is TagKind.OPEN:
            opened.append(tag.key)
        elif tag.kind is TagKind.CLOSE and (not opened or opened.pop() != tag.key):
            raise UserError(ErrorKind.INPUT, tr("The tag {tag} closes what is not open there.", tag=chip.text))
        parts += [_escaped(text.text[place : chip.start]), tag.code]
        place = chip.end
    if opened:
        raise UserError(ErrorKind.INPUT, tr("A tag is opened and not closed."))
    return "".join([*parts, _escaped(text.text[place:])]).encode()


def _escaped(text: str) -> str:
    found = _NOT_IN_XML.search(text)
    if found:
        code = f"{ord(found[0]):04X}"
        raise UserError(ErrorKind.INPUT, tr("The character U+{code} may not stand in XML.", code=code))
    return escape(text, {"\r": "&#13;"})


def _label(node: Node) -> str:
    """What a tag is called: what it stands for, where the file says so."""
    for name in ("equiv-text", "equiv", "disp", "ctype", "type"):
        if value := node.attributes.get(name):
            return value
    return node.text[:60] or node.local
