"""The calendar of posts: what is in the history and on the desk, and changes of posts that nobody opened."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import icalendar
import pytest
from pytestqt.qtbot import QtBot

from desktop.core.brief import Kind
from desktop.core.copy import Copy
from desktop.core.draft import Draft
from desktop.core.errors import EnvironmentProblem, ErrorKind
from desktop.core.ids import DraftId
from desktop.core.post import PostState, PostType
from desktop.core.profile import Profile
from desktop.runtime.notices import Level
from desktop.runtime.posting_calendar import PostCalendar
from desktop.store.store import Store
from tests.unit.runtime.planning_bench import PlanningBench, planning, post_draft


@pytest.fixture
def bench(qtbot: QtBot, profile: Profile) -> Iterator[PlanningBench]:
    with planning(profile) as made:
        yield made


@pytest.fixture
def calendar(bench: PlanningBench) -> PostCalendar:
    return bench.posting.calendar


def shown(calendar: PostCalendar) -> list[tuple[str, PostState, str]]:
    return [(each.title, each.state, each.date) for each in calendar.posts]


def test_posts_of_the_history_and_of_the_desk_are_there(
    qtbot: QtBot, bench: PlanningBench, calendar: PostCalendar
) -> None:
    bench.keep(post_draft("Tea", state=PostState.READY, date="2026-11-24"))
    bench.look(qtbot)
    assert calendar.is_read
    assert shown(calendar) == [("Tea", PostState.READY, "2026-11-24")]
    bench.posting.begin(PostType.POST)
    assert len(calendar.posts) == 1  # an empty sheet is no post
    with qtbot.waitSignal(calendar.changed):
        bench.session.set_field("title", "Coffee", "Typing")
    assert shown(calendar)[1] == ("Coffee", PostState.DRAFT, "")
    draft = bench.saved(qtbot)
    qtbot.waitUntil(lambda: calendar.post(draft.id) is not None, timeout=10_000)
    assert len(calendar.posts) == 2


def test_nothing_is_read_while_nobody_looks(qtbot: QtBot, bench: PlanningBench, calendar: PostCalendar) -> None:
    bench.drafts.put_new(post_draft("Tea"))
    bench.saved(qtbot)
    assert not calendar.is_read


def test_a_post_in_the_history_is_moved_and_moved_back(
    qtbot: QtBot, bench: PlanningBench, calendar: PostCalendar
) -> None:
    kept = bench.keep(post_draft("Tea", date="2026-11-24T09:00"))
    bench.look(qtbot)
    calendar.set_date(kept.id, "2026-12-01")
    assert shown(calendar) == [("Tea", PostState.IDEA, "2026-12-01T09:00")]  # at once, before it is kept
    calendar.set_state(kept.id, PostState.READY)
    post = bench.stored(kept.id).brief.post
    assert post is not None
    assert (post.date, post.state) == ("2026-12-01T09:00", PostState.READY)
    assert len(bench.store.call(lambda store: store.versions(kept.id))) == 3
    assert "Tea" in calendar.undo_words
    calendar.undo()
    calendar.undo()
    assert calendar.undo_words == ""
    post = bench.stored(kept.id).brief.post
    assert post is not None
    assert (post.date, post.state) == ("2026-11-24T09:00", PostState.IDEA)
    with qtbot.waitSignal(calendar.changed, timeout=10_000):
        calendar.refresh()
    assert shown(calendar) == [("Tea", PostState.IDEA, "2026-11-24T09:00")]


def test_the_post_on_the_desk_is_moved_there(qtbot: QtBot, bench: PlanningBench, calendar: PostCalendar) -> None:
    bench.drafts.put_new(post_draft("Tea"))
    draft = bench.saved(qtbot)
    bench.look(qtbot)
    calendar.set_date(draft.id, "2026-12-01")
    assert bench.posting.post.date == "2026-12-01"
    bench.session.undo()
    assert bench.posting.post.date == ""
    assert shown(calendar) == [("Tea", PostState.IDEA, "")]


def test_when_it_cannot_be_kept_it_is_said_and_shown_as_it_is(
    qtbot: QtBot, bench: PlanningBench, calendar: PostCalendar, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept = bench.keep(post_draft("Tea", date="2026-11-24"))
    bench.look(qtbot)

    def full(*_arguments: object) -> None:
        raise EnvironmentProblem(ErrorKind.DISK_FULL, "Not saved: the disk is full.")

    monkeypatch.setattr(Store, "add_version", full)
    calendar.set_date(kept.id, "2026-12-01")
    qtbot.waitUntil(lambda: shown(calendar) == [("Tea", PostState.IDEA, "2026-11-24")], timeout=10_000)
    assert [(each.level, each.title) for each in bench.posted] == [(Level.ERROR, "Not saved: the disk is full.")]


def test_an_idea_is_kept_for_a_day_and_may_be_opened(
    qtbot: QtBot, bench: PlanningBench, calendar: PostCalendar
) -> None:
    bench.look(qtbot)
    calendar.add("  ")
    calendar.add("Iced tea", "2026-07-01")
    qtbot.waitUntil(lambda: shown(calendar) == [("Iced tea", PostState.IDEA, "2026-07-01")], timeout=10_000)
    assert bench.session.draft.brief.product == ""
    calendar.add("Hot tea", open_it=True)
    qtbot.waitUntil(lambda: bench.session.draft.brief.product == "Hot tea", timeout=10_000)
    assert bench.posting.is_post
    qtbot.waitUntil(lambda: len(calendar.posts) == 2, timeout=10_000)
    calendar.undo()
    qtbot.waitUntil(lambda: [each.title for each in calendar.posts] == ["Iced tea"], timeout=10_000)


def test_opening_waits_for_a_model_that_writes(qtbot: QtBot, bench: PlanningBench, calendar: PostCalendar) -> None:
    kept = bench.keep(post_draft("Tea"))
    bench.session.begin_writing("Write")
    assert not calendar.open(kept.id)
    bench.session.end_writing()
    assert calendar.open(kept.id)
    qtbot.waitUntil(lambda: bench.session.draft.id == kept.id, timeout=10_000)
    assert calendar.open(kept.id)


def test_the_days_go_to_a_calendar_file(
    qtbot: QtBot, bench: PlanningBench, calendar: PostCalendar, tmp_path: Path
) -> None:
    bench.keep(post_draft("Tea", Copy({"title": "Keep it dry"}), state=PostState.READY, date="2026-11-24"))
    bench.keep(post_draft("Coffee", date="2026-12-02"))
    bench.keep(post_draft("Undated"))
    bench.keep(Draft(DraftId(""), Kind.BLOG))
    bench.look(qtbot)
    path = tmp_path / "posts.ics"
    calendar.export_ics(path)
    qtbot.waitUntil(lambda: bool(bench.posted), timeout=10_000)
    events = icalendar.Calendar.from_ical(path.read_bytes()).walk("VEVENT")
    assert [(str(each["summary"]), each.decoded("dtstart").isoformat()) for each in events] == [
        ("Keep it dry", "2026-11-24"),
        ("Coffee", "2026-12-02"),
    ]
    assert bench.posted[-1].title == "2 posts exported to posts.ics."
    calendar.export_ics(tmp_path / "one.ics", calendar.posts[1:])
    qtbot.waitUntil(lambda: len(bench.posted) == 2, timeout=10_000)
    assert b"Keep it dry" not in (tmp_path / "one.ics").read_bytes()
