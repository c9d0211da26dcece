"""Text from outside without what nothing can show or keep."""

from __future__ import annotations

import re

_UNKEPT = re.compile("[\x00-\x08\x0b\x0e-\x1f\x7f\x80-\x84\x86-\x9f\ufdd0-\ufdef\ufffe\uffff]")
_BREAKS = re.compile("\r\n?|[\x0c\x85\u2028\u2029]")


def cleaned(text: str) -> str:
    """The text with `\\n` as its only line break and without NUL, controls, noncharacters and halves of characters.

    Halves of surrogate pairs that belong together become the character they are.
    """
    if not text.isascii():
        text = text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "ignore").removeprefix("\ufeff")
    return _UNKEPT.sub("", _BREAKS.sub("\n", text))
