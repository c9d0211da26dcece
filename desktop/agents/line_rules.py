"""Short lines put together from the facts by rule: always true, for a model that has no more to say, or no language."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain, combinations, islice, zip_longest
from typing import TypeVar

from desktop.agents.line_frames import framed
from desktop.agents.sentences import fact_phrase, fact_sentences, opening_by_rule, title_by_rule
from desktop.checks.line_sorts import Sort
from desktop.core.brief import Brief, Fact

T = TypeVar("T")

_MOST_FACTS = 12
_YES, _NO = frozenset({"yes", "ja"}), frozenset({"no", "nee", "nej"})


def lines_by_rule(brief: Brief, sort: Sort) -> Iterator[str]:
    """Lines of this sort, those with must-mention facts first, each with other facts; not measured yet."""
    facts = sorted(
        (fact for fact in brief.facts if fact.approved and fact.text.strip()), key=lambda fact: not fact.must_mention
    )[:_MOST_FACTS]
    told = _Told(brief, facts)
    match sort:
        case Sort.KEYWORD:
            yield from told.keywords()
        case Sort.SENTENCE | Sort.PREHEADER:
            yield from told.texts(1, 2)
            yield from told.sentences()
        case Sort.POST:
            yield from told.texts(3, 2)
        case Sort.TITLE:
            yield from told.titles()
        case Sort.SUBJECT:
            yield from told.titles(most=len(facts))
            yield from told.phrases()
            yield from told.titles()
        case Sort.HEADLINE:
            yield from told.phrases()
            yield from told.titles()
            yield from told.pairs()


class _Told:
    """The facts of one brief in all the ways in which they can be told by rule."""

    def __init__(self, brief: Brief, facts: list[Fact]) -> None:
        self._brief, self._facts = brief, facts
        self._product = brief.product.strip().rstrip(".")
        self._frames = [(fact, framed(fact, self._product, brief.language)) for fact in facts]

    def phrases(self) -> Iterator[str]:
        """Each fact as people say it: `Holds 18 l`; one of no known kind as on a label."""
        labels = [_phrase(fact, self._brief.language) for fact, each in self._frames if each is None]
        yield from _mixed(*(list(each.alone) for _, each in self._frames if each is not None), labels)

    def titles(self, most: int = 1000) -> Iterator[str]:
        """The product with a fact, then with two: `Havn backpack in navy, made in Portugal`."""
        if not self._product:
            return
        short = [title for count in (2, 1) if (title := title_by_rule(self._brief, count)) != self._product]
        led = [list(each.led) for _, each in self._frames if each is not None]
        pairs = (
            f"{one.led[0]}, {_inside(other.alone[0])}"
            for (_, one), (_, other) in _in_turn(self._frames, 2)
            if one is not None and other is not None and one.led and "?" not in one.led[0] + other.alone[0]
        )
        labels = (
            f"{self._product} – {_inside(_phrase(fact, self._brief.language))}"
            for fact, each in self._frames
            if each is None
        )
        yield from islice(chain(_mixed(*led, short), labels, pairs), most)

    def pairs(self) -> Iterator[str]:
        """Two facts in a line: `Weighs 980 g, made in Portugal`."""
        said = [_phrase(fact, self._brief.language) if each is None else each.alone[0] for fact, each in self._frames]
        for one, other in _in_turn([phrase for phrase in said if not phrase.endswith("?")], 2):
            yield f"{one}, {_inside(other)}"

    def texts(self, *counts: int) -> Iterator[str]:
        """The product with one fact as the first sentence, and so many other facts after it, in all their choices."""
        openings = self._openings()
        for count in counts:
            chosen = _in_turn(self._facts, min(count, max(1, len(self._facts) - 1)))
            for number, facts in enumerate(chosen):
                at = number % max(1, len(openings))
                fitting = [each for each in (*openings[at:], *openings[:at]) if each[0] not in facts]
                opening = fitting[0][1] if fitting else ""
                yield " ".join(filter(None, (opening, *self._sentences_of(facts))))

    def sentences(self) -> Iterator[str]:
        """Facts without the product, in pairs and alone."""
        for size in (2, 1):
            for facts in _in_turn(self._facts, size):
                yield " ".join(self._sentences_of(facts))

    def keywords(self) -> Iterator[str]:
        """The product's name and its words, then what it is with what a fact says: `backpack 18 l`."""
        words = self._product.lower().split()
        if words:
            yield " ".join(words)
            yield from (word for word in words if len(word) > 3)
        for fact in self._facts:
            value = fact.text.strip().rstrip(".").lower()
            said = fact.name.strip().lower() if value in _YES else value
            parts = [part for part in said.split(", ") if part not in _NO]
            yield from (f"{words[-1]} {part}" if words else part for part in parts)
            yield from (part for part in parts if not any(sign.isdigit() for sign in part))

    def _openings(self) -> list[tuple[Fact | None, str]]:
        """First sentences, each with the fact that it tells."""
        opening = opening_by_rule(self._brief)
        first = next((fact for fact in self._facts if fact.text.strip().casefold() in opening.casefold()), None)
        led = [(fact, f"{each.led[0]}.") for fact, each in self._frames if each is not None and each.led]
        others = [(fact, text) for fact, text in led if fact is not first and ":" not in text]
        bare = opening == f"{self._product}." and bool(others)
        found: list[tuple[Fact | None, str]] = [(first, opening)] if opening and not bare else []
        return found + others

    def _sentences_of(self, facts: list[Fact]) -> list[str]:
        """Facts as sentences; one that would be a label is told by its frame."""
        told = {fact.id or fact.text: each.told for fact, each in self._frames if each is not None and each.told}
        plain = [fact for fact in facts if (fact.id or fact.text) not in told]
        return [*fact_sentences(plain, self._brief.language), *(told[f.id or f.text] for f in facts if f not in plain)]


def _phrase(fact: Fact, language: str) -> str:
    """The fact as a sentence without its full stop where that is short (`Made in Portugal`), else as on a label."""
    sentence = " ".join(fact_sentences([fact], language)).rstrip(".")
    label = fact_phrase(fact)
    return sentence if len(sentence) < len(label) or not any(sign.isdigit() for sign in sentence) else label


def _in_turn(items: list[T], count: int) -> Iterator[list[T]]:
    """The choices of so many items, each time beginning with another one."""
    groups = [[list(chosen) for chosen in combinations(items, count) if chosen[0] is first] for first in items]
    yield from _mixed(*groups)


def _mixed(*lists: list[T]) -> Iterator[T]:
    """The items of several lists in turn."""
    for row in zip_longest(*lists):
        yield from (item for item in row if item is not None)


def _inside(phrase: str) -> str:
    """A phrase as it stands within a line: small, unless its first word is a name or an abbreviation."""
    first = phrase.split(" ", 1)[0]
    return phrase[:1].lower() + phrase[1:] if first[1:].islower() else phrase
