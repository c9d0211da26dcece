"""Words that no dictionary on this computer knows."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator
from typing import NamedTuple

import msgspec

from desktop.checks.check import Spot, Subject
from desktop.checks.same import Same
from desktop.checks.sentences import sentences_of
from desktop.checks.spelling.dictionary import Speller, load_speller
from desktop.checks.spelling.folders import find_dictionaries
from desktop.checks.spelling.tokens import tokens_of
from desktop.checks.words import plain_form, same_word, split_words
from desktop.core.brief import LANGUAGES, Brief, Fact
from desktop.core.checking import CheckOptions
from desktop.core.finding import Finding, Severity
from desktop.core.lexicon import terms, units
from desktop.core.resources import resource_text
from desktop.core.words import tr

_MOST_FIXES = 3
_LONGEST_WORD = 40
_CLEAR_LENGTH = 5
"""Shorter words have so many neighbours that a likely one means little."""
_SLIP, _LONG_SLIP, _LONG = 1, 2, 7
"""How unlikely a slip may be in a word with a capital, which may be a name: letters swapped, one too many or too few,
in words of seven letters also another vowel."""
_HALF = re.compile(r"-")


_SUFFIXES = {
    "en": ("able", "free", "ish", "less", "like", "ness", "proof", "wise"),
    "nl": ("achtig", "achtige", "baar", "bare", "ig", "ige", "loos", "loze", "vrij", "vrije"),
    "sv": (
        "aktig",
        "aktiga",
        "aktigt",
        "bar",
        "bara",
        "bart",
        "fri",
        "fria",
        "fritt",
        "ig",
        "iga",
        "igt",
        "lös",
        "lösa",
        "löst",
    ),
}
"""Endings by which each language makes words that no dictionary lists."""


class _Unknown(NamedTuple):
    """A word that the dictionaries do not know, in code points of its sentence."""

    start: int
    end: int
    word: str
    leads: bool


class Spelling:
    """Words that are in no dictionary: a warning where a known word is one slip away, else advice."""

    id = "spelling.word"

    @property
    def name(self) -> str:
        """As `Check` says."""
        return tr("Spelling")

    @property
    def description(self) -> str:
        """As `Check` says."""
        return tr("Finds words that the dictionary does not know; names and words of your brief are known.")

    def find(self, subject: Subject) -> Iterator[Finding]:
        """As `Check` says."""
        language, options = subject.language, subject.options
        if not options.spelling or language not in LANGUAGES:
            return
        speller = speller_for(language, options.dictionaries_folder)
        if speller is None:
            return
        known = _known_words(subject.brief, options)
        facts = _words_of_facts(Same(subject.brief.facts))
        found = [
            (Spot(address, text, start + each.start, start + each.end), each)
            for address, text in subject.copy.addressed()
            for start, end in sentences_of(text, language)
            for each in _unknown(text[start:end], speller)
        ]
        names = {each.word for _, each in found if each.word[0].isupper() and not each.leads}
        advised: set[str] = set()
        for spot, each in found:
            if each.word not in names:
                if _is_among(each.word, known, language) or _is_among(each.word, facts, language):
                    continue
                finding = self._finding(spot, each, speller, options.dictionaries_folder)
                # Advice on a word is given where it comes first: one that comes often is a word of the trade.
                if finding is not None and (finding.severity is not Severity.INFO or each.word not in advised):
                    if finding.severity is Severity.INFO:
                        advised.add(each.word)
                    yield finding

    def _finding(self, spot: Spot, unknown: _Unknown, speller: Speller, folder: str) -> Finding | None:
        lower = unknown.word.lower()
        if len(lower) < 3 or _is_derived(lower, speller) or _is_foreign_or_joined(lower, speller, folder):
            return None
        is_capital = unknown.word != lower
        near = () if is_capital and len(lower) <= _CLEAR_LENGTH else speller.near(lower)
        if is_capital and not (near and near[0][0] <= (_LONG_SLIP if len(lower) >= _LONG else _SLIP)):
            return None  # a name, as likely as not
        severity = _severity(lower, near)
        if severity is None:
            return None
        if severity is Severity.INFO:
            if _is_joined(lower, speller, range(max(5, len(lower) - 3), len(lower) - 2)):
                return None
            return spot.finding(self.id, severity, tr("The dictionary does not know “{word}”.", word=unknown.word))
        fixes = _fixes(unknown.word, near)
        message = tr("“{word}” is not spelled like a word that the dictionary knows.", word=unknown.word)
        return spot.finding(self.id, severity, message, fixes=fixes)


def speller_for(language: str, folder: str = "") -> Speller | None:
    """The speller of a language by the dictionaries that are there now; `None` without a sound one."""
    paths = find_dictionaries(language, folder)
    return load_speller(language, paths) if paths else None


@functools.lru_cache(maxsize=8192)
def _unknown(sentence: str, speller: Speller) -> tuple[_Unknown, ...]:
    """The unknown words of a sentence; none of one that is half unknown: it is in another language, or no prose."""
    tokens = list(tokens_of(sentence))
    found = tuple(_Unknown(*token) for token in tokens if not _is_known(token.word, speller, leads=token.leads))
    if len(found) >= 3 and 2 * len(found) > len(tokens):
        return ()
    return found


def _is_known(word: str, speller: Speller, *, leads: bool) -> bool:
    """Whether the word, or each part between hyphens, is spelled rightly; what is longer than a word is none."""
    if len(word) > _LONGEST_WORD or _ask(word, speller, leads=leads):
        return True
    parts = word.split("-")
    return len(parts) > 1 and all(len(part) < 3 or _ask(part, speller, leads=leads) for part in parts)


def _ask(word: str, speller: Speller, *, leads: bool) -> bool:
    lower = word.lower()
    if lower in _always_known(speller.language) or speller.knows(word):
        return True
    if word != lower and speller.knows(lower):
        return True
    stem, mark, ending = lower.rpartition("'")
    if mark and ending in {"s", ""} and (speller.knows(stem) or (word != lower and not leads)):
        return True
    stem, mark, _ = lower.rpartition(":")
    return bool(mark) and speller.knows(stem)


@functools.lru_cache(maxsize=8192)
def _is_among(word: str, known: _Known, language: str) -> bool:
    """Whether the workspace or the brief uses the word, in any form; compounds with such a word count."""
    plain = plain_form(word)
    if known.has(plain) or all(known.has(plain_form(part)) for part in _HALF.split(word)):
        return True
    return any(
        same_word(plain, each, language) or (len(each) >= 4 and language != "en" and plain.startswith(each))
        for each in known.by_start.get(plain[:3], ())
    )


@functools.lru_cache(maxsize=4096)
def _is_foreign_or_joined(word: str, speller: Speller, folder: str) -> bool:
    """Dutch and Swedish copy borrows from English, and joins words that the dictionary has not met joined."""
    if speller.language == "en":
        return False
    if len(word) >= 4:
        british = find_dictionaries("en", folder)[:1]
        english = load_speller("en", british) if british else None
        if english is not None and english.knows(word):
            return True
    return _is_joined(word, speller, range(3, len(word) - 3))


def _is_derived(word: str, speller: Speller) -> bool:
    """Whether it is a known word of four letters or more with a productive ending: *gräsiga*, *crumbproof*."""
    stems = (word.removesuffix(suffix) for suffix in _SUFFIXES[speller.language] if word.endswith(suffix))
    return any(len(stem) >= 4 and speller.knows(stem) for stem in stems)


def _is_joined(word: str, speller: Speller, places: range) -> bool:
    """Whether it is two known words, the second beginning at one of these places."""
    if speller.language == "en":
        return False
    always = _always_known(speller.language)

    def knows(part: str) -> bool:
        return part in always or speller.knows(part)

    return any(knows(word[:place]) and knows(word[place:].lstrip("-")) for place in places)


def _severity(word: str, near: tuple[tuple[int, str], ...]) -> Severity | None:
    if len(word) >= _CLEAR_LENGTH:
        return Severity.WARNING if near else Severity.INFO
    if near and near[0][0] == 0 and len(word) >= 3:
        return Severity.WARNING
    return None


def _fixes(word: str, near: tuple[tuple[int, str], ...]) -> tuple[str, ...]:
    """The likeliest words, when one of them is likelier than the others; else the writer asks for suggestions."""
    if len(near) > 1 and near[0][0] == near[1][0]:
        return ()
    fixes = (found for _, found in near[:_MOST_FIXES])
    return tuple(found[0].upper() + found[1:] if word[0].isupper() else found for found in fixes)


class _Known:
    """Plain words that are no mistakes, by their first three letters."""

    def __init__(self, text: str) -> None:
        self.by_start: dict[str, set[str]] = {}
        for word in split_words(text):
            if len(word.lower) > 1:
                self.by_start.setdefault(word.plain[:3], set()).add(word.plain)

    def has(self, plain: str) -> bool:
        return plain in self.by_start.get(plain[:3], ())


def _known_words(brief: Brief, options: CheckOptions) -> _Known:
    """What the workspace and the brief call things."""
    preferred = (each.use for each in options.preferred)
    return _words_known("\n".join((brief.product, brief.keyphrase, brief.notes, *options.known_words, *preferred)))


@functools.lru_cache(maxsize=64)
def _words_known(text: str) -> _Known:
    return _Known(text)


@functools.lru_cache(maxsize=8)
def _words_of_facts(facts: Same[tuple[Fact, ...]]) -> _Known:
    """What the facts call things."""
    return _Known("\n".join(f"{fact.name}\n{fact.text}" for fact in facts.value))


@functools.cache
def _always_known(language: str) -> frozenset[str]:
    listed = msgspec.json.decode(resource_text("lexicons/spelling.json"), type=dict[str, frozenset[str]])
    trade = (word.lower() for term in terms() for form in term.get(language, ()) for word in form.split())
    return frozenset({*listed[""], *listed[language], *trade, *(unit.lower() for unit in units())})
