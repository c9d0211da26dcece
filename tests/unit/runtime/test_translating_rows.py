"""What the writer does to rows: every deed a step that can be undone, and locked rows stay."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from desktop.core.finding import Severity
from desktop.core.profile import Profile
from desktop.core.segment import SegmentState
from desktop.core.translation import Dimension, ErrorSeverity, OriginKind, RowKey, TranslationError
from desktop.core.translation_finding import SegmentFinding, Side
from desktop.engine.translation_messages import CheckBitext, SegmentFindings
from desktop.runtime.translating_values import RowSearch
from tests.unit.runtime.translating_bench import PATIENCE_MS, Bench

UNTRANSLATED, DRAFT, TRANSLATED, REVIEWED, APPROVED = (
    SegmentState.UNTRANSLATED, SegmentState.DRAFT, SegmentState.TRANSLATED, SegmentState.REVIEWED,
    SegmentState.APPROVED,
)  # fmt: skip

FILE = """<?xml version="1.0"?>
<xliff xmlns="urn:oasis:names:tc:xliff:document:2.0" version="2.0" srcLang="en" trgLang="nl"><file id="f">
<unit id="u1">
<segment id="s1"><source>One bag. Two bags.</source></segment>
<segment id="s2"><source>Three.</source><target>Drie.</target></segment>
</unit>
<unit id="u2"><segment id="s1"><source>Press <ph id="1"/> 12 times.</source></segment></unit>
<unit id="u3"><segment id="s1"><source>Three.</source></segment></unit>
<unit id="u4" translate="no"><segment id="s1"><source>v1.2</source></segment></unit>
</file></xliff>
"""


@pytest.fixture
def desk(qtbot: QtBot, profile: Profile, tmp_path: Path) -> Iterator[Bench]:
    made = Bench(profile)
    path = tmp_path / "shop.xlf"
    path.write_text(FILE, encoding="utf-8")
    made.open_paths(qtbot, [path])
    yield made
    made.close()


@pytest.fixture
def keys(desk: Bench) -> list[RowKey]:
    return list(desk.translating.order)


def state(desk: Bench, key: RowKey) -> SegmentState:
    return desk.row(key).segment.state


def test_typing_makes_a_draft_signs_it_and_is_undone(desk: Bench, keys: list[RowKey]) -> None:
    session = desk.translating
    session.edit(keys[0], "Een")
    session.edit(keys[0], "Een tas. Twee tassen.")
    row = desk.row(keys[0])
    assert (row.segment.target.text, row.segment.state) == ("Een tas. Twee tassen.", DRAFT)
    assert (row.note.origin.kind, row.note.by, bool(row.note.at)) == (OriginKind.TYPED, session.person, True)
    assert session.counts.changed_by_me == 1
    session.undo()
    assert (desk.target(keys[0]), state(desk, keys[0])) == ("", UNTRANSLATED)
    session.redo()
    assert desk.target(keys[0]) == "Een tas. Twee tassen."


def test_a_confirmed_row_fills_its_repetitions_goes_into_the_memory_and_the_next_open_one_comes(
    qtbot: QtBot, desk: Bench, keys: list[RowKey]
) -> None:
    session = desk.translating
    session.go(keys[1])
    session.confirm(keys[1])
    assert (state(desk, keys[1]), desk.target(keys[3]), state(desk, keys[3])) == (REVIEWED, "Drie.", TRANSLATED)
    assert desk.row(keys[3]).note.origin.kind is OriginKind.REPETITION
    assert desk.said == ["1 repetition filled in."]
    assert session.current == keys[2]
    desk.until_kept(qtbot)
    job = session.job
    assert job is not None
    units = desk.store.call(lambda store: store.memory_units(job.memories[0].memory))
    assert [(each.source, each.target, each.before) for each in units] == [("Three.", "Drie.", "One bag. Two bags.")]
    session.confirm(keys[1])
    assert state(desk, keys[1]) is APPROVED
    session.undo()
    session.undo()
    assert (state(desk, keys[1]), desk.target(keys[3])) == (TRANSLATED, "")
    assert session.current == keys[1]


def test_an_empty_row_is_not_confirmed_and_a_confirmed_one_that_is_edited_has_to_be_again(
    desk: Bench, keys: list[RowKey]
) -> None:
    session = desk.translating
    session.confirm(keys[0])
    assert state(desk, keys[0]) is UNTRANSLATED
    assert desk.said == ["There is no translation to confirm yet."]
    session.confirm(keys[1])
    session.edit(keys[1], "Drie!")
    assert state(desk, keys[1]) is TRANSLATED
    session.edit(keys[1], "Drie.")
    assert session.rows[keys[1]].note.target is None  # it is what the file has


def test_a_locked_row_stays_as_it_is(desk: Bench, keys: list[RowKey]) -> None:
    session = desk.translating
    for act in (session.copy_source, session.clear, session.confirm, session.join):
        act(keys[4])
    session.edit(keys[4], "v2")
    session.set_state([keys[4]], APPROVED)
    assert desk.target(keys[4]) == ""
    assert session.undo_label == ""
    assert set(desk.said) == {"This segment is locked."}


def test_states_of_several_rows_are_one_step_and_empty_ones_are_never_confirmed(
    qtbot: QtBot, desk: Bench, keys: list[RowKey]
) -> None:
    session = desk.translating
    session.set_state(keys, REVIEWED)
    memory = session.job.memories[0].memory if session.job is not None else 0
    qtbot.waitUntil(lambda: len(desk.store.call(lambda store: store.memory_units(memory))) == 1, timeout=PATIENCE_MS)
    assert [state(desk, key) for key in keys[:4]] == [UNTRANSLATED, REVIEWED, UNTRANSLATED, UNTRANSLATED]
    session.set_state(keys[:2], SegmentState.REJECTED)
    assert [state(desk, key) for key in keys[:2]] == [SegmentState.REJECTED] * 2
    session.undo()
    assert [state(desk, key) for key in keys[:2]] == [UNTRANSLATED, REVIEWED]


def test_source_tags_and_numbers_are_put_in_by_key(desk: Bench, keys: list[RowKey]) -> None:
    session = desk.translating
    session.edit(keys[2], "Druk ")
    assert session.insert_tag(keys[2], 5) == 8
    assert desk.target(keys[2]) == "Druk {1}"
    assert session.insert_tag(keys[2]) == -1  # it has them all
    assert session.insert_number(keys[2]) == 10
    assert desk.target(keys[2]) == "Druk {1}12"
    session.copy_source(keys[2])
    assert desk.row(keys[2]).segment.target == desk.row(keys[2]).segment.source
    session.clear(keys[2])
    assert state(desk, keys[2]) is UNTRANSLATED


def test_a_row_is_split_written_and_joined_again(qtbot: QtBot, desk: Bench, keys: list[RowKey]) -> None:
    session = desk.translating
    session.edit(keys[0], "Een tas.")
    session.split(keys[0], 9)
    parts = list(session.order[:2])
    assert [desk.row(key).segment.source.text for key in parts] == ["One bag.", "Two bags."]
    assert [desk.target(key) for key in parts] == ["Een tas.", ""]
    assert session.current == parts[0]
    session.edit(parts[1], "Twee tassen.")
    desk.until_kept(qtbot)
    job = session.job
    assert job is not None
    kept = desk.store.call(lambda store: store.job(job.id)).files[0]
    assert [each.splits for each in kept.reshaped] == [(9,)]
    session.join(parts[0])
    assert desk.target(session.order[0]) == "Een tas. Twee tassen."
    session.undo()
    assert [desk.target(key) for key in session.order[:2]] == ["Een tas.", "Twee tassen."]
    session.undo()
    session.undo()
    assert (session.order[0], desk.target(session.order[0])) == (keys[0], "Een tas.")
    assert [session.rows[key].number for key in session.order] == [1, 2, 3, 4, 5]


def test_rows_of_one_paragraph_are_joined_and_others_are_not(desk: Bench, keys: list[RowKey]) -> None:
    session = desk.translating
    session.join(keys[0])
    assert len(session.order) == 4
    assert desk.row(keys[0]).segment.source.text == "One bag. Two bags. Three."
    assert desk.target(keys[0]) == "Drie."
    session.join(keys[0])
    assert desk.problems[0].message == "These two segments cannot be joined."
    session.undo()
    assert [desk.target(key) for key in session.order[:2]] == ["", "Drie."]


def test_where_no_words_would_be_left_a_row_is_not_split(desk: Bench, keys: list[RowKey]) -> None:
    desk.translating.split(keys[0], 0)
    assert desk.problems[0].message == "There are no words on one side of that place."
    assert len(desk.translating.order) == 5


def test_remarks_and_errors_are_signed_kept_and_taken_away(qtbot: QtBot, desk: Bench, keys: list[RowKey]) -> None:
    session = desk.translating
    session.comment(keys[4], "  Is this right?  ")
    session.comment(keys[4], "  ")
    (said,) = desk.row(keys[4]).note.comments
    assert (said.text, said.by, bool(said.at)) == ("Is this right?", session.person, True)
    session.mark_error(keys[1], TranslationError(Dimension.ACCURACY, ErrorSeverity.MAJOR, start=0, end=4))
    (error,) = desk.row(keys[1]).note.errors
    assert (error.by, error.severity) == (session.person, ErrorSeverity.MAJOR)
    desk.until_kept(qtbot)
    notes = {each.segment: each for each in desk.store.call(lambda store: store.row_notes(keys[0].file))}
    assert notes[keys[4].segment].comments == (said,)
    assert notes[keys[1].segment].errors == (error,)
    session.unmark_error(keys[1], error)
    session.uncomment(keys[4], said)
    assert desk.row(keys[1]).note.errors == ()
    assert desk.row(keys[4]).note.comments == ()
    session.undo()
    assert desk.row(keys[4]).note.comments == (said,)


def found(key: RowKey, text: str, *fixes: str) -> SegmentFinding:
    return SegmentFinding(key.segment, "punctuation", Severity.WARNING, Side.TARGET, 0, len(text), text, "No.", fixes)


def test_a_fix_takes_the_place_of_its_words_unless_they_have_changed(desk: Bench, keys: list[RowKey]) -> None:
    session = desk.translating
    session.apply_fix(keys[1], found(keys[1], "Drie", "Vier", "Vijf"), 2)
    assert (desk.target(keys[1]), desk.row(keys[1]).note.origin.kind) == ("Vijf.", OriginKind.FIX)
    session.apply_fix(keys[1], found(keys[1], "Drie", "Vier"))
    assert desk.target(keys[1]) == "Vijf."
    assert desk.said == ["The words have changed since they were checked."]


def test_what_is_silenced_is_said_no_more_and_comes_back_with_undo(
    qtbot: QtBot, desk: Bench, keys: list[RowKey]
) -> None:
    session, told = desk.translating, found(keys[1], "Drie.")
    desk.fake.answers[CheckBitext] = lambda request: SegmentFindings(
        (told,) if any(each.id == keys[1].segment for each in request.segments) else ()
    )
    session.check_again()
    qtbot.waitUntil(lambda: session.findings(keys[1]) == (told,), timeout=PATIENCE_MS)
    session.go(keys[0])
    session.silence(told)
    assert session.findings(keys[1]) == ()
    session.undo()
    qtbot.waitUntil(lambda: session.findings(keys[1]) == (told,), timeout=PATIENCE_MS)


def test_words_are_found_and_replaced_over_rows_in_one_step(desk: Bench, keys: list[RowKey]) -> None:
    session = desk.translating
    session.edit(keys[0], "drie tassen, Drie")
    session.edit(keys[2], "driehoek {1}")
    assert len(session.occurrences(RowSearch("drie"))) == 4
    assert session.replace(RowSearch("drie", whole_word=True), "vier") == 3
    assert [desk.target(key) for key in keys[:3]] == ["vier tassen, vier", "vier.", "driehoek {1}"]
    session.undo()
    assert [desk.target(key) for key in keys[:3]] == ["drie tassen, Drie", "Drie.", "driehoek {1}"]
    assert session.replace(RowSearch("drie"), "zes", keys[2]) == 1
    assert session.replace(RowSearch("(", regex=True), "zes") == 0
    assert session.occurrences(RowSearch("(", regex=True)) == []
    assert len(desk.problems) == 2


def test_a_row_that_is_not_there_any_more_is_asked_for_without_harm(desk: Bench, keys: list[RowKey]) -> None:
    session, gone = desk.translating, RowKey(99, "x")
    assert (session.score(gone), session.score_reason(gone), session.term_hits(gone)) == (None, "", ())
    assert (session.insert_tag(gone, 3), session.insert_number(gone, 4), session.insert_term(gone, 1, 5)) == (3, 4, 5)
    for act in (session.confirm, session.copy_source, session.clear, session.join, session.go, session.accept_other):
        act(gone)
    session.edit(gone, "x")
    session.split(gone, 1)
    session.comment(gone, "x")
    session.set_state([gone], REVIEWED)
    assert (session.undo_label, desk.problems) == ("", [])


def test_a_repetition_that_somebody_wrote_keeps_its_words(desk: Bench, keys: list[RowKey]) -> None:
    session = desk.translating
    session.edit(keys[3], "Drieën.")
    session.confirm(keys[1])
    assert (desk.target(keys[3]), state(desk, keys[3])) == ("Drieën.", DRAFT)
    session.clear(keys[3])
    session.confirm(keys[1])
    assert desk.target(keys[3]) == "Drie."


def test_remarks_and_errors_stay_with_the_words_that_are_split_and_joined(desk: Bench, keys: list[RowKey]) -> None:
    session = desk.translating
    session.edit(keys[0], "Een tas.")
    session.comment(keys[0], "One?")
    session.comment(keys[1], "Three?")
    session.mark_error(keys[1], TranslationError(Dimension.ACCURACY, ErrorSeverity.MAJOR, start=0, end=4))
    session.join(keys[0])
    note = desk.row(keys[0]).note
    assert [each.text for each in note.comments] == ["One?", "Three?"]
    (error,) = note.errors
    assert desk.target(keys[0])[error.start : error.end] == "Drie"
    session.split(keys[0], 9)
    assert [each.text for key in session.order[:2] for each in desk.row(key).note.comments] == ["One?", "Three?"]
    session.undo()
    session.undo()
    assert [each.text for each in desk.row(keys[1]).note.comments] == ["Three?"]
    assert desk.row(keys[1]).note.errors[0].end == 4


def test_a_file_is_never_kept_split_without_its_words(desk: Bench, keys: list[RowKey]) -> None:
    session = desk.translating
    session.edit(keys[0], "Een tas. Twee tassen.")
    session.split(keys[0], 9)
    file, first = keys[0].file, session.order[0].segment
    notes = desk.store.call(lambda store: {each.segment: each.target for each in store.row_notes(file)})
    assert notes[first] == "Een tas. Twee tassen."  # the program may be killed now
    session.undo()
    notes = desk.store.call(lambda store: {each.segment: each.target for each in store.row_notes(file)})
    assert notes[keys[0].segment] == "Een tas. Twee tassen."
