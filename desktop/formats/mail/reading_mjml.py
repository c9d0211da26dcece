"""A mail in MJML as parts; what stands in its texts is HTML, and is read as that."""

from __future__ import annotations

import re
from collections.abc import Callable
from html import escape, unescape
from html.parser import HTMLParser

from desktop.core.errors import ErrorKind, UserError
from desktop.core.mail import BlockKind, SocialLink
from desktop.core.words import tr
from desktop.formats.mail.reading_html import HtmlReader, without_filler
from desktop.formats.mail.reading_parts import Part, joined, network_of
from desktop.formats.mail.reading_prose import address_of
from desktop.formats.mail.reading_tree import DEEPEST, tree_of

_ENDING = {
    "mj-text", "mj-button", "mj-table", "mj-raw", "mj-title", "mj-preview", "mj-style", "mj-social-element",
    "mj-navbar-link", "mj-accordion-title", "mj-accordion-text", "mj-font", "mj-breakpoint",
}  # fmt: skip
_UNREAD = {"mj-attributes", "mj-style", "mj-font", "mj-breakpoint", "mj-html-attributes", "mj-raw", "mj-spacer"}
_EMPTY = {"mj-image", "mj-divider", "mj-spacer", "mj-include", "mj-all", "mj-class", "mj-carousel-image"}
_MOST_COLUMNS = 3


class MjNode:
    """An element of MJML; `html` is what stands in one that holds HTML."""

    def __init__(self, tag: str, attributes: dict[str, str], line: int) -> None:
        self.tag = tag
        self.attributes = attributes
        self.line = line
        self.html = ""
        self.children: list[MjNode] = []

    def get(self, name: str) -> str:
        """An attribute; empty when it is not there."""
        return self.attributes.get(name, "").strip()


class MjmlReader:
    """Reads one mail; `picture` says where a picture is taken from."""

    def __init__(self, picture: Callable[[str], str]) -> None:
        self._picture = picture
        self.title = ""
        self.preheader = ""
        self.language = ""
        self.pixels = 0
        self.includes: list[str] = []

    def read(self, source: str) -> list[Part]:
        """The parts of a mail. Raises `UserError` (input) that names the line when the source is broken."""
        parser = _Parser()
        parser.feed(source)
        parser.close()
        root = parser.finish()
        self.language = root.get("lang")[:2].lower()
        return [part for child in root.children for part in self._of(child)]

    def _of(self, node: MjNode) -> list[Part]:
        self._note_head(node)
        reader = {
            "mj-section": self._section,
            "mj-text": self._html,
            "mj-table": self._html,
            "mj-accordion-text": self._html,
            "mj-accordion-title": _title,
            "mj-button": _button,
            "mj-image": self._image,
            "mj-carousel-image": self._image,
            "mj-divider": lambda _node: [Part(BlockKind.DIVIDER)],
            "mj-social": _social,
            "mj-navbar": self._links,
        }.get(node.tag)
        if reader is not None:
            return reader(node)
        return [] if node.tag in _UNREAD else [part for child in node.children for part in self._of(child)]

    def _note_head(self, node: MjNode) -> None:
        if node.tag == "mj-title":
            self.title = _words(node.html)
        elif node.tag == "mj-preview":
            self.preheader = without_filler(_words(node.html))
        elif node.tag == "mj-include":
            self.includes.append(node.get("path"))

    def _links(self, node: MjNode) -> list[Part]:
        links = " · ".join(f'<a href="{escape(each.get("href"))}">{each.html}</a>' for each in node.children)
        return HtmlReader(self._picture).read(tree_of(f"<p>{links}</p>"))

    def _section(self, node: MjNode) -> list[Part]:
        columns = [each for child in node.children for each in (child.children if child.tag == "mj-group" else [child])]
        read = [joined(self._of(each)) for each in columns]
        filled = [each for each in read if each]
        if not 2 <= len(filled) <= _MOST_COLUMNS:
            return [part for parts in filled for part in parts]
        if all(part.kind is BlockKind.SOCIAL for parts in filled for part in parts):
            return [
                Part(BlockKind.SOCIAL, links=tuple(link for parts in filled for part in parts for link in part.links))
            ]
        return [Part(BlockKind.COLUMNS, columns=filled)]

    def _html(self, node: MjNode) -> list[Part]:
        styles = f"font-size:{node.get('font-size')};text-align:{node.get('align')}"
        inside = f"<table>{node.html}</table>" if node.tag == "mj-table" else node.html
        reader = HtmlReader(self._picture)
        parts = reader.read(tree_of(f'<div style="{escape(styles)}">{inside}</div>'))
        self.pixels += reader.pixels
        for part in parts:
            part.foot = "foot" in node.get("css-class").lower()
        return parts

    def _image(self, node: MjNode) -> list[Part]:
        src, alt = self._picture(node.get("src")), " ".join(node.get("alt").split())
        if not (src or alt):
            return []
        width = re.match(r"(\d+)(?:px)?$", node.get("width"))
        return [
            Part(
                BlockKind.IMAGE,
                {"alt": alt},
                address_of(node.get("href")),
                src,
                min(int(width[1]), 1200) if width else 0,
            )
        ]


def _title(node: MjNode) -> list[Part]:
    return [Part(BlockKind.HEADING, {"": _words(node.html)}, level=3)]


def _button(node: MjNode) -> list[Part]:
    return [Part(BlockKind.BUTTON, {"": _words(node.html)}, address_of(node.get("href")), align=_align(node))]


def _social(node: MjNode) -> list[Part]:
    """The networks by the name that MJML knows them by, or by their address."""
    found = []
    for each in node.children:
        name = each.get("name").removesuffix("-noshare").replace("twitter", "x") or network_of(each.get("href"))
        href = address_of(each.get("href"))
        if name and href:
            found.append(SocialLink(name, href))
    return [Part(BlockKind.SOCIAL, links=tuple(found))] if found else []


class _Parser(HTMLParser):
    """MJML as a tree: its own elements have to be closed in order, what is HTML is left as it is."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=False)
        self._root = MjNode("", {}, 1)
        self._open = [self._root]

    def finish(self) -> MjNode:
        """The element of the whole mail."""
        left = self._open[-1]
        if left is not self._root:
            raise _broken(left.line, tr("The element {tag} is not closed.", tag=f"<{left.tag}>"))
        found = next((each for each in self._root.children if each.tag == "mjml"), None)
        if found is None:
            raise _broken(1, tr("There is no element {tag} in it.", tag="<mjml>"))
        return found

    @property
    def _in_html(self) -> bool:
        return self._open[-1].tag in _ENDING

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Go into an element of MJML; what is none is HTML."""
        if not _is_ours(tag) or self._in_html:
            self._keep(self.get_starttag_text() or "")
            return
        if len(self._open) > DEEPEST:
            raise _broken(self.getpos()[0], tr("Its elements lie too deep in each other."))
        node = MjNode(tag, {name: value or "" for name, value in attrs}, self.getpos()[0])
        self._open[-1].children.append(node)
        if tag not in _EMPTY:
            self._open.append(node)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Take an element that holds nothing."""
        if not _is_ours(tag) or self._in_html:
            self._keep(self.get_starttag_text() or "")
            return
        self._open[-1].children.append(MjNode(tag, {name: value or "" for name, value in attrs}, self.getpos()[0]))

    def handle_endtag(self, tag: str) -> None:
        """Leave an element; what is closed must be what was open."""
        if not _is_ours(tag):
            self._keep(f"</{tag}>")
            return
        if tag in _EMPTY:
            return
        if self._open[-1].tag != tag:
            inside = self._open[-1].tag
            expected = f"</{inside}>" if inside else ""
            words = (
                tr("It closes {tag}, where {expected} was to be closed.", tag=f"<{tag}>", expected=f"<{inside}>")
                if expected
                else tr("It closes {tag}, which was not open.", tag=f"<{tag}>")
            )
            raise _broken(self.getpos()[0], words)
        self._open.pop()

    def handle_data(self, data: str) -> None:
        """HTML stands only where it may."""
        self._keep(data)

    def handle_entityref(self, name: str) -> None:
        """Signs are kept as they are written."""
        self._keep(f"&{name};")

    def handle_charref(self, name: str) -> None:
        """Signs are kept as they are written."""
        self._keep(f"&#{name};")

    def unknown_decl(self, data: str) -> None:
        """What is set apart is HTML too."""
        if data.startswith("CDATA["):
            self._keep(data[6:])

    def _keep(self, html: str) -> None:
        if self._in_html:
            self._open[-1].html += html


def _is_ours(tag: str) -> bool:
    return tag == "mjml" or tag.startswith("mj-")


def _words(html: str) -> str:
    return tree_of(html).text if "<" in html else " ".join(unescape(html).split())


def _align(node: MjNode) -> str:
    return {"center": "center", "right": "right"}.get(node.get("align"), "")


def _broken(line: int, why: str) -> UserError:
    return UserError(
        ErrorKind.INPUT,
        tr("This MJML is broken at line {line}.", line=line),
        tr("{why} Put it right in a text editor, or import the HTML of the mail.", why=why),
    )
