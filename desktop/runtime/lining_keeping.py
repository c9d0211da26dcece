"""Keeps the lines with their draft, a moment after each change, and reads them when it is opened."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from desktop.core.draft import Draft
from desktop.core.errors import ErrorKind, Problem
from desktop.core.ids import DraftId
from desktop.core.lines import LineList
from desktop.runtime.comparing_values import Services
from desktop.runtime.lining_sheet import Sheet

if TYPE_CHECKING:
    from desktop.store.store import Store

_SOON_MS = 300
_AGAIN_MS = 5000
_KEY = "lines_kept"


class LineKeeping(QObject):
    """Saves the lists that changed; what failed is tried again until it succeeds."""

    loaded = Signal(object)  # list[LineList] of the draft on the desk, the one that changed last first

    def __init__(self, services: Services, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._services = services
        self._changed: dict[str, Sheet] = {}
        self._keeper: Callable[[Store], DraftId] = services.drafts.keeper()
        self._attached = True
        self._stay = 0
        self._warned = False
        self._soon = QTimer(self, singleShot=True, interval=_SOON_MS)
        self._soon.timeout.connect(self.save_now)
        self._again = QTimer(self, singleShot=True, interval=_AGAIN_MS)
        self._again.timeout.connect(self.save_now)

    def later(self, sheet: Sheet) -> None:
        """Save this list in a moment."""
        self._changed[sheet.id] = sheet
        if not self._soon.isActive():
            self._soon.start()

    def save_now(self) -> None:
        """Save what changed."""
        self._soon.stop()
        changed, self._changed = self._changed, {}
        if not changed:
            return
        if self._attached:
            self._keeper = self._services.drafts.keeper()  # a draft without an id is saved as it is now
        keeper, stay = self._keeper, self._stay
        kept = [sheet.kept() for sheet in changed.values()]

        def work(store: Store) -> None:
            draft = keeper(store)
            for each in kept:
                store.save_lines(draft, each)

        self._services.store.submit(
            work, lambda _none: self._on_saved(), lambda problem: self._on_failed(stay, changed, problem)
        )

    def leave(self) -> None:
        """Another draft takes the place of this one: what is not kept yet is kept with its own."""
        self.save_now()
        self._attached = False

    def open(self, draft: Draft) -> None:
        """Another draft is on the desk: its lines are read."""
        self.leave()
        self._again.stop()
        self._stay += 1
        stay = self._stay
        self._keeper, self._attached = self._services.drafts.keeper(), True
        if draft.id:
            self._services.store.submit(
                lambda store: store.line_lists(draft.id),
                lambda found: self._on_found(stay, found),
                self._services.notices.problem,
            )

    def _on_found(self, stay: int, found: list[LineList]) -> None:
        if stay == self._stay:
            self.loaded.emit(found)

    def _on_saved(self) -> None:
        if self._warned:
            self._warned = False
            self._services.notices.dismiss(_KEY)

    def _on_failed(self, stay: int, sheets: dict[str, Sheet], problem: Problem) -> None:
        """The bar says it once."""
        if problem.kind is ErrorKind.READ_ONLY:
            return
        if not self._warned:
            self._services.notices.problem(problem, key=_KEY)
        self._warned = True
        if stay == self._stay:
            self._changed = sheets | self._changed
            self._again.start()
