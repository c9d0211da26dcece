"""The usual outline of a post or page, and how its length is shared out among its sections."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from desktop.core.brief import Brief, Length
from desktop.core.post import PostType, Section
from desktop.core.post_plan import Group, groups_of, named_after
from desktop.core.post_structures import CONCLUSION, MORE, share_of
from desktop.core.post_words import blog_words, capital, heading_of, is_of_role, post_of, told_facts

_NOTHING_KNOWN = 0.7
_GOALS = {Length.SHORT: 400, Length.MEDIUM: 700, Length.LONG: 1000}
_WORDS_A_FACT = 75
_LEAST_GOAL = 150
_INTRO_SHARE, _LEAST_INTRO, _MOST_INTRO = 0.08, 30, 80
_LEAST_SECTION = 30


def usual_outline(brief: Brief) -> tuple[Section, ...]:
    """The outline by rule: a section for each group of facts that belong together (`core.post_plan`).

    A section whose part does not say which facts are its own names them, and is called after them.
    """
    outline: list[Section] = []
    for number, group in enumerate(groups_of(brief), 1):
        facts = tuple(fact.id for fact in group.facts) if group.is_own else ()
        begun = group.role in {MORE, CONCLUSION} or any(each.role == group.role for each in outline)
        outline.append(Section(f"s{number}", _heading(group, brief, named=begun), role=group.role, facts=facts))
    return with_lengths(outline, brief)


def _heading(group: Group, brief: Brief, *, named: bool) -> str:
    """The heading of its part, or for one that goes on with it or has none, what its facts are called."""
    words = blog_words(brief.language)
    called = named_after(group.facts, words.and_, brief.language) if named else ""
    if not called:
        return heading_of(group.role, brief)
    asks = post_of(brief).type is PostType.QUESTIONS
    return capital(words.about.format(names=f"{called[:1].lower()}{called[1:]}") if asks else called)


def with_lengths(outline: Sequence[Section], brief: Brief) -> tuple[Section, ...]:
    """The outline with a length for each section that has none: what is left of the goal, by what there is to tell."""
    goal = goal_of(brief) - intro_words(brief) - sum(each.words for each in outline)
    shares = _shares(outline, brief)
    open_shares = sum(shares[each.id] for each in outline if not each.words)
    return tuple(
        each if each.words else msgspec.structs.replace(each, words=_round(goal * shares[each.id] / open_shares))
        for each in outline
    )


def _shares(outline: Sequence[Section], brief: Brief) -> dict[str, float]:
    """How much there is to tell in each section: its facts or those of its part; a little where none are known."""
    kind, language, facts = post_of(brief).type, brief.language, told_facts(brief)
    parts = [each.role for each in outline if each.role not in {"", MORE}]
    shares: dict[str, float] = {}
    for each in outline:
        of_role = sum(1 for fact in facts if each.role and is_of_role(fact, each.role, language))
        told = len(each.facts) or of_role / max(1, parts.count(each.role))
        shares[each.id] = told or (_NOTHING_KNOWN if facts and each.role else share_of(each, kind))
    return shares


def goal_of(brief: Brief) -> int:
    """How many words the body is to have: the post's goal, else what its length asks and its facts and sources bear."""
    post = post_of(brief)
    if post.goal > 0:
        return post.goal
    sources = sum(len(source.text.split()) for source in post.sources) + len(brief.notes.split())
    bears = _WORDS_A_FACT * len(told_facts(brief)) + sources
    return max(_LEAST_GOAL, min(_GOALS[brief.length], bears))


def intro_words(brief: Brief) -> int:
    """How long the introduction is to be."""
    return round(max(_LEAST_INTRO, min(_MOST_INTRO, goal_of(brief) * _INTRO_SHARE)))


def _round(words: float) -> int:
    return max(_LEAST_SECTION, round(words / 10) * 10)


def shared_out(outline: Sequence[Section], brief: Brief) -> tuple[Section, ...]:
    """The outline with its lengths set anew, so that with the introduction they make up the goal.

    By what there is to tell in them, in tens; what rounding leaves goes to the longest. A pinned section keeps the
    length that it has, and none gets less than 30 words: of a goal too small for that, the sum is more.
    """
    free = [each for each in outline if not (each.pinned and each.words)]
    fixed = sum(each.words for each in outline if each.pinned and each.words)
    left = goal_of(brief) - intro_words(brief) - fixed
    shares = _shares(outline, brief)
    whole = sum(shares[each.id] for each in free)
    words = {each.id: max(_LEAST_SECTION, int(left * shares[each.id] / whole) // 10 * 10) for each in free}
    if words:
        longest = max(free, key=lambda each: words[each.id]).id
        words[longest] = max(_LEAST_SECTION, words[longest] + left - sum(words.values()))
    return tuple(msgspec.structs.replace(each, words=words.get(each.id, each.words)) for each in outline)
