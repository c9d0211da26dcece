"""Links: broken ones, such as run code, without text, without encryption, and those whose text says nothing."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator
from typing import NamedTuple
from urllib.parse import urlsplit

import msgspec

from desktop.checks.check import Spot, Subject
from desktop.checks.sentences import paragraphs_of
from desktop.core.finding import Finding, Severity
from desktop.core.resources import resource_text
from desktop.core.words import tr

_SIGNS = ("](", "http", "htp", "www.", "href", "script:", "data:", "] (", "click here", "klik hier", "klicka här")
"""Where there is none of these, which is nearly everywhere, nothing need be looked at closely."""
_MARKDOWN = re.compile(
    r"(?P<image>!)?\[(?P<text>[^\[\]\n]{0,300})\]\((?P<url>[^()\n]{0,500}(?:\([^()\n]{0,100}\)[^()\n]{0,500})?)\)"
)
_ANCHOR = re.compile(
    r"<a\b[^>\n]{0,300}?\bhref\s*=\s*(?P<quote>[\"'])(?P<url>[^\"'\n]{0,500})(?P=quote)[^>\n]{0,300}>(?P<text>[^\n]{0,300}?)</a>",
    re.IGNORECASE,
)
_BARE = re.compile(r"(?<![\w@/(\"'=.])(?:https?:/{0,3}|htps?:|htttps?:|https?;//|www\.)[^\s<>\"')\]]*", re.IGNORECASE)
_TRAILING = re.compile(r"[.,;:!?*_…’”]+$")
_MERGE = re.compile(r"\{\{|\{%|\*\||%%|\$\{|\[[A-Z_]+\]")
_CODE = re.compile(r"\s*(?:javascript|vbscript|data)\s*:", re.IGNORECASE)
_DOUBLED = re.compile(r"^(?:https?:/*){2,}", re.IGNORECASE)
_SCHEME = re.compile(r"^[a-z][a-z0-9+.-]*:", re.IGNORECASE)
_GOOD_SCHEMES = ("http:", "https:", "mailto:", "tel:", "sms:", "whatsapp:")
_HOST = re.compile(r"^(?=.{1,253}$)(?:[^\W_](?:[\w-]{0,61}[^\W_])?\.)+[^\W\d_]{2,}$|^localhost$|^[\d.:]+$")
_TAG = re.compile(r"<[^>]*>")
_LOOSE = re.compile(
    r"\[(?P<text>[^\[\]\n]{1,200})\][ \t]+\((?:https?://|www\.)[^()\s]{1,500}\)|\[[^\[\]\n]{1,200}\]\((?:https?://|www\.)[^()\s]{1,500}(?=\s|$)"
)


class _Link(NamedTuple):
    """A finding in code points of its paragraph."""

    start: int
    end: int
    kind: str
    severity: Severity
    fixes: tuple[str, ...] = ()


class _Words(msgspec.Struct, frozen=True):
    vague: dict[str, frozenset[str]]
    bare: dict[str, tuple[str, ...]]
    placeholders: tuple[str, ...]
    notes: tuple[str, ...]
    hosts: frozenset[str]


class Links:
    """Links that lead nowhere, or nowhere good."""

    id = "links.link"

    @property
    def name(self) -> str:
        """As `Check` says."""
        return tr("Links")

    @property
    def description(self) -> str:
        """As `Check` says."""
        return tr("Finds links that are broken, run code, have no text, are not encrypted, or say only “click here”.")

    def find(self, subject: Subject) -> Iterator[Finding]:
        """As `Check` says."""
        for address, text in subject.written.addressed():
            if not _may_hold_links(text):
                continue
            for start, end in paragraphs_of(text):
                for each in _in_paragraph(text[start:end], subject.language):
                    spot = Spot(address, text, start + each.start, start + each.end)
                    yield spot.finding(self.id, each.severity, _say(each.kind), fixes=each.fixes)


@functools.lru_cache(maxsize=4096)
def _in_paragraph(text: str, language: str) -> tuple[_Link, ...]:
    if not _may_hold_links(text):
        return ()
    found = list(_marked_up(text, language))
    taken = [each.span() for each in (*_MARKDOWN.finditer(text), *_ANCHOR.finditer(text))]
    for each in _LOOSE.finditer(text):
        if not _lies_in(each.start(), taken):
            found.append(_Link(each.start(), each.end(), "syntax", Severity.ERROR))
            taken.append(each.span())
    for each in _BARE.finditer(text):
        if not _lies_in(each.start(), taken):
            url = _TRAILING.sub("", each[0])
            found += _judge(url, each.start())
            taken.append(each.span())
    for phrase in words_of_links().bare.get(language, ()):
        for each in re.finditer(rf"\b{phrase}\b", text, re.IGNORECASE):
            if not _lies_in(each.start(), taken):
                found.append(_Link(each.start(), each.end(), "vague", Severity.INFO))
    return tuple(sorted(found))


def _may_hold_links(text: str) -> bool:
    lower = text.lower()
    return any(sign in lower for sign in _SIGNS)


def _lies_in(place: int, spans: list[tuple[int, int]]) -> bool:
    return any(start <= place < end for start, end in spans)


def _marked_up(text: str, language: str) -> Iterator[_Link]:
    for pattern in (_MARKDOWN, _ANCHOR):
        for each in pattern.finditer(text):
            label = _TAG.sub("", each["text"]).strip(" *_`")
            is_image = "<img" in each["text"] or (pattern is _MARKDOWN and bool(each["image"]))
            if not label and not is_image:
                yield _Link(each.start(), each.end(), "textless", Severity.WARNING)
            elif not is_image and label.lower().strip(" .!»›>→") in _vague(language):
                yield _Link(each.start("text"), each.end("text"), "vague", Severity.INFO)
            url = each["url"]
            if pattern is _MARKDOWN:
                url = re.sub(r"\s+(?:\"[^\"]*\"|'[^']*')\s*$", "", url)
            yield from _judge(url, each.start("url"), marked_up=True)


def _judge(url: str, start: int, *, marked_up: bool = False) -> Iterator[_Link]:
    """What is wrong with an address, the gravest only."""
    end = start + len(url)
    bare = url.strip().strip("<>")
    if _MERGE.search(bare):
        return
    if not bare or bare == "#":
        yield _Link(start, end, "empty", Severity.ERROR)
    elif _CODE.match(bare):
        yield _Link(start, end, "code", Severity.ERROR)
    elif (doubled := _DOUBLED.match(bare)) and "://" in bare:
        rest = bare[doubled.end() :]
        yield _Link(start, end, "broken", Severity.ERROR, (f"https://{rest}",) if rest else ())
    elif marked_up and re.search(r"\s", bare):
        fixed = re.sub(r"\s+", "%20", bare) if _is_sound(re.sub(r"\s+", "", bare)) else ""
        yield _Link(start, end, "space", Severity.ERROR, (fixed,) if fixed else ())
    elif not _is_sound(bare):
        yield _Link(start, end, "broken", Severity.ERROR)
    elif bare.lower().startswith("http://") and not _is_near(bare):
        yield _Link(start, end, "http", Severity.INFO, (f"https://{url.strip()[7:]}",))


def _is_sound(url: str) -> bool:
    lower = url.lower()
    if lower.startswith("www."):
        url = f"https://{url}"
    elif not _SCHEME.match(lower) or re.match(r"^[\w.-]+:\d", lower):
        return True  # a path on the shop's own site, or a host with a port
    elif not lower.startswith(("http:", "https:")):
        return lower.startswith(_GOOD_SCHEMES)
    if not re.match(r"https?://[^/]", url, re.IGNORECASE):
        return False
    try:
        parts = urlsplit(url)
        host = parts.hostname or ""
        _ = parts.port
    except ValueError:
        return False
    return _HOST.match(host) is not None and ".." not in host


def _is_near(url: str) -> bool:
    return (urlsplit(url).hostname or "") in {"localhost", "127.0.0.1", "::1"}


def _vague(language: str) -> frozenset[str]:
    vague = words_of_links().vague
    return vague.get(language, vague[""])


@functools.cache
def words_of_links() -> _Words:
    """The lists in `resources/lexicons/links.json`."""
    return msgspec.json.decode(resource_text("lexicons/links.json"), type=_Words)


def _say(kind: str) -> str:
    return {
        "textless": tr("This link has no text, so nobody can see or hear it."),
        "vague": tr("Say where the link leads; “click here” says nothing to search engines and screen readers."),
        "empty": tr("This link has no address."),
        "code": tr("This link runs code or carries data in itself; mail programs and shops block it."),
        "broken": tr("This address is not written as one."),
        "space": tr("An address cannot hold spaces."),
        "syntax": tr("The brackets of this link are not as Markdown wants them: [text](address)."),
        "http": tr("This link is not encrypted; most sites answer to https as well."),
    }[kind]
