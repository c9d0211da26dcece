"""What became of a row: each target and state that it had, who put it there and when, with what was changed."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import zip_longest

from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.core.translation import Origin, OriginKind, RowNote
from desktop.core.words import tr
from desktop.runtime.translation_difference import differing, without_tags
from desktop.views.announce import spoken
from desktop.views.moments import moment
from desktop.views.tokens import Space, Type
from desktop.views.translate.side_text import Run, RunText, runs_of
from desktop.views.translate.words import origin_words, state_words
from desktop.views.widgets.text import Label

_LINES = 3
_MOST = 12


class StoryLine(QWidget):
    """One step: by whom, how far it was, and the words with what changed since the step before."""

    def __init__(self, note: RowNote, before: RowNote | None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.note = note
        self.who = Label(who_words(note), "small_strong", "text_2", wrap=True)
        said = " · ".join(part for part in (state_words(note.state) if note.state else "", moment(note.at)) if part)
        self.when = Label(said, "small", "text_3")
        self.text = RunText("text_2", Type.SMALL, lines=_LINES)
        target = without_tags(note.target or "")
        old = without_tags(before.target or "") if before is not None else ""
        changed = before is not None and old != target
        self.text.show_runs(runs_of(differing(old, target)) if changed and old else [Run(target)])
        self.text.setVisible(bool(target) and (changed or before is None))
        self.text.setToolTip(target)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.XXS)
        column.addWidget(self.who)
        column.addWidget(self.text)
        column.addWidget(self.when)
        self.setAccessibleName(spoken(self.who.text(), target, said))


class StoryPart(QWidget):
    """The steps of a row, the newest first."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._notes: tuple[RowNote, ...] | None = None
        self.heading = Label(tr("Who wrote what"), "small_strong", "text_2")
        self.none = Label(tr("Nothing was changed here: this is the file's own text."), "small", "text_3", wrap=True)
        self._lines = QVBoxLayout()
        self._lines.setSpacing(Space.M)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.S)
        column.addWidget(self.heading)
        column.addWidget(self.none)
        column.addLayout(self._lines)
        self.show_story(())

    @property
    def lines(self) -> list[StoryLine]:
        """The steps that are shown."""
        items = (self._lines.itemAt(index) for index in range(self._lines.count()))
        widgets = (item.widget() for item in items if item is not None)
        return [each for each in widgets if isinstance(each, StoryLine)]

    def show_story(self, notes: Sequence[RowNote]) -> None:
        """Show these, the newest first."""
        if tuple(notes) == self._notes:
            return
        self._notes = tuple(notes)
        for line in self.lines:
            self._lines.removeWidget(line)
            line.hide()
            line.deleteLater()
        for note, before in list(zip_longest(self._notes, self._notes[1:]))[:_MOST]:
            self._lines.addWidget(StoryLine(note, before))
        self.none.setVisible(not self._notes)


def who_words(note: RowNote) -> str:
    """Who put a target there, in words: a person, a model, a memory, a fix."""
    origin: Origin = note.origin
    by = note.by or origin.by
    match origin.kind:
        case OriginKind.TYPED:
            return tr("Typed by {name}", name=by) if by else tr("Typed")
        case OriginKind.FILE:
            return tr("As the file has it")
        case _:
            return origin_words(origin)
