"""What models cost and can do, from the table that comes with litellm: read as a file, without importing litellm.

The table is as old as the litellm that is installed. It is matched by where a provider answers and by the model's own
id; what it does not hold stays unknown.
"""

from __future__ import annotations

import asyncio
import importlib.metadata
import re
from collections.abc import Mapping
from importlib.util import find_spec
from pathlib import Path

import msgspec

from desktop.core.provider import Preset, Price, ProviderModel

RELEASED = {"1.106.2": "2026-10-21"}
"""The day on which a version of litellm, and the table in it, was published, by the package index (`upload-time`)."""

_FILE = "model_prices_and_context_window_backup.json"
_NAMES = {
    "openai": ("openai", ""),
    "anthropic": ("anthropic", ""),
    "gemini": ("gemini", "gemini/"),
    "mistral": ("mistral", "mistral/"),
    "groq": ("groq", "groq/"),
    "deepseek": ("deepseek", "deepseek/"),
    "xai": ("xai", "xai/"),
    "openrouter": ("openrouter", "openrouter/"),
    "huggingface": ("huggingface", "huggingface/"),
    "azure": ("azure", "azure/"),
    "bedrock": ("bedrock_mantle", "bedrock_mantle/"),
}
"""Per preset what the table calls the provider, and what stands before its models' ids."""

_TELLING = frozenset({"openai", "gemini", "groq", "xai"})
"""Where the names are a company's own, and a name tells what a model is for."""

_NO_CHAT = re.compile(
    r"embed|whisper|tts|dall-e|moderation|image|audio|realtime|transcri|speech|voice|video|sora|veo|imagen|rerank|ocr"
    r"|guard|davinci|babbage|turbo-instruct|search-(api|preview)|computer-use|deep-research|codex|aqa|live",
    re.IGNORECASE,
)


class Entry(msgspec.Struct, frozen=True):
    """What the table says of a model; prices in USD for one token."""

    litellm_provider: str = ""
    mode: str = ""
    input_cost_per_token: float | None = None
    output_cost_per_token: float | None = None
    max_input_tokens: float | None = None
    max_output_tokens: float | None = None
    supports_response_schema: bool | None = None
    supports_vision: bool | None = None
    supports_reasoning: bool | None = None
    supports_function_calling: bool | None = None

    @property
    def abilities(self) -> tuple[str, ...]:
        """The words for what it can do, in the order of `ProviderModel.abilities`."""
        return tuple(
            word
            for word, can in (
                ("schema", self.supports_response_schema),
                ("vision", self.supports_vision),
                ("thinking", self.supports_reasoning),
                ("tools", self.supports_function_calling),
            )
            if can
        )


class PriceTable:
    """The table, with the day (ISO 8601; empty: unknown) from which it is."""

    def __init__(self, entries: Mapping[str, Entry], as_of: str) -> None:
        self._entries = entries
        self.as_of = as_of

    def find(self, preset: Preset | None, model_id: str) -> Entry | None:
        """What the table says of a model that is asked at the servers of a preset."""
        known = _NAMES.get(preset.id) if preset is not None else None
        if known is None:
            return None
        entry = self._entries.get(known[1] + model_id)
        return entry if entry is not None and entry.litellm_provider == known[0] else None

    def price(self, entry: Entry) -> Price | None:
        """The price of an entry for a million tokens; `None` when it is unknown, which the table may write as 0."""
        asked, answered = entry.input_cost_per_token, entry.output_cost_per_token
        if asked is None or answered is None or asked + answered <= 0:
            return None
        return Price(round(asked * 1_000_000, 6), round(answered * 1_000_000, 6), as_of=self.as_of)

    def enrich(self, preset: Preset | None, model: ProviderModel) -> ProviderModel | None:
        """The model with what the table adds to what the provider said; `None` when it does not write text."""
        if preset is not None and preset.id in _TELLING and _NO_CHAT.search(model.id):
            return None
        entry = self.find(preset, model.id)
        if entry is None:
            return model
        if entry.mode not in {"chat", ""}:
            return None
        return msgspec.structs.replace(
            model,
            context=model.context or int(entry.max_input_tokens or 0),
            longest_answer=model.longest_answer or int(entry.max_output_tokens or 0),
            price=model.price or self.price(entry),
            abilities=model.abilities or entry.abilities,
        )


class Prices:
    """The table, read once and off the event loop by whoever asks first."""

    def __init__(self) -> None:
        self._table: asyncio.Future[PriceTable] | None = None

    async def table(self) -> PriceTable:
        """The table; an empty one where litellm has none."""
        if self._table is None:
            self._table = asyncio.get_running_loop().run_in_executor(None, read_table)
        return await asyncio.shield(self._table)


def read_table() -> PriceTable:
    """Read the table of the litellm that is installed (about 3 MB); an empty one where it is missing or unreadable."""
    path = _path()
    try:
        raw = msgspec.json.decode(path.read_bytes(), type=dict[str, msgspec.Raw]) if path is not None else {}
    except (OSError, msgspec.MsgspecError):
        raw = {}
    prefixes = tuple(prefix for _, prefix in _NAMES.values() if prefix)
    entries: dict[str, Entry] = {}
    decoder = msgspec.json.Decoder(Entry)
    for name, value in raw.items():
        if "/" not in name or name.startswith(prefixes):
            try:
                entries[name] = decoder.decode(value)
            except msgspec.MsgspecError:
                continue  # its first entry explains the others in words
    return PriceTable(entries, _released())


def _path() -> Path | None:
    spec = find_spec("litellm")
    places = spec.submodule_search_locations if spec is not None else None
    return Path(places[0]) / _FILE if places else None


def _released() -> str:
    try:
        return RELEASED.get(importlib.metadata.version("litellm"), "")
    except importlib.metadata.PackageNotFoundError:
        return ""
