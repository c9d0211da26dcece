"""What was done to rows is in the history within a second, also when the program is killed, and is tried again."""

from __future__ import annotations

import subprocess
import sys
import textwrap
import time
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from desktop.core.errors import EnvironmentProblem, ErrorKind, Problem
from desktop.core.profile import Profile
from desktop.core.segment import Segment, SegmentState, TaggedText
from desktop.core.translation import Job, JobFile, Row, RowKey, RowNote
from desktop.runtime.store_thread import StoreThread
from desktop.runtime.translating_keeping import RowKeeping
from desktop.store.store import Store
from tests.clock import on_time


def row(key: RowKey, target: str) -> Row:
    note = RowNote(key.segment, target, SegmentState.DRAFT)
    return Row(key, 1, Segment(key.segment, "u", TaggedText("s"), TaggedText(target)), note)


def job_file(store: Store) -> int:
    job = store.save_job(Job(0, "shop", "en", "nl"))
    return store.add_job_file(job.id, JobFile(0, "a.xlf"), b"<xliff/>").id


@on_time
def test_the_last_of_each_row_is_kept_within_a_second(qtbot: QtBot, profile: Profile) -> None:
    store = StoreThread(lambda: Store(profile))
    store.start(lambda _store: None, lambda _problem: None)
    file = store.call(job_file)
    keeping = RowKeeping(store, lambda _file: 2)
    began = time.monotonic()
    with qtbot.waitSignal(keeping.kept, timeout=10_000):
        keeping.later(row(RowKey(file, "1"), "a"))
        keeping.later(row(RowKey(file, "1"), "ab"))
        keeping.later(row(RowKey(file, "2"), "c"))
        assert not keeping.all_kept
    assert time.monotonic() - began < 1.5
    notes = store.call(lambda opened: opened.row_notes(file))
    assert {each.segment: each.target for each in notes} == {"1": "ab", "2": "c"}
    assert store.call(lambda opened: opened.jobs())[0].segments == 2
    store.close()


class Refusing:
    """A store that is in the way twice, of which once is told."""

    def __init__(self) -> None:
        self.asked: list[list[str]] = []

    def keep_rows(self, _file: int, notes: list[RowNote], _segments: int) -> None:
        self.asked.append([each.target or "" for each in notes])
        if len(self.asked) < 3:
            raise EnvironmentProblem(ErrorKind.DISK_FULL, "The disk is full.")

    def close(self) -> None:
        """Nothing is open."""


def test_what_could_not_be_kept_is_told_and_tried_again(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("desktop.runtime.translating_keeping._AGAIN_MS", 50)
    refusing = Refusing()
    store = StoreThread(lambda: refusing)  # type: ignore[arg-type, return-value]
    problems: list[Problem] = []
    store.start(lambda _store: None, problems.append)
    keeping = RowKeeping(store, lambda _file: -1)
    keeping.failed.connect(problems.append)
    with qtbot.waitSignal(keeping.kept, timeout=10_000):
        keeping.later(row(RowKey(1, "1"), "a"))
        keeping.flush()
        keeping.later(row(RowKey(1, "2"), "b"))
    assert [each.kind for each in problems] == [ErrorKind.DISK_FULL]
    assert refusing.asked[0] == ["a"]
    assert sorted(refusing.asked[-1]) == ["a", "b"]
    store.close()


KILLED = """
    import os, sys, time
    from pathlib import Path
    from PySide6.QtCore import QCoreApplication
    from desktop.core.profile import Profile
    from tests.unit.runtime.translating_bench import Bench, xliff
    app = QCoreApplication([])
    bench = Bench(Profile.at(sys.argv[1]))
    path = Path(sys.argv[1]).parent / "shop.xlf"
    path.write_text(xliff(("Two bags", ""), ("Bye", "")), encoding="utf-8")
    session = bench.translating
    def act():
        first, second = session.order
        session.edit(first, "Twee tassen")
        session.confirm(first)
        session.edit(second, "Dag")
        edited.append(time.monotonic())
    edited = []
    session.job_opened.connect(act)
    session.open_files([path])
    while not edited or time.monotonic() - edited[0] < 1.0:
        app.processEvents()
    os.kill(os.getpid(), 9)
"""


def test_a_second_after_the_last_letter_a_kill_loses_nothing(profile: Profile, tmp_path: Path) -> None:
    code = textwrap.dedent(KILLED)
    done = subprocess.run(
        [sys.executable, "-c", code, str(profile.folder)],
        cwd=Path(__file__).parents[3],
        timeout=120,
        check=False,
        capture_output=True,
    )
    assert done.returncode == -9, done.stderr.decode()
    store = Store(profile)
    (card,) = store.jobs()
    assert (card.segments, card.confirmed) == (2, 1)
    notes = {each.segment: (each.target, each.state) for each in store.row_notes(store.job(card.id).files[0].id)}
    assert notes == {"1": ("Twee tassen", SegmentState.REVIEWED), "2": ("Dag", SegmentState.DRAFT)}
    store.close()


def test_of_a_file_that_is_gone_nothing_is_kept_nor_tried_again(qtbot: QtBot, profile: Profile) -> None:
    store = StoreThread(lambda: Store(profile))
    store.start(lambda _store: None, lambda _problem: None)
    file = store.call(job_file)
    problems: list[Problem] = []
    keeping = RowKeeping(store, lambda _file: 2)
    keeping.failed.connect(problems.append)
    store.call(lambda opened: opened.remove_job_file(file))
    keeping.later(row(RowKey(file, "1"), "a"))
    keeping.flush()
    keeping.forget(file)
    keeping.later(row(RowKey(file, "2"), "b"))
    qtbot.waitUntil(lambda: keeping.all_kept, timeout=10_000)
    assert problems == []
    store.close()
