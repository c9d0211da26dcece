"""A segment in a card: its name, who they are, how many, and the example values that a preview shows."""

from __future__ import annotations

import re
from collections.abc import Sequence

import msgspec
from PySide6.QtCore import QLocale, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QWidget

from desktop.core.mail import Segment
from desktop.core.words import tr
from desktop.views.tokens import Size, Space
from desktop.views.widgets.button import Button, ButtonKind
from desktop.views.widgets.fields import Labelled, LineField
from desktop.views.widgets.popover import Popover
from desktop.views.widgets.text import Label
from desktop.views.widgets.text_box import TextBox

_MOST_PEOPLE = 1_000_000_000
_MOST_DIGITS = 12
_MOST_SAMPLES = 8


class SegmentCard(Popover):
    """`kept` sends the segment as it was filled in. A segment without a name cannot be kept. Deletes itself.

    One without an id that is not new is everybody, of whom only the number can be changed.

    `fields` are the merge fields whose example values are asked for, each with its words.
    """

    kept = Signal(object)  # Segment
    removal_asked = Signal()

    def __init__(
        self, window: QWidget, segment: Segment, fields: Sequence[tuple[str, str]], *, new: bool = False
    ) -> None:
        self._everybody = not segment.id and not new
        headline = tr("New segment") if new else tr("Segment")
        super().__init__(window, headline)
        self._segment = segment
        self.name = LineField(tr("Name"), placeholder=tr("Loyal customers"))
        self.name.set_text(segment.name)
        self.people = LineField(tr("How many people"), placeholder=tr("not known"))
        self.people.set_text("" if segment.people is None else QLocale().toString(segment.people))
        self.about = TextBox(tr("Who they are, and what they should read"))
        self.about.setMinimumWidth(Size.DIALOG - Space.XL)
        self.about.setPlainText(segment.about)
        self.about.setPlaceholderText(tr("Bought twice or more; like to hear of new things first"))
        self.samples = {
            field: LineField(words, placeholder=_EXAMPLES.get(field, "")) for field, words in fields[:_MOST_SAMPLES]
        }
        for field, line in self.samples.items():
            line.set_text(segment.sample.get(field, ""))
        self.keep = Button(tr("Add") if new else tr("Done"), ButtonKind.PRIMARY, small=True)
        self.remove = Button(tr("Remove"), ButtonKind.QUIET, icon="trash", small=True)
        self.remove.set_tip(tr("Takes the segment and its own texts away; Undo brings them back"))
        self.remove.setVisible(bool(segment.id))
        self.wrong = Label("", "small", "contradicted", wrap=True)
        self.wrong.hide()
        self._lay_out(headline)
        self._connect()

    def _lay_out(self, headline: str) -> None:
        body = self.body
        body.setContentsMargins(Space.L, Space.L, Space.L, Space.L)
        body.setSpacing(Space.M)
        body.addWidget(Label(headline, "text_strong"))
        row = QHBoxLayout()
        row.setSpacing(Space.S)
        row.addWidget(self.name, 3)
        row.addWidget(self.people, 2)
        body.addLayout(row)
        about = Labelled(tr("Who they are, and what they should read"), self.about)
        about.setHidden(self._everybody)
        body.addWidget(about)
        if self.samples:
            body.addWidget(Label(tr("Example values for the preview"), "small_strong", "text_2"))
            grid = QGridLayout()
            grid.setHorizontalSpacing(Space.S)
            grid.setVerticalSpacing(Space.S)
            for place, line in enumerate(self.samples.values()):
                grid.addWidget(line, place // 2, place % 2)
            body.addLayout(grid)
        body.addWidget(self.wrong)
        foot = QHBoxLayout()
        foot.setSpacing(Space.S)
        foot.addWidget(self.remove)
        foot.addStretch(1)
        cancel = Button(tr("Cancel"), ButtonKind.QUIET, small=True)
        cancel.clicked.connect(self.close_card)
        foot.addWidget(cancel)
        foot.addWidget(self.keep)
        body.addLayout(foot)
        self.name.setEnabled(not self._everybody)
        self.setFocusProxy(self.people.edit if self._everybody else self.name.edit)

    def _connect(self) -> None:
        self.name.text_edited.connect(self._look)
        self.people.text_edited.connect(self._look)
        self.keep.clicked.connect(self._on_keep)
        self.remove.clicked.connect(self._on_remove)
        for line in (self.name, self.people, *self.samples.values()):
            line.edit.returnPressed.connect(self._on_keep)
        self.closed.connect(self.deleteLater)
        self._look()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        if control and event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self._on_keep()
        else:
            super().keyPressEvent(event)

    def _look(self, _text: str = "") -> None:
        count = read_count(self.people.text)
        wrong = bool(self.people.text.strip()) and count is None
        self.wrong.setText(tr("How many people is a whole number, or empty.") if wrong else "")
        if self.wrong.isHidden() is wrong:
            self.wrong.setVisible(wrong)
            self.refit()
        self.keep.setEnabled(bool(self.name.text.strip()) and not wrong)

    def _on_keep(self) -> None:
        if not self.keep.isEnabled():
            return
        asked = {field: line.text.strip() for field, line in self.samples.items()}
        sample = {field: text for field, text in {**self._segment.sample, **asked}.items() if text}
        segment = msgspec.structs.replace(
            self._segment,
            name=self.name.text.strip(),
            about=self.about.toPlainText().strip(),
            people=read_count(self.people.text),
            sample=sample,
        )
        self.close_card()
        self.kept.emit(segment)

    def _on_remove(self) -> None:
        self.close_card()
        self.removal_asked.emit()


_EXAMPLES = {"first_name": "Anna", "last_name": "Lindqvist", "city": "Malmö"}


def read_count(text: str) -> int | None:
    """A count as people write it, with the groups of any of the three languages: `2 340`, `2.340`, `2,340`."""
    found = re.fullmatch(r"[0-9]+|[0-9]{1,3}(?:[\s.,’'][0-9]{3})+", text.strip())
    count = int(re.sub(r"[^0-9]", "", found.group())[:_MOST_DIGITS]) if found else None
    return count if count is not None and count < _MOST_PEOPLE else None
