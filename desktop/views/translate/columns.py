"""Where the columns of the grid stand, for its head, its rows and the row that is open."""

from __future__ import annotations

from typing import NamedTuple

from desktop.views.tokens import Size, Space

NUMBER = Space.L + Space.XS
"""Where the number of a row begins."""
_SOURCE = NUMBER + Size.HERO + Space.XXS
_APART = Space.L + Space.XS
_BEHIND = Size.COLUMN - Space.L
"""What state, match and score take, from the end of the target."""
_LEAST = 2 * Space.XXL
BOX = Space.M - Size.HAIR
"""How far the box of the editor reaches beyond the words in it."""


class Columns(NamedTuple):
    """The left edges of the texts, how wide each is, and the right edges of what stands behind them."""

    source: int
    target: int
    text_width: int
    icon: int
    match_end: int
    score_end: int


def columns_of(width: int) -> Columns:
    """The columns of a grid of this width."""
    text = max(_LEAST, (width - _SOURCE - _APART - _BEHIND) // 2)
    target = _SOURCE + text + _APART
    end = target + text
    icon = end + Space.L + Size.RING
    score = max(width, end + _BEHIND) - Space.XL + Size.LINE
    return Columns(_SOURCE, target, text, icon, score - Size.HERO - Space.XS, score)
