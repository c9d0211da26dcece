"""The draft on the desk: every change undone and done again, whatever made it."""

from __future__ import annotations

import msgspec
import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from desktop.core.brief import Brief, Fact
from desktop.core.copy import Copy
from desktop.core.draft import Draft
from desktop.core.ids import DraftId
from desktop.core.provenance import Source
from desktop.runtime.session import DraftChange, DraftSession, Place


class Clock:
    """A clock that stands still until it is pushed on."""

    def __init__(self) -> None:
        self.now = 100.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def session(qapp: object, clock: Clock) -> DraftSession:
    made = DraftSession(clock=clock)
    made.open(Draft(DraftId("d1"), brief=Brief(product="Bag")))
    return made


def test_typing_in_one_place_is_one_step(session: DraftSession, clock: Clock) -> None:
    for text in ("A", "A b", "A bag"):
        session.set_field("title", text, "Typing")
        clock.now += 0.3
    session.undo()
    assert session.draft.copy.text("title") == ""
    session.redo()
    assert session.draft.copy.text("title") == "A bag"


def test_a_pause_begins_another_step(session: DraftSession, clock: Clock) -> None:
    session.set_field("title", "A", "Typing")
    clock.now += 5
    session.set_field("title", "A bag", "Typing")
    session.undo()
    assert session.draft.copy.text("title") == "A"


def test_typing_on_and_on_is_cut_into_steps(session: DraftSession, clock: Clock) -> None:
    for count in range(1, 41):
        session.set_field("title", "x" * count, "Typing")
        clock.now += 0.5
    session.undo()
    assert 0 < len(session.draft.copy.text("title")) < 40


def test_undo_spans_brief_facts_fields_and_writing(session: DraftSession, clock: Clock) -> None:
    seen = [session.draft]

    def note() -> None:
        seen.append(session.draft)
        clock.now += 10

    session.set_brief(
        msgspec.structs.replace(session.draft.brief, audience="walkers"), Place("brief.audience"), "Brief"
    )
    note()
    session.set_brief(
        msgspec.structs.replace(session.draft.brief, facts=(Fact("f1", "Weight", "980", "g"),)), Place("facts"), "Facts"
    )
    note()
    session.set_field("title", "By hand", "Typing")
    note()
    session.begin_writing("Write")
    session.write_field("title", "By a mod")
    session.write_field("title", "By a model")
    session.write_field("description", "Written.")
    session.end_writing()
    note()
    for expected in reversed(seen[:-1]):
        session.undo()
        assert session.draft == expected
    for expected in seen[1:]:
        session.redo()
        assert session.draft == expected


def test_undo_waits_while_a_model_writes(session: DraftSession) -> None:
    session.set_field("title", "mine", "Typing")
    session.begin_writing("Write")
    session.write_field("title", "half")
    session.undo()
    assert session.draft.copy.text("title") == "half"
    assert session.undo_label == ""
    session.end_writing()
    session.undo()
    assert session.draft.copy.text("title") == "mine"


def test_saving_gives_the_id_without_a_step(session: DraftSession) -> None:
    session.open(Draft(DraftId("")))
    session.set_field("title", "x", "Typing")
    session.saved_as(Draft(DraftId("d9"), created_at="2026-01-01", changed_at="2026-01-02"))
    session.undo()
    assert session.draft.id == "d9"
    assert session.draft.copy == Copy()


def test_an_answer_for_another_draft_changes_nothing(session: DraftSession) -> None:
    session.saved_as(Draft(DraftId("another"), changed_at="later"))
    assert session.draft.id == "d1"
    assert session.draft.changed_at == ""


def test_text_not_handed_in_yet_is_pulled_before_reading(session: DraftSession) -> None:
    session.add_puller(lambda: session.set_field("title", "late", "Typing"))
    assert session.draft.copy.text("title") == "late"


def test_a_change_says_where_it_happened(session: DraftSession) -> None:
    changes: list[DraftChange] = []
    session.changed.connect(changes.append)
    session.set_field("title", "x", "Typing")
    session.set_field("title", "x", "Typing")
    session.undo()
    assert [change.place for change in changes] == ["copy.title", ""]


class UndoMachine(RuleBasedStateMachine):
    """Whatever is done, undoing all of it gives the first draft and redoing all of it the last."""

    def __init__(self) -> None:
        super().__init__()
        self.clock = Clock()
        self.session = DraftSession(clock=self.clock)
        self.session.open(Draft(DraftId("d")))
        self.first = self.session.draft

    @rule(field=st.sampled_from(["title", "description"]), text=st.text(max_size=5), pause=st.floats(0, 3))
    def type(self, field: str, text: str, pause: float) -> None:
        self.clock.now += pause
        self.session.set_field(field, text, "Typing")

    @rule(text=st.text(max_size=5))
    def write(self, text: str) -> None:
        self.session.begin_writing("Write")
        self.session.write_field("title", text)
        self.session.end_writing()

    @precondition(lambda self: bool(self.session.undo_label))
    @rule()
    def undo_and_redo(self) -> None:
        before = self.session.draft
        self.session.undo()
        self.session.redo()
        assert self.session.draft == before

    @rule()
    def undo(self) -> None:
        self.session.undo()

    @invariant()
    def all_can_be_taken_back(self) -> None:
        last, steps = self.session.draft, 0
        while self.session.undo_label:
            self.session.undo()
            steps += 1
        assert self.session.draft == self.first
        for _ in range(steps):
            self.session.redo()
        assert self.session.draft == last


TestUndoMachine = UndoMachine.TestCase
TestUndoMachine.settings = settings(max_examples=40, stateful_step_count=20, deadline=None)


def test_taking_is_a_step_of_its_own_that_undo_takes_back_with_its_sources(session: DraftSession) -> None:
    first, second = Source("title", "Bag", column="A"), Source("title", "Light bag", column="B")
    session.take(Copy({"title": "Bag"}), (first,), Place("take"), "Take")
    session.take(Copy({"title": "Light bag"}), (second,), Place("take"), "Take")
    session.set_field("title", "Light bags", "Typing")
    session.undo()
    assert (session.draft.copy.text("title"), session.draft.sources) == ("Light bag", (second,))
    session.undo()
    assert (session.draft.copy.text("title"), session.draft.sources) == ("Bag", (first,))
    session.undo()
    assert session.draft.sources == ()


def test_replacing_a_draft_replaces_its_sources_only_when_told(session: DraftSession) -> None:
    source = Source("title", "Bag", column="A")
    session.take(Copy({"title": "Bag"}), (source,), Place("take"), "Take")
    session.replace(Brief(product="Mug"), Copy({"title": "Mug"}), Place("restore"), "Restore")
    assert list(session.draft.sources) == [source]
    session.replace(Brief(product="Cup"), Copy({"title": "Cup"}), Place("restore"), "Restore", ())
    assert list(session.draft.sources) == []
