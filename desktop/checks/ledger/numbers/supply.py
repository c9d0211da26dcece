"""How long a pack lasts: what it holds by what is taken in a day."""

from __future__ import annotations

import functools
import math
import re

from desktop.checks.ledger.amounts.amounts import Amount, amounts_of
from desktop.checks.ledger.amounts.topics import topics_of
from desktop.checks.ledger.assertion import Assertion
from desktop.checks.ledger.index import Ledger
from desktop.checks.ledger.stated import Stated
from desktop.checks.ledger.verdicts import at
from desktop.core.brief import Fact
from desktop.core.finding import Verdict

_DOSE = re.compile(
    r"\b(?:dos(?:e|es|age|ing|ering)?|daily|intake|serving|dagdosering|dagelijks|gebruik|use|användning|dagsdos"
    r"|dosierung|verzehr\w*|einnahme|tagesdosis)\b",
    re.IGNORECASE,
)
_PER_DAY = re.compile(
    r"\b(?:per|a|each|om|pro|/)\s?(?:day|dag|dagen|tag)\b|\bdaily\b|\bdagligen\b|\bdagelijks\b"
    r"|dagsdos|dagdos|\btäglich\b",
    re.IGNORECASE,
)
_LASTS = re.compile(
    r"\b(?:lasts?|last|supply|enough|pack|goed voor|genoeg|mee\b|doe je|voorraad|räcker|förbrukning|kur|supplement"
    r"|month'?s?|duurt|toe\b|vooruit|lasting|keeps you)",
    re.IGNORECASE,
)
_AT_A_TIME = re.compile(
    r"\b(?:per|a|each|every|om|pro|elke|varje|iedere|/)\s?(?:day|dag|dagen|tag|wash|wasbeurt|was|tvätt|load|cup"
    r"|kop|kopp"
    r"|meal|maaltijd|måltid|morning|ochtend|evening|avond|morgon|kväll|use|gebruik|serving|portie|portion|litre|liter"
    r"|bucket|emmer|hink)\b|\bdaily\b|\bdagligen\b|\bdagelijks\b",
    re.IGNORECASE,
)
_TAKEN = re.compile(
    r"\b(?:take|takes|taking|swallow|neem|neemt|slik|inname|ta|tar|intag|svälj|dos\w*|dose)\b", re.IGNORECASE
)
_DAY = 86_400.0
_MOST_FACTS, _ROUNDED, _WRONG = 60, 0.06, 4.0
_CONTENTS = frozenset({"capsule", "piece", "serving", "drop", "quantity", "bag"})


def supply_claim(sentence: str, amount: Amount, ledger: Ledger) -> Assertion | None:
    """A duration that follows from contents and daily dose, or that they rule out; None where facts give neither."""
    if amount.dimension != "time" or amount.highs or len(ledger.facts) > _MOST_FACTS or amount.lows[0] < 2 * _DAY:
        return None
    for dose, fact in _doses(ledger):
        for content in ledger.by_dimension.get("", ()):
            if content.fact is fact or not _is_content(content):
                continue
            days = content.amount.plain / dose
            if any(math.isclose(value / _DAY, days, rel_tol=_ROUNDED) for value in amount.lows):
                return at(amount.start, amount.end, Verdict.SUPPORTED, "duration", content.fact, fact)
            if _LASTS.search(sentence) and any(1 / _WRONG < value / _DAY / days < _WRONG for value in amount.lows):
                return at(amount.start, amount.end, Verdict.CONTRADICTED, "duration", content.fact, fact)
    return None


def _is_content(stated: Stated) -> bool:
    own = stated.topics | frozenset(topic for word in stated.noun for topic in topics_of(word, ""))
    return not stated.derived and bool(own & _CONTENTS) and dose_of(stated.fact) == 0


def is_dose(fact: Fact) -> bool:
    """Whether a fact says how many are taken or used at a time, not how many there are."""
    return _DOSE.search(fact.name) is not None or _AT_A_TIME.search(fact.text) is not None


def speaks_of_dose(sentence: str, amount: Amount) -> bool:
    """Whether the clause of a number tells how many to take or use at a time."""
    begin = max(sentence.rfind(mark, 0, amount.number_start) for mark in ".;:!?") + 1
    ends = [place for mark in ".;:!?" if (place := sentence.find(mark, amount.number_end)) >= 0]
    clause = sentence[begin : min(ends, default=len(sentence))]
    return _TAKEN.search(clause) is not None or _AT_A_TIME.search(clause) is not None


def _doses(ledger: Ledger) -> list[tuple[float, Fact]]:
    return [(dose, fact) for fact in ledger.facts if (dose := dose_of(fact))]


@functools.lru_cache(maxsize=16_384)
def dose_of(fact: Fact) -> float:
    """How many are taken in a day by this fact; 0 when it does not say."""
    if not (_DOSE.search(fact.name) and not amounts_of(fact.name, "")) and not _PER_DAY.search(fact.text):
        return 0.0
    found = [each for each in amounts_of(fact.text, "") if each.unit is None or each.dimension == "count"]
    if not found and _PER_DAY.search(fact.text):
        return 1.0 if re.match(r"(?:one|een|één|en|ett|1)\b", fact.text.strip(), re.IGNORECASE) else 0.0
    return found[0].plain if found and not found[0].highs and found[0].plain > 0 else 0.0
