"""Who wrote, drew or designed it, told with the name first: *Elin Sandmark skriver …*, *a novel by Tom Reed*."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator

from desktop.checks.ledger.assertion import Assertion
from desktop.checks.ledger.concepts.concept_data import concepts
from desktop.checks.ledger.concepts.concepts import concepts_in
from desktop.checks.sieve import Sifted
from desktop.core.brief import LANGUAGES, Fact
from desktop.core.finding import Verdict
from desktop.core.words import mark

_SAID = mark("The facts say “{fact}”.")
_WHO = r"(?P<who>[A-ZÅÄÖÉ][\w'’.-]+(?:\s(?:(?:de|van|der|von|den|af)\s){0,2}[A-ZÅÄÖÉ][\w-]+)+)"
_ROLES = (
    (
        r"auth?or|auteur|writ|schrij|författ|skriv",
        (
            r"writes|wrote|has written|tells|takes you|neemt je|tar dig|tar med dig|schrijft|schreef|heeft geschreven"
            r"|vertelt|skriver|skrev|har skrivit|berättar"
        ),
        r"(?:the |de |den )?(?:author|writer|auteur|schrijver|schrijfster|författaren|författare)",
        r"novel|book|thriller|story|stories|memoir|roman|boek|verhaal|verhalen|bok|berättelse|deckare|debut|debuut",
    ),
    (
        r"illustr|teckn|tekening|drawing|bilder",
        r"illustrated|drew|painted|tekende|illustreerde|illustrerade|har illustrerat|tecknade|har tecknat|har ritat",
        r"(?:the |de |den )?(?:illustrator|illustratör|illustratören|tekenaar|tecknaren)",
        r"illustrations|drawings|pictures|illustraties|tekeningen|illustrationer|bilder|teckningar",
    ),
    (
        r"design|ontwerp|ontworp|formgiv",
        r"designed|has designed|drew|sketched|ontwierp|tekende|heeft ontworpen|ritade|har ritat|formgav|har formgett",
        r"(?:the |de |den )?(?:designer|ontwerper|ontwerpster|formgivaren|formgivare|designern|arkitekten|architect)",
        r"design|ontwerp|formgivning",
    ),
    (
        r"teacher|tutor|instructor|trainer|coach|docent|cursusleid|lesgever|lärare|kursledare|instruktör|guide|gids|host",
        (
            r"teaches|shows you|takes you|guides you|walks you|leads|explains|leert je|neemt je|laat je zien|begeleidt"
            r"|legt uit|geeft les|lär dig|visar dig|tar dig|tar med dig|leder|undervisar|förklarar"
        ),
        (
            r"(?:the |your |de |je |den |din )?(?:teacher|instructor|tutor|docent|docente|läraren|lärare|kursledaren"
            r"|kursledare)"
        ),
        r"course|lessons|cursus|lessen|kurs|lektioner",
    ),
    (
        r"translat|vertal|övers",
        r"translated|has translated|vertaalde|heeft vertaald|översatte|har översatt",
        r"(?:the |de |den )?(?:translator|vertaler|vertaalster|översättaren)",
        r"translation|vertaling|översättning",
    ),
    (
        r"narrat|read by|reader|voorlez|voorgel|uppläs|inläs|vertel",
        r"narrates|reads|read|leest (?:het )?voor|las voor|läser|har läst in|läste in",
        r"(?:the |de |den )?(?:narrator|verteller|voorlezer|uppläsaren|inläsaren)",
        r"narration|reading|inläsning|uppläsning",
    ),
)
_PASSIVES = (
    (
        r"narrat|read by|reader|voorlez|voorgel|uppläs|inläs|vertel",
        r"read|narrated|voiced|told|gelezen|voorgelezen|ingesproken|uppläst|inläst|inläsning|läses|läst|lästs|berättas",
    ),
    (
        r"teacher|instructor|docent|lärare|kursledare|trainer|coach|guide|gids|tutor|leraar|lerares|host|begeleider",
        r"taught|led|hosted|guided|gegeven|geleid|begeleid|leds|hålls|guidas|ledd",
    ),
    (
        r"artist|kunstenaar|konstnär|illustr|teckn|paint|schilder|målare|tekening",
        r"painted|drawn|illustrated|signed|gesigneerd|signera[dt]|getekend|geschilderd|geïllustreerd|tecknad|tecknat|målad|målat|illustrerad",
    ),
    (
        r"photo|foto",
        (
            r"photographed|shot|taken|pictures|photos|photographs|gefotografeerd|genomen|foto['’]s|fotografie"
            r"|fotograferad|fotograferat|plåtad|tagna|bilder|foton"
        ),
    ),
    (
        r"compos|compon|kompon|music|muziek|musik|tonsätt",
        r"composed|scored|music|score|gecomponeerd|muziek|komponerad|komponerat|tonsatt|musik",
    ),
    (
        r"^(?:head )?chef|\bcook\b|\bkok\b|kock|recipes?|recept",
        r"cooked|developed|recipes|dishes|gekookt|bedacht|recepten|gerechten|lagad|lagat|framtagen|framtaget|recept",
    ),
    (
        r"grower|farmer|kweker|teler|boer|odlare|bonde|uppfödare|beekeeper|imker|biodlare|winemaker|wijnmaker|vinmakare",
        (
            r"grown|farmed|raised|picked|harvested|made|geteeld|gekweekt|verbouwd|geplukt|geoogst|gemaakt|odlad|odlat|odlade"
            r"|uppfödd|plockad|skördad|gjord|gjort"
        ),
    ),
    (
        (
            r"potter|weaver|carver|knitter|smith|maker|blower|wever|smid|blazer|draaier|keramist|krukmakare|vävare|smed"
            r"|drejare|glasblåsare|artisan|ambachts|hantverkare|kunstenaar|artist|konstnär"
        ),
        (
            r"thrown|woven|carved|knitted|turned|blown|forged|sewn|hand-?made|gedraaid|geweven|gesneden|gebreid|geblazen"
            r"|gesmeed|genaaid|drejad|drejat|vävd|vävt|snidad|stickad|stickat|blåst|smidd|sydd|handgjord"
        ),
    ),
    (
        r"auth?or|auteur|writ|schrij|författ|skriv",
        r"written|penned|text|words|geschreven|tekst|teksten|skriven|skrivet|skrivna|text",
    ),
    (
        r"perform|musician|muzikant|singer|zanger|artiest|musiker|sångar|pianist|orchestra|orkest",
        r"performed|sung|played|recorded|uitgevoerd|gezongen|gespeeld|opgenomen|framförd|framfört|sjungen|spelad|inspelad",
    ),
    (r"direct|regie|regiss", r"directed|geregisseerd|regisserad|regisserat"),
    (r"design|ontwerp|formgiv", r"designed|sketched|drawn|ontworpen|getekend|formgiven|formgivet|designad|ritad|ritat"),
    (
        (
            r"maker|made by|builder|luthier|bouwer|byggare|gemaakt door"
            r"|tillverkare|brewer|brouwer|bryggare|roaster|brander|rosteri|parf"
        ),
        r"made|brewed|roasted|blended|created|built|restored|gebouwd|byggd|byggt|gemaakt|gebrouwen|gebrand|gecreëerd|tillverkad|bryggd|bryggt|rostat|skapad",
    ),
)
_BY = r"(?:by|van|door|av|from)"
_PATTERNS = tuple(
    (
        re.compile(names, re.IGNORECASE),
        Sifted(
            rf"(?<![\w-])(?:{_WHO}\s(?:{verbs})\b|(?i:\b(?:{nouns})\s{_BY})\s{_WHO.replace('who', 'who2')}"
            rf"|(?i:\b{titles})\s{_WHO.replace('who', 'who3')})"
        ),
    )
    for names, verbs, titles, nouns in _ROLES
)
_PATTERNS += tuple(
    (
        re.compile(names, re.IGNORECASE),
        Sifted(
            rf"(?i:\b(?:{verbs})\s(?:by|door|av))\s{_WHO}|(?i:\bdoor)\s{_WHO.replace('who', 'who2')}\s(?:{verbs})\b"
            rf"|(?P<who3>(?!))"
        ),
    )
    for names, verbs in _PASSIVES
)


_LINE = re.compile(rf"(?:(?i:\b(?:by|van|door|av|from))|[–—|,:])\s{_WHO}(?=\s?[.]?$)")
_OF = re.compile(rf"(?i:\b(?:by|van|door|av|from))\s{_WHO}")
_WRITTEN = re.compile(r"auth?or|auteur|writ|schrij|författ|skriv", re.IGNORECASE)
_OTHERS = re.compile(
    r"(?:illustr|draw|drew|pictur|translat|forew|introduc|read|narrat|photo|music|design|edit|publi|cover|film|inspir"
    r"|teken|vertaal|vertal|voorwoord|voorgelezen|muziek|ontw|ontworpen|uitge|verfilm|geïnspir|teckn|bild|översätt"
    r"|översatt|förord|uppläs|inläs|musik|form|utgiv|film|inspirer|praise|recommended|loved|fan|liefhebber|älskar)\w*\s$",
    re.IGNORECASE,
)
_MADE_BOOKS = re.compile(
    r"book|novel|recipe|page|stor(?:y|ies)|chapter|poem|roman|boek|recept|pagina|verhaal|verhalen|hoofdstuk|gedicht"
    r"|bok|sido?r|berättel|kapitel|dikt|thriller|deckare|serie|game|spel|bedacht|devised|written|thought up|påhitt",
    re.IGNORECASE,
)
_PUBLISHED = re.compile(
    r"(?i:\b(?:published|out|verschen\w*|verscheen|verschijnt|uitgegeven|utgiv\w+|gavs ut|ges ut|kom ut|släppt\w*)\b)"
    r"[^.;:!?]{0,30}\s(?:by|bij|door|av|på|hos|from)\s(?:(?:Uitgeverij|Förlaget|Bokförlaget)\s)?"
    r"(?P<who>[A-ZÅÄÖÉ][\w'’-]+(?:\s(?:de\s)?[A-ZÅÄÖÉ][\w-]+)*)"
)
_PUBLISHER = re.compile(r"publisher|uitgever(?:ij)?|förlag|utgivare|verlag|imprint", re.IGNORECASE)


_MADE = re.compile(
    r"design|ontwerp|formgiv|artist|kunstena|konstnär|potter|pottenbakker|keramiker|keramist|krukmakare|luthier|maker"
    r"|architect|arkitekt|photographer|fotogra[af]f|composer|componist|kompositör|weaver|wever|vävare|silversmith",
    re.IGNORECASE,
)
_PERSON = re.compile(r"[A-ZÅÄÖÉ][\w'’.-]+(?:\s(?:de|van|der|von|den|af))*\s[A-ZÅÄÖÉ][\w-]+(?:\s[A-ZÅÄÖÉ][\w-]+)?")
_GROUNDS = re.compile(
    r"\b(?:Park|Street|Road|Lane|Bridge|House|Hall|Castle|Lake|Bay|Beach|Square|Garden|Market|Sea|River|Straat|Plein|Meer"
    r"|Zee|Gracht|Bank|Studio|Gatan|Torget|Sjön|Museum|Company|Co|Sons|Christmas|Kerst|Year|Day)\b",
    re.IGNORECASE,
)
"""What two capitals name that is no person."""
_SHORT_LINE = 48
"""So long is a sentence that says no more than what it is and by whom: `A chair by Nils Berg.`"""


@functools.lru_cache(maxsize=8)
def _named(facts: tuple[Fact, ...]) -> tuple[Fact | None, Fact | None, str]:
    """The facts that name a writer, or the one who made it, and a publisher, and the words of all facts."""
    writer = next((fact for fact in facts if _WRITTEN.search(fact.name) and fact.text[:1].isupper()), None)
    made = [fact for fact in facts if _MADE.search(fact.name) and _PERSON.fullmatch(fact.text.strip())]
    writer = writer or (made[0] if len(made) == 1 else None)
    publisher = next((fact for fact in facts if _PUBLISHER.fullmatch(fact.name.strip())), None)
    return writer, publisher, "\n".join(fact.text for fact in facts).casefold()


def _by_lines(sentence: str, writer: Fact | None, publisher: Fact | None) -> Iterator[tuple[re.Match[str], Fact]]:
    """The names in a line that says who wrote it, or brought it out, with the fact that names someone."""
    if writer is not None:
        short = len(sentence) <= _SHORT_LINE and _WRITTEN.search(writer.name) is None
        headed = short or sentence.rstrip()[-1:] not in ".!?:;"
        pattern = _LINE if headed else _OF
        if headed or (_WRITTEN.search(writer.name) and _MADE_BOOKS.search(sentence)):
            yield from (
                (found, writer)
                for found in pattern.finditer(sentence)
                if not _GROUNDS.search(found["who"])
                if not _OTHERS.search(sentence, 0, found.start()) and not _is_place(found["who"])
            )
    if publisher is not None and publisher.text[:1].isupper():
        yield from ((found, publisher) for found in _PUBLISHED.finditer(sentence))


@functools.lru_cache(maxsize=1024)
def _is_place(name: str) -> bool:
    return any(concepts()[each.concept].kind == "origin" for lang in LANGUAGES for each in concepts_in(name, lang))


def _of_lines(sentence: str, facts: tuple[Fact, ...]) -> Iterator[Assertion]:
    writer, publisher, every = _named(facts)
    for found, fact in _by_lines(sentence, writer, publisher):
        if not any(word.removesuffix("s") in every for word in found["who"].casefold().split() if len(word) > 2):
            values = (("fact", fact.text),)
            yield Assertion(
                *found.span("who"), Verdict.CONTRADICTED, "property", (fact.id,), _SAID, values, attribute="property"
            )


def person_claims(sentence: str, facts: tuple[Fact, ...]) -> Iterator[Assertion]:
    """The persons a sentence names in a role that a fact fills: the same, or another; without a fact, nothing."""
    yield from _of_lines(sentence, facts)
    for told, pattern in _roles_filled(facts):
        for found in pattern.finditer(sentence):
            group = next(each for each in ("who", "who2", "who3") if found[each])
            start, end = found.span(group)
            last = found[group].casefold().split()[-1].removesuffix("s")
            first = found[group].split()[0]
            same = tuple(fact.id for fact in facts if last in fact.text.casefold())
            if same and not all(_is_kin(first, last, fact.text) for fact in facts if fact.id in same):
                yield Assertion(start, end, Verdict.SUPPORTED, "property", same, attribute="property")
            elif all(fact.text[:1].isupper() for fact in told):
                values = (("fact", told[0].text),)
                yield Assertion(
                    start, end, Verdict.CONTRADICTED, "property", (told[0].id,), _SAID, values, attribute="property"
                )


def _is_kin(first: str, last: str, text: str) -> bool:
    """Whether a fact names another of the same family: `Jonas Rönn` of *Monika Rönn*."""
    if first.casefold()[:_TOLD_APART] in text.casefold() or first.rstrip(".").casefold() in _STYLED:
        return False
    named = re.search(
        rf"(?P<first>[A-ZÅÄÖÉ][\w'’.-]*)\s(?:(?:de|van|der|von|den|af)\s){{0,2}}(?i:{re.escape(last)})", text
    )
    if named is None or named["first"].rstrip(".").casefold() in _STYLED:
        return False
    shorter = min(len(first.rstrip(".")), len(named["first"].rstrip(".")), _TOLD_APART)
    return first[:shorter] != named["first"][:shorter]


_TOLD_APART = 2
_STYLED = frozenset(
    {"dr", "prof", "professor", "mr", "mrs", "ms", "sir", "lady", "chef", "herr", "fru", "mevrouw", "meneer"}
)


@functools.lru_cache(maxsize=8)
def _roles_filled(facts: tuple[Fact, ...]) -> tuple[tuple[tuple[Fact, ...], Sifted], ...]:
    """The facts that fill each role, with how a sentence names who has it; roles that none fills are left out."""
    roles = ((tuple(fact for fact in facts if names.search(fact.name)), pattern) for names, pattern in _PATTERNS)
    return tuple((told, pattern) for told, pattern in roles if told)
