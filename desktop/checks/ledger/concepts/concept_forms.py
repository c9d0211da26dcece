"""Which concepts a word, or words in a row, may stand for in a language; one look in an index for each word."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable, Iterator

import msgspec

from desktop.checks.ledger.concepts.concept_data import concepts, context_words, listed, parts
from desktop.checks.ledger.concepts.form_index import (
    FormIndex,
    Phrase,
    Sense,
    form_index,
    with_free_ends,
    words_of_form,
)
from desktop.core.brief import LANGUAGES

_TOKEN = re.compile(r"[^\W_]+(?:['’][^\W_]+)*(?:\.(?<=[IiEe][NnXx][CcKk][Ll]\.))?|[^\w\s]")
"""A word, with the dot of `incl.` and `exkl.` where it has one, or a mark."""
_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_SHORTEST_REST, _SHORTEST_DONE = 2, 5
_UNDOING = {"en": "un", "nl": "on", "sv": "o"}
_DONE = {
    "en": ("ed", "able"),
    "nl": ("eerd", "eerde", "erd", "erde", "baar", "bare"),
    "sv": ("ad", "at", "ade", "bar", "bart", "bara"),
}
"""What denies a participle or an adjective of what can be done, and how such words end."""


_PARTING = (
    frozenset({"and", "or", "en", "of", "och", "eller", "but", "maar", "men", "than", "dan", "än", "as", "als", "som"})
    | frozenset({"is", "are", "zijn", "är", "with", "met", "med", "for", "voor", "för", "in", "i", "on", "op", "på"})
    | frozenset({"to", "too", "te", "om", "the", "de", "het", "a", "an", "een", "ett", "less", "minder", "mindre"})
    | frozenset({"none", "geen", "ingen", "inget", "inga", "no", "nee", "nej", "not", "niet", "ej", "inte", "without"})
    | frozenset({"zonder", "utan", "nothing", "niets", "never", "nooit", "aldrig", "non", "icke"})
)
"""Words that end what an adjective belongs to, or turn it round."""


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


@functools.lru_cache(maxsize=4096)
def tokens_of(sentence: str) -> tuple[Token, ...]:
    """The words and marks of a sentence."""
    return tuple(
        Token(found.start(), found.end(), found[0], (found[0].rstrip(".") or found[0]).lower().replace("’", "'"))
        for found in _TOKEN.finditer(sentence)
    )


def phrases_at(word: str, language: str, *, names: bool = False) -> list[Phrase]:
    """The phrases that may begin with this word."""
    return form_index(language, names=names).phrases(word)


def phrases_before(word: str, ahead: set[str], language: str, *, names: bool = False) -> Iterable[Phrase]:
    """The phrases that may begin with this word and go on with one of those ahead."""
    return form_index(language, names=names).phrases_before(word, ahead)


@functools.lru_cache(maxsize=32_768)
def may_mean(word: str, language: str, *, names: bool = False) -> bool:
    """Whether a word or mark may stand for a concept, or begin words that do."""
    return bool(phrases_at(word, language, names=names) or senses_of(word, language, names=names))


@functools.lru_cache(maxsize=32_768)
def senses_of(word: str, language: str, *, names: bool = False) -> tuple[Sense, ...]:
    """What a single word in lower case may stand for: as itself, with `-free`, or as part of a compound."""
    index = form_index(language, names=names)
    found = index.single(word)
    if found:
        return tuple(found)
    if language == "nl" and word.endswith("je") and (lessened := _lessened(word, index)):
        return lessened
    return _freed(word, language, index) or _undone(word, language, index) or _compounded(word, language, index)


def _lessened(word: str, index: FormIndex) -> tuple[Sense, ...]:
    """The thing that a Dutch diminutive is a small one of: `werklampje`, `bekerhoudertje`."""
    for end in _LESS:
        bare = word.removesuffix(end)
        if bare != word and len(bare) >= _SHORTEST_THING:
            things = (each for each in index.single(bare) if concepts()[each.concept].kind in {"feature", "included"})
            if found := tuple(things):
                return found
    return ()


_LESS, _SHORTEST_THING = ("etje", "tje", "pje", "kje", "je"), 6


def _freed(word: str, language: str, index: FormIndex) -> tuple[Sense, ...]:
    for suffix in (*context_words(language, "free_suffix"), *context_words(language, "free_parts")):
        if word.endswith(suffix) and len(word) > len(suffix) + 1:
            stem = word[: -len(suffix)]
            for candidate in with_free_ends(stem, language):
                senses = index.single(candidate)
                if senses:
                    return tuple(msgspec.structs.replace(each, denied=not each.denied) for each in senses)
    return ()


def _undone(word: str, language: str, index: FormIndex) -> tuple[Sense, ...]:
    """What a word denies by what it begins with: `otejpade`, `ongewatteerd`, `unpadded`; no such form has an entry."""
    prefix = _UNDOING.get(language, "")
    bare = word[len(prefix) :]
    if not prefix or not word.startswith(prefix) or len(bare) < _SHORTEST_DONE or not bare.endswith(_DONE[language]):
        return ()
    senses = index.single(bare)
    return tuple(msgspec.structs.replace(each, denied=not each.denied) for each in senses if not each.given)


def _compounded(word: str, language: str, index: FormIndex) -> tuple[Sense, ...]:
    if language == "en" or len(word) < 5:
        return ()
    for length in range(len(word) - _SHORTEST_REST, 1, -1):
        start, rest = word[:length], word[length:]
        if rest.startswith(_TAUGHT):
            return ()  # `Keramikkurs`: nothing is made of it
        senses = index.begins.get(start)
        if not senses:
            bare = rest.removeprefix("s") if rest.startswith("s") else rest
            headed = index.headed.get(start)
            senses = headed if headed and (_is_goods(rest, language) or _is_goods(bare, language)) else None
        if senses:
            named = parts_of_word(rest, language) or parts_of_word(rest.removeprefix("s"), language)
            return tuple(msgspec.structs.replace(each, parts=named, rest=rest) for each in senses)
    for length in range(len(word) - 3, 2, -1):
        senses = index.ends.get(word[-length:])
        if senses and word not in context_words(language, "no_compounds"):
            return tuple(senses)
    return ()


_TAUGHT = (
    "kurs",
    "cursus",
    "workshop",
    "ateljé",
    "atelier",
    "studio",
    "bewerking",
    "hantverk",
    "opleiding",
    "utbildning",
)


def may_part(token: Token) -> bool:
    """Whether a word may stand between an adjective and its noun: `linear red switches`, `are fully linear`."""
    return token.is_word and token.lower not in _PARTING and not _is_material(token.lower)


@functools.lru_cache(maxsize=8192)
def _is_material(word: str) -> bool:
    """Whether a word is a claim of its own: `a solid koa top` says more than `a solid top`."""
    senses = (each for language in LANGUAGES for each in senses_of(word, language))
    return any(concepts()[each.concept].kind == "material" for each in senses)


@functools.lru_cache(maxsize=8192)
def is_head(rest: str, language: str) -> bool:
    """Whether a word is, or begins with, a noun that things are called by: `tafel`, `skivan`, `bowl`."""
    heads = _heads(language)
    return any(rest[:length] in heads and len(rest) - length <= 5 for length in range(len(rest), 1, -1))


@functools.cache
def _heads(language: str) -> frozenset[str]:
    return frozenset(context_words(language, "heads"))


@functools.lru_cache(maxsize=8192)
def _is_goods(rest: str, language: str) -> bool:
    """Whether the end of a compound is goods or a head: `hinken` of `cederhinken`."""
    goods = _goods(language)
    return is_head(rest, language) or any(
        rest[:length] in goods for length in range(max(_SHORTEST_GOODS, len(rest) - 3), len(rest) + 1)
    )


@functools.cache
def _goods(language: str) -> frozenset[str]:
    return frozenset(context_words(language, "goods"))


_SHORTEST_GOODS = 4


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
