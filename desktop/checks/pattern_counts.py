"""How often a part of a pattern may come: the signs `?`, `*`, `+` and `{2,4}` behind it."""

from __future__ import annotations

import re
from typing import NamedTuple

_BRACES = re.compile(r"\{(\d*)(?:,\d*)?\}")


class Repeat(NamedTuple):
    """A sign that says how often: whether none will do, the least number that braces give, and where it ends."""

    optional: bool
    least: int | None
    end: int


def repeat_at(pattern: str, at: int) -> Repeat | None:
    """The sign at this place of a pattern, with the `?` or `+` that makes it lazy or possessive; None where none is."""
    if at >= len(pattern):
        return None
    braces = _BRACES.match(pattern, at)
    if braces is None and pattern[at] not in "?*+":
        return None
    end = braces.end() if braces else at + 1
    if end < len(pattern) and pattern[end] in "?+":
        end += 1
    if braces is None:
        return Repeat(pattern[at] != "+", None, end)
    return Repeat(braces[1] in {"", "0"}, int(braces[1] or 0), end)
