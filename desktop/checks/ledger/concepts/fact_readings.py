"""What the value of a fact says beyond its words: comparisons, noughts, lifetimes, kelvins, degrees of acidity."""

from __future__ import annotations

import re
from collections.abc import Iterator

from desktop.checks.ledger.answers import is_absent
from desktop.checks.ledger.concepts.concept_data import concepts
from desktop.checks.ledger.concepts.concepts import Mention

_IP = re.compile(r"\bIP\s?([0-6X])([0-9X])", re.IGNORECASE)
_DEPTH = re.compile(r"\b(\d+)\s?(?:ATM|bar)\b", re.IGNORECASE)
_WET = re.compile(r"water|vatten|(?-i:ATM)", re.IGNORECASE)
_DIVEN = re.compile(
    r"(?:water[- ]?(?:dicht|resist|proof|bestend)|vattent[äa]t|vattenskydd|vattenbeständ|vattentålig|wasserdicht)[^\d]*"
    r"(\d{1,4})\s?(?:m|meters?|metres?|mtr)\b(?!m)",
    re.IGNORECASE,
)
"""How deep it may go: a watch of 30 metres stands a splash, one of 50 swims; what is no watch goes to a few metres."""
_SWUM, _WATCHES = 50, 10
_COLUMN = re.compile(r"(?:hydrostatic|water ?column|waterkolom|vattenpelare|wassersäule)", re.IGNORECASE)
_SUN = re.compile(r"\b(?:UPF|UV|SPF|LSF)\s?(?:factor)?\s?\d", re.IGNORECASE)
_COMPARED = re.compile(
    r"\b(?:than|dan|än|als|compared (?:to|with)|vergeleken met|jämfört med)\s+(?:\w+\s+)?$", re.IGNORECASE
)
_NONE_OF = re.compile(
    r"(?<![\d.,])0(?:[.,]0+)?\s?(?:m?g|µg|gram|%|procent|percent|ppm)\s+(?:of |av |van )?$", re.IGNORECASE
)
_WARRANTY = re.compile(r"warrant|guarant|garanti", re.IGNORECASE)
_LIFETIME = re.compile(
    r"\b(?:life|lifetime|life-?long|livstid\w*|livslång\w*|levenslang\w*|lebenslang\w*)\b", re.IGNORECASE
)
_FOR_NOTHING = re.compile(
    r"\b(?:free|gratis|kostenlos|kosteloos|kostnadsfri\w*|ingår|inkluder\w*|included|inbegrepen|inclusief)\b",
    re.IGNORECASE,
)
_GRATIS = re.compile(r"(?:free|gratis|fri|fritt|kosteloos|kostnadsfri|yes, free)\b", re.IGNORECASE)
_PRICE = re.compile(r"(?:[€£$]|\b(?:EUR|GBP|USD|SEK))\s?[1-9]|[1-9][\d.,]*\s?(?:kr|euro|€|£|:-|SEK|EUR|pounds?)(?!\w)")
_FOR_SOMETHING = re.compile(r"\b(?:free (?:of|from)|not|niet|ej|inte|nicht)\b", re.IGNORECASE)
_AT_NO_COST = {
    "free_engraving": re.compile(r"engrav|graver|gravure|gravyr", re.IGNORECASE),
    "free_gift_wrapping": re.compile(r"gift[\s-]?wrap|inpak|cadeauverpakking|presentinslagning", re.IGNORECASE),
    "free_repairs": re.compile(r"\brepair|reparati|reparer", re.IGNORECASE),
}
"""Services by the names of their facts, where the value says that they cost nothing."""
_WASHED = re.compile(r"wash|wasb|wass|tvätt|care|onderhoud|skötsel|pflege|wäsche", re.IGNORECASE)
_BY_HAND = re.compile(r"\b(?:by hand|met de hand|för hand|von hand|handwas|handtvätt|hand wash)\b", re.IGNORECASE)
_DROPPED = re.compile(
    r"\bdrop[ -](?:protect|test|proof|resist|height)|valbescherm|valbestend|valtest|fallskydd|falltest|fallhöjd"
    r"|falltålig"
    r"|fallschutz|sturz",
    re.IGNORECASE,
)
_FOLDED = re.compile(
    r"\bfold(?:s|ing)?\b|vouw|inklap|opklap|fällning|hopfäll|ihopfäll|\bvik(?:ning|bar)|falt", re.IGNORECASE
)
_YES = re.compile(r"(?:yes|ja|oui|true|✓)\b|✓", re.IGNORECASE)
_NO = re.compile(r"(?:no|none|not|nee|niet|geen|nej|ej|inte|ingen|nein|kein\w*|nicht|non)\b", re.IGNORECASE)
_KELVIN = re.compile(r"(?<![\d.,])([1-9])[.,\s]?(\d{3})\s?K\b")
_FROM = re.compile(r"\d\s?(?:K\s?)?(?:[–-]|to|tot|till|bis|/|,|and|en|och)\s?$")
_ACIDITY = re.compile(r"\bpH(?:-\w+)?\b", re.IGNORECASE)
_NEUTRAL = (6.5, 7.5)
_DEGREE = re.compile(r"(?<![\d.,–-])(\d{1,2}(?:[.,]\d)?)(?![\d–-])")


def is_compared(value: str, start: int) -> bool:
    """Whether what begins here is only what the product is compared to: `dries faster than cotton`."""
    return _COMPARED.search(value, 0, start) is not None


def is_none_of(value: str, place: tuple[int, int], kind: str = "") -> bool:
    """Whether a nought before it says that there is none of it: `sucralose, 0 g sugar`; or it only looks like it."""
    return _NONE_OF.search(value, 0, place[0]) is not None or (kind == "material" and seems(value, *place))


def seems(text: str, start: int, end: int) -> bool:
    """Whether a material is only what something looks like, or is plated with: `marble-effect`, `faux marble`."""
    return _SEEMING.match(text, end) is not None or _SEEMS.search(text, 0, start) is not None


_SEEMING = re.compile(
    r"[-\s](?:effect|look|looks|style|print|motif|pattern(?:ed)?|plated|plating|colou?red|imitation|alternative"
    r"|substitute|replacement|effekt|imitatie|kleurig|alternatief|kleur|motief|optiek|mönster|mönstrad|färgad|färgat"
    r"|liknande|ersättning|alternativ|pläterad|pläterat)\b",
    re.IGNORECASE,
)
_SEEMS = re.compile(
    r"\b(?:faux|fake|imitation|artificial|simulated|mock|pretend|nep|namaak|imitatie|kunstmatige?|konstgjor[dt]a?"
    r"|imiterad[et]?|imiterat|oäkta|falsk[ta]?)[-\s]$",
    re.IGNORECASE,
)


def further_readings(name: str, value: str) -> Iterator[str]:
    """The concepts that a fact gives by a figure, or by name and value together."""
    if _WARRANTY.search(f"{name} {value}") and _LIFETIME.search(value):
        yield "lifetime_warranty"
    if _FOR_NOTHING.search(value) and not _FOR_SOMETHING.search(value):
        yield "no_extra_cost"
        yield from (given for given, named in _AT_NO_COST.items() if named.search(name))
    if _WASHED.search(name) and _BY_HAND.search(value):
        yield "hand_wash"
    if _DROPPED.search(name) and not _NO.match(value):
        yield "shockproof"
    if _FOLDED.search(name) and _YES.match(value):
        yield "foldable"
    kelvin = _KELVIN.search(value)
    if kelvin is not None and not _FROM.search(value, 0, kelvin.start()):
        yield _light_of(int(kelvin[1] + kelvin[2]))
    degree = _DEGREE.search(value) if _ACIDITY.search(name) else None
    if degree is not None and _NEUTRAL[0] <= float(degree[1].replace(",", ".")) <= _NEUTRAL[1]:
        yield "ph_neutral"


def gratis(named: set[str], value: str) -> Iterator[str]:
    """`Delivery: free from £30`, `Retour: gratis`, `Shipping: £4, free from £30`: free delivery, free returns."""
    if any(_GRATIS.match(piece.strip()) for piece in re.split(r"[,;(/]", value)):
        ways = (("free_shipping", {"shipping", "delivery"}), ("free_returns", {"returns"}))
        yield from (given for given, names in ways if names & named)
    elif "delivery" in named and _PRICE.search(value):
        yield "shipping"


def costs_nothing(value: str) -> bool | None:
    """Whether a value says that what the fact is named for costs nothing; None where it says nothing of its price."""
    for_nothing = _FOR_NOTHING.search(value) is not None and _FOR_SOMETHING.search(value) is None
    if for_nothing or any(_GRATIS.match(piece.strip()) for piece in re.split(r"[,;(/]", value)):
        return True
    return False if _PRICE.search(value) or is_absent(value.casefold()) else None


def _light_of(kelvin: int) -> str:
    if kelvin < 3500:
        return "warm_white"
    return "cool_white" if kelvin < 5300 else "daylight_white"


def _against_water(rating: int, immersed: int) -> str:
    """What a rating says of water: from some figure on, one may swim with it."""
    return "swimproof" if rating >= immersed else "water_resistant"


def rated(text: str) -> Iterator[tuple[str, bool]]:
    """What ratings give, and whether they deny it: IP67 is dust- and waterproof, UPF 50+ sunproof."""
    for found in _IP.finditer(text):
        solid, water = found[1], found[2]
        if water.isdigit() and int(water) >= 1:
            yield _against_water(int(water), 7), False
        if solid.isdigit() and int(solid) >= 1:
            yield "dustproof", int(solid) < 5
    for found in _DEPTH.finditer(text):
        if _WET.search(text):
            yield _against_water(int(found[1]), 5), False
    deep = _DIVEN.search(text)
    if deep is not None:
        yield _against_water(int(deep[1]) if int(deep[1]) >= _WATCHES else _SWUM, _SWUM), False
    if _COLUMN.search(text):
        yield "waterproof", False
    if _SUN.search(text):
        yield "uv_protection", False


def only_names(mention: Mention, value: str, answer: bool | None) -> bool:  # noqa: FBT001
    """Whether a word of a name says nothing of colour or material: `Bottle`, `Olive variety: Koroneiki`, `Mått ask`."""
    kind = concepts()[mention.concept].kind
    if kind == "colour":
        return mention.given or (answer is None and value[:1].isalpha())
    return kind == "material" and answer is None and _SIDES.fullmatch(value.strip()) is not None


_SIDES = re.compile(r"(?:ca\.?\s?)?[\d.,]+\s?(?:[a-zø]{1,4}\s?)?[x×](?:[\s\d.,x×]|cm|mm|m|inch|in|tum)+", re.IGNORECASE)
