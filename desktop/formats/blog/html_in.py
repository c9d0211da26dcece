"""Pages, and what was copied from Word or the web, as clean Markdown."""

from __future__ import annotations

import re

import msgspec
from lxml import etree, html

from desktop.core.errors import ErrorKind, UserError
from desktop.core.words import tr
from desktop.formats.blog.markdown import cleaned_html
from desktop.formats.blog.tree import Element, inner_html, outer_html, tree_of
from desktop.formats.clean import cleaned
from desktop.formats.markdown_writer import MarkdownWriter, address_in_link, escaped

LONGEST = 5_000_000
"""Characters of a page."""

_NOTE, _NOTE_END = "\ue000", "\ue001"
_GAPS = re.compile(r"\n{3,}")
_AROUND = ("nav", "header", "footer", "aside", "form", "script", "style", "noscript", "template", "iframe", "svg")
_NOTE_LINK = re.compile(r"#(?:_?ftn|fn:?|footnote-|_edn|endnote-)([\w-]+)")
_DEAD = re.compile(r"<(script|style|title|noscript|template|iframe)\b.*?</\1\s*>", re.IGNORECASE | re.DOTALL)


class PageText(msgspec.Struct, frozen=True):
    """What stands in a page: `title` is that of its head, `body` Markdown."""

    body: str
    title: str = ""
    description: str = ""
    canonical: str = ""
    author: str = ""
    language: str = ""


def read_page(text: str) -> PageText:
    """A page, or a piece of one; of a whole page its article, without menus and forms.

    Raises `UserError` (input) for what has no text, is longer than `LONGEST`, or nested too deeply.
    """
    if len(text) > LONGEST:
        raise UserError(ErrorKind.INPUT, tr("This page is too long to be read."))
    try:
        return _read(cleaned(text))
    except etree.ParserError as error:
        raise UserError(ErrorKind.INPUT, tr("There is no text in this page.")) from error
    except RecursionError as error:
        raise UserError(ErrorKind.INPUT, tr("This page is nested too deeply to be read.")) from error


def to_markdown(text: str) -> str:
    """Markdown of a piece of HTML, whoever wrote it; nothing that runs or styles is left of it.

    Raises `RecursionError` for what is nested too deeply.
    """
    tree = tree_of(cleaned_html(_without_scripts(text), lambda source: source))
    for each in tree.iter("a", "img"):
        _plain_link(each)
    for heavy in list(tree.xpath(".//th//b | .//th//strong")):
        heavy.drop_tag()
    notes = _taken_notes(tree)
    _captions(tree)
    for line_break in list(tree.xpath(".//pre//br")):
        line_break.tail = "\n" + (line_break.tail or "")
        line_break.drop_tree()
    parts = [_converted(tree)]
    parts += [f"[^{name}]: " + _converted(note).strip().replace("\n", "\n    ") for name, note in notes.items()]
    body = "\n\n".join(part.strip() for part in parts).replace(_NOTE, "[^").replace(_NOTE_END, "]")
    return _GAPS.sub("\n\n", body).strip() + "\n"


def _without_scripts(text: str) -> str:
    return _DEAD.sub("", text)


def _read(text: str) -> PageText:
    if not text.strip():
        raise UserError(ErrorKind.INPUT, tr("There is no text in this page."))
    parser = html.HTMLParser(encoding="utf-8", no_network=True, huge_tree=True)
    page = html.document_fromstring(text.encode(), parser=parser)
    for name in _AROUND:
        for each in page.xpath(f"//{name}"):
            if isinstance(each, html.HtmlElement) and each.getparent() is not None:
                _take_out(each)
    body = to_markdown(_content(page))
    if not body.strip():
        raise UserError(ErrorKind.INPUT, tr("There is no text in this page."))
    title = page.find(".//title")
    link = page.find(".//link[@rel='canonical']")
    return PageText(
        body=body,
        title=" ".join((title.text or "").split()) if title is not None else "",
        description=_meta(page, "description"),
        canonical=link.get("href", "") if link is not None else "",
        author=_meta(page, "author"),
        language=(page.get("lang") or "")[:2].lower(),
    )


def _take_out(element: Element) -> None:
    """Take out what stands around the text; what holds the text itself stays without its controls.

    Some servers put a form around the whole page, and an article has its title in a header.
    """
    inside = any(above.tag in {"article", "main"} for above in element.iterancestors())
    holds = {
        "form": ".//article | .//main | .//h1",
        "header": ".//h1" if inside else "",
    }.get(str(element.tag), "")
    if not holds or not element.xpath(holds):
        element.drop_tree()
        return
    for control in element.xpath(".//input | .//button | .//select | .//textarea | .//label | .//option"):
        if control.getparent() is not None:
            control.drop_tree()
    element.drop_tag()


def _content(page: html.HtmlElement) -> str:
    """The one article of a page, or else its main part, or else its body."""
    for name in ("article", "main"):
        found = page.findall(f".//{name}")
        if len(found) == 1 and found[0].text_content().strip():
            return inner_html(found[0])
    body = page.find(".//body")
    return inner_html(body) if body is not None else outer_html(page)


def _meta(page: html.HtmlElement, name: str) -> str:
    found = page.find(f".//meta[@name='{name}']")
    return " ".join(found.get("content", "").split()) if found is not None else ""


def _plain_link(element: Element) -> None:
    """What would end a link or a picture in Markdown is escaped."""
    name = "href" if element.tag == "a" else "src"
    if address := element.get(name):
        element.set(name, address_in_link(address))
    if words := element.get("alt"):
        element.set("alt", escaped(" ".join(words.split())))


def _taken_notes(tree: Element) -> dict[str, Element]:
    """Take the notes out of the tree, and leave a mark where each is referred to."""
    items = {str(each.get("id")): each for each in tree.iter("li", "p", "div") if each.get("id")}
    notes: dict[str, Element] = {}
    for link in list(tree.iter("a")):
        found = _NOTE_LINK.fullmatch(link.get("href", ""))
        item = items.get(link.get("href", "")[1:]) if found else None
        if found is None or item is None:
            continue
        notes[found[1]] = item
        parent = link.getparent()
        whole = parent if parent is not None and parent.tag == "sup" else link
        whole.tail = f"{_NOTE}{found[1]}{_NOTE_END}{whole.tail or ''}"
        whole.drop_tree()
    for item in notes.values():
        for back in list(item.iter("a")):
            if "ref" in back.get("href", ""):
                back.drop_tree()
        holder = item.getparent()
        item.drop_tree()
        while holder is not None and holder is not tree and not holder.text_content().strip():
            empty, holder = holder, holder.getparent()
            empty.drop_tree()
    return notes


def _captions(tree: Element) -> None:
    for figure in list(tree.iter("figure")):
        image, caption = figure.find(".//img"), figure.find("figcaption")
        if image is not None and caption is not None:
            image.set("title", " ".join(caption.text_content().split()))
            caption.drop_tree()


def _converted(tree: Element) -> str:
    return str(MarkdownWriter().convert(inner_html(tree)))
