"""Postal addresses, as they stand under a mail."""

from __future__ import annotations

import re

_POSTCODE = re.compile(
    r"\b\d{4} ?[A-Z]{2}\b|\b(?:SE?-?)?\d{3} ?\d{2} +[A-ZÅÄÖ][a-zåäö]|\b[A-Z]{1,2}\d[A-Z\d]? \d[A-Z]{2}\b"
    r"|\b[A-Z]{2} \d{5}(?:-\d{4})?\b|\b(?:D-|F-|B-|L-|DK-|FI-)?\d{4,5} [A-ZÄÖÜÉÅØ][a-zäöüßéåø]{2,}"
    r"|\b(?:P\.? ?O\.? Box|Postbus|Box) \d+|\b\d+ [A-Z][a-z]+ (?:Street|St|Road|Rd|Avenue|Ave|Lane|Drive|Way)\b"
)


def has_postal_address(text: str) -> bool:
    """Whether a text names a postcode with its town, a street as English writes it, or a post office box."""
    return _POSTCODE.search(text) is not None
