"""Has the model server read once what several answers have in common.

Answers that begin at once each read their prompt into a slot of their own, though it is the same: on two cores that
takes longer than writing them. So the prompt is read into one slot first, and copied to the others in milliseconds.
Variants come to each field at another moment; for them the copy is kept as a file, and put into the slot of each as it
comes (the server's own memory of prompts gives each copy away once).
"""

from __future__ import annotations

import asyncio
import logging
import ssl
import uuid
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

import httpx
import msgspec

from desktop.core.prompt import Message
from desktop.engine.model_files import drop
from desktop.engine.redaction import Secret

_QUICK_S = 5.0

_log = logging.getLogger(__name__)


class _Slot(msgspec.Struct):
    id: int
    is_processing: bool


class _Properties(msgspec.Struct):
    is_sleeping: bool = False


class _Template(msgspec.Struct):
    prompt: str


class _Reading(msgspec.Struct):
    id_slot: int


class ServerCalls:
    """What is asked of a model server beside answers; `folder` is where it keeps copies of slots for a moment."""

    def __init__(self, base_url: str, key: Secret, folder: Path) -> None:
        self._address = base_url.removesuffix("/v1")
        self._key = key
        self._folder = folder

    def client(self, timeout_s: float) -> httpx.AsyncClient:
        """A client of this server alone: no proxy, no connection kept, as the server drops idle ones."""
        return httpx.AsyncClient(
            base_url=self._address,
            headers={"Authorization": f"Bearer {self._key.reveal()}"},
            timeout=httpx.Timeout(_QUICK_S, read=timeout_s),
            limits=httpx.Limits(max_keepalive_connections=0),
            trust_env=False,
            verify=ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT),  # reading the usual certificates would block the loop
        )

    async def wake(self, timeout_s: float) -> None:
        """Have the model loaded again after the server has unloaded it."""
        # Whatever is wrong with the server shows in the answer that is asked of it next.
        with suppress(httpx.HTTPError):
            async with self.client(timeout_s) as client:
                await client.post("/tokenize", json={"content": "."})

    async def sleeps(self) -> bool:
        """Whether the server has unloaded the model, idle as it was."""
        try:
            async with self.client(_QUICK_S) as client:
                answer = (await client.get("/props")).raise_for_status()
                return msgspec.json.decode(answer.content, type=_Properties).is_sleeping
        except (httpx.HTTPError, msgspec.MsgspecError):
            return False

    async def prime(self, messages: Sequence[Message], answers: int, timeout_s: float) -> int:
        """Read a prompt into as many idle slots as there will be answers; returns how many have it.

        It is a help only: when the server is busy or refuses, the answers come all the same.
        """
        name = f"{uuid.uuid4().hex}.slot"
        try:
            async with self.client(timeout_s) as client:
                idle = await self._idle(client)
                if min(answers, len(idle)) < 2:
                    return 0
                first = await self._read(client, messages)
                await self._slot(client, first, "save", name)
                others = [slot for slot in idle if slot != first][: answers - 1]
                for slot in others:
                    await self._slot(client, slot, "restore", name)
                return 1 + len(others)
        except (httpx.HTTPError, msgspec.MsgspecError) as error:
            _log.info("the prompt was not shared: %r", error)
            return 0
        finally:
            with suppress(OSError):
                await asyncio.to_thread(drop, self._folder / name)

    async def read(self, messages: Sequence[Message], slot: int, name: str, timeout_s: float) -> bool:
        """Read a prompt into a slot without answering it, and keep a copy of that under a name; whether that worked."""
        try:
            async with self.client(timeout_s) as client:
                await self._read(client, messages, slot)
                await self._slot(client, slot, "save", name)
        except (httpx.HTTPError, msgspec.MsgspecError) as error:
            _log.info("the prompt was not kept: %r", error)
            return False
        return True

    async def recall(self, slot: int, name: str, timeout_s: float) -> bool:
        """Put a copy that was kept into a slot; whether that worked."""
        try:
            async with self.client(timeout_s) as client:
                await self._slot(client, slot, "restore", name)
        except httpx.HTTPError as error:
            _log.info("the prompt was not put back: %r", error)
            return False
        return True

    async def _idle(self, client: httpx.AsyncClient) -> list[int]:
        answer = (await client.get("/slots")).raise_for_status()
        slots = msgspec.json.decode(answer.content, type=list[_Slot])
        return [slot.id for slot in slots if not slot.is_processing]

    async def _read(self, client: httpx.AsyncClient, messages: Sequence[Message], slot: int = -1) -> int:
        """Read the prompt without answering it, into any slot (-1) or this one; returns the slot that holds it."""
        asked = {"messages": [{"role": str(message.role), "content": message.content} for message in messages]}
        answer = (await client.post("/apply-template", json=asked)).raise_for_status()
        prompt = msgspec.json.decode(answer.content, type=_Template).prompt
        answer = (
            await client.post("/completion", json={"prompt": prompt, "n_predict": 0, "id_slot": slot})
        ).raise_for_status()
        return msgspec.json.decode(answer.content, type=_Reading).id_slot

    async def _slot(self, client: httpx.AsyncClient, slot: int, action: str, name: str) -> None:
        answer = await client.post(f"/slots/{slot}", params={"action": action}, json={"filename": name})
        answer.raise_for_status()
