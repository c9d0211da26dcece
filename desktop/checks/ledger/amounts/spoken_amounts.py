"""Amounts that a whole phrase makes: *four dozen*, *een uur of acht*, *a fifth of a litre*, *144 times a second*."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator

from desktop.checks.quantities import Quantity
from desktop.checks.sieve import Sifted
from desktop.core.lexicon import Unit, number_words, units

_N = r"(?:\d{1,3}|[^\W\d_]{2,16})"
_HINT = Sifted(
    r"dozen|dozijn|dussin|half|halv|third|quarter|fifth|sixth|eighth|tenth|derde|kwart|vijfde|achtste|tiende|del\b|delar"
    r"|dels\b|met(?:er|re)\s|times|keer|maal|gånger|\bggr\b|\bof\b|tal\b|\dK\b|\bons\b|hal[fv]e?\b|euro\s|pounds?\s|dollars?\s|kron(?:or|a)\s",
    re.IGNORECASE,
)
_DOZENS = re.compile(rf"\b(?:(?P<n>{_N})\s)?(?:dozen|dozijn|dussin)\b", re.IGNORECASE)
_HALF_HUNDRED = re.compile(
    r"\b(?:(?:een |half a |a half )?(?:halve? honderd|half ?honderd|hundred)|(?:ett )?halvt? ?hundra(?:tal)?)\b",
    re.IGNORECASE,
)
_SHARES = {
    "half": 2, "halve": 2, "halv": 2, "halvt": 2, "third": 3, "thirds": 3, "derde": 3, "tredjedel": 3, "quarter": 4,
    "quarters": 4, "kwart": 4, "kwarts": 4, "kvarts": 4, "fjärdedel": 4, "fifth": 5, "fifths": 5, "vijfde": 5,
    "femtedel": 5, "sixth": 6, "zesde": 6, "sjättedel": 6, "eighth": 8, "eighths": 8, "achtste": 8, "åttondel": 8,
    "tenth": 10, "tenths": 10, "tiende": 10, "tiondel": 10,
}  # fmt: skip
_UPPER = {
    "a": 1, "an": 1, "one": 1, "een": 1, "één": 1, "en": 1, "ett": 1, "two": 2, "twee": 2, "två": 2, "three": 3,
    "drie": 3, "tre": 3, "four": 4, "vier": 4, "fyra": 4, "seven": 7, "zeven": 7, "sju": 7, "nine": 9, "negen": 9,
    "nio": 9, "five": 5, "vijf": 5, "fem": 5, "six": 6, "zes": 6, "sex": 6, "eight": 8, "acht": 8, "åtta": 8,
}  # fmt: skip
_SHARE = Sifted(
    rf"\b(?:(?P<upper>{'|'.join(sorted(_UPPER, key=len, reverse=True))})[\s-])?"
    rf"(?P<part>{'|'.join(sorted(_SHARES, key=len, reverse=True))})(?P<end>s|ar|n)?"
    r"(?:[\s-](?:of|van|av)(?:[\s-](?:an?|een|en|ett|the|de|het))?|\s(?:an?|een|en|ett))?[\s-]"
    r"(?P<unit>[^\W\d_]+)\b",
    re.IGNORECASE,
)
_SHARE_OF = Sifted(
    rf"\b(?P<upper>{'|'.join(each for each in sorted(_UPPER, key=len, reverse=True) if each not in {'a', 'an'})})[\s-]"
    r"(?P<part>thirds?|quarters?|fifths?|sixths?|eighths?|tenths?|derde|kwart|vijfde|zesde|achtste|tiende"
    r"|tredjedel|fjärdedel|femtedel|sjättedel|åttondel|tiondel)(?:ar|arna|en)?\b|\b(?P<driekwart>driekwart|trekvart)\b",
    re.IGNORECASE,
)
_PER_SECOND = Sifted(
    rf"\b(?P<n>\d{{1,5}}|{_N})\s?(?:times|keer|maal|gånger|ggr|x)\s(?:a|per|each|every|i|om)\s"
    r"(?:second|seconde|sekunden|sekund|de seconde)\b",
    re.IGNORECASE,
)
_SOME = re.compile(rf"\b(?:een|’n|'n)\s(?P<unit>[^\W\d_]{{3,}})\sof\s(?P<n>{_N})\b", re.IGNORECASE)
_GROUP = re.compile(r"\b(?:een|en|ett)\s(?P<n>[^\W\d_]{3,12})tal\b", re.IGNORECASE)
_AND_HALF = re.compile(r"\b(?P<n>[^\W\d_]{3,24}?)(?:en|ën)(?:een)?hal(?:f|ve)\b", re.IGNORECASE)
_THOUSANDS = re.compile(r"(?<![\w.,])(?P<n>\d{1,3})K\b")
_ONS = re.compile(rf"\b(?P<n>{_N}|\d+(?:,\d+)?)\sons\b", re.IGNORECASE)
_METRE_AND = Sifted(
    rf"\b(?P<n>{_N})\s(?:meter|metre)\s(?:and\s|en\s|och\s)?(?P<cm>[^\W\d_]{{3,16}}|\d\d)\b"
    r"(?!\s?(?:cm|mm|m|kg|kilo|g|%|euro|kronor|cent\w*|by|bij|x)\b)(?![.,]\d)",
    re.IGNORECASE,
)
_MONEY_AND = Sifted(
    rf"\b(?P<n>{_N})\s(?P<unit>euros?|pounds?|dollars?|kronor)\s(?:and\s|en\s|och\s)?(?P<c>[^\W\d_]{{3,12}}(?:-[^\W\d_]{{3,6}})?|\d\d)"
    r"(?:\s(?:cents?|pence|eurocent|öre)\b|(?=\s?(?:[.,;:!?)–—]|$)"
    r"|\s(?:per|a|an|each|the|and|but|en|maar|het|de|och|men|you|je|is|are|it|hij|ze|for|voor|för|styck|stuk|den|det)\b))",
    re.IGNORECASE,
)
_LEAST_TENS, _OF_A_METRE = 10, 100
_DOZEN, _FIFTY, _OUNCE = 12.0, 50.0, 100.0
_GLUE = re.compile(r"[\s-]?")


@functools.lru_cache(maxsize=8192)
def spoken_quantities(text: str, language: str) -> tuple[Quantity, ...]:
    """The quantities of a text that single number words do not give, in no order and without overlaps."""
    if _HINT.search(text) is None:
        return ()
    kept: list[Quantity] = []
    for each in _all(text, language):
        if not any(each.start < one.end and one.start < each.end for one in kept):
            kept.append(each)
    return tuple(kept)


def is_about(text: str, quantity: Quantity) -> bool:
    """Whether its phrase makes a quantity a rough one: *een uur of acht*, *ett tiotal*."""
    written = text[quantity.start : quantity.end]
    return _SOME.match(written) is not None or _GROUP.fullmatch(written) is not None


def _all(text: str, language: str) -> Iterator[Quantity]:
    for match in _DOZENS.finditer(text):
        if match["n"] and (number := _value(match["n"])) > 1:
            yield Quantity(match.start(), match.end(), (number * _DOZEN,))
    for match in _HALF_HUNDRED.finditer(text):
        if "hal" in match[0].lower():
            yield Quantity(match.start(), match.end(), (_FIFTY,))
    yield from _per_second(text)
    yield from _metres_and_tens(text)
    yield from _money_and_cents(text)
    yield from _shares(text)
    if language in {"nl", ""}:
        yield from _dutch(text, language)
    for match in _GROUP.finditer(text):
        if (value := _value(match["n"])) > 1:
            yield Quantity(match.start(), match.end(), (value,))
    for match in _THOUSANDS.finditer(text):
        if text[max(0, match.start() - 1) : match.start()] != "-" and int(match["n"]) not in {2, 4, 5, 8}:
            yield Quantity(match.start(), match.end(), (float(match["n"]) * 1000,))


def _metres_and_tens(text: str) -> Iterator[Quantity]:
    """Metres with the centimetres behind: *een meter tachtig*, *one metre twenty*, *två meter och tio*."""
    for match in _METRE_AND.finditer(text):
        whole, tens = _UPPER.get(match["n"].lower(), 0) or _value(match["n"]), _value(match["cm"])
        if whole and _LEAST_TENS <= tens < _OF_A_METRE:
            yield Quantity(match.start(), match.end(), (whole + tens / _OF_A_METRE,), units()["m"])


def _money_and_cents(text: str) -> Iterator[Quantity]:
    """Money with the cents behind: *twaalf euro vijftig*, *four pounds and twenty pence*."""
    for match in _MONEY_AND.finditer(text):
        whole, cents = _value(match["n"]), _value(match["c"])
        unit = units().get("gbp" if match["unit"].lower().startswith("pound") else match["unit"].lower())
        if whole and unit is not None and _LEAST_CENTS <= cents < _OF_A_METRE:
            yield Quantity(match.start(), match.end(), (whole + cents / _OF_A_METRE,), unit)


_LEAST_CENTS = 5


def _per_second(text: str) -> Iterator[Quantity]:
    for match in _PER_SECOND.finditer(text):
        if value := _value(match["n"]):
            yield Quantity(match.start(), match.end(), (value,), units()["hz"])


def _shares(text: str) -> Iterator[Quantity]:
    """Parts of a unit (*a fifth of a litre*), and parts of the whole as a percentage (*two thirds*)."""
    for match in _SHARE.finditer(text):
        unit = units().get(match["unit"].lower())
        if unit is None or unit.dimension == "count" or unit.unit == "lb" or (match["part"].lower() == "half"):
            continue
        if _is_ordinal(match, unit):
            continue
        upper = _UPPER[match["upper"].lower()] if match["upper"] else 1
        yield Quantity(match.start(), match.end(), (upper / _SHARES[match["part"].lower()],), unit)
    for match in _SHARE_OF.finditer(text):
        if match["driekwart"]:
            part = 75.0
        else:
            lower = match["part"].lower()
            part = 100 * _UPPER[match["upper"].lower()] / _SHARES[lower]
        if part < 100 and not _is_of_unit(text, match.end()):
            yield Quantity(match.start(), match.end(), _rounded(part), units()["%"])


def _is_ordinal(match: re.Match[str], unit: Unit) -> bool:
    """Whether it may be the third of several: *derde dag op rij*, *a fifth week*."""
    if match["part"].lower() in {"quarter", "quarters", "kwart", "kwarts", "kvarts"} or match["end"]:
        return False
    joined = re.search(r"\s(?:of|van|av)\s", match[0], re.IGNORECASE) is not None
    return not match["upper"] or (not joined and unit.dimension == "time")


def _is_of_unit(text: str, end: int) -> bool:
    """Whether the part is one of a unit: *three quarters of an hour*, *driekwart liter*."""
    behind = re.match(r"[\s-](?:of\s|van\s|av\s)?(?:an?\s|een\s|en\s|ett\s|the\s)?([^\W\d_]+)", text[end : end + 30])
    return behind is not None and behind[1].lower() in units()


def _rounded(part: float) -> tuple[float, ...]:
    """A part in percent as the facts may have rounded it: two thirds are 67, 66.7 or 66."""
    return tuple(dict.fromkeys((round(part, 4), float(round(part)), round(part, 1), float(int(part)))))


def _dutch(text: str, language: str) -> Iterator[Quantity]:
    for match in _SOME.finditer(text):
        unit, value = units().get(match["unit"].lower()), _value(match["n"])
        if value > 1 and (unit is not None or match["unit"].lower() == "man"):
            yield Quantity(match.start(), match.end(), (value,), unit)
    for match in _AND_HALF.finditer(text):
        value = number_words().get(match["n"].lower(), 0.0)
        if value > 1:
            unit, end = _unit_behind(text, match.end())
            yield Quantity(match.start(), end, (value + 0.5,), unit)
    if language == "nl":
        for match in _ONS.finditer(text):
            if (value := _value(match["n"])) > 1:
                yield Quantity(match.start(), match.end(), (value * _OUNCE,), units()["gram"])


def _unit_behind(text: str, end: int) -> tuple[Unit | None, int]:
    gap = _GLUE.match(text, end)
    start = gap.end() if gap else end
    word = re.compile(r"[^\W\d_]+|[€%]").match(text, start)
    unit = units().get(word[0].lower()) if word else None
    return (None, end) if unit is None or word is None else (unit, word.end())


def _value(word: str) -> float:
    if word[0].isdigit():
        return float(word.replace(",", "."))
    return number_words().get(word.lower(), 0.0)
