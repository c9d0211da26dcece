"""Bytes of a text file as text and back: which encoding it is in, and where its lines begin."""

from __future__ import annotations

import codecs
import re
from bisect import bisect_right
from collections.abc import Sequence
from functools import cached_property

from desktop.core.errors import ErrorKind, UserError
from desktop.core.words import tr
from desktop.formats.bitext.monolingual import Edit, applied, require_size

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF32_LE, "utf-32-le"), (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"),
)  # fmt: skip
_BREAK = re.compile(r"\r\n?|\n")
_ENOUGH = 200


class TextSource:
    """A file's text, decoded so that it can be encoded to the same bytes again."""

    def __init__(self, data: bytes, said: Sequence[str] = (), *, references: bool = False) -> None:
        """`said` are the encodings that the file names; with `references` a missing letter becomes `&#8364;`.

        Raises `UserError` with the line when it is in no encoding that is known.
        """
        require_size(data)
        self._references = references
        self.bom, self.encoding, self.text = _decoded(data, said)
        self.line_starts = [0, *(found.end() for found in _BREAK.finditer(self.text))]
        nothing = self.text.find("\0")
        if nothing >= 0:
            raise UserError(ErrorKind.INPUT, tr("Line {line}: this is no text.", line=self.line_of(nothing)))

    def line_of(self, place: int) -> int:
        """The line of a place in the text, from 1."""
        return bisect_right(self.line_starts, place)

    @property
    def line_break(self) -> str:
        """How its lines end: as the first one does."""
        found = _BREAK.search(self.text)
        return found[0] if found is not None else "\n"

    @cached_property
    def has_nbsp(self) -> bool:
        """Whether blanks that do not break are written as `&nbsp;` in it."""
        return "&nbsp;" in self.text

    def raw(self, start: int, end: int) -> str:
        """What stands there; see `Part`."""
        return self.text[start:end]

    def assembled(self, edits: Sequence[Sequence[Edit]]) -> bytes:
        """The bytes of the file with edits. Raises `UserError` for a letter that its encoding does not have."""
        text = applied(self.text, edits[0])
        try:
            return self.bom + text.encode(self.encoding, "xmlcharrefreplace" if self._references else "strict")
        except UnicodeEncodeError as error:
            letter = text[error.start : error.start + 1]
            raise UserError(
                ErrorKind.INPUT,
                tr("The file is in {encoding}, which has no “{letter}”.", encoding=self.encoding, letter=letter),
                tr("Save it in UTF-8 first."),
            ) from error


def _decoded(data: bytes, said: Sequence[str]) -> tuple[bytes, str, str]:
    for bom, encoding in _BOMS:
        if data.startswith(bom):
            return bom, encoding, _strict(data[len(bom) :], encoding)
    for name in (*_known(said), "utf-8", *_without_mark(data), "cp1252"):
        try:
            text = data.decode(name)
            if text.encode(name) == data:
                return b"", name, text
        except UnicodeError:
            continue
    _strict(data, "cp1252")
    raise UserError(
        ErrorKind.INPUT, tr("The file is in no encoding that is known."), tr("Save it as UTF-8 and try again.")
    )


def _strict(data: bytes, encoding: str) -> str:
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as error:
        line = len(_BREAK.findall(data[: error.start].decode(encoding, "replace"))) + 1
        raise UserError(
            ErrorKind.INPUT, tr("Line {line}: the file is in no encoding that is known.", line=line)
        ) from error
    if text.encode(encoding, "replace") != data:
        raise UserError(
            ErrorKind.INPUT, tr("The file is in no encoding that is known."), tr("Save it as UTF-8 and try again.")
        )
    return text


def _known(said: Sequence[str]) -> list[str]:
    """Encodings by their names as Python knows them; what pages call Latin 1 is cp1252, as browsers read it."""
    found = []
    for name in said:
        try:
            info = codecs.lookup(name)
        except LookupError:
            continue
        if getattr(info, "_is_text_encoding", True) and not info.name.startswith(("utf-16", "utf-32")):
            found.append("cp1252" if info.name in {"iso8859-1", "ascii"} else info.name)
    return found


def _without_mark(data: bytes) -> list[str]:
    """UTF-16 without a mark of order: every second byte of its letters is nothing."""
    head = data[:_ENOUGH]
    if len(data) % 2 or b"\0" not in head:
        return []
    return ["utf-16-le"] if head[1::2].count(0) > head[::2].count(0) else ["utf-16-be"]
