"""The memories of a job: which it uses, which it only reads, and what is taken from their percentages."""

from __future__ import annotations

from functools import partial
from pathlib import Path

import msgspec
from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QMenu, QVBoxLayout, QWidget

from desktop.core.translation import Job, MemoryInfo, MemoryUse
from desktop.core.words import tr, trn
from desktop.runtime.translation_memories import TranslationMemories
from desktop.views.name_card import NameCard
from desktop.views.tokens import Size, Space
from desktop.views.widgets.button import Button, IconButton
from desktop.views.widgets.confirm_card import ConfirmCard
from desktop.views.widgets.fields import NumberField, Toggle
from desktop.views.widgets.progress import ProgressStrip
from desktop.views.widgets.text import ElidedLabel, Label

_MOST_PENALTY = 30


class MemoryLine(QWidget):
    """One memory: `changed` sends how it is used now, or `None` when it is not; `more` opens its menu."""

    changed = Signal(int, object)  # memory, MemoryUse | None

    def __init__(self, info: MemoryInfo, use: MemoryUse | None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.info = info
        self.used = Toggle(tr("Use {memory}", memory=info.name))
        self.used.setChecked(use is not None)
        self.name = ElidedLabel(info.name, "base")
        said = trn("{n} translation", "{n} translations", info.units)
        self.count = Label(said, "small", "text_2")
        self.writes = Toggle(tr("What is confirmed goes into {memory}", memory=info.name))
        self.writes.setChecked(use is not None and not use.read_only)
        self.writes.setToolTip(tr("What is confirmed goes into it; off: it is only read"))
        self.penalty = NumberField(
            tr("Taken from the percentages of {memory}", memory=info.name), 0, _MOST_PENALTY, "%"
        )
        self.penalty.set_value(use.penalty if use is not None else 0)
        self.more = IconButton("more", tr("More for {memory}", memory=info.name), size=Size.CONTROL_SMALL)
        for part in (self.writes, self.penalty):
            part.setEnabled(use is not None)
        self._lay_out()
        self.used.clicked.connect(self._on_changed)
        self.writes.clicked.connect(self._on_changed)
        self.penalty.changed.connect(self._on_changed)

    def _lay_out(self) -> None:
        upper = QHBoxLayout()
        upper.setSpacing(Space.S + Space.XXS)
        upper.addWidget(self.used)
        upper.addWidget(self.name, 1)
        upper.addWidget(self.count)
        upper.addWidget(self.more)
        lower = QHBoxLayout()
        lower.setContentsMargins(Size.TOGGLE_WIDTH + Space.S + Space.XXS, 0, 0, 0)
        lower.setSpacing(Space.S)
        lower.addWidget(self.writes)
        lower.addWidget(Label(tr("Takes what is confirmed"), "small", "text_2"))
        lower.addStretch(1)
        lower.addWidget(Label(tr("Penalty"), "small", "text_2"))
        lower.addWidget(self.penalty)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.XS)
        column.addLayout(upper)
        column.addLayout(lower)

    def _on_changed(self, _value: object = None) -> None:
        if not self.used.isChecked():
            self.changed.emit(self.info.id, None)
            return
        begun = not self.penalty.isEnabled()
        reads = not self.writes.isChecked() and not begun
        self.changed.emit(self.info.id, MemoryUse(self.info.id, self.penalty.spin.value(), read_only=reads))


class JobMemories(QWidget):
    """`changed` sends the memories of the job as they are to be."""

    changed = Signal(object)  # tuple[MemoryUse, ...]

    def __init__(self, memories: TranslationMemories, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._memories = memories
        self._job: Job | None = None
        self._shown: tuple[object, ...] = ()
        self.none = Label(tr("There is no memory for these languages yet."), "base", "text_2", wrap=True)
        self.new = Button(tr("New memory…"), icon="plus", small=True)
        self.strip = ProgressStrip(tr("How far the file is"))
        self.strip.hide()
        self._lines = QVBoxLayout()
        self._lines.setSpacing(Space.M)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.M)
        column.addWidget(self.none)
        column.addLayout(self._lines)
        column.addWidget(self.strip)
        column.addWidget(self.new, 0, Qt.AlignmentFlag.AlignLeft)
        column.addStretch(1)
        self.new.clicked.connect(self._on_new)
        memories.changed.connect(self._show)
        memories.made.connect(self._on_made)
        memories.progress.connect(self._on_progress)

    @property
    def lines(self) -> list[MemoryLine]:
        """The memories that are shown."""
        items = (self._lines.itemAt(index) for index in range(self._lines.count()))
        widgets = (item.widget() for item in items if item is not None)
        return [each for each in widgets if isinstance(each, MemoryLine)]

    def show_job(self, job: Job) -> None:
        """Show the memories that fit the job's languages."""
        self._job = job
        self._show()

    def _show(self) -> None:
        job = self._job
        if job is None or (job.memories, self._memories.memories) == self._shown:
            return
        self._shown = (job.memories, self._memories.memories)
        uses = {use.memory: use for use in job.memories}
        wanted = (_primary(job.source), _primary(job.target))
        fitting = [
            each
            for each in self._memories.memories
            if (_primary(each.source), _primary(each.target)) == wanted or each.id in uses
        ]
        for line in self.lines:
            self._lines.removeWidget(line)
            line.hide()
            line.deleteLater()
        for info in sorted(fitting, key=lambda each: (each.id not in uses, each.name.casefold())):
            line = MemoryLine(info, uses.get(info.id))
            line.changed.connect(self._on_use)
            line.more.clicked.connect(partial(self._on_more, line))
            self._lines.addWidget(line)
        self.none.setVisible(not fitting)

    def _on_use(self, memory: int, use: MemoryUse | None) -> None:
        if self._job is None:
            return
        others = [each for each in self._job.memories if each.memory != memory]
        place = next((at for at, each in enumerate(self._job.memories) if each.memory == memory), len(others))
        if use is not None:
            others.insert(place, use)
        stays = use is not None and any(each.memory == memory for each in self._job.memories)
        self._job = msgspec.structs.replace(self._job, memories=tuple(others))
        if stays:
            self._shown = (self._job.memories, self._memories.memories)  # the line shows it already, and has the focus
        self.changed.emit(self._job.memories)
        self._show()
        if not stays:
            self._focus(memory)

    def _focus(self, memory: int) -> None:
        for line in self.lines:
            if line.info.id == memory:
                line.used.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_new(self) -> None:
        card = NameCard(self.window(), tr("A new memory"), tr("Name"), tr("Make it"))
        card.named.connect(self._on_named)
        card.open_in_middle()

    def _on_named(self, name: str) -> None:
        if self._job is not None:
            self._memories.new(name, self._job.source, self._job.target)

    def _on_made(self, info: MemoryInfo) -> None:
        self._on_use(info.id, MemoryUse(info.id))

    def _on_progress(self, done: int, of: int) -> None:
        self.strip.setVisible(bool(of))
        self.strip.set_progress(done, of)

    # What can be done with one

    def _on_more(self, line: MemoryLine, *_sent: object) -> None:
        info = line.info
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addAction(tr("Bring translations in…")).triggered.connect(partial(self._choose_file, info))
        menu.addAction(tr("Write it as TMX…")).triggered.connect(partial(self._choose_place, info))
        menu.addAction(tr("Rename…")).triggered.connect(partial(self._rename, info))
        menu.addAction(tr("Delete…")).triggered.connect(partial(self._delete, info))
        menu.popup(line.more.mapToGlobal(QPoint(0, line.more.height())))

    def _choose_file(self, info: MemoryInfo, *_sent: object) -> None:
        from PySide6.QtWidgets import QFileDialog

        filters = ";;".join(
            (tr("Translations (*.tmx *.xlf *.xliff *.sdlxliff *.mqxliff *.po *.csv)"), tr("All files (*)"))
        )
        dialog = QFileDialog(self.window(), tr("Bring translations in"), "", filters)
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.fileSelected.connect(lambda path: self._memories.bring_in(info, Path(path)))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _choose_place(self, info: MemoryInfo, *_sent: object) -> None:
        from PySide6.QtWidgets import QFileDialog

        dialog = QFileDialog(
            self.window(), tr("Write the memory"), f"{info.name}.tmx", tr("Translation memory (*.tmx)")
        )
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix("tmx")
        dialog.fileSelected.connect(lambda path: self._memories.take_out(info, Path(path)))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _rename(self, info: MemoryInfo, *_sent: object) -> None:
        card = NameCard(self.window(), tr("Call the memory otherwise"), tr("Name"), tr("Rename"), name=info.name)
        card.named.connect(partial(self._memories.rename, info.id))
        card.open_in_middle()

    def _delete(self, info: MemoryInfo, *_sent: object) -> None:
        units = trn("{n} translation", "{n} translations", info.units)
        sentence = tr("{units} are forgotten for good, in every job.", units=units)
        card = ConfirmCard(self.window(), tr("Delete {memory}?", memory=info.name), sentence, tr("Delete"))
        card.confirmed.connect(partial(self._on_delete, info.id))
        card.open_in_middle()

    def _on_delete(self, memory: int) -> None:
        self._on_use(memory, None)
        self._memories.delete(memory)


def _primary(language: str) -> str:
    return language.lower().replace("_", "-").partition("-")[0]
