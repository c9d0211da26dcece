"""In which language a text is, and whether that is the one asked for. Silent when in doubt."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

import msgspec

from desktop.checks.check import Spot, Subject
from desktop.checks.sentences import Span, sentences_of
from desktop.checks.spelling.dictionary import Speller
from desktop.checks.spelling.spelling import speller_for
from desktop.checks.words import split_words
from desktop.core.brief import LANGUAGES
from desktop.core.copy import Copy
from desktop.core.finding import Finding, Severity
from desktop.core.lexicon import function_words
from desktop.core.words import tr

if TYPE_CHECKING:
    from py3langid.langid import LanguageIdentifier

_CANDIDATES = ("en", "nl", "sv", "de", "fr", "es", "it", "pt", "da", "no", "fi", "pl")
_LEAST_WORDS = 6
_LEAST_LETTERS = 30
_SURE = 0.9
_LONGEST = 4_000
"""Characters; more do not make a guess better. What comes later in a text is looked at sentence by sentence."""
_MOSTLY = 0.75
"""Part of the words that the dictionary of a language knows in a text that is surely in it."""
_LEAST_KNOWN = 2
_NOISE = re.compile(r"https?://\S+|\S+@\S+|\S*\d\S*|[{}<>*|%]+")
_LATIN = re.compile(r"[A-Za-z\u00c0-\u024f]")


class Guess(msgspec.Struct, frozen=True):
    """The likeliest language of a text, how likely it is (0 to 1), and how likely each other one is."""

    language: str
    confidence: float
    shares: dict[str, float]


@functools.lru_cache(maxsize=512)
def guess_language(text: str) -> Guess:
    """What language a text seems to be in, of twelve; without letters, none (`""`, 0)."""
    cleaned = " ".join(_NOISE.sub(" ", text[:_LONGEST]).split())
    if not any(char.isalpha() for char in cleaned):
        return Guess("", 0.0, {})
    ranked = _identifier().rank(cleaned)
    return Guess(ranked[0][0], float(ranked[0][1]), {language: float(share) for language, share in ranked})


def detect_language(text: str) -> str:
    """One of the three languages when a text is surely in it, else `""`."""
    if len(text.split()) < 3:
        return ""
    by_words = {language: _evidence(text, language) for language in LANGUAGES}
    best = max(by_words, key=lambda language: by_words[language])
    if by_words[best] >= 2 and by_words[best] > 1.5 * max(by_words[each] for each in LANGUAGES if each != best):
        return best
    guess = guess_language(text)
    return guess.language if guess.language in LANGUAGES and guess.confidence >= _SURE else ""


def language_of_copy(copy: Copy) -> str:
    """The language of a copy as a whole, `""` in doubt."""
    return detect_language("\n".join(text for _, text in copy.addressed()))


class LanguageOfText:
    """Fields, or sentences in them, that are in another language than was asked for."""

    id = "language.text"

    @property
    def name(self) -> str:
        """As `Check` says."""
        return tr("Language of the text")

    @property
    def description(self) -> str:
        """As `Check` says."""
        return tr("Finds text that is in another language than the brief asks for.")

    def find(self, subject: Subject) -> Iterator[Finding]:
        """As `Check` says."""
        wanted = subject.brief.language or subject.language
        if not wanted:
            return
        speller = _speller(subject, wanted)
        for address, text in subject.copy.addressed():
            other = None if speller and _is_known(text, wanted, speller) else other_language(text, wanted)
            if other is not None:
                message = told_language(other, wanted)
                yield Spot.whole(address, text).finding(self.id, Severity.ERROR, message)
                continue
            for start, end in _long_sentences(text, wanted):
                if speller and _is_no_stranger(_known_words(text[start:end], speller)):
                    continue
                other = _surely_other(text[start:end], wanted)
                if other is not None:
                    yield Spot(address, text, start, end).finding(
                        self.id, Severity.WARNING, told_language(other, wanted)
                    )


class UnsupportedLanguage:
    """A text in a language that the program does not know: what was not checked is said."""

    id = "language.unsupported"

    @property
    def name(self) -> str:
        """As `Check` says."""
        return tr("Languages that are not supported")

    @property
    def description(self) -> str:
        """As `Check` says."""
        return tr("Says when a text is in a language for which only some of the checks exist.")

    def find(self, subject: Subject) -> Iterator[Finding]:
        """As `Check` says."""
        language = subject.brief.language
        if not language or language in LANGUAGES:
            return
        for address, text in subject.copy.addressed():
            message = tr(
                "Copydesk knows English, Dutch and Swedish. In this language ({language}) lengths, numbers, links and"
                " hidden characters are checked, but not grammar, style and the meaning of words.",
                language=language,
            )
            yield Spot(address, text, 0, 0).finding(self.id, Severity.INFO, message)
            return


def _speller(subject: Subject, wanted: str) -> Speller | None:
    """The speller of the wanted language, where spelling is checked by it anyway.

    It settles what is surely in that language at once; the model, which takes half a second to load, hears the rest.
    """
    if not subject.options.spelling or wanted not in LANGUAGES:
        return None
    return speller_for(wanted, subject.options.dictionaries_folder)


def _is_known(text: str, language: str, speller: Speller) -> bool:
    """Whether the dictionary knows most words of the beginning of a text."""
    each = [_known_words(text[start:end], speller) for start, end in sentences_of(text, language) if start < _LONGEST]
    return _is_mostly_known((sum(known for known, _ in each), sum(words for _, words in each)))


def _is_mostly_known(counted: tuple[int, int]) -> bool:
    known, words = counted
    return words >= _LEAST_KNOWN and known >= _MOSTLY * words


def _is_no_stranger(counted: tuple[int, int]) -> bool:
    """Whether a sentence is at home among others: a single unknown word may be a slip or a name."""
    known, words = counted
    return words - known <= 1 or _is_mostly_known(counted)


@functools.lru_cache(maxsize=8192)
def _known_words(sentence: str, speller: Speller) -> tuple[int, int]:
    """How many of the words of three letters or more, without names, the dictionary knows, and how many there are.

    A small word of another language is not known, though dictionaries have *was* and *the* too.
    """
    foreign = frozenset[str]().union(*map(function_words, LANGUAGES)) - function_words(speller.language)
    words = [
        word.lower
        for place, word in enumerate(split_words(sentence[:_LONGEST]))
        if len(word.lower) >= 3 and word.lower.isalpha() and (not place or not sentence[word.start].isupper())
    ]
    return sum(word not in foreign and speller.knows(word) for word in words), len(words)


def tells_its_language(text: str) -> bool:
    """Whether a text is long enough to tell its language by itself."""
    words = [word for word in split_words(text) if word.lower.isalpha()]
    return len(words) >= _LEAST_WORDS and sum(char.isalpha() for char in text) >= _LEAST_LETTERS


def other_language(text: str, wanted: str) -> str | None:
    """The language of a text that is not in the wanted one: a code, `""` for another script, `None` when it may be."""
    return _other_language(text[:_LONGEST], wanted)


@functools.lru_cache(maxsize=256)
def _other_language(text: str, wanted: str) -> str | None:
    letters = [char for char in text if char.isalpha()]
    if len(letters) >= 4 and wanted in _CANDIDATES:
        foreign = sum(1 for char in letters if not _LATIN.match(char))
        if foreign > 0.3 * len(letters):
            return ""
    if not tells_its_language(text):
        return None
    return _surely_other(text, wanted)


@functools.lru_cache(maxsize=4096)
def _surely_other(text: str, wanted: str) -> str | None:
    """Another language for which both the letters and, where they are known, the small words speak."""
    guess = guess_language(text)
    if not guess.language or guess.language == wanted or guess.confidence < _SURE:
        return None
    if guess.shares.get(wanted, 0.0) > 0.05:
        return None
    ours, theirs = function_words(wanted), function_words(guess.language)
    if ours and theirs:
        words = [word.lower for word in split_words(text)]
        own = sum(word in ours and word not in theirs for word in words)
        other = sum(word in theirs and word not in ours for word in words)
        if other < 2 or 2 * own > other:
            return None
    return guess.language


def _evidence(text: str, language: str) -> float:
    """How many small words speak for a language and not for another one; those of several languages count half."""
    others = [function_words(each) for each in LANGUAGES if each != language]
    own = function_words(language)
    return sum(
        0.5 if any(word.lower in other for other in others) else 1.0 for word in split_words(text) if word.lower in own
    )


def _long_sentences(text: str, language: str) -> Iterator[Span]:
    """The sentences of more than seven words, unless one is the whole text."""
    for start, end in sentences_of(text, language):
        if text.count(" ", start, end) >= 7 and end - start < len(text.strip()):
            yield Span(start, end)


def told_language(language: str, wanted: str) -> str:
    """The sentence for a text in another language than the wanted one (codes; empty: another script)."""
    names = {
        "en": tr("English"),
        "nl": tr("Dutch"),
        "sv": tr("Swedish"),
        "de": tr("German"),
        "fr": tr("French"),
        "es": tr("Spanish"),
        "it": tr("Italian"),
        "pt": tr("Portuguese"),
        "da": tr("Danish"),
        "no": tr("Norwegian"),
        "fi": tr("Finnish"),
        "pl": tr("Polish"),
    }
    found = names.get(language, tr("another script"))
    return tr("This is in {found}, not in {wanted}.", found=found, wanted=names.get(wanted, wanted))


@functools.cache
def _identifier() -> LanguageIdentifier:
    """The model of py3langid; loading takes half a second and 30 MB, so it waits for the first question."""
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    identifier = LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
    identifier.set_languages(_CANDIDATES)
    return identifier
