"""What findings are called: a few words for the kind of each, and the line by which a list shows it."""

from __future__ import annotations

from desktop.core.finding import Finding, Severity
from desktop.core.words import tr

_QUOTED = 48


def headline_of(finding: Finding) -> str:
    """The kind of a finding, as the headline of its card."""
    return {
        "words.banned": tr("A word to avoid"),
        "facts.must_mention": tr("A fact is missing"),
        "facts.invented": tr("No fact says this"),
        "facts.copied": tr("Copied from the brief"),
        "text.hidden": tr("Hidden characters"),
        "text.unfinished": tr("The text stops in the middle"),
        "language.text": tr("Another language"),
        "leftover.prompt": tr("Left over from the instructions"),
        "leftover.copied": tr("Copied from the brief"),
        "limits.hard": tr("Too long"),
        "limits.advised": tr("Longer than advised"),
        "sms.encoding": tr("More parts than needed"),
        "style.repetition": tr("Repeated"),
    }.get(finding.check) or {
        Severity.ERROR: tr("To be changed"),
        Severity.WARNING: tr("Worth a look"),
        Severity.INFO: tr("Good to know"),
    }[finding.severity]


def title_of(finding: Finding) -> str:
    """The first line in a list: the words it is about, or its kind."""
    words = " ".join(finding.text.split())
    if 0 < len(words) <= _QUOTED:
        return tr("“{words}”", words=words)
    return headline_of(finding)
