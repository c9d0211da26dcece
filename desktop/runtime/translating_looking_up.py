"""What memories and term bases have for a row, asked for beside while the writer types."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

import msgspec
from PySide6.QtCore import QObject, QTimer

from desktop.core.errors import Problem
from desktop.core.profile import Profile
from desktop.core.segment import TaggedText
from desktop.core.term import Term
from desktop.core.translation import (
    Concordance,
    Job,
    MatchKind,
    MemoryMatch,
    MemoryUse,
    RowKey,
    WordBand,
)
from desktop.core.words import tr
from desktop.runtime.comparing_values import Services
from desktop.runtime.translating_core import TranslatingCore
from desktop.runtime.translating_terms import hits_of
from desktop.runtime.translating_thread import LookUpThread
from desktop.runtime.translating_values import CONFIRMED, TermHit, Work, Working

if TYPE_CHECKING:
    from desktop.store.store import Store

_SOON_MS = 80
_AT_ONCE = 200
_SUGGESTIONS = 9
_ROW, _FILE, _BANDS = "row", "file", "bands"


class LookingUp(TranslatingCore):
    """Suggestions, concordance, terms, and the match of every row when a job is opened."""

    def __init__(self, services: Services, profile: Profile, parent: QObject | None = None) -> None:
        super().__init__(services, profile, parent)
        self._suggested: dict[RowKey, tuple[MemoryMatch, ...]] = {}
        self._hits: dict[RowKey, tuple[TaggedText, TaggedText, tuple[TermHit, ...]]] = {}
        self._looked_up = 0
        self._beside = LookUpThread(services.store, self)
        self._soon = QTimer(self, singleShot=True, interval=_SOON_MS)
        self._soon.timeout.connect(self._look_up)

    # Suggestions

    def suggestions(self, key: RowKey) -> tuple[MemoryMatch, ...]:
        """What the memories have for a row, the best first; they come a moment after it is gone to."""
        return self._suggested.get(key, ())

    def _entered(self, key: RowKey) -> None:
        super()._entered(key)
        if key in self._suggested:
            self.suggestions_came.emit(key)
        else:
            self._soon.start()

    def _look_up(self) -> None:
        key = self._current
        uses, languages = self._asked()
        if key is None or key not in self._sheet.rows:
            return
        if not uses:
            self._on_found(key, [])
            return
        source = self._sheet.rows[key].segment.source.text
        before, after = self._sheet.around(key)

        def work(store: Store) -> list[MemoryMatch]:
            return store.matches(uses, source, before, after, languages, _SUGGESTIONS)

        self._beside.ask(_ROW, work, lambda found: self._on_found(key, found), self._tell)

    def _on_found(self, key: RowKey, found: Sequence[MemoryMatch]) -> None:
        if key in self._sheet.rows:
            self._suggested[key] = tuple(found)
            self.suggestions_came.emit(key)

    def _looked_stale(self) -> None:
        """The memories have something new: what they said before is asked for again when it is needed."""
        self._suggested.clear()
        self._soon.start()

    def look_again(self) -> None:
        """The memories have other translations than before: look every open row up anew."""
        self._looked_stale()
        self._match_rows(self._sheet.keys)

    def concordance(self, words: str, then: Callable[[list[Concordance]], None]) -> None:
        """Hand the units in which these words stand to `then`; only the newest question is answered."""
        uses, _ = self._asked()
        if not words.strip() or not uses:
            then([])
            return
        self._looked_up += 1
        number = self._looked_up

        def answer(found: list[Concordance]) -> None:
            if number == self._looked_up:
                then(found)

        self._services.store.submit(lambda store: store.concordance(uses, words.strip(), 50), answer, self._tell)

    # The match of every row

    def _match_rows(self, keys: Sequence[RowKey]) -> None:
        """Find the best match of these rows beside, some at a time; what is confirmed already is not looked up."""
        uses, languages = self._asked()
        rows = [self._sheet.rows[key] for key in keys if key in self._sheet.rows]
        wanted = [row.key for row in rows if row.segment.state not in CONFIRMED and not row.segment.locked]
        if uses and wanted:
            self._match_some(uses, languages, wanted, 0)

    def _match_some(self, uses: list[MemoryUse], languages: tuple[str, str], keys: list[RowKey], done: int) -> None:
        some = [key for key in keys[done : done + _AT_ONCE] if key in self._sheet.rows]
        if not some:
            self._set_working(Work.MATCHING, None)
            return
        self._set_working(Work.MATCHING, Working(Work.MATCHING, done, len(keys)))
        sources = [(self._sheet.rows[key].segment.source.text, *self._sheet.around(key)) for key in some]

        def work(store: Store) -> list[MemoryMatch | None]:
            return store.matches_of(uses, sources, languages)

        def then(found: list[MemoryMatch | None]) -> None:
            self._on_matches(some, found)
            self._match_some(uses, languages, keys, done + _AT_ONCE)

        self._beside.ask(_FILE, work, then, self._on_not_matched)

    def _on_matches(self, keys: Sequence[RowKey], found: Sequence[MemoryMatch | None]) -> None:
        changed = []
        for key, match in zip(keys, found, strict=True):
            row = self._sheet.rows.get(key)
            percent, kind = (match.percent, match.kind) if match is not None else (0, MatchKind.NONE)
            if row is not None and (row.note.match, row.note.match_kind) != (percent, kind):
                note = msgspec.structs.replace(row.note, match=percent, match_kind=kind)
                changed.append(msgspec.structs.replace(row, note=note))
        self._note_rows({row.key: row for row in changed})

    def _on_not_matched(self, problem: Problem) -> None:
        self._set_working(Work.MATCHING, None)
        self._tell(problem)

    def bands(self, then: Callable[[list[WordBand]], None]) -> None:
        """Count the words of all files by the bands of their matches, as for a quote, and hand them to `then`."""
        uses, languages = self._asked()
        keys = [key for key in self._sheet.keys if not self._sheet.rows[key].segment.locked]
        rows = [self._sheet.rows[key].segment for key in keys]
        sources = [(segment.source.text, *self._sheet.around(key)) for key, segment in zip(keys, rows, strict=True)]

        def work(store: Store) -> list[WordBand]:
            from desktop.statistics.memory_bands import count_bands

            return count_bands(rows, store.matches_of(uses, sources, languages) if uses else [None] * len(rows))

        self._beside.ask(_BANDS, work, then, self._tell)

    # Terms

    @property
    def terms(self) -> tuple[Term, ...]:
        """The terms of the job, those of all its term bases for its languages."""
        return self._terms

    def term_hits(self, key: RowKey) -> tuple[TermHit, ...]:
        """The terms that stand in a row, in the source first, and what became of them in its target."""
        row = self._sheet.rows.get(key)
        if row is None or not self._terms:
            return ()
        segment = row.segment
        known = self._hits.get(key)
        if known is None or known[0] is not segment.source or known[1] != segment.target:
            _, languages = self._asked()
            hits = hits_of(segment, *languages, self._terms)
            known = self._hits[key] = (segment.source, segment.target, hits)
        return known[2]

    def add_term(
        self, source: str, target: str, forbidden: tuple[str, ...] = (), *, case: bool = False, note: str = ""
    ) -> None:
        """Keep a term in the job's first term base (a new one where it has none); the rows are checked by it."""
        job = self._job
        if job is None or not source.strip():
            return
        term = Term(source.strip(), target.strip(), forbidden, case, note)
        term = msgspec.structs.replace(term, source_language=job.source, target_language=job.target)

        def work(store: Store) -> Job | None:
            bases = job.term_bases
            base = bases[0] if bases else store.new_term_base(_free_name(store)).id
            store.put_term(base, term)
            return None if bases else store.save_job(msgspec.structs.replace(job, term_bases=(base,)))

        self._services.store.submit(work, self._on_term_added, self._tell)

    def _on_term_added(self, job: Job | None) -> None:
        if job is not None and self._job is not None and job.id == self._job.id:
            self._job = msgspec.structs.replace(self._job, term_bases=job.term_bases)
        self.said.emit(tr("The term is kept."))
        self.load_terms()

    def load_terms(self) -> None:
        """Read the terms of the job anew, because a term base has changed."""
        job = self._job
        if job is None:
            return

        def work(store: Store) -> tuple[Term, ...]:
            return tuple(each for base in job.term_bases for each in store.terms(base, job.source, job.target))

        self._services.store.submit(work, lambda terms: self._on_terms(job.id, terms), self._tell)

    def _on_terms(self, job: int, terms: tuple[Term, ...]) -> None:
        if self._job is not None and self._job.id == job and terms != self._terms:
            before, self._terms = self._terms, terms
            self._hits.clear()
            self._on_terms_changed(before, terms)

    def _on_terms_changed(self, before: tuple[Term, ...], terms: tuple[Term, ...]) -> None:
        """Other terms are known: rows in which they stand are checked anew."""
        if self._current is not None:
            self.suggestions_came.emit(self._current)
        words = [each.source.casefold() for each in set(before) ^ set(terms)]
        base = self._sheet.base
        self._changed([key for key in self._sheet.keys if _holds(base[key].source.text.casefold(), words)])

    # What they are made of

    def _asked(self) -> tuple[list[MemoryUse], tuple[str, str]]:
        job = self._job
        return (list(job.memories), (job.source, job.target)) if job is not None else ([], ("", ""))

    def _forget_looked_up(self) -> None:
        self._soon.stop()
        for sort in (_ROW, _FILE, _BANDS):
            self._beside.drop(sort)
        self._set_working(Work.MATCHING, None)
        self._suggested.clear()
        self._hits.clear()
        self._terms = ()


def _holds(text: str, words: Sequence[str]) -> bool:
    """Whether one of these may stand in a text, in whatever form: their first letters do."""
    return any(word[: max(3, len(word) - 3)] in text for word in words)


def _free_name(store: Store) -> str:
    taken = {each.name for each in store.term_bases()}
    name, number = tr("Terms"), 1
    while name in taken:
        number += 1
        name = tr("Terms {number}", number=number)
    return name
