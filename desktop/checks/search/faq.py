"""Questions and answers of a page, as search engines read them from its headings (schema.org, FAQPage)."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from desktop.checks.check import Spot, Subject
from desktop.checks.prose import words_in
from desktop.checks.search.markup import headings, markup_of, post_body
from desktop.core.finding import Finding, Severity
from desktop.core.outline import Heading
from desktop.core.post import Post, PostType
from desktop.core.words import tr

_LEAST_QUESTIONS = 2
_MOSTLY = 0.6
_LONGEST_ANSWER = 300


class Question(msgspec.Struct, frozen=True):
    """A heading that asks, and where its answer stands (code points), headings of a lower level with it."""

    heading: Heading
    start: int
    end: int


def questions_in(text: str) -> tuple[Question, ...]:
    """The headings that end in a question mark, each with its answer."""
    found = headings(text)
    questions: list[Question] = []
    for place, heading in enumerate(found):
        if heading.text.rstrip(" *_").endswith("?"):
            after = next((each for each in found[place + 1 :] if each.level <= heading.level), None)
            questions.append(Question(heading, heading.end, after.start if after else len(text)))
    return tuple(questions)


class FaqHeadings:
    """Questions whose answer a search engine could not read."""

    id = "search.questions"

    @property
    def name(self) -> str:
        """As `Check` says."""
        return tr("Questions and answers")

    @property
    def description(self) -> str:
        """As `Check` says."""
        return tr("Finds questions without an answer below them, and headings among questions that ask nothing.")

    def find(self, subject: Subject) -> Iterator[Finding]:
        """As `Check` says."""
        address, text = post_body(subject)
        questions = questions_in(text)
        for each in questions:
            words = sum(len(words_in(line)) for line in text[each.start : each.end].splitlines())
            message = ""
            if not words or _is_only_image(text, each):
                message = tr("This question has no answer in words below it.")
            elif words > _LONGEST_ANSWER:
                message = tr("The answer has {count} words; a search engine shows the first few.", count=words)
            if message:
                severity = Severity.INFO if words else Severity.WARNING
                spot = Spot(address, text, each.heading.start, each.heading.end)
                yield spot.finding(self.id, severity, message)
        yield from self._others(subject, address, text, questions)

    def _others(self, subject: Subject, address: str, text: str, questions: tuple[Question, ...]) -> Iterator[Finding]:
        """Headings beside questions of their level that ask nothing, on a page of questions."""
        if (subject.brief.post or Post()).type is not PostType.QUESTIONS or not text:
            return
        level = questions[0].heading.level if questions else 2
        beside = [each for each in headings(text) if each.level == level]
        asking = [each.heading for each in questions if each.heading.level == level]
        if len(asking) < _LEAST_QUESTIONS:
            message = tr("A page of questions needs two or more headings that end in a question mark.")
            yield Spot(address, text, 0, 0).finding(self.id, Severity.INFO, message)
        elif len(asking) >= _MOSTLY * len(beside):
            for heading in beside:
                if heading not in asking:
                    message = tr("The other headings are questions; this one is left out where questions are shown.")
                    yield Spot(address, text, heading.start, heading.end).finding(self.id, Severity.INFO, message)


def _is_only_image(text: str, question: Question) -> bool:
    rest = text
    for image in markup_of(text).images:
        if question.start <= image.start < question.end:
            rest = rest[: image.start] + " " * (image.end - image.start) + rest[image.end :]
    return not rest[question.start : question.end].strip()
