"""Whether a number that no fact has is promised of the product, or belongs to what people do with it.

A careful editor asks for the proof of *lasts two weeks* and *with five pockets*, and passes over *three days uphill*,
*a hundred tabs* and *room for two windows side by side*.
"""

from __future__ import annotations

import re

from desktop.checks.ledger.amounts.ages import speaks_of_age
from desktop.checks.ledger.amounts.amounts import Amount
from desktop.checks.ledger.amounts.near import Near
from desktop.checks.ledger.amounts.others import is_heat_of_product
from desktop.checks.ledger.index import Ledger
from desktop.checks.ledger.stated import content_words, stated_in, topics_in

_TIMED = frozenset(
    {
        "warranty", "returns", "delivery", "battery", "charging", "life", "keeping", "burning", "drying", "setup",
        "cooking", "hot", "cold", "game time", "heat-up", "coverage", "recoating", "germination",
        "duration", "validity",
    }
)  # fmt: skip
_WITHIN = re.compile(
    r"\b(?:in|within|binnen|inom|på)\s(?:just\s|only\s|as little as\s|maar\s|slechts\s|amper\s|bara\s|endast\s|about\s"
    r"|under\s|less than\s|around\s|ongeveer\s|zo['’]n\s|ungefär\s|mindre än\s|minder dan\s|knappt\s|krap\s"
    r"|over\s|more than\s|ruim\s|meer dan\s|över\s|drygt\s|mer än\s)?$",
    re.IGNORECASE,
)
_LASTING = re.compile(
    r"\b(?:switch\w* (?:itself )?off|turns? (?:itself )?off|resist\w*|withstands?|lasts?|holds?|lasting|takes?|runs?"
    r"|burns?|keeps?|stays?|aged|matured|rested|cured|dries|guarante\w*|warrant\w*"
    r"|cover(?:s|ed)|charges?|works?|plays?|shines?|glows?|supply|in a row|trial|subscription|membership"
    r"|duurt|duren|gaat|brandt|branden|blijft|blijven|gerijpt|houdt|werkt|speelt|laadt|schijnt|garantie|meegaan|op rij"
    r"|proefperiode|abonnement|draait|rijpt|zuigt|poetst"
    r"|voorraad|droogt|slaat af|schakelt (?:zichzelf )?uit|bestand|bestendig"
    r"|räcker|håller|varar|tar|brinner|lagra[dt]\w*|mogna[dt]\w*|fungerar|arbetar|jobbar|snurrar|dammsuger"
    r"|spelar|laddas?|lyser|\w*garanti\w*|i rad"
    r"|orkar|slår av|stängs av|stänger av|tål|klarar|resistent|prenumeration|provperiod|torkar|förblir|prövotid)\b",
    re.IGNORECASE,
)
_OLD = re.compile(r"[\s-]?olds?\b|åring(?:ar\w*|en)?$|jarigen?$|[\s-](?:oude|gammal|gamla)\b", re.IGNORECASE)
"""People of so many years or weeks: *a seven-week-old*, *en femtonåring*."""
_YOU = re.compile(r"\b(?:you|je|jij|u|du|ni|man)\b", re.IGNORECASE)
_WE = re.compile(
    r"\b(?:we|they(?! (?:are|were) \w+(?:ed|en|t)\b)|people|everyone|nobody|wij|mensen|iedereen|niemand|vi|folk"
    r"|alla|ingen)\b",
    re.IGNORECASE,
)
_GOING = frozenset({"gaat", "går", "works", "werkt"})
_COOKED, _MINUTES = frozenset({"cooking"}), frozenset({"s", "min", "h"})
_PACKED = re.compile(
    r"\b(?:packed|dressed|done|out of the (?:house|door)|in?gepakt|aangekleed|de deur uit|packad|packat|påklädd|ute)"
    r"\s?$",
    re.IGNORECASE,
)
"""What someone is within a time: *packed in two minutes* tells how little one takes along."""
_CLAUSE = re.compile(r"[,;.:!?()–—]\s|[;:!?()]|\s[–—-]\s")
_PART = re.compile(r"\b(?:and|en|och|but|maar|men|while|terwijl|medan|when|als|wanneer|när)\s", re.IGNORECASE)
_HAS = re.compile(
    r"\b(?:with|has|have|features?|includ\w+|contains?|offers?|carries|gets?|holds?|choice of|choose from|pick from"
    r"|available in|comes? in|replaces|equals|worth|saves?|made (?:of|from|out of)|built from|as \w+ as"
    r"|met|heeft|hebben|bevat|telt|biedt|inclusief|uit|verkrijgbaar in|keuze uit|vervangt|bespaart|krijgt|zitten"
    r"|gemaakt van|net zo \w+ als|even \w+ als"
    r"|med|har|innehåller|inklusive|erbjuder|finns i|välj mellan|ersätter|motsvarar|rymmer|sparar|får|lika \w+ som"
    r"|gjord\w* av|via)"
    r"\s(?:its |no fewer than |more than |over |all of |maar liefst |meer dan |ruim |wel |hela |över |fler än |de "
    r"|sina |up to |tot |upp till |the |a |our |onze |våra )?$",
    re.IGNORECASE,
)
_IN_ONE = re.compile(r"\s[^\W\d]+\s(?:in (?:one|1|één|een)|i (?:ett|en|1))\b", re.IGNORECASE)
_FIRST = re.compile(r"\W*(?:(?:[A-ZÅÄÖ][\w'’&-]*|&|II|III)\s){1,3}$")
_ENDS = re.compile(r"[.!?…]\W*$")
_LOWER_OPENING = re.compile(
    r"\W*(?:With|Met|Med|Over|Ruim|Set|More|Meer|Mer|Fler|Up|Tot|The|De|Våra|Our|Onze|Just|All)\s"
)
_NOT_SMALL = 10
_MOST_FACTS = 200


def is_promised_time(sentence: str, amount: Amount, around: Near) -> bool:
    """Whether a duration is one of the product: its words say of what, or that it takes or lasts so long."""
    if _OLD.match(sentence, amount.number_end) or _OLD.search(sentence[amount.number_start : amount.number_end]):
        return False
    if speaks_of_age(amount):
        return True
    if _SO_LONG.match(sentence, amount.number_end) and _IS.search(sentence, 0, amount.start):
        return True
    clause = _joined_clause(sentence, amount)
    told = around.attributes & _TIMED
    if told and len(clause) < len(sentence):
        told -= topics_in(content_words(sentence)) - topics_in(content_words(clause))
    if told - _COOKED or (told and amount.unit is not None and amount.unit.unit in _MINUTES):
        return True
    within = _WITHIN.search(sentence, 0, amount.number_start)
    if within is not None and amount.unit is not None and amount.unit.unit == "s":
        return True
    if within is not None:
        return (_YOU.search(clause) or _WE.search(sentence)) is None and _PACKED.search(
            sentence, 0, within.start()
        ) is None
    lasting = _LASTING.search(clause)
    return lasting is not None and not (lasting[0].lower() in _GOING and _YOU.search(clause))


_SO_LONG = re.compile(r"\s(?:long|lang|lång[at]?)\b", re.IGNORECASE)
_IS = re.compile(r"\b(?:is|are|zijn|är|duurt|duren)\s(?:\w+\s)?$", re.IGNORECASE)
"""What is so many hours long is a film, a book or a course: *deckaren är drygt elva timmar lång*."""


def _joined_clause(sentence: str, amount: Amount) -> str:
    """The clause of an amount up to the next *and* or *but*: *for eleven months and earns its keep*."""
    clause = clause_of(sentence, amount)
    said = sentence[amount.number_start : amount.number_end]
    behind = _PART.search(clause, clause.find(said) + len(said))
    return clause[: behind.start()] if behind else clause


_EFFECT = re.compile(
    r"[\s-](?:of )?(?:free|gratis)\s(?!terug|ret|ship|deliver|verzend|bezorg|frakt|lever)[^\W\d_]{4,}"
    r"|[\s-](?:of |aan |av |long |lang )?(?:\w+ )?(?:hydration|moistur\w+|protection|freshness|coverage|hold"
    r"|care|relief|comfort"
    r"|nourishment|warmth|odou?r control|hydratatie|hydratie|bescherming|frisheid|dekking|hold|verzorging|verlichting"
    r"|voeding|warmte|återfuktning|fukt|skydd|fräschör|täckning|stadga|vård|lindring|komfort|näring|värme)\b",
    re.IGNORECASE,
)
"""What lasts so long on skin or hair: *24 hours of hydration*."""


def is_of_product(sentence: str, amount: Amount, around: Near) -> bool:
    """Whether a number that no fact has, with a unit, is the product's and not what someone walks, weighs or takes."""
    if amount.dimension == "time":
        return _EFFECT.match(sentence, amount.number_end) is not None or is_promised_time(sentence, amount, around)
    if amount.unit is not None and amount.unit.unit in _WAYS:
        return bool(around.attributes & _REACHING) or _REACHES.search(clause_of(sentence, amount)) is not None
    return amount.dimension != "temperature" or is_heat_of_product(sentence, amount)


_WAYS = frozenset({"km", "mi", "mil"})
_REACHING = frozenset({"range", "coverage", "battery", "charging"})
_REACHES = re.compile(
    r"\b(?:reach\w*|range|covers?|covered|goes|charge|battery|tested|signal|visible|haalt|bereik\w*|rijdt"
    r"|actieradius|accu"
    r"|lasts?|holds? up|meegaat|gaat|håller|slitstyrka"
    r"|getest|zichtbaar|räck\w*|kommer|når|batteri\w*|testad\w*|syns|laddning\w*)\b",
    re.IGNORECASE,
)


_SIDE_BY_SIDE = re.compile(
    r"\s[^\W\d_]+\s(?:aan elkaar|together\b|ihop\b|side by side|next to each other"
    r"|open\b|naast elkaar|bredvid varandra|sida vid sida|öppna\b)",
    re.IGNORECASE,
)
"""What one has before oneself while using it: *two windows side by side*."""


def clause_of(sentence: str, amount: Amount) -> str:
    """The words between the marks around an amount."""
    begin = max((match.end() for match in _CLAUSE.finditer(sentence, 0, amount.number_start)), default=0)
    end = _CLAUSE.search(sentence, amount.number_end)
    return sentence[begin : end.start() if end else len(sentence)]


def is_possessed(sentence: str, amount: Amount) -> bool:
    """Whether what is counted is said to be the product's: *with two balls*, *verkrijgbaar in acht kleuren*."""
    return _HAS.search(sentence, 0, amount.number_start) is not None or not sentence[: amount.number_start].strip(
        "\"'“ "
    )


def is_said_in_passing(sentence: str, amount: Amount, ledger: Ledger) -> bool:
    """Whether a number without unit is one of a name (*Lode 800 front light*), an idiom, or of a fact with a unit."""
    if _SIDE_BY_SIDE.match(sentence, amount.number_end):
        return True
    if _IN_ONE.match(sentence, amount.number_end) or _is_of_headline(sentence, amount):
        return True
    if amount.plain < _NOT_SMALL:
        return False
    return any(
        each.amount.first is not None and amount.plain in (*each.amount.first.values, *each.amount.lows)
        for fact in ledger.facts[:_MOST_FACTS]
        for each in stated_in(fact)
    )


def _is_of_headline(sentence: str, amount: Amount) -> bool:
    """Whether a number follows the first words of a line without end, each with a capital: a name as titles have."""
    return (
        _FIRST.fullmatch(sentence[: amount.number_start]) is not None
        and _ENDS.search(sentence) is None
        and _LOWER_OPENING.match(sentence) is None
        and sentence[amount.number_start].isdigit()
    )


def is_a_distance(facts: tuple[str, ...], ledger: Ledger) -> bool:
    """Whether one of these facts tells how far something is: `Distance to beach: 300 m`."""
    return any(fact.id in facts and _DISTANCE.search(fact.name) for fact in ledger.facts[:_MOST_FACTS])


_DISTANCE = re.compile(r"(?:distance|afstand|avstånd)\w*\s+\w", re.IGNORECASE)
