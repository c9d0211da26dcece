"""Facts that answer yes or no, or in or out of the box, whatever they are about: their own words in a sentence."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable, Iterator

import msgspec

from desktop.checks.ledger.answers import answer_of, is_absent, is_included, is_plain_answer
from desktop.checks.ledger.assertion import Assertion
from desktop.checks.ledger.concepts.concept_forms import Token, tokens_of
from desktop.checks.ledger.concepts.concepts import denial_of, is_answered_no, is_negated, of_worries
from desktop.checks.ledger.concepts.denial_reach import Reach
from desktop.checks.ledger.concepts.inversions import is_fronted_and_denied
from desktop.checks.ledger.concepts.markers import is_brought, is_lacking, is_near, markers_in, span_with
from desktop.checks.ledger.words.sold_apart import is_optional
from desktop.checks.words import plain_form, same_word
from desktop.core.brief import Fact
from desktop.core.finding import Verdict
from desktop.core.words import mark

_SAID = mark("The facts say “{fact}”.")
_SHORTEST_NAME = 5
_SHORTEST_THING = 3
_SHORTEST_SPELLED = 3
_MOST_WORDS = 5
_NEAR = 2
_WITH = frozenset({"with", "met", "med"})
_GIVEN = frozenset({"the", "your", "every", "each", "any", "de", "het", "je", "jouw", "elke", "iedere", "uw"}) | (
    frozenset({"den", "det", "din", "ditt", "dina", "varje", "alla", "all", "alle"})
)
_ON = frozenset({"of", "and", "for", "van", "en", "voor", "på", "och", "för", "om", "à", "included", "erbij"})
_NOT = frozenset({"not", "niet", "inte", "ej"})
_ONLY = frozenset({"only", "just", "alleen", "slechts", "bara", "endast"})
_COMES = frozenset(
    plain_form(word)
    for word in (
        "included", "supplied", "inbegrepen", "meegeleverd", "bijgeleverd", "inclusief", "ingår", "medföljer",
        "inkluderad", "inkluderat", "inkluderade", "inkluderas",
    )
)  # fmt: skip
"""How the name of a fact ends that asks whether a thing comes along: `Ytterkruka ingår`, `Sierpot inbegrepen`."""
_QUESTION = "?"


_WORDED = re.compile(
    r"message|greeting|wish|engrav|\bname\b|\btext|boodschap|bericht|groet|wens|gravure|\bnaam\b|tekst|hälsning|meddelande"
    r"|gravyr|\bnamn\b",
    re.IGNORECASE,
)
"""What is written as one likes, and not sold apart where it is optional: `Hälsning: valfri`."""


class _Answered(msgspec.Struct, frozen=True):
    """A fact that answers: the plain words of its name, whether with yes, whether about what comes along."""

    fact: str
    text: str
    words: tuple[str, ...]
    yes: bool
    thing: bool


class AnsweredFacts:
    """The facts that answer yes or no, by the first letters of the last word of their name."""

    def __init__(self, facts: Iterable[Fact]) -> None:
        """Read the facts."""
        self.by_start: dict[str, list[_Answered]] = {}
        self.things: list[_Answered] = []
        for fact in facts:
            for each in _answered(fact):
                if each.thing:
                    self.things.append(each)
                else:
                    self.by_start.setdefault(each.words[-1][:3], []).append(each)


def _answered(fact: Fact) -> Iterator[_Answered]:
    optional = is_optional(fact.text) and _WORDED.search(fact.name) is None
    yes = False if optional else answer_of(fact.text)
    if yes is None:
        return
    words = tuple(plain_form(token.lower) for token in tokens_of(fact.name) if token.is_word)
    asks = len(words) > 1 and is_plain_answer(fact.text) and words[-1] in _COMES
    words = words[:-1] if asks else words
    if len(words) > 1 and words[0] in _WITH:  # `Met bel: ja`
        words, asks = words[1:], True
    thing = optional or asks or is_absent(fact.text) or is_included(fact.text)
    shortest = _SHORTEST_THING if thing or yes or len(words) > 1 else _SHORTEST_NAME
    if not words or len(words) > _MOST_WORDS or words[-1].isdigit():
        return
    spelled = len(words) == 1 and fact.name.strip(" :").isupper() and len(words[0]) >= _SHORTEST_SPELLED
    if len(words[-1]) < shortest and not spelled:
        return
    if not thing and not is_plain_answer(fact.text):
        return
    yield _Answered(fact.id, f"{fact.name}: {fact.text}", words, yes, thing)


def answered_claims(sentence: str, language: str, known: AnsweredFacts) -> tuple[Assertion, ...]:
    """The claims of a sentence that a fact answers in the very same words."""
    if sentence.rstrip().endswith(_QUESTION):
        return ()
    tokens = tokens_of(sentence)
    return (*_plainly(tokens, language, known), *_along(tokens, language, known))


def _plainly(tokens: tuple[Token, ...], language: str, known: AnsweredFacts) -> Iterator[Assertion]:
    if not known.by_start:
        return
    for place, token in enumerate(tokens):
        plain = plain_form(token.lower)
        for each in known.by_start.get(plain[:3], ()):
            first = _match(tokens, place, each.words, language)
            if first is None or (len(token.text) < _SHORTEST_NAME and (_goes_on(tokens, place) or not place)):
                continue
            reach = denial_of(tokens, first, language)
            negated = reach is Reach.YES or is_answered_no(tokens, place) or _is_undone(tokens, place)
            negated = negated or is_fronted_and_denied(tokens, first, place)
            agrees = negated != each.yes or (reach is Reach.PERHAPS and not negated)
            if not agrees and _is_done(plain, each.words):
                continue
            yield _assertion(tokens[first].start, token.end, each, "property", agrees=agrees)
            break


def _is_done(plain: str, words: tuple[str, ...]) -> bool:
    """Whether the word is the verb of what the fact calls so, which is done now or then: `Treat` of `Treated`."""
    name = words[-1]
    return len(words) == 1 and len(plain) < len(name) and name.endswith(("ed", "ad", "at"))


def _is_undone(tokens: tuple[Token, ...], place: int) -> bool:
    """Whether the very next word denies it: `ingår inte`, `kan het niet`."""
    behind = [token.lower for token in tokens[place + 1 : place + 3]]
    return bool(behind) and behind[0] in _NOT and behind[-1] not in _ONLY


def _goes_on(tokens: tuple[Token, ...], place: int) -> bool:
    """Whether an acronym is only the first half of a word: `USB-C`."""
    return place + 1 < len(tokens) and tokens[place + 1].text in "-‑"


def _match(tokens: tuple[Token, ...], last: int, words: tuple[str, ...], language: str) -> int | None:
    """Where the words begin that end at this token; a hyphen between them does not count."""
    place = last
    for position, word in enumerate(reversed(words)):
        if position and place > 0 and tokens[place].text in "-‑":
            place -= 1
        if place < 0 or not same_word(plain_form(tokens[place].lower), word, language):
            return None
        place -= 1
    return place + 1


def _along(tokens: tuple[Token, ...], language: str, known: AnsweredFacts) -> Iterator[Assertion]:
    """What comes along, or does not: a thing that a fact names, near words that say so."""
    if not known.things:
        return
    present, absent = markers_in(tokens, language)
    worries = of_worries(tokens, language)
    for place, token in enumerate(tokens):
        if place in worries:
            continue
        for each in known.things:
            if not _is_thing(plain_form(token.lower), each.words[-1], language):
                continue
            denied = is_lacking(tokens, place, place, present, absent) or is_negated(tokens, place, language)
            denied = denied or is_answered_no(tokens, place)
            near = is_near(tokens, place, place, present) or (not each.yes and _comes_with(tokens, place))
            if is_brought(tokens, place):  # `bring your own lunch`
                if not each.yes:
                    yield _assertion(token.start, token.end, each, "included", agrees=True)
                break
            if denied or near:
                agrees = denied != each.yes
                first, last = span_with(tokens, place, place, absent if denied else present) or (place, place)
                if agrees and first != place:  # `two batteries, which are not included`
                    yield _assertion(token.start, token.end, each, "included", agrees=True)
                start = first if agrees else place
                yield _assertion(tokens[start].start, tokens[last].end, each, "included", agrees=agrees)
                break


def _comes_with(tokens: tuple[Token, ...], place: int) -> bool:
    """Whether the clause begins with a thing that comes along: `With a cable of one metre`, `Met kabel`."""
    first = place - 1
    while first > 0 and place - first <= _NEAR and tokens[first].lower not in _WITH:
        first -= 1
    opens = first == 0 or (first > 0 and tokens[first - 1].text in ".,;:")
    if not opens or tokens[first].lower not in _WITH or any(each.lower in _GIVEN for each in tokens[first:place]):
        return False
    return place + 1 == len(tokens) or not tokens[place + 1].is_word or tokens[place + 1].lower in _ON


@functools.lru_cache(maxsize=8192)
def _is_thing(word: str, name: str, language: str) -> bool:
    if same_word(word, name, language):
        return True
    if language in {"nl", "sv"} and any(_is_end_of(word.removesuffix(end), name) for end in _ENDS):
        return True
    return language in {"nl", "sv"} and len(word) > len(name) + 2 and word.endswith(name)


def _is_end_of(word: str, name: str) -> bool:
    """Whether a fact names it in a compound: `foten` where `Parasollfot` comes along or not."""
    return len(name) - len(word) >= _SHORTEST_THING <= len(word) and name.endswith(word)


_ENDS = ("", "en", "et", "n", "t", "an", "na", "ar", "s")


def _assertion(start: int, end: int, answered: _Answered, kind: str, *, agrees: bool) -> Assertion:
    if agrees:
        return Assertion(start, end, Verdict.SUPPORTED, kind, (answered.fact,), attribute=kind)
    values = (("fact", answered.text),)
    return Assertion(start, end, Verdict.CONTRADICTED, kind, (answered.fact,), _SAID, values, attribute=kind)
