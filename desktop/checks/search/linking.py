"""Links and images of a post: to other pages of the shop, to elsewhere, and none that gives the keyphrase away."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import urlsplit

from desktop.checks.check import Spot, Subject
from desktop.checks.prose import count_words
from desktop.checks.search.markup import Link, markup_of, post_body
from desktop.checks.search.phrase import content_words, first_paragraph, holds, keyphrase_of
from desktop.core.finding import Finding, Severity
from desktop.core.post import PostType
from desktop.core.words import tr

LEAST_WORDS = 300
"""A shorter text need not lead anywhere, nor show anything."""
_POSTS = frozenset({PostType.POST})


class InnerAndOuterLinks:
    """Posts without a link to another page of the shop, or to any other place."""

    id = "search.links"

    @property
    def name(self) -> str:
        """As `Check` says."""
        return tr("Links within and out of the shop")

    @property
    def description(self) -> str:
        """As `Check` says."""
        return tr("Finds posts that lead to no other page of the shop, or to no page elsewhere.")

    def find(self, subject: Subject) -> Iterator[Finding]:
        """As `Check` says."""
        address, text = post_body(subject)
        if not _is_post(subject) or count_words(text) < LEAST_WORDS:
            return
        pages = [link for link in markup_of(text).links if link.is_page]
        own = _own_hosts(subject)
        inner = [link for link in pages if not link.host or link.host in own]
        if not pages:
            message = tr("No link: one to a page of your shop helps readers on.")
        elif not inner and own:
            message = tr("No link leads to another page of your shop.")
        elif len(inner) == len(pages):
            message = tr("No link leads to a page elsewhere; one to a source that readers can trust helps.")
        else:
            # Without a known address of the shop, a whole address may be the shop's own.
            return
        yield Spot(address, text, *(first_paragraph(text) or (0, 0))).finding(self.id, Severity.INFO, message)


class CompetingLinks:
    """Links to other pages whose words are the keyphrase, for which this page should be found."""

    id = "search.competing_links"

    @property
    def name(self) -> str:
        """As `Check` says."""
        return tr("Links that compete")

    @property
    def description(self) -> str:
        """As `Check` says."""
        return tr("Finds links to other pages whose words are the keyphrase of this one.")

    def find(self, subject: Subject) -> Iterator[Finding]:
        """As `Check` says."""
        address, text = post_body(subject)
        phrase = keyphrase_of(subject)
        if not phrase or not text:
            return
        wanted = len(content_words(phrase, subject.language))
        for link in markup_of(text).links:
            said = content_words(link.text, subject.language) if link.text else ()
            if link.is_page and len(said) == wanted and holds(link.text, phrase, subject.language):
                message = tr(
                    "The words of this link are the keyphrase: they lead to a page that competes with this one."
                )
                yield _spot(address, text, link).finding(self.id, Severity.INFO, message)


class Pictures:
    """Longer posts without an image."""

    id = "search.images"

    @property
    def name(self) -> str:
        """As `Check` says."""
        return tr("Images of a post")

    @property
    def description(self) -> str:
        """As `Check` says."""
        return tr("Finds longer posts without an image.")

    def find(self, subject: Subject) -> Iterator[Finding]:
        """As `Check` says."""
        address, text = post_body(subject)
        if not _is_post(subject) or count_words(text) < LEAST_WORDS or markup_of(text).images:
            return
        if subject.brief.post is not None and subject.brief.post.cover:
            return
        message = tr("No image in {count} words; one makes a post easier to read.", count=count_words(text))
        yield Spot(address, text, *(first_paragraph(text) or (0, 0))).finding(self.id, Severity.INFO, message)


def _is_post(subject: Subject) -> bool:
    return subject.brief.post is None or subject.brief.post.type in _POSTS


def _own_hosts(subject: Subject) -> frozenset[str]:
    post = subject.brief.post
    hosts = list(subject.options.brand.own_domains())
    if post is not None and post.canonical:
        try:
            hosts.append(urlsplit(post.canonical).hostname or "")
        except ValueError:
            hosts.append("")
    return frozenset(host.removeprefix("www.") for host in hosts if host)


def _spot(address: str, text: str, link: Link) -> Spot:
    return Spot(address, text, link.start, link.end)
