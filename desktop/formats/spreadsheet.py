"""What all tables have in common that are opened by a spreadsheet."""

from __future__ import annotations

_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "\uff1d", "\uff0b", "\uff0d", "\uff20")
"""The last four are wide signs, which some spreadsheets take for the narrow ones."""


def harmless(text: str) -> str:
    """The text, not to be run as a formula: one that could be begins with an apostrophe."""
    return f"'{text}" if text.startswith(_FORMULA) else text
