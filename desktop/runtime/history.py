"""Search over everything ever written, and the difference of two versions."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import msgspec
from PySide6.QtCore import QObject, Signal

from desktop.core.draft import SearchHit, Version
from desktop.core.history import EVERYTHING, DraftCard, Facets, Filters, SavedSearch, Shelf
from desktop.core.ids import DraftId
from desktop.core.mail import Mail, base_of, segment_of, texts_of
from desktop.runtime.drafts import Drafts
from desktop.runtime.fields import field_label
from desktop.runtime.history_organising import Organising
from desktop.runtime.notices import Notices
from desktop.runtime.store_thread import StoreThread

if TYPE_CHECKING:
    from desktop.checks.difference import Piece
    from desktop.store.store import Store

_MOST = 50
"""How many drafts a search finds at a time."""

_NEWEST = 200
"""How many drafts are shown at a time before anything is searched for."""


class SearchResults(msgspec.Struct, frozen=True):
    """What a search found; without words, the drafts that changed last. `more` says that there may be others."""

    query: str
    hits: tuple[SearchHit, ...]
    ranked: bool
    filters: Filters = EVERYTHING
    more: bool = False


class FieldDifference(msgspec.Struct, frozen=True):
    """One field of two versions, with what it is called; `same` when nothing changed."""

    field: str
    label: str
    pieces: tuple[Piece, ...]
    same: bool


class History(QObject):
    """Answers searches; an answer to a query that has been typed over is dropped. `organising` puts drafts in order."""

    results = Signal(object)  # SearchResults
    counted = Signal(object, int)  # SearchResults, and how many versions the drafts in it have

    def __init__(self, drafts: Drafts, store: StoreThread, notices: Notices, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._store = store
        self._notices = notices
        self._newest = 0
        self.organising = Organising(drafts, store, notices, self)

    def search(self, query: str, *, ranked: bool = False, filters: Filters = EVERYTHING, pages: int = 1) -> None:
        """Search newest first as the writer types, or ranked over all; the answer comes as `results`.

        Without words, the drafts that changed last are the answer. Each page more is another so many texts.
        """
        self._newest += 1
        number = self._newest
        limit = pages * (_MOST if query.strip() else _NEWEST)

        def work(store: Store) -> SearchResults | None:
            if number != self._newest:
                return None
            found = store.search(query, ranked=ranked, limit=limit, filters=filters)
            return SearchResults(query, tuple(found), ranked, filters, more=len(found) >= limit)

        def then(found: SearchResults | None) -> None:
            if found is not None and number == self._newest:
                self.results.emit(found)
                self._count(number, found)

        self._store.submit(work, then, self._notices.problem)

    def _count(self, number: int, found: SearchResults) -> None:
        """Count the versions when the answer is shown already; a newer search goes first."""

        def work(store: Store) -> int:
            versions = 0
            for hit in found.hits:
                if number != self._newest:
                    break
                versions += store.card(hit.draft).versions
            return versions

        def then(versions: int) -> None:
            if number == self._newest:
                self.counted.emit(found, versions)

        self._store.submit(work, then, self._notices.problem)

    def facets(self, shelf: Shelf, then: Callable[[Facets], None]) -> None:
        """Hand what drafts of a shelf can be narrowed to to `then`."""
        self._store.submit(lambda store: store.facets(shelf), then, self._notices.problem)

    def card(self, draft: DraftId, then: Callable[[DraftCard], None]) -> None:
        """Hand where a draft lies, and what it is tagged with, to `then`."""
        self._store.submit(lambda store: store.card(draft), then, self._notices.problem)

    def saved_searches(self, then: Callable[[list[SavedSearch]], None]) -> None:
        """Hand the searches that were kept, by name, to `then`."""
        self._store.submit(lambda store: store.saved_searches(), then, self._notices.problem)


def differences(old: Version, new: Version) -> tuple[FieldDifference, ...]:
    """Field by field what two versions have and have not in common, in the order of the newer one.

    The texts of a mail stand in the order in which it is read, those of everybody before those of segments.
    """
    from desktop.checks.difference import difference

    names = list(new.copy.fields) + [name for name in old.copy.fields if name not in new.copy.fields]
    if new.brief.mail is not None:
        names.sort(key=_reading_order(new.brief.mail))
    found = []
    for name in names:
        before, after = old.copy.text(name), new.copy.text(name)
        brief = new.brief if name in new.copy.fields else old.brief
        found.append(FieldDifference(name, field_label(name, brief), difference(before, after), before == after))
    return tuple(found)


def _reading_order(mail: Mail) -> Callable[[str], tuple[int, int]]:
    places = {each.address: place for place, each in enumerate(texts_of(mail))}
    segments = {each.id: place for place, each in enumerate(mail.segments, 1)}

    def order(name: str) -> tuple[int, int]:
        return segments.get(segment_of(name), 0), places.get(base_of(name), len(places))

    return order
