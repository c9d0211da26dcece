"""The score of a row, made when it is asked for and forgotten when the row changes."""

from __future__ import annotations

import msgspec

from desktop.core.finding import Severity
from desktop.core.segment import Segment, TaggedText
from desktop.core.translation import JobFile, RowKey, RowNote
from desktop.core.translation_finding import SegmentFinding, Side
from desktop.runtime.translating_scores import Scores
from desktop.runtime.translating_sheet import OpenFile, Sheet

KEY = RowKey(1, "1")
FINDING = SegmentFinding("1", "numbers", Severity.ERROR, Side.TARGET, 0, 1, "6", "No.")


def test_a_score_is_kept_until_it_is_forgotten() -> None:
    sheet = Sheet()
    segment = Segment("1", "u", TaggedText("Two bags for five"), TaggedText("Twee tassen voor zes"))
    sheet.open(OpenFile(JobFile(1, "a"), "XLIFF", "en", "nl", (segment,)), ())
    scores = Scores(sheet)
    assert scores.of(KEY) == (None, ())
    sheet.find(KEY, (FINDING,))
    assert scores.of(KEY) == (None, ())
    scores.forget(KEY)
    known, reasons = scores.of(KEY)
    assert known is not None
    assert known < 60
    assert reasons == ("number wrong",)
    row = sheet.rows[KEY]
    sheet.put(msgspec.structs.replace(row, note=RowNote("1", estimate=20.0)))
    scores.forget_all()
    assert (scores.of(KEY)[0] or 100) < known
