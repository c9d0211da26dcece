"""The days of posts as an iCalendar file (RFC 5545): an event of a whole day each, or at the time that was chosen."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, timedelta

from icalendar import Calendar, Event, vText, vUri

from desktop.core.post import PostState
from desktop.core.words import tr
from desktop.formats.blog.article import Article

_LENGTH = timedelta(minutes=15)
"""Of an event at a time of day: long enough to be seen among others."""

_SURE = frozenset({PostState.READY, PostState.PUBLISHED})


def post_calendar(articles: Sequence[Article]) -> bytes:
    """The calendar; a post without a date is not in it. A post keeps its event when the file is imported anew."""
    calendar = Calendar()
    calendar.add("prodid", "-//Copydesk//Posts//EN")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    for article in articles:
        if article.date is not None:
            calendar.add_component(_event(article))
    return bytes(calendar.to_ical())


def _event(article: Article) -> Event:
    day = article.date
    if day is None:
        raise ValueError(article.slug)
    state = state_words(article.state)
    event = Event()
    event.add("uid", f"{article.id or article.slug}@copydesk.invalid")
    event.add("dtstamp", article.changed)
    event.add("last-modified", article.changed)
    begin = day if article.moment is None else article.moment.astimezone(UTC)
    event.add("dtstart", begin)
    event.add("dtend", begin + (timedelta(days=1) if article.moment is None else _LENGTH))
    event.add("summary", article.title)
    event.add("description", "\n".join(part for part in (state, article.excerpt) if part))
    event.add("status", "CONFIRMED" if article.state in _SURE else "TENTATIVE")
    event.add("transp", "TRANSPARENT")
    event["categories"] = vText(state)
    event["x-copydesk-state"] = vText(article.state.value)
    if article.canonical.startswith(("http://", "https://")):
        event["url"] = vUri(article.canonical)
    return event


def state_words(state: PostState) -> str:
    """How far a post is, in the language of the interface."""
    words = {
        PostState.IDEA: tr("Idea"),
        PostState.DRAFT: tr("Draft"),
        PostState.READY: tr("Ready"),
        PostState.PUBLISHED: tr("Published"),
    }
    return words[state]
