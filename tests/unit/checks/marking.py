"""How a check is tested of which words it marks."""

from __future__ import annotations

from collections.abc import Callable

from desktop.core.finding import Finding


def only_mark(look: Callable[[str], list[Finding]], text: str) -> Finding:
    """The one finding in a text that does not stand first, but behind a sign of two UTF-16 units."""
    text = f"🎒 First.\n{text}"
    (finding,) = look(text)
    assert text[finding.start : finding.end] == finding.text
    return finding
