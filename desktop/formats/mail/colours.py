"""Colours that can be read on each other, in light and in dark."""

from __future__ import annotations

import colorsys
import re

import msgspec

READABLE = 4.5
"""The contrast that WCAG 2.2 asks of text (success criterion 1.4.3)."""

_HEX = re.compile(r"#[0-9a-fA-F]{6}")


def valid(colour: str, otherwise: str) -> str:
    """The colour in small letters, or another where it is not written `#rrggbb`."""
    return colour.lower() if _HEX.fullmatch(colour) else otherwise


def contrast(one: str, other: str) -> float:
    """The contrast ratio of two colours, 1 to 21 (WCAG 2.2, relative luminance)."""
    high, low = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def on(background: str, wanted: str = "") -> str:
    """A text colour for a background: the wanted one where it can be read, else near-white or near-black."""
    if wanted and contrast(wanted, background) >= READABLE:
        return wanted
    likely = max(("#fefefe", "#111111"), key=lambda each: contrast(each, background))
    if contrast(likely, background) >= READABLE:
        return likely
    return max(("#ffffff", "#000000"), key=lambda each: contrast(each, background))


def readable(colour: str, background: str, least: float = READABLE) -> str:
    """The colour, made lighter or darker until it can be read on the background."""
    red, green, blue = _parts(colour)
    hue, lightness, saturation = colorsys.rgb_to_hls(red, green, blue)
    step = 0.02 if _luminance(background) < 0.18 else -0.02
    while contrast(colour, background) < least and 0 < lightness + step < 1:
        lightness += step
        colour = _hex(colorsys.hls_to_rgb(hue, lightness, saturation))
    return colour if contrast(colour, background) >= least else on(background)


def mix(one: str, other: str, share: float) -> str:
    """A colour between two; `share` is how much of the other, 0 to 1."""
    return _hex(tuple(a + (b - a) * share for a, b in zip(_parts(one), _parts(other), strict=True)))


class Palette(msgspec.Struct, frozen=True):
    """The colours of a mail in one mode; every text can be read on what it stands on."""

    page: str
    card: str
    text: str
    muted: str
    heading: str
    accent: str
    button: str
    on_button: str
    rule: str
    band: str
    on_band: str


def light_palette(accent: str, text: str, background: str, *, page_share: float) -> Palette:
    """The colours by day, from those of a brand; `page_share` is how far the page is from the card, 0 to 1."""
    card = valid(background, "#ffffff")
    accent = valid(accent, "#1f4e5f")
    text = readable(valid(text, "#1f2328"), card, 7)
    page = mix(card, text, page_share)
    button = readable(accent, card, 3)
    return Palette(
        page=page,
        card=card,
        text=text,
        muted=readable(mix(text, card, 0.35), page),
        heading=text,
        accent=readable(accent, card),
        button=button,
        on_button=on(button, "#ffffff"),
        rule=mix(card, text, 0.14),
        band=button,
        on_band=on(button, "#ffffff"),
    )


def dark_palette(accent: str, *, page_share: float) -> Palette:
    """The colours by night; only the accent is the brand's, as light as it must be."""
    accent = valid(accent, "#1f4e5f")
    card, text = "#1b1d1f", "#e9e7e4"
    page = "#131516" if page_share else card
    button = _dimmed(readable(accent, card, 2.2))
    return Palette(
        page=page,
        card=card,
        text=text,
        muted="#a9a8a4",
        heading="#f4f2ef",
        accent=readable(accent, card, 5.5),
        button=button,
        on_button=on(button, "#fefefe"),
        rule="#383b3e",
        band=button,
        on_band=on(button, "#fefefe"),
    )


def _dimmed(colour: str) -> str:
    """Not lighter than a button may be among dark ones."""
    red, green, blue = _parts(colour)
    hue, lightness, saturation = colorsys.rgb_to_hls(red, green, blue)
    return _hex(colorsys.hls_to_rgb(hue, min(lightness, 0.62), saturation))


def _parts(colour: str) -> tuple[float, float, float]:
    return int(colour[1:3], 16) / 255, int(colour[3:5], 16) / 255, int(colour[5:7], 16) / 255


def _hex(parts: tuple[float, ...]) -> str:
    return "#" + "".join(f"{round(min(max(each, 0), 1) * 255):02x}" for each in parts)


def _luminance(colour: str) -> float:
    red, green, blue = (each / 12.92 if each <= 0.04045 else ((each + 0.055) / 1.055) ** 2.4 for each in _parts(colour))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
