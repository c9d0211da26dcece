"""The source of a mail as a tree that is safe to walk: nothing in it runs or loads, and it is never too deep.

css-inline writes the rules of the mail's own style sheet into its elements, since a class says nothing here; nh3
(html5ever) reads as browsers do and takes out what is not on the list; the standard library's parser walks the rest.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from functools import cached_property
from html.parser import HTMLParser

import nh3

from desktop.core.errors import ErrorKind, UserError
from desktop.core.words import tr

DEEPEST = 120
"""Elements inside each other; beyond this their content is taken flat."""

DEEPEST_PAGE = 2_000
"""Open elements in a page; the time of the best readers grows with the square of it, and real mails have sixty."""

MOST_TO_STYLE = 600_000
"""Characters; the style sheet of a longer mail is not read, which takes long and helps little."""
MOST_RULES = 3_000
"""Rules of a style sheet, for the same reason."""

_DROPPED = {
    "script",
    "style",
    "title",
    "xml",
    "noscript",
    "template",
    "object",
    "iframe",
    "svg",
    "math",
    "form",
    "select",
}
_TAGS = {
    "a", "abbr", "article", "aside", "b", "big", "blockquote", "body", "br", "button", "callout", "center", "code",
    "columns", "container", "del", "div", "dd", "dl", "dt", "em", "figure", "figcaption", "font", "footer", "h1", "h2",
    "h3", "h4", "h5", "h6", "header", "hr", "i", "img", "item", "li", "main", "menu", "nav", "ol", "p", "pre", "row",
    "s", "section", "small", "span", "strike", "strong", "sub", "sup", "table", "tbody", "td", "tfoot", "th", "thead",
    "tr", "u", "ul", "wrapper",
}  # fmt: skip
_ATTRIBUTES = {
    "*": {"style", "class", "align", "bgcolor", "width", "height"},
    "a": {"href"},
    "button": {"href"},
    "item": {"href"},
    "img": {"src", "alt"},
}
_SCHEMES = {"http", "https", "mailto", "tel", "cid", "picture"}
_VOID = {"br", "hr", "img"}
_OPENING = re.compile(r"<(/?)([a-z][a-z0-9-]*)\b", re.IGNORECASE)
_CLOSED_BY_OTHERS = {
    "area", "base", "body", "br", "col", "dd", "dt", "embed", "head", "hr", "html", "img", "input", "li", "link",
    "meta", "option", "p", "source", "tbody", "td", "tfoot", "th", "thead", "tr", "wbr",
}  # fmt: skip
_OUTSIDE = re.compile(
    r"<link\b[^<>]*>|@import[^;]{0,2000};|<!--\[if(?:(?!<!--\[if).)*?<!\[endif\]-->", re.IGNORECASE | re.DOTALL
)
_COMMENT = re.compile(r"<!--.*?(?:-->|\Z)", re.DOTALL)
"""A comment that nobody closes hides the rest, as in browsers; else many would cost the square of their number."""
_LENGTH = re.compile(r"(-?\d+(?:\.\d+)?)\s*(px|pt|em|rem|%)?")
_IN_PX = {"px": 1.0, "": 1.0, "pt": 4 / 3, "em": 16.0, "rem": 16.0, "%": 0.16}


class Node:
    """An element with its attributes and what is in it."""

    def __init__(self, tag: str, attributes: dict[str, str]) -> None:
        self.tag = tag
        self.attributes = attributes
        self.children: list[Node | str] = []

    def get(self, name: str) -> str:
        """An attribute; empty when it is not there."""
        return self.attributes.get(name, "").strip()

    @cached_property
    def style(self) -> dict[str, str]:
        """Its declarations in small letters, the last one of a name."""
        pairs = (part.partition(":") for part in self.get("style").split(";"))
        return {
            name.strip().lower(): value.replace("!important", "").strip().lower() for name, _, value in pairs if value
        }

    @cached_property
    def raw(self) -> str:
        """All its words, as they stand there; what clients hide is not among them."""
        return "".join(
            each if isinstance(each, str) else "\n" if each.tag == "br" else "" if each.hidden else each.raw
            for each in self.children
        )

    @cached_property
    def text(self) -> str:
        """All its words, white space as one space."""
        return " ".join(self.raw.replace("\u00a0", " ").split())

    @cached_property
    def count(self) -> Counter[str]:
        """How many elements of each name stand in it."""
        found = Counter[str]()
        for each in self.elements:
            if not each.hidden:
                found[each.tag] += 1
                found.update(each.count)
        return found

    @property
    def elements(self) -> list[Node]:
        """The elements right inside it."""
        return [each for each in self.children if isinstance(each, Node)]

    def all(self, *tags: str) -> Iterator[Node]:
        """Every element below it, of these names if any are given."""
        for each in self.elements:
            if not tags or each.tag in tags:
                yield each
            yield from each.all(*tags)

    def px(self, name: str) -> float | None:
        """A length of its style, or of the attribute of that name, in CSS pixels; `None` when it has none."""
        for value in (self.style.get(name, ""), self.get(name)):
            found = _LENGTH.match(value)
            if found:
                return float(found[1]) * _IN_PX[found[2] or ""]
        return None

    @cached_property
    def hidden(self) -> bool:
        """Whether clients show nothing of it."""
        style = self.style
        if style.get("display") == "none" or style.get("visibility") == "hidden" or style.get("mso-hide") == "all":
            return True
        nothing = {"max-height", "max-width", "font-size", "opacity"}
        return sum(bool(re.fullmatch(r"0+(?:\.0+)?(?:px)?", style.get(name, ""))) for name in nothing) >= 2


def tree_of(html: str) -> Node:
    """The body of a page as a tree. Raises `UserError` (input) for one whose elements lie too deep in each other."""
    source = _COMMENT.sub("", _OUTSIDE.sub("", html))
    _check_depth(source)
    kept = nh3.clean(
        _with_styles(source),
        tags=_TAGS,
        clean_content_tags=_DROPPED,
        attributes=_ATTRIBUTES,
        url_schemes=_SCHEMES,
        link_rel=None,
    )
    builder = _Builder()
    builder.feed(kept)
    builder.close()
    return builder.root


def _check_depth(html: str) -> None:
    depth = 0
    for found in _OPENING.finditer(html):
        if found[2].lower() in _CLOSED_BY_OTHERS:
            continue
        depth = max(0, depth - 1) if found[1] else depth + 1
        if depth > DEEPEST_PAGE:
            raise UserError(
                ErrorKind.INPUT,
                tr("The elements of this page lie too deep in each other."),
                tr("It is broken, or made to be hard to read. Export it anew from where it comes from."),
            )


def _with_styles(html: str) -> str:
    if len(html) > MOST_TO_STYLE or html.count("{") > MOST_RULES or "<style" not in html.lower():
        return html
    import css_inline

    inliner = css_inline.CSSInliner(load_remote_stylesheets=False, keep_style_tags=False)
    try:
        return inliner.inline(html)
    except css_inline.InlineError:
        return html  # its style sheet is broken, its words are not


class _Builder(HTMLParser):
    """Builds the tree of plain markup, in which every element is closed."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.root = Node("body", {})
        self._open = [self.root]
        self._names: list[str] = []
        self._flat: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Go into an element, unless it is too deep or holds nothing."""
        node = Node(tag, {name: value or "" for name, value in attrs})
        if tag == "item" and "href" in node.attributes:
            node = Node("p", {})
            node.children.append(Node("a", {name: value or "" for name, value in attrs}))
        if tag in _VOID:
            self._open[-1].children.append(node)
        elif len(self._open) >= DEEPEST:
            self._flat.append(tag)
        else:
            self._open[-1].children.append(node)
            self._open.append(node.elements[0] if node.elements else node)
            self._names.append(tag)

    def handle_endtag(self, tag: str) -> None:
        """Leave an element."""
        if self._flat and self._flat[-1] == tag:
            self._flat.pop()
        elif self._names and self._names[-1] == tag:
            self._names.pop()
            self._open.pop()

    def handle_data(self, data: str) -> None:
        """Words belong to the element at hand."""
        if data:
            self._open[-1].children.append(data)
