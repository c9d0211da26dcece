"""Markdown of HTML as programs put it on the clipboard: Word, Google Docs, LibreOffice, browsers.

nh3 parses as browsers do and leaves only what Markdown has signs for; `markdown_writer` writes it. Here is what neither
knows: lists that Word makes of paragraphs, emphasis that Google Docs makes of styles, and links by way of a counter.
"""

from __future__ import annotations

import re
from urllib.parse import SplitResult, parse_qs, urlsplit

import nh3
from bs4 import BeautifulSoup, Tag

from desktop.formats.clean import depth_of
from desktop.formats.markdown_writer import MarkdownWriter, address_in_link
from desktop.formats.paste_notes import NOTE, NOTE_END, take_notes

LONGEST = 3_000_000
"""Characters of HTML beyond which nothing is made of it."""

DEEPEST = 120
"""Elements in each other; parsing costs time with the square of it."""

_TAGS = {
    *("a", "b", "blockquote", "br", "code", "del", "div", "em", "h1", "h2", "h3", "h4", "h5", "h6", "hr", "i", "img"),
    *("li", "ol", "p", "pre", "s", "span", "strike", "strong", "table", "tbody", "td", "th", "thead", "tr", "ul"),
}
_DROPPED = {"script", "style", "title", "noscript", "template", "svg", "math", "object", "iframe", "select", "button"}
_ATTRIBUTES = {"a": {"href", "name", "id"}, "img": {"src", "alt"}, "ol": {"start"}, "*": {"style"}}
_SCHEMES = {"http", "https", "mailto", "tel"}
_SAYS_SOMETHING = ("a", "b", "blockquote", "em", "h1", "h2", "h3", "h4", "h5", "h6", "i", "img", "li", "p", "strong",
                   "table")  # fmt: skip
_WORD_LIST = re.compile(r"mso-list:\s*l\d+\s+level(\d)")
_HEAVY = re.compile(r"(?<![-\w])font-weight:\s*(?:bold|[6-9]00)", re.IGNORECASE)
_LIGHT = re.compile(r"(?<![-\w])font-weight:\s*(?:normal|[1-5]00)", re.IGNORECASE)
_INCLINED = re.compile(r"(?<![-\w])font-style:\s*italic", re.IGNORECASE)
_NUMBER = re.compile(r"[0-9a-zA-Z]{1,3}[.)]")
_HARD_BLANK = re.compile(r"(?<!\d) ?\xa0[ \xa0]*|\xa0(?![\w°€$£%])[ \xa0]*")


def markdown_of_html(html: str) -> str:
    """Clean Markdown with headings, lists, tables, emphasis and links kept; nothing that loads, runs or styles.

    Empty when the HTML says nothing that plain text would not (code with colours), or is too long or too deep to read.
    """
    source = _fragment(html)
    if len(source) > LONGEST or depth_of(source) > DEEPEST:
        return ""
    kept = nh3.clean(
        source,
        tags=_TAGS,
        clean_content_tags=_DROPPED,
        attributes=_ATTRIBUTES,
        url_schemes=_SCHEMES,
        link_rel=None,
        strip_comments=True,
    )
    tree = BeautifulSoup(kept, "html.parser")
    _mend_styles(tree)
    _mend_word_lists(tree)
    notes = take_notes(tree)
    _mend_links(tree)
    if tree.find(_SAYS_SOMETHING) is None:
        return ""
    for note in notes.values():
        _mend_links(note)
    made = "\n\n".join((MarkdownWriter().convert_soup(tree), *(_written(name, note) for name, note in notes.items())))
    made = _HARD_BLANK.sub(" ", made.replace(NOTE, "[^").replace(NOTE_END, "]"))
    return re.sub(r"\n{3,}", "\n\n", re.sub(r"[ \t]+(?=\n|$)", "", made)).strip("\n")


def _fragment(html: str) -> str:
    """What was copied, without comments, head and style sheets, each cut out in one pass."""
    start = html.find("<!--StartFragment")
    if start >= 0:
        end = html.find("<!--EndFragment", start)
        html = html[html.find(">", start) + 1 : end if end >= 0 else len(html)]
    for opened, closed in (("<!--", "-->"), ("<head", "</head>"), ("<style", "</style>"), ("<xml", "</xml>")):
        html = _without(html, opened, closed)
    return re.sub(r"<!\[[^\]>]{0,80}\]>", "", html)


def _without(html: str, opened: str, closed: str) -> str:
    low = html.lower() if opened != "<!--" else html
    if len(low) != len(html):
        return html  # a letter whose small form is longer: nh3 takes these out as well
    parts: list[str] = []
    place = 0
    while (begin := low.find(opened, place)) >= 0:
        if opened == "<head" and low[begin + 5 : begin + 6].isalpha():  # `<header>`
            parts.append(html[place : begin + 5])
            place = begin + 5
            continue
        parts.append(html[place:begin])
        end = low.find(closed, begin)
        place = len(html) if end < 0 else end + len(closed)
    return "".join([*parts, html[place:]])


def _style(element: Tag) -> str:
    return str(element.get("style") or "")


def _mend_styles(tree: BeautifulSoup) -> None:
    """Emphasis that is a style becomes an element, and an element that its style takes back goes."""
    for element in tree.find_all(["b", "strong"]):
        if _LIGHT.search(_style(element)):
            element.unwrap()
    for element in tree.find_all("span"):
        style = _style(element)
        if "mso-list" in style or element.find_parent(["h1", "h2", "h3", "h4", "h5", "h6"]) is not None:
            continue
        if _INCLINED.search(style):
            element.wrap(tree.new_tag("em"))
        if _HEAVY.search(style):
            element.wrap(tree.new_tag("strong"))
    for element in tree.find_all("strike"):
        element.name = "del"


def _mend_word_lists(tree: BeautifulSoup) -> None:
    """Paragraphs that Word shows as items of a list become such items, each level within the one above."""
    open_lists: list[Tag] = []
    before: Tag | None = None
    for paragraph in tree.find_all("p"):
        found = _WORD_LIST.search(_style(paragraph))
        if found is None:
            open_lists, before = [], None
            continue
        if before is not None and _stands_between(before, paragraph):
            open_lists = []
        level = min(int(found[1]), len(open_lists) + 1)
        kind = "ol" if _NUMBER.fullmatch(_take_bullet(paragraph)) else "ul"
        del open_lists[level:]
        if len(open_lists) < level:
            made = tree.new_tag(kind)
            if open_lists:
                open_lists[-1].find_all("li", recursive=False)[-1].append(made)
            else:
                paragraph.insert_before(made)
            open_lists.append(made)
        before = open_lists[0]
        item = tree.new_tag("li")
        open_lists[-1].append(item)
        item.extend(list(paragraph.contents))
        paragraph.decompose()


def _stands_between(before: Tag, paragraph: Tag) -> bool:
    """Whether anything stands between a list and a paragraph, so that it begins another list."""
    between = before.next_sibling
    while between is not None and between is not paragraph:
        if isinstance(between, Tag) or str(between).strip():
            return True
        between = between.next_sibling
    return between is None


def _take_bullet(paragraph: Tag) -> str:
    """Take out the bullet or number that Word writes before an item; returns what it was."""
    for span in paragraph.find_all("span"):
        if "mso-list" in _style(span).lower():
            words = span.get_text().replace("\u00a0", " ").strip()
            span.decompose()
            return str(words)
    return ""


def _written(name: str, note: Tag) -> str:
    """A note as it stands at the end of the text, its further lines set in."""
    words = str(MarkdownWriter().convert_soup(note)).strip()
    return f"[^{name}]: " + re.sub(r"\n(?=[^\n])", "\n    ", words)


def _mend_links(tree: Tag) -> None:
    """Links lead where they led, not by way of a counter; those to places in the old page are words."""
    for element in tree.find_all("a"):
        address = str(element.get("href") or "")
        if _parts_of(address) is None:
            element.unwrap()
            continue
        element["href"] = _straight(address)
    for element in tree.find_all("img"):
        if not str(element.get("src") or "").startswith(("http://", "https://")):
            element.decompose()


def _parts_of(address: str) -> SplitResult | None:
    """The parts of an address with a scheme that may be followed; `None` for any other."""
    try:
        parts = urlsplit(address)
    except ValueError:
        return None
    return parts if parts.scheme in _SCHEMES else None


def _straight(address: str) -> str:
    """Google Docs sends every link by way of google.com; here it leads straight there."""
    parts = _parts_of(address)
    if parts is not None and parts.netloc == "www.google.com" and parts.path == "/url":
        target = parse_qs(parts.query).get("q", [""])[0]
        return target if target.startswith(("http://", "https://")) else address
    return address_in_link(address)
