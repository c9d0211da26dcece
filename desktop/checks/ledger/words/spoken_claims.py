"""What a sentence says in the very words of a fact: names, ingredients, shapes, and whatever no lexicon knows."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable, Iterator

import msgspec

from desktop.checks.ledger.answers import HEAD, answer_of
from desktop.checks.ledger.assertion import Assertion
from desktop.checks.ledger.concepts.concept_forms import Token, parts_of_word, tokens_of
from desktop.checks.ledger.concepts.concepts import is_negated
from desktop.checks.words import plain_form, same_word
from desktop.core.brief import LANGUAGES, Fact
from desktop.core.finding import Verdict
from desktop.core.lexicon import function_words, units

_PIECES = re.compile(r"[,;:/()\n]|\b(?:and|or|en|of|och|eller|und|y|et)\b|[–—]")
_MOST_WORDS = 4
_MOST_PIECES = 12
_SHORTEST = 4
_ACRONYM = 3
_COMPOUNDED = 5
_SPREAD = 5
SAID_OF_OTHERS = (
    frozenset({"gratis", "kosteloos", "kostenlos", "kostnadsfri", "kostnadsfritt", "complimentary", "included", "free"})
    | frozenset({"inbegrepen", "inclusief", "inklusive", "meegeleverd", "medföljer", "inkluderad", "optional"})
    | frozenset({"possible", "mogelijk", "möjligt", "möjlig", "available", "beschikbaar", "verkrijgbaar"})
    | frozenset({"tillgänglig", "tillgängligt", "required", "vereist", "verplicht", "maximaal", "maximum", "minimaal"})
)
"""Words that say nothing without what they are said of: where cancelling is free, a repair may not be."""


class _Piece(msgspec.Struct, frozen=True):
    """Words of a fact; `subject` has words of which a sentence must have one too."""

    fact: str
    words: tuple[str, ...]
    subject: tuple[str, ...]


class SpokenFacts:
    """The short pieces of the values of facts, by the first letters of their first word."""

    def __init__(self, facts: Iterable[Fact]) -> None:
        """Read the facts."""
        self.by_start: dict[str, list[_Piece]] = {}
        self.compounds: list[tuple[str, str]] = []
        for fact in facts:
            self.compounds += ((word, fact.id) for word in _of_make(fact))
            value = HEAD.sub("", fact.value)  # `no, dotted` says something besides
            if answer_of(fact.text if value == fact.value else value) is None:
                for words in (*_pieces(value)[:_MOST_PIECES], *_spelled_out(value)):
                    subject = _words_of(fact.name) if _PLAIN_SAID_OF_OTHERS.issuperset(words) else ()
                    self.by_start.setdefault(words[0][:3], []).append(_Piece(fact.id, words, subject))


@functools.lru_cache(maxsize=16_384)
def _words_of(name: str) -> tuple[str, ...]:
    return tuple(plain_form(token.lower) for token in tokens_of(name) if len(token.text) >= _SHORTEST)


_PLAIN_SAID_OF_OTHERS = frozenset(map(plain_form, SAID_OF_OTHERS))


@functools.lru_cache(maxsize=16_384)
def _pieces(value: str) -> tuple[tuple[str, ...], ...]:
    """The pieces of a value as plain words, without numbers and function words."""
    found: list[tuple[str, ...]] = []
    for piece in _PIECES.split(value):
        tokens = [
            token
            for token in tokens_of(piece)
            if token.is_word and not token.text[0].isdigit() and len(token.text) > 1 and not _is_filler(token.lower)
        ]
        if len(tokens) == 1 and tokens[0].lower in units():
            continue
        known = any(len(token.text) >= _SHORTEST or _is_acronym(token.text) for token in tokens)
        if known and len(tokens) <= _MOST_WORDS:
            found.append(tuple(plain_form(token.lower) for token in tokens))
    return tuple(dict.fromkeys(found))


def _spelled_out(value: str) -> Iterator[tuple[str, ...]]:
    """The acronyms of a value, each of which says it by itself: `EPDM rubber`."""
    yield from ((plain_form(each.lower()),) for each in _ACRONYMS.findall(value))


_ACRONYMS = re.compile(r"(?<![\w-])[A-Z]{4,}(?![\w-])")


def _of_make(fact: Fact) -> Iterator[str]:
    """The compounds that a fact of what something is made of has as its value: `waterbuffelhoorn`."""
    if answer_of(fact.value) is None and any(parts_of_word(token.lower, "") for token in tokens_of(fact.name)):
        for word in _COMPOUND.findall(fact.value.casefold()):
            if not word.startswith(_SEEMING):
                yield plain_form(word)


_COMPOUND = re.compile(r"[^\W\d_]{7,}")
_SEEMING = ("kunst", "imitatie", "nep", "namaak", "konst", "fusk", "imitation", "plast", "faux", "half", "vegan")
_OTHERWISE = re.compile(
    r"(?:leer|leder|lader|skinn|bont|pals|zijde|siden|silke|stof|zilver|silver|goud|guld|gold|wol|ull|steen|sten|kristal)$"
)
"""What a compound may end in without being a kind of it: `kunststof`, `nieuwzilver`, `steenwol`."""
_SHORTEST_KIND, _SHORTEST_BEGIN = 4, 3


def _kind_of(word: str, known: SpokenFacts) -> str:
    """The fact whose compound is a kind of what a word names: *van hoorn* where it is `waterbuffelhoorn`."""
    if len(word) < _SHORTEST_KIND or _OTHERWISE.search(word):
        return ""
    ends = (fact for each, fact in known.compounds if each.endswith(word) and len(each) - len(word) >= _SHORTEST_BEGIN)
    return next(ends, "")


def _is_acronym(word: str) -> bool:
    """Whether a short word is one that is spelled out: `IPS`, `DPD`."""
    return len(word) == _ACRONYM and word.isupper()


@functools.lru_cache(maxsize=16_384)
def _is_filler(word: str) -> bool:
    return any(word in function_words(language) for language in LANGUAGES)


def spoken_claims(sentence: str, language: str, known: SpokenFacts) -> tuple[Assertion, ...]:
    """The claims of a sentence that repeat a piece of a fact: all its words, close together and not denied."""
    tokens = tokens_of(sentence)
    return tuple(_spoken(tokens, language, known))


def _spoken(tokens: tuple[Token, ...], language: str, known: SpokenFacts) -> Iterator[Assertion]:
    plain = [plain_form(token.lower) for token in tokens]
    for place, word in enumerate(plain):
        if len(word) < 3 or _is_filler(tokens[place].lower):
            continue
        made = place > 0 and known.compounds and tokens[place - 1].lower in _MADE_OF
        if made and (fact := _kind_of(word, known)) and not is_negated(tokens, place, language):
            yield Assertion(tokens[place].start, tokens[place].end, Verdict.SUPPORTED, "words", (fact,))
        for piece in known.by_start.get(word[:3], ()):
            if not same_word(word, piece.words[0], language) and not _begins(word, piece.words, language):
                continue
            if piece.subject and not any(same_word(one, each, language) for one in plain for each in piece.subject):
                continue
            span = _span(plain, place, piece.words, language)
            if span and not is_negated(tokens, span[0], language):
                begin, end = tokens[span[0]].start, tokens[span[1]].end
                yield Assertion(begin, end, Verdict.SUPPORTED, "words", (piece.fact,))
                break


_MADE_OF = frozenset({"of", "van", "uit", "av", "i", "ur", "massief", "massivt", "massiv", "solid"})


def _begins(word: str, words: tuple[str, ...], language: str) -> bool:
    """Whether a compound begins with the one word of a piece: `schildpadmotief` of `schildpad`."""
    return language != "en" and len(words) == 1 and len(words[0]) >= _COMPOUNDED and word.startswith(words[0])


def _span(plain: list[str], place: int, words: tuple[str, ...], language: str) -> tuple[int, int] | None:
    """The tokens, around this one, that hold all words of a piece."""
    low, high = max(0, place - _SPREAD), place + _SPREAD + 1
    places = [place]
    for word in words[1:]:
        found = next((low + step for step, each in enumerate(plain[low:high]) if same_word(each, word, language)), None)
        if found is None:
            return None
        places.append(found)
    return min(places), max(places)
