"""Choosing the model that writes: those inside, the favourites, and by search every model of every provider."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from desktop.core.calls import Purpose
from desktop.core.money import Rate
from desktop.core.settings import LOCAL_ONLY
from desktop.core.words import tr, trn
from desktop.runtime.comparing_values import Services
from desktop.runtime.desk import Desk
from desktop.runtime.provider_values import ProviderInfo
from desktop.views.moments import size_words
from desktop.views.provider_words import price_words
from desktop.views.tokens import Size
from desktop.views.widgets.button import Button, ButtonKind
from desktop.views.widgets.search_popover import Entry, SearchPopover, matching
from desktop.views.widgets.text import Label

_ROWS = 8


class ModelPicker(SearchPopover):
    """Typing narrows the models, Enter has the chosen one write from now on; an entry stands for a model's id."""

    def __init__(self, window: QWidget, desk: Desk) -> None:
        super().__init__(window, tr("Choose the model"), tr("Models"), _ROWS * Size.ROW, self._found)
        self._desk = desk
        self._first: list[Entry] = []
        self._rest: list[Entry] = []
        self.field.setPlaceholderText(tr("Which model is to write?"))
        self.hint = Label("", "small", "text_2", wrap=True)
        self.providers = Button(tr("Providers and keys"), ButtonKind.QUIET, icon="cloud", small=True)
        self.body.addWidget(self.hint)
        self.body.addWidget(self.providers, 0, Qt.AlignmentFlag.AlignLeft)
        self.taken.connect(lambda entry: desk.providers.choose(entry.value))
        self.providers.clicked.connect(self._open_providers)
        desk.providers.changed.connect(self._refresh)
        desk.models.changed.connect(self._refresh)
        self._refresh()
        desk.providers.ensure()

    def narrow(self, text: str) -> None:
        """Show what is found, with the choice kept where it was, or on the model that writes."""
        before = self.chosen
        super().narrow(text)
        rest = 0 if text.split() else len(self._rest)
        self.hint.setText(
            trn("Type to search {n} more model.", "Type to search {n} more models.", rest) if rest else ""
        )
        self.hint.setVisible(bool(rest))
        kept = (row for row, entry in enumerate(self.shown) if before is not None and entry.value == before.value)
        writing = (row for row, entry in enumerate(self.shown) if entry.current and before is None)
        for row in (*kept, *writing):
            self.choose(row)
        self.refit()

    def _found(self, words: Sequence[str]) -> Sequence[Entry]:
        return matching([*self._first, *self._rest], words) if words else self._first

    def _refresh(self) -> None:
        self._first, self._rest = picks(self._desk)
        self.narrow(self.field.text())

    def _open_providers(self) -> None:
        self.close_card()
        self._desk.providers.key_asked.emit("")


def picks(desk: Desk | Services) -> tuple[list[Entry], list[Entry]]:
    """The models that are shown at once (those inside, the favourites, the one that writes), and all others."""
    first = _inside(desk)
    rest: list[Entry] = []
    for info in desk.providers.providers:
        for own_id, entry in _of_provider(desk, info):
            (first if entry.current or own_id in info.provider.favourites else rest).append(entry)
    return first, rest


def _inside(desk: Desk | Services) -> list[Entry]:
    current = desk.models.current
    inside = tr("on this computer")
    found = []
    for model in desk.models.models:
        here = model.state == "ready"
        place = tr("{place}, free", place=inside) if here else tr("{size} to download", size=size_words(model.size))
        search = f"{model.title} {model.id} {inside}".casefold()
        is_current = current is not None and current.id == model.id
        found.append(_entry(model.id, model.title, place, "computer", search, current=is_current))
    return found


def _of_provider(desk: Desk | Services, info: ProviderInfo) -> Iterator[tuple[str, Entry]]:
    """Each model of a provider: its own id, and its entry."""
    provider, service = info.provider, desk.providers
    title, chosen = service.title(provider.name), service.model_for(Purpose.WRITE)
    rate = Rate.of(desk.settings.settings)
    local_only = desk.settings.get(LOCAL_ONLY)
    free = tr("free")
    listed = {model.id: model for model in provider.models}
    for own_id in dict.fromkeys((*provider.favourites, *listed)):
        model = listed.get(own_id)
        model_id = f"{provider.name}/{own_id}"
        stays = service.stays_here(model_id)
        price = provider.prices.get(own_id, model.price if model is not None else None)
        cost = price_words(price, rate, free=info.free and stays)
        words = (model.title if model is not None else "") or own_id
        icon = "star" if own_id in provider.favourites else "computer" if stays else "cloud"
        search = f"{words} {own_id} {title}".casefold()
        is_open = stays or not local_only
        place = f"{title}, {cost}" if cost == free else title
        if not is_open:
            place = tr("only models on this computer may be used here")
        yield own_id, _entry(model_id, words, place, icon, search, current=model_id == chosen, is_open=is_open)


def _entry(
    model_id: str, words: str, place: str, icon: str, search: str, *, current: bool, is_open: bool = True
) -> Entry:
    spoken = tr("writes now") if current else ""
    return Entry(model_id, words, place, icon, search, spoken, is_open, current)
