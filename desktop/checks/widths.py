"""How wide a line of Arial is, as search engines show titles; kerning is ignored.

`resources/metrics/arial.json` holds the advance widths of Liberation Sans, which is made to the metrics of Arial
(a test compares the file with the font where it is installed).
"""

from __future__ import annotations

import functools
import unicodedata

import msgspec

from desktop.core.resources import resource_text


class _Metrics(msgspec.Struct, frozen=True):
    font: str
    units_per_em: int
    widths: dict[str, str]


@functools.cache
def _advances() -> tuple[int, dict[str, int]]:
    """Units per em, and the advance width of each character of the font."""
    metrics = msgspec.json.decode(resource_text("metrics/arial.json"), type=_Metrics)
    advances: dict[str, int] = {}
    for width, ranges in metrics.widths.items():
        for each in ranges.split():
            first, _, last = each.partition("-")
            for code_point in range(int(first, 16), int(last or first, 16) + 1):
                advances[chr(code_point)] = int(width)
    return metrics.units_per_em, advances


@functools.cache
def _advance(char: str) -> int:
    """The width of one character; what the font has not is as wide as an em if it is wide, else as wide as a digit."""
    units_per_em, advances = _advances()
    if unicodedata.category(char) in {"Mn", "Me", "Cf", "Cc"}:
        return 0
    if char in advances:
        return advances[char]
    if unicodedata.east_asian_width(char) in {"W", "F"}:
        return units_per_em
    return advances["0"]


def pixel_width(text: str, size: int = 20) -> float:
    """The width in pixels of a text in Arial of this size in pixels; line breaks count as spaces."""
    units_per_em, _ = _advances()
    line = unicodedata.normalize("NFC", text).replace("\n", " ")
    return sum(map(_advance, line)) * size / units_per_em
