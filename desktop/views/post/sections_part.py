"""The outline of a post in the side panel: how many words of how many, its rows, and a way to add one."""

from __future__ import annotations

import msgspec
from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop.core.words import tr, trn
from desktop.runtime.desk import Desk
from desktop.runtime.posting_values import SectionRow
from desktop.runtime.session import DraftChange
from desktop.views.post.section_rows import OutlineEntry, entry_of
from desktop.views.post.sections_list import SectionsList
from desktop.views.post.sections_verbs import SectionsVerbs
from desktop.views.tokens import Space
from desktop.views.widgets.button import Button, ButtonKind
from desktop.views.widgets.keys import with_key
from desktop.views.widgets.text import ElidedLabel, Label

ADD_KEY = "Alt+Shift+N"
_LATE_MS = 150


class SectionsPart(QWidget):
    """Counts a while after each change, never while a key is pressed; what is not shown is not counted."""

    section_chosen = Signal(str, int)  # id, start in the body (code points) or -1
    counted = Signal()
    announced = Signal(str)

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._posting = desk.posting
        self._rows: tuple[SectionRow, ...] = ()
        self._current: tuple[str, int] = ("", -1)
        self.total = ElidedLabel("", "small", "text_2")
        self.list = SectionsList()
        self.verbs = SectionsVerbs(desk, self.list, self)
        self.hint = Label(tr("No sections yet."), "base", "text_2", wrap=True)
        self.add = Button(tr("Add a section"), ButtonKind.QUIET, icon="plus", small=True)
        self.add.set_tip(with_key(tr("A heading more at the end, with its length and what must be in it"), ADD_KEY))
        self._late = QTimer(self, singleShot=True, interval=_LATE_MS)
        self._lay_out()
        self._connect()
        self.refresh()

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setContentsMargins(Space.S, 0, Space.S, 0)
        head.setSpacing(Space.S)
        head.addWidget(Label(tr("Outline"), "small_strong", "text_2"))
        head.addStretch(1)
        head.addWidget(self.total)
        hint = QHBoxLayout()
        hint.setContentsMargins(Space.S, 0, Space.S, Space.XS)
        hint.addWidget(self.hint)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.XS)
        column.addLayout(head)
        column.addLayout(hint)
        column.addWidget(self.list, 1 << 8)
        column.addWidget(self.add)
        column.addStretch(1)

    def _connect(self) -> None:
        self._late.timeout.connect(self.refresh)
        self._posting.changed.connect(self._soon)
        session, writer = self._desk.session, self._desk.writer
        session.changed.connect(self._on_changed)
        session.opened.connect(self.refresh)
        session.locked_changed.connect(self._show_free)
        self._desk.drafts.save_state_changed.connect(self._show_free)
        writer.field_started.connect(self._show_writing)
        writer.finished.connect(self._show_writing)
        writer.failed.connect(self._show_writing)
        self.verbs.section_chosen.connect(self.section_chosen)
        self.verbs.announced.connect(self.announced)
        self.add.clicked.connect(self.add_section)
        self._show_free()

    # What is shown

    @property
    def entries(self) -> tuple[OutlineEntry, ...]:
        """The rows, from the top."""
        return self.list.entries

    def show_current(self, section_id: str, start: int = -1) -> None:
        """Light the row in which the caret is; one that only the text has is found by its `start`."""
        current = (section_id, -1 if section_id else start)
        if current != self._current:
            self._current = current
            self._show_rows()
            at = next((at for at, each in enumerate(self.entries) if each.current), -1)
            if at >= 0 and not self.list.hasFocus():
                self.list.hold(at)
                self.list.scrollTo(self.list.model().index(at, 0))

    def refresh(self, _draft: object = None) -> None:
        """Count anew, now."""
        self._late.stop()
        self._rows = self._posting.rows()
        self._show_rows()
        self._show_total()
        self.counted.emit()

    def add_section(self) -> None:
        """Ask for a section more."""
        self.verbs.add(self.add)

    def _show_rows(self) -> None:
        writing = self._posting.writing.section
        section_id, start = self._current
        entries = []
        for row in self._rows:
            here = row.id == section_id if section_id else bool(start >= 0 and not row.id and row.start == start)
            entry = entry_of(row, writing)
            entries.append(msgspec.structs.replace(entry, current=True) if here else entry)
        self.list.show_entries(entries)
        self.list.setVisible(bool(entries))
        self.hint.setVisible(not entries)

    def _show_total(self) -> None:
        written = sum(row.written for row in self._rows)
        wanted = sum(row.words for row in self._rows) or self._posting.post.goal
        if wanted:
            self.total.setText(tr("{written} of {total} words", written=written, total=wanted))
        else:
            self.total.setText(trn("{n} word", "{n} words", written) if self._rows else "")

    # What happens

    def _on_changed(self, change: DraftChange) -> None:
        place = change.place
        if not place or place.startswith(("copy.body", "write.body", "post.", "repair", "restore")):
            self._soon()

    def _soon(self) -> None:
        if self.isVisible() and not self._late.isActive():
            self._late.start()

    def _show_writing(self, _what: object = None) -> None:
        self._show_rows()

    def _show_free(self, _what: object = None) -> None:
        free = not self.verbs.locked
        self.list.set_free(free)
        self.add.setEnabled(free)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.refresh()
