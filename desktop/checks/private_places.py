"""Private data beyond numbers with check digits: where people live, what they ordered, and who signed a review.

All of it is told by what stands beside it (a postcode, a label, a dash and a place), never by the words alone.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator

import msgspec

from desktop.core.resources import resource_text

_POSTCODE = re.compile(
    r"""(?<!\w)(?:
        \d{4}[ \u00a0]?[A-Z]{2}(?=[ \u00a0,;.\n]|$)             # 1017 GP
      | (?:SE-)?\d{3}[ \u00a0]\d{2}(?=[ \u00a0]+[A-ZÅÄÖ])       # 123 45 before its town
      | [A-Z]{1,2}\d[A-Z\d]?[ ]\d[A-Z]{2}(?!\w)                 # SW1A 1AA
    )""",
    re.VERBOSE,
)
_STREET_NL_SE = re.compile(
    r"(?<![\w-])(?:[A-ZÅÄÖ][\w'’.-]*[ ]){0,4}?[\w'’.-]*"
    r"(?i:straat|laan|weg|plein|gracht|kade|singel|dijk|steeg|hof|pad|plantsoen|gatan|vägen|gränd|torget|allén|backen|stigen)"
    r"[ ]\d{1,4}(?:[ ]?[a-zA-Z]\b|[-–/][a-zA-Z\d]{1,3})?(?!\w)",
)
_STREET_EN = re.compile(
    r"(?<![\w-])\d{1,4}[a-z]?[ ](?:[A-Z][\w'’.-]*[ ]){1,4}"
    r"(?:Street|Road|Avenue|Lane|Drive|Close|Square|Crescent|Terrace|Court|Way|Place|Gardens|Row|St\.?|Rd\.?|Ave\.?)(?!\w)"
)
_TOWN = re.compile(r"[ \u00a0,]{1,3}[A-ZÅÄÖ][\w'’-]+(?:[ ](?:aan|den|der|op|upon|[A-ZÅÄÖ])[\w'’-]*){0,2}")
_REACH = 40
"""Characters between a street and its postcode."""
_LONGEST_STREET = 80
_NUMBER = r"(?P<number>[A-Z]{0,4}[-–]?\d[\w–-]{3,20})(?![\w,.]*[ ]?[€$£%])"
_MARKED = r"[ \u00a0]?(?:[:#]|nr\.?|no\.?|is|was|är)?[ \u00a0]?#?[ \u00a0]?"
_MARK = r"[ \u00a0]?(?:#|nr\b\.?|no\b\.?)[ \u00a0:]*|[ \u00a0](?=\d{6}|\d{2,6}[-–]\d|[A-Z]{1,4}[-–]?\d{3})"
_PERSON = r"(?P<name>[A-ZÅÄÖ][a-zåäöéëïü]+(?:[ ][A-ZÅÄÖ](?:\.|[a-zåäöéëïü]+)){0,2})"
_WHENCE = (
    r"(?:[ ]?(?:,[ ]?(?:\d{2}\b|[A-ZÅÄÖ][a-zåäöéëïü]+)[ \t.]*$|\([^)\n]{1,30}\)[ \t]*$)|(?<=[ ][A-ZÅÄÖ]\.)[ \t]*$)"
)
_SIGNED = re.compile(rf"(?m)(?:^[ \t]*[–—~]|(?<=[.!?\"”»])[ \t]*[-–—~])[ ]?{_PERSON}(?={_WHENCE})")


class _Labels(msgspec.Struct, frozen=True):
    orders: tuple[str, ...]
    numbers: tuple[str, ...]
    reviewers: tuple[str, ...]


@functools.cache
def _labels() -> _Labels:
    return msgspec.json.decode(resource_text("lexicons/private.json"), type=_Labels)


def addresses_in(text: str) -> Iterator[tuple[int, int]]:
    """Where streets with a house number stand that have a postcode near, with postcode and town: start and end.

    A street alone is a place like any other; with its postcode it is where somebody lives.
    """
    for code in _POSTCODE.finditer(text):
        before = max(0, code.start() - _LONGEST_STREET - _REACH)
        for pattern in (_STREET_NL_SE, _STREET_EN):
            streets = list(pattern.finditer(text, before, code.start()))
            if not streets or code.start() - streets[-1].end() > _REACH:
                continue
            street = streets[-1]
            if "." in text[street.end() : code.start()]:
                continue
            town = _TOWN.match(text, code.end())
            start = street.start() + len(street[0]) - len(street[0].lstrip())
            yield start, town.end() if town else code.end()
            break


def orders_in(text: str) -> Iterator[tuple[int, int]]:
    """Where the number of an order, a customer or an invoice stands, told by the word before it.

    After a word that is not only said of numbers (`order 1000 pieces`), it needs a sign or the length of one.
    """
    lowered = text.lower()
    if any(label in lowered for label in (*_labels().orders, *_labels().numbers)):
        for pattern in _order_patterns():
            for found in pattern.finditer(text):
                yield found.span("number")


def signatures_in(text: str) -> Iterator[tuple[int, int]]:
    """Where the name of somebody stands who signed a review: `– Anna, Utrecht`, `Review by Anna L.`."""
    for pattern in (_SIGNED, _reviewer_pattern()):
        for found in pattern.finditer(text):
            yield found.span("name")


@functools.cache
def _order_patterns() -> tuple[re.Pattern[str], ...]:
    def after(words: tuple[str, ...], between: str) -> re.Pattern[str]:
        labels = "|".join(re.escape(label) for label in sorted(words, key=len, reverse=True))
        return re.compile(rf"(?<!\w)(?i:{labels})(?:{between}){_NUMBER}")

    return after(_labels().numbers, _MARKED), after(_labels().orders, _MARK)


@functools.cache
def _reviewer_pattern() -> re.Pattern[str]:
    labels = "|".join(re.escape(label) for label in sorted(_labels().reviewers, key=len, reverse=True))
    return re.compile(rf"(?<!\w)(?i:{labels})[ ](?P<name>[A-ZÅÄÖ][a-zåäöéëïü]+(?:[ ][A-ZÅÄÖ](?:\.|[a-zåäöéëïü]+))?)")
