"""Whether a finding was silenced."""

from __future__ import annotations

from desktop.core.finding import Finding
from desktop.core.rulings import Silence


def is_silenced(finding: Finding, here: tuple[Silence, ...], everywhere: tuple[str, ...]) -> bool:
    """Whether the rulings of a draft or the options of the workspace leave a finding out.

    `everywhere` holds ids of checks, and beginnings of ids that end in a dot.
    """
    if any(finding.check == each or (each.endswith(".") and finding.check.startswith(each)) for each in everywhere):
        return True
    return any(
        each.check == finding.check and (not each.text or (each.field, each.text) == (finding.field, finding.text))
        for each in here
    )
