"""Opens the card of a finding at its words: on pointing, by key, or from the inspector."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QApplication

from desktop.core.finding import Finding
from desktop.views.editor.finding_card import FindingCard
from desktop.views.editor.marks import Mark
from desktop.views.inspector.finding_words import headline_of
from desktop.views.product.field_view import FieldView
from desktop.views.product.fields_column import FieldsColumn

_LEAVE_MS = 280


class CardPlace(QObject):
    """At most one card is open; one that was opened by pointing goes when the pointer leaves words and card."""

    opened = Signal(object)  # Finding

    def __init__(self, fields: FieldsColumn) -> None:
        super().__init__(fields)
        self._fields = fields
        self._card: FindingCard | None = None
        self._view: FieldView | None = None
        self._mark: Mark | None = None
        self._by_pointer = False
        self._leave = QTimer(self, singleShot=True, interval=_LEAVE_MS)
        self._leave.timeout.connect(self._close_unless_pointed)
        fields.card_asked.connect(self.open)
        fields.hovered.connect(self._on_hovered)
        fields.scrolled.connect(self.close)

    @property
    def card(self) -> FindingCard | None:
        """The card that is open."""
        return self._card

    def open(self, view: FieldView, mark: Mark) -> None:
        """Open the card of a mark; the caret stays in the text, where Alt+1 and F8 work."""
        self._open(view, mark, by_pointer=False)

    def open_next(self) -> None:
        """Go to the next finding and open its card."""
        found = self._fields.next_mark(self._mark)
        if found is not None:
            self.go_to(*found)

    def open_at_caret(self) -> None:
        """Open the card of the finding at the caret."""
        for view in self._fields.views:
            mark = view.editor.mark_at_caret() if view.editor.hasFocus() else None
            if mark is not None:
                self.open(view, mark)

    def go_to(self, view: FieldView, mark: Mark) -> None:
        """Bring a mark into sight, then open its card."""
        self.close()
        self._fields.go_to(view, mark)
        self._fields.go_to(view, mark)  # the first call may have moved the page
        QTimer.singleShot(0, self, lambda: self._open_if_there(view, mark))

    def go_to_finding(self, finding: Finding) -> bool:
        """Bring a finding into sight; `False` when no words of the text stand for it."""
        found = self._fields.mark_of(finding)
        if found is not None:
            self.go_to(*found)
        return found is not None

    def close(self) -> None:
        """Put the card away."""
        if self._card is not None:
            self._card.close_card()

    def _open_if_there(self, view: FieldView, mark: Mark) -> None:
        if any(mark is each for each in view.editor.marks.marks):
            self._open(view, mark, by_pointer=False)

    def _open(self, view: FieldView, mark: Mark, *, by_pointer: bool) -> None:
        if self._card is not None and self._mark is mark:
            self._by_pointer = self._by_pointer and by_pointer
            return
        self.close()
        area = view.editor.mark_area(mark)
        if area.isEmpty():
            return
        card = FindingCard(mark.finding, headline_of(mark.finding), self._fields)
        card.fixed.connect(self._on_fixed)
        card.next_asked.connect(self.open_next)
        card.closed.connect(self._on_closed)
        self._card, self._view, self._mark, self._by_pointer = card, view, mark, by_pointer
        view.editor.choose_mark(mark)
        view.editor.card_left.connect(self.close)
        card.open_at(area.toAlignedRect(), view.editor)
        self.opened.emit(mark.finding)

    def _on_closed(self) -> None:
        card, view, self._card, self._view = self._card, self._view, None, None
        if view is not None:
            view.editor.card_left.disconnect(self.close)
            view.editor.choose_mark(None)
        if card is not None:
            card.deleteLater()

    def _on_fixed(self, words: str) -> None:
        view, mark = self._view, self._mark
        self.close()
        if view is not None and mark is not None and mark.end > mark.start:
            view.editor.type_over(view.editor.offset_of(mark.start), view.editor.offset_of(mark.end), words)
            view.binding.hand_in()

    def _on_hovered(self, view: FieldView, mark: Mark | None) -> None:
        if mark is not None:
            self._leave.stop()
            if self._card is None or self._by_pointer:
                self._open(view, mark, by_pointer=True)
        elif self._by_pointer:
            self._leave.start()

    def _close_unless_pointed(self) -> None:
        card = self._card
        if card is None or not self._by_pointer:
            return
        pointed = QApplication.widgetAt(card.cursor().pos())
        if pointed is not None and (pointed is card or card.isAncestorOf(pointed)):
            self._leave.start()
        else:
            self.close()
