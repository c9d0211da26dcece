"""The Preview tab: the finished file as it will look, with the words of the row lit, following the row."""

from __future__ import annotations

from PySide6.QtCore import QTimer
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.core.errors import Problem
from desktop.core.translation import Row, RowKey
from desktop.core.words import tr
from desktop.runtime.translating import Translating
from desktop.runtime.translation_layout import Layout, TranslationLayout, has_layout
from desktop.views.tokens import Space
from desktop.views.translate.layout_view import LayoutView
from desktop.views.widgets.surface import Surface
from desktop.views.widgets.text import Label

_LATER_MS = 350


class LayoutTab(QWidget):
    """Renders while it is seen, a moment after the last change."""

    def __init__(self, translating: Translating, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._translating = translating
        self.layouts = TranslationLayout(translating, self)
        self.view = LayoutView()
        self.note = Label("", "small", "text_2", wrap=True)
        self._file = 0
        self._layout = Layout(0, "")
        self._soon = QTimer(self, singleShot=True, interval=_LATER_MS)
        card = Surface(2)
        card.setProperty("card", True)
        inside = QVBoxLayout(card)
        inside.setContentsMargins(Space.L, Space.L, Space.XS, Space.XS)
        inside.addWidget(self.view)
        column = QVBoxLayout(self)
        column.setContentsMargins(Space.S, 0, Space.S, Space.S)
        column.setSpacing(Space.S)
        column.addWidget(self.note)
        column.addWidget(card, 1)
        self._soon.timeout.connect(self.refresh)
        self.layouts.came.connect(self._on_came)
        self.layouts.failed.connect(self._on_failed)
        translating.rows_changed.connect(self._on_rows)
        translating.current_changed.connect(self._on_current)
        translating.job_opened.connect(self._soon.start)
        translating.job_closed.connect(self._on_closed)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.refresh()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._soon.stop()

    def refresh(self) -> None:
        """Make the page of the file in which the writer is."""
        row = self._row
        if self.isVisible() and row is not None:
            self._file = row.key.file
            self.layouts.ask(row.key.file, row.number)

    @property
    def _row(self) -> Row | None:
        key = self._translating.current
        return self._translating.rows.get(key) if key is not None else None

    def _on_rows(self, keys: list[RowKey]) -> None:
        if self.isVisible() and any(key.file == self._file for key in keys):
            self._soon.start()

    def _on_current(self, key: RowKey | None) -> None:
        if not self.isVisible() or key is None:
            return
        row = self._row
        if key.file != self._file or (row is not None and not self._layout.has(row.number)):
            self.refresh()
        else:
            self._mark()

    def _on_closed(self) -> None:
        self._file = 0
        self.view.show_html("")

    def _on_came(self, layout: Layout) -> None:
        job = self._translating.job
        file = next((each for each in job.files if each.id == layout.file), None) if job is not None else None
        if file is None or layout.file != self._file:
            return
        if not has_layout(file):
            said = tr("This kind of file has no layout of its own: these are its rows, one after another.")
        elif layout.first:
            said = tr("The file is very long: these are the rows around the one you are at.")
        else:
            said = ""
        self.note.setText(said)
        self.note.set_tone("text_2")
        self.note.setVisible(bool(said))
        self._layout = layout
        self.view.show_html(layout.html)
        self._mark()

    def _on_failed(self, problem: Problem) -> None:
        self.note.setText(f"{problem.message} {problem.hint}".strip())
        self.note.set_tone("contradicted")
        self.note.setVisible(True)

    def _mark(self) -> None:
        """Light the words of the row; the same words in rows before it are counted."""
        row = self._row
        if row is None:
            return
        words = _shown(row)
        rows = self._translating.rows
        before = 0
        for key, each in rows.items():
            if key == row.key:
                break
            if key.file == row.key.file and self._layout.has(each.number) and words and words in _shown(each):
                before += 1
        self.view.mark(words, before)


def _shown(row: Row) -> str:
    segment = row.segment
    return (segment.source if segment.target.is_empty else segment.target).words.strip()
