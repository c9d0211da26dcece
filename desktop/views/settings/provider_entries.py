"""What stands in the rows of the page of providers, and in their menus."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial

from desktop.core.provider import host_of
from desktop.core.settings import LOCAL_ONLY
from desktop.core.words import tr
from desktop.runtime.desk import Desk
from desktop.runtime.provider_values import FoundServer, ProviderInfo, Standing, key_in_use, speaks_of
from desktop.runtime.providers_service import ProvidersService
from desktop.views.provider_words import (
    BARRED,
    FOUND,
    MISSING,
    READY,
    at_words,
    key_words,
    look_of,
    one_key,
    statement,
    tried_words,
    trouble_words,
)
from desktop.views.settings.provider_row import MenuEntry, Shown

_BUTTONS: dict[Standing, str] = {
    Standing.NO_KEY: "key",
    Standing.REFUSED: "key",
    Standing.LOCKED: "lock",
    Standing.UNREACHED: "retry",
    Standing.TROUBLED: "retry",
    Standing.UNTRIED: "retry",
}


def inside_row(desk: Desk) -> Shown:
    """The model inside: always first, always free."""
    ready = [model for model in desk.models.models if model.state == "ready"]
    current = desk.models.current
    first = current if current in ready else next(iter(ready), None)
    title, look = tr("Inside this computer"), look_of(Standing.UNTRIED) if first is None else READY
    if first is not None:
        line = tr("{model}, free, works offline", model=first.title)
        return Shown(title, (line,), look, picture="computer")
    if not desk.models.models:
        return Shown(title, (tr("Free, works offline"),), look, picture="computer")
    line = tr("Free, works offline; its model is not downloaded yet.")
    return Shown(title, (line,), MISSING, action=tr("Models"), action_icon="download", picture="computer")


def found_row(server: FoundServer) -> Shown:
    """A model server that runs on this computer and can be used at once."""
    line = at_words(host_of(server.address), len(server.models), free=True, found=True)
    return Shown(server.title, (line,), FOUND, action=tr("Use"), action_icon="plus")


def shown_row(desk: Desk, info: ProviderInfo) -> Shown:
    """A provider that was added."""
    service, provider = desk.providers, info.provider
    standing, trial = service.standing(provider.name), service.trial(provider.name)
    lines = [key_words(info)]
    key = key_in_use(info)
    if trial is not None and trial.problem is not None and standing is not Standing.TESTING:
        lines = [trouble_words(info, trial)]
    elif trial is not None and trial.seconds:
        lines.append(tried_words(trial.seconds, trial.models))
    elif key is not None and key.note and not service.keyring:  # said once, above the rows
        lines.append(key.note)
    if info.note:
        lines.append(info.note)
    if desk.settings.get(LOCAL_ONLY) and not provider.here:
        barred = tr("Only models on this computer are used; that is switched under Privacy.")
        return Shown(provider.title or provider.name, (lines[0], barred), BARRED, _statement(service, info))
    icon = _BUTTONS.get(standing, "")
    return Shown(
        provider.title or provider.name,
        tuple(lines),
        look_of(standing),
        _statement(service, info),
        _button_words(standing) if icon else "",
        icon,
        spent=_spent(desk, info),
    )


def menu_of(service: ProvidersService, info: ProviderInfo, runs: Mapping[str, Callable[[], None]]) -> list[MenuEntry]:
    """What can be done with a provider; `runs` holds what the page does itself."""
    provider, line = info.provider, MenuEntry()
    entries = [
        MenuEntry(tr("Models…"), "chip", runs["models"]),
        MenuEntry(tr("Test"), "retry", partial(service.test, provider.name)),
        line,
    ]
    if len(info.keys) > 1:
        used = key_in_use(info)
        for key in info.keys:
            chosen = used is not None and key.name == used.name
            words = one_key(key, named=True)
            entries.append(MenuEntry(words, run=partial(service.use_key, provider.name, key.name), chosen=chosen))
        entries.append(line)
    entries.append(MenuEntry(tr("Enter a new key"), "key", runs["key"]))
    if info.keys:
        entries.append(MenuEntry(tr("Add another key"), "plus", runs["another"]))
        used = key_in_use(info)
        if used is not None:
            delete = partial(service.delete_key, provider.name, used.name)
            entries.append(MenuEntry(tr("Delete the key in use"), "trash", delete))
    entries += [line, MenuEntry(tr("Name and address"), "pencil", runs["address"])]
    preset = service.preset(provider.preset)
    if preset is not None and preset.read_at and speaks_of(preset, provider):
        entries.append(MenuEntry(tr("What it says itself"), "globe", runs["says"]))
    entries += [line, MenuEntry(tr("Remove"), "trash", runs["remove"])]
    return entries


def _spent(desk: Desk, info: ProviderInfo) -> tuple[str, float] | None:
    """What was spent at a provider this month, and the share of its limit (negative: it has none)."""
    spent = next((each for each in desk.spending.totals.month if each.provider == info.provider.name), None)
    if spent is None or info.free:
        return None
    rate, cap = desk.spending.rate, info.provider.cap
    known = rate.show(spent.cost if spent.cost or not spent.unknown else None)
    if cap:
        words = tr("{spent} of {limit} this month", spent=known, limit=rate.show(cap))
        return words, min(1.0, spent.cost / cap)
    return tr("{spent} this month", spent=known), -1.0


def _statement(service: ProvidersService, info: ProviderInfo) -> str:
    preset = service.preset(info.provider.preset)
    return statement(preset) if preset is not None and speaks_of(preset, info.provider) else ""


def _button_words(standing: Standing) -> str:
    match standing:
        case Standing.NO_KEY:
            return tr("Enter a key")
        case Standing.REFUSED:
            return tr("Enter a new key")
        case Standing.LOCKED:
            return tr("Unlock")
        case Standing.UNTRIED:
            return tr("Test")
        case _:
            return tr("Try again")
