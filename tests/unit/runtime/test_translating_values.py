"""The values of the grid: what is kept of the screen comes back as it was."""

from __future__ import annotations

import msgspec

from desktop.core.segment import SegmentState
from desktop.runtime.translating_values import CONFIRMED, Remembered, RowCounts, RowFilter, Show, Work


def test_where_the_writer_was_is_written_down_and_read_again() -> None:
    noted = Remembered(3, 4, "s1", RowFilter(Show.OPEN, states=(SegmentState.DRAFT,), text="a", regex=True), "worst")
    assert msgspec.json.decode(msgspec.json.encode(noted), type=Remembered) == noted
    assert msgspec.json.decode("{}", type=Remembered) == Remembered()


def test_only_what_somebody_vouches_for_is_confirmed() -> None:
    assert {SegmentState.REVIEWED, SegmentState.APPROVED} == CONFIRMED


def test_locked_rows_do_not_count_for_progress() -> None:
    assert RowCounts(all=10, locked=3).to_translate == 7


def test_models_are_shown_before_checks() -> None:
    kinds = list(Work)
    assert kinds.index(Work.TRANSLATING) < kinds.index(Work.MATCHING) < kinds.index(Work.CHECKING)
