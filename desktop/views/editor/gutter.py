"""The room left and right of every text, by itself, so that a layout needs no editor to know it."""

from __future__ import annotations

from desktop.views.tokens import Size, Space

GUTTER = Space.L + Space.XS
"""Left of the text of every field: there the icons stand, so that they move no letter."""

RIGHT = Size.CONTROL_SMALL + Space.S
"""Right of the text, for the button that writes one field again."""
