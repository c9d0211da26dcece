"""How far a thing goes: *only for oily skin* where it is for all, *worldwide* where it is sent to one country.

Also sizes in letters and days of the week beside those of a fact, and what is new or has had an owner before.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable, Iterator

import msgspec

from desktop.checks.ledger.assertion import Assertion
from desktop.checks.sieve import Sifted
from desktop.core.brief import Fact
from desktop.core.finding import Verdict
from desktop.core.words import mark

_SAID = mark("The facts say “{fact}”.")
_ALL = re.compile(r"(?:suitable for |for |voor |för )?(?:all|every|any|alle|elke?|iedere?|alla|varje)\b", re.IGNORECASE)
_TYPED = re.compile(r"skin|hair|huid|haar\b|haartype|hud|hår|floor|vloer|golv", re.IGNORECASE)
_NOUN = r"(?:skin|hair|floors?|huid|haar|vloer(?:en)?|huidtypes?|haartypes?|hud|hy|hår|hudtyp\w*|hårtyp\w*|golv\w*)"
_ONLY = re.compile(
    rf"\b(?:only|solely|exclusively|alleen|uitsluitend|enkel|bara|endast|enbart)\s"
    r"(?:suitable |made |meant |geschikt |bedoeld |avsedd )?"
    rf"(?:for|voor|för|on|op|på)\b[^.;:!?]{{0,30}}\b{_NOUN}\b"
    r"(?: types?)?"
    rf"|\b(?:for|voor|för)\s(?:[^\W\d_]+\s){{1,2}}{_NOUN}(?: types?)?\s(?:only|alleen|enbart|endast)\b",
    re.IGNORECASE,
)
_EVERY = Sifted(
    rf"\b(?:all|every|any|alle|elke?|iedere?|alla|varje)\s(?:kinds of |types of |soorten |slags |typer av )?{_NOUN}"
    r"(?: types?)?\b",
    re.IGNORECASE,
)
_SENT_TO = re.compile(
    r"(?:delivery|shipping) (?:area|region|countries|to)|ships? to|delivers? to|levergebied|bezorggebied|verzendgebied"
    r"|leverbaar in|bezorging in|levereras till|leveransområde|leverans till|skickas till",
    re.IGNORECASE,
)
_WORLD = re.compile(
    r"\b(?:world-?wide|all over the world|anywhere in the world|internationally|wereldwijd|over de hele wereld"
    r"|naar het buitenland|över hela världen|världen över|utomlands|internationellt)\b",
    re.IGNORECASE,
)
_SENDING = re.compile(r"deliver|ship|send|lever|bezorg|verzend|stur|skicka|frakt", re.IGNORECASE)
_CONDITION = re.compile(r"(?:item |product)?(?:condition|staat|conditie|skick|zustand)", re.IGNORECASE)
_NEW = re.compile(
    r"\b(?:brand[- ]new|factory[- ]new|never used|gloednieuwe?|splinternieuwe?|fabrieksnieuw|nooit gebruikt"
    r"|helt ny[at]?|fabriksny[at]?|sprillans ny[at]?|aldrig använd\w*)\b",
    re.IGNORECASE,
)
_USED = re.compile(
    r"\b(?:second[- ]?hand|pre-?loved|pre-?owned|refurbished|reconditioned|tweedehands|gebruikte?|opgeknapte?"
    r"|begagnad\w*|renoverad\w*|rekonditionerad\w*)\b",
    re.IGNORECASE,
)
_SIZES = ("XXS", "XS", "S", "M", "L", "XL", "XXL", "XXXL")
_SAME_SIZE = {"2XL": "XXL", "3XL": "XXXL", "2XS": "XXS"}
_LETTERS = re.compile(r"(?<![\w'’.&-])(?:XXS|XS|S|M|L|XL|XXL|XXXL|2XL|3XL|2XS)(?![\w'’&])")
_SPAN = re.compile(
    r"^\W*(X{0,3}S|M|X{0,3}L|\dXL)\s?(?:-|–|t/m|to|till|tot|tot en met|through)\s?(X{0,3}S|M|X{0,3}L|\dXL)\W*$"
)
_SIZED = re.compile(r"^(?:size|sizes|maat|maten|storlek|storlekar|available sizes|größen?)$", re.IGNORECASE)
_DAYS = tuple(
    tuple(each.split())
    for each in (
        "monday maandag måndag", "tuesday dinsdag tisdag", "wednesday woensdag onsdag", "thursday donderdag torsdag",
        "friday vrijdag fredag", "saturday zaterdag lördag", "sunday zondag söndag",
    )
)  # fmt: skip
_NUMBER = {name: number for number, names in enumerate(_DAYS) for name in names}
_DAY = re.compile(rf"\b({'|'.join(_NUMBER)})(?:s|en|ar|arna|ens)?\b", re.IGNORECASE)
_DAYS_NAME = re.compile(r"\b(?:\w*days?|\w*dag(?:en|ar)?|opening hours|openingstijden|öppettider)$", re.IGNORECASE)
_RANGE = re.compile(r"\s?(?:-|–|to|till|tot|t/m|tot en met|through)\s?", re.IGNORECASE)
_JOINED = re.compile(r"\s?(?:,|and|or|en|of|och|eller|&)\s(?:on |op |på )?", re.IGNORECASE)
_DENIED = re.compile(r"\b(?:not|no|never|closed|niet|geen|gesloten|inte|ej|stängt)\b", re.IGNORECASE)


class ScopeFacts(msgspec.Struct, frozen=True):
    """The facts that say how far something goes, by what they are about; with the sizes and days that they list."""

    typed: tuple[Fact, ...]
    sent: tuple[Fact, ...]
    condition: tuple[Fact, ...]
    sizes: tuple[tuple[Fact, frozenset[str]], ...]
    days: tuple[tuple[Fact, frozenset[int]], ...]


def scope_facts(facts: Iterable[Fact]) -> ScopeFacts:
    """Read the facts."""
    every = [fact for fact in facts if not fact.variant]
    return ScopeFacts(
        tuple(fact for fact in every if _TYPED.search(fact.name) and not any(char.isdigit() for char in fact.text)),
        tuple(fact for fact in every if _SENT_TO.search(fact.name) and not _WORLD.search(fact.text)),
        tuple(fact for fact in every if _CONDITION.fullmatch(fact.name.strip(" :"))),
        tuple(
            (fact, sizes) for fact in every if _SIZED.match(fact.name.strip(" :")) and (sizes := _sizes_of(fact.text))
        ),
        tuple(
            (fact, days) for fact in every if _DAYS_NAME.search(fact.name.strip(" :")) and (days := _days_of(fact.text))
        ),
    )


def _sizes_of(text: str) -> frozenset[str]:
    """The sizes in letters that a value lists, a range with all between; none for one that has others."""
    span = _SPAN.match(text)
    if span is not None:
        first, last = (_SIZES.index(_SAME_SIZE.get(each, each)) for each in span.groups())
        return frozenset(_SIZES[first : last + 1])
    found = [_SAME_SIZE.get(each, each) for each in _LETTERS.findall(text)]
    return frozenset(found) if len(found) > 1 else frozenset()


def _days_of(text: str) -> frozenset[int]:
    """The days of the week that a value names, a range with all between."""
    found = list(_DAY.finditer(text))
    days = {_NUMBER[each[1].lower()] for each in found}
    for one, other in itertools.pairwise(found):
        if _RANGE.fullmatch(text, one.end(), other.start()):
            first, last = _NUMBER[one[1].lower()], _NUMBER[other[1].lower()]
            days.update(range(first, last + 1) if first <= last else (*range(first, 7), *range(last + 1)))
    return frozenset(days)


def scope_claims(sentence: str, known: ScopeFacts) -> Iterator[Assertion]:
    """What a sentence says to go further, or less far, than a fact does."""
    if sentence.rstrip().endswith("?"):
        return
    for fact in known.typed:
        pattern = _ONLY if _ALL.match(fact.text) else _EVERY
        yield from (_against(*found.span(), fact) for found in pattern.finditer(sentence))
    if known.sent and _SENDING.search(sentence):
        yield from (_against(*found.span(), known.sent[0]) for found in _WORLD.finditer(sentence))
    for fact in known.condition:
        used = _USED.search(fact.text) is not None
        if used or re.match(r"\W*(?:new|nieuw|ny|neu)\b", fact.text, re.IGNORECASE):
            yield from (_against(*found.span(), fact) for found in (_NEW if used else _USED).finditer(sentence))
    yield from _other_sizes(sentence, known)
    yield from _other_days(sentence, known)


def _other_sizes(sentence: str, known: ScopeFacts) -> Iterator[Assertion]:
    """Sizes that no fact lists, named beside one that is listed: *in S, M, L and XXL*."""
    if len(known.sizes) != 1:
        return
    fact, sizes = known.sizes[0]
    said = list(_LETTERS.finditer(sentence))
    if not any(_SAME_SIZE.get(each[0], each[0]) in sizes for each in said):
        return
    for each in said:
        if _SAME_SIZE.get(each[0], each[0]) not in sizes and not _DENIED.search(sentence):
            yield _against(*each.span(), fact)


def _other_days(sentence: str, known: ScopeFacts) -> Iterator[Assertion]:
    """Days that no fact has, joined to one that it has: *on Tuesdays and Fridays*."""
    if len(known.days) != 1 or _DENIED.search(sentence):
        return
    fact, days = known.days[0]
    said = list(_DAY.finditer(sentence))
    for one, other in itertools.pairwise(said):
        if _JOINED.fullmatch(sentence, one.end(), other.start()) is None:
            continue
        inside = [_NUMBER[each[1].lower()] in days for each in (one, other)]
        if inside.count(True) == 1:
            yield _against(*(one if inside[1] else other).span(), fact)


def _against(start: int, end: int, fact: Fact) -> Assertion:
    values = (("fact", f"{fact.name}: {fact.text}"),)
    return Assertion(start, end, Verdict.CONTRADICTED, "property", (fact.id,), _SAID, values, attribute="property")
