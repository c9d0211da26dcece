"""How the calendar says things: days and months in the language of the program, states and groups of posts."""

from __future__ import annotations

import datetime as dt

from PySide6.QtCore import QDate, QLocale

from desktop.core.post import PostState
from desktop.core.words import mark, tr
from desktop.runtime.planned_posts import PlannedPost, PostGroup
from desktop.views.post.words import state_name
from desktop.views.widgets.badge import Tone

STATE_ICONS: dict[PostState, str] = {
    PostState.IDEA: "bookmark",
    PostState.DRAFT: "pencil",
    PostState.READY: "check",
    PostState.PUBLISHED: "globe",
}
"""What stands for a state beside its colour."""

STATE_TONES: dict[PostState, Tone] = {
    PostState.IDEA: Tone.NEUTRAL,
    PostState.DRAFT: Tone.INFORMATION,
    PostState.READY: Tone.ACCENT,
    PostState.PUBLISHED: Tone.SUPPORTED,
}

_GROUPS: dict[PostGroup, str] = {
    PostGroup.UNDATED: mark("Ideas without a date"),
    PostGroup.OVERDUE: mark("Overdue"),
    PostGroup.THIS_WEEK: mark("This week"),
    PostGroup.LATER: mark("Later"),
    PostGroup.PUBLISHED: mark("Published"),
}
DAYS = 7


def group_name(group: PostGroup) -> str:
    """A group of the list in a few words."""
    return tr(_GROUPS[group])


def title_of(post: PlannedPost) -> str:
    """What a post is called, also when it has no name yet."""
    return post.title or tr("Without a name")


def spoken_post(post: PlannedPost) -> str:
    """A post for those who hear it: title, state, and the time when there is one."""
    return ", ".join(part for part in (title_of(post), state_name(post.state), post.time) if part)


def first_day() -> int:
    """The day on which weeks begin: Monday (1) in Dutch and Swedish, in English as the system has it."""
    if QLocale().language() is not QLocale.Language.English:
        return QLocale().firstDayOfWeek().value
    return QLocale.system().firstDayOfWeek().value


def weekdays(first: int, *, short: bool = False) -> list[str]:
    """The names of the days of a week, from its first day on."""
    form = QLocale.FormatType.ShortFormat if short else QLocale.FormatType.LongFormat
    names = (QLocale().standaloneDayName((first - 1 + step) % DAYS + 1, form) for step in range(DAYS))
    return [name.rstrip(".").capitalize() for name in names]


def month_title(month: dt.date) -> str:
    """A month with its year: `November 2026`."""
    return QLocale().toString(_date(month), "MMMM yyyy").capitalize()


def day_title(day: dt.date, today: dt.date) -> str:
    """A day in full, with the year when it is another one: `Tuesday 24 November`."""
    return QLocale().toString(_date(day), "dddd d MMMM" if day.year == today.year else "dddd d MMMM yyyy")


def day_in_row(post: PlannedPost, today: dt.date) -> str:
    """The day of a post in a row: `Today`, `Tue 24 Nov`, with its time; empty for none."""
    day = post.day
    if day is None:
        return ""
    steps = {-1: tr("Yesterday"), 0: tr("Today"), 1: tr("Tomorrow")}
    shape = "ddd d MMM" if day.year == today.year else "d MMM yyyy"
    words = steps.get((day - today).days) or QLocale().toString(_date(day), shape).rstrip(".")
    return tr("{day}, {time}", day=words, time=post.time) if post.time else words


def _date(day: dt.date) -> QDate:
    return QDate(day.year, day.month, day.day)
