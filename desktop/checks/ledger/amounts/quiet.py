"""Numbers that claim nothing: idioms, lists, telephone numbers, times of day, and those of the product's own name."""

from __future__ import annotations

import functools
import re

from desktop.checks.sieve import Sifted

_QUIET = Sifted(
    r"\b24\s?/\s?7\b|\b\d\s?-\s?(?:in|i)\s?-\s?(?:1|één|one|ett|en)\b|\b\d-in-een\b|\bB2[BC]\b|\b(?:fifty-fifty"
    r"|50/50)\b"
    r"|\b(?:nummer|number|nr\.?|no\.|stap|step|steg|tip|tips|hoofdstuk|chapter|kapitel|punt)\s?#?\d+\b|#\d+"
    r"|\btop[ -]?\d+\b"
    r"|\b(?:art(?:ikel|icle)?|item|order|part|bestel|beställnings|delnummer|sku|ean)[.\s-]?"
    r"(?:numbers?|no\.?|nummer|nr\.?)?\s?[:#]?\s\d[\w./-]*-\d[\w./-]*"
    r"|^\s*\d{1,2}[.)]\s|\b(?:standard|norm)\s100\b|\b[1-3]-2-3\b"
    r"|(?:\+|\b00)\d{2}[\s\d()-]{7,}\d|\b0\d{1,3}[- ]\d{2,3}[\s\d-]{4,}\d"
    r"|(?:\b(?:at|om|kl\.?|klockan|before|voor|före|after|na|efter|until|tot"
    r"|till)\s)?\b\d{1,2}[:.]\d{2}\s?(?:uur|h|am|pm|a\.m\.|p\.m\.)\b"
    r"|\b(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\d{1,2}) o['’]clock\b"
    r"|\b(?:één|twee|drie|vier|vijf|zes|zeven|acht|negen|tien|elf|twaalf|\d{1,2}) uur ['’]s (?:avonds|middags"
    r"|ochtends"
    r"|morgens|nachts)\b"
    r"|\b(?:kl\.?|klockan)\s?\d{1,2}(?:[:.]\d{2})?\b|\b\d{1,2}:\d{2}\b(?!\s?-)"
    r"|\b\d+(?:st|nd|rd|th|e|de|ste)\b|\b\d+:[ae]\b"
    r"|\b(?:two|twee|två|one|één|en)\s(?:birds|vliegen|flugor|minds|vingers|fingrar)\b"
    r"|\b(?!(?:een|één|one|en|ett) (?:van de|of the|av de) \w+ [^\W\d_]{5,})"
    r"(?:\d+|one|two|three|four|nine|eight|seven|een|één|twee|drie|vier|zeven|acht|negen|en|ett|två|tre|fyra|sju"
    r"|åtta|nio) (?:av|out of|op de|van de) (?:fem|tio|five|ten|vijf|tien|hundra|100|10|5)\b"
    r"(?!\s?(?:%|procent|per ?cent))"
    r"|\b(?:row|seat|platform|gate|track|terminal|junction|bus|tram|route|perron|spoor|stoel|rij|halte|buslijn|rad|säte"
    r"|spår|linje|buss|spårvagn|gate)\s\d{1,3}(?!\s?(?:[.,]\d|[x×%°]|gra(?:den|der)|degrees|cm|mm|m\b|kg|l\b|w\b|inch|tum|ah|v\b|\d))"
    r"|\b(?:an?|one|een|één|en|ett)\s(?:(?:whole|full|hele|volle|hel|helt)\s)?[€£$](?=\s?\d)"
    r"|\b(?:first|eerste|första)\s\w+\s(?:minut|minuut|second|sekund|hour|uur|tim|da|week|veck)\w*"
    r"|\b365\s(?:days|dagen|dagar)\b|\b9[- ]to[- ]5\b|\b(?:five|5)-a-day\b"
    r"|\b(?:1[5-9]|20)?\d0(?:s\b|['’]s\b|-tal\w*)|\bjaren (?:'|’)?(?:1[5-9]|20)?\d0\b|\b(?:seven|7|zeven|sju)\s"
    r"(?:days a week|dagen (?:per|in de) week|dagar i veckan)\b"
    r"|\b(?:two|twee|två)\s\w+(?=[^.;:!?]{3,40}\s(?:than one|dan één|än en|än ett)\b)"
    r"|(?<=\bonce )a (?:month|year|season|fortnight)\b"
    r"|\b(?:between|tussen|mellan)\s(?:two|twee|två)\s(?:sizes|maten|storlekar\w*)\b"
    r"|\b(?:two|twee|två|both)\s(?:hands|handen|händer)\b",
    re.IGNORECASE,
)
_SCENE = Sifted(
    r"\b(?:\d{1,2}|[^\W\d_]{2,7})[\s-](?:minutes?['’]?|minuten|minuters?|hours?['’]?|uur|timmars?|kwartier|kvarts?)\s"
    r"(?:on foot|walk|drive|ride"
    r"|away(?! from (?:the |a |an |any )?(?:plug|charg|socket|mains|outlet|power))"
    r"|lopen|fietsen|rijden|wandelen|te voet|promenad|gångväg|bilväg|bilfärd"
    r"|cykling)\b"
    r"|\b(?:\d{1,2}|[^\W\d_]{2,7})\s(?:minutes?|minuten|minuter|hours?|uur|timmar)\s(?:to|from|naar|vanaf|till|från)\s"
    r"(?-i:[A-ZÅÄÖ][a-zåäö]+)"
    r"|\b(?:class|category|grade|klasse|categorie|klass|kategori)\s\d\b"
    r"|(?<!\bin )(?<!within )(?<!takes )(?<!lasts )(?<!for )(?<!just )\bone day\b(?! (?:delivery|shipping|dispatch))"
    r"|\bop een dag\b|\ben vacker dag\b"
    r"|\b(?:(?:om|rond|tegen|vóór)|bestel\w*\b[^.;:]{0,24}\svoor)\s(?:kwart (?:over|voor) |half )?(?:één|twee|drie"
    r"|vier|vijf"
    r"|zes|zeven|acht|negen|tien|elf|twaalf) uur\b(?! (?:lang|of langer))"
    r"|\b(?:at|by|before|until|till|past|after)\s(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve"
    r"|\d{1,2})(?=\s(?:in the (?:morning|afternoon|evening)|at night)\b)"
    r"|\ba second (?:and|or)(?: even)? a third\b|\ba second(?= (?:cup|glass|helping|serving|chance|pair|life|look"
    r"|glance|home|coat|skin|thought|car|bike|child|baby|bowl|slice|round|spoonful)\b)"
    r"|\bin (?:\d{1,2}|[a-z]{3,6}) years(?! of\b|['’])|\bover (?:\d{1,2}|[^\W\d_]{3,6}) jaar\b(?! garantie)"
    r"|\bom (?:\d{1,2}|[^\W\d_]{3,6}) år\b"
    r"|\b(?:nods? off|falls? asleep|asleep|dozes? off|valt|vallen|somna[rd]?\w*)\b[^.;:!?\d]{0,20}\b(?:within|in|after"
    r"|binnen|na|inom|på|efter)\s(?:\d{1,2}|[^\W\d_]{2,6})\s(?:minutes?|minuten|minuter|seconds|seconden|sekunder)\b"
    r"(?!\s(?:uit|af|out|off)\b)"
    r"|\b(?:\w*batter(?:y|ij|i|iet)|accu|phone|telefoon|telefon(?:en)?|mobil(?:en)?|laptop)\s[^.;:!?\d]{0,18}\b(?:at|on|op|på)\s"
    r"\d{1,2}\s?(?:%|per ?cent\b|procent\b)"
    r"|\b(?:\w*bui|\w*regen|\w*vlucht|treinrit|autorit|file|dutje|vergadering|showers?|rain|downpour|storm|flight|nap"
    r"|meeting|queue|traffic jam|\w*skur\w*|\w*regn|\w*flygning|tågresa|bilresa|bilkö|tupplur|\w*möte)\s"
    r"(?:of|van|på|i)\s(?:\d{1,2}|[^\W\d_]{2,6})\s(?:hours?|minutes?|uur|minuten|kwartier|timm(?:e|ar)|minuter|kvart)\b",
    re.IGNORECASE,
)
_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")


@functools.lru_cache(maxsize=64)
def _given(context: str) -> frozenset[str]:
    return frozenset(_NUMBER.findall(context))


def quiet_spans(sentence: str, context: str) -> tuple[tuple[int, int], ...]:
    """The spans of a sentence whose numbers claim nothing."""
    spans = [match.span() for match in _QUIET.finditer(sentence)]
    spans += [match.span() for match in _SCENE.finditer(sentence)]
    given = _given(context)
    if given:
        spans += [match.span() for match in _NUMBER.finditer(sentence) if match[0] in given]
    return tuple(spans)
