"""What the checks say of a post: what rests on nothing or does not show its source, marks of sources there are not."""

from __future__ import annotations

import re
from collections.abc import Iterator

from desktop.checks.check import Spot, Subject
from desktop.checks.citing import (
    bases_of_post,
    comes_from_elsewhere,
    defined_notes,
    ground_of,
    marks_in,
    notes_without_end,
    shows_a_source,
)
from desktop.checks.questions import asks, is_courtesy
from desktop.checks.search.markup import post_body, without_code
from desktop.checks.sentences import sentences_of
from desktop.core.brief import LANGUAGES
from desktop.core.finding import Finding, Severity, Verdict
from desktop.core.post import Post
from desktop.core.reply import Rest
from desktop.core.words import tr

_NO_STATEMENT = re.compile(r"\s*(?:#{1,6}\s|\||\[\^[\w.-]+\]:|!\[)")
_LEAST_WORDS = 3
_END = re.compile(r"[.!?…]*[\"”’)*_]*$")


class WithoutSource:
    """Claims of a post that neither its facts nor its sources say, and that show no other source."""

    id = "post.source"

    @property
    def name(self) -> str:
        """As `Check` says."""
        return tr("Claims without a source")

    @property
    def description(self) -> str:
        """As `Check` says."""
        return tr(
            "Finds figures and findings of others in a post that no fact, source or link bears; "
            "where a model may say more than its sources, every sentence of its own."
        )

    def find(self, subject: Subject) -> Iterator[Finding]:
        """As `Check` says; of a sentence that a claim was found in, the finding on the claim says it."""
        address, text = post_body(subject)
        if not text or subject.language not in LANGUAGES:
            return
        if subject.brief.post is not None and subject.brief.post.outside:
            yield from self._outside(address, text, subject)
            return
        knows = not ground_of(subject.brief, subject.language).is_empty
        said = sorted(each.start for each in subject.claims if each.field == address and each.verdict in _SAID)
        for basis in bases_of_post(address, text, subject.brief, subject.language, subject.claims):
            if basis.rest is not Rest.NOTHING or any(basis.start <= place < basis.end for place in said):
                continue
            elsewhere = comes_from_elsewhere(text[basis.start : basis.end], subject.language)
            if not (knows or elsewhere) or shows_a_source(text, basis.start, basis.end):
                continue
            message = (
                tr("Who says this? A source or a link shows it.")
                if elsewhere
                else tr("No fact and no source of this post says this.")
            )
            spot = Spot(address, text, basis.start, basis.end)
            advice = tr("Add the source, link to it, or leave it out.")
            yield spot.finding(self.id, Severity.INFO, message, advice=advice)

    def _outside(self, address: str, text: str, subject: Subject) -> Iterator[Finding]:
        """Every statement that rests on nothing, in a post that may have such statements."""
        ground = ground_of(subject.brief, subject.language)
        claimed = [each.start for each in subject.claims if each.field == address and each.verdict in _CLAIMED]
        for start, end in sentences_of(without_code(text), subject.language):
            sentence = text[start:end]
            if (
                _NO_STATEMENT.match(sentence)
                or len(sentence.split()) < _LEAST_WORDS
                or asks(sentence, subject.language)
            ):
                continue
            if any(start <= place < end for place in claimed) or shows_a_source(text, start, end):
                continue
            if asks(sentence, subject.language) or is_courtesy(sentence, subject.language):
                continue
            if ground.near(sentence, subject.language):
                continue
            message = tr("No fact and no source of this post says this.")
            advice = tr("Check it before you publish it, or add a source for it.")
            yield Spot(address, text, start, end).finding(self.id, Severity.INFO, message, advice=advice)


class UnmarkedSources:
    """Claims that rest on a source and do not show it, in a post that shows others."""

    id = "post.unmarked_source"

    @property
    def name(self) -> str:
        """As `Check` says."""
        return tr("Sources that are not shown")

    @property
    def description(self) -> str:
        """As `Check` says."""
        return tr("Finds claims that rest on a source without its mark, in a post that marks others.")

    def find(self, subject: Subject) -> Iterator[Finding]:
        """As `Check` says."""
        address, text = post_body(subject)
        post = subject.brief.post or Post()
        marks = marks_in(text)
        if not post.sources or not (marks or post.references) or subject.language not in LANGUAGES:
            return
        titles = {each.id: each.title or each.address for each in post.sources}
        for basis in bases_of_post(address, text, subject.brief, subject.language, subject.claims):
            if basis.rest is not Rest.PASSAGE or shows_a_source(text, basis.start, basis.end):
                continue
            source = basis.ids[0]
            sentence = text[basis.start : basis.end]
            end = _END.search(sentence)
            at = end.start() if end is not None else len(sentence)
            message = tr("This rests on “{title}” and does not show it.", title=titles.get(source, source))
            spot = Spot(address, text, basis.start, basis.end)
            fixes = (f"{sentence[:at]}[^{source}]{sentence[at:]}",)
            yield spot.finding(self.id, Severity.INFO, message, fixes=fixes, evidence=basis.ids)


class UnknownSources:
    """Marks of sources and of footnotes that do not exist."""

    id = "post.unknown_source"

    @property
    def name(self) -> str:
        """As `Check` says."""
        return tr("Sources that do not exist")

    @property
    def description(self) -> str:
        """As `Check` says."""
        return tr("Finds marks of sources and footnotes that a post does not have.")

    def find(self, subject: Subject) -> Iterator[Finding]:
        """As `Check` says."""
        address, text = post_body(subject)
        post = subject.brief.post
        if not text:
            return
        known = {each.id for each in post.sources} if post is not None else set[str]()
        known |= defined_notes(text)
        for mark in marks_in(text):
            # A text that was read from a file may have brackets of its own; a note (`[^q1]`) must stand somewhere.
            if post is None and not text.startswith("[^", mark.start):
                continue
            missing = [each for each in mark.ids if each not in known]
            if missing:
                message = tr("There is no source {id} in this post.", id=", ".join(missing))
                yield Spot(address, text, mark.start, mark.end).finding(self.id, Severity.WARNING, message)
        for note in notes_without_end(text):
            message = tr("There is no footnote “{name}” in this post.", name=note.ids[0])
            yield Spot(address, text, note.start, note.end).finding(self.id, Severity.WARNING, message)


_SAID = frozenset({Verdict.UNSUPPORTED, Verdict.CONTRADICTED})
_CLAIMED = _SAID | {Verdict.SUPPORTED}
