"""Facts that answer yes or no, and the same said with a prefix, a suffix or its words in another order.

`Treated: no` is *untreated*, `Mercury-free: yes` denies *contain mercury*, `Drilling required: no` is *without
drilling*, and `Hand luggage approved: yes` is *approved for hand luggage*, whatever the words are.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable, Iterator

import msgspec

from desktop.checks.ledger.answers import answer_of, is_plain_answer
from desktop.checks.ledger.assertion import Assertion
from desktop.checks.ledger.concepts.concept_forms import Token, tokens_of
from desktop.checks.ledger.concepts.concepts import denial_of, is_denied_after
from desktop.checks.ledger.concepts.denial_reach import Reach
from desktop.checks.words import plain_form, same_word
from desktop.core.brief import LANGUAGES, Fact
from desktop.core.finding import Verdict
from desktop.core.lexicon import function_words
from desktop.core.words import mark

_SAID = mark("The facts say “{fact}”.")
_PREFIXES = {"en": ("un", "non"), "nl": ("on",), "sv": ("o",)}
_SHAPE = re.compile(
    r"\w{3,}(?:ed|ing|able|ible|[^aeiou]en|wn|[dt]|de|te|baar|bare|bara|bar|bart|ig|ige|iga|igt|lig|liga|ligt|lijk|lijke|at"
    r"|ad|ade|isk|iskt|ous|ful|ic|al|ile|il|ila|ilt)"
)
_RID = re.compile(
    r"(?P<of>[^\W\d_]{3,}?)s?[\s-]?(?:free|vrije?|frit?t?|fria|less|lo(?:os|ze)|löst?|lösa|\bfrei)(?=\W*$)",
    re.IGNORECASE,
)
_FREE_OF = re.compile(
    r"(?:free (?:from|of)|vrij van|fri(?:tt|a)? från|without|zonder|utan)\s(?P<of>[^\W\d_]{3,})\W*", re.IGNORECASE
)
_WITH = re.compile(r"(?:with|met|med|incl\.?|including|inclusief|inklusive)\s(?:an? |een |ett? )?(?P<of>[^\W\d_]{3,})")
_NEED = re.compile(
    r"(?P<of>[^\W\d_]{4,})\s(?:is |are )?(?:required|needed|necessary|nodig|vereist|noodzakelijk|krävs|behövs"
    r"|nödvändigt?)"
    r"|(?:requires?|needs?|kräver|behöver|vereist|needs to be)\s(?P<of2>[^\W\d_]{4,})",
    re.IGNORECASE,
)
_CONTAINS = frozenset(
    {"contain", "contains", "containing", "with", "has", "have", "bevat", "bevatten", "met", "heeft", "hebben", "med"}
    | {"innehåller", "har", "includes", "uses", "use"}
)
_WITHS = frozenset({"with", "met", "med"})
_HOLDING = ("houdend", "houdende", "haltig", "haltigt", "haltiga", "containing")
_NO_THINGS = frozenset({"hand", "hands", "care", "kost", "koste", "kosten", "duty", "tax", "guilt"})
_LEADS = frozenset({"draad", "wire", "cord", "sladd", "tråd", "snoer", "kabel"})
"""What a thing without it may still be charged by."""
_SAME = tuple(
    frozenset(map(plain_form, each.split()))
    for each in ("geur reuk", "doft lukt", "odour odor smell scent", "sladd tråd", "snoer draad")
)
_PLURALS = {"children": "child", "kinderen": "kind", "eieren": "ei", "women": "woman", "teeth": "tooth", "feet": "foot"}
_IFS = frozenset(
    {"if", "when", "unless", "whether", "als", "wanneer", "tenzij", "om", "när", "ifall", "your", "other"}
) | (
    frozenset({"unlike", "most", "many", "others", "than", "ordinary", "anders", "dan", "meeste", "veel", "andere"})
    | frozenset({"gewone", "skillnad", "flesta", "många", "andra", "än", "vanliga"})
)
_JOINS = frozenset(
    {"and", "or", "with", "on", "en", "of", "met", "op", "och", "eller", "med", "på", "but", "maar", "men"}
)
_WOULD = frozenset({"would", "could", "zou", "zouden", "skulle"})
_COMING = frozenset({"come", "comes", "is", "are", "komt", "komen", "zijn", "geleverd", "kommer", "är", "levereras"})
_VALUE_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_VERBAL = ("ning", "ing", "en", "a")
_NO_NEED = re.compile(
    r"(?:without|zonder|utan|no|geen|ingen|inga|inget|slipper|avoids?)\s(?:any|te|att|het|need for|behov av)?\s*$"
    r"|(?:n['’]t|not|never)\s(?:have to|need to|need|require|requires|call for)(?:\sany)?\s*$"
    r"|hoef\w*\s(?:\w+\s){0,2}(?:niet|geen|niets)\s(?:\w+\s){0,2}(?:te\s)?$"
    r"|(?:behöver|kräver|krävs)\s(?:\w+\s){0,1}(?:inte|ingen|inget|inga)\s(?:någon\s)?$|slipper (?:du )?$",
    re.IGNORECASE,
)
_NEEDED = re.compile(
    r"(?:must|needs?|(?:have|has)\sto|required|requires?|calls\sfor)\s(?:to\s)?(?:be\s)?(?:some\s|a little\s)?$"
    r"|moet\w*\s(?:\w+\s){0,3}$|måste\s(?:\w+\s){0,2}$|kräver\s(?:\w+\s)?$|vergt\s(?:\w+\s)?$|vraagt om\s$",
    re.IGNORECASE,
)
_NEEDED_AFTER = re.compile(
    r"\s(?:is|are|zijn|är)?\s?(?P<no>not |niet |inte )?(?:required|needed|necessary|nodig|vereist|krävs|behövs)"
    r"(?P<no2> inte| ej)?\b",
    re.IGNORECASE,
)
_START, _MOST_WORDS, _BETWEEN, _AHEAD = 3, 4, 2, 3
_SHORTEST_BASE, _SHORTEST_END, _SHORTEST_HEAD = 4, 5, 3


class _Base(msgspec.Struct, frozen=True):
    """A word that the facts say is so of the product, or is not; `denied`: they do so with a prefix.

    `part`: it is so only of what one of these words names.
    """

    fact: str
    text: str
    word: str
    so: bool
    denied: bool = False
    part: tuple[str, ...] = ()


class _Words(msgspec.Struct, frozen=True):
    """The words of a name in any order, with the answer."""

    fact: str
    text: str
    words: tuple[str, ...]
    yes: bool


class AffixedFacts:
    """What facts that answer yes or no say is so, is there and is needed, by the first letters of its word."""

    def __init__(self, facts: Iterable[Fact]) -> None:
        """Read the facts."""
        self.bases: dict[str, list[_Base]] = {}
        self.things: dict[str, list[_Base]] = {}
        self.needs: dict[str, list[_Base]] = {}
        self.named: list[_Words] = []
        for fact in facts:
            for kind, each in _read(fact):
                table = (self.bases, self.things, self.needs)[kind]
                alike = {other for same in _SAME if kind == 1 and each.word in same for other in same}
                for start in {word[:_START] for word in (each.word, *alike)}:
                    table.setdefault(start, []).append(each)
            self.named += _named(fact)
        self.any = bool(self.bases or self.things or self.needs or self.named)


@functools.lru_cache(maxsize=16_384)
def _read(fact: Fact) -> tuple[tuple[int, _Base], ...]:
    """What a fact says of a quality (0), a thing (1) and a need (2)."""
    name, answer, text = fact.name.strip(" :").casefold(), answer_of(fact.text), f"{fact.name}: {fact.text}"
    if fact.variant:
        return ()
    if answer is None or not is_plain_answer(fact.text):
        rid_of = tuple((1, _Base(fact.id, text, word, so=False)) for word in _rid_of_value(name, fact.text))
        return rid_of + tuple((0, each) for each in _of_part(fact, text))
    found: list[tuple[int, _Base]] = []
    need = _NEED.fullmatch(name)
    if need is not None:
        word = plain_form(need["of"] or need["of2"])
        return ((2, _Base(fact.id, text, word, so=answer)),)
    rid = _RID.fullmatch(name) or _FREE_OF.fullmatch(name)
    if rid is not None:
        found += [(1, _Base(fact.id, text, plain_form(rid["of"]), so=not answer))]
    elif (given := _WITH.fullmatch(name)) is not None:
        found.append((1, _Base(fact.id, text, plain_form(given["of"]), so=answer)))
    elif name.replace("-", "").isalpha():
        if _SHAPE.fullmatch(name):
            found.append((0, _Base(fact.id, text, plain_form(name), so=answer)))
        found += [(0, _Base(fact.id, text, plain_form(base), so=not answer, denied=True)) for base in _denied_in(name)]
    return tuple(found)


def _of_part(fact: Fact, text: str) -> Iterator[_Base]:
    """What a value says of the part that a fact is named for: `Rope: untreated`, `Print: unframed, signed`."""
    words = _VALUE_WORD.findall(fact.text.casefold())
    part = tuple(plain_form(token.lower) for token in tokens_of(fact.name) if token.is_word)
    part = tuple(word for word in part if len(word) >= _SHORTEST_HEAD and not _is_filler(word))
    if not part or len(words) > _MOST_WORDS:
        return
    for word in words:
        denied = tuple(_denied_in(word))
        for base in denied:
            if base not in words:
                yield _Base(fact.id, text, plain_form(base), so=False, denied=True, part=part)
        if not denied and len(word) >= _SHORTEST_END and _SHAPE.fullmatch(word):
            yield _Base(fact.id, text, plain_form(word), so=True, part=part)


def _denied_in(name: str) -> Iterator[str]:
    """What a name denies with its prefix: `bleached` of `Unbleached`, `gebleekt` of `Ongebleekt`."""
    for language in LANGUAGES:
        for prefix in _PREFIXES[language]:
            base = name.removeprefix(prefix).lstrip("-")
            if base != name and len(base) >= _SHORTEST_BASE and _SHAPE.fullmatch(base):
                yield base


def _rid_of_value(name: str, value: str) -> tuple[str, ...]:
    """The thing that a value is rid of, where the fact is named for the same: `Geur: geurloos`."""
    found = _RID.fullmatch(value.strip(" .").casefold())
    if found is None:
        return ()
    word, named = plain_form(found["of"]), plain_form(name)
    alike = named.startswith(word) or word.startswith(named) or any({word, named} <= each for each in _SAME)
    return (word,) if alike and len(name) >= _SHORTEST_HEAD else ()


@functools.lru_cache(maxsize=16_384)
def _named(fact: Fact) -> tuple[_Words, ...]:
    answer = answer_of(fact.text)
    if answer is None or not is_plain_answer(fact.text) or fact.variant or _NEED.fullmatch(fact.name.strip(" :")):
        return ()
    words = tuple(
        plain_form(token.lower)
        for token in tokens_of(fact.name)
        if token.is_word and not _is_filler(token.lower) and not token.text.isdigit()
    )
    if not words or len(words) > _MOST_WORDS or min(map(len, words)) < _SHORTEST_HEAD:
        return ()
    return (_Words(fact.id, f"{fact.name}: {fact.text}", words, answer),)


@functools.lru_cache(maxsize=16_384)
def _is_filler(word: str) -> bool:
    return any(word in function_words(language) for language in LANGUAGES)


def affixed_claims(sentence: str, language: str, known: AffixedFacts) -> Iterator[Assertion]:
    """The claims of a sentence that such a fact answers, in whatever shape the word stands."""
    if not known.any or sentence.rstrip().endswith("?"):
        return
    tokens = tokens_of(sentence)
    others = next((token.start for token in tokens if token.lower in _IFS), len(sentence))
    others = 0 if any(token.lower in _WOULD for token in tokens) else others
    for each in _every_claim(sentence, tokens, language, known):
        if each.verdict is Verdict.SUPPORTED or each.end <= others:
            yield each


def _every_claim(sentence: str, tokens: tuple[Token, ...], language: str, known: AffixedFacts) -> Iterator[Assertion]:
    plains = tuple(_PLURALS.get(token.lower) or plain_form(token.lower) for token in tokens)
    for place, (token, plain) in enumerate(zip(tokens, plains, strict=True)):
        if len(token.text) < _START or not token.text[0].isalpha():
            continue
        yield from _qualities(tokens, place, plain, language, known)
        yield from _things(tokens, place, plain, language, known)
        for need in known.needs.get(plain[:_START], ()):
            if _is_need(plain, need.word, language):
                denied = denial_of(tokens, place, language) is not Reach.NO
                yield from _needs(sentence, token, need, denied=denied)
    starts = {plain[:_START] for plain in plains}
    for each in known.named:
        if len(each.words) == 1 or all(word[:_START] in starts for word in each.words):
            yield from _reordered(tokens, plains, language, each)


def _qualities(
    tokens: tuple[Token, ...], place: int, plain: str, language: str, known: AffixedFacts
) -> Iterator[Assertion]:
    """What is said to be so with a prefix that denies, or without the one that the fact has."""
    for prefix in ("", *_PREFIXES[language]):
        base = plain_form(tokens[place].lower.removeprefix(prefix)) if prefix else plain
        if (prefix and not tokens[place].lower.startswith(prefix)) or len(base) < _SHORTEST_BASE:
            continue
        for each in known.bases.get(base[:_START], ()):
            if not (prefix or each.denied) or not same_word(base, each.word, language):
                continue
            if not prefix and place and tokens[place - 1].text in "-‑":
                continue
            done = len(base) < len(each.word) and each.word.endswith(("ed", "ad", "at"))  # `slice the bread`
            if done or (each.part and not _is_of_part(tokens, place, each.part, language)):
                continue
            reach = denial_of(tokens, place, language)
            if reach is not Reach.PERHAPS:
                so = (reach is Reach.NO) != bool(prefix)
                yield _assertion(tokens[place].start, tokens[place].end, each, agrees=so == each.so)
                return


def _is_of_part(tokens: tuple[Token, ...], place: int, part: tuple[str, ...], language: str) -> bool:
    """Whether a quality stands before the part, or is said of it: `a treated rope`, `the rope is treated`."""
    for way in (reversed(tokens[max(0, place - _AHEAD - 1) : place]), tokens[place + 1 : place + 2 + _AHEAD]):
        for token in way:
            if token.lower in _JOINS or not (token.is_word or token.text in "-‑"):
                break
            if any(same_word(plain_form(token.lower), word, language) for word in part):
                return True
    return False


def _things(
    tokens: tuple[Token, ...], place: int, plain: str, language: str, known: AffixedFacts
) -> Iterator[Assertion]:
    """What is said to be in it or on it, or not to be."""
    for each in known.things.get(plain[:_START], ()):
        there = _is_there(tokens, place, plain, language, each.word, so=each.so)
        if there is None or (there and not each.so and each.word in _LEADS):
            continue
        first = place
        while first and place - first < _AHEAD and tokens[first].lower not in _CONTAINS and there:
            first -= 1
        start_at = tokens[first if tokens[first].lower in _CONTAINS else place].start
        yield _assertion(start_at, tokens[place].end, each, agrees=there == each.so)
        return


def _is_there(tokens: tuple[Token, ...], place: int, plain: str, language: str, word: str, *, so: bool) -> bool | None:
    """Whether a word says that the thing is there, or is not; None where it says neither."""
    if plain.startswith(word) and plain.endswith(_HOLDING):
        return denial_of(tokens, place, language) is Reach.NO
    rid = _RID.fullmatch(tokens[place].lower)
    if rid is not None and any({rid["of"], word} <= each for each in _SAME):
        return denial_of(tokens, place, language) is not Reach.NO
    alike = same_word(plain, word, language) or any({plain, word} <= each for each in _SAME)
    if not alike or word in _NO_THINGS or (place + 1 < len(tokens) and tokens[place + 1].text in "-‑"):
        return None
    if denial_of(tokens, place, language) is Reach.YES or is_denied_after(tokens, place, language):
        return False
    before = [token.lower for token in tokens[max(0, place - _AHEAD) : place]]
    if _WITHS.isdisjoint(before):
        return True if _CONTAINS.intersection(before) else None
    coming = [token.lower for token in tokens[max(0, place - 2 * _AHEAD) : place]]
    return True if so or _COMING.intersection(coming) else None


def _needs(sentence: str, token: Token, need: _Base, *, denied: bool) -> Iterator[Assertion]:
    """What is said to be needed, or not."""
    before, after = _NO_NEED.search(sentence, 0, token.start), _NEEDED_AFTER.match(sentence, token.end)
    if before is not None:
        yield _assertion(before.start(), token.end, need, agrees=not need.so)
    elif after is not None:
        yield _assertion(
            token.start, after.end(), need, agrees=(not (denied or after["no"] or after["no2"])) == need.so
        )
    elif (needed := _NEEDED.search(sentence, 0, token.start)) is not None:
        yield _assertion(needed.start(), token.end, need, agrees=need.so != denied)


@functools.lru_cache(maxsize=8192)
def _is_need(plain: str, word: str, language: str) -> bool:
    """Whether a word is what is needed, or the verb of it: *drilled* of `Drilling`, *borra* of `Borrning`."""
    if same_word(plain, word, language):
        return True
    ending = next((each for each in _VERBAL if word.endswith(each) and len(word) - len(each) >= _START), "")
    stem = word.removesuffix(ending)
    return (
        bool(ending) and plain.startswith(stem) and plain[len(stem) :] in {"", "a", "e", "ed", "en", "ing", "ning", "s"}
    )


def _reordered(tokens: tuple[Token, ...], plains: tuple[str, ...], language: str, named: _Words) -> Iterator[Assertion]:
    """The words of a name in another order, with nothing but small words between: *adjustable in height*."""
    words = named.words
    span = _window(tokens, plains, language, words) if len(words) > 1 else _apart(tokens, plains, language, words[0])
    if span is None or any(token.lower in _IFS for token in tokens[: span[0]]):
        return
    reach = denial_of(tokens, span[0], language)
    if reach is not Reach.PERHAPS:
        begin, end = tokens[span[0]].start, tokens[span[1]].end
        yield _assertion(begin, end, named, agrees=(reach is Reach.NO) == named.yes)


def _window(
    tokens: tuple[Token, ...], plains: tuple[str, ...], language: str, words: tuple[str, ...]
) -> tuple[int, int] | None:
    heads = {word[:_START] for word in words}
    for first, token in enumerate(tokens):
        if plains[first][:_START] not in heads:
            continue
        left, place, between = list(words), first, 0
        while left and place < len(tokens) and between <= _BETWEEN:
            met = next((each for each in left if same_word(plains[place], each, language)), None)
            if met is not None:
                left.remove(met)
            elif place == first or not (tokens[place].text in "-‑" or _is_filler(tokens[place].lower)):
                break
            else:
                between += tokens[place].is_word
            place += 1
        if not left and token.is_word:
            return first, place - 1
    return None


def _apart(tokens: tuple[Token, ...], plains: tuple[str, ...], language: str, word: str) -> tuple[int, int] | None:
    """A compound taken apart: *justerbar i höjd* of `Höjdjusterbar`."""
    if language == "en" or len(word) < _SHORTEST_END + _SHORTEST_HEAD:
        return None
    for first, plain in enumerate(plains):
        if len(plain) < _SHORTEST_END or plain[:_START] not in word[_SHORTEST_HEAD:]:
            continue
        cut = word.find(plain[:_START], _SHORTEST_HEAD)
        if not same_word(plain, word[cut:], language):
            continue
        head = word[:cut].removesuffix("s")
        for place in range(first + 2, min(first + 2 + _BETWEEN, len(tokens))):
            if plains[place].startswith(head) and all(_is_filler(each.lower) for each in tokens[first + 1 : place]):
                return first, place
    return None


def _assertion(start: int, end: int, said: _Base | _Words, *, agrees: bool) -> Assertion:
    if agrees:
        return Assertion(start, end, Verdict.SUPPORTED, "property", (said.fact,), attribute="property")
    values = (("fact", said.text),)
    return Assertion(
        start, end, Verdict.CONTRADICTED, "property", (said.fact,), _SAID, values, attribute="property"
    )  # fmt: skip
