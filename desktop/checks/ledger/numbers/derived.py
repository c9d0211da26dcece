"""Numbers that follow from two facts: a reduced price, the discount between two prices, portions of a pack."""

from __future__ import annotations

import math
import re

import msgspec

from desktop.checks.ledger.amounts.amounts import Amount, amounts_of, close
from desktop.checks.ledger.amounts.bounds import Bound
from desktop.checks.ledger.amounts.near import Near, fit
from desktop.checks.ledger.assertion import Assertion
from desktop.checks.ledger.index import Ledger
from desktop.checks.ledger.numbers.firm_age import years_since
from desktop.checks.ledger.numbers.leaves import with_leaves
from desktop.checks.ledger.numbers.products import area_or_volume
from desktop.checks.ledger.numbers.shares_of_price import energy_of, gap_between, price_of_one
from desktop.checks.ledger.numbers.sums import adds_up, ends_of_list
from desktop.checks.ledger.stated import Stated, stated_in, variant_of
from desktop.checks.ledger.verdicts import at
from desktop.checks.sieve import Sifted
from desktop.core.brief import Fact
from desktop.core.finding import Verdict
from desktop.core.lexicon import units

_MONEY = ("EUR", "SEK", "GBP", "USD", "DKK", "NOK")
_OFF = re.compile(
    r"\b(?:off|save|discount|reduced|cheaper|goedkoper|billigare|korting|bespaar|afgeprijsd|voordeel|rabatt|spara|rea"
    r"|nedsatt)",
    re.IGNORECASE,
)
_CUT = re.compile(
    r"\b(?:off|sale|discount|offer|deal|reduc|save|korting|actie|aanbieding|voordeel|rabatt|rea|kampanj|erbjud"
    r"|spara)",
    re.IGNORECASE,
)
_SAVE_AHEAD = Sifted(
    r"\b(?:save|bespaar|spara|sparar|saving(?: of)?|discount of|korting van|rabatt på|voordeel van)\s(?:\w+\s){0,2}$",
    re.IGNORECASE,
)
_OFF_BEHIND = re.compile(r"\s?(?:off\b|discount|korting|rabatt|voordeel|rabat)", re.IGNORECASE)
_AT_LEAST = frozenset({Bound.AT_LEAST, Bound.OVER, Bound.FROM, Bound.JUST_OVER})
_MOST = 12
_MOST_FACTS = 60
_CM_AND_MM = (0.01, 0.001)
_LOOSELY, _LIKELY = 0.12, 0.5
_TWO = 2
_METRES_OF_ATMOSPHERE = 10
_PER_LITRE = re.compile(r"(?:per|/|pro|a)\s?(?:l|liter|litre)\b", re.IGNORECASE)


def follows_from_others(sentence: str, amount: Amount, around: Near, language: str, ledger: Ledger) -> Assertion | None:
    """Whether facts together give this number; None when they do not, or when the facts are many."""
    if len(ledger.facts) > _MOST_FACTS:
        return None
    summed = _summed(sentence, amount, ledger) or area_or_volume(amount, ledger)
    if summed is not None or amount.dimension == "share":
        return summed or _discount(sentence, amount, ledger)
    if amount.dimension in _MONEY:
        one = price_of_one(amount, _prices(ledger), ledger)
        return one or _reduced(amount, ledger) or _saved(sentence, amount, ledger)
    if amount.highs and amount.dimension == "area" and (covered := _by_rate(amount, ledger)) is not None:
        return covered
    if amount.parts or amount.highs:
        return _of_separate_facts(amount, ledger) or _lengthened(amount, ledger)
    if amount.dimension == "length":
        return _under_water(sentence, amount, ledger)
    if amount.dimension in {"mass", "volume"}:
        return _in_all(amount, ledger) or _by_area(amount, around, language, ledger)
    return _by_rate(amount, ledger) if amount.dimension == "area" else None


def _summed(sentence: str, amount: Amount, ledger: Ledger) -> Assertion | None:
    if amount.dimension == "time" and (since := years_since(sentence, amount, ledger)) is not None:
        return since
    found = adds_up(sentence, amount, ledger) or ends_of_list(amount, ledger) or with_leaves(sentence, amount, ledger)
    return found or gap_between(sentence, amount, ledger) or energy_of(amount, ledger)


def is_reduction(sentence: str, amount: Amount) -> bool:
    """Whether the words right beside a number make it what is taken off a price."""
    ahead = _SAVE_AHEAD.search(sentence, 0, amount.start) or _SAVE_AHEAD.search(sentence, 0, amount.number_start)
    return ahead is not None or _OFF_BEHIND.match(sentence, amount.number_end) is not None


def is_of_reduction(stated: Stated) -> bool:
    """Whether a fact's number is taken off a price."""
    return _CUT.search(f"{stated.fact.name} {stated.fact.text}") is not None


def _same(amount: Amount, value: float, tolerance: float = 0.015) -> bool:
    loose = _LOOSELY if amount.bound not in {Bound.EXACT, Bound.UP_TO} else tolerance
    return any(math.isclose(each, value, rel_tol=loose) for each in amount.lows)


def _is_of_size(fact: Fact, amount: Amount) -> bool:
    """Whether a fact belongs to the variant of this size: a price for `140 x 200`."""
    own = amounts_of(variant_of(fact), "") if variant_of(fact)[:1].isdigit() else ()
    return any(each.parts and [part[0] for part in each.parts] == [part[0] for part in amount.parts] for each in own)


def _of_separate_facts(amount: Amount, ledger: Ledger) -> Assertion | None:
    """Sides or ends that are each a fact of their own: length and diameter, lowest and highest."""
    if amount.parts and (own := next((each for each in ledger.facts if _is_of_size(each, amount)), None)) is not None:
        return at(amount.start, amount.end, Verdict.SUPPORTED, "dimension", own)
    if amount.unit is None and amount.parts:
        shrunk = (tuple(tuple(value * factor for value in part) for part in amount.parts) for factor in _CM_AND_MM)
        scaled = [msgspec.structs.replace(amount, unit=units()["cm"], parts=parts) for parts in shrunk]
        return next((found for each in scaled if (found := _of_separate_facts(each, ledger))), None)
    wanted = amount.parts or (amount.lows, amount.highs)
    known = [
        each
        for each in ledger.by_dimension.get(amount.dimension, ())
        if not each.amount.parts and not each.amount.highs
    ]
    met: list[Fact] = []
    for part in wanted:
        fact = next(
            (each.fact for each in known if close(part, each.amount.lows, 0.015) and each.fact not in met), None
        )
        if fact is None:
            return None
        met.append(fact)
    return at(amount.start, amount.end, Verdict.SUPPORTED, "dimension", *met)


_IN_WATER = re.compile(r"water|wasser|vatten|dyk|duik|dive|diving|swim|zwem|sim", re.IGNORECASE)
_ENDURES = re.compile(
    r"\b(?:good|safe|fine|rated|tested|resistant|proof|bestand|geschikt|getest|bruikbaar|tål|klarar|testad|tätt?)"
    r"(?:\s\w+){0,3}\s$",
    re.IGNORECASE,
)


def _under_water(sentence: str, amount: Amount, ledger: Ledger) -> Assertion | None:
    """`5 ATM` is the pressure of fifty metres of water."""
    for each in ledger.by_dimension.get("pressure", ()):
        unit = each.amount.unit
        metres = each.amount.plain * _METRES_OF_ATMOSPHERE
        if unit is not None and unit.unit in {"atm", "bar"} and _same(amount, metres, 0.001):
            return at(amount.start, amount.end, Verdict.SUPPORTED, "number", each.fact)
        named = _IN_WATER.search(each.fact.name) is not None
        told = _IN_WATER.search(sentence) or _ENDURES.search(sentence, 0, amount.start)
        if named and unit is not None and unit.unit in {"atm", "bar"} and told:
            return at(amount.start, amount.end, Verdict.CONTRADICTED, "number", each.fact)
    return None


def _lengthened(amount: Amount, ledger: Ledger) -> Assertion | None:
    """`42 cm + 5 cm`: from 42 to 47 cm."""
    for fact in ledger.facts:
        own = [
            each.amount for each in stated_in(fact) if each.amount.dimension == amount.dimension and not each.derived
        ]
        if len(own) == _TWO and "+" in fact.text:
            total = tuple(one + two for one in own[0].lows for two in own[1].lows)
            if close(amount.lows, own[0].lows, 0.015) and close(amount.highs, total, 0.015):
                return at(amount.start, amount.end, Verdict.SUPPORTED, "dimension", fact)
    return None


def _in_all(amount: Amount, ledger: Ledger) -> Assertion | None:
    """The weight of one times their number."""
    for one in ledger.by_dimension.get(amount.dimension, ()):
        for count in () if "load" in one.topics else _counts(ledger):
            if count.derived or _PER_SO_MANY.search(one.fact.name):
                continue
            number = count.amount.plain * (_TWO if "pair" in count.topics else 1)
            if number > 1 and any(_same(amount, each * number) for each in one.amount.lows):
                return at(amount.start, amount.end, Verdict.SUPPORTED, "number", one.fact, count.fact)
    return None


_PER_SO_MANY = re.compile(
    r"\b(?:per|a|pr)\s(?:pair|paar|par|set|stel|daily |dose|dosis|dos\b|serving|portion|portie|dag|day)", re.IGNORECASE
)


def _counts(ledger: Ledger) -> list[Stated]:
    wanted = {"pair", "piece", "quantity", "bottle", "can", "bag", "block", "capsule"}
    named = {"pair", "piece", "quantity", "content"}
    return [
        each
        for each in ledger.by_dimension.get("", ())
        if each.topics & wanted and each.name_topics & named and not each.amount.highs
    ]


def _by_rate(amount: Amount, ledger: Ledger) -> Assertion | None:
    """What a tin covers: square metres a litre times the litres."""
    for rate in ledger.by_dimension.get("area", ()):
        if not _PER_LITRE.search(rate.fact.text):
            continue
        for content in ledger.by_dimension.get("volume", ()):
            low, high = rate.amount.lows[0], (rate.amount.highs or rate.amount.lows)[0]
            litres = content.amount.lows[0]
            least = 0.0 if amount.bound in _AT_LEAST else low * litres * 0.98
            if any(least <= value <= high * litres * 1.02 for value in amount.highs or amount.lows):
                return at(amount.start, amount.end, Verdict.SUPPORTED, "number", rate.fact, content.fact)
        return at(amount.start, amount.end, Verdict.CONTRADICTED, "number", rate.fact)
    return None


def _by_area(amount: Amount, around: Near, language: str, ledger: Ledger) -> Assertion | None:
    """Cloth and paper are told by the grams of a square metre, which people leave out: `papier van 100 gram`."""
    if amount.unit is None or amount.unit.unit != "g":
        return None
    for each in ledger.by_dimension.get("grammage", ()):
        if close(amount.lows, each.amount.lows, 0.01):
            return at(amount.start, amount.end, Verdict.SUPPORTED, "number", each.fact)
        likely = not ledger.by_dimension.get("mass") and close(amount.lows, each.amount.lows, _LIKELY)
        if likely or fit(around, each, language) > 0:
            return at(amount.start, amount.end, Verdict.CONTRADICTED, "number", each.fact)
    return None


def portions_of(amount: Amount, topics: frozenset[str], ledger: Ledger) -> Assertion | None:
    """How many portions a pack holds: its weight by that of a portion."""
    if "serving" not in topics or len(ledger.facts) > _MOST_FACTS:
        return None
    for portion in ledger.stated:
        if "portion" not in portion.name_topics or portion.amount.dimension not in {"mass", "volume"}:
            continue
        for content in ledger.by_dimension.get(portion.amount.dimension, ()):
            if content.name_topics & {"weight", "content", "quantity"} and portion.amount.lows[0]:
                number = content.amount.lows[0] / portion.amount.lows[0]
                verdict = Verdict.SUPPORTED if _same(amount, number, 0.05) else Verdict.CONTRADICTED
                return at(amount.start, amount.end, verdict, "count", content.fact, portion.fact)
    return None


def _prices(ledger: Ledger) -> list[Stated]:
    found = [each for dimension in _MONEY for each in ledger.by_dimension.get(dimension, ())]
    return found if len(found) <= _MOST else []


def _discount(sentence: str, amount: Amount, ledger: Ledger) -> Assertion | None:
    prices = _prices(ledger)
    for one in prices:
        for other in prices:
            high, low = one.amount.lows[0], other.amount.lows[0]
            if low < high and any(abs((1 - low / high) * 100 - value) <= 0.6 for value in amount.lows):
                return at(amount.start, amount.end, Verdict.SUPPORTED, "percentage", one.fact, other.fact)
    told = [each for each in ledger.by_dimension.get("share", ()) if is_of_reduction(each)]
    if len(prices) == _TWO and not told and _OFF.search(sentence):
        return at(amount.start, amount.end, Verdict.CONTRADICTED, "percentage", prices[0].fact, prices[1].fact)
    return None


def _reduced(amount: Amount, ledger: Ledger) -> Assertion | None:
    shares = [each for each in ledger.by_dimension.get("share", ()) if is_of_reduction(each)]
    if len(shares) > _MOST:
        return None
    for price in _prices(ledger):
        for share in shares:
            reduced = price.amount.lows[0] * (1 - share.amount.lows[0] / 100)
            saved = price.amount.lows[0] - reduced
            if any(abs(value - reduced) <= 0.011 or abs(value - saved) <= 0.011 for value in amount.lows):
                return at(amount.start, amount.end, Verdict.SUPPORTED, "money", price.fact, share.fact)
    return None


def _saved(sentence: str, amount: Amount, ledger: Ledger) -> Assertion | None:
    """What lies between two prices, where the sentence says that one saves it."""
    prices = _prices(ledger)
    if not _OFF.search(sentence):
        return None
    for one in prices:
        for other in prices:
            gap = one.amount.lows[0] - other.amount.lows[0]
            if gap > 0 and any(abs(value - gap) <= 0.011 for value in amount.lows):
                return at(amount.start, amount.end, Verdict.SUPPORTED, "money", one.fact, other.fact)
    if len(prices) == _TWO and is_reduction(sentence, amount):
        return at(amount.start, amount.end, Verdict.CONTRADICTED, "money", prices[0].fact, prices[1].fact)
    return None


def half_price(ledger: Ledger) -> tuple[Verdict, tuple[Fact, ...]]:
    """Whether one of two prices is half the other, or a discount says so; unsupported when no fact tells."""
    prices = _prices(ledger)
    for one in prices:
        for other in prices:
            if math.isclose(one.amount.lows[0], _TWO * other.amount.lows[0], rel_tol=0.02):
                return Verdict.SUPPORTED, (one.fact, other.fact)
    cuts = [each for each in ledger.by_dimension.get("share", ()) if is_of_reduction(each)]
    if cuts:
        return Verdict.CONTRADICTED, (cuts[0].fact,)
    if len(prices) == _TWO:
        return Verdict.CONTRADICTED, tuple(each.fact for each in prices)
    return Verdict.UNSUPPORTED, ()
