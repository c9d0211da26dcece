from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.checks.widths import pixel_width

FONT = Path("/usr/share/fonts/truetype/liberation/LiberationSans-Regular.ttf")


@pytest.mark.parametrize(
    ("text", "width"),
    [
        ("", 0.0),
        ("i", 455 * 20 / 2048),
        ("W", 1933 * 20 / 2048),
        ("é", 1139 * 20 / 2048),
        ("e\u0301", 1139 * 20 / 2048),
        ("Lichte rugzak 18 l voor laptop tot 15 inch | Havn", 422.109375),
        ("日", 20.0),
        ("\u200b", 0.0),
    ],
)
def test_known_widths(text: str, width: float) -> None:
    assert pixel_width(text) == pytest.approx(width)


def test_the_width_grows_with_the_size() -> None:
    assert pixel_width("Havn", 40) == pytest.approx(2 * pixel_width("Havn", 20))


@given(st.text(alphabet=st.characters(exclude_categories=["Mn", "Mc", "Me", "Cs"]), max_size=80))
def test_the_width_of_a_line_is_that_of_its_letters(text: str) -> None:
    # Conjoining letters (Hangul) are one when they stand together.
    assert pixel_width(text) <= sum(map(pixel_width, text)) + 1e-6


def test_the_data_are_the_advances_of_the_metric_compatible_font() -> None:
    ttlib = pytest.importorskip("fontTools.ttLib", reason="fonttools is not installed")
    if not FONT.exists():
        pytest.skip(f"{FONT} is not installed")
    font = ttlib.TTFont(FONT)
    advances, glyphs = font["hmtx"], font.getBestCmap()
    for code_point in (*range(0x20, 0x7F), *range(0xA1, 0x180), 0x2013, 0x2014, 0x2018, 0x2019, 0x201C, 0x201D, 0x20AC):
        if code_point in glyphs and chr(code_point) != "\xad":
            expected = advances[glyphs[code_point]][0] * 20 / font["head"].unitsPerEm
            assert pixel_width(chr(code_point)) == pytest.approx(expected), hex(code_point)
