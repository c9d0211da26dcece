"""What opens below a filter: values to tick, the shelf and which versions count, and the days between."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, timedelta

import msgspec
from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from desktop.core.history import Filters, Shelf
from desktop.core.words import tr
from desktop.views.history.filter_words import begin_of, end_of, local_day, shelf_name
from desktop.views.tokens import Size, Space
from desktop.views.widgets.button import Button, ButtonKind
from desktop.views.widgets.choice import SegmentedChoice
from desktop.views.widgets.month_picker import MonthPicker
from desktop.views.widgets.popover import Popover
from desktop.views.widgets.switch import Switch
from desktop.views.widgets.text import Label
from desktop.views.widgets.tick_list import Tick, TickList

_MOST_ROWS = 9
_SINCE, _UNTIL = "since", "until"


class TickCard(Popover):
    """Values with a tick before each that is chosen; `chosen` sends them. With `single` one at most. Deletes itself."""

    chosen = Signal(tuple)

    def __init__(
        self, window: QWidget, name: str, ticks: Sequence[Tick], chosen: Sequence[str], *, single: bool = False
    ) -> None:
        super().__init__(window, name)
        self._chosen_before = tuple(chosen)
        self._single = single
        self.list = TickList(name, ticks, chosen)
        self.list.setFixedHeight(min(len(ticks), _MOST_ROWS) * Size.CONTROL_SMALL)
        self.list.setMinimumWidth(Size.COLUMN)
        self.body.setContentsMargins(Space.S, Space.S, Space.S, Space.S)
        self.body.addWidget(self.list)
        self.setFocusProxy(self.list)
        self.list.changed.connect(self._on_changed)
        self.closed.connect(self.deleteLater)

    def _on_changed(self) -> None:
        chosen = self.list.chosen
        if self._single:
            chosen = tuple(value for value in chosen if value not in self._chosen_before)
            self.close_card()
        self.chosen.emit(chosen)


class StateCard(Popover):
    """On which shelf is looked, and for what versions; `changed` sends the filters. Deletes itself."""

    changed = Signal(object)  # Filters

    def __init__(self, window: QWidget, name: str, filters: Filters) -> None:
        super().__init__(window, name)
        self._filters = filters
        self.shelves = SegmentedChoice(
            tr("Where"), tuple((str(shelf), shelf_name(shelf)) for shelf in Shelf), str(filters.shelf)
        )
        self.named = SegmentedChoice(
            tr("Versions"), (("", tr("All")), ("named", tr("Named or kept"))), "named" if filters.named else ""
        )
        self.findings = SegmentedChoice(
            tr("Findings"), (("", tr("All")), ("some", tr("With findings")), ("none", tr("Without"))), filters.findings
        )
        self.body.setContentsMargins(Space.L, Space.M, Space.L, Space.L)
        for words, choice in (
            (tr("Where"), self.shelves),
            (tr("Versions"), self.named),
            (tr("Findings"), self.findings),
        ):
            self.body.addWidget(Label(words, "small", "text_2"))
            self.body.addWidget(choice)
            choice.chosen.connect(self._on_chosen)
        self.setFocusProxy(self.shelves.button(str(filters.shelf)))
        self.closed.connect(self.deleteLater)

    def _on_chosen(self, _value: str) -> None:
        self._filters = msgspec.structs.replace(
            self._filters,
            shelf=Shelf(self.shelves.value),
            named=self.named.value == "named",
            findings=self.findings.value,
        )
        self.changed.emit(self._filters)


class TimeCard(Popover):
    """Since when, and until when, by a few words or by a day; `changed` sends the filters. Deletes itself."""

    changed = Signal(object)  # Filters

    def __init__(self, window: QWidget, name: str, filters: Filters, today: date | None = None) -> None:
        super().__init__(window, name)
        self._filters = filters
        self._today = today or datetime.now().astimezone().date()
        self.ends = Switch(tr("Which end"), ((_SINCE, tr("Since")), (_UNTIL, tr("Until"))), _SINCE)
        self.month = MonthPicker(name, local_day(filters.since))
        self.quick: list[Button] = []
        row = QHBoxLayout()
        row.setSpacing(Space.XS)
        for words, day in (
            (tr("Today"), self._today),
            (tr("7 days"), self._today - timedelta(days=6)),
            (tr("30 days"), self._today - timedelta(days=29)),
            (tr("This year"), self._today.replace(month=1, day=1)),
        ):
            button = Button(words, ButtonKind.SECONDARY, small=True)
            button.setAccessibleDescription(tr("Since then"))
            button.clicked.connect(lambda _checked=False, day=day: self._take_since(day))
            self.quick.append(button)
            row.addWidget(button)
        row.addStretch()
        self.body.setContentsMargins(Space.M, Space.M, Space.M, Space.M)
        self.body.addLayout(row)
        self.body.addWidget(self.ends)
        self.body.addWidget(self.month)
        self.setFocusProxy(self.month.days)
        self.ends.chosen.connect(self._on_end)
        self.month.chosen.connect(self._on_day)
        self.closed.connect(self.deleteLater)

    def _on_end(self, end: str) -> None:
        self.month.show_day(local_day(self._filters.since if end == _SINCE else self._filters.until))

    def _on_day(self, day: date) -> None:
        if self.ends.value == _SINCE:
            self._take_since(day)
            return
        since = local_day(self._filters.since)
        begin = begin_of(day) if since is not None and since > day else self._filters.since
        self._send(msgspec.structs.replace(self._filters, since=begin, until=end_of(day)))

    def _take_since(self, day: date) -> None:
        until = local_day(self._filters.until)
        end = "" if until is not None and until < day else self._filters.until
        self._send(msgspec.structs.replace(self._filters, since=begin_of(day), until=end))

    def _send(self, filters: Filters) -> None:
        self._filters = filters
        self.changed.emit(filters)
        self.close_card()
