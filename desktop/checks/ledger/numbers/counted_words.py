"""Counts without a number of their own: *één vak*, *a trio of pockets*, *tweezitsbank*, *met z'n drieën*."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator

from desktop.checks.ledger.amounts.amounts import Amount
from desktop.checks.ledger.amounts.bounds import Bound
from desktop.checks.ledger.amounts.topics import topics_of
from desktop.checks.ledger.assertion import Assertion
from desktop.checks.ledger.index import Ledger
from desktop.checks.ledger.numbers.same_counts import counts_the_same, is_one_of_them
from desktop.checks.ledger.stated import WORD, topics_in
from desktop.checks.ledger.verdicts import at
from desktop.checks.sieve import Sifted
from desktop.checks.words import plain_form
from desktop.core.finding import Verdict
from desktop.core.lexicon import number_words

_LEAST_TELLING, _SHORTEST_NUMBER, _MOST_BESIDE_ONE = 3, 3, 8
_ONE = Sifted(r"\b(?:één|one|enda|single|een enkele?)\s+((?:[^\W\d_]+[-\s]){0,2}?[^\W\d_]{3,})", re.IGNORECASE)
_COMPOUND = re.compile(r"(?<![\w-])[^\W\d_]{7,}(?![\w])")
_GROUP = re.compile(
    r"\b(?:a (?:couple|(?P<two>duo)|(?P<three>trio)|(?P<four>quartet)) of|een (?:stel|paar)|een (?P<nl>twee|drie|vier"
    r"|vijf|zes)tal|ett par|en (?P<trio>trio))\s(?P<of>(?:[^\W\d_]+[-\s]){0,2}[^\W\d_]{3,})",
    re.IGNORECASE,
)
"""Few by a word; *a couple*, *een paar*, *ett par* may be more than two, so that they are never wrong."""
_FEW = Sifted(r"couple|duo|trio|quartet| stel | paar |tal | par ", re.IGNORECASE)
_LEFT_SO = re.compile(
    r"\b(?:leave|keep|use|take|pick|choose|per|each|every|than|laat|houd|gebruik|neem|kies|elke|dan|lämna|håll|använd|ta"
    r"|välj|varje|än)\s$",
    re.IGNORECASE,
)
"""One that somebody leaves, takes or uses is one of them: *leave one shelf empty*."""
_FURTHER = re.compile(r"[-\s][^\W\d_]{3,}")
_TOGETHER = {"tweeën": 2.0, "drieën": 3.0, "vieren": 4.0, "vijven": 5.0, "zessen": 6.0, "achten": 8.0}
_SERVINGS = ("servings", "porties", "portioner")
_SERVED = re.compile(
    r"serves|feeds|enough for|genoeg voor|goed voor|voldoende voor|räcker (?:till|för)|lagom (?:till|för)",
    re.IGNORECASE,
)
_ABLE = re.compile(
    r"\b(?:one|a single|één|een|en)\s(?:person|persoon)\s(?:can|could|kan|klarar|orkar|lyfter|bär)\b"
    r"(?!\s(?:\w+\s){0,2}(?:sleep|lie|sit|eat|slapen|liggen|zitten|eten|sova|ligga|sitta|äta))",
    re.IGNORECASE,
)
"""How many it takes to lift or handle it is not for how many it is: *one person can manage*."""
_PERSONS = ("persons", "personen", "personer")


def counted_words(sentence: str, language: str, ledger: Ledger, amounts: tuple[Amount, ...]) -> Iterator[Assertion]:
    """Counts without a number of their own: *één vak*, and number words grown into another: *tweezitsbank*."""
    for match in _ONE.finditer(sentence):
        if _LEFT_SO.search(sentence, 0, match.start()) or _ABLE.match(sentence, match.start()):
            continue
        first = tuple(_spoken(match.start(), match.end(), 1.0, tuple(WORD.findall(match[1].lower())), language, ledger))
        further = _FURTHER.match(sentence, match.end())
        if not first and further is not None:
            words = sentence[match.start(1) : further.end()]
            longer = tuple(_by_prefix(match, match.start(1), words, 1.0, language, ledger))
            first = tuple(each for each in longer if each.verdict == Verdict.SUPPORTED)[:1]
        if any(each.verdict == Verdict.SUPPORTED for each in first) or not is_one_of_them(sentence, match.start()):
            yield from first
    for match in _FOR_SO_MANY.finditer(sentence):
        word = match[1].lower()
        value = _TOGETHER.get(word, number_words().get(word, float(word) if word.isdigit() else 1.0))
        if value > 1:
            served = _SERVED.match(sentence, match.start()) is not None
            nouns = (*_PERSONS, *_SERVINGS) if served else _PERSONS
            found = tuple(_spoken(match.start(1), match.end(1), value, nouns, language, ledger))
            yield from found
            if not found and _MADE_FOR.match(sentence, match.start()):
                yield at(match.start(1), match.end(1), Verdict.UNSUPPORTED, "count")
    yield from _from_birth(sentence, ledger)
    yield from _groups(sentence, language, ledger)
    for match in _TWO.finditer(sentence):
        nouns = tuple(WORD.findall((match["of2"] or match["of3"] or "").lower()))
        yield from _doubled(match, nouns, language, ledger)
    for match in _COMPOUND.finditer(sentence):
        glued = _number_and_rest(match[0].lower())
        if glued is not None and not any(each.number_start <= match.start() < each.number_end for each in amounts):
            yield from _spoken(match.start(), match.end(), glued[0], _parts_too(glued[1]), language, ledger)


def _parts_too(word: str) -> tuple[str, ...]:
    """What a compound counts; parts by their own names too: *tvådelat* has two *delar*."""
    return (word, "delar", "delen", "parts") if "piece" in topics_of(word, "") else (word,)


_BIRTH = Sifted(
    r"\b(?:from|vanaf|från) (?:day one|the (?:very )?first day|(?:de )?dag één|de (?:aller)?eerste dag|dag ett"
    r"|första dagen)\b"
    r"|\b(?P<new>newborns?|new-borns?|pasgeboren(?:en|e)?|nyfödda?)\b",
    re.IGNORECASE,
)
_MEANT = re.compile(r"\b(?:for|suitable|voor|geschikt|för|passar)\s(?:\w+\s){0,2}$", re.IGNORECASE)


def _from_birth(sentence: str, ledger: Ledger) -> Iterator[Assertion]:
    """Things that are for newborns, where a fact says from what age they are."""
    for match in _BIRTH.finditer(sentence):
        known = [
            each
            for each in ledger.by_dimension.get("time", ())[:60]
            if "age" in each.name_topics | each.topics or 0.0 in each.amount.lows
        ]
        met = next((each for each in known if 0.0 in each.amount.lows), None)
        if met is not None:
            yield at(match.start(), match.end(), Verdict.SUPPORTED, "age", met.fact)
        elif len(known) == 1 and match["new"] and _MEANT.search(sentence, 0, match.start()):
            yield at(match.start(), match.end(), Verdict.CONTRADICTED, "age", known[0].fact)


def _groups(sentence: str, language: str, ledger: Ledger) -> Iterator[Assertion]:
    if _FEW.search(sentence) is None:
        return
    for match in _GROUP.finditer(sentence):
        sure = match["two"] or match["three"] or match["four"] or match["nl"] or match["trio"]
        value = float(_SIZES_OF_GROUPS.get((sure or "two").lower(), 2))
        found = next(_by_prefix(match, match.start("of"), match["of"], value, language, ledger), None)
        if found is not None and (sure or found.verdict == Verdict.SUPPORTED):
            yield found


def _by_prefix(
    match: re.Match[str], start: int, words: str, value: float, language: str, ledger: Ledger
) -> Iterator[Assertion]:
    """What one, two or three of the words behind a number count: *a trio of outside pockets*."""
    for word in WORD.finditer(words):
        nouns = tuple(WORD.findall(words[: word.end()].lower()))
        yield from _spoken(match.start(), start + word.end(), value, nouns, language, ledger)


_SIZES_OF_GROUPS = {"duo": 2, "trio": 3, "quartet": 4, "twee": 2, "drie": 3, "vier": 4, "vijf": 5, "zes": 6}


def _doubled(match: re.Match[str], nouns: tuple[str, ...], language: str, ledger: Ledger) -> Iterator[Assertion]:
    """*A pair*, *dual microphones*, *dubbla motorer*: two of them; a claim of its own of what is plainly counted."""
    if not nouns:
        nouns = ("set", "pieces")
    found = tuple(_spoken(match.start(), match.end(), 2.0, nouns, language, ledger))
    yield from found
    if not found and match["double"] and topics_in(nouns[:1], language) & _DOUBLED:
        yield at(match.start(), match.end(), Verdict.UNSUPPORTED, "count")


_DOUBLED = frozenset(
    {"microphone", "motor", "speaker", "camera", "sensor", "zip", "fan", "battery", "cell", "burner", "port"}
)
_FOR_SO_MANY = Sifted(
    r"\b(?:for|seats|sleeps|serves|feeds|(?:slaap|zit)plaats(?:en)? voor|(?:sov|sitt)plats(?:er)? för|voor|för"
    r"|plats för|plaats voor|enough for|genoeg voor|goed voor|voldoende voor|räcker till|räcker för|lagom till"
    r"|groups? of|groep(?:en|je|jes)? van|grupper? (?:om|på|med))\s(?:up to |max(?:imaal)? |upp till )?"
    r"(\d{1,2}|[^\W\d_]{3,7})(?:\s(?:people|persons|personen|mensen|personer|pers\.?|deelnemers|deltagare|eters)\b)?(?=[.,;:!?)]|$|\s(?:and|en|och|with|met|med|in|i)\b)",
    re.IGNORECASE,
)
_MADE_FOR = re.compile(r"seats|sleeps|feeds|(?:slaap|zit)plaats|(?:sov|sitt)plats", re.IGNORECASE)
_TWO = Sifted(
    r"\b(?:sold|comes?|supplied|delivered) (?:as|in) (?:a )?pairs?\b|\ba pair of (?P<of2>[^\W\d_]{3,})"
    r"|\b(?P<double>dual|double|twin|dubbele|dubbel|dubbla)[ -](?P<of3>[^\W\d_]{4,})"
    r"|\b(?:verkocht|geleverd) per paar\b|\bsäljs (?:i par|parvis)\b|\b(?:as|als|som) (?:a pair|paar|par)\b",
    re.IGNORECASE,
)


def _spoken(
    start: int, end: int, value: float, nouns: tuple[str, ...], language: str, ledger: Ledger
) -> Iterator[Assertion]:
    amount = Amount(start, end, Bound.EXACT, None, (value,))
    same = [
        each
        for each in ledger.candidates(amount, topics_in(nouns, language), frozenset(map(plain_form, nouns)))
        if counts_the_same(each, nouns, language)
    ]
    if any(each.amount.lows[0] == value for each in same):
        by = next(each for each in same if each.amount.lows[0] == value)
        yield at(start, end, Verdict.SUPPORTED, "count", by.fact)
    elif same and not same[0].derived and (value > 1 or same[0].amount.plain <= _MOST_BESIDE_ONE):
        yield at(start, end, Verdict.CONTRADICTED, "count", same[0].fact)


_CLIPPED = {"fyr": 4.0}


@functools.lru_cache(maxsize=8192)
def _number_and_rest(word: str) -> tuple[float, str] | None:
    """A number word and what grew together with it: *vier* and *persoonstent*."""
    for length in range(min(9, len(word) - 4), _SHORTEST_NUMBER - 1, -1):
        value = number_words().get(word[:length], _CLIPPED.get(word[:length]))
        if value is not None and value >= _LEAST_TELLING - 1 and topics_of(word[length:], ""):
            return value, word[length:]
    return None
