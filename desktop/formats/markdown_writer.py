"""Markdown of elements, for pages that are read and for what is pasted: signs that stood in the text stay signs.

markdownify writes the Markdown; here are the escapes that it leaves out, in tables and at the beginnings of lines, and
only of what would mean something where it stands.
"""

from __future__ import annotations

import re
from typing import Any, cast

from bs4 import Tag
from bs4.element import NavigableString
from markdownify import ATX, MarkdownConverter

_SPECIAL = re.compile(r"([\\`*\[\]]|(?<!\w)_|_(?!\w)|~(?=~)|<(?=[a-zA-Z/!?])|&(?=#?\w+;))")
_LINE_MARKS = re.compile(
    r"^(\s*)(#{1,6}(?=\s|$)|[-+>](?=\s|$)|-(?:[ \t]*-){2,}[ \t]*$|~{3,}|=+\s*$|\d{1,9}[.)](?=\s|$))"
)
_IN_ADDRESS = str.maketrans({" ": "%20", "(": "%28", ")": "%29", "<": "%3C", ">": "%3E", "\\": "%5C"})
_BREAKS = re.compile(r"\\?\n")
_LANGUAGE_CLASS = re.compile(r"language-([\w+#.-]+)")


def escaped(text: str) -> str:
    """The text with a backslash before each sign that would mean something anywhere in a line."""
    return _SPECIAL.sub(r"\\\1", text)


def address_in_link(address: str) -> str:
    """An address without what would end a link or a picture in Markdown."""
    return address.strip().translate(_IN_ADDRESS)


class MarkdownWriter(MarkdownConverter):
    """Writes elements of BeautifulSoup (`convert_soup`) or HTML (`convert`) as Markdown."""

    def __init__(self) -> None:
        super().__init__(
            heading_style=ATX,
            bullets="-",
            newline_style="backslash",
            sub_symbol="<sub>",
            sup_symbol="<sup>",
            table_infer_header=True,
            code_language_callback=_language_of,
        )

    def escape(self, text: str, parent_tags: set[str]) -> str:  # noqa: ARG002 -- as markdownify calls it
        """As `escaped`; code does not come here."""
        return escaped(text) if text else ""

    def convert_p(self, el: Tag, text: str, parent_tags: set[str]) -> str:
        """A paragraph does not become a heading or an item by its first sign."""
        plain = "\n".join(_LINE_MARKS.sub(_marked, line) for line in text.split("\n"))
        return str(cast("Any", super()).convert_p(el, plain, parent_tags))

    def convert_li(self, el: Tag, text: str, parent_tags: set[str]) -> str:
        """As a paragraph, where the item begins with plain words."""
        first = next(iter(el.children), None)
        if isinstance(first, NavigableString):
            text = _LINE_MARKS.sub(_marked, text)
        return str(cast("Any", super()).convert_li(el, text, parent_tags))

    def convert_td(self, el: Tag, text: str, parent_tags: set[str]) -> str:
        """A cell holds no bar and no line break."""
        return str(cast("Any", super()).convert_td(el, _in_cell(text), parent_tags))

    def convert_th(self, el: Tag, text: str, parent_tags: set[str]) -> str:
        """As a cell."""
        return str(cast("Any", super()).convert_th(el, _in_cell(text), parent_tags))


def _marked(found: re.Match[str]) -> str:
    mark = found[2]
    return f"{found[1]}{mark[:-1]}\\{mark[-1]}" if mark[0].isdecimal() else f"{found[1]}\\{mark}"


def _in_cell(text: str) -> str:
    return " ".join(_BREAKS.sub(" ", text).split()).replace("|", "\\|")


def _language_of(element: Tag) -> str | None:
    code = element.find("code")
    found = _LANGUAGE_CLASS.search(" ".join(code.get_attribute_list("class"))) if isinstance(code, Tag) else None
    return found[1] if found else None
