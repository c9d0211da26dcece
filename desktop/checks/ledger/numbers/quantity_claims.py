"""The numeric claims of a sentence, judged by the numbers of the facts."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator

import msgspec

from desktop.checks.ledger.amounts.advice import is_advice
from desktop.checks.ledger.amounts.ages import spoken_age
from desktop.checks.ledger.amounts.amounts import Amount, amounts_of
from desktop.checks.ledger.amounts.angles import OF_LEDGER, turned
from desktop.checks.ledger.amounts.bounds import Bound
from desktop.checks.ledger.amounts.decimal_marks import marks_of_words
from desktop.checks.ledger.amounts.figures_of_speech import is_figure_of_speech, is_not_moved, is_soon, is_time_for
from desktop.checks.ledger.amounts.leaned import leaned
from desktop.checks.ledger.amounts.nature import nature_of
from desktop.checks.ledger.amounts.near import SHARED_WORD, Near, fit, is_named_otherwise, is_of_the_other, near
from desktop.checks.ledger.amounts.notation import fixes_for
from desktop.checks.ledger.amounts.others import is_of_another, is_of_folk
from desktop.checks.ledger.amounts.promised import is_a_distance, is_of_product, is_promised_time
from desktop.checks.ledger.amounts.quiet import quiet_spans
from desktop.checks.ledger.amounts.subjects import is_of_subject
from desktop.checks.ledger.amounts.variants import decided_by, named_around, names_variant, swapped, variants_named
from desktop.checks.ledger.assertion import Assertion
from desktop.checks.ledger.codes.codes import code_claims
from desktop.checks.ledger.index import Ledger, plain_name
from desktop.checks.ledger.numbers.bundles import bundle_claims
from desktop.checks.ledger.numbers.comparisons import comparison_claims
from desktop.checks.ledger.numbers.counted_words import counted_words
from desktop.checks.ledger.numbers.counts import count_claim
from desktop.checks.ledger.numbers.derived import follows_from_others
from desktop.checks.ledger.numbers.ends import ends_apart, ends_of_two, is_said_whole, times_apart
from desktop.checks.ledger.numbers.entail import entails, hinges_on_marks, is_limit, is_not_far_under, is_per_hundred
from desktop.checks.ledger.numbers.frequencies import frequency_claims
from desktop.checks.ledger.numbers.glued_counts import glued_counts
from desktop.checks.ledger.numbers.limits import (
    ONE_SIDED,
    TWICE,
    falls_short,
    is_meant_before,
    is_merely_below,
    is_of_like_size,
    is_of_smaller,
    is_the_only_span,
    is_usual,
)
from desktop.checks.ledger.numbers.mixtures import mixture_claims, quiet_mixtures
from desktop.checks.ledger.numbers.multiples import multiple_claims
from desktop.checks.ledger.numbers.ordinals import ordinal_claims
from desktop.checks.ledger.numbers.packs import pack_claims
from desktop.checks.ledger.numbers.parted import parted
from desktop.checks.ledger.numbers.parts_of_whole import part_claims
from desktop.checks.ledger.numbers.rounding import rounds_to
from desktop.checks.ledger.numbers.same_counts import counts_by_name
from desktop.checks.ledger.numbers.scores import score_claims
from desktop.checks.ledger.numbers.shares import share_claim
from desktop.checks.ledger.numbers.siblings import siblings_of, size_of_heading, size_with_other_side
from desktop.checks.ledger.numbers.supply import supply_claim
from desktop.checks.ledger.numbers.tallies import seated_compounds
from desktop.checks.ledger.numbers.unit_prices import price_of_unit
from desktop.checks.ledger.numbers.unnumbered import against_none, endless_claims
from desktop.checks.ledger.stated import Stated
from desktop.checks.ledger.verdicts import at, contradicted, supported, unsupported
from desktop.core.finding import Verdict
from desktop.core.lexicon import units

_Named = tuple[frozenset[str], frozenset[str]]
_LOOSE = frozenset({Bound.ABOUT, Bound.JUST_OVER, Bound.JUST_UNDER, Bound.UNDER, Bound.OVER})
_ROUGHLY = frozenset({Bound.JUST_OVER, Bound.JUST_UNDER})
"""Who says a number so has a very number in mind: *ruim zeven kilo* is 7.2, whatever else the sentence names."""
_KINDS = {
    "share": "percentage", "time": "duration", "EUR": "money", "SEK": "money", "GBP": "money", "USD": "money",
    "DKK": "money", "NOK": "money", "length": "dimension", "area": "dimension", "": "count", "count": "count",
}  # fmt: skip
_MONEY = frozenset({"EUR", "SEK", "GBP", "USD", "DKK", "NOK"})
_OPEN_WHEN_UNSURE = frozenset({"time", "share", "temperature"})
_LIKE, _CLOSE, _HARDLY = 1.6, 1.35, 0.06
_INGREDIENTS = frozenset({"protein", "sugar", "fat", "fibre", "salt", "caffeine", "cocoa", "vitamin", "alcohol"})
_BINDING = frozenset({"warranty", "returns", "delivery", "age"})
_OF_ITSELF = frozenset({"load", "discount"})
_AFTER_SALE = frozenset({"warranty", "returns"})
_LONG = re.compile(r"\s(?:long|lang|lång)\b", re.IGNORECASE)
_MOST_AMOUNTS = 200
"""Numbers of a sentence that are read; one with more is no prose, and each is compared with all the others."""


def quantity_claims(sentence: str, language: str, ledger: Ledger, context: str) -> tuple[Assertion, ...]:
    """What the numbers of a sentence assert, in its order; `context` is text whose numbers the writer gave."""
    codes = (*code_claims(sentence, language, ledger, context), *_phrases(sentence, language, ledger))
    marks = marks_of_words(sentence, language, ledger.marks, ledger.facts)
    read = amounts_of(sentence, language, marks)[:_MOST_AMOUNTS]
    read = parted(sentence, leaned(sentence, read, ledger, language), ledger, language)
    angled = OF_LEDGER if "angle" in ledger.by_dimension and "temperature" not in ledger.by_dimension else ""
    amounts = tuple(_in_money(sentence, spoken_age(sentence, turned(each, sentence, angled)), ledger) for each in read)
    quiet: tuple[tuple[int, int], ...] = ()
    if amounts:
        told = ((each.start, each.end) for each in codes)
        quiet = (*quiet_spans(sentence, context), *quiet_mixtures(sentence), *told)
    named = variants_named(sentence, amounts, ledger, language)
    found: list[Assertion] = []
    for place, amount in enumerate(amounts):
        if any(start < amount.number_end and amount.number_start < end for start, end in quiet):
            continue
        around = near(sentence, amounts, place, language)
        own = named_around(sentence, amount, amounts, named, language)
        found += _judged(sentence, _with_its_words(amount), around, language, ledger, (own, named - own))
    silent = [*quiet, *((each.start, each.end) for each in (*codes, *found))]
    found += siblings_of(amounts, found, silent, ledger)
    spoken = (*counted_words(sentence, language, ledger, amounts), *part_claims(sentence, ledger))
    found = _each_fact_once(sentence, found, language, ledger)
    return (*codes, *found, *(each for each in spoken if not _is_met(each, (*codes, *found))))


def _phrases(sentence: str, language: str, ledger: Ledger) -> Iterator[Assertion]:
    """Numbers that only a whole phrase explains: offers, mixtures, marks, multiples, places in a row."""
    yield from bundle_claims(sentence, ledger)
    yield from mixture_claims(sentence, language, ledger)
    yield from score_claims(sentence, ledger)
    yield from comparison_claims(sentence, language, ledger)
    yield from ordinal_claims(sentence, ledger)
    yield from pack_claims(sentence, ledger)
    yield from multiple_claims(sentence, ledger)
    yield from glued_counts(sentence, ledger)
    yield from seated_compounds(sentence, ledger)
    yield from frequency_claims(sentence, language, ledger)
    yield from endless_claims(sentence, language, ledger)


def _each_fact_once(sentence: str, found: list[Assertion], language: str, ledger: Ledger) -> list[Assertion]:
    """A fact that makes one count of a sentence true says nothing against another: *400 sounds and 100 rhythms*.

    It does where it counts the very same: *six knives, four forks* where there are four of each.
    """
    used = {fact for each in found if each.verdict == Verdict.SUPPORTED and each.kind == "count" for fact in each.facts}
    return [
        at(each.start, each.end, Verdict.UNSUPPORTED, "count")
        if each.kind == "count"
        and each.verdict == Verdict.CONTRADICTED
        and set(each.facts) <= used
        and not counts_by_name(sentence[each.start : each.end], each.facts, language, ledger)
        else each
        for each in found
    ]


def _is_met(one: Assertion, others: tuple[Assertion, ...]) -> bool:
    return any(one.start < other.end and other.start < one.end for other in others)


def _in_money(sentence: str, amount: Amount, ledger: Ledger) -> Amount:
    """Pounds that are spent and not weighed: *fifty pounds or more*, where the facts have prices in pounds."""
    if amount.unit is None or amount.unit.unit != "lb" or not ledger.by_dimension.get("GBP"):
        return amount
    if "pound" not in sentence[amount.number_start : amount.number_end].lower():
        return amount
    weighed, paid = ledger.by_dimension.get("mass", ()), ledger.by_dimension.get("GBP", ())
    if weighed and not (_has_close(paid, amount.plain) and not _has_close(weighed, amount.lows[0])):
        return amount
    shrunk = tuple(value / amount.unit.factor for value in amount.lows)
    return msgspec.structs.replace(amount, unit=units()["gbp"], lows=shrunk)


def _has_close(stated: tuple[Stated, ...], number: float) -> bool:
    """Whether one of these numbers is nearly this one, in its base unit."""
    return any(math.isclose(low, number, rel_tol=_HARDLY) for each in stated for low in each.amount.lows)


def _with_its_words(amount: Amount) -> Amount:
    """The span is the number; the words that make it loose belong to it, *up to* and *at least* do not."""
    if amount.bound in _LOOSE:
        return amount
    return msgspec.structs.replace(amount, start=amount.number_start, end=amount.number_end)


def _judged(
    sentence: str, amount: Amount, around: Near, language: str, ledger: Ledger, named: _Named
) -> Iterator[Assertion]:
    dimension = amount.dimension.replace("count", "")
    if dimension == "share":
        claim = share_claim(sentence, amount, around, language, ledger)
    elif dimension == "" and not amount.parts:
        claim = count_claim(sentence, amount, around, language, ledger)
    else:
        claim = price_of_unit(sentence, amount, ledger)
        claim = claim or _measured(sentence, amount, around, language, ledger, named)
        rivals, sort = _candidates(ledger, amount, around), _KINDS.get(amount.dimension, "number")
        apart = times_apart(amount, rivals, sort) or ends_apart(amount, rivals, sort)
        if claim is not None and claim.verdict == Verdict.CONTRADICTED and apart:
            yield from apart
            return
    if amount.highs and dimension and (claim is None or claim.verdict == Verdict.UNSUPPORTED):
        sort = _KINDS.get(amount.dimension, "number")
        both = ends_of_two(amount, ledger.by_dimension.get(amount.dimension, ()), sort)
        if apart := both or ends_apart(amount, _candidates(ledger, amount, around), sort):
            yield from apart
            return
    if claim is not None and claim.verdict != Verdict.SUPPORTED:
        told = dimension == "length" and not around.attributes and is_advice(sentence, amount)
        told = told and amount.bound != Bound.UP_TO
        borne = around.attributes & _OF_ITSELF and claim.verdict == Verdict.CONTRADICTED
        if told or (not borne and is_of_another(sentence, amount) and not is_a_distance(claim.facts, ledger)):
            return
    if claim is not None and claim.verdict == Verdict.UNSUPPORTED:
        if is_advice(sentence, amount) or not is_of_product(sentence, amount, around) or is_of_folk(sentence, amount):
            return
        claim = against_none(sentence, amount, around, ledger) or claim
    if claim is not None and not (claim.verdict == Verdict.UNSUPPORTED and names_variant(amount, ledger)):
        yield claim


def _measured(
    sentence: str, amount: Amount, around: Near, language: str, ledger: Ledger, named: _Named
) -> Assertion | None:
    """A number with a unit."""
    kind = _KINDS.get(amount.dimension, "number")
    found = _candidates(ledger, amount, around)
    decided = decided_by(found, *named)
    scored = [(fit(around, each, language), each) for each in decided]
    if amount.parts:
        scored = [(max(score, 0) if each.amount.parts else score, each) for score, each in scored]
    if any(score >= 0 and hinges_on_marks(each, amount) for score, each in scored):
        return None
    matching = [(score, each) for score, each in scored if _makes_true(score, each, amount)]
    matching = matching or [pair for pair in scored if pair[0] >= 0 and rounds_to(sentence, pair[1], amount)]
    others = [
        (score, each)
        for score, each in scored
        if (not entails(each, amount) or falls_short(each, amount)) and not is_per_hundred(each)
    ]
    best = max(
        others,
        key=lambda pair: (
            pair[0], is_of_like_size(pair[1], amount), is_usual(pair[1], amount), -_distance(pair[1], amount),
        ),
        default=None,
    )  # fmt: skip
    said = sentence, amount, around, language
    claim = _met(*said, matching, best) if matching else follows_from_others(*said, ledger)
    if matching or claim or (claim := supply_claim(sentence, amount, ledger)):
        return claim
    if (own := swapped(found, decided, amount)) is not None:
        return contradicted(amount, kind, own, fixes_for(amount, own, sentence, language))
    promised = amount.dimension == "time" and _is_promised(sentence, amount, around)
    unitless = bool(amount.parts) and amount.unit is None
    if unitless and (size := size_with_other_side(amount, ledger) or size_of_heading(sentence, amount, ledger)):
        return contradicted(amount, kind, size)
    bare = unitless and (best is None or best[0] <= 0)
    if _is_drunk(amount, found) or (bare and _COUNTED.match(sentence, amount.number_end)):
        return None
    if best is not None and _is_about_the_same(sentence, best, others, amount, promised=promised):
        if (
            is_not_far_under(best[1], amount)
            or is_of_smaller(sentence, best[1], amount)
            or ((best[0] < 4 or is_not_moved(sentence, amount)) and is_figure_of_speech(sentence, amount))
        ):
            return None
        return contradicted(amount, kind, best[1], fixes_for(amount, best[1], sentence, language))
    earnest = promised and around.attributes & _TAKEN and amount.unit is not None and amount.unit.unit not in _AT_ONCE
    passing = is_figure_of_speech(sentence, amount) and not earnest
    return None if passing or amount.unit is None else unsupported(amount, kind)


def _is_promised(sentence: str, amount: Amount, around: Near) -> bool:
    """Whether a span of time is the product's, one that somebody gets, or the time one has for something."""
    if is_promised_time(sentence, amount, around) or is_time_for(sentence, amount):
        return True
    return _EXPECTED.search(sentence, 0, amount.start) is not None


def _met(
    sentence: str,
    amount: Amount,
    around: Near,
    language: str,
    matching: list[tuple[int, Stated]],
    best: tuple[int, Stated] | None,
) -> Assertion | None:
    """A number that a fact entails: so it is, unless that fact is about something else and another about this."""
    kind = _KINDS.get(amount.dimension, "number")
    score, stated = max(matching, key=lambda pair: pair[0])
    if score < 0 and any(is_said_whole(sentence, each, amount, language) for _, each in matching):
        return supported(amount, kind, stated)
    if score < 0 and amount.bound in _ROUGHLY and stated.amount.bound == Bound.EXACT and not stated.amount.highs:
        return supported(amount, kind, stated)
    if score < 0 and best is not None and best[0] >= 4 and not (best[1].topics & _INGREDIENTS or is_limit(best[1])):
        return contradicted(amount, kind, best[1], fixes_for(amount, best[1], sentence, language))
    below = is_merely_below(stated, amount)
    if best is not None and (
        (best[0] >= score and is_meant_before(best[1], stated, amount, score))
        or (best[0] > score and is_of_the_other(around, stated, best[1], language))
        or (best[0] > score and below and best[0] >= SHARED_WORD)
        or (best[0] > score and is_named_otherwise(around, stated, best[1], language))
        or (score >= 0 and is_of_subject(sentence, amount, stated, best[1], language))
    ):
        return contradicted(amount, kind, best[1], fixes_for(amount, best[1], sentence, language))
    if score < 0 and around.attributes <= _AFTER_SALE and stated.topics & _AFTER_SALE:
        return supported(amount, kind, stated)
    if score < 0 and amount.dimension == "time" and (around.attributes | stated.topics) & _BINDING:
        return None if is_figure_of_speech(sentence, amount) else unsupported(amount, kind)
    lasting = _LONG.match(sentence, amount.number_end) is not None
    if score <= 0 and amount.dimension == "time" and is_figure_of_speech(sentence, amount) and not lasting:
        return None
    return supported(amount, kind, stated)


def _makes_true(score: int, stated: Stated, amount: Amount) -> bool:
    """Whether a fact entails the amount; *within 14 days* follows only from what is about the same, or close to it."""
    if not entails(stated, amount) or falls_short(stated, amount):
        return False
    return score > 0 or amount.bound not in ONE_SIDED or is_of_like_size(stated, amount, _LIKE)


def _candidates(ledger: Ledger, amount: Amount, around: Near) -> tuple[Stated, ...]:
    found = ledger.candidates(amount, around.topics, around.words)
    if amount.dimension in _MONEY:
        return (*found, *(each for each in ledger.by_dimension.get("", ()) if "price" in each.topics))
    if amount.parts and amount.unit is None:
        return tuple(each for each in ledger.stated if each.amount.parts)
    if amount.parts:
        sized = tuple(each for each in found if each.amount.parts)
        return sized or tuple(each for each in found if each.amount.highs) or found
    return found


def _is_about_the_same(
    sentence: str, best: tuple[int, Stated], others: list[tuple[int, Stated]], amount: Amount, *, promised: bool
) -> bool:
    """Whether a fact of another number is about this attribute: it says so, or it is the only one of its dimension."""
    score, stated = best
    if score != 0:
        return score > 0
    if amount.dimension == "time" and amount.bound == Bound.UP_TO and len(others) == 1:
        return is_of_like_size(stated, amount, TWICE)
    if (promised or is_soon(sentence, amount)) and is_the_only_span(sentence, stated, others, amount):
        return True
    plain = amount.dimension == "temperature" and _PLAIN_HEAT.fullmatch(stated.fact.name.strip()) is not None
    if plain and len(others) == 1 and nature_of(sentence, amount) & _PREPARED:
        return True
    if amount.dimension == "temperature" and amount.lows[0] < 0:
        return len({each.fact for _, each in others if each.amount.lows[0] < 0}) == 1 and stated.amount.lows[0] < 0
    if "wash" in stated.name_topics and amount.plain in _WASHED_AT and _STANDS.search(sentence, 0, amount.start):
        return len({each.fact for _, each in others}) == 1
    if amount.dimension in _OPEN_WHEN_UNSURE and (amount.dimension != "temperature" or stated.topics):
        return False
    near_by = [each for other, each in others if other == 0 and is_of_like_size(each, amount)]
    if usual := [each for each in near_by if is_usual(each, amount)]:
        near_by = usual
    if len(near_by) > 1 and (closest := [each for each in near_by if is_of_like_size(each, amount, _CLOSE)]):
        near_by = closest
    rivals = {plain_name(each.fact) for each in near_by}
    return stated in near_by and (len(rivals) == 1 or amount.dimension in _MONEY)


_PREPARED = frozenset({"cooking", "oven"})
_PLAIN_HEAT = re.compile(r"(?:water|brew(?:ing)?|zet|brygg)?[- ]?temperat(?:ure?n?|uur)", re.IGNORECASE)
_EXPECTED = re.compile(
    r"\b(?:you (?:get|have)|haal je|krijg je|heb je|får du|har du"
    r"|listen|expect|enjoy|play|stream|watch|luister|reken op|verwacht|geniet van|speel|stream|kijk|lyssna"
    r"|räkna med|njut av|spela|strömma|titta)\b[^.;:!?]{0,24}$",
    re.IGNORECASE,
)
_TAKEN, _AT_ONCE = frozenset({"setup"}), frozenset({"s", "min"})
"""What is told to take one of something is told in earnest: *Opzetten kost een kwartier*."""
_COUNTED = re.compile(
    r"\s(?!(?:for|with|and|or|in|voor|met|en|of|för|med|och|eller|i|cm|mm|m)\b)[^\W\d_]{4,}", re.IGNORECASE
)
"""What so many by so many are, when it stands behind: *a grid of 12 x 12 squares*."""
_STANDS = re.compile(
    r"\b(?:at|op|i|på|tål|tolerates?|withstands?|stands?|klarar|tegen|verdraagt)\s(?:max\.? |hooguit "
    r"|högst )?$",
    re.IGNORECASE,
)
_WASHED_AT = frozenset({30.0, 40.0, 60.0, 90.0, 95.0})


def _is_drunk(amount: Amount, found: tuple[Stated, ...]) -> bool:
    """Whether it is so many cups, which say nothing of a tank of 1.2 litres."""
    unit = amount.unit
    return unit is not None and unit.unit == "cup" and all(each.amount.unit is not unit for each in found)


def _distance(stated: Stated, amount: Amount) -> float:
    """How far the two numbers are apart, in powers; only for which of two of one fact is meant."""
    known, said = abs(stated.amount.lows[0]), abs(amount.lows[0])
    return abs(math.log(known / said)) if known and said else 0.0
