"""Whose number it is when it is not the product's: of what goes with it, of people and animals, of the world."""

from __future__ import annotations

import re

from desktop.checks.ledger.amounts.amounts import Amount
from desktop.checks.ledger.amounts.nature import OF_WHAT_AGES
from desktop.checks.sieve import Sifted

_START = r"(?:^|[,;–—]\s|\b(?:and|en|och)\s)\W*"
_BESIDE = Sifted(
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
_SOMEONE = Sifted(
    rf"\b(?:(?:my|our|his|her|the|your|mijn|onze|ons|zijn|haar|je|min|vår|hans|hennes|din)\s(?:\w+\s)?)?(?:{_KIN}"
    rf"|he|she"
    r"|han|hon)"
    r"(?:,\s|\s(?:who |die |som )?(?:is|are|was|weighs?|measures|stands|grows?|drinks?|eats?|walked|walks|ran|runs"
    r"|rode"
    r"|drove|has|had|of|weegt|wegen|meet|groeit|groeien|drinkt|eet|liep|loopt|reed|fietste|heeft|had|van"
    r"|väger|mäter|växer|dricker|äter|gick|går|sprang|cyklade|körde|har|hade|på|är)\s(?:\w+\s){0,2}?)$",
    re.IGNORECASE,
)
_ANYONE = Sifted(
    r"\b(?:some say"
    r"|they say|it is said|one in \w+"
    r"|is (?:de halve dag|half the day|half a day['’]s work)|är halva dagen|en halv dag vunnen"
    r"|hours in (?:a|the|each|every) (?:day|night)|uur in een (?:dag|etmaal|nacht)|timmar på (?:ett dygn|en dag)"
    r"|(?:day|dag|etmaal|dygnet|dygn) (?:has|have|telt|heeft|har) (?:only |maar |bara )?(?:24|twenty-four|vierentwintig"
    r"|tjugofyra)|weeks in a year|weken in een jaar|veckor på ett år|days in a (?:week|year)|dagen in een (?:week|jaar)"
    r"|zeggen ze|zegt men|(?:naar )?men zegt|één op de \w+"
    r"|(?:vill|behöver|orkar) ingen|ingen (?:behöver|vill|har|kan|orkar)|sägs det|det sägs|sägs|var (?:tredje"
    r"|fjärde|femte|tionde))\b"
    r"|\b(?:it|dit|detta|det) (?:takes|kost|tar) (?:to|om|att) (?:read|lezen|läsa)|\bdie dit lezen kost\b"
    r"|\batt läsa detta\b"
    r"|\b(?:christmas|easter|birthday|party|dinner|lunch|sunday|kerst|pasen|verjaardag|feestje|etentje|jul|påsk|kalas"
    r"|middag|fest)\s(?:with|for|met|voor|med|för)\s(?:\w+\s)?(?:\d+|\w+)\s(?:people|guests|friends|man|mensen|gasten"
    r"|vrienden|personen|personer|gäster|vänner)(?=\?)"
    r"|\b(?:man|woman|fellow|farmer|lady|couple|vrouw|boer|stel|iemand|kvinna|bonde|par|någon)\s(?:who|die|som)\b",
    re.IGNORECASE,
)
_WE_DO = Sifted(
    r"\b(?:we|wij|vi|people|mensen|folk)\s(?:all\s|allemaal\s|alla\s)?(?:spend|sleep|live|sit|walk|drive|ride|run"
    r"|eat|wait"
    r"|slapen|leven|zitten|lopen|fietsen|eten|wachten|brengen|besteden|sover|lever|sitter|går|cyklar|äter|väntar"
    r"|tillbringar|lägger|ägnar)\b",
    re.IGNORECASE,
)
"""What people do all day is not what the product does: *we sleep eight hours a night*."""
_JOURNEY_OF = Sifted(
    r"\b(?:flights?|drive|train|journey|film|vlucht|reis|treinreis|rit|flyget|flygning\w*|resan?|tåget|bilresan?)\s"
    r"(?:of|van|på)\s$",
    re.IGNORECASE,
)
_A_THING = re.compile(
    r"^\W*(?:An?|Een|En|Ett)\s(?!(?:full|single|pair|set|pack|box|bag|bar|tin|jar|bottle|can|shoe|boot|volle|paar"
    r"|schoen"
    r"|doos|reep|pot|fles|blik|par|sko|ask|burk|flaska|kaka)\b(?! of| van| av| med))(?:[^\W\d_]+\s){1,3}(?:weighs?"
    r"|weegt|väger)"
    r"\s(?:about |around |ongeveer |zo'n |ungefär )?$"
)
"""What anything of a sort weighs: *a bag of cement weighs 25 kilos*."""
_NOBODY = Sifted(
    r"\b(?:nobody|no one|no-one|for most (?:people|of us)|niemand|voor de meeste(?:n| mensen)|för de flesta)\b",
    re.IGNORECASE,
)
_OPENS = r"(?:^|[,;–—]\s|\b(?:but|while|where|unlike|maar|terwijl|waar|men|medan|där)\s)\W*"
_HERE = Sifted(
    r"\b(?:(?:in|at|round) (?:our|my|his|her) (?:office|house|home|kitchen|place|family|shop)|with us,|bij (?:ons|mij)"
    r"(?: op kantoor| thuis| in de winkel)?|op kantoor|hemma hos oss|hos (?:oss|mig)|på kontoret"
    r"|in (?:ons|mijn) (?:huis|gezin|kantoor))\b[^.;:!?]{0,50}$",
    re.IGNORECASE,
)
"""How long a thing lasts among those who tell of it: *at our house a bar lasts eleven minutes*."""
_SWORN = Sifted(
    r"\b(?:swears? by|swore by|zweert (?:\w+ )?bij|zweren (?:\w+ )?bij|svär (?:\w+ )?vid|svor vid|prefers?|heeft liever"
    r"|föredrar)\b[^.;:!?]{0,50}$",
    re.IGNORECASE,
)
_OF_A_ROOM = re.compile(
    r"\b(?:kitchen|room|cellar|larder|bedroom|water|keuken|kamer|kelder|slaapkamer|kök|rum|källare|sovrum|skafferi)\s"
    r"(?:of|at|van|på|om|med)\s(?:about |around |ongeveer |zo['’]n |ungefär |runt |cirka )?$",
    re.IGNORECASE,
)
_LAST_OF = re.compile(
    r"\b(?:for|during|in) the (?:last|first|final)\s$|\bde (?:laatste|eerste)\s$|\bde (?:sista|första)\s$",
    re.IGNORECASE,
)
"""Minutes of something told in steps: *lid off for the last ten minutes*."""
_OTHER_SORT = Sifted(
    rf"{_OPENS}(?:other|ordinary|regular|conventional|traditional|normal|usual|most|my old|your old|our old"
    r"|cheap(?:er)?)\s(?!one)"
    r"(?:\w+\s){1,2}?(?:weighs?|last(?:s|ed)?|takes?|runs?|give up|costs?|need|are|is|hold|were|was|keep)\b"
    rf"|{_OPENS}(?:andere|gewone|gangbare|traditionele|normale|de meeste|(?:mijn|je|onze) oude"
    r"|goedkope(?:re)?)\s(?:\w+\s){0,2}?"
    r"(?:weegt|wegen|gaan|gaat|ging|duren|duurt|kosten|kost|geven|zijn|is|houden|waren|was)\b"
    rf"|{_OPENS}(?:andra|vanliga|traditionella|de flesta|(?:min|din|vår) gamla|billigare|billiga)\s(?:\w+\s){{0,2}}?"
    r"(?:väger|håller|höll|tar|kostar|ger|är|behöver|räcker|var)\b"
    r"|\b(?:flight|train|bus|ferry|tram|journey|drive|trip|meeting|film|golden hour|sunset|lecture|breakfast|lunch"
    r"|vlucht|trein|veerboot|tram|reis|rit|treinreis|vergadering|ontbijt|gouden uur|zonsondergang|flygning|flyg|flyget"
    r"|tåget|buss(?:en)?|färjan?|spårvagnen|resa|resan|bilresa|möte|mötet|frukost(?:en)?|filmen|solnedgång(?:en)?"
    r"|tågresa)\b(?!\s(?:mug|cup|cover|set))[^.;:!?]{0,24}"
    r"\b(?:takes?|lasts?|is|duurt|doet|is|tar|är|varar)\b"
    r"|\b(?:costs?|kost|kostar)\s(?:\w+\s){0,2}?(?:than|dan|än)\b"
    r"|\b(?:it stands on|waarop (?:hij|ze|het) staat|(?:den|det) står på)\s(?:is|was|är|var)\b"
    r"|\b(?:you(?:['’]ll| will)? need|behöver du|du behöver)\b(?![^.;:]{0,24}\b(?:players|spelers|spelare)\b)"
    r"|\b(?:wie|den som är|anyone who is|whoever is|if you are|als je|om du är)\s(?:\w+\s)?$",
    re.IGNORECASE,
)
"""Other things of its sort, journeys, what one needs and who is how tall: they are not the product."""
_NEEDED = Sifted(r"\bheb je\b[^.;:!?]{0,50}\bnodig\b", re.IGNORECASE)
_AWAY = re.compile(
    r"[\s-](?:(?:non-?stop|long|lange|lång)\s)?(?:flight|drive|journey|road trip|film|movie|nap|shift|vlucht"
    r"|autorit|treinreis"
    r"|flygning|flygresa|bilresa|tågresa)\b|"
    r"\s(?:(?:\w+\s)?(?:away(?! from (?:the |a )?(?:plug|charg|mains|socket))"
    r"|further|down the (?:road|street)|up the (?:road|hill)|uphill|downhill|above sea level"
    r"|from the (?:sea|beach|station|shop)|verderop|verder|bergop|boven zeeniveau|van (?:zee|de zee|het strand"
    r"|het station)|bort|bortanför"
    r"|längre fram|över havet|från (?:havet|stranden|stationen))|(?:of )?(?:hand|cabin|carry-on) (?:luggage"
    r"|baggage)|handbagage)\b",
    re.IGNORECASE,
)
_HEATED = re.compile(
    r"\b(?:wash\w*|launder\w*|oven|bake|heats?|heated|heating|withstand\w*|resist\w*|proof|safe|up to|down to|to"
    r"|as low as"
    r"|comfort\w*|rated|works?|pressed|serve\w*|drink\w*|stor(?:e[sd]?|ing|age)|keeps?|brew\w*|iron\w*|dry|dries"
    r"|tested|range"
    r"|lowers?|cools?|freez\w*"
    r"|frost|warm|reach\w*|tot|was|wast|wassen|wasbaar|wasmachine|verwarmt|bestand|bestendig|kan tegen|verdraagt"
    r"|geschikt|werkt"
    r"|geperst|koudgeperst|serveer|bewaar|strijk\w*|vorst\w*|koelt|haalt|bereikt|houdt|zet\w*|machine"
    r"|tvätt\w*|maskintvätt\w*|tål|klarar|fungerar|ner till|upp till|till|ugn\w*|värmer|värms|pressad\w*|förvara\w*"
    r"|servera\w*"
    r"|stryk\w*|frost\w*|sänker|kyler|håller|når|testad\w*|komfort\w*|\w+tvätt)\b",
    re.IGNORECASE,
)
_FOR_AGES = re.compile(
    r"\b(?:for|voor|för|till|geschikt|suitable|lämplig\w*|passar)\s(?:\w+\s){0,2}(?:kinderen|kids|children|barn|jongens"
    r"|meisjes|boys|girls|pojkar|flickor|riders|readers|players|lezers|spelers|fietsers|läsare|spelare|cyklister)\s"
    r"(?:van|tussen|from|aged|between|of|från|mellan|i åldern)?\s?$",
    re.IGNORECASE,
)
_OLDER = re.compile(r"\s?(?:\+|and (?:up|over|older)|en ouder|of ouder|och uppåt|och äldre|eller äldre)", re.IGNORECASE)
"""From an age on: *children of two and up* are those whom the product is for."""
_FAR, _BEHIND = 60, 32
_SENTENCE = re.compile(r"[.;:!?]\s")


_DAY_OF = Sifted(
    r"\b(?:\w*days?|shift|night|weekend|\w*dag(?:en)?|dienst|nacht|\w*dagar?|\w*pass|natt|match(?:en)?|wedstrijd)\s"
    r"(?:of|van|på|om)\s(?:about |around |zo['’]n |ongeveer |ungefär )?$",
    re.IGNORECASE,
)
"""How long a day or a match is, which the product lasts through: *een werkdag van acht uur*."""
_CHILD_OF = re.compile(
    r"(?:^|\b(?:know|knows|have|met|kennen|ken|hebben|känner|har|vet)\s|\b(?:our|my|your|his|her|their|zijn|haar|hun"
    r"|hans|hennes|deras|onze|mijn|je|vår|min|din|this|that)"
    r"\s)\W*(?:an?\s|een\s|en\s)?(?:\w+\s)?$",
    re.IGNORECASE,
)
_SO_OLD = re.compile(r"[\s-]?olds?\b(?!\s(?:and|or)\s(?:up|over|older))", re.IGNORECASE)
_AS_A_CHILD = re.compile(r"(?:jarige\w*|åring(?:en|ar|arna)?)$", re.IGNORECASE)


_WHAT_AGES = re.compile(OF_WHAT_AGES, re.IGNORECASE)


def _is_someone_of_an_age(sentence: str, amount: Amount) -> bool:
    """*We know an eight-year-old who wins*: one that is met, and not for whom it is."""
    if _WHAT_AGES.match(sentence[amount.number_end :]) is not None:
        return False
    if _SO_OLD.match(sentence, amount.number_end) is None and not _AS_A_CHILD.search(
        sentence[amount.number_start : amount.number_end]
    ):
        return False
    return _CHILD_OF.search(sentence, 0, amount.number_start) is not None


_SEEN = re.compile(
    r"\b(?:see|sees|seen|visible|spot|spots|hear|heard|zichtbaar|zie|ziet|zien|gezien|hoort|hoorbaar|syns?|synlig\w*|ser"
    r"|hörs?)\b[^.;:!?]{0,40}\b(?:from|at|for|up to|van|op|vanaf|tot|på|från|upp till)\s$",
    re.IGNORECASE,
)
"""How far off something is seen or heard is said of it: *visible from two kilometres away*."""


_WAYS = frozenset({"km", "mi", "mil"})
_FROM_THERE = re.compile(
    r"\s(?:(?:north|south|east|west|outside|inland|from the|from a)\b|(?:buiten|van (?:de|het|een))\s"
    r"|(?:utanför|norr|söder|öster|väster|från (?!start)(?:\w+(?:en|et|an|n)))\b)",
    re.IGNORECASE,
)


def _is_far_off(sentence: str, amount: Amount) -> bool:
    """Whether it is how far off something is, and not from how far the product is seen."""
    ways = amount.unit is not None and amount.unit.unit in _WAYS
    far = ways and _FROM_THERE.match(sentence, amount.number_end) is not None
    return (_AWAY.match(sentence, amount.number_end) is not None or far) and not _SEEN.search(
        sentence, 0, amount.number_start
    )


def is_of_another(sentence: str, amount: Amount) -> bool:
    """Whether the words around give a number to something or someone else, so that no fact of the product rules it."""
    if _is_far_off(sentence, amount) or _DAY_OF.search(sentence, 0, amount.number_start):
        return True
    if _OLDER.match(sentence, amount.number_end) or _is_for_ages(sentence, amount):
        return False
    begin = max((match.end() for match in _SENTENCE.finditer(sentence, 0, amount.number_start)), default=0)
    begin = max(begin, amount.number_start - _FAR)
    if _ANYONE.search(sentence, begin, amount.number_end + _BEHIND):
        return True
    stop = amount.number_start
    if _NOBODY.search(sentence, begin, stop) or _JOURNEY_OF.search(sentence, begin, stop):
        return True
    if _WE_DO.search(sentence, begin, stop) or (amount.dimension == "mass" and _A_THING.search(sentence, begin, stop)):
        return True
    if _OTHER_SORT.search(sentence, begin, stop) and not _ITSELF.search(sentence, begin, stop):
        return True
    if (
        _is_of_another_place(sentence, amount, begin)
        or _BESIDE.search(sentence, begin, stop)
        or any(_wraps(each, sentence, begin, amount) for each in (_BESIDE, _NEEDED))
    ):
        return True
    return _SOMEONE.search(sentence, begin, stop) is not None or _is_someone_of_an_age(sentence, amount)


def _is_for_ages(sentence: str, amount: Amount) -> bool:
    """Whether it is a range of ages that the product is for: *voor kinderen van 6 tot 9 jaar*."""
    return bool(amount.highs) and amount.dimension == "time" and _FOR_AGES.search(sentence, 0, amount.start) is not None


def _is_of_another_place(sentence: str, amount: Amount, begin: int) -> bool:
    """Whether it is told of where one lives, of a room, of another's things, or of a step in a recipe."""
    stop = amount.number_start
    if amount.dimension == "time" and (_HERE.search(sentence, begin, stop) or _LAST_OF.search(sentence, begin, stop)):
        return True
    if amount.dimension == "temperature" and _OF_A_ROOM.search(sentence, begin, stop):
        return True
    return _SWORN.search(sentence, begin, stop) is not None


_ITSELF = re.compile(r"\b(?:this one|ours|deze|die van ons|den här|vår (?!gamla)|denna)\b", re.IGNORECASE)


def _wraps(words: Sifted, sentence: str, begin: int, amount: Amount) -> bool:
    """Whether a separable verb stands around the number: *neem € 20 mee*."""
    around = words.search(sentence, begin)
    return around is not None and around.start() < amount.number_start and around.end() > amount.number_end


_CASE = re.compile(
    r"(?:^|[,;:–—]\s)\W*(?:if (?:you|your|the)\b|when your|heb je|als (?:je|u|het|de)\b|mocht|har du|om du\b"
    r"|ifall|om din)"
    r"[^,;:–—]*$",
    re.IGNORECASE,
)
_FOLK = (
    r"guests?|visitors?|barista|plumber|electrician|landlord|in-laws?|(?:brother|sister|mother|father)-in-law"
    r"|logés?|gasten|barista|loodgieter|elektricien|zwager|schoonzus|schoonmoeder|schoonvader|schoonouders|verhuurder"
    r"|bezoek|gäster(?:na)?|gästen|baristan|rörmokaren|elektrikern|svåger|svågern|svärmor|svärfar|svärföräldrar\w*"
    r"|hyresvärden|kompisar|vänner|vrienden|friends|bakery|café|hotel|restaurant|bakker|kapper|frisören|bageriet"
)
_FOLK_DO = Sifted(
    rf"(?:^|[,;:–—]\s|\b(?:and|but|en|maar|och|men)\s)\W*(?:(?:my|our|your|the|most|de|het|je|jouw|mijn|onze|uw|min|din|vår"
    rf"|er)\s)?(?:\w+\s)?(?:{_KIN}|{_FOLK})\b[^,;:–—]*$",
    re.IGNORECASE,
)


def is_of_folk(sentence: str, amount: Amount) -> bool:
    """Whether a clause of a person, or of a case that may be, has the number: no shop must back it.

    *Your barista charges four pounds*, *Heb je een plafond van vijf meter*. For what no fact has only.
    """
    begin = max((match.end() for match in _SENTENCE.finditer(sentence, 0, amount.number_start)), default=0)
    stop = amount.number_start
    return _FOLK_DO.search(sentence, begin, stop) is not None or _CASE.search(sentence, begin, stop) is not None


def is_heat_of_product(sentence: str, amount: Amount) -> bool:
    """Whether degrees are what the product stands, needs or gives, and not those of a summer's day."""
    if _OF_WATER.search(sentence, amount.number_start, amount.number_end + _BEHIND):
        return False
    begin = max((match.end() for match in _SENTENCE.finditer(sentence, 0, amount.number_start)), default=0)
    return _HEATED.search(sentence, begin) is not None or len(sentence) - begin <= _FRAGMENT


_FRAGMENT = 24
_OF_WATER = re.compile(
    r"(?:gradig\w*|[- ]degree|graden)\s(?:sea|lake|water|heat|cold|weather|days?|nights?|zeewater|hitte|kou|vorst"
    r"|vatten|hav|sjö\w*|värme|kyla|hetta|vinter\w*|sommar\w*|dagar|nätter)\b",
    re.IGNORECASE,
)
"""Water and weather that are so warm: *ett dopp i sexgradigt vatten*."""
