"""What a heading says of its product in bare words: `Lemon candle`, `Dog lead, red`, `Colombian coffee beans`."""

from __future__ import annotations

import re
from collections.abc import Iterable
from collections.abc import Set as AbstractSet

from desktop.checks.ledger.concepts.concept_data import concepts, context_words
from desktop.checks.ledger.concepts.concept_forms import Token, tokens_of
from desktop.checks.ledger.concepts.concepts import Mention
from desktop.checks.ledger.concepts.goods import is_ware
from desktop.core.brief import Fact
from desktop.core.lexicon import function_words

_LONGEST = 9
_REACH = 3
_OF_OTHERS = (
    frozenset({"for", "like", "than", "under", "over", "not", "no", "without", "goes", "or", "instead", "from", "?"})
    | frozenset({"voor", "zoals", "dan", "onder", "boven", "niet", "geen", "zonder", "past", "of", "bij", "op"})
    | frozenset({"för", "som", "än", "över", "inte", "ej", "ingen", "utan", "passar", "eller", "till", "på"})
    | frozenset({"look", "style", "effect", "print", "'", '"', "‘", "’", "“", "”", "«", "»"})
)
"""Before or behind: it is said of another thing, denied, or a likeness."""
_POINTING = frozenset({"this", "these", "our", "deze", "dit", "onze", "denna", "detta", "dessa", "vår", "våra", "vårt"})
_NO_NOUNS = frozenset({"is", "are", "has", "have", "was", "heeft", "zijn", "är", "har", "och", "and", "en", "&", "-"})
_SIZED = frozenset({",", "(", "–", "—", "|", "/"})


def is_headed(sentence: str, mention: Mention, language: str, *, scented: bool) -> bool:
    """Whether a mention stands where a heading, or the first words of a sentence, name what is sold.

    It tells only that these words are said of the product; whether facts say something else is for others to find.
    `scented`: a fact is about what the product smells or tastes of.
    """
    tokens = tokens_of(sentence)
    concept = concepts()[mention.concept]
    if concept.kind == "origin":
        return _leads_to_goods(tokens, mention) or _is_made_there(tokens, mention, language)
    if not _is_heading(sentence, tokens) or any(token.lower in _OF_OTHERS for token in tokens):
        return False
    if concept.kind == "colour":
        return _closes(tokens, mention) and (language == "en" or tokens[mention.first].text[0].islower())
    if concept.kind == "material":
        return not mention.first and _names_goods(tokens, mention, language)
    return scented and concept.kind == "ingredient" and concept.attr == "taste"


def is_of_make(tokens: tuple[Token, ...], mention: Mention) -> bool:
    """Whether a noun or participle of making follows a nation: `Zwitserse makelij`, `Swiss-built`, `Deens ontwerp`.

    What is designed is so by people of one nation: a style of many, or one that inspires, is no claim.
    """
    following = tokens[mention.last + 1 : mention.last + 3]
    if not following:
        return False
    if following[0].text in "-‑":
        return len(following) > 1 and following[1].lower in _MADE
    noun, before = following[0].lower, [token.lower for token in tokens[max(0, mention.first - 2) : mention.first]]
    joined = before[-1:] and before[-1] in {"and", "en", "och"}
    lead = [token.lower for token in tokens[max(0, mention.first - _CLAUSE) : mention.first]] if joined else before[-1:]
    if _ABOUT.intersection(lead) or _ART.intersection(before[:1]):
        return False
    if noun not in DESIGNS:
        return noun in _CRAFTS
    return mention.concept not in _STYLES and not _INSPIRING.intersection(before)


def is_product_of(tokens: tuple[Token, ...], mention: Mention) -> bool:
    """Whether it is told as a label tells it: `Product of New Zealand`, `een product van Deense bodem`."""
    before = [token.lower for token in tokens[max(0, mention.first - 2) : mention.first]]
    return len(before) > 1 and before[0] in _GOODS and before[1] in {"of", "from", "uit", "van", "från", "av"}


DESIGNS = frozenset({"design", "ontwerp", "formgivning", "designed", "vormgeving"})
"""What is drawn in one country is as often as not made in another."""
_CRAFTS = (
    frozenset({"craftsmanship", "workmanship", "manufacture", "manufacturing", "handiwork", "makelij", "fabricaat"})
    | frozenset({"vakmanschap", "handwerk", "productie", "tillverkning", "konstruktion", "hantverk", "fabrikat"})
    | frozenset({"hantverkstradition", "produktion", "engineering", "ingenjörskonst", "constructie"})
    | frozenset({"product", "produkt"})
)
_GOODS = frozenset({"product", "produce", "produkt", "speciality", "specialty", "specialiteit", "specialitet"})
_MADE = frozenset({"made", "built", "crafted", "woven", "milled", "designed", "engineered", "manufactured", "produced"})
_STYLES = frozenset({"Scandinavia", "Europe", "Asia", "Africa"})
_INSPIRING = frozenset({"by", "of", "door", "van", "op", "av", "i", "för", "like", "som", "love", "loves"})
_ABOUT = frozenset({"to", "on", "about", "over", "aan", "om", "till", "into"})
_ART = frozenset({"secrets", "secret", "art", "history", "story", "tradition", "love", "spirit"}) | frozenset(
    {"geheim", "geheimen", "kunst", "geschiedenis", "liefde", "konsten", "historien", "hemligheten", "kärleken"}
)
"""What it is told about, or honoured: *a homage to Danish design*, *the art of Japanese craftsmanship*."""


def is_heading(sentence: str) -> bool:
    """Whether it is a line of a few words that no mark ends, as titles and bullets are."""
    return _is_heading(sentence, tokens_of(sentence))


def _is_heading(sentence: str, tokens: tuple[Token, ...]) -> bool:
    return len(tokens) <= _LONGEST and sentence.rstrip()[-1:] not in ".!?:;"


def _leads_to_goods(tokens: tuple[Token, ...], mention: Mention) -> bool:
    """Whether a word for where it is from stands before a noun: `Italiensk pasta`, `These Brazilian beans`."""
    if mention.first and tokens[mention.first - 1].lower not in _POINTING:
        return False
    following = tokens[mention.last + 1 : mention.last + 2]
    if not following or not following[0].is_word or following[0].lower in _NO_NOUNS | _OF_OTHERS:
        return False
    return tokens[mention.first].lower.endswith(_ADJECTIVES) and following[0].text[0].islower()


# fmt: off
_ADJECTIVES = (
    "an", "ese", "ish", "ch", "ic", "eek", "ss", "ai", "sh",
    "se", "s", "ns", "isch", "ische", "ene", "sk", "skt", "ska",
)
# fmt: on


_PARTICIPLE = {
    "en": re.compile(r"\w{3,}(?:ed|wn|un|ught|uilt|orn|ound)|made|cut|cast|hand-?\w+ed"),
    "nl": re.compile(r"(?:\w+)?ge\w{2,}(?:d|t|en)|(?:ver|be|ont)\w{3,}(?:d|t|en)"),
    "sv": re.compile(
        r"\w{3,}(?:ad|at|ade|as|ades|ats|dd|vd|vs|tes|kts)|\w{2,}des|byggs|\w{3,}(?:knuten|knuten|knutet|bunden|bundet|huggen|gjuten"
        r"|skuren)"
    ),
}
_NOT_MAKING = (
    frozenset({"sold", "loved", "used", "found", "tested", "worn", "seen", "known", "stocked", "based", "needed"})
    | frozenset({"stored", "shipped", "delivered", "launched", "invented", "displayed", "located", "inspired"})
    | frozenset({"verkocht", "gebruikt", "getest", "gevonden", "gedragen", "bekend", "geliefd", "gezien", "bezorgd"})
    | frozenset({"geleverd", "verzonden", "bewaard", "gevestigd", "bedacht", "geweest", "begonnen", "opgericht"})
    | frozenset({"använd", "använts", "testad", "testat", "älskad", "funnits", "lagrad", "provad", "skickas", "säljas"})
    | frozenset({"levererad", "levereras", "hittat", "startat", "grundat", "grundad", "sedan", "huset", "vardagen"})
)


def _is_made_there(tokens: tuple[Token, ...], mention: Mention, language: str) -> bool:
    """Whether a participle of any work leads to a place: `handknuten i Nepal`, `hand-knotted in Nepal`."""
    if tokens[mention.first].lower == "made" or tokens[mention.last].lower == "made":
        return True  # `Made in Italy`, in whatever language; `Swiss made`
    if mention.first < _LEAST_AHEAD or tokens[mention.first - 1].lower not in {"in", "i"}:
        return False
    place = mention.first - 2
    while place > 1 and (_WHEN.fullmatch(tokens[place].lower) or tokens[place].lower in {"in", "i"}):
        place -= 1
    verb = tokens[place].lower
    if verb not in _NOT_MAKING and _PARTICIPLE[language].fullmatch(verb) is not None:
        return True
    return _we_make(tokens[max(0, mention.first - _CLAUSE) : mention.first - 1], language)


def _we_make(before: tuple[Token, ...], language: str) -> bool:
    """Whether the words before say that we make it, or that somebody makes it for us: `We roast our beans in`."""
    words = [token.lower for token in before]
    ends = [place for place, word in enumerate(words) if word in ".,;:!?–—"]
    words = words[ends[-1] + 1 :] if ends else words
    return not _US.isdisjoint(words) and any(word in context_words(language, "making") for word in words)


_LEAST_AHEAD, _CLAUSE = 2, 8
_US = frozenset({"we", "wij", "vi"})
_WHEN = re.compile(
    r"\d{4}|jan\w*|feb\w*|mars|march|maart|apr\w*|may|mei|maj|jun[ei]|juni|jul[yi]|juli|aug\w*|sep\w*|o[ck]t\w*|nov\w*"
    r"|de[cz]ember|spring|summer|autumn|lente|voorjaar|zomer|herfst|våren|sommaren|hösten"
)
"""What may stand between the verb and the place: `skördades i maj i Kina`."""


def names_its_noun(sentence: str, mention: Mention, said: AbstractSet[str], facts: Iterable[Fact]) -> bool:
    """Whether a nation is told of the very thing that the facts `said` tell it of: `Japans uurwerk`."""
    tokens = tokens_of(sentence)
    following = tokens[mention.last + 1].lower if mention.last + 1 < len(tokens) else ""
    before = tokens[mention.first - 1].lower if mention.first else ""
    if concepts()[mention.concept].kind != "origin" or len(following) < _SHORTEST_NOUN or before in _PLACING:
        return False
    texts = (f"{each.name} {each.value}".casefold() for each in facts if each.id in said)
    words = {word for text in texts for word in _NOUN.findall(text)}
    return any(following.endswith(word) or following[:_SHORTEST_NOUN] == word[:_SHORTEST_NOUN] for word in words)


_PLACING = frozenset({"in", "from", "to", "of", "uit", "naar", "van", "i", "från", "till", "av"})
"""Before the name of a land, which is then no adjective: *in Noorwegen bezorgen*."""
_SHORTEST_NOUN, _NOUN = 5, re.compile(r"[^\W\d_]{5,}")


def _closes(tokens: tuple[Token, ...], mention: Mention) -> bool:
    """Whether it is the last word of the name, before a size at most: `Hundkoppel Ronja orange, 2 m`."""
    if not mention.first:
        return False
    following = tokens[mention.last + 1 : mention.last + 2]
    return not following or following[0].text in _SIZED or following[0].text[0].isdigit()


def _names_goods(tokens: tuple[Token, ...], mention: Mention, language: str) -> bool:
    """Whether goods follow in small letters: `Cork yoga mat`, not the name of `Alder TV Bench`.

    A few words that nothing joins are goods of any name: `Cork massage roller`.
    """
    following = [token for token in tokens[mention.last + 1 : mention.last + 1 + _REACH] if token.is_word]
    if not following or not all(token.text[0].islower() for token in following):
        return False
    if any(is_ware(token.lower, language) for token in following):
        return True
    name = tokens[mention.last + 1 :]
    end = next((place for place, token in enumerate(name) if not token.is_word or token.text[0].isdigit()), len(name))
    return 0 < end <= _LONGEST_NAME and not any(token.lower in function_words(language) for token in name[:end])


_LONGEST_NAME = 3
