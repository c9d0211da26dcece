"""Below the search field: what the search is narrowed to, each a chip, and the searches that were kept."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING

import msgspec
from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from desktop.core.brief import Kind
from desktop.core.history import EVERYTHING, Facet, Facets, Filters, Shelf
from desktop.core.words import language_name, tr
from desktop.views.history import filter_words
from desktop.views.history.filter_chip import FilterChip
from desktop.views.history.names import kind_icon, kind_name
from desktop.views.tokens import Size, Space
from desktop.views.widgets.button import Button, ButtonKind
from desktop.views.widgets.keys import with_key
from desktop.views.widgets.tick_list import Tick

if TYPE_CHECKING:
    from desktop.views.history.filter_cards import TickCard

_GAP = Space.S


class FilterBar(QWidget):
    """`changed` sends the filters that the writer chose; `save_asked`, `saved_asked` and `trash_asked` say the rest.

    Arrow keys go from chip to chip; one that has nothing to choose from is not there.
    """

    changed = Signal(object)  # Filters
    save_asked = Signal()
    saved_asked = Signal()
    trash_asked = Signal()
    left_up = Signal()

    def __init__(self, save_key: str, saved_key: str, trash_key: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._filters = EVERYTHING
        self._facets = Facets()
        self._titles: dict[str, str] = {}
        self.setAccessibleName(tr("Filters"))
        line = self._chips = _Row(self)
        self.kind = FilterChip(tr("Kind"), parent=line)
        self.language = FilterChip(tr("Language"), parent=line)
        self.state = FilterChip(tr("State"), parent=line)
        self.tag = FilterChip(tr("Tag"), "tag", line)
        self.folder = FilterChip(tr("Folder"), "folder", line)
        self.model = FilterChip(tr("Model"), "chip", line)
        self.time = FilterChip(tr("Time"), "calendar", line)
        self.save = Button(tr("Save this search"), ButtonKind.QUIET, icon="bookmark", small=True)
        self.saved = Button(tr("Saved"), ButtonKind.QUIET, icon="bookmark", small=True)
        self.trash = Button(tr("Trash"), ButtonKind.QUIET, icon="trash", small=True)
        self.save.set_tip(tr("Save this search"))
        self.saved.set_tip(tr("Saved searches"))
        self.trash.set_tip(tr("What was thrown away: it stays for 30 days"))
        for button, key in ((self.save, save_key), (self.saved, saved_key), (self.trash, trash_key)):
            button.setToolTip(with_key(button.toolTip(), key))
        self.trash.setCheckable(True)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(Space.XS)
        row.addWidget(self._chips, 1)
        for button in (self.saved, self.save, self.trash):
            row.addWidget(button, 0, Qt.AlignmentFlag.AlignTop)
        self._connect()
        self.show_saved(0)
        self.show_filters(EVERYTHING, searching=False)

    @property
    def chips(self) -> tuple[FilterChip, ...]:
        """The chips in their order, also those that are not shown."""
        return (self.kind, self.language, self.state, self.tag, self.folder, self.model, self.time)

    @property
    def shown(self) -> list[FilterChip]:
        """The chips that are shown."""
        return [chip for chip in self.chips if not chip.isHidden()]

    def focus_chips(self) -> None:
        """Put the keyboard on the first chip."""
        self.shown[0].setFocus(Qt.FocusReason.ShortcutFocusReason)

    def show_facets(self, facets: Facets, titles: dict[str, str]) -> None:
        """Say what there is to choose from; `titles` are the names of models by their ids."""
        self._facets, self._titles = facets, titles
        self._show()

    def show_saved(self, count: int) -> None:
        """Say how many searches are kept."""
        self.saved.setVisible(count > 0)

    def show_filters(self, filters: Filters, *, searching: bool) -> None:
        """Show what is narrowed to; `searching` says whether there are words besides."""
        self._filters = filters
        self.save.setVisible(searching or filters != EVERYTHING)
        self.trash.setChecked(filters.shelf is Shelf.TRASH)
        self._show()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._chips.place(self.shown)

    # Inside

    def _connect(self) -> None:
        self.kind.asked.connect(self._ask_kind)
        self.language.asked.connect(self._ask_language)
        self.state.asked.connect(self._ask_state)
        self.tag.asked.connect(self._ask_tag)
        self.folder.asked.connect(self._ask_folder)
        self.model.asked.connect(self._ask_model)
        self.time.asked.connect(self._ask_time)
        cleared: tuple[tuple[FilterChip, Callable[[], None]], ...] = (
            (self.kind, partial(self._change, kinds=())),
            (self.language, partial(self._change, languages=())),
            (self.state, partial(self._change, shelf=Shelf.WORK, named=False, findings="")),
            (self.tag, partial(self._change, tags=())),
            (self.folder, partial(self._change, folder=None)),
            (self.model, partial(self._change, models=())),
            (self.time, partial(self._change, since="", until="")),
        )
        for chip, clear in cleared:
            chip.cleared.connect(clear)
            chip.stepped.connect(partial(self._step, chip))
            chip.left_up.connect(self.left_up)
        self.save.clicked.connect(self.save_asked)
        self.saved.clicked.connect(self.saved_asked)
        self.trash.clicked.connect(self.trash_asked)

    def _show(self) -> None:
        filters, facets = self._filters, self._facets
        for chip, words, there in (
            (self.kind, filter_words.kinds_words(filters), len(facets.kinds) > 1),
            (self.language, filter_words.languages_words(filters), len(facets.languages) > 1),
            (self.state, filter_words.state_words(filters), True),
            (self.tag, filter_words.tags_words(filters), bool(facets.tags)),
            (self.folder, filter_words.folder_words(filters), bool(facets.folders)),
            (self.model, filter_words.models_words(filters, self._titles), bool(facets.models)),
            (self.time, filter_words.time_words(filters), True),
        ):
            chip.set_value(words)
            chip.setVisible(there or bool(words))
        self._chips.place(self.shown)

    def _change(self, **values: object) -> None:
        self._take(msgspec.structs.replace(self._filters, **values))

    def _take(self, filters: Filters) -> None:
        if filters != self._filters:
            self._filters = filters
            self._show()
            self.changed.emit(filters)

    def _step(self, chip: FilterChip, step: int) -> None:
        shown = self.shown
        shown[(shown.index(chip) + step) % len(shown)].setFocus(Qt.FocusReason.TabFocusReason)

    def _ask_kind(self) -> None:
        ticks = [
            Tick(facet.value, _counted(kind_name(Kind(facet.value)), facet), kind_icon(Kind(facet.value)))
            for facet in self._facets.kinds
        ]
        card = self._open_ticks(self.kind, tr("Kind"), ticks, self._filters.kinds)
        card.chosen.connect(lambda chosen: self._change(kinds=tuple(Kind(value) for value in chosen)))

    def _ask_language(self) -> None:
        ticks = [Tick(facet.value, _counted(language_name(facet.value), facet)) for facet in self._facets.languages]
        card = self._open_ticks(self.language, tr("Language"), ticks, self._filters.languages)
        card.chosen.connect(lambda chosen: self._change(languages=chosen))

    def _ask_tag(self) -> None:
        ticks = [Tick(facet.value, _counted(facet.value, facet)) for facet in self._facets.tags]
        card = self._open_ticks(self.tag, tr("Tag"), ticks, self._filters.tags)
        card.chosen.connect(lambda chosen: self._change(tags=chosen))

    def _ask_model(self) -> None:
        names = {facet: filter_words.model_name(facet.value, self._titles) for facet in self._facets.models}
        ticks = [Tick(facet.value, _counted(name, facet)) for facet, name in names.items()]
        card = self._open_ticks(self.model, tr("Model"), ticks, self._filters.models)
        card.chosen.connect(lambda chosen: self._change(models=chosen))

    def _ask_folder(self) -> None:
        ticks = [Tick(facet.value, _counted(facet.value, facet), "folder") for facet in self._facets.folders]
        chosen = () if self._filters.folder is None else (self._filters.folder,)
        every = [*ticks, Tick("", tr("No folder"))]
        card = self._open_ticks(self.folder, tr("Folder"), every, chosen, single=True)
        card.chosen.connect(lambda found: self._change(folder=found[0] if found else None))

    def _ask_state(self) -> None:
        from desktop.views.history.filter_cards import StateCard

        card = StateCard(self, tr("State"), self._filters)
        card.changed.connect(self._take)
        card.open_at(self.state.rect(), self.state)

    def _ask_time(self) -> None:
        from desktop.views.history.filter_cards import TimeCard

        card = TimeCard(self, tr("Time"), self._filters)
        card.changed.connect(self._take)
        card.open_at(self.time.rect(), self.time)

    def _open_ticks(
        self, chip: FilterChip, name: str, ticks: Sequence[Tick], chosen: Sequence[str], *, single: bool = False
    ) -> TickCard:
        from desktop.views.history.filter_cards import TickCard  # cards come in when one is opened

        there = {tick.id for tick in ticks}
        every = [*ticks, *(Tick(value, value) for value in chosen if value not in there)]
        card = TickCard(self, name, every, chosen, single=single)
        card.open_at(chip.rect(), chip)
        return card


class _Row(QWidget):
    """The chips beside each other, in a second row where the first is full."""

    def place(self, chips: Sequence[FilterChip]) -> None:
        """Put them in their places."""
        left = top = 0
        for chip in chips:
            size = chip.sizeHint()
            if left and left + size.width() > self.width():
                left, top = 0, top + size.height() + Space.XS
            chip.setGeometry(QRect(left, top, size.width(), size.height()))
            left += size.width() + _GAP
        self.setFixedHeight(top + Size.TAB)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        bar = self.parentWidget()
        if isinstance(bar, FilterBar):
            self.place(bar.shown)


def _counted(name: str, facet: Facet) -> str:
    return tr("{name} ({n})", name=name, n=facet.count)
