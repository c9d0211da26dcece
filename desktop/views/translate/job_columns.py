"""A card that asks once which column of a table holds what."""

from __future__ import annotations

from collections.abc import Sequence
from string import ascii_uppercase

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QWidget

from desktop.core.words import tr
from desktop.runtime.translation_tables import FirstRows, mapping_of
from desktop.views.tokens import Size, Space
from desktop.views.widgets.button import Button, ButtonKind
from desktop.views.widgets.fields import ComboField, Toggle
from desktop.views.widgets.popover import Popover
from desktop.views.widgets.surface import Surface
from desktop.views.widgets.text import ElidedLabel, Label

_NONE = "-1"
_SHOWN_COLUMNS, _SHOWN_ROWS = 5, 4


class ColumnsCard(Popover):
    """`mapped` sends the mapping of the file. Deletes itself when it is closed."""

    mapped = Signal(object)  # dict[str, str]

    def __init__(self, window: QWidget, rows: FirstRows, mapping: dict[str, str] | None = None) -> None:
        super().__init__(window, tr("Which column holds what?"))
        self._rows = rows
        names = list(rows.sheets)
        self.sheet = ComboField(tr("Sheet"), [(each, each) for each in names])
        self.source = ComboField(tr("Source"))
        self.target = ComboField(tr("Translation"))
        self.id = ComboField(tr("Key of the row"))
        self.note = ComboField(tr("Note"))
        self.state = ComboField(tr("State"))
        self.heads = Toggle(tr("The first row has headings"))
        self.heads.setChecked((mapping or {}).get("heads", "yes") == "yes")
        self.go = Button(tr("Open it"), ButtonKind.PRIMARY)
        self._shown = QGridLayout()
        self._lay_out(sheets=len(names) > 1)
        self.sheet.set_value((mapping or {}).get("sheet", next((each for each in names if rows.sheets[each]), "")))
        self._show_sheet(mapping or {})
        self.sheet.chosen.connect(lambda _name: self._show_sheet({}))
        self.heads.toggled.connect(lambda _on: self._show_sheet(self.mapping))
        for field in (self.source, self.target):
            field.chosen.connect(self._show_ready)
        self.go.clicked.connect(self._on_go)
        self.setFocusProxy(self.source.combo)
        self.closed.connect(self.deleteLater)

    def _fields(self) -> dict[str, ComboField]:
        return {"source": self.source, "target": self.target, "id": self.id, "note": self.note, "state": self.state}

    def _lay_out(self, *, sheets: bool) -> None:
        self.body.setContentsMargins(Space.L, Space.L, Space.L, Space.L)
        self.body.setSpacing(Space.M)
        self.body.addWidget(Label(tr("Which column holds what?"), "text_strong"))
        self.body.addWidget(Label(tr("The job remembers it."), "base", "text_2"))
        self.body.addWidget(self.sheet)
        self.sheet.setVisible(sheets)
        well = Surface(1)
        well.setProperty("well", True)
        self._shown.setContentsMargins(Space.M, Space.S, Space.M, Space.S)
        self._shown.setHorizontalSpacing(Space.L)
        self._shown.setVerticalSpacing(Space.XS)
        well.setLayout(self._shown)
        self.body.addWidget(well)
        head = QHBoxLayout()
        head.setSpacing(Space.S + Space.XXS)
        head.addWidget(self.heads)
        head.addWidget(Label(tr("The first row has headings"), "base", "text_2"))
        head.addStretch()
        self.body.addLayout(head)
        grid = QGridLayout()
        grid.setHorizontalSpacing(Space.M)
        grid.setVerticalSpacing(Space.M)
        for place, field in enumerate(self._fields().values()):
            grid.addWidget(field, place // 2, place % 2)
        self.body.addLayout(grid)
        row = QHBoxLayout()
        row.setSpacing(Space.S)
        row.addStretch()
        cancel = Button(tr("Cancel"), ButtonKind.QUIET)
        cancel.clicked.connect(self.close_card)
        row.addWidget(cancel)
        row.addWidget(self.go)
        self.body.addLayout(row)

    def minimumSizeHint(self) -> QSize:
        return QSize(Size.PALETTE, super().minimumSizeHint().height())

    @property
    def mapping(self) -> dict[str, str]:
        """The mapping as it stands in the card."""
        chosen = {what: int(field.value or _NONE) for what, field in self._fields().items()}
        sheet = self.sheet.value if len(self._rows.sheets) > 1 else ""
        return mapping_of(chosen, heads=self.heads.isChecked(), sheet=sheet)

    def _show_sheet(self, mapping: dict[str, str]) -> None:
        rows = self._rows.sheets.get(self.sheet.value, ())
        width = max((len(row) for row in rows), default=0)
        heads = rows[0] if rows and self.heads.isChecked() else ()
        names = [_name(place, heads) for place in range(width)]
        for what, field in self._fields().items():
            none = [] if what in ("source", "target") else [(_NONE, tr("None"))]
            field.set_choices([*none, *((str(place), name) for place, name in enumerate(names))])
        guess = {"source": "1", "target": "2"}
        for what, field in self._fields().items():
            wanted = mapping.get(what, guess.get(what, "") if not mapping else "")
            field.set_value(str(int(wanted) - 1) if wanted.isdigit() else _NONE)
        self._show_rows(rows)
        self._show_ready()

    def _show_rows(self, rows: Sequence[Sequence[str]]) -> None:
        while (item := self._shown.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        for line, row in enumerate(rows[:_SHOWN_ROWS]):
            for column, words in enumerate(row[:_SHOWN_COLUMNS]):
                kind = "small_strong" if line == 0 and self.heads.isChecked() else "small"
                label = ElidedLabel(words, kind, "text_2")
                label.setAlignment(Qt.AlignmentFlag.AlignLeft)
                self._shown.addWidget(label, line, column)
                self._shown.setColumnStretch(column, 1)

    def _show_ready(self, _value: str = "") -> None:
        self.go.setEnabled(bool(self.source.value) and self.source.value != self.target.value)

    def _on_go(self) -> None:
        mapping = self.mapping
        self.close_card()
        self.mapped.emit(mapping)


def _name(place: int, heads: Sequence[str]) -> str:
    """A column by its letter, and its heading where it has one."""
    letter = ascii_uppercase[place] if place < len(ascii_uppercase) else str(place + 1)
    head = heads[place].strip() if place < len(heads) else ""
    if not head:
        return tr("Column {letter}", letter=letter)
    return tr("{letter}: {heading}", letter=letter, heading=head)
