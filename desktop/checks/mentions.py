"""Whether a text carries a fact: by its numbers in any notation and unit, and by its words in any inflection."""

from __future__ import annotations

import functools
import re

import msgspec

from desktop.checks.quantities import Quantity, quantities_of
from desktop.checks.words import Word, find_phrase, has_word, same_word, split_words, words_of
from desktop.core.brief import LANGUAGES, Fact
from desktop.core.copy import Copy
from desktop.core.lexicon import function_words, terms

_YES = frozenset({"yes", "ja", "true", "y", "✓", "✔", "x", "included", "waar", "sant"})
_NO = frozenset({"no", "nee", "nej", "false", "n", "✗", "✘", "onwaar", "falskt"})
_NEGATIONS = frozenset(
    {
        "no",
        "not",
        "never",
        "without",
        "non",
        "isn't",
        "doesn't",
        "don't",
        "can't",
        "cannot",
        "isn’t",
        "doesn’t",
        "don’t",
    }
    | {
        "can’t",
        "niet",
        "geen",
        "nooit",
        "zonder",
        "nee",
        "inte",
        "ej",
        "utan",
        "aldrig",
        "ingen",
        "inget",
        "inga",
        "nej",
    }
)
_FILLERS = frozenset(
    {"approx", "approximately", "about", "circa", "ca", "ongeveer", "ungefär", "max", "min", "maximum", "minimum"}
    | {"maximaal", "minimaal", "upp", "up", "least", "minst", "högst", "made", "gemaakt", "tillverkad", "tillverkat"}
    | {"tillverkade", "each", "per", "plus", "x"}
)
_SENTENCE_END = re.compile(r"(?<=[.!?])\s+|\n+")


class _Parts(msgspec.Struct, frozen=True):
    """What must be found of a fact: its quantities, its words, and words that may lie near a bare number."""

    quantities: tuple[Quantity, ...]
    words: tuple[str, ...]
    near: tuple[str, ...]
    negated: bool


def mentions(text: str, fact: Fact, language: str) -> bool:
    """Whether the text carries the fact; an unknown language is tried as each of the three.

    Every number must be there with a unit of its kind (`0,98 kg` carries 980 g), and the words of the value: all of up
    to three, seven in ten of more. A fact that only says yes is carried by its name, one that says no needs a negation.
    """
    parts = _parts(fact)
    languages = (language,) if language in LANGUAGES else LANGUAGES
    if parts.negated:
        sentences = _SENTENCE_END.split(text)
        return any(
            _denies(sentence) and _carries(sentence, parts, each) for sentence in sentences for each in languages
        )
    return any(_carries(text, parts, each) for each in languages)


def forgotten_facts(copy: Copy, facts: tuple[Fact, ...], language: str) -> tuple[str, ...]:
    """The ids of the must-mention facts that no field carries; the items of a list are read together."""
    texts = [copy.text(name) for name in copy.fields]
    return tuple(
        fact.id for fact in facts if fact.must_mention and not any(mentions(text, fact, language) for text in texts)
    )


@functools.lru_cache(maxsize=1024)
def _parts(fact: Fact) -> _Parts:
    stated = fact.value.strip().casefold().rstrip(".!")
    negated = stated in _NO
    asserted = fact.name if not stated or stated in _YES or negated else fact.text
    quantities = quantities_of(asserted)
    words = _content_words(asserted, quantities)
    near = () if words or asserted is fact.name else _content_words(fact.name, ())
    # "1 × AA battery" is carried by "an AA battery" too.
    counted = tuple(each for each in quantities if each.unit is not None or each.values != (1.0,) or not words)
    return _Parts(counted, words, near, negated)


def _content_words(text: str, quantities: tuple[Quantity, ...]) -> tuple[str, ...]:
    words = [
        word
        for word in split_words(text)
        if not any(quantity.start <= word.start < quantity.end for quantity in quantities)
    ]
    telling = [word.plain for word in words if not _is_filler(word)]
    return tuple(telling if telling or quantities else [word.plain for word in words])


def _is_filler(word: Word) -> bool:
    return word.lower in _FILLERS or any(word.lower in function_words(language) for language in LANGUAGES)


def _denies(sentence: str) -> bool:
    return any(word.lower in _NEGATIONS for word in split_words(sentence))


def _carries(text: str, parts: _Parts, language: str) -> bool:
    present = quantities_of(text)
    for wanted in parts.quantities:
        near = parts.near if len(parts.quantities) == 1 else ()
        if not any(_is_same(wanted, found, near, text, language) for found in present):
            return False
    return _carries_words(text, parts.words, language)


def _is_same(wanted: Quantity, found: Quantity, near: tuple[str, ...], text: str, language: str) -> bool:
    if wanted.unit is not None and found.unit is not None:
        return wanted.equals(found)
    if not wanted.same_number(found):
        return False
    # Where one of them has no unit, a long number speaks for itself, a short one needs its noun beside it.
    if _is_telling(wanted) or (near and _lies_near(found, near, text, language)):
        return True
    return wanted.unit is None and not near and (found.unit is None or found.unit.dimension == "count")


def _is_telling(quantity: Quantity) -> bool:
    """Whether a number is long enough to be recognised without its unit."""
    return len(f"{quantity.values[0]:g}".replace(".", "").strip("0")) >= 3 or quantity.values[0] >= 100


def _lies_near(found: Quantity, near: tuple[str, ...], text: str, language: str) -> bool:
    """Whether one of the words stands within four words of a number: `three roomy pockets`."""
    words = words_of(text)
    place = next((index for index, word in enumerate(words) if word.end > found.start), len(words))
    return any(abs(each - place) <= 4 for word in near for each in find_phrase(text, (word,), language, compounds=True))


def _carries_words(text: str, words: tuple[str, ...], language: str) -> bool:
    if not words:
        return True
    found = {place for place, word in enumerate(words) if has_word(text, word, language)}
    if len(found) < len(words):
        found |= _found_through_terms(words, text, language)
    return len(found) >= (len(words) if len(words) <= 3 else -(-7 * len(words) // 10))


def _found_through_terms(words: tuple[str, ...], text: str, language: str) -> set[int]:
    """The places of those words that belong to a term of trade of which the text has another form or a translation."""
    found: set[int] = set()
    for place in range(len(words)):
        for length, forms in _terms_at(words, place):
            if any(_has_phrase(text, phrase, language) for phrase in forms.get(language, ())):
                found.update(range(place, place + length))
    return found


def _has_phrase(text: str, phrase: tuple[str, ...], language: str) -> bool:
    return next(find_phrase(text, phrase, language, compounds=True), None) is not None


_Phrase = tuple[str, ...]
_Forms = dict[str, tuple[_Phrase, ...]]


@functools.lru_cache(maxsize=2048)
def _terms_at(words: _Phrase, place: int) -> tuple[tuple[int, _Forms], ...]:
    """The terms that begin at this place of a fact's words, in whatever language, with how many words they take."""
    candidates = _terms_by_beginning().get(words[place][:3], ())
    return tuple(
        (len(phrase), forms)
        for phrase, language, forms in candidates
        if len(words) - place >= len(phrase)
        and all(same_word(words[place + step], each, language) for step, each in enumerate(phrase))
    )


@functools.cache
def _terms_by_beginning() -> dict[str, tuple[tuple[_Phrase, str, _Forms], ...]]:
    index: dict[str, tuple[tuple[_Phrase, str, _Forms], ...]] = {}
    for term in terms():
        forms = {language: tuple(map(_phrase, each)) for language, each in term.items()}
        for language, phrases in forms.items():
            for phrase in phrases:
                beginning = phrase[0][:3]
                index[beginning] = (*index.get(beginning, ()), (phrase, language, forms))
    return index


def _phrase(form: str) -> _Phrase:
    return tuple(word.plain for word in split_words(form))
