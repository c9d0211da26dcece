"""Which concepts a word, or words in a row, may stand for in a language; one look in an index for each word."""

from __future__ import annotations

import functools
import re
from collections.abc import Callable, Iterable, Iterator
from typing import TypeVar

import msgspec

from desktop.checks.ledger.concept_data import concepts, context_words, inflected, listed, parts

_TOKEN = re.compile(r"[^\W_]+(?:['’][^\W_]+)*|[^\w\s]")
_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_SHORTEST_REST = 2
_SHORTEST_HEAD = 4
_COPULAS = {"en": frozenset({"is", "are"}), "nl": frozenset({"is", "zijn"}), "sv": frozenset({"är"})}
_Value = TypeVar("_Value")


class Token(msgspec.Struct, frozen=True):
    """A word or a mark in a sentence: its span, its letters, and those in lower case."""

    start: int
    end: int
    text: str
    lower: str

    @property
    def is_word(self) -> bool:
        """Whether it is a word or a number."""
        return self.text[0].isalnum()


class Sense(msgspec.Struct, frozen=True):
    """A concept that a form stands for; `cased` is how it must be spelled, `part` the part named by the compound."""

    concept: str
    denied: bool = False
    cased: str = ""
    parts: frozenset[str] = frozenset()
    rest: str = ""


class Phrase(msgspec.Struct, frozen=True):
    """The words that must follow the first, each in any of its forms; `gap`: another word may stand among them."""

    rest: tuple[frozenset[str], ...]
    sense: Sense
    gap: bool = False


class _Index(msgspec.Struct):
    single: dict[str, list[Sense]]
    phrases: dict[str, list[Phrase]]
    begins: dict[str, list[Sense]]
    ends: dict[str, list[Sense]]
    headed: dict[str, list[Sense]]


@functools.lru_cache(maxsize=4096)
def tokens_of(sentence: str) -> tuple[Token, ...]:
    """The words and marks of a sentence."""
    return tuple(
        Token(found.start(), found.end(), found[0], found[0].lower().replace("’", "'"))
        for found in _TOKEN.finditer(sentence)
    )


def words_of_form(form: str) -> tuple[str, ...]:
    """The words of a form, in lower case; a hyphen divides."""
    return tuple(word.lower().replace("’", "'") for word in _WORD.findall(form))


def phrases_at(word: str, language: str, *, names: bool = False) -> list[Phrase]:
    """The phrases that may begin with this word."""
    return _index(language, names).phrases.get(word, _NOTHING)


_NOTHING: list[Phrase] = []


@functools.lru_cache(maxsize=32_768)
def may_mean(word: str, language: str, *, names: bool = False) -> bool:
    """Whether a word or mark may stand for a concept, or begin words that do."""
    return bool(phrases_at(word, language, names=names) or senses_of(word, language, names=names))


@functools.lru_cache(maxsize=32_768)
def senses_of(word: str, language: str, *, names: bool = False) -> tuple[Sense, ...]:
    """What a single word in lower case may stand for: as itself, with `-free`, or as part of a compound."""
    index = _index(language, names)
    found = index.single.get(word)
    if found:
        return tuple(found)
    return _freed(word, language, index) or _compounded(word, language, index)


def _freed(word: str, language: str, index: _Index) -> tuple[Sense, ...]:
    for suffix in (*context_words(language, "free_suffix"), *context_words(language, "free_parts")):
        if word.endswith(suffix) and len(word) > len(suffix) + 1:
            stem = word[: -len(suffix)]
            joined = stem[:-1] + "a" if language == "sv" and stem[-1] in "eou" else stem  # `palmolje-` of `palmolja`
            for candidate in (stem, joined, stem.removesuffix("s"), stem + "e", stem + "n", stem + "en", stem + "er"):
                senses = index.single.get(candidate)
                if senses:
                    return tuple(msgspec.structs.replace(each, denied=not each.denied) for each in senses)
    return ()


def _compounded(word: str, language: str, index: _Index) -> tuple[Sense, ...]:
    if language == "en" or len(word) < 5:
        return ()
    for length in range(len(word) - _SHORTEST_REST, 1, -1):
        start, rest = word[:length], word[length:]
        senses = index.begins.get(start)
        if not senses:
            bare = rest.removeprefix("s") if rest.startswith("s") else rest
            headed = index.headed.get(start)
            senses = headed if headed and (is_head(rest, language) or is_head(bare, language)) else None
        if senses:
            named = parts_of_word(rest, language) or parts_of_word(rest.removeprefix("s"), language)
            return tuple(msgspec.structs.replace(each, parts=named, rest=rest) for each in senses)
    for length in range(len(word) - 3, 2, -1):
        senses = index.ends.get(word[-length:])
        if senses and word not in context_words(language, "no_compounds"):
            return tuple(senses)
    return ()


@functools.lru_cache(maxsize=8192)
def is_head(rest: str, language: str) -> bool:
    """Whether a word is, or begins with, a noun that things are called by: `tafel`, `skivan`, `bowl`."""
    heads = _heads(language)
    return any(rest[:length] in heads and len(rest) - length <= 5 for length in range(len(rest), 1, -1))


@functools.cache
def _heads(language: str) -> frozenset[str]:
    return frozenset(context_words(language, "heads"))


@functools.lru_cache(maxsize=16_384)
def parts_of_word(word: str, language: str) -> frozenset[str]:
    """The parts of a product that a word names; in Dutch and Swedish a compound may end in it; `""`: any language."""
    named = _parts_by_word(language)
    found = named.get(word)
    if found or language == "en" or len(word) < 6:
        return found or frozenset()
    for length in range(len(word) - 2, 2, -1):
        if word[-length:] in named:
            return named[word[-length:]]
    return frozenset()


@functools.cache
def _parts_by_word(language: str) -> dict[str, frozenset[str]]:
    found: dict[str, frozenset[str]] = {}
    for key, part in parts().items():
        for each in ("en", "nl", "sv", "other") if not language else (language,):
            for form in listed(getattr(part, "other" if each == "de" else each, "")):
                if " " not in form:
                    for word in _forms_of_noun(form, each):
                        found[word] = found.get(word, frozenset()) | {key}
    return found


def _forms_of_noun(form: str, language: str) -> Iterator[str]:
    yield form
    if language == "sv":
        yield from (form + "en", form + "et", form + "n", form + "ar", form + "arna", form + "na")
    elif language == "nl":
        yield from (form + "en", form + "s", form + "je")


@functools.cache
def _index(language: str, names: bool) -> _Index:  # noqa: FBT001
    if names:
        return _with_names(_index(language, False), language)
    index = _Index({}, {}, {}, {}, {})
    for key, concept in concepts().items():
        for denied in (False, True):
            for form in concept.forms(language, denied=denied):
                _enter(index, form, Sense(key, denied), language, open_compounds=concept.kind == "feature")
    return index


def _with_names(index: _Index, language: str) -> _Index:
    """The index with what means a concept only in the name of a fact; most of it is shared."""
    added = _Index({}, {}, {}, {}, {})
    for key, concept in concepts().items():
        for form in listed(concept.name):
            _enter(added, "=" + form.lstrip("="), Sense(key), language)
        for form in listed(concept.not_name):
            _enter(added, "=" + form.lstrip("="), Sense(key, denied=True), language)
    return _Index(
        _joined(index.single, added.single, lambda sense: sense.concept),
        _joined(index.phrases, added.phrases, lambda phrase: phrase.sense.concept),
        _joined(index.begins, added.begins, lambda sense: sense.concept),
        _joined(index.ends, added.ends, lambda sense: sense.concept),
        _joined(index.headed, added.headed, lambda sense: sense.concept),
    )


def _joined(
    index: dict[str, list[_Value]], added: dict[str, list[_Value]], concept_of: Callable[[_Value], str]
) -> dict[str, list[_Value]]:
    """Both together, in the order of the concepts."""
    ranks = _ranks()
    joined = dict(index)
    for key, values in added.items():
        both = list(dict.fromkeys([*index.get(key, ()), *values]))
        joined[key] = sorted(both, key=lambda value: ranks[concept_of(value)])
    return joined


@functools.cache
def _ranks() -> dict[str, int]:
    return {key: rank for rank, key in enumerate(concepts())}


@functools.lru_cache(maxsize=32_768)
def _forms(word: str, language: str) -> tuple[str, ...]:
    return tuple(inflected(word, language))


@functools.lru_cache(maxsize=32_768)
def _any_form(word: str, language: str) -> frozenset[str]:
    return frozenset(_forms(word, language))


def _enter(index: _Index, form: str, sense: Sense, language: str, *, open_compounds: bool = False) -> None:
    exact, turns = form.startswith("="), form.startswith("~")
    form = form.lstrip("=~")
    begins, headed, ends = form.endswith("-"), form.endswith("+"), form.startswith("-")
    form = form.strip("-+")
    if form[:1].isupper():
        sense = msgspec.structs.replace(sense, cased=words_of_cased(form))
    words = words_of_form(form)
    if not words:
        return
    if len(words) == 1:
        places = ((index.begins, begins), (index.headed, headed), (index.ends, ends))
        for place in (each for each, wanted in places if wanted):
            _add(place, words[0], sense)
        open_ended = open_compounds and language != "en" and not exact and len(words[0]) >= _SHORTEST_HEAD
        into = [index.ends] * open_ended + [index.single] * (not headed and not ends)
        _enter_word(index, into, [words[0]] if exact else _forms(words[0], language), sense)
        return
    phrase = Phrase(tuple(_any_form(word, language) for word in words[1:]), sense, gap=turns)
    if turns:
        _enter_turned(index, words, sense, language)
    for first in {words[0], *(_forms(words[0], language) if not exact and language != "en" else ())}:
        _add(index.phrases, first, phrase)
    if "-" in form:
        for each in _forms("".join(words), language):
            _add(index.single, each, sense)


def _enter_word(index: _Index, places: Iterable[dict[str, list[Sense]]], forms: Iterable[str], sense: Sense) -> None:
    """Enter a single word in its forms where it may stand."""
    for into in places:
        for each in forms:
            if into is index.single or len(each) >= _SHORTEST_HEAD:  # no `lad` of `lade` in `bovenblad`
                _add(into, each, sense)


def _enter_turned(index: _Index, words: tuple[str, ...], sense: Sense, language: str) -> None:
    """Enter what is said of a noun behind it too: `~linear switches` is also `the switches are linear`."""
    said = tuple(_any_form(word, language) for word in words[:-1])
    phrase = Phrase((_COPULAS.get(language, frozenset()), *said), sense, gap=True)
    for noun in _any_form(words[-1], language):
        _add(index.phrases, noun, phrase)


def words_of_cased(form: str) -> str:
    """How the first word of a form must be spelled: all of it where it is capitals only, else its first letter."""
    first = str(_WORD.findall(form)[0])
    return first if first.isupper() and len(first) > 1 else first[0]


def _add(index: dict[str, list[_Value]], key: str, value: _Value) -> None:
    entries = index.setdefault(key, [])
    if value not in entries:
        entries.append(value)


def phrase_set(language: str, name: str) -> dict[str, tuple[tuple[str, ...], ...]]:
    """A list of `contexts.json` as phrases by their first word, longest first."""
    return _phrases_by_first(language, name)


@functools.cache
def _phrases_by_first(language: str, name: str) -> dict[str, tuple[tuple[str, ...], ...]]:
    return _grouped(words_of_form(each) for each in context_words(language, name))


def _grouped(phrases: Iterable[tuple[str, ...]]) -> dict[str, tuple[tuple[str, ...], ...]]:
    found: dict[str, tuple[tuple[str, ...], ...]] = {}
    for words in phrases:
        if words:
            longest = sorted((*found.get(words[0], ()), words), key=len, reverse=True)
            found[words[0]] = tuple(longest)
    return found
