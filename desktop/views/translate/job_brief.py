"""What a translator and a model are told of a job: for whom, in which tone, how the reader is addressed, what stays."""

from __future__ import annotations

import msgspec
from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QGridLayout, QPlainTextEdit, QVBoxLayout, QWidget

from desktop.core.translation import Job, TranslationBrief
from desktop.core.words import tr
from desktop.runtime.fields import channel_choices
from desktop.runtime.translation_facts import facts_of, facts_text
from desktop.views.tokens import Size, Space
from desktop.views.widgets.fields import ComboField, Labelled, LineField

_KEEP_MS = 500


class JobBrief(QWidget):
    """`changed` sends the name of the job and its brief, a moment after something was typed."""

    changed = Signal(str, object)  # TranslationBrief

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._brief = TranslationBrief()
        self.name = LineField(tr("Name of the job"))
        self.audience = LineField(tr("Who reads it"))
        self.tone = LineField(tr("Tone"))
        registers = (
            ("", tr("As the file mostly does")),
            ("informal", tr("Informal: je, du")),
            ("formal", tr("Formal: u, Sie, ni")),
        )
        self.register = ComboField(tr("How the reader is addressed"), registers)
        channels = [("", tr("None"))]
        channels += [
            (each.id, f"{each.group}: {each.label}" if each.group else each.label) for each in channel_choices()
        ]
        self.channel = ComboField(tr("Channel whose limits count"), channels)
        self.brands = LineField(tr("Names that stay as they are"), placeholder=tr("Several with commas"))
        self.notes = LineField(tr("What else is to be known"))
        self.facts_edit = QPlainTextEdit()
        self.facts_edit.setProperty("field", True)
        self.facts_edit.setTabChangesFocus(True)
        self.facts_edit.setPlaceholderText(tr("Weight: 980 g"))
        self.facts_edit.setFixedHeight(Size.PASTE_BOX)
        self.facts = Labelled(tr("Facts that the text rests on, one on each line"), self.facts_edit)
        self._soon = QTimer(self, singleShot=True, interval=_KEEP_MS)
        self._soon.timeout.connect(self.hand_in)
        self._lay_out()
        for field in (self.name, self.audience, self.tone, self.brands, self.notes):
            field.text_edited.connect(self._on_edited)
        self.register.chosen.connect(self._on_edited)
        self.channel.chosen.connect(self._on_edited)
        self.facts_edit.textChanged.connect(self._on_facts)

    def _lay_out(self) -> None:
        grid = QGridLayout()
        grid.setHorizontalSpacing(Space.M)
        grid.setVerticalSpacing(Space.M)
        pairs = ((self.name, self.audience), (self.tone, self.register), (self.brands, self.channel))
        for line, parts in enumerate(pairs):
            for place, part in enumerate(parts):
                grid.addWidget(part, line, place)
        grid.addWidget(self.notes, len(pairs), 0, 1, 2)
        grid.addWidget(self.facts, len(pairs) + 1, 0, 1, 2)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addLayout(grid)
        column.addStretch(1)

    def show_job(self, job: Job) -> None:
        """Show the brief of a job; what is being typed stays."""
        if self._soon.isActive():
            return
        brief = self._brief = job.brief
        self.name.set_text(job.name)
        self.audience.set_text(brief.audience)
        self.tone.set_text(brief.tone)
        self.register.set_value(brief.register)
        self.channel.set_value(brief.channel)
        self.brands.set_text(", ".join(brief.brands))
        self.notes.set_text(brief.notes)
        shown = facts_text(brief.facts)
        if facts_of(self.facts_edit.toPlainText(), brief.facts) != brief.facts:
            blocked = self.facts_edit.blockSignals(True)
            self.facts_edit.setPlainText(shown)
            self.facts_edit.blockSignals(blocked)

    def hand_in(self) -> None:
        """Send what was typed."""
        self._soon.stop()
        brands = tuple(dict.fromkeys(part.strip() for part in self.brands.text.split(",") if part.strip()))
        self._brief = msgspec.structs.replace(
            self._brief,
            audience=self.audience.text.strip(),
            tone=self.tone.text.strip(),
            register=self.register.value,
            channel=self.channel.value,
            brands=brands,
            notes=self.notes.text.strip(),
            facts=facts_of(self.facts_edit.toPlainText(), self._brief.facts),
        )
        self.changed.emit(self.name.text.strip(), self._brief)

    @property
    def waits(self) -> bool:
        """Whether something was typed that was not sent yet."""
        return self._soon.isActive()

    def _on_edited(self, _value: str = "") -> None:
        self._soon.start()

    def _on_facts(self) -> None:
        self._soon.start()
