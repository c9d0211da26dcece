"""Which versions hold the words of a query, and in which order they are shown."""

from __future__ import annotations

import math
import sqlite3
from collections.abc import Iterable, Iterator
from itertools import accumulate, product

from desktop.core.history import Filters
from desktop.store.entry import FORM, GAINS, STEM, STEPS, labels_asked
from desktop.store.narrowing import Condition, both, of_their_drafts, of_versions, span
from desktop.store.query import Term
from desktop.store.stems import forms

_MOST_EXPANSIONS = 200
"""Words a beginning may stand for; above it the index merges them itself, which then costs less."""

_FEW = 2_000
"""Up to so many matches are weighed one by one; above it the heaviest entries fill the page before all is read."""

_COMMON = 20_000
"""Where counting how common a word is stops; what is more common weighs next to nothing anyway."""

_WEIGHED = 3
"""Words of a query that decide the order: the rarest ones."""

_FEW_DRAFTS = 1_000
"""Up to so many drafts are looked for by their versions; above it each match is asked for its draft."""

_SHORT_TIME = 20_000
"""Versions of a time that is narrowed down to; of a longer one enough matches are found soon."""

_LAST = "\U0010ffff"
_Worth = tuple[float, Term]


class Match:
    """A version that matches, by its id and the number of its draft."""

    __slots__ = ("draft", "version")

    def __init__(self, version: int, draft: int) -> None:
        self.version = version
        self.draft = draft


class Searcher:
    """One search within what the filters let through, on the store's connection."""

    def __init__(self, connection: sqlite3.Connection, filters: Filters) -> None:
        self._connection = connection
        few, drafts = self._of_drafts(filters)
        among = [*self._of_moments(filters), *(drafts if few else ())]
        self._among = both(among)  # of rows of the index alone
        self._where = both([*among, of_versions(filters), *(() if few else drafts)])
        self._labels = [_either([f'"{label}"' for label in each]) for each in labels_asked(filters)]
        form = connection.execute("SELECT value FROM file_notes WHERE name = 'search_form'").fetchone()
        if form is None or form[0] != str(FORM):  # the index of a file that may not be written has no labels
            self._labels = []

    def newest_first(self, terms: tuple[Term, ...]) -> Iterator[Match]:
        """The versions that hold all the words, the newest first, read as they are asked for."""
        if terms:
            yield from self._matches(self._expression(terms))

    def heaviest_first(self, terms: tuple[Term, ...], wanted: int) -> list[Match]:
        """The versions that hold all the words, those where the rare ones weigh most first, then the newest.

        Looks at every version there is. Returns at least one match of each of `wanted` drafts, where there are as many.
        """
        if not terms:
            return []
        expression = self._expression(terms)
        matches = list(self._matches(expression, _FEW))
        rarity = self._rarity(terms)
        if len(matches) < _FEW:
            return self._weighed(matches, expression, rarity)
        return self._by_steps(terms, rarity, wanted)

    def _weighed(self, matches: list[Match], expression: str, rarity: list[_Worth]) -> list[Match]:
        """All matches by what their words weigh."""
        worth = {match.version: 0.0 for match in matches}
        for value, term in rarity[:_WEIGHED] if len(matches) > 1 else ():
            steps = [(_heavy(term, step), gain) for step, gain in zip(STEPS, GAINS, strict=True)]
            for step, gain in ((_heavy(term, ""), 1.0), *steps):
                heavier = self._connection.execute(
                    f"SELECT s.rowid FROM search s WHERE s.search MATCH ? AND {self._among.sql}",  # noqa: S608 - our own
                    (" AND ".join((step, expression, *self._labels)), *self._among.values),
                ).fetchall()
                for (version,) in heavier:
                    if version in worth:
                        worth[version] += value * gain
        return sorted(matches, key=lambda match: (-worth[match.version], -match.version))

    def _by_steps(self, terms: tuple[Term, ...], rarity: list[_Worth], wanted: int) -> list[Match]:
        """The heaviest matches, asked for step by step downwards until there are enough; the newest ones after them."""
        leading = rarity[: _WEIGHED - 1]
        rest = [term for term in terms if term not in {known for _, known in leading}]
        others = [self._expression(rest)] if rest else []
        expressions = [
            " AND ".join([_heavy(term, mark) for mark, (_, term) in zip(marks, leading, strict=True)] + others)
            for marks in (_descents(leading) if leading else ())
        ]
        found: dict[int, Match] = {}
        drafts: set[int] = set()
        for expression in (*expressions, self._expression(terms)):
            for match in self._matches(expression):
                found.setdefault(match.version, match)
                drafts.add(match.draft)
                if len(drafts) >= wanted:
                    return list(found.values())
        return list(found.values())

    def _rarity(self, terms: tuple[Term, ...]) -> list[_Worth]:
        """Each whole word with its worth (the inverse document frequency of BM25), the rarest first."""
        total = self._connection.execute("SELECT max(rowid) FROM versions").fetchone()[0] or 1
        found = []
        for term in terms:
            if term.prefix and not self._is_word(term.word):
                continue
            count = self._connection.execute(
                "SELECT count(*) FROM (SELECT 1 FROM search WHERE search MATCH ? LIMIT ?)",
                (_any_form(term.word), _COMMON),
            ).fetchone()[0]
            found.append((math.log(1 + (max(0, total - count) + 0.5) / (count + 0.5)), term))
        return sorted(found, key=lambda worth: -worth[0])

    def _of_drafts(self, filters: Filters) -> tuple[bool, list[Condition]]:
        """Few drafts are asked for by their versions, so that the others are passed over within the index."""
        asked = of_their_drafts(filters)
        if asked is None:
            return False, []
        drafts = f"SELECT number FROM drafts WHERE {asked.sql}"  # noqa: S608 - our own words
        found = self._connection.execute(f"{drafts} LIMIT ?", (*asked.values, _FEW_DRAFTS + 1)).fetchall()
        few = len(found) <= _FEW_DRAFTS
        versions = f"+s.rowid IN (SELECT id FROM versions WHERE draft IN ({drafts}))"  # noqa: S608
        return few, [Condition(versions if few else f"v.draft IN ({drafts})", asked.values)]

    def _of_moments(self, filters: Filters) -> Iterator[Condition]:
        """A short time is asked for by the first and the last version of it, between which the index is read."""
        asked = span(filters)
        if asked is None:
            return
        versions = f"SELECT id FROM versions WHERE {asked.sql} LIMIT ?"  # noqa: S608 - our own words
        first, last, count = self._connection.execute(
            f"SELECT coalesce(min(id), 0), coalesce(max(id), 0), count(*) FROM ({versions})",  # noqa: S608
            (*asked.values, _SHORT_TIME),
        ).fetchone()
        if count < _SHORT_TIME:
            yield Condition("s.rowid BETWEEN ? AND ?", (first, last))

    def _matches(self, expression: str, limit: int = -1) -> Iterator[Match]:
        """Versions that pass the filters, the newest first."""
        rows = self._connection.execute(
            "SELECT s.rowid, v.draft FROM search s CROSS JOIN versions v ON v.id = s.rowid"  # noqa: S608 - our own words
            f" WHERE s.search MATCH ? AND {self._where.sql} ORDER BY s.rowid DESC LIMIT ?",
            (" AND ".join((expression, *self._labels)), *self._where.values, limit),
        )
        try:
            for version, draft in rows:
                yield Match(version, draft)
        finally:
            rows.close()

    def _expression(self, terms: Iterable[Term]) -> str:
        """The query in the words of FTS5, whole words first."""
        ordered = sorted(terms, key=lambda term: (term.prefix, -len(term.word)))
        return " AND ".join(self._beginning(term.word) if term.prefix else _any_form(term.word) for term in ordered)

    def _beginning(self, word: str) -> str:
        """A beginning as FTS5 answers it fastest: itself while the index has beginnings that short, else its words.

        What is a word by now, or can only become one by its forms, stands for its other forms too.
        """
        if len(word) <= 3:
            return f'"{word}"*'
        rows = self._connection.execute(
            "SELECT word FROM search_words WHERE word >= ? AND word < ? LIMIT ?",
            (word, word + _LAST, _MOST_EXPANSIONS + 1),
        ).fetchall()
        begun = [f'"{found}"' for (found,) in rows]
        if not begun:
            return _any_form(word)
        if len(rows) > _MOST_EXPANSIONS:
            begun = [f'"{word}"*']
        return _either(begun + (_other_forms(word) if rows[0][0] == word else []))

    def _is_word(self, word: str) -> bool:
        return self._connection.execute("SELECT 1 FROM search_words WHERE word = ?", (word,)).fetchone() is not None


def _descents(leading: list[_Worth]) -> list[tuple[str, ...]]:
    """Every way in which the leading words can weigh, as marks, the heaviest together first, themselves alone last."""
    marks = ("", *STEPS)
    sums = dict(zip(marks, accumulate((0.0, *GAINS)), strict=True))
    ways = product(marks, repeat=len(leading))
    return sorted(ways, key=lambda way: -sum(value * sums[mark] for mark, (value, _) in zip(way, leading, strict=True)))


def _any_form(word: str) -> str:
    """A whole word in any of its forms."""
    return _either([f'"{word}"', *_other_forms(word)])


def _other_forms(word: str) -> list[str]:
    """What texts with other forms of a word have: its stem as a word, or a stem that is this word or its stem."""
    stems = forms(word)
    return [f'"{stem}"' for stem in stems] + [f'"{stem}{STEM}"' for stem in (word, *stems)]


def _heavy(term: Term, mark: str) -> str:
    """A word that weighs so much, itself or as its stem; without a mark the word itself."""
    words = (term.word, *forms(term.word)) if mark else (term.word,)
    return _either([f'"{word}{mark}"' for word in words])


def _either(parts: list[str]) -> str:
    return parts[0] if len(parts) == 1 else f"({' OR '.join(parts)})"
