"""One text of the draft on the page, whatever a screen puts around it: its editor, and what is said and done in it."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.core.finding import Claim, Finding
from desktop.runtime.fields import FieldSpec
from desktop.views.editor.binding import TextBinding
from desktop.views.editor.field_editor import FieldEditor
from desktop.views.item_places import offset_of_item
from desktop.views.product.field_state import FieldState
from desktop.views.tokens import Space


class TextView(QWidget):
    """What every text on a page has in common; a screen's own kind makes `editor` and `binding` and lays them out.

    Cards that are put below the text go into `under`, which the kind puts into its layout.
    """

    again_asked = Signal(str)

    editor: FieldEditor
    binding: TextBinding

    def __init__(self, spec: FieldSpec, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.spec = spec
        self._state = FieldState.IDLE
        self.under = QVBoxLayout()
        self.under.setSpacing(Space.S)

    def close_field(self) -> None:
        """Hand in what was typed, before the field goes away."""
        self.binding.close()

    @property
    def stops(self) -> tuple[QWidget, ...]:
        """What the Tab key stops at, in its order."""
        return (self.editor,)

    @property
    def addresses(self) -> tuple[str, ...]:
        """The addresses in the copy whose findings belong to it."""
        return (self.spec.name,)

    @property
    def state(self) -> FieldState:
        """What a model does with it."""
        return self._state

    def set_state(self, state: FieldState) -> None:
        """Show what a model does with it."""
        self._state = state
        writing = state is FieldState.WRITING
        self.editor.set_waiting(state is FieldState.WAITING)
        if writing:
            self.editor.show_findings([])
        else:
            self.binding.flush()
        self.editor.set_writing(writing)
        self.update()

    def set_locked(self, locked: bool) -> None:
        """Whether nothing may be changed."""
        self.editor.set_locked(locked)

    def put_below(self, card: QWidget) -> None:
        """Show a card below the text."""
        holder = QWidget()
        inside = QVBoxLayout(holder)
        inside.setContentsMargins(0, Space.S, 0, Space.S)
        inside.addWidget(card)
        card.destroyed.connect(holder.deleteLater)
        self.under.addWidget(holder)

    def show_findings(self, findings: list[Finding], claims: Mapping[Finding, Claim]) -> None:
        """Mark what was found in this field, as far as its words are still there."""
        if self._state is FieldState.WRITING:
            return
        text = self.editor.text()
        spans = []
        for finding in findings:
            start = offset_of_item(finding.field, text) + finding.start
            end = start + finding.end - finding.start
            there = finding.end > finding.start and (not finding.text or text[start:end] == finding.text)
            all_of_it = start == 0 and end >= len(text.rstrip())
            whole = all_of_it and (finding.end > _WHOLE or finding.check.startswith(_OF_FIELDS))
            if there and not whole:
                spans.append((start, end, finding))
        self.editor.show_findings(spans, claims)


_OF_FIELDS = ("search.", "readability.")
"""Findings about a field and not about its words, also when it is a short one."""

_WHOLE = 120
"""Characters from which a finding about the whole text is told in the inspector and not underlined."""
