"""Differences by word: right on the cases that trip others up."""

from __future__ import annotations

import random
import time

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
        ("Hi {{ name }}, hi", "Hi {{ first_name }}, hi", "Hi -{{ name }}-+{{ first_name }}+, hi"),
        ("<b>Soft</b> wool", "<i>Soft</i> wool", "-<b>-+<i>+Soft-</b>-+</i>+ wool"),
        ("De tas kost € 1.299,00.", "De tas kost € 1.399,00.", "De tas kost € -1.299,00-+1.399,00+."),
        ("Väskan väger 1 020 g", "Väskan väger 980 g", "Väskan väger -1 020-+980+ g"),
        ("Regnjackan är tät.", "Regn jackan är tät.", "-Regnjackan-+Regn jackan+ är tät."),
        ("Rood-wit tasje", "Roodwit tasje", "-Rood-wit-+Roodwit+ tasje"),
        ("een e-mailadres", "een mailadres", "een -e-mailadres-+mailadres+"),
        ("A family 👩‍👩‍👧 bag", "A family 👩‍👩‍👦 bag", "A family -👩‍👩‍👧-+👩‍👩‍👦+ bag"),
        ("Till 🇳🇱 och hem", "Till 🇸🇪 och hem", "Till -🇳🇱-+🇸🇪+ och hem"),
        ("cafe\u0301 noir", "the\u0301 noir", "-cafe\u0301-+the\u0301+ noir"),
        ("Hello world", "Hello  world", "Hello + +world"),
        (
            "A laptop fits inside. The fabric is recycled.",
            "Your laptop rides in a sleeve. The fabric is recycled.",
            "-A-+Your+ laptop -fits inside-+rides in a sleeve+. The fabric is recycled.",
        ),
        (
            "It is light. It has two pockets. Made in Portugal.",
            "It is light. Made in Portugal.",
            "It is light. -It has two pockets. -Made in Portugal.",
        ),
        (
            "Hij weegt 980 gram en er past 18 liter in.",
            "Hij weegt 980 gram. Er past 18 liter in.",
            "Hij weegt 980 gram- en er-+. Er+ past 18 liter in.",
        ),
        (
            "The bag is made in Portugal, weighing 980 g.",
            "The bag has a plain look for every day. It weighs 980 g. It is made in Portugal.",
            "The bag +has a plain look for every day. It weighs 980 g. It +is made in Portugal-, weighing 980 g-.",
        ),
        ("", "Eén zin. Nog een zin.", "+Eén zin. Nog een zin.+"),
    ],
)
def test_difference(old: str, new: str, shown: str) -> None:
    assert marked(old, new) == shown


def test_a_moved_sentence_is_one_change_on_either_side_and_nothing_else() -> None:
    old = "De tas is licht. Hij weegt 980 gram. Gemaakt in Portugal."
    new = "Gemaakt in Portugal. De tas is licht. Hij weegt 980 gram."
    changed = [piece for piece in difference(old, new) if piece.op is not Op.SAME and piece.text.strip()]
    assert [(piece.op, piece.text.strip(), piece.moved) for piece in changed] == [
        (Op.ADD, "Gemaakt in Portugal.", True),
        (Op.DELETE, "Gemaakt in Portugal.", True),
    ]


def test_a_moved_line_of_a_list_and_a_sentence_that_was_changed_on_the_way() -> None:
    pieces = difference("Tvätta i 30 grader.\nGjord i Sverige av ull.", "Gjord i Sverige av lin.\nTvätta i 30 grader.")
    moved = [piece.text.strip() for piece in pieces if piece.moved]
    assert moved in (["Tvätta i 30 grader."] * 2, [])
    assert any("ull" in piece.text and piece.op is Op.DELETE for piece in pieces)


def test_two_texts_of_5000_words_take_a_tenth_of_a_second_at_most() -> None:
    dice = random.Random(5)  # noqa: S311
    words = [f"woord{number}" for number in range(40)]
    sentences = [" ".join(dice.choices(words, k=dice.randint(6, 18))).capitalize() + "." for _ in range(420)]
    edited = [
        " ".join(dice.choice(words) if dice.random() < 0.12 else word for word in sentence.split())
        for sentence in sentences
    ]
    old, new = " ".join(sentences), " ".join(edited)
    assert len(old.split()) > 4500
    difference("a b", "b a")  # what is imported at the first time is not counted
    spent = []
    for _ in range(3):
        began = time.process_time()
        difference(old, new)
        spent.append(time.process_time() - began)
    assert min(spent) < 0.1


@given(st.text(), st.text())
def test_the_pieces_give_both_texts_back(old: str, new: str) -> None:
    pieces = difference(old, new)
    assert "".join(piece.text for piece in pieces if piece.op is not Op.ADD) == old
    assert "".join(piece.text for piece in pieces if piece.op is not Op.DELETE) == new


@given(st.text())
def test_a_text_does_not_differ_from_itself(text: str) -> None:
    assert difference(text, text) == ((Piece(Op.SAME, text),) if text else ())
