"""The term lists of a job: which it uses, and which one takes new terms."""

from __future__ import annotations

from functools import partial

import msgspec
from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop.core.translation import Job, TermBase
from desktop.core.words import tr, trn
from desktop.runtime.translation_memories import TranslationMemories
from desktop.views.tokens import Size, Space
from desktop.views.widgets.button import Button, IconButton
from desktop.views.widgets.confirm_card import ConfirmCard
from desktop.views.widgets.fields import Toggle
from desktop.views.widgets.text import ElidedLabel, Label


class BaseLine(QWidget):
    """One list."""

    def __init__(self, base: TermBase, *, used: bool, first: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.base = base
        self.used = Toggle(tr("Use {list}", list=base.name))
        self.used.setChecked(used)
        said = trn("{n} term", "{n} terms", base.terms)
        self.count = Label(tr("{terms} · takes new ones", terms=said) if first else said, "small", "text_2")
        self.remove = IconButton("trash", tr("Delete {list}", list=base.name), size=Size.CONTROL_SMALL)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(Space.S + Space.XXS)
        row.addWidget(self.used)
        row.addWidget(ElidedLabel(base.name, "base"), 1)
        row.addWidget(self.count)
        row.addWidget(self.remove)


class JobTerms(QWidget):
    """`changed` sends the ids of the lists as they are to be, `new_asked` wants another list."""

    changed = Signal(object)  # tuple[int, ...]
    new_asked = Signal()

    def __init__(self, memories: TranslationMemories, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._memories = memories
        self._job: Job | None = None
        self._shown: tuple[object, ...] = ()
        self.none = Label(tr("There is no list of terms yet."), "base", "text_2", wrap=True)
        self.new = Button(tr("New list"), icon="plus", small=True)
        self.new.clicked.connect(self.new_asked)
        self._lines = QVBoxLayout()
        self._lines.setSpacing(Space.M)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.M)
        column.addWidget(self.none)
        column.addLayout(self._lines)
        column.addWidget(self.new, 0, Qt.AlignmentFlag.AlignLeft)
        column.addStretch(1)
        memories.changed.connect(self._show)

    @property
    def lines(self) -> list[BaseLine]:
        """The lists that are shown."""
        items = (self._lines.itemAt(index) for index in range(self._lines.count()))
        widgets = (item.widget() for item in items if item is not None)
        return [each for each in widgets if isinstance(each, BaseLine)]

    def show_job(self, job: Job) -> None:
        """Show which lists this job uses."""
        self._job = job
        self._show()

    def _show(self) -> None:
        job = self._job
        if job is None or (job.term_bases, self._memories.bases) == self._shown:
            return
        self._shown = (job.term_bases, self._memories.bases)
        for line in self.lines:
            self._lines.removeWidget(line)
            line.hide()
            line.deleteLater()
        for base in self._memories.bases:
            first = job.term_bases[:1] == (base.id,)
            line = BaseLine(base, used=base.id in job.term_bases, first=first)
            line.used.clicked.connect(partial(self._on_turned, line))
            line.remove.clicked.connect(partial(self._on_remove, base))
            self._lines.addWidget(line)
        self.none.setVisible(not self._memories.bases)

    def _on_turned(self, line: BaseLine, *_sent: object) -> None:
        base = line.base.id
        self._on_use(base, on=line.used.isChecked())
        for each in self.lines:
            if each.base.id == base:
                each.used.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_use(self, base: int, *, on: bool) -> None:
        if self._job is not None:
            others = tuple(each for each in self._job.term_bases if each != base)
            self._job = msgspec.structs.replace(self._job, term_bases=(*others, base) if on else others)
            self.changed.emit(self._job.term_bases)
            self._show()

    def _on_remove(self, base: TermBase, *_sent: object) -> None:
        terms = trn("{n} term", "{n} terms", base.terms)
        sentence = tr("{terms} are forgotten for good, in every job.", terms=terms)
        card = ConfirmCard(self.window(), tr("Delete {list}?", list=base.name), sentence, tr("Delete"))
        card.confirmed.connect(partial(self._on_delete, base.id))
        card.open_in_middle()

    def _on_delete(self, base: int) -> None:
        self._on_use(base, on=False)
        self._memories.delete_base(base)
