"""Whether a mention in a sentence is said of the product at all: comparisons, other things, conditions, figures."""

from __future__ import annotations

import functools
import itertools
import re

from desktop.checks.ledger.concepts.concept_data import Concept, concepts, context_words
from desktop.checks.ledger.concepts.concept_forms import Token, is_head, phrase_set, tokens_of
from desktop.checks.ledger.concepts.concepts import JOINS, Mention, concepts_in, parts_near, stands_at
from desktop.checks.ledger.concepts.headings import DESIGNS, is_of_make, is_product_of
from desktop.checks.ledger.words.beside_it import is_put_beside, is_told
from desktop.checks.ledger.words.tongues import is_of_tongue

_NEAR = 3
_NEW = frozenset({"new", "nieuwe", "nya", "ny", "own", "eigen", "egen", "egna"})
_BREAKS = frozenset(".;:!?(–—,")
_ARTICLES = frozenset({"a", "an", "the", "een", "de", "het", "en", "ett"})
_DEFINITE_ARTICLES = frozenset({"the", "de", "het", "den", "det", "deze", "dit", "this", "its", "denna", "detta"})
_MEASURING = {
    "en": frozenset({"takes", "lasts", "needs", "runs", "goes", "works", "uses", "costs", "requires", "happens"}),
    "nl": frozenset({"gaat", "duurt", "kost", "werkt", "vraagt", "verloopt", "gebeurt", "vergt", "neemt"}),
    "sv": frozenset({"tar", "går", "sker", "kräver", "kostar", "varar", "fungerar"}),
}
_AT = frozenset({"at", "with", "met", "op", "med", "på", "tot", "upp"})
_SCENTED = re.compile(
    r"\b(?:scented with|(?:scent|fragrance|smell|flavour|flavor|taste) of|flavou?red with|infused with|smells of"
    r"|tastes of"
    r"|geur van|smaak van|geurt naar|ruikt naar|smaakt naar|geparfumeerd met|op smaak gebracht met"
    r"|doft av|smak av|doftar|smakar|smaksatt med|parfymerad med)\s(?:\w+\s){0,2}$",
    re.IGNORECASE,
)
_SERVED = frozenset(
    {"tea", "grape", "wine colour", "beer", "chocolate", "whisky", "milk", "kind of fish", "spirit"}
) | frozenset(
    {"name of cheese", "tea name", "shape of pasta", "kind of rice", "cut of meat", "spread", "texture of cheese"}
)
_SERVING = frozenset(
    {"serve", "enjoy", "try", "drink", "sip", "schenk", "serveer", "drick", "servera", "njut", "geniet"}
)
_BESIDE = frozenset(
    {"cup", "glass", "mug", "pot", "bar", "kop", "kopje", "glas", "mok", "kopp", "mugg", "bij", "till"}
) | (frozenset({"like", "zoals", "som", "than", "dan", "än", "for", "voor", "för", "ihop", "tillsammans"}))
_GOING = frozenset(
    {"goes", "go", "pairs", "fits", "erbij", "past", "passar", "därtill", "alongside", "lover", "lovers"}
)
_LEARNT = frozenset({"je", "jouw", "de", "het", "hoe", "alles", "meer", "nieuwe", "een", "kinderen", "zelf", "van"})
_FRIENDLY = frozenset({"friendly", "safe", "proof", "vriendelijk", "vänlig", "kan", "can", "kunnen"})
_SUFFERED = (
    frozenset(
        {"for", "against", "with", "from", "of", "fight", "fights", "relief", "suit", "suits", "reduce", "prevent"}
    )
    | frozenset({"voor", "tegen", "bij", "met", "van", "last", "vermindert", "verlicht", "geschikt"})
    | frozenset({"för", "mot", "vid", "med", "av", "passar", "lindrar", "minskar"})
)
_WITH = frozenset({"with", "met", "med"})
_FITTED = frozenset({"skruvar", "fäster", "monterar", "tar", "fäller", "lossar", "torkar", "ställer", "drar", "och"})
_GRANTED = frozenset({"är", "har", "kan", "går", "syns", "sitter", "lyser", "gör", "ger", "hjälper"})
_HANDED = frozenset({"ingår", "medföljer", "följer", "inkluderas", "och"})
_OVER = frozenset({"over", "under", "beneath", "underneath", "onder", "boven", "över", "ovanpå", "utanpå", "inunder"})
_ANEW = frozenset({"new", "nieuwe", "ny", "nytt"})
_OTHER, _SOON = frozenset({"other", "andere", "andra"}), 9
_NOT_LIKE = frozenset({("dan", ","), ("as", "well")})  # Dutch *then*, no *than*; *as well as*
_INDEFINITE = frozenset({"a", "an", "een", "en", "ett"})
_SHORTEST_VERB = 4
_SUBJECTS = frozenset({"it", "they", "this", "these"})
_TURNED = frozenset({"kan", "är", "går", "får", "ska", "tål", "mag", "moet", "is", "zijn", "gaat", "heeft", "har"})
_TURNED_ABOUT = frozenset({"den", "det", "de", "hij", "ze", "het", "deze"})
_WORKING = frozenset({"work", "metten", "slice", "slices", "piece", "pieces", "through", "into"})
_USED = frozenset({"material", "colour", "technology", "property", "ingredient"})


def is_aside(sentence: str, mention: Mention, language: str) -> bool:
    """Whether a mention speaks of something other than the product; such a one is never wrong."""
    tokens = tokens_of(sentence)
    concept = concepts()[mention.concept]
    if sentence.rstrip().endswith("?") or _is_condition(tokens, mention, language):
        return True
    if concept.kind in _USED and is_put_beside(sentence, mention, concept.kind, tokens):
        return True
    served = concept.attr in _SERVED and _is_served(tokens, mention, language)
    if (
        served
        or _is_a_topic(tokens, mention, concept, language)
        or (language == "nl" and _is_learning(tokens, mention))
    ):
        return True
    place = _list_begin(tokens, mention.first, language)
    if place < mention.first and concept.kind == "colour" and not _goes_on_with_colours(tokens, place, language):
        place = mention.first  # `helmet for children, mint` is no list of what it is for
    likened = _follows(tokens, place, language, "like", reach=3) or _is_likened(tokens, place, concept)
    if likened or (concept.kind in _USED and _follows(tokens, place, language, "used_with", reach=4)):
        return True
    return _is_of_another_kind(sentence, tokens, mention, place, concept, language)


def _is_of_another_kind(
    sentence: str, tokens: tuple[Token, ...], mention: Mention, place: int, concept: Concept, language: str
) -> bool:
    """Whether a mention speaks of something else, as its kind may: a place, an ailment, another thing."""
    if concept.kind == "origin":
        return is_of_tongue(sentence, mention.start) or not _is_origin(tokens, mention, language)
    if concept.kind in {"material", "colour"} and _is_of_a_range(tokens, language):
        return True
    if concept.kind == "health" and concept.strict:
        return not _is_met_with(tokens, mention)
    if concept.kind == "property" and (_is_worn_over(tokens, mention) or _is_one_of_two(tokens, mention)):
        return True
    if concept.kind in {"material", "colour"} or concept.strict:
        return _is_other_thing(tokens, mention, place, concept, language)
    if concept.feature or concept.world:
        return _follows(tokens, mention.first, language, "uses", reach=2) and _is_yours(tokens, mention.first, language)
    return False


def _is_met_with(tokens: tuple[Token, ...], mention: Mention) -> bool:
    """Whether words lead to an ailment that say it is reckoned with: `suitable for allergy sufferers`."""
    before = [token.lower for token in tokens[max(0, mention.first - _NEAR - 1) : mention.first] if token.is_word]
    behind = _next_word(tokens, mention.last)
    return not mention.first or behind in _FRIENDLY or any(word in _SUFFERED for word in before)


def _is_worn_over(tokens: tuple[Token, ...], mention: Mention) -> bool:
    """Whether it is another thing: `under a waxed jacket`, or one that is sewn in anew: `a new zip in your jeans`."""
    before = [token.lower for token in tokens[max(0, mention.first - 2) : mention.first]]
    if len(before) < 2:
        return False
    mended = before[0] in _INDEFINITE and before[1] in _ANEW and _next_word(tokens, mention.last) in {"in", "i", "for"}
    return mended or (before[0] in _OVER and before[1] in _INDEFINITE)


def _is_one_of_two(tokens: tuple[Token, ...], mention: Mention) -> bool:
    """Whether one hand is busy and the other as well: `met een hand je kind en met de andere de buggy`."""
    if not any("hand" in token.lower for token in tokens[mention.first : mention.last + 1]):
        return False
    return any(token.lower in _OTHER for token in tokens[mention.last + 1 : mention.last + _SOON])


def is_taken_for_granted(sentence: str, mention: Mention, language: str) -> bool:
    """Whether a part is spoken of as known to be there, so that the rest is the claim: *Fodret är av fleece*."""
    tokens = tokens_of(sentence)
    concept = concepts()[mention.concept]
    if not concept.feature:
        return concept.kind == "property" and is_told(tokens, mention)
    ahead = tokens[max(0, mention.first - 2) : mention.first]
    if any(token.lower in _DEFINITE_ARTICLES for token in ahead) and ahead[-1].is_word:
        return True
    following = _next_word(tokens, mention.last)
    word = tokens[mention.last].lower
    if language != "sv" or not word.endswith(("et", "en", "an", "na", "rn", "ln")):
        return False
    if mention.last + 1 < len(tokens) and tokens[mention.last + 1].lower in _FITTED:
        return True
    before = tokens[mention.first - 1].lower if mention.first else ""
    if not mention.first and following not in _HANDED:
        return True
    return following in _GRANTED or before in {"på", "i", "vid", "under", "över", "bakom"}


def _is_served(tokens: tuple[Token, ...], mention: Mention, language: str) -> bool:
    """Whether a drink or a food goes with the product: `Serve with green tea`, `gott till en kopp grönt te`."""
    if tokens[0].lower in _SERVING | frozenset(context_words(language, "doing")):
        return True
    if any(token.lower in _BESIDE for token in tokens[max(0, mention.first - _NEAR) : mention.first]):
        return True
    return any(token.lower in _GOING for token in tokens[mention.last + 1 : mention.last + 3])


def is_scented_with(sentence: str, start: int) -> bool:
    """Whether words right before say that the product smells or tastes of what begins here."""
    return _SCENTED.search(sentence, 0, start) is not None


def _is_a_topic(tokens: tuple[Token, ...], mention: Mention, concept: Concept, language: str) -> bool:
    """Whether it is only what a number is given of: *Snelladen gaat met 20 watt*, *A quick wash takes 15 minutes*."""
    if concept.kind not in {"property", "technology", "feature", "ingredient"} or mention.first > 1:
        return False
    if concept.attr and concept.kind != "ingredient":
        return False  # one of several values: *An LCD screen at 90 Hz*
    if not mention.first and _is_title(tokens, mention.last + 1):
        return True
    if mention.first and tokens[0].lower not in _ARTICLES:
        return False
    following = _next_word(tokens, mention.last)
    rest = tokens[mention.last + 1 :]
    if following in _AT and len(rest) > 1 and rest[1].text[0].isdigit():
        return True
    return following in _MEASURING.get(language, ()) and any(token.text[0].isdigit() for token in rest)


def _is_title(tokens: tuple[Token, ...], place: int) -> bool:
    """Whether a number follows what a title calls the product: `Snellader 20 watt`."""
    return place < len(tokens) and tokens[place].text[0].isdigit() and tokens[-1].text not in ".!?"


def _is_learning(tokens: tuple[Token, ...], mention: Mention) -> bool:
    """Whether Dutch `leer` is the verb: *Leer spelen in je eigen tempo*, *Leer je kind zwemmen*."""
    if tokens[mention.first].lower != "leer" or mention.last != mention.first:
        return False
    if mention.first and tokens[mention.first - 1].text not in ".,;:!–—" and tokens[mention.first - 1].lower != "en":
        return False
    following = _next_word(tokens, mention.last)
    return following in _LEARNT or (len(following) > _SHORTEST_VERB and following.endswith("en"))


def _is_likened(tokens: tuple[Token, ...], place: int, concept: Concept) -> bool:
    """Swedish `som` compares only right before the word: *len som siden*, but *en jacka som är vattentät*."""
    return concept.kind in {"material", "colour"} and place > 0 and tokens[place - 1].lower == "som"


def _is_of_a_range(tokens: tuple[Token, ...], language: str) -> bool:
    """Whether the sentence speaks of a collection or a range, not of one product."""
    ranges = frozenset(context_words(language, "ranges"))
    return any(token.lower in ranges for token in tokens)


def _is_condition(tokens: tuple[Token, ...], mention: Mention, language: str) -> bool:
    """Whether the clause begins with if, when or whether."""
    openers = frozenset(context_words(language, "questions"))
    for token in reversed(tokens[: mention.first]):
        if token.text in ",;:–—(":
            return False
        if token.lower in openers and (token is tokens[0] or token.text[0].islower()):
            rest = tokens[tokens.index(token) + 3 : mention.first]
            if _has_subject(rest) if language == "en" else _is_inverted(rest):
                return False
            return not (language == "nl" and token is not tokens[0])
    return False


def _has_subject(tokens: tuple[Token, ...]) -> bool:
    """Whether the main clause has begun without a comma: *When autumn comes it folds flat*."""
    return any(token.lower in _SUBJECTS for token in tokens)


def _is_inverted(tokens: tuple[Token, ...]) -> bool:
    """Whether a verb before its pronoun has begun the main clause: `När maten är uppäten kan den köras i …`."""
    return any(one.lower in _TURNED and other.lower in _TURNED_ABOUT for one, other in itertools.pairwise(tokens))


def _follows(tokens: tuple[Token, ...], place: int, language: str, name: str, *, reach: int) -> bool:
    """Whether one of a list of words stands shortly before this place, with no mark between."""
    known = phrase_set(language, name)
    for current in range(place - 1, max(-1, place - reach - 3), -1):
        if tokens[current].text in _BREAKS:
            return False
        if current and (tokens[current].lower, tokens[current - 1].lower) in _NOT_LIKE:
            return False
        for words in known.get(tokens[current].lower, ()):
            taken = stands_at(tokens, current, words)
            if taken and current + taken <= place and place - (current + taken) < reach:
                return True
    return False


def _list_begin(tokens: tuple[Token, ...], place: int, language: str) -> int:
    """Where the list begins of which the word at this place is an item: `glass, ceramic and steel`."""
    joins = JOINS.get(language, frozenset())
    begin = place
    while begin >= 2 and (tokens[begin - 1].text in ",/" or tokens[begin - 1].lower in joins):
        begin -= 2 if tokens[begin - 2].is_word else 1
    if begin > 3 and tokens[begin - 1].lower in _WITH and tokens[begin - 2].text == ",":
        return _list_begin(tokens, begin - 3, language)  # `goes with oak, with rattan`
    return begin


def _goes_on_with_colours(tokens: tuple[Token, ...], place: int, language: str) -> bool:
    """Whether the first item of a list is a colour too."""
    mentions = concepts_in(tokens[place].lower, language)
    return any(concepts()[each.concept].kind == "colour" for each in mentions)


def _says_of_the_world(tokens: tuple[Token, ...], place: int, language: str) -> bool:
    """Whether it is said of something of the world: `the grass is green`."""
    return (
        place >= 2
        and tokens[place - 1].lower in {"is", "are", "zijn", "är"}
        and _is_of_the_world(tokens[place - 2].lower, language)
    )


def _is_yours(tokens: tuple[Token, ...], place: int, language: str) -> bool:
    """Whether it belongs to the reader, and is not the new one: `your favourite leather boots`."""
    own = context_words(language, "yours")
    before = [token.lower for token in tokens[max(0, place - 3) : place]]
    return any(word in own for word in before) and not any(word in _NEW for word in before)


def _is_origin(tokens: tuple[Token, ...], mention: Mention, language: str) -> bool:
    """Whether a place is where the product, or what it is made of, comes from."""
    word = tokens[mention.first]
    if "made" in {word.lower, tokens[mention.last].lower}:
        return True  # `Made in Italy`, `Swiss made`
    if mention.rest or "-" in word.text or word.lower.endswith(("tillverkad", "tillverkat", "tillverkade")):
        return True
    if is_of_make(tokens, mention) or is_product_of(tokens, mention):
        return True
    if mention.first and tokens[mention.first - 1].lower in {"in", "i"}:
        reach = _NEAR + 3 if language != "en" else 2
        clause = itertools.takewhile(lambda token: token.is_word, tokens[mention.last + 1 : mention.last + reach])
        if any(_is_made_word(token.lower, language) for token in clause):
            return True
    begin = max(0, mention.first - 8)
    ends = [place for place in range(begin, mention.first) if tokens[place].text in ".;:!?"]
    before = tokens[ends[-1] + 1 if ends else begin : mention.first]
    if _is_any_of(before, language, "origin"):
        return True
    first = _list_begin(tokens, mention.first, language)
    if first and tokens[first - 1].lower in context_words(language, "origin_before"):
        return True
    return _is_before_material(tokens, mention, language)


def _is_made_word(word: str, language: str) -> bool:
    """Whether a word says that something is made: `het in Spanje gemaakte badpak`."""
    words = frozenset(context_words(language, "origin"))
    return bool(word) and (word in words or word.removesuffix("e") in words)


def is_of_design(sentence: str, mention: Mention, language: str) -> bool:
    """Whether a place is where a product is designed, kept or packed, which need not be where it is made."""
    tokens = tokens_of(sentence)
    if is_of_make(tokens, mention) and tokens[mention.last + 1].lower in DESIGNS:
        return True
    before = tokens[max(0, mention.first - 6) : mention.first]
    verbs = [token for token in before if _is_any_of((token,), language, "origin")]
    return bool(verbs) and _is_any_of((verbs[-1],), language, "designed")


def _is_any_of(tokens: tuple[Token, ...], language: str, name: str) -> bool:
    words = frozenset(context_words(language, name))
    return any(token.lower in words or token.lower.removeprefix("hand") in words for token in tokens)


def _is_before_material(tokens: tuple[Token, ...], mention: Mention, language: str) -> bool:
    following = [token for token in tokens[mention.last + 1 : mention.last + 3] if token.is_word]
    return any(
        concepts()[each.concept].kind in {"material", "ingredient"}
        for token in following[:2]
        for each in concepts_in(token.text, language)
    )


def _is_other_thing(tokens: tuple[Token, ...], mention: Mention, place: int, concept: Concept, language: str) -> bool:
    following = _next_word(tokens, mention.last)
    made = _is_made_of(tokens, mention, language)
    if following and _is_of_the_world(following, language) and concept.kind == "colour":
        behind = tokens[mention.last + 2].lower if mention.last + 2 < len(tokens) else ""
        return not (language == "en" and is_head(behind, language))  # `Black roof box`
    if following and _is_of_the_world(following, language) and not made:
        return True
    if concept.kind == "colour" and _says_of_the_world(tokens, mention.first, language):
        return True
    used = _follows(tokens, place, language, "uses", reach=2)
    chosen = concept.kind == "colour" and (language == "sv" or tokens[place - 1].lower in {"between", "tussen"})
    if used and not made and not chosen:
        return True
    if _is_yours(tokens, mention.first, language):
        return True
    bare = concept.strict or (mention.given and concept.kind == "material")
    alone = not mention.first and mention.last == len(tokens) - 1  # a bullet: `Goudkleurig`
    if not bare or made or mention.rest or mention.parts or alone:
        return False
    return not (is_head(following, language) or parts_near(tokens, mention, language))


def _is_made_of(tokens: tuple[Token, ...], mention: Mention, language: str) -> bool:
    """Whether `of`, `van`, `av` or the like leads to the mention, over other words that describe it."""
    made = context_words(language, "made")
    for place in range(mention.first - 1, max(0, mention.first - _NEAR) - 1, -1):
        token = tokens[place]
        if not token.is_word and token.text not in "%-,":
            return False
        if token.lower in made:
            return not place or tokens[place - 1].lower not in _WORKING
    return False


def _next_word(tokens: tuple[Token, ...], last: int) -> str:
    following = tokens[last + 1].lower if last + 1 < len(tokens) else ""
    return following if following[:1].isalnum() else ""


@functools.lru_cache(maxsize=8192)
def _is_of_the_world(word: str, language: str) -> bool:
    known = _world(language)
    if word in known:
        return True
    return language != "en" and any(word.endswith(each) and len(word) > len(each) + 2 for each in _long_world(language))


@functools.cache
def _world(language: str) -> frozenset[str]:
    return frozenset(context_words(language, "world"))


@functools.cache
def _long_world(language: str) -> tuple[str, ...]:
    return tuple(each for each in _world(language) if len(each) > 4)
