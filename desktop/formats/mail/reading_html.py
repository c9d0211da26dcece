"""A mail in HTML, whoever made it, as parts: headings, texts, pictures, buttons, columns, lines and the foot.

Mails are tables inside tables, so nothing is said by an element alone: a button is a link that stands by itself and has
a ground of its own, a heading is a short text in large letters, columns are cells with something in them.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from desktop.core.mail import BlockKind, SocialLink
from desktop.formats.mail.reading_parts import Part, joined, network_of
from desktop.formats.mail.reading_prose import address_of, guarded, inline_of, listed
from desktop.formats.mail.reading_tree import Node

_HEADINGS = {"h1": 1, "h2": 2, "h3": 3, "h4": 3, "h5": 3, "h6": 3}
_LEAVES = {"hr", "img", "ul", "ol", "blockquote", "pre", "button"} | set(_HEADINGS)
_HOLDERS = {
    "address", "article", "aside", "body", "callout", "center", "columns", "container", "dd", "div", "dl", "dt",
    "figcaption", "figure", "footer", "header", "item", "li", "main", "menu", "nav", "p", "row", "section", "table",
    "tbody", "td", "tfoot", "th", "thead", "tr", "wrapper",
}  # fmt: skip
_BLOCKS = _HOLDERS | _LEAVES - {"img", "button"}
_BUTTONS = re.compile(r"\b(?:btn|button|cta)", re.IGNORECASE)
_FOOTERS = re.compile(r"\bfoot|unsub|body-sub|sub\b", re.IGNORECASE)
_NO_GROUND = {"", "none", "transparent", "inherit", "initial", "#fff", "#ffffff", "white"}
_FILLER = re.compile(r"[\s\u00a0\u00ad\u034f\u200b-\u200f\u2007\u2060\ufeff]+")
_LARGE, _LARGER, _LONGEST_HEADING = 20.0, 28.0, 120
_TINY, _ICON = 2.0, 32.0
_MOST_COLUMNS = 3
_LONGEST_CELL = 80
_SOCIAL_WORDS, _MOST_NETWORKS = 40, 8


class HtmlReader:
    """Reads one page; `picture` says where a picture is taken from (empty: it is left out)."""

    def __init__(self, picture: Callable[[str], str]) -> None:
        self._picture = picture
        self.preheader = ""
        self.pixels = 0
        self._parts: list[Part] = []
        self._foot = 0

    def read(self, root: Node) -> list[Part]:
        """The parts of a page, in order."""
        self._parts = []
        self._walk(root, 0.0, "")
        return self._parts

    def _walk(self, node: Node, size: float, align: str) -> None:
        """What stands in an element: runs of words and small things, and the blocks between them."""
        size = node.px("font-size") or size
        align = _inherited(node, align)
        footer = node.tag == "footer" or bool(_FOOTERS.search(node.get("class")))
        self._foot += footer
        run: list[Node | str] = []
        for each in node.children:
            if isinstance(each, Node) and _is_block(each):
                self._end_run(run, size, align)
                run = []
                self._block(each, size, align)
            else:
                run.append(each)
        self._end_run(run, size, align)
        self._foot -= footer

    def _block(self, node: Node, size: float, align: str) -> None:
        if node.hidden:
            self._hidden(node)
        elif node.tag in _HEADINGS:
            self._heading(node, align)
        elif node.tag == "hr" or _is_line(node):
            self._add(Part(BlockKind.DIVIDER))
        elif node.tag in {"ul", "ol"} and not node.count["img"]:
            self._text(listed(node), align)
        elif node.tag == "blockquote" and not node.count["table"]:
            quoted = inline_of(node.children)
            self._text("\n".join(f"> {line}".rstrip() for line in quoted.split("\n")) if quoted else "", align)
        elif (button := _button_in(node)) is not None:
            self._button(button, _align_of(node) or align)
        elif node.tag == "table" and _is_data(node):
            self._data(node, align)
        elif self._is_social(links := _few_links(node), node.text):
            self._social(links)
        elif columns := _columns_of(node):
            self._columns(columns, size, align)
        else:
            self._walk(node, size, align)

    def _hidden(self, node: Node) -> None:
        """What is hidden at the top is the preheader."""
        words = without_filler(_raw(node))
        if words and not self.preheader and not self._parts:
            self.preheader = words[:400]

    def _heading(self, node: Node, align: str) -> None:
        if node.count["img"] and not node.text:
            self._walk_inside(node, align)
            return
        self._add(Part(BlockKind.HEADING, {"": node.text}, level=_HEADINGS[node.tag], align=_align_of(node) or align))

    def _walk_inside(self, node: Node, align: str) -> None:
        self._end_run(list(node.children), 0.0, align)

    def _end_run(self, run: list[Node | str], size: float, align: str) -> None:
        """Words and small things in a row: a text, pictures, a button, a row of networks."""
        nodes = [each for each in run if isinstance(each, Node)]
        for each in nodes:
            if each.hidden:
                self._hidden(each)
        run = [each for each in run if isinstance(each, str) or not each.hidden]
        nodes = [each for each in nodes if not each.hidden]
        words = "".join(each if isinstance(each, str) else each.raw for each in run)
        words = without_filler(words)
        links = [link for each in nodes for link in ([each] if each.tag == "a" else list(each.all("a")))]
        if self._is_social(links, words):
            self._social(links)
            return
        for each in nodes:
            self._images(each, "", align, beside=bool(words))
        if not words:
            return
        button = _button_of_run(nodes, words)
        if button is not None:
            self._button(button, align)
            return
        size = max(
            [size, *(each.px("font-size") or 0.0 for each in nodes if each.text and len(each.text) == len(words))]
        )
        text = inline_of(run)
        if size >= _LARGE and len(words) <= _LONGEST_HEADING and text.count("\n") < 2 and not self._foot:
            level = 1 if size >= _LARGER else 2
            self._add(Part(BlockKind.HEADING, {"": words}, level=level, align=align))
            return
        self._text(guarded(text), align)

    def _images(self, node: Node, href: str, align: str, *, beside: bool) -> None:
        """The pictures in an element; small ones beside words are icons and stay out."""
        if node.tag == "a":
            href = address_of(node.get("href")) or href
        if node.tag != "img":
            for each in node.elements:
                self._images(each, href, align, beside=beside)
            return
        width, height = node.px("width"), node.px("height")
        if (width is not None and width <= _TINY) or (height is not None and height <= _TINY):
            self.pixels += 1
            return
        if beside and width is not None and width <= _ICON:
            return
        src = self._picture(node.get("src"))
        alt = " ".join(node.get("alt").split())
        if not src and not alt:
            return
        told = round(width) if width and not _percent(node) else 0
        self._add(
            Part(
                BlockKind.IMAGE, {"alt": alt}, href=href, src=src, width=min(told, 1200), align=_align_of(node) or align
            )
        )

    def _is_social(self, links: list[Node], words: str) -> bool:
        networks = [network_of(link.get("href")) for link in links]
        return len(links) >= 2 and all(networks) and len(words) <= _SOCIAL_WORDS * len(links)

    def _social(self, links: list[Node]) -> None:
        found = {network_of(link.get("href")): link.get("href") for link in links}
        pages = tuple(SocialLink(name, address_of(href)) for name, href in found.items())
        self._add(Part(BlockKind.SOCIAL, links=pages))

    def _button(self, link: Node, align: str) -> None:
        href = address_of(link.get("href"))
        self._add(Part(BlockKind.BUTTON, {"": link.text}, href="" if href == "#" else href, align=align))

    def _text(self, text: str, align: str) -> None:
        if text.strip():
            self._add(Part(BlockKind.TEXT, {"": text}, align=align))

    def _data(self, table: Node, align: str) -> None:
        """A table of figures, a row a line."""
        lines = []
        for row in table.all("tr"):
            cells = [inline_of(cell.children).replace("\n", " ") for cell in row.elements if cell.text]
            lines.append(" · ".join(cells))
        self._text(guarded("\n".join(line for line in lines if line)), align)

    def _columns(self, columns: list[Node], size: float, align: str) -> None:
        before, inside = self._parts, []
        for column in columns:
            self._parts = []
            self._walk(column, size, align)
            inside.append(joined(_flat(self._parts)))
        self._parts = before
        filled = [each for each in inside if each]
        links = [link for parts in filled for part in parts for link in part.links]
        if filled and all(all(part.kind is BlockKind.SOCIAL for part in parts) for parts in filled):
            self._add(Part(BlockKind.SOCIAL, links=tuple(links)))
        elif len(filled) < 2 or self._foot:
            for parts in filled:
                self._parts.extend(parts)
        else:
            self._add(Part(BlockKind.COLUMNS, columns=filled))

    def _add(self, part: Part) -> None:
        part.foot = self._foot > 0
        part.align = part.align.replace("left", "")
        self._parts.append(part)


def without_filler(text: str) -> str:
    """The words without the invisible signs that keep an inbox from showing what follows a preheader."""
    return _FILLER.sub(" ", text).strip()


def _raw(node: Node) -> str:
    return "".join(each if isinstance(each, str) else _raw(each) for each in node.children)


def _flat(parts: list[Part]) -> list[Part]:
    """Columns hold no columns: those inside stand below each other."""
    return [inner for part in parts for column in (part.columns or [[part]]) for inner in column]


def _is_block(node: Node) -> bool:
    """Whether it begins a block: by its name, or by what stands in it."""
    if node.tag in _BLOCKS:
        return True
    return node.tag not in {"img", "br"} and any(node.count[tag] for tag in _BLOCKS)


def _align_of(node: Node) -> str:
    """How its words stand; `left` is how they stand by themselves. Of a table, `align` says where the table stands."""
    found = node.style.get("text-align") or ("" if node.tag == "table" else node.get("align").lower())
    if not found and (node.tag == "center" or "text-center" in node.get("class")):
        found = "center"
    return {"center": "center", "right": "right", "left": "left", "middle": "center"}.get(found, "")


def _inherited(node: Node, align: str) -> str:
    """A table begins anew, as it does in what clients show."""
    return _align_of(node) or ("" if node.tag == "table" else align)


def _is_line(node: Node) -> bool:
    """An empty element with a border or with a ground one or two pixels high."""
    if node.text or node.count["img"] or node.tag not in _HOLDERS:
        return False
    for each in (node, *node.all()):
        style = each.style
        if any(re.search(r"[1-9]\d*px", style.get(f"border-{side}", "")) for side in ("top", "bottom")):
            return True
        height = each.px("height")
        if height is not None and 0 < height <= _TINY and _ground(each) not in _NO_GROUND:
            return True
    return False


def _ground(node: Node) -> str:
    style = node.style
    value = style.get("background-color") or style.get("background") or node.get("bgcolor").lower()
    return value.split()[0] if value else ""


def _button_in(node: Node) -> Node | None:
    """The link that is all there is in an element, when it looks like a button."""
    if node.count["img"] or node.tag in {"ul", "ol"} or not node.text:
        return None
    if node.tag in {"a", "button"}:
        return node if _is_pressed(node, []) else None
    if node.count["a"] + node.count["button"] != 1:
        return None
    chain = []
    at = node
    while at.tag not in {"a", "button"}:
        chain.append(at)
        inner = next(
            (each for each in at.elements if each.tag in {"a", "button"} or each.count["a"] + each.count["button"]),
            None,
        )
        if inner is None or inner.text != node.text:
            return None
        at = inner
    return at if _is_pressed(at, chain[-1:]) else None


def _is_pressed(link: Node, holders: list[Node]) -> bool:
    if link.tag == "button":
        return True
    if any(_BUTTONS.search(each.get("class")) for each in (link, *holders)):
        return True
    style = link.style
    if any(_ground(each) not in _NO_GROUND for each in (link, *holders)):
        return True
    framed = any(re.search(r"[1-9]\d*px", value) for name, value in style.items() if name.startswith("border"))
    return framed and any(name.startswith("padding") for name in style) and "inline-block" in style.get("display", "")


def _button_of_run(nodes: list[Node], words: str) -> Node | None:
    lone = [each for each in nodes if each.text]
    if len(lone) != 1 or lone[0].text != words:
        return None
    found = _button_in(lone[0]) if lone[0].tag not in {"a", "button"} else lone[0]
    return found if found is not None and _is_pressed(found, []) else None


def _few_links(node: Node) -> list[Node]:
    """The links in an element when it has no more than a row of networks would have."""
    return list(node.all("a")) if 2 <= node.count["a"] <= _MOST_NETWORKS else []


def _is_data(table: Node) -> bool:
    """Rows of short cells, as in an order; not a layout."""
    rows = [row for row in table.all("tr") if row.text]
    if len(rows) < 2 or table.count["table"] or table.count["img"] or any(table.count[each] for each in _HEADINGS):
        return False
    cells = [[cell.text for cell in row.elements if cell.text] for row in rows]
    wide = sum(len(row) >= 2 for row in cells)
    return wide >= 2 and wide * 2 >= len(rows) and all(len(cell) <= _LONGEST_CELL for row in cells for cell in row)


def _columns_of(node: Node) -> list[Node]:
    """The elements that stand beside each other with something in each; none when there are not two or three."""
    if node.tag == "tr":
        cells = [each for each in node.elements if each.tag in {"td", "th"}]
    elif node.tag == "row":
        cells = [each for each in node.elements if each.tag == "columns"]
    elif node.tag in {"div", "td", "center"}:
        cells = [each for each in node.elements if _stands_beside(each)]
        if len([each for each in node.elements if each.text or each.count["img"]]) != len(
            [each for each in cells if each.text or each.count["img"]]
        ):
            return []
    else:
        return []
    filled = [each for each in cells if not each.hidden and (each.text or each.count["img"])]
    return filled if 2 <= len(filled) <= _MOST_COLUMNS else []


def _stands_beside(node: Node) -> bool:
    style = node.style
    beside = style.get("display") in {"inline-block", "table-cell"} or style.get("float") in {"left", "right"}
    return node.tag in {"div", "table"} and (beside or node.get("align").lower() in {"left", "right"})


def _percent(node: Node) -> bool:
    return "%" in (node.style.get("width") or node.get("width"))
