"""Whether a sentence says that the product has a feature: a part, an accessory or a function, named as a noun."""

from __future__ import annotations

import functools

from desktop.checks.ledger.concepts.concept_data import above, concepts, context_words
from desktop.checks.ledger.concepts.concept_facts import ConceptFacts
from desktop.checks.ledger.concepts.concept_forms import Token, is_head, phrase_set, tokens_of
from desktop.checks.ledger.concepts.concept_scope import ENJOYED
from desktop.checks.ledger.concepts.concepts import JOINS, Mention, stands_at
from desktop.checks.ledger.concepts.goods import is_ware
from desktop.checks.ledger.concepts.markers import is_near, markers_in

_REACH = 9
_BREAKS = frozenset(".;:!?(–—|•")
_SHORTEST_MODIFIER = 4
_LONGEST_SUBJECT = 3
_COMPOUND, _SPECIAL = 16, 11
_THE = frozenset({"the", "de", "het"})
_VERBS = frozenset({"is", "are", "can", "has", "have", "zijn", "kan", "heeft", "hebben", "är", "har"})
_INDEFINITE = frozenset({"a", "an", "some", "een", "wat", "en", "ett", "lite"})
_THROUGH = frozenset({"via", "through", "using", "door", "genom", "dankzij", "vare"})
_AIMS = frozenset({"for", "voor", "för"})
_DEFINITE = ("en", "et", "an", "na", "erna", "orna", "arna")
_MANNERS = frozenset({"works", "work", "pair", "pairs", "paired", "goes", "go", "matches", "combine", "combines"}) | (
    frozenset({"compatible", "filled", "fill", "clean", "wash", "dry", "polish", "mix", "together", "along", "use"})
    | frozenset({"werkt", "combineer", "combineren", "compatibel", "gevuld", "vul", "reinig", "was", "poets", "samen"})
    | frozenset({"fungerar", "matcha", "kombinera", "kompatibel", "fylld", "fyll", "rengör", "tvätta", "ihop"})
    | frozenset({"bereikbaar", "tillsammans", "used", "gebruik", "använd", "starts", "begint", "börjar"})
    | frozenset({"gift", "present", "cadeau", "geschenk", "gåva", "kit"})
)


def is_claimed_feature(sentence: str, mention: Mention, language: str, known: ConceptFacts) -> bool:
    """Whether the sentence gives the product a feature of which the facts have neither a kind nor the whole."""
    if _has_kin(mention.concept, known):
        return False
    tokens = tokens_of(sentence)
    modifier = _modifier(sentence, tokens, mention)
    if modifier and known.with_words(modifier):
        return False
    return _is_introduced(tokens, mention, language)


def _has_kin(concept: str, known: ConceptFacts) -> bool:
    """Whether a fact names what the feature is a kind of: a sensor where a motion sensor is claimed."""
    return any(one in known.supporting for one in above(concept))


def _modifier(sentence: str, tokens: tuple[Token, ...], mention: Mention) -> str:
    """The word that says what kind of feature it is, where it stands before it or begins the compound."""
    word = sentence[mention.start : mention.end]
    if "-" in word:
        return word.partition("-")[0] if mention.first != mention.last or len(word.partition("-")[0]) > 2 else ""
    before = tokens[mention.first - 1] if mention.first else None
    if before is not None and before.text in "-‑" and mention.first > 1:
        before = tokens[mention.first - 2]
    if before is None or len(before.text) < _SHORTEST_MODIFIER or before.lower in _every_cue():
        return ""
    return before.text


def _is_introduced(tokens: tuple[Token, ...], mention: Mention, language: str) -> bool:
    """Whether words say that it is there: *with a*, *has*, *built-in*, *included*; else a bare item or subject."""
    if _is_put_to_use(tokens, mention) or _is_marked(tokens, mention, language):
        return True
    if _is_special(tokens, mention, language):
        return True
    if language == "sv" and _is_definite(tokens[mention.last].lower, mention):
        return False
    cues, stops = _cues(language), _stops(language)
    for place in range(mention.first - 1, max(-1, mention.first - _REACH), -1):
        token = tokens[place]
        if token.text in _BREAKS:
            return _stands_bare(tokens[place + 1 :], tokens[place + 1 : mention.first], mention, language)
        if token.lower in cues:
            leading = tokens[place - 1].lower if place else ""
            return leading not in ENJOYED | _MANNERS and tokens[0].lower not in _MANNERS
        if token.lower in stops:
            return False
    return mention.first < _REACH and _stands_bare(tokens, tokens[: mention.first], mention, language)


def _is_put_to_use(tokens: tuple[Token, ...], mention: Mention) -> bool:
    """Whether a port is what something is done through: `Via de usb-poort laad je op`, `through the USB port`."""
    if not mention.concept.endswith("_port") or not mention.first:
        return False
    before = [token.lower for token in tokens[max(0, mention.first - 2) : mention.first]]
    return before[-1] in _THROUGH or (len(before) > 1 and before[-1] in _THE and before[-2] in _THROUGH)


def _stands_bare(clause: tuple[Token, ...], before: tuple[Token, ...], mention: Mention, language: str) -> bool:
    """Whether it is an item of its own, or the indefinite subject of its clause: *A motion sensor saves power*."""
    words = [token for token in before if token.is_word]
    concept = concepts()[mention.concept]
    if concept.world or len(words) > _LONGEST_SUBJECT:
        return False
    if words and (words[0].lower in _definite_words(language)):
        return False
    follows = next((token for token in clause if token.start >= mention.end), None)
    if words and words[0].lower in _openers(language):
        if follows is not None and (_suffices(clause, follows, language) or _is_one_of_two(clause, follows, language)):
            return False
        return not concept.loose or (follows is not None and _may_be_verb(follows.lower, language))
    if follows is not None and follows.lower in _AIMS and not words and mention.first != mention.last:
        return True  # a bullet that goes on: `Carbon plate for extra snap`
    return follows is None and not concept.loose and bool(words or mention.first != mention.last or _is_long(mention))


def _is_special(tokens: tuple[Token, ...], mention: Mention, language: str) -> bool:
    """Whether it is a thing of two words, or a compound, that does something: *The collision sensor stops it*."""
    concept = concepts()[mention.concept]
    named = mention.first == 1 and tokens[0].lower in _THE
    named = named or (language == "sv" and not mention.first and _is_definite(tokens[mention.last].lower, mention))
    if not named or concept.loose or concept.world or mention.last + 1 >= len(tokens):
        return False
    if is_head(tokens[mention.last].lower, language) or is_ware(tokens[mention.last].lower, language):
        return False
    special = mention.first != mention.last or (language != "en" and mention.end - mention.start >= _SPECIAL)
    follows = tokens[mention.last + 1].lower
    return special and (follows in _VERBS or _may_be_verb(follows, language))


def _suffices(clause: tuple[Token, ...], follows: Token, language: str) -> bool:
    """Whether what follows the subject says only that it is of use: *En mikrofiberduk räcker långt*."""
    place = clause.index(follows)
    known = phrase_set(language, "suffices")
    return any(stands_at(clause, place, words) for words in known.get(follows.lower, ()))


def _is_one_of_two(clause: tuple[Token, ...], follows: Token, language: str) -> bool:
    """Whether it is one of two things that one needs: *A spirit level and a pencil do the rest*."""
    place = clause.index(follows)
    beside = clause[place + 1].lower if place + 1 < len(clause) else ""
    return follows.lower in JOINS.get(language, ()) and beside in _INDEFINITE


def _is_long(mention: Mention) -> bool:
    """Whether one word is a compound that stands as an item of its own: *Överhettningsskydd*."""
    return mention.end - mention.start >= _COMPOUND


def _may_be_verb(word: str, language: str) -> bool:
    """Whether the word after a subject goes on with the clause: no preposition, no relative, no mark."""
    return word.isalpha() and word not in _stops(language) and word not in _cues(language)


def _is_marked(tokens: tuple[Token, ...], mention: Mention, language: str) -> bool:
    """Whether it is called built-in or integrated, or said to be included."""
    before = " ".join(token.lower for token in tokens[max(0, mention.first - 5) : mention.first]).replace(" - ", "-")
    if before and any(word in before for word in context_words(language, "feature_marks")):
        return True
    present, _absent = markers_in(tokens, language)
    return is_near(tokens, mention.first, mention.last, present)


def _is_definite(word: str, mention: Mention) -> bool:
    """Whether a Swedish noun is in its definite form, which takes its being there for granted."""
    forms = _bare_forms(mention.concept)
    return word.endswith(_DEFINITE) and not any(word.endswith(form) for form in forms)


@functools.lru_cache(maxsize=1024)
def _bare_forms(concept: str) -> frozenset[str]:
    return frozenset(form.strip("=-").split()[-1].lower() for form in concepts()[concept].forms("sv"))


@functools.cache
def _every_cue() -> frozenset[str]:
    return frozenset(
        word for language in ("en", "nl", "sv") for word in (*_cues(language), *_stops(language), *_openers(language))
    )


@functools.cache
def _cues(language: str) -> frozenset[str]:
    return frozenset(context_words(language, "feature_cues"))


@functools.cache
def _stops(language: str) -> frozenset[str]:
    return frozenset(context_words(language, "feature_stops"))


@functools.cache
def _openers(language: str) -> frozenset[str]:
    return frozenset(context_words(language, "feature_openers"))


@functools.cache
def _definite_words(language: str) -> frozenset[str]:
    return frozenset(context_words(language, "feature_definite"))
