"""What stands within a paragraph of a Word document: runs, links, notes and pictures."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, cast

import msgspec
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.text.paragraph import Paragraph
from docx.text.run import Run

from desktop.core.words import tr
from desktop.formats.blog.docx_styles import INLINE_CODE, LINK
from desktop.formats.blog.tree import Element

if TYPE_CHECKING:
    from desktop.formats.blog.docx_notes import NotesPart

_SPACES = re.compile(r"[ \t\r\n\f]+")
_NAME = re.compile(r"[^\w]")
_LONGEST_NAME = 40


class _Look(msgspec.Struct, frozen=True):
    """How a run looks."""

    bold: bool = False
    italic: bool = False
    strike: bool = False
    underline: bool = False
    code: bool = False
    raised: bool = False
    lowered: bool = False
    link: bool = False


_LOOKS: dict[str, dict[str, bool]] = {
    "b": {"bold": True},
    "strong": {"bold": True},
    "i": {"italic": True},
    "em": {"italic": True},
    "cite": {"italic": True},
    "var": {"italic": True},
    "s": {"strike": True},
    "del": {"strike": True},
    "u": {"underline": True},
    "ins": {"underline": True},
    "code": {"code": True},
    "kbd": {"code": True},
    "sup": {"raised": True},
    "sub": {"lowered": True},
}


class InlineWriter:
    """Writes what stands in an element into a paragraph; `footnotes` are the items of the notes by their ids."""

    def __init__(self, notes: NotesPart, picture: Callable[[Paragraph, Element], bool]) -> None:
        self._notes = notes
        self._picture = picture
        self._bookmarks = 0
        self.footnotes: dict[str, Element] = {}

    def heading(self, paragraph: Paragraph, element: Element) -> None:
        """A heading, with a bookmark of its name that links within the text lead to."""
        name = element.get("id", "")
        if not name:
            self.write(paragraph, element)
            return
        self._bookmarks += 1
        start, end = OxmlElement("w:bookmarkStart"), OxmlElement("w:bookmarkEnd")
        for mark in (start, end):
            mark.set(qn("w:id"), str(self._bookmarks))
        start.set(qn("w:name"), _bookmark(name))
        cast("Any", paragraph._p).append(start)  # noqa: SLF001 -- no public way to any of this
        self.write(paragraph, element)
        cast("Any", paragraph._p).append(end)  # noqa: SLF001

    def write(self, paragraph: Paragraph, element: Element, *, bold: bool = False) -> None:
        """All that stands in the element, into the paragraph."""
        self._inside(_Place(paragraph), element, _Look(bold=bold))
        _strip(paragraph)

    def _inside(self, place: _Place, element: Element, look: _Look) -> None:
        self._text(place, element.text, look)
        for child in element:
            if isinstance(child.tag, str):
                self._child(place, child, look)
            self._text(place, child.tail, look)

    def _child(self, place: _Place, child: Element, look: _Look) -> None:
        tag = str(child.tag)
        if tag == "br":
            place.run("").add_break()
        elif tag == "img":
            self._image(place, child, look)
        elif tag == "a":
            self._link(place, child, look)
        elif tag == "sup" and child.get("class") == "footnote-ref":
            self._note(place, child, look)
        else:
            self._inside(place, child, msgspec.structs.replace(look, **_LOOKS.get(tag, {})))

    def _image(self, place: _Place, child: Element, look: _Look) -> None:
        if self._picture(place.paragraph, child):
            return
        source, words = child.get("src", ""), child.get("alt", "").strip()
        shown = tr("[Picture: {words}]", words=words) if words else tr("[Picture]")
        if source.startswith(("http://", "https://")) and place.parent is None:
            link = place.linked(source, None)
            self._text(link, shown, msgspec.structs.replace(look, link=True))
        else:
            self._text(place, shown, look)

    def _link(self, place: _Place, child: Element, look: _Look) -> None:
        address = child.get("href", "")
        if child.get("class") == "footnote-backref":
            return
        if not address or place.parent is not None:
            self._inside(place, child, look)
            return
        inner = place.linked("", _bookmark(address[1:])) if address.startswith("#") else place.linked(address, None)
        self._inside(inner, child, msgspec.structs.replace(look, link=True))

    def _note(self, place: _Place, child: Element, look: _Look) -> None:
        link = child.find("a")
        item = self.footnotes.get(link.get("href", "")[1:]) if link is not None else None
        if item is None:
            self._inside(place, child, msgspec.structs.replace(look, raised=True))
            return
        self._notes.refer(place.paragraph, item, self)

    def _text(self, place: _Place, text: str | None, look: _Look) -> None:
        words = _SPACES.sub(" ", text or "")
        if not words:
            return
        run = place.run(words)
        font = run.font
        # None leaves a trait to the style; False would take a heading's bold away.
        font.bold, font.italic = look.bold or None, look.italic or None
        font.strike, font.underline = look.strike or None, look.underline or None
        font.superscript, font.subscript = look.raised or None, look.lowered or None
        if look.code:
            run.style = INLINE_CODE
        elif look.link:
            run.style = LINK


class _Place:
    """Where runs are added: a paragraph, or a link in it."""

    def __init__(self, paragraph: Paragraph, parent: object = None) -> None:
        self.paragraph = paragraph
        self.parent = parent

    def run(self, words: str) -> Run:
        """A new run at the end."""
        run = self.paragraph.add_run(words)
        if self.parent is not None:
            cast("Any", self.parent).append(run._r)  # noqa: SLF001 -- no public way
        return run

    def linked(self, address: str, bookmark: str | None) -> _Place:
        """A link at the end, to an address or a bookmark of the document."""
        link = OxmlElement("w:hyperlink")
        if bookmark is not None:
            link.set(qn("w:anchor"), bookmark)
        else:
            link.set(qn("r:id"), self.paragraph.part.relate_to(address, RELATIONSHIP_TYPE.HYPERLINK, is_external=True))
        cast("Any", self.paragraph._p).append(link)  # noqa: SLF001 -- no public way
        return _Place(self.paragraph, link)


def _bookmark(name: str) -> str:
    return f"_{_NAME.sub('_', name)}"[:_LONGEST_NAME]


def _strip(paragraph: Paragraph) -> None:
    """Take the white space off both ends, which HTML does not show."""
    texts = paragraph._p.xpath(".//w:t")  # noqa: SLF001 -- no public way into links
    if texts and texts[0].text:
        texts[0].text = texts[0].text.lstrip(" ")
    if texts and texts[-1].text:
        texts[-1].text = texts[-1].text.rstrip(" ")
