"""Which variant of a product a sentence speaks of."""

from __future__ import annotations

import functools
import re

from desktop.checks.ledger.amounts.amounts import Amount, amounts_of, close
from desktop.checks.ledger.amounts.near import alike
from desktop.checks.ledger.index import Ledger, plain_name
from desktop.checks.ledger.numbers.entail import entails
from desktop.checks.ledger.stated import Stated, content_words
from desktop.checks.words import plain_form

_CLAUSE = re.compile(r"[;:]\s|,\s|\s(?:and|but|while|whereas|en|maar|terwijl|och|men|medan)\s|\s[–—]\s", re.IGNORECASE)
_HALVES = re.compile(r"[;:]\s|\b(?:but|while|whereas|maar|terwijl|men|medan)\s", re.IGNORECASE)
_LETTER, _TWO, _WELL_BEFORE, _MOST = 2, 2, 25, 50
_SUBJECT = re.compile(r"\s*(?:[A-ZÅÄÖ\d]|(?:the|de|het|den|det|in|i|size|maat|storlek|for|voor|för)\b)")
"""At the head of a clause: it goes on about something else than the one before it."""
_SIZE_BEFORE = re.compile(
    r"(?:\b(?:size|sizes|maat|maten|storlek|storleken|str\.?|model|modell|modellen|version|versie|in|i|the|de"
    r"|van|för|for|voor|till)|[(:/,–-])\s*$",
    re.IGNORECASE,
)


def variants_named(sentence: str, amounts: tuple[Amount, ...], ledger: Ledger, language: str) -> frozenset[str]:
    """The variants of the facts that the sentence names; a single letter counts only as a size is written."""
    if not ledger.variants or len(ledger.variants) > 200:
        return frozenset()
    return frozenset(variant for variant in ledger.variants if _is_named(sentence, variant, amounts, language))


def names_variant(amount: Amount, ledger: Ledger) -> bool:
    """Whether an amount is what a variant is called by: *a quarter of a kilo* where a price is for 250 g."""
    return any(each[:1].isdigit() and _is_measured_so(each, (amount,)) for each in sorted(ledger.variants)[:_MOST])


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
    own = frozenset(each for each in named if _is_named(clause, each, amounts_of(clause, language), language))
    if own or _SUBJECT.match(clause) or sentence[:begin].rstrip()[-1:] in {";", ":", "–", "—"}:
        return own
    return _named_in_front(sentence[:begin], cuts, named, language)


def _named_in_front(before: str, cuts: list[int], named: frozenset[str], language: str) -> frozenset[str]:
    """The one variant of the last clause in front that names any: *The small one is 60 cm wide and takes 20 kg*."""
    ends = [cut for cut in cuts if cut <= len(before)]
    for begin, end in zip(reversed(ends[:-1]), reversed(ends[1:]), strict=True):
        clause = before[begin:end]
        own = frozenset(each for each in named if _is_named(clause, each, amounts_of(clause, language), language))
        if own:
            return own if len(own) == 1 else frozenset()
    return frozenset()


def _of_its_half(sentence: str, amount: Amount, named: frozenset[str], language: str) -> frozenset[str]:
    """Of several variants those that the half of the sentence names in which the amount stands; all where none is."""
    last = _named_last(sentence, amount, named)
    if last:
        return frozenset({last})
    cuts = [0, *(match.end() for match in _HALVES.finditer(sentence)), len(sentence)]
    begin = max(cut for cut in cuts if cut <= amount.number_start)
    half = sentence[begin : min(cut for cut in cuts if cut >= amount.number_end)]
    own = frozenset(each for each in named if _is_named(half, each, amounts_of(half, language), language))
    return own or named


def _named_last(sentence: str, amount: Amount, named: frozenset[str]) -> str:
    """The variant named last before an amount, where another is named well before it: *The Studio …, the Travel at*."""
    places = sorted(
        (match.start(), each)
        for each in named
        if len(each) > _LETTER
        for match in _pattern(each).finditer(sentence, 0, amount.number_start)
    )
    if len(places) < _TWO or places[-1][1] == places[-2][1] or places[-1][0] - places[-2][0] < _WELL_BEFORE:
        return ""
    after = any(_pattern(each).search(sentence, amount.number_end) for each in named)
    return "" if after else places[-1][1]


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
    if variant[:1].isdigit() and _is_measured_so(variant, amounts):
        return True
    if any(variant.lower() in names and pattern.search(sentence) for names, pattern in _WORN_BY):
        return True
    if any(variant in names and _of_names(names).search(sentence) for names in _SAME):
        return True
    return (
        len(variant) > 3
        and variant.isalpha()
        and any(alike(plain_form(word), plain_form(variant), language) for word in content_words(sentence))
    )


def _is_measured_so(variant: str, amounts: tuple[Amount, ...]) -> bool:
    """Whether the text has the amount that a variant is named for in other words: `54 centimeter` of `54 cm`."""
    own = amounts_of(variant, "")
    if len(own) != 1 or own[0].unit is None or own[0].parts or own[0].highs:
        return False
    return any(
        each.dimension == own[0].dimension and not each.parts and not each.highs and close(each.lows, own[0].lows, 1e-6)
        for each in amounts
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
_FOR = r"(?:model|modell|versie|version|uitvoering|utförande|variant|maat|storlek|schoen|sko|skor)"
_WORN_BY = (
    (
        frozenset({"women", "women's", "womens", "woman", "ladies", "dames", "dam", "damer", "vrouwen", "damen"}),
        re.compile(rf"(?<!\w)(?:women|ladies)['’]?s?(?!\w)|(?<!\w)(?:dames|dam|vrouwen){_FOR}\w*", re.IGNORECASE),
    ),
    (
        frozenset({"men", "men's", "mens", "man", "gents", "heren", "herr", "herrar", "mannen", "herren"}),
        re.compile(rf"(?<!\w)(?:men|gents)['’]?s?(?!\w)|(?<!\w)(?:heren|herr|mannen){_FOR}\w*", re.IGNORECASE),
    ),
    (
        frozenset({"kids", "children", "children's", "kinderen", "kind", "barn", "junior", "youth", "kinder"}),
        re.compile(rf"(?<!\w)(?:kid|children)['’]?s?(?!\w)|(?<!\w)(?:kinder|barn|junior){_FOR}\w*", re.IGNORECASE),
    ),
)
"""Variants by who wears them, and how a text names those: *the men's*, *dammodellen*."""
_VERSION = (
    r"(?:version|size|model|one|variant|cut|fit|uitvoering|versie|maat|modell|modellen|varianten|versionen|utförande\w*"
    r"|storlek\w*)"
)


@functools.lru_cache(maxsize=64)
def _of_names(names: tuple[str, ...]) -> re.Pattern[str]:
    """The names of one variant in any language, said of a version: *de lange uitvoering*, *the long one*."""
    spelled = "|".join(each for each in names if len(each) > 1)
    return re.compile(
        rf"(?<!\w)(?:{spelled})\s{_VERSION}\b"
        rf"|\b(?:in|the|de|het|den|det)\s(?:{spelled})\b",
        re.IGNORECASE,
    )


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
