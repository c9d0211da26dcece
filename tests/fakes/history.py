"""The history as a view asks it: hits that a test put in, cards of the drafts in memory, and what was asked for."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QTimer, Signal

from desktop.core.draft import SearchHit
from desktop.core.history import EVERYTHING, DraftCard, Facets, Filters, SavedSearch, Shelf
from desktop.core.ids import DraftId, VersionId
from desktop.runtime.history import SearchResults

if TYPE_CHECKING:
    from tests.fakes.desk import FakeDrafts


class FakeOrganising(QObject):
    """Remembers what was asked for, by the name of the verb."""

    changed = Signal()
    searches_changed = Signal()

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.asked: list[tuple[str, tuple[Any, ...]]] = []

    def __getattr__(self, name: str) -> Callable[..., None]:
        if name.startswith("_"):
            raise AttributeError(name)
        return lambda *values, **_named: self.asked.append((name, values))


class FakeHistory(QObject):
    """Searches the hits that a test put in, after one turn of the event loop; without words, the drafts in memory."""

    results = Signal(object)
    counted = Signal(object, int)

    def __init__(self, drafts: FakeDrafts, parent: QObject) -> None:
        super().__init__(parent)
        self._drafts = drafts
        self.hits: list[SearchHit] = []
        self.asked: list[tuple[str, bool]] = []
        self.filters: list[Filters] = []
        self.facets_there = Facets()
        self.searches: list[SavedSearch] = []
        self.page = 100
        self.organising = FakeOrganising(self)

    def search(self, query: str, *, ranked: bool = False, filters: Filters = EVERYTHING, pages: int = 1) -> None:
        self.asked.append((query, ranked))
        self.filters.append(filters)
        words = query.casefold().split()
        found = [hit for hit in self.hits if all(word in f"{hit.title} {hit.snippet}".casefold() for word in words)]
        if not words:
            found = self._newest()
        shown = tuple(found[: pages * self.page])
        results = SearchResults(query, shown, ranked, filters, more=len(found) > len(shown))
        QTimer.singleShot(0, self, lambda: self.results.emit(results))

    def facets(self, _shelf: Shelf, then: Callable[[Facets], None]) -> None:
        then(self.facets_there)

    def card(self, draft: DraftId, then: Callable[[DraftCard], None]) -> None:
        kept = self._drafts.kept.get(draft)
        if kept is not None:
            count = sum(version.draft == draft for version in self._drafts.all_versions)
            then(DraftCard(draft, kept.kind, kept.brief.language, kept.title, versions=count))

    def saved_searches(self, then: Callable[[list[SavedSearch]], None]) -> None:
        then(list(self.searches))

    def _newest(self) -> list[SearchHit]:
        found = sorted(self._drafts.kept.values(), key=lambda draft: draft.changed_at, reverse=True)
        return [
            SearchHit(
                draft.id, VersionId(0), draft.kind, draft.brief.language, draft.title,
                " ".join(text for name, text in draft.copy.addressed() if name != "title"), draft.changed_at,
            )
            for draft in found
        ]  # fmt: skip
