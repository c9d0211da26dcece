"""Titles and descriptions that another draft has already."""

from __future__ import annotations

from collections.abc import Iterator

from desktop.checks.check import Spot, Subject
from desktop.core.finding import Finding, Severity
from desktop.core.words import tr

_SEVERITY = {"title": Severity.INFO, "seo_title": Severity.WARNING, "seo_description": Severity.WARNING}


class Duplicates:
    """A title or a description for search engines that is given twice."""

    id = "search.duplicates"

    @property
    def name(self) -> str:
        """As `Check` says."""
        return tr("Given twice")

    @property
    def description(self) -> str:
        """As `Check` says."""
        return tr("Finds titles and descriptions that another draft has too.")

    def find(self, subject: Subject) -> Iterator[Finding]:
        """As `Check` says."""
        for field, severity in _SEVERITY.items():
            text = subject.copy.text(field)
            own = _plain(text)
            if not own:
                continue
            drafts = dict.fromkeys(
                other.draft for other in subject.options.others if other.field == field and _plain(other.text) == own
            )
            if drafts:
                first = next(iter(drafts))
                message = (
                    tr("“{draft}” has the same text here.", draft=first)
                    if len(drafts) == 1
                    else tr("“{draft}” and {count} more have the same text here.", draft=first, count=len(drafts) - 1)
                )
                yield Spot.whole(field, text).finding(self.id, severity, message, source=" · ".join(tuple(drafts)[:5]))


def _plain(text: str) -> str:
    return " ".join(text.casefold().split()).rstrip(".")
