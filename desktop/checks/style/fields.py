"""The fields whose style is read."""

from __future__ import annotations

from collections.abc import Iterator

from desktop.checks.check import Subject
from desktop.core.copy import field_of

_NO_TEXT = frozenset({"amazon.search_terms", "etsy.tag", "google_ads.path", "mail.html"})
"""Lists of words and code, which nobody reads as sentences."""


def styled_fields(subject: Subject) -> Iterator[tuple[str, str]]:
    """The texts of a copy that people read, with their addresses."""
    for address, text in subject.copy.addressed():
        if field_of(address) not in _NO_TEXT:
            yield address, text
