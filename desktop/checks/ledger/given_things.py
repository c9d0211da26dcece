"""Things that a seller gives with the product, of any name, by the words that give them.

`We throw in a shoehorn`, `opzij een penlus`, `bjuder vi på kaffe`, `A tripod comes with it`, and bullets that are no
more than a thing with its adjectives. What no fact has a word of, and is no mood, story or measure, wants a fact.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator

import msgspec

from desktop.checks.ledger.added_things import AddedFacts, added_claims
from desktop.checks.ledger.assertion import Assertion
from desktop.checks.ledger.concept_data import context_words, inflected, listed
from desktop.checks.ledger.concept_forms import Token, tokens_of
from desktop.checks.ledger.concepts import is_negated
from desktop.checks.words import plain_form
from desktop.core.finding import Verdict
from desktop.core.lexicon import function_words, units
from desktop.core.resources import resource_text
from desktop.core.words import mark

_SILENT = mark("No fact says this.")
_LONGEST, _MOST_OF_BULLET, _COMPOUND, _MOST_BEFORE = 400, 8, 6, 3
_WITH = frozenset({"with", "met", "med", "inclusief", "inklusive", "including", "incl", "inkl"})
_AIMS = frozenset(
    {"for", "to", "with", "in", "on", "voor", "met", "om", "op", "aan", "för", "med", "i", "på", "till", "från"}
)
_DEFINITE = frozenset({"the", "your", "its", "de", "het", "je", "uw", "den", "det", "din", "ditt", "dina", "this"})
_THIS = frozenset({"this", "your", "je", "uw", "din", "ditt", "dina", "deze", "dit", "denna", "detta"})
_CLAUSE = re.compile(r"[.;:!?–—(]\s?|,\s(?:and |en |och |but |maar |men )?|\s(?:and|en|och|but|maar|men|terwijl)\s")
_ELSEWHERE = re.compile(
    r"\b(?:if|whether|unless|would|could|instead of|unlike|than|most|others?|als|zonder|mits|zou|zouden|dan|andere"
    r"|de meeste|om du|ifall|skulle|istället för|än|andra|de flesta|optional|optioneel|tillval|not|never|no|niet|geen"
    r"|nooit|inte|ej|ingen|inget|inga|aldrig|without|utan|sold separately|who|wie|vem|imagine|stel|tänk|once|ooit)\b",
    re.IGNORECASE,
)
"""Before what gives a thing, or in it: it is given by others, or only perhaps, or not."""
_SHORTEST, _STEM, _MOST_WORDS, _FAR, _PART = 3, 5, 4, 8, 4
_AND = frozenset({"and", "en", "och", ",", "plus", "samt"})
_ADVERBS = frozenset(
    {"hem", "haar", "ze", "graag", "liefst", "alleen", "altijd", "helst", "gärna", "alltid", "bara", "it", "them"}
    | {"only", "always", "best", "den", "det", "dem", "honom", "henne", "us", "everything", "alles", "allt", "mer"}
)
_PLAIN_ENDS = ("ness", "ship", "hood", "ism", "ity", "ance", "ence", "heid", "isme", "schap", "het", "skap", "else")


class _Frames(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The words that give; `words` are those of which a sentence must have one."""

    words: str
    before: tuple[str, ...]
    bare: tuple[str, ...]
    behind: tuple[str, ...]
    doing: str
    definite: str
    asides: str
    openers: str
    things: str
    abstract: str


class _Patterns(msgspec.Struct, frozen=True):
    words: frozenset[str]
    before: re.Pattern[str]
    bare: re.Pattern[str]
    behind: re.Pattern[str]
    doing: re.Pattern[str]
    definite: re.Pattern[str]
    openers: frozenset[str]
    things: frozenset[str]
    abstract: frozenset[str]


def added_or_given(sentence: str, language: str, known: AddedFacts, titles: tuple[str, ...]) -> Iterator[Assertion]:
    """The things that a sentence says are there or come along, of which no fact has a word."""
    yield from added_claims(sentence, language, known, titles)
    yield from given_claims(sentence, language, known, titles)


def given_claims(sentence: str, language: str, known: AddedFacts, titles: tuple[str, ...]) -> Iterator[Assertion]:
    """The things that a sentence gives, of which no fact has a word."""
    if known.language not in {"", language} or known.is_story or len(sentence) > _LONGEST:
        return
    if sentence.rstrip().endswith("?"):
        return
    tokens = tokens_of(sentence)
    patterns = _patterns(language)
    spans: list[tuple[int, int]] = []
    if any(token.lower in patterns.words for token in tokens):
        spans += _after(sentence, tokens, language, patterns)
        spans += _ahead(sentence, tokens, language, patterns)
    spans += _definite(sentence, tokens, language, patterns)
    spans += _doing(sentence, tokens, language, patterns)
    spans += _bullet(sentence, tokens, language, patterns, titles)
    for start, end in spans:
        if _is_strange(tokens, start, end, language, known, titles, patterns):
            opened = start and tokens[start - 1].lower in patterns.openers
            begin = tokens[start - 1 if opened else start].start
            yield Assertion(begin, tokens[end].end, Verdict.UNSUPPORTED, "feature", (), _SILENT, attribute="added")


def _after(sentence: str, tokens: tuple[Token, ...], language: str, patterns: _Patterns) -> Iterator[tuple[int, int]]:
    """The things that follow what gives them."""
    for pattern, bare in ((patterns.before, False), (patterns.bare, True)):
        for found in pattern.finditer(sentence):
            if _ELSEWHERE.search(sentence, 0, found.start()):
                continue
            first = next((place for place, token in enumerate(tokens) if token.start >= found.end()), None)
            for start, end in _things_from(tokens, first, language, patterns):
                if bare or _is_opened(tokens, start, patterns) or _is_listed(tokens[end], language, patterns):
                    yield start, end


def _ahead(sentence: str, tokens: tuple[Token, ...], language: str, patterns: _Patterns) -> Iterator[tuple[int, int]]:
    """The things that stand before what gives them: the items of its clause, from its beginning on."""
    for found in patterns.behind.finditer(sentence):
        if _ELSEWHERE.search(sentence, 0, found.start()):
            continue
        cuts = [each.end() for each in _CLAUSE.finditer(sentence, 0, found.start() + 1) if each.end() <= found.start()]
        for begin in (0, *cuts)[-_MOST_BEFORE:]:
            first = next((place for place, token in enumerate(tokens) if token.start >= begin), None)
            span = next(_things_from(tokens, first, language, patterns), None)
            if span is None or tokens[span[1]].end > found.start():
                continue
            after = tokens[span[1] + 1].lower if span[1] + 1 < len(tokens) else ""
            if tokens[span[1]].end < found.start() and after not in _AIMS and after not in {"and", "en", "och", ","}:
                continue
            plural = first == span[0] and _is_listed(tokens[span[1]], language, patterns)
            if _is_opened(tokens, span[0], patterns) or plural:
                yield span


def _definite(
    sentence: str, tokens: tuple[Token, ...], language: str, patterns: _Patterns
) -> Iterator[tuple[int, int]]:
    """The special part that is taken for granted: `Thanks to its telescopic handle`, `Den vridbara foten`."""
    for found in patterns.definite.finditer(sentence):
        if _ELSEWHERE.search(sentence, 0, found.start()):
            continue
        first = next((place for place, token in enumerate(tokens) if token.start >= found.end()), None)
        span = next(_things_from(tokens, first, language, patterns), None)
        if span is not None and span[0] < span[1] and _is_listed(tokens[span[1]], language, patterns):
            yield span


def _doing(sentence: str, tokens: tuple[Token, ...], language: str, patterns: _Patterns) -> Iterator[tuple[int, int]]:
    """The thing that begins a sentence and does something there: `A rubber bumper protects the corners`."""
    span = next(_things_from(tokens, 0, language, patterns), None)
    if span is None or not _is_listed(tokens[span[1]], language, patterns):
        return
    found = patterns.doing.match(sentence, tokens[span[1]].end)
    compound = language != "en" and tokens[span[1]].lower not in patterns.things
    special = span[0] < span[1] or compound or _is_opened(tokens, span[0], patterns)
    if found is not None and special and (not span[0] or tokens[span[0] - 1].lower not in _THIS):
        yield span


def _bullet(
    sentence: str, tokens: tuple[Token, ...], language: str, patterns: _Patterns, titles: tuple[str, ...]
) -> Iterator[tuple[int, int]]:
    """The thing that a bullet is, with what it is for: `Met binnenzakje voor je telefoon`."""
    if not titles or not tokens or len(tokens) > _MOST_OF_BULLET or sentence.rstrip()[-1:] in ".!:;":
        return
    if tokens[0].lower not in _WITH:
        return
    place = 1
    while place < len(tokens) and (tokens[place].lower in patterns.openers or tokens[place].text in "-‑"):
        place += 1
    end = place
    while end < len(tokens) and (tokens[end].text in "-‑" or _is_content(tokens, end, language)):
        end += 1
    if end == place or end - place > _MOST_BEFORE + 1:
        return
    if end < len(tokens) and tokens[end].lower not in _AIMS:
        return
    if _is_listed(tokens[end - 1], language, patterns):
        yield place, end - 1


def _things_from(
    tokens: tuple[Token, ...], first: int | None, language: str, patterns: _Patterns
) -> Iterator[tuple[int, int]]:
    """The noun phrases from here, over `and`, each as the first and last token behind its article."""
    while first is not None and first < len(tokens):
        start = first
        while start < len(tokens) and (tokens[start].lower in patterns.openers or tokens[start].lower in _DEFINITE):
            start += 1
        end = start
        while end < len(tokens) and end - start < 2 * _MOST_WORDS and _is_content(tokens, end, language):
            end += 1
        if end == start:
            return
        things = [place for place in range(start, end) if _is_listed(tokens[place], language, patterns)]
        while things and things[0] + 1 in things:
            del things[0]
        last = things[0] if things else end - 1
        yield start, last
        first = _next_item(tokens, last + 1, language, patterns)


def _next_item(tokens: tuple[Token, ...], place: int, language: str, patterns: _Patterns) -> int | None:
    """Where a further thing begins, behind `and` and a few words on the one before."""
    for current in range(place, min(len(tokens) - 1, place + _FAR)):
        if tokens[current].text in ".;:!?–—":
            return None
        if tokens[current].lower not in _AND or (language == "sv" and tokens[current].lower == "en"):
            continue
        opened = tokens[current + 1].lower in patterns.openers and not (
            language == "sv" and tokens[current].text == "en"
        )
        if opened or (current == place and _is_listed(tokens[current + 1], language, patterns)):
            return current + 1
    return None


def _is_content(tokens: tuple[Token, ...], place: int, language: str) -> bool:
    token = tokens[place]
    if token.text in "-‑":
        return place + 1 < len(tokens)
    joined = (place + 1 < len(tokens) and tokens[place + 1].text in "-‑") or (place and tokens[place - 1].text in "-‑")
    return (
        token.is_word and not token.text[0].isdigit() and (bool(joined) or token.lower not in function_words(language))
    )


def _is_opened(tokens: tuple[Token, ...], start: int, patterns: _Patterns) -> bool:
    """Whether an article or number introduces it, as new; what is definite is taken to be known."""
    return start > 0 and tokens[start - 1].lower in patterns.openers


@functools.lru_cache(maxsize=16_384)
def _is_compound(word: str, language: str) -> bool:
    things = _patterns(language).things
    return any(word[length:] in things for length in range(_SHORTEST, len(word) - _SHORTEST + 1))


def _is_listed(token: Token, language: str, patterns: _Patterns) -> bool:
    """Whether it is a thing that products are sold with, in Dutch and Swedish also at the end of a compound."""
    word = token.lower
    return word in patterns.things or (language != "en" and len(word) > _COMPOUND and _is_compound(word, language))


def _is_strange(
    tokens: tuple[Token, ...],
    start: int,
    end: int,
    language: str,
    known: AddedFacts,
    titles: tuple[str, ...],
    patterns: _Patterns,
) -> bool:
    """Whether it is a thing, and neither what is sold nor anything that a fact has a word of."""
    word, plain = tokens[end].lower, plain_form(tokens[end].lower)
    if len(plain) < _SHORTEST or not tokens[end].text.isalpha() or word in units() or word in _ADVERBS:
        return False
    if any(token.text[0].isupper() for token in tokens[max(start, 1) : end + 1]):
        return False
    if word == "case" and [each.lower for each in tokens[end + 1 : end + 2]] == ["for"]:
        return False
    before = {token.lower for token in tokens[start:end]}
    if not _is_listed(tokens[end], language, patterns) and (
        _is_abstract(word, language) or not before.isdisjoint(patterns.abstract)
    ):
        return False
    if not before.isdisjoint(_ADVERBS):
        return False
    sold = [plain_form(each) for each in titles]
    if any(each[:_STEM] == plain[:_STEM] or (language != "en" and each.endswith(plain)) for each in sold):
        return False
    if is_negated(tokens, start, language):
        return False
    words = [plain_form(token.lower) for token in tokens[start : end + 1] if token.is_word]
    return not any(_is_known(each, language, known) for each in words)


def _is_known(word: str, language: str, known: AddedFacts) -> bool:
    """Whether a fact has a word, or in Dutch and Swedish a part of a compound."""
    if len(word) < _PART:
        return re.search(rf"\b{re.escape(word)}", known.text) is not None
    if word[:_STEM] in known.text or word[-_STEM:] in known.text:
        return True
    return language != "en" and any(len(each) >= _PART and each in word for each in known.text.split())


@functools.lru_cache(maxsize=16_384)
def _is_abstract(word: str, language: str) -> bool:
    abstract = _patterns(language).abstract
    if word in abstract or word.endswith(_PLAIN_ENDS):
        return True
    return language != "en" and any(word[length:] in abstract for length in range(2, len(word) - _SHORTEST + 1))


@functools.cache
def _patterns(language: str) -> _Patterns:
    every = msgspec.json.decode(resource_text("lexicons/ledger/given.json"), type=dict[str, _Frames])
    found = every[language]
    abstract = (found.abstract, *(",".join(context_words(language, each)) for each in ("added_abstract", "no_gifts")))
    things = _forms(found.things, language)
    return _Patterns(
        frozenset(listed(found.words)),
        re.compile("|".join((*found.before, found.asides)), re.IGNORECASE),
        re.compile("|".join(found.bare), re.IGNORECASE),
        re.compile("|".join(found.behind), re.IGNORECASE),
        re.compile(found.doing, re.IGNORECASE),
        re.compile(found.definite, re.IGNORECASE),
        frozenset(listed(found.openers)),
        things,
        _forms(",".join(abstract), language) - things,
    )


def _forms(words: str, language: str) -> frozenset[str]:
    return frozenset(form for word in listed(words) for form in (word, *inflected(word, language)))
