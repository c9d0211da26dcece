"""For which networks a post about the post is written: one chip each."""

from __future__ import annotations

import msgspec
from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.core.brief import Brief
from desktop.core.words import tr
from desktop.runtime.desk import Desk
from desktop.runtime.fields import FieldSpec
from desktop.runtime.session import Place
from desktop.views.tokens import Space
from desktop.views.widgets.button import Button
from desktop.views.widgets.flow import Flow
from desktop.views.widgets.text import Label


class SocialPart(QWidget):
    """A network that is chosen gets a field; one that is given up keeps its words, for when it is chosen again."""

    chosen = Signal(str)  # the field of the network that the writer chose

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self.chips: dict[str, Button] = {}
        self._specs: dict[str, FieldSpec] = {}
        for spec in desk.posting.finishing.networks():
            self._specs[spec.channel] = spec
            chip = Button(spec.hint, small=True)
            chip.setCheckable(True)
            chip.setAccessibleDescription(tr("Write a post for {network}", network=spec.hint))
            chip.clicked.connect(lambda checked, id=spec.channel: self._choose(id, checked=checked))
            self.chips[spec.channel] = chip
        self._flow = Flow()
        self._flow.put(tuple(self.chips.values()))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.S)
        column.addWidget(Label(tr("Posts that lead to it"), "strong", "text_2"))
        column.addWidget(self._flow)

    def show_brief(self, brief: Brief) -> None:
        """Show what is chosen."""
        for channel, chip in self.chips.items():
            on = channel in brief.channels
            if chip.isChecked() != on:
                chip.setChecked(on)
            chip.set_icon("check" if on else "plus")
        self._flow.put(self._flow.parts)

    def _choose(self, channel: str, *, checked: bool) -> None:
        brief = self._desk.session.draft.brief
        kept = [each for each in brief.channels if each != channel]
        ids = [*kept, channel] if checked else kept
        order = list(self.chips)
        ids.sort(key=lambda each: order.index(each) if each in order else -1)
        brief = msgspec.structs.replace(brief, channels=tuple(ids))
        self._desk.session.set_brief(brief, Place("brief.channels"), tr("Choose the networks"))
        if checked:
            self.chosen.emit(self._specs[channel].name)
