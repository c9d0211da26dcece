"""What stays in a segment: signs for a model, and everything in its place again whatever the model does."""

from __future__ import annotations

import random

import pytest

from desktop.agents.translating_protecting import all_placed, as_letters, guard, loss_of, read_signs, restored
from desktop.core.segment import Segment, Tag, TaggedText, TagKind, tagged
from tests.unit.agents.translating import segment


def test_a_model_sees_short_signs() -> None:
    found = guard(segment("a", "Click {1}Save{2}, {{ name }}: %d of %d at https://example.com."), "en")
    assert found.shown == "Click <1>Save<2>, <3>: <4> of <4> at <6>."


def test_a_pair_around_all_of_it_is_not_sent() -> None:
    found = guard(segment("a", " {1}All of it{2} "), "en")
    assert found.shown == "All of it"
    assert restored("Alles", found).text == " {1}Alles{2} "
    assert restored("Alles", found).numbers == (1, 2)


def test_a_text_that_has_such_signs_gets_others() -> None:
    found = guard(segment("a", "Type <1> to see {3}"), "en")
    assert found.shown == "Type <1> to see [[1]]"
    assert restored(read_signs("Typ <1> voor [[1]]", found), found).text == "Typ <1> voor {3}"


def test_markup_in_the_text_stays() -> None:
    found = guard(segment("a", 'Click <a href="/x">here</a>.'), "en")
    assert found.shown == "Click <1>here<2>."
    assert restored(read_signs("Klik <1>hier<2>.", found), found).text == 'Klik <a href="/x">hier</a>.'


@pytest.mark.parametrize(
    ("answer", "lost", "added"),
    [
        ("Klik <1>Opslaan<2>", (), ()),
        ("Klik Opslaan<2>", ("<1>",), ()),
        ("Klik <1>Opslaan<2><2> <9>", (), ("<2>", "?")),
        ("Klik </1>Opslaan< 2 />", (), ()),
    ],
)
def test_what_was_lost_or_added_is_known(answer: str, lost: tuple[str, ...], added: tuple[str, ...]) -> None:
    found = guard(segment("a", "Click {1}Save{2}"), "en")
    loss = loss_of(read_signs(answer, found), found)
    assert (loss.lost, loss.added) == (lost, added)


def test_pairs_that_close_before_they_open_are_told_and_put_right() -> None:
    found = guard(segment("a", "Click {1}Save{2} now"), "en")
    text = read_signs("Klik nu <2>Opslaan<1>", found)
    assert loss_of(text, found).crossed
    assert restored(all_placed(text, found), found).text == "Klik nu {1}Opslaan{2}"


def test_a_lost_tag_comes_beside_what_it_stood_beside() -> None:
    found = guard(segment("a", "The image is too big ({3}px)."), "en")
    placed = all_placed(read_signs("De afbeelding is te groot (px).", found), found)
    assert restored(placed, found).text == "De afbeelding is te groot ({3}px)."


@pytest.mark.parametrize(
    ("answer", "wanted"),
    [
        ("Dit is <1> niet <2> goed.", "Dit is {1}niet{2} goed."),
        ("Dit is<1> niet <2>goed.", "Dit is {1}niet{2} goed."),
        ("Dit is <1>niet<2> goed.", "Dit is {1}niet{2} goed."),
        ("Dit is <1> niet <2>.", "Dit is {1}niet{2}."),
    ],
)
def test_pairs_close_around_their_words(answer: str, wanted: str) -> None:
    found = guard(segment("a", "This is {1}not{2} good."), "en")
    assert restored(all_placed(read_signs(answer, found), found), found).text == wanted


def test_an_existing_translation_is_shown_with_signs() -> None:
    given = segment("a", "{1}Click {{ name }} {3}{2}", "{1}Klik {3} {{ name }}{2}")
    found = guard(given, "en")
    assert found.sign_all(as_letters(given.target, found)) == "Klik <3> <2>"


@pytest.mark.parametrize("seed", range(200))
def test_nothing_is_ever_missing_or_twice(seed: int) -> None:
    dice = random.Random(seed)  # noqa: S311 - no secret
    tags: list[Tag] = []
    parts: list[str] = []
    waiting: list[str] = []
    for number in range(1, dice.randint(2, 9)):
        parts.append(dice.choice(["word ", "other", " and ", "%s ", ""]))
        if waiting and dice.random() < 0.5:
            tags.append(Tag(number, TagKind.CLOSE, "</g>", waiting.pop()))
        elif dice.random() < 0.5:
            waiting.append(f"k{number}")
            tags.append(Tag(number, TagKind.OPEN, "<g>", f"k{number}"))
        else:
            tags.append(Tag(number, TagKind.ALONE, "<x/>", f"k{number}"))
        parts.append(f"{{{number}}}")
    numbers = {each.number for each in tags}
    given = Segment("a", "a", tagged("".join(parts), numbers), TaggedText(), tags=tuple(tags))
    found = guard(given, "en")
    answer = "".join(dice.choice(["<1>", "<2>", "</3>", "<4", "woord ", "%s", "{2}", " ", "<17>"]) for _ in range(9))
    target = restored(all_placed(read_signs(answer, found), found), found)
    assert sorted(target.numbers) == sorted(given.source.numbers)
    assert all(target.text[chip.start : chip.end] == chip.text for chip in target.chips)
    assert target.text.count("%s") >= given.source.text.count("%s")
