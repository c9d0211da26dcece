"""Copies of what a model server has read, as files of its own format, so that it need not read the same again."""

from __future__ import annotations

import asyncio
import hashlib
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

from desktop.core.prompt import Message
from desktop.engine.model_files import drop
from desktop.engine.priming import ServerCalls

_MOST = 12
"""Copies that are kept; one of a prompt with examples has 10 to 40 MB."""


class Shelf:
    """The copies of one server, in the folder where it keeps them."""

    def __init__(self, calls: ServerCalls, folder: Path, timeout_s: float) -> None:
        self._calls = calls
        self._folder = folder
        self._timeout_s = timeout_s
        self._names: dict[tuple[Message, ...], str] = {}

    async def read(self, slot: int, messages: Sequence[Message], shared: int) -> bool:
        """Read a prompt into a slot, and keep it for others that begin with the same messages; whether that worked."""
        key = tuple(messages[:shared])
        name = f"{hashlib.sha256(repr(key).encode()).hexdigest()[:24]}.kept"
        if not await self._calls.read(messages, slot, name, self._timeout_s):
            return False
        self._names.pop(key, None)
        self._names[key] = name
        while len(self._names) > _MOST:
            oldest = next(iter(self._names))
            with suppress(OSError):
                await asyncio.to_thread(drop, self._folder / self._names.pop(oldest))
        return True

    async def recall(self, slot: int, messages: Sequence[Message], shared: int) -> bool:
        """Put what was kept for prompts that begin so into a slot; whether there was such a copy."""
        name = self._names.get(tuple(messages[:shared]), "")
        return bool(name) and await self._calls.recall(slot, name, self._timeout_s)
