"""What can be done with the row on which the writer is, and with the job: each one small verb, spoken to the job."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt

from desktop.core.segment import SegmentState
from desktop.core.translation import RowKey
from desktop.core.words import tr
from desktop.runtime.translating_values import Show, TermStanding
from desktop.views.announce import announce
from desktop.views.name_card import NameCard
from desktop.views.translate.filter_bar import SORTS, TABS
from desktop.views.translate.row_editor import RowEditor
from desktop.views.translate.work_page import WorkPage

if TYPE_CHECKING:
    from desktop.runtime.translating import Translating

_EMPTY = "empty"
_WORSE = "worse than"


class Verbs(QObject):
    """Every verb hands in first what was typed."""

    def __init__(self, translating: Translating, page: WorkPage) -> None:
        super().__init__(page)
        self._translating = translating
        self._page = page
        self._terms: list[str] = []
        page.head.confirm_asked.connect(self.confirm)
        page.head.empty_asked.connect(self.translate_empty)

    @property
    def key(self) -> RowKey | None:
        """The row on which the writer is."""
        return self._page.row.key if self._translating.job is not None else None

    def _with_row(self, work: Callable[[RowKey], object]) -> None:
        self._page.row.flush()
        key = self.key
        if key is not None:
            work(key)

    # Confirming, going

    def confirm(self) -> None:
        """Vouch for the row and go to the next open one."""
        self._with_row(self._translating.confirm)
        self._page.focus_row()

    def next_open(self) -> None:
        """Go to the next row that is not confirmed."""
        self._page.row.flush()
        self._translating.next_open()
        self._page.focus_row()

    def step(self, by: int) -> None:
        """Go so many rows down, or up."""
        self._page.row.flush()
        self._translating.step(by)

    def next_finding(self, by: int = 1) -> None:
        """Go to the next finding of the row, then to the next row that has some."""
        findings = self._page.row.findings
        if not findings.step(by):
            self._page.row.flush()
            before = self.key
            self._translating.next_finding(by)
            if self.key != before:
                findings.begin_again()
                findings.step(by)
        self._page.focus_row()

    def set_state(self, state: SegmentState) -> None:
        """Give the selected rows, or the one that is open, a state."""
        self._with_row(lambda _key: self._translating.set_state(self._rows(), state))

    def _rows(self) -> list[RowKey]:
        chosen, key = self._page.grid.chosen, self.key
        return chosen if len(chosen) > 1 or key is None else [key]

    # What goes into the target

    def insert_match(self, n: int) -> None:
        """Take the n-th match of the memories as the target."""
        self._with_row(lambda key: self._translating.insert_match(key, n))
        self._page.focus_row()

    def copy_source(self) -> None:
        """Take the source as the target."""
        self._with_row(self._translating.copy_source)

    def clear(self) -> None:
        """Empty the target."""
        self._with_row(self._translating.clear)

    def insert_tag(self) -> None:
        """Put the next tag of the source at the caret."""
        self._insert(self._translating.insert_tag)

    def insert_number(self) -> None:
        """Put the next number of the source at the caret."""
        self._insert(self._translating.insert_number)

    def _insert(self, work: Callable[[RowKey, int], int]) -> None:
        editor = self._page.row.editor
        at = editor.chosen[1]

        def put(key: RowKey) -> None:
            after = work(key, at)
            if after >= 0:
                editor.choose(min(after, len(editor.text())))

        self._with_row(put)
        self._page.focus_row()

    def insert_words(self, words: str) -> None:
        """Put words at the caret, in the place of what is selected."""
        self._page.row.editor.insert(words)
        self._page.focus_row()

    def next_term(self) -> None:
        """Put the next term of the source, that the target has not yet, at the caret."""
        key = self.key
        if key is None:
            return
        hits = [hit for hit in self._translating.term_hits(key) if hit.in_source and hit.term.target]
        missing = [hit for hit in hits if hit.standing is TermStanding.MISSING]
        text = self._page.row.editor.text().casefold()
        left = [hit for hit in missing if hit.term.target.casefold() not in text] or missing[:1]
        if left:
            self.insert_words(left[0].term.target)
        else:
            announce(self._page, tr("Every term of the list is there."))

    def fix(self, number: int) -> None:
        """Apply a fix of the finding that is shown, by its number from 1."""
        self._page.row.flush()
        self._page.row.findings.fix(number - 1)

    def keep(self) -> None:
        """Keep what was found as it is."""
        self._page.row.flush()
        self._page.row.findings.keep()

    def undo(self) -> None:
        """Take the last step back."""
        self._page.row.flush()
        self._translating.undo()

    def redo(self) -> None:
        """Do it again."""
        self._page.row.flush()
        self._translating.redo()

    # The shape of rows

    def split(self) -> None:
        """Split the row at the caret in its source."""
        source = self._page.row.source
        if not source.hasFocus():
            source.setFocus(Qt.FocusReason.ShortcutFocusReason)
            words = tr("Put the caret into the source where it is to be split, and press the key again.")
            self._translating.said.emit(words)
            return
        at = source.chosen[0]
        self._with_row(lambda key: self._translating.split(key, at))
        self._page.focus_row()

    def join(self) -> None:
        """Join the row with the one after it."""
        self._with_row(self._translating.join)
        self._page.focus_row()

    def comment(self) -> None:
        """Ask for a remark on the row."""
        card = NameCard(self._page.window(), tr("Comment on this row"), tr("Comment"), tr("Keep"))
        card.named.connect(lambda words: self._with_row(lambda key: self._translating.comment(key, words)))
        card.open_in_middle()

    # Models

    def translate(self) -> None:
        """Have a model translate the selected rows, or the one that is open."""
        self._with_row(lambda _key: self._translating.translate(self._rows()))

    def instruct(self) -> None:
        """Ask how a model is to translate the row anew."""
        card = NameCard(
            self._page.window(),
            tr("Translate again, and mind this"),
            tr("Instruction"),
            tr("Translate"),
            tr("For example: shorter, or less formal."),
        )
        card.named.connect(self._translate_so)
        card.open_in_middle()

    def _translate_so(self, words: str) -> None:
        self._with_row(lambda _key: self._translating.translate(self._rows(), "", words))

    def translate_empty(self) -> None:
        """Have a model translate every row that is empty."""
        self._with_row(lambda _key: self._translating.translate(_EMPTY))

    def translate_worst(self) -> None:
        """Have a model translate anew what is likely to be bad."""
        self._with_row(lambda _key: self._translating.translate(_WORSE))

    def accept_other(self) -> None:
        """Take the other translation that is offered beside the row."""
        self._with_row(self._translating.accept_other)

    # What is shown

    def show(self, number: int) -> None:
        """Show the rows of a sort, by its number from 1."""
        self._page.filters.choose(TABS[number - 1][0])

    def show_open(self) -> None:
        """Show the rows that are not confirmed."""
        self._page.filters.choose(Show.OPEN)

    def next_sort(self) -> None:
        """Sort in the next way."""
        sorts = [sort for sort, _words in SORTS]
        following = sorts[(sorts.index(self._translating.sort) + 1) % len(sorts)]
        self._translating.set_sort(following)
        announce(self._page.filters, self._page.filters.order.text())

    def sort_again(self) -> None:
        """Filter and sort anew, as the rows are now."""
        self._page.row.flush()
        self._translating.refresh_order()

    def find(self, *, replacing: bool = False) -> None:
        """Open the bar that finds and replaces, with the words that are selected."""
        self._page.row.flush()
        self._page.search.open(replacing=replacing, words=self._words())

    def find_step(self, by: int) -> None:
        """Go to the next hit; without a search, begin one."""
        if self._page.search.isHidden():
            self.find()
        else:
            self._page.search.step(by)

    def change_side(self) -> None:
        """From the target to the source, and back."""
        row = self._page.row
        target = row.editor if row.source.hasFocus() else row.source
        target.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def save(self) -> None:
        """Keep now what was done, and say so."""
        self._page.row.flush()
        self._translating.save()
        self._translating.said.emit(tr("Everything is kept."))

    def selected(self) -> tuple[str, str]:
        """The words that are selected in the source and in the target."""
        row = self._page.row
        return row.source.chosen_words.strip(), row.editor.chosen_words.strip()

    def _words(self) -> str:
        source, target = self.selected()
        focused = self._page.window().focusWidget()
        return source if isinstance(focused, RowEditor) and focused is self._page.row.source else target or source
