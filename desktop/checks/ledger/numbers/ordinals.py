"""Which in a row a product is: *third generation*, *tweede druk*, *fjärde upplagan*, where a fact says which."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator

from desktop.checks.ledger.assertion import Assertion
from desktop.checks.ledger.index import Ledger
from desktop.checks.ledger.verdicts import at
from desktop.checks.sieve import Sifted
from desktop.core.brief import Fact
from desktop.core.finding import Verdict

_ORDINALS = {
    word: number
    for number, words in enumerate(
        (
            "first eerste första", "second tweede andra", "third derde tredje", "fourth vierde fjärde",
            "fifth vijfde femte", "sixth zesde sjätte", "seventh zevende sjunde", "eighth achtste åttonde",
            "ninth negende nionde", "tenth tiende tionde", "eleventh elfde elfte", "twelfth twaalfde tolfte",
            "thirteenth dertiende trettonde", "fourteenth veertiende fjortonde", "fifteenth vijftiende femtonde",
            "sixteenth zestiende sextonde", "seventeenth zeventiende sjuttonde", "eighteenth achttiende artonde",
            "nineteenth negentiende nittonde", "twentieth twintigste tjugonde",
        ),
        start=1,
    )
    for word in words.split()
}  # fmt: skip
_KINDS = (
    r"(?P<generation>generation(?:en)?|generatie|gen)|(?P<edition>edition|editie|druk|printing|uitgave|upplagan?"
    r"|utgåvan?)"
    r"|(?P<version>version(?:en)?|versie)|(?P<volume>volume|part|book|deel|boek|del|delen|bok|boken)"
    r"|(?P<floor>floor|verdieping|våning(?:en)?)|(?P<grade>grade|class|klas|groep|årskurs)"
)
_WRITTEN = r"(?P<digits>\d{1,2})(?:st|nd|rd|th|e|de|ste|:e|:a)"
_WORDS = "|".join(sorted(_ORDINALS, key=len, reverse=True))
_SAID = Sifted(rf"\b(?:{_WRITTEN}|(?P<word>{_WORDS}))[\s-](?:{_KINDS})\b", re.IGNORECASE)
_NAMES = Sifted(_KINDS, re.IGNORECASE)
_NAMED = re.compile(
    rf"(?:{_KINDS})(?:\s(?:i|in|van|of|av)\s(?:the\s|de\s|een\s|a\s|en\s)?(?:serie\w*|reeks|cyclus|trilog\w*)"
    r"|\s(?:number|nummer|nr\.?|no\.?))?",
    re.IGNORECASE,
)
_OF_FACT = re.compile(
    rf"\b(?:(?P<digits>\d{{1,2}})(?:st|nd|rd|th|e|de|ste|:e|:a)?|(?P<word>{_WORDS}))(?![\d.,]*\d)(?=\W|$)",
    re.IGNORECASE,
)


_BY_NOW = re.compile(
    r"\b(?:already|now in its|by now|currently in its|inmiddels|intussen|alweer|al aan|al toe aan|reeds|nu i sin|redan"
    r"|numera|inne på)\b[^.;:!?]{0,16}$",
    re.IGNORECASE,
)
"""A book of which the editions are told as its success: a plain *second edition* may be of its name."""


def ordinal_claims(sentence: str, ledger: Ledger) -> Iterator[Assertion]:
    """The place in a row that a sentence names, where a fact names one of the same row."""
    if _NAMES.search(sentence) is None:
        return
    for match in _SAID.finditer(sentence):
        kind = _kind(match)
        known = [(fact, own) for fact in ledger.facts[:500] if (own := _place_of(fact)) and own[0] == kind]
        if not known:
            if kind == "edition" and _number(match) > 1 and _BY_NOW.search(sentence, 0, match.start()):
                yield at(match.start(), match.end(), Verdict.UNSUPPORTED, "count")
            continue
        met = next((fact for fact, own in known if own[1] == _number(match)), None)
        if met is not None:
            yield at(match.start(), match.end(), Verdict.SUPPORTED, "count", met)
        else:
            yield at(match.start(), match.end(), Verdict.CONTRADICTED, "count", known[0][0])


def _kind(match: re.Match[str]) -> str:
    groups = ("generation", "edition", "version", "volume", "floor", "grade")
    return next((each for each in groups if match.groupdict().get(each)), "")


def _number(match: re.Match[str]) -> int:
    return int(match["digits"]) if match["digits"] else _ORDINALS[match["word"].lower()]


@functools.lru_cache(maxsize=16_384)
def _place_of(fact: Fact) -> tuple[str, int] | None:
    """The row and the place that a fact names: `Generation: 2nd`, `Edition: third`, `2nd generation`."""
    if (whole := _SAID.search(fact.text)) is not None:
        return _kind(whole), _number(whole)
    named = _NAMED.fullmatch(fact.name.strip())
    found = _OF_FACT.fullmatch(fact.text.strip()) if named is not None else None
    return None if named is None or found is None else (_kind(named), _number(found))
