"""Texts as Word documents (.docx): headings, lists, tables, links, code, pictures with their words, and footnotes."""

from __future__ import annotations

import io
import struct
from collections.abc import Callable, Sequence
from typing import Any, cast

import docx
import msgspec
from docx.document import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.image.exceptions import InvalidImageStreamError, UnexpectedEndOfFileError, UnrecognizedImageError
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Emu, Mm, Pt
from docx.table import _Cell
from docx.text.paragraph import Paragraph

from desktop.core.words import tr
from desktop.formats.blog.docx_inline import InlineWriter
from desktop.formats.blog.docx_notes import NotesPart
from desktop.formats.blog.docx_styles import CODE, add_styles, list_item, new_list, shade
from desktop.formats.blog.tree import Element, blocks, inner_html, tree_of
from desktop.formats.mail.pictures import Picture

_WIDTH = Mm(160)
_SIDES = {
    "left": WD_ALIGN_PARAGRAPH.LEFT,
    "center": WD_ALIGN_PARAGRAPH.CENTER,
    "right": WD_ALIGN_PARAGRAPH.RIGHT,
}

FindPicture = Callable[[str], Picture | None]
"""Gives the picture of the profile with an address, or None for one that is not in it."""


class Paper(msgspec.Struct, frozen=True):
    """What a document is made of: `html` is sanitised; an empty title stands nowhere."""

    html: str
    title: str = ""
    language: str = "en"
    author: str = ""
    keywords: tuple[str, ...] = ()


def word_document(paper: Paper, find: FindPicture) -> tuple[bytes, tuple[str, ...]]:
    """The file, and sentences about what is not in it as it should be."""
    document = docx.Document()
    add_styles(document, paper.language)
    told = document.core_properties
    told.title, told.author, told.language = paper.title[:250], paper.author[:250], paper.language
    told.comments, told.keywords = "", ", ".join(paper.keywords)[:250]
    if paper.title:
        document.add_paragraph(paper.title, style="Title")
    writer = _Writer(document, find)
    writer.write(tree_of(paper.html))
    out = io.BytesIO()
    document.save(out)
    return out.getvalue(), tuple(writer.notes)


class _Writer:
    """Puts the blocks of a tree into a document, one after another."""

    def __init__(self, document: Document, find: FindPicture) -> None:
        self._document = document
        self._find = find
        self._notes = NotesPart(document)
        self._inline = InlineWriter(self._notes, self._picture)
        self._where: Document | _Cell = document
        self.notes: list[str] = []

    def write(self, top: Element) -> None:
        """Write all blocks; footnotes are put where they are referred to."""
        for section in top.iter("section"):
            if section.get("class") == "footnotes":
                self._inline.footnotes = {str(item.get("id")): item for item in section.iter("li")}
        self._blocks(top)

    def _blocks(self, parent: Element) -> None:
        for element in blocks(parent):
            self._block(element)

    def _block(self, element: Element) -> None:
        tag = str(element.tag)
        if tag in {"h1", "h2", "h3", "h4", "h5", "h6"}:
            self._inline.heading(self._paragraph(f"Heading {tag[1]}"), element)
        elif tag in {"ul", "ol"}:
            self._list(element, 0)
        elif tag == "pre":
            self._code(element)
        elif tag == "table":
            self._table(element)
        elif tag == "blockquote":
            self._quote(element)
        elif tag == "hr":
            self._rule()
        elif tag == "figcaption":
            self._inline.write(self._paragraph("Caption"), element)
        elif tag in {"figure", "div", "details", "dl"} or (tag == "section" and element.get("class") != "footnotes"):
            self._container(element)
        elif tag != "section":
            self._inline.write(self._paragraph("Normal"), element)

    def _container(self, element: Element) -> None:
        inside = tree_of(inner_html(element))
        self._blocks(inside)

    def _paragraph(self, style: str) -> Paragraph:
        paragraph = self._where.add_paragraph()
        paragraph.style = self._document.styles[style]
        return paragraph

    def _list(self, element: Element, level: int) -> None:
        ordered = element.tag == "ol"
        start = element.get("start", "1")
        first = int(start) if start.isdecimal() else 1
        list_id = new_list(self._document, ordered=ordered, level=level, start=first)
        style = "List Number" if ordered else "List Bullet"
        for item in blocks(element):
            self._item(item, style, level, list_id)

    def _item(self, item: Element, style: str, level: int, list_id: int) -> None:
        marked = False
        for part in blocks(tree_of(inner_html(item))):
            if part.tag in {"ul", "ol"}:
                self._list(part, level + 1)
            elif part.tag != "p":
                self._block(part)
            elif marked:
                paragraph = self._paragraph("List Continue")
                paragraph.paragraph_format.left_indent = Pt(18 * (level + 1))
                self._inline.write(paragraph, part)
            else:
                marked = True
                paragraph = self._paragraph(style)
                list_item(paragraph, list_id, level)
                self._inline.write(paragraph, part)

    def _code(self, element: Element) -> None:
        paragraph = self._paragraph(CODE)
        lines = element.text_content().rstrip("\n").split("\n")
        for index, line in enumerate(lines):
            run = paragraph.add_run(line)
            if index < len(lines) - 1:
                run.add_break()

    def _quote(self, element: Element) -> None:
        for part in blocks(tree_of(inner_html(element))):
            if part.tag == "p":
                self._inline.write(self._paragraph("Quote"), part)
            else:
                self._block(part)

    def _rule(self) -> None:
        border = OxmlElement("w:pBdr")
        line = OxmlElement("w:bottom")
        for name, value in (("val", "single"), ("sz", "6"), ("space", "1"), ("color", "auto")):
            line.set(qn(f"w:{name}"), value)
        border.append(line)
        cast("Any", self._paragraph("Normal")._p.get_or_add_pPr()).append(border)  # noqa: SLF001 -- no public way

    def _table(self, element: Element) -> None:
        rows = [[cell for cell in row if cell.tag in {"td", "th"}] for row in element.iter("tr")]
        width = max((len(row) for row in rows), default=0)
        if not width or isinstance(self._where, _Cell):
            self._inline.write(self._paragraph("Normal"), element)
            return
        table = self._document.add_table(rows=len(rows), cols=width)
        table.style = self._document.styles["Table Grid"]
        for index, row in enumerate(rows):
            self._row(table.rows[index].cells, row)
            if row and all(cell.tag == "th" for cell in row):
                head = OxmlElement("w:tblHeader")
                table.rows[index]._tr.get_or_add_trPr().append(head)  # noqa: SLF001 -- no public way
        self._paragraph("Normal")

    def _row(self, places: Sequence[_Cell], cells: Sequence[Element]) -> None:
        for place, cell in zip(places, cells, strict=False):
            paragraph = place.paragraphs[0]
            paragraph.paragraph_format.space_after = Pt(0)
            if cell.tag == "th":
                shade(place)
            side = cell.get("style", "").partition(":")[2].strip(" ;")
            if side in _SIDES:
                paragraph.alignment = _SIDES[side]
            self._inline.write(paragraph, cell, bold=cell.tag == "th")

    def _picture(self, paragraph: Paragraph, element: Element) -> bool:
        """Put a picture of the profile there; whether that could be done."""
        source = element.get("src", "")
        picture = self._find(source)
        if picture is None:
            return False
        try:
            shape = paragraph.add_run().add_picture(io.BytesIO(picture.content))
        except (
            UnrecognizedImageError,
            InvalidImageStreamError,
            UnexpectedEndOfFileError,
            ValueError,  # of which a wrong letter is one
            KeyError,
            ZeroDivisionError,
            struct.error,
        ):
            self.notes.append(
                tr("Word documents cannot hold the picture “{name}”: its words stand there.", name=picture.name)
            )
            return False
        if shape.width > _WIDTH:
            shape.width, shape.height = _WIDTH, Emu(int(shape.height * _WIDTH / shape.width))
        inline = shape._inline  # noqa: SLF001 -- no public way
        for side in ("distL", "distR"):  # LibreOffice would move the picture by it
            inline.set(side, "0")
        told = inline.docPr
        told.set("descr", element.get("alt", ""))
        told.set("name", picture.name)
        return True
