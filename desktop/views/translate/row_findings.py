"""What the checks say of the open row: its marks, and which finding the card speaks of."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from desktop.core.finding import Severity
from desktop.core.translation import RowKey
from desktop.core.translation_finding import SegmentFinding, Side
from desktop.runtime.translating_values import TermStanding
from desktop.views.announce import announce, spoken
from desktop.views.editor.marks import RANK, Mark
from desktop.views.translate.finding_block import FindingBlock
from desktop.views.translate.foretelling import phrases_of
from desktop.views.translate.row_editor import RowEditor
from desktop.views.translate.words import check_words

if TYPE_CHECKING:
    from desktop.runtime.translating import Translating


class RowFindings(QObject):
    """Keeps marks and card with the findings of a row; `changed` says that the card came, went or grew.

    The card shows the finding under the caret, else the one that was shown before, else the gravest one. Advice alone
    brings no card; it is there when it is gone to.
    """

    changed = Signal()

    def __init__(
        self, translating: Translating, editor: RowEditor, source: RowEditor, card: FindingBlock, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._translating = translating
        self._editor = editor
        self._source = source
        self._card = card
        self._key: RowKey | None = None
        self._findings: list[SegmentFinding] = []
        self._shown: SegmentFinding | None = None
        self._put_away = False
        card.hide()
        card.fixed.connect(self.fix)
        card.kept.connect(self.keep)
        card.next_asked.connect(lambda: self.step(1))
        editor.cursorPositionChanged.connect(self._follow_caret)
        editor.mark_pressed.connect(self._on_mark)
        editor.card_asked.connect(self._on_mark)
        editor.card_left.connect(self.put_away)

    @property
    def shown(self) -> SegmentFinding | None:
        """The finding of the card."""
        return self._shown if not self._card.isHidden() else None

    def begin(self) -> None:
        """Another row is shown: nothing of the one before is left."""
        self._key, self._findings, self._shown, self._put_away = None, [], None, False
        self._card.hide()

    def refresh(self, key: RowKey) -> None:
        """Show what is known of the row now."""
        known, self._key = key == self._key, key
        findings = list(self._translating.findings(key))
        hits = self._translating.term_hits(key)
        told = [each for each in findings if each.side is Side.TARGET]
        self._editor.show_row_findings(told)
        self._source.show_row_findings([each for each in findings if each.side is Side.SOURCE])
        fine = [hit for hit in hits if hit.standing is not TermStanding.FORBIDDEN]
        self._editor.show_terms((hit.start, hit.end) for hit in fine if not hit.in_source)
        self._source.show_terms((hit.start, hit.end) for hit in fine if hit.in_source)
        terms = (hit.term.target for hit in fine if hit.in_source)
        targets = (match.target for match in self._translating.suggestions(key))
        self._editor.foretelling.know(phrases_of(terms, targets))
        if findings != self._findings:
            self._findings = findings
            before = self._shown
            self._choose()
            new = self._shown is not None and (before is None or not _alike(before, self._shown))
            if known and new and self._shown is not None:  # of a row that was gone to it is said already
                announce(self._card, spoken(check_words(self._shown.check), self._shown.message))

    def begin_again(self) -> None:
        """The next step goes to the first finding of the row, or to the last."""
        self._card.hide()

    def step(self, by: int) -> bool:
        """Go to the next finding of the row, or the one before; whether there was one."""
        order, shown = self._findings, self.shown
        at = order.index(shown) + by if shown in order else 0 if by > 0 else len(order) - 1
        if not 0 <= at < len(order):
            return False
        self.show(order[at])
        return True

    def show(self, finding: SegmentFinding) -> None:
        """Put the caret at a finding and open its card."""
        self._put_away = False
        self._shown = finding
        editor = self._editor if finding.side is Side.TARGET else self._source
        if finding.side is Side.TARGET and finding.end <= len(editor.text()):
            before = editor.blockSignals(True)
            editor.choose(finding.end)
            editor.blockSignals(before)
        self._show_card()
        announce(self._card, spoken(check_words(finding.check), finding.message))

    def fix(self, number: int) -> None:
        """Apply a fix of the finding that the card speaks of, by its number from 0."""
        finding, key = self.shown, self._key
        if finding is not None and key is not None and number < len(finding.fixes):
            self._translating.apply_fix(key, finding, number + 1)

    def keep(self) -> None:
        """Leave it as it is: the finding is not shown again."""
        finding, key = self.shown, self._key
        if finding is not None and key is not None:
            self._translating.silence(finding)

    def put_away(self) -> None:
        """Close the card until it is asked for."""
        self._put_away = True
        self._card.hide()
        self._editor.choose_mark(None)
        self.changed.emit()

    def span_middle(self) -> float:
        """Where the words stand of which the card speaks, from the left of the row."""
        finding = self._shown
        if finding is None or finding.side is Side.SOURCE:
            return float(self._editor.x() + self._editor.width() / 4)
        marks = [mark for mark in self._editor.marks.marks if mark.finding.start == finding.start]
        rects = self._editor.marks.rects(marks[0]) if marks else []
        return self._editor.x() + (rects[-1].center().x() if rects else self._editor.width() / 4)

    # Inside

    def _choose(self) -> None:
        """Which finding the card speaks of, after they have changed."""
        left = [each for each in self._findings if each.severity is not Severity.INFO]
        if self._shown is not None:
            same = [each for each in self._findings if _alike(each, self._shown)]
            left = same or left
        self._shown = min(left, key=lambda each: RANK[each.severity], default=None)
        self._show_card()

    def _show_card(self) -> None:
        finding = self._shown
        there = finding is not None and not self._put_away
        if finding is not None and there:
            place = self._findings.index(finding) if finding in self._findings else 0
            locked = self._editor.isReadOnly()
            self._card.show_finding(finding, place, len(self._findings), locked=locked)
        self._card.setVisible(there)
        self._editor.choose_mark(next((each for each in self._marks() if there and self._is(each)), None))
        self.changed.emit()

    def _follow_caret(self) -> None:
        """The caret has come onto another finding."""
        if self._put_away or not self._findings or self._editor.textCursor().hasSelection():
            return
        at = self._editor.chosen[0]
        over = [each for each in self._findings if each.side is Side.TARGET and each.start <= at <= each.end]
        over = [each for each in over if each.severity is not Severity.INFO]
        if over and self._shown not in over:
            self._shown = min(over, key=lambda each: RANK[each.severity])
            self._show_card()

    def _on_mark(self, mark: Mark) -> None:
        found = [each for each in self._findings if (each.start, each.end) == (mark.finding.start, mark.finding.end)]
        if found:
            self.show(found[0])

    def _marks(self) -> tuple[Mark, ...]:
        return self._editor.marks.marks

    def _is(self, mark: Mark) -> bool:
        shown = self._shown
        return shown is not None and (mark.finding.start, mark.finding.end) == (shown.start, shown.end)


def _alike(one: SegmentFinding, other: SegmentFinding) -> bool:
    """The same finding after the text around it has changed."""
    return (one.check, one.side, one.text) == (other.check, other.side, other.text)
