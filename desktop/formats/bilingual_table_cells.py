"""The cells of the tables of a Word document or a page, as they read with every tracked change accepted."""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Iterator
from typing import TYPE_CHECKING

import msgspec

from desktop.core.errors import ErrorKind, UserError
from desktop.core.words import tr
from desktop.formats.bitext.xml_scan import Document, Node

if TYPE_CHECKING:
    from bs4 import Tag

_MOST_BYTES = 200_000_000
_WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_BLANKS = re.compile(r"[ \t\r\n]+")
_AUTHOR = f"{_WORD} author"
_GONE = frozenset({"del", "moveFrom"})
_NEW = frozenset({"ins", "moveTo"})
_SKIPPED = frozenset({"pPr", "rPr", "tcPr", "instrText", "delText", "fldData"})
_BLOCKS = frozenset({"p", "div", "li", "h1", "h2", "h3", "h4", "h5", "h6"})


class Cells(msgspec.Struct, frozen=True):
    """The rows of all tables, each a list of its cells' texts, and sentences to know."""

    rows: tuple[tuple[str, ...], ...]
    notes: tuple[str, ...] = ()


def docx_rows(data: bytes) -> Cells:
    """The rows of a Word document's tables. Raises `UserError` for one that cannot be read."""
    reader = _Docx(data)
    rows = tuple(reader.rows())
    return Cells(rows, tuple(reader.notes()))


def html_rows(data: bytes) -> Cells:
    """The rows of a page's tables, whatever else the program that saved it put around them."""
    from bs4 import BeautifulSoup

    if len(data) > _MOST_BYTES:
        raise UserError(ErrorKind.INPUT, tr("The file is too large."), tr("At most 200 MB can be read."))
    try:
        soup = BeautifulSoup(data, "lxml")
    except (ValueError, LookupError):  # it says that it is in an encoding that nobody knows
        soup = BeautifulSoup(data.decode("utf-8", "replace").replace("\0", ""), "lxml")
    rows = tuple(
        tuple(_html_text(cell) for cell in row.find_all(["td", "th"], recursive=False)) for row in soup.find_all("tr")
    )
    return Cells(rows)


def _html_text(cell: Tag) -> str:
    """The words of a cell: lines end at breaks and between blocks; programs break them anywhere else when they save."""
    parts: list[str] = []
    for each in cell.descendants:
        name = getattr(each, "name", None)
        if name is None:
            parts.append(_BLANKS.sub(" ", str(each)))
        elif name == "br" or (name in _BLOCKS and "".join(parts).strip()):
            parts.append("\n")
    return "\n".join(line.strip(" ") for line in "".join(parts).split("\n"))


class _Docx:
    """Reads the tables of a document, and who changed and remarked what."""

    def __init__(self, data: bytes) -> None:
        try:
            book = zipfile.ZipFile(io.BytesIO(data))
            if sum(part.file_size for part in book.infolist()) > _MOST_BYTES:
                raise UserError(ErrorKind.INPUT, tr("The file is too large."), tr("At most 200 MB can be read."))
            self._root = Document(book.read("word/document.xml")).root
            there = "word/comments.xml" in book.namelist()
            comments = Document(book.read("word/comments.xml")).root.elements if there else []
        except (
            zipfile.BadZipFile,
            KeyError,
            EOFError,
            OSError,
            ValueError,
            RuntimeError,
            zlib.error,
        ) as error:
            raise UserError(ErrorKind.INPUT, tr("This is not a Word document that can be read.")) from error
        self._comments = {node.attributes.get(f"{_WORD} id", ""): node for node in comments}
        self._authors: dict[str, int] = {}
        self._gone = 0

    def rows(self) -> Iterator[tuple[str, ...]]:
        """The rows that are left when every change is accepted; remarks beside a row go into its comment."""
        for table in (node for node in self._root.walk() if node.local == "tbl"):
            comment = -1
            for row in (node for node in table.elements if node.local == "tr"):
                if self._is_gone(row):
                    self._gone += 1
                    continue
                cells = [self._text(cell) for cell in _cells(row)]
                remarks = self._remarks(row)
                if comment < 0:
                    comment = len(cells) - 1
                if remarks and 0 <= comment < len(cells):
                    cells[comment] = "\n".join(each for each in (cells[comment], *remarks) if each.strip())
                yield tuple(cells)

    def notes(self) -> Iterator[str]:
        """Who changed something that was tracked."""
        if self._authors:
            names = ", ".join(sorted(self._authors))
            yield tr("Tracked changes of {names} are taken as accepted.", names=names)
        if self._gone:
            yield tr("Rows that were deleted with tracked changes are left out: {n}.", n=self._gone)

    def _is_gone(self, row: Node) -> bool:
        properties = row.first("trPr")
        mark = properties.first("del") if properties is not None else None
        if mark is not None:
            self._count(mark)
        return mark is not None

    def _count(self, mark: Node) -> None:
        author = mark.attributes.get(_AUTHOR, "").strip() or tr("somebody")
        self._authors[author] = self._authors.get(author, 0) + 1

    def _text(self, cell: Node) -> str:
        paragraphs = [node for node in cell.elements if node.local in ("p", "sdt")]
        return "\n".join("".join(self._words(each)) for each in paragraphs)

    def _words(self, node: Node) -> Iterator[str]:
        for child in node.elements:
            local = child.local
            if local in _GONE:
                self._count(child)
            elif local == "t":
                yield child.text
            elif local in ("br", "cr"):
                yield "\n"
            elif local == "tab":
                yield "\t"
            elif local == "noBreakHyphen":
                yield "\u2011"
            elif local not in _SKIPPED:
                if local in _NEW:
                    self._count(child)
                yield from self._words(child)

    def _remarks(self, row: Node) -> list[str]:
        """The comments that somebody hung on a text of the row, with who did."""
        found = []
        for node in row.walk():
            if node.local != "commentReference":
                continue
            comment = self._comments.get(node.attributes.get(f"{_WORD} id", ""))
            words = self._text(comment).strip() if comment is not None else ""
            if comment is not None and words:
                author = comment.attributes.get(_AUTHOR, "").strip()
                found.append(f"{author}: {words}" if author else words)
        return found


def _cells(row: Node) -> Iterator[Node]:
    """The cells of a row, those inside of a field of a form too."""
    for node in row.elements:
        if node.local == "tc":
            yield node
        elif node.local in ("sdt", "sdtContent", "customXml"):
            yield from _cells(node)
