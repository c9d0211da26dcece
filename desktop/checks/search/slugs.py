"""Whether the last part of a post's address can be read and typed."""

from __future__ import annotations

from collections.abc import Iterator

from desktop.checks.check import Spot, Subject
from desktop.core.brief import Kind
from desktop.core.finding import Finding, Severity
from desktop.core.slug import LONGEST, is_slug, slug_of
from desktop.core.words import tr


class SlugForm:
    """Slugs with letters that addresses do not have, or too long for the result of a search."""

    id = "search.slug"

    @property
    def name(self) -> str:
        """As `Check` says."""
        return tr("Address of the post")

    @property
    def description(self) -> str:
        """As `Check` says."""
        return tr("Finds addresses of posts with capitals, spaces, signs or marked letters, and long ones.")

    def find(self, subject: Subject) -> Iterator[Finding]:
        """As `Check` says."""
        post = subject.brief.post
        slug = post.slug.strip() if post is not None and subject.brief.kind is Kind.BLOG else ""
        if not slug or post is None:
            return
        parts = slug.strip("/").split("/")
        better = "/".join(slug_of(part, longest=len(part) * 2) for part in parts)
        if not all(map(is_slug, parts)):
            message = tr("Small letters without marks, digits and hyphens make an address that works everywhere.")
        elif len(parts[-1]) > LONGEST:
            better = "/".join((*parts[:-1], slug_of(parts[-1], subject.language)))
            message = tr(
                "The address has {count} characters; up to {most} are shown.", count=len(parts[-1]), most=LONGEST
            )
        else:
            return
        fixes = (better,) if better and better != slug else ()
        yield Spot.whole("slug", post.slug).finding(self.id, Severity.INFO, message, fixes=fixes)
