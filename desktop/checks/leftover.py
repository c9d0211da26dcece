"""What a model left behind of the conversation: openings, labels, placeholders, notes, marks, refusals."""

from __future__ import annotations

import re
from collections.abc import Iterator

from desktop.checks.check import Spot, Subject
from desktop.checks.leftover_patterns import patterns_for
from desktop.checks.search.markup import without_code
from desktop.checks.words import words_of
from desktop.core.brief import Kind
from desktop.core.finding import Finding, Severity
from desktop.core.words import tr

_LIST_MARK = re.compile(r"\A\s*(?:[-*•–]\s+|\d{1,2}[.)]\s+(?=\D))")
_INLINE_MARKS = re.compile(r"\*\*[^*\n]+\*\*|__[^_\n]+__|(?m:^#{1,6}\s)")
_QUOTED = re.compile(r"\A\s*([\"“”„'‘«])(.{2,})([\"”“'’»])\W?\s*\Z", re.DOTALL)
_QUOTE_PAIRS = frozenset({'""', "“”", "„”", "„“", "''", "‘’", "«»", "””"})
_FENCE = re.compile(r"^ {0,3}(?:`{3,}|~{3,})", re.MULTILINE)
_COPIED = 7
"""So many words of the writer's instructions in a row are no coincidence."""


_Span = tuple[int, int, str, str | None]
"""Start, end, kind, and what may stand there instead."""


class Leftover:
    """Leftovers of the prompt or of the chat with a model."""

    id = "leftover.prompt"

    @property
    def name(self) -> str:
        """As `Check` says."""
        return tr("Leftovers of the conversation")

    @property
    def description(self) -> str:
        """As `Check` says."""
        return tr("Finds what a model said about the text instead of the text: openings, labels, placeholders, notes.")

    def find(self, subject: Subject) -> Iterator[Finding]:
        """As `Check` says."""
        for address, text in subject.copy.addressed():
            position = -1
            for start, end, kind, fix in sorted(set(self._spans(address, text, subject)), key=_longest_first):
                if start < position:
                    continue
                position = end
                fixes = () if fix is None else (fix,)
                yield Spot(address, text, start, end).finding(self.id, Severity.ERROR, _say(kind), fixes=fixes)

    def _spans(self, address: str, text: str, subject: Subject) -> Iterator[_Span]:
        read = _without_own_code(text) if subject.brief.kind is Kind.BLOG else text
        for each in patterns_for(read, subject.brief.kind):
            for found in each.find(read):
                if not _is_wanted(found[0], subject):
                    yield found.start(), found.end(), each.kind, None
        if subject.is_line(address):
            yield from _marks_of_a_line(text)
        quoted = _QUOTED.match(text)
        if quoted is not None and _wraps_all(quoted):
            yield quoted.start(1), quoted.end(3), "quotes", quoted[2]
        yield from _copied(text, subject.brief.instructions)


def _longest_first(span: _Span) -> tuple[int, int]:
    return span[0], -span[1]


def _without_own_code(text: str) -> str:
    """A post without its code; a fence that is not closed, or stands around the whole text, is none of the writer's."""
    fences = [found.start() for found in _FENCE.finditer(text)]
    around = len(fences) == 2 and not text[: fences[0]].strip() and "\n" not in text[fences[1] :].strip()
    return text if len(fences) % 2 or around else without_code(text)


def _is_wanted(marked: str, subject: Subject) -> bool:
    """Whether the writer's own facts or product name hold what looks like a leftover: `[Mono] speaker`."""
    known = (subject.brief.product, subject.brief.keyphrase, *(fact.text for fact in subject.brief.facts))
    return any(marked.strip() in each for each in known if each)


def _marks_of_a_line(text: str) -> Iterator[_Span]:
    mark = _LIST_MARK.match(text)
    if mark is not None:
        yield mark.start(), mark.end(), "list", ""
    for found in _INLINE_MARKS.finditer(text):
        yield found.start(), found.end(), "marks", found[0].strip("*_# ")


def _wraps_all(quoted: re.Match[str]) -> bool:
    left, inside, right = quoted.groups()
    return left + right in _QUOTE_PAIRS and left not in inside and (right not in inside or right in "'’")


def _copied(text: str, instructions: str) -> Iterator[_Span]:
    """Runs of words that stand in the writer's instructions as they stand here."""
    wanted = [word.lower for word in words_of(instructions)]
    runs = {tuple(wanted[index : index + _COPIED]) for index in range(len(wanted) - _COPIED + 1)}
    if not runs:
        return
    beginnings = {run[0] for run in runs}
    words = words_of(text)
    beyond = 0
    for index, word in enumerate(words[: max(0, len(words) - _COPIED + 1)]):
        if index < beyond or word.lower not in beginnings:
            continue
        if tuple(each.lower for each in words[index : index + _COPIED]) in runs:
            beyond = index + _COPIED
            yield word.start, words[beyond - 1].end, "instruction", None


def _say(kind: str) -> str:
    return {
        "chat": tr("The model speaks to you here; this is not part of the text."),
        "label": tr("This is the name of a field, not part of the text."),
        "count": tr("This is a note about the length, not part of the text."),
        "instruction": tr("This is an instruction, not part of the text."),
        "marks": tr("These are marks of a format, not part of the text."),
        "placeholder": tr("A placeholder was left to be filled in here."),
        "list": tr("The mark of a list stands inside the item."),
        "quotes": tr("The whole text stands in quotation marks."),
    }[kind]
