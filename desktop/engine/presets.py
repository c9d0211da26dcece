"""The providers that can be added by choosing them from a list, as data: `resources/providers.json`."""

from __future__ import annotations

import re
from functools import cache

import msgspec

from desktop.core.errors import ErrorKind, UserError
from desktop.core.provider import Preset, Provider, is_loopback, origin_of
from desktop.core.resources import resource_text
from desktop.core.words import tr

OTHER = "other"
"""The preset of a server that is none of the others."""

_PLACE = re.compile(r"\{\w+\}")
_FILLED = "[a-z0-9][a-z0-9-]{0,62}"


@cache
def load_presets() -> tuple[Preset, ...]:
    """Every preset in its order; `ValueError` when two have the same id."""
    presets = msgspec.json.decode(resource_text("providers.json"), type=tuple[Preset, ...])
    if len({preset.id for preset in presets}) != len(presets):
        raise ValueError("two presets have the same id")
    return presets


def preset_of(preset_id: str) -> Preset:
    """The preset with this id; `UserError` when there is none."""
    for preset in load_presets():
        if preset.id == preset_id:
            return preset
    raise UserError(
        ErrorKind.INPUT,
        tr("There is no kind of provider called {name}.", name=preset_id),
        tr("Those there are: {names}.", names=", ".join(preset.id for preset in load_presets())),
    )


def preset_at(address: str) -> Preset | None:
    """The preset whose servers answer at this address: by its host, or on this computer by its port."""
    origin = origin_of(address)
    for preset in load_presets():
        if not preset.address:
            continue
        if preset.free:
            if is_loopback(address) and origin.rpartition(":")[2] == origin_of(preset.address).rpartition(":")[2]:
                return preset
        elif re.fullmatch(_pattern(origin_of(preset.address)), origin):
            return preset
    return None


def genuine(provider: Provider) -> Preset | None:
    """The preset of a provider, if the provider answers where that preset's servers do; what it says then holds."""
    found = preset_at(provider.address)
    return found if found is not None and found.id == provider.preset else None


def _pattern(origin: str) -> str:
    return "".join(_FILLED if _PLACE.fullmatch(part) else re.escape(part) for part in re.split(r"(\{\w+\})", origin))
