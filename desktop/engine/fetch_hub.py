"""A model's file from the hub: in one stream that goes on where it broke off."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import BinaryIO
from urllib.parse import quote, urlsplit

import httpx
import msgspec

from desktop.core.words import tr
from desktop.engine.catalogue import HubSource, LocalModel
from desktop.engine.fetch_progress import Meter, SourceFailed
from desktop.engine.model_files import drop, size_of
from desktop.engine.threads import Wanted, in_thread

_BLOCK = 1 << 20
_SHA256 = re.compile(r'^(?:W/)?"?([0-9a-f]{64})"?$')
_TOTAL = re.compile(r"^bytes (?:(\d+)-\d+|\*)/(\d+)$")


class Patience(msgspec.Struct, frozen=True):
    """How long to wait, in seconds, and how often to try again when nothing more comes."""

    connect_s: float = 5.0
    silence_s: float = 30.0
    tries: int = 4
    pause_s: float = 1.0


class Published(msgspec.Struct, frozen=True):
    """What the hub says of the file; 0 and empty where it says nothing."""

    size: int = 0
    sha256: str = ""


class HubFile:
    """One file of the hub, received into a part file; `reserve` raises when so many more bytes have no room."""

    def __init__(
        self,
        model: LocalModel,
        source: HubSource,
        hub: str,
        meter: Meter,
        reserve: Callable[[int], None],
        patience: Patience | None = None,
    ) -> None:
        self._model = model
        path = quote(f"{source.repository}/resolve/{source.revision}/{model.file}")
        self._address = f"{hub.rstrip('/')}/{path}"
        self._host = urlsplit(self._address).hostname or hub
        self._meter = meter
        self._reserve = reserve
        self._patience = patience or Patience()

    async def receive(self, part: Path) -> Published:
        """Append what is missing to `part` until the file is whole; `SourceFailed` when the hub does not give it.

        `OSError` when it cannot be written. What has come stays in `part`, whatever happens.
        """
        timeout = httpx.Timeout(self._patience.silence_s, connect=self._patience.connect_s)
        # The hub answers with a redirect to its store; no key is sent, and the hash decides what is kept.
        # Reading the certificates takes 30–250 ms, so a thread does it.
        context = await asyncio.to_thread(httpx.create_ssl_context)
        async with httpx.AsyncClient(timeout=timeout, verify=context, follow_redirects=True, max_redirects=5) as client:
            failures, moved = 0, False
            while True:
                before = size_of(part)
                try:
                    return await self._stream(client, part, before)
                except httpx.TooManyRedirects:
                    raise self._failed(tr("It sends us in circles.")) from None
                except (httpx.TransportError, _TryAgain) as error:
                    moved = moved or size_of(part) > before
                    failures = 0 if size_of(part) > before else failures + 1
                    unreachable = isinstance(error, httpx.ConnectError | httpx.ConnectTimeout)
                    if failures >= self._patience.tries or (unreachable and not moved):
                        raise self._failed(str(error) or type(error).__name__) from error
                    await asyncio.sleep(self._patience.pause_s * 2**failures)

    async def _stream(self, client: httpx.AsyncClient, part: Path, offset: int) -> Published:
        headers = {"Accept-Encoding": "identity"} | ({"Range": f"bytes={offset}-"} if offset else {})
        async with client.stream("GET", self._address, headers=headers) as response:
            published = _published(response)
            self._check(response, published)
            total = self._model.size or published.size
            if response.status_code == httpx.codes.REQUESTED_RANGE_NOT_SATISFIABLE:
                if offset == total:
                    return published
                drop(part)
                raise _TryAgain("the part that was here is longer than the file")
            if offset and not _continues_at(response, offset):
                offset = 0
                self._meter.back_to(0)
            self._meter.expect(total)
            self._reserve(total - offset)
            with _open_at(part, offset) as file:
                await self._copy(response, file, offset, total)
        if total and size_of(part) != total:
            raise _TryAgain(f"{size_of(part)} of {total} bytes came")
        return published

    async def _copy(self, response: httpx.Response, file: BinaryIO, done: int, total: int) -> None:
        waiting = bytearray()
        try:
            async for piece in response.aiter_raw():
                waiting += piece
                if total and done + len(waiting) > total:
                    raise self._failed(tr("It has another file under this name."))
                if len(waiting) >= _BLOCK:
                    block, waiting = waiting, bytearray()
                    await in_thread(partial(write, file, block))
                    done += len(block)
                    self._meter.at(done)
        finally:
            # On a line that breaks often, these bytes are all the progress there is.
            write(file, waiting)
        self._meter.at(done + len(waiting))

    def _check(self, response: httpx.Response, published: Published) -> None:
        """Raise when the answer is no way to the file we want."""
        status = response.status_code
        if status == httpx.codes.TOO_MANY_REQUESTS or status >= httpx.codes.INTERNAL_SERVER_ERROR:
            raise _TryAgain(f"status {status}")
        if status not in {
            httpx.codes.OK,
            httpx.codes.PARTIAL_CONTENT,
            httpx.codes.REQUESTED_RANGE_NOT_SATISFIABLE,
        }:
            raise self._failed(tr("It does not have the file (status {status}).", status=status))
        if response.headers.get("content-type", "").startswith("text/html"):
            raise self._failed(
                tr("It answered with a page instead of the file; perhaps this network asks for a login.")
            )
        wanted = self._model
        if (wanted.sha256 and published.sha256 and wanted.sha256 != published.sha256) or (
            wanted.size and published.size and wanted.size != published.size
        ):
            raise self._failed(tr("It has another file under this name."))
        if not wanted.sha256 and not published.sha256:
            raise self._failed(tr("It does not say what the file should be, so nothing could be checked."))

    def _failed(self, reason: str) -> SourceFailed:
        return SourceFailed(f"{self._host}: {reason}")


class _TryAgain(Exception):
    """The answer was of no use this time."""


def _open_at(part: Path, offset: int) -> BinaryIO:
    """The part file, cut to `offset` bytes and ready to write there."""
    file = part.open("r+b" if part.exists() else "wb")
    file.truncate(offset)
    file.seek(offset)
    return file


def write(file: BinaryIO, block: bytearray, _wanted: Wanted | None = None) -> None:
    """Append a block; `OSError` when it cannot be written."""
    file.write(block)


def _published(response: httpx.Response) -> Published:
    """The size and hash in the headers: the hub's own answer says them before it sends us on to its store."""
    size, sha256 = 0, ""
    for answer in (*response.history, response):
        # The store's own etag may be another hash than that of the content.
        tag = answer.headers.get("x-linked-etag") or ("" if response.history else answer.headers.get("etag", ""))
        found = _SHA256.match(tag)
        sha256 = sha256 or (found[1] if found else "")
        linked = answer.headers.get("x-linked-size", "")
        size = size or (int(linked) if linked.isdecimal() else 0)
    return Published(size or _size(response), sha256)


def _size(response: httpx.Response) -> int:
    """The size of the whole file as the last answer has it; 0 when it does not say."""
    found = _TOTAL.match(response.headers.get("content-range", ""))
    if found:
        return int(found[2])
    length = response.headers.get("content-length", "")
    return int(length) if length.isdecimal() and response.status_code == httpx.codes.OK else 0


def _continues_at(response: httpx.Response, offset: int) -> bool:
    """Whether the answer begins where we left off; a server may ignore that and send the whole."""
    found = _TOTAL.match(response.headers.get("content-range", ""))
    return response.status_code == httpx.codes.PARTIAL_CONTENT and found is not None and found[1] == str(offset)
