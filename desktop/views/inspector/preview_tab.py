"""Preview: the search result with its measures, and the product page."""

from __future__ import annotations

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop.core.copy import Copy
from desktop.core.draft import Draft
from desktop.core.words import tr
from desktop.runtime.desk import Desk
from desktop.views.inspector.product_page import ProductPage
from desktop.views.inspector.search_preview import DESCRIPTION_CHANNEL, TITLE_CHANNEL, SearchPreview
from desktop.views.tokens import Space
from desktop.views.widgets.counter import Counter
from desktop.views.widgets.surface import Card
from desktop.views.widgets.text import Label


class PreviewTab(QWidget):
    """What readers will see; nothing is loaded, and no link opens."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._draft = Draft(desk.session.draft.id)
        self.search = SearchPreview(desk.checker)
        self.title_counter = Counter()
        self.description_counter = Counter()
        self.page = ProductPage()
        nothing = tr("As soon as there is text, you see here how readers will see it.")
        self.nothing = Label(nothing, "base", "text_3", wrap=True)
        search = Card()
        inside = QVBoxLayout(search)
        inside.setContentsMargins(Space.M, Space.M, Space.M, Space.M)
        inside.addWidget(self.search)
        page = Card()
        framed = QVBoxLayout(page)
        framed.setContentsMargins(Space.M, Space.M, Space.S, Space.M)
        framed.addWidget(self.page)
        self._parts = QWidget()
        column = QVBoxLayout(self._parts)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.S)
        column.addWidget(Label(tr("Search result"), "strong", "text_2"))
        column.addWidget(search)
        column.addLayout(_counted(tr("Title"), self.title_counter))
        column.addLayout(_counted(tr("Description"), self.description_counter))
        column.addSpacing(Space.S)
        column.addWidget(Label(tr("Product page"), "strong", "text_2"))
        column.addWidget(page, 1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(Space.L, Space.S, Space.L, Space.L)
        whole.addWidget(self.nothing)
        whole.addWidget(self._parts, 1)
        whole.addStretch(0)

    def show_draft(self, draft: Draft) -> None:
        """Show the copy of a draft."""
        self._draft = draft
        copy = draft.copy
        empty = copy.is_empty
        self.nothing.setVisible(empty)
        self._parts.setVisible(not empty)
        if empty:
            return
        self.search.show_copy(copy, draft.brief.product)
        self._count(self.title_counter, TITLE_CHANNEL, copy, "seo_title", tr("px"))
        self._count(self.description_counter, DESCRIPTION_CHANNEL, copy, "seo_description", "")
        self.page.show_copy(copy)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.PaletteChange and self.isVisible():
            self.show_draft(self._draft)

    def _count(self, counter: Counter, channel: str, copy: Copy, field: str, unit: str) -> None:
        measure = self._desk.checker.measure(channel, copy.text(field))
        counter.set_measure(measure.count, measure.limit, unit)


def _counted(words: str, counter: Counter) -> QHBoxLayout:
    row = QHBoxLayout()
    row.addWidget(Label(words, "small", "text_2"), 1)
    row.addWidget(counter)
    return row
