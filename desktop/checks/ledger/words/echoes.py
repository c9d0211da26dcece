"""Words of a fact in another shape: compounds of two words, words that travel between languages, verbs of `-able`."""

from __future__ import annotations

import functools
import itertools
import re
from collections.abc import Iterable, Iterator

import msgspec

from desktop.checks.ledger.answers import answer_of
from desktop.checks.ledger.assertion import Assertion
from desktop.checks.ledger.concepts.concept_forms import Token, tokens_of
from desktop.checks.ledger.concepts.concepts import is_negated
from desktop.checks.ledger.words.spoken_claims import SAID_OF_OTHERS
from desktop.checks.words import plain_form
from desktop.core.brief import LANGUAGES, Fact
from desktop.core.finding import Verdict
from desktop.core.lexicon import function_words, units
from desktop.core.words import mark

_SAID = mark("The facts say “{fact}”.")
_SHORTEST = 6
_START = 4
_ENDING = 3
_MOST_WORDS = 6
_SPELLED = (("ph", "f"), ("th", "t"), ("qu", "kv"), ("ck", "k"), ("sch", "sk"), ("x", "ks"), ("z", "s"), ("y", "i"))
_SOFT = re.compile(r"c(?=[eiy])")
_CAN = re.compile(r"(?P<of>\w{4,}?)(?:baar|bare|bar|bart|bara|able|ible|proof)$")
_PREFIXED = re.compile(r"^(?:un(?=[b-df-hj-np-tv-xz])|on(?=[bcfghjklmprsvwz])|o(?=[bkshlt])|non-?)")
"""What denies the verb of `onbreekbaar`, and is no part of it as in `oplaadbaar`, `ontvlambaar`."""
_WORD = re.compile(r"[^\W\d_]{3,}")
_RID = re.compile(r"(?P<of>\w{4,}?)s?[ -]?(?:free|vrij|fri|fritt)$")


class _Ability(msgspec.Struct, frozen=True):
    """A fact that answers whether something can be done: the stem of its verb, and the other words of its name."""

    stem: str
    fact: str
    text: str
    rid: bool
    yes: bool
    others: tuple[str, ...]


class EchoedFacts:
    """The words of short values, and of what facts answer yes to, by the first letters of how they sound."""

    def __init__(self, facts: Iterable[Fact]) -> None:
        """Read the facts."""
        self.words: dict[str, list[tuple[str, str]]] = {}
        self.able: list[_Ability] = []
        for fact in facts:
            answer = answer_of(fact.text)
            if answer is None:
                for key in (*_keys(fact.value), *_of_part(fact.name, fact.value)):
                    self.words.setdefault(key[:_START], []).append((key, fact.id))
            else:
                self.able += _abilities(fact, yes=answer)


@functools.lru_cache(maxsize=16_384)
def _keys(value: str) -> tuple[str, ...]:
    """The longer words of a short value as they sound, and two in a row as one."""
    words = [token.lower for token in tokens_of(value) if token.text.isalpha()]
    if len(words) > _MOST_WORDS:
        return ()
    joined = [one + other for one, other in itertools.pairwise(words) if _says(one) and _says(other)]
    alone = [each for each in words if _says(each)]
    return tuple(dict.fromkeys(_sound(each) for each in (*alone, *joined) if len(each) >= _SHORTEST))


@functools.lru_cache(maxsize=16_384)
def _of_part(name: str, value: str) -> tuple[str, ...]:
    """What a part is called with what it is of: `glaslock` of `Lock: glas`, `träkärna` of `Kärna: trä`."""
    part = name.strip(" :").casefold()
    words = [token.lower for token in tokens_of(value) if token.text.isalpha()]
    if not part.isalpha() or not _SHORT <= len(part) <= _LONG or len(words) > _FEW_WORDS:
        return ()
    glued = (_sound(word + part) for word in words if len(word) >= _SHORT and _says(word))
    return tuple(dict.fromkeys(each for each in glued if len(each) >= _SHORTEST))


_SHORT, _LONG, _FEW_WORDS = 3, 12, 3


@functools.lru_cache(maxsize=16_384)
def _says(word: str) -> bool:
    """Whether a word says something by itself: units of a number do not, nor what is said of another word."""
    return (
        word not in SAID_OF_OTHERS
        and word not in units()
        and not any(word in function_words(language) for language in LANGUAGES)
    )


@functools.lru_cache(maxsize=16_384)
def _sound(word: str) -> str:
    """How a word is spelled where spelling differs between languages: `asphalt`, `asfalt`; `Kollagen`, `collagen`."""
    found = word.casefold()
    for one, other in _SPELLED:
        found = found.replace(one, other)
    return plain_form(_SOFT.sub("s", found).replace("c", "k"))


def _abilities(fact: Fact, *, yes: bool) -> Iterator[_Ability]:
    """The verbs of `stackable`, `composteerbaar`, and what `drip-free` is rid of."""
    plain = fact.name.strip(" :").casefold()
    for pattern, rid in ((_CAN, False), (_RID, True)):
        found = pattern.search(plain)
        if found is not None:
            others = tuple(plain_form(word) for word in _WORD.findall(plain[: found.start()]) if word != "non")
            stem = _PREFIXED.sub("", found["of"])  # of what is unbreakable nothing breaks
            so = yes != (stem != found["of"] or "non" in plain[: found.start()])
            if len(stem) >= _START:
                yield _Ability(plain_form(stem), fact.id, f"{fact.name}: {fact.text}", rid, so, others)
            return


def echoed_claims(sentence: str, language: str, known: EchoedFacts) -> Iterator[Assertion]:
    """The words of a sentence that a fact has in another shape; none that are denied."""
    if not known.words and not known.able:
        return
    tokens = tokens_of(sentence)
    for place, token in enumerate(tokens):
        fact = _fact_of(token, known)
        if fact:
            if not is_negated(tokens, place, language):
                yield Assertion(token.start, token.end, Verdict.SUPPORTED, "words", (fact,))
        elif (unable := _unable(tokens, place, language, known)) is not None:
            verdict = Verdict.CONTRADICTED if unable.yes else Verdict.SUPPORTED
            reason, values = (_SAID, (("fact", unable.text),)) if unable.yes else ("", ())
            yield Assertion(
                token.start, token.end, verdict, "property", (unable.fact,), reason, values, attribute="property"
            )
        elif (able := _able(tokens, place, language, known)) is None:
            continue
        elif able.yes:
            yield Assertion(token.start, token.end, Verdict.SUPPORTED, "words", (able.fact,))
        elif _is_told_of(tokens, place, able) and not sentence.rstrip().endswith("?"):
            values = (("fact", able.text),)
            yield Assertion(
                token.start, token.end, Verdict.CONTRADICTED, "property", (able.fact,), _SAID, values,
                attribute="property",
            )  # fmt: skip


def _fact_of(token: Token, known: EchoedFacts) -> str | None:
    if len(token.text) < _SHORTEST or not known.words:
        return None
    key = _sound(token.lower)
    for other, fact in known.words.get(key[:_START], ()):
        if _is_like(key, other):
            return fact
    return None


def _is_like(one: str, other: str) -> bool:
    """Whether two sounds differ in no more than an ending, or the longer is a compound that begins with the other."""
    shared = 0
    for left, right in zip(one, other, strict=False):
        if left != right:
            break
        shared += 1
    return shared >= max(5, min(len(one), len(other)) - 2) and len(other) - shared <= _ENDING


def _able(tokens: tuple[Token, ...], place: int, language: str, known: EchoedFacts) -> _Ability | None:
    word = tokens[place].lower
    if len(word) < _START or not known.able:
        return None
    plain = plain_form(word)
    for each in known.able:
        begins = plain.startswith(each.stem[: max(_START, len(each.stem) - 2)])
        if begins and each.rid == is_negated(tokens, place, language):
            return each
    return None


def _unable(tokens: tuple[Token, ...], place: int, language: str, known: EchoedFacts) -> _Ability | None:
    """The fact that says whether something can be done of which a verb says it cannot: *cannot be dimmed*."""
    word = plain_form(tokens[place].lower)
    clause = {token.lower for token in tokens[max(0, place - _REACH) : place]}
    if len(word) < _START or not known.able or not clause & _CANNOT or clause & _UNLESS:
        return None
    shapes = (word, word.removeprefix("ge"), word.replace("ge", "", 1))  # `gestapeld`, `opgevouwen`
    for each in known.able:
        stem = each.stem[: max(_START, len(each.stem) - 2)]
        if not each.rid and not each.others and any(shape.startswith(stem) for shape in shapes):
            return each if is_negated(tokens, place, language) else None
    return None


def _is_told_of(tokens: tuple[Token, ...], place: int, able: _Ability) -> bool:
    """Whether a verb says what the product does or lets be done: *it dims*, *can be refilled*; all words are said."""
    clause = {token.lower for token in tokens[max(0, place - _REACH) : place]}
    if not clause & (_IT if able.rid else _IT | _CAN_BE) or clause & _UNLESS:
        return False
    said = [plain_form(token.lower) for token in tokens]
    return all(any(word[:_START] == other[:_START] for word in said) for other in able.others)


_REACH = 9
_CAN_BE = (
    frozenset({"can", "could", "may", "made", "be", "is", "are", "kan", "kun", "kunt", "kunnen", "mag", "mogen"})
    | frozenset({"laat", "laten", "går", "får", "låter", "kunna"})
)  # fmt: skip
_CANNOT = frozenset(
    {"can", "can't", "can’t", "cannot", "could", "kan", "kun", "kunt", "kunnen", "går", "laat", "låter"}
)
_IT = frozenset({"it", "they", "that", "which", "this", "these", "hij", "ze", "zij", "die", "deze", "den", "det"}) | (
    frozenset({"som", "denna", "dessa", "doesn't", "don't", "doesn’t", "won't", "won’t", "never", "nooit"})
    | frozenset({"niet", "inte", "aldrig"})
)
_UNLESS = frozenset({"if", "unless", "before", "als", "tenzij", "voordat", "om", "innan", "your", "din", "dina"})
