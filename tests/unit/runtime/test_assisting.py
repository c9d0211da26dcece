"""The assistant on some words: what is asked, proposed, accepted piece by piece, followed and withdrawn."""

from __future__ import annotations

import itertools
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop.checks.difference import Op, Piece, difference
from desktop.core.brief import Brief, Kind
from desktop.core.copy import Copy
from desktop.core.draft import Draft, Variant
from desktop.core.errors import Cancelled, ErrorKind, Problem, Remedy
from desktop.core.events import Delta, FieldReplaced, FieldStarted, Progress, VariantDone
from desktop.core.finding import Finding, Severity
from desktop.core.ids import DraftId
from desktop.core.post import Post
from desktop.core.wishes import Wish, WishName
from desktop.engine.messages import Write, Written
from desktop.runtime.assisting import Assistant
from desktop.runtime.assisting_values import (
    Change,
    Decision,
    Phase,
    Same,
    copy_place,
    proposal_of,
    translation,
)
from desktop.runtime.notices import Notice
from desktop.runtime.session import Place
from tests.fakes.desk import FakeDesk

OLD = "The fridge seems in actual fact like a sensible place for every single tin."
NEW = "The fridge seems like a sensible place for each tin."
BODY = f"# Tea\n\nBefore it.\n\n{OLD}\n\nAfter it.\n"
SHORTER, SIMPLER = Wish(WishName.SHORTER), Wish(WishName.SIMPLER)


@pytest.fixture
def desk(qapp: QApplication) -> FakeDesk:
    made = FakeDesk()
    made.session.open(Draft(DraftId("d1"), Kind.BLOG, Brief(Kind.BLOG, "Tea", post=Post()), Copy({"body": BODY})))
    return made


@pytest.fixture
def assistant(desk: FakeDesk) -> Assistant:
    made = desk.posting.assistant
    begin(desk, made)
    return made


def begin(desk: FakeDesk, assistant: Assistant, words: str = OLD) -> None:
    at = body(desk).index(words)
    assert assistant.begin(copy_place(desk.session, "body"), at, at + len(words))


def body(desk: FakeDesk) -> str:
    return desk.session.draft.copy.text("body")


def answer(desk: FakeDesk, new: str, *findings: Finding, error: Problem | None = None) -> None:
    """End the last job as the engine does."""
    variant = Variant(
        "v1", "local", "rewrite/1", Copy({"selection": new}), findings=findings, complete=error is None, error=error
    )
    desk.engine.jobs[-1].finished.emit(Written("en", (variant,)))


def propose(desk: FakeDesk, assistant: Assistant, new: str = NEW, wish: Wish = SHORTER) -> None:
    assistant.ask(wish)
    answer(desk, new)


def type_in(desk: FakeDesk, change: Callable[[str], str]) -> None:
    desk.session.set_field("body", change(body(desk)), "Typing")


# What is asked


def test_the_words_are_asked_for_as_a_selection_and_stream_in(desk: FakeDesk, assistant: Assistant) -> None:
    assistant.ask(Wish(WishName.TONE, "Warm"))
    request = desk.engine.of(Write)[0]
    assert (request.fields, request.copy, request.instruction) == (
        ("selection",), Copy({"selection": OLD}), "tone:Warm",
    )  # fmt: skip
    job = desk.engine.jobs[-1]
    job.happened.emit(FieldStarted("v1", "selection"))
    job.happened.emit(Delta("v1", "selection", "The fridge "))
    job.happened.emit(Delta("v1", "selection", "seems"))
    assert (assistant.state.phase, assistant.state.text) == (Phase.ASKING, "The fridge seems")
    job.happened.emit(Progress("rewrite", "Rewriting 3 pieces", 1, 3, "fields"))
    assert assistant.state.note == "Rewriting 3 pieces: 2 of 3"
    job.happened.emit(FieldReplaced("v1", "selection", NEW))
    assert assistant.state.text == NEW
    assert body(desk) == BODY


def test_white_space_around_the_words_stays_out_and_nothing_is_no_selection(
    desk: FakeDesk, assistant: Assistant
) -> None:
    place = copy_place(desk.session, "body")
    at = BODY.index(OLD)
    assert assistant.begin(place, at - 2, at + len(OLD) + 2)
    assert assistant.words == OLD
    assert not assistant.begin(place, at - 2, at)
    assert assistant.words == OLD


def test_a_language_by_its_code_is_translated_and_any_other_is_a_wish_in_words() -> None:
    assert translation("NL") == Wish(WishName.TRANSLATE, "nl")
    assert translation("French").name is WishName.FREE
    assert "French" in str(translation("French"))


# Deciding


def test_each_accepted_change_is_a_step_of_undo_and_undo_opens_it_again(desk: FakeDesk, assistant: Assistant) -> None:
    propose(desk, assistant)
    proposal = assistant.state.proposal
    assert proposal is not None
    assert [(each.old, each.new) for each in proposal.changes] == [("in actual fact ", ""), ("every single", "each")]
    assert body(desk) == BODY
    assistant.accept(1)
    assert body(desk) == BODY.replace("every single", "each")
    assistant.accept(0)
    assert body(desk) == BODY.replace(OLD, NEW)
    desk.session.undo()
    assert body(desk) == BODY.replace("every single", "each")
    assert assistant.state.proposal is not None
    assert assistant.state.proposal.decisions == (Decision.OPEN, Decision.ACCEPTED)
    desk.session.redo()
    assert assistant.state.proposal.decisions == (Decision.ACCEPTED, Decision.ACCEPTED)
    assistant.reject(1)
    assert body(desk) == BODY.replace("in actual fact ", "")
    assert assistant.words == NEW.replace("each", "every single")


def test_a_rejected_change_leaves_the_text_and_no_step_of_undo(desk: FakeDesk, assistant: Assistant) -> None:
    propose(desk, assistant)
    assistant.reject(0)
    assert assistant.state.proposal is not None
    assert assistant.state.proposal.open == (1,)
    assert desk.session.undo_label == ""
    assistant.accept_all()
    assert body(desk) == BODY.replace("every single", "each")
    assert desk.session.undo_label == "Accept all changes"
    desk.session.undo()
    assert body(desk) == BODY


def test_rejecting_all_decides_what_is_open(desk: FakeDesk, assistant: Assistant) -> None:
    propose(desk, assistant)
    assistant.accept(0)
    assistant.reject_all()
    assert assistant.state.proposal is not None
    assert assistant.state.proposal.decisions == (Decision.ACCEPTED, Decision.REJECTED)
    assert body(desk) == BODY.replace("in actual fact ", "")


def test_again_asks_for_the_words_as_they_are_by_then(desk: FakeDesk, assistant: Assistant) -> None:
    propose(desk, assistant)
    assistant.accept(0)
    assistant.again()
    request = desk.engine.of(Write)[-1]
    assert request.copy.text("selection") == OLD.replace("in actual fact ", "")
    assert request.instruction == "shorter"
    answer(desk, NEW)
    assert assistant.state.proposal is not None
    assert len(assistant.state.proposal.changes) == 1


def test_closing_keeps_the_old_text_of_what_is_open(desk: FakeDesk, assistant: Assistant) -> None:
    propose(desk, assistant)
    assistant.accept(1)
    assistant.close()
    assert not assistant.active
    assert body(desk) == BODY.replace("every single", "each")


def test_a_long_text_is_compared_beside_the_window(desk: FakeDesk, assistant: Assistant, qtbot: QtBot) -> None:
    long = " ".join(f"Sentence number {number} is about tea." for number in range(100))
    type_in(desk, lambda text: text.replace(OLD, long))
    begin(desk, assistant, long)
    propose(desk, assistant, long.replace("about tea", "about green tea"))
    qtbot.waitUntil(lambda: assistant.state.phase is Phase.PROPOSED)
    assert assistant.state.proposal is not None
    assert len(assistant.state.proposal.changes) == 100
    assistant.accept(50)
    assert body(desk).count("green") == 1


# The text meanwhile


def test_words_are_followed_when_the_text_before_and_behind_changes(desk: FakeDesk, assistant: Assistant) -> None:
    assistant.ask(SHORTER)
    type_in(desk, lambda text: text.replace("Before it.", "Long before it was so.").replace("After", "Thereafter"))
    answer(desk, NEW)
    type_in(desk, lambda text: text.replace("# Tea\n\n", ""))
    assistant.accept_all()
    assert body(desk) == f"Long before it was so.\n\n{NEW}\n\nThereafter it.\n"


def test_words_that_move_with_their_section_are_followed(desk: FakeDesk, assistant: Assistant) -> None:
    propose(desk, assistant)
    type_in(desk, lambda _text: f"{OLD}\n\n# Tea\n\nBefore it.\n\nAfter it.\n")
    assistant.accept_all()
    assert body(desk).startswith(f"{NEW}\n\n# Tea")


def test_a_change_of_the_words_themselves_withdraws_the_proposal_and_says_so(
    desk: FakeDesk, assistant: Assistant, qtbot: QtBot
) -> None:
    posted: list[Notice] = []
    desk.notices.posted.connect(posted.append)
    propose(desk, assistant)
    with qtbot.waitSignal(assistant.withdrawn):
        type_in(desk, lambda text: text.replace("sensible", "good"))
    assert not assistant.active
    assert posted[-1].title == "The proposal is gone, because its text was changed."
    assistant.accept_all()
    assert body(desk) == BODY.replace("sensible", "good")


def test_an_answer_for_words_that_are_gone_is_not_heard(desk: FakeDesk, assistant: Assistant) -> None:
    assistant.ask(SHORTER)
    job = desk.engine.jobs[-1]
    type_in(desk, lambda text: text.replace("sensible", "good"))
    assert job.cancelled
    assert assistant.state.phase is Phase.IDLE
    answer(desk, NEW)
    assert assistant.state.phase is Phase.IDLE


def test_another_draft_ends_it(desk: FakeDesk, assistant: Assistant) -> None:
    propose(desk, assistant)
    desk.session.open(Draft(DraftId("d2"), Kind.BLOG, Brief(Kind.BLOG, post=Post()), Copy({"body": BODY})))
    assert not assistant.active


def test_nothing_is_asked_or_changed_while_a_model_writes(desk: FakeDesk, assistant: Assistant) -> None:
    propose(desk, assistant)
    desk.session.begin_writing("Write")
    assert not assistant.free
    assistant.accept_all()
    assistant.ask(SIMPLER)
    assert body(desk) == BODY
    assert len(desk.engine.jobs) == 1
    desk.session.end_writing()
    assistant.accept_all()
    assert body(desk) == BODY.replace(OLD, NEW)


# Results beside the words


def test_what_goes_on_is_inserted_behind_the_words(desk: FakeDesk, assistant: Assistant) -> None:
    propose(desk, assistant, f"{OLD}\n\nIt is damp there.", Wish(WishName.CONTINUE))
    assert (assistant.state.phase, assistant.state.text) == (Phase.ANSWERED, "\n\nIt is damp there.")
    assistant.insert()
    assert body(desk) == BODY.replace(OLD, f"{OLD}\n\nIt is damp there.")
    assert not assistant.active
    desk.session.undo()
    assert body(desk) == BODY


@pytest.mark.parametrize("name", [WishName.SUMMARISE, WishName.EXPLAIN])
def test_a_summary_stands_beside_and_is_put_below_or_in_the_place(desk: FakeDesk, name: WishName) -> None:
    assistant = desk.posting.assistant
    begin(desk, assistant, "fridge seems")
    propose(desk, assistant, "Not the fridge.", Wish(name))
    assert assistant.state.phase is Phase.ANSWERED
    assistant.insert()
    assert body(desk) == BODY.replace(OLD, f"{OLD}\n\nNot the fridge.")
    desk.session.undo()
    begin(desk, assistant)
    propose(desk, assistant, "Not the fridge.", Wish(name))
    assistant.replace()
    assert body(desk) == BODY.replace(OLD, "Not the fridge.")


# What is not whole


def test_an_error_is_a_notice_whose_retry_asks_again(desk: FakeDesk, assistant: Assistant) -> None:
    posted: list[Notice] = []
    desk.notices.posted.connect(posted.append)
    assistant.ask(SHORTER)
    problem = Problem(ErrorKind.PROVIDER, "The model broke off.", remedy=Remedy.RETRY)
    desk.engine.jobs[-1].failed.emit(problem)
    assert (assistant.state.phase, assistant.state.problem) == (Phase.READY, problem)
    assert posted[-1].title == "The model broke off."
    posted[-1].answers[0].action()
    assert assistant.state.phase is Phase.ASKING
    assert len(desk.engine.of(Write)) == 2


def test_stop_keeps_the_pieces_that_came_whole_and_says_that_it_is_not_all(
    desk: FakeDesk, assistant: Assistant
) -> None:
    assistant.ask(SHORTER)
    job = desk.engine.jobs[-1]
    assistant.stop()
    assert job.cancelled
    part = OLD.replace("in actual fact ", "")
    stopped = Cancelled().problem
    job.happened.emit(
        VariantDone(Variant("v1", "local", "rewrite/1", Copy({"selection": part}), complete=False, error=stopped))
    )
    job.failed.emit(stopped)
    assert assistant.state.phase is Phase.PROPOSED
    assert assistant.state.note == "The answer is not whole: what came of it is shown."
    assert assistant.state.problem is None


def test_a_stop_before_anything_came_leaves_the_text(desk: FakeDesk, assistant: Assistant) -> None:
    assistant.ask(SHORTER)
    assistant.stop()
    desk.engine.jobs[-1].failed.emit(Cancelled().problem)
    assert assistant.state.phase is Phase.READY
    assert assistant.state.note == "Stopped. The text is as it was."


def test_the_same_text_is_no_proposal(desk: FakeDesk, assistant: Assistant) -> None:
    propose(desk, assistant, OLD)
    assert assistant.state.phase is Phase.READY
    assert assistant.state.note == "The model would change nothing here."


def test_a_piece_that_kept_its_old_text_is_told_with_its_place(desk: FakeDesk, assistant: Assistant) -> None:
    assistant.ask(SHORTER)
    finding = Finding(
        "rewrite.kept", Severity.WARNING, "selection", 4, 10, "fridge", "It would have lost the number 5."
    )
    answer(desk, NEW, finding)
    assert [(each.start, each.end, each.reason) for each in assistant.state.kept] == [
        (4, 10, "It would have lost the number 5.")
    ]


def test_lines_of_a_list_field_stay_items(desk: FakeDesk) -> None:
    desk.session.set_copy(Copy({"bullets": ("One long item", "Two")}), Place("copy"), "Test")
    assistant = desk.posting.assistant
    assert assistant.begin(copy_place(desk.session, "bullets"), 0, 13)
    propose(desk, assistant, "One item")
    assistant.accept_all()
    assert desk.session.draft.copy.fields["bullets"] == ("One item", "Two")


# Changes


words = st.lists(st.sampled_from(["tea", "tin", "the", "air", "5", "g.", "Keep", "dry.", "**x**", "\n\n"]), max_size=14)


@given(words, words, st.data())
def test_a_subset_of_changes_gives_the_text_where_those_are_new_and_the_others_old(
    before: list[str], after: list[str], data: st.DataObject
) -> None:
    old, new = " ".join(before), " ".join(after)
    pieces = difference(old, new)
    proposal = proposal_of(pieces)
    assert (proposal.old, proposal.new) == (old, new)
    chosen = data.draw(st.sets(st.sampled_from(range(len(proposal.changes))))) if proposal.changes else set()
    decided = proposal.with_decided(chosen, Decision.ACCEPTED)
    taken = chosen | {proposal.changes[at].partner for at in chosen}
    numbers = itertools.count()
    expected = "".join(
        part.text if isinstance(part, Same) else part.new if next(numbers) in taken else part.old
        for part in proposal.parts
    )
    assert decided.now == expected
    assert decided.with_decided(range(len(proposal.changes)), Decision.ACCEPTED).now == new
    assert decided.with_decided(range(len(proposal.changes)), Decision.REJECTED).now == old


def test_a_moved_sentence_goes_and_comes_as_one() -> None:
    moved = "Keep it dry always."
    pieces = (
        Piece(Op.DELETE, f"{moved} ", moved=True),
        Piece(Op.SAME, "Air is bad."),
        Piece(Op.ADD, f" {moved}", True),
    )
    proposal = proposal_of(pieces)
    assert [each.partner for each in proposal.changes] == [1, 0]
    assert proposal.with_decided((0,), Decision.ACCEPTED).now == f"Air is bad. {moved}"


def test_what_is_gone_and_what_is_new_in_one_place_is_one_change() -> None:
    proposal = proposal_of((Piece(Op.SAME, "a "), Piece(Op.DELETE, "b"), Piece(Op.ADD, "c")))
    assert proposal.parts == (Same("a "), Change("b", "c"))
