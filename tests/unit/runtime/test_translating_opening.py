"""Files come in: with the languages of the job, refused ones named, the newest question counts."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from desktop.core.errors import ErrorKind, UserError
from desktop.core.profile import Profile
from desktop.engine.translation_messages import OpenBitext, OpenedBitext
from tests.unit.runtime.translating_bench import PATIENCE_MS, Bench, xliff

PAIRS = (("One", "Een"), ("Two", ""))


@pytest.fixture
def desk(qtbot: QtBot, profile: Profile) -> Iterator[Bench]:
    made = Bench(profile)
    yield made
    made.close()


def test_a_table_without_languages_needs_them_named(qtbot: QtBot, desk: Bench, tmp_path: Path) -> None:
    path = tmp_path / "shop.csv"
    path.write_text("source,target\nOne,Een\n", encoding="utf-8")
    with qtbot.waitSignal(desk.translating.failed, timeout=PATIENCE_MS):
        desk.translating.open_files([path])
    assert desk.problems[0].message == "shop.csv does not say its languages."
    assert desk.translating.working is None
    desk.open_paths(qtbot, [path], "en", "nl")
    job = desk.translating.job
    assert job is not None
    assert (job.source, job.target) == ("en", "nl")


def test_a_file_whose_bytes_the_store_has_is_opened_without_its_path(qtbot: QtBot, desk: Bench, tmp_path: Path) -> None:
    desk.open(qtbot, tmp_path, *PAIRS)
    job = desk.translating.job
    assert job is not None
    (tmp_path / "shop.xlf").unlink()
    with qtbot.waitSignal(desk.translating.job_opened, timeout=PATIENCE_MS):
        desk.translating.open_job(job.id)
    assert desk.targets() == ["Een", ""]
    asked = desk.fake.of(OpenBitext)[-1]
    assert (asked.path, asked.name, asked.source, asked.target) == ("", "shop.xlf", "en", "nl")


def test_a_file_of_a_job_that_cannot_be_opened_any_more_is_named_and_the_others_are_shown(
    qtbot: QtBot, desk: Bench, tmp_path: Path
) -> None:
    paths = [tmp_path / "a.xlf", tmp_path / "b.xlf"]
    for path in paths:
        path.write_text(xliff(*PAIRS), encoding="utf-8")
    desk.open_paths(qtbot, paths)
    job = desk.translating.job
    assert job is not None

    def refuse(request: OpenBitext) -> OpenedBitext:
        if request.name == "a.xlf":
            raise UserError(ErrorKind.INPUT, "It is damaged.")
        return desk.opened(request)

    desk.fake.answers[OpenBitext] = refuse
    with qtbot.waitSignal(desk.translating.job_opened, timeout=PATIENCE_MS):
        desk.translating.open_job(job.id)
    assert [each.message for each in desk.problems] == ["a.xlf: It is damaged."]
    assert len(desk.translating.order) == 2
    assert {key.file for key in desk.translating.order} == {job.files[1].id}


def test_what_is_asked_for_later_takes_the_place_of_what_is_being_opened(
    qtbot: QtBot, desk: Bench, tmp_path: Path
) -> None:
    paths = [tmp_path / "a.xlf", tmp_path / "b.xlf"]
    for path in paths:
        path.write_text(xliff((path.stem, "")), encoding="utf-8")
    opened = []
    desk.translating.job_opened.connect(lambda: opened.append(desk.translating.job))
    desk.translating.open_files(paths[:1])
    desk.translating.open_files(paths[1:])
    qtbot.waitUntil(lambda: bool(opened), timeout=PATIENCE_MS)
    qtbot.wait(100)
    assert [job.name for job in opened if job is not None] == ["b"]


def test_a_job_that_is_not_there_is_told(qtbot: QtBot, desk: Bench) -> None:
    with qtbot.waitSignal(desk.translating.failed, timeout=PATIENCE_MS):
        desk.translating.open_job(99)
    assert desk.translating.working is None
