"""The HTML of a post as a tree, for the formats that are built from it."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree, html

INLINE = frozenset(
    {
        *("a", "abbr", "b", "br", "cite", "code", "del", "em", "i", "img", "ins", "kbd", "mark", "q", "s", "small"),
        *("span", "strong", "sub", "sup", "u", "var"),
    }
)
"""Tags that stand within a line."""

Element = html.HtmlElement


def tree_of(clean: str) -> Element:
    """A `div` that holds sanitised HTML; text between blocks stands in paragraphs."""
    # Sanitised HTML is not deeper than its writer made it; the usual bound of 256 would cut it off without a word.
    parser = html.HTMLParser(encoding="utf-8", no_network=True, huge_tree=True)
    root = html.document_fromstring(f"<html><body><div>{clean}</div></body></html>".encode(), parser=parser)
    top = root.find(".//div")
    if not isinstance(top, Element):  # what has no text has no tree either
        return html.Element("div")
    _wrap_loose(top)
    return top


def blocks(parent: Element) -> Iterator[Element]:
    """The elements in an element, comments left out."""
    for child in parent:
        if isinstance(child.tag, str):
            yield child


def inner_html(element: Element) -> str:
    """What stands in an element, as HTML."""
    head = etree.Element("x")
    head.text = element.text
    start = etree.tostring(head, encoding="unicode")[len("<x>") : -len("</x>")] if element.text else ""
    return start + "".join(outer_html(child, tail=True) for child in element)


def outer_html(element: Element, *, tail: bool = False) -> str:
    """An element as HTML."""
    return str(html.tostring(element, encoding="unicode", with_tail=tail))


def _wrap_loose(parent: Element) -> None:
    """Put text and inline tags that stand between blocks into paragraphs of their own."""
    loose: Element | None = None
    first, parent.text = parent.text, None
    if first and first.strip():
        loose = html.Element("p")
        loose.text = first
        parent.insert(0, loose)
    for child in list(parent):
        if child is loose:
            continue
        if child.tag in INLINE:
            if loose is None:
                loose = html.Element("p")
                child.addprevious(loose)
            loose.append(child)
            continue
        loose = None
        tail, child.tail = child.tail, None
        if tail and tail.strip():
            loose = html.Element("p")
            loose.text = tail
            child.addnext(loose)
