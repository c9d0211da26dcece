"""Where the writer is in the rows: order, filter, current row, undo, and what is written down of it."""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest
from pytestqt.qtbot import QtBot

from desktop.core.finding import Severity
from desktop.core.profile import Profile
from desktop.core.segment import SegmentState
from desktop.core.settings import REVIEWER, TRANSLATING
from desktop.core.translation import RowKey
from desktop.core.translation_finding import SegmentFinding, Side
from desktop.engine.translation_messages import CheckBitext, SegmentFindings
from desktop.runtime.translating_values import EVERY_ROW, Remembered, RowFilter, Show
from tests.unit.runtime.translating_bench import PATIENCE_MS, Bench

PAIRS = (("One", "Een"), ("Two", ""), ("Three", "Drie"), ("Four", ""))


@pytest.fixture
def desk(qtbot: QtBot, profile: Profile, tmp_path: Path) -> Iterator[Bench]:
    made = Bench(profile)
    made.open(qtbot, tmp_path, *PAIRS)
    yield made
    made.close()


@pytest.fixture
def keys(desk: Bench) -> list[RowKey]:
    return list(desk.translating.order)


def test_a_row_stays_while_it_is_worked_on_and_goes_when_it_is_looked_at_anew(desk: Bench, keys: list[RowKey]) -> None:
    session = desk.translating
    session.set_filter(RowFilter(Show.EMPTY))
    assert list(session.order) == [keys[1], keys[3]]
    session.edit(keys[1], "Twee")
    assert list(session.order) == [keys[1], keys[3]]
    session.refresh_order()
    assert list(session.order) == [keys[3]]
    session.set_filter(EVERY_ROW)
    assert list(session.order) == keys


def test_a_regular_expression_is_tried_beside_and_a_wrong_one_changes_nothing(
    qtbot: QtBot, desk: Bench, keys: list[RowKey]
) -> None:
    session = desk.translating
    with qtbot.waitSignal(session.order_changed, timeout=PATIENCE_MS):
        session.set_filter(RowFilter(text="^T", regex=True))
    assert list(session.order) == [keys[1], keys[2]]
    with qtbot.waitSignal(session.failed, timeout=PATIENCE_MS):
        session.set_filter(RowFilter(text="(", regex=True))
    assert list(session.order) == [keys[1], keys[2]]
    session.set_filter(RowFilter(text="^F", regex=True))
    session.set_filter(RowFilter(text="One"))  # the newer one counts
    qtbot.wait(100)
    assert list(session.order) == [keys[0]]


def test_the_next_open_row_comes_after_the_current_one_and_from_the_top_again(desk: Bench, keys: list[RowKey]) -> None:
    session = desk.translating
    session.set_state([keys[2]], SegmentState.REVIEWED)
    seen = []
    for _ in range(4):
        session.next_open()
        seen.append(session.current)
    assert seen == [keys[1], keys[3], keys[0], keys[1]]
    session.set_filter(RowFilter(Show.CONFIRMED))
    session.next_open()
    assert desk.said == ["Every segment that is shown is confirmed."]


def test_one_goes_up_and_down_in_what_is_shown_also_from_a_row_that_is_not(desk: Bench, keys: list[RowKey]) -> None:
    session = desk.translating
    session.go(keys[0])
    session.step(2)
    assert session.current == keys[2]
    session.step(9)
    assert session.current == keys[3]
    session.step(-9)
    assert session.current == keys[0]
    session.go(keys[1])
    session.set_filter(RowFilter(text="o", in_target=False))  # Two, Four
    session.set_filter(RowFilter(text="Drie"))
    session.step(1)
    assert session.current == keys[2]
    session.go(RowKey(99, "none"))
    assert session.current == keys[2]


def test_the_next_row_with_findings_is_gone_to(qtbot: QtBot, desk: Bench, keys: list[RowKey]) -> None:
    session = desk.translating
    told = SegmentFinding(keys[2].segment, "capitals", Severity.INFO, Side.TARGET, 0, 4, "Drie", "No.")
    desk.fake.answers[CheckBitext] = lambda request: SegmentFindings(
        (told,) if any(each.id == told.segment for each in request.segments) else ()
    )
    session.go(keys[0])
    session.next_finding()
    assert session.current == keys[0]
    session.check_again()
    qtbot.waitUntil(lambda: bool(session.findings(keys[2])), timeout=PATIENCE_MS)
    session.next_finding()
    assert session.current == keys[2]
    session.go(keys[3])
    session.next_finding(-1)
    assert session.current == keys[2]


def test_undo_brings_its_row_into_view_and_says_what_it_does(qtbot: QtBot, desk: Bench, keys: list[RowKey]) -> None:
    session = desk.translating
    session.edit(keys[1], "Twee")
    session.go(keys[3])
    assert (session.undo_label, session.redo_label) == ("Type", "")
    with qtbot.waitSignals([session.current_changed, session.rows_changed, session.undo_changed]):
        session.undo()
    assert (session.current, session.redo_label) == (keys[1], "Type")
    session.undo()
    session.redo()
    session.redo()
    assert desk.target(keys[1]) == "Twee"


def test_where_the_writer_is_is_written_down(qtbot: QtBot, desk: Bench, keys: list[RowKey]) -> None:
    session = desk.translating
    session.set_filter(RowFilter(Show.OPEN))
    session.go(keys[2])

    def noted() -> Remembered:
        return msgspec.json.decode(desk.settings.get(TRANSLATING), type=Remembered)

    qtbot.waitUntil(lambda: noted().segment == keys[2].segment, timeout=PATIENCE_MS)
    job = session.job
    assert job is not None
    assert noted() == Remembered(job.id, keys[2].file, keys[2].segment, RowFilter(Show.OPEN), "order")


def test_who_works_here_is_what_the_settings_say(desk: Bench) -> None:
    assert desk.translating.person
    desk.settings.set(REVIEWER, "Anna")
    assert desk.translating.person == "Anna"


def test_an_edit_among_20_000_rows_is_done_before_a_frame_is_over(
    qtbot: QtBot, profile: Profile, tmp_path: Path
) -> None:
    desk = Bench(profile)
    keys = desk.open(qtbot, tmp_path, *((f"Bag {number}", f"Tas {number}") for number in range(20_000)))
    session, times = desk.translating, []
    for number in range(60):
        began = time.perf_counter()
        session.edit(keys[number * 300], f"Tas {number}!")
        times.append(time.perf_counter() - began)
    assert sorted(times)[30] < 0.002
    began = time.perf_counter()
    session.set_sort("worst")
    session.set_filter(RowFilter(Show.TO_REVIEW, text="tas"))
    assert time.perf_counter() - began < 1.0  # some hundredths of a second on a computer that does nothing else
    assert len(session.order) == 20_000
    desk.close()
