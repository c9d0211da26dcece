"""The terms of a row: what each is called in the target, and whether the target says so."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec
from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from desktop.core.term import Term
from desktop.core.words import tr
from desktop.runtime.translating_values import TermHit, TermStanding
from desktop.views.announce import spoken
from desktop.views.icons import IconLabel
from desktop.views.tokens import Size, Space
from desktop.views.translate.side_text import Look, Run, RunText
from desktop.views.widgets.focus_ring import KeyFocus
from desktop.views.widgets.surface import Rule
from desktop.views.widgets.text import Label

NEXT_TERM_KEY = "Ctrl+T"


class RowTerm(msgspec.Struct, frozen=True):
    """A term of the source, the word for it that is shown, and what the target does with it."""

    term: Term
    word: str
    mark: TermStanding
    note: str = ""


_ICONS = {
    TermStanding.OK: ("check", "supported"),
    TermStanding.FORBIDDEN: ("contradicted", "contradicted"),
    TermStanding.MISSING: ("warning", "warning"),
}


def mark_words(mark: TermStanding) -> str:
    """What a mark says."""
    match mark:
        case TermStanding.OK:
            return tr("used")
        case TermStanding.FORBIDDEN:
            return tr("forbidden")
        case TermStanding.MISSING:
            return tr("not used")


def row_terms(hits: Sequence[TermHit], target: str) -> list[RowTerm]:
    """The terms of a row as the panel shows them: each of the source once, and what is forbidden of the target."""
    found: dict[Term, list[RowTerm]] = {}
    for hit in hits:
        if hit.in_source:
            row = RowTerm(hit.term, hit.term.target, hit.standing)
        elif hit.standing is TermStanding.FORBIDDEN:
            row = RowTerm(hit.term, target[hit.start : hit.end], hit.standing, hit.term.note or tr("Forbidden"))
        else:
            continue
        of_term = found.setdefault(hit.term, [])
        if row not in of_term:
            of_term.append(row)
    return [row for rows in found.values() for row in rows]


class TermLine(KeyFocus, QWidget):
    """One term; a double click or Enter puts it into the target."""

    taken = Signal(int)

    def __init__(self, number: int, term: RowTerm, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.number = number
        self.term = term
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        icon, role = _ICONS[term.mark]
        source = RunText("text_2")
        source.show_runs([Run(term.term.source)])
        self.word = RunText("text_1")
        struck = Look.STRUCK if term.mark is TermStanding.FORBIDDEN else Look.PLAIN
        self.word.show_runs([Run(term.word, struck)])
        right = QVBoxLayout()
        right.setSpacing(Space.NONE)
        right.addWidget(self.word)
        note = term.note or (mark_words(term.mark) if term.mark is TermStanding.MISSING else "")
        if note:
            right.addWidget(Label(note, "small", "text_2", wrap=True))
        row = QGridLayout(self)
        row.setContentsMargins(0, Space.S - Space.XXS, 0, Space.S - Space.XXS)
        row.setHorizontalSpacing(Space.M)
        left = QVBoxLayout()
        left.setContentsMargins(0, Size.RING, 0, 0)
        left.addWidget(IconLabel(icon, role, Size.ICON_SMALL))
        left.addStretch(1)
        row.addLayout(left, 0, 0)
        row.addWidget(source, 0, 1, Qt.AlignmentFlag.AlignTop)
        row.addLayout(right, 0, 2, Qt.AlignmentFlag.AlignTop)
        row.setColumnStretch(1, 1)
        row.setColumnStretch(2, 1)
        said = spoken(term.term.source, f"{term.word}: {mark_words(term.mark)}", note, term.term.note)
        self.setAccessibleName(said)
        self.setToolTip("\n".join(part for part in (term.term.note, _does()) if part))

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self.taken.emit(self.number)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space}:
            self.taken.emit(self.number)
        elif event.key() in {Qt.Key.Key_Down, Qt.Key.Key_Up}:
            self.focusNextPrevChild(event.key() == Qt.Key.Key_Down)
        else:
            super().keyPressEvent(event)


class RowTerms(QWidget):
    """The heading and a line for each term; hidden while there are none. `taken` sends a line's number, from 1."""

    taken = Signal(int)
    grown = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.heading = Label(tr("Terms in this row"), "small_strong", "text_2")
        self._terms: tuple[RowTerm, ...] = ()
        self._lines = QVBoxLayout()
        self._lines.setSpacing(0)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.XS)
        column.addWidget(self.heading)
        column.addLayout(self._lines)

    @property
    def terms(self) -> tuple[RowTerm, ...]:
        """What is shown."""
        return self._terms

    @property
    def lines(self) -> list[TermLine]:
        """The lines that are shown."""
        items = (self._lines.itemAt(index) for index in range(self._lines.count()))
        widgets = (item.widget() for item in items if item is not None)
        return [each for each in widgets if isinstance(each, TermLine)]

    def show_terms(self, terms: Sequence[RowTerm]) -> None:
        """Show these."""
        if tuple(terms) == self._terms:
            return
        self._terms = tuple(terms)
        while (item := self._lines.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        for number, term in enumerate(self._terms, 1):
            if number > 1:
                self._lines.addWidget(Rule())
            line = TermLine(number, term)
            line.taken.connect(self.taken)
            self._lines.addWidget(line)
        self.grown.emit()

    def event(self, event: QEvent) -> bool:
        if event.type() is QEvent.Type.LayoutRequest:
            self.grown.emit()
        return super().event(event)


def _does() -> str:
    return tr("Double-click or Enter: put it into the translation ({key}: the next one)", key=NEXT_TERM_KEY)
