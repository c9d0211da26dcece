"""Jobs: made, opened again with all that was done, changed, listed and put away."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest
from pytestqt.qtbot import QtBot

from desktop.core.profile import Profile
from desktop.core.segment import SegmentState
from desktop.core.settings import TRANSLATING
from desktop.core.translation import MemoryUse, RowKey, TranslationBrief
from desktop.engine.translation_messages import CheckBitext
from desktop.runtime.translating_values import RowFilter, Show
from tests.unit.runtime.translating_bench import PATIENCE_MS, Bench, xliff

PAIRS = (("One", "Een"), ("Two", ""), ("Three", "Drie"))


@pytest.fixture
def desk(qtbot: QtBot, profile: Profile) -> Iterator[Bench]:
    made = Bench(profile)
    yield made
    made.close()


def test_a_job_is_opened_again_with_its_rows_its_filter_and_where_the_writer_was(
    qtbot: QtBot, profile: Profile, tmp_path: Path
) -> None:
    desk = Bench(profile)
    keys = desk.open(qtbot, tmp_path, *PAIRS)
    session = desk.translating
    session.edit(keys[1], "Twee")
    session.confirm(keys[1])
    session.set_filter(RowFilter(Show.OPEN))
    session.go(keys[2])
    settings = desk.settings
    desk.close()  # the last second is kept too
    again = Bench(profile, settings=settings)
    with qtbot.waitSignal(again.translating.job_opened, timeout=PATIENCE_MS):
        again.translating.come_back()
    session = again.translating
    assert (session.current, session.filter) == (keys[2], RowFilter(Show.OPEN))
    assert list(session.order) == [keys[0], keys[2]]
    assert (again.target(keys[1]), again.row(keys[1]).segment.state) == ("Twee", SegmentState.REVIEWED)
    session.come_back()  # it is there already
    assert session.job is not None
    again.close()


def test_nothing_comes_back_where_nothing_was_open_or_the_note_is_damaged(desk: Bench) -> None:
    desk.translating.come_back()
    desk.settings.set(TRANSLATING, "{damaged")
    desk.translating.come_back()
    assert desk.translating.working is None


def test_jobs_are_listed_with_how_far_they_are(qtbot: QtBot, desk: Bench, tmp_path: Path) -> None:
    session = desk.translating
    assert session.jobs() == []
    keys = desk.open(qtbot, tmp_path, *PAIRS)
    session.confirm(keys[0])
    qtbot.waitUntil(lambda: [each.confirmed for each in session.jobs()] == [1], timeout=PATIENCE_MS)
    (card,) = session.jobs()
    assert (card.name, card.source, card.target, card.files, card.segments) == ("shop", "en", "nl", ("shop.xlf",), 3)
    session.trash_job(card.id)
    assert session.job is None
    qtbot.waitUntil(lambda: session.jobs() == [], timeout=PATIENCE_MS)
    session.restore_job(card.id)
    qtbot.waitUntil(lambda: len(session.jobs()) == 1, timeout=PATIENCE_MS)


def test_a_job_takes_the_memories_of_its_languages_and_begins_one_where_there_is_none(
    qtbot: QtBot, desk: Bench, tmp_path: Path
) -> None:
    desk.store.call(lambda store: store.new_memory("en → nl", "de", "sv"))
    desk.open(qtbot, tmp_path, *PAIRS)
    job = desk.translating.job
    assert job is not None
    memories = desk.store.call(lambda store: store.memories())
    assert [each.name for each in memories] == ["en → nl", "en → nl (2)"]
    assert [each.memory for each in job.memories] == [memories[1].id]
    desk.open(qtbot, tmp_path, *PAIRS, name="other.xlf")
    again = desk.translating.job
    assert again is not None
    assert again.memories == job.memories


def test_files_are_added_and_removed(qtbot: QtBot, desk: Bench, tmp_path: Path) -> None:
    session = desk.translating
    desk.open(qtbot, tmp_path, *PAIRS)
    more = tmp_path / "more.xlf"
    more.write_text(xliff(("Four", "")), encoding="utf-8")
    with qtbot.waitSignal(session.order_changed, timeout=PATIENCE_MS):
        session.add_files([more])
    job = session.job
    assert job is not None
    assert [sum(key.file == file.id for key in session.order) for file in job.files] == [3, 1]
    file = job.files[0].id
    with qtbot.waitSignal(session.order_changed, timeout=PATIENCE_MS):
        session.remove_file(file)
    assert desk.targets() == [""]
    assert session.job is not None
    assert [each.name for each in session.job.files] == ["more.xlf"]
    session.remove_file(file)
    assert desk.problems == []


def test_an_empty_job_is_begun_and_filled(qtbot: QtBot, desk: Bench, tmp_path: Path) -> None:
    session = desk.translating
    with qtbot.waitSignal(session.job_opened, timeout=PATIENCE_MS):
        session.new_job("Spring", "en", "nl")
    assert list(session.order) == []
    path = tmp_path / "shop.xlf"
    path.write_text(xliff(*PAIRS), encoding="utf-8")
    with qtbot.waitSignal(session.order_changed, timeout=PATIENCE_MS):
        session.add_files([path])
    assert session.current == next(iter(session.order))
    assert session.job is not None
    assert session.job.name == "Spring"


def test_another_brief_has_the_rows_checked_by_it(qtbot: QtBot, desk: Bench, tmp_path: Path) -> None:
    session = desk.translating
    desk.open(qtbot, tmp_path, *PAIRS)
    job = session.job
    assert job is not None
    before = len(desk.fake.of(CheckBitext))
    brief = TranslationBrief(register="formal", brands=("Havn",))
    session.change_job(
        msgspec.structs.replace(job, brief=brief, memories=(*job.memories, MemoryUse(job.memories[0].memory)))
    )
    qtbot.waitUntil(lambda: len(desk.fake.of(CheckBitext)) > before, timeout=PATIENCE_MS)
    around = desk.fake.of(CheckBitext)[-1].around
    assert (around.register, around.brands) == ("formal", ("Havn",))


def test_a_closed_job_leaves_nothing_behind(qtbot: QtBot, desk: Bench, tmp_path: Path) -> None:
    session = desk.translating
    keys = desk.open(qtbot, tmp_path, *PAIRS)
    session.edit(keys[1], "Twee")
    with qtbot.waitSignal(session.job_closed):
        session.close_job()
    assert (session.job, session.order, session.rows, session.current) == (None, (), {}, None)
    assert (session.undo_label, session.counts.all, session.findings(RowKey(1, "1"))) == ("", 0, ())
    session.undo()
    session.next_open()
    desk.until_kept(qtbot)
    notes = desk.store.call(lambda store: store.row_notes(keys[1].file))
    assert [each.target for each in notes if each.target is not None] == ["Twee"]
