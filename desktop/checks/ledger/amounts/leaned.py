"""Bare numbers that lean on words or numbers around them for their unit: *down to minus 40*, *washes at 60*.

Also *15 hours on low and seven on high*, *from 3.5 kilos up to toddlers of 15*, and a range that shares one of its
ends with one of the facts: *adjusts from 66 to 120*.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

import msgspec

from desktop.checks.ledger.amounts.amounts import SIZE_BEFORE, Amount, close
from desktop.checks.ledger.amounts.bounds import Bound
from desktop.checks.ledger.amounts.near import alike
from desktop.checks.ledger.index import Ledger
from desktop.checks.ledger.stated import WORD, Stated
from desktop.checks.words import plain_form
from desktop.core.lexicon import Unit, function_words, units

_FREE = re.compile(
    r"\s*(?:$|[.,;:!?)–—-]\s|[.;:!?)]$|\s(?:on|in|at|for|with|and|or|but|when|without|so|op|in|met|bij|voor|en|of|maar"
    r"|zonder|als|aan|på|i|med|vid|för|och|eller|men|utan|när|om)\b)"
)
_BELOW = re.compile(r"\b(?:minus|min)\s$", re.IGNORECASE)
_WASHED = re.compile(
    r"\b(?:wash\w*|launder\w*|laundry|machine|throw|pop|toss|spin|was|wast|wassen|wasbaar|gewassen|gooi|stop|wasmachine"
    r"|tvätt\w*|\w+tvätt\w*|släng|stoppa|kör)\b[^.;!?]{0,48}$",
    re.IGNORECASE,
)
_AT = re.compile(
    r"\b(?:at|on|op|i|in|på|vid)\s(?:a |max\.? |maximum |maximaal |max |up to |tot |upp till |just |gewoon |bara "
    r"|hoogstens |högst )?$",
    re.IGNORECASE,
)
_UP_TO = re.compile(r"\b(?:to|tot|till|t/m)\b", re.IGNORECASE)
_JOINED = re.compile(r"\b(?:and|or|but|to|en|of|maar|tot|och|eller|men|till)\b|,\s", re.IGNORECASE)
_LABEL = re.compile(
    r"\s(?:on|in|at|for|with|op|in|met|bij|voor|på|i|med|vid|för)\s(?:(?:the|de|het|den|det|its|your|je|din)\s)?"
    r"([^\W\d_]{2,})",
    re.IGNORECASE,
)
_ENDED = re.compile(r"[.!?]\s")
_APART = re.compile(r"[.;:!?]\s")
_DEGREES = frozenset({20.0, 30.0, 40.0, 50.0, 60.0, 70.0, 75.0, 80.0, 90.0, 95.0})
_LAUNDERED = frozenset({"wash", "washing", "care"})
_LEAST_EQUAL, _NEARBY, _HARDLY = 5, 45, 0.001
_FURTHEST, _LABELLED, _MOST, _FEWEST = 90, 24, 60, 10


_LAST = (
    r"(?: still| even| up to| only| just| about| around| nog| nog steeds| zelfs| wel| tot| maar| ongeveer| ännu"
    r"| till och med| upp till| bara| ungefär| i){0,2}\s$"
)
_TOLD_BY = {
    "time": re.compile(
        rf"\b(?:lasts?|runs?|burns?|goes|gaat|duurt|brandt|haalt|mee|räcker|håller|brinner|lyser|går)"
        rf"(?: den| det| de| hij| ze)?{_LAST}",
        re.IGNORECASE,
    ),
    "mass": re.compile(rf"\b(?:weighs?|bears?|carries|weegt|draagt|väger|bär){_LAST}", re.IGNORECASE),
    "volume": re.compile(rf"\b(?:holds?|takes?|fits?|houdt|bevat|rymmer|tar){_LAST}", re.IGNORECASE),
    **dict.fromkeys(
        ("EUR", "SEK", "GBP", "USD"),
        re.compile(
            rf"\b(?:costs?|pay|now|kost|betaal|nu|kostar"
            rf"|betalar){_LAST}",
            re.IGNORECASE,
        ),
    ),
}
"""The verbs that tell what the number right behind them is: *the cabin bag holds 38 litres, the big one holds 92*."""
_SIDE = re.compile(
    r"\s(?:deep|wide|high|tall|long|thick|across|diep|breed|hoog|lang|dik|djup|bred|hög|lång"
    r"|tjock)[tae]?\b",
    re.IGNORECASE,
)


def leaned(sentence: str, amounts: tuple[Amount, ...], ledger: Ledger, language: str) -> tuple[Amount, ...]:
    """The amounts of a sentence, those without a unit with the one that they lean on where the facts have such."""
    if not any(each.unit is None and not each.parts for each in amounts):
        return amounts
    found: list[Amount] = []
    for amount in amounts:
        sized = any(each.end() == amount.number_start for each in SIZE_BEFORE.finditer(sentence))
        if amount.unit is None and not amount.parts and amount.first is not None and not sized:
            found.append(
                _of_range(sentence, amount, ledger)
                if amount.highs
                else _with_unit(sentence, amount, _last_of_facts(found, ledger), ledger, language)
            )
        else:
            found.append(amount)
    return tuple(_equal_to_facts(sentence, found, ledger))


def _equal_to_facts(sentence: str, amounts: list[Amount], ledger: Ledger) -> Iterator[Amount]:
    """The amounts; a bare one beside one with a unit takes it where a fact has just so much: *at the back 80*."""
    for place, amount in enumerate(amounts):
        if amount.unit is not None or amount.parts or amount.highs or amount.plain < _LEAST_EQUAL:
            yield amount
            continue
        beside = [each for each in (*amounts[max(0, place - 1) : place], *amounts[place + 1 : place + 2]) if each.unit]
        yield next((own for each in beside if (own := _equal(sentence, amount, each, ledger)) is not None), amount)


def _equal(sentence: str, amount: Amount, beside: Amount, ledger: Ledger) -> Amount | None:
    if beside.unit is None or beside.parts or beside.dimension in {"count", "share", ""}:
        return None
    behind = amount.number_start > beside.number_start
    between = sentence[min(amount.number_end, beside.number_end) : max(amount.number_start, beside.number_start)]
    if len(between) > _NEARBY or _APART.search(between) or not (_JOINED if behind else _UP_TO).search(between):
        return None
    if behind and not _FREE.match(sentence, amount.number_end):
        return None
    own = _measured(amount, beside.unit)
    known = [each.amount for each in ledger.by_dimension.get(beside.dimension, ())[:_MOST] if not each.derived]
    ends = (end for each in known for end in (*each.lows, *each.highs) if not each.parts)
    return own if any(close(own.lows, (end,), _HARDLY) for end in ends) else None


def _last_of_facts(before: list[Amount], ledger: Ledger) -> Amount | None:
    """The last amount with a unit that the facts use too."""
    for amount in reversed(before):
        known = ledger.by_dimension.get(amount.dimension, ())[:_MOST] if amount.unit is not None else ()
        if any(each.amount.unit is not None and each.amount.unit.dimension == amount.dimension for each in known) and (
            amount.dimension != "time"
            or any(each.amount.unit is amount.unit or _same(each.amount, amount) for each in known)
        ):
            return amount
    return None


def _same(one: Amount, other: Amount) -> bool:
    return one.unit is not None and other.unit is not None and one.unit.unit == other.unit.unit


def _with_unit(sentence: str, amount: Amount, before: Amount | None, ledger: Ledger, language: str) -> Amount:
    side = before is not None and before.dimension == "length" and _SIDE.match(sentence, amount.number_end)
    if side and before is not None and before.unit is not None and ledger.by_dimension.get("length"):
        return _measured(amount, before.unit)
    if not _FREE.match(sentence, amount.number_end):
        return amount
    if ledger.by_dimension.get("temperature"):
        heated = _in_degrees(sentence, amount, ledger)
        if heated is not amount:
            return heated
    if before is None or before.unit is None or before.parts or before.highs:
        return amount
    between = sentence[before.number_end : amount.number_start]
    told = before.dimension in _TOLD_BY and _TOLD_BY[before.dimension].search(sentence, 0, amount.number_start)
    if told and _ENDED.search(between) is None and ledger.by_dimension.get(before.dimension):
        return _measured(amount, before.unit)
    if len(between) > _FURTHEST or _APART.search(between) or not _JOINED.search(between):
        return amount
    known = [each for each in ledger.by_dimension.get(before.dimension, ())[:_MOST] if not each.derived]
    if _goes_up(between, before, known):
        return msgspec.structs.replace(_measured(amount, before.unit), bound=Bound.UP_TO)
    return _measured(amount, before.unit) if _is_labelled(sentence, amount, known, language) else amount


def _goes_up(between: str, before: Amount, known: list[Stated]) -> bool:
    """Whether the number before begins a range of the facts that goes on to this one."""
    return _UP_TO.search(between) is not None and any(
        each.amount.highs and close(before.lows, each.amount.lows, 0.012) for each in known
    )


def _is_labelled(sentence: str, amount: Amount, known: list[Stated], language: str) -> bool:
    """Whether it is said to be so *on high*, which the facts name beside one of their numbers."""
    label = _LABEL.match(sentence, amount.number_end)
    if label is None or label[1].lower() in function_words(language):
        return False
    word = plain_form(label[1].lower())
    return any(alike(word, plain_form(each), language) for stated in known for each in _labels_of(stated))


def _labels_of(stated: Stated) -> Iterator[str]:
    """The words by which a fact tells this number from its others."""
    if stated.variant:
        yield from stated.variant.split()
    if stated.amount.first is not None:
        behind = stated.fact.text[stated.amount.number_end : stated.amount.number_end + _LABELLED]
        yield from (word.lower() for word in WORD.findall(behind)[:2])


def _in_degrees(sentence: str, amount: Amount, ledger: Ledger) -> Amount:
    below = _BELOW.search(sentence, 0, amount.number_start)
    if below is not None:
        cold = msgspec.structs.replace(amount, start=below.start(), lows=tuple(-each for each in amount.lows))
        return msgspec.structs.replace(cold, unit=units()["°c"])
    if amount.plain not in _DEGREES or not _AT.search(sentence, 0, amount.number_start):
        return amount
    known = [each for each in ledger.by_dimension["temperature"] if _is_of_wash(each)]
    met = any(close(amount.lows, each.amount.lows, 0.001) for each in known)
    if known and (met or _WASHED.search(sentence, 0, amount.number_start)):
        return _measured(amount, units()["°c"])
    return amount


def _is_of_wash(stated: Stated) -> bool:
    return bool(stated.topics & _LAUNDERED) or _WASHED.search(f"{stated.fact.name} {stated.fact.text}") is not None


def _of_range(sentence: str, amount: Amount, ledger: Ledger) -> Amount:
    """A bare range with one end, as written, in common with a range of the facts that has a unit."""
    if amount.first is None or amount.last is None or amount.plain < _FEWEST:
        return amount
    if not _FREE.match(sentence, amount.number_end):
        return amount
    said = (amount.first.values[0], amount.last.values[0])
    for each in ledger.stated[:_MOST]:
        own = each.amount
        if not own.highs or own.unit is None or own.first is None or own.last is None or own.dimension == "count":
            continue
        known = (own.first.values[0], own.last.values[0])
        if (said[0] == known[0]) != (said[1] == known[1]):
            return _measured(amount, own.unit)
    return amount


def _measured(amount: Amount, unit: Unit) -> Amount:
    return msgspec.structs.replace(
        amount, unit=unit, lows=tuple(map(unit.in_base, amount.lows)), highs=tuple(map(unit.in_base, amount.highs))
    )
