"""The grid of variants: models by tones by instructions, with what writing them means before anything is sent."""

from __future__ import annotations

import msgspec
from PySide6.QtCore import QEvent, QObject, QRect, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop.core.comparison import Choice, Grid
from desktop.core.words import tr
from desktop.runtime.desk import Desk
from desktop.views.compare.grid_boxes import GridBoxes
from desktop.views.compare.grid_lists import WordList, suggested_instructions, suggested_tones
from desktop.views.compare.grid_words import GridWords, instruction_words, tone_words
from desktop.views.icons import IconLabel
from desktop.views.model_picker import ModelPicker
from desktop.views.tokens import Size, Space
from desktop.views.widgets.button import Button, ButtonKind
from desktop.views.widgets.fields import NumberField
from desktop.views.widgets.popover import Popover
from desktop.views.widgets.surface import Rule
from desktop.views.widgets.text import Label

_MOST_EACH = 20


class GridPopover(Popover):
    """The card below the grid's button; each change goes to `desk.comparing` at once, and `changed` is sent."""

    changed = Signal()

    def __init__(self, desk: Desk, parent: QWidget) -> None:
        super().__init__(parent, tr("What to write"))
        self._desk = desk
        self.adder: ModelAdder | None = None
        self.boxes = GridBoxes(desk)
        self.tones = WordList(tr("Tones"), tr("Add a tone"), suggested_tones(), self._tone)
        self.instructions = WordList(
            tr("Instructions"), tr("Add an instruction"), suggested_instructions(), instruction_words
        )
        self.add_model = Button(tr("Add a model"), ButtonKind.QUIET, icon="plus", small=True)
        self.each = NumberField(tr("Variants of each box"), 1, _MOST_EACH)
        self.none = Label(tr("Add a model that is to write."), "base", "text_2")
        self.meaning = Label("", "strong", wrap=True)
        self.places = Label("", "small", "text_2", wrap=True)
        self.problem = Label("", "small", "contradicted", wrap=True)
        self._lay_out()
        self._connect()
        self.show_grid()

    def open_at(self, spot: QRect | QWidget, of: QWidget | None = None) -> None:
        """Show it below a widget, or below a spot of one."""
        self.show_grid()
        self._desk.providers.ensure()
        if isinstance(spot, QWidget):
            self.keep_within = spot.parentWidget()
            super().open_at(spot.rect(), spot)
        elif of is not None:
            super().open_at(spot, of)

    def show_grid(self) -> None:
        """Show the grid as it is."""
        grid, tone = self._desk.comparing.grid, self._desk.session.draft.brief.tone
        if self.tones.entries != grid.tones:
            self.tones.show_entries(grid.tones)
        if self.instructions.entries != grid.instructions:
            self.instructions.show_entries(grid.instructions)
        self.boxes.show_grid(grid, tone)
        self.boxes.setVisible(bool(grid.models))
        self.none.setVisible(not grid.models)
        self.each.set_value(grid.each)
        self._show_estimate()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """A press in the card of models, which stands above this one, is no press elsewhere."""
        if self.adder is not None and self.adder.isVisible():
            return False
        return super().eventFilter(watched, event)

    def _lay_out(self) -> None:
        self.body.setContentsMargins(Space.L, Space.M, Space.L, Space.M)
        lists = QHBoxLayout()
        lists.setSpacing(Space.XL)
        lists.addWidget(self.tones, 1, Qt.AlignmentFlag.AlignTop)
        lists.addWidget(self.instructions, 1, Qt.AlignmentFlag.AlignTop)
        self.boxes.setFixedWidth(Size.PALETTE)
        each = QHBoxLayout()
        each.setSpacing(Space.S)
        each.addWidget(self.add_model)
        each.addStretch(1)
        each.addWidget(Label(tr("Of each"), "small", "text_2"))
        each.addWidget(self.each)
        means = QVBoxLayout()
        means.setSpacing(Space.XXS)
        for part in (self.meaning, self.places, self.problem):
            means.addWidget(part)
        foot = QHBoxLayout()
        foot.setSpacing(Space.S)
        foot.addWidget(IconLabel("info", "text_2", Size.ICON_MEDIUM), 0, Qt.AlignmentFlag.AlignTop)
        foot.addLayout(means, 1)
        self.body.addLayout(lists)
        self.body.addWidget(self.boxes)
        self.body.addWidget(self.none)
        self.body.addLayout(each)
        self.body.addWidget(Rule())
        self.body.addLayout(foot)
        self.setFocusProxy(self.boxes)

    def _connect(self) -> None:
        self.boxes.toggled.connect(self._toggle)
        self.boxes.removed.connect(self._remove_model)
        self.add_model.clicked.connect(self._choose_model)
        self.each.changed.connect(lambda each: self._set(msgspec.structs.replace(self._grid, each=each)))
        self.tones.changed.connect(lambda tones: self._set(msgspec.structs.replace(self._grid, tones=tones)))
        self.instructions.changed.connect(
            lambda found: self._set(msgspec.structs.replace(self._grid, instructions=found))
        )
        comparing = self._desk.comparing
        comparing.estimated.connect(self._show_estimate)
        comparing.opened.connect(self.show_grid)
        comparing.changed.connect(self._on_changed)
        self._desk.providers.changed.connect(self.show_grid)

    @property
    def _grid(self) -> Grid:
        return self._desk.comparing.grid

    def _set(self, grid: Grid) -> None:
        """Choose this grid; boxes that are no longer there are not remembered as left out."""
        boxes = set(grid.boxes)
        grid = msgspec.structs.replace(grid, left_out=tuple(each for each in grid.left_out if each in boxes))
        if grid != self._grid:
            self._desk.comparing.set_grid(grid)
            self.show_grid()
            self.changed.emit()
        self.refit()

    def _toggle(self, choice: Choice) -> None:
        kept = tuple(each for each in self._grid.left_out if each != choice)
        left_out = kept if choice in self._grid.left_out else (*kept, choice)
        self._set(msgspec.structs.replace(self._grid, left_out=left_out))

    def _remove_model(self, model: str) -> None:
        models = tuple(each for each in self._grid.models if each != model)
        self._set(msgspec.structs.replace(self._grid, models=models))
        if not models:
            self.add_model.setFocus(Qt.FocusReason.OtherFocusReason)

    def _choose_model(self) -> None:
        self.adder = ModelAdder(self._window, self._desk)
        self.adder.added.connect(self._add_model)
        self.adder.closed.connect(self._on_adder_closed)
        self.adder.open_on_top()

    def _add_model(self, model: str) -> None:
        if model not in self._grid.models:
            self._set(msgspec.structs.replace(self._grid, models=(*self._grid.models, model)))

    def _on_adder_closed(self) -> None:
        adder, self.adder = self.adder, None
        if adder is not None:
            adder.deleteLater()

    def _on_changed(self) -> None:
        if self.boxes.grid != self._grid:
            self.show_grid()

    def _show_estimate(self, _estimate: object = None) -> None:
        estimate = self._desk.comparing.estimate
        words = GridWords(self._grid, estimate, self._desk.spending.rate)
        self.meaning.setText(words.whole)
        self.places.setText(words.places)
        self.places.setVisible(bool(words.places))
        self.places.set_tone("text_2" if estimate.leaves else "supported")
        problem = estimate.problem
        self.problem.setText(" ".join(part for part in (problem.message, problem.hint) if part) if problem else "")
        self.problem.setVisible(problem is not None)
        self.refit()

    def _tone(self, tone: str) -> str:
        return tone_words(tone, self._desk.session.draft.brief.tone)


class ModelAdder(ModelPicker):
    """The same list of models; the one that is taken joins the grid, and what writes by itself stays as it is."""

    added = Signal(str)

    def __init__(self, window: QWidget, desk: Desk) -> None:
        super().__init__(window, desk)
        self.taken.disconnect()  # taking it would choose it for the desk
        self.taken.connect(lambda entry: self.added.emit(str(entry.value)))
