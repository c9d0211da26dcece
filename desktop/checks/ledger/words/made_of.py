"""Signs in the words around a material: a veneer called solid, what something is made of or clad in outright."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable

from desktop.checks.ledger.concepts.concept_data import above, concepts
from desktop.checks.ledger.concepts.concept_facts import VENEER, ConceptFacts, Statement, parts_of_name
from desktop.checks.ledger.concepts.concept_forms import is_head, parts_of_word, tokens_of
from desktop.checks.ledger.concepts.concepts import Mention, concepts_in
from desktop.checks.words import plain_form, same_word
from desktop.core.brief import LANGUAGES, Fact
from desktop.core.lexicon import function_words

_MADE = frozenset(
    {"made", "crafted", "gemaakt", "vervaardigd", "tillverkad", "tillverkat", "gjord", "gjort", "sydd", "sytt"}
)
_SOLID = ("solid", "massief", "massieve", "massiv", "vollholz")
_WHOLLY = re.compile(r"(?!.*(?:veneer|fine+r|fan[eé]r|furnier))\b(?:solid|massie[fv]|massiv|vollholz)", re.IGNORECASE)
_CLAD = re.compile(
    r"\b(?:covered|clad|upholstered|lined|wrapped|made|bekleed|gestoffeerd|overtrokken|gevoerd|gemaakt"
    r"|kläd[dt]a?|klätt|fodrade?"
    r"|fodrat|tillverkad[et]?|gjord|gjort) (?:in|with|of|from|met|van|uit|i|med|av) (?:[^\W\d_]+ )?$"
    r"|\b\w*(?:panel\w*|lid|cover|hoes|paneel|klep|överdel\w*|foder|fodral\w*|rygg\w*|sits\w*|klädsel\w*) (?:in"
    r"|of|van|i|av) $",
    re.IGNORECASE,
)


def is_clad_in(sentence: str, start: int) -> bool:
    """Whether the words before a material say outright that the product, or its cover, is made of it."""
    return _CLAD.search(sentence, 0, start) is not None


def weaker(sentence: str, mention: Mention, supporting: list[Statement], known: ConceptFacts) -> tuple[Statement, ...]:
    """The statements that have the material, but not so: of a veneer called solid, of a share called pure."""
    return _faced(sentence, mention, supporting, known) or _blended(sentence, mention, supporting, known)


def _faced(sentence: str, mention: Mention, supporting: list[Statement], known: ConceptFacts) -> tuple[Statement, ...]:
    """The statements of a veneer where the sentence says that the wood is solid, and the other way round."""
    if "wood" in above(mention.concept) and VENEER.search(_with_next(sentence, mention)):
        solid = tuple(each for each in supporting if _WHOLLY.search(known.texts.get(each.fact, "")))
        return solid if len(solid) == len(supporting) else ()
    before = tokens_of(sentence)[max(0, mention.first - 1) : mention.first]
    words = (before[0].lower if before else "") + " " + sentence[mention.start : mention.end].lower()
    if "wood" not in above(mention.concept) or not words.strip().startswith(_SOLID):
        return ()
    faced = tuple(each for each in supporting if VENEER.search(known.texts.get(each.fact, "")))
    return faced if len(faced) == len(supporting) else ()


def _blended(
    sentence: str, mention: Mention, supporting: list[Statement], known: ConceptFacts
) -> tuple[Statement, ...]:
    """The statements that give a share of it only, where the sentence says that there is nothing else: `pure wool`."""
    if _PURE.search(sentence, 0, mention.start) is None:
        return ()
    facts = {fact.id: fact for fact in known.facts}
    shares = [(each, _share_of(mention.concept, facts.get(each.fact))) for each in supporting]
    return tuple(each for each, share in shares if share < _NEARLY_ALL) if all(share for _, share in shares) else ()


@functools.lru_cache(maxsize=4096)
def _share_of(concept: str, fact: Fact | None) -> float:
    """How many per cent of what a fact lists are of this; 0 where it gives no shares."""
    if fact is None:
        return 0
    if _ONLY_SHARE.fullmatch(fact.text):
        return _percent(fact.text)
    items = [item for item in _ITEMS.split(fact.text) if _SHARE.search(item)]
    if len(items) < _LEAST_ITEMS:
        return 0
    return sum(_percent(item) for item in items if _names(item, concept))


def _percent(text: str) -> float:
    found = _SHARE.search(text)
    return float(found[1].replace(",", ".")) if found else 0


def _names(text: str, concept: str) -> bool:
    return any(concept in above(each.concept) for language in LANGUAGES for each in concepts_in(text, language))


_NEARLY_ALL, _LEAST_ITEMS = 99.0, 2
_SHARE = re.compile(r"(\d+(?:[.,]\d+)?)\s?%")
_ONLY_SHARE = re.compile(r"\W*\d+(?:[.,]\d+)?\s?%\W*")
_ITEMS = re.compile(r"(?<!\d)[,;/+&]|[,;/+&](?!\d)|\b(?:and|en|och|und)\b")
_PURE = re.compile(
    r"(?:\b(?:pure|all-|entirely|wholly|nothing but|solely|exclusively|puur|zuivere?|niets (?:anders )?dan"
    r"|rent?|rena|inget annat än)"
    r"|\b(?:completely|only|volledig|geheel|helemaal|uitsluitend|enkel|alleen|helt|enbart|uteslutande|bara)"
    r"(?: (?:made|gemaakt|vervaardigd|gjord|gjort|tillverkad|tillverkat|vävd|stickad|geweven|gebreid|woven|knitted))?"
    r" (?:of|from|in|van|uit|i|av))"
    r"[ -]?(?:(?:of|from|in|van|uit|i|av|new|virgin|organic|natural|soft|fine|nieuwe|scheer|biologische?|natuurlijke?"
    r"|zachte?|ny|ekologisk|naturlig|mjuk) ){0,2}$",
    re.IGNORECASE,
)


def _with_next(sentence: str, mention: Mention) -> str:
    """The words of a mention with the one behind: `oak veneer`, `ekfaner`."""
    behind = tokens_of(sentence)[mention.last + 1 : mention.last + 2]
    return sentence[mention.start : behind[0].end if behind else mention.end]


def is_made(sentence: str, mention: Mention) -> bool:
    """Whether the sentence says outright that the product is made of it: the lining alone is not enough."""
    return any(token.lower in _MADE for token in tokens_of(sentence)[max(0, mention.first - 4) : mention.first])


def is_of_named_part(
    sentence: str, mention: Mention, language: str, statements: Iterable[Statement], known: ConceptFacts
) -> bool:
    """Whether facts say of what else the very part is made that follows: `on a brass barrel`, `het eiken blad`."""
    if concepts()[mention.concept].kind != "material":
        return False
    following = _noun_behind(sentence, mention)
    if _is_the_thing(sentence, mention, language, following, statements):
        return True
    named = mention.parts or (parts_of_word(following, language) - _GROUND)
    if named and all(each.parts & named for each in statements):
        return True
    facts = {each.fact for each in statements}
    names = (_NAME.findall(fact.name.casefold()) for fact in known.facts if fact.id in facts)
    return len(following) >= _SHORTEST and any(same_word(following, words[-1], language) for words in names if words)


def of_named_part(sentence: str, mention: Mention, language: str, known: ConceptFacts) -> tuple[Statement, ...]:
    """The materials of the fact named for what the sentence says is made of this: *burrs of steel*, *steel burrs*."""
    before = _PART_OF.search(sentence, 0, mention.start)
    words = [before[1].casefold()] if before else []
    words += [behind] if (behind := mention.rest or _noun_behind(sentence, mention)) else []
    statements = [each for each in known.by_attribute.get("material", ()) if not each.named]
    told = {each.fact for each in statements}
    names = [(fact.id, fact.name) for fact in known.facts if fact.id in told] if words else []
    for word in words:
        named = {fact for fact, name in names if _is_named(word, name, language)}
        if found := tuple(each for each in statements if each.fact in named):
            return found
    return ()


@functools.lru_cache(maxsize=16_384)
def _is_named(word: str, name: str, language: str) -> bool:
    """Whether the last word of a name is this one, in any form, and neither a smell nor itself a material."""
    words = _NAME.findall(name.casefold())
    if not words or parts_of_name(name) & _SMELLS or _names_material(words[-1]):
        return False
    ended = len(words[-1]) == _SHORTEST and word.startswith(words[-1]) and len(word) <= _SHORTEST + 2  # `Veven`
    return len(word) >= _SHORTEST and (ended or same_word(plain_form(word), plain_form(words[-1]), language))


def is_said_of_subject(sentence: str, mention: Mention) -> bool:
    """Whether it is what the subject is made of, known and not brought along: *The case is made of aluminium*."""
    return _SUBJECT.search(sentence, 0, mention.start) is not None


_SUBJECT = re.compile(
    r"(?:(?:^|[.,;]\s*)(?:(?:the|this|de|het|deze|dit|den|det)\s(?:[^\W\d_]+\s)?)?)[^\W\d_]+ (?:is|are|zijn|är)"
    r"(?: (?:made|gemaakt|tillverkade?|gjorda?|gjort))?(?: (?:of|from|van|uit|av|i))? (?:[^\W\d_]+ )?$",
    re.IGNORECASE,
)


def _names_material(word: str) -> bool:
    mentions = (each for language in LANGUAGES for each in concepts_in(word, language))
    return any(concepts()[each.concept].kind == "material" for each in mentions)


_SMELLS = frozenset({"scent", "flavour", "ingredient"})
_PART_OF = re.compile(
    r"([^\W\d_]{3,}) (?:(?:of|from|in|van|uit|av|i)|(?:is|are|zijn|är)(?: (?:made|gemaakt|gjorda?|gjort))?"
    r"(?: (?:of|from|van|uit|av|i))?) (?:(?!(?:and|en|och|or|of|eller) )[^\W\d_]+ ){0,2}$",
    re.IGNORECASE,
)


def is_of_titled(sentence: str, mention: Mention, language: str, titles: tuple[str, ...]) -> bool:
    """Whether what follows is the goods of the titles, whatever else it may be: `this hardwood table`."""
    if concepts()[mention.concept].kind not in {"material", "colour"} or not titles:
        return False
    before = tokens_of(sentence)[max(0, mention.first - 2) : mention.first]
    if any(token.lower in _BESIDE for token in before):
        return False
    following = mention.rest or _noun_behind(sentence, mention)
    return len(following) >= _SHORTEST and any(same_word(following, title, language) for title in titles)


def _noun_behind(sentence: str, mention: Mention) -> str:
    following = tokens_of(sentence)[mention.last + 1 : mention.last + 2]
    return following[0].lower if following and following[0].is_word else ""


def _is_the_thing(sentence: str, mention: Mention, language: str, noun: str, statements: Iterable[Statement]) -> bool:
    """Whether it is what the thing of the sentence is of, when facts name a like material: `The cedar bucket holds`."""
    alike = all(each.concept and above(each.concept) & above(mention.concept) & _FAMILIES for each in statements)
    if not alike or language == "sv" or _THE_THING.fullmatch(sentence, 0, mention.start) is None:
        return False
    tokens = tokens_of(sentence)[mention.last + 1 : mention.last + 3]
    ends = len(tokens) < _LEAST or not tokens[1].is_word or tokens[1].lower in _VERBS_OF_THINGS
    if mention.given and not (is_head(noun, language) or parts_of_word(noun, language)):
        return False  # `The apple juice`
    plural = language == "en" and noun.endswith("s") and not ends
    return len(noun) >= _SHORTEST and not plural and noun not in function_words(language) and noun not in _GROWING


_FAMILIES = frozenset({"wood", "metal", "stone", "hide", "wool", "plastic", "plant_fibre"})
_THE_THING = re.compile(
    r"(?:.*[.:;!?]\s)?\W*(?:the|this|our|its|de|het|deze|dit|onze)\s(?:[^\W\d_]+\s)?", re.IGNORECASE
)
_LEAST = 2
_VERBS_OF_THINGS = frozenset({"is", "are", "has", "have", "can", "comes", "zijn", "heeft", "kan", "and", "en"})
_GROWING = (
    frozenset({"tree", "trees", "forest", "forests", "wood", "woods", "oil", "leaf", "leaves", "nut", "nuts", "honey"})
    | frozenset({"bark", "cone", "cones", "needles", "scent", "smell", "flavour", "syrup", "family", "industry", "age"})
    | frozenset(
        {"boom", "bomen", "bos", "bossen", "olie", "noot", "noten", "naalden", "geur", "smaak", "siroop", "tijd"}
    )
)
_GROUND = frozenset({"floor", "main", "top"})
_NAME = re.compile(r"[^\W\d_]{3,}")
_SHORTEST = 3
_BESIDE = (
    frozenset({"for", "on", "against", "over", "onto", "under", "beside", "with", "your", "like", "than", "any"})
    | frozenset({"voor", "op", "tegen", "over", "onder", "naast", "bij", "met", "je", "jouw", "uw", "zoals", "dan"})
    | frozenset({"för", "på", "mot", "över", "under", "bredvid", "till", "med", "din", "ditt", "som", "än", "vid"})
)


def is_of_known(sentence: str, start: int, known: ConceptFacts) -> bool:
    """Whether it ends a compound whose first half a fact has: `GORE-TEX-voering` where the membrane is GORE-TEX."""
    first = _FIRST_HALF.search(sentence, 0, start)
    return first is not None and bool(known.with_words(first[1]))


_FIRST_HALF = re.compile(r"([^\W_][\w-]{2,})-$")
