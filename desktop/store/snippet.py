"""The lines of a result: the place where the words stand, with the words marked."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from desktop.core.brief import Brief
from desktop.core.copy import Copy
from desktop.store.folding import fold, plain
from desktop.store.query import Term
from desktop.store.stems import forms, stem

BEGIN, END = "\x02", "\x03"
_BEFORE, _LONGEST = 40, 180
_LOOKED_AT = 200_000  # characters; a hit further on in a text that long is not worth the wait
_FORMS_LOOKED_AT = 20_000  # likewise where only another form of the word stands, which takes longer to find
_SHORTEST_ROOT = 3
_WORD_AS_WRITTEN = re.compile(r"[^\W_](?:[^\W_]|[\u0300-\u036f\u00ad\u200b-\u200d\u2060\ufeff])*")
_UNSHOWN = re.compile(r"[\x00-\x20\x7f]+")


class Marker:
    """Shows where the words of one query stand in the texts that were found."""

    def __init__(self, terms: Sequence[Term]) -> None:
        self._terms = tuple(terms)
        self._pattern = _pattern(terms)
        self._language = ""

    def snippet(self, brief: Brief, copy: Copy) -> str:
        """About 180 characters around the first hit in the copy, else in the brief; without any hit, the beginning."""
        self._language = brief.language
        best, shown, first, beginning = 0, "", 0, ""
        for text in _texts(brief, copy):
            beginning = beginning or text.strip()
            places = self._places(text[:_LOOKED_AT])
            if len(places) > best:
                best, shown, first = len(places), text, min(places)
            if best >= len(self._terms):
                break
        if not best:
            return _cut(beginning, 0, min(len(beginning), _LONGEST), [])
        start, end = _part(shown, first)
        spans = self._spans(shown[start:end])
        return _cut(shown, start, end, [(start + begin, start + stop) for begin, stop in spans])

    def _places(self, text: str) -> list[int]:
        """Where the first hit of each word of the query stands, of those words that are there."""
        for folded in _forms(text):
            places = [place for term in self._terms if (place := self._first(folded, term)) >= 0]
            if places:
                return places
        return [] if _keeps_places(text) else [begin for begin, _ in self._spans_word_by_word(text)][: len(self._terms)]

    def _first(self, folded: str, term: Term) -> int:
        """The first place of a term, else of another form of it; -1 when there is none."""
        place = _find(folded, term)
        if place >= 0:
            return place
        for found in _begun(_roots(term.word)).finditer(folded, 0, _FORMS_LOOKED_AT):
            if self._is_form(found[0], term):
                return found.start()
        return -1

    def _spans(self, text: str) -> list[tuple[int, int]]:
        """Every hit in a short text."""
        for folded in _forms(text):
            found = [found.span() for found in self._pattern.finditer(folded) if self._is_hit(found[0])]
            if found:
                return found
        return [] if _keeps_places(text) else self._spans_word_by_word(text)

    def _spans_word_by_word(self, text: str) -> list[tuple[int, int]]:
        """The hits of a text that folding makes longer or shorter."""
        return [
            found.span()
            for found in _WORD_AS_WRITTEN.finditer(text)
            if self._is_hit(word := fold(found[0])) or self._is_hit(plain(word))
        ]

    def _is_hit(self, word: str) -> bool:
        return any(
            word == term.word or (term.prefix and word.startswith(term.word)) or self._is_form(word, term)
            for term in self._terms
        )

    def _is_form(self, word: str, term: Term) -> bool:
        """Whether a word of the text is another form of a word of the query."""
        return not stem(word, self._language).isdisjoint((term.word, *forms(term.word)))


def beginning(copy: Copy, title: str) -> str:
    """About 180 characters of a text from its first words on, without those that are its title already."""
    texts = [text.strip() for _, text in copy.addressed()]
    shown = " · ".join(text[:_LONGEST] for text in texts if text and text != title)
    return _cut(shown, *_part(shown, 0), [])


def _forms(text: str) -> Iterator[str]:
    """The text folded, and without å ä ö as well, as far as every letter keeps its place."""
    folded = fold(text)
    if len(folded) != len(text):
        return
    yield folded
    if not folded.isascii() and (bare := plain(folded)) != folded and len(bare) == len(text):
        yield bare


def _keeps_places(text: str) -> bool:
    """Whether folding changes letters one for one."""
    return text.isascii() or len(plain(fold(text))) == len(text)


def _find(folded: str, term: Term) -> int:
    """The first place where a term stands as a word; -1 when there is none."""
    place = folded.find(term.word)
    while place >= 0:
        end = place + len(term.word)
        if not folded[place - 1 : place].isalnum() and (term.prefix or not folded[end : end + 1].isalnum()):
            return place
        place = folded.find(term.word, place + 1)
    return -1


def _part(text: str, hit: int) -> tuple[int, int]:
    """From a word a little before the hit to a word some 180 characters later."""
    start = hit
    if hit <= _BEFORE:
        start = 0
    elif (space := text.find(" ", hit - _BEFORE, hit)) >= 0:
        start = space + 1
    end = start + _LONGEST
    if end >= len(text):
        return start, len(text)
    space = text.rfind(" ", hit, end)
    return start, space if space > hit else end


def _texts(brief: Brief, copy: Copy) -> Iterator[str]:
    """The title is the last of the copy: it stands above the snippet already."""
    for is_title in (False, True):
        yield from (text for name, text in copy.addressed() if (name == "title") is is_title)
    yield from (brief.product, brief.notes, brief.keyphrase, brief.audience, brief.tone, brief.instructions)
    yield from (f"{fact.name}: {fact.text}" for fact in brief.facts)


def _pattern(terms: Sequence[Term]) -> re.Pattern[str]:
    """Words of a folded text that may be hits."""
    return _begun({term.word for term in terms} | {root for term in terms for root in _roots(term.word)})


def _roots(word: str) -> set[str]:
    """How other forms of a word may begin: rules change the last letter of a stem at most (`happy`, `happier`)."""
    return {form[:-1] if len(form) > _SHORTEST_ROOT else form for form in (word, *forms(word))}


def _begun(beginnings: Iterable[str]) -> re.Pattern[str]:
    """Whole words of a folded text that begin so."""
    parts = "|".join(re.escape(each) for each in sorted(beginnings))
    return re.compile(rf"(?<![^\W_])(?:{parts})[^\W_]*")


def _cut(text: str, start: int, end: int, spans: list[tuple[int, int]]) -> str:
    """A part of the text on one line, with the spans in it marked."""
    parts = ["…" if start else ""]
    place = start
    for begin, stop in spans:
        parts += [_shown(text[place:begin]), BEGIN, _shown(text[begin:stop]), END]
        place = stop
    parts += [_shown(text[place:end]), "…" if end < len(text) else ""]
    return "".join(parts).strip()


def _shown(text: str) -> str:
    return _UNSHOWN.sub(" ", text)
