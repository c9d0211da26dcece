"""What cannot be kept byte for byte is made visible, so that saving never fails on a text.

UTF-8 has no form for one half of a surrogate pair, which arrives from a cut clipboard or a careless program. Two halves
that belong together become the character they mean; a lone one becomes U+FFFD, which everybody sees. Everything else,
NUL, non-breaking spaces, line separators and joiners included, is kept as it is.
"""

from __future__ import annotations

import re
from typing import Generic, TypeVar

import msgspec

T = TypeVar("T")

_HALF = "[\ud800-\udfff]"


class Cleaned(msgspec.Struct, Generic[T], frozen=True):
    """A value that can be saved; `replaced` counts the characters that were lost."""

    value: T
    replaced: int = 0


def cleaned(value: T) -> Cleaned[T]:
    """The value with every half character in its texts joined or replaced; the same object when there is none."""
    try:
        msgspec.json.encode(value)
    except UnicodeEncodeError:
        count = [0]
        plain = _walk(msgspec.to_builtins(value), count)
        return Cleaned(msgspec.convert(plain, type=type(value)), count[0])
    return Cleaned(value)


def clean_text(text: str) -> tuple[str, int]:
    """A text that UTF-8 can hold, and how many characters were replaced."""
    if re.search(_HALF, text) is None:
        return text, 0
    joined = text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "surrogatepass")
    return re.subn(_HALF, "\ufffd", joined)


def _walk(value: object, count: list[int]) -> object:
    if isinstance(value, str):
        text, replaced = clean_text(value)
        count[0] += replaced
        return text
    if isinstance(value, dict):
        return {_walk(key, count): _walk(item, count) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [_walk(item, count) for item in value]
    return value
