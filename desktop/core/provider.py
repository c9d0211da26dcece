"""Providers: whose models a writer may ask besides the one inside, where they answer, what they say of themselves."""

from __future__ import annotations

import re
from collections.abc import Mapping
from enum import StrEnum
from urllib.parse import urlsplit

import msgspec

INSIDE = "local"
"""The name that the model inside bears in the place of a provider's."""

_NAME = re.compile(r"[a-z0-9][a-z0-9._-]{0,39}")
_LOOPBACK = frozenset({"localhost", "127.0.0.1", "::1"})


class Protocol(StrEnum):
    """How a provider is spoken to."""

    OPENAI = "openai"
    ANTHROPIC = "anthropic"
    GEMINI = "gemini"
    MISTRAL = "mistral"
    OLLAMA = "ollama"
    HUGGINGFACE = "huggingface"


class Price(msgspec.Struct, frozen=True):
    """What a million tokens cost, asked and answered; `as_of` is the day (ISO 8601) from which this is known."""

    prompt: float
    completion: float
    currency: str = "USD"
    as_of: str = ""

    def of(self, prompt_tokens: int, completion_tokens: int) -> float:
        """What a call costs, in `currency`."""
        return (prompt_tokens * self.prompt + completion_tokens * self.completion) / 1_000_000


class ProviderModel(msgspec.Struct, frozen=True, omit_defaults=True):
    """A model of a provider; what is 0, empty or `None` is unknown.

    `context` is how many tokens question and answer may have together, `longest_answer` how many the answer.
    `abilities` are words of a fixed list: `schema`, `vision`, `thinking`, `tools`. `passed_to` is the host to which a
    server on this computer passes the questions for this model on, as Ollama does for those in its cloud.
    """

    id: str
    title: str = ""
    context: int = 0
    longest_answer: int = 0
    price: Price | None = None
    abilities: tuple[str, ...] = ()
    passed_to: str = ""


class Provider(msgspec.Struct, frozen=True, omit_defaults=True):
    """A provider that the writer added, without its keys: those live in the keyring, under the names in `keys`.

    `preset` is the id of the entry of `resources/providers.json` it was made from, `key` the name of the key in use.
    `models` is the list as it was last fetched, at `listed_at`; `prices` are those typed by the writer, by model.
    `consented_at` is when the writer first agreed that text goes there; empty: not yet. Times are ISO 8601 in UTC.
    `cap` is what it may cost in a month, in USD; 0: no limit.
    """

    name: str
    protocol: Protocol
    address: str
    preset: str = ""
    title: str = ""
    keys: tuple[str, ...] = ()
    key: str = ""
    favourites: tuple[str, ...] = ()
    models: tuple[ProviderModel, ...] = ()
    listed_at: str = ""
    prices: Mapping[str, Price] = {}
    consented_at: str = ""
    cap: float = 0.0

    @property
    def origin(self) -> str:
        """Scheme, host and port: what a key is bound to."""
        return origin_of(self.address)

    @property
    def host(self) -> str:
        """The host and port that requests go to."""
        return host_of(self.address)

    @property
    def here(self) -> bool:
        """Whether it answers on this computer."""
        return is_loopback(self.address)


class Preset(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A provider as `resources/providers.json` describes it; `address` may hold `{region}` or `{resource}` to fill in.

    `region`, `retention` and `training` are sentences (English, shown through `tr`) on what it says of itself, read on
    `read_on` (ISO 8601) at `read_at`; empty where nothing was read. `free` is a server of the writer's own.
    """

    id: str
    title: str
    protocol: Protocol
    address: str
    needs_key: bool = True
    key_page: str = ""
    key_hint: str = ""
    free: bool = False
    region: str = ""
    retention: str = ""
    training: str = ""
    read_on: str = ""
    read_at: str = ""


class KeyPlace(StrEnum):
    """Where a key is kept, or why it is not."""

    KEYRING = "keyring"
    SESSION = "session"
    NONE = "none"
    NOT_NEEDED = "not_needed"
    LOCKED = "locked"


class KeyState(msgspec.Struct, frozen=True, omit_defaults=True):
    """A key as it may be shown: its name, where it is kept, and its last four characters when it is long enough.

    `note` is a sentence for the writer when it is not kept for good: what is missing in the system, and what helps.
    """

    name: str
    place: KeyPlace
    ending: str = ""
    note: str = ""


def is_name(text: str) -> bool:
    """Whether a provider can be called so: small letters, figures, `.`, `_`, `-`; not `local`."""
    return _NAME.fullmatch(text) is not None and text != INSIDE


def split_model(model_id: str) -> tuple[str, str]:
    """`NAME/model` as provider and model; the model's own id may hold slashes. Both empty when there is no slash."""
    name, slash, model = model_id.partition("/")
    return (name, model) if slash else ("", "")


def origin_of(address: str) -> str:
    """Scheme, host and port of an address, in small letters and with the port that the scheme implies."""
    parts = urlsplit(address.strip())
    port = parts.port or {"http": 80, "https": 443}.get(parts.scheme, 0)
    return f"{parts.scheme}://{(parts.hostname or '').lower()}:{port}"


def host_of(address: str) -> str:
    """Host and port as an address names them, without user and password."""
    return urlsplit(address).netloc.rpartition("@")[2] or address


def is_loopback(address: str) -> bool:
    """Whether an address is on this computer."""
    return (urlsplit(address).hostname or "").lower() in _LOOPBACK
