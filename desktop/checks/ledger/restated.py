"""What a sentence says in a fact's own words: *Batteries: not included*, and *none* of what a fact says none of."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator

from desktop.checks.ledger.amounts.amounts import amounts_of
from desktop.checks.ledger.assertion import Assertion
from desktop.checks.ledger.index import Ledger
from desktop.checks.ledger.stated import Stated, stated_in
from desktop.checks.ledger.verdicts import at
from desktop.core.brief import Fact
from desktop.core.finding import Verdict

_NONE = (
    r"none|no|nil|zero|nothing|without|free of|free from|geen|zonder|vrij van|ingen|inget|inga|utan|fri från"
    r"|fritt från"
    r"|fria från|nee|nej|noll|nul|0(?:[.,]0)?\s?(?:%|g|mg|gram|grams?|kcal|kr|euro)?(?:\s(?:of|av|van|aan))?"
)
_IS_NONE = re.compile(
    r"(?:none|nil|zero|geen|ingen|inget|inga|[€£$]?\s?0(?:[.,]0+)?\s?(?:%|g|mg|gram|kcal|kr|sek|€|eur|euro|:-)?)\W*",
    re.IGNORECASE,
)
_NAMED = re.compile(r"\s*[:=–—-]\s*")
_COST = re.compile(
    r"(?P<of>deliver\w*|shipping|postage|returns?|levering\w*|bezorg\w*|verzend\w*|retour\w*|frakt\w*|leverans\w*"
    r"|retur\w*)",
    re.IGNORECASE,
)
_KINDS = {
    "send": ("deliver", "shipping", "postage", "ship", "levering", "bezorg", "verzend", "frakt", "lever"),
    "back": ("return", "retour", "retur"),
}
_FREE = (
    r"(?:\bfree\s(?:of charge\s)?(?P<a>{0})\w*|\bgratis\s(?P<b>{0})\w*|\b(?:fri|fria|gratis)\s(?P<c>{0})\w*"
    r"|\b(?P<d>{0})\w*\s(?:is|are|zijn|är)\s(?:\w+\s)?(?:free|gratis|kostenlos|fri|fritt|kosteloos|kostnadsfri\w*)"
    r"|\b(?P<e>{0})\w*\s(?:\w+\s){{0,2}}(?:for free|free of charge|gratis|kosteloos|kostnadsfritt|fritt))"
)
_MOST_FACTS, _SHORTEST_VALUE = 500, 3


def restated(sentence: str, ledger: Ledger) -> tuple[Assertion, ...]:
    """The places where a sentence repeats a fact letter by letter, or says none of what a fact says none of."""
    return (*_letter_by_letter(sentence, ledger), *_none_again(sentence, ledger))


def _letter_by_letter(sentence: str, ledger: Ledger) -> Iterator[Assertion]:
    if _NAMED.search(sentence) is None:
        return
    plain = sentence.casefold()
    if len(plain) != len(sentence):
        return
    for fact in ledger.facts[:_MOST_FACTS]:
        name, value = fact.name.strip(" :").casefold(), fact.text.strip(" .").casefold()
        if len(name) < _SHORTEST_VALUE or not value or name not in plain or value not in plain:
            continue
        found = re.search(rf"(?<!\w){re.escape(name)}{_NAMED.pattern}{re.escape(value)}(?!\w)", plain)
        if found is not None:
            yield at(found.start(), found.end(), Verdict.SUPPORTED, "property", fact)


def _none_again(sentence: str, ledger: Ledger) -> Iterator[Assertion]:
    for fact, pattern in _denials(ledger):
        for match in pattern.finditer(sentence):
            yield at(match.start(), match.end(), Verdict.SUPPORTED, "property", fact)


@functools.lru_cache(maxsize=16)
def _denials(ledger: Ledger) -> tuple[tuple[Fact, re.Pattern[str]], ...]:
    return tuple(
        (fact, pattern)
        for fact in ledger.facts[:_MOST_FACTS]
        if _IS_NONE.fullmatch(fact.text.strip()) and (pattern := _denial(fact.name.strip(" :"))) is not None
    )


def _denial(name: str) -> re.Pattern[str] | None:
    """How one says none of what a fact is named for: *no fragrance*, *fragrance: none*, *fragrance-free*."""
    if len(name) < _SHORTEST_VALUE:
        return None
    own = rf"{re.escape(name)}(?:s|n|er|en|et)?"
    stem = re.escape(name.rstrip("s"))
    ways = [
        rf"(?<!\w)(?:{_NONE})\s(?:\w+\s)?{own}(?!\w)",
        rf"(?<!\w){own}\s*[:=–—-]\s*(?:{_NONE})(?!\w)",
        rf"(?<!\w){stem}[\s-]?(?:free|vrij|vrije|fri|fritt|fria)(?!\w)",
        rf"(?<!\w){own}\s(?:is|are|zijn|är)\s(?:none|zero|nil|nul|noll|0)(?!\w)",
    ]
    if (cost := _COST.search(name)) is not None:
        kind = next((each for each in _KINDS.values() if cost["of"].lower().startswith(each)), ())
        if kind:
            ways.append(_FREE.format("|".join(kind)))
    return re.compile("|".join(f"(?:{way})" for way in ways), re.IGNORECASE)


def without_denied(found: list[Assertion], own: tuple[Assertion, ...]) -> list[Assertion]:
    """The claims without those that blame the very words a fact has."""
    return [
        each
        for each in found
        if each.verdict == Verdict.SUPPORTED or not any(one.start < each.end and each.start < one.end for one in own)
    ]


def is_misnumbered(sentence: str, language: str, found: Assertion, ledger: Ledger) -> bool:
    """Whether the words of a fact stand beside another number than the fact has: *three pairs* of `2 pairs`."""
    if found.kind != "words" or found.verdict is not Verdict.SUPPORTED:
        return False
    beside = [
        each
        for each in amounts_of(sentence, language)
        if each.number_start <= found.start < each.number_end
        or (each.number_end <= found.start and not sentence[each.number_end : found.start].strip(" -‑"))
        or (each.number_start >= found.end and not sentence[found.end : each.number_start].strip())
    ]
    own = {
        value for fact in ledger.facts if fact.id in found.facts for each in stated_in(fact) for value in _said(each)
    }
    return bool(own and beside) and not any({each.plain, *each.lows} & own for each in beside)


def _said(stated: Stated) -> tuple[float, ...]:
    """A number as it is written and in the base unit, with both ends of a range."""
    ends = (stated.amount.first, stated.amount.last)
    return (*stated.numbers, *(value for each in ends if each is not None for value in each.values))
