"""What the sentences of a post rest on, source by source, as a value for its screen."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from functools import lru_cache

import msgspec

from desktop.core.brief import Fact, Kind, number_facts
from desktop.core.draft import Draft
from desktop.core.finding import CheckReport
from desktop.core.outline import headings_of
from desktop.core.post import PostSource, SourceKind
from desktop.core.reply import Basis, Rest
from desktop.formats.blog.references import NoteMark, numbers_of, source_marks
from desktop.formats.source_text import PAGE
from desktop.runtime.posting_values import BODY

FACTS = "facts"
"""The id under which the facts of the draft stand among its sources; no source is called so."""

MOST_STATEMENTS = 200
"""Sentences of one source that are looked up; the others are counted."""

_WORD = re.compile(r"\S+")


class SourcePlace(msgspec.Struct, frozen=True):
    """Where in a source something stands, each from 1 and 0 where it does not count: a page, a line or a fact.

    `piece` is its id (`q1.3`, `f2`), empty when it is not known.
    """

    piece: str = ""
    page: int = 0
    line: int = 0
    fact: int = 0


class Statement(msgspec.Struct, frozen=True):
    """A sentence of the body that can be checked, from code point `start` to `end`, its marks included.

    `words` are those of the sentence without marks, `section` the heading that it stands under (empty: the opening).
    """

    start: int
    end: int
    words: str
    section: str = ""
    place: SourcePlace = SourcePlace()
    field: str = BODY


class SourceAccount(msgspec.Struct, frozen=True):
    """A source with the sentences that rest on it; `number` is that of its mark, 0 for the facts, which have none.

    `count` is how many facts there are, how many pages a document has, 0 for all else. `total` sentences rest on it,
    the first of which are in `statements`.
    """

    id: str
    number: int
    title: str
    kind: SourceKind | None = None
    author: str = ""
    address: str = ""
    read_at: str = ""
    count: int = 0
    statements: tuple[Statement, ...] = ()
    total: int = 0


class Account(msgspec.Struct, frozen=True):
    """How many of the statements rest on something or show what they rest on; `bare` are the others."""

    total: int = 0
    cited: int = 0
    bare: tuple[Statement, ...] = ()
    sources: tuple[SourceAccount, ...] = ()


def account_of(report: CheckReport, draft: Draft) -> Account:
    """The account of a draft by what the checks said of it."""
    post = draft.brief.post
    if post is None or draft.kind is not Kind.BLOG:
        return Account()
    body = draft.copy.text(BODY)
    headings = [(each.start, each.text) for each in headings_of(body)]
    facts = number_facts(draft.brief.facts)
    sources = {each.id: each for each in post.sources}
    held: dict[str, _Held] = {name: _Held([]) for name in (FACTS, *sources)}
    bare: list[Statement] = []
    bases = [each for each in report.bases if each.field == BODY and each.end <= len(body)]
    marks = source_marks(body)
    begins = [mark.start for mark in marks]
    for basis in bases:
        here = marks[bisect_left(begins, basis.start) : bisect_left(begins, basis.end)]
        bearers = _bearers(basis, here, held)
        is_bare = _is_bare(basis, body)
        for name in bearers:
            held[name].total += 1
        bearers = [name for name in bearers if len(held[name].statements) < MOST_STATEMENTS]
        if not is_bare and not bearers:
            continue
        at = bisect_right(headings, basis.start, key=lambda heading: heading[0]) - 1
        words = _words(body, basis.start, basis.end, here)
        statement = Statement(basis.start, basis.end, words, headings[at][1] if at >= 0 else "")
        if is_bare:
            bare.append(statement)
        for name in bearers:
            place = _place(basis, name, sources, facts)
            held[name].statements.append(msgspec.structs.replace(statement, place=place))
    numbers = numbers_of(body, post.sources)
    rows = [_row(sources[name], number, held[name]) for name, number in numbers.items()]
    if facts:
        own = held[FACTS]
        rows.insert(0, SourceAccount(FACTS, 0, "", count=len(facts), statements=tuple(own.statements), total=own.total))
    return Account(len(bases), len(bases) - len(bare), tuple(bare), tuple(rows))


class _Held(msgspec.Struct):
    """What was found to rest on a source."""

    statements: list[Statement]
    total: int = 0


class Shown(msgspec.Struct, frozen=True):
    """What the text itself shows: the numbers of sources by their ids, and the sentences that have none."""

    numbers: dict[str, int] = {}
    bare: tuple[tuple[int, int], ...] = ()


def shown_in_text(report: CheckReport, draft: Draft) -> Shown:
    """The part of the account that the editor shows, found without the rest."""
    post = draft.brief.post
    if post is None or draft.kind is not Kind.BLOG:
        return Shown()
    body = draft.copy.text(BODY)
    bare = tuple((each.start, each.end) for each in report.bases if _is_bare(each, body))
    return Shown(numbers_of(body, post.sources) if post.sources else {}, bare)


def _is_bare(basis: Basis, body: str) -> bool:
    return basis.rest is Rest.NOTHING and not basis.shown and basis.field == BODY and basis.end <= len(body)


def pieces_with_places(source: PostSource) -> tuple[tuple[str, str, SourcePlace], ...]:
    """The pieces of a source: id, words, and where each begins."""
    pages = source.text.count(PAGE)
    return tuple(
        (
            piece,
            words,
            SourcePlace(piece, page=source.text.count(PAGE, 0, start + 1) + 1)
            if pages or source.kind is SourceKind.PDF
            else SourcePlace(piece, line=source.text.count("\n", 0, start) + 1),
        )
        for (piece, words), (start, _) in zip(source.pieces(), spans_of(source), strict=True)
    )


def shown_text(source: PostSource) -> str:
    """The text of a source as it is shown: every sign at its place, without those that part pages."""
    return source.text.replace(PAGE, " ")


def spans_of(source: PostSource) -> tuple[tuple[int, int], ...]:
    """Where each piece of a source stands in its text: pieces have the same signs, with other blanks between."""
    return _spans(source)


def words_without_marks(sentence: str) -> str:
    """The words of a sentence, in one line and without its marks of sources."""
    return _words(sentence, 0, len(sentence), source_marks(sentence))


def _words(body: str, start: int, end: int, marks: list[NoteMark]) -> str:
    parts: list[str] = []
    for mark in marks:
        parts.append(body[start : mark.start].rstrip())
        start = mark.end
    parts.append(body[start:end])
    return " ".join("".join(parts).split())


@lru_cache(maxsize=32)
def _spans(source: PostSource) -> tuple[tuple[int, int], ...]:
    words = [found.span() for found in _WORD.finditer(source.text)]
    before = [0]
    for start, end in words:
        before.append(before[-1] + end - start)
    spans: list[tuple[int, int]] = []
    signs = 0
    for _, text in source.pieces():
        first, signs = signs, signs + len("".join(text.split()))
        spans.append((_sign(words, before, first), _sign(words, before, signs - 1) + 1))
    return tuple(spans)


def _sign(words: list[tuple[int, int]], before: list[int], number: int) -> int:
    """Where the sign of this number stands, blanks not counted."""
    at = bisect_right(before, number) - 1
    return words[at][0] + number - before[at]


@lru_cache(maxsize=32)
def _places(source: PostSource) -> dict[str, SourcePlace]:
    return {piece: place for piece, _, place in pieces_with_places(source)}


def _bearers(basis: Basis, marks: list[NoteMark], held: dict[str, _Held]) -> list[str]:
    """Under which sources a sentence stands: those whose marks it shows, or else what it rests on."""
    shown = [name for mark in marks for name in mark.ids]
    if not shown and basis.ids:
        shown = [FACTS] if basis.rest is Rest.FACT else list(basis.ids[:1])
    return [name for name in dict.fromkeys(shown) if name in held]


def _place(basis: Basis, name: str, sources: dict[str, PostSource], facts: tuple[Fact, ...]) -> SourcePlace:
    if name == FACTS:
        ids = [each.id for each in facts]
        fact = basis.ids[0]
        return SourcePlace(fact, fact=ids.index(fact) + 1) if fact in ids else SourcePlace()
    piece = next((each for each in basis.pieces if each.startswith(f"{name}.")), "")
    return _places(sources[name]).get(piece, SourcePlace())


def _row(source: PostSource, number: int, held: _Held) -> SourceAccount:
    pages = source.text.count(PAGE) + 1 if source.kind is SourceKind.PDF else 0
    return SourceAccount(
        source.id, number, source.title, source.kind, source.author, source.address, source.read_at, pages,
        tuple(held.statements), held.total,
    )  # fmt: skip
