"""HTML as a row of tags and texts, in one pass, whatever it is.

None of the libraries at hand stays quick whatever it reads: `html.parser` needs 67 s for 80 KB of `<!--`, nh3 16 s for
100 KB of nested `<div>`. No tree is needed here, so nothing is put together that could be taken apart.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator

import msgspec

_TAG = re.compile(r"<(?P<end>/?)(?P<name>[a-zA-Z][^\s/>]{0,60}+)(?P<attributes>(?:[^>\"']++|\"[^\"]*+\"|'[^']*+')*+)>")
_LOOSE_TAG = re.compile(r"<(?P<end>/?)(?P<name>[a-zA-Z][^\s/>]{0,60}+)(?P<attributes>[^>]*+)>")
_ATTRIBUTE = re.compile(
    r"(?P<name>[^\s=>\"'/]++)(?:\s*+=\s*+(?:\"(?P<two>[^\"]*+)\"|'(?P<one>[^']*+)'|(?P<bare>[^\s>]++)))?"
)
_LONGEST_ATTRIBUTES = 8000
_RAW = {
    name: re.compile(rf"</{name}\b[^>]*>", re.IGNORECASE)
    for name in ("script", "style", "title", "noscript", "template", "textarea", "svg", "object", "iframe", "select")
}
"""Elements whose content is no text of the mail."""
_MOST_MISTAKES = 20


class Tag(msgspec.Struct, frozen=True, gc=False):
    """A tag in lower case; attributes are decoded, an end has none."""

    name: str
    attributes: dict[str, str]
    end: bool = False


def pieces(source: str) -> Iterator[Tag | str]:
    """The tags and the decoded texts between them; comments, scripts and styles are left out."""
    place, mistakes, length = 0, 0, len(source)
    while place < length:
        opened = source.find("<", place)
        if opened < 0:
            yield _text(source[place:])
            return
        if opened > place:
            yield _text(source[place:opened])
        if source.startswith("<!--", opened):
            # Shortest comments are `<!-->`; one that nobody closes reaches to the end.
            place = _after(source, "-->", opened + 2)
            continue
        if source[opened + 1 : opened + 2] in {"!", "?"}:
            place = _after(source, ">", opened)
            continue
        found = _TAG.match(source, opened) if mistakes < _MOST_MISTAKES else None
        if found is None:
            mistakes += 1
            found = _LOOSE_TAG.match(source, opened) if mistakes < 10 * _MOST_MISTAKES else None
        if found is None:
            yield "<"
            place = opened + 1
            continue
        name = found["name"].lower()
        place = found.end()
        if found["end"]:
            yield Tag(name, {}, end=True)
            continue
        yield Tag(name, _attributes(found["attributes"]))
        if name in _RAW:
            closed = _RAW[name].search(source, place)
            place = closed.end() if closed is not None else length


def _after(source: str, mark: str, place: int) -> int:
    found = source.find(mark, place)
    return found + len(mark) if found >= 0 else len(source)


def _text(text: str) -> str:
    return html.unescape(text) if "&" in text else text


def _attributes(text: str) -> dict[str, str]:
    found: dict[str, str] = {}
    for each in _ATTRIBUTE.finditer(text[:_LONGEST_ATTRIBUTES]):
        value = each["two"] or each["one"] or each["bare"] or ""
        found.setdefault(each["name"].lower(), _text(value))
    return found
