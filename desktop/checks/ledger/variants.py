"""Which variant of a product a sentence speaks of."""

from __future__ import annotations

import functools
import re

from desktop.checks.ledger.amounts import Amount, amounts_of
from desktop.checks.ledger.entail import entails
from desktop.checks.ledger.index import Ledger, plain_name
from desktop.checks.ledger.near import alike
from desktop.checks.ledger.stated import Stated, content_words
from desktop.checks.words import plain_form

_CLAUSE = re.compile(r"[;:]\s|,\s|\s(?:and|but|while|whereas|en|maar|terwijl|och|men|medan)\s|\s[–—]\s", re.IGNORECASE)
_HALVES = re.compile(r"[;:]\s|\b(?:but|while|whereas|maar|terwijl|men|medan)\s", re.IGNORECASE)
_SIZE_BEFORE = re.compile(
    r"(?:\b(?:size|sizes|maat|maten|storlek|storleken|str\.?|model|modell|modellen|version|versie|in|i|the|de|van|för|for|voor|till)|[(:/,–-])\s*$",
    re.IGNORECASE,
)


def variants_named(sentence: str, amounts: tuple[Amount, ...], ledger: Ledger, language: str) -> frozenset[str]:
    """The variants of the facts that the sentence names; a single letter counts only as a size is written."""
    if not ledger.variants or len(ledger.variants) > 200:
        return frozenset()
    return frozenset(variant for variant in ledger.variants if _is_named(sentence, variant, amounts, language))


def named_around(
    sentence: str, amount: Amount, amounts: tuple[Amount, ...], named: frozenset[str], language: str
) -> frozenset[str]:
    """Of the variants that a sentence names those that its clause gives to this amount; all where it has one clause."""
    like = [each for each in amounts if each.dimension == amount.dimension]
    if len(named) > 1 and len(like) == 1:
        return _of_its_half(sentence, amount, named, language)
    if not named or len(like) < 2:
        return named
    cuts = [0, *(match.end() for match in _CLAUSE.finditer(sentence)), len(sentence)]
    begin = max(cut for cut in cuts if cut <= amount.number_start)
    end = min(cut for cut in cuts if cut >= amount.number_end)
    clause = sentence[begin:end]
    if sum(begin <= each.number_start < end for each in like) != 1:
        return named
    return frozenset(variant for variant in named if _is_named(clause, variant, amounts_of(clause, language), language))


def _of_its_half(sentence: str, amount: Amount, named: frozenset[str], language: str) -> frozenset[str]:
    """Of several variants those that the half of the sentence names in which the amount stands; all where none is."""
    cuts = [0, *(match.end() for match in _HALVES.finditer(sentence)), len(sentence)]
    begin = max(cut for cut in cuts if cut <= amount.number_start)
    half = sentence[begin : min(cut for cut in cuts if cut >= amount.number_end)]
    own = frozenset(each for each in named if _is_named(half, each, amounts_of(half, language), language))
    return own or named


def _is_named(sentence: str, variant: str, amounts: tuple[Amount, ...], language: str) -> bool:
    for match in _pattern(variant).finditer(sentence):
        if len(variant) <= 2 and any(
            each.number_start < match.end() and match.start() < each.number_end and each.unit for each in amounts
        ):
            continue
        if len(variant) > 2 or (match[0].isupper() and _SIZE_BEFORE.search(sentence, 0, match.start())):
            return True
        if variant.isdigit() and _SIZE_BEFORE.search(sentence, 0, match.start()):
            return True
    if any(variant in names and _of_names(names).search(sentence) for names in _SAME):
        return True
    return (
        len(variant) > 3
        and variant.isalpha()
        and any(alike(plain_form(word), plain_form(variant), language) for word in content_words(sentence))
    )


_SAME = (
    ("long", "lang", "lange", "lång", "långa", "extra long"),
    ("short", "kort", "korta", "korte", "kurz"),
    ("regular", "normaal", "normale", "standaard", "vanlig", "normal", "standard"),
    ("small", "klein", "kleine", "liten", "lilla", "s"),
    ("medium", "middelste", "mellan", "m"),
    ("large", "groot", "grote", "stor", "stora", "groß", "l"),
    ("double", "dubbel", "tweepersoons", "dubbelsäng", "doppel"),
    ("single", "enkel", "eenpersoons", "enkelsäng"),
)  # fmt: skip
_VERSION = (
    r"(?:version|size|model|one|variant|cut|fit|uitvoering|versie|maat|modell|modellen|varianten|versionen|utförande\w*"
    r"|storlek\w*)"
)


@functools.lru_cache(maxsize=64)
def _of_names(names: tuple[str, ...]) -> re.Pattern[str]:
    """The names of one variant in any language, said of a version: *de lange uitvoering*, *the long one*."""
    spelled = "|".join(each for each in names if len(each) > 1)
    return re.compile(rf"(?<!\w)(?:{spelled})\s{_VERSION}\b|\bin\s(?:{spelled})\b", re.IGNORECASE)


@functools.lru_cache(maxsize=1024)
def _pattern(variant: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w){re.escape(variant)}(?:s|n|en)?(?!\w)", re.IGNORECASE)


def _has_common(stated: Stated, found: tuple[Stated, ...]) -> bool:
    """Whether a number of the same name is of no variant."""
    return any(not each.variant and plain_name(each.fact) == plain_name(stated.fact) for each in found)


def decided_by(
    found: tuple[Stated, ...], named: frozenset[str], elsewhere: frozenset[str] = frozenset()
) -> tuple[Stated, ...]:
    """Of these numbers those of the named variant, where one of the same name has it; all when none is named.

    Those of variants that the sentence names `elsewhere` are left out where a number of no variant is there.
    """
    if not named:
        return tuple(each for each in found if each.variant not in elsewhere or not _has_common(each, found))
    own = [each for each in found if each.variant in named]
    names = {plain_name(each.fact) for each in own}
    return tuple(each for each in found if each.variant in named or plain_name(each.fact) not in names)


def swapped(found: tuple[Stated, ...], decided: tuple[Stated, ...], amount: Amount) -> Stated | None:
    """The number of the named variant where the text gives it that of another: 960 grams in Regular."""
    if len(found) == len(decided):
        return None
    names = {plain_name(each.fact) for each in found if each not in decided and entails(each, amount)}
    return next((each for each in decided if each.variant and plain_name(each.fact) in names), None)
