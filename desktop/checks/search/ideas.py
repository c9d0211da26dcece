"""Ideas for a keyphrase out of what a post rests on: its sources and facts, by how often and where phrases stand.

Candidates are runs of words between small words and signs, one to four words long (the idea of RAKE and YAKE): no part
of speech is needed, which no small library of the three languages gives. Forms of one phrase count together.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator, Sequence

import msgspec

from desktop.checks.search.markup import without_code
from desktop.checks.words import plain_form, same_word
from desktop.core.brief import LANGUAGES, Fact
from desktop.core.lexicon import function_words, number_words
from desktop.core.outline import headings_of
from desktop.core.resources import resource_text

_LONGEST_READ = 60_000
_MOST_WORDS = 4
_LEAST_LETTERS = 3
_ENDS = frozenset(".!?:")
_OF_ONE_WORD = 2
_MOST_CANDIDATES = 4_000
_WORD = re.compile(r"[^\W\d_]+(?:[-'’][^\W\d_]+)*|\d[\d.,]*|[^\w\s]")
_MARKUP = re.compile(r"!?\[([^\[\]\n]*)\]\([^()\n]*\)|<[^<>\n]*>|https?://\S+|\[\^?\w+\]|[*_`#>|~]+")
_BY_LENGTH = {1: 0.7, 2: 1.3, 3: 1.25, 4: 0.9}
"""People search for two or three words; one word is too wide, four are seldom repeated."""
_IN_HEADING, _IN_TITLE, _IN_FACT, _EARLY = 1.5, 2.0, 1.0, 0.5


class Idea(msgspec.Struct, frozen=True):
    """A phrase as it stands most often (small letters, names as they are), how often, and its weight."""

    phrase: str
    count: int
    weight: float


class _Found:
    """A phrase while it is counted."""

    def __init__(self, phrase: str) -> None:
        self.forms: dict[str, int] = {phrase: 0}
        self.count = 0
        self.weight = 0.0


def keyphrase_ideas(
    texts: Sequence[str], facts: Sequence[Fact] = (), language: str = "", *, title: str = "", most: int = 8
) -> tuple[Idea, ...]:
    """The phrases that texts and facts repeat, the heaviest first; what stands once and in no title is left out.

    What stands early, in a heading, in the title or in a fact weighs more. Empty for a language that is not one of the
    three.
    """
    return _ideas(
        tuple(texts), tuple(f"{each.name}. {each.text}" for each in facts if each.approved), language, title, most
    )


@functools.lru_cache(maxsize=16)
def _ideas(texts: tuple[str, ...], facts: tuple[str, ...], language: str, title: str, most: int) -> tuple[Idea, ...]:
    if language not in LANGUAGES:
        return ()
    found: dict[tuple[str, ...], _Found] = {}
    for text in texts:
        told = without_code(text[:_LONGEST_READ])
        for heading in headings_of(told):
            _add(found, heading.text, language, _IN_HEADING)
        _add(found, told, language, 1.0, early=_EARLY)
    for fact in facts:
        _add(found, fact, language, _IN_FACT)
    _add(found, title, language, _IN_TITLE)
    joined = _joined(found, language)
    ideas = [
        Idea(max(each.forms, key=lambda form: (each.forms[form], -len(form))), each.count, _weight(each, key))
        for key, each in joined.items()
        if each.count > (1 if len(key) > 1 else _OF_ONE_WORD)
    ]
    return _apart(sorted(ideas, key=lambda idea: (-idea.weight, idea.phrase)), most)


def _weight(found: _Found, key: tuple[str, ...]) -> float:
    return round(found.weight * _BY_LENGTH[len(key)], 3)


def _add(found: dict[tuple[str, ...], _Found], text: str, language: str, weight: float, early: float = 0.0) -> None:
    """Count the phrases of a text; what stands in its first half gets some of `early` beside the weight."""
    for at, words in _candidates(text, language):
        key = tuple(plain_form(word) for word in words)
        if key not in found and len(found) >= _MOST_CANDIDATES:
            continue
        phrase = " ".join(words)
        entry = found.setdefault(key, _Found(phrase))
        entry.forms[phrase] = entry.forms.get(phrase, 0) + 1
        entry.count += 1
        entry.weight += weight + early * max(0.0, 1 - 2 * at / len(text))


def _candidates(text: str, language: str) -> Iterator[tuple[int, tuple[str, ...]]]:
    """The runs of one to four words that carry meaning, with their places in the text."""
    begin = 0
    for line in text.split("\n"):
        run: list[str] = []
        begins = True
        for found in _WORD.finditer(_MARKUP.sub(lambda each: f" {each[1] or ''} ", line)):
            word = found[0]
            if _carries(word, language):
                run.append(word.lower() if begins and word[1:].islower() else word)
            else:
                yield from _parts(run, begin)
                run = []
            begins = word in _ENDS
        yield from _parts(run, begin)
        begin += len(line) + 1


def _parts(run: list[str], at: int) -> Iterator[tuple[int, tuple[str, ...]]]:
    for start in range(len(run)):
        for size in range(1, min(_MOST_WORDS, len(run) - start) + 1):
            yield at, tuple(run[start : start + size])


def _carries(word: str, language: str) -> bool:
    if not word[0].isalpha() or len(word) < _LEAST_LETTERS:
        return False
    lower = word.casefold()
    return lower not in function_words(language) and lower not in number_words() and lower not in _little(language)


def _joined(found: dict[tuple[str, ...], _Found], language: str) -> dict[tuple[str, ...], _Found]:
    """The phrases with their other forms: *backpack* and *backpacks* are one."""
    by_start: dict[tuple[str, ...], list[tuple[str, ...]]] = {}
    joined: dict[tuple[str, ...], _Found] = {}
    for key in sorted(found, key=lambda each: -found[each].count):
        start = tuple(word[:3] for word in key)
        same = next((each for each in by_start.get(start, ()) if _same(each, key, language)), None)
        if same is None:
            by_start.setdefault(start, []).append(key)
            joined[key] = found[key]
            continue
        joined[same].count += found[key].count
        joined[same].weight += found[key].weight
        for form, count in found[key].forms.items():
            joined[same].forms[form] = joined[same].forms.get(form, 0) + count
    return joined


def _same(one: tuple[str, ...], other: tuple[str, ...], language: str) -> bool:
    return all(same_word(left, right, language) for left, right in zip(one, other, strict=True))


def _apart(ideas: list[Idea], most: int) -> tuple[Idea, ...]:
    """The heaviest ideas, without those that are only a part of a heavier one, or one with a word more.

    A phrase that never stands but in a longer one, *laptop sleeve* in *padded laptop sleeve*, gives way to it.
    """
    counts = {tuple(map(plain_form, idea.phrase.split())): idea.count for idea in ideas}
    within = {part for key in counts for part in _shorter(key) if counts.get(part) == counts[key]}
    kept: list[tuple[Idea, frozenset[str]]] = []
    for idea in ideas:
        key = tuple(map(plain_form, idea.phrase.split()))
        words = frozenset(key)
        if key in within or any(words <= other or other <= words for _, other in kept):
            continue
        kept.append((idea, words))
        if len(kept) == most:
            break
    return tuple(idea for idea, _ in kept)


def _shorter(key: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    return (key[start : start + size] for size in range(1, len(key)) for start in range(len(key) - size + 1))


@functools.cache
def _little(language: str) -> frozenset[str]:
    """Words that tie sentences together or only praise, beside the function words."""
    listed = msgspec.json.decode(resource_text("lexicons/transitions.json"), type=dict[str, tuple[str, ...]])
    common = msgspec.json.decode(resource_text("lexicons/common_words.json"), type=dict[str, frozenset[str]])
    return common[language] | {phrase for phrase in listed[language] if " " not in phrase}
