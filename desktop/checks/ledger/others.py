"""Whose number it is when it is not the product's: of what goes with it, of people and animals, of the world."""

from __future__ import annotations

import re

from desktop.checks.ledger.amounts import Amount

_START = r"(?:^|[,;–—]\s|\b(?:and|en|och)\s)\W*"
_BESIDE = re.compile(
    r"\b(?:pairs?|combined?|goes|go|worn|wear (?:it|them)|styled? (?:it|them)|match(?:ed)? (?:it|them)"
    r"|team(?:ed)? (?:it|them)) (?:\w+ ){0,2}?with\b"
    rf"|{_START}(?:bring|pack|grab|take (?:along|with you)|ta med|packa)\b"
    r"|\b(?:combine(?:er|ert|ren)|draag (?:hem|haar|ze|het|dit)) (?:\w+ ){0,2}?(?:met|op|onder|bij)\b"
    r"|\bneem\b[^.;:!?]{0,40}\bmee\b|\bstaat (?:\w+ )?(?:mooi|goed|leuk) bij\b"
    r"|\b(?:kombinera|matcha|bär|ha) (?:den|det|dem) (?:\w+ ){0,2}?(?:med|till|under|över)\b",
    re.IGNORECASE,
)
_KIN = (
    r"dogs?|cats?|pupp(?:y|ies)|kittens?|horses?|bab(?:y|ies)|toddlers?|kids|children|sons?|daughters?|wife|husband"
    r"|brothers?|sisters?|friends?|colleagues?|neighbours?|grandmother|grandfather|grandad|grandma|uncle|aunt"
    r"|father|mother"
    r"|honden|hond|katten|kat|pups?|paard|kinderen|zoon|dochter|vrouw|man|broer|zus|vriend(?:in)?|buurman|buurvrouw"
    r"|collega"
    r"|oma|opa|oom|tante|vader|moeder"
    r"|hund(?:en|ar)?|katt(?:en|er)?|valp(?:en|ar)?|häst(?:en)?|barnen|barn|son(?:en)?|dotter|dottern|fru(?:n)?"
    r"|make|bror"
    r"|brodern|syster|system|vän|kompis|granne(?:n)?|kollega|mormor|farfar|mamma|pappa|moster|farbror"
)
_SOMEONE = re.compile(
    rf"\b(?:(?:my|our|his|her|the|your|mijn|onze|ons|zijn|haar|je|min|vår|hans|hennes|din)\s(?:\w+\s)?)?(?:{_KIN}"
    rf"|he|she"
    r"|han|hon)"
    r"(?:,\s|\s(?:who |die |som )?(?:is|are|was|weighs?|measures|stands|grows?|drinks?|eats?|walked|walks|ran|runs"
    r"|rode"
    r"|drove|has|had|of|weegt|wegen|meet|groeit|groeien|drinkt|eet|liep|loopt|reed|fietste|heeft|had|van"
    r"|väger|mäter|växer|dricker|äter|gick|går|sprang|cyklade|körde|har|hade|på|är)\s(?:\w+\s){0,2}?)$",
    re.IGNORECASE,
)
_ANYONE = re.compile(
    r"\b(?:nobody|no one|no-one|some say|they say|it is said|one in \w+"
    r"|niemand|zeggen ze|zegt men|(?:naar )?men zegt|één op de \w+"
    r"|(?:vill|behöver|orkar) ingen|ingen (?:behöver|vill|har|kan|orkar)|sägs det|det sägs|sägs|var (?:tredje"
    r"|fjärde|femte|tionde))\b"
    r"|\b(?:it|dit|detta|det) (?:takes|kost|tar) (?:to|om|att) (?:read|lezen|läsa)|\bdie dit lezen kost\b"
    r"|\batt läsa detta\b",
    re.IGNORECASE,
)
_OPENS = r"(?:^|[,;–—]\s|\b(?:but|while|where|unlike|maar|terwijl|waar|men|medan|där)\s)\W*"
_OTHER_SORT = re.compile(
    rf"{_OPENS}(?:other|ordinary|regular|conventional|traditional|normal|usual|most|my old|your old|our old"
    r"|cheap(?:er)?)\s(?!one)"
    r"(?:\w+\s){1,2}?(?:weighs?|last(?:s|ed)?|takes?|runs?|give up|costs?|need|are|is|hold|were|was|keep)\b"
    rf"|{_OPENS}(?:andere|gewone|gangbare|traditionele|normale|de meeste|(?:mijn|je|onze) oude"
    r"|goedkope(?:re)?)\s(?:\w+\s){0,2}?"
    r"(?:weegt|wegen|gaan|gaat|ging|duren|duurt|kosten|kost|geven|zijn|is|houden|waren|was)\b"
    rf"|{_OPENS}(?:andra|vanliga|traditionella|de flesta|(?:min|din|vår) gamla|billigare|billiga)\s(?:\w+\s){{0,2}}?"
    r"(?:väger|håller|höll|tar|kostar|ger|är|behöver|räcker|var)\b"
    r"|\b(?:flight|train|journey|drive|trip|vlucht|reis|rit|treinreis|flygning|flyg|resa|resan|bilresa"
    r"|tågresa)\b[^.;:!?]{0,24}"
    r"\b(?:takes?|lasts?|is|duurt|is|tar|är)\b"
    r"|\b(?:costs?|kost|kostar)\s(?:\w+\s){0,2}?(?:than|dan|än)\b"
    r"|\b(?:it stands on|waarop (?:hij|ze|het) staat|(?:den|det) står på)\s(?:is|was|är|var)\b"
    r"|\b(?:you(?:['’]ll| will)? need|behöver du|du behöver)\b"
    r"|\b(?:wie|den som är|anyone who is|whoever is|if you are|als je|om du är)\s(?:\w+\s)?$",
    re.IGNORECASE,
)
"""Other things of its sort, journeys, what one needs and who is how tall: they are not the product."""
_NEEDED = re.compile(r"\bheb je\b[^.;:!?]{0,50}\bnodig\b", re.IGNORECASE)
_AWAY = re.compile(
    r"\s(?:(?:\w+\s)?(?:away|further|down the (?:road|street)|up the (?:road|hill)|uphill|downhill|above sea level"
    r"|from the (?:sea|beach|station|shop)|verderop|verder|bergop|boven zeeniveau|van (?:zee|de zee|het strand"
    r"|het station)|bort|bortanför"
    r"|längre fram|över havet|från (?:havet|stranden|stationen))|(?:of )?(?:hand|cabin|carry-on) (?:luggage"
    r"|baggage)|handbagage)\b",
    re.IGNORECASE,
)
_HEATED = re.compile(
    r"\b(?:wash\w*|launder\w*|oven|bake|heats?|heated|heating|withstand\w*|resist\w*|proof|safe|up to|down to|to"
    r"|as low as"
    r"|comfort\w*|rated|works?|pressed|serve\w*|drink\w*|stor\w+|keeps?|brew\w*|iron\w*|dry|dries|tested|range"
    r"|lowers?|cools?|freez\w*"
    r"|frost|warm|reach\w*|tot|was|wast|wassen|wasbaar|wasmachine|verwarmt|bestand|bestendig|kan tegen|verdraagt"
    r"|geschikt|werkt"
    r"|geperst|koudgeperst|serveer|bewaar|strijk\w*|vorst\w*|koelt|haalt|bereikt|houdt|zet\w*|machine"
    r"|tvätt\w*|maskintvätt\w*|tål|klarar|fungerar|ner till|upp till|till|ugn\w*|värmer|värms|pressad\w*|förvara\w*"
    r"|servera\w*"
    r"|stryk\w*|frost\w*|sänker|kyler|håller|når|testad\w*|komfort\w*|\w+tvätt)\b",
    re.IGNORECASE,
)
_OLDER = re.compile(r"\s?(?:\+|and (?:up|over|older)|en ouder|of ouder|och uppåt|och äldre|eller äldre)", re.IGNORECASE)
"""From an age on: *children of two and up* are those whom the product is for."""
_FAR, _BEHIND = 60, 32
_SENTENCE = re.compile(r"[.;:!?]\s")


def is_of_another(sentence: str, amount: Amount) -> bool:
    """Whether the words around give a number to something or someone else, so that no fact of the product rules it."""
    if _AWAY.match(sentence, amount.number_end):
        return True
    if _OLDER.match(sentence, amount.number_end):
        return False
    begin = max((match.end() for match in _SENTENCE.finditer(sentence, 0, amount.number_start)), default=0)
    begin = max(begin, amount.number_start - _FAR)
    if _ANYONE.search(sentence, begin, amount.number_end + _BEHIND):
        return True
    stop = amount.number_start
    if _OTHER_SORT.search(sentence, begin, stop) and not _ITSELF.search(sentence, begin, stop):
        return True
    if _BESIDE.search(sentence, begin, stop) or any(
        _wraps(each, sentence, begin, amount) for each in (_BESIDE, _NEEDED)
    ):
        return True
    return _SOMEONE.search(sentence, begin, amount.number_start) is not None


_ITSELF = re.compile(r"\b(?:this one|ours|deze|die van ons|den här|vår (?!gamla)|denna)\b", re.IGNORECASE)


def _wraps(words: re.Pattern[str], sentence: str, begin: int, amount: Amount) -> bool:
    """Whether a separable verb stands around the number: *neem € 20 mee*."""
    around = words.search(sentence, begin)
    return around is not None and around.start() < amount.number_start and around.end() > amount.number_end


def is_heat_of_product(sentence: str, amount: Amount) -> bool:
    """Whether degrees are what the product stands, needs or gives, and not those of a summer's day."""
    begin = max((match.end() for match in _SENTENCE.finditer(sentence, 0, amount.number_start)), default=0)
    return _HEATED.search(sentence, begin) is not None or len(sentence) - begin <= _FRAGMENT


_FRAGMENT = 24
