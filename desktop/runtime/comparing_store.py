"""Keeps the comparison: what the program is killed in the middle of comes back, and each ended text is a version."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from typing import TYPE_CHECKING

import msgspec
from PySide6.QtCore import QObject, QTimer, Signal

from desktop.core.brief import Brief
from desktop.core.comparison import Column, ColumnKey, ColumnState, Comparison
from desktop.core.copy import Copy
from desktop.core.draft import Draft, Origin, Variant, Version
from desktop.core.errors import ErrorKind, Problem
from desktop.core.finding import CheckReport
from desktop.core.ids import DraftId, VersionId
from desktop.core.moment import timestamp
from desktop.core.provenance import Source
from desktop.runtime.columns import Held
from desktop.runtime.comparing_board import LIVE, Board, with_state
from desktop.runtime.comparing_edits import sources_of
from desktop.runtime.comparing_grid import brief_for
from desktop.runtime.comparing_values import Services
from desktop.runtime.comparing_writing import interrupted

if TYPE_CHECKING:
    from desktop.store.store import Store

_CHANGED_MS = 300
_STREAMING_MS = 1500
_AGAIN_MS = 5000
_KEY = "comparison"


class _Slot:
    """One comparison while it is on the screen; the store's thread writes down here what it has kept of it.

    So several saves under way are saves of one comparison, and a text that became a version stays that version,
    whichever save comes last.
    """

    def __init__(self, draft: Callable[[Store], DraftId], comparison: Comparison) -> None:
        self.draft = draft
        self.id = comparison.id
        self._made_at = comparison.made_at
        self._versions: dict[ColumnKey, tuple[Copy, VersionId]] = {}

    def save(self, store: Store, comparison: Comparison) -> Comparison:
        """Keep the comparison under its one id; on the store's thread."""
        columns = tuple(self._with_version(each) for each in comparison.columns)
        kept = store.save_comparison(
            msgspec.structs.replace(
                comparison, id=self.id, draft=self.draft(store), made_at=self._made_at, columns=columns
            )
        )
        self.id, self._made_at = kept.id, kept.made_at
        return kept

    def add(self, store: Store, sent: _Sent) -> VersionId:
        """Make a version of a text, unless it is one; on the store's thread."""
        copy, number = self._versions.get(sent.key, (Copy(), VersionId(0)))
        if not number or copy != sent.copy:
            draft = self.draft(store)
            version = store.add_variant(
                draft, sent.brief, sent.copy, sent.origin, sent.name, sent.variant, sent.sources
            )
            number = version.id
            self._versions[sent.key] = (sent.copy, number)
        return number

    def _with_version(self, column: Column) -> Column:
        copy, number = self._versions.get(column.key, (Copy(), VersionId(0)))
        if number and column.copy == copy:
            return msgspec.structs.replace(column, version=number, copy=Copy())
        return column


class _Sent(msgspec.Struct, frozen=True):
    """A column's text of which a version is made."""

    key: ColumnKey
    brief: Brief
    copy: Copy
    origin: Origin
    name: str
    variant: Variant | None
    sources: tuple[Source, ...]


class Keeping(QObject):
    """Saves soon after a change, and seldom while text streams; reads versions one after another."""

    loaded = Signal(str)  # a column's key: its text is there

    def __init__(self, board: Board, services: Services, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._board = board
        self._services = services
        self._slot = _Slot(services.drafts.keeper(), Comparison())
        self._to_read: deque[ColumnKey] = deque()
        self._reading = ""
        self._saving = False
        self._dirty = False
        self._failed = False
        self._attached = True
        self._soon = QTimer(self, singleShot=True, interval=_CHANGED_MS)
        self._soon.timeout.connect(self.save_now)
        self._later = QTimer(self, singleShot=True, interval=_STREAMING_MS)
        self._later.timeout.connect(self.save_now)
        self._again = QTimer(self, singleShot=True, interval=_AGAIN_MS)
        self._again.timeout.connect(self._try_again)
        board.touched.connect(self._on_touched)

    # Saving

    def save_now(self) -> None:
        """Keep the comparison as it is; one at a time, so that a slow disk is not flooded."""
        self._soon.stop()
        self._later.stop()
        if not self._board.comparison.columns and not self._slot.id:
            return
        if self._saving:
            self._dirty = True
            return
        self._submit(self._board.snapshot())

    def leave(self) -> None:
        """Another comparison takes the place of this one: what is not kept yet is kept, whatever is under way."""
        for column in self._board.comparison.columns:
            self.keep(column.key)
        self._saving = False
        if self._dirty or self._soon.isActive() or self._later.isActive():
            self.save_now()
        self._to_read.clear()
        self._again.stop()

    def begin(self, comparison: Comparison) -> None:
        """Keep this comparison from now on, for the draft on the desk."""
        self._slot = _Slot(self._services.drafts.keeper(), comparison)
        self._attached = True
        self._saving = self._dirty = False
        self._soon.stop()
        self._later.stop()

    def detach(self) -> None:
        """Another draft is on the desk already: this comparison belongs to the one before."""
        self._attached = False

    def _look_at_desk(self) -> None:
        """A draft that has to be saved for the comparison is saved as it is now."""
        if self._attached and not self._slot.id:
            self._slot.draft = self._services.drafts.keeper()

    def _submit(self, comparison: Comparison) -> None:
        self._look_at_desk()
        slot = self._slot
        self._saving, self._dirty = True, False
        self._services.store.submit(
            lambda store: slot.save(store, comparison),
            lambda kept: self._on_saved(slot, kept),
            lambda problem: self._on_failed(slot, problem),
        )

    def _on_touched(self, streaming: bool) -> None:
        timer = self._later if streaming else self._soon
        if not timer.isActive():
            timer.start()

    def _on_saved(self, slot: _Slot, kept: Comparison) -> None:
        if slot is not self._slot:
            return
        self._saving = False
        if self._failed:
            self._failed = False
            self._services.notices.dismiss(_KEY)
        self._board.set_kept(kept)
        if self._dirty:
            self._soon.start()

    def _on_failed(self, slot: _Slot, problem: Problem) -> None:
        """The bar says it once; it is tried again until it succeeds."""
        if problem.kind is not ErrorKind.READ_ONLY:
            if not self._failed:
                self._services.notices.problem(problem, key=_KEY)
            self._failed = True
            self._again.start()
        if slot is self._slot:
            self._saving = False

    def _try_again(self) -> None:
        for column in self._board.comparison.columns:
            self.keep(column.key)
        self.save_now()

    # Versions

    def keep(self, key: str) -> None:
        """Make a version of a column's text, if there is none yet; the comparison is kept in the same breath."""
        held, column = self._board.held(key), self._board.column(key)
        if held is None or column is None or not held.unkept or not held.loaded or held.growing or held.copy.is_empty:
            return
        self._look_at_desk()
        slot, comparison = self._slot, self._board.snapshot()
        origin = held.origin if held.origin.beside else Origin.EDITED
        sent = _Sent(column.key, held.brief, held.copy, origin, column.title, held.variant, held.sources)

        def work(store: Store) -> VersionId:
            version = slot.add(store, sent)
            slot.save(store, comparison)
            return version

        self._services.store.submit(
            work, lambda version: self._on_kept(slot, sent, version), lambda problem: self._on_failed(slot, problem)
        )

    def _on_kept(self, slot: _Slot, sent: _Sent, version: VersionId) -> None:
        self._services.drafts.versions_changed.emit()
        held, column = self._board.held(sent.key), self._board.column(sent.key)
        if slot is not self._slot or held is None or column is None or held.growing:
            return
        held.saved_at = timestamp()
        if held.copy == sent.copy:
            held.unkept = False
        self._board.set_column(msgspec.structs.replace(column, version=version))

    # Reading

    def open(self, comparison: Comparison) -> None:
        """Show a comparison that was read: first the texts of those side by side, then the others."""
        self.begin(comparison)
        held: dict[str, Held] = {}
        columns: list[Column] = []
        for column in comparison.columns:
            mended, its = _opened(column, self._services.session.draft.brief)
            columns.append(mended)
            held[column.key] = its
        shown = [key for key in comparison.shown if key in held]
        self._board.put(msgspec.structs.replace(comparison, columns=tuple(columns)), held)
        self.read([*shown, *(each.key for each in columns)])
        for column in columns:
            self.keep(column.key)
        if any(mended != column for mended, column in zip(columns, comparison.columns, strict=True)):
            self._soon.start()

    def read(self, keys: list[ColumnKey]) -> None:
        """Read the versions of these columns, one after another."""
        for key in keys:
            held, column = self._board.held(key), self._board.column(key)
            known = held is None or column is None or held.loaded or not column.version
            if not known and key not in self._to_read:
                self._to_read.append(key)
        self._read_next()

    def _read_next(self) -> None:
        while self._to_read and not self._reading:
            key = self._to_read.popleft()
            column = self._board.column(key)
            if column is not None and column.version:
                self._reading = key
                self._read(self._slot, column)

    def _read(self, slot: _Slot, column: Column) -> None:
        self._services.store.submit(
            lambda store: store.version(column.version),
            lambda version: self._on_read(slot, column.key, version),
            lambda problem: self._on_unread(slot, column.key, problem),
        )

    def _on_read(self, slot: _Slot, key: ColumnKey, version: Version) -> None:
        self._reading = ""
        held, column = self._board.held(key), self._board.column(key)
        if slot is self._slot and held is not None and column is not None and column.version == version.id:
            draft = self._services.session.handed_in
            _load(held, version, draft)
            if held.unkept:  # an edit of this version that was cut off
                letter, language = self._board.letter(key), draft.brief.language or "en"
                held.sources = sources_of(version.copy, version.variant, version.sources, letter, version.id, language)
            self._board.tell_column(key)
            self.loaded.emit(key)
            self.keep(key)
        self._read_next()

    def _on_unread(self, slot: _Slot, key: ColumnKey, problem: Problem) -> None:
        self._reading = ""
        held, column = self._board.held(key), self._board.column(key)
        if slot is self._slot and held is not None and column is not None and not held.loaded:
            held.loaded = True
            self._board.set_column(with_state(column, ColumnState.FAILED, error=problem))
        self._read_next()


def _opened(column: Column, brief: Brief) -> tuple[Column, Held]:
    """A column as it was kept; one that was being written when the program died says so.

    Words that are kept with it are newer than its version: of a writing that was cut off, or of an edit.
    """
    live = column.state in LIVE
    held = Held(loaded=not column.version)
    held.brief = brief_for(brief, column.choice) if column.choice is not None else brief
    if not column.copy.is_empty:
        held.copy, held.unkept = column.copy, True
        held.origin = Origin.VARIANT if column.choice is not None and (live or not column.version) else Origin.EDITED
        held.edited = held.origin is Origin.EDITED
    if held.unkept and not held.edited and column.choice is not None:
        held.loaded = True
        held.variant = Variant(column.key, column.choice.model, "", held.copy, complete=not live, tone=held.brief.tone)
    column = msgspec.structs.replace(column, copy=Copy())
    return (with_state(column, ColumnState.STOPPED, error=interrupted()) if live else column), held


def _load(held: Held, version: Version, draft: Draft) -> None:
    """What the history has of a text; newer words that the column has stay."""
    if not held.unkept:
        held.copy, held.sources, held.origin = version.copy, version.sources, version.origin
        held.edited = version.origin is Origin.EDITED
        held.saved_at = version.saved_at
    held.brief, held.variant, held.name = version.brief, version.variant, version.name
    held.foreign = version.draft != draft.id
    held.loaded = True
    held.forget_checks()
    variant = version.variant
    measured_alike = held.foreign or (version.brief.facts, version.brief.channels) == (
        draft.brief.facts, draft.brief.channels
    )  # fmt: skip
    if variant is not None and variant.copy == held.copy and measured_alike:
        held.report = CheckReport(variant.findings, variant.claims, variant.forgotten)
