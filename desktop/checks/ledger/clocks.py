"""Times of day by which one orders or between which a shop is open: *ordered before 22:00*, *öppet till 18*."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator

from desktop.checks.ledger.assertion import Assertion
from desktop.checks.ledger.index import Ledger
from desktop.checks.ledger.verdicts import at
from desktop.core.brief import Fact
from desktop.core.finding import Verdict
from desktop.core.lexicon import number_words

_TIME = re.compile(
    r"\b(?P<hour>[01]?\d|2[0-4])(?:[:.](?P<minute>[0-5]\d))\b(?:\s?(?:uur|h\b|hrs))?(?:\s?(?P<half>am|pm|a\.m\."
    r"|p\.m\.))?"
    r"|\b(?P<hour2>\d{1,2})\s?(?P<half2>am|pm|a\.m\.|p\.m\.)|\b(?:before|voor|före|kl\.?|klockan)\s(?P<hour3>[01]?\d"
    r"|2[0-4])(?![:.]?\d)"
    r"(?:\s?uur|\s?o['’]clock|(?=[\s,.;]|$))(?!\s?(?:[ap]\.?m|%|dagar|days|dagen|werkdagen|vardagar|kr|:-|€"
    r"|euro))|\b(?P<spoken>\d{1,2}|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|één|een|twee|drie"
    r"|vier|vijf|zes"
    r"|zeven|acht|negen|tien|elf|twaalf|ett|två|tre|fyra|fem|sex|sju|åtta|nio|tio|elva|tolv)(?: o['’]clock| uur)?\s"
    r"(?:in the |['’]s |på |at )(?P<part>morning|afternoon|evening|night|ochtends|morgens|middags|avonds|nachts"
    r"|morgonen"
    r"|förmiddagen|eftermiddagen|kvällen|natten)|\b(?P<word>midnight|middernacht|midnatt|noon|midday)\b",
    re.IGNORECASE,
)
_WORDS = {"midnight": 1440, "middernacht": 1440, "midnatt": 1440, "noon": 720, "midday": 720}
_ORDERED = re.compile(
    r"\border|\bbestel|\bbesteld|\bbeställ|\bplace[ds]?\b|\bcut-?off|dispatch|verzonden"
    r"|skickas",
    re.IGNORECASE,
)
_OPEN = re.compile(
    r"\bopen|geopend|\böppe|\bhours\b|bereikbaar|\breach|\bnår\b|call us|bel ons"
    r"|ring oss",
    re.IGNORECASE,
)
_ANY = re.compile(r"\d|[Mm]id|[Nn]oon|in the |['’]s |på |at night")
_LATER = frozenset({"afternoon", "evening", "night", "middags", "avonds", "eftermiddagen", "kvällen"})
_MIDDAY = 12


def clock_claims(sentence: str, ledger: Ledger) -> Iterator[Assertion]:
    """The times of day of a sentence about ordering or opening; any other time is no claim."""
    yield from _hours(sentence, ledger)
    if _ANY.search(sentence) is None:
        return
    about = next((each for each in (_ORDERED, _OPEN) if each.search(sentence)), None)
    if about is None:
        return
    known = [(fact, own) for fact in ledger.facts[:500] if (own := _times_of(fact)) and about.search(_whole(fact))]
    for match in _TIME.finditer(sentence):
        met = next((fact for fact, own in known if _minutes(match) in own), None)
        if met is not None:
            yield at(match.start(), match.end(), Verdict.SUPPORTED, "date", met)
        elif known:
            yield at(match.start(), match.end(), Verdict.CONTRADICTED, "date", known[0][0])
        elif about is _ORDERED:
            yield at(match.start(), match.end(), Verdict.UNSUPPORTED, "date")


_HOUR = (
    r"\d{1,2}|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|een|twee|drie|vier|vijf|zes|zeven|acht"
    r"|negen|tien|elf|twaalf|ett|två|tre|fyra|fem|sex|sju|åtta|nio|tio|elva|tolv"
)
_BETWEEN = re.compile(
    rf"\b(?:from|between|van|tussen|mellan|från)\s(?P<one>{_HOUR})(?:[:.]00)?\s?(?:to|and|till|until|tot|en|och)\s"
    rf"(?P<two>{_HOUR})(?:[:.]00)?(?=\s*[.,;:!?)]|$"
    r"|\s(?:on|with|if|for|every|op|met|als|voor|elke|på|med|om|för|varje)\b)",
    re.IGNORECASE,
)
_SERVED = re.compile(
    r"\b(?:open|opening|phone|answers?|call|reach|here|service|support|weekdays|geopend|bereikbaar|telefo\w*|bel\w*"
    r"|klantenservice|werkdagen|öppe\w*|svarar|ring\w*|telefon\w*|kundtjänst|kundservice|vardagar)\b",
    re.IGNORECASE,
)
_FROM_TO = re.compile(r"(?<![\d:.])(\d{1,2})(?:[:.]00)?\s?[-–—]\s?(\d{1,2})(?:[:.]00)?(?![\d:.])")


def _hours(sentence: str, ledger: Ledger) -> Iterator[Assertion]:
    """The whole hours between which someone is there, where a fact about it names whole hours."""
    match = _BETWEEN.search(sentence)
    if match is None or _SERVED.search(sentence) is None:
        return
    said = _of_a_day(int(_spoken(match["one"].lower())), int(_spoken(match["two"].lower())))
    for fact in ledger.facts[:500]:
        own = _FROM_TO.search(fact.text) if _SERVED.search(_whole(fact)) else None
        if own is not None and int(own[1]) >= _EARLIEST and int(own[2]) > _MIDDAY:
            verdict = Verdict.SUPPORTED if _of_a_day(int(own[1]), int(own[2])) == said else Verdict.CONTRADICTED
            yield at(match.start("one"), match.end("two"), verdict, "date", fact)
            return


_EARLIEST = 6


def _of_a_day(one: int, two: int) -> tuple[int, int]:
    """Both hours of a day of 24; the second is after noon where it would lie before the first."""
    return (one, two + _MIDDAY if two <= one and two <= _MIDDAY else two)


def _whole(fact: Fact) -> str:
    return f"{fact.name} {fact.text}"


def _minutes(match: re.Match[str]) -> int:
    if match["word"]:
        return _WORDS[match["word"].lower()]
    if match["spoken"]:
        hour = int(_spoken(match["spoken"].lower()))
        return 60 * (hour + _MIDDAY if match["part"].lower() in _LATER and hour < _MIDDAY else hour)
    hour = int(match["hour"] or match["hour2"] or match["hour3"])
    half = (match["half"] or match["half2"] or "").lower()
    if half.startswith("p") and hour < _MIDDAY:
        hour += _MIDDAY
    return hour * 60 + int(match["minute"] or 0)


def _spoken(word: str) -> float:
    return float(word) if word.isdigit() else number_words().get(word, 1.0)


@functools.lru_cache(maxsize=16_384)
def _times_of(fact: Fact) -> frozenset[int]:
    return frozenset(map(_minutes, _TIME.finditer(_whole(fact))))
