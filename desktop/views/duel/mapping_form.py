"""Which column of a file says what; asked once for files of one kind, with the first rows in view."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from desktop.core.outcomes import Metric
from desktop.core.words import tr, trn
from desktop.runtime.results import ResultsMapping, ResultsTable
from desktop.views.duel.outcome_rows import metric_words
from desktop.views.tokens import Size, Space
from desktop.views.widgets.button import Button, ButtonKind
from desktop.views.widgets.fields import ComboField, LineField
from desktop.views.widgets.surface import Card, Rule
from desktop.views.widgets.text import ElidedLabel, Label

_ROWS = 4
_COLUMNS = 8
_NONE = "-1"


class MappingForm(Card):
    """`used` sends the table and its `ResultsMapping`; `left` puts the form away."""

    used = Signal(object, object)
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(tr("What the columns mean"))
        self._table: ResultsTable | None = None
        self._preview: QWidget | None = None
        self.file = ElidedLabel("", "strong")
        self.name = ComboField(tr("Name of the text"))
        self.shown = ComboField(tr("How many saw it"))
        self.happened = ComboField(tr("How often it happened"))
        self.counts = ComboField(tr("What that counts"), [(each.value, metric_words(each)) for each in Metric])
        self.amount = ComboField(tr("Money that came of it"))
        self.currency = LineField(tr("Currency"), placeholder="EUR")
        self.use = Button(tr("Use these figures"), ButtonKind.PRIMARY, icon="check")
        self.cancel = Button(tr("Cancel"))
        self.hint = Label("", "small", "warning", wrap=True)
        self._lay_out()
        for part in (self.name, self.shown, self.happened, self.counts, self.amount):
            part.chosen.connect(self._on_chosen)
        self.use.clicked.connect(self._use)
        self.cancel.clicked.connect(self.left)
        self.setFocusProxy(self.name.combo)

    @property
    def mapping(self) -> ResultsMapping:
        """What is chosen."""
        return ResultsMapping(
            name=int(self.name.value or _NONE),
            shown=int(self.shown.value or _NONE),
            happened=int(self.happened.value or _NONE),
            amount=int(self.amount.value or _NONE),
            metric=Metric(self.counts.value or Metric.CLICKS),
            currency=self.currency.text.strip().upper(),
        )

    def show_table(self, table: ResultsTable) -> None:
        """Ask for the columns of this file; what is likely meant is chosen already."""
        self._table = table
        self.file.setText(tr("{file}: {rows}", file=table.source, rows=trn("{n} row", "{n} rows", len(table.rows))))
        headers = [(str(place), words or tr("Column {n}", n=place + 1)) for place, words in enumerate(table.headers)]
        for field in (self.name, self.shown, self.happened, self.amount):
            field.set_choices(((_NONE, tr("none")), *headers))
        guessed = table.guessed
        for field, place in (
            (self.name, guessed.name),
            (self.shown, guessed.shown),
            (self.happened, guessed.happened),
            (self.amount, guessed.amount),
        ):
            field.set_value(str(place))
        self.counts.set_value(guessed.metric.value)
        self.currency.set_text(guessed.currency)
        self._on_chosen()

    def _lay_out(self) -> None:
        grid = QGridLayout()
        grid.setHorizontalSpacing(Space.L)
        grid.setVerticalSpacing(Space.M)
        for place, field in enumerate((self.name, self.shown, self.happened, self.counts, self.amount, self.currency)):
            grid.addWidget(field, place // 3, place % 3)
            grid.setColumnStretch(place % 3, 1)
        buttons = QHBoxLayout()
        buttons.setSpacing(Space.S)
        buttons.addWidget(self.use)
        buttons.addWidget(self.cancel)
        buttons.addWidget(self.hint, 1)
        self._scroll = QScrollArea()
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setWidgetResizable(True)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setAccessibleName(tr("The first rows of the file"))
        column = QVBoxLayout(self)
        column.setContentsMargins(Space.L, Space.M, Space.L, Space.L)
        column.setSpacing(Space.M)
        column.addWidget(self.file)
        column.addWidget(self._scroll)
        column.addLayout(grid)
        column.addLayout(buttons)

    def _on_chosen(self, _value: str = "") -> None:
        mapping = self.mapping
        self.use.setEnabled(mapping.usable)
        self.hint.setText(
            "" if mapping.usable else tr("Say which columns hold the text, how many saw it, and how often it happened.")
        )
        self.currency.setVisible(mapping.amount >= 0)
        self._show_preview(mapping)

    def _show_preview(self, mapping: ResultsMapping) -> None:
        """The first rows; above each column stands what it is taken for."""
        if self._table is None:
            return
        holder = QWidget()
        holder.setProperty("page", True)
        grid = QGridLayout(holder)
        grid.setContentsMargins(0, 0, 0, Space.XS)
        grid.setHorizontalSpacing(Space.L)
        grid.setVerticalSpacing(Space.XS)
        meant = {
            mapping.name: tr("text"),
            mapping.shown: tr("saw it"),
            mapping.happened: metric_words(mapping.metric).lower(),
            mapping.amount: tr("money"),
        }
        headers = self._table.headers[:_COLUMNS]
        for place, header in enumerate(headers):
            grid.addWidget(Label(meant.get(place, ""), "small_strong", "accent"), 0, place)
            grid.addWidget(_cell(header, "text_2"), 1, place)
            grid.setColumnStretch(place, 1)
        grid.addWidget(Rule(), 2, 0, 1, max(1, len(headers)))
        for number, row in enumerate(self._table.rows[:_ROWS]):
            for place, words in enumerate(row[: len(headers)]):
                grid.addWidget(_cell(words, "text_1" if place in meant else "text_2"), 3 + number, place)
        self._scroll.setWidget(holder)
        self._scroll.setFixedHeight(holder.sizeHint().height() + Size.SCROLL_BAR)

    def _use(self) -> None:
        if self._table is not None and self.mapping.usable:
            self.used.emit(self._table, self.mapping)


def _cell(words: str, tone: str) -> Label:
    label = ElidedLabel(words, "base", tone)
    label.setMinimumWidth(Size.RAIL)
    label.setAlignment(Qt.AlignmentFlag.AlignLeft)
    return label
