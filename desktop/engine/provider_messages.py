"""The messages of the pipe that are about providers and their keys; `desktop.engine.messages` names their methods."""

from __future__ import annotations

import msgspec

from desktop.core.errors import Problem
from desktop.core.provider import KeyState, Preset, Protocol, Provider, ProviderModel


class ListProviders(msgspec.Struct, frozen=True):
    """`providers.list`: the providers that were added, and those that could be."""


class ProviderInfo(msgspec.Struct, frozen=True):
    """A provider with the state of its keys; `free` says that its models cost nothing.

    `needs_key` says whether it wants one, `note` is a sentence to show beside it: what is to be known of its address.
    """

    provider: Provider
    keys: tuple[KeyState, ...] = ()
    free: bool = False
    needs_key: bool = True
    note: str = ""


class Providers(msgspec.Struct, frozen=True):
    """The answer to `providers.list`; `keyring` says what is wrong with the system's keyring, if anything.

    `problem` is what was wrong with the file that holds the providers, and where it is now.
    """

    providers: tuple[ProviderInfo, ...]
    presets: tuple[Preset, ...]
    keyring: str = ""
    problem: Problem | None = None


class AddProvider(msgspec.Struct, frozen=True):
    """`providers.add`: add one under a name of its own; empty fields are filled in from the preset."""

    name: str
    protocol: Protocol
    address: str = ""
    preset: str = ""
    title: str = ""


class ChangeProvider(msgspec.Struct, frozen=True):
    """`providers.change`: put this in the place of the provider with its name; another origin loses the keys.

    `before` is the provider as whoever asks knew it: only what differs from it is changed, so that what somebody else
    changed meanwhile stays.
    """

    provider: Provider
    before: Provider | None = None


class RemoveProvider(msgspec.Struct, frozen=True):
    """`providers.remove`: forget a provider and delete its keys."""

    name: str


class FetchModels(msgspec.Struct, frozen=True):
    """`providers.models`: fetch the list of a provider's models anew; the answer is its `ProviderInfo`."""

    name: str


class TestProvider(msgspec.Struct, frozen=True):
    """`providers.test`: whether a provider answers and takes the key, before anything is kept; `key` may be empty.

    With `name`, the provider of that name is tested, with the key that it has under `key_name` (empty: the one in use).
    """

    protocol: Protocol = Protocol.OPENAI
    address: str = ""
    key: str = ""
    preset: str = ""
    name: str = ""
    key_name: str = ""

    __test__ = False  # pytest would take it for a test

    def __repr__(self) -> str:
        """Without the key."""
        return f"TestProvider({self.protocol}, {self.address}, {self.name})"


class Tested(msgspec.Struct, frozen=True):
    """The answer to `providers.test`: the models it has, after so many seconds, or why not.

    `address` is the one that was asked, as it would be kept; `note` what is to be known of it before it is.
    """

    seconds: float = 0.0
    models: tuple[ProviderModel, ...] = ()
    problem: Problem | None = None
    address: str = ""
    note: str = ""


class Discover(msgspec.Struct, frozen=True):
    """`providers.discover`: look for model servers on this computer (Ollama, LM Studio, llama.cpp, vLLM)."""


class FoundServer(msgspec.Struct, frozen=True):
    """A model server that runs on this computer; `name` is the provider that stands for it already, if any."""

    preset: str
    title: str
    address: str
    models: tuple[ProviderModel, ...]
    name: str = ""


class Discovered(msgspec.Struct, frozen=True):
    """The answer to `providers.discover`."""

    servers: tuple[FoundServer, ...]


class SetKey(msgspec.Struct, frozen=True):
    """`keys.set`: keep a key of a provider under a name; the answer is its `KeyState`."""

    provider: str
    key: str
    name: str = "default"

    def __repr__(self) -> str:
        """Without the key."""
        return f"SetKey({self.provider}, {self.name})"


class DeleteKey(msgspec.Struct, frozen=True):
    """`keys.delete`: delete a key of a provider; one that is not there counts as deleted."""

    provider: str
    name: str = "default"


class UnlockKeys(msgspec.Struct, frozen=True):
    """`keys.unlock`: ask the system's keyring once more, as after it was unlocked; the answer is `Providers`."""
