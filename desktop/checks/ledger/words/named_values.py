"""What stands before the noun that a fact is named for: *a Peter Pan collar* where the collar is a mandarin one.

Of words that no lexicon knows, so read by shape: in front of the noun, or before it in a compound. What praises, what
is true along with any value (sizes, sides, materials) and what the facts have anywhere is left alone.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable, Iterator

import msgspec

from desktop.checks.ledger.answers import answer_of
from desktop.checks.ledger.assertion import Assertion
from desktop.checks.ledger.concepts.concept_data import concepts, context_words, inflected
from desktop.checks.ledger.concepts.concept_forms import Token, tokens_of
from desktop.checks.ledger.concepts.concepts import concepts_in, is_negated
from desktop.checks.ledger.concepts.goods import is_ware
from desktop.checks.words import plain_form, same_word
from desktop.core.brief import LANGUAGES, Fact
from desktop.core.finding import Verdict
from desktop.core.lexicon import function_words, number_words, units
from desktop.core.resources import resource_text
from desktop.core.words import mark

_SAID = mark("The facts say “{fact}”.")
_KIND = re.compile(
    r"(?:\s(?:type|typ|style|shape|form|vorm|soort|model|modell|kind)|-?(?:type|typ|vorm|soort))$", re.IGNORECASE
)
_NO_NOUNS = re.compile(
    r"[^\W\d_]*(?:colou?r|kleur|färg|material\w*|materiaal|maat|storlek|weight|gewicht|vikt|merk|märke|naam|namn|model"
    r"|modell?en|herkomst|ursprung|garantie?|onderhoud|skötsel|levering|leverans|inhoud|innehåll|verpakking|förpackning"
    r"|taal|språk|serie|categorie|kategori|produkt|gebruik|användning|kwaliteit|kvalitet|ontwerp|functie|funktion"
    r"|seizoen|säsong|niveau|nivå|leeftijd|ålder|doelgroep|målgrupp|schrijver|författare|kunstenaar|konstnär|uitgever"
    r"|prijs|pris|datum|systeem|system|nummer|karakter|karaktär|proces|resultaat|activiteit|aktivitet)"
    r"|size|brand|name|origin|country|land|warranty|care|delivery|shipping|returns?|contents?|packaging|language|series"
    r"|category|product|use|fabric|stof|tyg|quality|design|look|feel|style|stijl|stil|functions?|features?|season"
    r"|occasion|gelegenheid|tillfälle|level|light|licht|ljus|top|back|side|body|face|end|time|tijd|tid|day|dag|water"
    r"|vatten|air|lucht|luft|life|leven|liv|room|kamer|rum|home|huis|hus|part|deel|del|piece|stuk|set|kit|pack|line"
    r"|lijn|linje|place|plaats|plats|plek|hand|view|way|year|jaar|år|area|point|price|target|doel|audience|people"
    r"|mensen|age|auth?or|auteur|maker|designer|ontwerper|artist|publisher|förlag|location|locatie|venue|teacher"
    r"|docent|lärare|region|regio|date|start|surface|ondergrond|underlag|number|unit|mode|range|support|help|food|eten"
    r"|mat|notes?|details?|experience|ervaring|method|process|result|effect|effekt|touch|character|atmosphere|sfeer"
    r"|stämning|edition|editie|service|options?|optie|extras?|purpose|activity|certificates?|certificaat|tone|ton|mood",
    re.IGNORECASE,
)
"""Nouns of facts that others rule, or that sentences have in a hundred senses."""
_SIDE = re.compile(r"(?:left|right|links|rechts|vänster|höger)(?:hand|handed)?", re.IGNORECASE)
_SHEETS = {
    "en": re.compile(
        r"\b(?:colou?r|weight|size|width|height|depth|length|warranty|made|volume|care|power|battery|brightness|storage"
        r"|included|contents|age|pages|capacity|fabric|load|speed|charging|lining|closure|use|water)\b",
        re.IGNORECASE,
    ),
    "nl": re.compile(
        r"\b(?:kleur|gewicht|maat|breedte|hoogte|diepte|lengte|gemaakt|herkomst|inhoud|materiaal|leeftijd|vermogen"
        r"|meegeleverd|voering|sluiting|aantal|taal|niveau|duur|vulling|houdbaarheid)\b",
        re.IGNORECASE,
    ),
    "sv": re.compile(
        r"\b(?:färg|vikt|storlek|bredd|höjd|djup|längd|tillverkad|tillverkat|ursprung|innehåll|effekt|volym|antal|ålder"
        r"|ingår|foder|stängning|språk|nivå|räckvidd|fyllning|hållbarhet|mått)\b",
        re.IGNORECASE,
    ),
    "de": re.compile(
        r"\b(?:farbe|größe|breite|höhe|tiefe|\w*länge|herkunft|hergestellt|inhalt|leistung|laufzeit|akku\w*|ladegerät"
        r"|lieferumfang|\w*spannung|\w*schutz|maße|abmessungen|gehäuse|\w*stärke|\w*pegel|füllung|verschluss)\b",
        re.IGNORECASE,
    ),
}
_SHORTEST, _SHORTEST_BEGIN, _MOST_WORDS, _MOST_AHEAD, _STEM = 3, 3, 3, 4, 5
_SHORTEST_NOUN = 2
_LONGEST = 48
_OPENERS = {
    "en": frozenset({"a", "an", "the", "its", "this", "these", "with", "in", "on", "and", "has", "have", "or"}),
    "nl": frozenset({"een", "de", "het", "deze", "dit", "met", "in", "op", "aan", "en", "heeft", "of"}),
    "sv": frozenset({"en", "ett", "den", "det", "de", "denna", "dessa", "detta", "med", "i", "på", "och", "har"}),
}
_OTHERS = re.compile(
    r"\b(?:than|unlike|instead|like|most|many|other|others|ordinary|if|any|every|whatever|whichever|each|choose|your|my"
    r"|would|could|dan|anders|zoals|plaats|meeste|veel|vele|andere|gewone|als|elke|iedere|kies|je|jouw|uw|mijn|zou"
    r"|än|istället|stället|som|flesta|många|andra|vanliga|om|varje|alla|välj|din|ditt|dina|min|mitt|mina|skulle|no|not"
    r"|never|geen|niet|nooit|inte|ingen|inget|inga|aldrig|without|zonder|utan)\b",
    re.IGNORECASE,
)
_FITTED = frozenset(
    {"well", "easy", "non", "anti", "high", "low", "extra", "super", "self", "hand", "soft", "quick", "ultra", "long"}
    | {"short", "half", "full", "all", "machine", "custom", "eco", "bi", "multi", "pre", "semi", "micro", "double"}
)
"""What begins a joined word that praises, or that is true along with a value: *easy-grip*, *hand-stitched*."""
_ADVERB = re.compile(r"\w{3,}ly")
_SILENT_KINDS = frozenset({"material", "colour", "environment", "care", "award", "origin"})
_OPENED = frozenset({"and", "en", "och", "but", "maar", "men", "so", "dus", "så"})
_COPULAS = frozenset({"is", "are", "zijn", "är", "blijft", "feels", "känns"})


def are_opposite(one: str, other: str) -> bool:
    """Whether two adjectives are opposites, which other values may be true along with: *long* and *short* sleeves."""
    for sides in _opposites():
        first = next((side for side in sides if one in side), None)
        if first is not None and other not in first and any(other in side for side in sides):
            return True
    return False


@functools.cache
def _opposites() -> tuple[tuple[frozenset[str], ...], ...]:
    every = msgspec.json.decode(resource_text("lexicons/ledger/opposites.json"), type=list[list[str]])
    return tuple(tuple(frozenset(map(plain_form, side.split())) for side in sides) for sides in every)


class _Named(msgspec.Struct, frozen=True):
    """A fact that gives a value of a noun: the forms of the noun, the plain words of the value, those before it."""

    fact: str
    text: str
    forms: frozenset[str]
    words: frozenset[str]
    ahead: frozenset[str] = frozenset()
    noun: str = ""


def sheet_language(facts: tuple[Fact, ...]) -> str:
    """The language that the names of facts are in; empty where they do not tell."""
    names = " ".join(fact.name for fact in facts)
    met = sorted(((len(words.findall(names)), language) for language, words in _SHEETS.items()), reverse=True)
    return met[0][1] if met[0][0] > met[1][0] else ""


class NamedFacts:
    """The facts whose value is a word or two of no kind that lexicons rule, by the forms of the noun of their name."""

    def __init__(self, facts: Iterable[Fact]) -> None:
        """Read the facts."""
        every = tuple(facts)
        self.by_form: dict[str, list[_Named]] = {}
        self.language = ""
        self.sided: tuple[tuple[str, _Named], ...] = ()
        named = [each for fact in every if (each := _named(fact)) is not None]
        if not named:
            return
        for each in named:
            for form in each.forms:
                self.by_form.setdefault(form, []).append(each)
        self.sided = tuple((each.noun, each) for each in named if _SIDE.fullmatch(" ".join(each.words)))
        words = {word for fact in every for word in _words(f"{fact.name} {fact.text} {fact.variant}")}
        self.stems = frozenset(word[:_STEM] for word in words)
        self.texts = " ".join(f"{fact.name} {fact.text}" for fact in every).casefold()
        self.language = sheet_language(every)

    def facts_of(self, word: str) -> frozenset[str]:
        """The facts named for a noun in this form."""
        return frozenset(each.fact for each in self.by_form.get(word, ()))


def _words(text: str) -> list[str]:
    return [plain_form(token.lower) for token in tokens_of(text) if token.is_word]


def _named(fact: Fact) -> _Named | None:
    name = _KIND.sub("", fact.name.strip(" :")).strip()
    value = fact.text.strip()
    words = [token.lower for token in tokens_of(name) if token.is_word]
    if not words or len(words) > 2 or fact.variant or len(value) > _LONGEST or any(char.isdigit() for char in value):
        return None
    noun = words[-1]
    other = len(noun) < _SHORTEST_NOUN or not noun.isalpha() or _is_quality(noun) or _NO_NOUNS.fullmatch(noun)
    if other and not (noun == "hand" and _SIDE.fullmatch(value)):
        return None
    words_of_value = frozenset(_words(value))
    if not words_of_value or len(words_of_value) > _MOST_WORDS or answer_of(value) is not None or _is_ruled(value):
        return None
    forms = frozenset(form for language in LANGUAGES for form in inflected(noun, language))
    forms |= {f"{noun}et", f"{noun}ets"}  # of Swedish neuters
    if len(noun) <= _SHORTEST:
        forms |= {f"{noun}{ending}" for ending in ("en", "et", "n", "s", "r", "na", "je", "ar", "er", "arna")}
        forms |= {f"{noun}{noun[-1]}{ending}" for ending in ("en", "et", "ar", "arna")}
    return _Named(
        fact.id, f"{fact.name}: {fact.text}", forms, words_of_value, frozenset(map(plain_form, words[:-1])), noun
    )


@functools.lru_cache(maxsize=4096)
def _is_quality(noun: str) -> bool:
    return any(noun in function_words(each) or noun in units() for each in LANGUAGES) or noun.endswith(
        ("able", "proof", "free", "baar", "vrij", "fri", "resistant", "bestendig", "tålig")
    )


@functools.lru_cache(maxsize=4096)
def _is_ruled(value: str) -> bool:
    """Whether a value is of a kind that lexicons rule: a material, a colour."""
    return any(
        concepts()[each.concept].kind in _SILENT_KINDS
        for language in LANGUAGES
        for each in concepts_in(value, language, names=True)
    )


def named_claims(sentence: str, language: str, known: NamedFacts, titles: tuple[str, ...] = ()) -> Iterator[Assertion]:
    """The claims that what a fact names is of another sort than the fact says; not of the goods of the titles."""
    if not known.by_form or known.language not in {"", language} or sentence.rstrip().endswith("?"):
        return
    tokens = tokens_of(sentence)
    for place, token in enumerate(tokens):
        each, begin = _named_at(token.lower, language, known)
        if each is None or any(title.endswith(tuple(each.forms)) for title in titles):
            continue
        first, last = _strange_from(tokens, place, begin, language, known), place
        if first is None:
            first, last = (place, place) if _begins_opposite(begin, each) else _opposite_around(tokens, place, each)
        if first is not None and not _is_apart(sentence, tokens, first, place, each, language):
            values = (("fact", each.text),)
            yield Assertion(
                tokens[first].start, tokens[last].end, Verdict.CONTRADICTED, "property", (each.fact,), _SAID, values,
                attribute="property",
            )  # fmt: skip


def _named_at(word: str, language: str, known: NamedFacts) -> tuple[_Named | None, str]:
    """The only fact named for a word, and what the word begins with as a compound: `punt` of `puntkraag`."""
    found = known.by_form.get(word, ())
    if found or language == "en":
        return (found[0], "") if len(found) == 1 else (None, "")
    for length in range(_SHORTEST_BEGIN, len(word) - _SHORTEST):
        found = known.by_form.get(word[length:], ())
        if found:
            return (found[0], word[:length]) if len(found) == 1 else (None, "")
    for noun, named in known.sided:
        begin, met, _ = word.partition(noun)
        if met and _begins_opposite(begin, named):  # `högerhandske` of `Hand: vänster`
            return named, begin
    return None, ""


def _begins_opposite(begin: str, named: _Named) -> bool:
    """Whether a compound begins with the opposite of the one word that a fact has: *buitenzak* of `Zak: binnen`."""
    return len(begin) >= _SHORTEST and len(named.words) == 1 and are_opposite(plain_form(begin), *named.words)


def _strange_from(tokens: tuple[Token, ...], place: int, begin: str, language: str, known: NamedFacts) -> int | None:
    """Where the words begin that give the noun another value; None where they do not."""
    if begin:
        return place if _is_strange(begin, language, known, compound=True) else None
    first = place
    while first and place - first < _MOST_AHEAD and _may_modify(tokens, first - 1, language):
        first -= 1
    opened = first > 0 and tokens[first - 1].lower in _OPENERS[language]
    if first == place or not opened:
        return None
    while first < place and (tokens[first].text in "-‑" or _goes_along(tokens[first].lower, language)):
        first += 1
    rest = [token for token in tokens[first:place] if token.is_word]
    if not rest or not _all_new(rest, known):
        return None
    joined = any(token.text in "-‑" for token in tokens[first:place])
    if joined and not any(token.lower in _FITTED or _goes_along(token.lower, language) for token in rest):
        return first
    return first if any(_is_strange(each.lower, language, known) for each in rest) else None


def _opposite_around(tokens: tuple[Token, ...], place: int, named: _Named) -> tuple[int | None, int]:
    """Where a word before the noun, or one that is said of it, is the opposite of the value: *korta ärmar*."""
    before, after = place - 1, place + 2
    while before > 0 and (tokens[before].text in "-‑" or plain_form(tokens[before].lower) in named.ahead):
        before -= 1
    values = [word for word in named.words if len(named.words) == 1]
    if place and any(are_opposite(plain_form(tokens[before].lower), value) for value in values):
        return before, place
    if after < len(tokens) and tokens[place + 1].lower in _COPULAS:
        ends = after + 1 >= len(tokens) or not tokens[after + 1].is_word or tokens[after + 1].lower in _OPENED
        if ends and any(are_opposite(plain_form(tokens[after].lower), value) for value in values):
            return place, after
    return None, place


def _all_new(words: list[Token], known: NamedFacts) -> bool:
    """Whether no fact has any of these words."""
    return not any(plain_form(each.lower)[:_STEM] in known.stems or each.lower[:_STEM] in known.texts for each in words)


def _may_modify(tokens: tuple[Token, ...], place: int, language: str) -> bool:
    token = tokens[place]
    if token.text in "-‑":
        return place > 0 and tokens[place - 1].is_word
    if place + 1 < len(tokens) and tokens[place + 1].text in "-‑":
        return token.text.isalpha()
    return token.text.replace("'", "").replace("’", "").isalpha() and token.lower not in function_words(language)


def _is_strange(word: str, language: str, known: NamedFacts, *, compound: bool = False) -> bool:
    """Whether a word gives a value that no fact has, and is neither praise nor true along with any."""
    plain = plain_form(word)
    if len(word) < _SHORTEST or plain[:_STEM] in known.stems or word[:_STEM] in known.texts:
        return False
    if word in number_words() or _goes_along(word, language) or _ADVERB.fullmatch(word) or not word.isalpha():
        return False
    if compound and any(_goes_along(each, language) for each in (word[:-1], f"{word}e") if len(each) >= _SHORTEST):
        return False
    return not _is_thing(word, language)


@functools.lru_cache(maxsize=8192)
def _is_thing(word: str, language: str) -> bool:
    """Whether a word is goods, or a material or colour: `jacket collar`, `cotton collar`."""
    if is_ware(word, language):
        return True
    return any(concepts()[each.concept].kind in _SILENT_KINDS for each in concepts_in(word, language))


@functools.lru_cache(maxsize=16_384)
def _goes_along(word: str, language: str) -> bool:
    return word in _along(language)


@functools.cache
def _along(language: str) -> frozenset[str]:
    words = context_words(language, "along")
    found = {form for word in words for form in inflected(word, language)}
    if language == "sv":
        found |= {f"{word}{ending}" for word in words for ending in ("a", "t", "e", "tt")}
    return frozenset(found | set(context_words(language, "along_begins")))


@functools.lru_cache(maxsize=16_384)
def _has(said: str, word: str, language: str) -> bool:
    """Whether a word of a sentence is one of a value, in another form or as part of a compound."""
    return same_word(said, word, language) or word[: max(_STEM, len(word) - 2)] in said


def _is_apart(sentence: str, tokens: tuple[Token, ...], first: int, last: int, named: _Named, language: str) -> bool:
    """Whether the sentence has the value after all, denies this one, or speaks of others or of perhaps."""
    if any(_has(plain_form(token.lower), word, language) for token in tokens for word in named.words):
        return True
    return is_negated(tokens, first, language) or _OTHERS.search(sentence, 0, tokens[last].start) is not None
