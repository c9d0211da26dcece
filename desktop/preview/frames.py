"""The lines between the window and the process that draws: one JSON object a line, in and out."""

from __future__ import annotations

import msgspec

NARROW, WIDE = 360, 600
"""The widths, in CSS pixels, at which mails are looked at: a phone, and the column of a desktop client."""

TALLEST = 8_000
"""CSS pixels; beyond twice as many real ones Chromium draws no surface any more. Few mails are as long."""

SCALE = 2
"""Pixels of the picture for each CSS pixel, so that it is sharp on a fine screen."""


class Draw(msgspec.Struct, frozen=True):
    """Draw this page; `width` is in CSS pixels. `dark`: on a dark ground."""

    id: int
    html: str
    width: int = NARROW
    dark: bool = False


class Drawn(msgspec.Struct, frozen=True):
    """A picture (`png`, in base64), or what was wrong; `height` is that of the page in CSS pixels.

    `cut` says that the page is taller than the picture.
    """

    id: int
    png: str = ""
    height: int = 0
    cut: bool = False
    error: str = ""


class Ready(msgspec.Struct, frozen=True):
    """The first line: the process can draw."""

    ready: bool = True
