"""Bare numbers that a name makes a figure: *CRI of 90*, *korrel 120*, *zon 5*, *700 fill power*, *pH 5.5*."""

from __future__ import annotations

import functools
import itertools
import re
from collections.abc import Iterator

import msgspec

from desktop.checks.ledger.assertion import Assertion
from desktop.checks.ledger.concepts.concept_data import listed
from desktop.checks.ledger.index import Ledger
from desktop.checks.ledger.verdicts import at
from desktop.core.brief import Fact
from desktop.core.finding import Verdict
from desktop.core.lexicon import number_words, units
from desktop.core.resources import resource_text

_DIGITS = r"(?:\d{1,3}(?:[ \u00a0\u202f]\d{3})+(?!\d)|\d{1,6}(?:[.,]\d{1,3})*)"
_TO = r"\s?(?:[-–—]|to|through|tot(?: en met)?|t/m|till(?: och med)?)\s?"
_TOKEN = re.compile(
    rf"(?<![\w.,])(?P<sign>[Pfƒ]/?)?(?P<low>{_DIGITS})(?:{_TO}[Pf]?(?P<high>{_DIGITS})(?![\w.,]*\d))?(?![\d%°×€])"
    r"|(?P<word>[^\W\d_](?:[^\W\d_]|-(?=[^\W\d_]))*)|(?P<mark>(?<!nr)(?<!no)(?<!ca)\.|[;!?,()–—])"
)
_SIGNS = {"p": "grit", "f": "aperture", "ƒ": "aperture"}
_WORD = re.compile(r"[^\W\d_](?:[^\W\d_]|-(?=[^\W\d_]))*")
_VALUE = re.compile(
    rf"\W{{0,3}}(?:ca\.?\s|min\.?\s|max\.?\s|up to\s|tot\s|upp till\s)?[^\W\d_]{{0,8}}\W{{0,2}}(?P<low>{_DIGITS})"
    rf"(?:{_TO}(?P<high>{_DIGITS}))?\s?\+?(?:\s?[^\W\d_/]{{1,8}}(?:/[^\W\d_]{{1,4}})?)?\W{{0,2}}"
)
_SPACES = re.compile(r"[ \u00a0\u202f]")
_FAR = 4
"""How many words may join a name to its number: *an intensity of about 8*."""
_MOST_FACTS = 200


class _Name(msgspec.Struct, frozen=True):
    before: str
    behind: str


class _Told(msgspec.Struct, frozen=True):
    """A family of numbers with the ends of the one that is told."""

    family: str
    low: float
    high: float


def named_numbers(sentence: str, ledger: Ledger) -> Iterator[Assertion]:
    """The named numbers of a sentence, where a fact gives a number of the same name."""
    known = _known(ledger)
    if not known:
        return
    for start, end, told in _told(sentence):
        own = known.get(told.family, ())
        if any(_holds(each, told) for _, each in own):
            met = next(fact for fact, each in own if _holds(each, told))
            yield at(start, end, Verdict.SUPPORTED, "number", met)
        elif own:
            yield at(start, end, Verdict.CONTRADICTED, "number", own[0][0])


def _holds(known: _Told, told: _Told) -> bool:
    """Whether a number is one of the fact's; a range has to have the same ends."""
    if told.low != told.high:
        return (known.low, known.high) == (told.low, told.high)
    return known.low <= told.low <= known.high


def _told(text: str) -> Iterator[tuple[int, int, _Told]]:
    """The named numbers of a text, each with its place."""
    tokens = list(_TOKEN.finditer(text))
    for place, token in enumerate(tokens):
        value = _value(token["low"] or token["word"])
        if value is None:
            continue
        behind = [each["word"].casefold() for each in tokens[place + 1 : place + 3] if each["word"]]
        family, words = _family_behind(behind) if token["low"] else ("", 0)
        if not family and behind and behind[0] in units() and behind[0] not in _NO_UNITS:
            continue
        family = family or _magnified(tokens, place)
        family = family or _SIGNS.get((token["sign"] or " ")[0].casefold(), "") or _family_before(tokens[:place])
        if family:
            end = tokens[place + words].end()
            yield token.start(), end, _Told(family, value, _value(token["high"]) or value)


_TIMES = frozenset({"x", "keer", "maal", "times", "gånger", "ggr"})
_MAGNIFIES = re.compile(r"vergro|magnif|zoom|förstor|inzoom", re.IGNORECASE)
_REACH = 4


def _magnified(tokens: list[re.Match[str]], place: int) -> str:
    """Whether a number is how many times something enlarges: *magnifies 10x*, *acht keer optische zoom*."""
    behind = [(each["word"] or "").casefold() for each in tokens[place + 1 : place + 1 + _REACH]]
    before = [each["word"] or "" for each in tokens[max(0, place - _REACH) : place]]
    if not behind or behind[0] not in _TIMES:
        return ""
    return "magnification" if any(_MAGNIFIES.search(word) for word in (*behind[1:], *before)) else ""


_NO_UNITS = frozenset({"in", "a", "d", "i", "m", "en", "of"})
_JOINING = frozenset(
    {
        "of", "is", "van", "på", "är", "op", "at", "nr", "no", "nummer", "number", "size", "maat", "storlek", "rating",
        "value", "index", "waarde", "värde", "about", "around", "circa", "ca", "rond", "runt", "above", "over", "boven",
        "över", "up", "to", "tot", "upp", "till", "a", "an", "een", "en", "ett",
    }
)  # fmt: skip


def _family_before(tokens: list[re.Match[str]]) -> str:
    """What the words before a number name it: the nearest that joins nothing."""
    words: list[str] = []
    for token in tokens[: -_FAR - 3 : -1]:
        if token["word"] is None:
            break
        words.insert(0, token["word"].casefold())
    for _ in range(_FAR):
        if family := _before().get(" ".join(words[-2:])) or (_before().get(words[-1]) if words else None):
            return family
        if not words or words[-1] not in _JOINING:
            return ""
        words.pop()
    return ""


def _family_behind(words: list[str]) -> tuple[str, int]:
    """What the words behind a number name it, and how many they are."""
    for length in (2, 1):
        if len(words) >= length and (family := _behind().get(" ".join(words[:length]))) is not None:
            return family, length
    return "", 0


def _value(written: str | None) -> float | None:
    if not written:
        return None
    if not written[0].isdigit():
        spoken = number_words().get(written.casefold(), 0.0)
        return spoken if spoken > 1 else None
    parts = re.split(r"[.,]", _SPACES.sub("", written))
    if len(parts) > 1 and all(len(part) == 3 for part in parts[1:]):
        return float("".join(parts))
    return float(f"{parts[0]}.{''.join(parts[1:])}") if len(parts) > 1 else float(parts[0])


@functools.lru_cache(maxsize=8)
def _known(ledger: Ledger) -> dict[str, tuple[tuple[Fact, _Told], ...]]:
    """The facts of each family, with the numbers that they give."""
    found: dict[str, list[tuple[Fact, _Told]]] = {}
    for fact in ledger.facts[:_MOST_FACTS]:
        for told in _of_fact(fact):
            found.setdefault(told.family, []).append((fact, told))
    return {family: tuple(each) for family, each in found.items()}


@functools.lru_cache(maxsize=16_384)
def _of_fact(fact: Fact) -> tuple[_Told, ...]:
    """The named numbers of a fact: those of its text, and its value where its name is one of numbers."""
    found = [told for _, _, told in _told(fact.text)]
    value = _VALUE.fullmatch(fact.text.strip())
    if value is not None and (low := _value(value["low"])) is not None:
        high = _value(value["high"]) or low
        found += [_Told(family, low, high) for family in _families_of(fact.name)]
    return tuple(dict.fromkeys(found))


def _families_of(name: str) -> frozenset[str]:
    words = [word.casefold() for word in _WORD.findall(name)]
    pairs = [f"{one} {two}" for one, two in itertools.pairwise(words)]
    return frozenset(
        family
        for each in (*words, *pairs)
        for table in (_before(), _behind())
        if (family := table.get(each)) is not None
    )


@functools.cache
def _names() -> dict[str, _Name]:
    return msgspec.json.decode(resource_text("lexicons/ledger/named_numbers.json"), type=dict[str, _Name])


@functools.cache
def _before() -> dict[str, str]:
    return {word: family for family, name in _names().items() for word in listed(name.before)}


@functools.cache
def _behind() -> dict[str, str]:
    return {word: family for family, name in _names().items() for word in listed(name.behind)}
