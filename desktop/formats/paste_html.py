"""The source of a page, or a table or text copied from one, as lines that `paste_lines` reads.

nh3 (html5ever) parses as browsers do, takes out scripts and styles and bounds the nesting; what it leaves is so plain
that the standard library's parser can walk it. lxml (12 MB) and selectolax (8 MB) would be there for this alone.
"""

from __future__ import annotations

import json
import re
from html.parser import HTMLParser

import nh3

_LOOKS = re.compile(
    r"<!doctype html|</?(?:html|body|head|div|p|span|table|tr|td|ul|ol|li|dl|h[1-6]|section|article|b|strong|br)\b"
    r"[^<>]*>",
    re.IGNORECASE,
)
_TAGS = {
    "table",
    "tr",
    "td",
    "th",
    "dl",
    "dt",
    "dd",
    "ul",
    "ol",
    "li",
    "p",
    "div",
    "br",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
}
_DROPPED = {
    "script",
    "style",
    "nav",
    "footer",
    "form",
    "button",
    "select",
    "svg",
    "noscript",
    "template",
    "title",
    "iframe",
}
_BLOCKS = {"p", "div", "br", "li", "tr", "dt", "dl", "ul", "ol", "table", "h1", "h2", "h3", "h4", "h5", "h6"}
_LINKED_DATA = re.compile(r"<script[^>]*application/ld\+json[^>]*>(?P<json>.*?)</script>", re.IGNORECASE | re.DOTALL)
_PLAIN_PROPERTIES = ("material", "color", "size", "pattern", "model", "countryOfOrigin")
_MEASURES = ("weight", "width", "height", "depth")
_UNIT_CODES = {"GRM": "g", "KGM": "kg", "MMT": "mm", "CMT": "cm", "MTR": "m", "LTR": "l", "MLT": "ml", "INH": "inch"}


def looks_like_html(text: str) -> bool:
    """Whether a text is markup: some tags that pages are made of."""
    return len(_LOOKS.findall(text[:100_000])) >= 2


def lines_of_html(text: str) -> str:
    """The page as lines: linked data of a product and rows of tables with tabs, headings with `#`, items with `-`."""
    linked = _lines_of_linked_data(text)
    kept = nh3.clean(text, tags=_TAGS, clean_content_tags=_DROPPED, attributes={}, link_rel=None)
    walker = _Walker()
    walker.feed(kept)
    walker.close()
    return "\n".join([*linked, *walker.finish()])


class _Walker(HTMLParser):
    """Turns plain markup into lines."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self._lines: list[str] = []
        self._line: list[str] = []
        self._cells: list[str] | None = None

    def handle_starttag(self, tag: str, _attributes: list[tuple[str, str | None]]) -> None:
        """A block begins a new line, a cell a new column."""
        if tag == "tr":
            self._break()
            self._cells = []
        elif tag in {"td", "th"}:
            self._line.clear()
        elif tag == "dd":
            self._line.append("\t")
        elif tag in _BLOCKS and self._cells is None:
            self._break()
            self._line.append({"li": "- ", "h1": "# "}.get(tag, ""))
            if tag == "p":
                self._lines.append("")

    def handle_endtag(self, tag: str) -> None:
        """A row is a line of its cells."""
        if tag in {"td", "th"} and self._cells is not None:
            self._cells.append(" ".join("".join(self._line).split()))
            self._line.clear()
        elif tag == "tr" and self._cells is not None:
            self._lines.append("\t".join(cell for cell in self._cells if cell))
            self._cells = None
            self._line.clear()
        elif tag in _BLOCKS and tag != "dt" and self._cells is None:
            self._break()

    def handle_data(self, data: str) -> None:
        """Text belongs to the line at hand; white space is one space."""
        self._line.append(re.sub(r"\s+", " ", data))

    def finish(self) -> list[str]:
        """All lines."""
        self._break()
        return self._lines

    def _break(self) -> None:
        line = re.sub(r" *\t *", "\t", "".join(self._line)).strip()
        if line and line not in {"-", "#"}:
            self._lines.append(line)
        self._line.clear()


def _lines_of_linked_data(text: str) -> list[str]:
    """What the page tells search engines of its product (schema.org, as JSON-LD)."""
    for found in _LINKED_DATA.finditer(text):
        try:
            document = json.loads(found["json"])
        except (ValueError, RecursionError):
            continue
        product = _product_in(document, depth=4)
        if product is not None:
            return _lines_of_product(product)
    return []


def _product_in(document: object, depth: int) -> dict[str, object] | None:
    if isinstance(document, list) and depth:
        return next((found for each in document[:50] if (found := _product_in(each, depth - 1)) is not None), None)
    if not isinstance(document, dict):
        return None
    kind = document.get("@type")
    if kind == "Product" or (isinstance(kind, list) and "Product" in kind):
        return document
    return _product_in(document.get("@graph"), depth - 1) if depth else None


def _lines_of_product(product: dict[str, object]) -> list[str]:
    pairs: list[tuple[str, str]] = [("Product", _text(product.get("name"))), ("Brand", _text(product.get("brand")))]
    pairs += [(_spaced(name), _text(product.get(name))) for name in (*_MEASURES, *_PLAIN_PROPERTIES)]
    extra = product.get("additionalProperty")
    for each in extra if isinstance(extra, list) else [extra]:
        if isinstance(each, dict):
            pairs.append((_text(each.get("name")), _text({key: each[key] for key in each if key != "name"})))
    offer = product.get("offers")
    offer = offer[0] if isinstance(offer, list) and offer else offer
    if isinstance(offer, dict) and offer.get("price"):
        pairs.append(("Price", f"{_text(offer['price'])} {_text(offer.get('priceCurrency'))}".strip()))
    lines = [f"{name}\t{value}" for name, value in pairs if name and value]
    description = _text(product.get("description"))
    return [*lines, "", description, ""] if description else lines


def _text(value: object) -> str:
    """A value of linked data as text: what stands in it, by its name or its amount."""
    if isinstance(value, dict):
        if "value" in value:
            unit = _text(value.get("unitText")) or _UNIT_CODES.get(_text(value.get("unitCode")), "")
            return f"{_text(value['value'])} {unit}".strip()
        return _text(value.get("name"))
    if isinstance(value, list):
        return ", ".join(text for each in value[:20] if (text := _text(each)))
    plain = "" if value is None or isinstance(value, bool) else str(value)
    return " ".join(re.sub(r"<[^>]+>", " ", plain).split())


def _spaced(name: str) -> str:
    return re.sub(r"(?<=[a-z])(?=[A-Z])", " ", name).capitalize()
