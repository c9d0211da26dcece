"""The editor of one field: keeps every character, takes changes from elsewhere without moving the caret."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager

from PySide6.QtCore import QEvent, QMimeData, Qt, Signal
from PySide6.QtGui import QDropEvent, QKeyEvent, QKeySequence, QPaintEvent, QTextBlock, QTextCursor
from PySide6.QtWidgets import QWidget

from desktop.core.finding import Claim, Finding
from desktop.runtime.splices import splice
from desktop.views.editor.bulk import LONGEST_LINE, Filler, batches
from desktop.views.editor.page import Page
from desktop.views.editor.plain import clean
from desktop.views.editor.positions import Positions

BULK = 100_000
"""Characters from which a text comes in little by little."""


class FieldEditor(Page):
    """A page whose text is read and given as Python knows it; offsets are code points of that text."""

    edited = Signal()  # by hand
    text_changed = Signal()  # by whomever
    cleaned = Signal(int)  # characters that nothing can show
    filling = Signal(float)  # 0 to 1; a long text is coming in
    submitted = Signal()  # Enter in a field of one line
    undo_asked = Signal()
    redo_asked = Signal()
    card_left = Signal()  # Esc while a card is open
    key_came = Signal()  # any key, before it is done
    key_shown = Signal()  # what it did is painted

    def __init__(
        self,
        *,
        single_line: bool = False,
        heading: bool = False,
        counts: Callable[[str], tuple[str, bool]] | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(heading=heading, counts=counts, parent=parent)
        self._single_line = single_line
        self._applying = False
        self._locked = False
        self._waiting = False
        self._key_waits = False
        self._positions = Positions(self.document())
        self._filler = Filler(self._insert_parts, self)
        self._insert_at = 0
        self.document().contentsChange.connect(self._on_contents_change)
        self.document().contentsChanged.connect(self._on_contents_changed)
        self._filler.progressed.connect(self.filling)
        self._filler.finished.connect(self._on_filled)

    # The text

    def text(self) -> str:
        """The text, every character as it was typed, pasted or given."""
        return self._filler.target if self._filler.active else self._positions.text

    def show_text(self, text: str) -> None:
        """Show a text that comes from elsewhere; only what differs is replaced, so the caret stays at its words."""
        self._stop_filling()
        old = self._positions.text
        if text != old:
            change = splice(old, text)
            self._replace(change.start, change.end, change.text, text)

    def type_over(self, start: int, end: int, text: str) -> None:
        """Replace code points `start` to `end` as if the writer had done it: a fix, a paste."""
        if self._filler.active:
            return
        old = self.text()
        self._replace(start, end, text, old[:start] + text + old[end:])
        self.edited.emit()

    def position_of(self, offset: int, *, before_break: bool = False) -> int:
        """The document's position of a code point of the text."""
        return self._positions.position(offset, before_break=before_break)

    def positions_of(self, offsets: list[int]) -> list[int]:
        """The document's positions of many code points of the text at once."""
        return [start for start, _ in self._positions.spans([(offset, offset) for offset in offsets])]

    def offset_of(self, position: int) -> int:
        """The code point of the text at a position of the document."""
        return self._positions.offset(position)

    def line_of(self, block: QTextBlock) -> int:
        """The number of the text's line in which a block stands, from 1."""
        return self._positions.line(block)

    def show_findings(
        self, spans: list[tuple[int, int, Finding]], claims: Mapping[Finding, Claim] | None = None
    ) -> None:
        """Mark these findings, each from code point to code point of the text; `claims` are what facts say of them."""
        if not spans and not self.marks:
            return
        self._hovered = None
        positions = self._positions.spans([(start, end) for start, end, _ in spans])
        self.marks.show([(*at, span[2]) for at, span in zip(positions, spans, strict=True)], claims or {})
        self.viewport().update()
        self._left.update()

    def set_writing(self, writing: bool) -> None:
        """Whether a model writes here now: the writer reads along, a pen stands at the end."""
        self._writing = writing
        self._set_read_only()
        self.viewport().update()

    def set_waiting(self, waiting: bool) -> None:
        """Whether a model is going to write here, so that what is typed now would soon be gone."""
        self._waiting = waiting
        self._set_read_only()

    def set_locked(self, locked: bool) -> None:
        """Whether nothing may be changed, as in a profile that can only be read."""
        self._locked = locked
        self._set_read_only()

    # The clipboard

    def insertFromMimeData(self, source: QMimeData) -> None:
        shown = clean(source.text())
        text = " ".join(shown.text.split("\n")).strip() if self._single_line else shown.text
        if shown.removed:
            self.cleaned.emit(shown.removed)
        if not text:
            return  # an empty clipboard takes no chosen words away
        cursor = self.textCursor()
        if len(text) > LONGEST_LINE:
            self.type_over(self.offset_of(cursor.selectionStart()), self.offset_of(cursor.selectionEnd()), text)
        else:
            cursor.insertText(text)
            self.ensureCursorVisible()

    def canInsertFromMimeData(self, source: QMimeData) -> bool:
        return source.hasText()

    def createMimeDataFromSelection(self) -> QMimeData:
        cursor = self.textCursor()
        data = QMimeData()
        data.setText(self.text()[self.offset_of(cursor.selectionStart()) : self.offset_of(cursor.selectionEnd())])
        return data

    def dropEvent(self, event: QDropEvent) -> None:
        if self._positions.has_soft_breaks and event.source() is self.viewport():
            event.setDropAction(Qt.DropAction.CopyAction)  # moving within would make hard breaks of soft ones
        super().dropEvent(event)

    # The keys

    def event(self, event: QEvent) -> bool:
        if event.type() is QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and self._takes(event):
            event.accept()  # comes back as a key press
            return True
        return super().event(event)

    def _takes(self, event: QKeyEvent) -> bool:
        """Undo, which goes to the session from here, and Esc while a card is open."""
        undo = event.matches(QKeySequence.StandardKey.Undo) or event.matches(QKeySequence.StandardKey.Redo)
        return undo or (event.key() == Qt.Key.Key_Escape and self.marks.chosen is not None)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        self._key_waits = True
        self.key_came.emit()
        if event.matches(QKeySequence.StandardKey.Undo):
            self.undo_asked.emit()
        elif event.matches(QKeySequence.StandardKey.Redo):
            self.redo_asked.emit()
        elif event.key() == Qt.Key.Key_Escape and self.marks.chosen is not None:
            self.card_left.emit()
        elif event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self._on_enter(event)
        else:
            if event.key() in {Qt.Key.Key_Backspace, Qt.Key.Key_Delete}:
                self._step_over_soft_break(back=event.key() == Qt.Key.Key_Backspace)
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self._key_waits:
            self._key_waits = False
            self.key_shown.emit()

    def _on_enter(self, event: QKeyEvent) -> None:
        if event.modifiers() & Qt.KeyboardModifier.AltModifier:
            mark = self.mark_at_caret()
            if mark is not None:
                self.card_asked.emit(mark)
        elif event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            event.ignore()  # writes, see the screen
        elif self._single_line:
            self.submitted.emit()
        elif not self.isReadOnly():
            self.textCursor().insertText("\n")  # also with Shift: a line separator would not survive a web shop
            self.ensureCursorVisible()

    def _step_over_soft_break(self, *, back: bool) -> None:
        """At a soft break, take the break along, so that Backspace and Delete take the character that is seen."""
        cursor = self.textCursor()
        at = cursor.position() if back else cursor.position() + 1
        if cursor.hasSelection() or not self._positions.is_soft(at):
            return
        move = QTextCursor.MoveOperation.PreviousCharacter if back else QTextCursor.MoveOperation.NextCharacter
        cursor.movePosition(move, QTextCursor.MoveMode.KeepAnchor, 2)
        self.setTextCursor(cursor)

    # Inside

    @contextmanager
    def _by_program(self) -> Iterator[QTextCursor]:
        """An edit that is not the writer's: one block, no `edited`, the account of soft breaks kept by hand."""
        cursor = QTextCursor(self.document())
        before, self._applying = self._applying, True
        cursor.beginEditBlock()
        try:
            yield cursor
        finally:
            cursor.endEditBlock()
            self._applying = before

    def _replace(self, start: int, end: int, text: str, target: str) -> None:
        first = self.position_of(start)
        last = max(first, self.position_of(end, before_break=True))
        if len(text) <= LONGEST_LINE and not self._positions.has_soft_breaks:
            with self._by_program() as cursor:
                cursor.setPosition(first)
                cursor.setPosition(last, QTextCursor.MoveMode.KeepAnchor)
                self._positions.note_change(first, last - first, 0)
                cursor.insertText(text)
            return
        if last > first:
            with self._by_program() as cursor:
                cursor.setPosition(first)
                cursor.setPosition(last, QTextCursor.MoveMode.KeepAnchor)
                self._positions.note_change(first, last - first, 0)
                cursor.removeSelectedText()
        self._insert_at = first
        if len(text) <= BULK:
            self._insert_parts(list(batches(text)))
            return
        self._filler.start(text, target)
        self._set_read_only()
        self.text_changed.emit()

    def _insert_parts(self, parts: list[tuple[bool, str]]) -> None:
        """Insert at `_insert_at`, which moves on; a part with `True` before it goes on the line of the part before."""
        start = self._insert_at
        soft: list[int] = []
        with self._by_program() as cursor:
            cursor.setPosition(start)
            for goes_on, text in parts:
                if goes_on:
                    cursor.insertBlock()
                    soft.append(cursor.position())
                cursor.insertText(text)
            self._insert_at = cursor.position()
            self._positions.note_change(start, 0, self._insert_at - start)
            for position in soft:
                self._positions.add_soft(position)

    def _stop_filling(self) -> None:
        if self._filler.active:
            self._filler.stop()
            self._set_read_only()
            self.filling.emit(1.0)

    def _set_read_only(self) -> None:
        self.setReadOnly(self._locked or self._writing or self._waiting or self._filler.active)

    def _on_filled(self) -> None:
        self._set_read_only()
        cursor = self.textCursor()
        cursor.setPosition(self._insert_at)
        self.setTextCursor(cursor)
        self.filling.emit(1.0)
        self.fit()

    def _on_contents_change(self, position: int, removed: int, added: int) -> None:
        self.marks.note_change(position, removed, added)
        if not self._applying:
            self._positions.note_change(position, removed, added)

    def _on_contents_changed(self) -> None:
        self.fit()
        if not self._filler.active:
            self.text_changed.emit()
        if not self._applying:
            self.edited.emit()
