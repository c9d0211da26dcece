"""One fact looked at: where it is from, where the text uses it, and whether it is a must and approved."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop.core.brief import Brief
from desktop.core.copy import field_of
from desktop.core.finding import Claim
from desktop.core.words import tr, trn
from desktop.runtime.fields import field_label
from desktop.views import theme
from desktop.views.inspector.fact_entries import FactEntry
from desktop.views.tokens import Size, Space, Type
from desktop.views.widgets.button import Button, ButtonKind, IconButton
from desktop.views.widgets.fields import Toggle
from desktop.views.widgets.text import ElidedLabel, Label

_MOST = 4


class FactDetail(QWidget):
    """`span_asked` sends a claim whose words are to be shown, the others the id of the fact."""

    span_asked = Signal(object)  # Claim
    must_set = Signal(str, bool)
    approved_set = Signal(str, bool)
    table_asked = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._entry: FactEntry | None = None
        self.heading = ElidedLabel("", "strong")
        self.table = IconButton("table", tr("Show it in the table of facts"), size=Size.CONTROL_SMALL)
        self.origin = Label("", "small", "text_2", wrap=True)
        self.remarks = Label("", "small", "warning", wrap=True)
        self.must = Toggle(tr("Must be mentioned"))
        self.approved = Toggle(tr("Approved as evidence"))
        self.places: list[Button] = []
        self._places = QVBoxLayout()
        self._lay_out()
        self.table.clicked.connect(self._on_table)
        self.must.clicked.connect(self._on_must)
        self.approved.clicked.connect(self._on_approved)

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(Space.S)
        head.addWidget(self.heading, 1)
        head.addWidget(self.table)
        self._places.setSpacing(Space.NONE)
        column = QVBoxLayout(self)
        column.setContentsMargins(Space.L, Space.S, Space.L, Space.L)
        column.setSpacing(Space.S)
        column.addLayout(head)
        column.addWidget(self.origin)
        column.addWidget(self.remarks)
        column.addLayout(self._places)
        for toggle in (self.must, self.approved):
            row = QHBoxLayout()
            row.addWidget(Label(toggle.accessibleName()), 1)
            row.addWidget(toggle)
            column.addLayout(row)

    def show_entry(self, entry: FactEntry) -> None:
        """Show a fact."""
        if entry == self._entry:
            return
        self._entry = entry
        fact = entry.fact
        self.heading.setText(f"{fact.name}: {fact.text}" if fact.name else fact.text)
        sentence = " ".join(fact.sentence.split())
        origin = [fact.source, tr("“{words}”", words=sentence) if sentence else ""]
        self.origin.setText("\n".join(part for part in origin if part))
        self.origin.setVisible(bool(self.origin.text()))
        self.remarks.setText("\n".join(dict.fromkeys(finding.message for finding in entry.remarks)))
        self.remarks.setVisible(bool(entry.remarks))
        self.must.setChecked(fact.must_mention)
        self.approved.setChecked(fact.approved)
        self._show_places(entry)

    def _show_places(self, entry: FactEntry) -> None:
        while (item := self._places.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        self.places = []
        for claims, icon in ((entry.against, "contradicted"), (entry.uses, "check")):
            for claim in claims[:_MOST]:
                self._add_place(claim, icon, entry.brief)
        more = len(entry.uses) + len(entry.against) - len(self.places)
        if more > 0:
            self._places.addWidget(Label(trn("and {n} more place", "and {n} more places", more), "small", "text_3"))

    def _add_place(self, claim: Claim, icon: str, brief: Brief | None) -> None:
        field = field_label(field_of(claim.field), brief)
        words = tr("{field}: “{words}”", field=field, words=" ".join(claim.text.split()))
        room = Size.INSPECTOR - 2 * Space.XXL - Size.ICON_MEDIUM
        shown = QFontMetrics(theme.font(Type.SMALL)).elidedText(words, Qt.TextElideMode.ElideRight, room)
        button = Button(shown, ButtonKind.QUIET, icon=icon, small=True)
        button.setAccessibleName(words)
        button.set_tip(tr("{words}. Go there", words=words))
        button.clicked.connect(partial(self._on_place, claim))
        self.places.append(button)
        self._places.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)

    def _on_place(self, claim: Claim) -> None:
        self.span_asked.emit(claim)

    def _on_table(self) -> None:
        if self._entry is not None:
            self.table_asked.emit(self._entry.fact.id)

    def _on_must(self, on: bool) -> None:
        if self._entry is not None:
            self.must_set.emit(self._entry.fact.id, on)

    def _on_approved(self, on: bool) -> None:
        if self._entry is not None:
            self.approved_set.emit(self._entry.fact.id, on)
