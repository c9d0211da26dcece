"""Characters that nobody sees: controls, marks that turn the direction of writing, tags, lone surrogates."""

from __future__ import annotations

import re
from collections.abc import Iterator

import regex

from desktop.checks.check import Spot, Subject
from desktop.core.finding import Finding, Severity
from desktop.core.words import tr

_FLAG = r"\U0001F3F4[\U000E0020-\U000E007E]+\U000E007F"
_SUSPECT = re.compile(
    "[\\x00-\\x08\\x0B-\\x1F\\x7F-\\x9F\\xAD\\u061C\\u180E\\u200B-\\u200F\\u202A-\\u202E\\u2060-\\u2069\\u3164"
    "\\uD800-\\uDFFF\\uFDD0-\\uFDEF\\uFEFF\\uFFA0\\uFFFD-\\uFFFF\\U000E0000-\\U000E007F]"
)
"""Where there is none of these, which is nearly everywhere, nothing need be looked at closely."""
_HIDDEN = regex.compile(
    rf"(?:{_FLAG})(*SKIP)(*FAIL)"
    r"|(?P<tags>[\U000E0000-\U000E007F]+)"
    r"|(?P<direction>[\u202A-\u202E\u2066-\u2069\u200E\u200F\u061C]+)"
    r"|(?P<control>[\x00-\x08\x0B\x0C\x0E-\x1F\x7F-\x9F]+|\r(?!\n))"
    r"|(?P<broken>[\uD800-\uDFFF\uFFFE\uFFFF]+|[\uFDD0-\uFDEF]+|\uFFFD+)"
    r"|(?P<blank>[\u200B\u2060\uFEFF\u00AD\u180E\u2061-\u2064\u3164\uFFA0]+"
    r"|(?<![\p{Extended_Pictographic}\uFE0F\p{Emoji_Modifier}])\u200D+)"
)


class HiddenCharacters:
    """Invisible characters; those that can carry hidden words or turn a text around are warnings."""

    id = "text.hidden"

    @property
    def name(self) -> str:
        """As `Check` says."""
        return tr("Hidden characters")

    @property
    def description(self) -> str:
        """As `Check` says."""
        return tr("Finds characters that cannot be seen but change what is published.")

    def find(self, subject: Subject) -> Iterator[Finding]:
        """As `Check` says."""
        for address, text in subject.copy.addressed():
            if _SUSPECT.search(text) is None:
                continue
            for found in _HIDDEN.finditer(text):
                severity, message = _say(found.lastgroup or "blank")
                spot = Spot(address, text, found.start(), found.end())
                yield spot.finding(self.id, severity, message, fixes=("",))


def _say(group: str) -> tuple[Severity, str]:
    return {
        "tags": (Severity.WARNING, tr("Hidden letters stand here; a machine reads them, a person does not.")),
        "direction": (Severity.WARNING, tr("A hidden mark turns the direction of writing here.")),
        "control": (Severity.WARNING, tr("A control character stands here.")),
        "broken": (Severity.WARNING, tr("A broken character stands here.")),
        "blank": (Severity.INFO, tr("An invisible character stands here.")),
    }[group]
