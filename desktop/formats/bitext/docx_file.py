"""Word documents in one language: only paragraphs with a changed sentence are written anew."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from xml.sax.saxutils import escape, unescape

from desktop.core.errors import ErrorKind, UserError
from desktop.core.words import tr
from desktop.formats.bitext.monolingual import Edit, Monolingual, Paragraph, Writer, Written
from desktop.formats.bitext.monolingual_pieces import Piece
from desktop.formats.bitext.monolingual_runs import Runs, is_word, require_xml
from desktop.formats.bitext.monolingual_zip import Package
from desktop.formats.bitext.segmenting import Segmenter
from desktop.formats.bitext.splices import Splice, spliced
from desktop.formats.bitext.xml_scan import Document, Node

ENDINGS = (".docx", ".docm", ".dotx")
"""The endings of Word documents."""

_PARTS = re.compile(r"word/(document|header|footer|footnotes|endnotes)\d*\.xml")
_ORDER = ("document", "header", "footer", "footnotes", "endnotes")
_LANGUAGE = re.compile(rb"<w:lang\b[^>]*?\bw:val=\"([A-Za-z]{2,3}(?:-[A-Za-z0-9]{1,8})*)\"")
_HEADING = re.compile(r"(?:heading|kop|rubrik|überschrift|title|titel)\s*\d*", re.IGNORECASE)
_DESCRIPTION = re.compile(rb'\sdescr="([^"]+)"')
_MOST_PARTS = 400
_MOST_BYTES = 40_000_000


class DocxFile(Monolingual):
    """An opened Word document."""

    def __init__(self, data: bytes, source: str = "", rules: Segmenter | None = None) -> None:
        """Raises `UserError` where it is damaged, locked, or no Word document."""
        self._package = Package(data)
        found = [name for name in self._package.names if _PARTS.fullmatch(name)]
        if not any(name.startswith("word/document") for name in found) or len(found) > _MOST_PARTS:
            raise UserError(ErrorKind.INPUT, tr("This is no Word document."))
        if sum(self._package.size(name) for name in found) > _MOST_BYTES:
            hint = tr("At most {n} MB can be read. Divide it.", n=_MOST_BYTES // 1_000_000)
            raise UserError(ErrorKind.INPUT, tr("The texts of this document are too large."), hint)
        self._names = sorted(found, key=_place)
        self._members = [DocxPart(self._package.read(name), name) for name in self._names]
        super().__init__(
            "DOCX", self._members, self._assembled, data, source=source or self._said_language(), rules=rules
        )

    def _assembled(self, edits: Sequence[Sequence[Edit]]) -> bytes:
        return self._package.replaced(
            {
                name: part.with_edits(own)
                for name, part, own in zip(self._names, self._members, edits, strict=True)
                if own
            }
        )

    def _said_language(self) -> str:
        """The language of the document's own styles."""
        if "word/styles.xml" not in self._package.names:
            return ""
        found = _LANGUAGE.search(self._package.read("word/styles.xml")[:200_000])
        return found[1].decode() if found is not None else ""


class DocxPart:
    """A part of the document in paragraphs; see `Part`. Places are bytes of it in UTF-8."""

    def __init__(self, data: bytes, name: str) -> None:
        try:
            self._document = Document(data)
        except UserError as error:
            message = tr("{part}: {reason}", part=name, reason=error.problem.message)
            raise UserError(error.problem.kind, message, error.problem.hint) from error
        self._runs = Runs(self._document.data)
        self._name = name
        self.paragraphs: Sequence[Paragraph] = sorted([*self._read(), *self._alternatives()], key=_start)

    def raw(self, start: int, end: int) -> str:
        """What stands there."""
        return self._document.data[start:end].decode()

    def with_edits(self, edits: Sequence[Edit]) -> bytes:
        """The part with edits."""
        splices = [Splice(edit.start, edit.end, edit.new.encode()) for edit in edits]
        return self._document.encode(spliced(self._document.data, splices))

    def _read(self) -> Iterator[Paragraph]:
        number = 0
        for node in _paragraphs(self._document.root):
            number += 1
            pieces = self._runs.pieces(node)
            if not any(piece.words.strip() for piece in pieces):
                continue
            head = next((child for child in node.elements if is_word(child, "pPr")), None)
            start = head.end if head is not None else node.inner
            context = self._context(node, head)
            yield Paragraph(start, node.close, pieces, self._writer(node), context, whole=True, line=number)

    def _alternatives(self) -> Iterator[Paragraph]:
        """The texts that stand for pictures; they are attributes within the paragraphs of these."""
        for node in _seen(self._document.root):
            found = _DESCRIPTION.search(self._document.data, node.start, node.inner) if node.local == "docPr" else None
            words = unescape(found[1].decode(), {"&quot;": '"', "&apos;": "'"}).strip() if found is not None else ""
            if found is not None and words:
                start, end = found.span(1)
                context = tr("Alternative text of an image")
                yield Paragraph(
                    start, end, [Piece(start, end, words)], _attribute, context, at_once=True, line=node.line
                )

    def _writer(self, node: Node) -> Writer:
        def write(parts: Sequence[Written], _first: Piece) -> str:
            return self._runs.write(parts, node)

        return write

    def _context(self, node: Node, head: Node | None) -> str:
        """What a paragraph is: by its style, by what it stands in, and by its part."""
        style = next((child for child in head.elements if child.local == "pStyle"), None) if head is not None else None
        name = next((value for key, value in style.attributes.items() if key.endswith(" val")), "") if style else ""
        if _HEADING.fullmatch(name):
            return tr("Heading")
        around: set[str] = set()
        at = node.parent
        while at is not None:
            around.add(at.local)
            at = at.parent
        part = _PARTS.fullmatch(self._name)
        kind = part[1] if part is not None else ""
        listed = head is not None and any(child.local == "numPr" for child in head.elements)
        for is_there, said in (
            ("txbxContent" in around, tr("Text box")), (kind == "header", tr("Page header")),
            (kind == "footer", tr("Page footer")), (kind in ("footnotes", "endnotes"), tr("Note")),
            ("tc" in around, tr("Table cell")), (listed, tr("List item")),
        ):  # fmt: skip
            if is_there:
                return said
        return tr("Paragraph")


def _start(paragraph: Paragraph) -> int:
    return paragraph.start


def _attribute(parts: Sequence[Written], _first: Piece) -> str:
    """Words within the quotes of an attribute."""
    words = " ".join("".join(part.text for part in parts).split())
    require_xml(words)
    return escape(words, {'"': "&quot;"})


def _place(name: str) -> tuple[int, str]:
    found = _PARTS.fullmatch(name)
    return _ORDER.index(found[1]) if found is not None else len(_ORDER), name


def _paragraphs(root: Node) -> Iterator[Node]:
    """The paragraphs in their order."""
    return (node for node in _seen(root) if is_word(node, "p") and node.inner != node.end)


def _seen(root: Node) -> Iterator[Node]:
    """All elements that are shown, in their order; what is there a second time for old programs is left out."""
    waiting = [root]
    while waiting:
        node = waiting.pop()
        if node.local in ("Fallback", "del", "moveFrom"):
            continue
        yield node
        waiting.extend(reversed(node.elements))
