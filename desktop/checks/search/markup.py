"""The links, images and headings of a post's Markdown; what stands in code is none of them."""

from __future__ import annotations

import functools
import re
from urllib.parse import urlsplit

import msgspec

from desktop.checks.check import Subject
from desktop.checks.search.phrase import main_field
from desktop.core.brief import Kind
from desktop.core.outline import Heading, headings_of

_CODE = re.compile(
    r"^ {0,3}(`{3,}|~{3,})[^\n]*\n.*?(?:^ {0,3}\1[`~]*[ \t]*$|\Z)|(?<!`)(`+)(?!`)[^\n]{1,400}?(?<!`)\2(?!`)",
    re.MULTILINE | re.DOTALL,
)
_LINK = re.compile(
    r"(?P<image>!)?\[(?P<text>(?:[^\[\]\n]|!\[[^\[\]\n]{0,200}\]\([^()\n]{0,500}\)){0,300})\]"
    r"\(\s*<?(?P<url>[^()<>\s]{1,500}(?:\([^()\s]{0,100}\)[^()<>\s]{0,200})?)>?(?:\s+[^()\n]{0,200})?\)"
)
_REFERENCE = re.compile(r"^ {0,3}\[(?!\^)[^\[\]\n]{1,200}\]:\s+<?(?P<url>[^\s<>]{1,500})>?", re.MULTILINE)
_ANCHOR = re.compile(
    r"<a\b[^>\n]{0,300}?\bhref\s*=\s*[\"'](?P<url>[^\"'\n]{1,500})[\"'][^>\n]{0,300}>(?P<text>[^\n]{0,300}?)</a>",
    re.IGNORECASE,
)
_BARE = re.compile(r"(?<![\w@/(\"'=.<\[])<?(?P<url>https?://[^\s<>\"')\]]+)")
_IMG = re.compile(r"<img\b(?P<attributes>[^<>]{0,1000})>", re.IGNORECASE)
_ALT = re.compile(r"\balt\s*=\s*(?:\"([^\"]*)\"|'([^']*)')", re.IGNORECASE)
_TAG = re.compile(r"<[^>]*>|[*_`]")


class Link(msgspec.Struct, frozen=True):
    """A link with its words (empty: none of its own), in code points of the text."""

    start: int
    end: int
    text: str
    url: str

    @property
    def host(self) -> str:
        """The host that it names, in small letters; empty for a path."""
        try:
            return (urlsplit(self.url).hostname or "").removeprefix("www.")
        except ValueError:
            return ""

    @property
    def is_page(self) -> bool:
        """Whether it leads to a page: not within this one, not to a mail or telephone."""
        return not self.url.startswith("#") and (":" not in self.url.partition("/")[0] or bool(self.host))


class Image(msgspec.Struct, frozen=True):
    """An image with the text for those who cannot see it, in code points of the text."""

    start: int
    end: int
    alt: str


class Markup(msgspec.Struct, frozen=True):
    """What a text is marked up with, each in its order."""

    links: tuple[Link, ...] = ()
    images: tuple[Image, ...] = ()


def post_body(subject: Subject) -> tuple[str, str]:
    """The text of a post with its address; both empty for other drafts."""
    return main_field(subject) if subject.brief.kind is Kind.BLOG else ("", "")


@functools.lru_cache(maxsize=8)
def headings(text: str) -> tuple[Heading, ...]:
    """The headings of a text."""
    return headings_of(text)


@functools.lru_cache(maxsize=8)
def without_code(text: str) -> str:
    """A text with spaces where code stands, so that all places stay."""
    return _CODE.sub(lambda found: re.sub(r"[^\n]", " ", found[0]), text) if "`" in text or "~~~" in text else text


@functools.lru_cache(maxsize=8)
def markup_of(text: str) -> Markup:
    """The links and images of a text."""
    plain = without_code(text)
    links: list[Link] = []
    images: list[Image] = []
    if "](" in plain:
        for found in _LINK.finditer(plain):
            if found["image"]:
                images.append(Image(found.start(), found.end(), found["text"].strip()))
                continue
            inner = _LINK.search(found["text"])
            if inner is not None and inner["image"]:
                images.append(Image(found.start(), found.end(), inner["text"].strip()))
            links.append(Link(found.start(), found.end(), _TAG.sub("", found["text"]).strip(), found["url"]))
    if "<" in plain:
        links += [
            Link(*each.span(), _TAG.sub("", each["text"]).strip(), each["url"]) for each in _ANCHOR.finditer(plain)
        ]
        for each in _IMG.finditer(plain):
            alt = _ALT.search(each["attributes"])
            images.append(Image(*each.span(), (alt[1] or alt[2] or "").strip() if alt else ""))
    links += [Link(*each.span(), "", each["url"]) for each in _REFERENCE.finditer(plain)]
    if "://" in plain:
        taken = [*((each.start, each.end) for each in links), *((each.start, each.end) for each in images)]
        links += [
            Link(*each.span(), "", each["url"])
            for each in _BARE.finditer(plain)
            if not any(start <= each.start() < end for start, end in taken)
        ]
    return Markup(tuple(sorted(links, key=lambda each: each.start)), tuple(sorted(images, key=lambda each: each.start)))
