"""What a text must have for a pattern to be found in it, read off the pattern itself.

`\\bspare (?:bag|strap)s?` needs the word `spare` and a word that begins with `bag` or `strap`. What is not understood
needs nothing.
"""

from __future__ import annotations

import functools
import itertools
import re
from typing import NamedTuple

import msgspec

from desktop.checks.pattern_counts import repeat_at

DIGIT = "0"
"""Stands for any digit; so many of them for as many in a row."""

LONGEST = 12
"""Letters of a word that are looked at."""

_MOST_CLAUSES, _MOST_WAYS, _MOST_DIGITS, _FEW, _RARE = 4, 48, 4, 9, 3
_LETTER = re.compile(r"[^\W\d_]")
_FLAGS = re.compile(r"\(\?[aiLmsux]+\)")
_GROUP = re.compile(r"\((?:\?(?:P<\w+>|:|[aimsux]*(?:-[ims]+)?:|<?[=!]|>))?")
_COMMON = (
    frozenset(
        {"a", "an", "and", "as", "at", "by", "for", "from", "has", "in", "is", "it", "of", "on", "or", "the", "to"}
    )
    | frozenset({"with", "you", "your", "de", "die", "dat", "een", "en", "het", "je", "met", "om", "op", "te", "uit"})
    | frozenset({"van", "voor", "ze", "av", "att", "den", "det", "du", "ett", "för", "från", "har", "i", "med", "och"})
    | frozenset({"på", "som", "till", "är"})
)
"""Words that nearly every sentence has."""
_PLAIN = frozenset(" -,.'’‑–—\"“”()\n\t")
"""Marks that are too frequent to be looked for."""


class Atom(NamedTuple):
    """Letters that stand in a word; `begins` and `ends`: no other letter is before, or behind them.

    Of anything else than letters it is one character.
    """

    text: str
    begins: bool = False
    ends: bool = False


Clause = frozenset[Atom]
"""One of these must be there."""


class _Node(msgspec.Struct, frozen=True):
    """A part of a pattern: a character, what is no letter, a place between, a group, or something unknown."""

    kind: str
    char: str = ""
    ways: tuple[tuple[_Node, ...], ...] = ()


_ANY, _APART, _EDGE, _BEFORE, _BEHIND, _NEVER = map(_Node, ("any", "apart", "edge", "before", "behind", "never"))
_NUMBER = _Node("apart", DIGIT)


class _NotUnderstoodError(Exception):
    """A pattern has something that is not read here."""


@functools.lru_cache(maxsize=2048)
def needs_of(pattern: str) -> tuple[tuple[Clause, ...], ...]:
    """The ways in which a text may have what a pattern needs, each with clauses that it must meet all; none: any text.

    Letters are in lower case, however the pattern has them.
    """
    plain = _FLAGS.sub("", pattern)
    try:
        ways, end = _ways(plain, 0)
    except (_NotUnderstoodError, IndexError):
        return ()
    found = [_clauses(way, begins=begins, ends=ends) for way, begins, ends in _spread(ways)]
    if end < len(plain) or not all(found):
        return ()
    weak = [each for each in found if len(each) > 1 and _rarity(each[0]) < _RARE]
    several = [tuple(each[:_MOST_CLAUSES]) for each in weak]
    single = [each[0] for each in found if each not in weak]
    if len(several) > _MOST_WAYS:
        single, several = [each[0] for each in found], []
    return (*(((_together(single),),) if single else ()), *several)


def _together(clauses: list[Clause]) -> Clause:
    return frozenset(atom for each in clauses for atom in each)


def _spread(ways: tuple[tuple[_Node, ...], ...]) -> list[tuple[tuple[_Node, ...], bool, bool]]:
    """The ways, where there is but one that has but a group those of the group; each with what stands around it."""
    begins = ends = False
    if len(ways) == 1:
        inner = list(ways[0])
        while inner and inner[0].kind in {"edge", "before"}:
            begins = True
            inner = inner[1:]
        while inner and inner[-1].kind in {"edge", "behind"}:
            ends = True
            inner = inner[:-1]
        if len(inner) == 1 and inner[0].kind == "group":
            ends = ends and not inner[0].char
            return [(way, begins, ends) for way in inner[0].ways]
    return [(way, False, False) for way in ways]


def _ways(pattern: str, at: int) -> tuple[tuple[tuple[_Node, ...], ...], int]:
    """The alternatives up to the closing bracket, and where that is."""
    ways: list[tuple[_Node, ...]] = []
    nodes: list[_Node] = []
    while at < len(pattern) and pattern[at] != ")":
        if pattern[at] == "|":
            ways.append(tuple(nodes))
            nodes, at = [], at + 1
            continue
        read, at = _read(pattern, at)
        more, at = _counted(pattern, at, read)
        nodes += more
    return (*ways, tuple(nodes)), at


def _read(pattern: str, at: int) -> tuple[tuple[_Node, ...], int]:
    """What stands here, and where it ends."""
    char = pattern[at]
    if char == "(":
        return _group(pattern, at)
    if char == "[":
        return _set(pattern, at)
    if char == "\\":
        return _escaped(pattern[at + 1]), at + 2
    if char in "^$":
        return (_EDGE,), at + 1
    if char == ".":
        return (_ANY,), at + 1
    return (_of_char(char),), at + 1


def _of_char(char: str) -> _Node:
    if char.isdecimal():
        return _NUMBER
    return _Node("char", char.lower()) if _LETTER.match(char) else _Node("apart", "" if char in _PLAIN else char)


def _escaped(char: str) -> tuple[_Node, ...]:
    if char in "bAZ":
        return (_EDGE,)
    if char == "d":
        return (_NUMBER,)
    if char in "sWntr":
        return (_APART,)
    if char in "wDSB" or char.isalnum():
        return (_ANY,)
    return (_of_char(char),)


def _set(pattern: str, at: int) -> tuple[tuple[_Node, ...], int]:
    end = at + 2 if pattern[at + 1] in "]^" else at + 1
    end += pattern[at + 1 : end + 1] == "^]"
    while pattern[end] != "]":
        end += 2 if pattern[end] == "\\" else 1
    inside, end = pattern[at + 1 : end], end + 1
    if inside.startswith("^"):
        return (_ANY,), end
    if len({char.lower() for char in inside}) == 1 and _LETTER.match(inside):
        return (_Node("char", inside[0].lower()),), end
    if re.fullmatch(r"(?:\d(?:-\d)?|\\d)+", inside):
        return (_NUMBER,), end
    if re.fullmatch(r"(?:[a-zA-Z]-[a-zA-Z]|[^\\-])+", inside) and len(_letters(inside)) <= _FEW:
        return (_Node("group", "", tuple((_of_char(each),) for each in _letters(inside))),), end
    rest = re.sub(r"\\[sWntr]|\\[^\w]|\\d|0-9", "", inside)
    if "\\" in rest or re.search(r"[^\W\d_]|.-.", rest):
        return (_ANY,), end
    return (_APART,), end


def _letters(inside: str) -> str:
    """The letters of a set in lower case."""
    ranges = re.sub(r"(.)-(.)", lambda found: "".join(map(chr, range(ord(found[1]), ord(found[2]) + 1))), inside)
    return "".join(sorted(set(ranges.lower())))


def _group(pattern: str, at: int) -> tuple[tuple[_Node, ...], int]:
    opened = _GROUP.match(pattern, at)
    if opened is None or (opened[0] == "(" and pattern[at + 1 : at + 2] == "?"):
        raise _NotUnderstoodError
    ways, end = _ways(pattern, opened.end())
    if pattern[end] != ")":
        raise _NotUnderstoodError
    sign = opened[0][2:]
    inside = pattern[opened.end() : end]
    if sign in {"!", "<!"}:
        if not inside:
            return (_NEVER,), end + 1
        apart = inside.startswith((r"\w", r"[\w", r"[-\w", r"[.\w")) and _is_one(inside)
        edge = _BEFORE if sign == "<!" else _BEHIND
        return ((edge,) if apart else ()), end + 1
    if sign in {"=", "<="}:
        if sign == "<=" and all(way and _ends_apart(way) for way in ways):
            return (_BEFORE,), end + 1
        apart = sign == "=" and all(way and _begins_apart(way) for way in ways)
        return (_BEHIND if apart else _Node("look", "", ways),), end + 1
    return (_Node("group", "", ways),), end + 1


def _is_one(inside: str) -> bool:
    """Whether it is a single set or class, so that no letter at all may stand there."""
    return re.fullmatch(r"\\w|\[(?!\^)(?:\\.|[^\]\\])*\]", inside) is not None


def _counted(pattern: str, at: int, read: tuple[_Node, ...]) -> tuple[tuple[_Node, ...], int]:
    """What was read with the sign behind it that says how often it comes."""
    sign = repeat_at(pattern, at)
    if sign is None:
        return read, at
    if sign.optional or not read:
        return (_ANY,), sign.end
    node = read[0]
    if node.char == DIGIT and sign.least is not None:
        return read * sign.least, sign.end
    if node.kind not in {"char", "group"}:
        return read, sign.end
    return (*read, _ANY) if node.kind == "char" else (_Node("group", "many", node.ways),), sign.end


def _begins_apart(nodes: tuple[_Node, ...]) -> bool:
    """Whether no letter can stand where these begin."""
    if not nodes:
        return False
    first = nodes[0]
    if first.kind == "group":
        return all(_begins_apart(way) for way in first.ways)
    return first.kind in {"apart", "edge", "behind"}


def _ends_apart(nodes: tuple[_Node, ...]) -> bool:
    if not nodes:
        return False
    last = nodes[-1]
    if last.kind == "group":
        return all(_ends_apart(way) for way in last.ways)
    return last.kind in {"apart", "edge", "before"}


def _clauses(nodes: tuple[_Node, ...], *, begins: bool, ends: bool) -> list[Clause]:
    """What these need, the rarest first; `begins` and `ends`: no letter stands around them."""
    found = _numbers(nodes)
    run, start = "", begins

    def close(*, whole: bool) -> None:
        if len(run) > 1 or (run and (start or whole)):
            cut = len(run) > LONGEST
            found.append(frozenset({Atom(run[:LONGEST], start, whole and not cut)}))

    for place, node in enumerate(nodes):
        behind = nodes[place + 1 :]
        if node.kind == "char":
            run += node.char
        elif node.kind == "apart":
            close(whole=True)
            run, start = "", True
            if node.char and node.char != DIGIT:
                found.append(frozenset({Atom(node.char)}))
        elif node.kind == "group":
            inner = start and not run
            close(whole=_begins_apart((node,)))
            run, start = "", _ends_apart((node,))
            after = not node.char and (_begins_apart(behind) if behind else ends)
            found += _any_of(node.ways, begins=inner, ends=after)
        elif node.kind == "look":
            found += _any_of(node.ways, begins=False, ends=False)
        elif node.kind == "never":
            return [frozenset()]
        elif node.kind == "any":
            close(whole=False)
            run, start = "", False
        else:
            if run:
                close(whole=node.kind != "before")
            start = node.kind != "behind" or (start and not run)
            run = ""
    close(whole=ends)
    return sorted(set(found), key=lambda each: (-_rarity(each), sorted(each)))


def _numbers(nodes: tuple[_Node, ...]) -> list[Clause]:
    """How many digits in a row these need."""
    rows = (len(list(row)) for is_digit, row in itertools.groupby(nodes, lambda node: node.char == DIGIT) if is_digit)
    return [frozenset({Atom(DIGIT * min(length, _MOST_DIGITS))}) for length in rows]


def _any_of(ways: tuple[tuple[_Node, ...], ...], *, begins: bool, ends: bool) -> list[Clause]:
    """What one of these needs: the rarest clause of each together."""
    each = [_clauses(way, begins=begins, ends=ends) for way in ways]
    if len(each) == 1:
        return each[0]
    return [_together([clauses[0] for clauses in each])] if all(each) else []


def _rarity(clause: Clause) -> float:
    """How seldom a text has one of these, as a rough guess."""
    return min((_rarity_of(atom) for atom in clause), default=LONGEST) - len(clause) / 100


def _rarity_of(atom: Atom) -> float:
    if not _LETTER.match(atom.text):
        return 1 + len(atom.text) / 2 if atom.text[0] == DIGIT else _RARE
    if atom.begins and atom.ends and atom.text in _COMMON:
        return 0.5
    return len(atom.text) + 0.5 * atom.begins + 0.5 * atom.ends
