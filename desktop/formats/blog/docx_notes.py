"""The footnotes of a Word document, which python-docx does not know: a part of their own in the package."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from docx.document import Document
from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.parts.story import StoryPart
from docx.text.paragraph import Paragraph

from desktop.formats.blog.docx_styles import NOTE_REFERENCE, NOTE_TEXT
from desktop.formats.blog.tree import Element, blocks, inner_html, tree_of

if TYPE_CHECKING:
    from desktop.formats.blog.docx_inline import InlineWriter

_EMPTY = (
    f"<w:footnotes {nsdecls('w', 'r')}>"
    '<w:footnote w:type="separator" w:id="-1"><w:p><w:r><w:separator/></w:r></w:p></w:footnote>'
    '<w:footnote w:type="continuationSeparator" w:id="0"><w:p><w:r><w:continuationSeparator/></w:r></w:p></w:footnote>'
    "</w:footnotes>"
)


class NotesPart:
    """Makes the part when the first note comes."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self._part: StoryPart | None = None
        self._count = 0

    def refer(self, paragraph: Paragraph, item: Element, inline: InlineWriter) -> None:
        """Put a note's number at the end of the paragraph, and what it says into the part.

        A note that is referred to twice is there twice: Word allows one reference to each.
        """
        part = self._made()
        self._count += 1
        note = OxmlElement("w:footnote")
        note.set(qn("w:id"), str(self._count))
        cast("Any", part.element).append(note)
        for index, block in enumerate(each for each in blocks(tree_of(inner_html(item)))):
            self._paragraph(note, part, block, inline, numbered=index == 0)
        run = paragraph.add_run()
        run.style = self._document.styles[NOTE_REFERENCE]
        mark = OxmlElement("w:footnoteReference")
        mark.set(qn("w:id"), str(self._count))
        cast("Any", run._r).append(mark)  # noqa: SLF001 -- no public way

    def _paragraph(
        self, note: object, part: StoryPart, block: Element, inline: InlineWriter, *, numbered: bool
    ) -> None:
        element = OxmlElement("w:p")
        cast("Any", note).append(element)
        paragraph = Paragraph(cast("Any", element), _Within(part))
        paragraph.style = self._document.styles[NOTE_TEXT]
        if numbered:
            run = paragraph.add_run()
            run.style = self._document.styles[NOTE_REFERENCE]
            cast("Any", run._r).append(OxmlElement("w:footnoteRef"))  # noqa: SLF001 -- no public way
            paragraph.add_run(" ")
        inline.write(paragraph, block)

    def _made(self) -> StoryPart:
        if self._part is None:
            main = self._document.part
            self._part = StoryPart(
                PackURI("/word/footnotes.xml"), CONTENT_TYPE.WML_FOOTNOTES, parse_xml(_EMPTY), main.package
            )
            main.relate_to(self._part, RELATIONSHIP_TYPE.FOOTNOTES)
        return self._part


class _Within:
    """What a paragraph of python-docx asks of what holds it."""

    def __init__(self, part: StoryPart) -> None:
        self.part = part
