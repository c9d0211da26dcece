"""The keyphrase in the slug, the search description and the texts of images; phrases beside it; ideas for one.

The numbers are those that Yoast publishes: once or twice in the description, in 30 to 75 % of five or more images.
"""

from __future__ import annotations

from collections.abc import Iterator

from desktop.checks.check import Spot, Subject
from desktop.checks.prose import count_words
from desktop.checks.search.ideas import keyphrase_ideas
from desktop.checks.search.lengths import is_only_text
from desktop.checks.search.markup import markup_of, post_body
from desktop.checks.search.phrase import content_words, count, first_paragraph, holds, keyphrase_of, related_of
from desktop.core.brief import LANGUAGES, Kind
from desktop.core.finding import Finding, Severity
from desktop.core.slug import ascii_form, slug_words
from desktop.core.words import tr

_MOST_IN_DESCRIPTION = 2
_MANY_IMAGES = 5
_SHARE_OF_IMAGES = (0.30, 0.75)
_LEAST_WORDS = 100
_MOST_IDEAS = 5
_MOST_SOURCES, _READ = 4, 6_000
"""Sources and characters of each that are read for ideas, while somebody types."""


class KeyphraseInSlug:
    """Slugs of posts without the keyphrase."""

    id = "search.keyphrase_slug"

    @property
    def name(self) -> str:
        """As `Check` says."""
        return tr("Keyphrase in the address")

    @property
    def description(self) -> str:
        """As `Check` says."""
        return tr("Finds posts whose address does not have the keyphrase.")

    def find(self, subject: Subject) -> Iterator[Finding]:
        """As `Check` says."""
        post, phrase = subject.brief.post, keyphrase_of(subject)
        if subject.brief.kind is not Kind.BLOG or post is None or not post.slug.strip() or not phrase:
            return
        words, wanted = slug_words(post.slug), content_words(phrase, subject.language)
        # A slug has no å: its words are compared with those of the phrase in the same letters.
        missing = [
            word for word in map(ascii_form, wanted) if not holds(words, word, subject.language) and word not in words
        ]
        if words and wanted and len(missing) * 2 > len(wanted):
            message = tr("“{phrase}” is not in the address of the post.", phrase=phrase)
            yield Spot.whole("slug", post.slug).finding(self.id, Severity.INFO, message)


class KeyphraseInDescription:
    """Descriptions for search engines without the keyphrase, or full of it."""

    id = "search.keyphrase_description"

    @property
    def name(self) -> str:
        """As `Check` says."""
        return tr("Keyphrase in the search description")

    @property
    def description(self) -> str:
        """As `Check` says."""
        return tr("Finds search descriptions of posts without the keyphrase, or with too much of it.")

    def find(self, subject: Subject) -> Iterator[Finding]:
        """As `Check` says."""
        phrase, text = keyphrase_of(subject), subject.copy.text("seo_description")
        if subject.brief.kind is not Kind.BLOG or not phrase or not text.strip():
            return
        times = count(text, phrase, subject.language)
        if times > _MOST_IN_DESCRIPTION:
            message = tr(
                "“{phrase}” stands {count} times in the search description; once or twice is enough.",
                phrase=phrase,
                count=times,
            )
        elif not times and not holds(text, phrase, subject.language):
            message = tr("“{phrase}” is not in the search description.", phrase=phrase)
        else:
            return
        yield Spot.whole("seo_description", text).finding(self.id, Severity.INFO, message)


class KeyphraseInAlts:
    """Images of a post of which none, or nearly each, is described with the keyphrase."""

    id = "search.keyphrase_alts"

    @property
    def name(self) -> str:
        """As `Check` says."""
        return tr("Keyphrase in the texts of images")

    @property
    def description(self) -> str:
        """As `Check` says."""
        return tr("Finds posts in which no image, or nearly each one, is described with the keyphrase.")

    def find(self, subject: Subject) -> Iterator[Finding]:
        """As `Check` says."""
        address, text = post_body(subject)
        phrase = keyphrase_of(subject)
        images = [image for image in markup_of(text).images if image.alt] if phrase else []
        if not images:
            return
        having = [image for image in images if holds(image.alt, phrase, subject.language)]
        many = len(images) >= _MANY_IMAGES
        if not having or (many and len(having) < _SHARE_OF_IMAGES[0] * len(images)):
            image = next(image for image in images if image not in having)
            message = tr(
                "“{phrase}” is in the texts of {count} of {all} images.",
                phrase=phrase,
                count=len(having),
                all=len(images),
            )
        elif many and len(having) > _SHARE_OF_IMAGES[1] * len(images):
            image = having[-1]
            message = tr(
                "{count} of {all} images have the keyphrase in their text; three quarters at most read well.",
                count=len(having),
                all=len(images),
            )
        else:
            return
        yield Spot(address, text, image.start, image.end).finding(self.id, Severity.INFO, message)


class RelatedPhrases:
    """Phrases beside the keyphrase that the text does not have."""

    id = "search.related"

    @property
    def name(self) -> str:
        """As `Check` says."""
        return tr("Related phrases")

    @property
    def description(self) -> str:
        """As `Check` says."""
        return tr("Finds phrases beside the keyphrase that a post does not have.")

    def find(self, subject: Subject) -> Iterator[Finding]:
        """As `Check` says."""
        address, text = post_body(subject)
        if count_words(text) < _LEAST_WORDS:
            return
        missing = [each for each in related_of(subject) if not count(text, each, subject.language)]
        if missing:
            message = tr("The text does not have: {phrases}.", phrases=", ".join(f"“{each}”" for each in missing))
            yield Spot(address, text, *(first_paragraph(text) or (0, 0))).finding(self.id, Severity.INFO, message)


class NoKeyphrase:
    """Posts without a keyphrase, with ideas for one from what they rest on."""

    id = "search.no_keyphrase"

    @property
    def name(self) -> str:
        """As `Check` says."""
        return tr("No keyphrase")

    @property
    def description(self) -> str:
        """As `Check` says."""
        return tr("Finds posts without a keyphrase, and names phrases that their sources and facts repeat.")

    def find(self, subject: Subject) -> Iterator[Finding]:
        """As `Check` says."""
        address, text = post_body(subject)
        if keyphrase_of(subject) or not address or is_only_text(subject) or subject.language not in LANGUAGES:
            return
        if count_words(text) < _LEAST_WORDS:
            return
        sources = subject.brief.post.sources[:_MOST_SOURCES] if subject.brief.post is not None else ()
        told = tuple(each[:_READ] for each in (text, *(source.text for source in sources)))
        title = subject.copy.text("title") or subject.brief.product
        ideas = keyphrase_ideas(told, subject.brief.facts, subject.language, title=title, most=_MOST_IDEAS)
        if ideas:
            named = ", ".join(f"“{idea.phrase}”" for idea in ideas)
            message = tr("No keyphrase yet. The text repeats: {phrases}.", phrases=named)
            spot = Spot(address, text, 0, 0)
            yield spot.finding(self.id, Severity.INFO, message, advice=tr("Choose what people would search for."))
