"""The sentence cursor: arrows move by sentence and column, Enter takes what is chosen, letters go to their column."""

from __future__ import annotations

import re
from functools import lru_cache

from PySide6.QtCore import QObject, QPoint, QRect, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from desktop.core.words import tr
from desktop.runtime.desk import Desk
from desktop.views.compare.board import Board
from desktop.views.compare.cell import Cell
from desktop.views.compare.piece import DraggedPiece
from desktop.views.tokens import Space
from desktop.views.widgets.button import Button

_STEPS: dict[int, int] = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}
_SIDES: dict[int, int] = {Qt.Key.Key_Right: 1, Qt.Key.Key_Left: -1}
_FIELDS: dict[int, int] = {Qt.Key.Key_PageDown: 1, Qt.Key.Key_PageUp: -1}
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_KEPT = 32
_LONG = 30_000
"""Characters from which a text is cut at its signs, as finding its sentences would be felt."""
_ROUGHLY = re.compile(r"[^.!?\n]*[.!?\n]+|[^.!?\n]+$")

Span = tuple[int, int]


class Navigator(QObject):
    """Where the cursor is; the focus goes with it, so that a screen reader reads along."""

    taken = Signal(object)  # DraggedPiece
    column_wanted = Signal(str)  # a letter
    edit_asked = Signal()
    card_asked = Signal()
    menu_asked = Signal(object, object)  # Cell, where in its text
    reached = Signal(str)  # words for a screen reader
    changed = Signal()

    def __init__(self, desk: Desk, board: Board) -> None:
        super().__init__(board)
        self._desk = desk
        self._board = board
        self._order: tuple[str, ...] = ()
        self._fields: tuple[str, ...] = ()
        self._key = ""
        self._field = ""
        self._index = 0
        self._locked = False
        self._find = lru_cache(maxsize=_KEPT)(self._found)
        self.chip = TakeChip(board.viewport())
        self.chip.clicked.connect(self.take_sentence)
        board.key_pressed.connect(self._on_key)
        board.cell_made.connect(self._on_cell)
        board.filled.connect(self._show)
        board.empty_pressed.connect(self.leave)
        board.entered.connect(self._enter)

    # Where it is

    @property
    def key(self) -> str:
        """The column it is in; empty when it is nowhere."""
        return self._key

    @property
    def field(self) -> str:
        """The field it is in."""
        return self._field

    @property
    def sentence(self) -> Span | None:
        """The chosen sentence of that field, in code points."""
        spans = self._sentences(self._key, self._field) if self._key else ()
        return spans[min(self._index, len(spans) - 1)] if spans else None

    @property
    def cell(self) -> Cell | None:
        """The cell it is in."""
        return self._board.cell(self._key, self._field)

    def set_columns(self, order: tuple[str, ...], fields: tuple[str, ...]) -> None:
        """These columns and fields are shown now."""
        self._order, self._fields = order, fields
        if self._key not in order or self._field not in fields:
            self.leave()

    def set_locked(self, *, locked: bool) -> None:
        """Whether nothing may be taken now."""
        self._locked = locked
        self._show()

    def go_to(self, key: str, field: str = "", index: int = 0) -> bool:
        """Put the cursor on a sentence; without a field, on the first that has words. `False`: there are none."""
        wanted = field or next((each for each in self._fields if self._sentences(key, each)), "")
        if not wanted or key not in self._order:
            return False
        before = self.cell
        self._key, self._field, self._index = key, wanted, index
        if before is not None and before is not self.cell:
            _set_stop(before.page, stop=False)
            before.page.set_sentence(None)
        cell = self._board.need(key, wanted)
        self._board.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # the text is the stop now
        if cell is not None:
            _set_stop(cell.page, stop=True)
            cell.page.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self._show()
        self._bring()
        self.changed.emit()
        sentence = self.sentence
        if sentence is not None:
            self.reached.emit(self._desk.comparing.text(key, wanted)[slice(*sentence)])
        return True

    def leave(self) -> None:
        """Nothing is chosen any more."""
        cell = self.cell
        self._key = self._field = ""
        self._index = 0
        self._board.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        if cell is not None:
            cell.page.set_sentence(None)
            _set_stop(cell.page, stop=False)
            if cell.page.hasFocus():
                self._board.setFocus(Qt.FocusReason.OtherFocusReason)
        self.chip.hide()
        self.changed.emit()

    # What is done with it

    def take_sentence(self) -> None:
        """Take the selection, else the chosen sentence."""
        cell = self.cell
        span = (cell.page.selected if cell is not None else None) or self.sentence
        if span is not None and not self._locked:
            self.taken.emit(DraggedPiece(self._key, self._field, *span))

    def take_field(self) -> None:
        """Take the field that the cursor is in."""
        if self._key and not self._locked:
            self.taken.emit(DraggedPiece(self._key, self._field))

    def _enter(self) -> None:
        any(self.go_to(each) for each in self._order)

    # Keys and mouse

    def _on_key(self, event: QKeyEvent) -> None:
        if self._moves(event) or self._acts(event):
            event.accept()

    def _moves(self, event: QKeyEvent) -> bool:
        plain = event.modifiers() in {Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier}
        if not plain or not self._order:
            return False
        key = event.key()
        if not self._key:
            return key in {*_STEPS, *_SIDES} and any(self.go_to(each) for each in self._order)
        if key in _STEPS:
            self._step(_STEPS[key])
        elif key in _SIDES:
            self._go_aside(_SIDES[key])
        elif key in _FIELDS:
            self._go_field(_FIELDS[key])
        elif key == Qt.Key.Key_Home:
            self.go_to(self._key)
        elif key == Qt.Key.Key_End:
            self._go_last()
        else:
            return False
        return True

    def _acts(self, event: QKeyEvent) -> bool:
        modifiers = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if event.key() in _ENTER and modifiers == Qt.KeyboardModifier.NoModifier:
            self.take_sentence()
        elif event.key() in _ENTER and modifiers == Qt.KeyboardModifier.ShiftModifier:
            self.take_field()
        elif event.key() in _ENTER and modifiers == Qt.KeyboardModifier.AltModifier:
            self.card_asked.emit()
        elif event.key() == Qt.Key.Key_F2:
            self.edit_asked.emit()
        elif event.key() == Qt.Key.Key_Escape and self._key:
            self.leave()
        elif event.text().isalpha() and not modifiers & ~Qt.KeyboardModifier.ShiftModifier:
            self.column_wanted.emit(event.text().upper())
        else:
            return False
        return True

    def _on_cell(self, cell: Cell) -> None:
        cell.page.pressed.connect(lambda offset, cell=cell: self._on_pressed(cell, offset))
        cell.page.customContextMenuRequested.connect(lambda where, cell=cell: self._on_menu(cell, where))
        cell.taken.connect(lambda cell=cell: self.taken.emit(DraggedPiece(cell.key, cell.spec.name)))

    def _on_pressed(self, cell: Cell, offset: int) -> None:
        spans = self._sentences(cell.key, cell.spec.name)
        index = next((place for place, span in enumerate(spans) if offset < span[1]), max(0, len(spans) - 1))
        self.go_to(cell.key, cell.spec.name, index)

    def _on_menu(self, cell: Cell, where: QPoint) -> None:
        page = cell.page
        if not page.editing and page.selected is None:
            position = page.cursorForPosition(where - page.viewport().pos()).position()
            self._on_pressed(cell, page.shown.offset(page.offset_of(position)))
        self.menu_asked.emit(cell, where)

    # Steps

    def _step(self, step: int) -> None:
        count = len(self._sentences(self._key, self._field))
        index = min(self._index, max(0, count - 1)) + step
        if 0 <= index < count:
            self.go_to(self._key, self._field, index)
            return
        for field in self._fields_from(step):
            spans = self._sentences(self._key, field)
            if spans:
                self.go_to(self._key, field, 0 if step > 0 else len(spans) - 1)
                return

    def _go_aside(self, step: int) -> None:
        """The sentence at the same place of the same field, in the next column that has any there."""
        place = self._order.index(self._key)
        others = self._order[place + 1 :] if step > 0 else tuple(reversed(self._order[:place]))
        for key in others:
            spans = self._sentences(key, self._field)
            if spans:
                self.go_to(key, self._field, min(self._index, len(spans) - 1))
                return

    def _go_field(self, step: int) -> None:
        for field in self._fields_from(step):
            if self._sentences(self._key, field):
                self.go_to(self._key, field)
                return

    def _go_last(self) -> None:
        for field in reversed(self._fields):
            spans = self._sentences(self._key, field)
            if spans:
                self.go_to(self._key, field, len(spans) - 1)
                return

    def _fields_from(self, step: int) -> tuple[str, ...]:
        place = self._fields.index(self._field)
        return self._fields[place + 1 :] if step > 0 else tuple(reversed(self._fields[:place]))

    def _sentences(self, key: str, field: str) -> tuple[Span, ...]:
        return self._find(key, field, self._desk.comparing.text(key, field))

    def _found(self, key: str, field: str, text: str) -> tuple[Span, ...]:
        if len(text) > _LONG:
            cuts = _ROUGHLY.finditer(text)
            return tuple((_skipped(text, each.start()), each.end()) for each in cuts if each.group().strip(" .!?\n"))
        return self._desk.comparing.sentences(key, field)

    # What is seen of it

    def _show(self) -> None:
        cell, sentence = self.cell, self.sentence
        if cell is None or cell.page.editing or sentence is None:
            self.chip.hide()
            return
        cell.page.set_sentence(sentence)
        area = cell.page.sentence_area()
        if area.isEmpty() or self._locked:
            self.chip.hide()
            return
        bottom = cell.page.mapTo(self._board.viewport(), area.toAlignedRect().bottomLeft()).y()
        left = cell.page.mapTo(self._board.viewport(), cell.page.rect().topLeft()).x() + Space.XXS
        size = self.chip.sizeHint()
        left = max(0, min(left, self._board.viewport().width() - size.width()))
        self.chip.setGeometry(QRect(left, bottom + Space.XS + Space.XXS, size.width(), size.height()))
        self.chip.show()
        self.chip.raise_()

    def _bring(self) -> None:
        cell = self.cell
        if cell is None:
            return
        bounds = cell.page.sentence_bounds().toAlignedRect()
        area = QRect(cell.page.mapTo(cell, bounds.topLeft()), bounds.size())
        room = self.chip.sizeHint().height() + Space.M
        self._board.bring_into_sight(cell, area.adjusted(0, 0, 0, room))


def _skipped(text: str, start: int) -> int:
    """The first place from here on that is no white space."""
    while start < len(text) and text[start].isspace():
        start += 1
    return start


class TakeChip(Button):
    """The button below the chosen sentence; it takes no focus, as Enter presses it from the text."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(tr("Take into draft"), key="Return", small=True, parent=parent)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.hide()


def _set_stop(page: QWidget, *, stop: bool) -> None:
    """Tab stops at one text of all columns only: the one that the cursor is in."""
    page.setFocusPolicy(Qt.FocusPolicy.StrongFocus if stop else Qt.FocusPolicy.ClickFocus)
