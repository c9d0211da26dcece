"""Colours as HTML writes them, and how well one is read on another, as WCAG 2.2 counts it."""

from __future__ import annotations

import functools
import re
from typing import NamedTuple

AA, AA_LARGE = 4.5, 3.0
"""The least contrast of WCAG's level AA, for text and for large text (24 px, or bold from 18.7 px)."""
_HEX = re.compile(r"#?([0-9a-f]{3,4}|[0-9a-f]{6}|[0-9a-f]{8})", re.IGNORECASE)
_RGB = re.compile(r"rgba?\(\s*(\d+)[\s,]+(\d+)[\s,]+(\d+)(?:[\s,/]+([\d.]+%?))?\s*\)", re.IGNORECASE)
_NAMED = {
    "aqua": "00ffff", "beige": "f5f5dc", "black": "000000", "blue": "0000ff", "brown": "a52a2a", "coral": "ff7f50",
    "cyan": "00ffff", "darkblue": "00008b", "darkgray": "a9a9a9", "darkgreen": "006400", "darkgrey": "a9a9a9",
    "darkred": "8b0000", "dimgray": "696969", "dimgrey": "696969", "fuchsia": "ff00ff", "gainsboro": "dcdcdc",
    "gold": "ffd700", "gray": "808080", "green": "008000", "grey": "808080", "indigo": "4b0082", "ivory": "fffff0",
    "khaki": "f0e68c", "lavender": "e6e6fa", "lightblue": "add8e6", "lightgray": "d3d3d3", "lightgreen": "90ee90",
    "lightgrey": "d3d3d3", "lime": "00ff00", "linen": "faf0e6", "magenta": "ff00ff", "maroon": "800000",
    "navy": "000080", "olive": "808000", "orange": "ffa500", "orangered": "ff4500", "orchid": "da70d6",
    "pink": "ffc0cb", "plum": "dda0dd", "purple": "800080", "red": "ff0000", "royalblue": "4169e1", "salmon": "fa8072",
    "sienna": "a0522d", "silver": "c0c0c0", "skyblue": "87ceeb", "slategray": "708090", "slategrey": "708090",
    "snow": "fffafa", "steelblue": "4682b4", "tan": "d2b48c", "teal": "008080", "tomato": "ff6347",
    "turquoise": "40e0d0", "violet": "ee82ee", "wheat": "f5deb3", "white": "ffffff", "whitesmoke": "f5f5f5",
    "yellow": "ffff00",
}  # fmt: skip


class Colour(NamedTuple):
    """A colour: red, green and blue from 0 to 255, and how much of it covers what is behind, from 0 to 1."""

    red: int
    green: int
    blue: int
    cover: float = 1.0

    def over(self, behind: Colour) -> Colour:
        """What is seen where this lies over another."""
        if self.cover >= 1:
            return self
        red, green, blue = (
            round(one * self.cover + other * (1 - self.cover))
            for one, other in ((self.red, behind.red), (self.green, behind.green), (self.blue, behind.blue))
        )
        return Colour(red, green, blue)

    @property
    def name(self) -> str:
        """As `#rrggbb`."""
        return f"#{self.red:02x}{self.green:02x}{self.blue:02x}"


@functools.lru_cache(maxsize=1024)
def read_colour(text: str) -> Colour | None:
    """A colour as HTML or CSS writes it; `None` for what is none, and for nothing at all."""
    text = text.strip().lower()
    found = _RGB.fullmatch(text)
    if found is not None:
        red, green, blue = (min(255, int(found[each])) for each in (1, 2, 3))
        cover = found[4] or "1"
        return Colour(red, green, blue, float(cover.rstrip("%")) / (100 if cover.endswith("%") else 1))
    found = _HEX.fullmatch(_NAMED.get(text, text))
    if found is None:
        return None
    digits = found[1] if len(found[1]) > 4 else "".join(each * 2 for each in found[1])
    parts = [int(digits[at : at + 2], 16) for at in range(0, len(digits), 2)]
    return Colour(parts[0], parts[1], parts[2], parts[3] / 255 if len(parts) == 4 else 1.0)


def contrast(one: Colour, other: Colour) -> float:
    """The contrast of two colours, from 1 (none) to 21."""
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour: Colour) -> float:
    red, green, blue = (_linear(each / 255) for each in colour[:3])
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(part: float) -> float:
    return part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4
