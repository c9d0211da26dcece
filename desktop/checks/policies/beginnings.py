"""How the matches of a pattern can begin, so that a pattern is only made and tried where it can be found.

A pack has hundreds of patterns; one expression for them all takes seconds to make and milliseconds for a paragraph.
"""

from __future__ import annotations

import functools

from desktop.checks.pattern_counts import repeat_at

LONGEST = 3
"""Letters of a beginning that are told apart."""

_Ways = frozenset[tuple[str, bool]]
"""Beginnings in lower case, each with whether what follows is unknown."""

_NOTHING: _Ways = frozenset({("", False)})
_UNKNOWN: _Ways = frozenset({("", True)})


@functools.lru_cache(maxsize=4096)
def beginnings_of(pattern: str) -> frozenset[str]:
    """What each match of a pattern begins with, at most three characters; an empty one stands for anything."""
    ways, _ = _alternatives(pattern, 0)
    return frozenset(text for text, _ in ways)


def _alternatives(pattern: str, at: int) -> tuple[_Ways, int]:
    """The beginnings of what stands up to the closing bracket, and where that is."""
    found: set[tuple[str, bool]] = set()
    ways = _NOTHING
    while at < len(pattern) and pattern[at] != ")":
        if pattern[at] == "|":
            found |= ways
            ways, at = _NOTHING, at + 1
            continue
        atom, at = _atom(pattern, at)
        atom, at = _quantified(pattern, at, atom)
        ways = _joined(ways, atom)
    return frozenset(found | ways), at


def _atom(pattern: str, at: int) -> tuple[_Ways, int]:
    char = pattern[at]
    if char == "(":
        return _group(pattern, at)
    if char == "[":
        return _set(pattern, at)
    if char == "\\":
        return _escaped(pattern[at + 1 : at + 2]), at + 2
    if char in "^$":
        return _NOTHING, at + 1
    if char in ". ":
        return _UNKNOWN, at + 1
    return frozenset({(char.lower(), False)}), at + 1


def _group(pattern: str, at: int) -> tuple[_Ways, int]:
    looks = pattern.startswith(("(?=", "(?!", "(?<"), at)
    start = at + (3 if pattern.startswith("(?", at) else 1)
    ways, end = _alternatives(pattern, start)
    return (_NOTHING if looks else ways), end + 1


def _set(pattern: str, at: int) -> tuple[_Ways, int]:
    end = at + 2
    while end < len(pattern) and pattern[end] != "]":
        end += 2 if pattern[end] == "\\" else 1
    inside = pattern[at + 1 : end]
    if inside.startswith("^") or "-" in inside or "\\" in inside:
        return _UNKNOWN, end + 1
    return frozenset((char.lower(), False) for char in inside), end + 1


def _escaped(char: str) -> _Ways:
    if char == "d":
        return frozenset((digit, False) for digit in "0123456789")
    if char == "b":
        return _NOTHING
    return _UNKNOWN if char.isalnum() else frozenset({(char, False)})


def _quantified(pattern: str, at: int, atom: _Ways) -> tuple[_Ways, int]:
    """The atom with the sign behind it that says how often it comes."""
    sign = repeat_at(pattern, at)
    if sign is None:
        return atom, at
    ways = atom if pattern[at] == "?" else frozenset((text, True) for text, _ in atom)
    return (ways | _NOTHING if sign.optional else ways), sign.end


def _joined(ways: _Ways, atom: _Ways) -> _Ways:
    joined = {way for way in ways if way[1]}
    for text, _ in (way for way in ways if not way[1]):
        for more, closed in atom:
            together = (text + more)[:LONGEST]
            joined.add((together, closed or len(together) == LONGEST))
    return frozenset(joined)
