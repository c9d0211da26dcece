"""Steps over rows: letters go together, runs of a model go together, and nothing else does."""

from __future__ import annotations

from desktop.core.segment import Segment, TaggedText
from desktop.core.translation import Row, RowKey, RowNote
from desktop.runtime.translating_undo import RowStep, RowUndo

ONE, TWO = RowKey(1, "1"), RowKey(1, "2")


def row(key: RowKey, target: str) -> Row:
    return Row(key, 1, Segment(key.segment, "u", TaggedText("s"), TaggedText(target)), RowNote(key.segment))


def step(key: RowKey, before: str, after: str, *, typed: bool = False, run: str = "") -> RowStep:
    return RowStep("Type", key, {key: row(key, before)}, {key: row(key, after)}, typed=typed, run=run)


class Clock:
    now = 100.0

    def __call__(self) -> float:
        return self.now


def said(found: RowStep | None) -> tuple[dict[str, str], dict[str, str]]:
    assert found is not None
    return (
        {key.segment: each.segment.target.text for key, each in found.before.items()},
        {key.segment: each.segment.target.text for key, each in found.after.items()},
    )


def test_letters_in_one_row_are_one_step_until_there_is_a_pause() -> None:
    clock = Clock()
    undo = RowUndo(clock)
    undo.note(step(ONE, "", "a", typed=True))
    undo.note(step(ONE, "a", "ab", typed=True))
    clock.now += 3
    undo.note(step(ONE, "ab", "abc", typed=True))
    assert said(undo.undo()) == ({"1": "ab"}, {"1": "abc"})
    assert said(undo.undo()) == ({"1": ""}, {"1": "ab"})
    assert undo.undo() is None
    assert said(undo.redo()) == ({"1": ""}, {"1": "ab"})


def test_another_row_a_pause_or_another_deed_is_a_step_of_its_own() -> None:
    undo = RowUndo(Clock())
    undo.note(step(ONE, "", "a", typed=True))
    undo.note(step(TWO, "", "b", typed=True))
    undo.note(step(TWO, "b", "", typed=False))
    undo.note(step(TWO, "", "c", typed=True))
    undo.pause()
    undo.note(step(TWO, "c", "cd", typed=True))
    assert [said(undo.undo())[0] for _ in range(5)] == [{"2": "c"}, {"2": ""}, {"2": "b"}, {"2": ""}, {"1": ""}]


def test_what_one_run_of_a_model_did_is_one_step() -> None:
    undo = RowUndo(Clock())
    undo.note(step(ONE, "", "een", run="r1"))
    undo.note(step(TWO, "", "twee", run="r1"))
    undo.note(step(ONE, "een", "uno", run="r2"))
    assert said(undo.undo()) == ({"1": "een"}, {"1": "uno"})
    assert said(undo.undo()) == ({"1": "", "2": ""}, {"1": "een", "2": "twee"})


def test_a_new_step_leaves_nothing_to_do_again() -> None:
    undo = RowUndo(Clock())
    undo.note(step(ONE, "", "a"))
    undo.undo()
    assert (undo.undo_label, undo.redo_label) == ("", "Type")
    undo.note(step(ONE, "", "b"))
    assert (undo.undo_label, undo.redo_label) == ("Type", "")
    undo.forget()
    assert undo.undo() is None
