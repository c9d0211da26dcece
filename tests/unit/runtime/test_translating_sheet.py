"""The rows of a job, counted as they change."""

from __future__ import annotations

import msgspec

from desktop.core.finding import Severity
from desktop.core.segment import Change, Segment, SegmentState, TaggedText
from desktop.core.translation import JobFile, Origin, OriginKind, Reshaping, RowKey, RowNote
from desktop.core.translation_finding import SegmentFinding, Side
from desktop.runtime.translating_sheet import OpenFile, Sheet, is_mine, row_of, with_note
from desktop.runtime.translating_values import RowCounts

FINDING = SegmentFinding("1", "numbers", Severity.ERROR, Side.TARGET, 0, 1, "6", "No.")


def segments() -> tuple[Segment, ...]:
    return (
        Segment("1", "u", TaggedText("Two bags"), TaggedText("Twee"), SegmentState.DRAFT),
        Segment("2", "u", TaggedText("Two bags")),
        Segment("3", "u", TaggedText("Bye"), TaggedText("Dag"), SegmentState.REVIEWED),
        Segment("4", "u", TaggedText("v1"), locked=True),
    )


def sheet(*notes: RowNote) -> Sheet:
    made = Sheet()
    made.open(OpenFile(JobFile(7, "a.xlf"), "XLIFF", "en", "nl", segments()), notes)
    return made


def test_every_sort_of_row_is_counted() -> None:
    made = sheet()
    assert made.counts == RowCounts(4, 1, 0, 1, 0, 1, 4, 5, 1)
    assert made.counts.to_translate == 3
    made.find(RowKey(7, "1"), (FINDING,))
    assert made.counts.with_findings == 1
    row = made.rows[RowKey(7, "2")]
    typed = RowNote("2", "Twee tassen", SegmentState.REVIEWED, Origin(OriginKind.TYPED))
    made.put(msgspec.structs.replace(row, segment=with_note(row.segment, typed), note=typed))
    assert made.counts == RowCounts(4, 1, 1, 0, 1, 2, 2, 5, 1)
    made.close(7)
    assert made.counts == RowCounts()
    assert made.rows == {}


def test_counts_after_many_changes_are_those_of_a_fresh_sheet() -> None:
    made = sheet()
    for key, row in list(made.rows.items()):
        note = RowNote(key.segment, "x", SegmentState.TRANSLATED, Origin(OriginKind.TYPED))
        made.put(msgspec.structs.replace(row, segment=with_note(row.segment, note), note=note))
    fresh = sheet(*(row.note for row in made.rows.values()))
    assert made.counts == fresh.counts


def test_what_was_done_to_rows_comes_back_and_a_changed_source_is_marked() -> None:
    made = sheet(
        RowNote("1", "Twee tassen", SegmentState.APPROVED, Origin(OriginKind.TYPED), source="Two bags"),
        RowNote("3", "Doei", SegmentState.DRAFT, source="Goodbye"),
        RowNote("gone", "weg", SegmentState.DRAFT),
    )
    first, third = made.rows[RowKey(7, "1")], made.rows[RowKey(7, "3")]
    assert (first.segment.target.text, first.segment.state) == ("Twee tassen", SegmentState.APPROVED)
    assert (first.changed_source, third.changed_source) == (False, True)
    assert is_mine(first)
    assert len(made.rows) == 4


def test_rows_with_one_source_and_their_neighbours_are_known() -> None:
    made = sheet()
    assert made.same_source(RowKey(7, "2")) == (RowKey(7, "1"), RowKey(7, "2"))
    assert made.is_repeated(RowKey(7, "1"))
    assert not made.is_repeated(RowKey(7, "3"))
    assert made.around(RowKey(7, "1")) == ("", "Two bags")
    assert made.around(RowKey(7, "4")) == ("Bye", "")


def test_changes_are_what_differs_from_the_file() -> None:
    made = sheet(RowNote("1", "Twee", SegmentState.DRAFT), RowNote("2", "Twee tassen", SegmentState.TRANSLATED))
    assert made.changes(7) == {"2": Change(TaggedText("Twee tassen"), SegmentState.TRANSLATED)}


def test_a_file_is_reshaped_in_its_place_and_the_other_rows_stay() -> None:
    made = sheet()
    made.find(RowKey(7, "3"), (FINDING,))
    before = made.rows[RowKey(7, "3")]
    new = made.reshape(7, (Reshaping("1", (4,)),))
    assert new == [RowKey(7, "1#1"), RowKey(7, "1#2")]
    assert [key.segment for key in made.keys] == ["1#1", "1#2", "2", "3", "4"]
    assert [made.rows[key].number for key in made.keys] == [1, 2, 3, 4, 5]
    assert made.rows[RowKey(7, "3")].segment is before.segment
    assert made.findings(RowKey(7, "3")) == (FINDING,)
    assert made.base_of(RowKey(7, "1#2")).id == "1"
    assert made.reshape(7, ()) == [RowKey(7, "1")]
    assert made.counts == msgspec.structs.replace(sheet().counts, with_findings=1)


def test_two_files_stay_apart() -> None:
    made = sheet()
    made.open(OpenFile(JobFile(8, "b.xlf"), "XLIFF", "en", "nl", segments()), ())
    assert made.of_file(8) == tuple(RowKey(8, each) for each in "1234")
    assert made.around(RowKey(8, "1"))[0] == ""
    assert len(made.same_source(RowKey(8, "1"))) == 4


def test_a_row_without_a_note_is_the_files() -> None:
    segment = segments()[0]
    row = row_of(RowKey(7, "1"), 1, segment, None)
    assert row.segment is segment
    assert row.note == RowNote("1", source="Two bags")
