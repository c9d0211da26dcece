"""The words by which a sentence tells of further things, and the things that goods come with: `added.json`."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator

import msgspec

from desktop.checks.ledger.concepts.concept_data import context_words, inflected, listed
from desktop.core.resources import resource_text

_SHORTEST, _COMPOUND = 3, 6


class _Written(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A language of the file: lists with commas, and patterns, in which `{side}` and `{one}` are those of the list.

    `things`: what goods have or come with; `pairs`: those that are things only as two words; `around`: those that
    stand beside goods as often; `goods`: those that are sold by themselves as often. `extras`: what is hardly ever
    named but where it is there (`sold`: or where it is itself the product), `stays`: the same of a place to stay;
    `having`, `through`, `verbs` and `verb_ends` say so, not what is `yours`, or is left to your `own`, or stands
    behind `beside`. `abstract`, `ends`: what is no thing; `loose_ends`: no noun, where no article says so. `words`:
    of these a sentence has one if a pattern may fit. What follows `told` is there, of any name; what follows
    `bare` also without an article; what follows `weak` if it is of the things; what stands before `behind`; what ends
    right at `placed`, from a `lead` on; what is `taken` for granted. `boxed`: the end of a bullet. `good_for`: a
    voucher with what it is for. `elsewhere`: it is told of others, or perhaps.
    """

    things: str
    around: str
    goods: str
    abstract: str
    ends: str
    loose_ends: str
    openers: str
    definite: str
    also: str
    join: str = msgspec.field(name="and")
    adverbs: str
    doing: str
    standing: str
    aims: str
    with_: str = msgspec.field(name="with")
    words: str
    elsewhere: str
    side: str
    one: str
    told: tuple[str, ...]
    bare: tuple[str, ...]
    weak: tuple[str, ...]
    behind: tuple[str, ...]
    placed: str
    lead: str
    taken: tuple[str, ...]
    boxed: str
    good_for: str
    pairs: str
    extras: str
    sold: str
    stays: str
    having: str
    through: str
    yours: str
    own: str
    beside: str
    verbs: str
    verb_ends: str


class AddedWords(msgspec.Struct, frozen=True):
    """The words of a language, looked up as a whole word in lower case."""

    things: frozenset[str]
    pairs: frozenset[str]
    extras: frozenset[str]
    sold: frozenset[str]
    stays: frozenset[str]
    having: frozenset[str]
    through: frozenset[str]
    yours: frozenset[str]
    own: frozenset[str]
    beside: frozenset[str]
    verbs: frozenset[str]
    verb_ends: tuple[str, ...]
    around: tuple[str, ...]
    goods: frozenset[str]
    abstract: frozenset[str]
    ends: tuple[str, ...]
    loose_ends: tuple[str, ...]
    praise: frozenset[str]
    openers: frozenset[str]
    definite: frozenset[str]
    also: frozenset[str]
    join: frozenset[str]
    adverbs: frozenset[str]
    doing: frozenset[str]
    standing: frozenset[str]
    aims: frozenset[str]
    with_: frozenset[str]
    words: frozenset[str]


class AddedFrames(msgspec.Struct, frozen=True):
    """The patterns of a language."""

    told: re.Pattern[str]
    bare: re.Pattern[str]
    weak: re.Pattern[str]
    behind: re.Pattern[str]
    placed: re.Pattern[str]
    lead: re.Pattern[str]
    taken: re.Pattern[str]
    boxed: re.Pattern[str]
    good_for: re.Pattern[str]
    elsewhere: re.Pattern[str]


@functools.cache
def added_words(language: str) -> AddedWords:
    """The lists of a language."""
    read = _written()[language]
    extras = _forms(read.extras, language)
    return AddedWords(
        things=_forms(read.things, language) | extras,
        pairs=_forms(read.pairs, language) | extras,
        extras=extras,
        sold=_forms(read.sold, language),
        stays=_forms(read.stays, language),
        having=frozenset(listed(read.having)),
        through=frozenset(listed(read.through)),
        yours=frozenset(listed(read.yours)),
        own=frozenset(listed(read.own)),
        beside=frozenset(listed(read.beside)),
        verbs=frozenset(listed(read.verbs)),
        verb_ends=listed(read.verb_ends),
        around=listed(read.around),
        goods=_forms(read.goods, language),
        abstract=_forms(",".join((read.abstract, *context_words(language, "no_gifts"))), language),
        ends=listed(read.ends),
        loose_ends=listed(read.loose_ends),
        praise=_forms(",".join(context_words(language, "along")), language),
        openers=frozenset(listed(read.openers)),
        definite=frozenset(listed(read.definite)),
        also=frozenset(listed(read.also)),
        join=frozenset({",", *listed(read.join)}),
        adverbs=frozenset(listed(read.adverbs)),
        doing=frozenset(listed(read.doing)),
        standing=frozenset(listed(read.standing)),
        aims=frozenset(listed(read.aims)),
        with_=frozenset(listed(read.with_)),
        words=frozenset(listed(read.words)),
    )


@functools.cache
def added_frames(language: str) -> AddedFrames:
    """The patterns of a language."""
    read = _written()[language]

    def compiled(*patterns: str) -> re.Pattern[str]:
        text = "|".join(patterns).replace("{side}", read.side).replace("{one}", read.one)
        return re.compile(text, re.IGNORECASE)

    return AddedFrames(
        told=compiled(*read.told),
        bare=compiled(*read.bare),
        weak=compiled(*read.weak),
        behind=compiled(*read.behind),
        placed=compiled(read.placed),
        lead=compiled(read.lead),
        taken=compiled(*read.taken),
        boxed=compiled(read.boxed),
        good_for=compiled(read.good_for),
        elsewhere=compiled(read.elsewhere),
    )


def is_thing(word: str, language: str) -> bool:
    """Whether goods are sold with it, by its name in lower case; in Dutch and Swedish also as the end of a compound."""
    if word in added_words(language).things:
        return True
    return language != "en" and len(word) > _COMPOUND and _ends_in_thing(word, language)


@functools.lru_cache(maxsize=16_384)
def _ends_in_thing(word: str, language: str) -> bool:
    things = added_words(language).things
    return any(word[length:] in things for length in range(_SHORTEST, len(word) - _SHORTEST + 1))


def is_part(word: str, language: str) -> bool:
    """Whether it is a thing that is seldom sold by itself."""
    return is_thing(word, language) and word not in added_words(language).goods and not _ends_in_goods(word, language)


@functools.lru_cache(maxsize=16_384)
def _ends_in_goods(word: str, language: str) -> bool:
    goods = added_words(language).goods
    return language != "en" and any(word[length:] in goods for length in range(2, len(word) - _SHORTEST))


@functools.lru_cache(maxsize=16_384)
def is_abstract(word: str, language: str) -> bool:
    """Whether it is no thing: a mood, a measure, a person, a story; a thing that may be one is so where it is bare."""
    words = added_words(language)
    if word in words.abstract or is_thing(word, language):
        return word in words.abstract
    if word.endswith(words.ends):
        return True
    return language != "en" and any(word[length:] in words.abstract for length in range(2, len(word) - _SHORTEST + 1))


@functools.lru_cache(maxsize=16_384)
def is_no_noun(word: str, language: str) -> bool:
    """Whether a word that no article shows to be a noun may be praise, or something done."""
    words = added_words(language)
    return word in words.praise or word.endswith(words.loose_ends)


@functools.cache
def _written() -> dict[str, _Written]:
    return msgspec.json.decode(resource_text("lexicons/ledger/added.json"), type=dict[str, _Written])


def _forms(words: str, language: str) -> frozenset[str]:
    return frozenset(form for word in listed(words) for form in (*inflected(word, language), *_noun(word, language)))


def _noun(word: str, language: str) -> Iterator[str]:
    """The forms that only nouns have; one too many does no harm."""
    if language == "en":
        yield from (word + "es", word[:-1] + "ies" if word.endswith("y") else word + "s")
    elif language == "nl":
        yield from (word + ending for ending in _SMALL)
    else:
        stem = word[:-1] if word[-1] in "ae" else word
        yield from (stem + ending for ending in _SWEDISH if len(stem) > _SHORTEST)
        yield word + "n"


_SMALL = ("je", "jes", "tje", "tjes", "pje", "pjes")
_SWEDISH = ("et", "en", "ar", "er", "or", "arna", "erna", "orna", "ets", "ens")
