"""Decades, judged by a year or a decade of the facts: *since the 1920s*, *uit de jaren zestig*, *sedan 20-talet*."""

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

_TENS = {
    word: number
    for number, words in enumerate(
        (
            "twenties twintig tjugo", "thirties dertig trettio", "forties veertig fyrtio förtio",
            "fifties vijftig femtio", "sixties zestig sextio", "seventies zeventig sjuttio", "eighties tachtig åttio",
            "nineties negentig nittio",
        ),
        start=2,
    )
    for word in words.split()
}  # fmt: skip
_WORDS = "|".join(_TENS)
_DECADE = re.compile(
    rf"\b(?:(?P<en>(?:1[5-9]|20)\d0)['’]?s|(?:the )?(?P<word>{_WORDS})|jaren ['’]?(?P<nl>(?:1[5-9]|20)?\d0)"
    rf"|jaren (?P<spoken>{_WORDS})|(?P<sv>(?:1[5-9]|20)?\d0)-?tal(?:et|ets)?|(?P<grown>{_WORDS})-?talet)\b",
    re.IGNORECASE,
)
_HINT = Sifted(r"0['’]?s\b|ties\b|jaren |tal", re.IGNORECASE)
_SINCE = re.compile(
    r"\b(?:since|sinds|sedan|founded in|established in|started in|opgericht in|begonnen in|grundad(?:es)? (?:på|under)"
    r"|startade (?:på|under))\s(?:the |de |(?:early|late|mid|början av|slutet av|mitten av|begin|eind)[ -])*$",
    re.IGNORECASE,
)
_FROM = re.compile(
    r"\b(?:from|of|uit|van|från|in|designed in)\s(?:the |de |(?:early|late|mid|begin|eind)[ -])*$", re.IGNORECASE
)
_FOUNDED = re.compile(r"found|establish|since|start|opgericht|oprichting|sinds|grund|sedan|gegründet", re.IGNORECASE)
_MADE = re.compile(
    r"\b(?:design|era|period|decade|year|style|vintage|ontwerp|periode|tijdperk|decennium|jaar|stijl|formgiv|årtionde"
    r"|period|tid|år|stil|epok)",
    re.IGNORECASE,
)
_FIRM = re.compile(
    r"\b(?:\w*(?:firm|company|business|brand|bedrijf|merk|företag\w*|märke\w*|brewery|brouwerij|bryggeri\w*|bakery|bakkerij"
    r"|bageri\w*|workshop|atelier))\s(?:dates?\s|stamt\s|dating\s)?(?:from|uit|från|sinds|sedan)\s[^.;:]{0,12}$",
    re.IGNORECASE,
)
_YEAR = re.compile(r"(?<!\d)(1[5-9]\d\d|20\d\d)(?!\d|['’]?s\b|-?tal)")
_MOST_FACTS = 200


def decade_claims(sentence: str, ledger: Ledger) -> Iterator[Assertion]:
    """The decades of a sentence, where a fact gives the decade or a year of it; contradicted where it is said to be."""
    if _HINT.search(sentence) is None:
        return
    for match in _DECADE.finditer(sentence):
        if match["word"] and not match[0].lower().startswith("the "):
            continue
        said = _decade(match)
        known = [(fact, own) for fact in ledger.facts[:_MOST_FACTS] if (own := _decades_of(fact))]
        met = next((fact for fact, own in known if said in own), None)
        if met is not None:
            yield at(match.start(), match.end(), Verdict.SUPPORTED, "date", met)
            continue
        sort = _FOUNDED if _SINCE.search(sentence, 0, match.start()) else None
        if sort is None and _FIRM.search(sentence, 0, match.start()):
            sort = _FOUNDED
        sort = sort or (_MADE if _FROM.search(sentence, 0, match.start()) else None)
        rivals = [] if sort is None else [fact for fact, _ in known if sort.search(fact.name)]
        if len(rivals) == 1:
            yield at(match.start(), match.end(), Verdict.CONTRADICTED, "date", rivals[0])


def _decade(match: re.Match[str]) -> int:
    """The first year of a decade; one without a century is of the twentieth."""
    if written := match["en"] or match["nl"] or match["sv"]:
        return int(written) if len(written) > 2 else 1900 + int(written)
    return 1900 + 10 * _TENS[(match["word"] or match["spoken"] or match["grown"]).lower()]


@functools.lru_cache(maxsize=16_384)
def _decades_of(fact: Fact) -> frozenset[int]:
    """The decades that a fact names or of which it gives a year."""
    years = (int(each) // 10 * 10 for each in _YEAR.findall(fact.text))
    return frozenset((*years, *(_decade(each) for each in _DECADE.finditer(fact.text))))
