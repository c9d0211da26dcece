"""Which facts and which pieces of its sources each section of a post tells, so that no two tell the same."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

import msgspec

from desktop.checks.alike import said_by, same_word
from desktop.core.brief import Brief, Fact
from desktop.core.post import PostType, Section
from desktop.core.post_structures import CONCLUSION, MORE, share_of
from desktop.core.post_words import blog_words, is_of_role, post_of, told_facts

_BACKGROUND = frozenset({"made", "who", "began", "what", MORE})
"""Parts in which there is a place for what a source tells beside the matter."""

_OF_ITS_ROLE = 4
_LEAST_TO_GIVE = 3
_MOST_SHARED_WORDS = 3
_MOST_PIECES = 3


class Share(msgspec.Struct, frozen=True):
    """What one section rests on: ids of facts, and of pieces of sources (`q1.2`)."""

    facts: tuple[str, ...] = ()
    pieces: tuple[str, ...] = ()


@lru_cache(maxsize=16)
def shares_of(brief: Brief) -> dict[str, Share]:
    """What each section of the brief's outline rests on, by its id; each fact and piece stands under one section.

    A section that names its own has those; the others go to the section whose part, heading and notes they fit best,
    and what fits nowhere to the one for the rest, or with the least to tell. No section of the writer's own stays
    without facts while another has three.
    """
    post = post_of(brief)
    outline = post.outline
    facts = _shared_facts(brief, outline)
    pieces = _shared_pieces(brief, outline, facts)
    return {each.id: Share(tuple(facts[each.id]), tuple(pieces[each.id])) for each in outline}


def _shared_facts(brief: Brief, outline: Sequence[Section]) -> dict[str, list[str]]:
    told = told_facts(brief)
    known = {fact.id for fact in told}
    shares = {each.id: [fact for fact in each.facts if fact in known] for each in outline}
    taken = {fact for ids in shares.values() for fact in ids}
    free = [each for each in outline if not each.facts]
    if not any(each.role != CONCLUSION for each in free):  # a fact that came later is told somewhere all the same
        free = [each for each in outline if each.role != CONCLUSION or each in free]
    if not free:
        return shares
    left: list[Fact] = []
    for fact in told:
        if fact.id in taken:
            continue
        score, _, section = max(
            ((_fit(fact, each, brief.language), -place, each) for place, each in enumerate(free)),
            key=lambda found: found[:2],
        )
        if score:
            shares[section.id].append(fact.id)
        else:
            left.append(fact)
    for fact in left:
        shares[_least(free, shares, post_of(brief).type).id].append(fact.id)
    _level(free, shares)
    order = {fact.id: place for place, fact in enumerate(told)}
    own = {each.id for each in outline if each.facts}
    return {name: ids if name in own else sorted(ids, key=order.__getitem__) for name, ids in shares.items()}


def _level(sections: Sequence[Section], shares: dict[str, list[str]]) -> None:
    """Give each section that is the writer's own something to tell, of what the fullest ones have."""
    for each in sections:
        if shares[each.id] or each.role or each.facts:
            continue
        fullest = max(sections, key=lambda other: len(shares[other.id]))
        if len(shares[fullest.id]) < _LEAST_TO_GIVE:
            return
        shares[each.id].append(shares[fullest.id].pop())


def _least(sections: Sequence[Section], shares: dict[str, list[str]], kind: PostType) -> Section:
    more = [each for each in sections if each.role == MORE]
    inner = more or [each for each in sections if each.role != CONCLUSION] or list(sections)
    return min(inner, key=lambda each: len(shares[each.id]) / share_of(each, kind))


def _fit(fact: Fact, section: Section, language: str) -> int:
    words = blog_words(language).roles
    of_role = _OF_ITS_ROLE if section.role in words and is_of_role(fact, section.role, language) else 0
    return of_role + _shared(f"{fact.name} {fact.text}", f"{section.heading} {section.notes}", language)


def _shared_pieces(brief: Brief, outline: Sequence[Section], facts: dict[str, list[str]]) -> dict[str, list[str]]:
    """Each piece under the section that it speaks of most, three to a section, those that fit best."""
    scored: dict[str, list[tuple[int, int, str]]] = {each.id: [] for each in outline}
    place = 0
    for source in post_of(brief).sources:
        own = [each for each in outline if source.id in each.sources]
        able = own or [each for each in outline if not each.sources]
        for piece, text in source.pieces():
            place += 1
            if not able:
                continue
            scores = [(_speaks(text, each, brief, facts[each.id]), -len(scored[each.id]), each) for each in able]
            if not any(score for score, _, _ in scores):  # not into a part that it is surely not about
                apt = [found for found in scores if found[2].role in _BACKGROUND and facts[found[2].id]]
                scores = apt or [found for found in scores if facts[found[2].id] or not found[2].role] or scores
            score, _, section = max(scores, key=lambda found: found[:2])
            scored[section.id].append((-score, place, piece))
    return {
        name: [piece for _, _, piece in sorted(sorted(found)[:_MOST_PIECES], key=lambda each: each[1])]
        for name, found in scored.items()
    }


def _speaks(text: str, section: Section, brief: Brief, facts: Sequence[str]) -> int:
    told = " ".join(f"{fact.name} {fact.text}" for fact in told_facts(brief, facts))
    return 2 * _shared(text, f"{section.heading} {section.notes}", brief.language) + _shared(text, told, brief.language)


def _shared(text: str, other: str, language: str) -> int:
    words = said_by(other, language)
    found = sum(1 for word in said_by(text, language) if any(same_word(word, each, language) for each in words))
    return min(_MOST_SHARED_WORDS, found)
