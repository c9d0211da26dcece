"""Where terms stand in a text, in the forms of their words and within compounds, and what became of them.

Used by the check of terms and by the marks of the grid. A list of thousands of terms is put in order once: each word of
a text is held only against the terms that begin like it, or that it ends in.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from enum import StrEnum
from typing import NamedTuple

from desktop.checks.words import Word, same_word, words_of
from desktop.core.language_tag import plain_language, same_language
from desktop.core.term import Term
from desktop.core.translation_finding import Side

_COMPOUNDING = ("nl", "sv", "de")
_SHORTEST = 4  # letters of a word that may be a part of a compound
_BEGINNING = 3  # letters that all forms of a word share
_MOST_LISTS = 8
_JOINING = dict.fromkeys(map(ord, " \t\u00a0-\u2010\u2011"))


class TermHit(NamedTuple):
    """A term in a text."""

    term: Term
    start: int
    end: int


class TermState(StrEnum):
    """What became of a term of the source."""

    OK = "ok"
    MISSING = "missing"
    FORBIDDEN = "forbidden"


class TermMark(NamedTuple):
    """A term in the source or the target of a segment; `word` is how it is to be said, or the forbidden word."""

    term: Term
    start: int
    end: int
    side: Side
    state: TermState
    word: str


def term_hits(text: str, language: str, terms: Sequence[Term], side: Side) -> list[TermHit]:
    """Where the sources (or the targets) of terms stand, from the start; one within a longer one is not named."""
    return _index_of(tuple(terms), plain_language(language), side).hits(text)


def term_marks(
    source: str, target: str, languages: tuple[str, str], terms: Sequence[Term]
) -> list[TermMark]:  # fmt: skip
    """The terms of a source: each as it is said in the target, as missing there, or with what is forbidden for it.

    Of terms with the same source any one will do.
    """
    hits = term_hits(source, languages[0], terms, Side.SOURCE)
    if not hits:
        return []
    words, language = words_of(target), plain_language(languages[1])
    marks: list[TermMark] = []
    said = {
        term: list(_places(words, target, term.target, language, case=term.case))
        for term in dict.fromkeys(hit.term for hit in hits)
    }
    settled = {(hit.start, hit.end) for hit in hits if said[hit.term]}
    for hit in hits:
        if hit.term.target:
            good = (hit.start, hit.end) in settled
            state = TermState.OK if good else TermState.MISSING
            marks.append(TermMark(hit.term, hit.start, hit.end, Side.SOURCE, state, hit.term.target))
    for term, places in said.items():
        marks += [TermMark(term, *place, Side.TARGET, TermState.OK, term.target) for place in places]
        for word in term.forbidden:
            marks += [
                TermMark(term, *place, Side.TARGET, TermState.FORBIDDEN, word)
                for place in _places(words, target, word, language, case=term.case)
                if not any(start <= place[0] and place[1] <= end for start, end in places)
            ]
    return marks


class _Index:
    """Terms by the beginning of their first word, and by that word where it may end a compound."""

    def __init__(self, terms: tuple[Term, ...], language: str, side: Side) -> None:
        self._language = language
        self._by_start: dict[str, list[tuple[Term, list[str]]]] = {}
        self._by_end: dict[str, list[tuple[Term, list[str]]]] = {}
        for term in terms:
            of_source = side is Side.SOURCE
            wanted = _words_in(term.source if of_source else term.target)
            if not wanted or not same_language(term.source_language if of_source else term.target_language, language):
                continue
            first = wanted[0].lower()
            self._by_start.setdefault(first[:_BEGINNING], []).append((term, wanted))
            if language in _COMPOUNDING and len(first) >= _SHORTEST:
                self._by_end.setdefault(first, []).append((term, wanted))

    def hits(self, text: str) -> list[TermHit]:
        """Where the terms stand in a text."""
        words = words_of(text)
        found = [
            TermHit(term, word.start, words[place + len(wanted) - 1].end)
            for place, word in enumerate(words)
            for term, wanted in self._likely(text[word.start : word.end].lower())
            if _stands(words, place, text, wanted, self._language, case=term.case)
        ]
        found.sort(key=lambda hit: (hit.start, -hit.end))
        longest: list[TermHit] = []
        for hit in found:
            if not any(each.end >= hit.end and (each.start, each.end) != (hit.start, hit.end) for each in longest[-9:]):
                longest.append(hit)
        return list(dict.fromkeys(longest))

    def _likely(self, word: str) -> Iterator[tuple[Term, list[str]]]:
        yield from self._by_start.get(word[:_BEGINNING], ())
        for start in range(1, len(word) - _SHORTEST + 1) if self._by_end else ():
            yield from self._by_end.get(word[start:], ())


_indexes: dict[tuple[int, str, Side], tuple[tuple[Term, ...], _Index]] = {}


def _index_of(terms: tuple[Term, ...], language: str, side: Side) -> _Index:
    """The index of a list of terms; as long as it is kept here, no other list has its identity."""
    key = (id(terms), language, side)
    known = _indexes.get(key)
    if known is not None and known[0] is terms:
        return known[1]
    made = _Index(terms, language, side)
    while len(_indexes) >= _MOST_LISTS:
        _indexes.pop(next(iter(_indexes)), None)
    _indexes[key] = (terms, made)
    return made


def _places(
    words: Sequence[Word], text: str, phrase: str, language: str, *, case: bool
) -> Iterator[tuple[int, int]]:  # fmt: skip
    wanted = _words_in(phrase)
    for place in range(len(words) - len(wanted) + 1) if wanted else ():
        if _stands(words, place, text, wanted, language, case=case):
            yield words[place].start, words[place + len(wanted) - 1].end


def _words_in(phrase: str) -> list[str]:
    """The words of a phrase, parted as those of a text: also at hyphens. One with other signs is parted at spaces."""
    found = [phrase[word.start : word.end] for word in words_of(phrase)]
    plain = phrase.translate(_JOINING)
    return found if plain == "".join(found) else phrase.split()


def _stands(words: Sequence[Word], place: int, text: str, wanted: list[str], language: str, *, case: bool) -> bool:
    """Whether a phrase stands at a word, its words also in other forms and as parts of compounds."""
    part = words[place : place + len(wanted)]
    return len(part) == len(wanted) and all(
        _same(text[word.start : word.end], other, language, case=case) for word, other in zip(part, wanted, strict=True)
    )


def _same(written: str, wanted: str, language: str, *, case: bool) -> bool:
    if case:
        return written == wanted
    one, other = written.lower(), wanted.lower()
    if one == other or same_word(one, other, language):
        return True
    return language in _COMPOUNDING and len(other) >= _SHORTEST and (one.startswith(other) or one.endswith(other))
