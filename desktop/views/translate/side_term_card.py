"""A card to add or change a term: what it is called, what must not be written, what it means, and where it is kept."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec
from PySide6.QtCore import QSize, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QWidget

from desktop.core.term import Term
from desktop.core.translation import TermBase
from desktop.core.words import tr
from desktop.views.tokens import Size, Space
from desktop.views.widgets.button import Button, ButtonKind
from desktop.views.widgets.fields import ComboField, LineField, Toggle
from desktop.views.widgets.popover import Popover
from desktop.views.widgets.text import Label


class TermCard(Popover):
    """`kept` sends the id of the list and the term, `deleted` both as they were. Deletes itself when it is closed."""

    kept = Signal(int, object)  # base, Term
    deleted = Signal(int, object)

    def __init__(
        self, window: QWidget, bases: Sequence[TermBase], term: Term, base: int, languages: tuple[str, str]
    ) -> None:
        self._term = term
        self._base = base
        headline = tr("Change a term") if term.id else tr("Add a term")
        super().__init__(window, headline)
        self.source = LineField(languages[0])
        self.target = LineField(languages[1])
        self.forbidden = LineField(tr("Must not be written"), placeholder=tr("Several with commas"))
        self.definition = LineField(tr("What it means"))
        self.note = LineField(tr("Note"))
        self.source_note = LineField(tr("On the source"))
        self.target_note = LineField(tr("On the translation"))
        self.case = Toggle(tr("Capitals as they are here"))
        self.base = ComboField(tr("Kept in"), [(str(each.id), each.name) for each in bases])
        self.keep = Button(tr("Keep"), ButtonKind.PRIMARY)
        self.delete = Button(tr("Delete"), ButtonKind.DANGER)
        self._fill()
        self._lay_out(headline, many=len(bases) > 1)
        for field in (self.source, self.target):
            field.text_edited.connect(self._show_ready)
        for field in self._lines():
            field.edit.returnPressed.connect(self._keep)
        self.keep.clicked.connect(self._keep)
        self.delete.clicked.connect(self._delete)
        self.setFocusProxy(self.target.edit if term.source and not term.target else self.source.edit)
        self.closed.connect(self.deleteLater)
        self._show_ready()

    def _lines(self) -> tuple[LineField, ...]:
        return (
            self.source, self.target, self.forbidden, self.definition, self.note, self.source_note, self.target_note,
        )  # fmt: skip

    def _fill(self) -> None:
        term = self._term
        values = (
            term.source, term.target, ", ".join(term.forbidden), term.definition, term.note, term.source_note,
            term.target_note,
        )  # fmt: skip
        for field, value in zip(self._lines(), values, strict=True):
            field.set_text(value)
            field.edit.setCursorPosition(0)
        self.case.setChecked(term.case)
        self.base.set_value(str(self._base))

    def _lay_out(self, headline: str, *, many: bool) -> None:
        self.body.setContentsMargins(Space.L, Space.L, Space.L, Space.L)
        self.body.setSpacing(Space.M)
        self.body.addWidget(Label(headline, "text_strong"))
        grid = QGridLayout()
        grid.setHorizontalSpacing(Space.M)
        grid.setVerticalSpacing(Space.M)
        grid.addWidget(self.source, 0, 0)
        grid.addWidget(self.target, 0, 1)
        grid.addWidget(self.forbidden, 1, 0, 1, 2)
        grid.addWidget(self.definition, 2, 0, 1, 2)
        grid.addWidget(self.note, 3, 0, 1, 2)
        grid.addWidget(self.source_note, 4, 0)
        grid.addWidget(self.target_note, 4, 1)
        self.body.addLayout(grid)
        case = QHBoxLayout()
        case.setSpacing(Space.S + Space.XXS)
        case.addWidget(self.case)
        case.addWidget(Label(tr("Capitals as they are here"), "base", "text_2"))
        case.addStretch()
        self.body.addLayout(case)
        self.body.addWidget(self.base)
        self.base.setVisible(many and not self._term.id)
        row = QHBoxLayout()
        row.setSpacing(Space.S)
        row.addWidget(self.delete)
        self.delete.setVisible(bool(self._term.id))
        row.addStretch()
        cancel = Button(tr("Cancel"), ButtonKind.QUIET)
        cancel.clicked.connect(self.close_card)
        row.addWidget(cancel)
        row.addWidget(self.keep)
        self.body.addLayout(row)

    def minimumSizeHint(self) -> QSize:
        return QSize(Size.DIALOG + Size.RAIL, super().minimumSizeHint().height())

    @property
    def term(self) -> Term:
        """The term as it stands in the card."""
        words = [field.text.strip() for field in self._lines()]
        forbidden = tuple(dict.fromkeys(part.strip() for part in words[2].split(",") if part.strip()))
        return msgspec.structs.replace(
            self._term,
            source=words[0],
            target=words[1],
            forbidden=forbidden,
            definition=words[3],
            note=words[4],
            source_note=words[5],
            target_note=words[6],
            case=self.case.isChecked(),
        )

    def _show_ready(self, _text: str = "") -> None:
        """A term needs its source, and a translation or something that is forbidden."""
        self.keep.setEnabled(bool(self.source.text.strip() and self.target.text.strip()))

    def _keep(self) -> None:
        if self.keep.isEnabled():
            base, term = int(self.base.value or self._base), self.term
            self.close_card()
            self.kept.emit(base, term)

    def _delete(self) -> None:
        self.close_card()
        self.deleted.emit(self._base, self._term)
