"""Text from outside without what nothing can show or keep, and how deep its elements lie."""

from __future__ import annotations

import re

_UNKEPT = re.compile("[\x00-\x08\x0b\x0e-\x1f\x7f\x80-\x84\x86-\x9f\ufdd0-\ufdef\ufffe\uffff]")
_BREAKS = re.compile("\r\n?|[\x0c\x85\u2028\u2029]")

_TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9:]*)")
_CLOSED_BY_OTHERS = {
    *("br", "col", "dd", "dt", "hr", "img", "input", "li", "link", "meta", "o:p", "option", "p", "path", "tbody"),
    *("td", "tfoot", "th", "thead", "tr", "wbr"),
}


def cleaned(text: str) -> str:
    """The text with `\\n` as its only line break and without NUL, controls, noncharacters and halves of characters.

    Halves of surrogate pairs that belong together become the character they are.
    """
    if not text.isascii():
        text = text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "ignore").removeprefix("\ufeff")
    return _UNKEPT.sub("", _BREAKS.sub("\n", text))


def depth_of(html: str) -> int:
    """How many elements of HTML lie in each other, those that end without being told not counted."""
    depth = deepest = 0
    for found in _TAG.finditer(html):
        if found[2].lower() not in _CLOSED_BY_OTHERS:
            depth = max(0, depth - 1) if found[1] else depth + 1
            deepest = max(deepest, depth)
    return deepest
