"""Times of day by which one orders or between which a shop is open: *ordered before 22:00*, *öppet till 18*."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator

from desktop.checks.ledger.assertion import Assertion
from desktop.checks.ledger.codes.departures import departure_claims
from desktop.checks.ledger.index import Ledger
from desktop.checks.ledger.verdicts import at
from desktop.checks.sieve import Sifted
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
    r"(?<!in )\border|\bbestel|\bbesteld|\bbeställ|\bplaced (?:before|by|after|until)\b|\bcut-?off|dispatch|verzonden"
    r"|skickas",
    re.IGNORECASE,
)
_OPEN = re.compile(
    r"\bopen|geopend|\böppe|\bhours\b|bereikbaar|\breach|\bnår\b|call us|bel ons"
    r"|ring oss",
    re.IGNORECASE,
)
_STARTS = re.compile(
    r"(?<!day )(?<!week )(?<!dag )(?<!dagen )(?<!morgen )(?<!goed )(?<!good )"
    r"\b(?:start|begin|börja)(?! (?:the|your|de|het|je|uw|a|an|een|din|dagen|with|met|med)\b)|\bbegon"
    r"|aanvang|\bdoors?\b|inloop|insläpp|\bkick[- ]?off|\bdrar igång|\bsätter igång"
    r"|^(?:course |class )?(?:times?|hours|schedule|tijd(?:en|stip)?|lestijd(?:en)?|tid(?:er)?|kurstid(?:er)?)\b",
    re.IGNORECASE,
)
_ENDS = re.compile(
    r"\bends?\b|\bfinish|\bcloses?\b|\beindig|\beind(?:e|tijd)\b|afgelopen|\bslut|\bsluit|\bstänger|\blast order"
    r"|^(?:course |class )?(?:times?|hours|schedule|tijd(?:en|stip)?|lestijd(?:en)?|tid(?:er)?|kurstid(?:er)?)\b",
    re.IGNORECASE,
)
_ARRIVES = re.compile(
    r"\bcheck(?:ing)?[- ]?in\b|\binchecken|\bincheckning|\bchecka in\b|\baankomst|\barrival|\barrive (?:from|after|any)"
    r"|\bankomst|\banländ",
    re.IGNORECASE,
)
_LEAVES = re.compile(
    r"\bcheck(?:ing)?[- ]?out\b|\buitchecken|\butcheckning|\bchecka ut\b|\bvertrek|\bdepart|\bavresa|\bavgång|\bavgår",
    re.IGNORECASE,
)
_FETCHED = re.compile(
    r"\bpick(?:ed)?[- ]?(?:it |them )?up\b|\bcollect|\bophalen|\baf(?:te)?halen|\bafhaal"
    r"|\bhämta|\bhämtning|upphämtning",
    re.IGNORECASE,
)
_ANY = Sifted(r"\d|[Mm]id|[Nn]oon|in the |['’]s |på |at night|\b(?:at|om|past|klockan|kl|uur|half|halv)\b|clock")
_LATER = frozenset({"afternoon", "evening", "night", "middags", "avonds", "eftermiddagen", "kvällen"})
_MIDDAY = 12


def clock_claims(sentence: str, ledger: Ledger) -> Iterator[Assertion]:
    """The times of day of a sentence about ordering or opening; any other time is no claim."""
    yield from _hours(sentence, ledger)
    if _ANY.search(sentence) is None:
        return
    timed, sorts = _timed(ledger)
    spoken_of = [each for each in sorts if each.search(sentence)]
    known = [(fact, own) for fact, own in timed if any(each.search(_whole(fact)) for each in spoken_of)]
    if not known and _ORDERED not in spoken_of:
        yield from departure_claims(sentence, tuple(fact for fact, _ in timed))
        return
    for start, end, said in _times(sentence):
        met = next((fact for fact, own in known if own & said), None)
        if met is not None:
            yield at(start, end, Verdict.SUPPORTED, "date", met)
        elif known:
            yield at(start, end, Verdict.CONTRADICTED, "date", known[0][0])
        elif _ORDERED in spoken_of:
            yield at(start, end, Verdict.UNSUPPORTED, "date")


@functools.lru_cache(maxsize=8)
def _timed(ledger: Ledger) -> tuple[tuple[tuple[Fact, frozenset[int]], ...], tuple[re.Pattern[str], ...]]:
    """The facts that name times of day, and what they tell the time of; of orders any time is one."""
    timed = tuple((fact, own) for fact in ledger.facts[:500] if (own := _times_of(fact)))
    told = (each for each in _SORTS[1:] if any(each.search(_whole(fact)) for fact, _ in timed))
    return timed, (_ORDERED, *told)


_SORTS = (_ORDERED, _OPEN, _STARTS, _ENDS, _ARRIVES, _LEAVES, _FETCHED)
_WORD_HOUR = (
    r"one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|één|een|twee|drie|vier|vijf|zes|zeven|acht|negen"
    r"|tien|elf|twaalf|ett|två|tre|fyra|fem|sex|sju|åtta|nio|tio|elva|tolv"
)
_SPOKEN = re.compile(
    rf"\b(?P<part>half past|quarter past|(?:a )?quarter to|half|halv|kwart over|kwart voor|kvart över|kvart i)\s"
    rf"(?P<of>\d{{1,2}}|{_WORD_HOUR})\b(?!\s(?:of|a|an|een|en|ett|van|av)\b)"
    rf"|\b(?:at|om|klockan|kl\.?|from|vanaf|från|by|until|till|tot)\s(?P<lead>\d{{1,2}}|{_WORD_HOUR})"
    r"(?:\s(?:uur|o['’]clock)\b(?! lang)|(?<=klockan \w\w\w)(?=[\s.,;!?]|$)|(?<=klockan \w\w\w\w)(?=[\s.,;!?]|$)"
    r"|(?=[.,;!?]|$))",
    re.IGNORECASE,
)
_PARTS = {"half past": 30, "quarter past": 15, "kwart over": 15, "kvart över": 15, "half": -30, "halv": -30}
_DAY = 1440


def _times(sentence: str) -> Iterator[tuple[int, int, frozenset[int]]]:
    """The times of day of a sentence, each with the minutes of a day that it may be."""
    ends: list[tuple[int, int]] = []
    for match in _TIME.finditer(sentence):
        minutes = _minutes(match)
        told = (
            match["half"] or match["half2"] or match["part"] or match["word"] or (match["hour"] or "").startswith("0")
        )
        later = frozenset() if told or minutes >= _MIDDAY * 60 else frozenset({minutes + _MIDDAY * 60})
        ends.append(match.span())
        yield match.start(), match.end(), later | {minutes}
    for match in _SPOKEN.finditer(sentence):
        if any(start < match.end() and match.start() < end for start, end in ends):
            continue
        hour = int(_spoken((match["of"] or match["lead"]).lower()))
        part = (match["part"] or "").lower().removeprefix("a ")
        added = _PARTS.get(part, -15) if part else 0
        if part == "half" and (match["of"].lower() in _ENGLISH_HOURS):
            added = 30
        minutes = (hour * 60 + added) % _DAY
        yield match.start(), match.end(), frozenset({minutes, (minutes + _MIDDAY * 60) % _DAY})


_ENGLISH_HOURS = frozenset(_WORD_HOUR.split("|")[:12])


_HOUR = (
    r"\d{1,2}|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|een|twee|drie|vier|vijf|zes|zeven|acht"
    r"|negen|tien|elf|twaalf|ett|två|tre|fyra|fem|sex|sju|åtta|nio|tio|elva|tolv|sexton|sjutton|arton|nitton|tjugo"
)
_BETWEEN = Sifted(
    rf"\b(?:from|between|van|tussen|mellan|från|kl\.?|klockan|open|öppet)\s(?P<one>{_HOUR})(?:[:.]00)?(?:\s?(?:am|uur))?"
    rf"\s?(?:to\s|and\s|till\s|until\s|tot\s|en\s|och\s|[-–]\s?)"
    rf"(?P<two>{_HOUR})(?:[:.]00)?(?:\s?(?:pm|uur|o['’]clock)\b)?(?=\s*[.,;:!?)]|$"
    r"|\s(?:on|with|if|for|every|op|met|als|voor|elke|på|med|om|för|varje)\b)",
    re.IGNORECASE,
)
_SERVED = re.compile(
    r"\b(?:open|opening\w*|phone|answers?|call|reach|here|service|support|weekdays|geopend|bereikbaar|telefo\w*|bel\w*"
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
