"""A post for the clipboard as word processors and web editors take it: HTML whose looks stand at each element.

Word, LibreOffice and Google Docs drop style sheets and classes, and keep the styles of an element where they are plain;
headings, lists and tables they take by their tags.
"""

from __future__ import annotations

import base64
import struct
from collections.abc import Sequence
from html import escape

from desktop.formats.blog.article import Article
from desktop.formats.blog.markdown import PictureAddress
from desktop.formats.blog.page import body_html
from desktop.formats.blog.tree import Element, blocks, inner_html, tree_of

_SANS = "Arial, Helvetica, sans-serif"
_MONO = "'Courier New', Courier, monospace"
_SIZES = {"h1": 20, "h2": 16, "h3": 14, "h4": 12, "h5": 11, "h6": 11}
_HEADING = "font-family: {family}; font-size: {size}pt; font-weight: bold; margin: 14pt 0pt 4pt 0pt"
_TEXT = f"font-family: {_SANS}; font-size: 11pt"
_CODE = f"font-family: {_MONO}; font-size: 10pt"
_CELL = f"{_TEXT}; border: 1px solid #999999; padding: 3pt 6pt"
_STYLES = {
    "p": f"{_TEXT}; line-height: 1.4; margin-top: 0pt; margin-bottom: 8pt",
    "li": f"{_TEXT}; line-height: 1.4; margin-top: 0pt; margin-bottom: 2pt",
    "ul": "margin-top: 0pt; margin-bottom: 8pt",
    "ol": "margin-top: 0pt; margin-bottom: 8pt",
    "blockquote": "margin: 0pt 0pt 8pt 14pt; padding-left: 8pt; border-left: 2pt solid #bbbbbb; color: #444444",
    "pre": f"{_CODE}; margin-top: 0pt; margin-bottom: 8pt; padding: 6pt; background: #f4f4f4",
    "code": _CODE,
    "kbd": _CODE,
    "table": "border-collapse: collapse; margin-bottom: 8pt",
    "td": f"{_CELL}; vertical-align: top",
    "th": f"{_CELL}; font-weight: bold; text-align: left",
    "mark": "background: #fff2a8",
    "del": "text-decoration: line-through",
    **{tag: _HEADING.format(family=_SANS, size=size) for tag, size in _SIZES.items()},
}
"""Zeros have a unit: LibreOffice takes a margin without one for none at all, and keeps that of the block before."""

_CAPTION = f"font-family: {_SANS}; font-size: 9pt; color: #555555; margin-top: 2pt; margin-bottom: 10pt"
_MOST_WIDE = 600
_PLAIN_BLOCKS = frozenset({"p", "pre", "figcaption", "dt", "dd", "summary", *_SIZES})


def rich_html(article: Article, picture: PictureAddress) -> str:
    """The title and the body; it holds nothing that runs, and no classes, ids or style sheets."""
    title = f"<h1>{escape(article.title, quote=False)}</h1>" if article.title else ""
    root = tree_of(title + body_html(article, picture))
    for element in list(root.iter()):
        if isinstance(element.tag, str) and element is not root:
            _dress(element)
    return f'<html><head><meta charset="utf-8"></head><body>{inner_html(root)}</body></html>'


def plain_text(article: Article) -> str:
    """The title and the body as plain text: blocks apart, items with their signs, cells with tabs between."""
    title = f"<h1>{escape(article.title, quote=False)}</h1>" if article.title else ""
    root = tree_of(title + body_html(article, lambda _source: ""))
    for link in list(root.iter("a")):
        if link.get("href", "").startswith("#fn"):
            _unlink(link)
    return "\n\n".join(part for part in _plain(root) if part) + "\n"


def _dress(element: Element) -> None:
    own = element.get("style", "")
    tag = str(element.tag)
    note = element.get("id", "").startswith("fn")
    for name in ("class", "id", "rel"):
        element.attrib.pop(name, None)
    if tag == "figure":
        element.tag = "div"
    elif tag == "figcaption":
        element.tag = "p"
        element.set("style", _CAPTION)
    elif tag == "section":
        _part_notes(element)
    elif tag == "a" and element.get("href", "").startswith("#"):
        _unlink(element)
    elif tag == "img":
        _measure(element)
    elif tag == "code" and (holder := element.getparent()) is not None and holder.tag == "pre":
        return
    elif tag in _STYLES:
        element.set("style", "; ".join(part for part in (_STYLES[tag], own) if part))
    if tag == "table":
        element.set("width", "100%")  # LibreOffice breaks short words in columns that it sizes by itself
    if note and tag == "li":
        element.set("style", _CAPTION)


def _measure(image: Element) -> None:
    """Word processors show a picture in all its pixels unless they are told how large it is to be."""
    width, height = _size_of(image.get("src", ""))
    if width > _MOST_WIDE:
        width, height = _MOST_WIDE, max(1, height * _MOST_WIDE // width)
    if width:
        image.set("width", str(width))
        image.set("height", str(height))
    else:
        image.set("style", f"max-width: {_MOST_WIDE}px; height: auto")


def _size_of(address: str) -> tuple[int, int]:
    """Width and height in pixels of a picture that is in its address; nothing for any other."""
    from docx.image.exceptions import InvalidImageStreamError, UnexpectedEndOfFileError, UnrecognizedImageError
    from docx.image.image import Image

    head, _, data = address.partition(";base64,")
    if not head.startswith("data:image/"):
        return 0, 0
    try:
        image = Image.from_blob(base64.b64decode(data))
        return int(image.px_width), int(image.px_height)
    except (
        UnrecognizedImageError,
        InvalidImageStreamError,
        UnexpectedEndOfFileError,
        ValueError,
        KeyError,
        struct.error,
    ):
        return 0, 0


def _part_notes(section: Element) -> None:
    """The notes stand below a line."""
    section.tag = "div"
    section.insert(0, section.makeelement("hr", {}))


def _unlink(link: Element) -> None:
    """A note's number stays as words; a way back to it leads nowhere in another document."""
    del link.attrib["href"]
    words = link.text or ""
    link.text = "" if words.startswith("↩") else f"[{words}]" if words.isdecimal() else words
    link.tag = "span"


def _plain(parent: Element) -> list[str]:
    """The blocks of an element, each as it is to stand."""
    parts: list[str] = []
    for element in blocks(parent):
        tag = str(element.tag)
        if tag in {"ul", "ol"}:
            parts.append(_list(element))
        elif tag == "table":
            rows = ("\t".join(_words(cell) for cell in blocks(row)) for row in element.iter("tr"))
            parts.append("\n".join(rows))
        elif tag == "hr":
            parts.append("* * *")
        elif tag == "pre":
            parts.append(str(element.text_content()).rstrip("\n"))
        elif tag in _PLAIN_BLOCKS:
            parts.append(_words(element))
        else:
            parts += _plain(element) or [_words(element)]
    return parts


def _list(element: Element, indent: str = "") -> str:
    lines: list[str] = []
    start = element.get("start", "1")
    number = int(start) if start.isdecimal() else 1
    for item in blocks(element):
        sign = f"{number}. " if element.tag == "ol" else "- "
        number += 1
        inner = [child for child in blocks(item) if child.tag in {"ul", "ol"}]
        words = " ".join(_words(item, leaving=inner).split("\n"))
        lines.append(f"{indent}{sign}{words}".rstrip())
        lines += [_list(each, indent + " " * len(sign)) for each in inner]
    return "\n".join(lines)


def _words(element: Element, leaving: Sequence[Element] = ()) -> str:
    """What is said in an element, in one line but for its own breaks; what `leaving` holds is left out."""
    lines = _said(element, leaving).replace("↩\ufe0e", "").split("\n")
    return "\n".join(" ".join(line.split()) for line in lines if line.strip())


def _said(element: Element, leaving: Sequence[Element]) -> str:
    said = [(element.text or "").replace("\n", " ")]
    for child in element:
        if isinstance(child.tag, str) and child not in leaving:
            between = " " if child.tag == "p" else ""
            said.append("\n" if child.tag == "br" else f"{between}{_said(child, leaving)}{between}")
        said.append((child.tail or "").replace("\n", " "))
    return "".join(said)
