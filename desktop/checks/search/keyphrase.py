"""Whether the keyphrase stands where a search engine looks first, and how often it stands in the text.

The numbers are those that Yoast publishes: 0.5 to 3 % of the words, 3.5 % when other forms are counted, as they are
here; 30 to 75 % of the headings; at most four words that carry meaning, more for products.
"""

from __future__ import annotations

from collections.abc import Iterator

from desktop.checks.check import Spot, Subject
from desktop.checks.prose import Sort, count_words, lines_of
from desktop.checks.search.phrase import (
    content_words,
    count,
    first_paragraph,
    holds,
    keyphrase_of,
    main_field,
    place_of,
    title_field,
)
from desktop.core.brief import Kind
from desktop.core.finding import Finding, Severity
from desktop.core.words import tr, trn

_LEAST_HEADINGS = 3
_HEADINGS = (0.30, 0.75)
_LEAST_WORDS = 100
_DENSITY = (0.005, 0.035)
_LONGEST = {Kind.PRODUCT: 6, Kind.BLOG: 4}
_LATE = 30
"""Characters of a title that every screen shows."""


class KeyphrasePlaces:
    """The keyphrase in the title, in the first paragraph and in the headings."""

    id = "search.keyphrase"

    @property
    def name(self) -> str:
        """As `Check` says."""
        return tr("Keyphrase")

    @property
    def description(self) -> str:
        """As `Check` says."""
        return tr("Finds titles, first paragraphs and headings without the keyphrase.")

    def find(self, subject: Subject) -> Iterator[Finding]:
        """As `Check` says."""
        phrase = keyphrase_of(subject)
        if not phrase or not content_words(phrase, subject.language):
            return
        title, main = title_field(subject), main_field(subject)
        paragraph = first_paragraph(main[1])
        in_title = holds(title[1], phrase, subject.language)
        in_text = paragraph is not None and holds(main[1][slice(*paragraph)], phrase, subject.language)
        if title[0] and paragraph and not in_title and not in_text:
            message = tr("“{phrase}” is neither in the title nor in the first paragraph.", phrase=phrase)
            yield Spot.whole(*title).finding(self.id, Severity.WARNING, message)
        elif title[0] and not in_title:
            message = tr("“{phrase}” is not in the title.", phrase=phrase)
            yield Spot.whole(*title).finding(self.id, Severity.INFO, message)
        elif title[0]:
            yield from self._late(title, phrase, subject.language)
        if paragraph and not in_text and (in_title or not title[0]):
            message = tr("“{phrase}” is not in the first paragraph.", phrase=phrase)
            yield Spot(*main, *paragraph).finding(self.id, Severity.INFO, message)
        if subject.brief.kind is Kind.BLOG:
            yield from self._headings(main, phrase, subject.language)

    def _late(self, title: tuple[str, str], phrase: str, language: str) -> Iterator[Finding]:
        place = place_of(title[1], phrase, language)
        if place is not None and place.start >= _LATE and title[0] == "seo_title":
            message = tr("The keyphrase stands late in the title; at the start it is seen first.")
            yield Spot(*title, *place).finding(self.id, Severity.INFO, message)

    def _headings(self, main: tuple[str, str], phrase: str, language: str) -> Iterator[Finding]:
        address, text = main
        headings = [line for line in lines_of(text) if line.sort is Sort.HEADING and line.level in {2, 3}]
        if len(headings) < _LEAST_HEADINGS:
            return
        having = [line for line in headings if holds(text[line.start : line.end], phrase, language)]
        share = len(having) / len(headings)
        if share < _HEADINGS[0]:
            line = next(line for line in headings if line not in having)
            message = trn(
                "{n} of {all} headings has the keyphrase; a third or more helps.",
                "{n} of {all} headings have the keyphrase; a third or more helps.",
                len(having),
                all=len(headings),
            )
        elif share > _HEADINGS[1]:
            line = having[-1]
            message = tr(
                "{count} of {all} headings have the keyphrase; three quarters at most read well.",
                count=len(having),
                all=len(headings),
            )
        else:
            return
        yield Spot(address, text, line.start, line.end).finding(self.id, Severity.INFO, message)


class KeyphraseDensity:
    """How often the keyphrase stands in a text of a hundred words or more."""

    id = "search.density"

    @property
    def name(self) -> str:
        """As `Check` says."""
        return tr("Keyphrase density")

    @property
    def description(self) -> str:
        """As `Check` says."""
        return tr("Finds texts that use the keyphrase too seldom or too often.")

    def find(self, subject: Subject) -> Iterator[Finding]:
        """As `Check` says."""
        phrase = keyphrase_of(subject)
        address, text = main_field(subject)
        words = count_words(text) if phrase else 0
        if words < _LEAST_WORDS:
            return
        times = count(text, phrase, subject.language)
        # A phrase of three words takes more of a text than one of a single word.
        most = max(3, round(_DENSITY[1] * words / max(1, len(content_words(phrase, subject.language)) ** 0.5)))
        least = max(1, int(_DENSITY[0] * words))
        if times > most:
            message = tr(
                "“{phrase}” stands {count} times in {words} words; up to {most} reads well.",
                phrase=phrase,
                count=times,
                words=words,
                most=most,
            )
        elif times < least:
            message = trn(
                "“{phrase}” stands {n} time in {words} words; {least} or more helps a search engine.",
                "“{phrase}” stands {n} times in {words} words; {least} or more helps a search engine.",
                times,
                phrase=phrase,
                words=words,
                least=least,
            )
        else:
            return
        place = place_of(text, phrase, subject.language) or first_paragraph(text) or (0, 0)
        yield Spot(address, text, *place).finding(self.id, Severity.INFO, message)


class KeyphraseLength:
    """Keyphrases of more words than people search for."""

    id = "search.keyphrase_length"

    @property
    def name(self) -> str:
        """As `Check` says."""
        return tr("Length of the keyphrase")

    @property
    def description(self) -> str:
        """As `Check` says."""
        return tr("Finds keyphrases that are longer than what people search for.")

    def find(self, subject: Subject) -> Iterator[Finding]:
        """As `Check` says."""
        phrase = keyphrase_of(subject)
        address, text = title_field(subject)
        if not phrase or not address:
            return
        words, most = len(content_words(phrase, subject.language)), _LONGEST[subject.brief.kind]
        if words > most:
            message = tr("The keyphrase has {count} words; people search for {most} at most.", count=words, most=most)
            yield Spot(address, text, 0, 0).finding(self.id, Severity.INFO, message)
