"""A section of the outline in a card: its heading, length and level, what must be in it, and what it rests on."""

from __future__ import annotations

import re
from collections.abc import Sequence

import msgspec
from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from desktop.core.brief import Fact, number_facts
from desktop.core.post import Section
from desktop.core.words import tr
from desktop.views.tokens import Size, Space
from desktop.views.widgets.button import Button, ButtonKind
from desktop.views.widgets.fields import ComboField, Labelled, LineField
from desktop.views.widgets.popover import Popover
from desktop.views.widgets.text import Label
from desktop.views.widgets.text_box import TextBox
from desktop.views.widgets.tick_list import Tick, TickList

_MOST_WORDS = 20_000
_LEVELS = (2, 3, 4)


class SectionCard(Popover):
    """`kept` sends the section as it was filled in. One without a heading cannot be kept. Deletes itself.

    `facts` and `sources` (id and title) are what it may be told to rest on; none chosen means any of them.
    """

    kept = Signal(object)  # Section
    removal_asked = Signal()

    def __init__(
        self,
        window: QWidget,
        section: Section,
        facts: Sequence[Fact],
        sources: Sequence[tuple[str, str]],
        *,
        new: bool = False,
    ) -> None:
        headline = tr("New section") if new else tr("Section")
        super().__init__(window, headline)
        self._section = section
        self.heading = LineField(tr("Heading"), placeholder=tr("What makes tea go stale"))
        self.heading.set_text(section.heading)
        self.words = LineField(tr("Length in words"), placeholder=tr("as it comes"))
        self.words.set_text(str(section.words) if section.words else "")
        levels = sorted({*_LEVELS, section.level})
        self.level = ComboField(tr("Level"), tuple((str(each), tr("Heading {n}", n=each)) for each in levels))
        self.level.set_value(str(section.level))
        self.notes = TextBox(tr("What must be in it"))
        self.notes.setMinimumWidth(Size.DIALOG - Space.XL)
        self.notes.setPlainText(section.notes)
        self.notes.setPlaceholderText(tr("Air and light; why a clear jar is not enough"))
        ticks = (
            *(Tick(each.id, _fact_words(each), "table") for each in number_facts(tuple(facts))),
            *(Tick(source, title, "document") for source, title in sources),
        )
        self.rests_on = TickList(tr("Rests on"), ticks, (*section.facts, *section.sources))
        self._facts = {each.id for each in number_facts(tuple(facts))}
        self.keep = Button(tr("Add") if new else tr("Done"), ButtonKind.PRIMARY, small=True)
        self.remove = Button(tr("Remove"), ButtonKind.QUIET, icon="trash", small=True)
        self.remove.setVisible(not new)
        self.wrong = Label("", "small", "contradicted", wrap=True)
        self.wrong.hide()
        self._lay_out(headline, any_source=bool(ticks))
        self._connect()

    def _lay_out(self, headline: str, *, any_source: bool) -> None:
        body = self.body
        body.setContentsMargins(Space.L, Space.L, Space.L, Space.L)
        body.setSpacing(Space.M)
        body.addWidget(Label(headline, "text_strong"))
        body.addWidget(self.heading)
        row = QHBoxLayout()
        row.setSpacing(Space.S)
        row.addWidget(self.words, 1)
        row.addWidget(self.level, 1)
        body.addLayout(row)
        body.addWidget(Labelled(tr("What must be in it"), self.notes))
        if any_source:
            hint = tr("Nothing chosen: it may rest on all of them.")
            body.addWidget(Labelled(tr("Rests on"), self.rests_on, help_text=hint))
        else:
            self.rests_on.setParent(self)
            self.rests_on.hide()
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
        self.setFocusProxy(self.heading.edit)

    def _connect(self) -> None:
        for line in (self.heading, self.words):
            line.text_edited.connect(self._look)
            line.edit.returnPressed.connect(self._on_keep)
        self.keep.clicked.connect(self._on_keep)
        self.remove.clicked.connect(self._on_remove)
        self.closed.connect(self.deleteLater)
        self._look()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        if control and event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self._on_keep()
        else:
            super().keyPressEvent(event)

    def _look(self, _text: str = "") -> None:
        wrong = read_length(self.words.text) is None
        self.wrong.setText(tr("The length is a whole number of words, or empty.") if wrong else "")
        if self.wrong.isHidden() is wrong:
            self.wrong.setVisible(wrong)
            self.refit()
        self.keep.setEnabled(bool(self.heading.text.strip()) and not wrong)

    def _on_keep(self) -> None:
        words = read_length(self.words.text)
        if not self.keep.isEnabled() or words is None:
            return
        chosen = self.rests_on.chosen
        section = msgspec.structs.replace(
            self._section,
            heading=" ".join(self.heading.text.split()),
            words=words,
            level=int(self.level.value),
            notes=self.notes.toPlainText().strip(),
            facts=tuple(each for each in chosen if each in self._facts),
            sources=tuple(each for each in chosen if each not in self._facts),
        )
        self.close_card()
        self.kept.emit(section)

    def _on_remove(self) -> None:
        self.close_card()
        self.removal_asked.emit()


def read_length(text: str) -> int | None:
    """A length in words as people type it; 0 for none, `None` for what is no length."""
    bare = re.sub(r"[\s.,’']", "", text)
    if not bare:
        return 0
    if not bare.isascii() or not bare.isdigit() or len(bare) > len(str(_MOST_WORDS)) or int(bare) > _MOST_WORDS:
        return None
    return int(bare)


def _fact_words(fact: Fact) -> str:
    return tr("{name}: {value}", name=fact.name, value=fact.text) if fact.name else fact.text
