"""Opens the card of a finding at its words: on pointing, by key, or from the inspector."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QApplication

from desktop.core.brief import Fact, number_facts
from desktop.core.finding import Finding
from desktop.core.words import tr
from desktop.runtime.desk import Desk
from desktop.views.announce import spoken
from desktop.views.inspector.finding_words import headline_of
from desktop.views.product.fields_column import FieldsColumn

if TYPE_CHECKING:
    from desktop.views.editor.finding_card import FindingCard
    from desktop.views.editor.marks import Mark
    from desktop.views.product.text_view import TextView

_LEAVE_MS = 280


class CardPlace(QObject):
    """At most one card is open; one that was opened by pointing goes when the pointer leaves words and card."""

    opened = Signal(object)  # Finding
    reached = Signal(str)  # by key: what a screen reader says while the caret stays in the text
    fact_asked = Signal(str)  # the id of a fact to be shown in its table
    fact_added = Signal(str)  # the id of a fact that was made from the text

    def __init__(self, desk: Desk, fields: FieldsColumn) -> None:
        super().__init__(fields)
        self._desk = desk
        self._fields = fields
        self._card: FindingCard | None = None
        self._view: TextView | None = None
        self._mark: Mark | None = None
        self._by_pointer = False
        self._leave = QTimer(self, singleShot=True, interval=_LEAVE_MS)
        self._leave.timeout.connect(self._close_unless_pointed)
        fields.card_asked.connect(self.enter)
        fields.mark_pressed.connect(self.open)
        fields.hovered.connect(self._on_hovered)
        fields.scrolled.connect(self.close)

    @property
    def card(self) -> FindingCard | None:
        """The card that is open."""
        return self._card

    def open(self, view: TextView, mark: Mark) -> None:
        """Open the card of a mark; the caret stays in the text, where Alt+1 and F8 work."""
        self._open(view, mark, by_pointer=False)

    def enter(self, view: TextView, mark: Mark) -> None:
        """Open the card of a mark, or go into the one that is open."""
        self._open(view, mark, by_pointer=False)
        if self._card is not None:
            self._card.take_focus()

    def open_next(self) -> None:
        """Go to the next finding and open its card."""
        self._step(1)

    def open_previous(self) -> None:
        """Go to the finding before and open its card."""
        self._step(-1)

    def go_to(self, view: TextView, mark: Mark) -> None:
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

    def go_to_span(self, field: str, start: int, text: str) -> bool:
        """Bring the words of a claim into sight, those of one that is not marked too."""
        found = self._fields.mark_at(field, start, text)
        if found is not None:
            self.go_to(*found)
        return found is not None

    def close(self) -> None:
        """Put the card away."""
        if self._card is not None:
            self._card.close_card()

    def _step(self, step: int) -> None:
        found = self._fields.next_mark(self._mark, step)
        if found is not None:
            self.go_to(*found)

    def _open_if_there(self, view: TextView, mark: Mark) -> None:
        marks = view.editor.marks
        if any(mark is each for each in (*marks.marks, *marks.quiet)):
            self._open(view, mark, by_pointer=False)

    def _open(self, view: TextView, mark: Mark, *, by_pointer: bool) -> None:
        if self._card is not None and self._mark is mark:
            self._by_pointer = self._by_pointer and by_pointer
            return
        self.close()
        area = view.editor.mark_area(mark)
        if area.isEmpty():
            return
        card = self._make(mark)
        self._card, self._view, self._mark, self._by_pointer = card, view, mark, by_pointer
        view.editor.choose_mark(mark)
        view.editor.card_left.connect(self.close)
        card.open_at(area.toAlignedRect(), view.editor)
        self.opened.emit(mark.finding)
        if not by_pointer:
            self.reached.emit(spoken(card.accessibleName(), mark.finding.message, mark.finding.advice))
        if mark.finding.check.startswith("spelling.") and not mark.finding.fixes and not self._desk.session.locked:
            self._desk.suggest(mark.finding.text, lambda words: self._on_suggested(mark, words))

    def _on_suggested(self, mark: Mark, words: tuple[str, ...]) -> None:
        """The words that may be meant, if the card is still open."""
        if self._card is not None and self._mark is mark and words:
            self._card.show_fixes(words)

    def _make(self, mark: Mark) -> FindingCard:
        from desktop.views.editor.finding_card import FindingCard

        finding = mark.finding
        facts = self._facts() if finding.evidence or mark.claim is not None else {}
        locked = self._desk.session.locked
        headline = headline_of(finding, mark.claim)
        piece = self._fields.repair_of(finding)
        was = piece.before if piece is not None else None
        card = FindingCard(finding, headline, self._fields, claim=mark.claim, facts=facts, was=was, locked=locked)
        card.keep_within = self._fields
        decisions = self._desk.decisions
        card.fixed.connect(self._on_fixed)
        card.next_asked.connect(self.open_next)
        card.previous_asked.connect(self.open_previous)
        card.closed.connect(self._on_closed)
        card.fact_asked.connect(self._on_fact_asked)
        card.as_fact_asked.connect(self._on_as_fact)
        card.opinion_asked.connect(lambda: self._decide(lambda: decisions.mark_opinion(finding.text)))
        card.no_opinion_asked.connect(lambda: self._decide(lambda: decisions.unmark_opinion(finding.text)))
        card.word_known.connect(lambda: self._decide(lambda: decisions.know_word(finding.text)))
        card.silence_asked.connect(self._on_silence)
        if piece is not None:
            card.back_asked.connect(lambda: self._decide(lambda: self._put_back(piece.id)))
        return card

    def _facts(self) -> dict[str, Fact]:
        return {fact.id: fact for fact in number_facts(self._desk.session.draft.brief.facts)}

    # What the card asks

    def _decide(self, work: Callable[[], None]) -> None:
        """Close the card, whose remark will go, then do it."""
        self.close()
        work()

    def _put_back(self, piece_id: str) -> None:
        if self._desk.repairs.put_back(piece_id):
            self.reached.emit(tr("Put back; Undo takes it back"))

    def _on_silence(self, where: str) -> None:
        if self._card is None:
            return
        finding, decisions = self._card.finding, self._desk.decisions
        self.close()
        match where:
            case "here":
                decisions.silence_here(finding)
            case "draft":
                decisions.silence_in_draft(finding.check)
            case _:
                decisions.silence_everywhere(finding.check)

    def _on_as_fact(self) -> None:
        if self._card is not None:
            finding = self._card.finding
            self.close()
            self.fact_added.emit(self._desk.decisions.add_fact(finding))

    def _on_fact_asked(self, fact: str) -> None:
        self.close()
        self.fact_asked.emit(fact)

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
        if view is not None and mark is not None and mark.is_intact:
            view.editor.type_over(view.editor.offset_of(mark.start), view.editor.offset_of(mark.end), words)
            view.binding.hand_in()

    def _on_hovered(self, view: TextView, mark: Mark | None) -> None:
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
        inside = pointed is not None and (pointed is card or card.isAncestorOf(pointed))
        if inside or QApplication.activePopupWidget() is not None:
            self._leave.start()
        else:
            self.close()
