"""A post on the desk: its steps, and what a model writes put where it belongs."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop.core.brief import Brief, Fact, Kind
from desktop.core.copy import Copy
from desktop.core.draft import Draft
from desktop.core.ids import DraftId
from desktop.core.post import Post, PostType, Section
from desktop.runtime.posting_values import SectionRow, Step
from tests.fakes.desk import FakeDesk

OUTLINE = (Section("s1", "Why it goes stale", words=100), Section("s2", "The right tin", words=80))
BRIEF = Brief(Kind.BLOG, "Loose-leaf tea", language="en", facts=(Fact("f1", "Keeps", "2 years"),), post=Post())


@pytest.fixture
def desk(qapp: QApplication) -> FakeDesk:
    return FakeDesk()


def put(desk: FakeDesk, post: Post, body: str = "", **fields: str) -> None:
    brief = Brief(Kind.BLOG, "Loose-leaf tea", language="en", facts=BRIEF.facts, post=post)
    words = {**fields, **({"body": body} if body else {})}
    desk.session.open(Draft(DraftId("d1"), Kind.BLOG, brief, Copy(dict(words))))


def test_steps_are_done_as_their_parts_come(desk: FakeDesk) -> None:
    put(desk, Post())
    assert [each.done for each in desk.posting.steps()] == [True, False, False, False, False]
    assert desk.posting.current_step() is Step.ANGLE
    put(desk, Post(angle="For people with one shelf", outline=OUTLINE), "Opening.\n\n## Why it goes stale\n\nAir.\n")
    sections = desk.posting.steps()[3]
    assert (sections.done, sections.count, sections.of) == (False, 2, 3)


def test_rows_are_plan_and_text_together(desk: FakeDesk) -> None:
    body = "Two words.\n\n## Why it goes stale\n\nAir, light.\n\n## My own\n\nOne.\n\n## Mine too\n"
    put(desk, Post(outline=OUTLINE), body)
    assert desk.posting.rows() == (
        SectionRow("intro", "", 2, 0, 2, 0),
        SectionRow("s1", "Why it goes stale", 2, 100, 2, body.index("## Why")),
        SectionRow("", "My own", 2, 0, 1, body.index("## My")),
        SectionRow("", "Mine too", 2, 0, 0, body.index("## Mine")),
        SectionRow("s2", "The right tin", 2, 80, 0, -1),
    )


@pytest.mark.parametrize(
    ("post", "body", "fields", "expected"),
    [
        (Post(), "", {}, (Step.ANGLE, ("angles",))),
        (Post(angle="One shelf"), "", {}, (Step.OUTLINE, ("outline",))),
        (Post(outline=OUTLINE), "", {}, (Step.SECTIONS, ("section.s1",))),
        (Post(outline=OUTLINE), "## Why it goes stale\n\nAir.", {}, (Step.SECTIONS, ("section.s2",))),
        (
            Post(outline=OUTLINE),
            "## Why it goes stale\n\nAir.\n\n## The right tin\n\nTin.",
            {},
            (Step.SECTIONS, ("section.intro",)),
        ),
        (
            Post(outline=OUTLINE),
            "Hi.\n\n## Why it goes stale\n\nAir.\n\n## The right tin\n\nTin.",
            {"title": "Tea"},
            (Step.FINISH, ("seo_title", "seo_description", "excerpt")),
        ),
        (Post(), "A text of one's own.", {}, (Step.FINISH, ("title", "seo_title", "seo_description", "excerpt"))),
    ],
)
def test_what_comes_next(
    desk: FakeDesk, post: Post, body: str, fields: dict[str, str], expected: tuple[Step, tuple[str, ...]]
) -> None:
    put(desk, post, body, **fields)
    assert desk.posting.writing.next_step() == expected


def test_a_section_streams_into_its_place_in_the_body(desk: FakeDesk) -> None:
    put(desk, Post(outline=OUTLINE), "Opening.\n\n## The right tin\n\nTin.\n")
    desk.posting.writing.write_section("s1")
    assert desk.writer.fields == ("section.s1",)
    desk.writer.stream("section.s1", "Air and")
    assert desk.posting.writing.section == "s1"
    assert desk.posting.writing.writes_body
    desk.writer.stream("section.s1", "Air and light.")
    desk.writer.finish()
    body = "Opening.\n\n## Why it goes stale\n\nAir and light.\n\n## The right tin\n\nTin.\n"
    assert desk.session.draft.copy.fields == {"body": body}
    desk.session.undo()
    assert desk.session.draft.copy.text("body") == "Opening.\n\n## The right tin\n\nTin.\n"


def test_angles_are_for_choosing_and_not_for_the_copy(desk: FakeDesk) -> None:
    put(desk, Post())
    desk.posting.writing.write_angles()
    desk.writer.stream("angles", "One shelf\nTwo teas")
    desk.writer.finish(Post())
    assert desk.posting.writing.angles == ("One shelf", "Two teas")
    assert desk.session.draft.copy.is_empty
    put(desk, Post())
    assert not desk.posting.writing.angles


def test_the_outline_that_came_is_the_posts_and_can_be_undone(desk: FakeDesk) -> None:
    put(desk, Post(angle="One shelf"))
    desk.posting.writing.write_outline()
    desk.writer.stream("outline", "Why it goes stale\nThe right tin")
    desk.writer.finish(Post(angle="One shelf", outline=OUTLINE))
    assert desk.posting.post.outline == OUTLINE
    desk.session.undo()
    assert not desk.posting.post.outline


def test_a_pinned_section_is_not_written(desk: FakeDesk) -> None:
    put(desk, Post(outline=OUTLINE))
    desk.posting.pin_section("s1", pinned=True)
    desk.posting.writing.write_section("s1")
    assert not desk.writer.busy
    assert desk.posting.writing.next_step() == (Step.SECTIONS, ("section.s2",))


def test_a_new_page_begins_with_what_is_known_of_a_draft(desk: FakeDesk) -> None:
    desk.posting.begin(PostType.ABOUT, Draft(DraftId("d2"), brief=Brief(product="Tin", facts=BRIEF.facts)))
    brief = desk.session.draft.brief
    assert (brief.kind, brief.product, brief.facts) == (Kind.BLOG, "Tin", BRIEF.facts)
    assert desk.posting.post.type is PostType.ABOUT


def test_everything_is_written_by_its_outline_once_that_is_there(desk: FakeDesk, qtbot: QtBot) -> None:
    put(desk, Post())
    desk.posting.writing.write_rest()
    assert list(desk.writer.fields) == ["outline"]
    desk.writer.finish(Post(outline=OUTLINE))
    qtbot.waitUntil(lambda: desk.writer.busy)
    assert desk.writer.fields == (
        *("section.s1", "section.s2", "section.intro"),
        *("title", "seo_title", "seo_description", "excerpt"),
    )
    desk.writer.stop()


def test_what_was_stopped_is_not_gone_on_with_by_itself(desk: FakeDesk, qtbot: QtBot) -> None:
    put(desk, Post())
    desk.posting.writing.write_rest()
    desk.writer.stop()
    desk.posting.set_outline(OUTLINE)
    qtbot.wait(20)
    assert not desk.writer.busy


def test_a_draft_of_words_alone_is_a_post_and_an_empty_sheet_is_none(desk: FakeDesk) -> None:
    desk.session.open(Draft(DraftId("d3"), Kind.BLOG, Brief(Kind.BLOG), Copy({"body": "Words."})))
    assert desk.posting.is_post
    desk.session.open(Draft(DraftId(""), Kind.BLOG, Brief(Kind.BLOG)))
    assert not desk.posting.is_post
