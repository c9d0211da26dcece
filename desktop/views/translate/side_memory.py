"""The Memory tab: what the memories have for the row, words looked up in them, and the row's terms below."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from desktop.core.translation import Concordance, MemoryMatch
from desktop.core.words import tr, trn
from desktop.views.tokens import Size, Space
from desktop.views.translate.side_concordance import ConcordancePart
from desktop.views.translate.side_link import TextLink
from desktop.views.translate.side_match import MatchCard
from desktop.views.translate.side_row_terms import RowTerm, RowTerms
from desktop.views.widgets.surface import Rule
from desktop.views.widgets.text import Label

_SIDE = Space.S
_INSET = Space.L
_FEW = 3
"""Matches that are shown at once; the others are a press away, and their keys hold all the same."""
_TERMS_SHARE = 0.4
"""Of the tab's height: so much the terms take at most before they scroll."""


class MemoryTab(QWidget):
    """`match_taken` and `term_taken` send numbers counted from 1, `looked_up` words."""

    match_taken = Signal(int)
    term_taken = Signal(int)
    looked_up = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.none = Label("", "base", "text_2", wrap=True)
        self.more = TextLink(tr("More matches"))
        self.more.hide()
        self.concordance = ConcordancePart()
        self.terms = RowTerms()
        self._shown: tuple[tuple[MemoryMatch, ...], str] = ((), "")
        self._matches = QVBoxLayout()
        self._matches.setSpacing(Space.XXS)
        self._lay_out()
        self.more.clicked.connect(self._on_more)
        self.concordance.asked.connect(self.looked_up)
        self.terms.taken.connect(self.term_taken)
        self.terms.grown.connect(self._fit_terms)
        self.show_nothing(tr("Choose a row to see what the memories have for it."))

    def _lay_out(self) -> None:
        inside = QWidget()
        inside.setProperty("page", True)
        column = QVBoxLayout(inside)
        column.setContentsMargins(_SIDE, 0, _SIDE, Space.L)
        column.setSpacing(Space.M)
        column.addLayout(self._matches)
        for part in (self.more, self.none, self.concordance):
            inset = QVBoxLayout()
            inset.setContentsMargins(Space.S, 0, Space.S, 0)
            inset.addWidget(part)
            column.addLayout(inset)
        column.addStretch(1)
        self._scroll = quiet_scroll(inside)
        below = QWidget()
        below.setProperty("page", True)
        lower = QVBoxLayout(below)
        lower.setContentsMargins(_INSET, Space.M, _INSET, Space.S)
        lower.addWidget(self.terms)
        lower.addStretch(1)
        self._terms_scroll = quiet_scroll(below)
        self._rule = Rule()
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(self._scroll, 1)
        whole.addWidget(self._rule)
        whole.addWidget(self._terms_scroll)

    @property
    def cards(self) -> list[MatchCard]:
        """The matches that are shown."""
        items = (self._matches.itemAt(index) for index in range(self._matches.count()))
        widgets = (item.widget() for item in items if item is not None)
        return [each for each in widgets if isinstance(each, MatchCard)]

    def show_nothing(self, sentence: str) -> None:
        """There is no match: say why."""
        self.show_matches((), "")
        self.none.setText(sentence)

    def show_matches(self, matches: Sequence[MemoryMatch], source: str) -> None:
        """Show what is like the source; the best of them open."""
        self.none.setText(tr("The memories have nothing like this row."))
        self.none.setVisible(not matches)
        if (tuple(matches), source) == self._shown:
            return
        self._shown = (tuple(matches), source)
        shown = min(len(matches), _FEW)
        for card in self.cards[shown:]:
            self._matches.removeWidget(card)
            card.hide()
            card.deleteLater()
        self._add_cards(1, _FEW)
        others = len(matches) - _FEW
        self.more.setVisible(others > 0)
        self.more.setText(trn("{n} more", "{n} more", others))
        self.open_match(1)

    def _add_cards(self, first: int, last: int) -> None:
        """Cards for the matches with these numbers: nine of them at once would hold up who goes from row to row."""
        matches, source = self._shown
        there = self.cards
        for number, match in enumerate(matches[first - 1 : last], first):
            if number <= len(there):
                there[number - 1].show_match(number, match, source)
                continue
            card = MatchCard(number, match, source)
            card.opened.connect(self.open_match)
            card.taken.connect(self.match_taken)
            self._matches.addWidget(card)

    def _on_more(self) -> None:
        self.more.hide()
        self._add_cards(_FEW + 1, len(self._shown[0]))

    def open_match(self, number: int) -> None:
        """Show all of one match."""
        for card in self.cards:
            card.set_open(on=card.number == number)

    def show_terms(self, terms: Sequence[RowTerm]) -> None:
        """Show the terms of the row."""
        self.terms.show_terms(terms)
        self._fit_terms()

    def show_found(self, found: Sequence[Concordance]) -> None:
        """Show what was found for the words in the field."""
        self.concordance.show_found(found)

    def look_up(self, words: str) -> None:
        """Look words up, and put the caret where others can be typed."""
        self.concordance.field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        if words.strip():
            self.concordance.look_up(words)
        self.concordance.field.selectAll()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_terms()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.FontChange:
            self._fit_terms()

    def _fit_terms(self) -> None:
        """The terms take what they need, up to a share of the tab; the rest scrolls."""
        has = bool(self.terms.terms)
        self._rule.setVisible(has)
        self._terms_scroll.setVisible(has)
        if has:
            width = max(1, self.width() - 2 * _INSET)
            layout = self.terms.layout()
            needed = layout.heightForWidth(width) if layout is not None else 0
            wanted = needed + Space.M + Space.S
            self._terms_scroll.setFixedHeight(min(wanted, max(Size.HERO * 2, round(self.height() * _TERMS_SHARE))))


def quiet_scroll(inside: QWidget) -> QScrollArea:
    """What scrolls a column of the panel, without a frame and without the focus."""
    scroll = QScrollArea()
    scroll.setFrameShape(QFrame.Shape.NoFrame)
    scroll.setWidgetResizable(True)
    scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    scroll.setWidget(inside)
    return scroll
