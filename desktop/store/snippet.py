"""The lines of a result: the place where the words stand, with the words marked."""

from __future__ import annotations

import re
from collections.abc import Sequence

from desktop.core.brief import Brief
from desktop.core.copy import Copy
from desktop.store.folding import fold, plain
from desktop.store.query import Term

BEGIN, END = "\x02", "\x03"
_BEFORE, _LONGEST = 40, 180
_LOOKED_AT = 200_000  # characters; a hit further on in a text that long is not worth the wait
_WORD_AS_WRITTEN = re.compile(r"[^\W_](?:[^\W_]|[\u0300-\u036f\u00ad\u200b-\u200d\u2060\ufeff])*")
_UNSHOWN = re.compile(r"[\x00-\x20\x7f]+")


def snippet(brief: Brief, copy: Copy, terms: Sequence[Term]) -> str:
    """About 180 characters around the first hit in the copy, else in the brief; without any hit, the beginning."""
    texts = [text for _, text in copy.addressed()]
    texts += [brief.product, brief.notes, brief.keyphrase, brief.audience, brief.tone, brief.instructions]
    texts += [f"{fact.name}: {fact.text}" for fact in brief.facts]
    pattern = _pattern(terms)
    best: tuple[int, str, list[tuple[int, int]]] = (0, "", [])
    for text in texts:
        spans = _spans(text[:_LOOKED_AT], pattern)
        kinds = len({fold(text[start:end]) for start, end in spans})
        if kinds > best[0]:
            best = (kinds, text, spans)
        if kinds >= len(terms):
            break
    if best[0]:
        return _cut(best[1], best[2])
    return _cut(next((text for text in texts if text.strip()), ""), [])


def _pattern(terms: Sequence[Term]) -> re.Pattern[str]:
    """The words of the query as whole words of a folded text; longer ones first, or a beginning would hide them."""
    ordered = sorted(terms, key=lambda term: -len(term.word))
    parts = [re.escape(term.word) + (r"[^\W_]*" if term.prefix else "") for term in ordered]
    return re.compile(rf"(?<![^\W_])(?:{'|'.join(parts)})(?![^\W_])")


def _spans(text: str, pattern: re.Pattern[str]) -> list[tuple[int, int]]:
    """Where the hits stand in the text as it is."""
    folded = fold(text)
    if len(folded) == len(text):
        found = [found.span() for found in pattern.finditer(folded)]
        if found or folded.isascii():
            return found
    return [
        found.span()
        for found in _WORD_AS_WRITTEN.finditer(text)
        if pattern.fullmatch(word := fold(found[0])) or pattern.fullmatch(plain(word))
    ]


def _cut(text: str, spans: list[tuple[int, int]]) -> str:
    """The text around the first span on one line, with every span in it marked."""
    start = _line_start(text, spans[0][0]) if spans else 0
    end = min(len(text), start + _LONGEST)
    if end < len(text):
        end = (
            max(text.rfind(" ", start + _LONGEST // 2, end), spans[0][1] if spans else 0)
            if " " in text[start:end]
            else end
        )
    parts = ["…" if start else ""]
    place = start
    for begin, stop in spans:
        if start <= begin and stop <= end:
            parts += [_shown(text[place:begin]), BEGIN, _shown(text[begin:stop]), END]
            place = stop
    parts += [_shown(text[place:end]), "…" if end < len(text) else ""]
    return "".join(parts).strip()


def _line_start(text: str, hit: int) -> int:
    """A place a little before the hit where a word begins."""
    if hit <= _BEFORE:
        return 0
    space = text.find(" ", hit - _BEFORE, hit)
    return space + 1 if space >= 0 else hit


def _shown(text: str) -> str:
    return _UNSHOWN.sub(" ", text)
