"""How much a section of a long text says again what another one says: sentences that are alike, and shared runs."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import msgspec
import regex

from desktop.checks.alike import said_by, same_word
from desktop.checks.sentences import Span, sentences_of

_RUN = 5
_LEAST_WORDS = 4
_ALIKE = 0.75
_WORD = regex.compile(r"[\p{L}\p{M}]+(?:[’'\-][\p{L}\p{M}]+)*|\p{N}+(?:[.,]\p{N}+)*")
_HEADING = regex.compile(r"^ {0,3}#{1,6}[ \t]")


class Repeats(msgspec.Struct, frozen=True):
    """What a section says again of all others: `alike` of its `sentences`, `shared` of its `runs` of five words."""

    id: str
    sentences: int
    alike: int
    runs: int
    shared: int

    @property
    def share(self) -> float:
        """The share of sentences that stand in another section too, 0–1."""
        return self.alike / self.sentences if self.sentences else 0.0

    @property
    def run_share(self) -> float:
        """The share of runs of five words that stand in another section too, 0–1."""
        return self.shared / self.runs if self.runs else 0.0


def repeats_of(sections: Mapping[str, str], language: str) -> tuple[Repeats, ...]:
    """How much each section repeats the others, by its id, in their order; headings do not count."""
    runs = {name: _runs(text) for name, text in sections.items()}
    found: list[Repeats] = []
    for name, text in sections.items():
        others = [each for other, each in sections.items() if other != name]
        elsewhere = frozenset().union(*(runs[other] for other in sections if other != name))
        every = [text[span.start : span.end] for span in _telling(text, language)]
        found.append(
            Repeats(
                name,
                len(every),
                len(repeated_in(text, others, language)),
                len(runs[name]),
                len(runs[name] & elsewhere),
            )
        )
    return tuple(found)


def repeated_in(text: str, others: Iterable[str], language: str) -> tuple[Span, ...]:
    """The sentences of a text that stand in one of the others too: the same, or three words in four of them."""
    said = [said_by(other[span.start : span.end], language) for other in others for span in _telling(other, language)]
    return tuple(
        span
        for span in _telling(text, language)
        if any(_is_alike(said_by(text[span.start : span.end], language), each, language) for each in said)
    )


def _telling(text: str, language: str) -> list[Span]:
    """The sentences that are long enough to say something."""
    return [
        span
        for span in sentences_of(text, language)
        if not _HEADING.match(line := text[span.start : span.end]) and len(_WORD.findall(line)) >= _LEAST_WORDS
    ]


def _is_alike(words: tuple[str, ...], others: tuple[str, ...], language: str) -> bool:
    """Whether so many words that carry the meaning are the same; another figure makes another sentence."""
    if {word for word in words if word[0].isdigit()} != {word for word in others if word[0].isdigit()}:
        return False
    left = list(others)
    same = 0
    for word in words:
        match = next((each for each in left if same_word(word, each, language)), None)
        if match is not None:
            left.remove(match)
            same += 1
    return same >= _ALIKE * max(len(words), len(others))


def _runs(text: str) -> frozenset[tuple[str, ...]]:
    """The runs of five words within a line, small letters."""
    runs: set[tuple[str, ...]] = set()
    for line in text.splitlines():
        if _HEADING.match(line):
            continue
        words = [word.casefold() for word in _WORD.findall(line)]
        runs |= {tuple(words[at : at + _RUN]) for at in range(len(words) - _RUN + 1)}
    return frozenset(runs)
