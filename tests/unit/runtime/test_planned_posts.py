"""Posts by day and in the groups of a list."""

from __future__ import annotations

from datetime import date

import pytest

from desktop.core.ids import DraftId
from desktop.core.post import PostState
from desktop.runtime.planned_posts import PlannedPost, PostGroup, by_day, grouped, on_day, week_of

TODAY = date(2026, 11, 25)  # a Wednesday


def post(title: str, day: str = "", state: PostState = PostState.DRAFT) -> PlannedPost:
    return PlannedPost(DraftId(title), title, state=state, date=day)


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ("2026-11-24T09:00", "2026-12-01", "2026-12-01T09:00"),
        ("2026-11-24", "2026-12-01", "2026-12-01"),
        ("", "2026-12-01", "2026-12-01"),
        ("2026-11-24T09:00", "", ""),
        ("2026-11-24T09:00", "2026-12-01T10:30", "2026-12-01T10:30"),
    ],
)
def test_another_day_keeps_the_time(before: str, after: str, expected: str) -> None:
    assert on_day(before, after) == expected


def test_day_and_time_are_read_apart() -> None:
    assert (post("A", "2026-11-24T09:00").day, post("A", "2026-11-24T09:00").time) == (date(2026, 11, 24), "09:00")
    assert (post("A", "2026-11-24").time, post("A").day, post("A", "soon").day) == ("", None, None)


@pytest.mark.parametrize(("first", "begins"), [(1, date(2026, 11, 23)), (7, date(2026, 11, 22)), (3, TODAY)])
def test_a_week_begins_on_its_first_day(first: int, begins: date) -> None:
    assert week_of(TODAY, first) == begins


def test_the_posts_of_a_day_stand_by_their_time() -> None:
    posts = (post("b", "2026-11-24"), post("a", "2026-11-24"), post("z", "2026-11-24T09:00"), post("no"))
    days = by_day(posts)
    assert {day: [each.title for each in found] for day, found in days.items()} == {date(2026, 11, 24): ["z", "a", "b"]}


def test_groups_are_by_day_and_what_is_done_is_apart() -> None:
    posts = (
        post("late", "2026-11-24"),
        post("idea"),
        post("today", "2026-11-25"),
        post("sunday", "2026-11-29"),
        post("monday", "2026-11-30"),
        post("done", "2026-11-01", PostState.PUBLISHED),
        post("done later", "2026-11-20", PostState.PUBLISHED),
        post("done undated", "", PostState.PUBLISHED),
    )
    found = {group: [each.title for each in of] for group, of in grouped(posts, TODAY, 1).items()}
    assert found == {
        PostGroup.UNDATED: ["idea"],
        PostGroup.OVERDUE: ["late"],
        PostGroup.THIS_WEEK: ["today", "sunday"],
        PostGroup.LATER: ["monday"],
        PostGroup.PUBLISHED: ["done later", "done", "done undated"],
    }
    assert [each.title for each in grouped(posts, TODAY, 7)[PostGroup.LATER]] == ["sunday", "monday"]
