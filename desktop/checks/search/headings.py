"""The headings of a post: one title only, no level left out, no heading twice or without words below it."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from desktop.checks.check import Spot, Subject
from desktop.checks.search.markup import headings, post_body
from desktop.core.finding import Finding, Severity
from desktop.core.outline import Heading
from desktop.core.words import tr


class HeadingLevels:
    """Headings of the level of the title, and levels that are left out."""

    id = "search.heading_levels"

    @property
    def name(self) -> str:
        """As `Check` says."""
        return tr("Levels of headings")

    @property
    def description(self) -> str:
        """As `Check` says."""
        return tr("Finds headings of a post that are its title once more, or that leave out a level.")

    def find(self, subject: Subject) -> Iterator[Finding]:
        """As `Check` says."""
        address, text = post_body(subject)
        found = headings(text)
        titles = [each for each in found if each.level == 1]
        # Without a title of its own, a text may begin with one.
        is_title = not subject.copy.text("title").strip() and not text[: found[0].start].strip() if found else False
        for heading in titles[1:] if is_title and found[0].level == 1 else titles:
            message = tr("The title is the only heading of the first level; write this one with “##”.")
            fix = f"#{text[heading.start : heading.end]}"
            yield _at(address, text, heading).finding(self.id, Severity.INFO, message, fixes=(fix,))
        for before, heading in pairwise(found):
            if heading.level > before.level + 1:
                message = tr(
                    "This heading leaves out a level: level {level} after level {before}.",
                    level=heading.level,
                    before=before.level,
                )
                fix = "#" * (before.level + 1) + text[heading.start : heading.end].lstrip("#")
                yield _at(address, text, heading).finding(self.id, Severity.INFO, message, fixes=(fix,))
        if found and found[0].level > 2:
            message = tr("The first heading of a post is of the second level: “##”.")
            fix = "##" + text[found[0].start : found[0].end].lstrip("#")
            yield _at(address, text, found[0]).finding(self.id, Severity.INFO, message, fixes=(fix,))


class SameHeadings:
    """Headings that a post has twice, that are its title, or below which nothing stands."""

    id = "search.same_headings"

    @property
    def name(self) -> str:
        """As `Check` says."""
        return tr("Headings given twice")

    @property
    def description(self) -> str:
        """As `Check` says."""
        return tr("Finds headings that a post has twice, and headings without words below them.")

    def find(self, subject: Subject) -> Iterator[Finding]:
        """As `Check` says."""
        address, text = post_body(subject)
        seen = {_plain(subject.copy.text("title"))} - {""}
        found = headings(text)
        for place, heading in enumerate(found):
            plain = _plain(heading.text)
            if plain in seen and heading.level > 1:
                message = tr(
                    "“{heading}” is a heading already; another one says what is new here.", heading=heading.text
                )
                yield _at(address, text, heading).finding(self.id, Severity.INFO, message)
            seen.add(plain)
            following = found[place + 1] if place + 1 < len(found) else None
            is_empty = not text[heading.end : heading.stop].strip()
            if is_empty and (following is None or following.level <= heading.level):
                message = tr("Nothing stands below this heading.")
                yield _at(address, text, heading).finding(self.id, Severity.INFO, message)


def _at(address: str, text: str, heading: Heading) -> Spot:
    return Spot(address, text, heading.start, heading.end)


def _plain(text: str) -> str:
    return " ".join(text.casefold().split()).rstrip(".:!?")
