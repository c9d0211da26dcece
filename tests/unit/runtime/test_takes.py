"""Where a piece goes, and which spaces go with it."""

from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.core.copy import Copy, FieldValue
from desktop.core.provenance import Source
from desktop.runtime.takes import Part, addressed_again, bare, landing, nearest, part_of, take, texts_of

DRAFT = "Havn weighs 980 g. It holds 18 litres.\n\nMade in Portugal."


def part(text: str, piece: str, language: str = "en", *, listed: bool = False) -> Part:
    start = text.index(piece)
    found = part_of(text, start, start + len(piece), language, listed=listed)
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("text", "piece", "language", "expected"),
    [
        ("One here. Two there.", "Two there.", "en", Part("Two there.")),
        ("One here. Two there.", " Two there.", "en", Part("Two there.")),
        ("One here. Two there.", "One here. Two there.", "en", Part("One here. Two there.", 2)),
        ("One here. Two there.", "Two", "en", Part("Two", 0)),
        ("Het weegt ca. 980 gram. Licht dus.", "Het weegt ca. 980 gram.", "nl", Part("Het weegt ca. 980 gram.")),
        ("Den väger 980 g. Bra så.", "Bra så.", "sv", Part("Bra så.")),
        ("First.\n\nSecond. Third.", "Second. Third.", "en", Part("Second. Third.", 2, paragraph=True)),
        ("Why:\n- light\n- strong", "- light", "en", Part("light", 1, item=True)),
        ("Why:\n- light\n- strong", "light", "en", Part("light", 1, item=True)),
    ],
)
def test_a_piece_knows_how_it_stood(text: str, piece: str, language: str, expected: Part) -> None:
    assert part(text, piece, language) == expected


def test_a_piece_without_a_word_is_none() -> None:
    assert part_of("One.  Two.", 4, 6, "en", listed=False) is None
    assert part_of("", 0, 0, "en", listed=False) is None
    assert part_of("One.", 3, 99, "en", listed=False) == Part(".", 0)


@pytest.mark.parametrize(
    ("piece", "language", "draft", "expected"),
    [
        ("It weighs just 980 g!", "en", DRAFT, DRAFT.replace("Havn weighs 980 g.", "It weighs just 980 g!")),
        ("A place for your laptop.", "en", DRAFT, f"{DRAFT} A place for your laptop."),
        ("A place for your laptop.", "en", "", "A place for your laptop."),
        ("A place for your laptop.", "en", "Havn\n", "Havn A place for your laptop."),
        ("De tas weegt 980 gram.", "nl", "De tas weegt maar 980 gram. Mooi.", "De tas weegt 980 gram. Mooi."),
        ("Väskan väger 980 gram.", "sv", "Snygg. Väskan väger bara 980 gram.", "Snygg. Väskan väger 980 gram."),
        ("It weighs 980 g.", "en", "Why:\n- It weighs 980 g net.\n- Strong", "Why:\n- It weighs 980 g.\n- Strong"),
    ],
)
def test_a_sentence_takes_the_place_of_one_that_says_nearly_the_same(
    piece: str, language: str, draft: str, expected: str
) -> None:
    done = take(part(piece, piece, language), draft, language, listed=False)
    assert (done.value, done.there) == (expected, False)
    assert done.placed == (("", piece),)


@pytest.mark.parametrize(
    ("at", "expected"),
    [
        (0, "New. Havn weighs 980 g. It holds 18 litres.\n\nMade in Portugal."),
        (22, "Havn weighs 980 g. New. It holds 18 litres.\n\nMade in Portugal."),
        (36, "Havn weighs 980 g. It holds 18 litres. New.\n\nMade in Portugal."),
        (41, "Havn weighs 980 g. It holds 18 litres.\n\nNew. Made in Portugal."),
        (999, "Havn weighs 980 g. It holds 18 litres.\n\nMade in Portugal. New."),
    ],
)
def test_a_sentence_goes_between_sentences(at: int, expected: str) -> None:
    piece = part("New.", "New.")
    assert take(piece, DRAFT, "en", listed=False, at=at).value == expected
    assert expected[landing(piece, DRAFT, "en", listed=False, at=at) :].lstrip().startswith("New.")


def test_a_piece_of_a_sentence_goes_between_words() -> None:
    piece = part("a very light bag", "very light")
    assert take(piece, "Havn weighs 980 g.", "en", listed=False, at=12).value == "Havn weighs very light 980 g."
    assert take(piece, "Havn", "en", listed=False).value == "Havn very light"


def test_an_item_goes_in_as_an_item() -> None:
    item = part("light\nstrong", "strong", listed=True)
    assert item.item
    assert take(item, "Why:\n- light", "en", listed=False).value == "Why:\n- light\n- strong"
    assert take(item, "It is good.", "en", listed=False).value == "It is good.\n\n- strong"
    assert take(item, "- a\n- b", "en", listed=False, at=1).value == "- strong\n- a\n- b"
    assert take(item, ("light",), "en", listed=True).value == ("light", "strong")
    assert take(item, (), "en", listed=True).value == ("strong",)


def test_a_paragraph_stays_one() -> None:
    piece = part("First here.\n\nSecond one. With more.", "Second one. With more.")
    assert take(piece, DRAFT, "en", listed=False).value == f"{DRAFT}\n\nSecond one. With more."
    assert take(piece, "A.\nB.", "en", listed=False).value == "A.\nB.\nSecond one. With more."


@pytest.mark.parametrize(
    ("items", "at", "expected"),
    [
        (("Weighs only 980 g", "Strong"), -1, ("Weighs 980 g", "Strong")),
        (("Strong", "Green"), -1, ("Strong", "Green", "Weighs 980 g")),
        (("Strong", "Green"), 0, ("Weighs 980 g", "Strong", "Green")),
        (("Strong", "Green"), 6, ("Strong", "Weighs 980 g", "Green")),
        (("Strong", "Green"), 12, ("Strong", "Green", "Weighs 980 g")),
    ],
)
def test_a_list_gets_an_item(items: FieldValue, at: int, expected: FieldValue) -> None:
    piece = part("Weighs 980 g", "Weighs 980 g", listed=True)
    assert take(piece, items, "en", listed=True, at=at).value == expected


def test_a_sentence_from_a_text_becomes_an_item() -> None:
    done = take(part(DRAFT, "It holds 18 litres."), ("Strong",), "en", listed=True)
    assert (done.value, done.placed) == (("Strong", "It holds 18 litres."), (("[1]", "It holds 18 litres."),))


@pytest.mark.parametrize("listed", [False, True])
def test_what_stands_there_already_changes_nothing(listed: bool) -> None:
    value: FieldValue = ("It holds 18 litres.",) if listed else DRAFT
    done = take(part(DRAFT, "It holds 18 litres."), value, "en", listed=listed)
    assert (done.value, done.there) == (value, True)


def test_a_part_of_a_word_does_not_stand_there() -> None:
    done = take(part("Use it light", "light"), "Delightful.", "en", listed=False)
    assert done.value == "Delightful. light"


def test_the_nearest_is_the_most_alike() -> None:
    others = ["It weighs 980 g and is green.", "It weighs 980 g.", "Something else."]
    assert nearest("It weighs 980 g!", others) == 1
    assert nearest("Nothing of that kind at all", others) == -1
    assert nearest("", others) == -1


def test_texts_are_sentences_but_few() -> None:
    assert texts_of("One. Two.\n- Three", "en") == ("One.", "Two.", "Three")
    assert texts_of(("a", " ", "b"), "en") == ("a", "b")
    many = "\n".join("One here. Two there." for _ in range(300))
    assert texts_of(many, "en") == (many,)
    assert len(texts_of("\n".join("One here. Two there." for _ in range(150)), "en")) == 150


def test_sources_follow_their_items() -> None:
    source = Source("bullets[0]", "Strong", column="B")
    gone = Source("bullets[1]", "Green")
    kept = Source("title", "Havn")
    copy = Copy({"title": "Havn bag", "bullets": ("Light", "Strong")})
    assert [(each.field, each.text) for each in addressed_again((source, gone, kept), copy)] == [
        ("bullets[1]", "Strong"),
        ("title", "Havn"),
    ]


@given(st.text(alphabet="ab. \n-1)é🎒", max_size=60), st.data())
def test_whatever_is_taken_stands_there_and_nothing_is_lost(draft: str, data: st.DataObject) -> None:
    source = data.draw(st.text(alphabet="xy. \n-é🎒", min_size=1, max_size=30))
    start = data.draw(st.integers(0, len(source)))
    end = data.draw(st.integers(start, len(source)))
    at = data.draw(st.integers(-1, 70))
    piece = part_of(source, start, end, "en", listed=False)
    if piece is None:
        return
    done = take(piece, draft, "en", listed=False, at=at)
    assert isinstance(done.value, str)
    assert all(text in done.value for _, text in done.placed)
    if at >= 0 and not done.there:
        before = "".join(word for word in draft.split() if bare(word))
        assert Counter(before) <= Counter(done.value), "a full stop may join the word before it, but nothing goes"
