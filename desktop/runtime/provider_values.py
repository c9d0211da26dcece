"""What the window knows of providers, as values: how each stands, and one that is about to be added."""

from __future__ import annotations

import re
from collections.abc import Iterable
from enum import StrEnum

import msgspec

from desktop.core.calls import CallRecord
from desktop.core.errors import ErrorKind, Problem
from desktop.core.provider import KeyPlace, KeyState, Preset, Protocol, Provider, host_of, is_loopback, is_name
from desktop.core.words import tr
from desktop.engine.provider_messages import FoundServer, ProviderInfo, Tested

__all__ = ["FoundServer", "ProviderInfo", "Tested"]  # what views may take from here

DEFAULT_KEY = "default"
"""The name of a provider's first key."""

OTHER = "other"
"""The preset of a server that is none of the others."""

_WELL = "ok"
_PLACE = re.compile(r"\{(\w+)\}")


class Standing(StrEnum):
    """How a provider stands, as far as is known without asking it."""

    CONNECTED = "connected"
    UNTRIED = "untried"
    TESTING = "testing"
    NO_KEY = "no_key"
    LOCKED = "locked"
    REFUSED = "refused"
    UNPAID = "unpaid"
    UNREACHED = "unreached"
    TROUBLED = "troubled"


class Trial(msgspec.Struct, frozen=True):
    """What came of asking a provider, at a time (ISO 8601 in UTC); `models` counts those it has, 0: not asked."""

    at: str
    seconds: float = 0.0
    models: int = 0
    problem: Problem | None = None


class NewProvider(msgspec.Struct, frozen=True):
    """A provider as it was filled in, before anything is kept of it."""

    preset: str
    protocol: Protocol
    address: str
    title: str = ""
    key: str = ""

    @classmethod
    def of(cls, server: FoundServer, preset: Preset | None) -> NewProvider:
        """A server that was found on this computer."""
        protocol = preset.protocol if preset is not None else Protocol.OPENAI
        return cls(server.preset, protocol, server.address, server.title)

    def __repr__(self) -> str:
        """Without the key."""
        return f"NewProvider({self.preset}, {self.protocol}, {self.address}, {self.title})"


_AFTER = {
    ErrorKind.AUTH: Standing.REFUSED,
    ErrorKind.QUOTA: Standing.UNPAID,
    ErrorKind.NETWORK: Standing.UNREACHED,
    ErrorKind.TIMEOUT: Standing.UNREACHED,
}


def standing_of(info: ProviderInfo, trial: Trial | None, *, testing: bool) -> Standing:
    """How a provider stands."""
    if testing:
        return Standing.TESTING
    key = key_in_use(info)
    if key is not None and key.place is KeyPlace.LOCKED:
        return Standing.LOCKED
    if info.needs_key and (key is None or key.place is KeyPlace.NONE):
        return Standing.NO_KEY
    if trial is None:
        return Standing.CONNECTED if info.provider.listed_at else Standing.UNTRIED
    return _AFTER.get(trial.problem.kind, Standing.TROUBLED) if trial.problem is not None else Standing.CONNECTED


def trial_of(call: CallRecord, before: Trial | None) -> Trial | None:
    """What a call for a text says of its provider; `None` when it says nothing that was not known."""
    if call.outcome == ErrorKind.CANCELLED:
        return None
    if call.outcome != _WELL:
        return Trial(call.at, problem=Problem(ErrorKind(call.outcome), tr("The last call failed.")))
    return Trial(call.at) if before is not None and before.problem is not None else None


def key_in_use(info: ProviderInfo) -> KeyState | None:
    """The key that is sent; `None` when there is none."""
    used = info.provider.key
    return next((key for key in info.keys if not used or key.name == used), None)


def with_key(info: ProviderInfo, state: KeyState) -> ProviderInfo:
    """The provider with a key that was just kept, until the engine tells the whole."""
    keys = tuple(key for key in info.keys if key.name != state.name)
    names = tuple(dict.fromkeys((*info.provider.keys, state.name)))
    provider = msgspec.structs.replace(info.provider, keys=names, key=info.provider.key or state.name)
    return msgspec.structs.replace(info, provider=provider, keys=(*keys, state))


def free_name(wanted: str, taken: Iterable[str]) -> str:
    """A provider's name made from `wanted`: `openai`, and `openai-2` when there is one already."""
    plain = re.sub(r"[^a-z0-9._-]+", "-", wanted.lower()).strip("-._")[:32]
    base = plain if is_name(plain) else "provider"
    names = set(taken)
    number = 1
    while (name := base if number == 1 else f"{base}-{number}") in names:
        number += 1
    return name


def places_in(address: str) -> tuple[str, ...]:
    """What is to be filled in in the address of a preset: `region` of `https://{region}.example.com`."""
    return tuple(dict.fromkeys(_PLACE.findall(address)))


def filled(address: str, values: dict[str, str]) -> str:
    """The address with what the writer filled in; empty while something is missing."""
    if any(not values.get(name, "").strip() for name in places_in(address)):
        return ""
    return _PLACE.sub(lambda found: values[found.group(1)].strip(), address)


def whole_address(typed: str) -> str:
    """An address as it was typed, with its scheme: `localhost:8080` is plain http, all others are https."""
    address = typed.strip().rstrip("/")
    if not address or "://" in address:
        return address
    return f"http://{address}" if is_loopback(f"http://{address}") else f"https://{address}"


def is_open_road(address: str) -> bool:
    """Whether what is sent there can be read on the way: plain http to another computer."""
    return address.lower().startswith("http://") and not is_loopback(address)


def speaks_of(preset: Preset, provider: Provider) -> bool:
    """Whether what a preset says is true of a provider, which may have been given an address of its own."""
    pattern = _PLACE.sub("[a-z0-9-]+", re.sub(r"[.+]", r"\\\g<0>", host_of(preset.address)))
    return bool(preset.address) and re.fullmatch(pattern, provider.host) is not None
