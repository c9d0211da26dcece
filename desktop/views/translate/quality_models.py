"""A card with the models that can be asked for another translation."""

from __future__ import annotations

from collections.abc import Callable

import msgspec
from PySide6.QtWidgets import QWidget

from desktop.core.words import tr
from desktop.runtime.comparing_values import Services
from desktop.views.model_picker import picks
from desktop.views.tokens import Size
from desktop.views.widgets.search_popover import Entry, SearchPopover, matching


def model_entries(services: Services) -> list[Entry]:
    """The models that can be asked now: those inside that are ready, the favourites of each provider, then the others.

    None of them is the one that writes: any may be asked.
    """
    ready = {each.id for each in services.models.models if each.state == "ready"}
    first, rest = picks(services)
    inside = {each.id for each in services.models.models}
    offered = [each for each in (*first, *rest) if each.value not in inside or each.value in ready]
    return [msgspec.structs.replace(each, current=False) for each in offered]


def choose_model(window: QWidget, services: Services, then: Callable[[str], None]) -> None:
    """Let one of the models be chosen; says so when there is none."""
    entries = model_entries(services)
    if not entries:
        services.notices.info(tr("There is no model to ask yet. Settings has those that can be fetched."), key="model")
        return
    height = Size.ROW * min(8, max(3, len(entries)))
    name = tr("Which model is asked?")
    chooser = SearchPopover(window, name, tr("Models"), height, lambda words: matching(entries, words))
    chooser.narrow("")
    chooser.taken.connect(lambda entry: then(str(entry.value)))
    chooser.closed.connect(chooser.deleteLater)
    chooser.open_on_top()
