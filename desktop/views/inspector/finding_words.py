"""What findings are called: a few words for the kind of each, and the line by which a list shows it."""

from __future__ import annotations

from desktop.core.finding import Finding, Severity
from desktop.core.words import mark, tr

_QUOTED = 48


_HEADLINES: dict[str, str] = {
    "words.banned": mark("A word to avoid"),
    "facts.must_mention": mark("A fact is missing"),
    "agent.number": mark("No fact says this"),
    "agent.example": mark("Copied from an example"),
    "text.hidden": mark("Hidden characters"),
    "text.unfinished": mark("The text stops in the middle"),
    "language.text": mark("Another language"),
    "leftover.prompt": mark("Left over from the instructions"),
    "limits.hard": mark("Too long"),
    "limits.advised": mark("Longer than advised"),
    "sms.encoding": mark("More parts than needed"),
    "style.repetition": mark("Repeated"),
}
_OTHERS: dict[Severity, str] = {
    Severity.ERROR: mark("To be changed"),
    Severity.WARNING: mark("Worth a look"),
    Severity.INFO: mark("Good to know"),
}


def headline_of(finding: Finding) -> str:
    """The kind of a finding, as the headline of its card."""
    return tr(_HEADLINES.get(finding.check) or _OTHERS[finding.severity])


def title_of(finding: Finding) -> str:
    """The first line in a list: the words it is about, or its kind."""
    words = " ".join(finding.text.split())
    if 0 < len(words) <= _QUOTED:
        return tr("“{words}”", words=words)
    return headline_of(finding)
