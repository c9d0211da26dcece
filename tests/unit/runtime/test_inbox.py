"""What an inbox shows of a line, in three languages and with signs of every width."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.checks.widths import pixel_width
from desktop.runtime.inbox import DESKTOP_PX, LETTERS_PX, PHONE_PX, shown


@pytest.mark.parametrize(
    ("subject", "desktop", "phone"),
    [
        ("Ylva är här, vävd i Småland av 100 % svensk ull", 47, 36),
        ("Your blanket is on its way", 26, 26),
        ("Nieuw: de Havn-rugzak van gerecycled polyester, 18 liter en 5 jaar garantie", 45, 34),
        ("WWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWW", 23, 17),
        ("iiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiii", 68, 68),
        ("", 0, 0),
    ],
)
def test_a_subject_is_cut_where_its_letters_end_the_room(subject: str, desktop: int, phone: int) -> None:
    wide, narrow = shown(subject, DESKTOP_PX), shown(subject, PHONE_PX)
    assert abs(wide.count - desktop) <= 2
    assert abs(narrow.count - phone) <= 2
    assert (wide.total, narrow.total) == (len(subject), len(subject))
    assert wide.whole == (wide.count == len(subject))


def test_a_preheader_has_two_lines_on_a_phone_broken_between_words() -> None:
    found = shown("Först till kvarn: de 50 första som beställer får fri frakt. Pris 1 249 kr.", PHONE_PX, 2)
    assert found.lines == ("Först till kvarn: de 50 första som", "beställer får fri frakt. Pris 1 249 kr.")
    assert found.whole


def test_what_is_longer_than_two_lines_ends_in_dots() -> None:
    found = shown("Eerste zin. " * 20, PHONE_PX, 2)
    assert len(found.lines) == 2
    assert found.lines[1].endswith("…")
    assert not found.whole


def test_signs_that_nobody_sees_take_no_room() -> None:
    filler = "\u034f \u200c \u00ad " * 80
    assert shown(f"Hej {filler}", PHONE_PX) == shown("Hej", PHONE_PX)


@pytest.mark.parametrize("end", ["\u0301", "\u200d\U0001f469", "\ufe0f", "\U0001f3fd"])
def test_no_letter_is_torn_from_what_belongs_to_it(end: str) -> None:
    for count in range(25, 45):
        line = shown(f"{'a' * count}e{end}{'b' * 40}", PHONE_PX).lines[0].rstrip("…")
        assert not line.endswith("\u200d")
        if line.endswith("e"):
            pytest.fail(f"the last letter lost {end!r}")


@given(st.text(max_size=200), st.sampled_from([DESKTOP_PX, PHONE_PX]), st.sampled_from([1, 2]))
def test_every_line_fits_its_room(text: str, room: int, lines: int) -> None:
    found = shown(text, room, lines)
    assert len(found.lines) <= lines
    assert 0 <= found.count <= found.total
    for line in found.lines:
        assert pixel_width(line, LETTERS_PX) <= room or len(line) <= 2
