"""How long a post is, how wide its title, and how long what a search engine shows below it."""

from __future__ import annotations

from collections.abc import Iterator

from desktop.checks.check import Spot, Subject
from desktop.checks.prose import count_words
from desktop.checks.search.markup import post_body
from desktop.checks.search.phrase import first_paragraph, title_field
from desktop.checks.widths import pixel_width
from desktop.core.brief import Kind
from desktop.core.finding import Finding, Severity
from desktop.core.post import Post, PostType
from desktop.core.words import tr

_LEAST_WORDS = {
    PostType.POST: 300,
    PostType.CATEGORY: 30,
    PostType.HOME: 300,
    PostType.ABOUT: 300,
    PostType.DELIVERY: 0,
    PostType.QUESTIONS: 300,
}
"""What Yoast asks of a post, a page and a list of products; what is said of delivery is as long as it must be."""
_WIDEST_TITLE = 580
_DESCRIPTION = (120, 156)
_SAID_BY_CHANNEL = {"title": "seo.title", "description": "seo.description"}


class TextLength:
    """Posts and pages that are too short to be found."""

    id = "search.text_length"

    @property
    def name(self) -> str:
        """As `Check` says."""
        return tr("Length of the text")

    @property
    def description(self) -> str:
        """As `Check` says."""
        return tr("Finds posts and pages with fewer words than search engines look for.")

    def find(self, subject: Subject) -> Iterator[Finding]:
        """As `Check` says."""
        address, text = post_body(subject)
        words = count_words(text)
        least = _LEAST_WORDS[(subject.brief.post or Post()).type]
        if not words or words >= least or is_only_text(subject):
            return
        message = tr("{words} words; {least} or more are found better.", words=words, least=least)
        yield Spot(address, text, *(first_paragraph(text) or (0, 0))).finding(self.id, Severity.INFO, message)


class TitleWidth:
    """Titles of posts that are cut off where search engines show them."""

    id = "search.title_width"

    @property
    def name(self) -> str:
        """As `Check` says."""
        return tr("Width of the title")

    @property
    def description(self) -> str:
        """As `Check` says."""
        return tr("Finds titles of posts that search engines show only in part, measured in pixels.")

    def find(self, subject: Subject) -> Iterator[Finding]:
        """As `Check` says."""
        address, text = title_field(subject)
        if subject.brief.kind is not Kind.BLOG or not text or _is_counted(subject, "title"):
            return
        width = round(pixel_width(text.strip()))
        if width > _WIDEST_TITLE:
            message = tr("{width} pixels wide; search engines show {most}.", width=width, most=_WIDEST_TITLE)
            severity = Severity.WARNING if address == "seo_title" else Severity.INFO
            yield Spot(address, text, _first_hidden(text), len(text)).finding(self.id, severity, message)


class DescriptionLength:
    """Descriptions for search engines that are missing, short or cut off."""

    id = "search.description_length"

    @property
    def name(self) -> str:
        """As `Check` says."""
        return tr("Length of the search description")

    @property
    def description(self) -> str:
        """As `Check` says."""
        return tr("Finds posts whose description for search engines is missing, short, or shown only in part.")

    def find(self, subject: Subject) -> Iterator[Finding]:
        """As `Check` says."""
        address, body = post_body(subject)
        if not body or is_only_text(subject):
            return
        text = subject.copy.text("seo_description")
        count = len(text.strip())
        if not count:
            message = tr("No search description: search engines will show any part of the text.")
            yield Spot(address, body, 0, 0).finding(self.id, Severity.INFO, message)
        elif count > _DESCRIPTION[1] and not _is_counted(subject, "description"):
            message = tr("{count} characters; search engines show {most}.", count=count, most=_DESCRIPTION[1])
            spot = Spot("seo_description", text, _DESCRIPTION[1], len(text))
            yield spot.finding(self.id, Severity.WARNING, message)
        elif count < _DESCRIPTION[0]:
            message = tr("{count} characters; there is room for {most}.", count=count, most=_DESCRIPTION[1])
            yield Spot.whole("seo_description", text).finding(self.id, Severity.INFO, message)


def is_only_text(subject: Subject) -> bool:
    """Whether nothing but the body is there, as of a plain file: then nobody meant it for a search engine yet."""
    return not any(text.strip() for address, text in subject.copy.addressed() if address != "body")


def _is_counted(subject: Subject, what: str) -> bool:
    """Whether a channel says the same already."""
    return any(channel.id == _SAID_BY_CHANNEL[what] for channel in subject.channels)


def _first_hidden(text: str) -> int:
    return next((at for at in range(1, len(text)) if pixel_width(text[:at]) > _WIDEST_TITLE), 1) - 1
