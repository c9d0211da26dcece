"""How exactly a number is meant: *up to*, *minstens*, *knappt*, in the three languages of copy."""

from __future__ import annotations

import functools
import re
from enum import StrEnum


class Bound(StrEnum):
    """What the words around a number make of it."""

    EXACT = "exact"
    UP_TO = "up to"
    WITHIN = "within"
    FROM = "from"
    AT_LEAST = "at least"
    OVER = "over"
    JUST_OVER = "just over"
    UNDER = "under"
    JUST_UNDER = "just under"
    ABOUT = "about"


_BEFORE: dict[str, dict[Bound, str]] = {
    "en": {
        Bound.UP_TO: r"up to|as (?:much|many|far|long|tall|high) as|max(?:\.|imum)?(?: of)?|bis(?: zu)?",
        Bound.WITHIN: r"within|at most|no more than|not more than|in under|maximum"
        r"|(?:no|not)(?! few)(?: any)? \w+er than",
        Bound.FROM: r"from|starting at|starts at|starting from|ab",
        Bound.AT_LEAST: r"at least|no less than|not less than|min(?:\.|imum)?(?: of)?|upwards of",
        Bound.OVER: r"more than|over|above|north of|upwards of|in excess of|beyond|longer than|greater than",
        Bound.JUST_OVER: r"just over|a little over|a good|a shade over|a touch over|a fraction over|slightly over"
        r"|slightly more than|a little more than"
        r"|well over|(?:little|hardly|not much|scarcely) (?:more than|over)",
        Bound.UNDER: r"less than|not even(?: weigh(?:ing)?)?"
        r"|(?:do|does|is|did|wo)n['’]t even(?: (?:weigh|cost|take|last))?"
        r"|under|below|fewer than|lighter than|shorter than|thinner than|smaller than",
        Bound.JUST_UNDER: (
            r"almost|nearly|just under|just shy of|just short of|not quite|close to|a shade under|a touch under"
            r"|a little under|a fraction under|shy of|barely|close on|slightly under|a little less than"
        ),
        Bound.ABOUT: r"about|around|roughly|approx(?:imately|\.)?|circa|ca\.?|some|~|≈|give or take|in the region of",
    },
    "nl": {
        Bound.UP_TO: r"tot(?: wel| aan| maximaal| zo'n)?|max(?:\.|imaal)?|maximum",
        Bound.WITHIN: r"binnen(?: de)?|hooguit|hoogstens|ten hoogste|niet meer dan|maximaal|uiterlijk"
        r"|niet(?! minder) \w+er dan",
        Bound.FROM: r"vanaf(?: circa)?",
        Bound.AT_LEAST: r"minstens|minimaal|ten minste|tenminste|op zijn minst|min\.|minimum|niet minder dan|zeker",
        Bound.OVER: r"meer dan|boven(?: de)?|langer dan|hoger dan|groter dan",
        Bound.JUST_OVER: r"ruim|iets meer dan|net iets meer dan|een (?:goede|dikke|ruime)|een (?:goed|ruim|dik)"
        r"|(?:weinig|nauwelijks|amper|niet veel|krap) meer dan"
        r"|ruime|dikke|dik|iets boven(?: de)?|krap boven",
        Bound.UNDER: r"minder dan|nog geen|niet eens|onder(?: de)?|lichter dan|korter dan|dunner dan|kleiner dan",
        Bound.JUST_UNDER: (
            r"bijna|geen|net geen|krap|amper|net onder(?: de)?|iets minder dan|haast|net niet"
            r"|tegen(?: de)?"
            r"|een (?:kleine|krappe)|krappe|net iets onder(?: de)?"
        ),
        Bound.ABOUT: r"ongeveer|circa|ca\.?|zo['’]n|zowat|rond(?: de)?|om en nabij(?: de)?|grofweg|pakweg"
        r"|plusminus|±|~",
    },
    "sv": {
        Bound.UP_TO: r"upp till|upptill|ända till|hela vägen till|max(?:\.|imalt)?|till och med|som mest",
        Bound.WITHIN: r"inom|högst|max(?:imalt)?|inte mer än|som mest|senast"
        r"|inte(?! mindre) \w+re än",
        Bound.FROM: r"från|ifrån|från och med|fr\.?o\.?m\.?",
        Bound.AT_LEAST: r"minst|åtminstone|lägst|min\.|minimum|inte mindre än",
        Bound.OVER: r"mer än|över|fler än|längre än|högre än|större än",
        Bound.JUST_OVER: r"drygt?|dryga|strax över|lite över|lite mer än|något över|en bra bit över|gott och väl"
        r"|(?:föga|knappt|inte mycket|obetydligt) mer än"
        r"|goda",
        Bound.UNDER: r"mindre än|inte ens|under|färre än|lättare än|kortare än|tunnare än",
        Bound.JUST_UNDER: r"nästan|knappt|knappa|strax under|närmare|inte fullt|inte riktigt|lite under|nära"
        r"|uppemot|knapp",
        Bound.ABOUT: r"ungefär|cirka|ca\.?|c:a|runt|omkring|kring|typ|~|≈|en sisådär|sisådär",
    },
}
_AFTER = {
    Bound.AT_LEAST: r"\s?\+(?!\s?\d"
    r"|\s(?!(?:for|and|or|to|in|with|voor|en|of|met|för|och|eller|med)\b)[^\W\d_])|\s?(?:or (?:more|over|older)"
    r"|and (?:up|over|older|above)|-?plus(?:sers?)?\b"
        r"|en (?:ouder|hoger|meer)"
    r"|of (?:meer|ouder)|och (?:uppåt|äldre|mer)|eller (?:mer|äldre|fler)|(?:years? )?and up)",
    Bound.JUST_OVER: r" (?:and a (?:bit|little)|and then some|en (?:nog )?(?:wat|een beetje)|och lite till|med råge)\b",
    Bound.ABOUT: r",? (?:or so|near enough|or thereabouts|give or take|ongeveer|ungefär|of zo|eller så"
        r"|eller däromkring)\b",
}  # fmt: skip


@functools.cache
def _before(language: str) -> re.Pattern[str]:
    """All phrases that end right before a number, the longest first; each in a group named by its bound."""
    tables = [_BEFORE[language]] if language in _BEFORE else list(_BEFORE.values())
    groups: list[str] = []
    for bound in Bound:
        phrases = [table[bound] for table in tables if bound in table]
        if phrases:
            groups.append(rf"(?P<{bound.name}>{'|'.join(phrases)})")
    article = (
        r"(?:their|his|her|hun|zijn|haar|sin|an?|en|ett|de|det|the|slechts|maar|only|just|bara|endast|hela|maar liefst"
        r"|even)"
    )
    return re.compile(rf"(?:^|(?<=[\s(,:;–—/\"'“”‘’]))(?:{'|'.join(groups)})\s?(?:{article}\s)?$", re.IGNORECASE)


@functools.cache
def _after() -> re.Pattern[str]:
    return re.compile("|".join(rf"(?P<{bound.name}>{phrases})" for bound, phrases in _AFTER.items()), re.IGNORECASE)


_LONGEST = 34
_LAID = re.compile(r"^(?:over|under|boven|onder|över)\s(?:an?|een|en|ett)\s$", re.IGNORECASE)
"""Before a figure, where one thing lies over another: *a shell over a 150 g filling*; a bound has no article there."""
_WORD = re.compile(r"\S+")


def bound_at(text: str, start: int, end: int, language: str) -> tuple[Bound, int, int]:
    """How the number that stands here is meant, and where the words that say so begin and end (else the number's)."""
    before = text[max(0, start - _LONGEST) : start]
    found = None
    for word in list(_WORD.finditer(before))[:-6:-1]:
        match = _before(language).match(before, word.start())
        if match is not None and not (_LAID.search(match[0]) and text[start : start + 1].isdigit()):
            found = (Bound[match.lastgroup or "EXACT"], start - len(before) + word.start())
    if found is not None:
        return *found, end
    after = _after().match(text, end)
    if after is not None:
        return Bound[after.lastgroup or "EXACT"], start, after.end()
    return Bound.EXACT, start, end
