"""The Markdown of a mail's texts as HTML and as plain text; HTML in it is text like any other."""

from __future__ import annotations

import re
from collections.abc import Callable
from html.parser import HTMLParser

import markdown
import nh3

from desktop.core.errors import ErrorKind, UserError
from desktop.core.words import tr

LONGEST = 60_000
"""Characters of one text of a mail."""

_TAGS = {"a", "b", "blockquote", "br", "code", "del", "em", "h2", "h3", "h4", "i", "li", "ol", "p", "strong", "ul"}
_SCHEMES = {"http", "https", "mailto", "tel"}
_VOID = re.compile(r"<(br|hr)>")
_SPACES = re.compile(r"[ \t]+")


def prose_html(text: str, address: Callable[[str], str]) -> str:
    """Paragraphs, lists and links of a Markdown text, well-formed as XML wants it, with nothing that loads or runs.

    `address` turns each address into the one that is to stand there; empty leaves the words without a link.

    Raises `UserError` (input) for a text beyond `LONGEST`.
    """
    if len(text) > LONGEST:
        raise UserError(
            ErrorKind.INPUT,
            tr("A text of this mail is too long to be laid out: it has {count} characters.", count=len(text)),
            tr("Divide it over several blocks."),
        )
    reader = markdown.Markdown(extensions=["nl2br", "sane_lists"], output_format="xhtml")
    reader.preprocessors.deregister("html_block")
    reader.inlinePatterns.deregister("html")
    reader.inlinePatterns.deregister("entity")
    reader.inlinePatterns.deregister("image_link")
    reader.inlinePatterns.deregister("image_reference")
    dirty = reader.convert(text)
    clean = nh3.clean(
        dirty,
        tags=_TAGS,
        attributes={"a": {"href"}},
        url_schemes=_SCHEMES,
        link_rel=None,
        attribute_filter=lambda _element, _attribute, value: address(value) or None,
    )
    clean = re.sub(r"<a>(.*?)</a>", r"\1", clean, flags=re.DOTALL)
    return _VOID.sub(r"<\1 />", clean).replace("&nbsp;", "&#160;").strip()


def prose_text(html: str) -> str:
    """The plain text of what `prose_html` gave: lists with their marks, links with their addresses behind them."""
    reader = _TextReader()
    reader.feed(html)
    reader.close()
    return reader.text


class _TextReader(HTMLParser):
    """Writes down what is read, block by block."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self._done: list[str] = []
        self._line = ""
        self._lists: list[int | None] = []
        self._href = ""
        self._label_at = 0

    @property
    def text(self) -> str:
        """All that was read, paragraphs an empty line apart."""
        self._end_block()
        return re.sub(r"\n{3,}", "\n\n", "\n".join(self._done)).strip("\n")

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "br":
            self._line = self._line.rstrip() + "\n" + "  " * bool(self._lists)
        elif tag in {"ul", "ol"}:
            self._end_block()
            self._lists.append(0 if tag == "ol" else None)
        elif tag == "li":
            self._end_block()
            self._begin_item()
        elif tag == "a":
            self._href = dict(attrs).get("href") or ""
            self._label_at = len(self._line)

    def handle_endtag(self, tag: str) -> None:
        if tag in {"ul", "ol"}:
            self._end_block()
            if self._lists:
                self._lists.pop()
            if not self._lists:
                self._done.append("")
        elif tag == "li":
            self._end_block()
        elif tag in {"p", "h2", "h3", "h4", "blockquote"}:
            self._end_block()
            if not self._lists:
                self._done.append("")
        elif tag == "a":
            self._end_link()

    def handle_data(self, data: str) -> None:
        text = _SPACES.sub(" ", data.replace("\n", " "))
        begins = not self._line.rpartition("\n")[2].strip()
        self._line += text.lstrip(" ") if begins else text

    def _begin_item(self) -> None:
        indent = "  " * max(0, len(self._lists) - 1)
        count = self._lists[-1] if self._lists else None
        if count is None:
            self._line = f"{indent}- "
        else:
            self._lists[-1] = count + 1
            self._line = f"{indent}{count + 1}. "

    def _end_link(self) -> None:
        label = self._line[self._label_at :].strip()
        address = self._href.removeprefix("mailto:").removeprefix("tel:")
        if address and address != label:
            self._line += f" ({address})"
        self._href = ""

    def _end_block(self) -> None:
        if self._line.strip():
            self._done.append("\n".join(line.rstrip() for line in self._line.split("\n")))
        self._line = ""
