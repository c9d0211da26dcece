"""The Money page: when to ask and when to stop, the currency, and what was spent where and when."""

from __future__ import annotations

from datetime import UTC, datetime

import msgspec
from PySide6.QtCore import QDate, QLocale, Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from desktop.core.calls import DaySpent, Spent
from desktop.core.limits import start_of_month, total
from desktop.core.money import US, read_amount
from desktop.core.provider import INSIDE
from desktop.core.settings import CURRENCY, RATE, RATE_ON
from desktop.core.words import tr, trn
from desktop.runtime.desk import Desk
from desktop.views.settings.page import Page, SettingRow, settings_of
from desktop.views.settings.prices_box import PricesBox
from desktop.views.tokens import Size, Space
from desktop.views.widgets.fields import ComboBox, LineEdit, NumberField
from desktop.views.widgets.progress import ProgressStrip
from desktop.views.widgets.surface import Rule
from desktop.views.widgets.text import ElidedLabel, Label

_CURRENCIES = (US, "EUR", "GBP", "SEK", "NOK", "DKK")
_MOST_CAP = 10_000
_DAYS = 31


class MoneyPage(Page):
    """Everything takes effect at once; what was spent is read when the page is shown."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(
            tr("Money"),
            tr("What models of providers may cost, and what they have. Those on this computer are free."),
            parent,
        )
        self._desk = desk
        for setting in settings_of("Money"):
            self.add_row(SettingRow(setting, desk.settings))
        self.currency = CurrencyRow(desk)
        self.add_row(self.currency)
        self.add_heading(tr("This month, by provider"))
        self.providers = ProvidersSpent(desk)
        self.column.addWidget(self.providers)
        self.add_heading(tr("Day by day"))
        self.days = DaysSpent(desk)
        self.column.addWidget(self.days)
        self.add_heading(tr("Prices"))
        self.prices = PricesBox(desk)
        self.column.addWidget(self.prices)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._desk.providers.ensure()
        self._desk.spending.refresh()


class CurrencyRow(QWidget):
    """The currency in which amounts are read, and what a dollar is in it: typed by hand, with its day."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.combo = ComboBox(tr("Currency"))
        self.combo.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.combo.setFixedWidth(Size.RAIL + Space.XL)
        for currency in _CURRENCIES:
            self.combo.addItem(currency, currency)
        self.rate = LineEdit(tr("What one US dollar is in it"), placeholder="0.92")
        self.rate.setFixedWidth(Size.RAIL + Space.L)
        self.note = Label("", "base", "text_2", wrap=True)
        words = QVBoxLayout()
        words.setSpacing(Space.XXS)
        words.addWidget(Label(tr("Currency"), "strong"))
        words.addWidget(self.note)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, Space.M, 0, Space.M)
        row.setSpacing(Space.S)
        row.addLayout(words, 1)
        row.addSpacing(Space.L)
        row.addWidget(self.rate)
        row.addWidget(self.combo)
        self.combo.activated.connect(self._on_currency)
        self.rate.editingFinished.connect(self._on_rate)
        desk.settings.changed.connect(self._on_setting)
        self.show_values()

    def show_values(self) -> None:
        """Show what is in force."""
        settings = self._desk.settings
        currency = settings.get(CURRENCY)
        self.combo.setCurrentIndex(max(0, self.combo.findData(currency)))
        if not self.rate.hasFocus():
            self.rate.setText(settings.get(RATE))
        foreign = currency != US
        self.rate.setVisible(foreign)
        typed, on = read_amount(settings.get(RATE)), settings.get(RATE_ON)
        if not foreign:
            words = tr("Prices are in US dollars.")
        elif typed is None:
            words = tr(
                "Type what one US dollar is in {currency}. Until then amounts are in dollars.", currency=currency
            )
        else:
            words = tr("One US dollar is so much; typed on {day}. No rate is fetched.", day=_date(on))
        self.note.setText(words)

    def _on_currency(self, _index: int) -> None:
        chosen = str(self.combo.currentData())
        if chosen != self._desk.settings.get(CURRENCY):
            self._desk.settings.set(RATE, "")
            self._desk.settings.set(CURRENCY, chosen)

    def _on_rate(self) -> None:
        text = self.rate.text().strip()
        if text == self._desk.settings.get(RATE):
            return
        kept = text if read_amount(text) is not None else ""
        self._desk.settings.set(RATE_ON, datetime.now(UTC).astimezone().date().isoformat() if kept else "")
        self._desk.settings.set(RATE, kept)
        self.rate.setText(kept)

    def _on_setting(self, key: str) -> None:
        if key in {CURRENCY.key, RATE.key, RATE_ON.key}:
            self.show_values()


class ProvidersSpent(QWidget):
    """A row for each provider: what it cost this month, as a bar against its limit."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self.rows: list[SpentRow] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self._none = Label(tr("No provider is added, and nothing was spent."), "base", "text_2", wrap=True)
        self._column.addWidget(self._none)
        desk.providers.changed.connect(self.show_rows)
        desk.spending.changed.connect(self.show_rows)
        desk.settings.changed.connect(self._on_setting)
        self.show_rows()

    def show_rows(self) -> None:
        """Show who cost what."""
        month = self._desk.spending.totals.month
        known = [info.provider.name for info in self._desk.providers.providers if not info.free]
        spent = [each.provider for each in month if each.provider != INSIDE and (each.cost or each.unknown)]
        names = list(dict.fromkeys((*known, *spent)))
        if [row.name for row in self.rows] != names:
            for row in self.rows:
                row.hide()
                row.deleteLater()
            self.rows = [SpentRow(self._desk, name) for name in names]
            for row in self.rows:
                self._column.addWidget(row)
        most = max((total(month, name).cost for name in names), default=0.0)
        for row in self.rows:
            row.show_spent(total(month, row.name), most)
        self._none.setVisible(not names)

    def _on_setting(self, key: str) -> None:
        if key in {CURRENCY.key, RATE.key}:
            self.show_rows()


class SpentRow(QWidget):
    """What one provider cost; its limit can be changed in place."""

    def __init__(self, desk: Desk, name: str) -> None:
        super().__init__()
        self.name = name
        self._desk = desk
        self.title = ElidedLabel("", "strong")
        self.words = Label("", "base", "text_2")
        self.bar = ProgressStrip(tr("Spent this month"))
        self.cap = NumberField(tr("Limit a month"), 0, _MOST_CAP, "US$")
        self._limit = Label(tr("Limit"), "small", "text_2")
        self.cap.changed.connect(self._on_cap)
        told = QVBoxLayout()
        told.setSpacing(Space.XS)
        head = QHBoxLayout()
        head.addWidget(self.title, 1)
        head.addWidget(self.words)
        told.addLayout(head)
        told.addWidget(self.bar)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, Space.S, 0, Space.S)
        row.setSpacing(Space.L)
        row.addLayout(told, 1)
        row.addWidget(self._limit)
        row.addWidget(self.cap)

    def show_spent(self, spent: Spent, most: float) -> None:
        """Show this; the bar is of the limit, else of what the dearest provider cost."""
        info, title = self._desk.providers.info(self.name), self._desk.providers.title(self.name)
        self.title.setText(title)
        self.cap.spin.setAccessibleName(tr("Limit of {provider} a month", provider=title))
        for part in (self._limit, self.cap):
            part.setVisible(info is not None)
        cap = info.provider.cap if info is not None else 0.0
        show = self._desk.spending.rate.show
        amount = show(spent.cost)
        words = tr("{spent} of {limit}", spent=amount, limit=show(cap)) if cap else amount
        if spent.unknown:
            words = " + ".join((words, trn("{n} unknown", "{n} unknown", spent.unknown)))
        self.words.setText(words)
        self.bar.set_progress(spent.cost, cap or most or 1.0)
        self.cap.set_value(round(cap))

    def _on_cap(self, value: int) -> None:
        info = self._desk.providers.info(self.name)
        if info is not None and info.provider.cap != value:
            self._desk.providers.change(msgspec.structs.replace(info.provider, cap=float(value)))


class DaysSpent(QWidget):
    """A table of the days of this month on which anything was called."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._days: list[DaySpent] = []
        self._grid: QWidget | None = None
        self.lines: list[tuple[str, str, str]] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._none = Label(tr("Nothing was called this month."), "base", "text_2")
        self._column.addWidget(self._none)
        desk.spending.changed.connect(self._read)
        desk.settings.changed.connect(self._on_setting)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._read()

    def _read(self) -> None:
        if self.isVisible():
            self._desk.spending.days(self._on_days, start_of_month())

    def _on_days(self, days: list[DaySpent]) -> None:
        if days != self._days:
            self._days = days
            self._show()

    def _on_setting(self, key: str) -> None:
        if key in {CURRENCY.key, RATE.key}:
            self._show()

    def _show(self) -> None:
        show = self._desk.spending.rate.show
        self.lines = [
            (_date(each.day), trn("{n} call", "{n} calls", each.calls), _cost(each, show(each.cost)))
            for each in self._days[:_DAYS]
        ]
        if self._grid is not None:
            self._grid.hide()
            self._grid.deleteLater()
        self._grid = _table(self.lines)
        self._column.addWidget(self._grid)
        self._none.setVisible(not self.lines)


def _table(lines: list[tuple[str, str, str]]) -> QWidget:
    holder = QWidget()
    grid = QGridLayout(holder)
    grid.setContentsMargins(0, Space.XS, 0, 0)
    grid.setHorizontalSpacing(Space.L)
    grid.setVerticalSpacing(Space.XS)
    grid.setColumnStretch(0, 1)
    for number, (day, calls, cost) in enumerate(lines):
        if number:
            grid.addWidget(Rule(), 2 * number - 1, 0, 1, 3)
        grid.addWidget(Label(day), 2 * number, 0)
        for column, words in ((1, calls), (2, cost)):
            grid.addWidget(Label(words, "base", "text_2"), 2 * number, column, Qt.AlignmentFlag.AlignRight)
    return holder


def _cost(day: DaySpent, amount: str) -> str:
    if not day.unknown:
        return tr("about {cost}", cost=amount) if day.estimated else amount
    return " + ".join((amount, trn("{n} unknown", "{n} unknown", day.unknown)))


def _date(iso: str) -> str:
    """A date as people write it; as it is where it cannot be read."""
    found = QDate.fromString(iso, Qt.DateFormat.ISODate)
    return QLocale().toString(found, "d MMMM yyyy") if found.isValid() else iso
