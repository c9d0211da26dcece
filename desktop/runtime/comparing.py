"""Variants side by side: writes them, keeps them, compares them, and takes from them into the draft."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from desktop.core.comparison import Choice, Column, ColumnKey, ColumnState, Comparison, ComparisonHeader, Grid
from desktop.core.copy import Copy, FieldValue
from desktop.core.draft import Origin
from desktop.core.ids import VersionId
from desktop.core.words import tr
from desktop.engine.messages import Write
from desktop.runtime.columns import Held
from desktop.runtime.comparing_desk import ComparisonOnDesk
from desktop.runtime.comparing_grid import new_key, nothing_to_write_from

if TYPE_CHECKING:
    from desktop.store.store import Store

_KEY = "comparing"


class Comparing(ComparisonOnDesk):
    """What can be done with the comparison of the draft on the desk."""

    # Writing

    def set_grid(self, grid: Grid) -> None:
        """Choose with what is written next."""
        self._remember.start()
        self._estimator.set_grid(grid, looked_at=True)
        self._board.set_grid(grid)

    def write(self) -> None:
        """Write all boxes of the grid, as new columns."""
        if not self._may_write():
            return
        group, grid = new_key(), self.grid
        new: list[tuple[Column, Held]] = []
        asked: list[tuple[ColumnKey, Write]] = []
        for choice in grid.chosen:
            request, first = self._asking.request(choice), self._board.next_number(choice)
            for number in range(first, first + max(1, grid.each)):
                key = ColumnKey(new_key())
                new.append(_column(key, choice, number, request))
                asked.append((key, self._asking.again(request, group)))
        self._board.add(new)
        self._writer.write(asked)

    def stop(self, key: str = "") -> None:
        """End one column, or all; what came is kept."""
        self._writer.stop((key,) if key else self._writer.writing)

    def redo(self, key: str) -> None:
        """Write a column anew with the same choice, in the same place; a pinned one is left as it is."""
        column, held = self._board.column(key), self._board.held(key)
        if column is None or held is None or column.pinned or self._board.is_live(key):
            return
        choice = column.choice
        if choice is None and held.variant is not None:
            choice = Choice(held.variant.model, held.variant.tone)
        if choice is None or not self._may_write():
            return
        self._edits.flush()
        self._board.set_column(msgspec.structs.replace(column, choice=choice, title=""))
        self._writer.write([(column.key, self._asking.again(self._asking.request(choice), new_key()))])

    def make_again(self, key: str) -> None:
        """Write once more from exactly what a column was made from, as a new column beside it."""
        held, column = self._board.held(key), self._board.column(key)
        variant = held.variant if held is not None else None
        if held is None or column is None or variant is None or variant.made is None:
            self._services.notices.info(
                tr("This text cannot be made again."), tr("It is not known from what it was made."), key=_KEY
            )
            return
        made = variant.made
        options = msgspec.structs.replace(made.options, others=self._services.options.current.others)
        request = Write(
            brief=held.brief, model=variant.model, max_repairs=made.max_repairs, plain=made.plain, fields=made.fields,
            copy=made.standing, options=options, variant=new_key(), seed=made.seed, group=new_key(),
        )  # fmt: skip
        choice = column.choice or Choice(variant.model, variant.tone)
        new = ColumnKey(new_key())
        self._board.add([_column(new, choice, self._board.next_number(choice), request)], after=key)
        self._writer.write([(new, request)])

    def _may_write(self) -> bool:
        """Whether there is anything to write from; else it is said."""
        if not self._services.session.draft.brief.is_empty:
            self._services.notices.dismiss(_KEY)
            return True
        problem = nothing_to_write_from()
        self._services.notices.warn(problem.message, problem.hint, key=_KEY)
        return False

    # Columns

    def remove(self, key: str) -> None:
        """Take a column out; its version stays in the history."""
        self._edits.flush()
        self._writer.stop((key,))
        self._board.remove(key)

    def pin(self, key: str, on: bool) -> None:
        """Hold a column as it is, or let it go."""
        column = self._board.column(key)
        if column is not None:
            self._board.set_column(msgspec.structs.replace(column, pinned=on))

    def move(self, key: str, place: int) -> None:
        """Put a column at another place, counted from 0."""
        self._board.move(key, place)

    def show_only(self, keys: Sequence[str]) -> None:
        """Show these columns side by side, at most `MOST_SHOWN`."""
        self._board.show_only(keys)
        self._keeping.read(list(self._board.comparison.shown))

    def set_base(self, key: str) -> None:
        """Compare the others with this column; empty for none."""
        self._board.set_base(key)

    def set_width(self, key: str, share: int) -> None:
        """Give a column a share of the room."""
        self._board.set_width(key, share)

    def add_versions(self, ids: Sequence[VersionId]) -> None:
        """Put versions of the history beside the others; those that are there already are shown."""
        there = {each.version: each.key for each in self._board.comparison.columns if each.version}
        new = [(Column(ColumnKey(new_key()), version=each), Held()) for each in dict.fromkeys(ids) if each not in there]
        self._board.add(new)
        keys = [column.key for column, _ in new] + [there[each] for each in ids if each in there]
        self._board.show_only([*keys, *self._board.comparison.shown])
        self._keeping.read([column.key for column, _ in new])

    def add_text(self, title: str, copy: Copy) -> None:
        """Put a text from elsewhere beside the others."""
        held = Held(loaded=True)
        held.brief, held.copy, held.origin = self._services.session.draft.brief, copy, Origin.EDITED
        held.unkept = held.edited = True
        key = ColumnKey(new_key())
        self._board.add([(Column(key, title=title.strip() or tr("Text")), held)])
        self._keeping.keep(key)

    def edit(self, key: str, field: str, value: FieldValue) -> None:
        """Change a column in its place; after a pause the text is kept as a version."""
        self._edits.edit(key, field, value, self._taking.language)

    # Comparisons

    def new(self) -> None:
        """Begin an empty comparison for the draft on the desk; the one that was there is kept."""
        self._leave()
        self._asked += 1
        self._show(Comparison(grid=self._asking.first_grid()))

    def list(self, then: Callable[[list[ComparisonHeader]], None]) -> None:
        """Hand the comparisons of the draft on the desk, the newest first, to `then`."""
        draft = self._services.drafts.on_desk()

        def work(store: Store) -> list[ComparisonHeader]:
            return store.comparisons(draft=draft()) if draft() else []

        self._services.store.submit(work, then, self._services.notices.problem)

    # Taking

    def take_field(self, key: str, field: str) -> None:
        """Put a field of a column in the place of the draft's."""
        self._taking.field(key, field)

    def take_all(self, key: str) -> None:
        """Put all fields of a column in the place of the draft's."""
        self._taking.all(key)

    def take_text(self, key: str, field: str, start: int, end: int, *, into: str = "", at: int = -1) -> None:
        """Put a part of a field (code points) into the draft.

        `into` is the field that gets it (empty: the same), `at` where. Without it, the part takes the place of a
        sentence that says nearly the same, else it goes to the end.
        """
        self._taking.text(key, field, start, end, into, at)

    # For others

    def export(self, path: Path, *, shown_only: bool = True) -> None:
        """Write the comparison to a file by its ending: HTML, PDF, Markdown, CSV, or XLSX with choices to fill in."""
        self._exports.export(path, self.shown() if shown_only else self.columns())

    def export_ads(self, path: Path, kind: str, *, shown_only: bool = True) -> None:
        """Write a table of advertisements: `google_ads`, `meta_ads` or `mail`."""
        self._exports.export_ads(path, kind, self.shown() if shown_only else self.columns())

    def read_sheet(self, path: Path) -> None:
        """Take over what was decided in a sheet that `export` wrote.

        The chosen fields go into the draft in one step, changed texts become edits of their columns, and comments are
        kept with the comparison; then `sheet_read` is sent.
        """
        self._exports.read_sheet(path)


def _column(key: ColumnKey, choice: Choice, number: int, request: Write) -> tuple[Column, Held]:
    held = Held(loaded=True)
    held.brief = request.brief
    return Column(key, choice, number, state=ColumnState.WAITING), held
