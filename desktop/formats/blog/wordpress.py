"""A post in WordPress's own block markup, as its editor writes it, for pasting and for import files."""

from __future__ import annotations

import json
from collections.abc import Callable
from copy import deepcopy

from lxml import html

from desktop.formats.blog.article import Article
from desktop.formats.blog.markdown import PictureAddress
from desktop.formats.blog.page import body_html
from desktop.formats.blog.tree import INLINE, Element, blocks, inner_html, outer_html, tree_of

_HEADINGS = {f"h{level}": level for level in range(1, 7)}
_USUAL_LEVEL = 2


def block_markup(article: Article, picture: PictureAddress) -> str:
    """The body as blocks: `<!-- wp:paragraph -->` and so on; what has no block of its own is custom HTML."""
    return "\n\n".join(_block(each) for each in blocks(tree_of(body_html(article, picture)))) + "\n"


def _block(element: Element) -> str:
    if element.tag in _HEADINGS:
        return _heading(element)
    make = _BLOCKS.get(str(element.tag))
    return make(element) if make else _custom(element)


def _wrapped(name: str, content: str, **attributes: object) -> str:
    # Two hyphens would end the comment that this stands in.
    told = json.dumps(attributes, separators=(",", ":")).replace("--", "\\u002d\\u002d") + " " if attributes else ""
    return f"<!-- wp:{name} {told}-->\n{content}\n<!-- /wp:{name} -->"


def _paragraph(element: Element) -> str:
    children = [*blocks(element)]
    if len(children) == 1 and children[0].tag == "img" and not _text(element) and not (children[0].tail or "").strip():
        return _image(children[0], "")
    return _wrapped("paragraph", f"<p>{inner_html(element).strip()}</p>")


def _heading(element: Element) -> str:
    level = _HEADINGS[str(element.tag)]
    name = element.get("id")
    anchor = f' id="{name}"' if name else ""
    content = f'<h{level} class="wp-block-heading"{anchor}>{inner_html(element).strip()}</h{level}>'
    return _wrapped("heading", content) if level == _USUAL_LEVEL else _wrapped("heading", content, level=level)


def _list(element: Element) -> str:
    items = "\n\n".join(_item(each) for each in blocks(element) if each.tag == "li")
    if element.tag == "ul":
        return _wrapped("list", f'<ul class="wp-block-list">{items}</ul>')
    start = element.get("start", "")
    if start.isdecimal() and int(start) != 1:
        return _wrapped(
            "list", f'<ol start="{start}" class="wp-block-list">{items}</ol>', ordered=True, start=int(start)
        )
    return _wrapped("list", f'<ol class="wp-block-list">{items}</ol>', ordered=True)


def _item(element: Element) -> str:
    """An item: its words in one line, as the editor has no paragraphs in items, then the lists within it."""
    words = deepcopy(element)
    words.tail = None
    nested = []
    for child in list(blocks(words)):
        if child.tag in {"ul", "ol"}:
            nested.append(_list(child))
            child.drop_tree()
        elif child.tag == "p":
            after = child.getnext()
            if after is not None and str(after.tag) not in {"ul", "ol"}:
                child.append(html.Element("br"))
            child.drop_tag()
    return _wrapped("list-item", f"<li>{inner_html(words).strip()}{''.join(nested)}</li>")


def _quote(element: Element) -> str:
    inside = tree_of(inner_html(element))
    return _wrapped(
        "quote",
        f'<blockquote class="wp-block-quote">{"".join(_block(each) for each in blocks(inside))}</blockquote>',
    )


def _code(element: Element) -> str:
    text = html.Element("code")
    text.text = element.text_content().rstrip("\n")
    return _wrapped("code", f'<pre class="wp-block-code">{outer_html(text)}</pre>')


def _table(element: Element) -> str:
    table = deepcopy(element)
    table.tail = None
    table.attrib.clear()
    for cell in table.iter("td", "th"):
        side = cell.attrib.pop("style", "").partition(":")[2].strip(" ;")
        if side in {"left", "center", "right"}:
            cell.set("class", f"has-text-align-{side}")
            cell.set("data-align", side)
    for each in table.iter():
        if each.tag in {"table", "thead", "tbody", "tfoot", "tr"}:
            each.text = None
        each.tail = None if each.tag not in INLINE else each.tail
    return _wrapped("table", f'<figure class="wp-block-table">{outer_html(table)}</figure>', hasFixedLayout=False)


def _figure(element: Element) -> str:
    image = element.find("img")
    if not isinstance(image, Element):
        return _custom(element)
    caption = element.find("figcaption")
    return _image(image, inner_html(caption).strip() if isinstance(caption, Element) else "")


def _image(image: Element, caption: str) -> str:
    plain = html.Element("img")
    plain.set("src", image.get("src", ""))
    plain.set("alt", image.get("alt", ""))
    tag = outer_html(plain).removesuffix(">").rstrip("/") + "/>"
    below = f'<figcaption class="wp-element-caption">{caption}</figcaption>' if caption else ""
    return _wrapped("image", f'<figure class="wp-block-image">{tag}{below}</figure>')


def _separator(_element: Element) -> str:
    return _wrapped("separator", '<hr class="wp-block-separator has-alpha-channel-opacity"/>')


def _custom(element: Element) -> str:
    return _wrapped("html", outer_html(element).strip())


def _text(element: Element) -> str:
    return (element.text or "").strip()


_BLOCKS: dict[str, Callable[[Element], str]] = {
    "p": _paragraph,
    "ul": _list,
    "ol": _list,
    "blockquote": _quote,
    "pre": _code,
    "table": _table,
    "figure": _figure,
    "hr": _separator,
}
