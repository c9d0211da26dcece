"""Edits of blocks: each gives another mail in which no id comes twice and no word is without its block."""

from __future__ import annotations

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop.core.copy import Copy
from desktop.core.mail import Block, BlockKind, Mail, base_of, texts_of
from desktop.runtime.mail_edits import MailParts, Slot, added, changed, duplicated, inserted, moved, removed, slot_of

COLUMNS = Block(
    "b3",
    BlockKind.COLUMNS,
    columns=((Block("b4", BlockKind.TEXT), Block("b5", BlockKind.BUTTON)), (Block("b6", BlockKind.TEXT),)),
)
MAIL = Mail(
    blocks=(Block("b1", BlockKind.HEADING), Block("b2", BlockKind.TEXT), COLUMNS, Block("b7", BlockKind.FOOTER))
)
WORDS = Copy({"subject": "S", "b1": "H", "b2": "T", "b2@s1": "T1", "b4": "L", "b5": "B", "b6": "R", "b7.address": "A"})


def ids(mail: Mail) -> list[str]:
    return [block.id for block in mail.blocks]


def test_a_block_goes_in_where_the_slot_is_and_never_takes_a_known_id() -> None:
    mail, new = added(MAIL, BlockKind.BUTTON, Slot(place=1))
    assert (new, ids(mail)) == ("b8", ["b1", "b8", "b2", "b3", "b7"])
    mail, new = added(MAIL, BlockKind.TEXT, Slot("b3", 1, 0))
    assert slot_of(mail, new) == Slot("b3", 1, 0)
    assert slot_of(mail, "b6") == Slot("b3", 1, 1)


def test_a_second_heading_is_of_the_second_level() -> None:
    mail, new = added(MAIL, BlockKind.HEADING, Slot(place=1))
    first = mail.block(new)
    assert first is not None
    assert first.level == 2
    alone, new = added(Mail(), BlockKind.HEADING, Slot())
    assert alone.blocks[0].level == 1


def test_new_columns_have_a_text_each_and_stand_in_no_column() -> None:
    mail, new = added(MAIL, BlockKind.COLUMNS, Slot("b3", 0, 0))
    assert slot_of(mail, new) == Slot(place=4)
    block = mail.block(new)
    assert block is not None
    assert [each.kind for column in block.columns for each in column] == [BlockKind.TEXT, BlockKind.TEXT]


def test_what_is_taken_out_takes_its_words_with_it_and_those_of_segments() -> None:
    parts = removed(MailParts(MAIL, WORDS), "b2")
    assert ids(parts.mail) == ["b1", "b3", "b7"]
    assert set(parts.copy.fields) == {"subject", "b1", "b4", "b5", "b6", "b7.address"}
    parts = removed(MailParts(MAIL, WORDS), "b3")
    assert set(parts.copy.fields) == {"subject", "b1", "b2", "b2@s1", "b7.address"}
    assert removed(MailParts(MAIL, WORDS), "b99") == MailParts(MAIL, WORDS)


def test_fewer_columns_lose_the_words_of_the_one_that_went() -> None:
    one = msgspec.structs.replace(COLUMNS, columns=COLUMNS.columns[:1])
    assert "b6" not in changed(MailParts(MAIL, WORDS), one).copy.fields
    assert changed(MailParts(MAIL, WORDS), one).copy.text("b4") == "L"


def test_a_twin_has_ids_and_words_of_its_own() -> None:
    parts, new = duplicated(MailParts(MAIL, WORDS), "b2")
    assert ids(parts.mail) == ["b1", "b2", new, "b3", "b7"]
    assert (parts.copy.text(new), parts.copy.text(f"{new}@s1")) == ("T", "T1")
    parts, new = duplicated(MailParts(MAIL, WORDS), "b3")
    twin = parts.mail.block(new)
    assert twin is not None
    assert [parts.copy.text(each.id) for column in twin.columns for each in column] == ["L", "B", "R"]
    assert len({each.id for each in parts.mail.all_blocks()}) == 11


@pytest.mark.parametrize(
    ("block", "slot", "stands"),
    [
        ("b7", Slot(place=0), Slot(place=0)),
        ("b1", Slot(place=9), Slot(place=3)),
        ("b2", Slot("b3", 1, 0), Slot("b3", 1, 0)),
        ("b5", Slot("b3", 1, 5), Slot("b3", 1, 1)),
        ("b6", Slot(place=0), Slot(place=0)),
        ("b3", Slot("b3", 0, 0), Slot(place=2)),
        ("b2", Slot("b3", 7, 0), Slot(place=1)),
    ],
)
def test_a_block_moves_into_columns_and_out_of_them_but_never_into_itself(block: str, slot: Slot, stands: Slot) -> None:
    assert slot_of(moved(MAIL, block, slot), block) == stands


KINDS = st.sampled_from(list(BlockKind))
STEPS = st.lists(
    st.tuples(st.sampled_from(["add", "move", "remove", "twin"]), KINDS, st.integers(0, 9), st.integers(0, 9))
)


@settings(deadline=None)  # the first example waits for what Python imports
@given(STEPS)
def test_whatever_is_done_no_id_comes_twice_and_every_word_has_its_text(
    steps: list[tuple[str, BlockKind, int, int]],
) -> None:
    parts = MailParts(MAIL, WORDS)
    for what, kind, one, other in steps:
        every = [block.id for block in parts.mail.all_blocks()]
        chosen = every[one % len(every)] if every else ""
        holders = [block.id for block in parts.mail.blocks if block.columns]
        slot = Slot(holders[0], other % 2, one) if holders and other % 3 == 0 else Slot(place=one)
        if what == "add":
            parts = msgspec.structs.replace(parts, mail=added(parts.mail, kind, slot)[0])
        elif what == "move":
            parts = msgspec.structs.replace(parts, mail=moved(parts.mail, chosen, slot))
        elif what == "remove":
            parts = removed(parts, chosen)
        else:
            parts, _ = duplicated(parts, chosen)
        every = [block.id for block in parts.mail.all_blocks()]
        assert len(set(every)) == len(every)
        assert {base_of(each) for each in parts.copy.fields} <= {each.address for each in texts_of(parts.mail)}
        assert not any(inner.columns for block in parts.mail.blocks for column in block.columns for inner in column)


def test_a_block_for_a_column_that_is_not_there_stands_at_the_end() -> None:
    assert ids(inserted(MAIL, Block("b9", BlockKind.TEXT), Slot("b1", 0, 0)))[-1] == "b9"
