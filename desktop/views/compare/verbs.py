"""What is done with the columns of the Compare screen: taking, editing, moving, adding and all that a menu offers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtGui import QGuiApplication

from desktop.core.comparison import MOST_SHOWN, ColumnState, Compared
from desktop.core.copy import Copy
from desktop.core.provenance import Source
from desktop.core.words import tr
from desktop.runtime.fields import fields_of
from desktop.views.announce import announce
from desktop.views.catalogue import DRAFT, Shell
from desktop.views.compare.head import Verb
from desktop.views.compare.piece import DraggedPiece

if TYPE_CHECKING:
    from desktop.views.compare.adding import Adding
    from desktop.views.compare.exporting import Exporting
    from desktop.views.compare.screen import CompareScreen

_STEP = 15
"""By how much of an even share a key makes a column wider."""
_RUNNING = frozenset({ColumnState.WAITING, ColumnState.WRITING})


class Verbs(QObject):
    """Acts on the column of the cursor, or on the one that is named."""

    def __init__(self, shell: Shell, screen: CompareScreen) -> None:
        super().__init__(screen)
        self._shell = shell
        self._desk = shell.desk
        self._screen = screen
        self._adding: Adding | None = None
        self._exporting: Exporting | None = None

    @property
    def column(self) -> Compared | None:
        """The column that keys act on: that of the cursor, else the first."""
        keys = self._screen.columns.order
        key = self._screen.navigator.key or (keys[0] if keys else "")
        return self._desk.comparing.compared(key) if key else None

    def do(self, key: str, verb: str) -> None:
        """What the head, the foot or the menu of a column asks for."""
        comparing, column = self._desk.comparing, self._desk.comparing.compared(key)
        if column is None:
            return
        works = {
            Verb.TAKE: lambda: comparing.take_all(key),
            Verb.EDIT: lambda: self.edit(key),
            Verb.PIN: lambda: comparing.pin(key, not column.pinned),
            Verb.BASE: lambda: comparing.set_base("" if comparing.comparison.base == key else key),
            Verb.WHY: lambda: self.why(key),
            Verb.REDO: lambda: comparing.redo(key),
            Verb.AGAIN: lambda: comparing.make_again(key),
            Verb.STOP: lambda: comparing.stop(key),
            Verb.COPY: lambda: self._copy(column),
            Verb.OPEN: lambda: self._open(column),
            Verb.REMOVE: lambda: comparing.remove(key),
        }
        works[verb]()

    # Taking

    def take(self, piece: DraggedPiece, *, into: str = "", at: int = -1) -> None:
        """Put a piece of a column into the draft."""
        comparing = self._desk.comparing
        if self._desk.session.locked:
            return
        if piece.whole and into in {"", piece.field}:
            comparing.take_field(piece.key, piece.field)
        else:
            end = len(comparing.text(piece.key, piece.field)) if piece.whole else piece.end
            comparing.take_text(piece.key, piece.field, piece.start, end, into=into, at=at)

    def take_column(self) -> None:
        """Put the whole column into the draft."""
        column = self.column
        if column is not None and not column.copy.is_empty and not self._desk.session.locked:
            self._desk.comparing.take_all(column.key)

    def on_taken(self, source: Source) -> None:
        """Say that it is in the draft now."""
        words = tr("Taken from column {letter} into the draft; Undo takes it back", letter=source.column)
        announce(self._screen, words)

    # Columns

    def edit(self, key: str = "") -> None:
        """Edit the field of the cursor in its column, or stop editing it."""
        navigator, board = self._screen.navigator, self._screen.columns.board
        key = key or navigator.key
        column = self._desk.comparing.compared(key) if key else self.column
        if column is None or column.state in _RUNNING:
            return
        if navigator.key != column.key and not navigator.go_to(column.key):
            return
        cell = board.cell(column.key, navigator.field)
        if cell is not None:
            self._screen.editing.begin(cell)

    def open_menu(self) -> None:
        """Show what can be done with the column of the cursor."""
        column = self.column
        head = self._screen.columns.head(column.key) if column is not None else None
        if head is not None:
            head.open_menu()

    def pin(self) -> None:
        """Hold the column of the cursor, or let it go."""
        self._with_column(Verb.PIN)

    def make_base(self) -> None:
        """Compare the others with the column of the cursor."""
        self._with_column(Verb.BASE)

    def redo(self) -> None:
        """Write the column of the cursor anew."""
        column = self.column
        if column is not None and column.choice is not None and not column.pinned:
            self._desk.comparing.redo(column.key)

    def remove(self) -> None:
        """Take the column of the cursor away."""
        self._with_column(Verb.REMOVE)

    def move(self, step: int) -> None:
        """Put the column of the cursor further left or right among those that are shown."""
        column, order = self.column, self._screen.columns.order
        if column is None or column.key not in order:
            return
        place = order.index(column.key) + step
        if 0 <= place < len(order):
            self._desk.comparing.move(column.key, self._place_of(order[place]))

    def move_before(self, key: str, before: str) -> None:
        """Put a column before another one; behind all that are shown without one."""
        order = [str(each.key) for each in self._desk.comparing.columns()]
        shown = self._screen.columns.order
        if before == key or key not in order:
            return
        target = self._place_of(before) if before else self._place_of(shown[-1]) + 1
        here = order.index(key)
        place = target - 1 if here < target else target
        if place != here:
            self._desk.comparing.move(key, place)

    def widen(self, step: int) -> None:
        """Make the column of the cursor wider or narrower."""
        column = self.column
        if column is not None:
            self._screen.columns.widen(column.key, step * _STEP)

    def toggle_shown(self, key: str) -> None:
        """Show a column beside the others, or put it away; at least one stays, and the last gives way to a new one."""
        comparing = self._desk.comparing
        shown = [str(each.key) for each in comparing.shown()]
        if key in shown:
            if len(shown) > 1:
                comparing.show_only([each for each in shown if each != key])
            return
        if len(shown) >= MOST_SHOWN:
            free = [each for each in reversed(comparing.shown()) if not each.pinned]
            shown.remove(free[0].key if free else shown[-1])
        order = [str(each.key) for each in comparing.columns()]
        comparing.show_only(sorted([*shown, key], key=order.index))

    def why(self, key: str = "") -> None:
        """Show how the text of a column came to be."""
        column = self._desk.comparing.compared(key) if key else self.column
        if column is not None:
            from desktop.views.compare.why import WhyCard

            card = WhyCard(self._screen, self._desk, column)
            card.again_asked.connect(lambda: self._desk.comparing.make_again(column.key))
            card.closed.connect(card.deleteLater)
            card.open_in_middle()

    # Others

    def add(self, source: str) -> None:
        """Put another column beside the others."""
        from desktop.views.compare.adding import Adding

        if self._adding is None:
            self._adding = Adding(self._shell, self._screen)
        self._adding.begin(source)

    def export(self, kind: str) -> None:
        """Write the comparison to a file, or read one back."""
        from desktop.views.compare.exporting import Exporting

        if self._exporting is None:
            self._exporting = Exporting(self._shell, self._screen)
        self._exporting.begin(kind)

    # Inside

    def _with_column(self, verb: str) -> None:
        column = self.column
        if column is not None:
            self.do(column.key, verb)

    def _place_of(self, key: str) -> int:
        return next(place for place, each in enumerate(self._desk.comparing.columns()) if each.key == key)

    def _copy(self, column: Compared) -> None:
        texts = [column.copy.text(spec.name) for spec in fields_of(column.brief)] or [
            text for _, text in column.copy.addressed()
        ]
        QGuiApplication.clipboard().setText("\n\n".join(text for text in texts if text.strip()))
        self._desk.notices.info(tr("Copied"), key="copied")

    def _open(self, column: Compared) -> None:
        from desktop.runtime.session import Place

        self._desk.drafts.new(column.brief)
        copy = Copy(dict(column.copy.fields))
        self._desk.session.set_copy(copy, Place("import"), tr("Open as a draft"))
        self._shell.show(DRAFT)
