"""How often: *twice a day*, *om de dag*, *varannan vecka*, judged by a fact that says how often."""

from __future__ import annotations

import functools
import math
import re
from collections.abc import Iterator

from desktop.checks.ledger.amounts.near import shared_words
from desktop.checks.ledger.assertion import Assertion
from desktop.checks.ledger.index import Ledger
from desktop.checks.ledger.stated import content_words
from desktop.checks.ledger.verdicts import at
from desktop.checks.sieve import Sifted
from desktop.checks.words import plain_form
from desktop.core.brief import Fact
from desktop.core.finding import Verdict
from desktop.core.lexicon import number_words

_DAYS = {
    "day": 1.0, "days": 1.0, "tage": 1.0, "tag": 1.0, "wochen": 7.0, "woche": 7.0, "dag": 1.0, "dagen": 1.0,
    "dagar": 1.0, "dygn": 1.0, "morning": 1.0, "evening": 1.0, "ochtend": 1.0, "avond": 1.0, "morgon": 1.0,
    "kväll": 1.0, "week": 7.0, "weeks": 7.0, "weken": 7.0, "vecka": 7.0, "veckan": 7.0, "veckor": 7.0, "month": 30.4,
    "months": 30.4, "maand": 30.4, "maanden": 30.4, "månad": 30.4, "månaden": 30.4, "månader": 30.4, "year": 365.0,
    "years": 365.0, "jaar": 365.0, "år": 365.0, "året": 365.0,
}  # fmt: skip
_SPAN = "|".join(sorted(_DAYS, key=len, reverse=True))
_N = (
    r"\d{1,2}|two|three|four|five|six|seven|eight|nine|ten|twelve|fourteen|twee|drie|vier|vijf|zes|zeven|acht|negen"
    r"|tien"
    r"|twaalf|veertien|två|tre|fyra|fem|sex|sju|åtta|nio|tio|tolv|fjorton"
)
_ORDINALS = {
    word: number
    for number, words in enumerate(
        (
            "third derde tredje", "fourth vierde fjärde", "fifth vijfde femte", "sixth zesde sjätte",
            "seventh zevende sjunde", "eighth achtste åttonde", "ninth negende nionde", "tenth tiende tionde",
        ),
        start=3,
    )
    for word in words.split()
} | {"twelfth": 12, "twaalfde": 12, "tolfte": 12, "fourteenth": 14, "veertiende": 14, "fjortonde": 14}  # fmt: skip
_NTH = "|".join(_ORDINALS)
_OFTEN = re.compile(
    rf"\b(?:(?P<once>once|eens|één keer|een keer|eenmaal|en gång)|(?P<twice>twice|tweemaal)"
    rf"|(?P<times>{_N})\s?(?:times|keer|maal|gånger|ggr|[x×]))\s(?:a|an|per|each|every|om|i|in de|op een)\s"
    rf"(?P<of>{_SPAN})\b"
    rf"|\b(?:every (?:other|second)|om de(?: andere)?|varannan|vartannat)\s(?P<other>{_SPAN})\b"
    rf"|\b(?:every|elke|iedere|om de|var|vart|alle)\s(?:(?P<each>{_NTH}|{_N})\s)?"
    rf"(?P<every>{_SPAN})\b|\b(?P<adverb>daily|weekly|monthly|dagelijks|wekelijks|maandelijks|dagligen|dagsvis)\b",
    re.IGNORECASE,
)
_HINT = Sifted(
    r"\b(?:once|twice|times|every|eens|keer|maal|tweemaal|elke|iedere|om de|gång|gånger|ggr|var|vart|varannan|vartannat"
    r"|daily|weekly|monthly|dagelijks|wekelijks|maandelijks|dagligen|a day|per)\b|\d\s?[x×]\s",
    re.IGNORECASE,
)
_ADVERBS = {"d": 1.0, "w": 7.0, "m": 30.4}
_SAME = 0.05
_MOST_FACTS, _STEM = 200, 5


def frequency_claims(sentence: str, language: str, ledger: Ledger) -> Iterator[Assertion]:
    """How often a sentence says that something is done, where a fact of the same says how often."""
    if _HINT.search(sentence) is None:
        return
    for match in _OFTEN.finditer(sentence):
        known = [(fact, own) for fact in ledger.facts[:_MOST_FACTS] if (own := _gap_of(fact))]
        if not known and _CHARGED.search(sentence):
            yield from _charged(match, ledger)
            continue
        said = _gap(match)
        met = next((fact for fact, own in known if math.isclose(own, said, rel_tol=_SAME)), None)
        if met is not None:
            yield at(match.start(), match.end(), Verdict.SUPPORTED, "count", met)
        elif about := [
            fact
            for fact, _ in known
            if (match["of"] or "-").lower() == _named_of(fact) or _is_about(fact, sentence, language)
        ]:
            yield at(match.start(), match.end(), Verdict.CONTRADICTED, "count", about[0])


_CHARGED = re.compile(r"\b(?:(?:re)?charg\w+|plug\w*|laad\w*|laden|lader|oplad\w*|ladd\w*|laddaren)\b", re.IGNORECASE)
_DAY, _LONGER, _SHORTER = 86_400.0, 1.25, 0.75


def _charged(match: re.Match[str], ledger: Ledger) -> Iterator[Assertion]:
    """How often something wants charging, by how long its battery lasts."""
    lasting = [
        each
        for each in ledger.by_dimension.get("time", ())
        if "battery" in each.topics and each.amount.lows[0] >= _DAY and not each.derived
    ]
    if len(lasting) == 1:
        days = max(lasting[0].amount.highs or lasting[0].amount.lows) / _DAY
        if _gap(match) > days * _LONGER:
            yield at(match.start(), match.end(), Verdict.CONTRADICTED, "count", lasting[0].fact)
        elif _gap(match) >= days * _SHORTER:
            yield at(match.start(), match.end(), Verdict.SUPPORTED, "count", lasting[0].fact)


def _is_about(fact: Fact, sentence: str, language: str) -> bool:
    """Whether the sentence has a word of the fact beside those of how often."""
    named = content_words(_OFTEN.sub(" ", f"{fact.name} {fact.text}"))
    said = content_words(_OFTEN.sub(" ", sentence))
    if {word[:_STEM] for word in said if len(word) >= _STEM} & {word[:_STEM] for word in named}:
        return True
    return shared_words(frozenset(map(plain_form, said)), frozenset(map(plain_form, named)), language) > 0


def _gap(match: re.Match[str]) -> float:
    """The days from one time to the next."""
    if match["of"]:
        times = 1.0 if match["once"] else 2.0 if match["twice"] else _number(match["times"])
        return _DAYS[match["of"].lower()] / times
    if match["other"]:
        return 2 * _DAYS[match["other"].lower()]
    if match["every"]:
        return (_number(match["each"]) if match["each"] else 1.0) * _DAYS[match["every"].lower()]
    return _ADVERBS[match["adverb"][0].lower()]


def _number(word: str) -> float:
    if word.isdigit():
        return float(word) or 1.0
    return float(_ORDINALS.get(word.lower(), number_words().get(word.lower(), 1.0)))


@functools.lru_cache(maxsize=16_384)
def _gap_of(fact: Fact) -> float:
    """The days between two times by this fact; 0 where it does not say, or says more than one thing."""
    found = list(_OFTEN.finditer(fact.text))
    if (of := _named_of(fact)) is not None:
        return _DAYS[of] / float(fact.text.strip().replace(",", "."))
    return _gap(found[0]) if len(found) == 1 else 0.0


def _named_of(fact: Fact) -> str | None:
    """The span of a fact that is named for how often: `Visits per week: 2`."""
    named = _PER_NAME.search(fact.name)
    return named[1].lower() if named is not None and _BARE.fullmatch(fact.text.strip()) else None


_PER_NAME = re.compile(rf"\b(?:per|a|each|om|i|pr)\s({_SPAN})\s*$", re.IGNORECASE)
_BARE = re.compile(r"[1-9]\d?(?:[.,]\d)?")
