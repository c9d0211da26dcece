"""Model servers that run on this computer, found by asking the ports where they usually answer; only when asked to."""

from __future__ import annotations

import asyncio

from desktop.core.errors import CopydeskError, ErrorKind
from desktop.core.provider import Preset, Provider, ProviderModel, is_loopback, origin_of
from desktop.engine.model_lists import ModelLists
from desktop.engine.presets import OTHER, load_presets, preset_of
from desktop.engine.provider_messages import FoundServer
from desktop.engine.route import Route

_OWNERS = {"llamacpp": "llamacpp", "vllm": "vllm"}
"""What these servers call the owner of their models: many programs answer at the ports 8000 and 8080."""

PROBE_S = 0.5
"""How long a server of this computer may take to answer, in seconds."""


async def discover(
    lists: ModelLists, providers: tuple[Provider, ...], presets: tuple[Preset, ...] | None = None
) -> tuple[FoundServer, ...]:
    """The servers that answer, in the order of the presets; each port is asked once, all at the same time."""
    found = await asyncio.gather(*(_probe(lists, preset) for preset in presets or load_presets() if preset.free))
    return tuple(
        FoundServer(preset.id, preset.title, address, models, _standing_for(address, providers))
        for preset, address, models in (each for each in found if each is not None)
    )


async def _probe(lists: ModelLists, preset: Preset) -> tuple[Preset, str, tuple[ProviderModel, ...]] | None:
    route = Route(preset.id, "", preset.address, protocol=preset.protocol, title=preset.title)
    try:
        models, owners = await lists.look(route, PROBE_S)
    except CopydeskError as error:
        # A server that wants a key is one that runs.
        return (preset, preset.address, ()) if error.problem.kind is ErrorKind.AUTH else None
    if preset.id in _OWNERS and owners and owners != {_OWNERS[preset.id]}:
        preset = preset_of(OTHER)
    return preset, route.base_url, models


def _standing_for(address: str, providers: tuple[Provider, ...]) -> str:
    """The name of the provider that stands for a server of this computer already, however it names this computer."""
    port = origin_of(address).rpartition(":")[2]
    for provider in providers:
        if is_loopback(provider.address) and origin_of(provider.address).rpartition(":")[2] == port:
            return provider.name
    return ""
