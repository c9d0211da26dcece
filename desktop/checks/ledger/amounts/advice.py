"""Numbers of advice, which claim nothing of the product: *replace it every three months*, *bak 20 minuten*."""

from __future__ import annotations

import re

from desktop.checks.ledger.amounts.amounts import Amount
from desktop.checks.sieve import Sifted

_TOLD = (
    r"give|charge|recharge|laad|ladda|change|replace|swap|clean|rinse|refresh|descale|let|leave|allow|wait|brush|bake"
    r"|roast|fry|grill|cook|boil"
    r"|simmer|steep|start with|begin with|dissolve|dilute|weigh out|börja med|lös upp|späd|begin met|los op|verdun"
    r"|brew|infuse|preheat|heat|warm|soak|marinate|chill|freeze|shake|stir|mix|blend|apply|massage|rub|hold|press"
    r"|store"
    r"|keep|take|rest|air|wear|water|feed|repeat|check|service|oil|re-?apply|knead|add|pour|set|use|serve|drink|place"
    r"|put|lay"
    r"|vervang|verwissel|wissel|maak|reinig|ontkalk|spoel|laat|wacht|poets|bak|braad|grill|kook|verwarm|trek|week"
    r"|marineer|koel|vries|schud|roer|meng|mix|breng|masseer|wrijf|houd|bewaar|neem|geef|herhaal|controleer|smeer"
    r"|kneed"
    r"|voeg|giet|gebruik|serveer|drink|leg|zet|doe|draag|lucht|borstel|ververs|spuit|druk"
    r"|byt|rengör|avkalka|skölj|låt|vänta|borsta|grädda|baka|stek|grilla|koka|sjud|värm|förvärm|blötlägg|marinera|kyl"
    r"|frys|skaka|rör|blanda|applicera|massera|gnid|håll|förvara|ta|ge|upprepa|kontrollera|smörj|knåda|tillsätt|häll"
    r"|använd|sätt|servera|drick|lägg|ställ|vila|vädra|vattna|spraya|tryck|dra"
)
_ADVICE = re.compile(
    rf"(?:^|[.;:!?–—]\s|,\s|\b(?:and|then|en|dan|och|sedan|sen|to|just|we recommend|please|om"
    rf"|att)\s)\W*(?:{_TOLD})\b",
    re.IGNORECASE,
)
_EVERY = Sifted(r"\b(?:every|each|elke|iedere|om de|var|varje)\s$", re.IGNORECASE)
_UPKEEP = re.compile(
    r"\b(?:replac|chang|clean|renew|refresh|refill|oil|wash|servic|vervang|verwissel|reinig|schoonmak|schoon"
    r"|ververs|bijvul"
    r"|byt|rengör|förny|fyll|smörj)",
    re.IGNORECASE,
)
_PROMISED = re.compile(
    r"\b(?:in|within|binnen|inom|på)\s(?:just\s|only\s|maar\s|slechts\s|bara\s|about\s|under\s)?$", re.IGNORECASE
)
_BAKED = re.compile(
    r"\b(?:bake|roast|preheat|grill|oven|bak|braad|voorverwarm|verwarm|grädda|baka|förvärm|värm|stek|ugn\w*)\b",
    re.IGNORECASE,
)
_OF_ADVICE = frozenset({"time", "temperature", "length", "mass", "volume"})
_LAID = re.compile(
    r"(?:^|[.;:!?–—]\s|,\s|\b(?:and|then|en|dan|och|sedan|sen|to|om|att)\s)\W*(?:trim|cut|snip|leave|hang|place"
    r"|plant|sow"
    r"|space|bury|keep|hold|stand|mount|allow|reckon|measure|knip|houd|hou|laat|hang|plaats|plant|zaai|reken|meet|snijd"
    r"|monteer|klipp|lämna|häng|placera|plantera|så|räkna|håll|mät|skär|montera)\b"
    r"|\b(?:knip|snijd|snoei|laat|houd|hou|hang|plaats|zet|klipper|skär|lämnar|håller|hänger|placerar|ställer)\s"
    r"(?:je|u|jij|du|man|ni)\b",
    re.IGNORECASE,
)
_MEASURES = re.compile(
    r"\b(?:is|zijn|heeft|weegt|telt|staat|are|has|är|har|väger)\b[^.;:!?]{0,40}\b(?:en|and|och)\s(?:meet|mäter|measures?)\s"
    r"(?:\w+\s)?$",
    re.IGNORECASE,
)
"""Behind another verb of a thing it is that thing which measures so much: *is van essen en meet 1,35 m*."""
_CLAUSE = re.compile(r"[.;!?]\s")


def is_advice(sentence: str, amount: Amount) -> bool:
    """Whether a time or temperature is told to who uses the product, and not what comes of it."""
    if amount.dimension not in _OF_ADVICE:
        return False
    if amount.dimension == "time" and _PROMISED.search(sentence, 0, amount.number_start):
        return False
    begin = max((match.end() for match in _CLAUSE.finditer(sentence, 0, amount.number_start)), default=0)
    if _EVERY.search(sentence, begin, amount.number_start) and _UPKEEP.search(sentence, begin):
        return True
    if amount.dimension == "length":
        return _LAID.search(sentence, begin, amount.number_start) is not None and not _MEASURES.search(
            sentence, begin, amount.number_start
        )
    if amount.dimension == "temperature" and _BAKED.search(sentence, begin) is None:
        return False
    return _ADVICE.search(sentence, begin, amount.number_start) is not None
