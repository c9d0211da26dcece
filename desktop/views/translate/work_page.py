"""The middle of the screen while a job is open: head, filters, search and the grid, or what stands in its place."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from desktop.core.translation import RowKey
from desktop.core.words import tr
from desktop.runtime.translating_values import EVERY_ROW, Occurrence, Work
from desktop.views.announce import announce
from desktop.views.tokens import Space
from desktop.views.translate import keys
from desktop.views.translate.filter_bar import FilterBar
from desktop.views.translate.grid import Grid
from desktop.views.translate.grid_head import GridHead
from desktop.views.translate.head import Head
from desktop.views.translate.open_row import OpenRow
from desktop.views.translate.search_bar import SearchBar
from desktop.views.translate.working_strip import WorkingStrip
from desktop.views.widgets.button import Button
from desktop.views.widgets.empty import EmptyState
from desktop.views.widgets.progress import Skeleton
from desktop.views.widgets.surface import Surface

if TYPE_CHECKING:
    from desktop.runtime.translating import Translating

_ROWS_OF_SKELETON = 12


class WorkPage(Surface):
    """Shows the rows of the job and follows it; what is done with rows is the screen's."""

    def __init__(self, translating: Translating, parent: QWidget | None = None) -> None:
        super().__init__(2, parent)
        self._translating = translating
        self.head = Head()
        self.strip = WorkingStrip()
        self.filters = FilterBar()
        self.search = SearchBar(translating)
        self.columns = GridHead()
        self.grid = Grid(translating)
        self.show_all = Button(tr("Show every row"), key=keys.CLEAR_FILTERS)
        self.nothing_found = EmptyState(
            "search", tr("No row is like that"), tr("Filters and search leave every row out."), self.show_all
        )
        self.no_rows = EmptyState(
            "document", tr("Nothing to translate in it"), tr("The files of this job hold no text. Add others.")
        )
        self.waiting = Skeleton(_ROWS_OF_SKELETON)
        self.stack = QStackedWidget()
        self._lay_out()
        self._connect()
        self.setFocusProxy(self.grid.opened.editor)

    @property
    def row(self) -> OpenRow:
        """The row on which the writer is."""
        return self.grid.opened

    def show_job(self) -> None:
        """Another job is open, or none."""
        job = self._translating.job
        self.head.show_job(job)
        if job is not None:
            self.columns.show_languages(job.source, job.target)
        self.show_counts()
        self.show_order()

    def show_counts(self) -> None:
        """How many rows there are of each sort."""
        counts = self._translating.counts
        self.head.show_counts(counts)
        self.filters.show_counts(counts)

    def show_order(self) -> None:
        """The rows that are shown, or why there are none."""
        translating = self._translating
        self.row.flush()
        held = self.grid.hasFocus() or self.row.editor.hasFocus() or self.row.source.hasFocus()
        self.filters.show_filter(translating.filter)
        self.filters.show_sort(translating.sort)
        self.grid.show_order(translating.current)
        working = translating.working
        if translating.order:
            self.stack.setCurrentWidget(self.grid)
        elif working is not None and working.kind is Work.OPENING:
            self.stack.setCurrentWidget(self.waiting.parentWidget() or self.waiting)
        else:
            empty = not translating.rows and translating.filter == EVERY_ROW
            self.stack.setCurrentWidget(self.no_rows if empty else self.nothing_found)
        if translating.order and self.grid.rows.row_of(translating.current) < 0:
            translating.go(translating.order[0])
        if held and translating.order:
            self.focus_row()

    def focus_row(self) -> None:
        """Put the caret into the row's editor."""
        self.row.editor.setFocus(Qt.FocusReason.OtherFocusReason)

    # Inside

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for widget in (self.head, self.strip, self.filters, self.search, self.columns):
            column.addWidget(widget)
        column.addWidget(self.stack, 1)
        loading = QWidget()
        inside = QVBoxLayout(loading)
        inside.setContentsMargins(Space.XL, Space.L, Space.XL, Space.L)
        inside.addWidget(self.waiting, 0, Qt.AlignmentFlag.AlignTop)
        for page in (self.grid, loading, self.nothing_found, self.no_rows):
            self.stack.addWidget(page)

    def _connect(self) -> None:
        translating = self._translating
        translating.job_opened.connect(self.show_job)
        translating.job_closed.connect(self.show_job)
        translating.order_changed.connect(self.show_order)
        translating.rows_changed.connect(self.grid.refresh)
        translating.findings_changed.connect(self.grid.refresh)
        translating.suggestions_came.connect(self._on_suggestions)
        translating.progress_changed.connect(self.show_counts)
        translating.working_changed.connect(self._on_working)
        translating.current_changed.connect(self._on_current)
        self.filters.changed.connect(translating.set_filter)
        self.filters.sort_chosen.connect(translating.set_sort)
        self.filters.search_asked.connect(lambda: self.search.open(replacing=False))
        self.show_all.clicked.connect(self.clear_filters)
        self.strip.stop_asked.connect(translating.stop)
        self.search.found.connect(self._show_hits)
        self.search.chosen.connect(self._on_hit)
        self.search.closed.connect(self.focus_row)
        self.grid.gone_to.connect(self._on_gone_to)
        self.grid.typing_asked.connect(self.focus_row)
        self.grid.pressed_in.connect(self._on_pressed)

    def clear_filters(self) -> None:
        """Show every row again."""
        if self.search.isVisible():
            self.search.close_bar()
        self._translating.set_filter(EVERY_ROW)

    def _on_gone_to(self, key: RowKey) -> None:
        if key != self._translating.current:
            self._translating.go(key)
        self._show_hits()
        row = self.grid.rows.row_of(key)
        if row >= 0:
            announce(self.grid, self.grid.rows.face(row).said)

    def _on_current(self, key: RowKey | None) -> None:
        if key is None:
            return
        if self.grid.rows.row_of(key) < 0:
            self._translating.set_filter(EVERY_ROW)  # what is gone to can be seen
        self.grid.open(key)

    def _on_suggestions(self, key: RowKey) -> None:
        self.grid.refresh([key])

    def _on_working(self) -> None:
        self.strip.show_working(self._translating.working)
        if self._translating.working is None and not self._translating.order:
            self.show_order()

    def _on_pressed(self, point: QPoint) -> None:
        """A click into a row puts the caret there."""
        editor = self.row.editor
        place = editor.viewport().mapFrom(self.grid.viewport(), point)
        self.focus_row()
        if editor.viewport().rect().contains(place):
            editor.setTextCursor(editor.cursorForPosition(place))

    # What is searched for

    def _show_hits(self) -> None:
        key = self.row.key
        hits = self.search.of_row(key) if key is not None else []
        self.row.editor.show_hits((hit.start, hit.end) for hit in hits if not hit.in_source)
        self.row.source.show_hits((hit.start, hit.end) for hit in hits if hit.in_source)

    def _on_hit(self, hit: Occurrence) -> None:
        self._translating.go(hit.key)
        editor = self.row.source if hit.in_source else self.row.editor
        editor.choose(hit.start, hit.end)
        self._show_hits()
