"""Words of the scene around a product: tools of the reader, what stands beside it, beliefs of others, other places.

Nothing there is said of the product, so that neither a fact nor the want of one can make it wrong.
"""

from __future__ import annotations

import re

from desktop.checks.sieve import Sifted

_CLEANED = (
    r"(?:wash|clean|wipe|scrub|brush|rinse|dry|polish|dust|rub|sweep|stir|serve|oil|treat|was|wast|wrijf|wrijft|smeer|behandel|olie|reinig|poets|veeg|veegt|boen"
    r"|schrob|borstel|spoel|maak|roer|serveer|diska|diskar|tvätta|tvättar|torka|torkar|borsta|borstar|skölj|sköljer"
    r"|putsa|putsar|skrubba|gnid|smörj|behandla|olja|rör|servera|dep|dept|deppen|blot|dab|badda|baddar|torkar du upp)"
)
_BEFORE = Sifted(
    rf"\b{_CLEANED}\b[^.;:!?]{{0,30}}\b(?:with|using|met|med)\s(?:an?\s|een\s|en\s|ett\s)?(?:[^\W\d_]+\s){{0,2}}$"
    r"|\b(?:gets? (?:on|along) well|goes? (?:well|nicely)|looks? (?:good|great|best)|(?:mooi|goed|leuk) bij"
    r"|(?:combineert|combineren) (?:\w+ )?met|passar (?:\w+ )?(?:till|ihop med)|fin(?:t|a)? (?:till|ihop med))\b"
    r"(?:\s(?:with|next to|beside|on))?[^.;:!?]{0,60}$"
    r"|\b(?:something (?:special |magical )?about|het heeft iets,?|er is iets met|iets met|något (?:särskilt|speciellt"
    r"|visst) med|det är något med)\s(?:[^\W\d_]+\s){0,2}$"
    r"|\b(?:romans?|greeks?|egyptians|vikings?|ancients|monks|sailors|people|legend|grandmothers?|romeinen|grieken"
    r"|egyptenaren|vikingen|monniken|zeelui|mensen|men|legende|romarna|grekerna|egyptierna|vikingarna|munkarna"
    r"|sjömän|sägnen|folk|man)\s(?:(?:once|long|ooit|vroeger|en gång|förr|used to)\s){0,2}(?:believed?|thought|held"
    r"|claimed|swore|says?|said|geloofden?|dachten?|dacht|meenden|beweerden|zeiden|zegt|trodde|ansåg|menade|påstod|säger)"
    r"\b[^.;:!?]{0,60}$"
    r"|\b(?:everything|anything|all|things|alles|van alles|allt)\s(?:from|van|från)\s(?:[^\W\d_]+\s){0,2}$"
    r"|\b(?:everything|anything|alles|allt)\s(?:from|van|från)\s(?:[^\W\d_]+\s){1,3}(?:to|tot|till)\s(?:[^\W\d_]+\s){0,2}$"
    r"|\b(?:hands?|fingers?|feet|handen|vingers|voeten|händer(?:na)?|fingrar(?:na)?|fötter(?:na)?)\s(?:deep\s|diep\s|djupt\s)?"
    r"(?:in|into|i)\s(?:the\s|de\s|het\s)?$"
    r"|\b(?:three|drie|tre)\s(?:legs|poten|ben)\s(?:[^\W\d_]+\s){0,1}$"
    r"|\b(?:past|after|until|before|voorbij|voordat|innan|förrän)\s(?:[^\W\d_]+\s){1,4}(?:spilled|spilt|knocked over"
    r"|gemorst|omgegooid|välta|vält|spilla|spillt)\s(?:the\s|de\s|het\s)?$"
    r"|\b(?:you (?:probably|surely|likely|may|might|must|already)(?: already)? (?:have|own)|(?:je hebt|heb je|u hebt"
    r"|u heeft|heeft u) (?:vast|waarschijnlijk|misschien|al|toch|ongetwijfeld)|(?:du har|har du) (?:säkert|kanske|nog"
    r"|redan|troligen))\s(?:[^\W\d_]+\s){0,5}$"
    r"|\b(?:drill|screw|saw|nail|hammer|boo?r|schroe[fv]|zaa?g|spijker|timmer|draai|borra|skruva|såga|spika)"
    r"(?:s|ed|ing|t|en|r|de|te)?\b[^.;:!?]{0,24}\b(?:in|into|through|door|i|genom|av|ur)\s(?:(?:both|hard|zowel|både|hårt)\s)?$"
    r"|(?:^|[.:;!–]\s)\W*(?:(?:please\s)?(?:never|do not|don['’]t)\s(?:machine\s|hand\s)?(?:wash|iron|bleach|boil|soak"
    r"|dry|tumble|rub|scrub|clean|polish|wring|microwave|heat|freeze)|(?:was|strijk|bleek|kook|week|droog|wrijf|schrob|reinig)\s"
    r"(?:nooit|niet)|(?:tvätta|stryk|blek|koka|torka|gnid|skrubba|rengör)\s(?:aldrig|inte|ej))\s"
    r"(?:(?!in\b|on\b|with|at\b|for\b|near|into|it\b|them|i\b|på|med|op\b|met\b|voor|bij|tegen|för)[^\W\d_]+\s)?$"
    r"|^\W*(?:(?:välj|ta|köp) (?:gärna|helst)|(?:kies|neem|koop) (?:liefst|gerust|bij voorkeur|het liefst)"
    r"|(?:ideally|preferably),? (?:choose|pick|use|go for)|(?:choose|pick|use) (?:preferably|ideally))\s"
    r"(?:[^\W\d_]+\s){0,2}$"
    r"|^\W*(?:line|fill|stuff|top|cover|voer|vul|bekleed|fodra|fyll)\s(?:it|them|hem|haar|ze|het|den|det|dem)\s(?:up\s|op\s)?"
    r"(?:with|met|med)\s[^.;:!?]{0,24}$"
    r"|\b(?:we|i)['’]d\s(?:put|add|pair|hang|wear|serve|drink|use|choose|place|set|lay|go for)\b[^.;:!?]{0,30}$"
    r"|\b(?:verdient?|verdienen|deserves?|förtjänar?)\s(?:[^\W\d_]+\s){0,2}$"
    r"|\b\d+\s?(?:m|metres?|meters?|feet|ft|meter)\s(?:of\s)?$"
    r"|\b(?:never again|no more|nooit meer|geen gedoe meer met|aldrig mer|aldrig mera|inga fler|no longer)\s"
    r"(?:[^\W\d_]+\s){0,2}$",
    re.IGNORECASE,
)
"""What stands before a tool, a thing beside the product, what somebody believed, what is spilt, what the reader has
already, what a tool works on, what is advised, what is deserved, that of
which there are so many metres, what care forbids to treat so, and what one is rid of."""
_BEHIND = re.compile(
    r"\s(?:open|dicht|shut|upp|igen),\s[^.;:!?,]+,\s|"
    r"(?:\s[^\W\d_]+){0,3},?\s(?:and\s[^.;:!?]{0,40}\s)?(?:will do\b|do(?:es)? the (?:rest|trick|job)"
    r"|doen de rest|doet de rest|volsta(?:at|an)|gör resten|räcker gott|är allt som krävs)"
    r"|(?:\s[^\W\d_]+){0,3}\s(?:en een [^.;:!?]{0,30}|och lite [^.;:!?]{0,30})?\s?(?:zijn|är|is|are)\s(?:genoeg"
    r"|voldoende|nog|enough|plenty|tillräckligt|allt)\b"
    r"|(?:\s[^\W\d_]+){0,2}\s(?:erbij|ernaast|eroverheen|till|därtill|ovanpå),"
    r"|(?:\s[^\W\d_]+)?\s(?:along|against|by|under|below|next to|beside|near|langs|tegen|bij|onder|naast|längs|mot|vid"
    r"|under|bredvid)\s(?:the |a |de |het |een |en |ett )?(?:wall|window|door|fire|hearth|stove|sea|tree|fence|bed|sofa"
    r"|muur|wand|raam|deur|haard|kachel|zee|boom|schutting|bank|bed|vägg\w*|fönst\w*|dörr\w*|brasa\w*|spis\w*|hav\w*"
    r"|träd\w*|staket\w*|säng\w*|soffa\w*)\b",
    re.IGNORECASE,
)
"""What stands behind a helper, a thing added by the reader, and what stands somewhere in the room."""
_IN_GENERAL = re.compile(r"^\W*(?:good|fine|old|any|goed|oud|elk|bra|gammalt|gammal|allt)\s$", re.IGNORECASE)
_IN_GENERAL_BEHIND = re.compile(
    r"\s(?!(?:bag|belt|sole|upper|cover|case|handle|quality)s?\b)[^\W\d_]{3,}(?:s|t|er|ar)\s(?:its|a|an|the|with|for|zijn|een|de"
    r"|met|sin|sina|sitt|en|ett|med|i|in|better|more|mooier|beter|längre|vackert|well|mooi)\b",
    re.IGNORECASE,
)
"""What is said of a material as such: *Good leather outlives its rider*."""
_LEARNT = re.compile(
    r"\s*(?:[.,;:!?–]|$|\s(?:om|te|van|hoe|dat|is|al|met|in|op|maar|kan|kun|zonder|door|aan|bij)\b)", re.IGNORECASE
)
"""Behind the Dutch verb: *Vegen kan iedereen leren*."""
_PUT = re.compile(
    r"(?:^|[.;:!?–—]\s)\W*(?:and |but |en |maar |och |men )?(?:put|lay|place|light|pour|throw|hang|drape|leg|zet|steek"
    r"|gooi|schenk|lägg|ställ|tänd|häng|häll)\s(?:[^\W\d_]+\s){0,3}(?:on|over|in|next to|beside|op|over|in|naast|på"
    r"|över|i|bredvid)?[^.;:!?]{0,30}$",
    re.IGNORECASE,
)
_PASSERS = re.compile(
    r"(?:train|bus|ferry|tram|flight|commute|road|letter|postcard|view|news|trein|bus|boot|tram|vlucht|weg|brief|kaart"
    r"|uitzicht|\w*tåg(?:et)?|\w*buss(?:en)?|\w*färja\w*|spårvagn\w*|\w*flyg(?:et)?|väg(?:en)?|brev(?:et)?|vykort\w*"
    r"|utsikt\w*|ringer|skriver|calls?|writes?|belt|schrijft|girl|boy|man|woman|meisje|jongen|kvinna|flicka|pojke"
    r"|aunt|uncle|tante|oom|moster|faster|farbror|cousins?|friends?|neighbours?|guests?|family|neven|nichten|vrienden"
    r"|familie|buren|gasten|kusin(?:en|er|erna)|vän(?:nen|ner|nerna)|gran(?:nen|nar|narna)|släkt(?:en|ingar)"
    r"|gäst(?:en|er|erna)|familjen)\s(?:all the way\s)?(?:from|to|out of|uit|naar|van|från|till|ur)\s$",
    re.IGNORECASE,
)
"""What and who comes from a place without having been made there: *the train from Uppsala*."""
_WALKED = re.compile(
    r"\b(?:rondje|wandeling|wandelen|fietstocht|uitje|dagje|weekendje|walk|stroll|trip|ride|day|promenad|tur|runda"
    r"|utflykt|helg)\s(?:in |through |round |around |to |at |door |in het |in de |naar |rond |i |genom |runt |till )?"
    r"(?:the |het |de )?(?:[^\W\d_]+\s){0,2}$",
    re.IGNORECASE,
)
_FROM = re.compile(r"\b(?:from|van|från)\s$", re.IGNORECASE)
_ON_TO = re.compile(r"\s(?:to|all the way to|tot|naar|till|ända till)\s[A-ZÅÄÖ]")
"""A journey: *from Vienna to Venice*."""
_DEFINITE = re.compile(r"\b(?:the|de|het)\s(?:[^\W\d_]+\s)?$", re.IGNORECASE)
_HOLDS = re.compile(
    r"\b(?:contains?|made|with|of|from|in|includes?|bevat\w*|gemaakt|met|van|uit|innehåll\w*|gjord\w*|med|av|från|ur"
    r"|utan|without|zonder|no|geen|inga?|inget)\s(?:[^\W\d_]+\s){0,2}$",
    re.IGNORECASE,
)
_SENSED = re.compile(r"\s?(?:flavou?r|taste|scent|aroma|notes?\b|smaa?k|geur|doft|arom)", re.IGNORECASE)
"""Behind a food: it is what the product tastes or smells of."""
_THE = re.compile(r"mjölken|grädden|osten|ägg(?:et|en)|honungen|sockret|fisken|köttet|nötterna|saltet", re.IGNORECASE)
_OF_THINGS = frozenset({"material", "colour", "feature", "included", "property", "ingredient", "told", "health"})


def is_of_scene(sentence: str, start: int, end: int, kind: str) -> bool:
    """Whether the words at this place belong to the scene around the product, by the words on either side."""
    if kind in {"origin", "name"}:
        if _ON_TO.match(sentence, end) is not None and _FROM.search(sentence, 0, start) is not None:
            return True
        return _PASSERS.search(sentence, 0, start) is not None or _WALKED.search(sentence, 0, start) is not None
    if kind not in _OF_THINGS:
        return False
    if kind == "material" and _is_no_stuff(sentence, start, end):
        return True
    if _BEFORE.search(sentence, 0, start) is not None or _BEHIND.match(sentence, end) is not None:
        return True
    if kind in {"material", "colour", "ingredient"} and _is_of_opening_list(sentence, start, end):
        return True
    return kind in {"material", "colour", "feature"} and _PUT.search(sentence, 0, start) is not None


def _is_no_stuff(sentence: str, start: int, end: int) -> bool:
    """Whether a material is spoken of in general, or is the Dutch verb of learning."""
    if sentence[start:end] == "leren":
        return _LEARNT.match(sentence, end) is not None
    general = _IN_GENERAL.search(sentence, 0, start) is not None
    return general and _IN_GENERAL_BEHIND.match(sentence, end) is not None


def _is_of_opening_list(sentence: str, start: int, end: int) -> bool:
    """Whether it is one of several things that a colon sums up: `Smulor, stearin, läxor: ett bord samlar …`."""
    behind = _LISTED_BEHIND.match(sentence, end)
    if behind is None or "," not in sentence[: behind.end()]:
        return False
    return _LISTED_BEFORE.fullmatch(sentence, 0, start) is not None


_ITEM = r"(?:[^\W\d_]+(?:\s[^\W\d_]+)?)"
_LISTED_BEFORE = re.compile(rf"\W*(?:{_ITEM},\s)*(?:(?:and|en|och)\s)?(?:[^\W\d_]+\s)?", re.IGNORECASE)
_LISTED_BEHIND = re.compile(rf"(?:\s[^\W\d_]+)?(?:,?\s(?:(?:and|en|och)\s)?{_ITEM}){{0,4}}:\s[^\W\d_]", re.IGNORECASE)


def is_the_food_itself(sentence: str, start: int, end: int) -> bool:
    """Whether an ingredient is a thing of the table, and not said to be in the product: *välta mjölken*."""
    if _SENSED.match(sentence, end) is not None or _SENSED.search(sentence, start, end) is not None:
        return False
    definite = _DEFINITE.search(sentence, 0, start) is not None or _THE.fullmatch(sentence[start:end]) is not None
    return definite and _HOLDS.search(sentence, 0, start) is None
