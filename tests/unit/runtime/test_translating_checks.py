"""Rows checked in the background: once as a whole, then what changed, and nothing is said of words that are gone."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from pytestqt.qtbot import QtBot

from desktop.core.errors import ErrorKind, Problem
from desktop.core.events import SegmentsChecked
from desktop.core.finding import Severity
from desktop.core.segment import Segment, SegmentState, TaggedText
from desktop.core.translation import JobFile, RowKey, RowNote
from desktop.core.translation_finding import SegmentFinding, Side, Surroundings
from desktop.engine.translation_messages import CheckBitext, SegmentFindings
from desktop.runtime.engine_client import EngineState
from desktop.runtime.lull import Lull
from desktop.runtime.translating_checks import RowChecks
from desktop.runtime.translating_sheet import OpenFile, Sheet, row_of
from desktop.runtime.translating_values import Working
from tests.fakes.engine import FakeEngine, FakeJob

PATIENCE_MS = 10_000
ONE, TWO, THREE = (RowKey(1, name) for name in "123")


def finding(segment: str, text: str, check: str = "numbers") -> SegmentFinding:
    return SegmentFinding(segment, check, Severity.ERROR, Side.TARGET, 0, len(text), text, "No.")


class Bench:
    def __init__(self) -> None:
        self.engine = FakeEngine()
        self.sheet = Sheet()
        segments = (
            Segment("1", "u", TaggedText("Two"), TaggedText("Drie"), SegmentState.DRAFT),
            Segment("2", "u", TaggedText("Bye"), TaggedText("Dag"), SegmentState.DRAFT),
            Segment("3", "u", TaggedText("Bye"), TaggedText("Doei"), SegmentState.DRAFT),
            Segment("4", "u", TaggedText("Empty")),
        )
        self.sheet.open(OpenFile(JobFile(1, "a"), "XLIFF", "en", "nl", segments), ())
        self.checks = RowChecks(self.engine, self.sheet, Surroundings, Lull())  # type: ignore[arg-type]
        self.found: list[list[RowKey]] = []
        self.worked: list[Working | None] = []
        self.problems: list[Problem] = []
        self.checks.found.connect(self.found.append)
        self.checks.working.connect(self.worked.append)
        self.checks.failed.connect(self.problems.append)

    @property
    def jobs(self) -> list[FakeJob]:
        return self.engine.jobs

    def asked(self) -> list[CheckBitext]:
        return self.engine.of(CheckBitext)

    def type(self, key: RowKey, text: str) -> None:
        note = RowNote(key.segment, text, SegmentState.DRAFT)
        self.sheet.put(row_of(key, 1, self.sheet.base[key], note))
        self.checks.changed([key])


@pytest.fixture
def bench(qtbot: QtBot) -> Iterator[Bench]:
    made = Bench()
    yield made
    made.checks.forget()


def test_a_file_is_checked_as_a_whole_and_heard_of_as_it_goes(bench: Bench) -> None:
    bench.checks.begin([1])
    (asked,) = bench.asked()
    assert (asked.whole, asked.each, len(asked.segments), asked.source) == (True, True, 4, "en")
    job = bench.jobs[0]
    job.happened.emit(SegmentsChecked(("1", "2"), (finding("1", "Drie"),), 2, 4))
    assert bench.found == [[ONE]]
    assert bench.worked[-1] is not None
    assert (bench.worked[-1].done, bench.worked[-1].of) == (2, 4)
    job.finished.emit(SegmentFindings((finding("3", "Doei", "consistency"),), "informal"))
    assert [each.check for each in bench.sheet.findings(THREE)] == ["consistency"]
    assert bench.worked[-1] is None


def test_what_is_said_of_words_that_changed_meanwhile_is_left_out(bench: Bench) -> None:
    bench.checks.begin([1])
    bench.type(ONE, "Twee")
    bench.jobs[0].happened.emit(SegmentsChecked(("1",), (finding("1", "Drie"),), 1, 4))
    assert bench.sheet.findings(ONE) == ()


def test_only_what_changed_is_checked_again_and_by_the_files_form_of_address(qtbot: QtBot, bench: Bench) -> None:
    bench.checks.begin([1])
    bench.jobs[0].finished.emit(SegmentFindings((), "informal"))
    bench.type(ONE, "Vier")
    bench.type(ONE, "Vijf")
    qtbot.waitUntil(lambda: len(bench.asked()) == 2, timeout=PATIENCE_MS)
    asked = bench.asked()[1]
    assert (asked.whole, [each.target.text for each in asked.segments]) == (False, ["Vijf"])
    assert asked.around.register == "informal"
    bench.jobs[1].finished.emit(SegmentFindings((finding("1", "Vijf"),)))
    assert [each.text for each in bench.sheet.findings(ONE)] == ["Vijf"]


def test_of_a_row_that_has_other_words_only_what_still_holds_is_said_at_once(bench: Bench) -> None:
    bench.checks.begin([1])
    bench.jobs[0].happened.emit(SegmentsChecked(("1",), (finding("1", "Drie"), finding("1", "Dri")), 1, 4))
    bench.type(ONE, "Dri tassen")
    assert [each.text for each in bench.sheet.findings(ONE)] == ["Dri"]


def test_rows_with_one_source_are_held_beside_each_other_some_moments_later(qtbot: QtBot, bench: Bench) -> None:
    bench.type(TWO, "Dag!")
    qtbot.waitUntil(lambda: len(bench.asked()) == 2, timeout=PATIENCE_MS)
    beside, together = bench.asked()
    assert [each.id for each in beside.segments] == ["2"]
    assert (together.whole, together.each, [each.id for each in together.segments]) == (True, False, ["2", "3"])
    bench.jobs[1].finished.emit(SegmentFindings((finding("3", "Doei", "consistency"),)))
    assert len(bench.sheet.findings(THREE)) == 1
    bench.type(THREE, "Dag!")
    qtbot.waitUntil(lambda: len(bench.asked()) == 4, timeout=PATIENCE_MS)
    bench.jobs[3].finished.emit(SegmentFindings(()))
    assert bench.sheet.findings(THREE) == ()


def test_a_row_is_checked_at_once_when_that_is_asked_for(bench: Bench) -> None:
    bench.checks.now(TWO)
    assert [each.id for each in bench.asked()[0].segments] == ["2"]


def test_nothing_is_said_of_rows_that_nobody_translated_or_that_were_silenced(bench: Bench) -> None:
    bench.checks.begin([1])
    row = bench.sheet.rows[ONE]
    bench.sheet.put(row_of(ONE, 1, bench.sheet.base[ONE], RowNote("1", silenced=("numbers:Drie",), source="Two")))
    found = (finding("1", "Drie"), finding("4", "", "untranslated"))
    bench.jobs[0].happened.emit(SegmentsChecked(("1", "4"), found, 2, 4))
    assert bench.found == []
    bench.sheet.put(row)
    bench.checks.show([ONE])
    assert bench.found == [[ONE]]


def test_many_rows_that_changed_at_once_are_checked_with_their_file(
    qtbot: QtBot, bench: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("desktop.runtime.translating_checks._MOST_SOON", 1)
    bench.type(ONE, "Een")
    bench.type(TWO, "Twee")
    qtbot.waitUntil(lambda: bool(bench.asked()), timeout=PATIENCE_MS)
    assert bench.asked()[0].whole


def test_checks_that_fail_are_told_and_the_next_file_is_checked(bench: Bench) -> None:
    segments = (Segment("1", "u", TaggedText("Two"), TaggedText("Twee")),)
    bench.sheet.open(OpenFile(JobFile(2, "b"), "XLIFF", "en", "nl", segments), ())
    bench.checks.begin([1, 2, 9])
    bench.jobs[0].failed.emit(Problem(ErrorKind.INPUT, "Too complex."))
    assert [each.message for each in bench.problems] == ["Too complex."]
    assert len(bench.asked()[1].segments) == 1
    bench.checks.forget()
    assert bench.jobs[1].cancelled
    bench.jobs[1].finished.emit(SegmentFindings((finding("1", "Twee"),)))
    assert bench.found == []


def test_a_long_check_that_began_earlier_does_not_take_back_what_a_later_one_said(qtbot: QtBot, bench: Bench) -> None:
    bench.checks.begin([1])
    bench.checks.now(TWO)  # other terms are known meanwhile
    bench.jobs[1].finished.emit(SegmentFindings((finding("2", "Dag", "terms"),)))
    bench.jobs[0].happened.emit(SegmentsChecked(("1", "2"), (), 2, 4))
    assert [each.check for each in bench.sheet.findings(TWO)] == ["terms"]


def test_a_file_whose_checks_ended_with_the_engine_is_checked_when_it_is_back(bench: Bench) -> None:
    bench.checks.begin([1])
    bench.engine.state = EngineState.STOPPED
    bench.jobs[0].failed.emit(Problem(ErrorKind.PROVIDER, "It has stopped."))
    assert (bench.problems, len(bench.asked())) == ([], 1)
    bench.engine.state = EngineState.READY
    bench.engine.state_changed.emit(EngineState.READY)
    assert len(bench.asked()) == 2
    bench.jobs[1].finished.emit(SegmentFindings((finding("1", "Drie"),)))
    assert [each.text for each in bench.sheet.findings(ONE)] == ["Drie"]


def test_rows_whose_check_came_to_nothing_are_asked_for_once_more(qtbot: QtBot, bench: Bench) -> None:
    bench.checks.now(TWO)
    bench.jobs[0].failed.emit(Problem(ErrorKind.TIMEOUT, "It took too long."))
    qtbot.waitUntil(lambda: len(bench.asked()) == 2, timeout=PATIENCE_MS)
    bench.jobs[1].failed.emit(Problem(ErrorKind.TIMEOUT, "It took too long."))
    bench.checks.now(ONE)
    assert [each.segments[0].id for each in bench.asked()] == ["2", "2", "1"]
