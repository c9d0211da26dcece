"""The concepts that a text mentions: materials, colours, marks, care, origin, delivery, promises and properties."""

from __future__ import annotations

import functools

import msgspec

from desktop.checks.ledger.concepts.concept_data import concepts, context_words
from desktop.checks.ledger.concepts.concept_forms import (
    Token,
    may_mean,
    may_part,
    parts_of_word,
    phrase_set,
    phrases_before,
    senses_of,
    tokens_of,
)
from desktop.checks.ledger.concepts.denial_reach import LACKING, Reach, reach_over, turns
from desktop.checks.ledger.concepts.form_index import Phrase, Sense
from desktop.checks.ledger.concepts.inversions import WHOLLY, ends_nothing, is_fronted_and_denied, is_of_free_pair
from desktop.checks.ledger.concepts.left_out import is_left_out

_LONGEST_REACH, _PAIR, _WORRIED = 6, 2, 4
_IN = frozenset({"in", "i"})
_BREAKS = frozenset(".;:!?(–—")
JOINS = {
    "en": frozenset({"and", "or", "nor", "&"}),
    "nl": frozenset({"en", "of", "noch", "&"}),
    "sv": frozenset({"och", "eller", "samt", "&"}),
}
_DRINKS = frozenset({"tea", "wine colour", "chocolate"})
"""Kinds that are named by a colour, as figures of speech are."""
_ANSWER_REACH = 2
_ANSWER_MARKS = frozenset(":=–—-|")
_ANDS = frozenset({"and", "en", "och"})
_NONES = frozenset({"none", "geen", "ingen", "inget", "inga"})
_NOS = frozenset({"no", "nee", "nej", "not", "niet", "ej", "inte", "without", "zonder", "utan"})
_NOT_IN_A_LIST = frozenset({"dan", "då", "så", "then", "i", "in", "med", "with", "met", "made", "is", "är"})
_DENYING = _NONES | _NOS | frozenset({"nothing", "niets", "never", "nooit", "aldrig"})
_NOTHING = frozenset({"nothing", "niets", "inget"})
_AIMS = frozenset({"for", "voor", "för"})
_SUITED = frozenset(
    {"suitable", "suited", "made", "meant", "intended", "safe", "geschikt", "bedoeld", "gemaakt"}
) | frozenset({"lämplig", "lämpligt", "lämpliga", "avsedd", "avsett", "anpassad", "gjord"})
_SUITED_OR_NOT = _SUITED | _NOS | {"nicht"}


class Mention(msgspec.Struct, frozen=True):
    """A concept named in a text: code points from `start` to `end`; `first` and `last` are its tokens.

    `negated`: the text says that it is not so; `perhaps`: or not, as the second of `not waterproof and windproof`.
    `parts` are the parts of the product that the same word names (`ekskiva`, `rubberzool`); `given`: it counts only
    where a fact of its group is.
    """

    start: int
    end: int
    concept: str
    negated: bool
    first: int
    last: int
    parts: frozenset[str] = frozenset()
    rest: str = ""
    given: bool = False
    perhaps: bool = False


_AHEAD = 6
"""Within so many tokens from its first the second word of a phrase stands: hyphens and one word may part them."""


@functools.lru_cache(maxsize=8192)
def concepts_in(text: str, language: str, *, names: bool = False) -> tuple[Mention, ...]:
    """The concepts that a sentence mentions, the longest form at each place; `names`: as the name of a fact has them.

    Figures of speech (`green tea`) are left out. Several mentions may share a span, where a word has two senses.
    """
    tokens = tokens_of(text)
    masked = _figures(tokens, language)
    found: list[Mention] = []
    place = 0
    while place < len(tokens):
        if not may_mean(tokens[place].lower, language, names=names):
            place += 1
            continue
        length, senses = _longest(tokens, place, language, names=names)
        masked_here = masked.intersection(range(place, place + length))
        if not senses or (masked_here and not (length > 1 and concepts()[senses[0].concept].attr in _DRINKS)):
            place += 1
            continue
        last = place + length - 1
        freed = _free_after(tokens, last, language) if concepts()[senses[0].concept].kind != "delivery" else 0
        said = _said_not(tokens, place, senses[0].concept, language)
        negated = is_answered_no(tokens, last) or is_denied_after(tokens, last, language)
        negated = negated or is_fronted_and_denied(tokens, place, last)
        found += [
            Mention(
                tokens[place].start,
                tokens[last + freed].end,
                each.concept,
                not _is_denied_at_once(tokens, place) if freed or each.denied else negated or said is not Reach.NO,
                place,
                last + freed,
                each.parts,
                each.rest,
                each.given,
                perhaps=not (negated or freed or each.denied) and said is Reach.PERHAPS,
            )
            for each in senses
        ]
        place = last + freed + 1
    return tuple(found)


def _longest(tokens: tuple[Token, ...], place: int, language: str, *, names: bool) -> tuple[int, tuple[Sense, ...]]:
    """How many tokens the longest form at this place takes, and what it may mean."""
    word = tokens[place]
    best = 0
    senses: list[Sense] = []
    ahead = {token.lower for token in tokens[place + 1 : place + _AHEAD]}
    for phrase in phrases_before(word.lower, ahead, language, names=names):
        if phrase.rest and phrase.rest[0].isdisjoint(ahead):
            continue
        length = _match(tokens, place, phrase)
        if length and _is_spelled(word, phrase.sense) and length >= best:
            if length > best:
                best, senses = length, []
            senses.append(phrase.sense)
    if senses:
        if best == _PAIR and word.lower in _IN:  # `i mässing` is a finish or a material
            inner = senses_of(tokens[place + 1].lower, language, names=names)
            senses += [each for each in inner if concepts()[each.concept].kind == "material"]
        return best, tuple(dict.fromkeys(senses))
    return 1, tuple(each for each in senses_of(word.lower, language, names=names) if _is_spelled(word, each))


def _match(tokens: tuple[Token, ...], place: int, phrase: Phrase) -> int:
    """How many tokens the phrase takes from this place, 0 where it does not stand; hyphens do not count."""
    current, gap = place + 1, phrase.gap
    for forms in phrase.rest:
        if current < len(tokens) and tokens[current].text in "-‑–%&":
            current += 1
        if gap and current + 1 < len(tokens) and tokens[current].lower not in forms and may_part(tokens[current]):
            current, gap = current + (2 if tokens[current + 1].text in "-‑" else 1), False
        if current >= len(tokens) or tokens[current].lower not in forms:
            return 0
        current += 1
    return current - place


def _is_spelled(word: Token, sense: Sense) -> bool:
    return not sense.cased or word.text.startswith(sense.cased)


def _free_after(tokens: tuple[Token, ...], last: int, language: str) -> int:
    """How many tokens after a substance say that there is none: `-free`, `-vrij`, in English also a bare `free`."""
    free = context_words(language, "free")
    if last + 2 < len(tokens) and tokens[last + 1].text in "-‑" and tokens[last + 2].lower in free:
        return 2
    if last + 3 < len(tokens) and tokens[last + 1].text in "-‑" and is_of_free_pair(tokens, last + 2, language):
        return 1
    if language == "en" and last + 1 < len(tokens) and tokens[last + 1].lower == "free":
        after = tokens[last + 2].lower if last + 2 < len(tokens) else ""
        return 0 if after in {"of", "from", "returns", "shipping", "delivery", "for"} else 1
    return 0


def _figures(tokens: tuple[Token, ...], language: str) -> frozenset[int]:
    """The tokens that belong to a figure of speech."""
    known = phrase_set(language, "idioms")
    found = set(of_worries(tokens, language))
    for place, token in enumerate(tokens):
        for words in known.get(token.lower, ()):
            if stands_at(tokens, place, words):
                found.update(range(place, place + len(words)))
                break
    return frozenset(found)


@functools.lru_cache(maxsize=4096)
def of_worries(tokens: tuple[Token, ...], language: str) -> frozenset[int]:
    """The tokens that name what one need not think of: `without worrying about the cable`; they claim nothing."""
    known = phrase_set(language, "worries")
    found: set[int] = set()
    for place, token in enumerate(tokens):
        for words in known.get(token.lower, ()):
            taken = stands_at(tokens, place, words)
            for current in range(place + taken, min(len(tokens), place + taken + _WORRIED)) if taken else ():
                if tokens[current].text in _BREAKS or tokens[current].text == ",":
                    break
                found.add(current)
    return frozenset(found)


def is_answered_no(tokens: tuple[Token, ...], last: int) -> bool:
    """Whether what ends at this token is answered with no, as the name of a fact is: `Fragrance: none`, `Socker 0 g`.

    Without a mark between, the answer must end the sentence.
    """
    place = last + 1
    while place < len(tokens) and tokens[place].is_word and place - last <= _ANSWER_REACH:
        if tokens[place].lower in _NONES:
            return _ends_at(tokens, place + 1)
        place += 1
    if place >= len(tokens) or tokens[place].text not in _ANSWER_MARKS:
        return False
    answer = place + 1
    if answer < len(tokens) and tokens[answer].lower in _NONES | _NOS:
        return True
    return _is_zero(tokens, answer)


def is_denied_after(tokens: tuple[Token, ...], last: int, language: str) -> bool:
    """Whether the words right behind say that it is not there or not allowed: `een microfoon ontbreekt`."""
    known = phrase_set(language, "denied_after")
    for place in range(last + 1, min(len(tokens), last + 1 + _ANSWER_REACH)):
        if not tokens[place].is_word:
            return False
        if any(stands_at(tokens, place, words) for words in known.get(tokens[place].lower, ())):
            return True
    return False


def _is_zero(tokens: tuple[Token, ...], place: int) -> bool:
    if place >= len(tokens) or tokens[place].text.strip("0"):
        return False
    fraction = tokens[place + 2].text if place + 2 < len(tokens) and tokens[place + 1].text in ",." else "0"
    return not (fraction.isdigit() and fraction.strip("0"))


def _ends_at(tokens: tuple[Token, ...], place: int) -> bool:
    return place >= len(tokens) or tokens[place].text in ".;!,)|"


def stands_at(tokens: tuple[Token, ...], place: int, words: tuple[str, ...]) -> int:
    """How many tokens these words take from this place, 0 where they do not stand; hyphens do not count."""
    current = place
    for word in words:
        if current > place and current < len(tokens) and tokens[current].text in "-‑":
            current += 1
        if current >= len(tokens) or tokens[current].lower != word:
            return 0
        current += 1
    return current - place


def is_negated(tokens: tuple[Token, ...], place: int, language: str) -> bool:
    """Whether a negation before this place reaches it: within a few words, over `and`, `or` and short lists."""
    return denial_of(tokens, place, language) is not Reach.NO


def denial_of(tokens: tuple[Token, ...], place: int, language: str) -> Reach:
    """Whether a negation before this place reaches it, for sure or perhaps."""
    known, exceptions = phrase_set(language, "negators"), phrase_set(language, "negators_not")
    ends = frozenset(context_words(language, "negation_ends"))
    joins, words = JOINS.get(language, frozenset()), 0
    if is_left_out(tokens, place):
        return Reach.YES
    for current in range(place - 1, -1, -1):
        token = tokens[current]
        if token.text in _BREAKS or words > _LONGEST_REACH:
            return Reach.NO
        if any(stands_at(tokens, current, each) for each in known.get(token.lower, ())):
            if any(stands_at(tokens, current, each) for each in exceptions.get(token.lower, ())):
                return Reach.NO
            if (
                _is_of_condition(tokens, current, place)
                or turns(tokens, current, language)
                or (token.lower == "non" and place - current > 2)
            ):
                return Reach.NO
            return reach_over(tokens, current, place, language)
        if (token.lower in ends and not ends_nothing(tokens, current)) or (
            (token.text == "," or token.lower in joins) and not _is_list(tokens, current, place, joins)
        ):
            return Reach.NO
        if token.lower in _AIMS and (not current or tokens[current - 1].lower not in _SUITED_OR_NOT):
            return Reach.NO
        words += token.is_word
    return Reach.NO


def _is_of_condition(tokens: tuple[Token, ...], negation: int, place: int) -> bool:
    """Whether the negation stands in a condition that a comma ends: `if it doesn't suit, return it free`."""
    comma = any(token.text == "," for token in tokens[negation:place])
    for token in reversed(tokens[max(0, negation - _LONGEST_REACH - 2) : negation]):
        if not comma or not token.is_word:
            return False
        if token.lower in _IFS:
            return True
    return False


def _said_not(tokens: tuple[Token, ...], place: int, concept: str, language: str) -> Reach:
    """Whether a negation before this place reaches the concept named there."""
    if place and tokens[place - 1].lower in _NOTHING:
        return Reach.YES
    if tokens[place].lower in _DENYING:
        return Reach.NO
    reach = denial_of(tokens, place, language)
    if reach is Reach.NO or _describes_after_join(tokens, place, concept, language):
        return Reach.NO
    return reach


def _describes_after_join(tokens: tuple[Token, ...], place: int, concept: str, language: str) -> bool:
    """Whether it is a quality after `free of x and`, `without x, `: those deny things, not qualities."""
    known = concepts()[concept]
    made = "".join(token.lower for token in tokens[place + 1 : place + 3]) == "-made"
    place -= place > 0 and (tokens[place - 1].lower in WHOLLY or tokens[place - 1].lower.endswith("ly"))
    if place < 2 or tokens[place - 1].lower not in JOINS.get(language, frozenset()) | {","}:
        return False
    if (known.kind == "feature" and tokens[place - 2].text == ",") or (known.kind == "origin" and made):
        return True  # `not for the machine and proudly French-made`
    if known.kind not in {"property", "care", "environment", "health"} or known.feature or known.substance:
        return False
    return any(token.lower in LACKING for token in tokens[max(0, place - _LONGEST_REACH) : place - 1])


def _is_denied_at_once(tokens: tuple[Token, ...], place: int) -> bool:
    """Whether the word right before denies: `not unscented`, `ej latexfri`."""
    return place > 0 and tokens[place - 1].lower in {"not", "niet", "inte", "ej"}


def _is_list(tokens: tuple[Token, ...], comma: int, place: int, joins: frozenset[str]) -> bool:
    """Whether what follows a comma is the next item of a list: a word at most up to the next comma, `or` or here."""
    words = 0
    if tokens[comma].text == "," and comma + 2 == place and tokens[comma + 1].lower in _ANDS:
        return _ends_at(tokens, place + 1)  # `skaver inte, och ullen kommer från` begins a clause
    for token in tokens[comma + 1 : max(place, comma + 2)]:
        if token.lower in _NOT_IN_A_LIST:
            return False
        if token.text == "," or token.lower in joins:
            words = 0
        words += token.is_word
    return words <= 1


def parts_near(tokens: tuple[Token, ...], mention: Mention, language: str) -> frozenset[str]:
    """The parts of a product that a mention is said of: `rubber sole`, `a sole of rubber`, `benen är av aluminium`.

    `main` is among them where the text speaks of the material as such; an empty answer leaves it open.
    """
    ends = language == "en" and mention.first < mention.last < len(tokens) and tokens[mention.last].end == mention.end
    own = parts_of_word(tokens[mention.last].lower, language) - _UNSAID if ends else frozenset()
    if mention.parts or own:
        return mention.parts or own  # `carbon frame`
    made = frozenset(context_words(language, "made"))
    following = 0
    for token in tokens[mention.last + 1 : mention.last + 5]:
        if token.text in "-‑":
            continue
        if not token.is_word or token.lower in _STOPS or following == 2:
            break
        named = parts_of_word(token.lower, language) - _SENSED
        if named:
            return named
        following += 1
    return _parts_before(tokens, mention.first, language, made)


_IFS = frozenset({"if", "when", "unless", "als", "wanneer", "indien", "mocht", "om", "ifall", "när"})
_UNSAID = frozenset({"main", "glass"})
_SENSED = frozenset({"scent", "flavour", "ingredient", "protein"})
_STOPS = frozenset(
    {
        "with", "and", "of", "for", "in", "on", "or", "met", "en", "voor", "op", "van", "med", "och", "för", "i", "på",
        "av",
    }
)  # fmt: skip


def _parts_before(tokens: tuple[Token, ...], place: int, language: str, made: frozenset[str]) -> frozenset[str]:
    linked = False
    if any(token.lower in _DEFINITE_ARTICLES for token in tokens[max(0, place - 1) : place]):
        return frozenset()
    for distance, token in enumerate(reversed(tokens[:place]), start=1):
        if distance > _LONGEST_REACH + 2 or token.text in ".;:!?" or (token.text == "," and linked):
            break
        if token.lower in {"met", "with", "med"} and distance > 1:
            break
        named = parts_of_word(token.lower, language)
        if named and (linked or token.lower in _VERBS):
            return named
        if token.lower in made or token.lower in {"met", "with", "med"}:
            linked = True
        if token.text == ",":
            break
    return frozenset()


_DEFINITE_ARTICLES = frozenset({"the", "het", "de", "den", "det"})
_VERBS = frozenset(
    {"lined", "filled", "stuffed", "gevuld", "gevulde", "gevoerd", "gevoerde", "fylld", "fyllt", "fodrad", "fodrat"}
)
