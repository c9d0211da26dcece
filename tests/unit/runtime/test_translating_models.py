"""What becomes of the answers of models: rows that nobody touched meanwhile, and others beside."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from desktop.core.errors import Cancelled, ErrorKind, Problem
from desktop.core.events import SegmentEstimated, SegmentFailed, SegmentTranslated
from desktop.core.profile import Profile
from desktop.core.segment import SegmentState, tagged
from desktop.core.translation import OriginKind, RowKey
from desktop.engine.translation_messages import (
    BackTranslate,
    EstimatedTranslations,
    EstimateTranslations,
    FailedSegment,
    Translate,
    Translated,
)
from desktop.runtime.translating_values import Other, Work, Working
from tests.fakes.engine import FakeJob
from tests.unit.runtime.translating_bench import PATIENCE_MS, Bench, xliff

PAIRS = (("Two bags", ""), ("Open at 9", ""), ("Bye", "Dag"), ("Hello", "Hoi"))


@pytest.fixture
def desk(qtbot: QtBot, profile: Profile, tmp_path: Path) -> Iterator[Bench]:
    made = Bench(profile)
    made.open(qtbot, tmp_path, *PAIRS)
    yield made
    made.close()


@pytest.fixture
def keys(desk: Bench) -> list[RowKey]:
    return list(desk.translating.order)


def job_of(desk: Bench, kind: type) -> FakeJob:
    return [job for job in desk.fake.jobs if isinstance(job.params, kind)][-1]


def at_work(desk: Bench) -> bool:
    return desk.translating.busy


def say(job: FakeJob, key: RowKey, text: str, *, draft: bool = False) -> None:
    segment = f"{key.file}/{key.segment}"
    job.happened.emit(SegmentTranslated(segment, tagged(text, set()), "local/small", "translate/1", draft=draft))


def test_what_is_empty_is_translated_row_by_row_and_taken_back_as_one(desk: Bench, keys: list[RowKey]) -> None:
    session = desk.translating
    session.translate()
    job = job_of(desk, Translate)
    assert isinstance(job.params, Translate)
    assert [each.source.text for each in job.params.segments] == ["Two bags", "Open at 9"]
    assert len(job.params.around) == 4
    assert (job.params.source, job.params.target, job.params.model) == ("en", "nl", "local")
    assert at_work(desk)
    say(job, keys[0], "Twee tassen")
    assert session.working == Working(Work.TRANSLATING, 1, 2, stoppable=True, model="local")
    say(job, keys[1], "Open om 9", draft=True)
    job.finished.emit(Translated(("1", "2")))
    first, second = desk.row(keys[0]), desk.row(keys[1])
    assert (first.segment.state, second.segment.state) == (SegmentState.TRANSLATED, SegmentState.DRAFT)
    origin = first.note.origin
    assert (origin.kind, origin.model, origin.prompt) == (OriginKind.MODEL, "local/small", "translate/1")
    assert (first.note.machine, first.note.machine_origin) == ("Twee tassen", origin)
    assert not at_work(desk)
    session.undo()
    assert desk.targets() == ["", "", "Dag", "Hoi"]


def test_a_row_that_was_edited_meanwhile_keeps_the_persons_words(desk: Bench, keys: list[RowKey]) -> None:
    session = desk.translating
    session.translate()
    job = job_of(desk, Translate)
    session.edit(keys[0], "Twee zakken")
    say(job, keys[0], "Twee tassen")
    say(job, keys[1], "Open om 9")
    job.finished.emit(Translated(("1", "2")))
    assert desk.targets()[:2] == ["Twee zakken", "Open om 9"]
    assert session.other(keys[0]) == Other("Twee tassen", "local/small", "translate/1")
    session.accept_other(keys[0])
    assert desk.target(keys[0]) == "Twee tassen"
    assert session.other(keys[0]) == Other("Twee zakken", "", "")
    session.drop_other(keys[0])
    assert session.other(keys[0]) is None


def test_a_second_opinion_is_offered_beside_and_is_not_told_the_first(desk: Bench, keys: list[RowKey]) -> None:
    session = desk.translating
    session.second_opinion(keys[2], "local")
    job = job_of(desk, Translate)
    assert isinstance(job.params, Translate)
    assert [each.target.text for each in job.params.segments] == [""]
    say(job, keys[2], "Tot ziens")
    job.finished.emit(Translated(("3",)))
    assert desk.target(keys[2]) == "Dag"
    assert session.other(keys[2]) == Other("Tot ziens", "local/small", "translate/1")
    assert session.undo_label == ""


def test_one_row_is_translated_again_with_an_instruction(desk: Bench, keys: list[RowKey]) -> None:
    desk.translating.translate([keys[3]], instruction="shorter")
    job = job_of(desk, Translate)
    assert isinstance(job.params, Translate)
    assert (job.params.instruction, [each.target.text for each in job.params.segments]) == ("shorter", ["Hoi"])


def test_what_has_no_translation_says_why_and_what_came_stays(desk: Bench, keys: list[RowKey]) -> None:
    session = desk.translating
    session.translate()
    job = job_of(desk, Translate)
    say(job, keys[0], "Twee tassen")
    job.happened.emit(SegmentFailed(f"{keys[1].file}/{keys[1].segment}", "The answer lost a tag."))
    problem = Problem(ErrorKind.NETWORK, "No connection.")
    failed = (FailedSegment("2", "The answer lost a tag."),)
    job.finished.emit(Translated(("1",), failed, error=problem))
    assert desk.targets()[:2] == ["Twee tassen", ""]
    assert session.why_not(keys[1]) == "The answer lost a tag."
    assert [each.message for each in desk.problems] == ["1 segment was not translated.", "No connection."]
    session.translate()
    again = job_of(desk, Translate)
    assert isinstance(again.params, Translate)
    assert [each.source.text for each in again.params.segments] == ["Open at 9"]  # nothing is translated twice


def test_one_run_at_a_time_and_stop_ends_it_quietly(desk: Bench, keys: list[RowKey]) -> None:
    session = desk.translating
    session.translate()
    session.translate([keys[2]])
    assert desk.said == ["A model is at work already: wait for it, or stop it."]
    session.stop()
    job = job_of(desk, Translate)
    assert job.cancelled
    job.failed.emit(Cancelled().problem)
    assert (session.busy, desk.problems) == (False, [])
    assert session.working is None or session.working.kind is not Work.TRANSLATING


def test_nothing_to_do_is_said(desk: Bench, keys: list[RowKey]) -> None:
    session = desk.translating
    session.edit(keys[0], "a")
    session.edit(keys[1], "b")
    session.translate()
    session.back_translate([])
    assert desk.said == ["There is nothing to do in these rows."] * 2
    session.close_job()
    session.translate()
    assert desk.said[-1] == "Open a file first."


def test_an_opinion_changes_the_score_and_goes_when_the_words_change(desk: Bench, keys: list[RowKey]) -> None:
    session = desk.translating
    session.estimate()
    job = job_of(desk, EstimateTranslations)
    assert isinstance(job.params, EstimateTranslations)
    assert [each.target.text for each in job.params.segments] == ["Dag", "Hoi"]
    job.happened.emit(SegmentEstimated(f"{keys[2].file}/{keys[2].segment}", 35.0, "another word"))
    job.finished.emit(EstimatedTranslations((), note="The model was not asked about one."))
    assert (session.score(keys[2]), session.rows[keys[2]].note.estimate_reason) == (35.0, "another word")
    assert desk.said == ["The model was not asked about one."]
    assert [row.key for row in session.wanted("worse than", below=60)] == [keys[2]]
    session.edit(keys[2], "Doei")
    assert session.score(keys[2]) is None


def test_a_target_is_put_back_and_its_differences_are_marked(desk: Bench, keys: list[RowKey]) -> None:
    session = desk.translating
    session.edit(keys[0], "Drie tassen")
    session.back_translate([keys[0]])
    job = job_of(desk, BackTranslate)
    say(job, keys[0], "Three bags")
    job.finished.emit(Translated(("1",)))
    back = session.back(keys[0])
    assert back is not None
    assert (back.of, back.text, back.model) == ("Drie tassen", "Three bags", "local/small")
    assert [(each.kind, each.subject) for each in back.differences] == [("changed", "number")]
    assert desk.target(keys[0]) == "Drie tassen"


def test_a_job_that_is_closed_hears_no_more(desk: Bench, keys: list[RowKey]) -> None:
    session = desk.translating
    session.translate()
    job = job_of(desk, Translate)
    session.close_job()
    say(job, keys[0], "Twee tassen")
    assert (session.rows, session.busy, desk.problems) == ({}, False, [])


def test_a_model_is_told_what_the_memories_have_for_rows_that_nobody_looked_at(
    qtbot: QtBot, desk: Bench, keys: list[RowKey]
) -> None:
    session = desk.translating
    session.edit(keys[0], "Twee tassen")
    session.confirm(keys[0])
    desk.until_kept(qtbot)
    more = desk.profile.folder.parent / "more.xlf"
    more.write_text(xliff(("Two bags!", "")), encoding="utf-8")
    session.add_files([more])
    qtbot.waitUntil(lambda: len(session.rows) == 5, timeout=PATIENCE_MS)
    key = session.order[4]
    qtbot.waitUntil(lambda: desk.row(key).note.match > 0, timeout=PATIENCE_MS)
    session.translate([key])
    assert at_work(desk)
    qtbot.waitUntil(lambda: bool(desk.fake.of(Translate)), timeout=PATIENCE_MS)
    matches = desk.fake.of(Translate)[0].matches
    assert [each.target for each in matches[f"{key.file}/{key.segment}"]] == ["Twee tassen"]
    session.stop()
    job_of(desk, Translate).failed.emit(Cancelled().problem)
    assert not at_work(desk)


def test_what_a_model_had_not_translated_when_the_program_ended_is_offered_and_nothing_twice(
    qtbot: QtBot, profile: Profile, tmp_path: Path
) -> None:
    desk = Bench(profile)
    keys = desk.open(qtbot, tmp_path, *PAIRS)
    desk.translating.translate(model="local/small")
    say(job_of(desk, Translate), keys[0], "Twee tassen")
    settings = desk.settings
    desk.close()
    again = Bench(profile, settings=settings)
    with qtbot.waitSignal(again.translating.job_opened, timeout=PATIENCE_MS):
        again.translating.come_back()
    (notice,) = again.posted
    assert "1 segment is left" in notice.text
    notice.answers[0].action()
    request = job_of(again, Translate).params
    assert isinstance(request, Translate)
    assert ([each.source.text for each in request.segments], request.model) == (["Open at 9"], "local/small")
    say(job_of(again, Translate), keys[1], "Open om 9")
    job_of(again, Translate).finished.emit(Translated(("2",)))
    again.close()
    third = Bench(profile, settings=settings)
    with qtbot.waitSignal(third.translating.job_opened, timeout=PATIENCE_MS):
        third.translating.come_back()
    assert third.posted == []
    third.close()


def test_a_row_that_was_confirmed_meanwhile_is_its_persons_though_its_words_are_the_same(
    desk: Bench, keys: list[RowKey]
) -> None:
    session = desk.translating
    session.translate([keys[2], keys[3]], instruction="Shorter.")
    job = job_of(desk, Translate)
    session.confirm(keys[2])
    say(job, keys[2], "Doei")
    job.finished.emit(Translated(("3",)))
    assert (desk.target(keys[2]), desk.row(keys[2]).segment.state) == ("Dag", SegmentState.REVIEWED)
    assert session.other(keys[2]) == Other("Doei", "local/small", "translate/1")
    session.translate([keys[2]], instruction="Shorter.")
    say(job_of(desk, Translate), keys[2], "Doeg")
    assert desk.target(keys[2]) == "Doeg"  # who asks for a confirmed row means it
