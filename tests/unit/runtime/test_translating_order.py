"""Which rows are shown, and in which order."""

from __future__ import annotations

import time

import pytest

from desktop.core.errors import UserError
from desktop.core.finding import Severity
from desktop.core.segment import Segment, SegmentState, TaggedText
from desktop.core.translation import Comment, JobFile, Origin, OriginKind, RowKey, RowNote
from desktop.core.translation_finding import SegmentFinding, Side
from desktop.runtime.translating_order import Patient, compiled, ordered
from desktop.runtime.translating_sheet import OpenFile, Sheet
from desktop.runtime.translating_values import EVERY_ROW, RowFilter, Show

SCORES = {"1": 90.0, "2": 10.0, "3": None, "4": 50.0}


@pytest.fixture
def sheet() -> Sheet:
    made = Sheet()
    segments = (
        Segment("1", "u", TaggedText("Two Bags"), TaggedText("Twee tassen"), SegmentState.REVIEWED),
        Segment("2", "u", TaggedText("Two Bags"), TaggedText("Drie"), SegmentState.DRAFT),
        Segment("3", "u", TaggedText("Bye"), TaggedText("Straße"), SegmentState.TRANSLATED),
        Segment("4", "u", TaggedText("Locked"), locked=True),
    )
    notes = (
        RowNote("1", match=100, comments=(Comment("?"),), source="Two Bags"),
        RowNote("2", "Drie", SegmentState.DRAFT, Origin(OriginKind.TYPED), match=75, source="One bag"),
    )
    made.open(OpenFile(JobFile(7, "a.xlf"), "XLIFF", "en", "nl", segments), notes)
    made.open(OpenFile(JobFile(8, "b.xlf"), "XLIFF", "en", "nl", segments[:0]), ())
    made.find(RowKey(7, "2"), (SegmentFinding("2", "numbers", Severity.ERROR, Side.TARGET, 0, 4, "Drie", "No."),))
    return made


def shown(sheet: Sheet, chosen: RowFilter = EVERY_ROW, sort: str = "order") -> str:
    return "".join(key.segment for key in ordered(sheet, chosen, sort, lambda key: SCORES[key.segment]))


def test_the_worst_comes_first_and_what_nobody_can_judge_last(sheet: Sheet) -> None:
    assert shown(sheet, sort="order") == "1234"
    assert shown(sheet, sort="worst") == "2134"
    assert shown(sheet, sort="match") == "3421"


@pytest.mark.parametrize(
    ("chosen", "found"),
    [
        (RowFilter(Show.TO_REVIEW), "23"),
        (RowFilter(Show.WITH_FINDINGS), "2"),
        (RowFilter(Show.EMPTY), ""),
        (RowFilter(Show.CHANGED_BY_ME), "2"),
        (RowFilter(Show.CONFIRMED), "1"),
        (RowFilter(Show.OPEN), "23"),
        (RowFilter(Show.REPEATED), "12"),
        (RowFilter(Show.COMMENTED), "1"),
        (RowFilter(Show.WITH_ERRORS), ""),
        (RowFilter(Show.CHANGED_SOURCE), "2"),
        (RowFilter(states=(SegmentState.DRAFT, SegmentState.REVIEWED)), "12"),
        (RowFilter(checks=("numbers",)), "2"),
        (RowFilter(checks=("tags",)), ""),
        (RowFilter(severity=Severity.ERROR), "2"),
        (RowFilter(severity=Severity.INFO), ""),
        (RowFilter(match_from=75), "12"),
        (RowFilter(match_from=75, match_below=100), "2"),
        (RowFilter(score_below=60), "24"),
        (RowFilter(text="bags"), "12"),
        (RowFilter(text="bags", case=True), ""),
        (RowFilter(text="strasse"), "3"),
        (RowFilter(text="tas", in_source=False), "1"),
        (RowFilter(text="tas", in_target=False), ""),
        (RowFilter(text="^d", regex=True), "2"),
        (RowFilter(Show.OPEN, text="two"), "2"),
        (RowFilter(file=8), ""),
        (RowFilter(file=7, match_below=75), "34"),
    ],
)
def test_filters(sheet: Sheet, chosen: RowFilter, found: str) -> None:
    assert shown(sheet, chosen) == found


def test_everything_is_everything_however_it_would_be_looked_for() -> None:
    assert RowFilter(regex=True, case=True, in_source=False).is_everything
    assert not RowFilter(text="a").is_everything


def test_an_expression_that_is_wrong_or_takes_too_long_is_refused(sheet: Sheet) -> None:
    with pytest.raises(UserError, match="position 1"):
        shown(sheet, RowFilter(text="(", regex=True))
    patient = Patient(compiled(r"(a|aa|a?)+(a|aa)+$(b|c)+", case=True), within_s=0.2)
    began = time.monotonic()
    with pytest.raises(UserError, match="too long"):
        patient.found("a" * 5000 + "!")
    assert time.monotonic() - began < 5


def test_a_row_without_a_translation_is_worse_than_any_with_one() -> None:
    made = Sheet()
    empty = Segment("3", "u", TaggedText("Bye"))
    judged = Segment("2", "u", TaggedText("Two"), TaggedText("Drie"), SegmentState.DRAFT)
    unknown = Segment("1", "u", TaggedText("One"), TaggedText("Een"), SegmentState.DRAFT)
    made.open(OpenFile(JobFile(7, "a.xlf"), "XLIFF", "en", "nl", (unknown, judged, empty)), ())
    scores = {"1": None, "2": 10.0, "3": None}
    keys = ordered(made, EVERY_ROW, "worst", lambda key: scores[key.segment])
    assert [key.segment for key in keys] == ["3", "2", "1"]
