"""The usual outline of a post without any model, and its goal shared out among the sections."""

from __future__ import annotations

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.core.brief import Brief, Fact, Kind
from desktop.core.post import Post, PostType, Section
from desktop.core.post_lengths import intro_words, shared_out, usual_outline
from desktop.core.post_structures import CONCLUSION

OUTLINE = (
    Section("s1", "What it is", words=40, role="what"),
    Section("s2", "How it is made", role="made"),
    Section("s3", "Closing", words=900, role=CONCLUSION),
)


def brief(goal: int, outline: tuple[Section, ...] = OUTLINE) -> Brief:
    return Brief(Kind.BLOG, "Tea", language="en", post=Post(outline=outline, goal=goal))


def test_the_goal_is_shared_out_by_the_weight_of_the_parts() -> None:
    asked = brief(780)
    words = [each.words for each in shared_out(OUTLINE, asked)]
    assert sum(words) + intro_words(asked) == 780
    assert words[1] > words[0] > words[2]


def test_a_pinned_section_keeps_its_length() -> None:
    pinned = (*OUTLINE[:2], msgspec.structs.replace(OUTLINE[2], words=100, pinned=True))
    asked = brief(600, pinned)
    shared = shared_out(pinned, asked)
    assert shared[2] == pinned[2]
    assert sum(each.words for each in shared) + intro_words(asked) == 600


def test_nothing_is_shared_out_where_all_is_pinned_or_nothing_is_there() -> None:
    kept = tuple(msgspec.structs.replace(each, words=50, pinned=True) for each in OUTLINE)
    assert shared_out(kept, brief(600, kept)) == kept
    assert shared_out((), brief(600, ())) == ()


@given(st.lists(st.integers(0, 500), max_size=12), st.integers(1, 5000))
def test_shared_out_lengths_make_up_the_goal_where_it_is_large_enough(lengths: list[int], goal: int) -> None:
    outline = tuple(Section(f"s{place}", f"H{place}", words=words) for place, words in enumerate(lengths))
    asked = brief(goal, outline)
    shared = shared_out(outline, asked)
    assert [each.id for each in shared] == [each.id for each in outline]
    assert all(each.words >= 30 for each in shared)
    if outline and goal >= intro_words(asked) + 60 * len(outline):
        assert sum(each.words for each in shared) + intro_words(asked) == goal


@pytest.mark.parametrize("kind", PostType)
@pytest.mark.parametrize("language", ["en", "nl", "sv", ""])
def test_every_type_has_a_usual_outline_with_lengths(kind: PostType, language: str) -> None:
    asked = Brief(Kind.BLOG, "Te", language=language, post=Post(type=kind, goal=600))
    outline = usual_outline(asked)
    assert len(outline) >= 3
    assert len({each.heading for each in outline}) == len(outline)
    assert all(each.words >= 30 and each.role for each in outline)


def test_the_usual_outline_has_the_parts_that_there_are_facts_for() -> None:
    facts = (Fact("f1", "Material", "wool"), Fact("f2", "Care", "hand wash"), Fact("f3", "Weight", "980", "g"))
    asked = Brief(Kind.BLOG, "Ylva", language="en", facts=facts, post=Post())
    roles = [each.role for each in usual_outline(asked)]
    assert roles == ["made", "use", "care", CONCLUSION]
