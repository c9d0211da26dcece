"""The keys from finding to finding, by themselves, so that a screen needs no card to know them."""

from __future__ import annotations

NEXT_KEY, PREVIOUS_KEY = "F8", "Shift+F8"
