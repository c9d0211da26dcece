"""Prices typed by hand: for models that the list does not know, or knows wrongly."""

from __future__ import annotations

from datetime import UTC, datetime
from functools import partial

import msgspec
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop.core.money import read_amount
from desktop.core.provider import Price, Provider, split_model
from desktop.core.settings import MODEL
from desktop.core.words import tr
from desktop.runtime.desk import Desk
from desktop.views.tokens import Size, Space
from desktop.views.widgets.button import Button, ButtonKind
from desktop.views.widgets.fields import ComboField, LineField
from desktop.views.widgets.text import Label


class PricesBox(QWidget):
    """A form for one price, and the prices that were typed, each with its day."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self.rows: list[PriceRow] = []
        self._typed: list[tuple[str, Price]] = []
        self.model = ComboField(tr("Model"))
        self.read = LineField(tr("US$ for a million tokens sent"), placeholder="0.25")
        self.write = LineField(tr("US$ for a million tokens written"), placeholder="2.00")
        self.known = Label("", "small", "text_2", wrap=True)
        self.keep = Button(tr("Keep this price"), ButtonKind.SECONDARY, icon="check", small=True)
        self._form = QWidget()
        self._lay_out()
        self.model.chosen.connect(self._show_known)
        self.read.text_edited.connect(self._allow)
        self.write.text_edited.connect(self._allow)
        self.keep.clicked.connect(self._on_keep)
        desk.providers.changed.connect(self.show_prices)
        self.show_prices()

    def show_prices(self) -> None:
        """Show which models there are and what was typed for them."""
        costly = [info for info in self._desk.providers.providers if not info.free]
        choices = [choice for info in costly for choice in self._models_of(info.provider)]
        self.model.set_choices(choices)
        self._form.setVisible(bool(choices))
        typed = [
            (f"{info.provider.name}/{own}", price) for info in costly for own, price in info.provider.prices.items()
        ]
        if typed != self._typed:
            self._typed = typed
            self._show_rows()
        self._show_known()

    def _lay_out(self) -> None:
        about = tr(
            "Prices come from a list inside the program and are never fetched. Type one where it is missing or wrong,"
            " as the provider’s own page of prices has it."
        )
        form = QVBoxLayout(self._form)
        form.setContentsMargins(0, 0, 0, 0)
        form.setSpacing(Space.S)
        form.addWidget(self.model)
        form.addWidget(self.known)
        amounts = QHBoxLayout()
        amounts.setSpacing(Space.M)
        amounts.addWidget(self.read)
        amounts.addWidget(self.write)
        form.addLayout(amounts)
        form.addWidget(self.keep, 0, Qt.AlignmentFlag.AlignLeft)
        self._rows = QVBoxLayout()
        self._rows.setSpacing(0)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.M)
        column.addWidget(Label(about, "base", "text_2", wrap=True))
        column.addWidget(self._form)
        column.addLayout(self._rows)

    def _models_of(self, provider: Provider) -> list[tuple[str, str]]:
        """The models of a provider, first those in use: favourites, the one that writes, those with a typed price."""
        name, own = split_model(self._desk.settings.get(MODEL))
        used = [*provider.favourites, *([own] if name == provider.name else []), *provider.prices]
        rest = [model.id for model in provider.models]
        title = self._desk.providers.title(provider.name)
        return [(f"{provider.name}/{each}", f"{title}: {each}") for each in dict.fromkeys((*used, *rest))]

    def _show_rows(self) -> None:
        for row in self.rows:
            row.hide()
            row.deleteLater()
        self.rows = [PriceRow(model_id, price) for model_id, price in self._typed]
        for row in self.rows:
            row.remove.clicked.connect(partial(self._on_remove, row.model_id))
            self._rows.addWidget(row)

    def _price(self, model_id: str) -> Price | None:
        name, own = split_model(model_id)
        info = self._desk.providers.info(name)
        model = self._desk.providers.model(model_id)
        typed = info.provider.prices.get(own) if info is not None else None
        return typed or (model.price if model is not None else None)

    def _show_known(self, _value: str = "") -> None:
        price = self._price(self.model.value)
        if price is not None:
            words = _price_words(price)
        elif self._desk.providers.model(self.model.value) is None:
            words = tr("Fetch the provider’s list of models to see its price.")
        else:
            words = tr("Its price is not known.")
        self.known.setText(words)
        self._allow()

    def _allow(self, _text: str = "") -> None:
        self.keep.setEnabled(self._amounts() is not None and bool(self.model.value))

    def _amounts(self) -> tuple[float, float] | None:
        read, write = _amount(self.read.text), _amount(self.write.text)
        return (read, write) if read is not None and write is not None else None

    def _on_keep(self) -> None:
        amounts = self._amounts()
        name, own = split_model(self.model.value)
        info = self._desk.providers.info(name)
        if amounts is None or info is None:
            return
        price = Price(*amounts, as_of=datetime.now(UTC).astimezone().date().isoformat())
        self._put(info.provider, {**info.provider.prices, own: price})
        self.read.set_text("")
        self.write.set_text("")
        self._allow()

    def _on_remove(self, model_id: str, _checked: bool = False) -> None:  # noqa: FBT002 - what Qt sends
        name, own = split_model(model_id)
        info = self._desk.providers.info(name)
        if info is not None:
            self._put(info.provider, {each: price for each, price in info.provider.prices.items() if each != own})

    def _put(self, provider: Provider, prices: dict[str, Price]) -> None:
        self._desk.providers.change(msgspec.structs.replace(provider, prices=prices))


class PriceRow(QWidget):
    """A price that was typed."""

    def __init__(self, model_id: str, price: Price) -> None:
        super().__init__()
        self.model_id = model_id
        self.remove = Button(tr("Remove"), icon="trash", small=True)
        self.remove.setAccessibleDescription(model_id)
        self.words = Label(_price_words(price), "base", "text_2", wrap=True)
        words = QVBoxLayout()
        words.setSpacing(Space.XXS)
        words.addWidget(Label(model_id, "strong", wrap=True))
        words.addWidget(self.words)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, Space.S, 0, Space.S)
        row.addLayout(words, 1)
        row.addWidget(self.remove, 0, Qt.AlignmentFlag.AlignVCenter)
        self.setMinimumHeight(Size.ROW)


def _price_words(price: Price) -> str:
    """A price as it is typed, with the day from which it is known."""
    amounts = tr(
        "{read} sent, {write} written, for a million tokens in {currency}",
        read=f"{price.prompt:g}", write=f"{price.completion:g}", currency=price.currency,
    )  # fmt: skip
    return tr("{price}; as of {day}", price=amounts, day=price.as_of) if price.as_of else amounts


def _amount(text: str) -> float | None:
    """An amount, which may be nothing at all: some models cost only what is written."""
    return 0.0 if text.strip() in {"0", "0.0", "0,0", "0.00", "0,00"} else read_amount(text)
