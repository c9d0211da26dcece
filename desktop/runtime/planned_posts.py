"""Posts as a calendar shows them: each with its day, and in the groups of a list."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from enum import StrEnum
from typing import TYPE_CHECKING

import msgspec

from desktop.core.ids import DraftId
from desktop.core.post import PostState, PostType

if TYPE_CHECKING:
    from desktop.store.posts import KnownPost

_DAY_LENGTH = len("2026-11-24")


class PlannedPost(msgspec.Struct, frozen=True):
    """A post in the calendar; `date` as in `core.post.Post`, `changed_at` ISO 8601 in UTC."""

    draft: DraftId
    title: str
    type: PostType = PostType.POST
    state: PostState = PostState.IDEA
    date: str = ""
    language: str = ""
    changed_at: str = ""
    on_desk: bool = False

    @property
    def day(self) -> dt.date | None:
        """The day it is planned for; `None` for none, and for a date that was damaged."""
        try:
            return dt.date.fromisoformat(self.date[:_DAY_LENGTH])
        except ValueError:
            return None

    @property
    def time(self) -> str:
        """The time of day, as `09:00`; empty when only the day is known."""
        rest = self.date[_DAY_LENGTH + 1 :]
        return rest[:5] if len(rest) >= 5 else ""  # hours and minutes


class PostGroup(StrEnum):
    """The groups of the list, in their order."""

    UNDATED = "undated"
    OVERDUE = "overdue"
    THIS_WEEK = "this_week"
    LATER = "later"
    PUBLISHED = "published"


def planned(known: KnownPost) -> PlannedPost:
    """A post as the history knows it."""
    return PlannedPost(known.draft, known.title, known.type, known.state, known.date, known.language, known.changed_at)


def on_day(before: str, after: str) -> str:
    """Another day with the time of day that there was; a moment, or no day, as it is."""
    return after + before[_DAY_LENGTH:] if len(after) == _DAY_LENGTH else after


def week_of(day: dt.date, first: int) -> dt.date:
    """The first day of the week that a day is in; `first` is 1 (Monday) to 7 (Sunday)."""
    return day - dt.timedelta(days=(day.isoweekday() - first) % 7)


def by_day(posts: Iterable[PlannedPost]) -> dict[dt.date, list[PlannedPost]]:
    """The posts of each day, by their time and title; those without a day are left out."""
    days: dict[dt.date, list[PlannedPost]] = {}
    for post in sorted(posts, key=lambda each: (each.time or "~", each.title.casefold())):
        if (day := post.day) is not None:
            days.setdefault(day, []).append(post)
    return days


def grouped(posts: Iterable[PlannedPost], today: dt.date, first: int) -> dict[PostGroup, list[PlannedPost]]:
    """The posts of each group that has any, by their day; what was published newest first."""
    end = week_of(today, first) + dt.timedelta(days=7)
    groups: dict[PostGroup, list[PlannedPost]] = {group: [] for group in PostGroup}
    for post in posts:
        groups[_group(post, today, end)].append(post)
    for group, found in groups.items():
        found.sort(key=lambda each: (each.date, each.title.casefold()), reverse=group is PostGroup.PUBLISHED)
    return {group: found for group, found in groups.items() if found}


def _group(post: PlannedPost, today: dt.date, end: dt.date) -> PostGroup:
    day = post.day
    if post.state is PostState.PUBLISHED:
        return PostGroup.PUBLISHED
    if day is None:
        return PostGroup.UNDATED
    if day < today:
        return PostGroup.OVERDUE
    return PostGroup.THIS_WEEK if day < end else PostGroup.LATER
