"""The texts inside a JSON object while it still streams: `{"title": "Bri` already tells how the title begins."""

from __future__ import annotations

import json
from typing import NamedTuple


class Piece(NamedTuple):
    """More text of a key; the items of an array come as lines."""

    key: str
    text: str


class JsonStream:
    """Reads an object of strings and arrays of strings, as it comes; anything else in it is passed over.

    It only serves what is shown on the way: the whole answer is validated when it is there.
    """

    def __init__(self) -> None:
        self._depth = 0
        self._in_string = False
        self._escape = ""
        self._is_key = True
        self._key = ""
        self._items = 0

    def feed(self, text: str) -> list[Piece]:
        """The pieces of text that this part of the answer brings."""
        pieces: list[Piece] = []
        for char in text:
            found = self._string(char) if self._in_string else self._structure(char)
            if not found:
                continue
            if pieces and pieces[-1].key == self._key:
                pieces[-1] = Piece(self._key, pieces[-1].text + found)
            else:
                pieces.append(Piece(self._key, found))
        return pieces

    def _structure(self, char: str) -> str:
        if char == '"':
            self._in_string = True
            if self._is_key:
                self._key = ""
            elif self._depth > 1:
                self._items += 1
                return "\n" if self._items > 1 else ""
        elif char in "{[":
            self._depth += 1
            self._items = 0
        elif char in "}]":
            self._depth -= 1
        elif char == ":" and self._depth == 1:
            self._is_key = False
        elif char == "," and self._depth == 1:
            self._is_key = True
        return ""

    def _string(self, char: str) -> str:
        if self._escape:
            self._escape += char
            return self._unescaped()
        if char == "\\":
            self._escape = char
            return ""
        if char == '"':
            self._in_string = False
            return ""
        return self._taken(char)

    def _unescaped(self) -> str:
        """The character of a finished escape; half of a surrogate pair waits for the other."""
        escape = self._escape
        if escape[1] != "u":
            self._escape = ""
            return self._taken({"n": "\n", "t": "\t", "r": "", "b": "", "f": ""}.get(escape[1], escape[1]))
        if len(escape) in {6, 12}:
            try:
                char = json.loads(f'"{escape}"')
            except ValueError:
                self._escape = ""
                return ""
            if len(escape) == 6 and "\ud800" <= char <= "\udbff":
                return ""
            self._escape = ""
            return self._taken(char) if not "\ud800" <= char[0] <= "\udfff" else ""
        return ""

    def _taken(self, char: str) -> str:
        if self._is_key:
            self._key += char
            return ""
        return char
