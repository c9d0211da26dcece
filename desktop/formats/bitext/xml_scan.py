"""An XML file as a tree that knows at which byte each element begins and ends.

What is not changed of a file has to leave as it came, to the byte. So nothing is ever written out from a tree: changes
are splices into the bytes, and this tells where. expat does the parsing; entities that a file declares are refused,
as they can be made to grow without end.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from typing import NoReturn
from xml.parsers import expat

from desktop.core.errors import ErrorKind, UserError
from desktop.core.words import tr

MOST_BYTES = 200_000_000
_MOST_ELEMENTS = 1_500_000
"""Some seconds and a gigabyte and a half; a file of 20,000 segments has a tenth of them."""
_DEEPEST = 200
_TAG = re.compile(rb"""<[^\s<>/]+(?:\s+[^\s=<>]+\s*=\s*(?:"[^"]*"|'[^']*'))*\s*/?>""")
_DECLARED = re.compile(rb"""^<\?xml[^>]*?encoding\s*=\s*["']([A-Za-z0-9._-]+)["']""")
_BOMS = (
    (codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF32_LE, "utf-32-le"), (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"),
)  # fmt: skip


class Node:
    """An element: from `start` to `end` in the bytes of the file in UTF-8; what is in it, from `inner` to `close`."""

    __slots__ = (
        "_all", "_past", "_place", "attributes", "children", "close", "end", "inner", "line", "local", "name", "parent",
        "start",
    )  # fmt: skip

    def __init__(
        self, name: str, attributes: dict[str, str], start: int, inner: int, line: int, every: list[Node]
    ) -> None:
        """`every` are the nodes of the document so far, to which this one is added."""
        self.name = name
        self.local = name[name.rfind(" ") + 1 :]
        """The name without its namespace."""
        self.attributes = attributes
        self.start = start
        self.inner = inner
        self.close = inner
        self.end = inner
        self.line = line
        self.parent: Node | None = None
        self.children: list[Node | str] = []
        self._all = every
        self._place = len(every)
        self._past = 0
        every.append(self)

    @property
    def elements(self) -> list[Node]:
        """The elements directly in it."""
        return [child for child in self.children if child.__class__ is Node]

    @property
    def text(self) -> str:
        """All words in it, those of elements in it too."""
        return "".join(child if isinstance(child, str) else child.text for child in self.children)

    def first(self, local: str) -> Node | None:
        """The first element of that name directly in it."""
        for child in self.children:
            if isinstance(child, Node) and child.local == local:
                return child
        return None

    def walk(self) -> Iterator[Node]:
        """Itself and every element in it, in the order of the file."""
        return iter(self._all[self._place : self._past])

    def ended(self) -> None:
        """Its end was read: all that is in it was added to the document's nodes."""
        self._past = len(self._all)


class Document:
    """A file's bytes in UTF-8, its tree, and how it was encoded."""

    def __init__(self, data: bytes) -> None:
        """Raises `UserError` with the line and the reason when it is not XML that can be worked on."""
        if len(data) > MOST_BYTES:
            raise UserError(
                ErrorKind.INPUT,
                tr("The file is too large."),
                tr("At most {most} MB are read. Split it first.", most=MOST_BYTES // 1_000_000),
            )
        self.bom, self.encoding = _encoding(data)
        self.data = _in_utf8(data[len(self.bom) :], self.encoding)
        if self.encode(self.data) != data:
            raise UserError(
                ErrorKind.INPUT,
                tr("The file cannot be read as {encoding}, which it says it is.", encoding=self.encoding),
            )
        self.root = scan(self.data)

    def encode(self, data: bytes) -> bytes:
        """UTF-8 in the file's own encoding. Raises `UserError` for a letter that it does not have."""
        if self.encoding == "utf-8":
            return self.bom + data
        try:
            return self.bom + data.decode().encode(self.encoding)
        except UnicodeEncodeError as error:
            letter = str(error.object)[error.start : error.start + 1]
            raise UserError(
                ErrorKind.INPUT,
                tr("The file is in {encoding}, which has no “{letter}”.", encoding=self.encoding, letter=letter),
                tr("Save it in UTF-8 first."),
            ) from error


def refuse(line: int, reason: str, hint: str = "") -> NoReturn:
    """Say in which line a file is wrong, and why."""
    raise UserError(ErrorKind.INPUT, tr("Line {line}: {reason}", line=line, reason=reason), hint)


def _encoding(data: bytes) -> tuple[bytes, str]:
    for bom, name in _BOMS:
        if data.startswith(bom):
            return bom, name
    for name in ("utf-16-le", "utf-16-be"):
        if data.startswith("<?xml".encode(name)):
            return b"", name
    declared = _DECLARED.match(data[:200].lstrip())
    name = declared[1].decode().lower() if declared else "utf-8"
    try:
        return b"", "utf-8" if codecs.lookup(name).name in ("utf-8", "ascii") else codecs.lookup(name).name
    except LookupError as error:
        raise UserError(ErrorKind.INPUT, tr("Nobody knows the encoding {name}.", name=name)) from error


def _in_utf8(data: bytes, encoding: str) -> bytes:
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        refuse(line, tr("this is not text in {encoding}.", encoding=encoding))
    return data if encoding == "utf-8" else text.encode("utf-8", "surrogatepass")


def scan(data: bytes) -> Node:
    """The tree of an XML document in UTF-8. Raises `UserError` with the line."""
    scanner = _Scanner(data)
    if not scanner.roots:
        refuse(1, tr("this is not well-formed XML ({reason}).", reason="no element found"))
    return scanner.roots[0]


class _Scanner:
    def __init__(self, data: bytes) -> None:
        self._data = data
        self._open: list[Node] = []
        self._all: list[Node] = []
        self.roots: list[Node] = []
        parser = expat.ParserCreate("utf-8", " ")
        parser.buffer_text = True
        parser.StartElementHandler = self._on_start
        parser.EndElementHandler = self._on_end
        parser.CharacterDataHandler = self._on_text
        parser.EntityDeclHandler = self._on_entity
        self._parser = parser
        try:
            parser.Parse(data, True)
        except expat.ExpatError as error:
            refuse(error.lineno, tr("this is not well-formed XML ({reason}).", reason=expat.ErrorString(error.code)))

    def _on_start(self, name: str, attributes: dict[str, str]) -> None:
        start = self._parser.CurrentByteIndex
        found = _TAG.match(self._data, start)
        line = self._parser.CurrentLineNumber
        if found is None or len(self._open) >= _DEEPEST:
            refuse(line, tr("this element cannot be read."))
        if len(self._all) >= _MOST_ELEMENTS:
            refuse(line, tr("the file has more than {most} elements.", most=_MOST_ELEMENTS), tr("Split it first."))
        node = Node(name, attributes, start, found.end(), line, self._all)
        if self._open:
            node.parent = self._open[-1]
            self._open[-1].children.append(node)
        else:
            self.roots.append(node)
        self._open.append(node)

    def _on_end(self, _name: str) -> None:
        node = self._open.pop()
        node.ended()
        if self._data[node.inner - 2 : node.inner] != b"/>":
            node.close = self._parser.CurrentByteIndex
            node.end = self._data.index(b">", node.close) + 1

    def _on_text(self, text: str) -> None:
        if self._open:
            self._open[-1].children.append(text)

    def _on_entity(self, *_declared: object) -> None:
        refuse(self._parser.CurrentLineNumber, tr("the file declares entities, which are not read."))
