"""Phrases that say what a number is about where no single word does: *on a single charge*, *hemma hos dig*."""

from __future__ import annotations

import functools
import re

from desktop.checks.ledger.amounts.amounts import Amount

OF_WHAT_AGES = (
    r"^[\s-]*(?:(?:years?[\s-])?old|oude|oud|jarige|gammal|gamla|års)?\s?(?:[\w-]+\s){0,2}"
    r"(?:(?:single |blended )?malts?\b"
    r"|whisk\w+|scotch|bourbon|rum\b|rom\b|cognac|brandy|armagnac|calvados|port\b|sherry|balsam\w*|cheddar|gouda|parm\w+|comté"
    r"|gruyère|\w*kaas|cheese|(?:\w*(?:hård|get|gårds|präst|ädel|mögel|kitt|får|bottens))?ost\b)"
)
"""Behind a number of years: what grows better with them, *a 16-year-old single malt*."""

_REACH = 70
_PHRASES: tuple[tuple[str, str, str], ...] = (
    (
        "battery",
        "time",
        (r"\brunning time\b|away from (?:the |a |an |any )?(?:plug|charger|socket|mains|outlet)|without (?:a )?charg"
        r"|zonder (?:tussendoor )?(?:op ?)?(?:te )?laden|\blaadbeurt|los van het stopcontact|utan (?:att )?ladd"
        r"|från (?:eluttaget|uttaget|laddaren)"
        r"|(?:on|from|per|between|with|after) (?:a |one |an? )?(?:single |full |overnight )?charges?\b|(?:a|one"
        r"|single) charge"
        r"\b|(?:op|met|per|uit) (?:een |één )?(?:volle |enkele )?(?:accu|batterij|acculading|batterijlading|lading|"
        r"oplaadbeurt)\b|(?:with|including|met|inclusief|med|inklusive) (?:the |de |het |je |your )?(?:charging "
        r"|oplaad|laad|ladd)?"
        r"(?:case|etui|etuiet|fodral|fodralet|doosje|box)\b|(?:volle|enkele) (?:accu|lading|acculading)\b|(?:på"
        r"|per|med) (?:en |ett )?(?:enda |full )?"
        r"(?:laddning|batteriladdning)\b|\b(?:en|full) laddning (?:ger|räcker)"
        r"|\bhoud\w*\b[^.;:]{0,40} N\s+(?:lang )?vol\b|mellan laddningarna|fulladdat batteri"
        r"|of (?:music|playback|playtime|listening|talk time)|(?:luister|speel|muziek)plezier|\b(?:feest|fest"
        r"|party)\b|doortikt|tikt|keeps? (?:ticking|going)|går (?:den )?vidare|gangreserve|gångreserv|power reserve"
        r"|\bmuziek\b|\bmusik\b"),
    ),
    (
        "charging",
        "time",
        (r"\b(?:ready|good to go) again\b|\bweer (?:klaar|inzetbaar|gebruiksklaar)\b|\b(?:redo|klar) igen\b|"
        r"\b(?:fully|re)?charge[sd]? in\b|(?:from (?:0|zero|empty) to|van 0 (?:naar|tot)|från 0 till)|\b(?:weer "
        r"|volledig |helemaal |(?:accu|hij|ze) (?:is )?)vol\b|\b(?:op)?geladen\b|fulladda|laddas? (?:upp )?på"
        r"|\bfull again\b|\b(?:weer|helemaal) vol\b|\bfullt? igen\b|\boplad|\bopladen|i laddaren|aan de lader"),
    ),
    (
        "delivery",
        "time",
        (r"(?:at|to) your (?:door|home)|on your (?:doorstep|mat)|on its way|your way|with you (?:in|within)|(?:ready"
        r"|leaves) (?:to|for) "
        r"(?:ship|dispatch)|voor de deur|in huis\b|bij jou thuis|bij je thuis|op de mat|onderweg|in de bus\b"
        r"|hemma hos (?:dig|er)"
        r"|i (?:din )?brevlåda|på väg till|hos dig (?:inom|på)|framme (?:hos|inom|på)|till dörren|skickas inom"
        r"|\b(?:(?:we|wij?|vi)(?: \w+)? (?:send|post|mail|ship|stu(?:ren|urt)|versturen|verzenden|skickar|postar"
        r"|sänder)|(?:you(?:['’]ll| will)? have|je hebt|u he(?:bt|eft)|heb je|du har|har du) (?:it|them|hem|het|ze|den"
        r"|det|dem)|posted|sent|shipped|verstuurd|skickad\w*)\b"
        r"(?! (?:\w+ )?(?:back|terug|tillbaka))[^.;:,]{0,24} (?:within|binnen|inom) N\b"
        r"|\b(?:within|binnen|inom) N\s*,?\s+(?:heb je|hebt u|har du|you(?:['’]ll| will)? have) (?:it|them|hem|het|ze"
        r"|den|det|dem)\b"),
    ),
    (
        "returns",
        "time",
        (r"change your mind|make up your mind|sleep on it|not (?:happy|satisfied|for you)|second thoughts"
        r"|money[- ]back|to (?:try|think"
        r"|decide)|try it"
        r"|send (?:it|them|\w+) back|bring (?:it|them) back|take (?:it|them) back|van gedachten|te beslissen"
        r"|te besluiten|proef te slapen|niet (?:goed|tevreden"
        r"|naar wens)|niet blij"
        r"|(?:geld|niet-goed)[- ]terug|stuur\w* (?:\w+ +){0,8}terug|breng\w* (?:\w+ +){0,6}terug|op proef"
        r"|N\s+(?:lang )?(?:uit)?proberen\b"
        r"|uitproberen|bedenk"
        r"|ångra|bestämma (?:dig|er)|sov på saken|öppet köp|pengarna tillbaka|inte nöjd"
        r"|skicka\w* (?:\w+ +){0,8}tillbaka"
        r"|lämna\w* (?:\w+ +){0,8}tillbaka"
        r"|testa hemma|prova hemma"),
    ),
    (
        "warranty",
        "time",
        (r"backed (?:by|for)|covered (?:by|for)|we stand behind|peace of mind for|if (?:it|anything) breaks"
        r"|(?:gedekt|dekking)|staan (?:we|wij) .{0,12}achter|om (?:den|något) går sönder"),
    ),
    (
        "warranty",
        "months",
        (r"\b(?:lets? you down|gives? (?:out|way)|begeeft|stuk gaat|kapot|går sönder)\b|\bof peace of mind\b"
        r"|\bzekerheid\b|\bgemoedsrust\b|\btrygghet\b|\bmonteur\b|\btekniker\b|\bengineer\b"),
    ),
    (
        "validity",
        "months",
        (r"\b(?:\w*kortet|\w*bon|\w*bonnen|voucher|vouchern|card|\w*kaart|biljett\w*|ticket|code|koden)\b[^.;:]{0,20}"
        r"\b(?:valid|gäller|geldt|geldig|giltig\w*)\b"),
    ),
    (
        "maturation",
        "months",
        (r"\b(?:(?<!riders )(?<!children )(?<!kids )(?<!those )(?<!anyone )(?<!babies )(?<!toddlers )(?<!players )"
        r"(?<!boys )(?<!girls )(?<!people )(?<!readers )(?<!everyone )aged"
        r"|matured|ripened|gerijpt|gelagerd|lagra[dt]e?|mogna[dt]e?)\b"
        r"|^ (?:in (?:oak|casks?|barrels?|wood)|op (?:eik\w*|vat|vaten|hout)|på (?:ek|ekfat|fat|trä))\b"),
    ),
    (
        "duration",
        "months",
        (r"\b(?:takes? you (?:by the hand|along|through)|guides? you|coach(?:es|ed)?|mentors?|walks? you through"
        r"|(?:neemt|nemen) (?:je|u|jou) (?:mee|bij de hand|aan de hand|door)|begeleid\w*|coacht"
        r"|(?:neemt|nemen) (?:je|u|jou)(?= N\s+(?:lang )?(?:mee|bij de hand|aan de hand))"
        r"|tar dig (?:i handen|med|genom)|guidar|vägleder|coachar|handleder)\b[^.;:,]{0,40} N\b"),
    ),
    (
        "validity",
        "months",
        (r" N\s+(?:[^\W\d_]+ )?(?:of )?(?:[^\W\d_]+ )?(?:access|toegang|tillgång|åtkomst)\b"
        r"|\b(?:access|toegang|tillgång|åtkomst) (?:to|tot|till) (?:[^\W\d_]+ ){0,2}(?:\w*lessons?|\w*course|videos?"
        r"|modules?|platform|library|content|materials?|lessen|cursus\w*|video['’]s|materiaal|\w*lektion\w*|kurs\w*|plattform\w*)"
        r" (?:for|gedurende|voor|i|under) N\b"
        r"|\b(?:\w*(?:lessons?|courses?|videos?|modules?|class(?:es)?|recordings?|lectures?|episodes|materials?|lessen|les"
        r"|cursus\w*|video['’]s|opnames|materiaal|lektion\w*|kurs(?:en|erna)?|filmer(?:na)?|avsnitt(?:en)?"
        r"|inspelning\w*|material(?:et)?))\b[^.;:]{0,30}\b(?:stays?|remains?|keeps?|is|are|blijft|blijven|is|zijn|är|ligger"
        r"|förblir|finns|hålls)\b[^.;:]{0,24}\b(?:open|online|available|accessible|yours|watch|beschikbaar|toegankelijk"
        r"|terugkijken|öppn?[at]|tillgänglig[at]?|uppe|kvar)\b"),
    ),
    (
        "discount",
        "months",
        (r"\b(?:first|eerste|första) N .*\b(?:half(?: the)? price|half|(?:de )?helft|halve prijs|halva priset|hälften"
        r"|discount|korting\w*|rabatt\w*|(?:%|per ?cent|procent) (?:off|korting|rabatt)|cheaper|goedkoper|billigare)"
        r"|\b(?:half(?: the)? price|(?:de )?helft|halve prijs|halva priset|hälften|discount|korting|rabatt|off)\b"
        r"[^.;:]{0,30}\b(?:first|eerste|första) N(?!\s[^\W\d_]+ (?:jaar|år|years?))"),
    ),
    (
        "life",
        "months",
        (r"\b(?:filter|batter(?:y|ij|i)|head|borstel|cartridge|patron)\w*\b[^.;:]{0,30}\b(?:replaced|changed"
        r"|vervang\w*|byts?|byta)"
        r" (?:it |je |du )?(?:after|every|once|na|om de|efter|var|vart)\b"),
    ),
    ("maturation or age", "months", OF_WHAT_AGES),
    (
        "load",
        "mass",
        (r"\b(?:child|children|riders?|users?|bab(?:y|ies)|persons?|people|toddlers?|adults?|kind|kinderen|baby['’]s"
        r"|peuters?|gebruikers?|rijders?|persoon|personen|volwassenen|barn\w*|bebisar|småttingar|personer|vuxna"
        r"|användare|förare)\b"
        r"[^.;:]{0,24}$|\b(?:for|voor|för|till)\b[^.;:]{0,30}\b(?:cats?|dogs?|katt?e[nr]s?|kat|hond(?:en)?"
        r"|hund(?:ar)?|katt(?:er)?)\b[^.;:]{0,24}$|\b(?:hang|hangs|hangt|hänger|bears?|draagt|dragen|bär"
        r"|tål)\b[^.;:]{0,30}$|(?:user|rider"
        r"|body|lichaams|gebruikers|kropps|användar)[ -]?(?:weight|gewicht|vikt)"
        r"|^ (?:user|rider|person|kind|child|barn)"),
    ),
    (
        "burning",
        "time",
        (r"^[\s-](?:of |aan |av )?(?:candle ?light|kaarslicht|kaarsenlicht|vlam|levande ljus|stearinljus|doft"
        r"|geurplezier)\b"),
    ),
    (
        "germination",
        "months",
        (r"(?:^\W*|\b(?:come|comes|pop|pops|komen|komt|kommer) )(?:up|op|uppe|upp)"
        r" (?:in|within|after|binnen|na|inom|på|efter) (?:about |ongeveer |ungefär )?$"),
    ),
    (
        "recoating",
        "time",
        (r"(?:second|next|another|new) (?:coat|layer)|coat (?:it )?again|recoat\w*|paint(?:ed)? over|overcoat"
        r"|(?:tweede|volgende|nieuwe) laag|overschilder\w*|overheen (?:zetten|verven|schilderen)|opnieuw (?:verven"
        r"|lakken)"
        r"|(?:nästa|nytt|andra|ett till) (?:lager|strykning\w*)|övermål\w*|(?:mål|stryk)\w* (?:igen|om"
        r"|över)"),
    ),
    (
        "drying",
        "time",
        (r"\b(?:dry|dries|touch[- ]dry) (?:again )?(?:in|within|after)\b|\b(?:droog|droogt)\b[^.;:]{0,20}\b(?:in"
        r"|binnen|na)\b"
        r"|\b(?:torr|torra|torrt|torkar)\b[^.;:]{0,20}\b(?:på|inom|efter)\b"),
    ),
    (
        "germination",
        "time",
        (r"\b(?:seedlings?|plantjes|zaailingen|zaadjes|plantorna|fröna|groddarna|seeds?)\b[^.;:]{0,24}\b(?:come up"
        r"|appear|op|tevoorschijn|kommer upp|tittar upp)\b|\b(?:come|komen|komt|kommer)\b[^.;:]{0,24}\b(?:seedlings"
        r"|plantjes|zaailingen|plantorna)\b[^.;:]{0,8}\b(?:up|op|upp)\b"),
    ),
    (
        "setup",
        "minutes",
        (r"\b(?:built|assembled?|assembles|put together|sets? up|pitched|pitches|installed?|mounted|up"
        r"|folds?(?: up| away)?) (?:in|within)\b"
        r"|in elkaar|opgezet|opgebouwd|gemonteerd|geïnstalleerd|staat (?:in|binnen)|monterad|monteras|ihopsatt"
        r"|ihop på|uppe på"
        r"|skruvar (?:\w+ ){0,3}ihop|sätter (?:\w+ ){0,3}ihop|monterar du|installerad|rest på"),
    ),
    (
        "game time",
        "time",
        (r"\b(?:game|match|round|play) (?:takes|lasts)|playing time|\b(?:potje|partij|spel|spelletje|ronde|kwis"
        r"|quiz) (?:duurt|speel)"
        r"|\b(?:parti|partiet|spelet|omgång|omgången|match|en match) (?:tar|varar)"),
    ),
    (
        "heat-up",
        "minutes",
        (r"\b(?:heats? up|heated up|up to temperature|hot|warm) in\b|opgewarmd|op temperatuur|warm in\b|varm på\b"
        r"|uppvärmd"
        r"|värms? upp"),
    ),
    (
        "cooking",
        "time",
        (r"(?:coffee|espresso|cappuccino|tea|koffie|kopje|thee|kaffe\w*|kopp|te|nybryggt|brew\w*|brygg\w*|bryggd"
        r"|meal|dinner"
        r"|maaltijd|pasta|rice|rijst|ris|middag\w*|popcorn|bread|brood|bröd)\b[^.;:!?]{0,24}\b(?:in|within|på"
        r"|inom|binnen)"
        r" (?:just |only |bara |endast |maar |slechts |under )?N |on the table|op tafel|på bordet|\bal dente\b"
        r"|\b(?:gaar|bakt|gräddad)\b"),
    ),
    (
        "cooking or setup",
        "minutes",
        r"\b(?:ready|done|finished) (?:in|within)\b|\bklaar\b[^.;:]{0,16}\b(?:in|binnen)\b|\bklar\w* (?:på|inom)\b",
    ),
    (
        "keeping",
        "months",
        (r"\bkeeps? (?:fresh |well )?(?:for )?N |\b(?:good|fresh) for\b|\bblijft .{0,20}(?:goed|vers|houdbaar)\b"
        r"|\bhoudbaar\b"
        r"|\bte bewaren\b|^(?!.*(?:batteri|laddning|garanti)).*\bhåll(?:er|bart?)\b|best before|bäst före|\btht\b"
        r"|shelf|use by"),
    ),
    (
        "keeping",
        "time",
        (r"(?:after|once|when) open(?:ing|ed)|na (?:opening|openen)|efter öppn|(?:een|nog) .{0,12}goed\b|stays? fresh"
        r"|blijft .{0,12}vers"
        r"|håller sig"),
    ),
)  # fmt: skip


@functools.cache
def _compiled() -> tuple[tuple[str, str, re.Pattern[str]], ...]:
    return tuple((name, dimension, re.compile(words, re.IGNORECASE)) for name, dimension, words in _PHRASES)


def nature_of(sentence: str, amount: Amount) -> frozenset[str]:
    """The attribute that a phrase of the sentence gives to this number; empty when none does."""
    if amount.dimension == "temperature":
        return _of_temperature(sentence, amount)
    if amount.dimension not in {"time", "mass"}:
        return frozenset()
    long = amount.unit is not None and amount.unit.unit in _LONG
    before = sentence[max(0, amount.number_start - _REACH) : amount.number_start]
    after = sentence[amount.number_end : amount.number_end + _REACH]
    if amount.dimension == "mass":
        if _WEIGHED.search(before) is not None or _is_weighed_too(before) or _IS_LIFTED.match(after) is not None:
            return frozenset({"weight"})
        after = after.partition(", ")[0]
    if amount.dimension == "time" and (own := _of_its_part(amount, before, after, long=long)) is not None:
        return own
    if amount.dimension == "mass" and (past := _ANOTHER_WEIGHT.match(before)) is not None:
        before = before[past.end() :]
    return _told(amount, before, after, long=long)


def _of_its_part(amount: Amount, before: str, after: str, *, long: bool) -> frozenset[str] | None:
    """What the part of the sentence says that begins behind another time: *zuigt 60 minuten, in vier uur opgeladen*."""
    past, charged = _ANOTHER_TIME.match(before), _CHARGED_NEXT.search(after)
    after = after[: charged.start()] if charged else after
    found = _told(amount, before[past.end() :], after, long=long) if past else frozenset()
    return found or (_told(amount, before, after, long=long) if charged else None)


def _told(amount: Amount, before: str, after: str, *, long: bool) -> frozenset[str]:
    """The first attribute of the list that these words around a time or weight tell."""
    whole = f"{before.rstrip()} N {after}"
    for name, dimension, pattern in _compiled():
        measured = (
            amount.dimension == "time" and long == _SPANS[dimension]
            if dimension in _SPANS
            else dimension == amount.dimension
        )
        if measured and (
            pattern.search(after) or pattern.search(before) or (dimension != "mass" and pattern.search(whole))
        ):
            return frozenset(name.split(" or "))
    return frozenset()


def _is_weighed_too(before: str) -> bool:
    """Whether the last verb is *and weighs under*: the product, unless it is someone *who* weighs so much."""
    return _WEIGHS.search(before) is not None and _WHO.search(before) is None


_WEIGHS = re.compile(
    r"\b(?:weighs?|weighing|weegt|väger)(?:\sin at)?(?:\s(?:only|just|a|about|around|under|over|below|less than"
    r"|more than|maar|slechts|nog geen|ongeveer|zo'n|onder de|minder dan|meer dan|ruim|net geen|bara|cirka|ca|ungefär"
    r"|mindre än|mer än|över|drygt|knappt|strax under|inte ens))*\s$",
    re.IGNORECASE,
)
_IS_LIFTED = re.compile(
    r",?\s(?:so|dus|så)\s(?:that |att )?(?:one|a single|één|een|en)\s(?:person|persoon)\b", re.IGNORECASE
)
"""What one person can lift for it is no more than that: *14.5 kg, so one person can manage*."""
_WHO = re.compile(
    r"\b(?:who|anyone|someone|you|child|cats?|dogs?|wie|je|jij|u|iemand|kind|kat|hond|som|du|barn(?:et)?|hund(?:en)?"
    r"|katt(?:en)?|child|bab(?:y|ies)|bagage|luggage)\b[^.;:,]{0,40}$",
    re.IGNORECASE,
)
_ANOTHER_TIME = re.compile(
    r".*\b(?:min|mins|minutes?|minuten|minuut|minuter|uur|uren|hours?|timmar|timme|h|weeks?|weken"
    r"|veckor|months?|maanden|månader|years?|jaar|år)\b(?: lang| long)?,?\s(?:(?:and|en|och|but|maar|men)\s"
    r"|(?=(?:then|after which|daarna|dan|waarna|sedan|därefter|varefter)\b))",
    re.IGNORECASE | re.DOTALL,
)
_CHARGED_NEXT = re.compile(
    r"(?:,|\s(?:and|en|och))\s[^.;:]{0,24}?\b(?:(?:re)?charg(?:es?|ed|ing)(?: up)? (?:again )?(?:in|within|takes)"
    r"|(?:op)?geladen|laadt|opladen|laddas?|laddad|fulladdad|laddar)\b",
    re.IGNORECASE,
)
_ANOTHER_WEIGHT = re.compile(
    r".*\d\s?(?:kg|kilos?|kilogram\w*|grams?|g|lbs?|pounds?)\b,?\s(?:and|en|och|but|maar|men|yet|toch)\s",
    re.IGNORECASE | re.DOTALL,
)
"""What was said of the weight before it is not said of this one: *carries 120 kilos and weighs 2*."""
_WEIGHED = re.compile(
    r"\b(?:it|that|which|hij|ze|die|dat|den|det|som)(?: itself| zelf| själv| only| just| maar| bara| now)? "
    r"(?:weighs?|weegt|wegen|väger)(?: in at)?(?: only| just| a| maar| slechts| bara| about| zo'n| ungefär)*\s$",
    re.IGNORECASE,
)
"""What the product itself weighs, whatever it bears further on in the sentence."""
_LONG = frozenset({"d", "wk", "mo", "y"})
_SPANS = {"minutes": False, "months": True}
"""Times told in days and longer, or only in hours and shorter."""
_HEATED = re.compile(
    r"\b(?:(?P<cooking>steep\w*|brew\w*|infus\w*|tea leaves|trekken|laat\b[^.;]{0,30}\btrekken|thee\w*|zet (?:ze|hem)"
    r"|water (?:of|at|van|op|på|vid)"
    r"|brygg\w*|dra\b|teet)|(?P<oven>oven\w*|ugn\w*|bake\w*|baking|roast\w*|airfryer|bak(?:ken|t)|grädda\w*)"
    r"|(?P<ironing>iron\w*|strijk\w*|stryk\w*)|(?P<cold>freez\w*|frost|vriez\w*|vorst|vries\w*|frys\w*|köld)"
    r"|(?P<wash>wash\w*|laundry|machine|throw (?:it|them) in|pop (?:it|them) in|was|wast|wassen|wasmachine"
    r"|wasbaar|gewassen"
    r"|wastrommel|dryer|tumble\w*|droger|torktumla\w*|tvätt\w*|maskintvätt\w*|\w+tvätt))\b",
    re.IGNORECASE,
)


def _of_temperature(sentence: str, amount: Amount) -> frozenset[str]:
    """What is heated to these degrees: what stands nearest before the number, else the first behind it."""
    before = [
        match
        for match in _HEATED.finditer(sentence, 0, amount.number_start)
        if match.start() >= amount.number_start - _REACH
    ]
    found = before[-1] if before else _HEATED.search(sentence, amount.number_end, amount.number_end + _REACH)
    return frozenset() if found is None or found.lastgroup is None else frozenset({found.lastgroup})
