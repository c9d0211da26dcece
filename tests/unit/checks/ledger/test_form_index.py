"""The forms of concepts, bent when a word is first met."""

from __future__ import annotations

import pytest

from desktop.checks.ledger.concepts.form_index import FormIndex, form_index, forms_of, with_free_ends, words_of_form


@pytest.mark.parametrize(
    ("language", "word", "concept"),
    [
        ("en", "sleeveless", "sleeveless"),
        ("nl", "mouwloze", "sleeveless"),
        ("sv", "ärmlösa", "sleeveless"),
        ("sv", "båtringade", "neck_boat"),
        ("nl", "vhals", "v_neck"),
    ],
)
def test_a_word_is_found_in_its_endings(language: str, word: str, concept: str) -> None:
    assert concept in {each.concept for each in form_index(language).single(word)}


@pytest.mark.parametrize(("language", "first"), [("en", "sleeves"), ("nl", "mouwen"), ("sv", "ärmarna")])
def test_an_adjective_may_stand_behind_its_noun(language: str, first: str) -> None:
    assert any(each.sense.concept == "short_sleeves" and each.gap for each in form_index(language).phrases(first))


def test_what_is_asked_first_changes_nothing() -> None:
    one, other = FormIndex("sv"), FormIndex("sv")
    words = ("boll", "bollen", "ull", "ullen", "kort", "korta", "vävda", "dun")
    forth = {word: (one.single(word), one.phrases(word)) for word in words}
    back = {word: (other.single(word), other.phrases(word)) for word in reversed(words)}
    assert forth == back


def test_forms_of_names_come_on_top() -> None:
    plain, named = form_index("en"), form_index("en", names=True)
    assert not any(each.concept == "flat_pack_none" for each in plain.single("self"))
    assert {each.concept for each in plain.single("wool")} <= {each.concept for each in named.single("wool")}
    assert named.begins.keys() >= plain.begins.keys()


def test_words_that_count_beside_their_group_only_are_marked() -> None:
    senses = {each.concept: each.given for each in form_index("en").single("glued")}
    assert senses["welt_cemented"]


def test_a_form_is_its_words() -> None:
    assert words_of_form("dra-på-lakan") == ("dra", "på", "lakan")
    assert len(forms_of("vävd", "sv")) == len(set(forms_of("vävd", "sv")))
    assert "palmolja" in set(with_free_ends("palmolje", "sv"))
