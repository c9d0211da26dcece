"""Repairs are pieces of text that can be found again and put back one by one."""

from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from desktop.core.brief import Brief
from desktop.core.copy import Copy
from desktop.core.draft import Draft
from desktop.core.ids import DraftId
from desktop.runtime.repairs import Repair, Repairs, changes
from desktop.runtime.session import DraftSession

FIRST = "It weighs 1,020 g and fits. It is waterproof. The strap is long."
SECOND = "It weighs 980 g and fits. It is waterproof. The strap is long."
THIRD = "It weighs 980 g and fits. It is water-repellent. The strap is long."


@pytest.fixture
def session(qtbot: QtBot) -> DraftSession:
    made = DraftSession()
    made.open(Draft(DraftId("d1"), brief=Brief(product="Bag"), copy=Copy({"description": THIRD})))
    return made


@pytest.fixture
def repairs(session: DraftSession) -> Repairs:
    made = Repairs(session)
    made.add(Repair("description", FIRST, SECOND, "The facts say 980 g."))
    made.add(Repair("description", SECOND, THIRD, "The facts say water-repellent."))
    return made


def told(repairs: Repairs) -> list[tuple[str, str, str]]:
    return [(piece.before, piece.after, piece.reason) for piece in repairs.standing()]


WEIGHT = ("1,020", "980", "The facts say 980 g.")
WATER = ("waterproof", "water-repellent", "The facts say water-repellent.")


def test_each_piece_has_its_own_reason(repairs: Repairs) -> None:
    assert told(repairs) == [WEIGHT, WATER]
    assert [THIRD[piece.start : piece.end] for piece in repairs.standing()] == ["980", "water-repellent"]


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("One two three.", "One two three.", []),
        ("A red bag of wool.", "A blue bag of felt.", [("red bag of wool", "blue bag of felt")]),
        ("A red bag. Of wool.", "A blue bag. Of felt.", [("red", "blue"), ("wool", "felt")]),
        ("Red\nWool\nLong", "Blue\nWool\nShort", [("Red", "Blue"), ("Long", "Short")]),
        ("It is good. It is cheap. Buy.", "It is good. Buy.", [("It is cheap. ", "")]),
        ("", "All new", [("", "All new")]),
    ],
)
def test_what_changed_is_told_by_sentence(old: str, new: str, expected: list[tuple[str, str]]) -> None:
    found = changes(old, new)
    assert [(each.before.strip(), new[each.start : each.end].strip()) for each in found] == [
        (before.strip(), after) for before, after in expected
    ]
    for each in reversed(found):
        new = new[: each.start] + each.before + new[each.end :]
    assert new == old


def test_one_piece_is_put_back_and_that_is_undone(session: DraftSession, repairs: Repairs) -> None:
    assert repairs.put_back(repairs.standing()[0].id)
    assert session.draft.copy.text("description") == THIRD.replace("980", "1,020")
    assert told(repairs) == [WATER]
    assert repairs.put_back(repairs.standing()[0].id)
    assert session.draft.copy.text("description") == FIRST
    assert told(repairs) == []
    session.undo()
    assert told(repairs) == [WATER]
    session.undo()
    assert session.draft.copy.text("description") == THIRD
    assert told(repairs) == [WEIGHT, WATER]


def test_a_piece_is_found_where_its_words_stand_now(session: DraftSession, repairs: Repairs) -> None:
    edited = f"New: {THIRD} The end."
    session.set_field("description", edited, "Typing")
    assert [edited[piece.start : piece.end] for piece in repairs.standing()] == ["980", "water-repellent"]
    session.set_field("description", edited.replace("980", "9800"), "Typing")
    assert told(repairs) == [WATER]
    weight = "description:0"
    assert not repairs.put_back(weight)
    assert session.draft.copy.text("description") == edited.replace("980", "9800")


def test_a_sentence_left_out_is_shown_at_the_word_before(session: DraftSession) -> None:
    repairs = Repairs(session)
    session.set_field("description", "It is good. Buy.", "Typing")
    repairs.add(Repair("description", "It is good. It is cheap. Buy.", "It is good. Buy.", "Left out."))
    (piece,) = repairs.standing()
    start, end = piece.shown
    assert "It is good. Buy."[start:end] == "good."
    assert repairs.put_back(piece.id)
    assert session.draft.copy.text("description") == "It is good. It is cheap. Buy."
    assert repairs.standing() == ()


def test_an_item_that_was_left_out_comes_back_as_an_item(session: DraftSession) -> None:
    repairs = Repairs(session)
    session.set_field("bullets", ("One", "Three"), "Typing")
    repairs.add(Repair("bullets", "One\nTwo\nThree", "One\nThree", "Left out."))
    assert repairs.put_back(repairs.standing()[0].id)
    assert session.draft.copy.fields["bullets"] == ("One", "Two", "Three")


def test_nothing_is_put_back_while_a_model_writes(session: DraftSession, repairs: Repairs) -> None:
    session.begin_writing("Write")
    assert not repairs.put_back(repairs.standing()[0].id)
    assert session.draft.copy.text("description") == THIRD


def test_another_draft_has_none(session: DraftSession, repairs: Repairs) -> None:
    session.open(Draft(DraftId("d2"), copy=Copy({"description": THIRD})))
    assert repairs.standing() == ()
    assert repairs.all == ()


def test_looking_makes_no_editor_hand_in_but_putting_back_does(session: DraftSession, repairs: Repairs) -> None:
    asked: list[int] = []

    def hand_in() -> None:
        asked.append(1)
        session.set_field("description", f"Typed. {THIRD}", "Typing")

    session.add_puller(hand_in)
    assert len(repairs.standing()) == 2
    assert asked == []
    assert repairs.put_back("description:0")
    assert session.handed_in.copy.text("description") == f"Typed. {THIRD.replace('980', '1,020')}"
