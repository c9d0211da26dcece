"""Where the words of a pack's rules stand in a paragraph.

Words are looked up by their first three letters and compared as `checks.words.find_phrase` compares them; a pattern is
tried only where a word begins as its matches can begin.
"""

from __future__ import annotations

import bisect
import functools
import itertools
import re
from collections.abc import Iterator

import msgspec
import regex

from desktop.checks.policies.beginnings import LONGEST, beginnings_of
from desktop.checks.policies.pack import Pack, Vocabulary
from desktop.checks.policies.shapes import find_shape
from desktop.checks.words import Word, same_word, split_words

SLOWEST = 0.2
"""Seconds that one pattern of a user's pack may take at one place."""

_DENIALS = {
    "en": r"not?|never|without|(?:is|are|do|does|ca|wo)n['’]t|cannot|nor|neither|avoid(?:s|ed|ing)?",
    "nl": r"niet|geen|nooit|zonder|noch|nergens|vermijd(?:t|en)?",
    "sv": r"inte|ej|icke|aldrig|utan|inga|ingen|inget|varken|undvik(?:er)?",
}
_MEANS = r"(?:\W+(?!only\b|alleen\b|bara\b|just\b|slechts\b|enbart\b)[\w'’-]+){0,4}\W*$"
_CLAUSE = regex.compile(r"[.,;:!?()\n•|–—]|\s-\s|\b(?:but|maar|men|utan att)\b", regex.IGNORECASE)


class Hit(msgspec.Struct, frozen=True):
    """A place in a paragraph that a rule is about, with the words to put there; `rule` is its place in the pack."""

    rule: int
    start: int
    end: int
    fixes: tuple[str, ...] = ()


class _Phrase(msgspec.Struct, frozen=True):
    rule: int
    words: tuple[str, ...]


class _Pattern(msgspec.Struct, frozen=True):
    rule: int
    source: str


class _Begun(dict[str, tuple[_Pattern, ...]]):
    """The patterns whose matches may begin as a word or sign does, as it is written; found when it is first met."""

    def __init__(self, patterns: dict[str, list[_Pattern]]) -> None:
        super().__init__()
        self._patterns = patterns

    def __missing__(self, beginning: str) -> tuple[_Pattern, ...]:
        begun = (beginning[:length].lower() for length in range(LONGEST + 1)) if self._patterns else ()
        found = self[beginning] = tuple(each for short in begun for each in self._patterns.get(short, ()))
        return found


class _Reader(msgspec.Struct, frozen=True, eq=False):
    """A pack made ready for one language."""

    phrases: dict[str, tuple[_Phrase, ...]]
    patterns: _Begun
    characters: tuple[tuple[int, regex.Pattern[str]], ...]
    exceptions: dict[int, str]
    denial: str


@functools.lru_cache(maxsize=8192)
def hits_of(paragraph: str, language: str, pack: Pack, names: frozenset[str]) -> tuple[Hit, ...]:
    """The places that the rules of a pack are about, wherever they lie; `names` are words of the product's name."""
    reader = _reader(pack, language)
    hits = [
        hit
        for hit in (*_phrase_hits(paragraph, language, reader), *_pattern_hits(paragraph, pack, reader))
        if not _is_other(hit, paragraph, reader)
        and not _is_denied(hit, paragraph, pack, reader)
        and not (pack.rules[hit.rule].not_in_name and _is_name(hit, paragraph, names))
    ]
    for place, rule in enumerate(pack.rules):
        if rule.shape is not None:
            allowed = frozenset(map(str.lower, rule.allowed))
            hits += [
                Hit(place, each.start, each.end, each.fixes)
                for each in find_shape(rule.shape, paragraph, language, allowed, names)
            ]
    return tuple(hits)


def _phrase_hits(paragraph: str, language: str, reader: _Reader) -> Iterator[Hit]:
    if not reader.phrases:
        return
    words = tuple(split_words(paragraph))
    for place, word in enumerate(words):
        for phrase in reader.phrases.get(word.plain[:3], ()):
            run = words[place : place + len(phrase.words)]
            if (
                len(run) == len(phrase.words)
                and all(same_word(one.plain, other, language) for one, other in zip(run, phrase.words, strict=True))
                and _is_run(paragraph, run)
            ):
                yield Hit(phrase.rule, run[0].start, run[-1].end)


def _is_run(paragraph: str, words: tuple[Word, ...]) -> bool:
    """Whether only spaces and hyphens stand between words, so that they are one phrase."""
    gaps = (paragraph[left.end : right.start] for left, right in itertools.pairwise(words))
    return all(not gap.strip(" -‑\u00a0'’₂") for gap in gaps)


def _pattern_hits(paragraph: str, pack: Pack, reader: _Reader) -> Iterator[Hit]:
    try:
        begun = reader.patterns
        for start, patterns in [(start, begun[word]) for start, word in _starts(paragraph) if begun[word]]:
            for pattern in patterns:
                end = _match(pattern.source, paragraph, start, pack)
                if end > start:
                    yield Hit(pattern.rule, start, end)
        for rule, characters in reader.characters:
            for found in characters.finditer(paragraph, timeout=SLOWEST):
                yield Hit(rule, found.start(), found.end())
    except TimeoutError:
        # A pattern of the user's own that takes for ever must not hold up everything else.
        return


@functools.lru_cache(maxsize=4096)
def _starts(paragraph: str) -> tuple[tuple[int, str], ...]:
    """Where a word or a sign begins, and how."""
    starts = (found.start() for found in _START.finditer(paragraph))
    return tuple((start, paragraph[start : start + LONGEST]) for start in starts)


def _match(source: str, paragraph: str, start: int, pack: Pack) -> int:
    """Where a pattern that begins here ends; -1 where it does not."""
    if pack.file:
        slow = _foreign(source).match(paragraph, start, timeout=SLOWEST)
        return slow.end() if slow else -1
    found = compiled(source).match(paragraph, start)
    return found.end() if found else -1


def _is_other(hit: Hit, paragraph: str, reader: _Reader) -> bool:
    """Whether a hit lies inside or across something that is not meant."""
    exception = reader.exceptions.get(hit.rule)
    if exception is None:
        return False
    spans = _exceptions(exception, paragraph)
    place = bisect.bisect_left(spans, (hit.end, -1))
    return place > 0 and hit.start < spans[place - 1][1]


@functools.lru_cache(maxsize=64)
def _exceptions(exception: str, paragraph: str) -> tuple[tuple[int, int], ...]:
    """Where what is not meant stands in a paragraph, in its order."""
    return tuple(found.span() for found in compiled(exception).finditer(paragraph))


def _is_denied(hit: Hit, paragraph: str, pack: Pack, reader: _Reader) -> bool:
    rule = pack.rules[hit.rule]
    if not reader.denial or rule.even_denied or rule.characters:
        return False
    before = paragraph[max(0, hit.start - 80) : hit.start]
    clauses = list(_CLAUSE.finditer(before))
    return re.search(reader.denial, before[clauses[-1].end() :] if clauses else before) is not None


def _is_name(hit: Hit, paragraph: str, names: frozenset[str]) -> bool:
    """Whether a hit has nothing but words of the product's name."""
    return bool(names) and all(word.lower in names for word in split_words(paragraph[hit.start : hit.end]))


def removed(hit: Hit, paragraph: str) -> Hit:
    """A hit with what joined it to the rest, so that nothing loose stays when it is deleted."""
    start, end = hit.start, hit.end
    before = regex.search(r"[\s\-–—|,;:·•+&/(\[]*$", paragraph[:start])
    after = regex.match(r"[\s\-–—|,;:·•+&!)\]]*", paragraph[end:])
    left = before.start() if before else start
    right = end + (after.end() if after else 0)
    if right == len(paragraph):
        return Hit(hit.rule, left, right, ("",))
    if left == 0:
        return Hit(hit.rule, left, right, ("",))
    return (
        Hit(hit.rule, left, right, (" ",))
        if paragraph[left:start].isspace() or left == start
        else Hit(hit.rule, left, end, ("",))
    )


@functools.lru_cache(maxsize=128)
def _reader(pack: Pack, language: str) -> _Reader:
    phrases: dict[str, list[_Phrase]] = {}
    patterns: dict[str, list[_Pattern]] = {}
    exceptions: dict[int, str] = {}
    for place, rule in enumerate(pack.rules):
        vocabulary = rule.vocabulary.get(language, Vocabulary())
        for phrase in vocabulary.words:
            words = tuple(word.plain for word in split_words(phrase))
            if words:
                phrases.setdefault(words[0][:3], []).append(_Phrase(place, words))
        for source in vocabulary.patterns:
            if not pack.file:
                compiled(source)  # all at once, so that a worker that loads a pack has done it
            for beginning in beginnings_of(source):
                patterns.setdefault(beginning, []).append(_Pattern(place, source))
        if vocabulary.but_not:
            exceptions[place] = "|".join(vocabulary.but_not)
            compiled(exceptions[place])
    for read in (*pack.certificates.values(), *(rule.raised_by for rule in pack.rules if rule.raised_by)):
        compiled("|".join(read))  # with which the facts are read
    denials = _DENIALS.get(language)
    return _Reader(
        {start: tuple(each) for start, each in phrases.items()},
        _Begun(patterns),
        tuple((place, regex.compile(each)) for place, rule in enumerate(pack.rules) for each in rule.characters),
        exceptions,
        rf"(?i)\b(?:{denials}){_MEANS}" if denials else "",
    )


@functools.lru_cache(maxsize=4096)
def compiled(pattern: str) -> re.Pattern[str]:
    """The expression for a pattern of our own; `re` makes one in a tenth of the time that `regex` takes."""
    return re.compile(word_expression(pattern))


@functools.lru_cache(maxsize=512)
def _foreign(pattern: str) -> regex.Pattern[str]:
    """The expression for a pattern of the user's, which can be stopped when it takes for ever."""
    return regex.compile(word_expression(pattern))


def word_expression(pattern: str) -> str:
    """The expression for whole words, in either case; a space in the pattern stands for spaces and hyphens."""
    return rf"(?i:(?<!\w)(?:{_SET_OR_SPACE.sub(_spaced, pattern)})(?!\w))"


def _spaced(found: regex.Match[str]) -> str:
    return found[0] if found[0].startswith(("[", "\\")) else rf"[\s\-\u2011]{'*' if found[0] == ' ?' else '+'}"


_START = regex.compile(r"(?<!\w)\S")
_SET_OR_SPACE = regex.compile(r"\\.|\[(?:\\.|[^\]])*\]| \?| ")
