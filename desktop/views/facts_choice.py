"""Which product's facts a new text begins with: the latest drafts that have some, or none."""

from __future__ import annotations

from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from desktop.core.brief import Kind
from desktop.core.draft import Draft
from desktop.core.words import tr, trn
from desktop.runtime.desk import Desk
from desktop.views.tokens import Size, Space
from desktop.views.widgets.fields import ComboBox
from desktop.views.widgets.text import Label

_PRODUCTS = 12
_NONE = ""


class FactsChoice(QWidget):
    """Asks for the latest drafts whenever it is shown; takes no room as long as none of them has facts."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._found: dict[str, Draft] = {}
        self.products = ComboBox(tr("Facts to begin with"))
        self.products.setMaximumWidth(Size.BRIEF)
        self._row = QWidget()
        label = Label(tr("With the facts of"), "base", "text_2")
        label.setBuddy(self.products)
        inner = QHBoxLayout(self._row)
        inner.setContentsMargins(0, Space.XS, 0, 0)
        inner.setSpacing(Space.S)
        inner.addWidget(label)
        inner.addWidget(self.products, 1)
        inner.addStretch(1)
        self._row.hide()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self._row)

    @property
    def product(self) -> Draft | None:
        """The draft whose facts the text begins with; `None` for none."""
        return self._found.get(str(self.products.currentData() or _NONE))

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._desk.drafts.latest(self._show_drafts)

    def _show_drafts(self, drafts: list[Draft]) -> None:
        """The latest ones; the one that was worked on last is chosen, unless that was something else."""
        found = {draft.id: draft for draft in drafts if _has_facts(draft)}
        self._found = dict(list(found.items())[:_PRODUCTS])
        self.products.clear()
        for key, draft in self._found.items():
            words = tr("{product}, {facts}", product=draft.title or tr("Without a name"), facts=_facts(draft))
            self.products.addItem(words, key)
        self.products.addItem(tr("no product"), _NONE)
        newest = bool(drafts) and _has_facts(drafts[0])
        self.products.setCurrentIndex(0 if newest else self.products.count() - 1)
        self._row.setVisible(bool(self._found))


def _has_facts(draft: Draft) -> bool:
    return draft.kind is Kind.PRODUCT and bool(draft.brief.facts)


def _facts(draft: Draft) -> str:
    return trn("{n} fact", "{n} facts", len(draft.brief.facts))
