"""The search index: which words are in which version.

It is written in the transaction of the version itself, by `add` and `remove`, and holds no text. Triggers could not do
it: the words are folded and weighed in Python, and with `trusted_schema` off SQLite lets no trigger call a function of
ours. So the index is compared with the versions at every start (two counts and two greatest ids), and made again when
it is out of step, damaged, or of an older form.
"""

from __future__ import annotations

import math
import sqlite3
from collections.abc import Iterable, Iterator
from itertools import accumulate, chain, product

from desktop.store.body import DamagedBody, Words, unpack
from desktop.store.entry import FORM, GAINS, STEPS, Entry, entry_of
from desktop.store.query import Term

_MOST_EXPANSIONS = 200
"""Words a beginning may stand for; above it the index merges them itself, which then costs less."""

_FEW = 2_000
"""Up to so many matches are weighed one by one; above it the heaviest entries fill the page before all is read."""

_COMMON = 20_000
"""Where counting how common a word is stops; what is more common weighs next to nothing anyway."""

_WEIGHED = 3
"""Words of a query that decide the order: the rarest ones."""

_SAMPLES = 20  # versions that are looked up when the whole index is checked
_LAST = "\U0010ffff"
_Worth = tuple[float, Term]


class Match:
    """A version that matches, by its id and the number of its draft."""

    __slots__ = ("draft", "version")

    def __init__(self, version: int, draft: int) -> None:
        self.version = version
        self.draft = draft


class SearchIndex:
    """The words of all versions, on the store's connection."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def add(self, version: int, entry: Entry) -> None:
        """Enter a version; inside its transaction."""
        self._connection.execute("INSERT INTO search (rowid, words) VALUES (?, ?)", (version, entry.row))
        self._connection.executemany("INSERT OR IGNORE INTO search_words VALUES (?)", [(word,) for word in entry.words])

    def remove(self, version: int, entry: Entry) -> None:
        """Take a version out; `entry` must be what was entered."""
        self._connection.execute(
            "INSERT INTO search (search, rowid, words) VALUES ('delete', ?, ?)", (version, entry.row)
        )

    def in_step(self) -> bool:
        """Whether the index is of today's form and has a row for every version and for nothing else."""
        ask = self._connection.execute
        form = ask("SELECT value FROM file_notes WHERE name = 'search_form'").fetchone()
        if form is None or form[0] != str(FORM):
            return False
        entered = ask("SELECT count(*), max(id) FROM search_docsize").fetchone()
        kept = ask("SELECT count(*), (SELECT max(id) FROM versions) FROM versions").fetchone()
        return bool(entered == kept and self._finds(kept[1]))

    def sound(self) -> bool:
        """Whether SQLite finds the index whole in itself; reads all of it."""
        try:
            self._connection.execute("INSERT INTO search (search) VALUES ('integrity-check')")
            newest = self._connection.execute("SELECT max(id) FROM versions").fetchone()[0] or 0
            return all(self._finds(newest * part // _SAMPLES) for part in range(1, _SAMPLES + 1))
        except sqlite3.DatabaseError:
            return False

    def _finds(self, version: int | None) -> bool:
        """Whether a version is found by its first word; SQLite takes an index with nothing in it for a sound one."""
        ask = self._connection.execute
        row = ask("SELECT body FROM bodies WHERE version = ?", (version,)).fetchone()
        words = entry_of_body(row[0]).words if row else ()
        if not words:
            return True
        return (
            ask("SELECT 1 FROM search WHERE search MATCH ? AND rowid = ?", (f'"{words[0]}"', version)).fetchone()
            is not None
        )

    def make_again(self) -> int:
        """Enter every version anew, inside a transaction, a damaged one without words; returns how many."""
        self._connection.execute("INSERT INTO search (search) VALUES ('delete-all')")
        self._connection.execute("DELETE FROM search_words")
        count = 0
        newest = self._connection.execute("SELECT max(id) FROM versions").fetchone()[0] or 0
        for first in range(1, newest + 1, 500):
            rows = self._connection.execute(
                "SELECT v.id, b.body FROM versions v LEFT JOIN bodies b ON b.version = v.id WHERE v.id BETWEEN ? AND ?",
                (first, first + 499),
            ).fetchall()
            for version, body in rows:
                self.add(version, entry_of_body(body))
                count += 1
        self._connection.execute("UPDATE file_notes SET value = ? WHERE name = 'search_form'", (str(FORM),))
        return count

    def tidy(self) -> None:
        """Merge a little of what many saves have left in pieces; a few milliseconds."""
        self._connection.execute("INSERT INTO search (search, rank) VALUES ('merge', 200)")

    def newest_first(self, terms: tuple[Term, ...]) -> Iterator[Match]:
        """The versions that hold all the words, the newest first, read as they are asked for."""
        if terms and (expression := self._expression(terms)):
            yield from self._matches(expression)

    def heaviest_first(self, terms: tuple[Term, ...], wanted: int) -> list[Match]:
        """The versions that hold all the words, those where the rare ones weigh most first, then the newest.

        Looks at every version there is. Returns at least one match of each of `wanted` drafts, where there are as many.
        """
        if not terms or not (expression := self._expression(terms)):
            return []
        matches = list(self._matches(expression, _FEW))
        rarity = self._rarity(terms)
        if len(matches) < _FEW:
            return self._weighed(matches, expression, rarity)
        return self._by_steps(terms, rarity, wanted)

    def _weighed(self, matches: list[Match], expression: str, rarity: list[_Worth]) -> list[Match]:
        """All matches by what their words weigh."""
        worth = {match.version: 0.0 for match in matches}
        for value, term in rarity[:_WEIGHED] if len(matches) > 1 else ():
            steps = zip(STEPS, GAINS, strict=True)
            for step, gain in chain((("", 1.0),), steps) if term.prefix else steps:
                heavier = self._connection.execute(
                    "SELECT rowid FROM search WHERE search MATCH ?", (f'"{term.word}{step}" AND {expression}',)
                ).fetchall()
                for (version,) in heavier:
                    if version in worth:
                        worth[version] += value * gain
                if not heavier:
                    break
        return sorted(matches, key=lambda match: (-worth[match.version], -match.version))

    def _by_steps(self, terms: tuple[Term, ...], rarity: list[_Worth], wanted: int) -> list[Match]:
        """The heaviest matches, asked for step by step downwards until there are enough; the newest ones after them."""
        leading = rarity[: _WEIGHED - 1]
        rest = [term for term in terms if term not in {known for _, known in leading}]
        others = [self._expression(rest)] if rest else []
        expressions = [
            " AND ".join([f'"{term.word}{mark}"' for mark, (_, term) in zip(marks, leading, strict=True)] + others)
            for marks in _descents(leading)
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
                "SELECT count(*) FROM (SELECT 1 FROM search WHERE search MATCH ? LIMIT ?)", (f'"{term.word}"', _COMMON)
            ).fetchone()[0]
            found.append((math.log(1 + (max(0, total - count) + 0.5) / (count + 0.5)), term))
        return sorted(found, key=lambda worth: -worth[0])

    def _matches(self, expression: str, limit: int = -1) -> Iterator[Match]:
        """Versions of drafts that are not in the trash, the newest first."""
        rows = self._connection.execute(
            "SELECT s.rowid, v.draft FROM search s CROSS JOIN versions v ON v.id = s.rowid"
            " CROSS JOIN drafts d ON d.number = v.draft"
            " WHERE s.search MATCH ? AND d.trashed_at = '' ORDER BY s.rowid DESC LIMIT ?",
            (expression, limit),
        )
        try:
            for version, draft in rows:
                yield Match(version, draft)
        finally:
            rows.close()

    def _expression(self, terms: Iterable[Term]) -> str:
        """The query in the words of FTS5, whole words first; empty when a beginning stands for no word at all."""
        parts = []
        for term in sorted(terms, key=lambda term: (term.prefix, -len(term.word))):
            part = self._beginning(term.word) if term.prefix else f'"{term.word}"'
            if not part:
                return ""
            parts.append(part)
        return " AND ".join(parts)

    def _beginning(self, word: str) -> str:
        """A beginning as FTS5 answers it fastest: itself while the index has beginnings that short, else its words."""
        if len(word) <= 3:
            return f'"{word}"*'
        rows = self._connection.execute(
            "SELECT word FROM search_words WHERE word >= ? AND word < ? LIMIT ?",
            (word, word + _LAST, _MOST_EXPANSIONS + 1),
        ).fetchall()
        if len(rows) > _MOST_EXPANSIONS:
            return f'"{word}"*'
        return "(" + " OR ".join(f'"{found}"' for (found,) in rows) + ")" if rows else ""

    def _is_word(self, word: str) -> bool:
        return self._connection.execute("SELECT 1 FROM search_words WHERE word = ?", (word,)).fetchone() is not None


def _descents(leading: list[_Worth]) -> list[tuple[str, ...]]:
    """Every way in which the leading words can weigh more than nothing, as marks, the heaviest together first."""
    marks = ("", *STEPS)
    sums = dict(zip(marks, accumulate((0.0, *GAINS)), strict=True))
    ways = product(marks, repeat=len(leading))
    heaviest = sorted(
        ways, key=lambda way: -sum(value * sums[mark] for mark, (value, _) in zip(way, leading, strict=True))
    )
    return [way for way in heaviest if any(way)]


def entry_of_body(body: bytes | None) -> Entry:
    """What was entered for a stored version; a damaged one is entered without words."""
    if body is None:
        return Entry((), "")
    try:
        words = unpack(body, Words)
    except DamagedBody:
        return Entry((), "")
    return entry_of(words.brief, words.copy)
