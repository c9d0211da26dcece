"""Whether a text is easy to read, by the numbers that Yoast publishes; each thing is said once for a text."""

from __future__ import annotations

import functools
from collections.abc import Iterator

import msgspec

from desktop.checks.check import Spot, Subject
from desktop.checks.passive import is_passive
from desktop.checks.phrases import Phrases
from desktop.checks.prose import Sort, count_words, lines_of, prose_fields, prose_sentences, words_in
from desktop.checks.reading import flesch, lix, readability_metrics, tally_of
from desktop.checks.sentences import Span
from desktop.core.brief import LANGUAGES, Kind
from desktop.core.finding import Finding, Severity
from desktop.core.resources import resource_text
from desktop.core.words import tr, trn

__all__ = [
    "LongParagraphs",
    "LongSentences",
    "PassiveVoice",
    "ReadingEase",
    "Subheadings",
    "Transitions",
    "readability_metrics",
]

LEAST_WORDS = 50
"""Shorter texts have no average worth speaking of."""
_LONG_SENTENCE = 20
_VERY_LONG_SENTENCE = 35
_MOST_LONG = 0.25
_MOST_LONG_OF_PRODUCT = 0.20
_MOST_WORDS_OF_PARAGRAPH = 150
_MOST_WORDS_OF_PRODUCT_PARAGRAPH = 70
_MOST_PASSIVE = 0.10
_LEAST_PASSIVES = 3
_WORDS_FOR_TRANSITIONS = 200
_LEAST_TRANSITIONS = 0.20
_WORDS_A_HEADING = 300
_HARD_FLESCH = 50
_HARD_LIX = 50


class LongSentences:
    """Texts of which more than a quarter of the sentences, in product texts a fifth, have more than twenty words."""

    id = "readability.sentences"

    @property
    def name(self) -> str:
        """As `Check` says."""
        return tr("Long sentences")

    @property
    def description(self) -> str:
        """As `Check` says."""
        return tr("Finds texts in which many sentences have more than twenty words.")

    def find(self, subject: Subject) -> Iterator[Finding]:
        """As `Check` says."""
        for address, text in _long_enough(subject):
            lengths = _lengths(text, subject.language)
            if not _are_too_long(subject.brief.kind, lengths):
                continue
            message = tr(
                "{share} % of the sentences have more than {most} words; this one has {count}.",
                share=round(100 * lengths.long / lengths.sentences),
                most=_LONG_SENTENCE,
                count=lengths.words,
            )
            yield Spot(address, text, *lengths.longest).finding(self.id, Severity.INFO, message)


class LongParagraphs:
    """Paragraphs of more than 150 words, in product texts 70."""

    id = "readability.paragraphs"

    @property
    def name(self) -> str:
        """As `Check` says."""
        return tr("Long paragraphs")

    @property
    def description(self) -> str:
        """As `Check` says."""
        return tr("Finds paragraphs that are better divided.")

    def find(self, subject: Subject) -> Iterator[Finding]:
        """As `Check` says."""
        product = subject.brief.kind is Kind.PRODUCT
        most = _MOST_WORDS_OF_PRODUCT_PARAGRAPH if product else _MOST_WORDS_OF_PARAGRAPH
        for address, text in prose_fields(subject):
            lines = [line for line in lines_of(text) if line.sort is Sort.PROSE]
            sizes = [(len(words_in(text[line.start : line.end])), line) for line in lines]
            long = [(size, line) for size, line in sizes if size > most]
            if not long:
                continue
            size, line = max(long, key=lambda each: each[0])
            message = tr("This paragraph has {count} words; up to {most} reads well.", count=size, most=most)
            yield Spot(address, text, line.start, line.end).finding(self.id, Severity.INFO, message)


class PassiveVoice:
    """Texts in which many sentences are in the passive voice."""

    id = "readability.passive"

    @property
    def name(self) -> str:
        """As `Check` says."""
        return tr("Passive voice")

    @property
    def description(self) -> str:
        """As `Check` says."""
        return tr("Finds texts in which many sentences do not say who does what.")

    def find(self, subject: Subject) -> Iterator[Finding]:
        """As `Check` says."""
        for address, text in _long_enough(subject):
            spans = prose_sentences(text, subject.language)
            passive = [span for span in spans if is_passive(text[span.start : span.end], subject.language)]
            if len(passive) < _LEAST_PASSIVES or len(passive) <= _MOST_PASSIVE * len(spans):
                continue
            message = tr(
                "{count} of {all} sentences are in the passive voice; say who does it.",
                count=len(passive),
                all=len(spans),
            )
            yield Spot(address, text, *passive[0]).finding(self.id, Severity.INFO, message)


class Transitions:
    """Longer texts whose sentences are hardly tied together."""

    id = "readability.transitions"

    @property
    def name(self) -> str:
        """As `Check` says."""
        return tr("Transition words")

    @property
    def description(self) -> str:
        """As `Check` says."""
        return tr("Finds longer texts with few words that tie sentences together.")

    def find(self, subject: Subject) -> Iterator[Finding]:
        """As `Check` says."""
        if subject.brief.kind is Kind.PRODUCT:
            return
        for address, text in _long_enough(subject, _WORDS_FOR_TRANSITIONS):
            spans = prose_sentences(text, subject.language)
            tied = [has_transition(text[start:end], subject.language) for start, end in spans]
            if not spans or sum(tied) >= _LEAST_TRANSITIONS * len(spans):
                continue
            start, end = _longest_run(spans, tied)
            message = trn(
                "{n} of {all} sentences has a word that ties it to others, such as “but” or “because”.",
                "{n} of {all} sentences have a word that ties them to others, such as “but” or “because”.",
                sum(tied),
                all=len(spans),
            )
            yield Spot(address, text, start, end).finding(self.id, Severity.INFO, message)


class Subheadings:
    """Posts in which more than 300 words follow each other without a heading."""

    id = "readability.subheadings"

    @property
    def name(self) -> str:
        """As `Check` says."""
        return tr("Subheadings")

    @property
    def description(self) -> str:
        """As `Check` says."""
        return tr("Finds long stretches of a post without a heading.")

    def find(self, subject: Subject) -> Iterator[Finding]:
        """As `Check` says."""
        if subject.brief.kind is not Kind.BLOG:
            return
        for address, text in prose_fields(subject):
            words = 0
            said = False
            for line in lines_of(text):
                if line.sort is Sort.HEADING:
                    words, said = 0, False
                    continue
                words += len(words_in(text[line.start : line.end]))
                if words > _WORDS_A_HEADING and not said:
                    said = True
                    message = tr("More than {most} words without a heading; one fits here.", most=_WORDS_A_HEADING)
                    yield Spot(address, text, line.start, line.end).finding(self.id, Severity.INFO, message)


class ReadingEase:
    """Texts that are hard to read because of their long words."""

    id = "readability.ease"

    @property
    def name(self) -> str:
        """As `Check` says."""
        return tr("Reading ease")

    @property
    def description(self) -> str:
        """As `Check` says."""
        return tr("Finds texts that are hard to read, by a formula for their language.")

    def find(self, subject: Subject) -> Iterator[Finding]:
        """As `Check` says."""
        for address, text in _long_enough(subject):
            tally = tally_of(text, subject.language)
            lengths = _lengths(text, subject.language)
            # Long sentences are said by another check; twice is no help.
            if not tally.sentences or _are_too_long(subject.brief.kind, lengths):
                continue
            if subject.language == "sv":
                score, hard = lix(tally), lix(tally) > _HARD_LIX
                message = tr("Hard to read: LIX {score}, where 40 is usual. Shorter words help.", score=round(score))
            else:
                score = flesch(tally, subject.language)
                hard = score < _HARD_FLESCH
                message = tr("Hard to read: {score} of 100, where 60 is usual. Shorter words help.", score=round(score))
            if hard:
                yield Spot(address, text, *lengths.longest).finding(self.id, Severity.INFO, message)


@functools.lru_cache(maxsize=8192)
def has_transition(sentence: str, language: str) -> bool:
    """Whether a sentence has a word that ties it to another one."""
    return next(_transitions(language).find(sentence), None) is not None


def _long_enough(subject: Subject, least: int = LEAST_WORDS) -> Iterator[tuple[str, str]]:
    if subject.language not in LANGUAGES:
        return
    for address, text in prose_fields(subject):
        if count_words(text) >= least:
            yield address, text


class _Lengths(msgspec.Struct, frozen=True):
    """How many sentences of a text there are, how many of them are long, and the longest with its number of words."""

    sentences: int
    long: int
    longest: Span
    words: int


@functools.lru_cache(maxsize=64)
def _lengths(text: str, language: str) -> _Lengths:
    spans = prose_sentences(text, language)
    sizes = [len(words_in(text[start:end])) for start, end in spans]
    words = max(sizes, default=0)
    longest = spans[sizes.index(words)] if sizes else Span(0, 0)
    return _Lengths(len(spans), sum(size > _LONG_SENTENCE for size in sizes), longest, words)


def _are_too_long(kind: Kind, lengths: _Lengths) -> bool:
    most = _MOST_LONG_OF_PRODUCT if kind is Kind.PRODUCT else _MOST_LONG
    # One sentence of 22 words among four is a quarter, and no fault.
    return lengths.long > most * lengths.sentences and (lengths.long > 1 or lengths.words > _VERY_LONG_SENTENCE)


def _longest_run(spans: tuple[Span, ...], tied: list[bool]) -> Span:
    """The first sentence of the longest run of those that nothing ties."""
    best, at, run = 0, 0, 0
    for index, each in enumerate(tied):
        run = 0 if each else run + 1
        if run > best:
            best, at = run, index - run + 1
    return spans[at]


@functools.cache
def _transitions(language: str) -> Phrases[None]:
    listed = msgspec.json.decode(resource_text("lexicons/transitions.json"), type=dict[str, tuple[str, ...]])
    return Phrases((phrase, None) for phrase in listed[language])
