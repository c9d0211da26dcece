"""Differences by word: right on the cases that trip others up."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.checks.difference import Op, Piece, difference


def marked(old: str, new: str) -> str:
    marks = {Op.SAME: "{}", Op.ADD: "+{}+", Op.DELETE: "-{}-"}
    return "".join(marks[piece.op].format(piece.text) for piece in difference(old, new))


@pytest.mark.parametrize(
    ("old", "new", "shown"),
    [
        ("", "", ""),
        ("", "new words", "+new words+"),
        ("old words", "", "-old words-"),
        ("the same", "the same", "the same"),
        ("It weighs 980 g.", "It weighs 1,020 g.", "It weighs -980-+1,020+ g."),
        (
            "De tas weegt ongeveer anderhalve kilo.",
            "De tas weegt 1.450 gram.",
            "De tas weegt -ongeveer anderhalve kilo-+1.450 gram+.",
        ),
        ("regnjacka", "regnjackan", "-regnjacka-+regnjackan+"),
        ("waterdichte tas", "water dichte tas", "-waterdichte-+water dichte+ tas"),
        ("Nice 👍🏽 bag", "Nice 👎🏽 bag", "Nice -👍🏽-+👎🏽+ bag"),
        ("One, two.", "One; two.", "One-,-+;+ two."),
        ("Hello *|NAME|* there", "Hello there", "Hello -*|NAME|* -there"),
    ],
)
def test_difference(old: str, new: str, shown: str) -> None:
    assert marked(old, new) == shown


@given(st.text(), st.text())
def test_the_pieces_give_both_texts_back(old: str, new: str) -> None:
    pieces = difference(old, new)
    assert "".join(piece.text for piece in pieces if piece.op is not Op.ADD) == old
    assert "".join(piece.text for piece in pieces if piece.op is not Op.DELETE) == new


@given(st.text())
def test_a_text_does_not_differ_from_itself(text: str) -> None:
    assert difference(text, text) == ((Piece(Op.SAME, text),) if text else ())
