"""Numbers that facts add up to: two compartments of a fridge, a pair of shoes, what a bottle has of so much per 100."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator

from desktop.checks.ledger.amounts.amounts import Amount, close
from desktop.checks.ledger.amounts.bounds import Bound
from desktop.checks.ledger.assertion import Assertion
from desktop.checks.ledger.index import Ledger
from desktop.checks.ledger.stated import Stated
from desktop.checks.ledger.verdicts import at
from desktop.checks.sieve import Sifted
from desktop.core.brief import Fact
from desktop.core.finding import Verdict

_PAIR = Sifted(
    r"\b(?:pair|pairs|both(?! hands)|together|per paar|het paar|een paar|samen"
    r"|beide(?! handen)|paret|par|tillsammans|båda(?! händer)|för paret)\b",
    re.IGNORECASE,
)
_EACH = Sifted(
    r"\b(?:each|per (?:shoe|boot|piece|item|glove|ski|stuk|schoen|laars|sko|känga|stövel|st|styck|stück|schuh)|apiece"
    r"|stuk|styck|st)\b",
    re.IGNORECASE,
)
_PER_PIECE = re.compile(
    r"\b(?:per|pro|je|each|à)\s(?!100|day|dag|tag|year|jaar|år|jahr|hour|uur|timme|stunde|m\b|km|l\b|kg|min"
    r"|dose\b|dos\b|dosis|serving|portion|portie|pair\b|paar\b|par\b)"
    r"|\beach\b|\bapiece\b",
    re.IGNORECASE,
)
_PER_HUNDRED = re.compile(r"(?:per|/|pro|je)\s?100\s?(?P<unit>ml|g|gram|milliliter)\b", re.IGNORECASE)
_PLUS = re.compile(r"[a-z]\s?\+\s?\d", re.IGNORECASE)
_ADDED = frozenset({"volume", "mass", "power", "energy", "charge", "area"})
_APART = frozenset({"volume"})
_MOST_APART, _MOST_IN_ONE, _ENOUGH, _LISTED = 3, 4, 2, 3
_MOST_PIECES = 24
_TOLERANCE, _ROUGH = 0.015, 0.06
_LOOSE = 0.12


def adds_up(sentence: str, amount: Amount, ledger: Ledger) -> Assertion | None:
    """A number that is a sum of the facts', twice one of a pair, or what the content has at so much per 100."""
    if amount.parts or amount.highs:
        return None
    kind = "duration" if amount.dimension == "time" else "number"
    for value, facts in _totals(sentence, amount, ledger):
        if _same(amount, value):
            return at(amount.start, amount.end, Verdict.SUPPORTED, kind, *facts)
    for value, facts in _of_hundred(amount, ledger):
        if _same(amount, value, _ROUGH):
            return at(amount.start, amount.end, Verdict.SUPPORTED, kind, *facts)
    return None


def ends_of_list(amount: Amount, ledger: Ledger) -> Assertion | None:
    """A range whose ends are the least and the most of what one fact lists: `40 / 60 / 80 / 100 °C`."""
    if not amount.highs or amount.parts:
        return None
    if amount.dimension == "length" and (longer := _extended(amount, ledger)) is not None:
        return longer
    for fact, own in _by_fact(ledger.by_dimension.get(amount.dimension.replace("count", ""), ())):
        lows = sorted(own, key=lambda each: each.amount.lows[0])
        if len(lows) >= _ENOUGH and all(
            close(said, each.amount.lows, _TOLERANCE)
            for said, each in ((amount.lows, lows[0]), (amount.highs, lows[-1]))
        ):
            return at(amount.start, amount.end, Verdict.SUPPORTED, "number", fact)
        if len(lows) >= _LISTED and close(amount.lows, lows[0].amount.lows, _TOLERANCE) != close(
            amount.highs, lows[-1].amount.lows, _TOLERANCE
        ):
            return at(amount.start, amount.end, Verdict.CONTRADICTED, "number", fact)
    return None


def _extended(amount: Amount, ledger: Ledger) -> Assertion | None:
    """From a side of one fact to that side with the length of another added: a table of 160 cm and a leaf of 60."""
    known = [each for each in ledger.by_dimension.get("length", ()) if not each.derived][:20]
    for one in known:
        sides = [side for side in one.amount.parts or (one.amount.lows,) if close(amount.lows, side, _TOLERANCE)]
        for other in known:
            if other.fact is one.fact or other.amount.parts or other.amount.highs:
                continue
            totals = tuple(side[0] + other.amount.lows[0] for side in sides)
            if close(amount.highs, totals, _TOLERANCE):
                return at(amount.start, amount.end, Verdict.SUPPORTED, "dimension", one.fact, other.fact)
    return None


def _totals(sentence: str, amount: Amount, ledger: Ledger) -> Iterator[tuple[float, tuple[Fact, ...]]]:
    known = ledger.by_dimension.get(amount.dimension, ())[:60]
    if amount.dimension in _ADDED:
        for fact, own in _by_fact(known):
            if _ENOUGH <= len(own) <= _MOST_IN_ONE and all(not each.amount.highs for each in own):
                yield sum(each.amount.lows[0] for each in own), (fact,)
    if amount.dimension == "length":
        for fact, own in _by_fact(known):
            if len(own) == _ENOUGH and _PLUS.search(fact.text) and not any(each.amount.highs for each in own):
                yield own[0].amount.lows[0] + own[1].amount.lows[0], (fact,)
    if amount.dimension in _APART:
        plain = [each for each in known if not each.amount.highs and not each.derived]
        if _ENOUGH <= len(plain) <= _MOST_APART and len({each.fact.id for each in plain}) == len(plain):
            yield sum(each.amount.lows[0] for each in plain), tuple(each.fact for each in plain)
    yield from _of_pieces(known, ledger)
    if amount.dimension == "mass":
        yield from _of_pair(sentence, known)


def _of_pieces(known: tuple[Stated, ...], ledger: Ledger) -> Iterator[tuple[float, tuple[Fact, ...]]]:
    """What all pieces have together, by a fact that says what each has: five shelves of 20 kg."""
    for each in known:
        if _PER_PIECE.search(f"{each.fact.name} {each.fact.text}") and not _PER_HUNDRED.search(each.fact.text):
            for count in ledger.by_dimension.get("", ())[:60]:
                if 1 < count.amount.plain <= _MOST_PIECES and not count.derived and not count.amount.parts:
                    yield each.amount.lows[0] * count.amount.plain, (each.fact, count.fact)


def _of_pair(sentence: str, known: tuple[Stated, ...]) -> Iterator[tuple[float, tuple[Fact, ...]]]:
    """Twice the one of which a fact tells, or the half of a pair."""
    paired = _PAIR.search(sentence) is not None
    for each in known:
        if "load" in each.name_topics:
            continue
        if _PAIR.search(f"{each.fact.name} {each.fact.text}"):
            if _EACH.search(sentence):
                yield each.amount.lows[0] / 2, (each.fact,)
        elif paired or (_EACH.search(f"{each.fact.name} {each.fact.text}") and not _EACH.search(sentence)):
            yield 2 * each.amount.lows[0], (each.fact,)


def _by_fact(known: tuple[Stated, ...]) -> Iterator[tuple[Fact, list[Stated]]]:
    for fact in dict.fromkeys(each.fact for each in known):
        yield fact, [each for each in known if each.fact is fact and not each.derived and not each.amount.parts]


def _of_hundred(amount: Amount, ledger: Ledger) -> Iterator[tuple[float, tuple[Fact, ...]]]:
    if amount.dimension not in {"energy", "mass"}:
        return
    for each in ledger.by_dimension.get(amount.dimension, ())[:60]:
        per = _PER_HUNDRED.search(f"{each.fact.text} {each.fact.name}")
        if per is None:
            continue
        dimension, hundred = ("volume", 0.1) if per["unit"].lower().startswith("m") else ("mass", 100.0)
        for content in ledger.by_dimension.get(dimension, ())[:20]:
            if content.fact is not each.fact and "per" not in content.fact.text:
                yield each.amount.lows[0] * content.amount.lows[0] / hundred, (each.fact, content.fact)


def _same(amount: Amount, value: float, tolerance: float = _TOLERANCE) -> bool:
    exact = amount.bound in {Bound.EXACT, Bound.UP_TO}
    return any(math.isclose(each, value, rel_tol=tolerance if exact else _LOOSE) for each in amount.lows)
