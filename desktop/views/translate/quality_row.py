"""The quality of one row: its score with reasons, marked errors, what other models say, remarks, and who wrote what."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget
from shiboken6 import isValid

from desktop.core.translation import Row, RowNote, TranslationError
from desktop.core.words import tr, trn
from desktop.runtime.translating import Translating
from desktop.views.tokens import Space
from desktop.views.translate.quality_errors import ErrorsPart
from desktop.views.translate.quality_mark_card import MarkCard
from desktop.views.translate.quality_models import choose_model
from desktop.views.translate.quality_other import BackPart, OtherPart
from desktop.views.translate.side_comments import CommentsPart
from desktop.views.translate.side_story import StoryPart
from desktop.views.widgets.button import Button, ButtonKind
from desktop.views.widgets.surface import Rule
from desktop.views.widgets.text import Label


class RowQuality(QWidget):
    """Follows the row that `show_row` names; `None` is none."""

    def __init__(self, translating: Translating, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._translating = translating
        self._row: Row | None = None
        self.score = Label("", "heading")
        self.reason = Label("", "base", "text_2", wrap=True)
        self.estimate = Label("", "small", "text_2", wrap=True)
        self.ask = Button(tr("Ask a model"), ButtonKind.QUIET, icon="chip", small=True)
        self.ask.set_tip(tr("Have the model say how good this translation is, and why"))
        self.errors = ErrorsPart()
        self.other = OtherPart()
        self.back = BackPart()
        self.comments = CommentsPart()
        self.story = StoryPart()
        self.none = Label(tr("Choose a row to see how good it is."), "base", "text_2", wrap=True)
        self._lay_out()
        self._connect()
        self.show_row(None)

    def _lay_out(self) -> None:
        self._all = QWidget()
        column = QVBoxLayout(self._all)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.M)
        head = QHBoxLayout()
        head.setSpacing(Space.M)
        head.addWidget(self.score, 0, Qt.AlignmentFlag.AlignTop)
        words = QVBoxLayout()
        words.setSpacing(Space.XXS)
        words.addWidget(self.reason)
        words.addWidget(self.estimate)
        head.addLayout(words, 1)
        column.addLayout(head)
        column.addWidget(self.ask, 0, Qt.AlignmentFlag.AlignLeft)
        for part in (self.errors, self.other, self.back, self.comments, self.story):
            column.addWidget(Rule())
            column.addWidget(part)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(Space.L, 0, Space.L, Space.L)
        whole.addWidget(self.none)
        whole.addWidget(self._all)
        whole.addStretch(1)

    def _connect(self) -> None:
        self.ask.clicked.connect(self._on_ask)
        self.errors.asked.connect(self.mark_error)
        self.errors.removed.connect(self._on_unmark)
        self.other.asked.connect(self._on_ask_other)
        self.other.taken.connect(lambda: self._with_row(self._translating.accept_other))
        self.other.dropped.connect(lambda: self._with_row(self._translating.drop_other))
        self.back.asked.connect(self._on_back)
        self.comments.written.connect(self._on_comment)
        self.comments.removed.connect(self._on_uncomment)

    # What is shown

    def show_row(self, row: Row | None) -> None:
        """Show what is known of a row now."""
        self._row = row
        self._all.setVisible(row is not None)
        self.none.setVisible(row is None)
        if row is None:
            return
        translating, key = self._translating, row.key
        score = translating.score(key)
        self.score.setText("–" if score is None else str(round(score)))
        self.score.set_tone("text_1" if score is None or score >= _GOOD else "contradicted")
        errors = trn("{n} error is marked.", "{n} errors are marked.", len(row.note.errors)) if row.note.errors else ""
        self.reason.setText(translating.score_reason(key) or errors or tr("Nothing speaks against it."))
        self.estimate.setText(_estimate_words(row.note))
        self.estimate.setVisible(bool(self.estimate.text()))
        source, target = row.segment.source.text, row.segment.target.text
        self.ask.setEnabled(bool(target.strip()))
        self.back.ask.setEnabled(bool(target.strip()))
        self.errors.show_errors(row.note.errors, source, target)
        self.other.show_other(translating.other(key), target)
        self.back.show_back(translating.back(key), row.segment.source.words, target)
        self.comments.show_comments(row.note.comments)
        translating.row_history(key, lambda notes: self._show_story(row, notes))

    def _show_story(self, row: Row, notes: list[RowNote]) -> None:
        if isValid(self) and self._row is not None and self._row.key == row.key:  # the window may be gone
            self.story.show_story(notes)

    # What is asked

    def mark_error(self, *, on_source: bool = False, start: int = 0, end: int = 0) -> None:
        """Ask what is wrong with a span of the row."""
        row = self._row
        if row is None:
            return
        card = MarkCard(
            self.window(), row.segment.source.text, row.segment.target.text, on_source=on_source, start=start, end=end
        )
        card.marked.connect(lambda error: self._translating.mark_error(row.key, error))
        card.open_in_middle()

    def write_comment(self) -> None:
        """Put the caret where a remark is written."""
        self.comments.field.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _with_row(self, does: object) -> None:
        if self._row is not None and callable(does):
            does(self._row.key)

    def _on_unmark(self, error: TranslationError) -> None:
        if self._row is not None:
            self._translating.unmark_error(self._row.key, error)

    def _on_comment(self, words: str) -> None:
        if self._row is not None:
            self._translating.comment(self._row.key, words)

    def _on_uncomment(self, comment: object) -> None:
        row = self._row
        found = next((each for each in row.note.comments if each == comment), None) if row is not None else None
        if row is not None and found is not None:
            self._translating.uncomment(row.key, found)

    def _on_ask(self) -> None:
        if self._row is not None:
            self._translating.estimate([self._row.key])

    def _on_ask_other(self) -> None:
        row = self._row
        if row is not None:
            ask = self._translating.second_opinion
            choose_model(self.window(), self._translating.services, lambda model: ask(row.key, model))

    def _on_back(self) -> None:
        if self._row is not None:
            self._translating.back_translate([self._row.key])


_GOOD = 60.0


def _estimate_words(note: RowNote) -> str:
    if note.estimate is None:
        return ""
    figure = tr("A model gives it {n} of 100.", n=round(note.estimate))
    return f"{figure} {note.estimate_reason}".strip()
