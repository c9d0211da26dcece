"""The design tokens: every colour, distance, size, weight and duration of the window, and no other place writes one.

Colours are per theme (`Tokens`); the rest is the same in all themes. Sizes are logical pixels, durations milliseconds.
"""

from __future__ import annotations

from enum import IntEnum

import msgspec


class Space(IntEnum):
    """Distances between and inside things."""

    NONE = 0
    HAIR = 1
    XXS = 2
    XS = 4
    S = 8
    M = 12
    L = 16
    XL = 24
    XXL = 32


class Radius(IntEnum):
    """Corners: small for controls, large for cards and the rail's chosen item."""

    SMALL = 6
    LARGE = 10


class Type(IntEnum):
    """Sizes of type."""

    SMALL = 12
    BASE = 13
    TEXT = 15
    HEADING = 18
    TITLE = 24


class Weight(IntEnum):
    """The two weights of type."""

    REGULAR = 400
    STRONG = 600


class Motion(IntEnum):
    """How long a movement takes; `theme.motion` gives 0 when the system asks for none."""

    FAST = 120
    SLOW = 150
    TOOLTIP = 600
    PULSE = 1600


class Size(IntEnum):
    """Sizes of parts that are the same everywhere."""

    HAIR = 1
    LINE = 2
    RING = 3
    BAR = 4
    DOT = 6
    ICON_SMALL = 14
    ICON_MEDIUM = 16
    BADGE = 18
    ICON = 20
    BADGE_ICON = 12
    CONTROL_SMALL = 26
    CONTROL = 32
    BUTTON = 30
    BUTTON_TALL = 46
    ROW = 34
    TAB = 28
    COUNTER_BAR = 56
    PASTE_BOX = 96
    HERO = 44
    HERO_ICON = 26
    MONOGRAM = 36
    RAIL = 76
    RAIL_ITEM = 50
    RAIL_ITEM_WIDTH = 62
    BOTTOM_BAR = 30
    BOTTOM_BUTTON = 22
    HEADER = 52
    BRIEF = 296
    INSPECTOR = 316
    SIDE_LIST = 228
    VERDICT = 424
    SHIELD = 40
    TEXT_NARROW = 512
    TEXT_COLUMN = 640
    DIALOG = 420
    NOTICE = 680
    PALETTE = 560
    PALETTE_HEIGHT = 420
    RESULTS = 420
    TIMELINE = 252
    COLUMN = 184
    TIMELINE_DOT = 24
    SEARCH = 46
    TOGGLE_WIDTH = 36
    TOGGLE = 20
    SCROLL_BAR = 10
    SCROLL_THUMB = 32
    SHADOW = 24
    ARROW = 8
    WINDOW_WIDTH = 1280
    WINDOW_HEIGHT = 800
    TITLE_BAR = 40
    INBOX_TEXT = 274
    PHONE_FRAME = 6
    PHONE_CORNER = 24
    PHONE_STATUS = 30
    PHONE_WIDTH = 284
    PHONE_HEIGHT = 464
    PHONE_LEAST = 240


LINE_HEIGHT_PERCENT = 150
"""Line height of running text, in percent of the font's."""

SHADOW_ALPHAS: tuple[int, ...] = (2, 3, 4, 5, 6, 8)
"""Opacity (of 255) of the layers that make the one shadow, from the outermost inwards."""


class Tokens(msgspec.Struct, frozen=True):
    """The colours of one theme, and the size of the text being written; measured contrasts are kept by a test."""

    name: str
    dark: bool
    surface_0: str
    surface_1: str
    surface_2: str
    surface_3: str
    line: str
    line_strong: str
    text_1: str
    text_2: str
    text_3: str
    accent: str
    accent_hover: str
    on_accent: str
    accent_soft: str
    selection: str
    supported: str
    supported_soft: str
    warning: str
    warning_soft: str
    contradicted: str
    contradicted_soft: str
    information: str
    information_soft: str
    shadow: str
    high_contrast: bool = False
    text_size: int = Type.TEXT

    def colour(self, role: str) -> str:
        """The colour of a role by its field name, as `text_2` or `supported_soft`."""
        value = getattr(self, role)
        if not isinstance(value, str):
            message = f"{role} is not a colour"
            raise TypeError(message)
        return value


LIGHT = Tokens(
    name="light",
    dark=False,
    surface_0="#efece6",
    surface_1="#f7f5f1",
    surface_2="#fffefc",
    surface_3="#ffffff",
    line="#e3ded5",
    line_strong="#d3ccbf",
    text_1="#1f1d1a",
    text_2="#565149",
    text_3="#6f695f",
    accent="#2b57c7",
    accent_hover="#244bb0",
    on_accent="#ffffff",
    accent_soft="#e6ecfb",
    selection="#d9e3fb",
    supported="#1d7a4c",
    supported_soft="#e2f1e8",
    warning="#8f5f00",
    warning_soft="#f8edd2",
    contradicted="#b5342a",
    contradicted_soft="#fae4e0",
    information="#2d6796",
    information_soft="#e2eef7",
    shadow="#3a3020",
)

DARK = Tokens(
    name="dark",
    dark=True,
    surface_0="#151413",
    surface_1="#1b1a18",
    surface_2="#22211e",
    surface_3="#2c2a27",
    line="#34322d",
    line_strong="#46433c",
    text_1="#ece8df",
    text_2="#b9b3a7",
    text_3="#989286",
    accent="#8eaaff",
    accent_hover="#a3baff",
    on_accent="#10131d",
    accent_soft="#262d45",
    selection="#2f3a5e",
    supported="#5cc48d",
    supported_soft="#1d3327",
    warning="#e2b354",
    warning_soft="#3a2f18",
    contradicted="#ff8c7f",
    contradicted_soft="#40211d",
    information="#82b9e6",
    information_soft="#1c2f3e",
    shadow="#000000",
)

HIGH_CONTRAST_LIGHT = msgspec.structs.replace(
    LIGHT,
    name="high-contrast-light",
    high_contrast=True,
    surface_0="#f4f4f4",
    surface_1="#ffffff",
    surface_2="#ffffff",
    line="#6b6b6b",
    line_strong="#2a2a2a",
    text_1="#000000",
    text_2="#1c1c1c",
    text_3="#333333",
    accent="#0b3aa8",
    accent_hover="#072b80",
    supported="#0b5c35",
    warning="#6b4400",
    contradicted="#96170d",
    information="#0d4a78",
)

HIGH_CONTRAST_DARK = msgspec.structs.replace(
    DARK,
    name="high-contrast-dark",
    high_contrast=True,
    surface_0="#000000",
    surface_1="#0a0a0a",
    surface_2="#000000",
    surface_3="#141414",
    line="#9a9a9a",
    line_strong="#d6d6d6",
    text_1="#ffffff",
    text_2="#eeeeee",
    text_3="#dddddd",
    accent="#b3c6ff",
    accent_hover="#d0dcff",
    on_accent="#000000",
    supported="#86e6b3",
    warning="#ffd27a",
    contradicted="#ffb0a6",
    information="#aed6ff",
)

THEMES: tuple[Tokens, ...] = (LIGHT, DARK, HIGH_CONTRAST_LIGHT, HIGH_CONTRAST_DARK)


def choose_tokens(*, dark: bool, high_contrast: bool, text_size: int) -> Tokens:
    """The tokens for what the writer and the system ask for."""
    found = next(theme for theme in THEMES if theme.dark is dark and theme.high_contrast is high_contrast)
    return msgspec.structs.replace(found, text_size=text_size)


INKS: dict[str, tuple[str, str]] = {"white": ("#ffffff", "#beffffff"), "black": ("#000000", "#be000000")}
"""What can be read on a ground of any colour: the words, and the hint where there are none yet."""
