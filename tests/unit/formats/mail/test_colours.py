"""Every text can be read on what it stands on: by day, by night, and when a client turns the colours round."""

from __future__ import annotations

import colorsys

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop.formats.mail.colours import Palette, contrast, dark_palette, light_palette, on, readable, valid

BRANDS = ["#1f4e5f", "#ffd400", "#ffffff", "#000000", "#ff0000", "#00ff7f", "#808080", "#f5e6c8", "#0b0b45"]
COLOUR = st.integers(0, 0xFFFFFF).map(lambda number: f"#{number:06x}")


def assert_readable(colours: Palette) -> None:
    pairs = {
        "text": (colours.text, colours.card),
        "heading": (colours.heading, colours.card),
        "accent": (colours.accent, colours.card),
        "muted": (colours.muted, colours.page),
        "button": (colours.on_button, colours.button),
        "band": (colours.on_band, colours.band),
    }
    assert {name: round(contrast(*pair), 2) for name, pair in pairs.items() if contrast(*pair) < 4.5} == {}


def turned(colour: str) -> str:
    """As a client in dark mode inverts it: the same hue, light for dark."""
    red, green, blue = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    hue, lightness, saturation = colorsys.rgb_to_hls(red, green, blue)
    return "#" + "".join(f"{round(each * 255):02x}" for each in colorsys.hls_to_rgb(hue, 1 - lightness, saturation))


@settings(deadline=None)
@given(COLOUR, COLOUR, COLOUR, st.sampled_from([0.0, 0.05, 0.07]))
def test_any_brand_can_be_read(accent: str, text: str, background: str, page: float) -> None:
    assert_readable(light_palette(accent, text, background, page_share=page))
    assert_readable(dark_palette(accent, page_share=page))


@pytest.mark.parametrize("accent", BRANDS)
def test_text_can_be_read_when_a_client_turns_the_colours_round(accent: str) -> None:
    day = light_palette(accent, "#1f2328", "#ffffff", page_share=0.05)

    for text, ground in ((day.text, day.card), (day.heading, day.card), (day.muted, day.page)):
        assert contrast(turned(text), turned(ground)) >= 4.5


@pytest.mark.parametrize("accent", BRANDS)
def test_a_button_can_be_seen_at_night(accent: str) -> None:
    night = dark_palette(accent, page_share=0)

    assert contrast(night.button, night.card) >= 1.5


def test_contrast_is_that_of_wcag() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


def test_a_brand_that_can_be_read_is_left_as_it_is() -> None:
    day = light_palette("#1F4E5F", "#1f2328", "#ffffff", page_share=0)

    assert (day.accent, day.button, day.on_button, day.text) == ("#1f4e5f", "#1f4e5f", "#ffffff", "#1f2328")


def test_what_is_no_colour_is_replaced() -> None:
    assert valid("#12345", "#000000") == "#000000"
    assert valid("#ABCDEF", "#000000") == "#abcdef"


def test_a_colour_is_changed_no_more_than_needed() -> None:
    changed = readable("#ffd400", "#ffffff")

    assert 4.5 <= contrast(changed, "#ffffff") < 5.5
    assert on("#ffd400") == "#111111"
