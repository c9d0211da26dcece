"""The comparison of the draft on the desk: what it is made of, what there is of it, and how it comes and goes."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from desktop.core.brief import DEFAULT_CHANNELS
from desktop.core.comparison import ColumnKey, Compared, Comparison, ComparisonId, Grid
from desktop.core.copy import Copy
from desktop.core.draft import Draft
from desktop.core.duels import Contender
from desktop.core.finding import Measure
from desktop.core.money import US
from desktop.runtime.comparing_board import Board
from desktop.runtime.comparing_checks import ColumnChecks
from desktop.runtime.comparing_differences import Differences
from desktop.runtime.comparing_edits import Edits
from desktop.runtime.comparing_export import Exports
from desktop.runtime.comparing_grid import Asking, GridEstimator
from desktop.runtime.comparing_labels import Labels
from desktop.runtime.comparing_store import Keeping
from desktop.runtime.comparing_taking import Taking
from desktop.runtime.comparing_values import GridEstimate, Services
from desktop.runtime.comparing_writing import VariantWriter, left_alone
from desktop.runtime.fields import FieldSpec, fields_of

if TYPE_CHECKING:
    from desktop.checks.difference import Piece

_REMEMBER_MS = 1000
"""An instruction of the grid is typed letter by letter; settings are a file."""


class ComparisonOnDesk(QObject):
    """One comparison at a time, which comes and goes with its draft; see `Services` for what it works with."""

    opened = Signal()  # another comparison, or none: everything may have changed
    changed = Signal()  # columns, order, shown, base, pins, grid
    column_changed = Signal(str)  # a column's key: its state, text, report or measures
    streamed = Signal(str, str)  # a column's key, and a field whose text grew
    busy_changed = Signal(bool)
    estimated = Signal(object)  # GridEstimate
    taken = Signal(object)  # Source
    sheet_read = Signal(object)  # SheetBack

    def __init__(self, services: Services, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._services = services
        self._board = Board(Labels(services.models, services.providers), self._fields, self._measured, self)
        self._asking = Asking(services)
        self._writer = VariantWriter(self._board, services, self)
        self._keeping = Keeping(self._board, services, self)
        self._checks = ColumnChecks(self._board, services, self)
        self._estimator = GridEstimator(self._asking, services, self)
        self._taking = Taking(self._board, services, self)
        self._edits = Edits(self._board, self)
        self._differences = Differences(self._board, self)
        self._exports = Exports(self._board, self._taking, self._edits, services, self.open, self)
        self._to_open: Comparison | None = None
        self._asked = 0
        self._remember = QTimer(self, singleShot=True, interval=_REMEMBER_MS)
        self._remember.timeout.connect(self._remember_grid)
        self._join()
        self._board.put(Comparison(grid=self._asking.first_grid()))

    def _join(self) -> None:
        board = self._board
        board.opened.connect(self._on_board)
        board.opened.connect(self.opened)
        board.changed.connect(self._on_board)
        board.changed.connect(self.changed)
        board.column_changed.connect(self.column_changed)
        board.streamed.connect(self.streamed)
        self._writer.busy_changed.connect(self.busy_changed)
        self._writer.ended.connect(self._on_ended)
        self._edits.edited.connect(self._checks.later)
        self._edits.paused.connect(self._keeping.keep)
        self._keeping.loaded.connect(self._checks.later)
        self._differences.ready.connect(self.column_changed)
        self._estimator.estimated.connect(self.estimated)
        self._taking.taken.connect(self.taken)
        self._exports.sheet_read.connect(self.sheet_read)
        self._services.models.changed.connect(board.relabel)
        self._services.providers.changed.connect(board.relabel)
        self._services.session.opened.connect(self._on_draft)
        self._services.drafts.leaving.connect(self._leave)

    # What there is

    @property
    def comparison(self) -> Comparison:
        """The comparison on the screen."""
        return self._board.comparison

    @property
    def fields(self) -> tuple[FieldSpec, ...]:
        """The fields of the draft's brief, in their order."""
        return self._fields()

    @property
    def busy(self) -> bool:
        """Whether a column is written, or waits for its turn."""
        return bool(self._writer.writing)

    @property
    def writing(self) -> tuple[ColumnKey, ...]:
        """The columns that are written or wait for their turn."""
        return self._writer.writing

    @property
    def grid(self) -> Grid:
        """With what variants are written next."""
        return self._board.comparison.grid

    @property
    def estimate(self) -> GridEstimate:
        """What writing the grid would take, as far as is known; who asks is told more by `estimated`."""
        return self._estimator.estimate

    def columns(self) -> tuple[Compared, ...]:
        """All columns, in their order."""
        return self._all(each.key for each in self._board.comparison.columns)

    def shown(self) -> tuple[Compared, ...]:
        """The columns that stand side by side."""
        return self._all(self._board.comparison.shown)

    def compared(self, key: str) -> Compared | None:
        """One column."""
        return self._board.compared(key)

    def text(self, key: str, field: str) -> str:
        """A field of a column as it is by now; a list field has one item a line."""
        held = self._board.held(key)
        return held.text(field) if held is not None else ""

    def note(self, key: str) -> str:
        """What a column waits for, as a sentence; empty when there is nothing to say."""
        held = self._board.held(key)
        return held.note if held is not None else ""

    def speed(self, key: str) -> float:
        """Words a second of a column that is being written; 0 when there is nothing to say."""
        held = self._board.held(key)
        return held.speed if held is not None else 0.0

    @property
    def spent(self) -> float | None:
        """What the columns written here cost so far, in USD; `None` when that of one is not known in dollars."""
        used = [each.variant.usage for each in self.columns() if each.choice is not None and each.variant is not None]
        costs = [each.cost for each in used if each.cost is not None and (each.currency == US or not each.cost)]
        return sum(costs) if costs and len(costs) == len(used) else None

    @property
    def comments(self) -> dict[str, str]:
        """What others said of fields, by the name of the field."""
        return dict(self._board.comparison.comments)

    def contender(self, key: str) -> Contender:
        """What a column is judged as: its model, prompt and tone; none for a text with the writer's hand in it."""
        held = self._board.held(key)
        variant = held.variant if held is not None and not held.edited else None
        return Contender(variant.model, variant.prompt, variant.tone) if variant is not None else Contender("")

    def sentences(self, key: str, field: str) -> tuple[tuple[int, int], ...]:
        """Where the sentences of a field begin and end, in code points."""
        from desktop.checks.sentences import sentences_of

        return tuple((start, end) for start, end in sentences_of(self.text(key, field), self._taking.language))

    def differences(self, key: str, field: str) -> tuple[Piece, ...]:
        """How a field differs from that of the base; nothing without a base.

        Long texts are compared beside the window's thread: nothing is known of them until `column_changed`.
        """
        return self._differences.of(key, field)

    def shared(self, field: str) -> dict[ColumnKey, tuple[tuple[int, int], ...]]:
        """What all columns side by side have in common in a field, in code points.

        Long texts are compared beside the window's thread: nothing is known of them until `column_changed`.
        """
        return self._differences.shared(field)

    def landing(self, key: str, field: str, start: int, end: int, into: str = "", at: int = -1) -> int:
        """Where `take_text` would put a part, in code points of the draft's field; -1 when there is nothing to put."""
        return self._taking.landing(key, field, start, end, into, at)

    def open(self, id: ComparisonId) -> None:
        """Open a comparison of the history, with its draft; the one that is there stays as it is."""
        if id == self.comparison.id:
            return
        self._asked += 1
        asked = self._asked
        self._services.store.submit(
            lambda store: store.comparison(id),
            lambda found: self._on_found(asked, found),
            self._services.notices.problem,
        )

    # The draft on the desk

    def _fields(self) -> tuple[FieldSpec, ...]:
        return fields_of(self._services.session.handed_in.brief)

    def _measured(self, copy: Copy) -> dict[str, Measure]:
        from desktop.checks.measured import measured

        brief = self._services.session.handed_in.brief
        return measured(copy, brief.channels or DEFAULT_CHANNELS.get(brief.kind, ()))

    def _all(self, keys: Iterable[str]) -> tuple[Compared, ...]:
        return tuple(found for key in keys if (found := self._board.compared(key)) is not None)

    def _on_board(self) -> None:
        self._estimator.set_grid(self.grid)

    def _remember_grid(self) -> None:
        """The next comparison begins with this grid."""
        self._remember.stop()
        self._asking.remember(self.grid)

    def _on_ended(self, key: str) -> None:
        self._keeping.keep(key)
        self._checks.later()

    def _leave(self) -> None:
        """What is on the screen makes room: what came is kept, the rest is not waited for."""
        self._edits.flush()
        if self._remember.isActive():
            self._remember_grid()
        self._writer.abandon(left_alone())
        self._keeping.leave()

    def _on_draft(self, draft: Draft) -> None:
        """With a draft comes the comparison that was on the screen with it last."""
        self._keeping.detach()
        self._leave()
        wanted, self._to_open = self._to_open, None
        self._asked += 1
        asked = self._asked
        if wanted is not None and wanted.draft == draft.id:
            self._keeping.open(wanted)
            return
        self._show(Comparison(grid=self._asking.first_grid()))
        if draft.id:
            self._services.store.submit(
                lambda store: store.latest_comparison(draft.id),
                lambda found: self._on_latest(asked, found),
                self._services.notices.problem,
            )

    def _on_latest(self, asked: int, found: Comparison | None) -> None:
        """Unless the writer has begun another one by now."""
        if found is not None and asked == self._asked and not self._board.comparison.columns:
            self._keeping.open(found)

    def _on_found(self, asked: int, found: Comparison) -> None:
        if asked != self._asked:
            return
        if found.draft == self._services.session.draft.id:
            self._leave()
            self._keeping.open(found)
            return
        self._to_open = found
        self._services.drafts.open(found.draft)

    def _show(self, comparison: Comparison) -> None:
        self._keeping.begin(comparison)
        self._board.put(comparison)
