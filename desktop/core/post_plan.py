"""What the usual outline of a post is made of: facts that belong together, by the parts of its type or by their order.

A post whose facts fit the parts of its type has these. One whose facts do not (a guide: nearly all of them are about
keeping and cleaning) follows the order in which the writer put them, parted where one thing ends and the next begins.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise

import msgspec

from desktop.core.brief import Brief, Fact
from desktop.core.lexicon import function_words
from desktop.core.post import PostType
from desktop.core.post_structures import CONCLUSION, MORE, structure
from desktop.core.post_words import is_of_role, post_of, told_facts

MOST_A_SECTION = 4
"""Facts; with more, a section is a list read aloud."""

_USUAL = 3
_LEAST_PARTS = 2
_LEAST_OF_PARTS = 0.7
_ENOUGH_TO_ORDER = 6
_WORD = re.compile(r"[^\W\d_]{4,}")
_STEM = 4
_MOST_NAMED = 3
_LONGEST_HEADING = 52
_SAME_ROLE = 2


class Group(msgspec.Struct, frozen=True):
    """Facts that one section tells; `is_own` where the part of the type alone does not say which these are."""

    role: str
    facts: tuple[Fact, ...] = ()
    is_own: bool = False


@lru_cache(maxsize=32)
def groups_of(brief: Brief) -> tuple[Group, ...]:
    """The groups of a brief's facts in the order of their sections; those of the conclusion, if it has one, are last.

    At most four facts to a group. Without facts for two parts of the type, all its parts, whatever there is to tell.
    """
    kind = post_of(brief).type
    parts = [part.role for part in structure(kind)]
    facts, language = told_facts(brief), brief.language
    ends = [role for role in parts if role == CONCLUSION]
    roles = {fact.id: next((role for role in parts if is_of_role(fact, role, language)), "") for fact in facts}
    inner = [role for role in parts if role != CONCLUSION]
    having = [role for role in inner if role in roles.values()]
    loose = tuple(fact for fact in facts if not roles[fact.id])
    last = tuple(Group(role, tuple(fact for fact in facts if roles[fact.id] == role)) for role in ends)
    if kind is PostType.POST and _is_in_order(facts, roles):
        rest = tuple(fact for fact in facts if roles[fact.id] != CONCLUSION)
        return (*(Group(MORE, each, is_own=True) for each in _parted(rest, roles)), *last)
    if len(having) < _LEAST_PARTS:
        having = inner
    groups: list[Group] = []
    for role in having:
        chunks = _parted(tuple(fact for fact in facts if roles[fact.id] == role), roles) or [()]
        groups += [Group(role, each, is_own=len(chunks) > 1) for each in chunks]
    groups += [Group(MORE, each, is_own=True) for each in _parted(loose, roles)]
    return (*groups, *last)


def _is_in_order(facts: Sequence[Fact], roles: dict[str, str]) -> bool:
    """Whether the writer's order says more than the parts of the type: they have too little, or one has too much."""
    if len(facts) < _ENOUGH_TO_ORDER:
        return False
    named = [role for role in roles.values() if role]
    crowded = any(named.count(role) > MOST_A_SECTION for role in set(named))
    return crowded or len(named) < _LEAST_OF_PARTS * len(facts)


def _parted(facts: tuple[Fact, ...], roles: dict[str, str]) -> list[tuple[Fact, ...]]:
    """Facts in as few runs as hold four each, cut where those on both sides have least to do with each other."""
    if len(facts) <= MOST_A_SECTION:
        return [facts] if facts else []
    count = -(-len(facts) // _USUAL)
    ties = [0, *(_tie(before, after, roles) for before, after in pairwise(facts))]
    best: dict[tuple[int, int], tuple[int, tuple[int, ...]]] = {(0, 0): (0, ())}
    for runs in range(1, count + 1):
        for end in range(1, len(facts) + 1):
            able = [
                (cost + (ties[start] if start else 0) * 4 + (end - start) ** 2, (*cuts, end))
                for start in range(max(0, end - MOST_A_SECTION), end)
                if (found := best.get((runs - 1, start))) is not None
                for cost, cuts in (found,)
            ]
            if able:
                best[runs, end] = min(able)
    cuts = (0, *best[count, len(facts)][1])
    return [facts[start:end] for start, end in pairwise(cuts)]


def _tie(before: Fact, after: Fact, roles: dict[str, str]) -> int:
    """How much two facts have to do with each other: the same part, and words of both."""
    same = _SAME_ROLE if roles[before.id] and roles[before.id] == roles[after.id] else 0
    return same + min(2, len(_stems(before) & _stems(after)))


def _stems(fact: Fact) -> frozenset[str]:
    return frozenset(word[:_STEM].casefold() for word in _WORD.findall(f"{fact.name} {fact.text}"))


def named_after(facts: Sequence[Fact], joined: str, language: str) -> str:
    """What facts are called, as a heading has it: `Waxing, leather care and storage`; empty where they have no names.

    Of `Shelf life of green tea` and `Shelf life of black tea`, or of `Waxing` and `After waxing`, one is named.
    `joined` is the frame for the last two (`{first} and {last}`).
    """
    kept: list[str] = []
    for name in (fact.name.strip().rstrip(":").strip() for fact in facts):
        alike = next((place for place, other in enumerate(kept) if _are_alike(name, other, language)), None)
        if alike is not None:
            kept[alike] = min((_head(kept[alike], language), _head(name, language)), key=len)
        elif name:
            kept.append(name)
    while len(kept) > _MOST_NAMED or (len(kept) > 1 and sum(map(len, kept)) > _LONGEST_HEADING):
        kept.remove(max(kept, key=len))
    named = [*kept[:1], *(name if name[1:2].isupper() else name[:1].lower() + name[1:] for name in kept[1:])]
    return joined.format(first=", ".join(named[:-1]), last=named[-1]) if len(named) > 1 else "".join(named)


def _are_alike(name: str, other: str, language: str) -> bool:
    """Whether two names have a word in common that means something."""
    return bool(_short_stems(name, language) & _short_stems(other, language))


def _short_stems(name: str, language: str) -> frozenset[str]:
    small = function_words(language)
    words = [word for word in re.findall(r"[^\W_]{3,}", name) if word.casefold() not in small]
    return frozenset(word[:_STEM].casefold() for word in words)


def _head(name: str, language: str) -> str:
    """`Shelf life of green tea` → `Shelf life`; one that begins with a small word stays as it is."""
    words = name.split()
    small = function_words(language)
    cut = next((place for place, word in enumerate(words) if place and word.casefold() in small), len(words))
    return " ".join(words[:cut])
