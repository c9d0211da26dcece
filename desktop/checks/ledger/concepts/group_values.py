"""What a value means under the name of its fact: `light` is a roast, a body or a weight, by what the fact is called.

`groups.json` has by group of concepts the names that facts of it have; a concept has in `values` what it is then
called. An item of a value counts as a whole, so that `medium-dark` is neither medium nor dark.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable, Iterator

import msgspec

from desktop.checks.ledger.answers import answer_of
from desktop.checks.ledger.concepts.concept_data import concepts, group_of, inflected, listed
from desktop.core.brief import LANGUAGES, Fact
from desktop.core.resources import resource_text

_WORD = re.compile(r"[^\W_]+")
_ITEMS = re.compile(
    r"[,;()+&|•]|(?<!\bt)/|\s[-–—]\s|\s(?:and|or|en|of|och|eller|und|oder|met|med|with|mit|for|voor|för)\s"
)
_FURTHER = re.compile(
    r"\s(?:until|up|within|before|after|from|at|in|on|per|of|by|over|under|tot|binnen|na|vanaf|op|van|bij|per|uiterlijk"
    r"|till|fram|inom|före|efter|från|på|i|av|vid|senast|bis|vor|nach|ab|im|bei)\s"
)
"""Where a value goes on to say until when, from what, in what."""
_LONGEST = 6
_SHORTEST = 3
_ALIKE = 2
_DIGIT = re.compile(r"\d")
_KIND = re.compile(r"(?<=\w{3})(?:s?typ(?:e|en|er)?|soort|sort|modell?|(?<!plat)vorm|(?<!platt)form)$")
"""After the name of a group: `ventieltype`, `rattmodell`."""


class _Group(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The names of facts of a group; `-word` ends a word of a name, `word-` begins one.

    `open`: its values are names without number, so one that no lexicon knows says something else than the others.
    `measured`: the concept that a number stands for: access of 12 months is not for life.
    """

    names: str
    open: bool = False
    measured: str = ""


def group_values(name: str, value: str) -> Iterator[str]:
    """The concepts that the items of a value stand for under this name."""
    groups = groups_of(name)
    if not groups:
        return
    plain, own = value.casefold(), _words_of(name)
    for item in _ITEMS.split(plain):
        found = _known_as(groups, item, own) or _known_as(groups, _FURTHER.split(item, maxsplit=1)[0], own)
        yield from found
    if _DIGIT.search(plain):
        yield from (measured for group in groups if (measured := _groups()[group].measured))


def _known_as(groups: tuple[str, ...], item: str, own: tuple[str, ...]) -> tuple[str, ...]:
    """The concepts that an item stands for in these groups, with the words of the fact's name or without them."""
    words = _WORD.findall(item)
    if not words or len(words) > _LONGEST:
        return ()
    without = " ".join(word for word in words if word not in own)
    wanted = dict.fromkeys((" ".join(words), without))
    return tuple(key for each in wanted for group in groups for key in _called(group, each))


def _called(group: str, wanted: str) -> Iterator[str]:
    """The concepts of a group that are called so, in any form of a single word."""
    for plain, key in _values().get((group, wanted[:_ALIKE]), ()):
        if wanted == plain or (" " not in plain and wanted in _forms_of(plain)):
            yield key


@functools.lru_cache(maxsize=16_384)
def _forms_of(plain: str) -> frozenset[str]:
    return frozenset(form for language in LANGUAGES for form in inflected(plain, language))


def unread_of_group(group: str, facts: Iterable[Fact], read: frozenset[str]) -> tuple[str, ...]:
    """The facts of an open group that give a name which no lexicon knows."""
    if group not in _open_groups():
        return ()
    return tuple(
        fact.id for fact in facts if fact.id not in read and group in groups_of(fact.name) and _is_a_name(fact.text)
    )


@functools.lru_cache(maxsize=16_384)
def _is_a_name(value: str) -> bool:
    words = _WORD.findall(value)
    return 0 < len(words) <= _LONGEST and not _DIGIT.search(value) and answer_of(value) is None


@functools.lru_cache(maxsize=16_384)
def groups_of(name: str) -> tuple[str, ...]:
    """The groups that a fact of this name speaks of."""
    words = _words_of(name)
    exact, begins, ends = _names()
    found = dict.fromkeys(exact.get(" ".join(words), ()))
    for place, word in enumerate(words):
        found.update(dict.fromkeys(exact.get(word, ()) or exact.get(_KIND.sub("", word), ())))
        found.update(dict.fromkeys(exact.get(" ".join(words[place : place + 2]), ())))
        for length in range(_SHORTEST, len(word) + 1):
            found.update(dict.fromkeys(begins.get(word[:length], ())))
            found.update(dict.fromkeys(ends.get(word[-length:], ())))
    return tuple(found)


def is_of_group(concept: str, name: str) -> bool:
    """Whether a fact of this name speaks of the group of a concept."""
    return group_of(concept) in groups_of(name)


def _words_of(text: str) -> tuple[str, ...]:
    return tuple(_WORD.findall(text.casefold()))


@functools.cache
def _groups() -> dict[str, _Group]:
    return msgspec.json.decode(resource_text("lexicons/ledger/groups.json"), type=dict[str, _Group])


@functools.cache
def _open_groups() -> frozenset[str]:
    return frozenset(key for key, group in _groups().items() if group.open)


@functools.cache
def _names() -> tuple[dict[str, list[str]], dict[str, list[str]], dict[str, list[str]]]:
    """The names in whole, by what they begin with and by what they end with."""
    exact: dict[str, list[str]] = {}
    begins: dict[str, list[str]] = {}
    ends: dict[str, list[str]] = {}
    for key, group in _groups().items():
        for each in listed(group.names):
            into = ends if each.startswith("-") else begins if each.endswith("-") else exact
            into.setdefault(" ".join(_words_of(each)), []).append(key)
    return exact, begins, ends


@functools.cache
def _values() -> dict[tuple[str, str], list[tuple[str, str]]]:
    """What the concepts of a group are called, with the concept, by the group and the first letters."""
    found: dict[tuple[str, str], list[tuple[str, str]]] = {}
    for key, concept in concepts().items():
        for each in listed(concept.values):
            plain = " ".join(_words_of(each))
            found.setdefault((concept.attr, plain[:_ALIKE]), []).append((plain, key))
    return found
