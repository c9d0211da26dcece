"""What was changed in machine output: chrF, TER, edit distance, by model and file."""

from __future__ import annotations

import subprocess
import sys

import pytest

from desktop.core.quality import PostEditing
from desktop.core.segment import Segment, SegmentState, TaggedText
from desktop.core.translation import Origin, OriginKind, Row, RowKey, RowNote
from desktop.statistics.post_editing import Edited, edited_of, post_editing

SAME = Edited("a.xlf", "one/model", "De waterkoker is leeg.", "De waterkoker is leeg.")
OTHER = Edited("b.xlf", "other/model", "De ketel is op.", "De waterkoker is leeg.")


def test_what_stayed_has_full_marks() -> None:
    figures = post_editing([SAME]).total
    assert figures is not None
    assert (figures.segments, figures.unchanged, figures.ter, figures.distance) == (1, 1, 0, 0)
    assert figures.chrf == pytest.approx(100)


def test_ter_counts_edits_for_each_word_of_the_final_text() -> None:
    figures = post_editing([Edited("a", "m", "Een rode jas kost veel", "Een blauwe jas kost veel")]).total
    assert figures is not None
    assert figures.ter == pytest.approx(20)  # one of five words
    assert figures.distance == pytest.approx(5 / 24)
    assert 50 < figures.chrf < 100


def test_figures_come_by_model_and_by_file() -> None:
    found = post_editing([SAME, OTHER, SAME])
    assert [(each.name, each.segments) for each in found.models] == [("one/model", 2), ("other/model", 1)]
    assert [each.name for each in found.files] == ["a.xlf", "b.xlf"]
    assert found.total is not None
    assert found.models[1].ter > found.total.ter > found.models[0].ter
    assert post_editing([]) == PostEditing()


def test_only_confirmed_machine_output_counts() -> None:
    def row(number: int, state: SegmentState, machine: str, target: str | None) -> Row:
        segment = Segment(str(number), "", TaggedText("Source"), TaggedText("Uit bestand"))
        origin = Origin(OriginKind.MODEL, model="m")
        note = RowNote(str(number), target, state, machine=machine, machine_origin=origin)
        return Row(RowKey(7, str(number)), number, segment, note)

    rows = [
        row(1, SegmentState.REVIEWED, "Machine", "Mens"),
        row(2, SegmentState.DRAFT, "Machine", "Mens"),
        row(3, SegmentState.APPROVED, "", "Mens"),
        row(4, SegmentState.APPROVED, "Machine", None),
        row(5, SegmentState.APPROVED, "Machine", " "),
        row(6, SegmentState.TRANSLATED, "Machine", "Machine"),
    ]
    assert edited_of(rows, {7: "a.xlf"}) == [
        Edited("a.xlf", "m", "Machine", "Mens"),
        Edited("a.xlf", "m", "Machine", "Uit bestand"),
    ]


def test_the_library_is_not_loaded_before_something_is_counted() -> None:
    loaded = "bool({'sacrebleu', 'rapidfuzz'} & set(sys.modules))"
    code = f"import sys, desktop.statistics.post_editing; sys.exit({loaded})"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
