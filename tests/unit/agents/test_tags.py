from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.agents.tags import keeps_tags, tag_change, unveil, veil, with_tags
from desktop.core.mail import Platform
from desktop.core.merge_tags import tag_multiset, write_tag

SENDERS = [each for each in Platform if each]
NAME = '{{ contact.FIRSTNAME | default : "vän" }}'


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (f"Hej {NAME}, teet är här.", f"{NAME}, nu är teet här!"),
        (f"Hej {NAME}, teet är här.", 'Hej {{contact.FIRSTNAME|default:"vän"}}, teet är här.'),
        ("Hi {{ first_name|default:'you' }}!", 'Hi {{ first_name | default: "you" }}, hello!'),
        ("*|IF:FNAME|*Hi *|FNAME|*,*|ELSE:|*Hi,*|END:IF|*", "*|IF:FNAME|*Hoi *|FNAME|*,*|ELSE:|*Hoi,*|END:IF|*"),
        ("[Stop](*|UNSUB|*)", "[Uitschrijven](*|UNSUB|*)"),
        ("Nothing here", "Niets hier"),
    ],
)
def test_a_change_that_keeps_the_tags_counts(before: str, after: str) -> None:
    assert keeps_tags(before, after)
    assert with_tags(before, after) == after


@pytest.mark.parametrize(
    ("before", "after", "part"),
    [
        (f"Hej du {NAME}, teet är här.", "Hej du, teet är här.", "lost"),
        (f"Hej {NAME}, teet.", 'Hej {{ contact.FIRSTNAME | default : "friend" }}, teet.', "lost"),
        (f"Hej {NAME}, teet.", f"Hej {NAME}, {NAME}, teet.", "too many"),
        ("Hi there", f"Hi {NAME}", "too many"),
        ("Hi {{ first_name }}", "Hi {{ voornaam }}", "lost"),
        ("Hi {{ first_name|default:'you' }}", "Hi {{ first_name|default:’you’ }}", "lost"),
        ("*|IF:FNAME|*A*|ELSE:|*B*|END:IF|*", "*|ELSE:|*A*|IF:FNAME|*B*|END:IF|*", "order"),
        ("a {{ first_name }} b", "a {{ first name }} b", "lost"),
        ("*|FNAME|*, welcome", "*|FNAAM|*, welkom", "lost"),
    ],
)
def test_a_change_that_breaks_a_tag_is_refused_with_a_reason(before: str, after: str, part: str) -> None:
    assert not keeps_tags(before, after)
    assert with_tags(before, after) is None
    assert part in tag_change(before, after).message


def test_what_was_lost_is_named_as_it_was_written() -> None:
    change = tag_change(f"Hej {NAME} och *|LNAME|*", "Hej *|FNAME|*")
    assert (change.lost, change.added) == ((NAME, "*|LNAME|*"), ("*|FNAME|*",))


@pytest.mark.parametrize(
    ("before", "after", "mended"),
    [
        ("*|FNAME|*, your tea is here", "the tea is ready", "*|FNAME|*, the tea is ready"),
        ("See you in {{ contact.CITY }}", "Tot in", "Tot in {{ contact.CITY }}"),
    ],
)
def test_a_tag_lost_at_an_end_is_put_back(before: str, after: str, mended: str) -> None:
    assert with_tags(before, after) == mended


@pytest.mark.parametrize(
    "answer", ["Hoi [[1]], de thee!", "Hoi [1], de thee!", "Hoi [[ 1 ]], de thee!", "Hoi ⟦1⟧, de thee!"]
)
def test_a_model_may_write_the_sign_in_its_own_way(answer: str) -> None:
    veiled = veil(f"Hej {NAME}, teet!")
    assert veiled.text == "Hej [[1]], teet!"
    assert unveil(answer, veiled) == f"Hoi {NAME}, de thee!"


def test_a_number_that_no_tag_has_stays() -> None:
    assert unveil("Hoi [[2]]", veil(f"Hej {NAME}")) == "Hoi [[2]]"


def test_a_text_with_signs_of_its_own_is_not_veiled() -> None:
    text = f"See note [1], {NAME}"
    assert veil(text).text == text
    assert unveil("See note [1]", veil(text)) == "See note [1]"


WORDS = st.text(st.characters(categories=("L", "Zs"), include_characters=",.!?"), max_size=15)
TAGS = st.builds(
    write_tag,
    st.sampled_from(["first_name", "email", "unsubscribe", "last_name|upper"]),
    st.none() | st.sampled_from(["du", "vän av oss", "it's you"]),
    st.sampled_from(SENDERS),
)
MAILS = st.lists(st.one_of(WORDS, TAGS), max_size=8).map("".join)


@given(MAILS)
def test_veiled_and_unveiled_is_the_same_text(text: str) -> None:
    veiled = veil(text)
    assert unveil(veiled.text, veiled) == text
    assert not tag_multiset(veiled.text)


@given(MAILS, MAILS)
def test_what_takes_the_place_of_a_text_has_its_tags(before: str, after: str) -> None:
    kept = with_tags(before, after)
    assert (kept is not None) or not keeps_tags(before, after)
    if kept is not None:
        assert tag_multiset(kept) == tag_multiset(before)


@given(WORDS, TAGS, WORDS, st.integers(0, 60))
def test_a_tag_that_lost_a_letter_is_noticed(before: str, tag: str, after: str, place: int) -> None:
    if tag and not tag[place % len(tag)].isspace():
        at = place % len(tag)
        assert not keeps_tags(f"{before}{tag}{after}", f"{before}{tag[:at]}{tag[at + 1 :]}{after}")
